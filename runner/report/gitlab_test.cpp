#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using nlohmann::json;

TEST(Gitlab, EveryVerdict) { ExpectGolden("every.gitlab.json", WriteGitlab(EverySide(), {})); }

TEST(Gitlab, OfNothingIsAnEmptyArray) { EXPECT_EQ(WriteGitlab({}, {}), "[]\n"); }

TEST(Gitlab, EveryIssueHasItsOwnFingerprint) {
  const json issues = json::parse(WriteGitlab(Many(5500), {}));
  std::set<std::string> fingerprints;
  for (const json& issue : issues) fingerprints.insert(issue["fingerprint"].get<std::string>());
  EXPECT_EQ(issues.size(), 5500u);
  EXPECT_EQ(fingerprints.size(), 5500u);
}

TEST(Gitlab, DescriptionsAreOneLineWhateverTheyQuote) {
  for (const json& issue : json::parse(WriteGitlab(Hostile(), {}))) {
    const std::string text = issue["description"];
    EXPECT_EQ(text.find_first_of("\n\r\x1B\x01"), std::string::npos) << text;
  }
}

TEST(Gitlab, PathsHaveNoDots) {
  run::RunResult result = EverySide();
  result.findings[0].finding.places[0].source = "./specs/../specs/a.yaml";
  EXPECT_EQ(json::parse(WriteGitlab(result, {}))[0]["location"]["path"], "specs/a.yaml");
}
}  // namespace
}  // namespace plumbline::report
