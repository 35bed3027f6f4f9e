// Waivers: written, owned, dated permissions for known discrepancies. Pure: takes findings, waivers
// and a day, gives the state of each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "finding/finding.h"

namespace plumbline::finding {

struct Waiver {
  std::string id;           // "W-0003"
  std::string fingerprint;  // of the one finding that it covers
  std::string owner;
  std::string reason;
  Date expires{};  // the last day on which it holds
  // Optional: what the finding looked like when it was waived. Other shapes are not covered.
  std::string shape;
  // Optional: tell when the run could have met the finding, so that a waiver is called stale only
  // by a run that looked.
  std::string rule;
  std::string operation;
  SourceLocation location;

  bool operator==(const Waiver&) const = default;
};

enum class FindingState {
  kNew,         // no waiver covers it
  kDocumented,  // a waiver covers it
  kExpired,     // a waiver covered it until a day that has passed
  kWorsened,    // a waiver names it, but it looks different now
  kKnown,       // the base had it too, and only new ones fail
  kTolerated,   // below the severity that fails
  kNote,        // a note: gates nothing and needs no waiver
};
std::string_view FindingStateName(FindingState state);

enum class WaiverState {
  kNeeded,      // its finding is there
  kStale,       // the run looked, and the finding is gone
  kNotReached,  // the run did not look where the finding was
};
std::string_view WaiverStateName(WaiverState state);

// The state of one finding. `waiver` is an index into the waivers, where one names the finding. A policy may soften the
// state (gate.h) and leaves the waiver.
struct Judgement {
  FindingState state = FindingState::kNew;
  std::optional<std::size_t> waiver;

  bool operator==(const Judgement&) const = default;
};

Judgement Judge(const Finding& finding, const std::vector<Waiver>& waivers, Date today);

}  // namespace plumbline::finding
