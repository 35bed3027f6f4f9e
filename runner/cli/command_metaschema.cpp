#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/error.h"
#include "base/text.h"
#include "cli/options.h"
#include "cli/schema_options.h"
#include "schema/meta_schema.h"
#include "validate/violation_text.h"

namespace plumbline::cli {
namespace {

struct MetaSchemaOptions {
  SchemaFlags schema;
  std::string color = "auto";
};

finding::ExitCode Execute(const MetaSchemaOptions& options, const Context& context) {
  const validate::SchemaSource source = OpenSchema(options.schema, false);
  const std::string meta_schema = source.MetaSchema();
  try {
    const schema::Program program = schema::MetaSchemaProgram(meta_schema, &source.registry());
    const auto violations = schema::Evaluate(program, source.document()->tape());
    if (violations.empty()) {
      context.out << fmt::format("{}: valid by {}\n", options.schema.path, meta_schema);
      return finding::ExitCode::kConforms;
    }
    validate::TextOptions text;
    text.color = UseColor(options.color, context.environment);
    context.out << validate::WriteViolations(program, *source.document(), violations, text);
    context.out << fmt::format("{}: {} by {}\n", options.schema.path, Count(violations.size(), "violation"), meta_schema);
    return finding::ExitCode::kDiscrepancy;
  } catch (const schema::CompileError& error) {
    throw Error({.file = options.schema.path}, fmt::format("the meta-schema {}: {}", meta_schema, error.message()));
  }
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<MetaSchemaOptions>();
  DeclareSchema(app, options->schema);
  app.add_option("--color", options->color, "Colours: auto, always or never; NO_COLOR and CI mean never")
      ->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kMetaSchemaCommand = {"metaschema", "Judge a JSON Schema by its meta-schema", Declare};

}  // namespace plumbline::cli
