#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/options.h"
#include "run/run.h"
#include "suite/suite.h"

namespace plumbline::cli {
namespace {

struct AuditOptions {
  std::string spec;
  OutputOptions output;
};

finding::ExitCode Execute(const AuditOptions& options, const Context& context) {
  CheckReports(options.output);
  run::Options run_options;
  run_options.today = Today(options.output, context.environment);
  run_options.stale_waivers = StaleWaiversOf(options.output);
  run_options.clock = context.environment.clock;
  run_options.interrupted = context.environment.interrupted;
  const contract::Vendor vendor = contract::LoadVendor(options.spec);
  std::string waivers_file = options.output.waivers_file;
  const std::filesystem::path beside = std::filesystem::path(vendor.suites) / "waivers.yaml";
  if (waivers_file.empty() && !vendor.suites.empty() && std::filesystem::exists(beside)) waivers_file = beside.string();
  const auto waivers = waivers_file.empty() ? std::vector<finding::Waiver>{} : suite::LoadWaivers(waivers_file, run_options.today);
  const run::RunResult result = run::RunAudit(vendor, waivers, waivers_file, run_options);
  WriteReports(result, options.output, "plumbline audit " + options.spec, context);
  return result.exit_code;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<AuditOptions>();
  app.add_option("spec", options->spec, "A vendor's folder, or an OpenAPI document")->required()->type_name("SPEC");
  DeclareOutput(app, options->output);
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kAuditCommand = {"audit", "Look for contradictions in a contract and its documented samples, without any request", Declare};

}  // namespace plumbline::cli
