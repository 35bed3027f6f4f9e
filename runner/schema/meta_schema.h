// Whether a schema is one: by the meta-schema of its dialect.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/flat.h"
#include "schema/schema.h"

namespace plumbline::schema {

// The program of a meta-schema. Those of the dialects are compiled once; others are looked up in the registry. Throws
// CompileError where there is none.
Program MetaSchemaProgram(const std::string& uri, const Registry* registry);

// Of the ways in which a document breaks the meta-schema with this URI the one that tells most: the deepest.
std::optional<Violation> MetaSchemaViolation(const document::FlatDocument& schema, const std::string& meta_schema, const Registry* registry);

}  // namespace plumbline::schema
