#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/documented.h"
#include "audit/mined.h"
#include "audit/rule.h"
#include "base/regex.h"

namespace plumbline::audit {
namespace {

using document::Node;

// What a description says of the time that a figure is of.
enum class Scope { kUntold, kPeriod, kStanding };

Scope ScopeOf(const page::Text& description) {
  static const Regex kPeriod(
      R"((?i)\b(?:over|in|during|for|within|of) (?:the |this |a |that )?(?:[a-z]+ )?(?:period|window|time ?frame|date range|interval)\b)");
  static const Regex kStanding(
      R"((?i)\bin total\b|\b(?:on|of|in) (?:the|your) account\b|\bstill (?:has|have|left)\b)"
      R"(|\blifetime\b|\ball[- ]time\b|\bcurrent(?:ly)?\b|\bat present\b|\bever\b|\bremaining\b|\bleft\b)");
  if (kPeriod.In(description.text)) return Scope::kPeriod;
  return kStanding.In(description.text) ? Scope::kStanding : Scope::kUntold;
}

struct Told {
  const page::FieldClaim* field = nullptr;
  std::size_t page = kNowhere;
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  std::map<std::pair<std::size_t, std::string>, Told> described;  // by operation and name
  for (const DocumentedList& list : lists) {
    if (list.operation == kNowhere || list.list->part != page::Part::kResponse) continue;
    for (const page::FieldClaim* field : list.fields) {
      if (!field->path.empty()) described.try_emplace({list.operation, field->path.back()}, Told{field, list.page});
    }
  }
  if (described.empty()) return findings;
  std::set<std::pair<std::size_t, std::string>> told;
  for (const Mined& one : MineIdentities(subject)) {
    // What remains is what was granted less what was used.
    if (one.kind != Mined::Kind::kNamed || !one.holds || !one.telling || one.object == nullptr ||
        one.object->operation == kNowhere || one.sum.find(" - ") == std::string::npos || one.parts.size() != 2)
      continue;
    const std::size_t operation = one.object->operation;
    const auto find = [&](const Node& node) -> Told {
      const auto known = node.pointer().empty() ? described.end() : described.find({operation, node.pointer().back()});
      return known == described.end() ? Told{} : known->second;
    };
    const Told remaining = find(one.left), granted = find(one.parts[0]), used = find(one.parts[1]);
    if (remaining.field == nullptr || used.field == nullptr || ScopeOf(used.field->description) != Scope::kPeriod ||
        ScopeOf(remaining.field->description) != Scope::kStanding)
      continue;
    if (granted.field != nullptr && ScopeOf(granted.field->description) == Scope::kPeriod) continue;
    if (!told.insert({operation, used.field->name}).second) continue;
    finding::Finding found = NewFinding(subject, "arithmetic.period", operation, finding::Severity::kNote,
                                        one.left.pointer().Starred() + ' ' + used.field->name);
    found.message = fmt::format("{} is of a period by the page, and yet {}, which is of no period, is {}",
                                used.field->name, remaining.field->name, one.sum.substr(0, one.sum.find(" = ")));
    found.expected = fmt::format("{} of all time, or another {}", used.field->name, remaining.field->name);
    found.observed = one.sum;
    found.places = {
        subject.Quote(used.page, used.field->description.empty() ? used.field->span : used.field->description.span(),
                      "of a period"),
        subject.Quote(
            remaining.page,
            remaining.field->description.empty() ? remaining.field->span : remaining.field->description.span(),
            "of no period"),
        one.parts[1].Quote("taken off in the sample")};
    found.likely = "Undecided: requests for two periods decide, for only one of the two figures may differ.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kArithmeticPeriod = {
    {"arithmetic.period", "Figures that add up are of one time", finding::Severity::kNote,
     "Where what remains is what was granted less what was used in the samples, reads what the page says of the three: a use \"over the requested period\" "
     "cannot be taken off what an account has "
     "in total.\n\nWhy: by the words, another period would give another remainder of the same account.\n\nWhat to do: say of which time each figure is."},
    Run};

}  // namespace plumbline::audit
