#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using page::FieldClaim;

// A description that says that the field is not always there.
bool IsConditional(const FieldClaim& field) {
  if (field.facts.required && !*field.facts.required) return true;
  static const Regex kCondition(
      R"((?i)\b(?:if|when|only|optional(?:ly)?|unless|may be (?:absent|omitted|missing)|present (?:for|on|in)|for \w+ (?:accounts|customers|plans|users|orders|only)|deprecated|removed|no longer|omitted|absent|left out|not (?:sent|returned|present|there)|beta|enterprise|since v?\d|from v?\d|until|where applicable)\b)"
      R"(|(?i)\b(?:quando|somente|apenas|se|opcional|cuando|sólo|solo|si|lorsque|quand|seulement|uniquement|facultatif|wenn|falls|nur)\b)");
  return kCondition.In(field.description.text);
}

// Whether an object around the one that the list describes has the member: lists that were copied as text have lost
// which of them are nested.
bool IsFurtherOut(const ShownBody& body, const JsonPointer& anchor, const FieldClaim& field) {
  if (field.path.tokens().size() != 1) return false;
  for (JsonPointer holder = anchor; !holder.empty();) {
    holder = holder.Parent();
    if (!ValuesAt(body.root, holder / field.path.back()).empty()) return true;
  }
  return false;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.list->part != page::Part::kResponse) continue;
    const std::vector<DescribedBody> samples = BodiesFor(subject, list);
    std::vector<finding::Finding> of_list;
    std::size_t alone = 0;  // that nothing but the list speaks for
    for (const FieldClaim* field : list.fields) {
      if (field->in != page::In::kBody || field->path.empty()) continue;
      // What the page lists as absent inside something that is itself absent is one finding, not many.
      const ShownBody* lacking = nullptr;
      JsonPointer path;
      bool shown = false, complete = true;
      for (const DescribedBody& described : samples) {
        const ShownBody* sample = described.body;
        const JsonPointer here = described.PathOf(*field), holder = here.Parent();
        // Nothing can be said of the members of an object that is null, empty or not there.
        const auto holders = ValuesAt(sample->root, holder);
        const bool can_hold = std::any_of(holders.begin(), holders.end(),
                                          [](const document::Node& n) { return n->IsObject() && !n->members.empty(); });
        if (!can_hold) continue;
        if (!ValuesAt(sample->root, here).empty() || IsFurtherOut(*sample, described.anchor, *field)) shown = true;
        if (sample->lacks_members) complete = false;
        if (lacking == nullptr) {
          lacking = sample;
          path = here;
        }
      }
      if (shown || lacking == nullptr || !complete) continue;
      bool declared = false;
      std::optional<Place> schema_place;
      const auto schema = DeclaredBody(subject, list.operation, page::Part::kResponse, lacking->status);
      if (schema) {
        const DeclaredPlace place = DeclaredAt(subject, *schema, path);
        declared = !place.schemas.empty();
        const DeclaredPlace holder = DeclaredAt(subject, *schema, path.Parent());
        if (!declared && !holder.schemas.empty() && !place.open)
          schema_place = holder.schemas.front().QuoteKey("the contract declares no such member");
      }
      if (declared) continue;
      const bool conditional = IsConditional(*field);
      const auto holders = ValuesAt(lacking->root, path.Parent());
      std::vector<std::string> names;
      for (const document::Member& member : holders.front()->members) names.push_back(member.key);
      const std::string meant = DidYouMean(field->path.back(), names);
      // The condition explains it, unless the contract does not know the member either, or the sample has one of nearly
      // the same name.
      if (conditional && !schema_place && meant.empty()) continue;
      finding::Finding found =
          NewFinding(subject, "field.absent", list.operation,
                     conditional ? finding::Severity::kNote : finding::Severity::kError, path.ToString());
      found.message =
          fmt::format("the page lists {}, and {} has no such member{}", DotName(field->path), lacking->label, meant);
      found.expected = fmt::format("a member {}", DotName(path));
      found.observed = schema_place ? "neither in the sample nor in the contract" : "not in the sample";
      found.places = {subject.Quote(list.page, field->span, "the page lists it"), holders.front().Quote("not in here")};
      if (schema_place) found.places.push_back(*schema_place);
      found.likely = schema_place ? "The page: sample and contract agree that there is no such member."
                                  : "Undecided: list and sample stand on the same footing; a live run decides.";
      if (!schema_place && meant.empty()) ++alone;
      of_list.push_back(std::move(found));
    }
    // A list and a sample that differ in one member contradict each other; where they differ in more, one of them may
    // be of something else.
    for (finding::Finding& found : of_list) {
      if (alone > 1) found.severity = finding::Severity::kNote;
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kFieldAbsent = {
    {"field.absent", "Fields that a page lists are in its samples", finding::Severity::kError,
     "Looks for each member of a list of response fields in the samples of its operation. A member that no sample shows, and the contract does not "
     "declare, is a finding; one that the page calls optional or conditional is none, and a note where the "
     "contract does not declare it or the sample has a member of nearly that name. Where several of one list are missing, they are notes. Samples that the page calls shortened prove nothing.\n\nWhy: "
     "a client that reads it gets nothing.\n\nWhat to do: take the field from the page, or add it to sample and contract."},
    Run};

}  // namespace plumbline::audit
