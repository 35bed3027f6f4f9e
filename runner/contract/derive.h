// Translation of Schema Objects to JSON Schema 2020-12, by the letter of the standard. Of OpenAPI 3.0 (3.0.3, 4.7.24):
// `nullable` acts only beside a `type`, `exclusiveMinimum` is a boolean there and a number here. Since 3.1 they are
// such schemas already. Of both: a required read-only property is required in responses only. Each derived schema is
// one self-contained document that remembers, for every place in it, the place in the contract.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "schema/dialect.h"

namespace plumbline::contract {

enum class Direction { kRequest, kResponse };

struct DerivedSchema {
  document::Value schema;
  std::map<JsonPointer, Node> origins;  // derived subschema -> Schema Object in the contract

  // The place in the contract that made `location` of the derived schema what it is: as exact as
  // the contract allows, at least the Schema Object.
  Node Origin(const JsonPointer& location) const;
};

// Derives the schema at `node`. `store`: where its references lead; one that leads nowhere asserts nothing. `dialect`:
// that of the contract. Throws Error at the place of a member that the standard gives another shape.
DerivedSchema Derive(document::Store& store, const Node& node, Direction direction,
                     schema::DialectId dialect = schema::DialectId::kOpenApi30);

// A schema of the contract with the part that it describes.
struct SchemaPart {
  std::string name;  // "get-charge.response-200", "get-charge.parameter.path.id"
  Node node;
  Direction direction;
};

// Every parameter, request body, response body and response header of every operation that has a
// schema, in the order of the contract; names are unique and safe as file names.
std::vector<SchemaPart> SchemaParts(const Contract& contract);

// The committed form of a part: the derived schema with `$schema`, `$id` and a `$comment` that
// names the place in the contract. `vendor` goes into the `$id`.
document::Value SchemaFile(const std::string& vendor, const SchemaPart& part, const DerivedSchema& derived);

}  // namespace plumbline::contract
