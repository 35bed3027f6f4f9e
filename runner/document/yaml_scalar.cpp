#include "document/yaml_scalar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace plumbline::document {
namespace {

constexpr std::string_view kCore = "tag:yaml.org,2002:";

bool OneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool AllDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// 0x1F and 0o17. Nothing for other text; ScalarError where the number needs more than 64 bits.
std::optional<std::string> OtherBase(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 0;
  if (base == 0 || text.size() < 3) return std::nullopt;
  const std::string_view digits = text.substr(2);
  unsigned long long value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (end != digits.data() + digits.size()) return std::nullopt;
  if (error != std::errc()) throw ScalarError{fmt::format("{} needs more than 64 bits", text)};
  return std::to_string(value);
}

// The JSON lexeme of a core schema integer or float: the text itself where JSON allows it, without
// `+`, leading zeros and bare points where it does not. Nothing where the text is no number.
std::optional<std::string> NumberLexeme(std::string_view text) {
  if (auto number = OtherBase(text)) return number;
  std::string sign;
  if (text.starts_with('-') || text.starts_with('+')) {
    if (text.front() == '-') sign = "-";
    text.remove_prefix(1);
  }
  std::string_view exponent;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    exponent = text.substr(e);
    const std::string_view digits =
        exponent.substr(exponent.size() > 1 && (exponent[1] == '-' || exponent[1] == '+') ? 2 : 1);
    if (!AllDigits(digits)) return std::nullopt;
    text = text.substr(0, e);
  }
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (!whole.empty() && !AllDigits(whole)) return std::nullopt;
  if (!fraction.empty() && !AllDigits(fraction)) return std::nullopt;
  if (whole.empty() && fraction.empty()) return std::nullopt;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  std::string lexeme = sign + (whole.empty() ? "0" : std::string(whole));
  if (point != std::string_view::npos) lexeme += '.' + (fraction.empty() ? "0" : std::string(fraction));
  return lexeme.append(exponent);
}

bool IsInfinityOrNan(std::string_view text) {
  if (OneOf(text, {".nan", ".NaN", ".NAN"})) return true;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return OneOf(text, {".inf", ".Inf", ".INF"});
}

Value ResolvePlain(const std::string& content) {
  if (OneOf(content, {"", "~", "null", "Null", "NULL"})) return Value::Null();
  if (OneOf(content, {"true", "True", "TRUE"})) return Value::Boolean(true);
  if (OneOf(content, {"false", "False", "FALSE"})) return Value::Boolean(false);
  if (IsInfinityOrNan(content)) {
    throw ScalarError{fmt::format("{} is no JSON number; quote it if it is meant as text", content)};
  }
  if (auto lexeme = NumberLexeme(content)) return Value::Number(std::move(*lexeme));
  return Value::String(content);
}

}  // namespace

Value ResolveScalar(const std::string& tag, const std::string& content) {
  if (tag == "?") return ResolvePlain(content);
  if (tag == "!" || tag == std::string(kCore) + "str") return Value::String(content);
  const std::string_view name = tag.starts_with(kCore) ? std::string_view(tag).substr(kCore.size()) : "";
  if (!OneOf(name, {"int", "float", "bool", "null"})) {
    throw ScalarError{fmt::format("unknown tag '{}': only the YAML 1.2 core tags are read", tag)};
  }
  const Value value = ResolvePlain(content);
  const bool fits = name == "null"   ? value.IsNull()
                    : name == "bool" ? value.IsBoolean()
                    : name == "int"  ? value.IsNumber() && value.text.find_first_of(".eE") == std::string::npos
                                     : value.IsNumber();
  if (!fits) throw ScalarError{fmt::format("'{}' does not fit its tag !!{}", content, name)};
  return value;
}

}  // namespace plumbline::document
