// The tree of a pattern in the spelling of RE2 and of PCRE2. Every character is written as a code
// point and every class as its ranges, so that nothing depends on how an engine reads `.`, `\s` or
// an option. Lazy counts and groups that nothing refers to are dropped where they cannot matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "schema/pattern_parser.h"

namespace plumbline::schema {

// Bound of a spelling, which repeats can make much longer than the pattern.
inline constexpr std::size_t kLongestSpelling = 1 << 20;

// Whether RE2 has a class for it; see UnicodeProperty::re2.
bool HasRe2Spelling(const CharacterClass& characters);

// For a tree without lookaround, backreferences and \B whose classes all have a spelling. RE2 refuses
// repeats over 1000, also as the product of nested ones: such are written out as several. Nothing
// where that passes kLongestSpelling.
std::optional<std::string> SpellForRe2(const PatternNode& root);

// PCRE2 counts its steps from every place anew where a match may start. The spelling is anchored, and
// what it may skip is a part of it, so that one count is for all.
struct Pcre2Spelling {
  std::string text;
  std::string error;  // as a part of a sentence; empty where there is none
  // What one step costs at most, in characters looked at: so many, or all of the subject where a
  // repeat or a backreference runs over a part of it in one step.
  std::uint64_t step_cost = 1;
  bool runs = false;
};
Pcre2Spelling SpellForPcre2(const PatternNode& root);

}  // namespace plumbline::schema
