#include <fmt/format.h>

#include <algorithm>

#include "audit/body_differences.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"

namespace plumbline::audit {
namespace {

using finding::Finding;
using finding::Severity;

// A value that a client gets where it sends nothing. `null` mostly stands for "none"; an object that lacks members is
// filled up from the defaults inside.
void Weigh(Finding& found, const std::vector<schema::Violation>& violations, const document::Value& value) {
  const bool only_missing = std::all_of(violations.begin(), violations.end(), [](const schema::Violation& violation) {
    return violation.keyword == "required";
  });
  if (value.IsNull()) {
    found.severity = Severity::kWarning;
    found.likely = "The schema, where null may be sent; else the default, which only says that there is none.";
  } else if (only_missing) {
    found.severity = Severity::kNote;
    found.likely = "Undecided: the members that are missing may have defaults of their own.";
  } else {
    found.likely = "The default: by the standard it must be of the type that its schema declares.";
  }
}

std::vector<Finding> Run(const Subject& subject) {
  const contract::Vendor& vendor = subject.vendor();
  std::vector<Finding> findings;
  ForEachSchema(vendor, [&](const contract::Node& node, const Use& use) {
    const auto value = node.Find("default");
    if (!value) return;
    const contract::ContractSchema schema = vendor.schemas->For(node, use.direction);
    BodyDifferences differences = Compare(schema, value->value());
    differences.undeclared.clear();  // what a default sets beyond its schema is no contradiction
    if (differences.empty()) return;
    Finding found;
    found.identity = use.Identify(vendor, "default.schema");
    found.identity.schema_pointer = node.pointer().ToString();
    Describe(found, *subject.vendor().contract, schema, differences, *value, "the default");
    Weigh(found, differences.violations, value->value());
    findings.push_back(std::move(found));
  });
  return findings;
}

}  // namespace

const Rule kDefaultSchema = {
    {"default.schema", "Defaults in the contract fit their schemas", Severity::kError,
     "Evaluates the `default` of every Schema Object against that schema. A default of null where null is not allowed is a warning, one that only lacks "
     "required members is a note.\n\nWhy: OpenAPI asks that a default be of the declared type; generated clients do not compile with another, and servers that fill "
     "it in refuse what they made themselves.\n\nWhat to do: write the default as the schema has it (10, not \"10\"), or correct the schema."},
    Run};

}  // namespace plumbline::audit
