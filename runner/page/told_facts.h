// What sentences say of the default and the limits of a parameter or member that they name: "`per_page` is at most
// 250", "`ttl` (default 60)", "Without `page_size` you get 20 items", "Text is longer than 1600 characters" in a list
// of errors. A sentence about some cases only says nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/claim.h"
#include "page/sentences.h"

namespace plumbline::page {

// What a table of the events that a service sends is called by, in the place of a member: samples name them in `event`,
// `type` and the like.
inline constexpr std::string_view kEventTypes = "event types";

// Names of parameters and members of a page, for what a sentence says without marks.
struct NamesOfPage {
  Known known;            // the page shows a member of that name
  std::string page_size;  // the parameter for the rows of a page: `per_page`; empty where the page has none or several
  std::vector<const FieldClaim*> parameters;  // of requests
};
NamesOfPage NamesIn(const Page& page, const Claims& claims, Known known);

// What one sentence of prose says; `operation` of the claims is left to the caller.
std::vector<ToldFacts> ReadToldFacts(const Text& sentence, const NamesOfPage& names);

// What the reason of an error says of the limit of a parameter: "Text is longer than 1600 characters"; "More than 10
// people" beside the code party_too_large.
std::vector<ToldFacts> ReadRefusedFacts(const Text& cause, std::string_view code, const NamesOfPage& names);

}  // namespace plumbline::page
