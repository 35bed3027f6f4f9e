#include "run/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "audit/rule.h"
#include "base/hash.h"
#include "base/text.h"
#include "check/check.h"
#include "http/redaction.h"
#include "http/server.h"
#include "http/transport.h"
#include "mock/mock.h"
#include "run/redact.h"
#include "run/version.h"

namespace plumbline::run {
namespace {

using contract::Vendor;
using finding::Finding;

constexpr std::string_view kMockSecret = "plumbline-mock-credential";

bool Interrupted(const Options& options) { return options.interrupted != nullptr && options.interrupted->load(); }

bool Wants(const suite::Case& test, const check::Check& check) {
  return test.checks.empty() || std::find(test.checks.begin(), test.checks.end(), check.info.id) != test.checks.end();
}

// "https://user:secret@host/" without the secret.
std::string WithoutUserInfo(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t at = url.find('@', begin);
  const std::size_t slash = url.find('/', begin);
  if (at == std::string::npos || (slash != std::string::npos && slash < at)) return url;
  return url.substr(0, begin) + url.substr(at + 1);
}

// What one run works with while it goes on.
class Session {
 public:
  Session(const Vendor& vendor, const Options& options) : vendor_(vendor), options_(options), redactor_(vendor.redact) {
    result_.tool_version = kVersion;
    result_.vendor = vendor.id;
    result_.title = vendor.title;
    const document::Source& source = vendor.contract->root->source;
    result_.contract_file = source.name();
    result_.contract_version = vendor.contract->version;
    result_.contract_sha256 = Sha256Hex(source.text());
    result_.started = options.clock();
    result_.today = options.today;
    result_.stale_waivers = options.stale_waivers;
    for (const contract::Operation& operation : vendor.contract->operations) result_.operations.push_back(operation.Name());
  }

  void RunCases(const suite::SuiteSet& set);
  void Audit();
  void ReportUncheckable();
  RunResult Finish(const std::vector<finding::Waiver>& waivers, const std::string& waivers_file);

 private:
  void Connect();
  CaseResult RunCase(const suite::Case& test, suite::Variables& variables);
  void Judge(const suite::Case& test, const http::Exchange& exchange, CaseResult& result, suite::Variables& variables);
  void NotRun(const suite::Case& test, const std::string& why, CaseResult& result) const;
  void Capture(const check::Subject& subject, CaseResult& result, suite::Variables& variables) const;
  std::vector<std::size_t> Keep(std::vector<Finding> findings, const std::string& case_id);
  bool Reached(const finding::Waiver& waiver) const;
  void Weigh(std::vector<Judgement>& judgements);

  const Vendor& vendor_;
  const Options& options_;
  http::Redactor redactor_;
  suite::Secrets secrets_;
  std::unique_ptr<mock::Mock> mock_;
  std::unique_ptr<http::Server> server_;  // ends before the mock that it calls
  std::unique_ptr<http::Transport> transport_;
  std::set<std::string> unjudged_operations_;  // with a case that did not run to its end
  bool audited_ = false;
  RunResult result_;
};

void Session::Connect() {
  http::CurlOptions curl;
  curl.timeout = vendor_.timeout;
  curl.interrupted = options_.interrupted;
  if (options_.target) {
    secrets_ = options_.secrets;
    curl.base_url = *options_.target;
    result_.mode = "live";
    result_.target = WithoutUserInfo(*options_.target);
  } else {
    for (const auto& [name, scheme] : vendor_.contract->security_schemes) secrets_[name] = kMockSecret;
    mock_ = std::make_unique<mock::Mock>(vendor_, secrets_);
    server_ = std::make_unique<http::Server>([this](const http::Request& request) { return mock_->Answer(request); });
    curl.base_url = server_->url();
    curl.use_proxy = false;
    result_.mode = "mock";
  }
  for (const auto& [name, secret] : secrets_) redactor_.AddSecret(secret);
  transport_ = http::MakeCurlTransport(std::move(curl));
}

void Session::RunCases(const suite::SuiteSet& set) {
  Connect();
  bool any = false;
  for (const suite::Suite& suite : set.suites) {
    suite::Variables variables(options_.today);
    for (const suite::Case& test : suite.cases) {
      const std::string operation = test.operation->Name();
      if (!GlobMatch(options_.filter, test.id)) {
        unjudged_operations_.insert(operation);
        continue;
      }
      any = true;
      CaseResult result = RunCase(test, variables);
      if (options_.on_case) options_.on_case(result);
      result_.cases.push_back(std::move(result));
    }
  }
  if (!any) {
    std::vector<std::string> ids;
    for (const suite::Suite& suite : set.suites) {
      for (const suite::Case& test : suite.cases) ids.push_back(test.id);
    }
    throw Error(fmt::format("no case fits the filter '{}'{}", options_.filter, DidYouMean(options_.filter, ids)));
  }
  for (const std::string& operation : result_.operations) {
    const bool tested = std::any_of(result_.cases.begin(), result_.cases.end(), [&](const CaseResult& c) {
      return c.operation == operation && c.exchange && c.exchange->response;
    });
    if (!tested) result_.untested.push_back(operation);
  }
}

CaseResult Session::RunCase(const suite::Case& test, suite::Variables& variables) {
  CaseResult result;
  result.id = test.id;
  result.summary = test.summary;
  result.operation = test.operation->Name();
  result.location = test.location;
  if (Interrupted(options_)) {
    NotRun(test, "the run was interrupted", result);
    return result;
  }
  std::string missing;
  auto request = suite::BuildRequest(test, *vendor_.contract, variables, secrets_, missing);
  const auto script = suite::BuildScript(test, variables, missing);
  if (!request || !script) {
    NotRun(test, fmt::format("no earlier case gave ${{{}}} a value", missing), result);
    return result;
  }
  if (mock_) {
    mock_->SetScript(test.id, *script);
    request->headers.push_back({std::string(mock::kCaseHeader), test.id});
  }
  const TimePoint start = options_.clock();
  http::Exchange exchange = transport_->Send(*request);
  exchange.duration = options_.clock() - start;
  result.duration = exchange.duration;
  std::erase_if(exchange.request.headers, [](const http::HeaderField& field) { return field.name == mock::kCaseHeader; });
  redactor_.Learn(exchange);
  if (exchange.response) {
    Judge(test, exchange, result, variables);
  } else {
    result.judgements.push_back({.rule = "exchange", .verdict = Verdict::kError, .reason = exchange.error->message,
                                 .error_kind = "transport." + exchange.error->kind, .inconclusive = true, .findings = {}});
    NotRun(test, "no answer came", result);
  }
  result.exchange = std::move(exchange);
  return result;
}

// Marks the checks as not run; the exchange too, where it was not tried.
void Session::NotRun(const suite::Case& test, const std::string& why, CaseResult& result) const {
  const bool tried = !result.judgements.empty();
  if (!tried) {
    result.judgements.push_back({.rule = "exchange", .verdict = Verdict::kSkipped, .reason = "NOT RUN: " + why, .error_kind = {}, .inconclusive = true, .findings = {}});
  }
  for (const check::Check& check : check::Checks()) {
    if (!Wants(test, check)) continue;
    result.judgements.push_back({.rule = std::string(check.info.id), .verdict = Verdict::kSkipped, .reason = "NOT RUN: " + why, .error_kind = {}, .inconclusive = false, .findings = {}});
  }
}

void Session::Judge(const suite::Case& test, const http::Exchange& exchange, CaseResult& result, suite::Variables& variables) {
  const std::string* type = http::FindHeader(exchange.response->headers, "Content-Type");
  document::Document body{document::Source("response body", exchange.response->body), {}};
  std::optional<Error> not_json;
  const bool is_json = type != nullptr && http::IsJson(*type);
  if (is_json) {
    try {
      body = document::ParseJson("response body", exchange.response->body);
    } catch (const Error& error) {
      not_json = error;
    }
  }
  result.judgements.push_back({.rule = "exchange", .verdict = Verdict::kPassed, .reason = {}, .error_kind = {}, .inconclusive = false, .findings = {}});
  const check::Subject subject{vendor_, test, exchange, body, not_json};
  for (const check::Check& check : check::Checks()) {
    if (!Wants(test, check)) continue;
    check::Outcome outcome = check.run(subject);
    Judgement judgement;
    judgement.rule = check.info.id;
    if (!outcome.not_applicable.empty()) {
      judgement.verdict = Verdict::kSkipped;
      judgement.reason = "not applicable: " + outcome.not_applicable;
    }
    judgement.findings = Keep(std::move(outcome.findings), test.id);
    if (!outcome.undecided.empty()) {
      judgement.inconclusive = true;
      judgement.reason = "cannot be judged: " + outcome.undecided;
      judgement.error_kind = "check.undecided";
      if (judgement.findings.empty()) judgement.verdict = Verdict::kError;
    }
    result.judgements.push_back(std::move(judgement));
  }
  Capture(subject, result, variables);
}

void Session::Capture(const check::Subject& subject, CaseResult& result, suite::Variables& variables) const {
  for (const auto& [name, pointer] : subject.test.capture) {
    const document::Value* value = subject.body.root.At(pointer);
    if (value != nullptr) {
      variables.Set(name, *value);
    } else if (subject.test.expect.Allows(subject.response().status)) {
      result.judgements.push_back({.rule = "capture", .verdict = Verdict::kError,
                                   .reason = fmt::format("the body has no {} to capture as ${{{}}}", pointer.ToString(), name),
                                   .error_kind = "capture.missing", .inconclusive = true, .findings = {}});
    }
  }
}

std::vector<std::size_t> Session::Keep(std::vector<Finding> findings, const std::string& case_id) {
  std::vector<std::size_t> indexes;
  for (Finding& found : findings) {
    found.fingerprint = finding::Fingerprint(found.identity);
    indexes.push_back(result_.findings.size());
    result_.findings.push_back({std::move(found), {}, case_id});
  }
  return indexes;
}

void Session::Audit() {
  audited_ = true;
  if (result_.mode.empty()) result_.mode = "audit";
  const audit::Subject subject(vendor_);
  std::map<std::string, std::size_t> audits;
  for (std::size_t i = 0; i < result_.audits.size(); ++i) audits.emplace(result_.audits[i].operation, i);
  const auto result_of = [&](const std::string& operation) -> AuditResult& {
    const auto [known, first] = audits.emplace(operation, result_.audits.size());
    if (!first) return result_.audits[known->second];
    AuditResult& audited = result_.audits.emplace_back();
    audited.operation = operation;
    for (const audit::Rule& rule : audit::Rules()) {
      audited.judgements.push_back({.rule = std::string(rule.info.id), .verdict = Verdict::kPassed, .reason = {}, .error_kind = {}, .inconclusive = false, .findings = {}});
    }
    return audited;
  };
  for (const audit::ApiOperation& operation : subject.operations()) result_of(operation.name);
  for (std::size_t i = 0; i < audit::Rules().size(); ++i) {
    for (Finding& found : audit::Rules()[i].run(subject)) {
      std::vector<std::size_t>& findings = result_of(found.identity.operation).judgements[i].findings;
      std::vector<Finding> one;
      one.push_back(std::move(found));
      findings.push_back(Keep(std::move(one), "").front());
    }
  }
  for (const contract::ContractProblem& problem : vendor_.contract->problems) {
    if (!problem.uncheckable) continue;
    result_of(problem.operation).judgements.push_back({.rule = "contract.uncheckable", .verdict = Verdict::kError,
                                                       .reason = fmt::format("{}: {}", ToString(problem.at.Location()), problem.message),
                                                       .error_kind = "contract", .inconclusive = true, .findings = {}});
  }
  for (const page::DocumentedPage& page : vendor_.pages) {
    for (const page::NotUnderstood& part : page.claims.not_understood) {
      if (!part.past_limit) continue;
      result_of("").judgements.push_back({.rule = "page.limit", .verdict = Verdict::kError,
                                          .reason = fmt::format("{}: {}", ToString(page.page.source.LocationOf(part.span.begin)), part.what),
                                          .error_kind = "page.limit", .inconclusive = true, .findings = {}});
    }
  }
}

// Schemas of the contract by which nothing could be judged: there is no verdict of what they describe.
void Session::ReportUncheckable() {
  if (vendor_.schemas->problems().empty()) return;
  const auto known = std::find_if(result_.audits.begin(), result_.audits.end(), [](const AuditResult& a) { return a.operation.empty(); });
  AuditResult& audited = known == result_.audits.end() ? result_.audits.emplace_back() : *known;
  for (const contract::SchemaProblem& problem : vendor_.schemas->problems()) {
    const SourceLocation at = problem.node.Location();
    audited.judgements.push_back({.rule = "contract.uncheckable", .verdict = Verdict::kError,
                                  .reason = fmt::format("{}:{}:{}: this schema cannot be compiled: {}", at.file, at.line, at.column, problem.message),
                                  .error_kind = "contract.uncheckable", .inconclusive = true, .findings = {}});
  }
}

bool Session::Reached(const finding::Waiver& waiver) const {
  if (audit::FindRule(waiver.rule) != nullptr) return audited_;
  if (result_.cases.empty()) return false;
  if (check::FindCheck(waiver.rule) == nullptr || waiver.operation.empty()) return audited_ && unjudged_operations_.empty();
  const bool has_case = std::any_of(result_.cases.begin(), result_.cases.end(), [&](const CaseResult& c) { return c.operation == waiver.operation; });
  return has_case && !unjudged_operations_.contains(waiver.operation);
}

// The verdicts that follow from the states of the findings.
void Session::Weigh(std::vector<Judgement>& judgements) {
  for (Judgement& judgement : judgements) {
    if (judgement.inconclusive) ++result_.tally.inconclusive;
    if (judgement.verdict != Verdict::kPassed) continue;
    for (std::size_t index : judgement.findings) {
      const JudgedFinding& found = result_.findings[index];
      if (found.fails()) judgement.verdict = Verdict::kFailed;
      if (found.judgement.state == finding::FindingState::kDocumented && judgement.verdict == Verdict::kPassed) judgement.verdict = Verdict::kWaived;
    }
  }
}

RunResult Session::Finish(const std::vector<finding::Waiver>& waivers, const std::string& waivers_file) {
  std::set<std::string> present, counted;
  for (JudgedFinding& found : result_.findings) {
    found.judgement = finding::Judge(found.finding, waivers, options_.today);
    present.insert(found.finding.fingerprint);
    // The same discrepancy met by several cases is one.
    if (!counted.insert(found.finding.fingerprint).second) continue;
    if (found.fails()) ++result_.tally.failing;
    if (found.judgement.state == finding::FindingState::kDocumented) ++result_.tally.documented;
    if (found.judgement.state == finding::FindingState::kNote) ++result_.tally.notes;
  }
  for (CaseResult& result : result_.cases) {
    for (const Judgement& judgement : result.judgements) {
      if (judgement.inconclusive) unjudged_operations_.insert(result.operation);
    }
    Weigh(result.judgements);
  }
  for (AuditResult& audited : result_.audits) Weigh(audited.judgements);
  result_.waivers_file = waivers_file;
  for (const finding::Waiver& waiver : waivers) {
    finding::WaiverState state = finding::WaiverState::kNotReached;
    if (present.contains(waiver.fingerprint)) {
      state = finding::WaiverState::kNeeded;
    } else if (Reached(waiver)) {
      state = finding::WaiverState::kStale;
      ++result_.tally.stale_waivers;
    }
    result_.waivers.push_back({waiver, state});
  }
  result_.tally.interrupted = Interrupted(options_);
  result_.exit_code = finding::Gate(result_.tally, options_.stale_waivers);
  result_.duration = options_.clock() - result_.started;
  Redact(result_, redactor_);
  return std::move(result_);
}

}  // namespace

RunResult RunSuites(const suite::SuiteSet& set, const Options& options) {
  Session session(set.vendor, options);
  session.RunCases(set);
  if (options.audit) session.Audit();
  session.ReportUncheckable();
  return session.Finish(set.waivers, set.waivers_file);
}

RunResult RunAudit(const Vendor& vendor, const std::vector<finding::Waiver>& waivers, const std::string& waivers_file, const Options& options) {
  Session session(vendor, options);
  session.Audit();
  session.ReportUncheckable();
  return session.Finish(waivers, waivers_file);
}

}  // namespace plumbline::run
