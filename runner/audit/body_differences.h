// How a documented body differs from its schema: what it breaks, and what it holds beyond it.
#pragma once

#include <string>
#include <vector>

#include "contract/schema_set.h"
#include "document/document.h"
#include "finding/finding.h"
#include "schema/schema.h"

namespace plumbline::audit {

struct BodyDifferences {
  std::vector<schema::Violation> violations;
  // Members that no schema declares, where the schema would have to name them: `additionalProperties`
  // is absent and `properties` is not.
  std::vector<JsonPointer> undeclared;
  // Why the body could not be judged in full: there may be more violations.
  schema::Doubt doubt = schema::Doubt::kNone;
  std::string problem;

  // Nothing to tell. That a schema could not be compiled is told of the schema, once.
  bool empty() const { return violations.empty() && undeclared.empty() && doubt != schema::Doubt::kBound; }
};

BodyDifferences Compare(const contract::ContractSchema& schema, const document::Value& body);

// Fills message, expected, observed, details, places, severity, shape of a finding about a body. `body` is the
// whole body as a node of its document; `what` begins the message: "the example".
void Describe(finding::Finding& found, const contract::Contract& contract, const contract::ContractSchema& schema,
              const BodyDifferences& differences, const document::Node& body, const std::string& what);

}  // namespace plumbline::audit
