// The report for the terminal.
#pragma once

#include <string>
#include <vector>

#include "run/result.h"

namespace plumbline::report {

enum class Detail { kTotals, kQuiet, kNormal, kVerbose };

struct ConsoleOptions {
  bool color = false;
  Detail detail = Detail::kNormal;
  std::vector<std::string> reports;  // paths that were written
  std::string rerun;                 // command that runs the failing cases again; may be empty
};

std::string WriteConsole(const run::RunResult& result, const ConsoleOptions& options);

// One finding with both places, plain: also the text of a JUnit failure. `case_id` may be empty.
std::string DescribeFinding(const run::JudgedFinding& found, const run::RunResult& result);
// Its first line: "error[response.schema]: GET /v1/x → 200: calls is not an integer".
std::string FindingTitle(const run::JudgedFinding& found);

// Of a finding that is known from the base or below the severity that fails: "known: base.json of 2026-11-20 has it
// too, …".
std::string WhySpared(const run::JudgedFinding& found, const run::RunResult& result);

// What is told below the places, a line each: details, what each of three sides says, which is likely wrong, what the
// waiver says, the request.
std::vector<std::string> FindingNotes(const run::JudgedFinding& found, const run::RunResult& result);
// "schema: integer · example: string · answer: string"; empty where there are no sides.
std::string SidesText(const finding::Finding& found);

// The request of a case as a curl command; secrets are redacted already.
std::string CurlLine(const run::CaseResult& test, const run::RunResult& result);

}  // namespace plumbline::report
