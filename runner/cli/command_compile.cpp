#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/text.h"
#include "cli/schema_options.h"

namespace plumbline::cli {
namespace {

struct CompileOptions {
  SchemaFlags schema;
  bool print = false;
};

finding::ExitCode Execute(const CompileOptions& options, const Context& context) {
  const validate::SchemaSource source = OpenSchema(options.schema, context);
  const schema::Program program = source.Compile();
  if (options.print) {
    context.out << schema::Print(program);
  } else {
    context.out << fmt::format("{}: compiles as {}\n", options.schema.path, schema::DialectName(program.dialect()));
  }
  for (const auto& [name, uses] : program.unknown_formats()) {
    context.err << fmt::format("plumbline: the format '{}' is not known{} and is never asserted ({})\n", name,
                               FormatHint(name), Count(uses, "use"));
  }
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<CompileOptions>();
  DeclareSchema(app, options->schema);
  app.add_flag("--print", options->print, "Print the program that the schema becomes");
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kCompileCommand = {"compile", "Compile a JSON Schema with all that it refers to", Declare};

}  // namespace plumbline::cli
