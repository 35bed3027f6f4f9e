// What stands behind a backslash and between brackets (ECMA-262 22.2.1: CharacterEscape,
// CharacterClassEscape, CharacterClass). Reads one of them from a position in the pattern; the
// pattern parser decides where it stands.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "schema/pattern_parser.h"

namespace plumbline::schema {

struct PatternEscape {
  std::variant<char32_t, CharacterClass, PatternFault> value;
  std::size_t length = 0;  // bytes; 0 with a fault
};

struct EscapeContext {
  bool in_class = false;
  bool lenient = false;
};

// The escape whose backslash is text[i]. Backreferences and, outside of classes, \b and \B are the
// caller's. A lone surrogate comes back as itself.
PatternEscape ReadEscape(std::string_view text, std::size_t i, EscapeContext context);

// The class whose `[` is text[i].
PatternEscape ReadClass(std::string_view text, std::size_t i, bool lenient);

// \uXXXX, a surrogate pair of them, or \u{…} at text[i].
std::optional<DecodedCodePoint> ReadUnicodeEscape(std::string_view text, std::size_t i);

// What `.` matches: all but the LineTerminators of 12.3.
CodePointSet NotLineTerminators();

}  // namespace plumbline::schema
