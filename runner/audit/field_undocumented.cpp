#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

struct Told {
  std::map<std::pair<std::size_t, page::Part>, std::set<std::string_view>> listed;  // by operation
  std::vector<std::set<std::string_view>> named;                                    // by prose, by page
};

Told ToldOn(const Subject& subject, const std::vector<DocumentedList>& lists) {
  Told told;
  for (const DocumentedList& list : lists) {
    std::set<std::string_view>& listed = told.listed[{list.operation, list.list->part}];
    for (const page::FieldClaim* field : list.fields)
      listed.insert(field->path.tokens().begin(), field->path.tokens().end());
  }
  for (const page::DocumentedPage& documented : subject.pages()) {
    std::set<std::string_view>& named = told.named.emplace_back();
    for (const page::MemberMention& mention : documented.claims.members) {
      if (!mention.path.empty()) named.insert(mention.path.back());
    }
  }
  return told;
}

// Whether something else on the pages tells of the member: another list of the operation, or prose that names it.
bool IsToldElsewhere(const Told& told, const DocumentedList& list, const std::string& name) {
  const auto listed = told.listed.find({list.operation, list.list->part});
  if (listed != told.listed.end() && listed->second.contains(name)) return true;
  if (told.named[list.page].contains(name)) return true;
  // In the notes of the list itself: "`total`, `active`, and a `customers[]` list".
  return std::any_of(list.fields.begin(), list.fields.end(), [&](const page::FieldClaim* field) {
    const std::string& text = field->description.text;
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      const bool begins =
          at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 && text[at - 1] != '_');
      const std::size_t end = at + name.size();
      const bool ends =
          end >= text.size() || (std::isalnum(static_cast<unsigned char>(text[end])) == 0 && text[end] != '_');
      if (begins && ends) return true;
    }
    return false;
  });
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  const Told told_elsewhere = ToldOn(subject, lists);
  for (const DocumentedList& list : lists) {
    if (list.list->coverage != page::FieldList::Coverage::kAll || list.operation == kNowhere) continue;
    const auto top = list.TopLevel();
    const bool members =
        std::any_of(top.begin(), top.end(), [](const page::FieldClaim* f) { return f->in == page::In::kBody; });
    if (top.size() < 3 || !members) continue;
    std::set<std::string> named;
    for (const page::FieldClaim* field : list.fields) {
      if (!field->path.empty()) named.insert(field->path.tokens()[0]);
    }
    std::set<std::string> told;
    for (const DescribedBody& described : BodiesFor(subject, list)) {
      const ShownBody* sample = described.body;
      const JsonPointer& anchor = described.anchor;
      const auto holders = ValuesAt(sample->root, anchor);
      if (holders.empty() || !holders.front()->IsObject()) continue;
      std::size_t found_names = 0;
      std::vector<std::string> extra;
      for (const document::Member& member : holders.front()->members) {
        if (named.contains(member.key)) {
          ++found_names;
        } else {
          extra.push_back(member.key);
        }
      }
      // A list that tells most of an object is meant to be whole; one that tells a part of it is not.
      if (extra.empty() || found_names < 3 || extra.size() * 3 > holders.front()->members.size()) continue;
      std::vector<std::string> missing;
      for (const std::string& name : extra) {
        if (!IsToldElsewhere(told_elsewhere, list, name) && told.insert(name).second) missing.push_back(name);
      }
      if (missing.empty()) continue;
      const bool request = list.list->part == page::Part::kRequest;
      std::optional<Place> schema_place;
      const auto schema = DeclaredBody(subject, list.operation, list.list->part, sample->status);
      std::size_t declared = 0;
      for (const std::string& name : missing) {
        const DeclaredPlace place = schema ? DeclaredAt(subject, *schema, anchor / name) : DeclaredPlace{};
        if (place.schemas.empty()) continue;
        ++declared;
        if (!schema_place) schema_place = place.schemas.front().QuoteKey("the contract declares it");
      }
      finding::Finding found = NewFinding(subject, "field.undocumented", list.operation, finding::Severity::kWarning,
                                          anchor.ToString() + (request ? " request" : " response"));
      found.message =
          fmt::format("{} shows {} that the list of {} leaves out: {}", sample->label, Count(missing.size(), "member"),
                      request ? "parameters" : "fields", Join(missing, ", "));
      found.expected = "every member of the sample in the list";
      found.observed = Join(missing, ", ");
      found.shape = finding::Shape(missing);
      found.places = {subject.Quote(list.page, list.fields.front()->span, "the list begins"),
                      holders.front().Find(missing.front())->QuoteKey("not in the list")};
      if (schema_place) found.places.push_back(*schema_place);
      found.likely = declared == missing.size() ? "The list: sample and contract agree."
                                                : "The list, which leaves out what the sample shows.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kFieldUndocumented = {
    {"field.undocumented", "Members of samples are in the list of fields beside them", finding::Severity::kWarning,
     "Looks for each member of a sample in the list of fields (or parameters) of its operation. Lists that call themselves a selection, and lists that tell "
     "less than two thirds of an object, are passed over; so are members that the text names elsewhere.\n\nWhat to do: add the member to the list, or "
     "take it from the sample."},
    Run};

}  // namespace plumbline::audit
