#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "audit/contract_problem.h"
#include "audit/rule.h"
#include "base/text.h"
#include "contract/document_schema.h"

namespace plumbline::audit {
namespace {

using contract::ContractProblem;
using document::Value;
using finding::Finding;
using schema::Violation;

// "GET /v1/charges, responses.200": the place in words.
std::string PlaceName(const JsonPointer& pointer, const Value& root) {
  const auto& tokens = pointer.tokens();
  if (tokens.empty()) return "the document";
  std::size_t used = 0;
  std::string name;
  if (tokens.size() >= 2 && tokens[0] == "paths") {
    name = tokens[1];
    used = 2;
    if (tokens.size() >= 3 && tokens[2] != "parameters" && tokens[2] != "servers" && tokens[1].starts_with('/')) {
      std::string method = tokens[2];
      for (char& c : method) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      name = method + ' ' + tokens[1];
      used = 3;
    }
  }
  std::string rest;
  JsonPointer above(std::vector<std::string>(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(used)));
  for (std::size_t i = used; i < tokens.size(); ++i) {
    // Of hundreds of levels, the first and the last tell the place.
    constexpr std::size_t kFirst = 12, kLast = 10;
    if (i == used + kFirst && tokens.size() > used + kFirst + kLast + 1) {
      rest += ".…";
      for (; i < tokens.size() - kLast; ++i) above = above / tokens[i];
    }
    const Value* holder = root.At(above);
    rest += holder != nullptr && holder->IsArray() ? "[" + tokens[i] + "]" : (rest.empty() ? "" : ".") + tokens[i];
    above = above / tokens[i];
  }
  if (rest.empty()) return name;
  return name.empty() ? rest : name + ", " + rest;
}

// What the official schemas say by `not` and by bare choices, in words.
std::string Sentence(const Violation& violation, const Value* value) {
  const auto has = [&](std::string_view key) { return value != nullptr && value->Find(key) != nullptr; };
  if (violation.keyword == "not" && has("example") && has("examples"))
    return "has both 'example' and 'examples'; one of them is allowed";
  if (violation.keyword == "anyOf" && violation.instance_location.empty())
    return "has none of 'paths', 'components' and 'webhooks'";
  if ((violation.keyword == "oneOf" || violation.keyword == "anyOf" || violation.keyword == "not") &&
      value != nullptr && value->IsObject()) {
    if (has("schema") && has("content")) return "has both 'schema' and 'content'; one of them is allowed";
    if (has("operationRef") && has("operationId"))
      return "has both 'operationRef' and 'operationId'; one of them is allowed";
    if (has("in") && has("name") && !has("schema") && !has("content")) return "has neither 'schema' nor 'content'";
    if (has("$ref")) return "has members beside '$ref' that it cannot have";
  }
  if (violation.keyword == "unevaluatedProperties" || violation.keyword == "additionalProperties") {
    const std::size_t hint = violation.message.find(" (did you mean");
    return fmt::format("has the unknown member '{}'{}", violation.member,
                       hint == std::string::npos ? "" : violation.message.substr(hint));
  }
  return violation.message;
}

class Run {
 public:
  explicit Run(const Subject& subject)
      : subject_(subject), contract_(*subject.vendor().contract), root_(contract::WrittenRoot(contract_)) {}

  std::vector<Finding> All() {
    std::vector<Finding> findings =
        TellProblems(subject_, {.rule = "contract.structure",
                                .note = "not as the standard has it",
                                .other_note = "first here",
                                .likely = "The contract: no tool can rely on what stands there."});
    // The same slip at many places is one finding.
    std::vector<std::vector<Violation>> groups;
    std::map<std::string, std::size_t> group_of;
    for (Violation& violation : contract::DocumentViolations(contract_)) {
      if (IsTold(violation)) continue;
      const std::string slip = Slip(violation);
      const auto [entry, first] = group_of.emplace(slip, groups.size());
      if (first) groups.emplace_back();
      groups[entry->second].push_back(std::move(violation));
    }
    for (const auto& [slip, index] : group_of) findings.push_back(Tell(slip, groups[index]));
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.places.back().line < b.places.back().line; });
    return findings;
  }

 private:
  static std::string Slip(const Violation& violation) {
    return fmt::format("{}#{} {}", violation.document, violation.schema_location.ToString(), violation.member);
  }

  // Whether the loader has said it, and better.
  bool IsTold(const Violation& violation) const {
    const JsonPointer place =
        violation.member.empty() ? violation.instance_location : violation.instance_location / violation.member;
    const bool choice = violation.keyword == "oneOf" || violation.keyword == "anyOf" || violation.keyword == "not";
    return std::any_of(contract_.problems.begin(), contract_.problems.end(), [&](const ContractProblem& problem) {
      if (problem.rule != "contract.structure" || &problem.at.document() != contract_.root) return false;
      const JsonPointer at = document::PointerAsWritten(*contract_.root, problem.at->span, problem.at.pointer());
      return at == place || at == violation.instance_location ||
             (choice && at.StartsWith(violation.instance_location)) || place.StartsWith(at);
    });
  }

  Place Quote(const Violation& violation, std::string note) const {
    const Value* value = root_.At(violation.instance_location);
    if (value == nullptr) value = &root_;
    document::Span span = value->span;
    JsonPointer pointer = violation.instance_location;
    const document::Member* member = violation.member.empty() ? nullptr : value->FindMember(violation.member);
    if (member != nullptr) {
      span = member->key_span;
      pointer = pointer / violation.member;
    } else if (!pointer.empty() && (value->IsObject() || value->IsArray())) {
      // An object is marked by its name: its braces say nothing.
      const Value* parent = root_.At(pointer.Parent());
      const document::Member* own = parent == nullptr ? nullptr : parent->FindMember(pointer.back());
      if (own != nullptr) span = own->key_span;
    }
    return document::QuoteSpan(contract_.root->source, span, pointer.ToString(), std::move(note));
  }

  Finding Tell(const std::string& slip, const std::vector<Violation>& group) const {
    const Violation& first = group.front();
    Finding found;
    found.identity = subject_.Identify("contract.structure", kNowhere);
    found.identity.schema_pointer = group.size() == 1 ? first.instance_location.ToString() : "";
    found.identity.instance_pointer = slip;
    found.severity = finding::Severity::kError;
    found.message = fmt::format("{} {}", PlaceName(first.instance_location, root_),
                                Sentence(first, root_.At(first.instance_location)));
    found.expected = first.expected;
    found.observed = first.observed;
    found.places = {Quote(first, "not as OpenAPI " + contract_.openapi + " has it")};
    if (group.size() > 1) {
      found.message += fmt::format(", and the same at {}", Count(group.size() - 1, "more place"));
      std::vector<Place> places;
      std::vector<std::string> pointers;
      for (const Violation& violation : group) {
        places.push_back(Quote(violation, ""));
        pointers.push_back(violation.instance_location.ToString());
      }
      found.details = ListPlaces(places);
      found.shape = finding::Shape(std::move(pointers));
    }
    found.likely = "The contract: the official schema of its version refuses it.";
    return found;
  }

  const Subject& subject_;
  const contract::Contract& contract_;
  const Value& root_;
};

}  // namespace

const Rule kContractStructure = {
    {"contract.structure", "The document is built as its version of OpenAPI asks", finding::Severity::kError,
     "Evaluates the document against the official schema of its version: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2 (schemas/openapi/), Schema "
     "Objects of 3.1 and later by their dialect. Members of the wrong type, missing and unknown members, values outside of an enum. Of "
     "several alternatives the one that was meant is reported, and the same slip at many places is one finding that lists them. What the "
     "official schema leaves out is looked at too: styles of parameters, response statuses, parameters that are declared twice.\n\nWhat is "
     "wrong is left out of the contract; the rest is judged as it stands.\n\nWhat to do: correct the member that is named."},
    [](const Subject& subject) { return Run(subject).All(); }};

}  // namespace plumbline::audit
