// Exact comparison of a number in an instance with one in a schema. Small integers and doubles decide where they can,
// decimals of any size where they cannot.
#pragma once

#include <charconv>
#include <compare>
#include <optional>
#include <string_view>

#include "document/tape.h"
#include "schema/program.h"

namespace plumbline::schema {

// The integer that a kInteger cell of at most 18 digits stands for.
inline std::int64_t SmallInteger(const document::Cell& cell) {
  if (cell.HasSmall()) return cell.Small();
  const char* at = cell.text;
  const char* const end = at + cell.size;
  const bool negative = *at == '-';
  std::int64_t number = 0;
  for (at += negative ? 1 : 0; at != end; ++at) number = number * 10 + (*at - '0');
  return negative ? -number : number;
}
inline bool IsSmallInteger(const document::Cell& cell) {
  return cell.Is(document::CellKind::kInteger) && cell.size <= 18;
}

// Compares a number of at most 18 characters without an exponent; nothing for others.
inline std::optional<std::strong_ordering> CompareDecimal(std::string_view number, std::int64_t limit) {
  if (number.size() > 18) return std::nullopt;
  const bool negative = number.front() == '-';
  std::size_t i = negative ? 1 : 0;
  const auto digit = [&] { return static_cast<unsigned>(number[i] - '0'); };
  std::int64_t whole = 0;
  for (; i < number.size() && digit() < 10; ++i) whole = whole * 10 + digit();
  unsigned fraction = 0;  // not 0 where some digit after the point is not
  if (i < number.size() && number[i] == '.') {
    for (++i; i < number.size() && digit() < 10; ++i) fraction |= digit();
  }
  if (i < number.size()) return std::nullopt;
  if (negative) whole = -whole;
  if (whole != limit) return whole <=> limit;
  if (fraction == 0) return std::strong_ordering::equal;
  return negative ? std::strong_ordering::less : std::strong_ordering::greater;
}

inline std::strong_ordering Compare(const document::Cell& number, const NumberLimit& limit) {
  if (limit.is_integer && IsSmallInteger(number)) return SmallInteger(number) <=> limit.integer;
  if (limit.is_integer) {
    if (const auto order = CompareDecimal(number.view(), limit.integer)) return *order;
  }
  if (!limit.ranged) return Decimal::Parse(number.view()).value_or(Decimal()) <=> limit.exact;
  double nearest = 0;
  const auto [end, error] = std::from_chars(number.text, number.text + number.size, nearest);
  // Rounding keeps the order, so numbers whose doubles differ are told apart by them.
  if (error == std::errc() && nearest < limit.nearest) return std::strong_ordering::less;
  if (error == std::errc() && nearest > limit.nearest) return std::strong_ordering::greater;
  return Decimal::Parse(number.view()).value_or(Decimal()) <=> limit.exact;
}

inline bool IsMultiple(const document::Cell& number, const NumberLimit& divisor) {
  if (divisor.is_integer && IsSmallInteger(number)) return SmallInteger(number) % divisor.integer == 0;
  return Decimal::Parse(number.view()).value_or(Decimal()).IsMultipleOf(divisor.exact);
}

}  // namespace plumbline::schema
