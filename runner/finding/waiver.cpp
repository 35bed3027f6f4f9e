#include "finding/waiver.h"

namespace plumbline::finding {

std::string_view FindingStateName(FindingState state) {
  switch (state) {
    case FindingState::kNew:
      return "new";
    case FindingState::kDocumented:
      return "documented";
    case FindingState::kExpired:
      return "expired";
    case FindingState::kWorsened:
      return "worsened";
    case FindingState::kKnown:
      return "known";
    case FindingState::kTolerated:
      return "tolerated";
    case FindingState::kNote:
      return "note";
  }
  return "";
}

std::string_view WaiverStateName(WaiverState state) {
  switch (state) {
    case WaiverState::kNeeded:
      return "needed";
    case WaiverState::kStale:
      return "stale";
    case WaiverState::kNotReached:
      return "not-reached";
  }
  return "";
}

Judgement Judge(const Finding& finding, const std::vector<Waiver>& waivers, Date today) {
  if (finding.severity == Severity::kNote) return {FindingState::kNote, std::nullopt};
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    const Waiver& waiver = waivers[i];
    if (waiver.fingerprint != finding.fingerprint) continue;
    if (!waiver.shape.empty() && waiver.shape != finding.shape) return {FindingState::kWorsened, i};
    return {waiver.expires < today ? FindingState::kExpired : FindingState::kDocumented, i};
  }
  return {};
}

}  // namespace plumbline::finding
