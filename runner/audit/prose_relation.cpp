#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

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

constexpr int kFew = 5;  // rows: a sample that shows fewer shows all of them

// A relation that an object breaks: how, in words, and against which values.
struct Broken {
  std::string words;
  std::vector<Node> against;
  bool certain = true;
};

std::optional<Broken> BreaksFormula(const ToldRelation& relation, const Node& object) {
  const std::size_t factors = relation.kind == ToldRelation::Kind::kProduct ? relation.others.size() : relation.factors;
  Decimal result(factors > 0 ? 1 : 0);
  bool gives = factors > 0;
  std::string formula;
  for (std::size_t i = 0; i < relation.others.size(); ++i) {
    const bool minus = i < relation.minus.size() && relation.minus[i];
    const auto number = NumberIn(*object->Find(relation.others[i]));
    const auto more = !number       ? std::nullopt
                      : i < factors ? Multiply(result, *number)
                                    : Add(result, minus ? number->Negated() : *number);
    if (!more) return std::nullopt;
    result = *more;
    gives = gives || minus;
    formula += (i == 0        ? ""
                : i < factors ? " times "
                : minus       ? " minus "
                : factors > 0 ? " plus "
                              : " and ") +
               relation.others[i];
  }
  const Node total = *object.Find(relation.member);
  if (!NumberIn(total.value()) || IsSame(total.value(), result)) return std::nullopt;
  return Broken{fmt::format("{} is {}, and {} {} {}", relation.member, total->text, formula, gives ? "gives" : "give",
                            result.ToString()),
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

// "distances" names distance, distance_km and by_distance; "price" names price.
bool Names(const std::vector<std::string>& words, const std::string& name) {
  const std::string spelled = Spelled(name);
  const std::string_view of = std::string_view(spelled).substr(spelled.starts_with("by_") ? 3 : 0);
  return std::any_of(words.begin(), words.end(), [&](const std::string& written) {
    std::string word = Spelled(written);
    if (word == spelled) return true;
    if (word.size() > 3 && word.ends_with('s')) word.pop_back();
    return word.size() > 2 &&
           (word == spelled || word == of || word + "s" == spelled || spelled.starts_with(word + "_"));
  });
}

// Members that hold a number in every row, written as the total is: no texts of digits where that is a JSON number.
std::vector<std::string> NumbersOfRows(const Node& list, const document::Value& total) {
  std::map<std::string, std::size_t> rows_with;
  for (const document::Value& row : list->items) {
    for (const document::Member& member : row.members)
      rows_with[member.key] += NumberIn(member.value) && (!total.IsNumber() || member.value.IsNumber()) ? 1 : 0;
  }
  std::vector<std::string> names;
  for (const auto& [name, rows] : rows_with) {
    if (rows == list->items.size() && !NamesMoment(name) && !NamesIdentifier(name)) names.push_back(name);
  }
  return names;
}

// Whether a row is one of those that a word of the sentence picks by their state: "the sum of the completed refunds".
bool IsPicked(const ToldRelation& relation, const Node& list, const document::Value& row) {
  const auto says = [&](const document::Member& member) {
    return member.value.IsString() && (HasWord(member.key, "status") || HasWord(member.key, "state")) &&
           std::any_of(relation.others.begin(), relation.others.end(),
                       [&](const std::string& word) { return AsciiLower(word) == AsciiLower(member.value.text); });
  };
  const auto picked = [&](const document::Value& one) {
    return std::any_of(one.members.begin(), one.members.end(), says);
  };
  return picked(row) || std::none_of(list->items.begin(), list->items.end(), picked);
}

// The numbers in the rows of `list` that a total over them adds up; none where that is not clear.
std::vector<Node> Summands(const ToldRelation& relation, const Node& list, const document::Value& total) {
  const std::vector<std::string> candidates = NumbersOfRows(list, total);
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
  for (std::size_t i = 0; !chosen.empty() && i < list->items.size(); ++i) {
    if (IsPicked(relation, list, list->items[i])) numbers.push_back(*list.Item(i).Find(chosen));
  }
  return numbers;
}

// Whether a sentence speaks of the rows of a list that only wraps them (`data`): by what the operation lists, or by the
// name of a number that each of them has.
bool SpeaksOfRows(const ToldRelation& relation, const Node& list, const document::Value& total,
                  const std::string& resource) {
  if (!resource.empty() && Names(relation.others, resource)) return true;
  const std::vector<std::string> numbers = NumbersOfRows(list, total);
  return std::any_of(numbers.begin(), numbers.end(), [&](const std::string& name) {
    return std::find(relation.others.begin(), relation.others.end(), name) != relation.others.end();
  });
}

// The one list of rows beside a total that a sentence is about; `several` tells that there are more than one.
std::optional<Node> RowsBeside(const ToldRelation& relation, const Node& object, const std::string& resource,
                               bool& several) {
  std::optional<Node> named, wrapping;
  several = false;
  std::size_t lists = 0;
  for (const document::Member& member : object->members) {
    if (!member.value.IsArray() || member.value.items.empty() || !member.value.items.front().IsObject()) continue;
    ++lists;
    const Node list = *object.Find(member.key);
    if (NamesWrapper(member.key)) wrapping = list;
    if (!Names(relation.others, member.key)) continue;
    several = named.has_value();
    named = list;
    if (several) return std::nullopt;
  }
  if (named) return named;
  const document::Value& total = *object->Find(relation.member);
  return lists == 1 && wrapping && SpeaksOfRows(relation, *wrapping, total, resource) ? wrapping : std::nullopt;
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
std::optional<Broken> BreaksSumOfRows(const ToldRelation& relation, const Node& object, const std::string& resource) {
  bool several = false;
  const std::optional<Node> list = RowsBeside(relation, object, resource, several);
  if (several) return std::nullopt;
  if (!list) return relation.plus.empty() ? BreaksSumOfMembers(relation, object) : std::nullopt;
  const Node total = *object.Find(relation.member);
  const std::vector<Node> numbers = Summands(relation, *list, total.value());
  if (numbers.size() < 2) return std::nullopt;
  const auto first = relation.plus.empty() ? Decimal(0) : NumberIn(*object->Find(relation.plus));
  if (!first) return std::nullopt;
  Decimal sum = *first, least = *NumberIn(numbers.front().value());
  for (const Node& number : numbers) {
    const Decimal value = *NumberIn(number.value());
    const auto more = Add(sum, value);
    if (!more) return std::nullopt;
    sum = *more;
    if (value < least) least = value;
  }
  const auto told = NumberIn(total.value());
  if (!told || IsSame(total.value(), sum)) return std::nullopt;
  const auto left = Less(*told, sum);
  // A number beside the list that counts its rows says that none is left out.
  const std::string count = std::to_string(numbers.size());
  const bool counted = std::any_of(object->members.begin(), object->members.end(), [&](const document::Member& member) {
    return member.value.IsNumber() && member.value.text == count &&
           Spelled(member.key).find("count") != std::string::npos;
  });
  // A further page has the rest.
  const bool more = std::any_of(object->members.begin(), object->members.end(), [](const document::Member& member) {
    const std::string name = Spelled(member.key);
    return (name.starts_with("has_") && member.value.IsBoolean() && member.value.boolean) ||
           (name.starts_with("next") && member.value.IsString() && !member.value.text.empty());
  });
  // Nobody leaves out an entry of a statement with its first and its last balance.
  const bool few = !relation.plus.empty() && numbers.size() < std::size_t{kFew};
  const bool certain = left && (left->IsNegative() || (!more && (*left < least || counted || few)));
  return Broken{fmt::format("{} is {}, and {}the {} rows of {} give {}", relation.member, total->text,
                            relation.plus.empty() ? "" : relation.plus + " and ", numbers.size(),
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
  const bool certain =
      *told < Decimal(static_cast<std::int64_t>(items)) || (!rows && items > 1) || (items > 0 && *told < Decimal(kFew));
  return Broken{
      fmt::format("{} is {}, and {} has {}", relation.member, count.text, list.pointer().back(), Count(items, "item")),
      {list},
      certain};
}

// `resource`: the last word of the path of the operation that the object is shown of.
std::optional<Broken> Breaks(const ToldRelation& relation, const Node& object, const std::string& resource) {
  switch (relation.kind) {
    case ToldRelation::Kind::kSum:
    case ToldRelation::Kind::kProduct:
      return BreaksFormula(relation, object);
    case ToldRelation::Kind::kSumOfRows:
      return BreaksSumOfRows(relation, object, resource);
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
      if (sum && relation.factors == 0) return "the sum of " + Join(relation.others, " and ");
      for (std::size_t i = 1; i < relation.others.size(); ++i)
        text += (i < relation.factors ? " times " : relation.minus[i] ? " minus " : " plus ") + relation.others[i];
      return text;
    }
    case ToldRelation::Kind::kProduct:
      return Join(relation.others, " times ");
    case ToldRelation::Kind::kSumOfRows:
      return relation.plus.empty() ? "a sum over rows" : relation.plus + " plus a sum over rows";
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

using Keys = std::set<std::string>;

Keys KeysOf(const Node& object) {
  Keys keys;
  for (const document::Member& member : object->members) keys.insert(member.key);
  return keys;
}

// The last word of a path: "refunds" for /payments/{id}/refunds.
std::string ResourceOf(const Subject& subject, std::size_t operation) {
  if (operation == kNowhere) return "";
  const std::string& path = subject.operations()[operation].path;
  for (std::size_t end = path.size(); end > 0 && end != std::string::npos;) {
    const std::size_t begin = path.rfind('/', end - 1);
    if (begin == std::string::npos) return "";
    const std::string segment = path.substr(begin + 1, end - begin - 1);
    if (!segment.empty() && segment.front() != '{' && segment.front() != ':') return segment;
    end = begin;
  }
  return "";
}

// One sentence and the bodies that it may be about.
class Judge {
 public:
  Judge(const Subject& subject, std::size_t page, const ToldRelation& relation)
      : subject_(subject), page_(page), relation_(relation), operation_(subject.OperationOf(page, relation.operation)) {
    if (relation.kind != ToldRelation::Kind::kSumOfRows) names_ = relation.others;
    names_.push_back(relation.member);
    if (!relation.plus.empty()) names_.push_back(relation.plus);
  }

  // The first object that breaks it: of its operation, else of another that shows a thing with the very same members.
  std::optional<finding::Finding> Hold() {
    constexpr std::size_t kMaxBodies = 100;
    std::size_t looked_at = 0;
    for (const bool own : {true, false}) {
      for (const ShownBody& body : subject_.bodies()) {
        if (IsOwn(body) != own || (!own && body.page != page_) || !IsWhole(body)) continue;
        if (++looked_at > kMaxBodies) return std::nullopt;
        std::vector<Node> objects;
        Objects(body.root, names_, objects, 0);
        for (const Node& object : objects) {
          Keys keys = KeysOf(object);
          if (!own && (keys.size() < 3 || !seen_.contains(keys))) continue;
          if (const auto broken = Breaks(relation_, object, ResourceOf(subject_, body.operation)))
            return Report(body, object, *broken);
          if (own) seen_.insert(std::move(keys));
        }
      }
    }
    return std::nullopt;
  }

 private:
  bool IsOwn(const ShownBody& body) const {
    // A page of a model alone: its members are shown on the pages of operations.
    const bool model = operation_ == kNowhere && names_.size() > 1 && body.origin == ShownBody::Origin::kPage &&
                       subject_.pages()[page_].claims.operations.empty();
    return body.operation == operation_ || model ||
           (body.page == page_ && (operation_ == kNowhere || body.operation == kNowhere));
  }

  bool IsWhole(const ShownBody& body) const {
    const bool rows = relation_.kind == ToldRelation::Kind::kSumOfRows || relation_.kind == ToldRelation::Kind::kCount;
    return body.IsSuccess() && body.origin != ShownBody::Origin::kExample && !(rows && body.shortened);
  }

  finding::Finding Report(const ShownBody& body, const Node& object, const Broken& broken) const {
    const bool rows = relation_.kind == ToldRelation::Kind::kSumOfRows;
    finding::Finding found = NewFinding(subject_, "prose.relation", operation_,
                                        broken.certain ? finding::Severity::kError : finding::Severity::kNote,
                                        relation_.member + " " +
                                            (rows                       ? "rows"
                                             : relation_.others.empty() ? "siblings"
                                                                        : Join(relation_.others, " ")));
    found.message = fmt::format("by the page's words {} is {}; in {} {}", relation_.member, Said(relation_), body.label,
                                broken.words);
    found.expected = relation_.kind == ToldRelation::Kind::kSum     ? "the sum"
                     : relation_.kind == ToldRelation::Kind::kAfter ? "a later time"
                                                                    : Said(relation_);
    found.observed = broken.words;
    found.places = {subject_.Quote(page_, relation_.span, "the page says so"),
                    object.Find(relation_.member)->Quote("the sample shows it"),
                    broken.against.front().Quote("against this")};
    found.likely = "The sample, unless the sentence is wrong: a live answer decides.";
    return found;
  }

  const Subject& subject_;
  std::size_t page_;
  const ToldRelation& relation_;
  std::size_t operation_;
  std::vector<std::string> names_;  // of members that an object has to have
  std::set<Keys> seen_;             // of objects that keep it
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const ToldRelation& relation : subject.pages()[p].claims.relations) {
      if (auto found = Judge(subject, p, relation).Hold()) findings.push_back(*std::move(found));
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
