// The gate: what a run as a whole comes to, and the exit code that says so.
#pragma once

#include <cstddef>
#include <string_view>

namespace plumbline::finding {

// Exit codes of every command. Precedence where several apply: 130, 2, 1, 3, 4.
enum class ExitCode : int {
  kConforms = 0,
  kDiscrepancy = 1,     // a new, expired or worsened discrepancy
  kUnusable = 2,        // usage, configuration or contract cannot be read
  kInconclusive = 3,    // the service could not be judged
  kStaleWaivers = 4,    // nothing but waivers that are no longer needed
  kInterrupted = 130,
};

enum class StaleWaivers { kFail, kWarn };

struct Tally {
  std::size_t failing = 0;       // findings that are new, expired or worsened
  std::size_t documented = 0;    // findings covered by a waiver
  std::size_t notes = 0;
  std::size_t inconclusive = 0;  // judgements that could not be made though they were asked for
  std::size_t stale_waivers = 0;
  bool interrupted = false;

  bool operator==(const Tally&) const = default;
};

ExitCode Gate(const Tally& tally, StaleWaivers stale_waivers);

// "conforms", "discrepancy", …
std::string_view ExitCodeName(ExitCode code);

}  // namespace plumbline::finding
