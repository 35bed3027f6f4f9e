// Exact decimal numbers: sign, digits and a power of ten, of any size, never a float. What
// contracts and answers say about money and minutes is compared with these. Exponents are never
// written out, so 1e1000000000 costs as little as 1.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline {

class Decimal {
 public:
  Decimal() = default;  // zero
  explicit Decimal(std::int64_t value);

  // Reads a JSON number (RFC 8259, section 6). Nothing for any other text: no leading `+`, no
  // bare point, no NaN. Exponents beyond +-10^18 are held at that bound.
  static std::optional<Decimal> Parse(std::string_view text);

  bool IsZero() const { return digits_.empty(); }
  // By value: 1.0 and 1e3 are integers, 0.5 is not.
  bool IsInteger() const { return exponent_ >= 0; }
  bool IsNegative() const { return negative_; }
  // Whether *this = divisor * n for an integer n; false for a zero divisor.
  bool IsMultipleOf(const Decimal& divisor) const;
  // The value as an index or a length; nothing where it is negative, no integer, or too large.
  std::optional<std::uint64_t> ToUint64() const;

  // Sums and products are exact; nothing where the result would need more than kMaxDigits digits, or
  // an exponent beyond +-2 * 10^18.
  static constexpr std::size_t kMaxDigits = 10'000;
  friend std::optional<Decimal> Add(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> Multiply(const Decimal& a, const Decimal& b);
  Decimal Negated() const;

  std::strong_ordering operator<=>(const Decimal& other) const;
  bool operator==(const Decimal& other) const = default;

  // Shortest plain form ("108.24", "-5"); an exponent only where more than 40 zeros would be written.
  std::string ToString() const;

 private:
  void Normalize();

  // Value = digits * 10^exponent; no leading and no trailing zeros; zero has no digits,
  // exponent 0 and no sign. So equal values are equal member by member.
  bool negative_ = false;
  std::string digits_;
  std::int64_t exponent_ = 0;
};

std::optional<Decimal> Add(const Decimal& a, const Decimal& b);
std::optional<Decimal> Multiply(const Decimal& a, const Decimal& b);

}  // namespace plumbline
