// Code samples that read members of an answer: profile["currency"], data.calls.total_cost, $r->id, jq
// '.accounts[].auth_id'. A variable is followed from the place where it takes the parsed answer; what other variables
// hold is nobody's claim.
#pragma once

#include <string_view>
#include <vector>

#include "page/claim.h"

namespace plumbline::page {

// `operation` of the reads is left open.
std::vector<CodeRead> ReadCode(const Text& code, std::string_view language);

}  // namespace plumbline::page
