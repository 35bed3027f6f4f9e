#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;

using nlohmann::json;

TEST(Sarif, EveryVerdict) { ExpectGolden("every.sarif", WriteSarif(EverySide(), {})); }

TEST(Sarif, WaivedResultsAreSuppressedOnesAndOnlyThereWhereAskedFor) {
  const json with = json::parse(WriteSarif(EverySide(), {.sarif_waived = Waived::kInclude}))["runs"][0]["results"];
  ASSERT_EQ(with.size(), 3u);
  EXPECT_EQ(
      with[1]["suppressions"],
      json::parse(
          R"([{"kind": "external", "status": "accepted", "justification": "W-1 (ann, until 2027-03-31): known"}])"));
  EXPECT_EQ(WriteSarif(EverySide(), {}).find("suppressions"), std::string::npos);
}

TEST(Sarif, OfNothingIsARunWithoutResults) {
  const json run = json::parse(WriteSarif({}, {}))["runs"][0];
  EXPECT_EQ(run["results"], json::array());
  EXPECT_EQ(run["tool"]["driver"]["rules"], json::array());
}

TEST(Sarif, VersionIsASemanticOneOnlyWhereItIs) {
  run::RunResult result;
  for (const auto& [version, semantic] :
       {std::pair{"1.2.3", true}, {"1.2", false}, {"1.2.x", false}, {"1..3", false}}) {
    result.tool_version = version;
    EXPECT_EQ(json::parse(WriteSarif(result, {}))["runs"][0]["tool"]["driver"].contains("semanticVersion"), semantic)
        << version;
  }
}

// The worst stay: 2,750 errors and as many warnings are there.
TEST(Sarif, MoreThanCodeScanningKeepsIsToldInTheInvocation) {
  const json run = json::parse(WriteSarif(Many(5500), {}))["runs"][0];
  ASSERT_EQ(run["results"].size(), 5000u);
  EXPECT_EQ(run["results"][2749]["level"], "error");
  EXPECT_EQ(run["results"][2750]["level"], "warning");
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "500 results are left out, the least severe: code scanning keeps 5000 results. The report json holds all.");
  EXPECT_FALSE(
      json::parse(WriteSarif(Many(5000), {}))["runs"][0]["invocations"][0].contains("toolExecutionNotifications"));
}

TEST(Sarif, HostileTextMakesNoLinkAndNoBrokenUri) {
  const json run = json::parse(WriteSarif(Hostile(), {}))["runs"][0];
  const json& result = run["results"][0];
  EXPECT_EQ(result["message"]["text"].get<std::string>().find("]("), std::string::npos);
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "a%20b%3A%2C%25%23%C3%A9%22%3C.yaml");
}

TEST(Sarif, WhatOnlyAnAnswerShowsStandsWhereTheCaseIsWritten) {
  run::RunResult result = EverySide();
  auto& places = result.findings[0].finding.places;
  places.erase(places.begin());
  const json location =
      json::parse(WriteSarif(result, {}))["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
  const char* wanted =
      R"({"artifactLocation": {"uri": "suites/acme/items.yaml", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 4, "startColumn": 9}})";
  EXPECT_EQ(location, json::parse(wanted));
}

TEST(Sarif, ARuleHasANameWhereThatIsNotItsId) {
  run::RunResult result = EverySide();
  result.findings[0].finding.identity.rule = "arithmetic";
  EXPECT_FALSE(json::parse(WriteSarif(result, {}))["runs"][0]["tool"]["driver"]["rules"][0].contains("name"));
  result.findings[0].finding.identity.rule = "response.content_type";
  EXPECT_EQ(json::parse(WriteSarif(result, {}))["runs"][0]["tool"]["driver"]["rules"][0]["name"],
            "ResponseContentType");
}

TEST(Sarif, OneDiscrepancyThatTwoCasesMetIsOneResult) {
  run::RunResult result = EverySide();
  result.findings.push_back(result.findings[0]);
  result.findings.back().case_id = "items/gone";
  const json results = json::parse(WriteSarif(result, {}))["runs"][0]["results"];
  ASSERT_EQ(results.size(), 2u);
  EXPECT_THAT(results[0]["message"]["text"].get<std::string>(), HasSubstr("\n2 cases met it"));
}
}  // namespace
}  // namespace plumbline::report
