// What would be changed, as a patch that `patch -p0` and `git apply -p0` take.
#pragma once

#include <string>
#include <string_view>

namespace plumbline {

// Hunks with three lines of context under "--- path" and "+++ path"; empty where the texts are equal. An empty `before`
// is a file that is not there yet.
std::string UnifiedDiff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace plumbline
