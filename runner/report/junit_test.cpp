#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "report/report.h"
#include "run/result_testing.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Junit, RichFlavorOfEveryVerdict) {
  EXPECT_EQ(WriteJunit(run::EveryVerdict(), {JunitFlavor::kRich}), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plumbline acme" tests="8" failures="2" errors="1" skipped="3" time="0.012">
  <testsuite name="GET /v1.2/items" tests="5" failures="1" errors="1" skipped="2" time="0.012" timestamp="2026-11-21T08:00:00Z" hostname="localhost">
    <testcase name="items/get: exchange" classname="acme.GET /v1_2/items" time="0.012" file="suites/acme/items.yaml" line="4" />
    <testcase name="items/get: response.schema" classname="acme.GET /v1_2/items" time="0.000" file="suites/acme/items.yaml" line="4">
      <failure message="error[response.schema]: GET /v1.2/items → 200: price &lt;b> is not an integer" type="response.schema">error[response.schema]: GET /v1.2/items → 200: price &lt;b&gt; is not an integer
  --&gt; specs/acme/openapi.yaml:12:13 (/a)
   |
12 |       type: integer
   |             ^^^^^^^ the contract says integer
  ::: response body:1:11 (/price)
   |
 1 | {"price": "]]&gt;�"}
   |           ^^^^^^ observed string
  = likely wrong: The service.
  = new: to waive it: plumbline waivers add 0123456789abcdef --result RESULT.json --owner … --reason … --days …; or by hand in suites/acme/waivers.yaml
  = case items/get (suites/acme/items.yaml:4:9): curl "$TARGET"'/v1.2/items'
  = help: plumbline explain response.schema
</failure>
    </testcase>
    <testcase name="items/gone: exchange" classname="acme.GET /v1_2/items" time="0.000">
      <error message="refused" type="transport.connect">refused</error>
    </testcase>
    <testcase name="items/gone: response.schema" classname="acme.GET /v1_2/items" time="0.000">
      <skipped message="NOT RUN: no answer came">NOT RUN: no answer came</skipped>
    </testcase>
    <testcase name="audit: example.schema" classname="acme.GET /v1_2/items" time="0.000" file="specs/acme/openapi.yaml" line="9">
      <properties>
        <property name="waiver.id" value="W-1" />
        <property name="waiver.owner" value="ann" />
        <property name="waiver.expires" value="2027-03-31" />
        <property name="fingerprint" value="fedcba9876543210" />
      </properties>
      <skipped message="WAIVED until 2027-03-31 (W-1, ann): known">WAIVED until 2027-03-31 (W-1, ann): known

error[example.schema]: GET /v1.2/items → 200: the example breaks its schema
 --&gt; specs/acme/openapi.yaml:9:1
  |
9 | example: 1
  |          ^ x
  = waived until 2027-03-31 by ann (W-1): known
  = help: plumbline explain example.schema
</skipped>
    </testcase>
  </testsuite>
  <testsuite name="waivers" tests="3" failures="1" errors="0" skipped="1" time="0.000" timestamp="2026-11-21T08:00:00Z" hostname="localhost">
    <testcase name="W-1 still needed" classname="acme.waivers" time="0.000" file="suites/acme/waivers.yaml" line="2" />
    <testcase name="W-2 still needed" classname="acme.waivers" time="0.000" file="suites/acme/waivers.yaml" line="8">
      <failure message="the waiver W-2 is no longer needed: its discrepancy is gone; remove it from suites/acme/waivers.yaml:8:3" type="waiver.stale">the waiver W-2 is no longer needed: its discrepancy is gone; remove it from suites/acme/waivers.yaml:8:3</failure>
    </testcase>
    <testcase name="W-3 still needed" classname="acme.waivers" time="0.000" file="suites/acme/waivers.yaml" line="14">
      <skipped message="NOT RUN: nothing was looked at that this waiver speaks of">NOT RUN: nothing was looked at that this waiver speaks of</skipped>
    </testcase>
  </testsuite>
</testsuites>
)");
}

// Whether xmllint finds the text valid under the schema.
bool IsValid(const std::string& xml, const std::string& schema) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::string path = testing::TempDir() + "plumbline-" + test->name() + ".xml";
  std::ofstream(path, std::ios::binary) << xml;
  const bool valid = std::system(("xmllint --noout --schema '" + schema + "' '" + path + "' 2>/dev/null").c_str()) == 0;
  std::filesystem::remove(path);
  return valid;
}

TEST(Junit, BothFlavorsAreValidUnderTheirSchemas) {
  const std::string rich = WriteJunit(run::EveryVerdict(), {JunitFlavor::kRich}),
                    strict = WriteJunit(run::EveryVerdict(), {JunitFlavor::kStrict});
  EXPECT_TRUE(IsValid(rich, "schemas/plumbline/junit-rich.xsd"));
  EXPECT_TRUE(IsValid(strict, "schemas/plumbline/junit-strict.xsd"));
  EXPECT_FALSE(IsValid(rich, "schemas/plumbline/junit-strict.xsd"));
  EXPECT_TRUE(IsValid(WriteJunit({}, {JunitFlavor::kStrict}), "schemas/plumbline/junit-strict.xsd"));
}

TEST(Junit, StrictFlavorIsValidUnderThePublicSchemas) {
  const char* data = std::getenv("PLUMBLINE_TEST_DATA");
  if (data == nullptr) {
    GTEST_SKIP()
        << "set PLUMBLINE_TEST_DATA to a folder whose report-schemas/ holds junit-10.xsd (jenkinsci/xunit-plugin) and JUnit.xsd (windyroad/JUnit-Schema)";
  }
  const std::string strict = WriteJunit(run::EveryVerdict(), {JunitFlavor::kStrict});
  for (const char* name : {"junit-10.xsd", "JUnit.xsd"})
    EXPECT_TRUE(IsValid(strict, std::string(data) + "/report-schemas/" + name)) << name;
}

TEST(Junit, WhatIsKnownOrToleratedIsSkippedAndToldAndFitsTheSchemas) {
  for (const finding::FindingState state : {finding::FindingState::kKnown, finding::FindingState::kTolerated}) {
    run::RunResult result = run::EveryVerdict();
    result.policy.fail_on = finding::Severity::kError;
    result.base = finding::Base{.file = "base.json",
                                .sha256 = {},
                                .day = *ParseDate("2026-11-20"),
                                .failing = 1,
                                .documented = 0,
                                .findings = {}};
    result.findings[1].judgement = {state, std::nullopt};
    const std::string text = WriteJunit(result, {});
    const bool known = state == finding::FindingState::kKnown;
    EXPECT_THAT(
        text,
        HasSubstr(
            known
                ? "<skipped message=\"known: base.json of 2026-11-20 has it too, and only new discrepancies fail (--gate new): error[example.schema]"
                : "<skipped message=\"tolerated: errors do not fail (--fail-on error): error[example.schema]"));
    EXPECT_THAT(text, HasSubstr(known ? "<property name=\"state\" value=\"known\" />"
                                      : "<property name=\"state\" value=\"tolerated\" />"));
    EXPECT_TRUE(IsValid(text, "schemas/plumbline/junit-rich.xsd"));
    EXPECT_TRUE(IsValid(WriteJunit(result, {JunitFlavor::kStrict}), "schemas/plumbline/junit-strict.xsd"));
    // In a judgement that fails, too.
    result.findings.push_back(result.findings[1]);
    result.cases[0].judgements[1].findings.push_back(2);
    EXPECT_THAT(WriteJunit(result, {}), HasSubstr(known ? "\nknown: base.json" : "\ntolerated: errors"));
  }
}

TEST(Junit, StaleWaiversThatOnlyWarnAreSkipped) {
  run::RunResult result = run::EveryVerdict();
  result.policy.stale_waivers = finding::StaleWaivers::kWarn;
  const std::string text = WriteJunit(result, {});
  EXPECT_THAT(text, HasSubstr("<skipped message=\"the waiver W-2 is no longer needed"));
  EXPECT_THAT(text, Not(HasSubstr("waiver.stale")));
}

}  // namespace
}  // namespace plumbline::report
