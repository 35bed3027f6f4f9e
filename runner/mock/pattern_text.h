// A text that a pattern matches: the shortest that its parts ask for, the same every time. Lookarounds are not looked
// at; whether the text really matches has been asked of the pattern itself, so that what is given back does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::mock {

// A text of `least` to `most` characters, at most 10'000. Nothing where the pattern is none, or where no text was
// found.
std::optional<std::string> TextOfPattern(std::string_view pattern, std::uint64_t least, std::uint64_t most);

}  // namespace plumbline::mock
