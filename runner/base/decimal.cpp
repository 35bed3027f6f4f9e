#include "base/decimal.h"

#include <algorithm>
#include <vector>

namespace plumbline {
namespace {

constexpr std::int64_t kExponentBound = 1'000'000'000'000'000'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Compares two strings of digits without leading zeros.
int CompareDigits(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

std::string AddDigits(std::string_view a, std::string_view b) {
  std::string sum;
  int carry = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) || carry > 0; ++i) {
    const int digit =
        carry + (i < a.size() ? a[a.size() - 1 - i] - '0' : 0) + (i < b.size() ? b[b.size() - 1 - i] - '0' : 0);
    sum += static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  std::reverse(sum.begin(), sum.end());
  return sum;
}

// a - b, where a >= b. The result may have leading zeros.
std::string SubtractDigits(std::string_view a, std::string_view b) {
  std::string difference(a);
  int borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    int digit = a[a.size() - 1 - i] - '0' - borrow;
    if (i < b.size()) digit -= b[b.size() - 1 - i] - '0';
    borrow = digit < 0 ? 1 : 0;
    difference[a.size() - 1 - i] = static_cast<char>('0' + digit + 10 * borrow);
  }
  return difference;
}

// Whether `dividend` followed by `zeros` zeros is divisible by `divisor`.
bool Divides(std::string_view divisor, std::string_view dividend, std::uint64_t zeros) {
  if (divisor.size() <= 18) {
    const std::uint64_t modulus = std::stoull(std::string(divisor));
    std::uint64_t remainder = 0;  // below 10^18, so ten times it and a digit fit
    for (char c : dividend) remainder = (remainder * 10 + static_cast<std::uint64_t>(c - '0')) % modulus;
    for (std::uint64_t i = 0; i < zeros; ++i) remainder = remainder * 10 % modulus;
    return remainder == 0;
  }
  std::string remainder;
  const auto push = [&](char c) {
    if (!remainder.empty() || c != '0') remainder += c;
    while (CompareDigits(remainder, divisor) >= 0) {
      remainder = SubtractDigits(remainder, divisor);
      remainder.erase(0, remainder.find_first_not_of('0'));
    }
  };
  for (char c : dividend) push(c);
  for (std::uint64_t i = 0; i < zeros; ++i) push('0');
  return remainder.empty();
}

}  // namespace

Decimal::Decimal(std::int64_t value) : negative_(value < 0), digits_(std::to_string(value).substr(value < 0 ? 1 : 0)) {
  Normalize();
}

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  Decimal number;
  std::size_t i = 0;
  const auto more = [&] { return i < text.size(); };
  if (more() && text[i] == '-') number.negative_ = true, ++i;
  if (!more() || !IsDigit(text[i])) return std::nullopt;
  if (text[i] == '0' && i + 1 < text.size() && IsDigit(text[i + 1])) return std::nullopt;
  for (; more() && IsDigit(text[i]); ++i) number.digits_ += text[i];
  if (more() && text[i] == '.') {
    const std::size_t first = ++i;
    for (; more() && IsDigit(text[i]); ++i) number.digits_ += text[i];
    if (i == first) return std::nullopt;
    number.exponent_ = -static_cast<std::int64_t>(i - first);
  }
  if (more() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    const bool negative = more() && text[i] == '-';
    if (more() && (text[i] == '-' || text[i] == '+')) ++i;
    const std::size_t first = i;
    std::int64_t exponent = 0;
    for (; more() && IsDigit(text[i]); ++i) {
      exponent = exponent >= kExponentBound / 10 ? kExponentBound : exponent * 10 + (text[i] - '0');
    }
    if (i == first) return std::nullopt;
    number.exponent_ += negative ? -exponent : exponent;
  }
  if (more()) return std::nullopt;
  number.Normalize();
  return number;
}

void Decimal::Normalize() {
  digits_.erase(0, std::min(digits_.find_first_not_of('0'), digits_.size()));
  const std::size_t last = digits_.find_last_not_of('0');
  if (last == std::string::npos) {
    *this = Decimal();
    return;
  }
  exponent_ += static_cast<std::int64_t>(digits_.size() - last - 1);
  digits_.erase(last + 1);
}

bool Decimal::IsMultipleOf(const Decimal& divisor) const {
  if (divisor.IsZero()) return false;
  if (IsZero()) return true;
  const std::int64_t shift = exponent_ - divisor.exponent_;
  // Our digits end in no zero, so no power of ten divides them.
  if (shift < 0) return false;
  // The divisor's digits hold fewer than four factors of two (or five) each, so more zeros than
  // that change nothing.
  const std::uint64_t enough = divisor.digits_.size() * 4 + 1;
  return Divides(divisor.digits_, digits_, std::min(static_cast<std::uint64_t>(shift), enough));
}

std::optional<std::uint64_t> Decimal::ToUint64() const {
  if (negative_ || exponent_ < 0) return std::nullopt;
  if (IsZero()) return 0;
  if (digits_.size() > 19 || exponent_ > 18 || digits_.size() + static_cast<std::size_t>(exponent_) > 19) {
    return std::nullopt;
  }
  return std::stoull(digits_ + std::string(static_cast<std::size_t>(exponent_), '0'));
}

std::optional<Decimal> Add(const Decimal& a, const Decimal& b) {
  if (a.IsZero()) return b;
  if (b.IsZero()) return a;
  const Decimal& coarse = a.exponent_ >= b.exponent_ ? a : b;
  const Decimal& fine = a.exponent_ >= b.exponent_ ? b : a;
  const auto gap = static_cast<std::uint64_t>(coarse.exponent_ - fine.exponent_);
  if (gap > Decimal::kMaxDigits || coarse.digits_.size() + gap > Decimal::kMaxDigits ||
      fine.digits_.size() > Decimal::kMaxDigits) {
    return std::nullopt;
  }
  const std::string scaled = coarse.digits_ + std::string(gap, '0');
  Decimal sum;
  sum.exponent_ = fine.exponent_;
  if (coarse.negative_ == fine.negative_) {
    sum.negative_ = coarse.negative_;
    sum.digits_ = AddDigits(scaled, fine.digits_);
  } else {
    const bool coarse_wins = CompareDigits(scaled, fine.digits_) >= 0;
    sum.negative_ = coarse_wins ? coarse.negative_ : fine.negative_;
    sum.digits_ = coarse_wins ? SubtractDigits(scaled, fine.digits_) : SubtractDigits(fine.digits_, scaled);
  }
  sum.Normalize();
  return sum;
}

std::optional<Decimal> Multiply(const Decimal& a, const Decimal& b) {
  if (a.IsZero() || b.IsZero()) return Decimal();
  const std::size_t size = a.digits_.size() + b.digits_.size();
  if (size > Decimal::kMaxDigits) return std::nullopt;
  const std::int64_t exponent = a.exponent_ + b.exponent_;
  if (exponent > 2 * kExponentBound || exponent < -2 * kExponentBound) return std::nullopt;
  std::vector<int> cells(size, 0);  // least significant first
  for (std::size_t i = 0; i < a.digits_.size(); ++i) {
    int carry = 0;
    for (std::size_t j = 0; j < b.digits_.size() || carry > 0; ++j) {
      int cell = cells[i + j] + carry;
      if (j < b.digits_.size()) {
        cell += (a.digits_[a.digits_.size() - 1 - i] - '0') * (b.digits_[b.digits_.size() - 1 - j] - '0');
      }
      cells[i + j] = cell % 10;
      carry = cell / 10;
    }
  }
  Decimal product;
  product.negative_ = a.negative_ != b.negative_;
  product.exponent_ = exponent;
  for (std::size_t i = size; i-- > 0;) product.digits_ += static_cast<char>('0' + cells[i]);
  product.Normalize();
  return product;
}

Decimal Decimal::Negated() const {
  Decimal negated = *this;
  negated.negative_ = !IsZero() && !negative_;
  return negated;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  const auto sign = [](const Decimal& d) { return d.IsZero() ? 0 : d.negative_ ? -1 : 1; };
  if (sign(*this) != sign(other)) return sign(*this) <=> sign(other);
  if (IsZero()) return std::strong_ordering::equal;
  const auto magnitude = [](const Decimal& d) { return static_cast<std::int64_t>(d.digits_.size()) + d.exponent_; };
  std::strong_ordering order = magnitude(*this) <=> magnitude(other);
  // Of the same magnitude, digits compare from the left; the shorter one ends in zeros.
  if (order == std::strong_ordering::equal) order = digits_.compare(other.digits_) <=> 0;
  return negative_ ? 0 <=> order : order;
}

std::string Decimal::ToString() const {
  if (IsZero()) return "0";
  constexpr std::int64_t kMostZeros = 40;
  const auto size = static_cast<std::int64_t>(digits_.size());
  const std::string sign = negative_ ? "-" : "";
  if (exponent_ > kMostZeros || -exponent_ > size + kMostZeros) {
    return sign + digits_ + 'e' + std::to_string(exponent_);
  }
  if (exponent_ >= 0) return sign + digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
  if (-exponent_ >= size) {
    return sign + "0." + std::string(static_cast<std::size_t>(-exponent_ - size), '0') + digits_;
  }
  std::string text = digits_;
  text.insert(static_cast<std::size_t>(size + exponent_), 1, '.');
  return sign + text;
}

}  // namespace plumbline
