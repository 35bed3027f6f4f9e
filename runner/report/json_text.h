// How every report that is JSON is written.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace plumbline::report {

using Json = nlohmann::ordered_json;

// Indented by two, members in their order, ended by a line break. Bytes that are no UTF-8 become U+FFFD.
inline std::string JsonText(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace plumbline::report
