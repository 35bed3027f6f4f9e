// Changes of a schema and an instance that leave both JSON: values that wander between them, keywords that come and go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace plumbline::fuzz {

// The texts after a few changes, which `seed` chooses; nothing where either text is no JSON.
std::optional<std::pair<std::string, std::string>> MutateJson(std::string_view schema, std::string_view instance,
                                                              std::uint32_t seed);

}  // namespace plumbline::fuzz
