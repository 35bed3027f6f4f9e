// Identifiers for readers that want UUIDs, made from a name: the same name gives the same one.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::report {

// A UUID of version 8 (RFC 9562, 5.8) from the SHA-256 of the name.
std::string NameUuid(std::string_view name);

}  // namespace plumbline::report
