// Defaults and limits as pages and contracts tell them, in words.
#pragma once

#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace plumbline::audit {

// Whether two of them are one value: numbers by what they are worth, texts without their quotes and case.
bool SameValue(std::string_view a, std::string_view b);

// Whether it is a value that could be compared, and no words such as "the current day".
bool IsExactValue(std::string_view told);

// How many milliseconds a time takes that is told with its unit ("2 minutes") or that a parameter in `unit` holds;
// nothing where the unit is not known, or has no fixed length.
std::optional<Decimal> MillisecondsOf(std::string_view told, std::string_view unit);

}  // namespace plumbline::audit
