#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/error.h"
#include "base/text.h"
#include "cli/write_file.h"

namespace plumbline::cli {
namespace {

struct ReportTarget {
  const report::Format* format;
  std::string path;
};

ReportTarget ParseReport(const std::string& text) {
  const std::size_t equals = text.find('=');
  std::vector<std::string> names;
  for (const report::Format& format : report::Formats()) names.emplace_back(format.name);
  const std::string name = text.substr(0, equals);
  const report::Format* format = report::FindFormat(name);
  if (format == nullptr) {
    throw Error(fmt::format("--report {}: '{}' is no format{}; there are {}", text, name, DidYouMean(name, names), Join(names, ", ")));
  }
  if (equals == std::string::npos || equals + 1 == text.size()) throw Error(fmt::format("--report {}: write {}=PATH", text, name));
  const std::string path = text.substr(equals + 1);
  if (path == "-" && format->write_files != nullptr) throw Error(fmt::format("--report {}: {} is a folder of files; write {}=FOLDER", text, name, name));
  return {format, path};
}

}  // namespace

bool UseColor(const std::string& color, const Environment& environment) {
  if (color != "auto") return color == "always";
  const auto no_color = environment.variable("NO_COLOR");
  const auto ci = environment.variable("CI");
  return environment.out_is_terminal && (!no_color || no_color->empty()) && (!ci || ci->empty());
}

void DeclareReports(CLI::App& app, OutputOptions& options, const std::string& name) {
  std::vector<std::string> names;
  for (const report::Format& format : report::Formats()) names.emplace_back(format.name);
  app.add_option(name, options.reports, fmt::format("Write a report, as junit=PATH; may be given several times. Formats: {}. PATH - is standard output; plumbline list reports says what each is", Join(names, ", ")))
      ->type_name("FORMAT=PATH")->take_all()->allow_extra_args(false);
  app.add_option("--junit-flavor", options.junit_flavor, "Shape of JUnit reports: rich, or strict for readers that hold to Jenkins' and Ant's schemas")
      ->check(CLI::IsMember({"rich", "strict"}))->capture_default_str();
  app.add_flag("--sarif-waived", options.sarif_waived, "SARIF reports hold documented discrepancies too, as suppressed results");
  app.add_option("--color", options.color, "Colours: auto, always or never; NO_COLOR and CI mean never")
      ->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  auto* quiet = app.add_flag("-q,--quiet", options.quiet, "Print discrepancies and totals only");
  app.add_flag("-v,--verbose", options.verbose, "Print waived discrepancies and notes in full too")->excludes(quiet);
}

void DeclareOutput(CLI::App& app, OutputOptions& options) {
  DeclareReports(app, options, "--report");
  app.add_option("--waivers", options.waivers_file, "Waivers file, instead of waivers.yaml beside the suites")->type_name("FILE");
  app.add_option("--stale-waivers", options.stale_waivers, "What waivers that are no longer needed do: fail (exit 4) or warn")
      ->check(CLI::IsMember({"fail", "warn"}))->capture_default_str();
  app.add_option("--today", options.today, "The day for waivers and ${today}, instead of the clock's")->type_name("YYYY-MM-DD");
}

Date Today(const OutputOptions& options, const Environment& environment) {
  if (options.today.empty()) return std::chrono::floor<std::chrono::days>(environment.clock());
  const auto date = ParseDate(options.today);
  if (!date) throw Error(fmt::format("--today {}: this is no day; write YYYY-MM-DD", options.today));
  return *date;
}

finding::StaleWaivers StaleWaiversOf(const OutputOptions& options) {
  return options.stale_waivers == "warn" ? finding::StaleWaivers::kWarn : finding::StaleWaivers::kFail;
}

void CheckReports(const OutputOptions& options) {
  for (const std::string& text : options.reports) ParseReport(text);
}

void WriteReports(const run::RunResult& result, const OutputOptions& options, const std::string& rerun, const Context& context) {
  report::ConsoleOptions console;
  console.color = UseColor(options.color, context.environment);
  console.detail = options.quiet ? report::Detail::kQuiet : options.verbose ? report::Detail::kVerbose : report::Detail::kNormal;
  console.rerun = rerun;
  const report::Options report_options{options.junit_flavor == "strict" ? report::JunitFlavor::kStrict : report::JunitFlavor::kRich,
                                       options.sarif_waived ? report::Waived::kInclude : report::Waived::kLeaveOut};
  bool out_taken = false;
  for (const std::string& text : options.reports) {
    const ReportTarget target = ParseReport(text);
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
