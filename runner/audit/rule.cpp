#include "audit/rule.h"

#include <algorithm>
#include <array>

namespace plumbline::audit {

std::span<const Rule> Rules() {
  static const std::array kRules = {
      // a contract and its examples
      kExampleSchema, kSampleSchema, kNullableUntyped, kTypeMissing, kFormatMissing, kStructureMissing, kSecurity401, kPaginationLimit,
      // one thing in several places
      kEntityType, kSampleType, kMoneyType, kMoneyScale, kTimeForm, kIdentifierType, kEntityMembers, kEntityName, kEntityLocation,
      // samples against each other and against themselves
      kSampleEcho, kSampleInstance, kSampleCopy, kArithmetic, kTimeOrder,
  };
  return kRules;
}

const Rule* FindRule(std::string_view id) {
  const auto all = Rules();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.info.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace plumbline::audit
