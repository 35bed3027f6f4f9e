#include "audit/rule.h"

#include <algorithm>
#include <array>

namespace plumbline::audit {

std::span<const Rule> Rules() {
  static const std::array<Rule, 12> kRules = {kContractStructure,    kContractReference,     kContractOperationId, kContractPathParameter,
                                              kContractAmbiguousPath, kContractSecurityName, kContractServer,      kContractLink,
                                              kExampleSchema,        kSampleSchema,          kNullableUntyped,     kEntityType};
  return kRules;
}

const Rule* FindRule(std::string_view id) {
  const auto all = Rules();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.info.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace plumbline::audit
