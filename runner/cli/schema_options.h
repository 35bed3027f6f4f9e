// The options that say which schema, by which dialect, and where its references may lead: of validate, compile and
// metaschema.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "validate/schema_source.h"

namespace plumbline::cli {

struct SchemaFlags {
  std::string path;
  std::string dialect;
  std::string base;
  std::vector<std::string> resolve;
  std::string direction;
  bool allow_network = false;
  bool format_assertion = false;
  bool content_assertion = false;
};

void DeclareSchema(CLI::App& app, SchemaFlags& flags);

// Reads the schema. Throws Error. With `check_metaschema`, compiling it holds it against its meta-schema first.
validate::SchemaSource OpenSchema(const SchemaFlags& flags, const Context& context, bool check_metaschema = true);

// " (did you mean 'date'?)", for a format that nobody knows.
std::string FormatHint(const std::string& name);

}  // namespace plumbline::cli
