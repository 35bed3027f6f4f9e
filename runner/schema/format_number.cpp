// Numbers by the range of a type (OpenAPI's int32, int64, float, double) and decimal numbers as
// strings.
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>
#include <system_error>

#include "base/decimal.h"
#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

struct IntegerRange {
  std::int64_t low;
  std::int64_t high;
  const char* below;
  const char* above;
};

constexpr IntegerRange kInt32 = {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(),
                                 "the number is below -2147483648", "the number is past 2147483647"};
constexpr IntegerRange kInt64 = {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                 "the number is below -9223372036854775808", "the number is past 9223372036854775807"};

FormatFault CheckRange(const auto& value, const auto& low, const auto& high, const IntegerRange& range) {
  if (value < low) return {range.below, 0};
  if (value > high) return {range.above, 0};
  return {};
}

// By value, so 1.0 and 1e2 are integers.
FormatFault CheckInteger(std::string_view lexeme, const IntegerRange& range) {
  constexpr std::size_t kSafeDigits = 18;  // any number of so many digits fits into 64 bits
  const bool negative = HasAt(lexeme, 0, '-');
  const std::size_t first = negative ? 1 : 0;
  const std::size_t size = lexeme.size() - first;
  const bool plain = size >= 1 && size <= kSafeDigits && (lexeme[first] != '0' || size == 1);
  if (plain && SkipDigits(lexeme, first) == lexeme.size()) {
    std::int64_t value = 0;
    for (char c : lexeme.substr(first)) value = value * 10 + (c - '0');
    return CheckRange(negative ? -value : value, range.low, range.high, range);
  }
  const FormatFault fault = CheckDecimal(lexeme);
  if (fault.broken()) return fault;
  const auto number = Decimal::Parse(lexeme);
  if (!number) return {"the number cannot be read", 0};
  if (!number->IsInteger()) return {"the number is no integer", lexeme.find_first_of(".eE")};
  return CheckRange(*number, Decimal(range.low), Decimal(range.high), range);
}

// Whether the nearest number of the type is finite: a range, not a precision. What is too small for
// the type is near zero and fits.
template <typename Number>
FormatFault CheckMagnitude(std::string_view lexeme, const char* reason) {
  const FormatFault fault = CheckDecimal(lexeme);
  if (fault.broken()) return fault;
  Number nearest = 0;
  const auto [end, error] = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), nearest);
  if (error == std::errc()) return {};
  // Too large and too small are one error there.
  const auto number = Decimal::Parse(lexeme);
  const auto magnitude = number && number->IsNegative() ? number->Negated() : number;
  if (magnitude && *magnitude < Decimal(1)) return {};
  return {reason, 0};
}

}  // namespace

FormatFault CheckInt32(std::string_view lexeme) { return CheckInteger(lexeme, kInt32); }
FormatFault CheckInt64(std::string_view lexeme) { return CheckInteger(lexeme, kInt64); }

FormatFault CheckFloat(std::string_view lexeme) {
  return CheckMagnitude<float>(lexeme, "the number is past the largest float, 3.4028235e38");
}

FormatFault CheckDouble(std::string_view lexeme) {
  return CheckMagnitude<double>(lexeme, "the number is past the largest double, 1.7976931348623157e308");
}

// The grammar of JSON numbers (RFC 8259, section 6).
FormatFault CheckDecimal(std::string_view text) {
  std::size_t at = HasAt(text, 0, '-') ? 1 : 0;
  const std::size_t whole = at;
  at = SkipDigits(text, at);
  if (at == whole) return {"a number needs a digit here", at};
  if (text[whole] == '0' && at > whole + 1) return {"a number cannot have a leading zero", whole};
  if (HasAt(text, at, '.')) {
    const std::size_t fraction = ++at;
    at = SkipDigits(text, at);
    if (at == fraction) return {"a fraction needs a digit", at};
  }
  if (HasAt(text, at, 'e') || HasAt(text, at, 'E')) {
    ++at;
    if (HasAt(text, at, '+') || HasAt(text, at, '-')) ++at;
    const std::size_t exponent = at;
    at = SkipDigits(text, at);
    if (at == exponent) return {"an exponent needs a digit", at};
  }
  if (at < text.size()) return {"a number cannot hold this character here", at};
  return {};
}

}  // namespace plumbline::schema
