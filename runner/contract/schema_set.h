// All schemas of a contract, compiled once where they stand: one program for requests and one for responses, with every
// schema that they reach, so that a body is judged by the contract's own documents and a violation names a place in
// them. What cannot be compiled judges nothing and is a problem of the set. Immutable, so any thread may use it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/contract.h"
#include "contract/derive.h"
#include "finding/finding.h"
#include "schema/schema.h"

namespace plumbline::contract {

// A schema to judge by. Cheap to copy; valid while the SchemaSet and the Contract live.
struct ContractSchema {
  const schema::Program* program;
  std::optional<schema::Entry> entry;  // nothing: no body, parameter or component reaches it, so it was not compiled
  Node node;                           // the Schema Object, as it is written
};

// A schema that cannot be compiled, and the place in it that is wrong.
struct SchemaProblem {
  Node node;
  std::string message;
};

class SchemaSet {
 public:
  // `contract` must outlive the set; to move it is no harm.
  explicit SchemaSet(const Contract& contract);

  // The schema at any Schema Object of the contract.
  ContractSchema For(const Node& schema, Direction direction) const;
  // In the order of the documents, each once.
  const std::vector<SchemaProblem>& problems() const { return problems_; }

 private:
  struct Half {
    Direction direction;
    schema::Program program;
    std::vector<std::pair<const document::Value*, schema::Entry>> entries;  // sorted
  };

  // The programs of a contract and of one that was joined to it.
  void Add(const Contract& contract, const std::vector<SchemaPart>& parts);

  std::vector<Half> halves_;  // two for each contract
  std::vector<SchemaProblem> problems_;
};

schema::Judgement Judge(const ContractSchema& schema, const document::Value& instance);

// The place in the contract that a violation breaks: the keyword, or the part of it.
Node PlaceOf(const ContractSchema& schema, const schema::Violation& violation);
// A violation seen from the contract: that place, quoted.
Place QuoteContract(const ContractSchema& schema, const schema::Violation& violation);
// The references that lead from the schema to that place, in their order, and where each stands: "reached by
// #/components/schemas/Row (openapi.yaml:18:40)". Empty: the keyword stands in the schema itself.
std::string WayTo(const Contract& contract, const ContractSchema& schema, const schema::Violation& violation);
// …and the place in the instance: the value, or for an undeclared member its key.
Place QuoteInstance(const document::Document& instance, const schema::Violation& violation,
                    const JsonPointer& below = {});

// One word for what a violation is, without values: "missing /a/b", "extra /a/c", "type /a/d". The
// instance location has array indexes as `*`.
std::string ShapeOf(const schema::Violation& violation);

}  // namespace plumbline::contract
