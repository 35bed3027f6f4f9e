#include "contract/three_sides.h"

#include <algorithm>

namespace plumbline::contract {
namespace {

using document::Kind;
using document::Value;
using schema::Violation;

bool IsMissing(const Violation& violation) { return !violation.member.empty() && violation.keyword == "required"; }

// What a body that breaks the schema says, in the words of the schema's own claim where it has some for it.
std::string SaysOtherwise(const Violation& violation) {
  if (!violation.member.empty()) return IsMissing(violation) ? "absent" : "present";
  if (violation.keyword == "type" || violation.keyword == "nullable")
    return violation.observed.substr(0, violation.observed.find(' '));
  return "something else";
}

std::string SaysSchema(const Violation& violation) {
  if (!violation.member.empty()) return IsMissing(violation) ? "present" : "absent";
  return violation.expected;
}

// Whether anything stands at the place, whatever the positions in arrays.
bool Holds(const Value& value, const std::vector<std::string>& tokens, std::size_t next) {
  if (next == tokens.size()) return true;
  if (value.kind == Kind::kArray) {
    return std::any_of(value.items.begin(), value.items.end(),
                       [&](const Value& item) { return Holds(item, tokens, next + 1); });
  }
  const Value* member = value.Find(tokens[next]);
  return member != nullptr && Holds(*member, tokens, next + 1);
}

}  // namespace

std::vector<finding::Side> ThreeSides(const ContractSchema& schema, const Violation& violation,
                                      std::string_view third_name, const Value& third, std::string_view observer) {
  std::string says;
  for (const Violation& other : Judge(schema, third).violations) {
    if (other.schema_location == violation.schema_location && other.member == violation.member)
      says = SaysOtherwise(other);
  }
  if (says.empty()) {
    if (!Holds(third, violation.instance_location.tokens(), 0)) return {};
    says = SaysSchema(violation);
  }
  return {{"schema", SaysSchema(violation)},
          {std::string(third_name), says},
          {std::string(observer), SaysOtherwise(violation)}};
}

}  // namespace plumbline::contract
