#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "audit/contract_problem.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

// Since 3.1 Schema Objects are JSON Schemas, which have no such keyword: one finding tells of all that have it.
std::vector<finding::Finding> RunWithoutTheKeyword(const Subject& subject) {
  std::vector<contract::Node> schemas;
  std::set<const document::Value*> seen;
  ForEachSchema(subject.vendor(), [&](const contract::Node& node, const Use&) {
    const auto nullable = node.Find("nullable");
    if (nullable && (*nullable)->IsTrue() && seen.insert(&node.value()).second) schemas.push_back(node);
  });
  if (schemas.empty()) return {};
  finding::Finding found;
  found.severity = finding::Severity::kWarning;
  found.identity = subject.Identify("nullable.untyped", kNowhere);
  found.message = fmt::format("`nullable: true` has no effect in OpenAPI {}, at {}", subject.vendor().contract->openapi,
                              Count(schemas.size(), "place"));
  found.expected = "\"null\" among the types of the schema";
  found.observed = "nullable: true";
  std::vector<Place> places;
  std::vector<std::string> pointers;
  for (const contract::Node& schema : schemas) {
    places.push_back(schema.Find("nullable")->QuoteKey("no keyword since OpenAPI 3.1"));
    pointers.push_back(schema.pointer().ToString());
  }
  found.places = {places.front(), schemas.front().QuoteKey("this schema does not become nullable")};
  if (places.size() > 1) found.details = ListPlaces(places);
  found.shape = finding::Shape(std::move(pointers));
  found.likely = "The contract: since OpenAPI 3.1 null is a type, as in `type: [string, \"null\"]`.";
  return {found};
}

std::vector<finding::Finding> Run(const Subject& subject) {
  const contract::Vendor& vendor = subject.vendor();
  if (vendor.contract->openapi == "2.0") return {};  // `x-nullable` is nobody's standard
  if (vendor.contract->dialect() != schema::DialectId::kOpenApi30) return RunWithoutTheKeyword(subject);
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
    const bool open = std::none_of(std::begin(kOthers), std::end(kOthers),
                                   [&](std::string_view key) { return node.Find(key).has_value(); });
    found.expected = "a `type` beside `nullable`";
    found.observed = open ? "no type: any value is accepted" : "no type: null is not added to what the schema allows";
    found.places = {nullable->QuoteKey("has no effect without a type"),
                    node.QuoteKey(open ? "this schema accepts every value" : "this schema does not become nullable")};
    found.likely = "The contract: OpenAPI 3.0.3 lets `nullable` act only beside a `type` in the same Schema Object.";
    if (open) found.likely += " It looks like a schema inferred from an answer in which the value was null.";
    findings.push_back(std::move(found));
  });
  return findings;
}

}  // namespace

const Rule kNullableUntyped = {
    {"nullable.untyped", "`nullable: true` has an effect", finding::Severity::kWarning,
     "Fails in OpenAPI 3.0 for every Schema Object with `nullable: true` and no `type`, and since 3.1, which has no such keyword, once for all that have it. "
     "By OpenAPI 3.0.3 (4.7.24.1) `nullable` adds null to the type of "
     "the same Schema Object and does nothing else, so such a schema accepts every value: a string, a number, an "
     "object.\n\nWhat to do: write the type that the value has when it is not null; since 3.1, \"null\" beside it."},
    Run};

}  // namespace plumbline::audit
