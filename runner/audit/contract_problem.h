// Findings about a contract as such. What the loader left out of a contract it lists as ContractProblems; each is told
// by the rule whose id it bears, and this is how.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/subject.h"
#include "finding/finding.h"

namespace plumbline::audit {

// What a rule adds to a problem.
struct Telling {
  std::string_view rule;
  std::string_view note;        // at the place that is wrong
  std::string_view other_note;  // at the second place, where there is one
  std::string_view likely;
};

// The findings of the problems of one rule. Problems with the same message are one finding that lists their places.
std::vector<finding::Finding> TellProblems(const Subject& subject, const Telling& telling);

// "file:line:column" of places, one a line, at most twenty and then how many more.
std::vector<std::string> ListPlaces(const std::vector<Place>& places);

}  // namespace plumbline::audit
