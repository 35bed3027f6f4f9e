// What a mock shall answer to one request, where that is not for the contract to decide.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_pointer.h"
#include "document/value.h"
#include "http/message.h"

namespace plumbline::mock {

struct Script {
  std::optional<std::string> sample;  // name of a documented sample
  std::optional<int> status;
  http::HeaderFields headers;
  std::optional<document::Value> body;                       // the whole body
  std::vector<std::pair<JsonPointer, document::Value>> set;  // members to replace or add
  std::vector<JsonPointer> remove;                           // members to leave out
};

}  // namespace plumbline::mock
