#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/load_result.h"
#include "cli/options.h"

namespace plumbline::cli {
namespace {

struct ReportOptions {
  std::string result;
  OutputOptions output;
};

finding::ExitCode Execute(const ReportOptions& options, const Context& context) {
  CheckReports(options.output);
  WriteReports(LoadResult(options.result, context), options.output, "", context);
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<ReportOptions>();
  app.add_option("result", options->result, "A result as --report json=PATH wrote it, or the journal of a run that was killed; - reads standard input")->required()->type_name("RESULT");
  DeclareReports(app, options->output, "--to");
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kReportCommand = {"report", "Write reports of a run that is over, from its stored result", Declare};

}  // namespace plumbline::cli
