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
extern const Rule kSampleSyntax;
extern const Rule kFieldSample;
extern const Rule kFieldAbsent;
extern const Rule kFieldUndocumented;
extern const Rule kFieldUntyped;
extern const Rule kRequestRequired;
extern const Rule kCodeMember;
extern const Rule kDocumentedType;
extern const Rule kDocumentedRequired;
extern const Rule kDocumentedDefault;
extern const Rule kDocumentedLimit;
extern const Rule kDocumentedValues;
extern const Rule kParameterUndeclared;
extern const Rule kParameterUnnamed;
extern const Rule kParameterDefault;
extern const Rule kStatusUndeclared;
extern const Rule kStatusCause;
extern const Rule kOperationUndeclared;
extern const Rule kPathSpelling;
extern const Rule kSecretOnce;
extern const Rule kProseValue;
extern const Rule kProseRequired;
extern const Rule kPromiseAbsent;
extern const Rule kHeadingEmpty;

}  // namespace plumbline::audit
