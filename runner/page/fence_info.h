// What the info string of a fenced code block says: ```json title="Response" {1,3-5}, ```yaml GET /v1/calls, ```js
// Request.js.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::page {

struct FenceInfo {
  std::string info;      // trimmed, as written
  std::string language;  // the first word in lower case: "json"
  std::string title;     // title="…", else the words that are no attributes
  bool operator==(const FenceInfo&) const = default;
};

FenceInfo ReadFenceInfo(std::string_view info);

}  // namespace plumbline::page
