// HTTP Archive 1.2: the exchanges of a run for the viewers that browsers have. An exchange without an answer has status
// 0 and `_error`, as browsers write it. When each request began is not known to the millisecond: one is taken to follow
// the other.
#include <fmt/format.h>

#include <algorithm>

#include "base/base64.h"
#include "base/percent.h"
#include "base/text.h"
#include "report/console.h"
#include "report/json_text.h"
#include "report/report.h"

namespace plumbline::report {
namespace {

using http::Exchange;
using run::RunResult;

constexpr const char* kVersion = "HTTP/1.1";

Json Fields(const http::HeaderFields& fields) {
  Json json = Json::array();
  for (const http::HeaderField& field : fields) json.push_back({{"name", field.name}, {"value", field.value}});
  return json;
}

Json QueryString(std::string_view target) {
  Json json = Json::array();
  const std::string_view query = http::QueryOf(target);
  if (query.empty()) return json;
  for (const std::string_view part : Split(query, '&')) {
    const std::size_t equals = part.find('=');
    const std::string_view value = equals == std::string_view::npos ? "" : part.substr(equals + 1);
    json.push_back({{"name", PercentDecode(part.substr(0, equals), true)}, {"value", PercentDecode(value, true)}});
  }
  return json;
}

std::string MediaType(const http::HeaderFields& fields) {
  const std::string* type = http::FindHeader(fields, "Content-Type");
  return type == nullptr ? "application/octet-stream" : *type;
}

Json RequestOf(const http::Request& request, const std::string& base) {
  Json json = {
      {"method", request.method}, {"url", base + request.target},       {"httpVersion", kVersion},
      {"cookies", Json::array()}, {"headers", Fields(request.headers)}, {"queryString", QueryString(request.target)}};
  if (request.body) {
    const bool binary = FindInvalidUtf8(*request.body).has_value();
    json["postData"] = {{"mimeType", MediaType(request.headers)},
                        {"text", binary ? Base64Encode(*request.body) : *request.body}};
    if (binary) json["postData"]["_encoding"] = "base64";  // HAR has a word for this in answers only
  }
  json["headersSize"] = -1;
  json["bodySize"] = request.body ? request.body->size() : 0;
  return json;
}

Json ResponseOf(const Exchange& exchange) {
  if (!exchange.response) {
    const std::string error = exchange.error ? exchange.error->kind + ": " + exchange.error->message : "no answer";
    return {{"status", 0},
            {"statusText", ""},
            {"httpVersion", ""},
            {"cookies", Json::array()},
            {"headers", Json::array()},
            {"content", {{"size", 0}, {"mimeType", "x-unknown"}}},
            {"redirectURL", ""},
            {"headersSize", -1},
            {"bodySize", -1},
            {"_error", error}};
  }
  const http::Response& response = *exchange.response;
  const bool binary = FindInvalidUtf8(response.body).has_value();
  Json content = {{"size", response.body.size()},
                  {"mimeType", MediaType(response.headers)},
                  {"text", binary ? Base64Encode(response.body) : response.body}};
  if (binary) content["encoding"] = "base64";
  const std::string* location = http::FindHeader(response.headers, "Location");
  return {{"status", response.status},
          {"statusText", http::ReasonPhrase(response.status)},
          {"httpVersion", kVersion},
          {"cookies", Json::array()},
          {"headers", Fields(response.headers)},
          {"content", content},
          {"redirectURL", location == nullptr ? "" : *location},
          {"headersSize", -1},
          {"bodySize", response.body.size()}};
}

// The case, and what was wrong with its answer.
std::string CommentOf(const run::CaseResult& test, const RunResult& result) {
  std::string comment = test.id + ": " + std::string(run::VerdictName(test.verdict()));
  for (const run::Judgement& judgement : test.judgements) {
    for (const std::size_t index : judgement.findings) {
      const run::JudgedFinding& found = result.findings[index];
      comment +=
          '\n' + FindingTitle(found) + " [" + std::string(finding::FindingStateName(found.judgement.state)) + ']';
      if (!found.finding.sides.empty()) comment += "\n  " + SidesText(found.finding);
      if (!found.finding.likely.empty()) comment += "\n  likely wrong: " + found.finding.likely;
    }
  }
  return comment;
}

// "2026-11-21T08:00:00.012Z"
std::string Moment(TimePoint time) {
  std::string text = FormatTimestamp(time);
  text.pop_back();
  return text + fmt::format(".{:03}Z", time.time_since_epoch().count() % 1000);
}

}  // namespace

std::string WriteHar(const RunResult& result, const Options&) {
  const std::string base = result.target.empty() ? "http://localhost" : result.target;
  Json entries = Json::array();
  TimePoint begun = result.started;
  for (const run::CaseResult& test : result.cases) {
    if (!test.exchange) continue;
    const auto time = test.exchange->duration;
    entries.push_back({{"startedDateTime", Moment(begun)},
                       {"time", time.count()},
                       {"request", RequestOf(test.exchange->request, base)},
                       {"response", ResponseOf(*test.exchange)},
                       {"cache", Json::object()},
                       {"timings", {{"send", 0}, {"wait", time.count()}, {"receive", 0}}},
                       {"comment", CommentOf(test, result)}});
    begun += time;
  }
  Json log = {
      {"version", "1.2"}, {"creator", {{"name", "plumbline"}, {"version", result.tool_version}}}, {"entries", entries}};
  log["comment"] = fmt::format("{} ({}); secrets are redacted; the moment of a request is the sum of those before it",
                               result.vendor, result.mode);
  return JsonText({{"log", log}});
}

}  // namespace plumbline::report
