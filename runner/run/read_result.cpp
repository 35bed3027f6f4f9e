// Reads what result_json.cpp writes. The schema has been held against the text before, so that every member that it
// requires is there.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "base/base64.h"
#include "document/document.h"
#include "run/conclude.h"
#include "run/result_json.h"
#include "schema/file_format.h"

namespace plumbline::run {
namespace {

using document::Document;
using document::Node;
using document::Value;

std::string Text(const Node& node, std::string_view key) {
  const auto member = node.Find(key);
  return member ? (*member)->text : "";
}

std::int64_t Number(const Node& node, std::string_view key) {
  const auto member = node.Find(key);
  return member ? static_cast<std::int64_t>(document::WholeNumber(member->value()).value_or(0)) : 0;
}

std::size_t Size(const Node& node, std::string_view key) { return static_cast<std::size_t>(Number(node, key)); }
int Int(const Node& node, std::string_view key) { return static_cast<int>(Number(node, key)); }

bool True(const Node& node, std::string_view key) {
  const auto member = node.Find(key);
  return member && (*member)->IsTrue();
}

// The value among `all` whose name the member holds.
template <typename T, std::size_t N>
T Named(const Node& node, std::string_view key, const std::array<T, N>& all, std::string_view (*name)(T)) {
  const std::string text = Text(node, key);
  const auto found = std::find_if(all.begin(), all.end(), [&](T value) { return name(value) == text; });
  if (found == all.end()) throw node.Fail(fmt::format("'{}' is no {}", text, key));
  return *found;
}

Verdict ReadVerdict(const Node& node) {
  return Named(node, "verdict",
               std::array{Verdict::kPassed, Verdict::kFailed, Verdict::kWaived, Verdict::kError, Verdict::kSkipped},
               VerdictName);
}

finding::Severity ReadSeverity(const Node& node) {
  return Named(node, "severity",
               std::array{finding::Severity::kError, finding::Severity::kWarning, finding::Severity::kNote},
               finding::SeverityName);
}

// What `read` makes of each item of the member, an array.
template <typename Read>
auto List(const Node& node, std::string_view key, Read read) {
  std::vector<decltype(read(node))> list;
  if (const auto member = node.Find(key)) {
    list.reserve((*member)->items.size());
    for (std::size_t i = 0; i < (*member)->items.size(); ++i) list.push_back(read(member->Item(i)));
  }
  return list;
}

std::string ReadText(const Node& node) { return node->text; }

SourceLocation ReadLocation(const Node& node) { return {Text(node, "file"), Int(node, "line"), Int(node, "column")}; }

Place ReadPlace(const Node& node) {
  return {.source = Text(node, "source"),
          .pointer = Text(node, "pointer"),
          .line = Int(node, "line"),
          .column = Int(node, "column"),
          .end_column = Int(node, "endColumn"),
          .before = Text(node, "before"),
          .marked = Text(node, "marked"),
          .after = Text(node, "after"),
          .note = Text(node, "note")};
}

http::HeaderFields ReadHeaders(const Node& node) {
  return List(node, "headers", [](const Node& field) {
    return http::HeaderField{Text(field, "name"), Text(field, "value")};
  });
}

std::optional<std::string> ReadBody(const Node& node) {
  if (const auto encoded = node.Find("bodyBase64")) {
    auto bytes = DecodeBase64((*encoded)->text);
    if (!bytes) throw encoded->Fail("this is no base64");
    return bytes;
  }
  const auto body = node.Find("body");
  return body ? std::optional((*body)->text) : std::nullopt;
}

http::Exchange ReadExchange(const Node& node) {
  http::Exchange exchange;
  const Node request = *node.Find("request");
  exchange.request = {Text(request, "method"), Text(request, "target"), ReadHeaders(request), ReadBody(request)};
  if (const auto response = node.Find("response"))
    exchange.response = {Int(*response, "status"), ReadHeaders(*response), ReadBody(*response).value_or("")};
  if (const auto error = node.Find("error")) exchange.error = {Text(*error, "kind"), Text(*error, "message")};
  exchange.duration = std::chrono::milliseconds(Number(node, "durationMs"));
  return exchange;
}

std::vector<Judgement> ReadJudgements(const Node& node, std::size_t findings) {
  return List(node, "judgements", [&](const Node& row) {
    Judgement judgement{.rule = Text(row, "rule"),
                        .verdict = ReadVerdict(row),
                        .reason = Text(row, "reason"),
                        .error_kind = Text(row, "errorKind"),
                        .inconclusive = True(row, "inconclusive"),
                        .findings = {}};
    judgement.findings = List(row, "findings", [&](const Node& index) {
      const std::uint64_t position = document::WholeNumber(index.value()).value_or(findings);
      if (position >= findings) throw index.Fail(fmt::format("there is no finding {}", index->text));
      return static_cast<std::size_t>(position);
    });
    return judgement;
  });
}

using WaiverPositions = std::map<std::string, std::size_t>;

JudgedFinding ReadFinding(const Node& node, const WaiverPositions& waivers) {
  using State = finding::FindingState;
  JudgedFinding judged;
  finding::Finding& f = judged.finding;
  f.identity = {Text(node, "vendor"),         Text(node, "operation"), Text(node, "status"),
                Text(node, "mediaType"),      Text(node, "rule"),      Text(node, "schemaPointer"),
                Text(node, "instancePointer")};
  f.severity = ReadSeverity(node);
  f.message = Text(node, "message");
  f.expected = Text(node, "expected");
  f.observed = Text(node, "observed");
  f.details = List(node, "details", ReadText);
  f.places = List(node, "places", ReadPlace);
  f.likely = Text(node, "likely");
  f.sides = List(node, "sides", [](const Node& side) { return finding::Side{Text(side, "name"), Text(side, "says")}; });
  f.fingerprint = Text(node, "fingerprint");
  f.shape = Text(node, "shape");
  judged.judgement.state = Named(node, "state",
                                 std::array{State::kNew, State::kDocumented, State::kExpired, State::kWorsened,
                                            State::kKnown, State::kTolerated, State::kNote},
                                 finding::FindingStateName);
  if (const auto waiver = node.Find("waiver")) {
    const auto known = waivers.find((*waiver)->text);
    if (known == waivers.end()) throw waiver->Fail(fmt::format("there is no waiver '{}'", (*waiver)->text));
    judged.judgement.waiver = known->second;
  } else if (judged.judgement.state == State::kDocumented || judged.judgement.state == State::kExpired ||
             judged.judgement.state == State::kWorsened) {
    throw node.Fail("a finding in this state names its waiver");
  }
  judged.case_id = Text(node, "case");
  return judged;
}

CaseResult ReadCase(const Node& node, std::size_t findings) {
  CaseResult test{.id = Text(node, "id"),
                  .summary = Text(node, "summary"),
                  .operation = Text(node, "operation"),
                  .location = ReadLocation(*node.Find("location")),
                  .exchange = {},
                  .judgements = ReadJudgements(node, findings),
                  .duration = std::chrono::milliseconds(Number(node, "durationMs"))};
  if (const auto exchange = node.Find("exchange")) test.exchange = ReadExchange(*exchange);
  return test;
}

Date ReadDate(const Node& node, std::string_view key) {
  const auto date = ParseDate(Text(node, key));
  if (!date) throw node.Find(key)->Fail("this is no day");
  return *date;
}

WaiverResult ReadWaiver(const Node& node) {
  using State = finding::WaiverState;
  return {
      {.id = Text(node, "id"),
       .fingerprint = Text(node, "fingerprint"),
       .owner = Text(node, "owner"),
       .reason = Text(node, "reason"),
       .expires = ReadDate(node, "expires"),
       .shape = Text(node, "shape"),
       .rule = Text(node, "rule"),
       .operation = Text(node, "operation"),
       .location = ReadLocation(*node.Find("location"))},
      Named(node, "state", std::array{State::kNeeded, State::kStale, State::kNotReached}, finding::WaiverStateName)};
}

finding::Policy ReadPolicy(const Node& node) {
  finding::Policy policy;
  policy.fail_on =
      Named(node, "failOn", std::array{finding::Severity::kError, finding::Severity::kWarning}, finding::SeverityName);
  policy.stale_waivers =
      Named(node, "staleWaivers", std::array{finding::StaleWaivers::kFail, finding::StaleWaivers::kWarn},
            finding::StaleWaiversName);
  policy.gated = Named(node, "gate", std::array{finding::Gated::kAll, finding::Gated::kNew}, finding::GatedName);
  if (node.Find("maxWaived")) policy.max_waived = Size(node, "maxWaived");
  return policy;
}

finding::Base ReadBase(const Node& node) {
  finding::Base base{.file = Text(node, "file"),
                     .sha256 = Text(node, "sha256"),
                     .day = ReadDate(node, "day"),
                     .failing = Size(node, "failing"),
                     .documented = Size(node, "documented"),
                     .findings = {}};
  for (auto& pair : List(node, "findings",
                         [](const Node& found) { return std::pair(Text(found, "fingerprint"), Text(found, "shape")); }))
    base.findings.insert(std::move(pair));
  return base;
}

WaiverPositions PositionsOf(const std::vector<WaiverResult>& waivers) {
  WaiverPositions positions;
  for (std::size_t i = 0; i < waivers.size(); ++i) positions.emplace(waivers[i].waiver.id, i);
  return positions;
}

RunResult Read(const Node& node) {
  RunResult result;
  const Node tool = *node.Find("tool"), vendor = *node.Find("vendor"), contract = *node.Find("contract"),
             tally = *node.Find("tally");
  result.tool_version = Text(tool, "version");
  result.tool_sha256 = Text(tool, "sha256");
  result.vendor = Text(vendor, "id");
  result.title = Text(vendor, "title");
  result.contract_file = Text(contract, "file");
  result.contract_version = Text(contract, "version");
  result.contract_sha256 = Text(contract, "sha256");
  result.mode = Text(node, "mode");
  result.target = Text(node, "target");
  const auto started = ParseTimestamp(Text(node, "started"));
  if (!started) throw node.Find("started")->Fail("this is no time stamp");
  result.started = *started;
  result.duration = std::chrono::milliseconds(Number(node, "durationMs"));
  result.today = ReadDate(node, "today");
  result.operations = List(node, "operations", ReadText);
  result.untested = List(node, "untested", ReadText);
  result.waivers_file = Text(node, "waiversFile");
  result.waivers = List(node, "waivers", ReadWaiver);
  const WaiverPositions waivers = PositionsOf(result.waivers);
  result.findings = List(node, "findings", [&](const Node& found) { return ReadFinding(found, waivers); });
  result.cases = List(node, "cases", [&](const Node& test) { return ReadCase(test, result.findings.size()); });
  result.audits = List(node, "audits", [&](const Node& audited) {
    return AuditResult{Text(audited, "operation"), ReadJudgements(audited, result.findings.size())};
  });
  result.unfinished = List(node, "unfinished", ReadText);
  result.policy = ReadPolicy(*node.Find("policy"));
  if (const auto base = node.Find("base")) result.base = ReadBase(*base);
  result.reasons = List(node, "reasons", ReadText);
  result.tally = {.failing = Size(tally, "failing"),
                  .documented = Size(tally, "documented"),
                  .known = Size(tally, "known"),
                  .tolerated = Size(tally, "tolerated"),
                  .notes = Size(tally, "notes"),
                  .inconclusive = Size(tally, "inconclusive"),
                  .stale_waivers = Size(tally, "staleWaivers"),
                  .worsened = Size(tally, "worsened"),
                  .switched_off = Size(tally, "switchedOff"),
                  .interrupted = True(tally, "interrupted")};
  result.exit_code = static_cast<finding::ExitCode>(Int(node, "exitCode"));
  if (const auto configuration = node.Find("configuration")) {
    using State = OverrideState;
    result.config_file = Text(*configuration, "file");
    result.switched_off = List(*configuration, "switchedOff", ReadText);
    result.overrides = List(*configuration, "overrides", [](const Node& one) {
      return OverrideResult{
          ReadLocation(*one.Find("location")),
          Named(one, "state", std::array{State::kUsed, State::kStale, State::kNotReached}, OverrideStateName)};
    });
  }
  result.rules = List(node, "rules", [](const Node& rule) {
    return RuleText{Text(rule, "id"), ReadSeverity(rule), Text(rule, "summary"), Text(rule, "explanation")};
  });
  result.evidence = List(node, "evidence", [](const Node& file) {
    return EvidenceFile{Text(file, "role"), Text(file, "file"), Text(file, "sha256")};
  });
  result.excerpts = List(node, "excerpts", [](const Node& excerpt) {
    return Excerpt{Text(excerpt, "source"), Int(excerpt, "firstLine"), List(excerpt, "lines", ReadText)};
  });
  result.coverage = List(node, "coverage", [](const Node& item) {
    return CoverageItem{Text(item, "kind"), Text(item, "operation"), Text(item, "name"), True(item, "observed")};
  });
  return result;
}

// What is stored may be larger than any single answer.
constexpr document::Limits kLimits{
    .max_bytes = 1u << 30, .max_depth = 400, .max_number_length = 10'000, .max_alias_values = 0};

// Positions in a line of a journal count from its own first finding.
void ShiftFindings(Value& test, std::size_t first) {
  Value* judgements = test.Find("judgements");
  if (judgements == nullptr) return;
  for (Value& judgement : judgements->items) {
    Value* findings = judgement.Find("findings");
    if (findings == nullptr) continue;
    for (Value& position : findings->items) {
      if (const auto number = document::WholeNumber(position))
        position = Value::Number(static_cast<std::int64_t>(first + *number));
    }
  }
}

// The values were read from several lines, so that no one text holds their places.
void ForgetPlaces(Value& value) {
  value.span = {};
  for (Value& item : value.items) ForgetPlaces(item);
  for (document::Member& member : value.members) {
    member.key_span = {};
    ForgetPlaces(member.value);
  }
}

constexpr std::string_view kJournalStart = "{\"journal\":1,";

}  // namespace

RunResult ReadResult(std::string name, std::string text) {
  const Document file = document::ParseJson(std::move(name), std::move(text), kLimits);
  schema::RequireFormat(file, "result");
  return Read(Node(file));
}

std::vector<ExchangeHash> ExchangeHashes(std::string name, std::string text) {
  const Document file = document::ParseJson(std::move(name), std::move(text), kLimits);
  schema::RequireFormat(file, "result");
  std::vector<ExchangeHash> hashes;
  const Node cases = *Node(file).Find("cases");
  for (std::size_t i = 0; i < cases->items.size(); ++i) {
    const Node test = cases.Item(i);
    if (const auto exchange = test.Find("exchange"))
      hashes.push_back({Text(test, "id"), Text(*exchange, "sha256"), ExchangeSha256(ReadExchange(*exchange))});
  }
  return hashes;
}

bool IsJournal(std::string_view text) { return text.starts_with(kJournalStart); }

RunResult ReadJournal(std::string name, std::string text) {
  std::size_t end = text.find('\n');
  if (end == std::string::npos)
    throw Error({.file = name}, "the journal ends within its first line: the run was killed before its first request");
  Document whole = document::ParseJson(name, text.substr(0, end), kLimits);
  Value* result = whole.root.Find("result");
  if (result == nullptr || !result->IsObject())
    throw Error({.file = name, .line = 1}, "the first line of a journal holds a result");
  whole.root = std::move(*result);
  Value cases = Value::Array(), findings = Value::Array();
  int line_number = 1;
  for (std::size_t begin = end + 1; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    ++line_number;
    Document line =
        document::ParseJson(fmt::format("{}, line {}", name, line_number), text.substr(begin, end - begin), kLimits);
    Value* test = line.root.Find("case");
    Value* found = line.root.Find("findings");
    if (test == nullptr || found == nullptr)
      throw Error({.file = name, .line = line_number}, "a line of a journal holds a case and its findings");
    ShiftFindings(*test, findings.items.size());
    cases.items.push_back(std::move(*test));
    std::move(found->items.begin(), found->items.end(), std::back_inserter(findings.items));
  }
  whole.root.Set("cases", std::move(cases));
  whole.root.Set("findings", std::move(findings));
  ForgetPlaces(whole.root);
  schema::RequireFormat(whole, "result");
  RunResult read = Read(Node(whole));
  read.tally.interrupted = true;
  Conclude(read);
  return read;
}

}  // namespace plumbline::run
