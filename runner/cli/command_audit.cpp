#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/error.h"
#include "base/text.h"
#include "cli/config.h"
#include "cli/options.h"
#include "cli/proposed_suite.h"
#include "cli/shell_word.h"
#include "contract/target.h"
#include "run/run.h"
#include "suite/suite.h"

namespace plumbline::cli {
namespace {

struct AuditOptions {
  std::vector<std::string> targets;
  bool explain_claims = false;
  bool propose_invariants = false;
  OutputOptions output;
};

// Whether there is anything that could contradict anything.
bool SaysNothing(const contract::Vendor& vendor) {
  if (!vendor.contract->openapi.empty()) return false;
  return std::all_of(vendor.pages.begin(), vendor.pages.end(), [](const page::DocumentedPage& page) {
    // What begins like JSON and cannot be read is no sample of anything by itself.
    const auto& samples = page.claims.samples;
    const bool sampled = std::any_of(samples.begin(), samples.end(),
                                     [](const page::SampleClaim& sample) { return sample.body != nullptr; });
    return page.claims.operations.empty() && !sampled && page.claims.lists.empty();
  });
}

std::string Again(const AuditOptions& options) {
  std::string again = "plumbline audit";
  for (const std::string& target : options.targets) again += ' ' + ShellWord(target);
  return again + AgainOptions(options.output);
}

finding::ExitCode Execute(const AuditOptions& options, const Context& context) {
  CheckReports(options.output);
  if ((options.explain_claims || options.propose_invariants) && !options.output.reports.empty()) {
    throw Error(fmt::format(
        "{} judges nothing, and there is no result that --report could write: give them one after the other",
        options.explain_claims ? "--explain-claims" : "--propose-invariants"));
  }
  run::Options run_options = RunOptionsOf(options.output, context);
  const contract::Vendor vendor = contract::LoadTarget(options.targets);
  if (options.explain_claims) {
    for (const page::DocumentedPage& page : vendor.pages) context.out << page::Print(page.page, page.claims);
    if (vendor.pages.empty()) context.out << "no documentation pages\n";
    return finding::ExitCode::kConforms;
  }
  if (options.propose_invariants) {
    context.out << ProposedSuite(audit::Subject(vendor));
    return finding::ExitCode::kConforms;
  }
  if (SaysNothing(vendor)) {
    throw Error(
        {.file = options.targets.front()},
        "no contract, and no operation, sample or list of fields on the pages: there is nothing to audit; --explain-claims shows what was read");
  }
  run_options.base = BaseOf(options.output, run::ScopeOf(vendor), context);
  std::string waivers_file = options.output.waivers_file;
  const std::filesystem::path beside = std::filesystem::path(vendor.suites) / "waivers.yaml";
  if (waivers_file.empty() && !vendor.suites.empty() && std::filesystem::exists(beside)) waivers_file = beside.string();
  const suite::WaiverFile waivers =
      waivers_file.empty() ? suite::WaiverFile{} : suite::LoadWaivers(waivers_file, run_options.today);
  run_options.config = FindConfig(options.output, options.targets.front(), context);
  run_options.jobs = JobsOf(options.output);
  const run::RunResult result = run::RunAudit(vendor, waivers, run_options);
  TellStaleOverrides(result.overrides, context);
  WriteReports(result, options.output, Again(options), context);
  return result.exit_code;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<AuditOptions>();
  app.add_option("targets", options->targets,
                 "A vendor's folder, an OpenAPI document, documentation pages, or a folder of them")
      ->required()
      ->type_name("TARGET");
  app.add_flag("--explain-claims", options->explain_claims,
               "Print what the pages claim, where, and what was not understood; judge nothing");
  app.add_flag("--propose-invariants", options->propose_invariants,
               "Print the identities that hold in all answers that are shown, as cases of a suite; judge nothing")
      ->excludes("--explain-claims");
  DeclareOutput(app, options->output);
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kAuditCommand = {
    "audit", "Look for contradictions in a contract and its documentation pages, without any request", Declare};

}  // namespace plumbline::cli
