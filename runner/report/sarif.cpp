// SARIF 2.1.0, in the shape that GitHub's code scanning reads: it takes the fingerprint `primaryLocationLineHash` only,
// needs a place in a file for every result, ignores suppressions and keeps 5,000 results. What is documented is left
// out unless asked for.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "report/json_text.h"
#include "report/problem.h"
#include "report/report.h"

namespace plumbline::report {
namespace {

using run::RunResult;

constexpr std::size_t kMostResults = 5000;
constexpr std::size_t kLongestLine = 1000;  // of a quoted line; longer ones are of no use in a snippet
constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr const char* kRoot = "%SRCROOT%";

// "](" would begin a link (3.11.6).
std::string MessageText(const std::string& text) { return ReplaceAll(text, "](", "] ("); }

std::string Sentence(std::string text) {
  if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

bool IsSemanticVersion(const std::string& version) {
  const auto parts = Split(version, '.');
  return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
         });
}

Json Region(const Place& place) {
  Json region = {{"startLine", std::max(1, place.line)}};
  if (place.column > 0) {
    region["startColumn"] = place.column;
    if (place.end_column > place.column) region["endColumn"] = place.end_column;
  }
  return region;
}

Json PhysicalLocation(const Place& place) {
  Json artifact = {{"uri", UriOf(place.source)}};
  if (!place.source.starts_with('/')) artifact["uriBaseId"] = kRoot;
  Json location = {{"artifactLocation", artifact}, {"region", Region(place)}};
  const std::string line = place.before + place.marked + place.after;
  if (!line.empty() && line.size() <= kLongestLine) {
    if (!place.marked.empty()) location["region"]["snippet"] = {{"text", place.marked}};
    location["contextRegion"] = {{"startLine", std::max(1, place.line)}, {"snippet", {{"text", line}}}};
  }
  return location;
}

class Sarif {
 public:
  Sarif(const RunResult& result, Waived waived) : result_(result), problems_(Problems(result, waived)) {}

  std::string Write() {
    Json results = Json::array();
    std::size_t left_out = 0;
    for (const Problem& problem : problems_) {
      if (problem.kind == ProblemKind::kUnjudged) continue;
      if (results.size() == kMostResults) {
        ++left_out;
      } else {
        results.push_back(Result(problem));
      }
    }
    Json driver = {{"name", "Plumbline"}, {"version", result_.tool_version}};
    if (IsSemanticVersion(result_.tool_version)) driver["semanticVersion"] = result_.tool_version;
    driver["rules"] = rules_;
    const Json run = {
        {"tool", {{"driver", driver}}},
        {"automationDetails", {{"id", fmt::format("plumbline/{}/{}/", result_.vendor, result_.mode)}}},
        {"invocations", Json::array({Invocation(left_out)})},
        {"originalUriBaseIds", {{kRoot, {{"description", {{"text", "The folder in which plumbline was started."}}}}}}},
        {"columnKind", "unicodeCodePoints"},
        {"results", results}};
    return JsonText({{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({run})}});
  }

 private:
  // The index of the rule; a rule is told where a result needs it.
  std::size_t RuleIndex(const Problem& problem) {
    const auto [at, is_new] = indexes_.emplace(problem.rule, rules_.size());
    if (!is_new) return at->second;
    std::string summary = "A check of plumbline.", explanation;
    finding::Severity severity = problem.severity;
    if (problem.kind == ProblemKind::kStaleWaiver) {
      summary = "A waiver that is no longer needed.";
      explanation =
          "The run looked where the waived discrepancy was, and it is gone. Remove the waiver, so that the discrepancy cannot come back unseen.";
    }
    for (const run::RuleText& rule : result_.rules) {
      if (rule.id != problem.rule) continue;
      summary = rule.summary;
      explanation = rule.explanation;
      severity = rule.severity;
    }
    const std::string help = explanation.empty() ? summary : explanation;
    Json told = {{"id", problem.rule}};
    // A name that only repeats the id is refused by validators (SARIF1001).
    if (const std::string name = PascalCase(problem.rule); AsciiLower(name) != AsciiLower(problem.rule))
      told["name"] = name;
    told["shortDescription"] = {{"text", Sentence(summary)}};
    told["fullDescription"] = {{"text", Sentence(FirstParagraph(help))}};
    told["help"] = {{"text", help}, {"markdown", help + "\n\n`plumbline explain " + problem.rule + "`"}};
    told["defaultConfiguration"] = {{"level", finding::SeverityName(severity)}};
    rules_.push_back(told);
    return at->second;
  }

  // "ResponseContentType" of "response.content_type".
  static std::string PascalCase(std::string_view id) {
    std::string name;
    bool first = true;
    for (const char c : id) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter) name += first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      first = !letter;
    }
    return name;
  }

  static std::string FirstParagraph(const std::string& text) { return text.substr(0, text.find("\n\n")); }

  Json Result(const Problem& problem) {
    const std::size_t index = RuleIndex(problem);
    std::string text = Sentence(problem.title);
    for (const std::string& note : problem.notes) text += '\n' + note;
    Json location = {{"physicalLocation", PhysicalLocation(problem.place)}};
    if (!problem.place.note.empty()) location["message"] = {{"text", MessageText(problem.place.note)}};
    if (problem.found != nullptr && !problem.found->finding.identity.operation.empty()) {
      location["logicalLocations"] =
          Json::array({{{"fullyQualifiedName", problem.found->finding.identity.operation}, {"kind", "resource"}}});
    }
    Json json = {{"ruleId", problem.rule},
                 {"ruleIndex", index},
                 {"level", finding::SeverityName(problem.severity)},
                 {"message", {{"text", MessageText(text)}}},
                 {"locations", Json::array({location})}};
    if (!problem.related.empty()) {
      json["relatedLocations"] = Json::array();
      for (const Place& place : problem.related) {
        Json related = {{"id", json["relatedLocations"].size() + 1}, {"physicalLocation", PhysicalLocation(place)}};
        related["message"] = {{"text", place.note.empty() ? "the other place" : MessageText(place.note)}};
        json["relatedLocations"].push_back(related);
      }
    }
    json["partialFingerprints"] = {{"primaryLocationLineHash", problem.fingerprint}};
    if (problem.found != nullptr) Finding(json, *problem.found);
    return json;
  }

  void Finding(Json& json, const run::JudgedFinding& found) const {
    Json properties = {{"state", finding::FindingStateName(found.judgement.state)}};
    if (!found.finding.likely.empty()) properties["likelyWrong"] = found.finding.likely;
    for (const finding::Side& side : found.finding.sides)
      properties["sides"].push_back({{"name", side.name}, {"says", side.says}});
    if (found.judgement.state == finding::FindingState::kDocumented) {
      const finding::Waiver& waiver = result_.waivers[*found.judgement.waiver].waiver;
      const std::string why =
          fmt::format("{} ({}, until {}): {}", waiver.id, waiver.owner, FormatDate(waiver.expires), waiver.reason);
      json["suppressions"] = Json::array({{{"kind", "external"}, {"status", "accepted"}, {"justification", why}}});
    }
    json["properties"] = properties;
  }

  // What could not be judged, and what did not fit, are no results: they are told of the run.
  Json Invocation(std::size_t left_out) const {
    const bool whole =
        result_.exit_code != finding::ExitCode::kInterrupted && result_.exit_code != finding::ExitCode::kUnusable;
    Json invocation = {{"executionSuccessful", whole},
                       {"exitCode", static_cast<int>(result_.exit_code)},
                       {"exitCodeDescription", finding::ExitCodeName(result_.exit_code)},
                       {"startTimeUtc", FormatTimestamp(result_.started)},
                       {"endTimeUtc", FormatTimestamp(result_.started + result_.duration)}};
    Json notifications = Json::array();
    for (const Problem& problem : problems_) {
      if (problem.kind != ProblemKind::kUnjudged) continue;
      notifications.push_back({{"level", "error"},
                               {"message", {{"text", MessageText(Sentence(problem.title))}}},
                               {"locations", Json::array({{{"physicalLocation", PhysicalLocation(problem.place)}}})}});
    }
    if (left_out > 0) {
      const std::string text =
          fmt::format("{} left out, the least severe: code scanning keeps {} results. The report json holds all.",
                      Count(left_out, "result is", "results are"), kMostResults);
      notifications.push_back({{"level", "warning"}, {"message", {{"text", text}}}});
    }
    if (!notifications.empty()) invocation["toolExecutionNotifications"] = notifications;
    return invocation;
  }

  const RunResult& result_;
  const std::vector<Problem> problems_;
  Json rules_ = Json::array();
  std::map<std::string, std::size_t> indexes_;
};

}  // namespace

std::string WriteSarif(const RunResult& result, const Options& options) {
  return Sarif(result, options.sarif_waived).Write();
}

}  // namespace plumbline::report
