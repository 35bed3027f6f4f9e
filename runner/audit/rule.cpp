#include "audit/rule.h"

#include <algorithm>
#include <array>

namespace plumbline::audit {

std::span<const Rule> Rules() {
  static const std::array kRules = {kExampleSchema,  kSampleSchema,  kNullableUntyped, kTypeMissing, kFormatMissing, kStructureMissing, kEntityType,   kSampleType,
                                    kMoneyType,      kMoneyScale,    kTimeForm,        kIdentifierType, kEntityMembers, kEntityName,  kEntityLocation, kSampleEcho,
                                    kSampleInstance, kSampleCopy,    kArithmetic,      kTimeOrder,   kSecurity401,   kPaginationLimit};
  return kRules;
}

const Rule* FindRule(std::string_view id) {
  const auto all = Rules();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.info.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace plumbline::audit
