#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "base/error.h"
#include "base/text.h"
#include "cli/options.h"
#include "cli/schema_options.h"
#include "validate/batch.h"

namespace plumbline::cli {
namespace {

using finding::ExitCode;

struct ValidateOptions {
  SchemaFlags schema;
  std::vector<std::string> inputs;
  bool lines = false;
  bool documents = false;
  bool fail_fast = false;
  bool quiet = false;
  std::string output = "text";
  std::string input = "auto";
  std::string color = "auto";
  std::size_t jobs = 1;
  std::size_t max_errors = 50;
};

// "\r  41 documents, 12 MB" at most ten times a second.
class Progress {
 public:
  Progress(const Context& context, bool shown) : context_(context), shown_(shown) {}
  ~Progress() {
    if (drawn_) context_.err << "\r\x1b[K" << std::flush;
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void operator()(std::size_t done, std::size_t bytes) {
    if (!shown_) return;
    const auto now = context_.environment.clock();
    if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    drawn_ = true;
    context_.err << fmt::format("\r  {} · {:.1f} MB\x1b[K", Count(done, "document"), static_cast<double>(bytes) / 1e6)
                 << std::flush;
  }

 private:
  const Context& context_;
  bool shown_;
  bool drawn_ = false;
  decltype(std::declval<Context>().environment.clock()) last_{};
};

ExitCode CodeOf(const validate::BatchResult& result) {
  if (result.interrupted) return ExitCode::kInterrupted;
  if (result.unreadable > 0) return ExitCode::kUnusable;
  if (result.invalid > 0) return ExitCode::kDiscrepancy;
  return result.undecided > 0 ? ExitCode::kInconclusive : ExitCode::kConforms;
}

ExitCode Execute(const ValidateOptions& options, const Context& context) {
  const bool reads_input =
      options.inputs.empty() || std::find(options.inputs.begin(), options.inputs.end(), "-") != options.inputs.end();
  if (options.schema.path == "-" && reads_input)
    throw Error("standard input cannot be both the schema and a document: name the documents");
  const validate::SchemaSource source = OpenSchema(options.schema, context);
  const schema::Program program = source.Compile();
  const bool open_api =
      program.dialect() == schema::DialectId::kOpenApi30 || program.dialect() == schema::DialectId::kOpenApi31;
  if (!options.schema.direction.empty() && !open_api) {
    throw Error(fmt::format(
        "--direction {}: only the OpenAPI dialects have one, and this schema is of {}; --dialect openapi-3.0 or openapi-3.1 says otherwise",
        options.schema.direction, schema::DialectName(program.dialect())));
  }
  for (const auto& [name, uses] : program.unknown_formats()) {
    if (options.schema.format_assertion) {
      context.err << fmt::format("plumbline: the format '{}' is not known{} and is not asserted ({})\n", name,
                                 FormatHint(name), Count(uses, "use"));
    }
  }
  validate::BatchOptions batch;
  batch.inputs = options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  batch.lines = options.lines;
  batch.documents = options.documents;
  batch.fail_fast = options.fail_fast;
  batch.quiet = options.quiet;
  batch.max_errors = options.max_errors;
  batch.jobs =
      options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : std::min<std::size_t>(options.jobs, 64);
  batch.output = schema::FindOutputFormat(options.output);
  batch.syntax = options.input == "json"   ? validate::Syntax::kJson
                 : options.input == "yaml" ? validate::Syntax::kYaml
                                           : validate::Syntax::kByName;
  batch.color = UseColor(options.color, context.environment);
  validate::BatchResult result;
  {
    Progress progress(context,
                      context.environment.err_is_terminal && !context.environment.out_is_terminal && !options.quiet);
    const auto show = [&](std::size_t done, std::size_t bytes) { progress(done, bytes); };
    result = validate::RunBatch(
        program, batch, {*context.environment.in, context.out, context.err, show, context.environment.interrupted});
  }
  const std::size_t total = result.valid + result.invalid + result.undecided + result.unreadable;
  if (!batch.output && (total != 1 || options.lines) && !options.quiet) {
    std::vector<std::string> parts = {Count(total, "document"), fmt::format("{} valid", result.valid),
                                      fmt::format("{} invalid", result.invalid)};
    if (result.undecided > 0) parts.push_back(fmt::format("{} not judged", result.undecided));
    if (result.unreadable > 0) parts.push_back(fmt::format("{} unreadable", result.unreadable));
    context.out << Join(parts, " · ") << (result.interrupted ? " · interrupted" : "") << '\n';
  }
  return CodeOf(result);
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<ValidateOptions>();
  DeclareSchema(app, options->schema);
  app.add_option("documents", options->inputs, "Documents to judge, JSON or YAML; - or nothing: standard input")
      ->type_name("FILE");
  app.add_flag("--lines", options->lines, "One JSON document a line (also for names that end in .jsonl or .ndjson)");
  app.add_flag("--documents", options->documents, "Files hold several YAML documents, parted by ---")
      ->excludes("--lines");
  app.add_option("--output", options->output, "text, or the standard's flag, basic, detailed or verbose (JSON)")
      ->check(CLI::IsMember({"text", "flag", "basic", "detailed", "verbose"}))
      ->capture_default_str();
  app.add_option("--input", options->input,
                 "How documents are read: auto (by name, then by the first character), json or yaml")
      ->check(CLI::IsMember({"auto", "json", "yaml"}))
      ->capture_default_str();
  app.add_option("--jobs", options->jobs, "Threads, at most 64; 0: as many as there are cores")
      ->type_name("N")
      ->check(CLI::Range(0, 64))
      ->capture_default_str();
  app.add_option("--max-errors", options->max_errors, "Violations shown of a document; 0: all")
      ->type_name("N")
      ->check([](const std::string& text) {
        return text.empty() || text.find_first_not_of("0123456789") != std::string::npos
                   ? "takes a whole number from 0, not '" + text + "'"
                   : "";
      })
      ->capture_default_str();
  app.add_flag("--fail-fast", options->fail_fast,
               "Stop at the first document that is invalid, and show its first violation only");
  app.add_flag("-q,--quiet", options->quiet, "Say nothing of documents that fit");
  app.add_option("--color", options->color, "Colours: auto, always or never; NO_COLOR and CI mean never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kValidateCommand = {"validate", "Judge documents by a JSON Schema", Declare};

}  // namespace plumbline::cli
