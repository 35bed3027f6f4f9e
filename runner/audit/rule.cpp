#include "audit/rule.h"

#include <algorithm>
#include <array>

namespace plumbline::audit {

std::span<const Rule> Rules() {
#define PLUMBLINE_ROW(name) k##name,
  static const std::array kRules = {PLUMBLINE_AUDIT_RULES(PLUMBLINE_ROW)};
#undef PLUMBLINE_ROW
  return kRules;
}

const Rule* FindRule(std::string_view id) {
  const auto all = Rules();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.info.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace plumbline::audit
