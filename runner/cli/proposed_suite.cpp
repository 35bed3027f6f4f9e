#include "cli/proposed_suite.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/mined.h"
#include "base/text.h"
#include "document/document.h"
#include "suite/expression.h"

namespace plumbline::cli {
namespace {

using audit::ProposedInvariant;
using audit::Subject;
using document::Value;

bool IsPlainText(const std::string& text) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (text.empty() || kLetters.find(text.front()) == std::string_view::npos) return false;
  const std::string lower = AsciiLower(text);
  return text.find_first_not_of(std::string(kLetters) + "0123456789_-") == std::string::npos && lower != "null" &&
         lower != "true" && lower != "false";
}

// A string as YAML that cannot be taken for anything else. JSON is YAML.
std::string Scalar(const std::string& text) {
  return IsPlainText(text) ? text : document::WriteJson(Value::String(text), 0);
}

// An invariant is plain where nothing in it begins a comment or a mapping.
std::string InvariantScalar(const std::string& expression) {
  const bool plain = expression.find_first_of("#:'\"\\{}[]&!|%@`") == std::string::npos;
  return plain ? expression : document::WriteJson(Value::String(expression), 0);
}

// Answers that lack a figure, as short examples do, were not asked.
bool HoldsInTheLanguageOfSuites(const ProposedInvariant& one, const Subject& subject) {
  try {
    const suite::Expression expression = suite::Expression::Parse(one.expression);
    return std::all_of(one.bodies.begin(), one.bodies.end(), [&](std::size_t body) {
      return expression.Evaluate(subject.bodies()[body].root.value()).empty();
    });
  } catch (const suite::ExpressionError&) {
    return false;
  }
}

// A value that the contract itself gives for a parameter.
std::optional<Value> GivenValue(const contract::Parameter& parameter) {
  const auto usable = [](const Value& value) { return (value.IsString() && !value.text.empty()) || value.IsNumber(); };
  for (const contract::Example& example : parameter.examples) {
    if (usable(example.value.value())) return example.value.value();
  }
  const auto schema = parameter.ValueSchema();
  for (const char* keyword : {"example", "default", "const"}) {
    const auto given = schema ? schema->Find(keyword) : std::nullopt;
    if (given && usable(given->value())) return given->value();
  }
  return std::nullopt;
}

std::string Parameters(const contract::Operation& operation) {
  std::string text;
  for (const contract::Parameter& parameter : operation.parameters) {
    if (!parameter.required) continue;
    const auto same = std::count_if(operation.parameters.begin(), operation.parameters.end(),
                                    [&](const auto& other) { return other.name == parameter.name; });
    const std::string key =
        same == 1 ? parameter.name : fmt::format("{}.{}", contract::LocationName(parameter.in), parameter.name);
    const auto given = GivenValue(parameter);
    text += fmt::format("      {}: {}\n", Scalar(key),
                        given ? document::WriteJson(*given, 0) : "REPLACE-ME  # a value that there is");
  }
  return text.empty() ? "" : "    parameters:\n" + text;
}

// The statuses with which the answers were shown: 200, or [200, 201].
std::string Status(const std::vector<const ProposedInvariant*>& invariants, const Subject& subject) {
  std::set<int> statuses;
  for (const ProposedInvariant* one : invariants) {
    for (const std::size_t body : one->bodies) statuses.insert(subject.bodies()[body].status.value_or(200));
  }
  std::vector<std::string> texts;
  for (const int status : statuses) texts.push_back(std::to_string(status));
  return texts.size() == 1 ? texts.front() : '[' + Join(texts, ", ") + ']';
}

// Nothing of a page may end the comment that it stands in.
std::string CommentText(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return text;
}

std::string Evidence(const ProposedInvariant& one) {
  std::vector<std::string> places;
  for (const SourceLocation& place : one.places) places.push_back(fmt::format("{}:{}", place.file, place.line));
  const std::string more = one.support > places.size() ? ", …" : "";
  return CommentText(
      fmt::format("holds {}: {} ({}{})", Count(one.support, "time"), one.example, Join(places, ", "), more));
}

}  // namespace

std::string ProposedSuite(const Subject& subject) {
  const std::vector<ProposedInvariant> proposed = ProposeInvariants(subject);
  std::map<std::size_t, std::vector<const ProposedInvariant*>> by_operation;
  std::vector<std::size_t> order;
  for (const ProposedInvariant& one : proposed) {
    if (!HoldsInTheLanguageOfSuites(one, subject)) continue;
    auto& invariants = by_operation[one.operation_index];
    if (invariants.empty()) order.push_back(one.operation_index);
    invariants.push_back(&one);
  }
  if (order.empty())
    return "# No identity holds in the answers that are shown, or their figures are too few to tell.\n";
  std::string text = "# Identities that hold wherever they can be asked of the answers that are shown.\ncases:\n";
  std::set<std::string> ids;
  for (const std::size_t index : order) {
    const audit::ApiOperation& operation = subject.operations()[index];
    const std::string base =
        Slug(operation.declared == nullptr ? AsciiLower(operation.name) : operation.declared->id) + "-figures";
    std::string id = base;
    for (int i = 2; !ids.insert(id).second; ++i) id = fmt::format("{}-{}", base, i);
    text += fmt::format("  - id: {}\n", id);
    text += operation.declared == nullptr
                ? fmt::format("    operation: {}  # that of no contract; write its operationId here\n",
                              Scalar(operation.name))
                : fmt::format("    operation: {}  # {}\n", Scalar(operation.declared->id), CommentText(operation.name));
    if (operation.declared != nullptr) {
      text += Parameters(*operation.declared);
      if (operation.declared->request_body && operation.declared->request_body->required)
        text += "    # body: the operation needs one\n";
    }
    text += fmt::format("    expect:\n      status: {}\n      invariants:\n", Status(by_operation[index], subject));
    for (const ProposedInvariant* one : by_operation[index])
      text += fmt::format("        - {}  # {}\n", InvariantScalar(one->expression), Evidence(*one));
  }
  return text;
}

}  // namespace plumbline::cli
