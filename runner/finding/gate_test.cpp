#include "finding/gate.h"

#include <gtest/gtest.h>

namespace plumbline::finding {
namespace {

constexpr Tally kNothing{.failing = 0,
                         .documented = 0,
                         .known = 0,
                         .tolerated = 0,
                         .notes = 0,
                         .inconclusive = 0,
                         .stale_waivers = 0,
                         .worsened = 0,
                         .switched_off = 0,
                         .interrupted = false};

template <typename Change>
Tally With(Change change) {
  Tally tally = kNothing;
  change(tally);
  return tally;
}

Policy Warning() {
  return {.fail_on = Severity::kWarning, .stale_waivers = StaleWaivers::kWarn, .gated = Gated::kAll, .max_waived = {}};
}
Policy OnlyNew() {
  return {.fail_on = Severity::kWarning, .stale_waivers = StaleWaivers::kFail, .gated = Gated::kNew, .max_waived = {}};
}
Policy ErrorsOnly() {
  return {.fail_on = Severity::kError, .stale_waivers = StaleWaivers::kFail, .gated = Gated::kAll, .max_waived = {}};
}
Policy AtMost(std::size_t waived) {
  return {
      .fail_on = Severity::kWarning, .stale_waivers = StaleWaivers::kFail, .gated = Gated::kAll, .max_waived = waived};
}

Base Earlier() {
  return {.file = "base.json",
          .sha256 = {},
          .day = *ParseDate("2026-11-20"),
          .failing = 1,
          .documented = 2,
          .findings = {{"aaaa", ""}, {"bbbb", "01234567"}, {"bbbb", "76543210"}}};
}

TEST(Gate, TakesTheGravestOfWhatAppliesAndSaysAllOfIt) {
  struct Row {
    const char* what;
    Tally tally;
    Policy policy;
    Decision expected;
  };
  const Row rows[] = {
      {"nothing", kNothing, {}, {ExitCode::kConforms, {"no discrepancy was found"}}},
      {"documented findings and notes gate nothing",
       With([](Tally& t) { t.documented = 3, t.notes = 4; }),
       {},
       {ExitCode::kConforms, {"every discrepancy is documented"}}},
      {"what is below the threshold",
       With([](Tally& t) { t.documented = 1, t.tolerated = 2; }),
       ErrorsOnly(),
       {ExitCode::kConforms, {"no discrepancy fails: 1 is documented, 2 are below --fail-on error"}}},
      {"a stale waiver",
       With([](Tally& t) { t.stale_waivers = 1; }),
       {},
       {ExitCode::kStaleWaivers, {"1 waiver is no longer needed"}}},
      {"a stale waiver that only warns",
       With([](Tally& t) { t.stale_waivers = 1; }),
       Warning(),
       {ExitCode::kConforms, {"no discrepancy was found"}}},
      {"inconclusive",
       With([](Tally& t) { t.inconclusive = 1; }),
       {},
       {ExitCode::kInconclusive, {"1 judgement could not be made"}}},
      {"inconclusive before stale",
       With([](Tally& t) { t.inconclusive = 2, t.stale_waivers = 2; }),
       {},
       {ExitCode::kInconclusive, {"2 judgements could not be made", "2 waivers are no longer needed"}}},
      {"failing",
       With([](Tally& t) { t.failing = 1; }),
       {},
       {ExitCode::kDiscrepancy, {"1 discrepancy is not covered by a waiver"}}},
      {"failing before inconclusive and stale",
       With([](Tally& t) { t.failing = 2, t.inconclusive = 1, t.stale_waivers = 1; }),
       {},
       {ExitCode::kDiscrepancy,
        {"2 discrepancies are not covered by a waiver", "1 judgement could not be made",
         "1 waiver is no longer needed"}}},
      {"interrupted before all",
       With([](Tally& t) { t.failing = 1, t.interrupted = true; }),
       {},
       {ExitCode::kInterrupted, {"the run did not come to its end", "1 discrepancy is not covered by a waiver"}}},
      {"as many waived as allowed",
       With([](Tally& t) { t.documented = 3; }),
       AtMost(3),
       {ExitCode::kConforms, {"every discrepancy is documented"}}},
      {"more waived than allowed",
       With([](Tally& t) { t.documented = 4; }),
       AtMost(3),
       {ExitCode::kDiscrepancy, {"4 discrepancies are waived, and --max-waived allows 3"}}},
      {"none allowed",
       With([](Tally& t) { t.documented = 1; }),
       AtMost(0),
       {ExitCode::kDiscrepancy, {"1 discrepancy is waived, and --max-waived allows 0"}}},
  };
  for (const Row& row : rows) EXPECT_EQ(Gate(row.tally, row.policy, nullptr), row.expected) << row.what;
}

TEST(Gate, ABaseForbidsGrowthAndSaysWhatGrew) {
  const Base base = Earlier();
  struct Row {
    const char* what;
    Tally tally;
    Policy policy;
    Decision expected;
  };
  const Row rows[] = {
      {"as before",
       With([](Tally& t) { t.documented = 2; }),
       {},
       {ExitCode::kConforms, {"every discrepancy is documented"}}},
      {"fewer",
       With([](Tally& t) { t.documented = 1; }),
       {},
       {ExitCode::kConforms, {"every discrepancy is documented"}}},
      {"what failed before still fails",
       With([](Tally& t) { t.failing = 1; }),
       {},
       {ExitCode::kDiscrepancy, {"1 discrepancy is not covered by a waiver"}}},
      {"more fail",
       With([](Tally& t) { t.failing = 2; }),
       {},
       {ExitCode::kDiscrepancy,
        {"2 discrepancies are not covered by a waiver", "2 discrepancies fail, and 1 in base.json of 2026-11-20"}}},
      {"more are waived",
       With([](Tally& t) { t.documented = 3; }),
       {},
       {ExitCode::kDiscrepancy, {"3 discrepancies are waived, and 2 in base.json of 2026-11-20"}}},
      {"one worsened",
       With([](Tally& t) { t.documented = 2, t.worsened = 1; }),
       {},
       {ExitCode::kDiscrepancy, {"1 discrepancy looks different from what was in base.json of 2026-11-20"}}},
      {"only new ones fail: growth of what is waived does not",
       With([](Tally& t) { t.documented = 9; }),
       OnlyNew(),
       {ExitCode::kConforms, {"every discrepancy is documented"}}},
      {"only new ones fail: the known do not",
       With([](Tally& t) { t.known = 1; }),
       OnlyNew(),
       {ExitCode::kConforms, {"no discrepancy fails: 1 was there already in base.json of 2026-11-20"}}},
      {"only new ones fail: the new do",
       With([](Tally& t) { t.known = 1, t.failing = 1; }),
       OnlyNew(),
       {ExitCode::kDiscrepancy, {"1 discrepancy is not covered by a waiver and not in base.json of 2026-11-20"}}},
  };
  for (const Row& row : rows) EXPECT_EQ(Gate(row.tally, row.policy, &base), row.expected) << row.what;
}

TEST(StateUnder, SparesWhatIsKnownOrBelowTheThreshold) {
  using enum FindingState;
  const Base base = Earlier();
  const auto found = [](const char* fingerprint, const char* shape, Severity severity = Severity::kError) {
    Finding finding;
    finding.fingerprint = fingerprint;
    finding.shape = shape;
    finding.severity = severity;
    return finding;
  };
  struct Row {
    const char* what;
    Policy policy;
    Finding finding;
    FindingState state;
    FindingState expected;
  };
  const Row rows[] = {
      {"all fail", {}, found("aaaa", ""), kNew, kNew},
      {"warnings fail too", {}, found("aaaa", "", Severity::kWarning), kNew, kNew},
      {"the base had it", OnlyNew(), found("aaaa", ""), kNew, kKnown},
      {"the base had it, and its waiver has expired", OnlyNew(), found("aaaa", ""), kExpired, kKnown},
      {"the base had it in this shape", OnlyNew(), found("bbbb", "76543210"), kWorsened, kKnown},
      {"the base had it in another shape", OnlyNew(), found("bbbb", "89abcdef"), kNew, kNew},
      {"the base had it without a shape", OnlyNew(), found("aaaa", "89abcdef"), kNew, kNew},
      {"the base did not have it", OnlyNew(), found("cccc", ""), kNew, kNew},
      {"a warning", ErrorsOnly(), found("cccc", "", Severity::kWarning), kNew, kTolerated},
      {"a warning whose waiver has expired", ErrorsOnly(), found("cccc", "", Severity::kWarning), kExpired, kTolerated},
      {"an error", ErrorsOnly(), found("cccc", ""), kNew, kNew},
      {"a waived warning", ErrorsOnly(), found("cccc", "", Severity::kWarning), kDocumented, kDocumented},
      {"a waived one that the base had", OnlyNew(), found("aaaa", ""), kDocumented, kDocumented},
      {"a note", OnlyNew(), found("aaaa", "", Severity::kNote), kNote, kNote},
  };
  for (const Row& row : rows)
    EXPECT_EQ(StateUnder(row.policy, &base, row.finding, row.state), row.expected) << row.what;
  EXPECT_EQ(StateUnder(OnlyNew(), nullptr, found("aaaa", ""), kNew), kNew);
}

TEST(Base, KnowsWhatLookedDifferent) {
  const Base base = Earlier();
  const auto other = [&](const char* fingerprint, const char* shape) {
    Finding finding;
    finding.fingerprint = fingerprint;
    finding.shape = shape;
    return base.HasOther(finding);
  };
  EXPECT_FALSE(other("aaaa", ""));
  EXPECT_TRUE(other("aaaa", "01234567"));
  EXPECT_FALSE(other("bbbb", "01234567"));
  EXPECT_FALSE(other("bbbb", "76543210"));
  EXPECT_TRUE(other("bbbb", "00000000"));
  EXPECT_TRUE(other("bbbb", ""));
  EXPECT_FALSE(other("cccc", ""));
}

TEST(ExitCode, HasANumberAndANameForEach) {
  struct Row {
    ExitCode code;
    int number;
    std::string_view name;
  };
  const Row rows[] = {
      {ExitCode::kConforms, 0, "conforms"},          {ExitCode::kDiscrepancy, 1, "discrepancy"},
      {ExitCode::kUnusable, 2, "unusable"},          {ExitCode::kInconclusive, 3, "inconclusive"},
      {ExitCode::kStaleWaivers, 4, "stale-waivers"}, {ExitCode::kInterrupted, 130, "interrupted"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(static_cast<int>(row.code), row.number);
    EXPECT_EQ(ExitCodeName(row.code), row.name);
  }
}

}  // namespace
}  // namespace plumbline::finding
