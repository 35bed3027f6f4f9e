#include "report/tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/console.h"

namespace plumbline::report {
namespace {

using finding::FindingState;
using run::CaseResult;
using run::JudgedFinding;
using run::Judgement;
using run::RunResult;
using run::Verdict;

// Neither failing nor waived, by the policy of the run.
bool IsSpared(const JudgedFinding& found) {
  return found.judgement.state == FindingState::kKnown || found.judgement.state == FindingState::kTolerated;
}

void TellFailure(Test& test, const Judgement& judgement, const RunResult& result) {
  std::vector<std::string> titles;
  std::string spared;
  for (const std::size_t index : judgement.findings) {
    const JudgedFinding& found = result.findings[index];
    if (IsSpared(found)) spared += '\n' + WhySpared(found, result) + ": " + FindingTitle(found);
    if (!found.fails()) continue;
    test.findings.push_back(&found);
    const bool expired = found.judgement.state == FindingState::kExpired,
               worsened = found.judgement.state == FindingState::kWorsened;
    if (test.type.empty()) test.type = expired ? "waiver.expired" : worsened ? "waiver.worsened" : judgement.rule;
    titles.push_back(FindingTitle(found));
    if (!test.text.empty()) test.text += '\n';
    test.text += DescribeFinding(found, result);
  }
  // Many readers show the first line only, so it names all of them.
  if (titles.size() > 1)
    test.text = Count(titles.size(), "discrepancy", "discrepancies") + ": " + Join(titles, " | ") + "\n\n" + test.text;
  test.text += spared;
}

void TellWaived(Test& test, const Judgement& judgement, const RunResult& result) {
  std::vector<std::string> names;
  std::string details;
  for (const std::size_t index : judgement.findings) {
    const JudgedFinding& found = result.findings[index];
    if (IsSpared(found)) {
      test.findings.push_back(&found);
      names.push_back(WhySpared(found, result) + ": " + FindingTitle(found));
      details += '\n' + DescribeFinding(found, result);
    }
    if (found.judgement.state != FindingState::kDocumented) continue;
    test.findings.push_back(&found);
    const finding::Waiver& waiver = result.waivers[*found.judgement.waiver].waiver;
    names.push_back(fmt::format("WAIVED until {} ({}, {}): {}", FormatDate(waiver.expires), waiver.id, waiver.owner,
                                waiver.reason));
    details += '\n' + DescribeFinding(found, result);
  }
  test.text = Join(names, "; ") + '\n' + details;
}

Test Of(const Judgement& judgement, std::string suite, std::string name, const RunResult& result) {
  Test test;
  test.suite = std::move(suite);
  test.name = std::move(name);
  test.rule = judgement.rule;
  test.verdict = judgement.verdict;
  switch (judgement.verdict) {
    case Verdict::kPassed:
      break;
    case Verdict::kFailed:
      TellFailure(test, judgement, result);
      break;
    case Verdict::kWaived:
      TellWaived(test, judgement, result);
      break;
    case Verdict::kError:
      test.type = judgement.error_kind;
      [[fallthrough]];
    case Verdict::kSkipped:
      test.text = judgement.reason;
      break;
  }
  return test;
}

void AddOperation(std::vector<Test>& tests, const std::string& operation, const RunResult& result) {
  const std::string suite = operation.empty() ? "the API as a whole" : operation;
  std::map<std::string, int> told;  // readers drop tests of one name
  for (const CaseResult& of_case : result.cases) {
    if (of_case.operation != operation) continue;
    for (const Judgement& judgement : of_case.judgements) {
      Test test = Of(judgement, suite, of_case.id + ": " + judgement.rule, result);
      test.of_case = &of_case;
      test.location = of_case.location;
      if (judgement.rule == "exchange") test.duration = of_case.duration;
      tests.push_back(std::move(test));
    }
  }
  for (const run::AuditResult& audited : result.audits) {
    if (audited.operation != operation) continue;
    for (const Judgement& judgement : audited.judgements) {
      const int nth = ++told[judgement.rule];
      Test test =
          Of(judgement, suite, "audit: " + judgement.rule + (nth == 1 ? "" : fmt::format(" ({})", nth)), result);
      if (!judgement.findings.empty()) {
        const auto& places = result.findings[judgement.findings.front()].finding.places;
        if (!places.empty()) test.location = {places.front().source, places.front().line, places.front().column};
      }
      tests.push_back(std::move(test));
    }
  }
}

void AddWaivers(std::vector<Test>& tests, const RunResult& result) {
  for (const run::WaiverResult& waiver : result.waivers) {
    Test test;
    test.suite = "waivers";
    test.name = waiver.waiver.id + " still needed";
    if (waiver.waiver.location.line > 0) test.location = waiver.waiver.location;
    switch (waiver.state) {
      case finding::WaiverState::kNeeded:
        break;
      case finding::WaiverState::kNotReached:
        test.verdict = Verdict::kSkipped;
        test.text = "NOT RUN: nothing was looked at that this waiver speaks of";
        break;
      case finding::WaiverState::kStale: {
        const bool fails = result.policy.stale_waivers == finding::StaleWaivers::kFail;
        test.verdict = fails ? Verdict::kFailed : Verdict::kSkipped;
        test.type = fails ? "waiver.stale" : "";
        test.text = fmt::format("the waiver {} is no longer needed: its discrepancy is gone; remove it from {}",
                                waiver.waiver.id, ToString(waiver.waiver.location));
        break;
      }
    }
    tests.push_back(std::move(test));
  }
}

}  // namespace

std::vector<Test> Tests(const RunResult& result) {
  std::vector<Test> tests;
  for (const std::string& operation : result.operations) AddOperation(tests, operation, result);
  // What only pages describe, and the API as a whole.
  for (const run::AuditResult& audited : result.audits) {
    const auto declared = std::find(result.operations.begin(), result.operations.end(), audited.operation);
    if (declared == result.operations.end()) AddOperation(tests, audited.operation, result);
  }
  AddWaivers(tests, result);
  return tests;
}

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace plumbline::report
