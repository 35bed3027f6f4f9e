#include "suite/waiver_lint.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace plumbline::suite {
namespace {

std::vector<std::string> Lint(const std::string& text) {
  std::vector<std::string> lines;
  for (const WaiverProblem& problem :
       LintWaivers(document::ParseYaml("w.yaml", text), *ParseDate("2026-11-21"), {"response.schema", "money.type"},
                   {{"0000000000000001", "89abcdef"}, {"0000000000000004", ""}})) {
    lines.push_back(ToString(problem.location) + ' ' + std::string(finding::SeverityName(problem.severity)) + ' ' +
                    problem.message);
  }
  return lines;
}

TEST(LintWaivers, AGoodOneHasNoProblem) {
  EXPECT_EQ(
      Lint(
          "waivers:\n  - {id: W-1, fingerprint: \"0000000000000001\", shape: \"01234567\", rule: money.type, owner: ann, reason: Becomes a number in "
          "v2., expires: 2026-12-06}\n"),
      std::vector<std::string>{});
  EXPECT_EQ(Lint(""), std::vector<std::string>{});
}

TEST(LintWaivers, TellsEachProblemAtItsPlace) {
  EXPECT_EQ(
      Lint(R"(waivers:
  - id: W-1
    fingerprint: "0000000000000001"
    shape: "01234567"
    rule: respons.schema
    owner: " "
    reason: known issue, fix later
    expires: 2026-11-20
  - id: W-1
    fingerprint: "0000000000000001"
    owner: ann
    reason: Becomes a number in v2.
    expires: 2026-12-05
  - id: W-3
    fingerprint: "0000000000000003"
    shape: "01234567"
    rule: money.type
    owner: ann
    reason: Becomes a number in v2.
    expires: 2027-05-21
  - {id: W-4, fingerprint: "0000000000000004", rule: money.type, owner: ann, reason: Becomes a number in v2., expires: 2027-05-20}
)"),
      (std::vector<std::string>{
          "w.yaml:6:12 error W-1: nobody answers for it",
          "w.yaml:7:13 error W-1: the reason says too little: why is it so, and what becomes of it?",
          "w.yaml:8:14 error W-1: expired on 2026-11-20",
          "w.yaml:5:11 error W-1: there is no check or rule 'respons.schema' (did you mean 'response.schema'?)",
          "w.yaml:9:9 error W-1: a second waiver of this id; the first is at w.yaml:2:9",
          "w.yaml:10:18 error W-1: a second waiver for this fingerprint; the first is W-1",
          "w.yaml:13:14 warning W-1: ends on 2026-12-05, in 14 days",
          "w.yaml:9:9 note W-1: names no rule, so that only a run that looks at everything can tell that it is no longer needed",
          "w.yaml:9:9 note W-1: names no shape, so that it covers whatever becomes of the discrepancy; it is 89abcdef now",
          "w.yaml:20:14 error W-3: 2027-05-21 is 181 days away; a waiver lasts at most 180 days (longest_lifetime_days)",
      }));
}

TEST(ReasonProblem, WantsMoreThanAPlaceholder) {
  for (const char* reason : {"", "todo", "TODO: fix!", "known issue", "n/a", "because", "... . - ,"})
    EXPECT_NE(ReasonProblem(reason), "") << reason;
  for (const char* reason : {"Becomes a number in v2.", "The vendor corrects it.", "Der Betreiber ändert es"})
    EXPECT_EQ(ReasonProblem(reason), "") << reason;
}

}  // namespace
}  // namespace plumbline::suite
