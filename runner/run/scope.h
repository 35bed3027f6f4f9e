// What a run looks at, so that two results can be held against each other only where they have something in common:
// counts of discrepancies of other things say nothing.
#pragma once

#include <set>
#include <string>

#include "run/result.h"
#include "suite/suite.h"

namespace plumbline::run {

struct Scope {
  std::string vendor;
  std::set<std::string> operations;  // of the contract
  std::set<std::string> tested;      // those with a case
  bool audited = false;

  bool operator==(const Scope&) const = default;
};

Scope ScopeOf(const RunResult& result);
// Of a run that is to be made: the cases that the filter leaves, with or without the audit.
Scope ScopeOf(const suite::SuiteSet& set, const std::string& filter, bool audit);
// Of an audit that is to be made.
Scope ScopeOf(const contract::Vendor& vendor);

// Why a result of `scope` cannot be held against one of `base`; empty where it can.
std::string NothingInCommon(const Scope& base, const Scope& scope);

}  // namespace plumbline::run
