#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>
#include <set>
#include <tuple>

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

// Several schemas of a meta-schema say the same of one place.
void KeepDifferent(std::vector<schema::Violation>& violations) {
  std::set<std::tuple<JsonPointer, std::string, std::string>> said;
  std::erase_if(violations, [&](const schema::Violation& v) {
    return !said.emplace(v.instance_location, v.message, v.expected).second;
  });
}

finding::ExitCode Execute(const MetaSchemaOptions& options, const Context& context) {
  const validate::SchemaSource source = OpenSchema(options.schema, context, false);
  const std::string name = source.document()->source().name();
  validate::TextOptions text;
  text.color = UseColor(options.color, context.environment);
  std::size_t broken = 0;
  std::vector<std::string> uris;
  for (const schema::MetaSchemaPart& part : source.MetaSchemaParts()) {
    if (std::find(uris.begin(), uris.end(), part.meta_schema) == uris.end()) uris.push_back(part.meta_schema);
    try {
      const schema::Program program = schema::MetaSchemaProgram(part.meta_schema, &source.registry());
      auto violations = schema::Evaluate(program, part.schema->tape());
      KeepDifferent(violations);
      for (schema::Violation& violation : violations)
        violation.instance_location = part.root + violation.instance_location;
      broken += violations.size();
      context.out << validate::WriteViolations(program, *source.document(), violations, text);
    } catch (const schema::CompileError& error) {
      throw Error({.file = name}, fmt::format("the meta-schema {}: {}", part.meta_schema, error.message()));
    }
  }
  if (broken > 0) {
    context.out << fmt::format("{}: {} by {}\n", name, Count(broken, "violation"), Join(uris, " and "));
    return finding::ExitCode::kDiscrepancy;
  }
  // What a meta-schema cannot say: patterns that are none, names twice, references that lead to nothing.
  if (const auto problem = source.Problem()) {
    context.out << fmt::format("{}\n{}: valid by {}, but cannot be compiled\n", problem->what(), name,
                               Join(uris, " and "));
    return finding::ExitCode::kDiscrepancy;
  }
  context.out << fmt::format("{}: valid by {}\n", name, Join(uris, " and "));
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<MetaSchemaOptions>();
  DeclareSchema(app, options->schema);
  app.add_option("--color", options->color, "Colours: auto, always or never; NO_COLOR and CI mean never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kMetaSchemaCommand = {"metaschema", "Judge a JSON Schema by its meta-schema", Declare};

}  // namespace plumbline::cli
