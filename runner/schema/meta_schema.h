// Whether a schema is one: by the meta-schema of its dialect.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document/flat.h"
#include "schema/schema.h"

namespace plumbline::schema {

// The program of a meta-schema. Those of the dialects are compiled once; others are looked up in the registry. Throws
// CompileError where there is none.
Program MetaSchemaProgram(const std::string& uri, const Registry* registry);

// A part of a document that one meta-schema holds for: the document, or an embedded resource of another dialect. What
// is of another dialect again is left out of it.
struct MetaSchemaPart {
  std::string meta_schema;
  JsonPointer root;  // in the document
  std::shared_ptr<const document::FlatDocument> schema;
};

// The parts of a document, which is one part where it is of one dialect. Throws CompileError where a dialect is not
// known.
std::vector<MetaSchemaPart> MetaSchemaParts(std::shared_ptr<const document::FlatDocument> schema,
                                            const Options& options);

// Of the ways in which a schema breaks a meta-schema the one that tells most: the deepest.
std::optional<Violation> MetaSchemaViolation(const document::Tape& schema, const Program& meta_schema);

}  // namespace plumbline::schema
