#include "cli/proposed_suite.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "audit/mined.h"
#include "base/text.h"
#include "check/check.h"
#include "cli/cli_testing.h"
#include "contract/target.h"
#include "suite/suite.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Lines, version: '1'}
servers: [{url: https://lines.example}]
paths:
  /lines/{id}/usage:
    get:
      operationId: get-usage
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, example: l1}}
        - {name: month, in: query, required: true, schema: {type: string}}
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                properties: {limit: {type: integer}, used: {type: integer}, remaining: {type: integer}}
              example: {limit: 100, used: 40, remaining: 60, active_lines: 2, total_lines: 3}
)";

std::string Propose(const TestFolder& folder, const std::string& contract) {
  const Outcome outcome = RunCommand({"audit", folder.Write("openapi.yaml", contract), "--propose-invariants"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  return ReplaceAll(outcome.out, folder.Path(""), "");
}

// active_lines is in no answer by the contract's own list of members.
TEST(ProposeInvariants, PrintsCasesToPasteWithTheirEvidence) {
  const TestFolder folder;
  const std::string cases = R"(# Identities that hold wherever they can be asked of the answers that are shown.
cases:
  - id: get-usage-figures
    operation: get-usage  # GET /lines/{id}/usage
    parameters:
      id: "l1"
      month: REPLACE-ME  # a value that there is
    expect:
      status: 200
      invariants:
        - /remaining == /limit - /used  # holds 1 time: 100 - 40 = 60 (openapi.yaml:19)
)";
  EXPECT_EQ(Propose(folder, kContract), cases);
  folder.Write("suite.yaml", "suite: mined\nvendor: openapi.yaml\n" + cases);
  const suite::SuiteSet set = suite::LoadSuites(folder.Path("suite.yaml"), check::CheckIds(), {});
  ASSERT_EQ(set.suites.size(), 1u);
  ASSERT_EQ(set.suites[0].cases.size(), 1u);
  const suite::Case& pasted = set.suites[0].cases[0];
  EXPECT_EQ(pasted.id, "mined/get-usage-figures");
  ASSERT_EQ(pasted.expect.invariants.size(), 1u);
  EXPECT_EQ(pasted.expect.invariants[0].text, "/remaining == /limit - /used");
}

TEST(ProposeInvariants, WhatFailsSomewhereOrTellsNothingIsNotProposed) {
  const TestFolder folder;
  const std::string none = "# No identity holds in the answers that are shown, or their figures are too few to tell.\n";
  EXPECT_EQ(Propose(folder, ReplaceAll(kContract, "remaining: 60", "remaining: 61")), none);
  EXPECT_EQ(Propose(folder, ReplaceAll(kContract, "used: 40, remaining: 60", "used: 0, remaining: 100")), none);
}

TEST(ProposeInvariants, NamesCannotBreakTheFileThatTheyArePastedInto) {
  const TestFolder folder;
  const std::string page = folder.Write(
      "page.md",
      "# Usage\n\n`GET /usage` answers:\n\n```json\n"
      R"({"a: #b": {"limit": 100, "used": 40, "remaining": 60}, "c\nd": {"limit": 10, "used": 4, "remaining": 6}})"
      "\n```\n");
  const Outcome outcome = RunCommand({"audit", page, "--propose-invariants"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "# No identity holds in the answers that are shown, or their figures are too few to tell.\n");
  const std::string other = folder.Write("other.md",
                                         "# Usage\n\n`GET /usage` answers:\n\n```json\n"
                                         R"({"a:#b": {"limit": 100, "used": 40, "remaining": 60}})"
                                         "\n```\n");
  EXPECT_THAT(RunCommand({"audit", other, "--propose-invariants"}).out,
              HasSubstr("    operation: \"GET /usage\"  # that of no contract; write its operationId here\n"
                        "    expect:\n      status: 200\n      invariants:\n"
                        "        - \"/a:#b/remaining == /a:#b/limit - /a:#b/used\"  # holds 1 time: 100 - 40 = 60 ("));
}

std::vector<std::string> Targets() {
  std::vector<std::string> targets;
  for (const char* folder : {"specs", "runner/audit/pages"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.is_directory()) targets.push_back(entry.path().string());
    }
  }
  std::sort(targets.begin(), targets.end());
  return targets;
}

// Asked again in the language of suites, at every answer that each was seen in.
TEST(ProposeInvariants, EachIsAnExpressionThatHoldsWhereItWasSeen) {
  std::size_t asked = 0;
  for (const std::string& target : Targets()) {
    const contract::Vendor vendor = contract::LoadTarget({target});
    const audit::Subject subject(vendor);
    for (const audit::ProposedInvariant& one : audit::ProposeInvariants(subject)) {
      ASSERT_FALSE(one.bodies.empty()) << one.expression;
      for (const std::size_t body : one.bodies) {
        const auto failures = suite::Expression::Parse(one.expression).Evaluate(subject.bodies()[body].root.value());
        EXPECT_TRUE(failures.empty()) << target << ": " << one.expression << ": " << failures.front().message;
        ++asked;
      }
    }
  }
  EXPECT_GT(asked, 30u);
}

TEST(ProposeInvariants, TheSuitesOfTheVendorsHoldThemAll) {
  std::size_t proposed = 0;
  for (const std::string vendor : {"vobiz", "tingting", "bullseye"}) {
    const suite::SuiteSet set =
        suite::LoadSuites("suites/" + vendor, check::CheckIds(), {std::nullopt, *ParseDate("2026-11-21")});
    std::set<std::string> held;
    for (const suite::Suite& suite : set.suites) {
      for (const suite::Case& test : suite.cases) {
        for (const suite::Invariant& invariant : test.expect.invariants)
          held.insert(test.operation->Name() + ": " + invariant.text);
      }
    }
    for (const audit::ProposedInvariant& one : audit::ProposeInvariants(audit::Subject(set.vendor))) {
      EXPECT_TRUE(held.contains(one.operation + ": " + one.expression))
          << vendor << ": " << one.operation << ": " << one.expression;
      ++proposed;
    }
  }
  EXPECT_GT(proposed, 30u);
}

}  // namespace
}  // namespace plumbline::cli
