#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using nlohmann::json;

TEST(Allure, EveryVerdict) {
  std::string text;
  for (const File& file : WriteAllure(EverySide(), {})) text += "== " + file.name + '\n' + file.text;
  ExpectGolden("every.allure.txt", text);
}

TEST(Allure, OfNothingIsTheEnvironmentAlone) {
  std::vector<std::string> names;
  for (const File& file : WriteAllure({}, {})) names.push_back(file.name);
  EXPECT_THAT(names, testing::ElementsAre("environment.properties", "categories.json"));
}

// So that a second run into the same folder leaves nothing of the first beside it.
TEST(Allure, NamesOfFilesDependOnWhatTheTestIsAndNotOnWhatItFound) {
  run::RunResult other = EverySide();
  other.findings[0].finding.message = "something else";
  other.cases[0].exchange->response->body = "\xFEother";
  other.started += std::chrono::hours(1);
  const auto first = WriteAllure(EverySide(), {}), second = WriteAllure(other, {});
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].name, second[i].name);
  std::set<std::string> names;
  for (const File& file : first) EXPECT_TRUE(names.insert(file.name).second) << file.name;
}

TEST(Allure, ABodyOfHtmlIsShownAsText) {
  run::RunResult result = EverySide();
  result.cases[0].exchange->response =
      http::Response{200, {{"Content-Type", "text/html"}}, "<script>alert(1)</script>"};
  for (const File& file : WriteAllure(result, {})) {
    if (file.text.find("\"name\": \"items/get: exchange\"") == std::string::npos) continue;
    EXPECT_EQ(json::parse(file.text)["attachments"][1]["type"], "text/plain");
  }
}
}  // namespace
}  // namespace plumbline::report
