// What went wrong in a run, each thing once and with a place in a file: what reports that annotate files (SARIF,
// GitHub, GitLab) are made from. A discrepancy that several cases met is one problem; one that only an answer shows
// stands where its case is written.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"
#include "run/result.h"

namespace plumbline::report {

enum class ProblemKind {
  kFinding,      // `found` is set
  kStaleWaiver,  // rule "waiver.stale"
  kUnjudged,     // a judgement could not be made; the rule is the kind of the error
};

struct Problem {
  ProblemKind kind = ProblemKind::kFinding;
  std::string rule;
  finding::Severity severity = finding::Severity::kError;
  std::string title;               // one line: "GET /v1/x → 200: calls is not an integer"
  std::vector<std::string> notes;  // one line each: what the places show, which side is likely wrong, the request
  Place place;                     // in a file; its line is at least 1
  std::vector<Place> related;      // in files too
  std::string fingerprint;
  const run::JudgedFinding* found = nullptr;
};

// The worst first: errors, warnings, notes; each in the order of the result. Documented discrepancies only where they
// are asked for. Valid while `result` lives.
std::vector<Problem> Problems(const run::RunResult& result, Waived waived);

// A path as a relative reference (RFC 3986), percent-encoded; an absolute path as a file: URI.
std::string UriOf(const std::string& path);
// The path without "./" and "a/..".
std::string PlainPath(const std::string& path);

}  // namespace plumbline::report
