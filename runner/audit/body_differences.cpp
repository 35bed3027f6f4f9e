#include "audit/body_differences.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace plumbline::audit {
namespace {

using contract::ContractSchema;
using document::Member;
using document::Value;
using schema::Violation;

// "<TOKEN>", "<redacted>": stands for a value that the documentation does not show.
bool IsPlaceholder(const Value& value) {
  return value.IsString() && value.text.size() > 2 && value.text.starts_with('<') && value.text.ends_with('>') &&
         value.text.find_first_of("<>", 1) == value.text.size() - 1;
}

class UndeclaredMembers {
 public:
  explicit UndeclaredMembers(const ContractSchema& schema) : root_(schema.derived.schema) {}

  void Find(const std::vector<const Value*>& schemas, const Value& body, const JsonPointer& here, int depth) {
    constexpr int kMaxDepth = 64;
    if (depth > kMaxDepth) return;
    const std::vector<const Value*> all = Expand(schemas);
    for (std::size_t i = 0; i < body.items.size(); ++i) Find(Below(all, "items", {}), body.items[i], here / i, depth + 1);
    const bool names_members = std::any_of(all.begin(), all.end(), [](const Value* s) { return s->Find("properties") != nullptr; });
    const bool open = std::any_of(all.begin(), all.end(), [](const Value* s) { return s->Find("additionalProperties") != nullptr; });
    for (const Member& member : body.members) {
      const std::vector<const Value*> children = Below(all, "properties", member.key);
      if (children.empty() && names_members && !open) {
        found.push_back(here / member.key);
      } else {
        Find(children, member.value, here / member.key, depth + 1);
      }
    }
  }

  std::vector<JsonPointer> found;

 private:
  // The schemas that may describe the same value: references and branches followed.
  std::vector<const Value*> Expand(std::vector<const Value*> schemas) const {
    for (std::size_t i = 0; i < schemas.size(); ++i) {
      const Value& schema = *schemas[i];
      const auto add = [&](const Value* more) {
        if (more != nullptr && std::find(schemas.begin(), schemas.end(), more) == schemas.end()) schemas.push_back(more);
      };
      if (const Value* reference = schema.Find("$ref")) add(root_.At(*JsonPointer::Parse(reference->text.substr(1))));
      for (std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
        if (const Value* list = schema.Find(keyword)) {
          for (const Value& branch : list->items) add(&branch);
        }
      }
      add(schema.Find("then"));
    }
    return schemas;
  }

  static std::vector<const Value*> Below(const std::vector<const Value*>& schemas, std::string_view keyword, std::string_view member) {
    std::vector<const Value*> below;
    for (const Value* schema : schemas) {
      const Value* child = schema->Find(keyword);
      if (child != nullptr && !member.empty()) child = child->Find(member);
      if (child != nullptr) below.push_back(child);
    }
    return below;
  }

  const Value& root_;
};

std::vector<std::string> Lines(const BodyDifferences& differences, std::vector<std::string>& shape) {
  std::vector<std::string> missing, wrong, extra;
  for (const Violation& violation : differences.violations) {
    const std::string kind = contract::ShapeOf(violation);
    shape.push_back(kind);
    if (kind.starts_with("missing ")) {
      missing.push_back(schema::PathName(violation.instance_location / violation.member));
    } else {
      wrong.push_back(fmt::format("wrong: {} {} (expected {}, observed {})", schema::PathName(violation.instance_location),
                                  violation.message, violation.expected, violation.observed));
    }
  }
  for (const JsonPointer& pointer : differences.undeclared) {
    shape.push_back("undeclared " + pointer.Starred());
    extra.push_back(schema::PathName(pointer));
  }
  std::vector<std::string> lines;
  if (!missing.empty()) lines.push_back(fmt::format("missing ({}): {}", missing.size(), Join(missing, ", ")));
  if (!extra.empty()) lines.push_back(fmt::format("not declared ({}): {}", extra.size(), Join(extra, ", ")));
  lines.insert(lines.end(), wrong.begin(), wrong.end());
  return lines;
}

}  // namespace

BodyDifferences Compare(const ContractSchema& schema, const Value& body) {
  BodyDifferences differences{schema::Evaluate(schema.program, body), {}};
  // A placeholder is of the right type, and says nothing of pattern, length, format or allowed values.
  std::erase_if(differences.violations, [&](const Violation& violation) {
    const Value* value = body.At(violation.instance_location);
    return violation.keyword != "type" && value != nullptr && IsPlaceholder(*value);
  });
  UndeclaredMembers undeclared(schema);
  undeclared.Find({&schema.derived.schema}, body, {}, 0);
  differences.undeclared = std::move(undeclared.found);
  return differences;
}

void Describe(finding::Finding& found, const ContractSchema& schema, const BodyDifferences& differences,
              const document::Node& body, const std::string& what) {
  std::vector<std::string> shape;
  found.details = Lines(differences, shape);
  found.shape = finding::Shape(std::move(shape));
  std::size_t missing = 0;
  for (const Violation& violation : differences.violations) missing += contract::ShapeOf(violation).starts_with("missing ") ? 1 : 0;
  std::vector<std::string> parts;
  if (missing > 0) parts.push_back(fmt::format("lacks {}", Count(missing, "required member")));
  if (!differences.undeclared.empty()) parts.push_back(fmt::format("has {}", Count(differences.undeclared.size(), "undeclared member")));
  if (const std::size_t wrong = differences.violations.size() - missing; wrong > 0) parts.push_back(fmt::format("has {}", Count(wrong, "wrong value")));
  if (differences.violations.empty()) {
    found.severity = finding::Severity::kNote;
    found.message = fmt::format("{} fits its schema but {}", what, Join(parts, ", "));
    const document::Node member = body.At(differences.undeclared.front()).value_or(body);
    found.expected = "declared members";
    found.observed = schema::PathName(differences.undeclared.front());
    found.places = {schema.derived.Origin({}).QuoteKey("the contract does not declare it"), member.QuoteKey("the documentation shows it")};
    return;
  }
  found.message = fmt::format("{} breaks its schema: it {}", what, Join(parts, ", "));
  // The first wrong value is quoted if there is one: it shows both sides best.
  const auto shown = std::find_if(differences.violations.begin(), differences.violations.end(),
                                  [](const Violation& v) { return v.member.empty(); });
  const Violation& first = shown == differences.violations.end() ? differences.violations.front() : *shown;
  found.expected = first.expected;
  found.observed = first.observed;
  found.places = {contract::QuoteContract(schema, first), contract::QuoteInstance(body.document(), first, body.pointer())};
}

}  // namespace plumbline::audit
