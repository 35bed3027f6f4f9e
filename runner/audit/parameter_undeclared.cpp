#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using page::FieldClaim;
using page::In;

std::vector<std::string> Declared(const contract::Operation& operation) {
  std::vector<std::string> names;
  for (const contract::Parameter& parameter : operation.parameters) names.push_back(parameter.name);
  return names;
}

bool IsForCredentials(const Subject& subject, std::string_view name) {
  const std::string lower = AsciiLower(name);
  if (lower == "authorization" || lower == "content-type" || lower == "accept") return true;
  return std::any_of(subject.vendor().contract->security_schemes.begin(),
                     subject.vendor().contract->security_schemes.end(),
                     [&](const auto& scheme) { return AsciiLower(scheme.second.parameter) == lower; });
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  std::set<std::pair<std::size_t, std::string>> told;
  const auto report = [&](std::size_t operation, const std::string& name, const Place& place, const char* what,
                          const std::vector<std::string>& known, const Place& other, const std::string& side) {
    if (!told.insert({operation, name}).second) return;
    finding::Finding found = NewFinding(subject, "parameter.undeclared", operation, finding::Severity::kWarning, name);
    found.message = fmt::format("{} {}, and {} has no such parameter{}", what, name, side, DidYouMean(name, known));
    found.expected = known.empty() ? "no parameters" : Join(known, ", ");
    found.observed = name;
    found.places = {other, place};
    found.likely = "Undecided: a request with it decides.";
    findings.push_back(std::move(found));
  };
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  for (const DocumentedList& list : lists) {
    if (list.list->part != page::Part::kRequest || list.operation == kNowhere) continue;
    const contract::Operation* declared = subject.operations()[list.operation].declared;
    if (declared == nullptr) continue;
    const std::vector<std::string> known = Declared(*declared);
    for (const FieldClaim* field : list.fields) {
      if (field->name.empty() || (field->in != In::kQuery && field->in != In::kHeader)) continue;
      if (field->in == In::kHeader && IsForCredentials(subject, field->name)) continue;
      const bool there = std::any_of(known.begin(), known.end(), [&](const std::string& name) {
        return AsciiLower(name) == AsciiLower(field->name) || name == field->name + "[]";
      });
      // What a client calls device_id stands in the path as {deviceId}.
      const bool in_path =
          std::any_of(declared->parameters.begin(), declared->parameters.end(), [&](const contract::Parameter& one) {
            return one.in == contract::Location::kPath && Spelled(one.name) == Spelled(field->name);
          });
      if (in_path) continue;
      if (!there)
        report(list.operation, field->name, subject.Quote(list.page, field->span, "the page lists it"),
               "the page lists", known,
               declared->node.QuoteKey("the contract declares " +
                                       (known.empty() ? std::string("none") : Join(known, ", "))),
               "the contract");
    }
  }
  std::vector<std::vector<const DocumentedList*>> lists_of(subject.operations().size());
  for (const DocumentedList& list : lists) {
    if (list.operation != kNowhere) lists_of[list.operation].push_back(&list);
  }
  // Commands that send what neither the list nor the contract knows.
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    std::vector<std::string> listed;
    std::optional<Place> list_place;
    for (const DocumentedList* of_operation : lists_of[o]) {
      const DocumentedList& list = *of_operation;
      if (list.list->part != page::Part::kRequest || list.list->coverage != page::FieldList::Coverage::kAll) continue;
      for (const FieldClaim* field : list.fields) {
        if (field->in != In::kQuery) continue;
        listed.push_back(field->name);
        if (!list_place) list_place = subject.Quote(list.page, field->span, "the list begins");
      }
    }
    if (listed.empty() && operation.declared == nullptr) continue;
    if (std::any_of(listed.begin(), listed.end(), [](const std::string& name) { return name.empty(); })) continue;
    for (const auto& [p, index] : operation.documented) {
      for (const page::OperationMention& mention : subject.pages()[p].claims.operations[index].mentions) {
        if (mention.kind != page::Mention::kRequest) continue;
        for (const auto& [key, value] : mention.query) {
          const std::string name = key.substr(0, key.find('['));
          std::vector<std::string> known = listed;
          if (operation.declared != nullptr) {
            for (const std::string& one : Declared(*operation.declared)) {
              if (std::find(known.begin(), known.end(), one) == known.end()) known.push_back(one);
            }
          }
          const bool there = std::any_of(known.begin(), known.end(),
                                         [&](const std::string& one) { return one.substr(0, one.find('[')) == name; });
          if (there || (operation.declared != nullptr && IsForCredentials(subject, name))) continue;
          const Place other = list_place && operation.declared == nullptr ? *list_place
                              : operation.declared != nullptr
                                  ? operation.declared->node.QuoteKey("not declared in here")
                                  : *list_place;
          report(o, name, subject.Quote(p, mention.span, "the command sends it"), "the command sends", known, other,
                 operation.declared != nullptr ? "the contract" : "the list");
        }
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kParameterUndeclared = {
    {"parameter.undeclared", "Parameters that pages list and send are declared", finding::Severity::kWarning,
     "Looks for each query parameter and header field that a page lists, and for each query parameter that its commands send, in the contract; where there is none, for what commands send in the page's own "
     "list. Header fields for credentials are passed over.\n\nWhat to do: declare the parameter, or take it from the page."},
    Run};

}  // namespace plumbline::audit
