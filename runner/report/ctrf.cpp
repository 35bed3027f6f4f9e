// The Common Test Report Format. A judgement that could not be made is `other`: neither passed nor failed.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/console.h"
#include "report/json_text.h"
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
      return "other";
    case Verdict::kSkipped:
      return "skipped";
  }
  return "";
}

Json ToJson(const Test& test, const RunResult& result) {
  Json json = {{"id", NameUuid(result.vendor + '\n' + test.suite + '\n' + test.name)},
               {"name", test.suite + ": " + test.name},
               {"status", StatusOf(test.verdict)},
               {"duration", test.duration.count()},
               {"suite", Json::array({result.vendor, test.suite})}};
  if (!test.text.empty()) {
    json["message"] = FirstLine(test.text);
    if (FirstLine(test.text).size() + 1 < test.text.size()) json["trace"] = test.text;
  }
  json["rawStatus"] = run::VerdictName(test.verdict);
  if (!test.rule.empty()) json["tags"] = Json::array({test.rule});
  json["type"] = test.of_case != nullptr ? "contract" : test.rule.empty() ? "waiver" : "audit";
  if (!test.location.file.empty()) {
    json["filePath"] = test.location.file;
    if (test.location.line > 0) json["line"] = test.location.line;
  }
  Json extra = Json::object();
  if (!test.type.empty()) extra["type"] = test.type;
  for (const run::JudgedFinding* found : test.findings) {
    Json finding = {{"fingerprint", found->finding.fingerprint},
                    {"severity", finding::SeverityName(found->finding.severity)},
                    {"state", finding::FindingStateName(found->judgement.state)}};
    for (const finding::Side& side : found->finding.sides)
      finding["sides"].push_back({{"name", side.name}, {"says", side.says}});
    if (!found->finding.likely.empty()) finding["likelyWrong"] = found->finding.likely;
    if (found->judgement.waiver) finding["waiver"] = result.waivers[*found->judgement.waiver].waiver.id;
    extra["findings"].push_back(finding);
  }
  if (!extra.empty()) json["extra"] = extra;
  return json;
}

}  // namespace

std::string WriteCtrf(const RunResult& result, const Options&) {
  const std::vector<Test> all = Tests(result);
  std::map<std::string, std::size_t> counts;
  Json tests = Json::array();
  for (const Test& test : all) {
    ++counts[StatusOf(test.verdict)];
    tests.push_back(ToJson(test, result));
  }
  const Json summary = {
      {"tests", all.size()},
      {"passed", counts["passed"]},
      {"failed", counts["failed"]},
      {"pending", 0},
      {"skipped", counts["skipped"]},
      {"other", counts["other"]},
      {"start", result.started.time_since_epoch().count()},
      {"stop", (result.started + result.duration).time_since_epoch().count()},
      {"extra",
       {{"exitCode", static_cast<int>(result.exit_code)}, {"verdict", finding::ExitCodeName(result.exit_code)}}}};
  Json environment = {{"appName", result.title.empty() ? result.vendor : result.title},
                      {"appVersion", result.contract_version},
                      {"testEnvironment", result.mode}};
  environment["extra"] = {
      {"contract", result.contract_file}, {"contractSha256", result.contract_sha256}, {"target", result.target}};
  const Json tool = {{"name", "plumbline"}, {"version", result.tool_version}};
  return JsonText(
      {{"reportFormat", "CTRF"},
       {"specVersion", "0.0.0"},
       {"timestamp", FormatTimestamp(result.started)},
       {"generatedBy", "plumbline"},
       {"results", {{"tool", tool}, {"summary", summary}, {"tests", tests}, {"environment", environment}}}});
}

}  // namespace plumbline::report
