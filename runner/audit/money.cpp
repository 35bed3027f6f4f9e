#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "audit/told_of_all.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

// "1300.00000": digits, one point, digits. 0 digits after the point where there is none; nothing for other texts.
std::optional<std::size_t> Scale(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const auto digits = [](std::string_view part) {
    return part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (whole.empty() || !digits(whole) || !digits(fraction) || (point != std::string_view::npos && fraction.empty()))
    return std::nullopt;
  return fraction.size();
}

struct Amount {
  const ShownObject* object;
  std::string member;
  Node value;
  std::size_t scale;
};

// The amounts of money that answers show, once for each member and place. Whole numbers named credits may be counts.
std::vector<Amount> Amounts(const Subject& subject) {
  std::vector<Amount> amounts;
  std::set<std::string> seen;
  ForEachAnsweredScalar(subject, [&](const ShownObject& object, const document::Member& member, const Node& row) {
    if (!member.value.IsString() && !member.value.IsNumber()) return;
    const bool credits = NamesCredits(member.key);
    if (!credits && !NamesMoney(member.key)) return;
    const auto scale = Scale(member.value.text);
    if (!scale || (credits && *scale == 0)) return;
    const std::string key = std::string(document::KindName(member.value.kind)) + std::to_string(*scale) + ' ' +
                            Spot(subject, object, member.key);
    if (!seen.insert(key).second) return;
    amounts.push_back({&object, member.key, *row.Find(member.key), *scale});
  });
  return amounts;
}

// One place for each member and operation.
std::vector<const Amount*> Distinct(const std::vector<const Amount*>& amounts, const Subject& subject) {
  std::vector<const Amount*> distinct;
  std::set<std::string> seen;
  for (const Amount* amount : amounts) {
    if (seen.insert(Spot(subject, *amount->object, amount->member)).second) distinct.push_back(amount);
  }
  return distinct;
}

std::vector<Finding> Types(const Subject& subject) {
  const std::vector<Amount> amounts = Amounts(subject);
  std::vector<const Amount*> texts, numbers;
  for (const Amount& amount : amounts) (amount.value->IsString() ? texts : numbers).push_back(&amount);
  const auto fractional = [](const Amount* amount) { return amount->scale > 0; };
  // A string of digits alone may be anything.
  if (std::none_of(texts.begin(), texts.end(), fractional) || numbers.empty()) return {};
  const bool certain = std::any_of(numbers.begin(), numbers.end(), fractional);
  texts = Distinct(texts, subject);
  numbers = Distinct(numbers, subject);
  std::stable_partition(texts.begin(), texts.end(), fractional);
  std::stable_partition(numbers.begin(), numbers.end(), fractional);
  const auto& [many, few] = texts.size() >= numbers.size() ? std::tie(texts, numbers) : std::tie(numbers, texts);

  Finding found;
  found.identity = subject.Identify("money.type", kNowhere);
  // Whole numbers may be minor units.
  found.severity = certain ? Severity::kWarning : Severity::kNote;
  found.message = fmt::format("amounts of money are JSON strings in {} and JSON numbers in {}",
                              Count(texts.size(), "place"), Count(numbers.size(), "place"));
  found.expected = "one JSON type for money";
  found.observed = "string; number";
  std::vector<std::string> shape;
  const auto list = [&](const std::vector<const Amount*>& places, std::string_view type) {
    for (const Amount* amount : places) {
      const std::string spot = Spot(subject, *amount->object, amount->member);
      std::string detail =
          fmt::format("{}: {} {} ({})", type, spot, amount->value->text, ToString(amount->value.Location()));
      if (amount->value->IsNumber() && amount->scale > 0 && amount->value->text.ends_with('0'))
        detail += ", whose trailing zeros a JSON parser loses";
      found.details.push_back(std::move(detail));
      shape.push_back(fmt::format("{} {}", type, spot));
    }
  };
  list(texts, "string");
  list(numbers, "number");
  found.shape = finding::Shape(std::move(shape));
  found.places.push_back(many.front()->value.Quote(
      fmt::format("{} is a {}", many.front()->member, document::KindName(many.front()->value->kind))));
  constexpr std::size_t kQuoted = 12;
  std::set<const Value*> operations;
  for (std::size_t i = 0; i < std::min(few.size(), kQuoted); ++i) {
    found.places.push_back(
        few[i]->value.Quote(fmt::format("{} is a {}", few[i]->member, document::KindName(few[i]->value->kind))));
  }
  found.likely =
      "The numbers: a decimal string keeps its digits, a JSON number is read as binary floating point by most clients.";
  return {found};
}

// Rates and unit prices are told more exactly than sums.
bool IsSum(const Amount& amount) {
  const auto words = Words(amount.member);
  return std::none_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "per" || word == "unit" || word == "price" || word == "rate";
  });
}

std::vector<Finding> Scales(const Subject& subject) {
  const std::vector<Amount> amounts = Amounts(subject);
  std::map<std::size_t, std::vector<const Amount*>> by_scale;
  for (const Amount& amount : amounts) {
    if (amount.value->IsString() && amount.scale > 0 && IsSum(amount)) by_scale[amount.scale].push_back(&amount);
  }
  if (by_scale.size() < 2) return {};
  Finding found;
  found.identity = subject.Identify("money.scale", kNowhere);
  found.severity = Severity::kNote;
  std::vector<std::string> scales, shape;
  for (const auto& [scale, places] : by_scale) {
    scales.push_back(std::to_string(scale));
    for (const Amount* amount : Distinct(places, subject)) {
      const std::string spot = Spot(subject, *amount->object, amount->member);
      found.details.push_back(fmt::format("{}: {} {} ({})", Count(scale, "decimal"), spot, amount->value->text,
                                          ToString(amount->value.Location())));
      shape.push_back(fmt::format("{} {}", scale, spot));
    }
    found.places.push_back(
        places.front()->value.Quote(fmt::format("{} has {}", places.front()->member, Count(scale, "decimal"))));
  }
  found.shape = finding::Shape(std::move(shape));
  found.message = fmt::format("decimal strings of money have {} decimals", Join(scales, " and "));
  found.expected = "one scale";
  found.observed = Join(scales, "; ");
  found.likely = "Undecided: sums and balances may be kept with different precision, but nothing says so.";
  return {found};
}

std::vector<Finding> TypesAndTold(const Subject& subject) {
  std::vector<Finding> findings = Types(subject);
  for (Finding& found : MoneyOfAnotherType(subject)) findings.push_back(std::move(found));
  return findings;
}

}  // namespace

const Rule kMoneyType = {
    {"money.type", "Money has one JSON type in the whole API", finding::Severity::kWarning,
     "Looks at the members of shown answers whose names end in balance, amount, cost, price, fee, revenue, or that are rates per something, and at credits "
     "with decimals. Fails where some are decimal strings and others JSON numbers; one finding for the API lists every place. Where all the numbers are whole, "
     "they may be minor units, and it is a note. A number with a fraction fails where a sentence says that money is always a string, or an integer.\n\nWhy: a client needs one way to read money; numbers become binary floating point, and 0.00 comes "
     "out as 0.\n\nWhat to do: write money as decimal strings everywhere, or as whole minor units everywhere."},
    TypesAndTold};

const Rule kMoneyScale = {
    {"money.scale", "Decimal strings of money have one scale", finding::Severity::kNote,
     "Looks at the decimal strings that shown answers have for balances, amounts, costs and fees, and notes where they have different numbers of decimals. "
     "Rates "
     "and prices of units are left out.\n\nWhy: who compares such strings, or checks them against a pattern, has to know which scale to expect.\n\nWhat to do: "
     "say the scale in the schema (`pattern`), or use one."},
    Scales};

}  // namespace plumbline::audit
