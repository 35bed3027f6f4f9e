// The gate: what a run as a whole comes to, the exit code that says so, and the sentences that say why. Pure: counts, a
// policy and, where there is one, an earlier run to be held against. What fails and what does not is decided here and
// in waiver.h only.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "finding/waiver.h"

namespace plumbline::finding {

// Exit codes of every command. Precedence where several apply: 130, 2, 1, 3, 4.
enum class ExitCode : int {
  kConforms = 0,
  kDiscrepancy = 1,   // a new, expired or worsened discrepancy, or more of them than the policy allows
  kUnusable = 2,      // usage, configuration or contract cannot be read
  kInconclusive = 3,  // the service could not be judged
  kStaleWaivers = 4,  // nothing but waivers that are no longer needed
  kInterrupted = 130,
};

enum class StaleWaivers { kFail, kWarn };
enum class Gated {
  kAll,  // every discrepancy that no waiver covers fails
  kNew,  // those that the base had too do not
};

// What a team asks of its runs.
struct Policy {
  Severity fail_on = Severity::kWarning;  // the least severity that fails: an error or a warning
  StaleWaivers stale_waivers = StaleWaivers::kFail;
  Gated gated = Gated::kAll;
  std::optional<std::size_t> max_waived;  // how many discrepancies waivers may cover

  bool operator==(const Policy&) const = default;
};

// An earlier run, as far as a later one is held against it.
struct Base {
  std::string file;    // its stored result
  std::string sha256;  // of that file
  Date day{};
  std::size_t failing = 0;
  std::size_t documented = 0;
  std::set<std::pair<std::string, std::string>> findings;  // fingerprint and shape of all but notes

  bool Has(const Finding& finding) const { return findings.contains({finding.fingerprint, finding.shape}); }
  // The base had the discrepancy, and it looked different.
  bool HasOther(const Finding& finding) const;

  bool operator==(const Base&) const = default;
};

// The state of a finding under the policy, where waivers alone give `state`: what is below the severity that fails, and
// with Gated::kNew what the base had, does not fail.
FindingState StateUnder(const Policy& policy, const Base* base, const Finding& finding, FindingState state);

// Discrepancies, each counted once and as what it is in the worst of its cases.
struct Tally {
  std::size_t failing = 0;     // findings that are new, expired or worsened
  std::size_t documented = 0;  // findings covered by a waiver
  std::size_t known = 0;       // findings that the base had too, where only new ones fail
  std::size_t tolerated = 0;   // findings below the severity that fails
  std::size_t notes = 0;
  std::size_t inconclusive = 0;  // judgements that could not be made though they were asked for
  std::size_t stale_waivers = 0;
  std::size_t worsened = 0;      // of all findings but notes: those that looked different in the base
  std::size_t switched_off = 0;  // discrepancies that the configuration wants nothing of
  bool interrupted = false;

  bool operator==(const Tally&) const = default;
};

// `reasons` says why, in sentences without an end mark, the gravest first; one at least.
struct Decision {
  ExitCode code = ExitCode::kConforms;
  std::vector<std::string> reasons;

  bool operator==(const Decision&) const = default;
};

// `base` may be null. Without Gated::kNew, a base forbids growth: more that fails, more that is waived, or something
// that worsened.
Decision Gate(const Tally& tally, const Policy& policy, const Base* base);

// "conforms", "discrepancy", …
std::string_view ExitCodeName(ExitCode code);
// "all", "new".
std::string_view GatedName(Gated gated);
std::string_view StaleWaiversName(StaleWaivers stale_waivers);

}  // namespace plumbline::finding
