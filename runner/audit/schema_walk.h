// A walk over the Schema Objects of a contract, with what each of them describes. Rules that look at
// schemas one by one share it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "contract/vendor.h"

namespace plumbline::audit {

// Where a schema is used.
struct Use {
  const contract::Operation* operation = nullptr;
  contract::Direction direction = contract::Direction::kResponse;
  std::string status;      // of a response
  std::string media_type;  // of a body
  JsonPointer instance;    // the place in the body that the schema describes, array items as `*`
  std::string name;        // the member that holds it, or the component's name; may be empty

  finding::Identity Identify(const contract::Vendor& vendor, std::string_view rule) const;
};

// Whether the sample shows the body that `use` is a part of.
bool Shows(const contract::Sample& sample, const Use& use);

// Calls `visit` with every Schema Object that a body or parameter of the contract reaches, its `$ref`
// followed (since 3.1 also the one that says more beside its `$ref`), once for each schema and direction: the first use
// counts. Parents come first.
void ForEachSchema(const contract::Vendor& vendor, const std::function<void(const contract::Node&, const Use&)>& visit);

// A body schema of an operation, with the examples beside it.
struct BodyUse {
  const contract::MediaType* media_type = nullptr;  // has a schema
  Use use;
};
std::vector<BodyUse> BodySchemas(const contract::Operation& operation);

// The properties of a schema, those of its allOf branches included, references followed.
struct Property {
  std::string name;
  contract::Node node;  // as written; may be a reference
};
std::vector<Property> PropertiesOf(const contract::Vendor& vendor, const contract::Node& schema);

contract::Node Follow(const contract::Vendor& vendor, const contract::Node& node);

}  // namespace plumbline::audit
