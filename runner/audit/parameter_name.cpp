#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

using document::Node;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// How many rows a page has, by what it is called in requests and in answers.
bool NamesPageSize(std::string_view name) {
  return IsOneOf(Spelled(name), {"per_page", "page_size", "limit", "size", "pagesize", "perpage", "page_limit",
                                 "items_per_page", "results_per_page", "max_results", "rows_per_page"});
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
      if (field.operation != index || field.part != page::Part::kRequest || field.in != page::In::kQuery ||
          !NamesPageSize(field.name))
        continue;
      if (size && size->name != field.name) return std::nullopt;
      if (!size)
        size = SizeParameter{field.name, subject.Quote(p, field.span, "the request calls it " + field.name), {}};
      if (field.facts.default_value) size->values.insert(*field.facts.default_value);
    }
  }
  if (asked.declared != nullptr) {
    for (const contract::Parameter& parameter : asked.declared->parameters) {
      if (parameter.in != contract::Location::kQuery || !NamesPageSize(parameter.name)) continue;
      if (size && size->name != parameter.name) return std::nullopt;
      if (!size)
        size = SizeParameter{parameter.name, parameter.node.Quote("the request calls it " + parameter.name), {}};
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

// The member of an answer that repeats the size under another name.
std::optional<Node> OtherName(const ShownBody& sample, const SizeParameter& size) {
  if (!sample.root->IsObject()) return std::nullopt;
  std::vector<Node> envelopes = {sample.root};
  for (const document::Member& member : sample.root->members) {
    const bool wraps = IsOneOf(Spelled(member.key), {"meta", "pagination", "paging", "page_info", "page"});
    if (member.value.IsObject() && wraps) envelopes.push_back(sample.root.Child(member));
  }
  std::optional<Node> other;
  for (const Node& envelope : envelopes) {
    for (const document::Member& member : envelope->members) {
      if (Spelled(member.key) == Spelled(size.name)) return std::nullopt;
      if (!other && member.value.IsNumber() && NamesPageSize(member.key) && size.values.contains(member.value.text))
        other = envelope.Child(member);
    }
  }
  return other;
}

bool HasWholeWord(std::string_view text, std::string_view word) {
  const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !in_word(text[at - 1]),
               ends = at + word.size() == text.size() || !in_word(text[at + word.size()]);
    if (begins && ends) return true;
  }
  return false;
}

// A sentence that names both.
std::optional<Place> ToldOfBoth(const Subject& subject, const ApiOperation& operation, std::string_view one,
                                std::string_view other) {
  for (const auto& [p, index] : operation.documented) {
    for (const page::MemberMention& mention : subject.pages()[p].claims.members) {
      if (mention.operation != index || mention.path.empty() || mention.path.back() != one ||
          !HasWholeWord(mention.sentence.text, other))
        continue;
      return subject.Quote(p, mention.sentence.span(), "the page says so");
    }
  }
  return std::nullopt;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const auto size = SizeParameterOf(subject, o);
    if (!size) continue;
    std::optional<finding::Finding> found;
    std::string called;
    for (const ShownBody* sample : SamplesOf(subject, o, page::Part::kResponse)) {
      const auto other = OtherName(*sample, *size);
      if (!other) continue;
      const std::string& name = other->pointer().back();
      if (!found) {
        called = name;
        found = NewFinding(subject, "parameter.name", o, finding::Severity::kNote, size->name);
        found->message =
            fmt::format("the request calls the size of a page {}, and the answer calls it {}", size->name, name);
        found->expected = "one name";
        found->observed = size->name + ", " + name;
        found->places = {size->place, other->QuoteKey("the answer calls it " + name)};
        found->likely = "Neither by itself: the two are one value, and one name would do.";
      }
      found->details.push_back(fmt::format("{} has {} ({})", sample->label, name, ToString(other->KeyLocation())));
    }
    if (!found) continue;
    if (auto told = ToldOfBoth(subject, subject.operations()[o], size->name, called)) {
      found->places.push_back(*std::move(told));
      found->likely = "Neither by itself: the page says that the two are one value, and one name would do.";
    }
    findings.push_back(*std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kParameterName = {
    {"parameter.name", "The size of a page has one name", finding::Severity::kNote,
     "Compares the parameter that chooses how many rows a page has with the member of the answer that repeats it, by its value: that "
     "of the default, or that of a request that is shown.\n\nWhy: a "
     "client that takes its next request from the last answer sends a name that the service does not know.\n\nWhat to do: give both "
     "one name, or say that they differ."},
    Run};

}  // namespace plumbline::audit
