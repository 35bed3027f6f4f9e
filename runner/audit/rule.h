// Rules: each looks at a contract and the vendor's documented samples, without any request, and says
// where they contradict each other or themselves. A rule is a row of one table; it knows no vendor.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/subject.h"
#include "finding/finding.h"
#include "finding/rule_info.h"

namespace plumbline::audit {

struct Rule {
  finding::RuleInfo info;
  std::vector<finding::Finding> (*run)(const Subject& subject);
};

std::span<const Rule> Rules();
const Rule* FindRule(std::string_view id);

// One row each, defined in the file of the same name.
extern const Rule kExampleSchema;
extern const Rule kSampleSchema;
extern const Rule kNullableUntyped;
extern const Rule kEntityType;
extern const Rule kSampleType;
extern const Rule kMoneyType;
extern const Rule kMoneyScale;
extern const Rule kTimeForm;
extern const Rule kIdentifierType;
extern const Rule kEntityMembers;
extern const Rule kEntityName;
extern const Rule kEntityLocation;
extern const Rule kSampleEcho;
extern const Rule kSampleInstance;
extern const Rule kSampleCopy;
extern const Rule kArithmetic;
extern const Rule kTimeOrder;
extern const Rule kFormatMissing;
extern const Rule kTypeMissing;
extern const Rule kStructureMissing;
extern const Rule kSecurity401;
extern const Rule kPaginationLimit;

}  // namespace plumbline::audit
