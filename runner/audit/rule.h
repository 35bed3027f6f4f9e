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
extern const Rule kContractStructure;
extern const Rule kContractReference;
extern const Rule kContractOperationId;
extern const Rule kContractPathParameter;
extern const Rule kContractAmbiguousPath;
extern const Rule kContractSecurityName;
extern const Rule kContractServer;
extern const Rule kContractLink;
extern const Rule kExampleSchema;
extern const Rule kSampleSchema;
extern const Rule kNullableUntyped;
extern const Rule kEntityType;

}  // namespace plumbline::audit
