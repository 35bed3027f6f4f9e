// What a Schema Object says at first sight, references and branches followed: whoever reads or makes a value needs no
// verdict, only types, items and properties. Looks at each schema once, and never throws for a reference that leads
// nowhere.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "contract/contract.h"

namespace plumbline::contract {

// The schema that `schema` refers to, over any number of steps; itself where it refers to none; nothing where the way
// is broken.
std::optional<Node> Referred(document::Store& store, const Node& schema);

// The types that a schema allows, and its branches: "integer", "null"; empty where it says nothing of types.
std::set<std::string> TypesOf(document::Store& store, const Node& schema);

// The subschema at `way` ("/items", "/properties/a"), of the schema itself or of what judges the same value.
std::optional<Node> Below(document::Store& store, const Node& schema, const JsonPointer& way);

}  // namespace plumbline::contract
