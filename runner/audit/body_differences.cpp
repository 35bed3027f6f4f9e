#include "audit/body_differences.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/regex.h"
#include "base/text.h"
#include "page/loose_json.h"
#include "schema/undeclared.h"

namespace plumbline::audit {
namespace {

using contract::ContractSchema;
using document::Value;
using schema::Violation;

// Lists are for people: the first of many, and how many more there are.
constexpr std::size_t kMostTold = 40;

std::string Listed(const char* what, std::vector<std::string> names) {
  const std::size_t count = names.size();
  if (count > kMostTold) names.resize(kMostTold);
  return fmt::format("{} ({}): {}{}", what, count, Join(names, ", "),
                     count > kMostTold ? fmt::format(" and {} more", count - kMostTold) : "");
}

std::vector<std::string> Lines(const BodyDifferences& differences, std::vector<std::string>& shape) {
  std::vector<std::string> missing, wrong, extra;
  for (const Violation& violation : differences.violations) {
    const std::string kind = contract::ShapeOf(violation);
    shape.push_back(kind);
    if (kind.starts_with("missing ")) {
      missing.push_back(schema::PathName(violation.instance_location / violation.member));
    } else {
      std::string line =
          fmt::format("wrong: {} {} (expected {}, observed {})", schema::PathName(violation.instance_location),
                      violation.message, violation.expected, violation.observed);
      // Several schemas of one value may say the same.
      if (std::find(wrong.begin(), wrong.end(), line) == wrong.end()) wrong.push_back(std::move(line));
    }
  }
  for (const JsonPointer& pointer : differences.undeclared) {
    shape.push_back("undeclared " + pointer.Starred());
    extra.push_back(schema::PathName(pointer));
  }
  std::vector<std::string> lines;
  if (!missing.empty()) lines.push_back(Listed("missing", std::move(missing)));
  if (!extra.empty()) lines.push_back(Listed("not declared", std::move(extra)));
  const std::size_t told = std::min(wrong.size(), kMostTold);
  lines.insert(lines.end(), wrong.begin(), wrong.begin() + static_cast<std::ptrdiff_t>(told));
  if (wrong.size() > told) lines.push_back(fmt::format("wrong: {} more values", wrong.size() - told));
  return lines;
}

}  // namespace

BodyDifferences Compare(const ContractSchema& schema, const Value& body) {
  BodyDifferences differences;
  if (!schema.entry) return {{}, {}, schema::Doubt::kUncompiled, contract::Judge(schema, body).problem};
  document::Tape tape;
  tape.ReadValue(body);
  auto judgement = schema::Judge(*schema.program, *schema.entry, tape);
  differences.violations = std::move(judgement.violations);
  differences.doubt = judgement.doubt;
  differences.problem = std::move(judgement.problem);
  // A placeholder is of the right type, and says nothing of pattern, length, format or allowed values. Words in
  // brackets describe what would stand there, of whatever type.
  static const Regex kDescription(R"((?:\[[^\[\]]*\s[^\[\]]*\]|<[^<>]*\s[^<>]*>))");
  std::erase_if(differences.violations, [&](const Violation& violation) {
    const Value* value = body.At(violation.instance_location);
    return value != nullptr && value->IsString() && page::IsPlaceholder(value->text) &&
           (violation.keyword != "type" || kDescription.Full(value->text));
  });
  differences.undeclared = schema::UndeclaredMembers(*schema.program, *schema.entry, tape.root());
  return differences;
}

void Describe(finding::Finding& found, const contract::Contract& contract, const ContractSchema& schema,
              const BodyDifferences& differences, const document::Node& body, const std::string& what) {
  if (differences.violations.empty() && differences.undeclared.empty()) {
    found.severity = finding::Severity::kNote;
    found.message = fmt::format("{} cannot be judged: {}", what, differences.problem);
    found.expected = "a verdict within bounds";
    found.observed = "none";
    found.places = {schema.node.QuoteKey("the schema"), body.Quote("could not be judged")};
    return;
  }
  std::vector<std::string> shape;
  found.details = Lines(differences, shape);
  found.shape = finding::Shape(std::move(shape));
  std::size_t missing = 0;
  for (const Violation& violation : differences.violations)
    missing += contract::ShapeOf(violation).starts_with("missing ") ? 1 : 0;
  std::vector<std::string> parts;
  if (missing > 0) parts.push_back(fmt::format("lacks {}", Count(missing, "required member")));
  if (!differences.undeclared.empty())
    parts.push_back(fmt::format("has {}", Count(differences.undeclared.size(), "undeclared member")));
  if (const std::size_t wrong = differences.violations.size() - missing; wrong > 0)
    parts.push_back(fmt::format("has {}", Count(wrong, "wrong value")));
  if (differences.violations.empty()) {
    found.severity = finding::Severity::kNote;
    found.message = fmt::format("{} fits its schema but {}", what, Join(parts, ", "));
    const document::Node member = body.At(differences.undeclared.front()).value_or(body);
    found.expected = "declared members";
    found.observed = schema::PathName(differences.undeclared.front());
    found.places = {schema.node.QuoteKey("the contract does not declare it"),
                    member.QuoteKey("the documentation shows it")};
    return;
  }
  found.message = fmt::format("{} breaks its schema: it {}", what, Join(parts, ", "));
  // The first wrong value is quoted if there is one: it shows both sides best.
  const auto shown = std::find_if(differences.violations.begin(), differences.violations.end(),
                                  [](const Violation& v) { return v.member.empty(); });
  const Violation& first = shown == differences.violations.end() ? differences.violations.front() : *shown;
  found.expected = first.expected;
  found.observed = first.observed;
  if (std::string way = contract::WayTo(contract, schema, first); !way.empty()) found.details.push_back(std::move(way));
  found.places = {contract::QuoteContract(schema, first),
                  contract::QuoteInstance(body.document(), first, body.pointer())};
}

}  // namespace plumbline::audit
