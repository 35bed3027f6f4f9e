// What of a contract the requests of a run met: which operations answered, which parameters were sent, which declared
// responses came, and which declared members of their bodies were really seen. A report that only counts cases hides
// what nobody asked for.
#pragma once

#include <vector>

#include "contract/vendor.h"
#include "run/result.h"

namespace plumbline::run {

// Of every operation that clients call, in the contract's order: itself, its parameters, and its responses, each with
// the members of its schema
// ("200 application/json /data/*/id"; `*` is any item, or any key of a map). References, allOf, anyOf and oneOf are
// followed; a schema that holds itself is listed once, and at most kMostMembers members are listed in all.
constexpr std::size_t kMostMembers = 20'000;
std::vector<CoverageItem> CoverageOf(const contract::Vendor& vendor, const std::vector<CaseResult>& cases);

}  // namespace plumbline::run
