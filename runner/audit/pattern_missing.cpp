#include <fmt/format.h>

#include "audit/documented.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

using contract::Node;

bool Limits(const Node& schema) {
  return schema.Find("pattern") || schema.Find("format") || schema.Find("enum") || schema.Find("const");
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    const auto body = DeclaredBody(subject, list.operation, list.list->part, list.list->status);
    if (!body) continue;
    for (const page::FieldClaim* field : list.fields) {
      if (!field->facts.decimals || field->in != page::In::kBody || field->path.empty()) continue;
      JsonPointer path = field->path;
      for (const DescribedBody& described : BodiesFor(subject, list)) {
        path = described.PathOf(*field);
        break;
      }
      const DeclaredPlace place = DeclaredAt(subject, *body, path);
      if (place.schemas.size() != 1 || Limits(place.schemas.front())) continue;
      const auto type = place.schemas.front().Find("type");
      if (!type || !(*type)->IsString() || (*type)->text != "string") continue;
      finding::Finding found =
          NewFinding(subject, "pattern.missing", list.operation, finding::Severity::kNote, path.ToString());
      found.identity.schema_pointer = place.schemas.front().pointer().ToString();
      found.message = fmt::format("{} has {} decimal places by the page, and the contract takes any string",
                                  DotName(path), *field->facts.decimals);
      found.expected = fmt::format("a pattern with {} decimal places", *field->facts.decimals);
      found.observed = "a string without pattern or format";
      found.places = {subject.Quote(list.page, field->facts_span.end > 0 ? field->facts_span : field->span,
                                    "the page tells the decimal places"),
                      type->Quote("any string")};
      found.likely = "The contract, which says less than the page.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kPatternMissing = {
    {"pattern.missing", "Decimal strings that a page describes have a pattern in the contract",
     finding::Severity::kNote,
     "Where a page tells the number of decimal places of a string, looks for a pattern, a format or allowed values in the schema that the contract has for "
     "it.\n\nWhy: \"x\" is as valid as "
     "\"12.50000\" for whoever generates a client or a test from the contract.\n\nWhat to do: declare a pattern, such as ^-?\\d+\\.\\d{5}$."},
    Run};

}  // namespace plumbline::audit
