#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

using document::Node;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

// How many rows a page has, by what it is called in requests and in answers.
bool NamesPageSize(std::string_view name) {
  return IsOneOf(Spelled(name), {"per_page", "page_size", "limit", "size", "pagesize", "perpage", "page_limit", "items_per_page", "results_per_page",
                                 "max_results", "rows_per_page"});
}

// A parameter of an operation that chooses the size of a page.
struct SizeParameter {
  std::string name;
  Place place;
  std::set<std::string> values;  // its default, and what requests send
};

std::optional<SizeParameter> SizeParameterOf(const Subject& subject, std::size_t operation) {
  const ApiOperation& asked = subject.operations()[operation];
  std::optional<SizeParameter> size;
  for (const auto& [p, index] : asked.documented) {
    const page::Claims& claims = subject.pages()[p].claims;
    for (const page::FieldClaim& field : claims.fields) {
      if (field.operation != index || field.part != page::Part::kRequest || field.in != page::In::kQuery || !NamesPageSize(field.name)) continue;
      if (size && size->name != field.name) return std::nullopt;
      if (!size) size = SizeParameter{field.name, subject.Quote(p, field.span, "the request calls it " + field.name), {}};
      if (field.facts.default_value) size->values.insert(*field.facts.default_value);
    }
  }
  if (asked.declared != nullptr) {
    for (const contract::Parameter& parameter : asked.declared->parameters) {
      if (parameter.in != contract::Location::kQuery || !NamesPageSize(parameter.name)) continue;
      if (size && size->name != parameter.name) return std::nullopt;
      if (!size) size = SizeParameter{parameter.name, parameter.node.Quote("the request calls it " + parameter.name), {}};
      const auto schema = parameter.ValueSchema();
      if (const auto value = schema ? schema->Find("default") : std::nullopt) size->values.insert((*value)->text);
    }
  }
  if (!size) return std::nullopt;
  for (const auto& [p, index] : asked.documented) {
    for (const page::OperationMention& mention : subject.pages()[p].claims.operations[index].mentions) {
      for (const auto& [name, value] : mention.query) {
        if (name == size->name) size->values.insert(value);
      }
    }
  }
  return size;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const auto size = SizeParameterOf(subject, o);
    if (!size) continue;
    bool done = false;
    for (const ShownBody* sample : SamplesOf(subject, o, page::Part::kResponse)) {
      if (done || !sample->root->IsObject()) continue;
      std::vector<Node> envelopes = {sample->root};
      for (const document::Member& member : sample->root->members) {
        if (member.value.IsObject() && IsOneOf(Spelled(member.key), {"meta", "pagination", "paging", "page_info", "page"}))
          envelopes.push_back(sample->root.Child(member));
      }
      const bool same = std::any_of(envelopes.begin(), envelopes.end(), [&](const Node& envelope) {
        return std::any_of(envelope->members.begin(), envelope->members.end(),
                           [&](const document::Member& member) { return Spelled(member.key) == Spelled(size->name); });
      });
      if (same) continue;
      for (const Node& envelope : envelopes) {
        for (const document::Member& member : envelope->members) {
          if (done || !member.value.IsNumber() || !NamesPageSize(member.key) || !size->values.contains(member.value.text)) continue;
          done = true;
          finding::Finding found = NewFinding(subject, "parameter.name", o, finding::Severity::kNote, size->name);
          found.message = fmt::format("the request calls the size of a page {}, and the answer calls it {}", size->name, member.key);
          found.expected = "one name";
          found.observed = size->name + ", " + member.key;
          found.places = {size->place, envelope.Child(member).QuoteKey("the answer calls it " + member.key)};
          found.likely = "Neither by itself: the two are one value, and one name would do.";
          findings.push_back(std::move(found));
        }
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kParameterName = {{"parameter.name", "The size of a page has one name", finding::Severity::kNote,
                              "Compares the parameter that chooses how many rows a page has with the member of the answer that repeats it, by its value: that "
                              "of the default, or that of a request that is shown.\n\nWhy: a "
                              "client that takes its next request from the last answer sends a name that the service does not know.\n\nWhat to do: give both "
                              "one name, or say that they differ."},
                             Run};

}  // namespace plumbline::audit
