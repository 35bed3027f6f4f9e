#include "finding/waiver.h"

#include <gtest/gtest.h>

namespace plumbline::finding {
namespace {

Date Day(std::string_view text) { return *ParseDate(text); }

Finding Found(std::string fingerprint, std::string shape = {}, Severity severity = Severity::kError) {
  Finding found;
  found.fingerprint = std::move(fingerprint);
  found.shape = std::move(shape);
  found.severity = severity;
  return found;
}

Waiver Covers(std::string fingerprint, std::string_view expires, std::string shape = {}) {
  Waiver waiver;
  waiver.fingerprint = std::move(fingerprint);
  waiver.expires = Day(expires);
  waiver.shape = std::move(shape);
  return waiver;
}

TEST(Judge, GivesTheStateAndTheWaiverThatNamesTheFinding) {
  const std::vector<Waiver> waivers = {
      Covers("aaaa", "2026-06-30"),
      Covers("bbbb", "2026-06-30", "01234567"),
      Covers("cccc", "2026-01-01", "01234567"),
  };
  struct Row {
    const char* what;
    Finding finding;
    const char* today;
    Judgement expected;
  };
  const Row rows[] = {
      {"no waiver names it", Found("dddd"), "2026-06-01", {FindingState::kNew, std::nullopt}},
      {"a waiver names it", Found("aaaa"), "2026-06-01", {FindingState::kDocumented, 0}},
      {"a waiver without a shape covers every shape",
       Found("aaaa", "89abcdef"),
       "2026-06-01",
       {FindingState::kDocumented, 0}},
      {"the last day still holds", Found("aaaa"), "2026-06-30", {FindingState::kDocumented, 0}},
      {"the day after does not", Found("aaaa"), "2026-07-01", {FindingState::kExpired, 0}},
      {"the shape is the waived one", Found("bbbb", "01234567"), "2026-06-01", {FindingState::kDocumented, 1}},
      {"the shape is another one", Found("bbbb", "89abcdef"), "2026-06-01", {FindingState::kWorsened, 1}},
      {"the shape has gone", Found("bbbb"), "2026-06-01", {FindingState::kWorsened, 1}},
      {"expired, of the waived shape", Found("cccc", "01234567"), "2026-06-01", {FindingState::kExpired, 2}},
      {"expired and of another shape", Found("cccc", "89abcdef"), "2026-06-01", {FindingState::kWorsened, 2}},
      {"a warning gates like an error",
       Found("dddd", "", Severity::kWarning),
       "2026-06-01",
       {FindingState::kNew, std::nullopt}},
      {"a note needs no waiver", Found("dddd", "", Severity::kNote), "2026-06-01", {FindingState::kNote, std::nullopt}},
      {"a note uses up no waiver",
       Found("aaaa", "", Severity::kNote),
       "2026-06-01",
       {FindingState::kNote, std::nullopt}},
  };
  for (const Row& row : rows) EXPECT_EQ(Judge(row.finding, waivers, Day(row.today)), row.expected) << row.what;
}

TEST(Judge, WithoutWaiversEverythingIsNew) {
  EXPECT_EQ(Judge(Found("aaaa"), {}, Day("2026-06-01")), (Judgement{FindingState::kNew, std::nullopt}));
}

TEST(StateNames, AreTheWordsOfTheReports) {
  EXPECT_EQ(FindingStateName(FindingState::kNew), "new");
  EXPECT_EQ(FindingStateName(FindingState::kDocumented), "documented");
  EXPECT_EQ(FindingStateName(FindingState::kExpired), "expired");
  EXPECT_EQ(FindingStateName(FindingState::kWorsened), "worsened");
  EXPECT_EQ(FindingStateName(FindingState::kNote), "note");
  EXPECT_EQ(WaiverStateName(WaiverState::kNeeded), "needed");
  EXPECT_EQ(WaiverStateName(WaiverState::kStale), "stale");
  EXPECT_EQ(WaiverStateName(WaiverState::kNotReached), "not-reached");
}

}  // namespace
}  // namespace plumbline::finding
