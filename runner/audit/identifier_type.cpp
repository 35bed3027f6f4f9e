#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;
using finding::Finding;
using finding::Severity;

struct Shown {
  const ShownObject* object;
  std::string member;
  Node value;
};

// Digits that authors type wherever a number is needed: 12345, 1111, 1000. The same in two places says nothing.
bool IsTypicalNumber(std::string_view digits) {
  if (digits.size() < 4) return true;
  if (std::string_view("012345678901234567890").find(digits) != std::string_view::npos) return true;
  if (std::string_view("98765432109876543210").find(digits) != std::string_view::npos) return true;
  return digits.find_first_not_of(digits.back()) == std::string_view::npos || digits == "1000" || digits == "10000" ||
         digits == "100000" || digits == "1000000";
}

bool IsWhole(const document::Value& value) {
  return !value.text.empty() && value.text.size() <= 30 &&
         value.text.find_first_not_of("0123456789") == std::string::npos &&
         (value.text == "0" || value.text.front() != '0');
}

// Holds identifiers of things of several kinds.
bool IsOfAnyKind(const std::string& member) {
  for (const std::string& word : Words(member)) {
    for (std::string_view any :
         {"parent", "owner", "target", "object", "resource", "source", "external", "entity", "item", "subject", "actor",
          "reference", "related", "client", "foreign", "root", "record"}) {
      if (word == any) return true;
    }
  }
  return false;
}

// What the identifier identifies: account_id of anything, and the id of an account, are account_id. Empty: not known.
std::string Identified(const ShownObject& object, const std::string& member) {
  const std::string spelled = Spelled(member);
  if (Words(member).size() > 1) return spelled;
  return object.entity.empty() ? "" : object.entity + '_' + spelled;
}

std::vector<Finding> Run(const Subject& subject) {
  std::map<std::string, std::pair<std::vector<Shown>, std::vector<Shown>>> by_name;  // strings, numbers
  std::set<std::string> seen;
  ForEachAnsweredScalar(subject, [&](const ShownObject& object, const document::Member& member, const Node& row) {
    if (!NamesIdentifier(member.key) || IsOfAnyKind(member.key) || IsStandIn(member.value)) return;
    if (!member.value.IsNumber() && !member.value.IsString()) return;
    const std::string name = Identified(object, member.key);
    if (name.empty()) return;
    auto& [texts, numbers] = by_name[name];
    auto& list = member.value.IsString() ? texts : numbers;
    // One place for each value that may meet its like, and one for each spot.
    const std::string key =
        fmt::format("{} {} {}", document::KindName(member.value.kind), Spot(subject, object, member.key),
                    IsWhole(member.value) ? member.value.text : "");
    constexpr std::size_t kMaxPlaces = 200;
    if (list.size() < kMaxPlaces && seen.insert(key).second)
      list.push_back({&object, member.key, *row.Find(member.key)});
  });

  std::vector<Finding> findings;
  for (const auto& [name, lists] : by_name) {
    const auto& [texts, numbers] = lists;
    if (texts.empty() || numbers.empty()) continue;
    const Shown *text = &texts.front(), *number = &numbers.front();
    bool same_value = false;
    std::map<std::string, const Shown*> digits;
    for (const Shown& one : texts) {
      if (IsWhole(one.value.value()) && !IsTypicalNumber(one.value->text)) digits.emplace(one.value->text, &one);
    }
    for (const Shown& one : numbers) {
      const auto match = digits.find(one.value->text);
      if (match == digits.end() || same_value) continue;
      same_value = true;
      text = match->second;
      number = &one;
    }
    const auto same_spelling = [&name = name](const Shown& one) { return Spelled(one.member) == name; };
    const bool same_name = std::any_of(texts.begin(), texts.end(), same_spelling) &&
                           std::any_of(numbers.begin(), numbers.end(), same_spelling);
    // The bare `id` of things of one name is compared as well, but a path's last word may name two kinds of things.
    const bool same_thing = SameEntity(*text->object, *number->object);
    Finding found;
    found.identity = subject.Identify("identifier.type", kNowhere);
    found.identity.instance_pointer = "/" + name;
    found.severity = same_value || same_name || same_thing ? Severity::kWarning : Severity::kNote;
    found.message = fmt::format("{} is a string in one answer and a number in another", name);
    if (same_value) found.message += ", with the same digits";
    found.expected = "one JSON type for an identifier";
    found.observed = "string; number";
    found.places = {text->value.Quote(fmt::format("{} is a string", Spot(subject, *text->object, text->member))),
                    number->value.Quote(fmt::format("{} is a number", Spot(subject, *number->object, number->member)))};
    std::set<std::string> spots;
    const auto list = [&](const std::vector<Shown>& shown, std::string_view type) {
      for (const Shown& one : shown) {
        const std::string spot = fmt::format("{}: {}", type, Spot(subject, *one.object, one.member));
        if (spots.insert(spot).second)
          found.details.push_back(fmt::format("{} ({})", spot, ToString(one.value.Location())));
      }
    };
    list(texts, "string");
    list(numbers, "number");
    found.shape = finding::Shape({spots.begin(), spots.end()});
    found.likely =
        "The number: an identifier is not calculated with, and large ones lose digits in clients that read numbers as floating point.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kIdentifierType = {
    {"identifier.type", "An identifier has one JSON type", finding::Severity::kWarning,
     "Compares identifiers of shown answers by what they identify: account_id anywhere, and the id of an account. Where one place shows a string and another a "
     "number, one finding names all places. It is a warning where the members have the same name, the objects are the same entity, or the same digits stand in "
     "both; "
     "else a note. Digits that authors type everywhere (12345, 1000) count as no evidence.\n\nWhy: \"500000\" and 500000 are not equal in most "
     "languages, so that joining two answers fails.\n\nWhat to do: show and declare identifiers as strings."},
    Run};

}  // namespace plumbline::audit
