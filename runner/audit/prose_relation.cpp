#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;
using page::ToldRelation;

// Objects of a body that have every one of the names.
void Objects(const Node& node, const std::vector<std::string>& names, std::vector<Node>& found, int depth) {
  if (depth > 12 || found.size() > 200) return;
  for (std::size_t i = 0; i < node->items.size(); ++i) Objects(node.Item(i), names, found, depth + 1);
  if (!node->IsObject()) return;
  if (std::all_of(names.begin(), names.end(), [&](const std::string& name) { return node->Find(name) != nullptr; }))
    found.push_back(node);
  for (const document::Member& member : node->members)
    Objects(Node(node.document(), member.value, node.pointer() / member.key), names, found, depth + 1);
}

std::optional<Decimal> NumberIn(const document::Value& value) {
  if (!value.IsNumber() && !value.IsString()) return std::nullopt;
  return Decimal::Parse(value.text);
}

std::optional<Decimal> Less(const Decimal& a, const Decimal& b) { return Add(a, b.Negated()); }

// A total is rounded to the places that it shows: less than one unit of the last of them is no difference.
bool IsSame(const document::Value& total, const Decimal& computed) {
  const auto number = NumberIn(total);
  const auto difference = number ? Less(*number, computed) : std::nullopt;
  if (!difference || difference->IsZero()) return true;
  const std::size_t point = total.text.find('.');
  if (point == std::string::npos || total.text.find_first_of("eE") != std::string::npos) return false;
  const auto unit = Decimal::Parse("1e-" + std::to_string(total.text.size() - point - 1));
  const Decimal distance = difference->IsNegative() ? difference->Negated() : *difference;
  return unit && distance < *unit;
}

// A relation that an object breaks: how, in words, and against which values.
struct Broken {
  std::string words;
  std::vector<Node> against;
  bool certain = true;
};

std::optional<Broken> BreaksFormula(const ToldRelation& relation, const Node& object) {
  const bool product = relation.kind == ToldRelation::Kind::kProduct;
  Decimal result(product ? 1 : 0);
  std::string formula;
  for (std::size_t i = 0; i < relation.others.size(); ++i) {
    const bool minus = i < relation.minus.size() && relation.minus[i];
    const auto number = NumberIn(*object->Find(relation.others[i]));
    const auto more = !number   ? std::nullopt
                      : product ? Multiply(result, *number)
                                : Add(result, minus ? number->Negated() : *number);
    if (!more) return std::nullopt;
    result = *more;
    formula += (i == 0 ? "" : product ? " times " : minus ? " minus " : " and ") + relation.others[i];
  }
  const Node total = *object.Find(relation.member);
  if (!NumberIn(total.value()) || IsSame(total.value(), result)) return std::nullopt;
  return Broken{
      fmt::format("{} is {}, and {} {} {}", relation.member, total->text, formula,
                  product || formula.find(" minus ") != std::string::npos ? "gives" : "give", result.ToString()),
      {*object.Find(relation.others.front())}};
}

std::optional<Broken> BreaksOrder(const ToldRelation& relation, const Node& object) {
  const document::Value& member = *object->Find(relation.member);
  const document::Value& other = *object->Find(relation.others.front());
  if (!member.IsString() || !other.IsString()) return std::nullopt;
  const auto later = ParseMoment(member.text), earlier = ParseMoment(other.text);
  if (!later || !earlier || later->Compare(*earlier) >= 0) return std::nullopt;
  return Broken{
      fmt::format("{} is {}, before {} at {}", relation.member, member.text, relation.others.front(), other.text),
      {*object.Find(relation.others.front())}};
}

// "distances" names distance, distance_km and totalDistance's distance; "price" names price.
bool Names(const std::vector<std::string>& words, const std::string& name) {
  const std::string spelled = Spelled(name);
  return std::any_of(words.begin(), words.end(), [&](const std::string& written) {
    std::string word = Spelled(written);
    if (word == spelled) return true;
    if (word.size() > 3 && word.ends_with('s')) word.pop_back();
    return word.size() > 2 && (word == spelled || word + "s" == spelled || spelled.starts_with(word + "_"));
  });
}

// The numbers in the rows of `list` that a total over them adds up; none where that is not clear.
std::vector<Node> Summands(const ToldRelation& relation, const Node& list) {
  std::map<std::string, std::size_t> rows_with;  // a number of that name
  for (const document::Value& row : list->items) {
    for (const document::Member& member : row.members) rows_with[member.key] += NumberIn(member.value) ? 1 : 0;
  }
  std::vector<std::string> candidates;
  for (const auto& [name, rows] : rows_with) {
    if (rows == list->items.size()) candidates.push_back(name);
  }
  const auto only = [&](auto&& fits) -> std::string {
    std::string one;
    for (const std::string& name : candidates) {
      if (!fits(name)) continue;
      if (!one.empty()) return "";
      one = name;
    }
    return one;
  };
  std::string chosen = only([&](const std::string& name) { return Names(relation.others, name); });
  if (chosen.empty()) chosen = only([&](const std::string& name) { return name == relation.member; });
  if (chosen.empty() && candidates.size() == 1) chosen = candidates.front();
  std::vector<Node> numbers;
  for (std::size_t i = 0; !chosen.empty() && i < list->items.size(); ++i) numbers.push_back(*list.Item(i).Find(chosen));
  return numbers;
}

// The total over an object beside it that the sentence names, and that holds numbers only: "sum of the counts in
// `by_state`".
std::optional<Broken> BreaksSumOfMembers(const ToldRelation& relation, const Node& object) {
  std::optional<Node> parts;
  for (const document::Member& member : object->members) {
    if (!member.value.IsObject() || member.value.members.size() < 2 || !Names(relation.others, member.key)) continue;
    if (parts) return std::nullopt;
    parts = object.Find(member.key);
  }
  if (!parts) return std::nullopt;
  Decimal sum;
  for (const document::Member& member : (*parts)->members) {
    const auto number = member.value.IsNumber() ? NumberIn(member.value) : std::nullopt;
    const auto more = number ? Add(sum, *number) : std::nullopt;
    if (!more) return std::nullopt;
    sum = *more;
  }
  const Node total = *object.Find(relation.member);
  if (!NumberIn(total.value()) || IsSame(total.value(), sum)) return std::nullopt;
  return Broken{fmt::format("{} is {}, and the {} members of {} give {}", relation.member, total->text,
                            (*parts)->members.size(), parts->pointer().back(), sum.ToString()),
                {*parts}};
}

// The total over the rows of the one list beside it that the sentence names. Rows that a sample leaves out make the sum
// less than the total.
std::optional<Broken> BreaksSumOfRows(const ToldRelation& relation, const Node& object) {
  std::optional<Node> list;
  for (const document::Member& member : object->members) {
    const bool rows = member.value.IsArray() && !member.value.items.empty() && member.value.items.front().IsObject();
    if (!rows || !Names(relation.others, member.key)) continue;
    if (list) return std::nullopt;
    list = object.Find(member.key);
  }
  if (!list) return BreaksSumOfMembers(relation, object);
  const std::vector<Node> numbers = Summands(relation, *list);
  if (numbers.size() < 2) return std::nullopt;
  Decimal sum, least = *NumberIn(numbers.front().value());
  for (const Node& number : numbers) {
    const Decimal value = *NumberIn(number.value());
    const auto more = Add(sum, value);
    if (!more) return std::nullopt;
    sum = *more;
    if (value < least) least = value;
  }
  const Node total = *object.Find(relation.member);
  const auto told = NumberIn(total.value());
  if (!told || IsSame(total.value(), sum)) return std::nullopt;
  const auto left = Less(*told, sum);
  // A number beside the list that counts its rows says that none is left out.
  const std::string count = std::to_string(numbers.size());
  const bool counted = std::any_of(object->members.begin(), object->members.end(), [&](const document::Member& member) {
    return member.value.IsNumber() && member.value.text == count &&
           Spelled(member.key).find("count") != std::string::npos;
  });
  const bool certain = left && (left->IsNegative() || *left < least || counted);
  return Broken{fmt::format("{} is {}, and the {} rows of {} give {}", relation.member, total->text, numbers.size(),
                            list->pointer().back(), sum.ToString()),
                {numbers.front()},
                certain};
}

// The other numbers of the object, written as the total is: as JSON numbers or as decimal strings.
std::optional<Broken> BreaksSumOfSiblings(const ToldRelation& relation, const Node& object) {
  const Node total = *object.Find(relation.member);
  if (!NumberIn(total.value())) return std::nullopt;
  Decimal sum;
  std::vector<Node> parts;
  for (const document::Member& member : object->members) {
    if (member.key == relation.member || member.value.kind != total->kind) continue;
    const auto number = NumberIn(member.value);
    const auto more = number ? Add(sum, *number) : std::nullopt;
    if (!more && total->IsString()) continue;  // a name, a currency
    if (!more) return std::nullopt;
    // A share of the total is no part of it.
    if (HasWord(member.key, "average") || HasWord(member.key, "avg") || HasWord(member.key, "percent") ||
        HasWord(member.key, "rate"))
      return std::nullopt;
    sum = *more;
    parts.push_back(*object.Find(member.key));
  }
  if (parts.size() < 2 || (relation.siblings && parts.size() != *relation.siblings) || IsSame(total.value(), sum))
    return std::nullopt;
  return Broken{fmt::format("{} is {}, and the {} figures beside it give {}", relation.member, total->text,
                            parts.size(), sum.ToString()),
                {parts.front()}};
}

// A list that a sample shortens has fewer rows than are counted; plain values are seldom left out.
std::optional<Broken> BreaksCount(const ToldRelation& relation, const Node& object) {
  std::optional<Node> found;
  std::size_t lists = 0;
  for (const document::Member& member : object->members) {
    if (!member.value.IsArray() || (!relation.others.empty() && member.key != relation.others.front())) continue;
    ++lists;
    found = object.Find(member.key);
  }
  if (lists != 1) return std::nullopt;
  const Node list = *found;
  const document::Value& count = *object->Find(relation.member);
  if (!list->IsArray() || !count.IsNumber()) return std::nullopt;
  const std::size_t items = list->items.size();
  const auto told = NumberIn(count);
  if (!told || *told == Decimal(static_cast<std::int64_t>(items))) return std::nullopt;
  const bool rows = items == 0 || list->items.front().IsObject();
  // Nobody leaves out one row of three without a word.
  constexpr int kFew = 5;
  const bool certain =
      *told < Decimal(static_cast<std::int64_t>(items)) || (!rows && items > 1) || (items > 0 && *told < Decimal(kFew));
  return Broken{
      fmt::format("{} is {}, and {} has {}", relation.member, count.text, list.pointer().back(), Count(items, "item")),
      {list},
      certain};
}

std::optional<Broken> Breaks(const ToldRelation& relation, const Node& object) {
  switch (relation.kind) {
    case ToldRelation::Kind::kSum:
    case ToldRelation::Kind::kProduct:
      return BreaksFormula(relation, object);
    case ToldRelation::Kind::kSumOfRows:
      return BreaksSumOfRows(relation, object);
    case ToldRelation::Kind::kSumOfSiblings:
      return BreaksSumOfSiblings(relation, object);
    case ToldRelation::Kind::kAfter:
      return BreaksOrder(relation, object);
    case ToldRelation::Kind::kCount:
      return BreaksCount(relation, object);
  }
  return std::nullopt;
}

// What the sentence says, to complete "by the page's words total is …".
std::string Said(const ToldRelation& relation) {
  switch (relation.kind) {
    case ToldRelation::Kind::kSum: {
      std::string text = relation.others.front();
      const bool sum = std::find(relation.minus.begin(), relation.minus.end(), true) == relation.minus.end();
      if (sum) return "the sum of " + Join(relation.others, " and ");
      for (std::size_t i = 1; i < relation.others.size(); ++i)
        text += (relation.minus[i] ? " minus " : " plus ") + relation.others[i];
      return text;
    }
    case ToldRelation::Kind::kProduct:
      return Join(relation.others, " times ");
    case ToldRelation::Kind::kSumOfRows:
      return "a sum over rows";
    case ToldRelation::Kind::kSumOfSiblings:
      return "the sum of the figures beside it";
    case ToldRelation::Kind::kCount:
      return relation.others.empty() ? "the number of items beside it"
                                     : "the number of items of " + relation.others.front();
    case ToldRelation::Kind::kAfter:
      return "later than " + Join(relation.others, " and ");
  }
  return "";
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const ToldRelation& relation : subject.pages()[p].claims.relations) {
      const std::size_t operation = subject.OperationOf(p, relation.operation);
      const bool rows = relation.kind == ToldRelation::Kind::kSumOfRows;
      std::vector<std::string> names = rows ? std::vector<std::string>{} : relation.others;
      names.push_back(relation.member);
      bool done = false;
      constexpr std::size_t kMaxBodies = 100;
      std::size_t looked_at = 0;
      for (const ShownBody& body : subject.bodies()) {
        const bool own =
            body.operation == operation || (body.page == p && (operation == kNowhere || body.operation == kNowhere));
        if (done || !own || !body.IsSuccess() || body.origin == ShownBody::Origin::kExample ||
            ((rows || relation.kind == ToldRelation::Kind::kCount) && body.shortened))
          continue;
        if (++looked_at > kMaxBodies) break;
        std::vector<Node> objects;
        Objects(body.root, names, objects, 0);
        for (const Node& object : objects) {
          const auto broken = done ? std::nullopt : Breaks(relation, object);
          if (!broken) continue;
          done = true;
          finding::Finding found = NewFinding(subject, "prose.relation", operation,
                                              broken->certain ? finding::Severity::kError : finding::Severity::kNote,
                                              relation.member + " " +
                                                  (rows                      ? "rows"
                                                   : relation.others.empty() ? "siblings"
                                                                             : Join(relation.others, " ")));
          found.message = fmt::format("by the page's words {} is {}; in {} {}", relation.member, Said(relation),
                                      body.label, broken->words);
          found.expected = relation.kind == ToldRelation::Kind::kSum     ? "the sum"
                           : relation.kind == ToldRelation::Kind::kAfter ? "a later time"
                                                                         : Said(relation);
          found.observed = broken->words;
          found.places = {subject.Quote(p, relation.span, "the page says so"),
                          object.Find(relation.member)->Quote("the sample shows it"),
                          broken->against.front().Quote("against this")};
          found.likely = "The sample, unless the sentence is wrong: a live answer decides.";
          findings.push_back(std::move(found));
        }
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kProseRelation = {
    {"prose.relation", "What sentences say of two members holds in the samples", finding::Severity::kError,
     "Reads sentences and descriptions that compute a member from others (\"`net` is `amount` minus `fee`\", \"`a` and `b` add up to `total`\", \"minutes × rate\"), call it a sum over the rows "
     "of a list beside it, the number of its items, or later than another (\"`ended_at` is later than `started_at`\"), and asks the samples of the operation. Rounding is no difference. A total larger than its rows is a note "
     "where a row that is left out may explain it.\n\nWhy: a reader computes by "
     "it.\n\nWhat to do: mend the sample or the sentence."},
    Run};

}  // namespace plumbline::audit
