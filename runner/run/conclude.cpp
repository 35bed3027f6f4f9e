#include "run/conclude.h"

#include <algorithm>
#include <map>
#include <set>

#include "audit/rule.h"
#include "base/text.h"
#include "check/check.h"

namespace plumbline::run {

using finding::FindingState;

bool Audited(const RunResult& result) {
  if (result.mode == "audit") return true;
  return std::any_of(result.audits.begin(), result.audits.end(), [](const AuditResult& audited) {
    return std::any_of(audited.judgements.begin(), audited.judgements.end(),
                       [](const Judgement& judgement) { return audit::FindRule(judgement.rule) != nullptr; });
  });
}

// Whether every case of the operation ran to its end; of any operation, where none is named.
bool CasesEnded(const RunResult& result, const std::string& operation) {
  const auto concerns = [&](const std::string& other) { return operation.empty() || operation == other; };
  if (std::any_of(result.unfinished.begin(), result.unfinished.end(), concerns)) return false;
  bool any = false;
  for (const CaseResult& test : result.cases) {
    if (!concerns(test.operation)) continue;
    any = true;
    if (std::any_of(test.judgements.begin(), test.judgements.end(),
                    [](const Judgement& judgement) { return judgement.inconclusive; }))
      return false;
  }
  return any;
}

namespace {

// The worst first.
constexpr FindingState kWorstFirst[] = {FindingState::kNew,   FindingState::kWorsened,  FindingState::kExpired,
                                        FindingState::kKnown, FindingState::kTolerated, FindingState::kDocumented,
                                        FindingState::kNote};

std::ptrdiff_t RankOf(FindingState state) {
  return std::find(std::begin(kWorstFirst), std::end(kWorstFirst), state) - std::begin(kWorstFirst);
}

bool Reached(const finding::Waiver& waiver, const RunResult& result) {
  if (audit::FindRule(waiver.rule) != nullptr) return Audited(result);
  // A waiver that does not say what it is about is reached by a run that looked at everything.
  if (check::FindCheck(waiver.rule) == nullptr || waiver.operation.empty())
    return Audited(result) && CasesEnded(result, "");
  return CasesEnded(result, waiver.operation);
}

void CountFindings(RunResult& result) {
  std::map<std::string_view, FindingState> worst;
  std::set<std::string_view> worsened;
  for (const JudgedFinding& found : result.findings) {
    const auto [known, first] = worst.emplace(found.finding.fingerprint, found.judgement.state);
    if (!first && RankOf(found.judgement.state) < RankOf(known->second)) known->second = found.judgement.state;
    const bool counts = found.judgement.state != FindingState::kNote && result.base;
    if (counts && result.base->HasOther(found.finding)) worsened.insert(found.finding.fingerprint);
  }
  for (const auto& [fingerprint, state] : worst) {
    switch (state) {
      case FindingState::kNew:
      case FindingState::kExpired:
      case FindingState::kWorsened:
        ++result.tally.failing;
        break;
      case FindingState::kDocumented:
        ++result.tally.documented;
        break;
      case FindingState::kKnown:
        ++result.tally.known;
        break;
      case FindingState::kTolerated:
        ++result.tally.tolerated;
        break;
      case FindingState::kNote:
        ++result.tally.notes;
        break;
    }
  }
  result.tally.worsened = worsened.size();
}

}  // namespace

void Weigh(std::vector<Judgement>& judgements, const std::vector<JudgedFinding>& findings) {
  for (Judgement& judgement : judgements) {
    if (judgement.verdict == Verdict::kError || judgement.verdict == Verdict::kSkipped) continue;
    judgement.verdict = Verdict::kPassed;
    for (const std::size_t index : judgement.findings) {
      const JudgedFinding& found = findings[index];
      if (found.fails()) judgement.verdict = Verdict::kFailed;
      if (!found.fails() && found.judgement.state != FindingState::kNote && judgement.verdict == Verdict::kPassed)
        judgement.verdict = Verdict::kWaived;
    }
  }
}

finding::WaiverState StateOf(const finding::Waiver& waiver, const RunResult& result) {
  // Its finding is there, though nobody is told of it.
  if (std::binary_search(result.switched_off.begin(), result.switched_off.end(), waiver.fingerprint))
    return finding::WaiverState::kNotReached;
  const bool there = std::any_of(result.findings.begin(), result.findings.end(), [&](const JudgedFinding& found) {
    return found.finding.fingerprint == waiver.fingerprint;
  });
  return there                     ? finding::WaiverState::kNeeded
         : Reached(waiver, result) ? finding::WaiverState::kStale
                                   : finding::WaiverState::kNotReached;
}

void Conclude(RunResult& result) {
  const bool interrupted = result.tally.interrupted;
  result.tally = {};
  result.tally.interrupted = interrupted;
  result.tally.switched_off = result.switched_off.size();
  CountFindings(result);
  const auto conclude = [&](std::vector<Judgement>& judgements) {
    Weigh(judgements, result.findings);
    result.tally.inconclusive += static_cast<std::size_t>(
        std::count_if(judgements.begin(), judgements.end(), [](const Judgement& j) { return j.inconclusive; }));
  };
  for (CaseResult& test : result.cases) conclude(test.judgements);
  for (AuditResult& audited : result.audits) conclude(audited.judgements);
  for (WaiverResult& waiver : result.waivers) {
    waiver.state = StateOf(waiver.waiver, result);
    result.tally.stale_waivers += waiver.state == finding::WaiverState::kStale ? 1 : 0;
  }
  result.untested.clear();
  for (const std::string& operation : result.operations) {
    const bool tested = std::any_of(result.cases.begin(), result.cases.end(), [&](const CaseResult& test) {
      return test.operation == operation && test.exchange && test.exchange->response;
    });
    if (!tested && result.mode != "audit") result.untested.push_back(operation);
  }
  finding::Decision decision = finding::Gate(result.tally, result.policy, result.base ? &*result.base : nullptr);
  result.exit_code = decision.code;
  result.reasons = std::move(decision.reasons);
}

void JudgeAgain(RunResult& result) {
  std::vector<finding::Waiver> waivers;
  for (const WaiverResult& waiver : result.waivers) waivers.push_back(waiver.waiver);
  for (JudgedFinding& found : result.findings) {
    found.judgement = finding::Judge(found.finding, waivers, result.today);
    found.judgement.state =
        finding::StateUnder(result.policy, result.base ? &*result.base : nullptr, found.finding, found.judgement.state);
  }
  Conclude(result);
}

finding::Base BaseOf(const RunResult& result, std::string file, std::string sha256) {
  finding::Base base{.file = std::move(file),
                     .sha256 = std::move(sha256),
                     .day = result.today,
                     .failing = result.tally.failing + result.tally.known,
                     .documented = result.tally.documented,
                     .findings = {}};
  for (const JudgedFinding& found : result.findings) {
    if (found.judgement.state != FindingState::kNote)
      base.findings.emplace(found.finding.fingerprint, found.finding.shape);
  }
  return base;
}

std::string VerdictSentence(const RunResult& result) {
  const auto word = [&]() -> std::string_view {
    switch (result.exit_code) {
      case finding::ExitCode::kConforms:
        return "CONFORMS";
      case finding::ExitCode::kDiscrepancy:
        return "DISCREPANCY";
      case finding::ExitCode::kInconclusive:
        return "INCONCLUSIVE";
      case finding::ExitCode::kStaleWaivers:
        return "STALE";
      case finding::ExitCode::kInterrupted:
        return "INTERRUPTED";
      case finding::ExitCode::kUnusable:
        return "UNUSABLE";
    }
    return "";
  };
  return std::string(word()) + (result.reasons.empty() ? "" : ": " + Join(result.reasons, "; "));
}

}  // namespace plumbline::run
