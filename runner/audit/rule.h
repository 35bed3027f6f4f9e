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

// The table: each is a constant kName, defined in the file that its id names. Of contracts, of bodies that are shown,
// of pages.
#define PLUMBLINE_AUDIT_RULES(X)                                                                                       \
  X(ContractStructure)                                                                                                 \
  X(ContractReference)                                                                                                 \
  X(ContractOperationId)                                                                                               \
  X(ContractPathParameter) X(ContractAmbiguousPath) X(ContractSecurityName) X(ContractServer) X(ContractLink)          \
      X(ExampleSchema) X(DefaultSchema) X(NullableUntyped) X(TypeMissing) X(FormatMissing) X(StructureMissing)         \
          X(EntityType) X(IntegerInferred) X(Security401) X(PaginationLimit) X(CodeRequest) X(SampleSchema)            \
              X(SampleSyntax) X(SampleType) X(MoneyType) X(MoneyScale) X(TimeForm) X(IdentifierType) X(EntityMembers)  \
                  X(EntityName) X(EntityLocation) X(SampleEcho) X(DefaultEcho) X(SampleInstance) X(SampleCopy)         \
                      X(SampleOrder) X(Arithmetic) X(ArithmeticPeriod) X(SplitMembers) X(BreakdownEmpty) X(ValuePath)  \
                          X(TimeOrder) X(FieldSample) X(EnumSample) X(FieldAbsent) X(FieldUndocumented)                \
                              X(FieldUntyped) X(FieldStructure) X(RequestRequired) X(CodeMember) X(CodeValue)          \
                                  X(DocumentedType) X(DocumentedRequired) X(DocumentedDefault) X(DocumentedLimit)      \
                                      X(DocumentedValues) X(DocumentedUnit) X(PatternMissing) X(ParameterUndeclared)   \
                                          X(ParameterUnnamed) X(ParameterDefault) X(ParameterName) X(StatusUndeclared) \
                                              X(StatusCause) X(StatusSuccess) X(OperationUndeclared) X(PathSpelling)   \
                                                  X(RequestOperation) X(SecretOnce) X(ProseValue) X(ProseRelation)     \
                                                      X(AuthHeader) X(ProseRequired) X(PromiseAbsent) X(PromisePeriod) \
                                                          X(PromiseLevel) X(PeriodUnchosen) X(ProseStrength)           \
                                                              X(TextGlued) X(HeadingEmpty)

#define PLUMBLINE_DECLARE(name) extern const Rule k##name;
PLUMBLINE_AUDIT_RULES(PLUMBLINE_DECLARE)
#undef PLUMBLINE_DECLARE

}  // namespace plumbline::audit
