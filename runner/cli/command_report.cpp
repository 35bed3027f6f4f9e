#include <CLI/CLI.hpp>
#include <ostream>

#include "base/error.h"
#include "cli/load_result.h"
#include "cli/options.h"
#include "cli/report_evidence.h"

namespace plumbline::cli {
namespace {

struct ReportOptions {
  OutputOptions output;
};

finding::ExitCode Execute(const ReportOptions& options, const Context& context) {
  if (options.output.result.empty()) throw Error("plumbline report needs a RESULT; see plumbline report --help");
  CheckReports(options.output);
  WriteReports(LoadResult(options.output.result, context), options.output, "", context);
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<ReportOptions>();
  app.add_option(
         "result", options->output.result,
         "A result as --report json=PATH wrote it, or the journal of a run that was killed; - reads standard input")
      ->type_name("RESULT");
  DeclareReports(app, options->output, "--to");
  CLI::App* verify =
      app.add_subcommand("verify", "Say whether a result and the files that it rests on are still what they were");
  CLI::App* sign = app.add_subcommand("sign", "Sign a result, so that it can be shown later to be untouched");
  app.require_subcommand(0, 1);
  const Action verify_action = DeclareVerify(*verify), sign_action = DeclareSign(*sign);
  return [=](const Context& context) {
    if (verify->parsed()) return verify_action(context);
    if (sign->parsed()) return sign_action(context);
    return Execute(*options, context);
  };
}

}  // namespace

const Command kReportCommand = {"report", "Write reports of a run that is over, from its stored result", Declare};

}  // namespace plumbline::cli
