// What words say of a parameter or member: types, whether it is required, defaults, limits, formats, allowed values.
// Every reading is of fixed phrases; what they do not cover is not guessed.
#pragma once

#include <optional>
#include <string_view>

#include "page/claim.h"

namespace plumbline::page {

// "string", "integer (int64)", "object[]", "array of strings", "string | null", "enum<string>", "date (ISO)". False
// where the text names no type.
bool ReadType(std::string_view text, Facts& facts);

// "Required", "Yes", "optional", "✓". Nothing where the text says neither.
std::optional<bool> ReadRequired(std::string_view text);
// The same in a column of that title: yes under "Optional?" is not required.
std::optional<bool> ReadRequired(std::string_view text, std::string_view title);

// A default in a cell of its own: nothing for "-", "none" and the like.
std::optional<std::string> ReadDefault(const Text& text);

// What a description says; facts that are there already stay.
void ReadDescription(const Text& description, Facts& facts);

// The values that a text lists as the allowed ones: "active or inactive", "One of `a`, `b`, `c`".
std::vector<std::string> ReadValues(const Text& text, bool& complete);

}  // namespace plumbline::page
