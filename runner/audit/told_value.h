// Defaults and limits as pages and contracts tell them, in words.
#pragma once

#include <string_view>

namespace plumbline::audit {

// Whether two of them are one value: numbers by what they are worth, texts without their quotes and case.
bool SameValue(std::string_view a, std::string_view b);

// Whether it is a value that could be compared, and no words such as "the current day".
bool IsExactValue(std::string_view told);

}  // namespace plumbline::audit
