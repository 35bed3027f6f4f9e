#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/mined.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;

// call_outcomes, calls_by_status, sms_breakdown: of what it is the breakdown; empty where the name is none.
std::string BrokenDown(std::string_view name) {
  static const std::set<std::string_view> kEndings = {"outcomes", "breakdown", "distribution", "statuses",
                                                      "reasons",  "shares",    "split",        "results"};
  const std::vector<std::string> words = Words(name);
  const auto by = std::find(words.begin(), words.end(), "by");
  if (by != words.end() && by != words.begin()) return Singular(*(by - 1));
  if (words.size() == 2 && kEndings.contains(words.back())) return Singular(words.front());
  return "";
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  std::set<std::string> told;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || body.shortened || object.operation == kNowhere) continue;
    for (const Node& row : object.rows) {
      for (const document::Member& member : row->members) {
        const bool empty = (member.value.IsObject() && member.value.members.empty()) ||
                           (member.value.IsArray() && member.value.items.empty());
        const std::string what = empty ? BrokenDown(member.key) : "";
        if (what.empty()) continue;
        // outbound_calls, total_calls, call_count: how many there are.
        const auto counted = std::find_if(row->members.begin(), row->members.end(), [&](const document::Member& other) {
          std::vector<std::string> words = Words(other.key);
          if (words.empty() || !other.value.IsNumber()) return false;
          if (words.back() == "count" || words.back() == "total") words.pop_back();
          const auto figure = Figure(other.value);
          return !words.empty() && words.size() <= 2 && Singular(words.back()) == what && figure && !figure->IsZero() &&
                 !figure->IsNegative() && figure->IsInteger();
        });
        if (counted == row->members.end() ||
            !told.insert(subject.operations()[object.operation].name + (object.path / member.key).ToString()).second)
          continue;
        finding::Finding found = NewFinding(subject, "breakdown.empty", object.operation, finding::Severity::kNote,
                                            (object.path / member.key).ToString());
        found.message =
            fmt::format("{} is {}, and {} is empty in {}", counted->key, counted->value.text, member.key, body.label);
        found.expected = fmt::format("parts of {}", counted->value.text);
        found.observed = member.value.IsArray() ? "[]" : "{}";
        found.places = {row.Child(*counted).Quote("so many"), row.Child(member).Quote("none of them in here")};
        found.likely = "The sample, whose breakdown was left out.";
        findings.push_back(std::move(found));
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kBreakdownEmpty = {
    {"breakdown.empty", "A breakdown of some things is not empty", finding::Severity::kNote,
     "Looks for empty objects and arrays whose names say what they break down (`call_outcomes`, `calls_by_status`), beside a figure "
     "of the same things that is not zero.\n\nWhy: nobody learns from "
     "such a sample what the breakdown looks like.\n\nWhat to do: show its entries."},
    Run};

}  // namespace plumbline::audit
