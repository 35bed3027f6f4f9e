#include "contract/schema_set.h"

#include <fmt/format.h>

namespace plumbline::contract {

using document::Document;
using schema::Violation;

SchemaSet::SchemaSet(const Contract& contract) {
  for (const SchemaPart& part : SchemaParts(contract)) Add(*contract.store, part.node, part.direction, contract.dialect());
  const auto components = Node(*contract.root).At(*JsonPointer::Parse("/components/schemas"));
  for (std::size_t i = 0; components && i < (*components)->members.size(); ++i) {
    Add(*contract.store, *components->Find((*components)->members[i].key), Direction::kResponse, contract.dialect());
  }
}

void SchemaSet::Add(document::Store& store, const Node& schema, Direction direction, schema::DialectId dialect) {
  const auto key = std::pair(&schema.value(), direction);
  if (schemas_.contains(key)) return;
  DerivedSchema derived = Derive(store, schema, direction, dialect);
  try {
    schema::Program program = schema::Compile(derived.schema);
    schemas_.emplace(key, ContractSchema{std::move(derived), std::move(program)});
  } catch (const schema::CompileError& error) {
    throw derived.Origin(error.location()).Fail(fmt::format("this schema cannot be compiled: {}", error.message()));
  }
}

const ContractSchema& SchemaSet::For(const Node& schema, Direction direction) const {
  return schemas_.at({&schema.value(), direction});
}

Place QuoteContract(const ContractSchema& schema, const Violation& violation) {
  return schema.derived.Origin(violation.detail_location).Quote("the contract says " + violation.expected);
}

Place QuoteInstance(const Document& instance, const Violation& violation, const JsonPointer& below) {
  JsonPointer pointer = below;
  for (const std::string& token : violation.instance_location.tokens()) pointer = pointer / token;
  const Node node = Node(instance).At(pointer).value_or(Node(instance));
  if (!violation.member.empty()) {
    // An undeclared member is there and can be shown; a missing one is missing from its object.
    const auto member = node.Find(violation.member);
    return (member ? *member : node).QuoteKey("observed " + violation.observed);
  }
  return node.Quote("observed " + violation.observed);
}

std::string ShapeOf(const Violation& violation) {
  const bool missing = !violation.member.empty() && violation.keyword != "additionalProperties";
  const JsonPointer place = violation.member.empty() ? violation.instance_location : violation.instance_location / violation.member;
  return fmt::format("{} {}", violation.member.empty() ? violation.keyword : missing ? "missing" : "extra", place.Starred());
}

}  // namespace plumbline::contract
