#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using nlohmann::json;

TEST(Ctrf, EveryVerdict) { ExpectGolden("every.ctrf.json", WriteCtrf(EverySide(), {})); }

TEST(Ctrf, OfNothingHasNoTests) {
  const json results = json::parse(WriteCtrf({}, {}))["results"];
  EXPECT_EQ(results["tests"], json::array());
  EXPECT_EQ(results["summary"]["tests"], 0);
}

TEST(Ctrf, HostileTextIsKeptAsText) {
  const json tests = json::parse(WriteCtrf(Hostile(), {}))["results"]["tests"];
  EXPECT_EQ(tests[2]["message"],
            "]]> </details> <script>alert(1)</script> \"'`` % :: , | # [a](b) \\ \x01\x1B[31m\x7F");
}

TEST(Ctrf, ManyFindingsOfOneJudgementAreOneTest) {
  const json results = json::parse(WriteCtrf(Many(5500), {}))["results"];
  EXPECT_EQ(results["summary"]["failed"], 1);
  EXPECT_EQ(results["tests"][1]["extra"]["findings"].size(), 5500u);
}
}  // namespace
}  // namespace plumbline::report
