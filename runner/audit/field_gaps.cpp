// Notes about what lists of fields leave open: types, names, defaults that are promised and not told.
#include <fmt/format.h>

#include <algorithm>

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
    if (list.operation == kNowhere || list.list->has_types || list.fields.size() < 2 || list.list->part != page::Part::kResponse) continue;
    // Where a sample or the contract shows the values, their types are told.
    if (!SamplesOf(subject, list.operation, list.list->part).empty() || DeclaredBody(subject, list.operation, list.list->part)) continue;
    if (std::any_of(list.fields.begin(), list.fields.end(), [](const page::FieldClaim* f) { return !f->facts.type.empty(); })) continue;
    Finding found = NewFinding(subject, "field.untyped", list.operation, Severity::kNote, list.list->heading);
    found.message = fmt::format("{} have no types, and no sample shows their values", Count(list.fields.size(), "field"));
    found.expected = "a type for each field";
    found.observed = "names and descriptions only";
    found.places = {subject.Quote(list.page, list.fields.front()->span, "no type"), subject.Quote(list.page, list.fields.back()->span, "nor here")};
    found.likely = "The page: nobody can write a client from it.";
    findings.push_back(std::move(found));
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
      found.places = {subject.Quote(list.page, field->span, "this one"), subject.Quote(list.page, field->facts_span, "a default, and not which")};
      found.likely = "The page, which leaves it open.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

std::vector<Finding> RunUnnamed(const Subject& subject) {
  std::vector<Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  for (const DocumentedList& list : lists) {
    for (const page::FieldClaim* field : list.fields) {
      if (!field->name.empty() || field->description.empty()) continue;
      // Another list of the operation that names more parameters shows which one lost its name.
      const DocumentedList* whole = nullptr;
      const page::FieldClaim* named = nullptr;
      for (const DocumentedList& other : lists) {
        if (&other == &list || other.operation != list.operation || other.list->part != list.list->part) continue;
        for (const page::FieldClaim* candidate : other.fields) {
          const bool here = std::any_of(list.fields.begin(), list.fields.end(), [&](const page::FieldClaim* f) { return f->name == candidate->name; });
          if (here || candidate->name.empty() || candidate->in != field->in) continue;
          whole = &other;
          named = candidate;
        }
      }
      Finding found = NewFinding(subject, "parameter.unnamed", list.operation, whole != nullptr ? Severity::kWarning : Severity::kNote, list.list->heading);
      found.message = whole != nullptr ? fmt::format("a parameter is listed without its name; by the other list it is {}", named->name) : "a parameter is listed without its name";
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
     "Looks for lists of response fields that give no types, where no sample and no contract shows them either. A note.\n\nWhat to do: add the types, or a sample."}, RunUntyped};
const Rule kParameterDefault = {
    {"parameter.default", "A default that is promised is told", Severity::kNote,
     "Looks for parameters whose description speaks of a default (\"the default period\") without saying which. A note.\n\nWhat to do: tell the value."}, RunDefault};
const Rule kParameterUnnamed = {
    {"parameter.unnamed", "Listed parameters have names", Severity::kWarning,
     "Looks for parameters that a list describes without naming them, and for another list of the operation that names one more. A note where there is no such list.\n\nWhat to do: mend the list; "
     "a generated one lacks what the contract lacks."}, RunUnnamed};

}  // namespace plumbline::audit
