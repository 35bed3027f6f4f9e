// Every way in which the engine judges an instance, side by side: compiled code and the plain pass, by text, by tape
// and by value, with and without help. Whatever the schema, they must agree. Used by the official suite, the
// differential test and the fuzz targets; knows no test framework.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace plumbline::schema {

struct Answer {
  std::string_view way;   // "plain verdict"
  std::string_view says;  // "valid", "invalid", "undecided" (a bound was met), or what is wrong with the answer itself
};

// One answer for each way. Throws Error where `json` is no JSON, or is nested deeper than kMostLevels.
std::vector<Answer> AnswersOfAllPaths(const Program& program, const std::string& json);

// All answers, a line each, where those that are decided differ; empty where they agree. Paths meet their bounds at
// different places, so an undecided one contradicts nobody.
std::string Disagreement(const std::vector<Answer>& answers);

}  // namespace plumbline::schema
