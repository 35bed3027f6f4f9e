// Values and places in words, for messages.
#include <fmt/format.h>

#include "base/decimal.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::schema {

using document::Kind;
using document::Value;

std::string Describe(const Value& value) {
  constexpr std::size_t kLongest = 60;
  const auto shortened = [](std::string text) {
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
  };
  switch (value.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return value.boolean ? "boolean true" : "boolean false";
    case Kind::kNumber: {
      const auto number = Decimal::Parse(value.text);
      return fmt::format("{} {}", number && number->IsInteger() ? "integer" : "number", shortened(value.text));
    }
    case Kind::kString:
      return "string " + shortened(document::WriteJson(value));
    case Kind::kArray:
      return "array of " + Count(value.items.size(), "item");
    case Kind::kObject:
      return "object of " + Count(value.members.size(), "member");
  }
  return "";
}

std::string Describe(const document::Cell& value) {
  if (value.IsArray()) return "array of " + Count(value.size, "item");
  if (value.IsObject()) return "object of " + Count(value.size, "member");
  return Describe(document::ToValue(value));
}

std::string PathName(const JsonPointer& instance_location) {
  // Where somebody nested hundreds of levels, the first and the last of them tell the place.
  constexpr std::size_t kFirst = 6, kLast = 10;
  const std::vector<std::string>& tokens = instance_location.tokens();
  std::string name;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i == kFirst && tokens.size() > kFirst + kLast + 1) {
      name += ".…";
      i = tokens.size() - kLast;
    }
    const std::string& token = tokens[i];
    if (ArrayIndex(token)) {
      name += '[' + token + ']';
    } else {
      if (!name.empty()) name += '.';
      name += token;
    }
  }
  return name.empty() ? "the value" : name;
}

}  // namespace plumbline::schema
