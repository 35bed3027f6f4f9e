// All schemas of a contract, derived and compiled once, before anything is judged: a contract with a
// schema that cannot be compiled is refused as a whole. Immutable, so any thread may use it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "contract/contract.h"
#include "contract/derive.h"
#include "finding/finding.h"
#include "schema/schema.h"

namespace plumbline::contract {

struct ContractSchema {
  DerivedSchema derived;
  schema::Program program;
};

class SchemaSet {
 public:
  // Throws Error at the place in the contract that cannot be compiled.
  explicit SchemaSet(const Contract& contract);

  // The schema of a part of the contract (a Schema Object that SchemaParts names, or a component).
  const ContractSchema& For(const Node& schema, Direction direction) const;

 private:
  void Add(document::Store& store, const Node& schema, Direction direction, schema::DialectId dialect);

  std::map<std::pair<const document::Value*, Direction>, ContractSchema> schemas_;
};

// A violation seen from the contract: the place of the broken keyword there.
Place QuoteContract(const ContractSchema& schema, const schema::Violation& violation);
// …and the place in the instance: the value, or for an undeclared member its key.
Place QuoteInstance(const document::Document& instance, const schema::Violation& violation, const JsonPointer& below = {});

// One word for what a violation is, without values: "missing /a/b", "extra /a/c", "type /a/d". The
// instance location has array indexes as `*`.
std::string ShapeOf(const schema::Violation& violation);

}  // namespace plumbline::contract
