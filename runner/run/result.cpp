#include "run/result.h"

#include <algorithm>
#include <initializer_list>

namespace plumbline::run {

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPassed:
      return "passed";
    case Verdict::kFailed:
      return "failed";
    case Verdict::kWaived:
      return "waived";
    case Verdict::kError:
      return "error";
    case Verdict::kSkipped:
      return "skipped";
  }
  return "";
}

bool JudgedFinding::fails() const {
  switch (judgement.state) {
    case finding::FindingState::kNew:
    case finding::FindingState::kExpired:
    case finding::FindingState::kWorsened:
      return true;
    case finding::FindingState::kDocumented:
    case finding::FindingState::kKnown:
    case finding::FindingState::kTolerated:
    case finding::FindingState::kNote:
      return false;
  }
  return true;
}

std::string_view OverrideStateName(OverrideState state) {
  switch (state) {
    case OverrideState::kUsed:
      return "used";
    case OverrideState::kStale:
      return "stale";
    case OverrideState::kNotReached:
      return "not-reached";
  }
  return "";
}

Verdict CaseResult::verdict() const {
  for (Verdict grave : {Verdict::kError, Verdict::kFailed, Verdict::kWaived, Verdict::kPassed}) {
    if (std::any_of(judgements.begin(), judgements.end(), [&](const Judgement& j) { return j.verdict == grave; }))
      return grave;
  }
  return Verdict::kSkipped;
}

}  // namespace plumbline::run
