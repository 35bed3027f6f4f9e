#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <ostream>
#include <thread>

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "cli/load_result.h"
#include "cli/option_table.h"
#include "cli/shell_word.h"
#include "cli/write_file.h"
#include "run/conclude.h"

namespace plumbline::cli {
namespace {

struct ReportTarget {
  const report::Format* format;
  std::string path;
  std::string option;  // "--report junit=x.xml", for messages
};

// `option`: the one that asks for the report, for messages.
ReportTarget ParseReport(const std::string& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::vector<std::string> names = ReportNames();
  const std::string name = text.substr(0, equals);
  const report::Format* format = report::FindFormat(name);
  if (format == nullptr) {
    throw Error(fmt::format("{} {}: '{}' is no format{}; there are {}", option, text, name, DidYouMean(name, names),
                            Join(names, ", ")));
  }
  if (equals == std::string::npos || equals + 1 == text.size())
    throw Error(fmt::format("{} {}: write {}=PATH", option, text, name));
  const std::string path = text.substr(equals + 1);
  if (path == "-" && format->write_files != nullptr)
    throw Error(fmt::format("{} {}: {} is a folder of files; write {}=FOLDER", option, text, name, name));
  return {format, path, option + ' ' + text};
}

// Each report has a place of its own.
std::vector<ReportTarget> TargetsOf(const OutputOptions& options) {
  std::vector<ReportTarget> targets;
  std::map<std::string, std::string> by_path;
  for (const std::string& text : options.reports) {
    targets.push_back(ParseReport(options.report_option, text));
    const auto [known, fresh] = by_path.try_emplace(targets.back().path, text);
    if (!fresh)
      throw Error(fmt::format("{}: {} is written to the same place; name two", targets.back().option, known->second));
  }
  return targets;
}

// No report takes the place of what it is a report of.
void KeepWhatWasRead(const std::vector<ReportTarget>& targets, const run::RunResult& result,
                     const OutputOptions& options) {
  std::vector<std::string> read = {options.result, options.base, options.config_file, options.waivers_file};
  for (const run::EvidenceFile& file : result.evidence) read.push_back(file.file);
  for (const ReportTarget& target : targets) {
    for (const std::string& one : read) {
      if (target.path != "-" && !one.empty()) RefuseToReplace(target.option, target.path, one);
    }
  }
}

}  // namespace

bool UseColor(const std::string& color, const Environment& environment) {
  if (color != "auto") return color == "always";
  const auto no_color = environment.variable("NO_COLOR");
  const auto ci = environment.variable("CI");
  return environment.out_is_terminal && (!no_color || no_color->empty()) && (!ci || ci->empty());
}

void DeclareReports(CLI::App& app, OutputOptions& options, const std::string& name) {
  const std::vector<std::string> names = ReportNames();
  options.report_option = name;
  app.add_option(
         name, options.reports,
         fmt::format(
             "Write a report, as junit=PATH; may be given several times. Formats: {}. PATH - is standard output; plumbline list reports says what each is",
             Join(names, ", ")))
      ->type_name("FORMAT=PATH")
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--junit-flavor", options.junit_flavor,
                 "Shape of JUnit reports: rich, or strict for readers that hold to Jenkins' and Ant's schemas")
      ->check(CLI::IsMember({"rich", "strict"}))
      ->capture_default_str();
  app.add_option("--history", options.history,
                 "Folder of earlier results (json reports), for the html report to show how things went on")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  app.add_flag("--sarif-waived", options.sarif_waived,
               "SARIF reports hold documented discrepancies too, as suppressed results");
  app.add_option("--color", options.color, "Colours: auto, always or never; NO_COLOR and CI mean never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  auto* quiet = app.add_flag("-q,--quiet", options.quiet, "Print discrepancies and totals only");
  app.add_flag("-v,--verbose", options.verbose, "Print waived discrepancies and notes in full too")->excludes(quiet);
}

void DeclareOutput(CLI::App& app, OutputOptions& options) {
  DeclareReports(app, options, "--report");
  app.add_option("--waivers", options.waivers_file, "Waivers file, instead of waivers.yaml beside the suites")
      ->type_name("FILE");
  app.add_option("--stale-waivers", options.stale_waivers,
                 "What waivers that are no longer needed do: fail (exit 4, the default) or warn")
      ->check(CLI::IsMember({"fail", "warn"}));
  app.add_option("--fail-on", options.fail_on, "The least severity that fails: error or warning (the default)")
      ->check(CLI::IsMember({"error", "warning"}));
  app.add_option("--max-waived", options.max_waived, "Fail where waivers cover more discrepancies than this")
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N");
  app.add_option(
         "--base", options.base,
         "A stored result that must not be exceeded: more that fails, more that is waived, or what looks different now, fails")
      ->type_name("RESULT");
  app.add_option("--gate", options.gate, "What fails: all (the default), or new, what --base did not have")
      ->check(CLI::IsMember({"new", "all"}));
  app.add_option(
         "--config", options.config_file,
         "Configuration, instead of the plumbline.yaml of the working directory, or else in or beside the vendor's folder")
      ->type_name("FILE");
  app.add_option("--jobs", options.jobs, "Threads, at most 64; 0: as many as there are cores")
      ->type_name("N")
      ->check(CLI::Range(0, 64))
      ->capture_default_str();
  app.add_option("--today", options.today, "The day for waivers and ${today}, instead of the clock's")
      ->type_name("YYYY-MM-DD");
}

Date Today(const OutputOptions& options, const Environment& environment) {
  if (options.today.empty()) return std::chrono::floor<std::chrono::days>(environment.clock());
  const auto date = ParseDate(options.today);
  if (!date) throw Error(fmt::format("--today {}: this is no day; write YYYY-MM-DD", options.today));
  return *date;
}

finding::Policy PolicyOf(const OutputOptions& options, finding::Policy otherwise) {
  finding::Policy policy = otherwise;
  if (!options.fail_on.empty())
    policy.fail_on = options.fail_on == "error" ? finding::Severity::kError : finding::Severity::kWarning;
  if (!options.stale_waivers.empty())
    policy.stale_waivers =
        options.stale_waivers == "warn" ? finding::StaleWaivers::kWarn : finding::StaleWaivers::kFail;
  if (!options.gate.empty()) policy.gated = options.gate == "new" ? finding::Gated::kNew : finding::Gated::kAll;
  if (options.max_waived) policy.max_waived = options.max_waived;
  return policy;
}

std::optional<finding::Base> BaseOf(const OutputOptions& options, const run::Scope& scope, const Context& context) {
  if (options.base.empty()) return std::nullopt;
  const StoredResult stored = LoadStored(options.base, context);
  if (const std::string why = run::NothingInCommon(run::ScopeOf(stored.result), scope); !why.empty()) {
    throw Error(fmt::format("--base {}: there is nothing to compare: {}", options.base, why));
  }
  return run::BaseOf(stored.result, options.base, stored.sha256);
}

run::Options RunOptionsOf(const OutputOptions& options, const Context& context) {
  if (options.gate == "new" && options.base.empty())
    throw Error("--gate new needs --base RESULT: new is what that result does not have");
  const Environment& environment = context.environment;
  run::Options run_options;
  run_options.today = Today(options, environment);
  run_options.policy = PolicyOf(options);
  run_options.clock = environment.clock;
  run_options.interrupted = environment.interrupted;
  run_options.redaction_key = environment.redaction_key.empty() ? RandomBytes(32) : environment.redaction_key;
  if (environment.tool_sha256 && !options.reports.empty()) run_options.tool_sha256 = environment.tool_sha256();
  return run_options;
}

std::size_t JobsOf(const OutputOptions& options) {
  return options.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.jobs;
}

std::string AgainOptions(const OutputOptions& options) {
  std::string again;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) again += fmt::format(" {} {}", name, ShellWord(value));
  };
  add("--waivers", options.waivers_file);
  add("--stale-waivers", options.stale_waivers);
  add("--fail-on", options.fail_on);
  add("--max-waived", options.max_waived ? std::to_string(*options.max_waived) : "");
  add("--base", options.base);
  add("--gate", options.gate);
  add("--config", options.config_file);
  add("--today", options.today);
  return again;
}

void CheckReports(const OutputOptions& options) { TargetsOf(options); }

void WriteReports(const run::RunResult& result, const OutputOptions& options, const std::string& rerun,
                  const Context& context) {
  report::ConsoleOptions console;
  console.color = UseColor(options.color, context.environment);
  console.detail = options.verbose  ? report::Detail::kVerbose
                   : options.totals ? report::Detail::kTotals
                   : options.quiet  ? report::Detail::kQuiet
                                    : report::Detail::kNormal;
  console.rerun = rerun;
  report::Options report_options{
      .junit_flavor = options.junit_flavor == "strict" ? report::JunitFlavor::kStrict : report::JunitFlavor::kRich,
      .sarif_waived = options.sarif_waived ? report::Waived::kInclude : report::Waived::kLeaveOut};
  if (!options.history.empty()) report_options.history = LoadHistory(options.history, result.vendor);
  const std::vector<ReportTarget> targets = TargetsOf(options);
  KeepWhatWasRead(targets, result, options);
  bool out_taken = false;
  for (const ReportTarget& target : targets) {
    if (target.format->write_files != nullptr) {
      WriteFolder(target.path, target.format->write_files(result, report_options));
      console.reports.push_back(target.path);
      continue;
    }
    const std::string written = target.format->write(result, report_options);
    if (target.path == "-") {
      context.out << written;
      out_taken = true;
    } else {
      WriteFile(target.path, written);
      console.reports.push_back(target.path);
    }
  }
  (out_taken ? context.err : context.out) << report::WriteConsole(result, console);
}

}  // namespace plumbline::cli
