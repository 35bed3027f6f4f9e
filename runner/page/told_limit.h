// Limits of a value, a length or a count, and what is counted: "at most 500", "4 to 8 digits", "between 1 and 100",
// "always 19 digits".
#pragma once

#include <string>
#include <string_view>

#include "page/claim.h"

namespace plumbline::page {

// What a description or sentence says; limits that are there already stay. Of a string only its length is limited: "up
// to 5 numbers" is none of it.
void ReadLimits(std::string_view text, Facts& facts);

// "1,000" and "1_000" as 1000.
std::string WithoutCommas(std::string_view number);

// Whether a unit is one of the length of a text.
bool CountsCharacters(std::string_view unit);

}  // namespace plumbline::page
