// The properties of `\p{…}` (ECMA-262 22.2.2.9, tables 67 to 69 of the 2024 edition, and the values
// of Unicode's PropertyValueAliases.txt), spelled as each engine wants them. Which code points have
// a property is left to the engines (Unicode 14 in both), but for the few that Unicode never changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/code_points.h"

namespace plumbline::schema {

struct UnicodeProperty {
  // All of the property's code points, where they are known here; then both names are empty.
  std::optional<CodePointSet> code_points;
  // What RE2 calls it: the union of these names, separated by spaces, or after a `^` all that they
  // leave out. Empty: RE2 does not have it.
  std::string re2;
  // What PCRE2 calls it; a leading `^` is PCRE2's own way to negate. Empty: PCRE2 does not have it.
  std::string pcre2;
  bool operator==(const UnicodeProperty&) const = default;
};

// `\p{name}` where `value` is empty, `\p{name=value}` otherwise. Letter case counts. Nothing where
// ECMA-262 has no such property or value.
std::optional<UnicodeProperty> FindUnicodeProperty(std::string_view name, std::string_view value);

}  // namespace plumbline::schema
