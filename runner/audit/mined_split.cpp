#include <fmt/format.h>

#include <algorithm>

#include "audit/member_name.h"
#include "audit/mined.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using document::Value;

constexpr std::size_t kMaxParts = 20, kMaxNames = 30, kMaxRowsAsked = 50;

// Averages, shares and bounds do not add up; neither do identifiers and prices.
bool Adds(const Member& member) {
  if (!Figure(member.value) || NamesIdentifier(member.key)) return false;
  for (const std::string& word : Words(member.key)) {
    for (std::string_view other :
         {"avg",  "average", "mean",    "median", "rate",     "ratio", "percent",  "percentage", "pct",  "share", "min",
          "max",  "minimum", "maximum", "unique", "distinct", "price", "limit",    "version",    "year", "month", "day",
          "hour", "page",    "size",    "offset", "score",    "index", "latitude", "longitude",  "lat",  "lng",   "lon",
          "x",    "y",       "width",   "height", "p50",      "p95",   "p99"}) {
      if (word == other) return false;
    }
  }
  return true;
}

std::vector<std::string> AddingNames(const Value& object) {
  std::vector<std::string> names;
  for (const Member& member : object.members) {
    if (names.size() < kMaxNames && Adds(member)) names.push_back(member.key);
  }
  return names;
}

// A total (an object's own figures, or those of an object in it) and its parts.
struct Split {
  std::vector<std::string> total;               // path from the row to the object that has the totals
  std::vector<std::vector<std::string>> parts;  // likewise
};

std::vector<std::string> ObjectMembers(const Value& object) {
  std::vector<std::string> names;
  for (const Member& member : object.members) {
    if (member.value.IsObject() && !member.value.members.empty() && names.size() < kMaxParts)
      names.push_back(member.key);
  }
  return names;
}

Node Step(const Node& from, const std::vector<std::string>& path) { return *from.At(JsonPointer(path)); }

JsonPointer Below(const JsonPointer& base, const std::vector<std::string>& path, const std::string& name) {
  std::vector<std::string> tokens = base.tokens();
  tokens.insert(tokens.end(), path.begin(), path.end());
  tokens.push_back(name);
  return JsonPointer(std::move(tokens));
}

// Every way in which the object may be split: by what its first row looks like.
std::vector<Split> Splits(const Value& row) {
  std::vector<Split> splits;
  const std::vector<std::string> children = ObjectMembers(row);
  const auto all_have = [&](const Value& parent, const std::vector<std::string>& parts,
                            const std::vector<std::string>& names) {
    return static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [&](const std::string& name) {
      return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
        const Member* member = parent.Find(part)->FindMember(name);
        return member != nullptr && Adds(*member);
      });
    }));
  };
  const auto add = [&](const std::vector<std::string>& total, const std::vector<std::string>& names) {
    // {calls: {n}, traffic: {in: {n}, out: {n}}}
    for (const std::string& holder : children) {
      if (!total.empty() && holder == total.front()) continue;
      const Value& parent = *row.Find(holder);
      const std::vector<std::string> parts = ObjectMembers(parent);
      if (parts.size() < 2 || all_have(parent, parts, names) < 2) continue;
      Split split{total, {}};
      for (const std::string& part : parts) split.parts.push_back({holder, part});
      splits.push_back(std::move(split));
    }
  };
  const std::vector<std::string> own = AddingNames(row);
  if (own.size() >= 2) {
    add({}, own);
    // {n, in: {n}, out: {n}}
    std::vector<std::string> like;
    for (const std::string& child : children) {
      if (all_have(row, {child}, own) >= 2) like.push_back(child);
    }
    if (like.size() >= 2) {
      Split split{{}, {}};
      for (const std::string& part : like) split.parts.push_back({part});
      splits.push_back(std::move(split));
    }
  }
  for (const std::string& child : children) {
    const std::vector<std::string> names = AddingNames(*row.Find(child));
    if (names.size() >= 2) add({child}, names);
  }
  return splits;
}

void Ask(const ShownObject& object, const Node& row, const Split& split, std::vector<Mined>& mined) {
  const Node total = Step(row, split.total);
  std::string group = "split " + Join(split.total, "/") + " =";
  for (const auto& part : split.parts) group += ' ' + Join(part, "/");
  for (const std::string& name : AddingNames(total.value())) {
    Mined one{.kind = Mined::Kind::kSplit,
              .object = &object,
              .group = object.path.ToString() + ' ' + group,
              .expression = {},
              .holds = false,
              .telling = false,
              .sum = {},
              .left = *total.Find(name),
              .parts = {}};
    std::optional<Decimal> sum = Decimal();
    std::vector<std::string> terms, pointers;
    std::size_t nonzero = 0;
    for (const auto& path : split.parts) {
      const auto place = row.At(JsonPointer(path));
      const auto part = place ? place->Find(name) : std::nullopt;
      const auto figure = part ? Figure(part->value()) : std::nullopt;
      if (!figure || !sum) {
        sum.reset();
        break;
      }
      sum = Add(*sum, *figure);
      nonzero += figure->IsZero() ? 0 : 1;
      terms.push_back((*part)->text);
      pointers.push_back(ExpressionPointer(Below(object.path, path, name)));
      one.parts.push_back(*part);
    }
    if (!sum || terms.size() != split.parts.size()) continue;
    const Decimal whole = *Figure(one.left.value());
    one.holds = *sum == whole;
    one.telling = nonzero >= 2;
    one.sum = fmt::format("{} = {}", Join(terms, " + "), sum->ToString());
    const std::string left = ExpressionPointer(Below(object.path, split.total, name));
    const bool writable =
        !left.empty() && std::none_of(pointers.begin(), pointers.end(), [](const std::string& p) { return p.empty(); });
    if (writable) one.expression = fmt::format("{} == {}", left, Join(pointers, " + "));
    // Parts that were rounded to the cent each.
    const auto difference = Add(*sum, whole.Negated());
    const auto tolerance = Multiply(Decimal(static_cast<std::int64_t>(terms.size())), *Decimal::Parse("0.01"));
    if (!one.holds && difference && tolerance && !(whole.IsInteger() && sum->IsInteger()) &&
        *difference <= *tolerance && *difference >= tolerance->Negated())
      continue;
    mined.push_back(std::move(one));
  }
}

// A total and rows by date: {calls: {n}, days: [{date, n}]}.
void AskSeries(const ShownObject& object, const Node& row, const std::vector<std::string>& total_path,
               const Member& list, std::vector<Mined>& mined) {
  const Node total = Step(row, total_path);
  const Value& first = list.value.items.front();
  const bool dated = std::any_of(first.members.begin(), first.members.end(), [](const Member& member) {
    return HasWord(member.key, "date") || HasWord(member.key, "day") || HasWord(member.key, "month");
  });
  if (!dated) return;
  const std::vector<std::string> names = AddingNames(total.value());
  const auto in_rows = [&](const std::string& name) {
    return first.FindMember(name) != nullptr && Adds(*first.FindMember(name));
  };
  if (std::count_if(names.begin(), names.end(), in_rows) < 2) return;
  for (const std::string& name : names) {
    Mined one{.kind = Mined::Kind::kSeries,
              .object = &object,
              .group = fmt::format("{} series {} = {}", object.path.ToString(), Join(total_path, "/"), list.key),
              .expression = {},
              .holds = false,
              .telling = false,
              .sum = {},
              .left = *total.Find(name),
              .parts = {}};
    std::optional<Decimal> sum = Decimal();
    std::vector<std::string> terms;
    const Node rows = *row.Find(list.key);
    for (std::size_t i = 0; i < list.value.items.size() && sum; ++i) {
      const Value* value = list.value.items[i].Find(name);
      const auto figure = value != nullptr ? Figure(*value) : std::nullopt;
      sum = figure ? Add(*sum, *figure) : std::nullopt;
      if (figure && terms.size() < 5) terms.push_back(value->text);
      if (figure && one.parts.size() < 3) one.parts.push_back(*rows.Item(i).Find(name));
    }
    if (!sum) continue;
    if (terms.size() < list.value.items.size()) terms.push_back("…");
    one.holds = *sum == *Figure(one.left.value());
    one.telling = !sum->IsZero();
    one.sum = fmt::format("{} = {}", Join(terms, " + "), sum->ToString());
    const std::string left = ExpressionPointer(Below(object.path, total_path, name)),
                      right = ExpressionPointer(Below(object.path, {list.key, "*"}, name));
    // sum() would take the rows of all rows.
    if (!left.empty() && !right.empty() && !object.InList()) one.expression = fmt::format("{} == sum({})", left, right);
    mined.push_back(std::move(one));
  }
}

}  // namespace

void MineSplits(const ShownObject& object, std::vector<Mined>& mined) {
  if (object.rows.empty()) return;
  const std::vector<Split> splits = Splits(object.rows.front().value());
  for (std::size_t i = 0; i < std::min(object.rows.size(), kMaxRowsAsked); ++i) {
    for (const Split& split : splits) {
      if (object.rows[i].At(JsonPointer(split.total)) &&
          (split.total.empty() || object.rows[i].At(JsonPointer(split.total))->value().IsObject()))
        Ask(object, object.rows[i], split, mined);
    }
  }
  constexpr std::size_t kMaxListed = 1000;
  for (const Member& list : object.rows.front()->members) {
    if (!list.value.IsArray() || list.value.items.empty() || list.value.items.size() > kMaxListed ||
        !list.value.items.front().IsObject())
      continue;
    AskSeries(object, object.rows.front(), {}, list, mined);
    for (const std::string& child : ObjectMembers(object.rows.front().value()))
      AskSeries(object, object.rows.front(), {child}, list, mined);
  }
}

}  // namespace plumbline::audit
