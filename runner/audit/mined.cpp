#include "audit/mined.h"

#include <algorithm>
#include <map>

namespace plumbline::audit {

std::optional<Decimal> Figure(const document::Value& value) {
  constexpr std::size_t kMaxLength = 40;
  if ((!value.IsNumber() && !value.IsString()) || value.text.empty() || value.text.size() > kMaxLength) return std::nullopt;
  if (value.text.find_first_not_of("0123456789.-") != std::string::npos) return std::nullopt;
  // Digits alone in a string are more often a code than a figure.
  if (value.IsString() && value.text.find('.') == std::string::npos) return std::nullopt;
  return Decimal::Parse(value.text);
}

std::string ExpressionPointer(const JsonPointer& path) {
  for (const std::string& token : path.tokens()) {
    if (token.empty() || token.find_first_of(" \t\n(),\"") != std::string::npos || (token.find('*') != std::string::npos && token != "*")) return "";
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
  }
  return mined;
}

std::vector<ProposedInvariant> ProposeInvariants(const Subject& subject) {
  struct Support {
    std::size_t holds = 0, fails = 0, telling = 0;
    std::string example;
  };
  const std::vector<Mined> mined = MineIdentities(subject);
  std::map<std::pair<std::size_t, std::string>, Support> by_expression;  // operation, expression
  std::map<std::pair<std::size_t, std::string>, Support> by_group;
  for (const Mined& one : mined) {
    if (one.expression.empty() || one.object->operation == kNowhere) continue;
    Support* supports[] = {&by_expression[{one.object->operation, one.expression}], &by_group[{one.object->operation, one.group}]};
    for (Support* support : supports) {
      ++(one.holds ? support->holds : support->fails);
      support->telling += one.holds && one.telling ? 1 : 0;
      if (one.telling && support->example.empty()) support->example = one.sum;
    }
  }
  std::vector<ProposedInvariant> proposed;
  for (const Mined& one : mined) {
    if (one.expression.empty() || one.object->operation == kNowhere || one.kind == Mined::Kind::kShortList) continue;
    const auto found = by_expression.find({one.object->operation, one.expression});
    if (found == by_expression.end()) continue;  // told before
    const Support support = found->second;
    by_expression.erase(found);
    const Support& group = by_group[{one.object->operation, one.group}];
    const bool by_structure = one.kind == Mined::Kind::kSplit || one.kind == Mined::Kind::kSeries;
    // What structure suggests must hold for two members at least; what names say, once.
    if (support.fails > 0 || group.telling < (by_structure ? 2U : 1U) || (by_structure && group.fails > 0)) continue;
    proposed.push_back(
        {subject.operations()[one.object->operation].name, one.expression, support.holds, support.example.empty() ? group.example : support.example});
  }
  return proposed;
}

}  // namespace plumbline::audit
