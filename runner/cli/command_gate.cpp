#include <CLI/CLI.hpp>
#include <ostream>

#include "base/error.h"
#include "base/text.h"
#include "cli/load_result.h"
#include "cli/options.h"
#include "run/conclude.h"
#include "suite/suite.h"

namespace plumbline::cli {
namespace {

struct GateOptions {
  OutputOptions output;
};

// What the options leave open is as the result has it.
void Prepare(run::RunResult& result, const OutputOptions& options, const Context& context) {
  if (!options.today.empty()) result.today = Today(options, context.environment);
  result.policy = PolicyOf(options, result.policy);
  if (auto base = BaseOf(options, run::ScopeOf(result), context)) result.base = std::move(base);
  if (result.policy.gated == finding::Gated::kNew && !result.base)
    throw Error("--gate new needs --base RESULT: new is what that result does not have");
  if (options.waivers_file.empty()) return;
  const suite::WaiverFile file = suite::LoadWaivers(options.waivers_file, result.today);
  result.waivers_file = file.file;
  result.waivers.clear();
  for (const finding::Waiver& waiver : file.waivers)
    result.waivers.push_back({waiver, finding::WaiverState::kNotReached});
  std::erase_if(result.evidence, [](const run::EvidenceFile& evidence) { return evidence.role == "waivers"; });
  result.evidence.push_back({"waivers", file.file, file.sha256});
}

finding::ExitCode Execute(const GateOptions& options, const Context& context) {
  CheckReports(options.output);
  run::RunResult result = LoadResult(options.output.result, context);
  Prepare(result, options.output, context);
  run::JudgeAgain(result);
  WriteReports(result, options.output, "", context);
  return result.exit_code;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<GateOptions>();
  options->output.totals = true;
  app.add_option(
         "result", options->output.result,
         "A result as --report json=PATH wrote it, or the journal of a run that was killed; - reads standard input")
      ->required()
      ->type_name("RESULT");
  DeclareOutput(app, options->output);
  // What is stored was judged already: severities and threads are of the run.
  for (const char* name : {"--config", "--jobs"}) app.remove_option(app.get_option(name));
  app.footer("Policy, waivers and day that are not given are those of the result.");
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kGateCommand = {"gate", "Decide again whether a release may go out, from a stored result", Declare};

}  // namespace plumbline::cli
