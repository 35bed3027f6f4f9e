#include "run/scope.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "run/conclude.h"

namespace plumbline::run {
namespace {

// Sets of which one is empty, because nobody told it, contradict nothing.
bool Apart(const std::set<std::string>& a, const std::set<std::string>& b) {
  return !a.empty() && !b.empty() &&
         std::none_of(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); });
}

std::string Judged(const Scope& scope) {
  if (scope.tested.empty()) return scope.audited ? "an audit without a request" : "no judgement at all";
  return (scope.audited ? "an audit, and answers of " : "answers of ") + Count(scope.tested.size(), "operation") +
         (scope.audited ? "" : " without an audit");
}

}  // namespace

Scope ScopeOf(const RunResult& result) {
  Scope scope{.vendor = result.vendor,
              .operations = {result.operations.begin(), result.operations.end()},
              .tested = {},
              .audited = Audited(result)};
  for (const CaseResult& test : result.cases) scope.tested.insert(test.operation);
  return scope;
}

Scope ScopeOf(const suite::SuiteSet& set, const std::string& filter, bool audit) {
  Scope scope = ScopeOf(set.vendor);
  scope.audited = audit;
  for (const suite::Suite& suite : set.suites) {
    for (const suite::Case& test : suite.cases) {
      if (GlobMatch(filter, test.id)) scope.tested.insert(test.operation->Name());
    }
  }
  return scope;
}

Scope ScopeOf(const contract::Vendor& vendor) {
  Scope scope{.vendor = vendor.id, .operations = {}, .tested = {}, .audited = true};
  for (const contract::Operation& operation : vendor.contract->operations) scope.operations.insert(operation.Name());
  return scope;
}

std::string NothingInCommon(const Scope& base, const Scope& scope) {
  if (base.vendor != scope.vendor)
    return fmt::format("it is a result of the vendor '{}', and this is one of '{}'", base.vendor, scope.vendor);
  if (Apart(base.operations, scope.operations)) {
    return "it is a result of another contract: the two have no operation in common";
  }
  const bool both_test = !base.tested.empty() && !scope.tested.empty() && !Apart(base.tested, scope.tested);
  if ((base.audited && scope.audited) || both_test) return "";
  return fmt::format("it holds {}, this one {}, and nothing was judged by both", Judged(base), Judged(scope));
}

}  // namespace plumbline::run
