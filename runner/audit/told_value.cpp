#include "audit/told_value.h"

#include <cstdint>
#include <map>
#include <string>

#include "base/text.h"

namespace plumbline::audit {
namespace {

// Without the quotes around it, in lower case.
std::string Plain(std::string_view text) {
  std::string plain = AsciiLower(Trim(text));
  while (plain.size() >= 2 && (plain.front() == '"' || plain.front() == '\'' || plain.front() == '`') &&
         plain.back() == plain.front())
    plain = plain.substr(1, plain.size() - 2);
  return plain;
}

}  // namespace

bool SameValue(std::string_view a, std::string_view b) {
  const std::string x = Plain(a), y = Plain(b);
  if (x == y) return true;
  const auto p = Decimal::Parse(x), q = Decimal::Parse(y);
  return p && q && *p == *q;
}

bool IsExactValue(std::string_view told) {
  const std::string plain = Plain(told);
  return Decimal::Parse(plain).has_value() || plain == "true" || plain == "false" ||
         plain.find(' ') == std::string::npos;
}

std::optional<Decimal> MillisecondsOf(std::string_view told, std::string_view unit) {
  static const std::map<std::string_view, std::int64_t> kUnits = {{"millisecond", 1},  {"second", 1000},
                                                                  {"minute", 60'000},  {"hour", 3'600'000},
                                                                  {"day", 86'400'000}, {"week", 604'800'000}};
  const std::string plain = Plain(told);
  const std::size_t space = plain.find(' ');
  std::string of = space == std::string::npos ? std::string(unit) : plain.substr(space + 1);
  if (of.ends_with('s')) of.pop_back();
  const auto known = kUnits.find(of);
  const auto number = Decimal::Parse(plain.substr(0, space));
  return known == kUnits.end() || !number ? std::nullopt : Multiply(*number, Decimal(known->second));
}

}  // namespace plumbline::audit
