#include "finding/gate.h"

#include <gtest/gtest.h>

namespace plumbline::finding {
namespace {

TEST(Gate, TakesTheGravestOfWhatApplies) {
  struct Row {
    const char* what;
    Tally tally;
    StaleWaivers stale_waivers;
    ExitCode expected;
  };
  constexpr StaleWaivers kFail = StaleWaivers::kFail, kWarn = StaleWaivers::kWarn;
  const Row rows[] = {
      {"nothing", {}, kFail, ExitCode::kConforms},
      {"documented findings and notes gate nothing", {.documented = 3, .notes = 4}, kFail, ExitCode::kConforms},
      {"a stale waiver", {.stale_waivers = 1}, kFail, ExitCode::kStaleWaivers},
      {"a stale waiver that only warns", {.stale_waivers = 1}, kWarn, ExitCode::kConforms},
      {"inconclusive", {.inconclusive = 1}, kFail, ExitCode::kInconclusive},
      {"inconclusive before stale", {.inconclusive = 1, .stale_waivers = 1}, kFail, ExitCode::kInconclusive},
      {"failing", {.failing = 1}, kFail, ExitCode::kDiscrepancy},
      {"failing before inconclusive and stale", {.failing = 1, .inconclusive = 1, .stale_waivers = 1}, kFail, ExitCode::kDiscrepancy},
      {"interrupted", {.interrupted = true}, kFail, ExitCode::kInterrupted},
      {"interrupted before all", {.failing = 1, .documented = 1, .notes = 1, .inconclusive = 1, .stale_waivers = 1, .interrupted = true}, kFail,
       ExitCode::kInterrupted},
  };
  for (const Row& row : rows) EXPECT_EQ(Gate(row.tally, row.stale_waivers), row.expected) << row.what;
}

TEST(ExitCode, HasANumberAndANameForEach) {
  struct Row {
    ExitCode code;
    int number;
    std::string_view name;
  };
  const Row rows[] = {
      {ExitCode::kConforms, 0, "conforms"},         {ExitCode::kDiscrepancy, 1, "discrepancy"},
      {ExitCode::kUnusable, 2, "unusable"},         {ExitCode::kInconclusive, 3, "inconclusive"},
      {ExitCode::kStaleWaivers, 4, "stale-waivers"}, {ExitCode::kInterrupted, 130, "interrupted"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(static_cast<int>(row.code), row.number);
    EXPECT_EQ(ExitCodeName(row.code), row.name);
  }
}

}  // namespace
}  // namespace plumbline::finding
