#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "cli/config.h"
#include "cli/options.h"
#include "cli/shell_word.h"
#include "cli/write_file.h"
#include "run/result_json.h"
#include "run/run.h"

namespace plumbline::cli {
namespace {

struct RunOptions {
  std::string suites;
  bool mock = false;
  std::string target;
  std::string filter = "*";
  bool no_audit = false;
  OutputOptions output;
};

suite::Secrets SecretsFromEnvironment(const suite::SuiteSet& set, const Environment& environment) {
  suite::Secrets secrets;
  std::vector<std::string> missing;
  for (const auto& [scheme, variable] : set.vendor.credentials) {
    const auto value = environment.variable(variable);
    if (!value || value->empty()) {
      missing.push_back(variable);
    } else {
      secrets.emplace(scheme, *value);
    }
  }
  if (!missing.empty()) {
    throw Error(fmt::format("{} not set: vendor.yaml names {} for the credentials of a live run",
                            Join(missing, " and ") + (missing.size() == 1 ? " is" : " are"),
                            missing.size() == 1 ? "it" : "them"));
  }
  return secrets;
}

// The suites' folders below one that holds folders of suites and no suite itself; else what was named.
std::vector<std::string> SuiteFolders(const std::string& path) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(path)) return {path};
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_regular_file() && (entry.path().extension() == ".yaml" || entry.path().extension() == ".yml" ||
                                    entry.path().extension() == ".json"))
      return {path};
    if (entry.is_directory()) folders.push_back(entry.path().lexically_normal().string());
  }
  std::sort(folders.begin(), folders.end());
  return folders.empty() ? std::vector<std::string>{path} : folders;
}

// reports/junit.xml becomes reports/junit-acme.xml.
std::string WithVendor(const std::string& report, const std::string& vendor) {
  const std::size_t equals = report.find('=');
  if (equals == std::string::npos || report.ends_with("=-")) return report;
  const std::filesystem::path path = report.substr(equals + 1);
  const std::string name = path.stem().string() + '-' + vendor + path.extension().string();
  return report.substr(0, equals + 1) + (path.parent_path() / name).string();
}

// By the precedence of the exit codes.
finding::ExitCode Graver(finding::ExitCode a, finding::ExitCode b) {
  for (const finding::ExitCode code :
       {finding::ExitCode::kInterrupted, finding::ExitCode::kUnusable, finding::ExitCode::kDiscrepancy,
        finding::ExitCode::kInconclusive, finding::ExitCode::kStaleWaivers}) {
    if (a == code || b == code) return code;
  }
  return finding::ExitCode::kConforms;
}

// The command that comes to the same verdict: a part of the cases would come to another.
std::string Again(const RunOptions& options, const std::string& target) {
  return "plumbline run " + ShellWord(options.suites) + (options.mock ? " --mock" : " --target " + ShellWord(target)) +
         (options.filter == "*" ? "" : " --filter " + ShellWord(options.filter)) +
         (options.no_audit ? " --no-audit" : "") + AgainOptions(options.output);
}

finding::ExitCode RunOne(const RunOptions& options, std::vector<run::OverrideResult>& overrides,
                         const Context& context);

// Beside the stored result, where one is asked for.
std::string JournalPath(const OutputOptions& output) {
  constexpr std::string_view kStored = "json=";
  for (const std::string& report : output.reports) {
    if (report.starts_with(kStored) && report != "json=-") return report.substr(kStored.size()) + ".journal";
  }
  return "";
}

finding::ExitCode Execute(const RunOptions& options, const Context& context) {
  const std::vector<std::string> folders = SuiteFolders(options.suites);
  std::vector<run::OverrideResult> overrides;
  if (folders.size() == 1) {
    RunOptions one = options;
    one.suites = folders.front();
    const finding::ExitCode code = RunOne(one, overrides, context);
    TellStaleOverrides(overrides, context);
    return code;
  }
  if (!options.mock)
    throw Error(fmt::format(
        "{} holds the suites of {} vendors, which live services have addresses of their own; name one of them",
        options.suites, folders.size()));
  if (!options.output.waivers_file.empty())
    throw Error("--waivers names the file of one vendor; name that vendor's suites");
  if (!options.output.base.empty()) throw Error("--base names the result of one vendor; name that vendor's suites");
  finding::ExitCode code = finding::ExitCode::kConforms;
  for (const std::string& folder : folders) {
    RunOptions one = options;
    one.suites = folder;
    for (std::string& report : one.output.reports)
      report = WithVendor(report, std::filesystem::path(folder).filename().string());
    code = Graver(code, RunOne(one, overrides, context));
  }
  TellStaleOverrides(overrides, context);
  return code;
}

finding::ExitCode RunOne(const RunOptions& options, std::vector<run::OverrideResult>& overrides,
                         const Context& context) {
  if (options.mock == !options.target.empty()) {
    throw Error("plumbline run needs one of --mock (our mock on loopback) and --target URL (a live service)");
  }
  CheckReports(options.output);
  const Environment& environment = context.environment;
  run::Options run_options = RunOptionsOf(options.output, context);
  suite::LoadOptions load{std::nullopt, run_options.today};
  if (!options.output.waivers_file.empty()) load.waivers_file = options.output.waivers_file;
  const suite::SuiteSet set = suite::LoadSuites(options.suites, check::CheckIds(), load);
  run_options.base = BaseOf(options.output, run::ScopeOf(set, options.filter, !options.no_audit), context);
  if (!options.mock) {
    run_options.target = options.target;
    run_options.secrets = SecretsFromEnvironment(set, environment);
  }
  run_options.config = FindConfig(options.output, set.vendor.contract->root->source.name(), context);
  run_options.jobs = JobsOf(options.output);
  run_options.filter = options.filter;
  run_options.audit = !options.no_audit;
  constexpr std::string_view kClearLine = "\r\x1b[K";
  std::size_t done = 0;
  std::optional<JournalFile> journal;
  run::RunResult begun;
  // Whoever listens is given redacted copies, so nobody listens for nothing.
  const std::string journal_path = JournalPath(options.output);
  if (!journal_path.empty()) {
    run_options.on_start = [&](const run::RunResult& so_far) {
      begun = so_far;
      journal.emplace(journal_path).Append(run::JournalHead(begun));
    };
  }
  if (!journal_path.empty() || environment.err_is_terminal) {
    run_options.on_case = [&](const run::CaseResult& test, const std::vector<run::JudgedFinding>& findings) {
      if (journal) journal->Append(run::JournalLine(test, findings, begun));
      if (environment.err_is_terminal)
        context.err << kClearLine << fmt::format("{} {}", Count(++done, "case"), test.id) << std::flush;
    };
  }
  const run::RunResult result = run::RunSuites(set, run_options);
  overrides.insert(overrides.end(), result.overrides.begin(), result.overrides.end());
  if (done > 0) context.err << kClearLine << std::flush;
  WriteReports(result, options.output, Again(options, result.target), context);
  if (journal) journal->Remove();
  return result.exit_code;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.add_option("suites", options->suites, "A suite file, a folder of them, or a folder of such folders, one a vendor")
      ->required()
      ->type_name("SUITES");
  app.add_flag("--mock", options->mock, "Run against our mock of the contract, on loopback");
  app.add_option("--target", options->target, "Run against the live service at this base URL")->type_name("URL");
  app.add_option("--filter", options->filter, "Run the cases whose id (suite/case) fits this glob")
      ->type_name("GLOB")
      ->capture_default_str();
  app.add_flag("--no-audit", options->no_audit, "Leave out the audit of the contract");
  DeclareOutput(app, options->output);
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kRunCommand = {"run", "Run request suites against a service or our mock, and audit the contract",
                             Declare};

}  // namespace plumbline::cli
