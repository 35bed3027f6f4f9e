#include "run/result_json.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"
#include "http/curl_line.h"

namespace plumbline::run {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

// Members that are empty are left out, so that a file says only what there is to say.
void Add(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

Json ToJson(const Place& place) {
  Json json = {{"source", place.source}, {"pointer", place.pointer}};
  if (place.line > 0) {
    json["line"] = place.line;
    json["column"] = place.column;
    json["endColumn"] = place.end_column;
  }
  Add(json, "before", place.before);
  Add(json, "marked", place.marked);
  Add(json, "after", place.after);
  json["note"] = place.note;
  return json;
}

Json ToJson(const SourceLocation& location) {
  Json json = {{"file", location.file}};
  if (location.line > 0) json["line"] = location.line;
  if (location.column > 0) json["column"] = location.column;
  return json;
}

Json ToJson(const http::HeaderFields& fields) {
  Json json = Json::array();
  for (const http::HeaderField& field : fields) json.push_back({{"name", field.name}, {"value", field.value}});
  return json;
}

// A body is text where it is UTF-8, and base64 where it is not.
void AddBody(Json& json, const std::string& body) {
  if (FindInvalidUtf8(body)) {
    json["bodyBase64"] = Base64Encode(body);
  } else {
    json["body"] = body;
  }
}

Json ToJson(const http::Exchange& exchange) {
  Json request = {{"method", exchange.request.method},
                  {"target", exchange.request.target},
                  {"headers", ToJson(exchange.request.headers)}};
  if (exchange.request.body) AddBody(request, *exchange.request.body);
  Json json = {{"request", request}, {"durationMs", exchange.duration.count()}};
  if (exchange.response) {
    Json response = {{"status", exchange.response->status}, {"headers", ToJson(exchange.response->headers)}};
    AddBody(response, exchange.response->body);
    json["response"] = response;
  }
  if (exchange.error) json["error"] = {{"kind", exchange.error->kind}, {"message", exchange.error->message}};
  return json;
}

// `shift` is taken from the positions of findings.
Json ToJson(const std::vector<Judgement>& judgements, std::size_t shift) {
  Json json = Json::array();
  for (const Judgement& judgement : judgements) {
    Json row = {{"rule", judgement.rule}, {"verdict", VerdictName(judgement.verdict)}};
    Add(row, "reason", judgement.reason);
    Add(row, "errorKind", judgement.error_kind);
    if (judgement.inconclusive) row["inconclusive"] = true;
    row["findings"] = Json::array();
    for (const std::size_t index : judgement.findings) row["findings"].push_back(index - shift);
    json.push_back(row);
  }
  return json;
}

Json ToJson(const JudgedFinding& judged, const std::vector<WaiverResult>& waivers) {
  const finding::Finding& f = judged.finding;
  Json json = {{"fingerprint", f.fingerprint},
               {"rule", f.identity.rule},
               {"severity", finding::SeverityName(f.severity)},
               {"state", finding::FindingStateName(judged.judgement.state)},
               {"vendor", f.identity.vendor},
               {"operation", f.identity.operation},
               {"status", f.identity.status},
               {"mediaType", f.identity.media_type},
               {"schemaPointer", f.identity.schema_pointer},
               {"instancePointer", f.identity.instance_pointer},
               {"message", f.message},
               {"expected", f.expected},
               {"observed", f.observed},
               {"details", f.details},
               {"likely", f.likely}};
  if (!f.sides.empty()) {
    json["sides"] = Json::array();
    for (const finding::Side& side : f.sides) json["sides"].push_back({{"name", side.name}, {"says", side.says}});
  }
  Add(json, "shape", f.shape);
  Add(json, "case", judged.case_id);
  if (judged.judgement.waiver) json["waiver"] = waivers[*judged.judgement.waiver].waiver.id;
  json["places"] = Json::array();
  for (const Place& place : f.places) json["places"].push_back(ToJson(place));
  return json;
}

Json ToJson(const CaseResult& test, const std::string& target, std::size_t shift) {
  Json json = {{"id", test.id},
               {"summary", test.summary},
               {"operation", test.operation},
               {"location", ToJson(test.location)},
               {"verdict", VerdictName(test.verdict())},
               {"durationMs", test.duration.count()},
               {"judgements", ToJson(test.judgements, shift)}};
  if (test.exchange) {
    json["exchange"] = ToJson(*test.exchange);
    json["exchange"]["sha256"] = ExchangeSha256(*test.exchange);
    json["curl"] = http::CurlLine(test.exchange->request, target);
  }
  return json;
}

Json ToJson(const WaiverResult& result) {
  const finding::Waiver& waiver = result.waiver;
  Json json = {{"id", waiver.id},
               {"fingerprint", waiver.fingerprint},
               {"owner", waiver.owner},
               {"reason", waiver.reason},
               {"expires", FormatDate(waiver.expires)}};
  Add(json, "shape", waiver.shape);
  Add(json, "rule", waiver.rule);
  Add(json, "operation", waiver.operation);
  json["location"] = ToJson(waiver.location);
  json["state"] = finding::WaiverStateName(result.state);
  return json;
}

Json ToJson(const finding::Policy& policy) {
  Json json = {{"failOn", finding::SeverityName(policy.fail_on)},
               {"staleWaivers", finding::StaleWaiversName(policy.stale_waivers)},
               {"gate", finding::GatedName(policy.gated)}};
  if (policy.max_waived) json["maxWaived"] = *policy.max_waived;
  return json;
}

Json ToJson(const finding::Base& base) {
  Json json = {{"file", base.file},
               {"sha256", base.sha256},
               {"day", FormatDate(base.day)},
               {"failing", base.failing},
               {"documented", base.documented}};
  json["findings"] = Json::array();
  for (const auto& [fingerprint, shape] : base.findings) {
    Json finding = {{"fingerprint", fingerprint}};
    Add(finding, "shape", shape);
    json["findings"].push_back(finding);
  }
  return json;
}

Json ToJson(const RunResult& result) {
  Json tool = {{"name", "plumbline"}, {"version", result.tool_version}};
  Add(tool, "sha256", result.tool_sha256);
  Json json = {
      {"$schema", "urn:plumbline:format:result"},
      {"tool", tool},
      {"vendor", {{"id", result.vendor}, {"title", result.title}}},
      {"contract",
       {{"file", result.contract_file}, {"version", result.contract_version}, {"sha256", result.contract_sha256}}},
      {"mode", result.mode},
      {"target", result.target},
      {"started", FormatTimestamp(result.started)},
      {"durationMs", result.duration.count()},
      {"today", FormatDate(result.today)},
      {"exitCode", static_cast<int>(result.exit_code)},
      {"verdict", finding::ExitCodeName(result.exit_code)},
      {"tally",
       {{"failing", result.tally.failing},
        {"documented", result.tally.documented},
        {"known", result.tally.known},
        {"tolerated", result.tally.tolerated},
        {"notes", result.tally.notes},
        {"inconclusive", result.tally.inconclusive},
        {"staleWaivers", result.tally.stale_waivers},
        {"worsened", result.tally.worsened},
        {"switchedOff", result.tally.switched_off},
        {"interrupted", result.tally.interrupted}}},
      {"reasons", result.reasons},
      {"policy", ToJson(result.policy)},
      {"operations", result.operations},
      {"untested", result.untested},
      {"unfinished", result.unfinished}};
  if (result.base) json["base"] = ToJson(*result.base);
  json["cases"] = Json::array();
  for (const CaseResult& test : result.cases) json["cases"].push_back(ToJson(test, result.target, 0));
  json["audits"] = Json::array();
  for (const AuditResult& audited : result.audits)
    json["audits"].push_back({{"operation", audited.operation}, {"judgements", ToJson(audited.judgements, 0)}});
  json["findings"] = Json::array();
  for (const JudgedFinding& found : result.findings) json["findings"].push_back(ToJson(found, result.waivers));
  json["waiversFile"] = result.waivers_file;
  json["waivers"] = Json::array();
  for (const WaiverResult& waiver : result.waivers) json["waivers"].push_back(ToJson(waiver));
  if (!result.config_file.empty()) {
    json["configuration"] = {
        {"file", result.config_file}, {"switchedOff", result.switched_off}, {"overrides", Json::array()}};
    for (const OverrideResult& one : result.overrides) {
      json["configuration"]["overrides"].push_back(
          {{"location", ToJson(one.location)}, {"state", OverrideStateName(one.state)}});
    }
  }
  json["rules"] = Json::array();
  for (const RuleText& rule : result.rules) {
    json["rules"].push_back({{"id", rule.id},
                             {"severity", finding::SeverityName(rule.severity)},
                             {"summary", rule.summary},
                             {"explanation", rule.explanation}});
  }
  json["evidence"] = Json::array();
  for (const EvidenceFile& file : result.evidence)
    json["evidence"].push_back({{"role", file.role}, {"file", file.file}, {"sha256", file.sha256}});
  json["excerpts"] = Json::array();
  for (const Excerpt& excerpt : result.excerpts) {
    json["excerpts"].push_back(
        {{"source", excerpt.source}, {"firstLine", excerpt.first_line}, {"lines", excerpt.lines}});
  }
  json["coverage"] = Json::array();
  for (const CoverageItem& item : result.coverage) {
    json["coverage"].push_back(
        {{"kind", item.kind}, {"operation", item.operation}, {"name", item.name}, {"observed", item.observed}});
  }
  return json;
}

}  // namespace

std::string WriteResult(const RunResult& result) { return Dump(ToJson(result), 2) + '\n'; }

std::string ExchangeSha256(const http::Exchange& exchange) { return Sha256Hex(Dump(ToJson(exchange), -1)); }

std::string JournalHead(const RunResult& result) {
  return Dump({{"journal", 1}, {"result", ToJson(result)}}, -1) + '\n';
}

std::string JournalLine(const CaseResult& test, const std::vector<JudgedFinding>& findings, const RunResult& result) {
  std::size_t shift = static_cast<std::size_t>(-1);
  for (const Judgement& judgement : test.judgements) {
    for (const std::size_t index : judgement.findings) shift = std::min(shift, index);
  }
  Json json = {{"case", ToJson(test, result.target, shift)}};
  json["findings"] = Json::array();
  for (const JudgedFinding& found : findings) json["findings"].push_back(ToJson(found, result.waivers));
  return Dump(json, -1) + '\n';
}

}  // namespace plumbline::run
