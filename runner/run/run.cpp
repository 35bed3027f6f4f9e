#include "run/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "audit/rule.h"
#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"
#include "check/check.h"
#include "http/redaction.h"
#include "http/server.h"
#include "http/transport.h"
#include "mock/mock.h"
#include "run/conclude.h"
#include "run/coverage.h"
#include "run/evidence.h"
#include "run/redact.h"
#include "run/rules.h"
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

// "secret" of "https://user:secret@host/".
std::string PasswordOf(const std::string& url) {
  const std::size_t rest = WithoutUserInfo(url).size();
  if (rest == url.size()) return "";
  const std::size_t begin = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
  const std::string user_info = url.substr(begin, url.size() - rest - 1);
  const std::size_t colon = user_info.find(':');
  return colon == std::string::npos ? "" : PercentDecode(user_info.substr(colon + 1));
}

RuleText TextOf(const finding::RuleInfo& info) {
  return {std::string(info.id), info.severity, std::string(info.summary), std::string(info.explain)};
}

// What one run works with while it goes on.
class Session {
 public:
  Session(const Vendor& vendor, const std::vector<suite::Suite>& suites, const suite::WaiverFile& waivers,
          const Options& options)
      : vendor_(vendor),
        options_(options),
        waivers_(waivers.waivers),
        redactor_(vendor.redact, options.redaction_key),
        begun_(options.clock()) {
    result_.tool_version = kVersion;
    result_.tool_sha256 = options.tool_sha256;
    result_.vendor = vendor.id;
    result_.title = vendor.title;
    const document::Source& source = vendor.contract->root->source;
    result_.contract_file = source.name();
    result_.contract_version = vendor.contract->version;
    result_.contract_sha256 = Sha256Hex(source.text());
    result_.started = std::chrono::floor<std::chrono::seconds>(begun_);  // as it is written
    result_.today = options.today;
    result_.policy = options.policy;
    result_.base = options.base;
    for (const contract::Operation& operation : vendor.contract->operations)
      result_.operations.push_back(operation.Name());
    result_.evidence = EvidenceOf(vendor, suites, waivers);
    if (!options.config.file.empty())
      result_.evidence.push_back({"config", options.config.file, options.config.sha256});
    result_.waivers_file = waivers.file;
    for (const finding::Waiver& waiver : waivers_)
      result_.waivers.push_back({waiver, finding::WaiverState::kNotReached});
  }

  void RunCases(const suite::SuiteSet& set);
  void Audit();
  void ReportUncheckable();
  RunResult Finish();

 private:
  void Connect();
  CaseResult RunCase(const suite::Case& test, suite::Variables& variables);
  void Judge(const suite::Case& test, const http::Exchange& exchange, CaseResult& result, suite::Variables& variables);
  void LearnParameters(const suite::Case& test, const suite::Variables& variables);
  void NotRun(const suite::Case& test, const std::string& why, CaseResult& result) const;
  void Capture(const check::Subject& subject, CaseResult& result, suite::Variables& variables) const;
  std::vector<std::size_t> Keep(std::vector<Finding> findings, const std::string& case_id, std::string& switched_off);
  void WeighOverrides();
  void Tell(const CaseResult& test, std::size_t first_finding) const;

  const Vendor& vendor_;
  const Options& options_;
  const std::vector<finding::Waiver>& waivers_;
  http::Redactor redactor_;
  TimePoint begun_;
  suite::Secrets secrets_;
  std::unique_ptr<mock::Mock> mock_;
  std::unique_ptr<http::Server> server_;  // ends before the mock that it calls
  std::unique_ptr<http::Transport> transport_;
  std::set<std::size_t> used_overrides_;
  std::set<std::string> switched_off_;  // fingerprints
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
    redactor_.AddSecret(PasswordOf(*options_.target));
  } else {
    for (const auto& [name, scheme] : vendor_.contract->security_schemes) secrets_[name] = kMockSecret;
    mock_ = std::make_unique<mock::Mock>(vendor_, secrets_);
    server_ = std::make_unique<http::Server>([this](const http::Request& request) { return mock_->Answer(request); });
    curl.base_url = server_->url();
    curl.use_proxy = false;
    result_.mode = "mock";
  }
  for (const auto& [name, secret] : secrets_) {
    redactor_.AddSecret(secret);
    // Of "user:password" the password alone is as secret.
    const auto scheme = vendor_.contract->security_schemes.find(name);
    const bool basic = scheme != vendor_.contract->security_schemes.end() && scheme->second.http_scheme == "basic";
    if (basic) redactor_.AddSecret(std::string_view(secret).substr(secret.find(':') + 1));
  }
  transport_ = http::MakeCurlTransport(std::move(curl));
}

void Session::RunCases(const suite::SuiteSet& set) {
  Connect();
  for (const check::Check& check : check::Checks()) result_.rules.push_back(TextOf(check.info));
  if (options_.on_start) {
    RunResult so_far = result_;
    std::set<std::string> operations;
    for (const suite::Suite& suite : set.suites) {
      for (const suite::Case& test : suite.cases) operations.insert(test.operation->Name());
    }
    so_far.unfinished.assign(operations.begin(), operations.end());
    Redact(so_far, redactor_);
    options_.on_start(so_far);
  }
  bool any = false;
  std::set<std::string> left_out;
  for (const suite::Suite& suite : set.suites) {
    suite::Variables variables(options_.today);
    for (const suite::Case& test : suite.cases) {
      const std::string operation = test.operation->Name();
      if (!GlobMatch(options_.filter, test.id)) {
        left_out.insert(operation);
        continue;
      }
      any = true;
      const std::size_t first_finding = result_.findings.size();
      CaseResult result = RunCase(test, variables);
      Weigh(result.judgements, result_.findings);
      if (options_.on_case) Tell(result, first_finding);
      result_.cases.push_back(std::move(result));
    }
  }
  result_.unfinished.assign(left_out.begin(), left_out.end());
  if (!any) {
    std::vector<std::string> ids;
    for (const suite::Suite& suite : set.suites) {
      for (const suite::Case& test : suite.cases) ids.push_back(test.id);
    }
    constexpr std::size_t kTold = 8;
    const std::size_t told = std::min(ids.size(), kTold);
    throw Error(fmt::format("no case fits the filter '{}'{}; there are {}{}", options_.filter,
                            DidYouMean(options_.filter, ids),
                            Join({ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(told)}, ", "),
                            ids.size() > told ? fmt::format(" and {} more", ids.size() - told) : ""));
  }
}

// Hands a redacted copy of what has just been found to whoever listens.
void Session::Tell(const CaseResult& test, std::size_t first_finding) const {
  RunResult part;
  part.cases = {test};
  part.findings.assign(result_.findings.begin() + static_cast<std::ptrdiff_t>(first_finding), result_.findings.end());
  Redact(part, redactor_);
  options_.on_case(part.cases.front(), part.findings);
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
  LearnParameters(test, variables);
  const TimePoint start = options_.clock();
  http::Exchange exchange = transport_->Send(*request);
  exchange.duration = options_.clock() - start;
  result.duration = exchange.duration;
  std::erase_if(exchange.request.headers,
                [](const http::HeaderField& field) { return field.name == mock::kCaseHeader; });
  redactor_.Learn(exchange);
  if (exchange.response) {
    Judge(test, exchange, result, variables);
  } else {
    result.judgements.push_back({.rule = "exchange",
                                 .verdict = Verdict::kError,
                                 .reason = exchange.error->message,
                                 .error_kind = "transport." + exchange.error->kind,
                                 .inconclusive = true,
                                 .findings = {}});
    NotRun(test, "no answer came", result);
  }
  result.exchange = std::move(exchange);
  return result;
}

// What is sent under a secret name may stand anywhere in the request, in its path too.
void Session::LearnParameters(const suite::Case& test, const suite::Variables& variables) {
  for (const suite::ParameterValue& given : test.parameters) {
    std::string missing;
    const auto value = variables.Fill(given.value, missing);
    if (value && redactor_.IsSecretName(given.parameter->name)) redactor_.AddSecret(value->text);
  }
}

// Marks the checks as not run; the exchange too, where it was not tried.
void Session::NotRun(const suite::Case& test, const std::string& why, CaseResult& result) const {
  const bool tried = !result.judgements.empty();
  if (!tried) {
    result.judgements.push_back({.rule = "exchange",
                                 .verdict = Verdict::kSkipped,
                                 .reason = "NOT RUN: " + why,
                                 .error_kind = {},
                                 .inconclusive = true,
                                 .findings = {}});
  }
  for (const check::Check& check : check::Checks()) {
    if (!Wants(test, check)) continue;
    result.judgements.push_back({.rule = std::string(check.info.id),
                                 .verdict = Verdict::kSkipped,
                                 .reason = "NOT RUN: " + why,
                                 .error_kind = {},
                                 .inconclusive = false,
                                 .findings = {}});
  }
}

void Session::Judge(const suite::Case& test, const http::Exchange& exchange, CaseResult& result,
                    suite::Variables& variables) {
  const check::Body body = check::ReadBody(*exchange.response);
  result.judgements.push_back({.rule = "exchange",
                               .verdict = Verdict::kPassed,
                               .reason = {},
                               .error_kind = {},
                               .inconclusive = false,
                               .findings = {}});
  const check::Subject subject{vendor_, test, exchange, body.document, body.not_json, body.not_read};
  for (const check::Check& check : check::Checks()) {
    if (!Wants(test, check)) continue;
    check::Outcome outcome = check.run(subject);
    Judgement judgement;
    judgement.rule = check.info.id;
    if (!outcome.not_applicable.empty()) {
      judgement.verdict = Verdict::kSkipped;
      judgement.reason = "not applicable: " + outcome.not_applicable;
    }
    std::string switched_off;
    judgement.findings = Keep(std::move(outcome.findings), test.id, switched_off);
    if (!switched_off.empty() && judgement.findings.empty()) {
      judgement.verdict = Verdict::kSkipped;
      judgement.reason = switched_off;
    }
    // Whatever is switched off, what could not be judged did not pass.
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
      result.judgements.push_back(
          {.rule = "capture",
           .verdict = Verdict::kError,
           .reason = subject.not_read.empty()
                         ? fmt::format("the body has no {} to capture as ${{{}}}", pointer.ToString(), name)
                         : fmt::format("nothing is captured as ${{{}}}: {}", name, subject.not_read),
           .error_kind = "capture.missing",
           .inconclusive = true,
           .findings = {}});
    }
  }
}

// `switched_off` says by what, where anything was.
std::vector<std::size_t> Session::Keep(std::vector<Finding> findings, const std::string& case_id,
                                       std::string& switched_off) {
  std::vector<std::size_t> indexes;
  for (Finding& found : findings) found.fingerprint = finding::Fingerprint(found.identity);
  finding::Overridden weighed = finding::ApplyOverrides(std::move(findings), options_.config.overrides);
  used_overrides_.merge(weighed.used);
  for (const Finding& found : weighed.off) switched_off_.insert(found.fingerprint);
  if (!weighed.off.empty())
    switched_off = "switched off by " + ToString(options_.config.overrides[*weighed.off_by.begin()].location);
  for (Finding& found : weighed.kept) {
    indexes.push_back(result_.findings.size());
    finding::Judgement judgement = finding::Judge(found, waivers_, options_.today);
    judgement.state =
        finding::StateUnder(options_.policy, options_.base ? &*options_.base : nullptr, found, judgement.state);
    result_.findings.push_back({std::move(found), judgement, case_id});
  }
  return indexes;
}

void Session::Audit() {
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
      audited.judgements.push_back({.rule = std::string(rule.info.id),
                                    .verdict = Verdict::kPassed,
                                    .reason = {},
                                    .error_kind = {},
                                    .inconclusive = false,
                                    .findings = {}});
    }
    return audited;
  };
  for (const audit::ApiOperation& operation : subject.operations()) result_of(operation.name);
  std::vector<std::vector<Finding>> found_by_rules = RunRules(subject, options_.jobs);
  for (std::size_t i = 0; i < found_by_rules.size(); ++i) {
    for (Finding& found : found_by_rules[i]) {
      Judgement& judgement = result_of(found.identity.operation).judgements[i];
      std::vector<Finding> one;
      one.push_back(std::move(found));
      std::string switched_off;
      const std::vector<std::size_t> kept = Keep(std::move(one), "", switched_off);
      judgement.findings.insert(judgement.findings.end(), kept.begin(), kept.end());
      if (!switched_off.empty() && judgement.reason.empty()) judgement.reason = switched_off;
    }
  }
  // A rule of which all was switched off has passed nothing.
  for (AuditResult& audited : result_.audits) {
    for (Judgement& judgement : audited.judgements) {
      if (judgement.reason.empty()) continue;
      if (judgement.findings.empty())
        judgement.verdict = Verdict::kSkipped;
      else
        judgement.reason.clear();
    }
  }
  for (const contract::ContractProblem& problem : vendor_.contract->problems) {
    if (!problem.uncheckable) continue;
    result_of(problem.operation)
        .judgements.push_back({.rule = "contract.uncheckable",
                               .verdict = Verdict::kError,
                               .reason = fmt::format("{}: {}", ToString(problem.at.Location()), problem.message),
                               .error_kind = "contract",
                               .inconclusive = true,
                               .findings = {}});
  }
  for (const page::DocumentedPage& page : vendor_.pages) {
    for (const page::NotUnderstood& part : page.claims.not_understood) {
      if (!part.past_limit) continue;
      result_of("").judgements.push_back(
          {.rule = "page.limit",
           .verdict = Verdict::kError,
           .reason = fmt::format("{}: {}", ToString(page.page.source.LocationOf(part.span.begin)), part.what),
           .error_kind = "page.limit",
           .inconclusive = true,
           .findings = {}});
    }
  }
}

// Schemas of the contract by which nothing could be judged: there is no verdict of what they describe.
void Session::ReportUncheckable() {
  if (vendor_.schemas->problems().empty()) return;
  const auto known = std::find_if(result_.audits.begin(), result_.audits.end(),
                                  [](const AuditResult& a) { return a.operation.empty(); });
  AuditResult& audited = known == result_.audits.end() ? result_.audits.emplace_back() : *known;
  // A reference that leads nowhere was told already.
  std::set<const document::Value*> told;
  for (const contract::ContractProblem& problem : vendor_.contract->problems) {
    if (problem.uncheckable) told.insert(&problem.at.value());
  }
  for (const contract::SchemaProblem& problem : vendor_.schemas->problems()) {
    if (told.contains(&problem.node.value())) continue;
    const SourceLocation at = problem.node.Location();
    audited.judgements.push_back({.rule = "contract.uncheckable",
                                  .verdict = Verdict::kError,
                                  .reason = fmt::format("{}:{}:{}: nothing can be judged by this schema: {}", at.file,
                                                        at.line, at.column, problem.message),
                                  .error_kind = "contract.uncheckable",
                                  .inconclusive = true,
                                  .findings = {}});
  }
}

void Session::WeighOverrides() {
  const bool all_cases = CasesEnded(result_, "");
  for (std::size_t i = 0; i < options_.config.overrides.size(); ++i) {
    const finding::Override& override = options_.config.overrides[i];
    const auto names = [&](const auto& row) { return GlobMatch(override.rule, row.info.id); };
    const bool reached = (Audited(result_) || std::none_of(audit::Rules().begin(), audit::Rules().end(), names)) &&
                         (all_cases || std::none_of(check::Checks().begin(), check::Checks().end(), names));
    const OverrideState unused = reached ? OverrideState::kStale : OverrideState::kNotReached;
    result_.overrides.push_back({override.location, used_overrides_.contains(i) ? OverrideState::kUsed : unused});
  }
  result_.config_file = options_.config.file;
  result_.switched_off.assign(switched_off_.begin(), switched_off_.end());
}

RunResult Session::Finish() {
  std::set<std::string> told;  // copies: the list grows
  for (const RuleText& rule : result_.rules) told.insert(rule.id);
  for (const audit::Rule& rule : audit::Rules()) {
    const bool found = std::any_of(result_.findings.begin(), result_.findings.end(),
                                   [&](const JudgedFinding& f) { return f.finding.identity.rule == rule.info.id; });
    if (found && !told.contains(std::string(rule.info.id))) result_.rules.push_back(TextOf(rule.info));
  }
  if (!result_.cases.empty()) result_.coverage = CoverageOf(vendor_, result_.cases);
  result_.excerpts = ExcerptsOf(result_.findings, vendor_);
  WeighOverrides();
  result_.tally.interrupted = Interrupted(options_);
  Conclude(result_);
  result_.duration = options_.clock() - begun_;
  Redact(result_, redactor_);
  return std::move(result_);
}

}  // namespace

RunResult RunSuites(const suite::SuiteSet& set, const Options& options) {
  Session session(set.vendor, set.suites, set.waivers, options);
  session.RunCases(set);
  if (options.audit) session.Audit();
  session.ReportUncheckable();
  return session.Finish();
}

RunResult RunAudit(const Vendor& vendor, const suite::WaiverFile& waivers, const Options& options) {
  Session session(vendor, {}, waivers, options);
  session.Audit();
  session.ReportUncheckable();
  return session.Finish();
}

}  // namespace plumbline::run
