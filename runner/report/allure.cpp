// Results for Allure: a folder with a file for each test, for each body and request that a test shows, and for the
// environment. Names come from what the test is, so that a second run replaces the files of the first.
#include <fmt/format.h>

#include "base/text.h"
#include "report/console.h"
#include "report/json_text.h"
#include "report/plain_text.h"
#include "report/report.h"
#include "report/tests.h"
#include "report/uuid.h"

namespace plumbline::report {
namespace {

using run::RunResult;
using run::Verdict;

const char* StatusOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPassed:
      return "passed";
    case Verdict::kFailed:
      return "failed";
    case Verdict::kWaived:
      return "skipped";
    case Verdict::kError:
      return "broken";
    case Verdict::kSkipped:
      return "skipped";
  }
  return "";
}

const char* SeverityOf(const Test& test) {
  finding::Severity gravest = finding::Severity::kNote;
  for (const run::JudgedFinding* found : test.findings) gravest = std::min(gravest, found->finding.severity);
  if (test.findings.empty()) return "normal";
  switch (gravest) {
    case finding::Severity::kError:
      return "critical";
    case finding::Severity::kWarning:
      return "normal";
    case finding::Severity::kNote:
      return "trivial";
  }
  return "";
}

Json Label(std::string_view name, std::string_view value) { return {{"name", name}, {"value", value}}; }

class Allure {
 public:
  explicit Allure(const RunResult& result) : result_(result) {}

  std::vector<File> Write() {
    TimePoint begun = result_.started;
    for (const Test& test : Tests(result_)) {
      Add(test, begun);
      begun += test.duration;
    }
    // A property list: line breaks and backslashes are the only characters that could spoil it.
    const auto value = [](const std::string& text) { return ReplaceAll(OneLine(text), "\\", "\\\\"); };
    files_.push_back(
        {"environment.properties",
         fmt::format("vendor={}\ncontract={}\ncontract.sha256={}\nmode={}\ntarget={}\nplumbline={}\nexit={} ({})\n",
                     value(result_.vendor), value(result_.contract_file), result_.contract_sha256, result_.mode,
                     value(result_.target), value(result_.tool_version), static_cast<int>(result_.exit_code),
                     finding::ExitCodeName(result_.exit_code))});
    const Json categories = Json::array(
        {{{"name", "Discrepancies"}, {"matchedStatuses", {"failed"}}},
         {{"name", "Not judged"}, {"matchedStatuses", {"broken"}}},
         {{"name", "Documented discrepancies"}, {"matchedStatuses", {"skipped"}}, {"messageRegex", "(?s)WAIVED .*"}},
         {{"name", "Not run"}, {"matchedStatuses", {"skipped"}}, {"messageRegex", "(?s)NOT RUN.*"}}});
    files_.push_back({"categories.json", JsonText(categories)});
    return std::move(files_);
  }

 private:
  void Add(const Test& test, TimePoint begun) {
    const std::string identity = result_.vendor + '\n' + test.suite + '\n' + test.name;
    const std::string uuid = NameUuid(identity);
    Json json = {{"uuid", uuid},
                 {"historyId", NameUuid("history\n" + identity)},
                 {"testCaseId", NameUuid("case\n" + identity)},
                 {"fullName", test.suite + ": " + test.name},
                 {"name", test.name},
                 {"status", StatusOf(test.verdict)}};
    if (!test.text.empty()) {
      json["statusDetails"] = {{"message", PlainText(FirstLine(test.text))}, {"trace", PlainText(test.text)}};
      if (test.verdict == Verdict::kWaived) json["statusDetails"]["known"] = true;
    }
    json["stage"] = "finished";
    json["start"] = begun.time_since_epoch().count();
    json["stop"] = (begun + test.duration).time_since_epoch().count();
    json["labels"] = Labels(test);
    json["parameters"] = Json::array();
    for (const run::JudgedFinding* found : test.findings) {
      const finding::Finding& f = found->finding;
      json["parameters"].push_back({{"name", "fingerprint"}, {"value", f.fingerprint}, {"excluded", true}});
      for (const finding::Side& side : f.sides)
        json["parameters"].push_back({{"name", side.name + " says"}, {"value", side.says}, {"excluded", true}});
      if (!f.likely.empty())
        json["parameters"].push_back({{"name", "likely wrong"}, {"value", f.likely}, {"excluded", true}});
    }
    json["attachments"] =
        test.rule == "exchange" && test.of_case != nullptr ? Attachments(*test.of_case, identity) : Json::array();
    files_.push_back({uuid + "-result.json", JsonText(json)});
  }

  Json Labels(const Test& test) const {
    const std::string package = result_.vendor + '.' + ReplaceAll(test.suite, ".", "_");
    Json labels = Json::array({Label("parentSuite", result_.vendor), Label("suite", test.suite),
                               Label("package", package), Label("epic", result_.vendor), Label("feature", test.suite),
                               Label("severity", SeverityOf(test)), Label("framework", "plumbline")});
    if (!test.rule.empty()) labels.push_back(Label("story", test.rule));
    for (const run::JudgedFinding* found : test.findings) {
      if (found->judgement.waiver)
        labels.push_back(Label("owner", result_.waivers[*found->judgement.waiver].waiver.owner));
    }
    return labels;
  }

  Json Attachments(const run::CaseResult& test, const std::string& identity) {
    Json attachments = Json::array();
    if (!test.exchange) return attachments;
    const auto attach = [&](std::string_view name, std::string_view type, std::string_view ending, std::string text) {
      const std::string source = NameUuid(identity + '\n' + std::string(name)) + "-attachment." + std::string(ending);
      attachments.push_back({{"name", name}, {"source", source}, {"type", type}});
      files_.push_back({source, std::move(text)});
    };
    attach("request, as a curl line", "text/plain", "txt", CurlLine(test, result_) + '\n');
    if (!test.exchange->response) return attachments;
    const http::Response& response = *test.exchange->response;
    const std::string* type = http::FindHeader(response.headers, "Content-Type");
    const bool text = !FindInvalidUtf8(response.body).has_value();
    const bool is_json = type != nullptr && http::IsJson(http::EssenceOf(*type));
    // Never as HTML: the report's reader would run it.
    if (text)
      attach("body of the answer", is_json ? "application/json" : "text/plain", is_json ? "json" : "txt",
             response.body);
    if (!text) attach("body of the answer", "application/octet-stream", "bin", response.body);
    return attachments;
  }

  const RunResult& result_;
  std::vector<File> files_;
};

}  // namespace

std::vector<File> WriteAllure(const RunResult& result, const Options&) { return Allure(result).Write(); }

}  // namespace plumbline::report
