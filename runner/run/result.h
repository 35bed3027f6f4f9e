// Everything that a run found out, as plain values: what reports are made from, now or later
// (result_json.h). Secrets are redacted before a RunResult exists, and every text in it but bodies is UTF-8.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "finding/finding.h"
#include "finding/gate.h"
#include "finding/waiver.h"
#include "http/message.h"

namespace plumbline::run {

enum class Verdict {
  kPassed,
  kFailed,   // a new, expired or worsened discrepancy
  kWaived,   // discrepancies, none of which fails: documented, known from the base, or below the severity that fails
  kError,    // no judgement was possible: no answer came
  kSkipped,  // not judged, and the reason says why
};
std::string_view VerdictName(Verdict verdict);

// A finding with its state. `owner` names the case or "audit".
struct JudgedFinding {
  finding::Finding finding;
  finding::Judgement judgement;
  std::string case_id;  // empty: found by a rule

  bool fails() const;

  bool operator==(const JudgedFinding&) const = default;
};

// One check of a case, or the exchange itself (rule "exchange"), or one rule for one operation.
struct Judgement {
  std::string rule;
  Verdict verdict = Verdict::kPassed;
  std::string reason;                 // of an error or of skipping
  std::string error_kind;             // of an error: "transport.connect"
  bool inconclusive = false;          // skipped or error though a judgement was asked for
  std::vector<std::size_t> findings;  // indexes into RunResult::findings

  bool operator==(const Judgement&) const = default;
};

struct CaseResult {
  std::string id;
  std::string summary;
  std::string operation;  // "GET /v1/charges/{id}"
  SourceLocation location;
  std::optional<http::Exchange> exchange;  // nothing where no request was sent
  std::vector<Judgement> judgements;
  std::chrono::milliseconds duration{0};

  Verdict verdict() const;  // the gravest of its judgements

  bool operator==(const CaseResult&) const = default;
};

// The rules, as far as they concern one operation ("" for the contract as a whole).
struct AuditResult {
  std::string operation;
  std::vector<Judgement> judgements;

  bool operator==(const AuditResult&) const = default;
};

struct WaiverResult {
  finding::Waiver waiver;
  finding::WaiverState state = finding::WaiverState::kNotReached;

  bool operator==(const WaiverResult&) const = default;
};

// What reports tell of a check or rule: its row of the table.
struct RuleText {
  std::string id;
  finding::Severity severity = finding::Severity::kError;
  std::string summary;
  std::string explanation;

  bool operator==(const RuleText&) const = default;
};

// A file that the verdict rests on, and the hash of what was read from it.
struct EvidenceFile {
  std::string role;  // "contract", "page", "suite", "waivers", "config"
  std::string file;
  std::string sha256;

  bool operator==(const EvidenceFile&) const = default;
};

// Some lines of a contract or page around the places of findings.
struct Excerpt {
  std::string source;  // as Place::source
  int first_line = 1;
  std::vector<std::string> lines;

  bool operator==(const Excerpt&) const = default;
};

// A part of the contract that requests can meet, and whether any did.
struct CoverageItem {
  std::string kind;       // "operation", "parameter", "response", "property"
  std::string operation;  // "GET /v1/charges/{id}"
  std::string name;       // "query limit", "200 application/json", "200 application/json /data/*/id"
  bool observed = false;

  bool operator==(const CoverageItem&) const = default;
};

enum class OverrideState {
  kUsed,        // it fits a finding
  kStale,       // the run looked, and it fits none
  kNotReached,  // not all checks and rules that it names had their say
};

std::string_view OverrideStateName(OverrideState state);

struct OverrideResult {
  SourceLocation location;
  OverrideState state = OverrideState::kNotReached;

  bool operator==(const OverrideResult&) const = default;
};

struct RunResult {
  std::string tool_version;
  std::string tool_sha256;  // of the program; empty where it was not told
  std::string vendor;
  std::string title;
  std::string contract_file;
  std::string contract_version;
  std::string contract_sha256;
  std::string mode;    // "mock", "live", "audit"
  std::string target;  // base URL of a live run
  TimePoint started{};
  std::chrono::milliseconds duration{0};
  Date today{};

  std::vector<std::string> operations;  // of the contract, in its order
  std::vector<std::string> untested;    // those that no case ran
  std::vector<std::string> unfinished;  // operations with a case that was left out or not yet run
  std::vector<CaseResult> cases;
  std::vector<AuditResult> audits;  // empty: no audit was made
  std::vector<JudgedFinding> findings;
  std::string waivers_file;
  std::vector<WaiverResult> waivers;
  finding::Policy policy;
  std::optional<finding::Base> base;  // the earlier run that this one is held against
  finding::Tally tally;
  finding::ExitCode exit_code = finding::ExitCode::kConforms;
  std::string config_file;  // plumbline.yaml; empty: none was used
  std::vector<OverrideResult> overrides;
  std::vector<std::string> switched_off;  // fingerprints of the discrepancies that it wants nothing of, sorted
  std::vector<std::string> reasons;       // why, the gravest first

  std::vector<RuleText> rules;         // of the checks that ran, and of the rules that found something
  std::vector<EvidenceFile> evidence;  // contract first
  std::vector<Excerpt> excerpts;       // by source and line
  std::vector<CoverageItem> coverage;  // in the contract's order; empty where no case ran

  bool operator==(const RunResult&) const = default;
};

}  // namespace plumbline::run
