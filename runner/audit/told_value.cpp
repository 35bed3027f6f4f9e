#include "audit/told_value.h"

#include "base/decimal.h"
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

}  // namespace plumbline::audit
