// Options that several commands take, each declared and read in one place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "report/console.h"
#include "report/report.h"
#include "run/run.h"
#include "run/scope.h"

namespace plumbline::cli {

struct OutputOptions {
  std::vector<std::string> reports;        // FORMAT=PATH
  std::string report_option = "--report";  // by which they were asked for
  std::string junit_flavor = "rich";
  std::string history;  // folder of earlier results
  bool sarif_waived = false;
  std::string color = "auto";
  std::string today;
  std::string waivers_file;
  std::string config_file;
  std::size_t jobs = 0;
  // Empty: as Policy has it, or as a stored result has it.
  std::string fail_on;
  std::string stale_waivers;
  std::string gate;
  std::optional<std::size_t> max_waived;
  std::string base;    // path of a stored result
  std::string result;  // path of the result that reports are written of, where that is not a new one
  bool quiet = false;
  bool verbose = false;
  bool totals = false;  // print the verdict and what it rests on, unless verbose
};

// Reports, colours, how much is printed. `name` is the option that asks for a report.
void DeclareReports(CLI::App& app, OutputOptions& options, const std::string& name);
// These, and what decides of the verdict.
void DeclareOutput(CLI::App& app, OutputOptions& options);

// --color, NO_COLOR, CI, and whether the output is a terminal.
bool UseColor(const std::string& color, const Environment& environment);

// The day of the run: --today, else the clock's. Throws Error for something that is no date.
Date Today(const OutputOptions& options, const Environment& environment);
// --jobs; 0: as many as there are cores.
std::size_t JobsOf(const OutputOptions& options);
// The policy that the options ask for; what they leave open is that of `otherwise`.
finding::Policy PolicyOf(const OutputOptions& options, finding::Policy otherwise = {});
// The result that --base names. Throws Error where it cannot be read, or has nothing in common with a result of
// `scope`.
std::optional<finding::Base> BaseOf(const OutputOptions& options, const run::Scope& scope, const Context& context);
// Clock, day, policy, key and program: what run and audit share.
run::Options RunOptionsOf(const OutputOptions& options, const Context& context);

// What decides of the verdict, as words of a command line that comes to the same one; each after a blank.
std::string AgainOptions(const OutputOptions& options);

// Throws Error where a report has no known format or no path. Call before any work is done.
void CheckReports(const OutputOptions& options);

// Writes the reports, and the console's report to `out` (to `err` where a report itself goes to `-`).
void WriteReports(const run::RunResult& result, const OutputOptions& options, const std::string& rerun,
                  const Context& context);

}  // namespace plumbline::cli
