#include "finding/gate.h"

namespace plumbline::finding {

ExitCode Gate(const Tally& tally, StaleWaivers stale_waivers) {
  if (tally.interrupted) return ExitCode::kInterrupted;
  if (tally.failing > 0) return ExitCode::kDiscrepancy;
  if (tally.inconclusive > 0) return ExitCode::kInconclusive;
  if (tally.stale_waivers > 0 && stale_waivers == StaleWaivers::kFail) return ExitCode::kStaleWaivers;
  return ExitCode::kConforms;
}

std::string_view ExitCodeName(ExitCode code) {
  switch (code) {
    case ExitCode::kConforms: return "conforms";
    case ExitCode::kDiscrepancy: return "discrepancy";
    case ExitCode::kUnusable: return "unusable";
    case ExitCode::kInconclusive: return "inconclusive";
    case ExitCode::kStaleWaivers: return "stale-waivers";
    case ExitCode::kInterrupted: return "interrupted";
  }
  return "";
}

}  // namespace plumbline::finding
