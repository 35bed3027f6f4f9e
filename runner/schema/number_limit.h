// Exact comparison of a number in an instance with one in a schema. Small integers and doubles decide where they can, decimals
// of any size where they cannot.
#pragma once

#include <charconv>
#include <compare>

#include "document/tape.h"
#include "schema/program.h"

namespace plumbline::schema {

// The integer that a kInteger cell of at most 18 digits stands for.
inline std::int64_t SmallInteger(const document::Cell& cell) {
  const char* at = cell.text;
  const char* const end = at + cell.size;
  const bool negative = *at == '-';
  std::int64_t number = 0;
  for (at += negative ? 1 : 0; at != end; ++at) number = number * 10 + (*at - '0');
  return negative ? -number : number;
}
inline bool IsSmallInteger(const document::Cell& cell) { return cell.Is(document::CellKind::kInteger) && cell.size <= 18; }

inline std::strong_ordering Compare(const document::Cell& number, const NumberLimit& limit) {
  if (limit.is_integer && IsSmallInteger(number)) return SmallInteger(number) <=> limit.integer;
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
