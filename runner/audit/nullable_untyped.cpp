#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "audit/rule.h"
#include "audit/schema_walk.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  const contract::Vendor& vendor = subject.vendor();
  std::vector<finding::Finding> findings;
  ForEachSchema(vendor, [&](const contract::Node& node, const Use& use) {
    const auto nullable = node.Find("nullable");
    if (!nullable || !(*nullable)->IsTrue() || node.Find("type")) return;
    finding::Finding found;
    found.severity = finding::Severity::kWarning;
    found.identity = use.Identify(vendor, "nullable.untyped");
    found.identity.schema_pointer = node.pointer().ToString();
    const std::string name = use.instance.empty() ? "the body" : schema::PathName(use.instance);
    found.message = fmt::format("{} is `nullable: true` without a type, which has no effect", name);
    constexpr std::string_view kOthers[] = {"allOf", "anyOf", "oneOf", "enum", "not", "properties", "items"};
    const bool open = std::none_of(std::begin(kOthers), std::end(kOthers), [&](std::string_view key) { return node.Find(key).has_value(); });
    found.expected = "a `type` beside `nullable`";
    found.observed = open ? "no type: any value is accepted" : "no type: null is not added to what the schema allows";
    found.places = {nullable->QuoteKey("has no effect without a type"), node.QuoteKey(open ? "this schema accepts every value" : "this schema does not become nullable")};
    found.likely = "The contract: OpenAPI 3.0.3 lets `nullable` act only beside a `type` in the same Schema Object.";
    if (open) found.likely += " It looks like a schema inferred from an answer in which the value was null.";
    findings.push_back(std::move(found));
  });
  return findings;
}

}  // namespace

const Rule kNullableUntyped = {
    {"nullable.untyped", "`nullable: true` stands beside a type", finding::Severity::kWarning,
     "Fails for every Schema Object with `nullable: true` and no `type`. By OpenAPI 3.0.3 (4.7.24.1) `nullable` adds null to the type of "
     "the same Schema Object and does nothing else, so such a schema accepts every value: a string, a number, an "
     "object.\n\nWhat to do: write the type that the value has when it is not null."},
    Run};

}  // namespace plumbline::audit
