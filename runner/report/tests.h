// The judgements of a run as a flat list of tests: what JUnit, TAP, CTRF and Allure each write in their own way. One
// suite for an operation, one test for a check of a case or for a rule, one for each waiver; names hold no value and no
// time, so that readers know a test again.
#pragma once

#include <string>
#include <vector>

#include "run/result.h"

namespace plumbline::report {

struct Test {
  std::string suite;  // "GET /v1/charges/{id}", "the API as a whole", "waivers"
  std::string
      name;  // "items/get: response.schema", "audit: example.schema", "W-0003 still needed"; not twice in a suite
  std::string rule;  // empty for a waiver
  run::Verdict verdict = run::Verdict::kPassed;
  std::string type;  // of what failed: a rule, "waiver.expired", "waiver.worsened", "waiver.stale"; of an error:
                     // "transport.connect"
  std::string text;  // why it did not pass; the first line says it all
  SourceLocation location;
  std::chrono::milliseconds duration{0};
  const run::CaseResult* of_case = nullptr;         // null for rules and waivers
  std::vector<const run::JudgedFinding*> findings;  // those that the verdict rests on
};

// Suites stand together, in the contract's order; waivers last. Valid while `result` lives.
std::vector<Test> Tests(const run::RunResult& result);

std::string FirstLine(const std::string& text);

}  // namespace plumbline::report
