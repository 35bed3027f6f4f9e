#include "finding/gate.h"

#include "base/text.h"

namespace plumbline::finding {
namespace {

std::string In(const Base& base) { return " in " + base.file + " of " + FormatDate(base.day); }

// What grew against the base.
void AddGrowth(const Tally& tally, const Base& base, std::vector<std::string>& reasons) {
  const auto add = [&](std::size_t now, std::size_t then, const std::string& what) {
    if (now > then)
      reasons.push_back(Count(now, "discrepancy " + what.substr(0, what.find('|')),
                              "discrepancies " + what.substr(what.find('|') + 1)) +
                        ", and " + std::to_string(then) + In(base));
  };
  add(tally.failing, base.failing, "fails|fail");
  add(tally.documented, base.documented, "is waived|are waived");
  if (tally.worsened > 0)
    reasons.push_back(Count(tally.worsened, "discrepancy looks", "discrepancies look") + " different from what was" +
                      In(base));
}

// Why nothing fails.
std::string Conformity(const Tally& tally, const Policy& policy, const Base* base) {
  if (tally.documented + tally.known + tally.tolerated == 0) return "no discrepancy was found";
  if (tally.known + tally.tolerated == 0) return "every discrepancy is documented";
  std::vector<std::string> parts;
  if (tally.documented > 0)
    parts.push_back(std::to_string(tally.documented) + (tally.documented == 1 ? " is documented" : " are documented"));
  if (tally.known > 0)
    parts.push_back(std::to_string(tally.known) + (tally.known == 1 ? " was" : " were") + " there already" +
                    (base != nullptr ? In(*base) : ""));
  if (tally.tolerated > 0) {
    parts.push_back(std::to_string(tally.tolerated) + (tally.tolerated == 1 ? " is" : " are") + " below --fail-on " +
                    std::string(SeverityName(policy.fail_on)));
  }
  return "no discrepancy fails: " + Join(parts, ", ");
}

}  // namespace

bool Base::HasOther(const Finding& finding) const {
  if (Has(finding)) return false;
  const auto first = findings.lower_bound({finding.fingerprint, ""});
  return first != findings.end() && first->first == finding.fingerprint;
}

FindingState StateUnder(const Policy& policy, const Base* base, const Finding& finding, FindingState state) {
  switch (state) {
    case FindingState::kDocumented:
    case FindingState::kKnown:
    case FindingState::kTolerated:
    case FindingState::kNote:
      return state;
    case FindingState::kNew:
    case FindingState::kExpired:
    case FindingState::kWorsened:
      break;
  }
  if (policy.fail_on == Severity::kError && finding.severity == Severity::kWarning) return FindingState::kTolerated;
  if (policy.gated == Gated::kNew && base != nullptr && base->Has(finding)) return FindingState::kKnown;
  return state;
}

Decision Gate(const Tally& tally, const Policy& policy, const Base* base) {
  Decision decision;
  std::vector<std::string>& reasons = decision.reasons;
  if (tally.failing > 0) {
    const bool only_new = policy.gated == Gated::kNew && base != nullptr;
    reasons.push_back(Count(tally.failing, "discrepancy is", "discrepancies are") + " not covered by a waiver" +
                      (only_new ? " and not" + In(*base) : ""));
  }
  if (policy.max_waived && tally.documented > *policy.max_waived) {
    reasons.push_back(Count(tally.documented, "discrepancy is", "discrepancies are") +
                      " waived, and --max-waived allows " + std::to_string(*policy.max_waived));
  }
  if (base != nullptr && policy.gated == Gated::kAll) AddGrowth(tally, *base, reasons);
  if (!reasons.empty()) decision.code = ExitCode::kDiscrepancy;
  if (tally.inconclusive > 0) {
    if (reasons.empty()) decision.code = ExitCode::kInconclusive;
    reasons.push_back(Count(tally.inconclusive, "judgement") + " could not be made");
  }
  if (tally.stale_waivers > 0 && policy.stale_waivers == StaleWaivers::kFail) {
    if (reasons.empty()) decision.code = ExitCode::kStaleWaivers;
    reasons.push_back(Count(tally.stale_waivers, "waiver is", "waivers are") + " no longer needed");
  }
  if (tally.interrupted) {
    decision.code = ExitCode::kInterrupted;
    reasons.insert(reasons.begin(), "the run did not come to its end");
  }
  if (reasons.empty())
    reasons.push_back(Conformity(tally, policy, base) +
                      (tally.switched_off > 0 ? ", beside what is switched off" : ""));
  return decision;
}

std::string_view ExitCodeName(ExitCode code) {
  switch (code) {
    case ExitCode::kConforms:
      return "conforms";
    case ExitCode::kDiscrepancy:
      return "discrepancy";
    case ExitCode::kUnusable:
      return "unusable";
    case ExitCode::kInconclusive:
      return "inconclusive";
    case ExitCode::kStaleWaivers:
      return "stale-waivers";
    case ExitCode::kInterrupted:
      return "interrupted";
  }
  return "";
}

std::string_view GatedName(Gated gated) {
  switch (gated) {
    case Gated::kAll:
      return "all";
    case Gated::kNew:
      return "new";
  }
  return "";
}

std::string_view StaleWaiversName(StaleWaivers stale_waivers) {
  switch (stale_waivers) {
    case StaleWaivers::kFail:
      return "fail";
    case StaleWaivers::kWarn:
      return "warn";
  }
  return "";
}

}  // namespace plumbline::finding
