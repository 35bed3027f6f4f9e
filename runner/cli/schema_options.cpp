#include "cli/schema_options.h"

#include <CLI/CLI.hpp>
#include <istream>
#include <iterator>

#include "base/text.h"
#include "schema/format.h"

namespace plumbline::cli {

void DeclareSchema(CLI::App& app, SchemaFlags& flags) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < schema::kDialects; ++i)
    names.emplace_back(schema::DialectName(static_cast<schema::DialectId>(i)));
  app.add_option("schema", flags.path,
                 "The schema, JSON or YAML; FILE#/pointer: one inside of a document; -: standard input")
      ->required()
      ->type_name("SCHEMA");
  app.add_option("--dialect", flags.dialect,
                 "Of schemas without $schema: " + Join(names, ", ") + " (2020-12 where nothing is said)")
      ->type_name("D")
      ->check([](const std::string& name) { return name.empty() ? "takes the name of a dialect" : ""; });
  app.add_option("--base", flags.base, "Folder whose files references may read; the schema's own where nothing is said")
      ->type_name("DIR")
      ->check([](const std::string& name) { return name.empty() ? "takes a folder" : ""; });
  app.add_option(
         "--resolve", flags.resolve,
         "Where the document of a URI lies; a URI that ends in / stands for a folder. May be given several times")
      ->type_name("URI=PATH")
      ->take_all()
      ->allow_extra_args(false);
  app.add_flag("--allow-network", flags.allow_network, "Fetch http and https references that nothing else resolves");
  app.add_flag("--format-assertion", flags.format_assertion, "Assert 'format' rather than take it as an annotation");
  app.add_flag("--content-assertion", flags.content_assertion,
               "Assert contentEncoding and contentMediaType of draft 7");
  app.add_option("--direction", flags.direction,
                 "OpenAPI dialects: assert readOnly or writeOnly for a request or a response")
      ->check(CLI::IsMember({"request", "response"}));
}

validate::SchemaSource OpenSchema(const SchemaFlags& flags, const Context& context, bool check_metaschema) {
  validate::SchemaOptions options;
  options.path = flags.path;
  if (flags.path == "-") {
    options.path = "<stdin>";
    options.text.emplace(std::istreambuf_iterator<char>(*context.environment.in), std::istreambuf_iterator<char>());
  }
  options.base = flags.base;
  for (const std::string& text : flags.resolve) options.resolve.push_back(validate::ParseResolve(text));
  options.allow_network = flags.allow_network;
  options.dialect = flags.dialect;
  options.assert_formats = flags.format_assertion;
  options.assert_content = flags.content_assertion;
  options.check_metaschema = check_metaschema;
  options.direction = flags.direction == "request"    ? schema::Direction::kRequest
                      : flags.direction == "response" ? schema::Direction::kResponse
                                                      : schema::Direction::kNone;
  return validate::SchemaSource(std::move(options), validate::DownloadByHttp);
}

std::string FormatHint(const std::string& name) {
  std::vector<std::string> names;
  for (const schema::Format& format : schema::Formats()) names.emplace_back(format.name);
  return DidYouMean(name, names);
}

}  // namespace plumbline::cli
