#include "audit/mined.h"

#include <algorithm>
#include <map>

namespace plumbline::audit {

std::optional<Decimal> Figure(const document::Value& value) {
  constexpr std::size_t kMaxLength = 40;
  if ((!value.IsNumber() && !value.IsString()) || value.text.empty() || value.text.size() > kMaxLength)
    return std::nullopt;
  if (value.text.find_first_not_of("0123456789.-") != std::string::npos) return std::nullopt;
  // Digits alone in a string are more often a code than a figure.
  if (value.IsString() && value.text.find('.') == std::string::npos) return std::nullopt;
  return Decimal::Parse(value.text);
}

std::string ExpressionPointer(const JsonPointer& path) {
  for (const std::string& token : path.tokens()) {
    // Nor one that a line of a file could not hold.
    if (std::any_of(token.begin(), token.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
      return "";
    if (token.empty() || token.find_first_of(" \t\n(),\"") != std::string::npos ||
        (token.find('*') != std::string::npos && token != "*"))
      return "";
  }
  return path.ToString();
}

std::vector<Mined> MineIdentities(const Subject& subject) {
  constexpr std::size_t kMaxMined = 20'000;
  std::vector<Mined> mined;
  for (const ShownObject& object : subject.objects()) {
    if (!subject.bodies()[object.body].IsSuccess() || mined.size() > kMaxMined) continue;
    MineSplits(object, mined);
    MineNamed(object, mined);
    MineLists(object, mined);
    MineRunning(object, mined);
  }
  return mined;
}

namespace {

std::vector<JsonPointer> PointersIn(std::string_view expression) {
  std::vector<JsonPointer> pointers;
  for (std::size_t begin = expression.find('/'); begin != std::string_view::npos;) {
    const std::size_t end = std::min(expression.find_first_of(" ()", begin), expression.size());
    if (const auto pointer = JsonPointer::Parse(expression.substr(begin, end - begin))) pointers.push_back(*pointer);
    begin = expression.find('/', end);
  }
  return pointers;
}

// Whether the contract lists the members of an object, and not this one. What an example shows against its own
// contract, no answer will.
bool IsUndeclared(const Subject& subject, const ShownBody& body, const JsonPointer& pointer) {
  JsonPointer parent;
  for (const std::string& token : pointer.tokens()) {
    bool listed = false, declared = token == "*";
    for (const contract::Node& schema : SchemasAt(subject, body, parent)) {
      const auto properties = schema.Find("properties");
      listed = listed || properties;
      declared = declared || (properties && properties->Find(token));
    }
    if (listed && !declared) return true;
    parent = parent / token;
  }
  return false;
}

}  // namespace

std::vector<ProposedInvariant> ProposeInvariants(const Subject& subject) {
  struct Support {
    std::size_t holds = 0, fails = 0, telling = 0;
    std::string example;  // a telling one, where there is one
    std::vector<std::size_t> bodies;
    std::vector<SourceLocation> places;
  };
  constexpr std::size_t kMaxPlaces = 3;
  const std::vector<Mined> mined = MineIdentities(subject);
  std::map<std::pair<std::size_t, std::string>, Support> by_expression;  // operation, expression
  std::map<std::pair<std::size_t, std::string>, Support> by_group;
  for (const Mined& one : mined) {
    if (one.expression.empty() || one.object->operation == kNowhere) continue;
    Support* supports[] = {&by_expression[{one.object->operation, one.expression}],
                           &by_group[{one.object->operation, one.group}]};
    for (Support* support : supports) {
      ++(one.holds ? support->holds : support->fails);
      support->telling += one.holds && one.telling ? 1 : 0;
      if (one.holds && (support->example.empty() || (one.telling && support->telling == 1))) support->example = one.sum;
      if (one.holds && (support->bodies.empty() || support->bodies.back() != one.object->body))
        support->bodies.push_back(one.object->body);
      if (one.holds && support->places.size() < kMaxPlaces) support->places.push_back(one.left.Location());
    }
  }
  std::vector<ProposedInvariant> proposed;
  for (const Mined& one : mined) {
    if (one.expression.empty() || one.object->operation == kNowhere || one.kind == Mined::Kind::kShortList) continue;
    const auto found = by_expression.find({one.object->operation, one.expression});
    if (found == by_expression.end()) continue;  // told before
    Support support = found->second;
    by_expression.erase(found);
    const Support& group = by_group[{one.object->operation, one.group}];
    const bool by_structure = one.kind == Mined::Kind::kSplit || one.kind == Mined::Kind::kSeries;
    // What structure suggests must hold for two members at least; what names say, once.
    if (support.fails > 0 || group.telling < (by_structure ? 2U : 1U) || (by_structure && group.fails > 0)) continue;
    const std::vector<JsonPointer> pointers = PointersIn(one.expression);
    const auto undeclared = [&](const JsonPointer& pointer) {
      return IsUndeclared(subject, subject.bodies()[one.object->body], pointer);
    };
    if (std::any_of(pointers.begin(), pointers.end(), undeclared)) continue;
    proposed.push_back({.operation = subject.operations()[one.object->operation].name,
                        .expression = one.expression,
                        .support = support.holds,
                        .example = std::move(support.example),
                        .operation_index = one.object->operation,
                        .bodies = std::move(support.bodies),
                        .places = std::move(support.places)});
  }
  return proposed;
}

}  // namespace plumbline::audit
