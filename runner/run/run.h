// Runs suites: sends each case's request, applies the checks, audits the contract, weighs what was
// found against the waivers, and gives one RunResult. Clock, environment and progress come in as
// arguments.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "run/result.h"
#include "suite/config.h"
#include "suite/request.h"
#include "suite/suite.h"

namespace plumbline::run {

struct Options {
  std::optional<std::string> target;  // base URL of a live service; nothing: our mock on loopback
  std::string filter = "*";           // glob over case ids
  bool audit = true;
  Date today{};
  finding::Policy policy;
  std::optional<finding::Base> base;
  suite::Secrets secrets;     // for a live service
  std::string redaction_key;  // of the hashes that stand for secrets, new for each run; empty: marks without hashes
  std::function<TimePoint()> clock;
  const std::atomic<bool>* interrupted = nullptr;
  // Told as the run goes on; may be empty. What they are given is redacted.
  std::function<void(const RunResult&)> on_start;  // before the first request: the result without cases
  std::function<void(const CaseResult&, const std::vector<JudgedFinding>&)>
      on_case;              // after each case, with its findings
  std::string tool_sha256;  // of the program, for the result
  suite::Config config;
  std::size_t jobs = 1;  // threads for the rules of the audit; the result is the same for any number
};

// Throws Error where the target is no URL or the filter fits no case. Everything else that goes wrong
// is in the result.
RunResult RunSuites(const suite::SuiteSet& set, const Options& options);

// The rules alone.
RunResult RunAudit(const contract::Vendor& vendor, const suite::WaiverFile& waivers, const Options& options);

}  // namespace plumbline::run
