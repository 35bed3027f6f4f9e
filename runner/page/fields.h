// Lists of parameters and members: tables with a column of names, and fields that follow each other. Tables of anything
// else (plans, prices, rate limits) are none, and told so.
#pragma once

#include <string>
#include <vector>

#include "page/claim.h"
#include "page/mentions.h"
#include "page/outline.h"

namespace plumbline::page {

// Adds lists, fields, statuses and what was not understood to `claims`. Samples must be there: where the page does not
// say whether a list is of a request or a response, the samples tell.
void ReadFields(const Page& page, const Outline& outline, const Mentions& mentions, Claims& claims);

// "accounts[].name" as accounts/*/name; "error.code" as error/code.
JsonPointer MemberPath(std::string_view written);

// Whether a word could name a member or parameter: `auth_id`, `customers[]`, `error.code`, `$filter`, `X-Auth-ID`.
bool IsIdentifier(std::string_view word);

}  // namespace plumbline::page
