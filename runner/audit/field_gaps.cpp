// Notes about what lists of fields leave open: types, names, defaults that are promised and not told.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using finding::Finding;
using finding::Severity;

std::vector<Finding> RunUntyped(const Subject& subject) {
  std::vector<Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.operation == kNowhere || list.list->has_types || list.fields.size() < 2 ||
        list.list->part != page::Part::kResponse)
      continue;
    // Where a sample or the contract shows the values, their types are told.
    if (!SamplesOf(subject, list.operation, list.list->part).empty() ||
        DeclaredBody(subject, list.operation, list.list->part))
      continue;
    if (std::any_of(list.fields.begin(), list.fields.end(),
                    [](const page::FieldClaim* f) { return !f->facts.type.empty(); }))
      continue;
    Finding found = NewFinding(subject, "field.untyped", list.operation, Severity::kNote, list.list->heading);
    found.message =
        fmt::format("{} have no types, and no sample shows their values", Count(list.fields.size(), "field"));
    found.expected = "a type for each field";
    found.observed = "names and descriptions only";
    found.places = {subject.Quote(list.page, list.fields.front()->span, "no type"),
                    subject.Quote(list.page, list.fields.back()->span, "nor here")};
    found.likely = "The page: nobody can write a client from it.";
    findings.push_back(std::move(found));
  }
  return findings;
}

// Whether another list of the operation's answers tells of the row: two of its members or more.
bool IsToldByAnother(const std::vector<DocumentedList>& lists, const DocumentedList& list, const document::Value& row) {
  return std::any_of(lists.begin(), lists.end(), [&](const DocumentedList& other) {
    if (other.index == list.index && other.page == list.page) return false;
    if (other.operation != list.operation || other.list->part != page::Part::kResponse) return false;
    return std::count_if(other.fields.begin(), other.fields.end(), [&](const page::FieldClaim* field) {
             return field->in == page::In::kBody && !field->path.empty() && row.Find(field->path.back()) != nullptr;
           }) >= 2;
  });
}

// A list of objects that is listed without any member and described by nothing, while samples show its rows.
std::vector<Finding> RunStructure(const Subject& subject) {
  std::vector<Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  std::map<std::size_t, std::set<JsonPointer>> holders;  // members of which members are told, by operation
  for (const DocumentedList& list : lists) {
    for (const page::FieldClaim* field : list.fields) {
      for (JsonPointer path = field->path; !path.empty();) {
        path = path.Parent();
        if (!holders[list.operation].insert(path).second) break;
      }
    }
  }
  for (const DocumentedList& list : lists) {
    if (list.operation == kNowhere || list.list->part != page::Part::kResponse) continue;
    for (const page::FieldClaim* field : list.fields) {
      if (field->facts.type != "array" || field->facts.item_type != "object" || !Trim(field->description.text).empty())
        continue;
      if (holders[list.operation].contains(field->path)) continue;
      for (const ShownBody* sample : SamplesOf(subject, list.operation, page::Part::kResponse)) {
        const auto anchor = AnchorOf(list, sample->root);
        if (!anchor) continue;
        JsonPointer path = *anchor;
        for (const std::string& token : field->path.tokens()) path = path / token;
        const auto rows = ValuesAt(sample->root, path / std::string_view("*"));
        if (rows.empty() || !rows.front()->IsObject() || rows.front()->members.size() < 3) continue;
        if (IsToldByAnother(lists, list, rows.front().value())) break;
        const auto schema = DeclaredBody(subject, list.operation, page::Part::kResponse);
        if (schema && !DeclaredAt(subject, *schema, path / std::string_view("*") / rows.front()->members.front().key)
                           .schemas.empty())
          continue;
        Finding found = NewFinding(subject, "field.structure", list.operation, Severity::kWarning, path.ToString());
        found.message = fmt::format("{} is listed as objects of which no member is told, and {} shows {}",
                                    DotName(path), sample->label, Count(rows.front()->members.size(), "member"));
        found.expected = "the members of a row";
        found.observed = "none";
        found.places = {subject.Quote(list.page, field->span, "no member of it is told"),
                        rows.front().Quote("the sample shows them")};
        found.likely = "The list: generated lists lack what their contract lacks.";
        findings.push_back(std::move(found));
        break;
      }
    }
  }
  return findings;
}

std::vector<Finding> RunDefault(const Subject& subject) {
  std::vector<Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    for (const page::FieldClaim* field : list.fields) {
      if (!field->facts.default_promised || field->facts.default_value || field->name.empty()) continue;
      Finding found = NewFinding(subject, "parameter.default", list.operation, Severity::kNote, field->name);
      found.message = fmt::format("{} has a default that the page does not tell", field->name);
      found.expected = "the default";
      found.observed = Shortened(field->description.text, 160);
      found.places = {subject.Quote(list.page, field->span, "this one"),
                      subject.Quote(list.page, field->facts_span, "a default, and not which")};
      found.likely = "The page, which leaves it open.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

std::vector<Finding> RunUnnamed(const Subject& subject) {
  std::vector<Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  std::map<std::pair<std::size_t, page::Part>, std::vector<const DocumentedList*>> by_operation;
  for (const DocumentedList& list : lists) by_operation[{list.operation, list.list->part}].push_back(&list);
  for (const DocumentedList& list : lists) {
    std::set<std::string_view> here;
    for (const page::FieldClaim* field : list.fields) here.insert(field->name);
    std::map<page::In, std::pair<const DocumentedList*, const page::FieldClaim*>> others;
    for (const page::FieldClaim* field : list.fields) {
      if (!field->name.empty() || field->description.empty()) continue;
      // Another list of the operation that names more parameters shows which one lost its name.
      const auto [known, added] = others.try_emplace(field->in);
      auto& [whole, named] = known->second;
      for (const DocumentedList* other : by_operation[{list.operation, list.list->part}]) {
        if (other == &list || !added) continue;
        for (const page::FieldClaim* candidate : other->fields) {
          if (candidate->name.empty() || candidate->in != field->in || here.contains(candidate->name)) continue;
          whole = other;
          named = candidate;
        }
      }
      Finding found = NewFinding(subject, "parameter.unnamed", list.operation,
                                 whole != nullptr ? Severity::kWarning : Severity::kNote, list.list->heading);
      found.message =
          whole != nullptr
              ? fmt::format("a parameter is listed without its name; by the other list it is {}", named->name)
              : "a parameter is listed without its name";
      found.expected = "a name";
      found.observed = Shortened(field->description.text, 160);
      found.places = {subject.Quote(list.page, field->span, "no name")};
      if (whole != nullptr) found.places.push_back(subject.Quote(whole->page, named->span, "named here"));
      found.likely = "The list without the name, where it was made from a contract that has none.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kFieldUntyped = {
    {"field.untyped", "Fields of answers have types", Severity::kNote,
     "Looks for lists of response fields that give no types, where no sample and no contract shows them either. A note.\n\nWhat to do: add the types, or a sample."},
    RunUntyped};
const Rule kFieldStructure = {
    {"field.structure", "Lists of objects say what is in them", Severity::kWarning,
     "Looks for members that a page lists as arrays of objects without telling any member of theirs or describing them, where samples show the rows and no contract declares them.\n\nWhat to do: tell the "
     "members."},
    RunStructure};
const Rule kParameterDefault = {
    {"parameter.default", "A default that is promised is told", Severity::kNote,
     "Looks for parameters whose description speaks of a default (\"the default period\") without saying which. A note.\n\nWhat to do: tell the value."},
    RunDefault};
const Rule kParameterUnnamed = {
    {"parameter.unnamed", "Listed parameters have names", Severity::kWarning,
     "Looks for parameters that a list describes without naming them, and for another list of the operation that names one more. A note where there is no such list.\n\nWhat to do: mend the list; "
     "a generated one lacks what the contract lacks."},
    RunUnnamed};

}  // namespace plumbline::audit
