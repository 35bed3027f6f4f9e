// The complete result, for programs: schemas/plumbline/result.schema.json.
#include <nlohmann/json.hpp>

#include "report/console.h"
#include "report/report.h"

namespace plumbline::report {
namespace {

using Json = nlohmann::ordered_json;
using run::Judgement;
using run::RunResult;

Json ToJson(const Place& place) {
  Json json = {{"source", place.source}, {"pointer", place.pointer}};
  if (place.line > 0) {
    json["line"] = place.line;
    json["column"] = place.column;
    json["endColumn"] = place.end_column;
    json["text"] = place.before + place.marked + place.after;
  }
  json["note"] = place.note;
  return json;
}

Json ToJson(const http::HeaderFields& fields) {
  Json json = Json::array();
  for (const http::HeaderField& field : fields) json.push_back({{"name", field.name}, {"value", field.value}});
  return json;
}

Json ToJson(const http::Exchange& exchange) {
  Json request = {{"method", exchange.request.method}, {"target", exchange.request.target}, {"headers", ToJson(exchange.request.headers)}};
  if (exchange.request.body) request["body"] = *exchange.request.body;
  Json json = {{"request", request}, {"durationMs", exchange.duration.count()}};
  if (exchange.response) {
    json["response"] = {{"status", exchange.response->status}, {"headers", ToJson(exchange.response->headers)}, {"body", exchange.response->body}};
  }
  if (exchange.error) json["error"] = {{"kind", exchange.error->kind}, {"message", exchange.error->message}};
  return json;
}

Json ToJson(const std::vector<Judgement>& judgements, const RunResult& result) {
  Json json = Json::array();
  for (const Judgement& judgement : judgements) {
    Json row = {{"rule", judgement.rule}, {"verdict", run::VerdictName(judgement.verdict)}};
    if (!judgement.reason.empty()) row["reason"] = judgement.reason;
    if (!judgement.error_kind.empty()) row["errorKind"] = judgement.error_kind;
    Json fingerprints = Json::array();
    for (std::size_t index : judgement.findings) fingerprints.push_back(result.findings[index].finding.fingerprint);
    row["findings"] = fingerprints;
    json.push_back(row);
  }
  return json;
}

Json ToJson(const run::JudgedFinding& judged, const RunResult& result) {
  const finding::Finding& f = judged.finding;
  Json json = {{"fingerprint", f.fingerprint},
               {"rule", f.identity.rule},
               {"severity", finding::SeverityName(f.severity)},
               {"state", finding::FindingStateName(judged.judgement.state)},
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
  if (!f.shape.empty()) json["shape"] = f.shape;
  if (!judged.case_id.empty()) json["case"] = judged.case_id;
  if (judged.judgement.waiver) json["waiver"] = result.waivers[*judged.judgement.waiver].waiver.id;
  Json places = Json::array();
  for (const Place& place : f.places) places.push_back(ToJson(place));
  json["places"] = places;
  return json;
}

}  // namespace

std::string WriteJson(const RunResult& result, const Options&) {
  Json json = {{"$schema", "urn:plumbline:format:result"},
               {"tool", {{"name", "plumbline"}, {"version", result.tool_version}}},
               {"vendor", {{"id", result.vendor}, {"title", result.title}}},
               {"contract", {{"file", result.contract_file}, {"version", result.contract_version}, {"sha256", result.contract_sha256}}},
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
                 {"notes", result.tally.notes},
                 {"inconclusive", result.tally.inconclusive},
                 {"staleWaivers", result.tally.stale_waivers}}},
               {"operations", result.operations},
               {"untested", result.untested}};
  json["cases"] = Json::array();
  for (const run::CaseResult& test : result.cases) {
    Json row = {{"id", test.id}, {"summary", test.summary}, {"operation", test.operation},
                {"file", test.location.file}, {"line", test.location.line}, {"verdict", run::VerdictName(test.verdict())}};
    row["judgements"] = ToJson(test.judgements, result);
    if (test.exchange) {
      row["exchange"] = ToJson(*test.exchange);
      row["curl"] = CurlLine(test, result);
    }
    json["cases"].push_back(row);
  }
  json["audits"] = Json::array();
  for (const run::AuditResult& audited : result.audits) {
    json["audits"].push_back({{"operation", audited.operation}, {"judgements", ToJson(audited.judgements, result)}});
  }
  json["findings"] = Json::array();
  for (const run::JudgedFinding& found : result.findings) json["findings"].push_back(ToJson(found, result));
  json["waivers"] = Json::array();
  for (const run::WaiverResult& waiver : result.waivers) {
    json["waivers"].push_back({{"id", waiver.waiver.id},
                               {"fingerprint", waiver.waiver.fingerprint},
                               {"owner", waiver.waiver.owner},
                               {"reason", waiver.waiver.reason},
                               {"expires", FormatDate(waiver.waiver.expires)},
                               {"state", finding::WaiverStateName(waiver.state)}});
  }
  if (!result.config_file.empty()) json["configuration"] = {{"file", result.config_file}, {"switchedOff", result.switched_off}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace plumbline::report
