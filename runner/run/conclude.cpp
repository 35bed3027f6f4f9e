#include "run/conclude.h"

#include <algorithm>
#include <set>

namespace plumbline::run {

void Weigh(std::vector<Judgement>& judgements, const std::vector<JudgedFinding>& findings) {
  for (Judgement& judgement : judgements) {
    if (judgement.verdict == Verdict::kError || judgement.verdict == Verdict::kSkipped) continue;
    judgement.verdict = Verdict::kPassed;
    for (const std::size_t index : judgement.findings) {
      const JudgedFinding& found = findings[index];
      if (found.fails()) judgement.verdict = Verdict::kFailed;
      if (found.judgement.state == finding::FindingState::kDocumented && judgement.verdict == Verdict::kPassed) judgement.verdict = Verdict::kWaived;
    }
  }
}

void Conclude(RunResult& result) {
  result.tally = {.failing = 0, .documented = 0, .notes = 0, .inconclusive = 0, .stale_waivers = 0, .interrupted = result.tally.interrupted};
  // The same discrepancy met by several cases is one, and it is what it is in the worst of them.
  std::set<std::string_view> failing, documented, notes;
  for (const JudgedFinding& found : result.findings) {
    const bool waived = found.judgement.state == finding::FindingState::kDocumented;
    (found.fails() ? failing : waived ? documented : notes).insert(found.finding.fingerprint);
  }
  result.tally.failing = failing.size();
  for (const std::string_view fingerprint : documented) result.tally.documented += failing.contains(fingerprint) ? 0 : 1;
  for (const std::string_view fingerprint : notes) result.tally.notes += failing.contains(fingerprint) || documented.contains(fingerprint) ? 0 : 1;
  const auto conclude = [&](std::vector<Judgement>& judgements) {
    Weigh(judgements, result.findings);
    result.tally.inconclusive += static_cast<std::size_t>(std::count_if(judgements.begin(), judgements.end(), [](const Judgement& j) { return j.inconclusive; }));
  };
  for (CaseResult& test : result.cases) conclude(test.judgements);
  for (AuditResult& audited : result.audits) conclude(audited.judgements);
  for (const WaiverResult& waiver : result.waivers) result.tally.stale_waivers += waiver.state == finding::WaiverState::kStale ? 1 : 0;
  result.untested.clear();
  for (const std::string& operation : result.operations) {
    const bool tested = std::any_of(result.cases.begin(), result.cases.end(), [&](const CaseResult& test) { return test.operation == operation && test.exchange && test.exchange->response; });
    if (!tested && result.mode != "audit") result.untested.push_back(operation);
  }
  result.exit_code = finding::Gate(result.tally, result.stale_waivers);
}

}  // namespace plumbline::run
