// The formats that are asserted: one row each. Formats without a row are ignored (validation 7.2.1).
#pragma once

#include <span>
#include <string_view>

#include "document/value.h"

namespace plumbline::schema {

struct Format {
  std::string_view name;
  std::string_view summary;
  bool (*applies)(const document::Value& value);  // formats judge one kind of value
  bool (*accepts)(const document::Value& value);
};

std::span<const Format> Formats();
const Format* FindFormat(std::string_view name);

}  // namespace plumbline::schema
