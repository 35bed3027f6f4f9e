// Options that several commands take, each declared and read in one place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "report/console.h"
#include "report/report.h"
#include "run/result.h"

namespace plumbline::cli {

struct OutputOptions {
  std::vector<std::string> reports;  // FORMAT=PATH
  std::string junit_flavor = "rich";
  bool sarif_waived = false;
  std::string color = "auto";
  std::string today;
  std::string waivers_file;
  std::string stale_waivers = "fail";
  bool quiet = false;
  bool verbose = false;
};

// Reports, colours, how much is printed. `name` is the option that asks for a report.
void DeclareReports(CLI::App& app, OutputOptions& options, const std::string& name);
// These, and what decides of waivers.
void DeclareOutput(CLI::App& app, OutputOptions& options);

// --color, NO_COLOR, CI, and whether the output is a terminal.
bool UseColor(const std::string& color, const Environment& environment);

// The day of the run: --today, else the clock's. Throws Error for something that is no date.
Date Today(const OutputOptions& options, const Environment& environment);
finding::StaleWaivers StaleWaiversOf(const OutputOptions& options);

// Throws Error where a report has no known format or no path. Call before any work is done.
void CheckReports(const OutputOptions& options);

// Writes the reports, and the console's report to `out` (to `err` where a report itself goes to `-`).
void WriteReports(const run::RunResult& result, const OutputOptions& options, const std::string& rerun, const Context& context);

}  // namespace plumbline::cli
