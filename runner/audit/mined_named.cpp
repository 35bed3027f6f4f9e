#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

#include "audit/member_name.h"
#include "audit/mined.h"
#include "audit/moment.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Figured {
  std::string member;
  Node node;
  Decimal figure;
};

std::optional<Figured> Get(const Node& row, std::string_view member) {
  const auto node = row.Find(member);
  const auto figure = node ? Figure(node->value()) : std::nullopt;
  if (!figure) return std::nullopt;
  return Figured{std::string(member), *node, *figure};
}

Mined Make(Mined::Kind kind, const ShownObject& object, const Figured& left, std::vector<Figured> parts, bool holds,
           std::string sum, std::string operation) {
  Mined one{.kind = kind,
            .object = &object,
            .group = {},
            .expression = {},
            .holds = holds,
            .telling = true,
            .sum = std::move(sum),
            .left = left.node,
            .parts = {}};
  for (const Figured& part : parts) one.parts.push_back(part.node);
  const auto pointer = [&](const Figured& figured) { return ExpressionPointer(object.path / figured.member); };
  const bool writable = !pointer(left).empty() && std::none_of(parts.begin(), parts.end(), [&](const Figured& part) {
    return pointer(part).empty();
  });
  std::string expression = pointer(left) + operation;
  for (const Figured& part : parts)
    expression = ReplaceAll(std::move(expression), '{' + part.member + '}', pointer(part));
  if (writable) one.expression = expression;
  one.group = expression;
  return one;
}

// "remaining_credits", "credits_used", "total_credits_purchased": of what, and which of the three.
struct Quota {
  enum class Role { kNone, kRemaining, kUsed, kLimit };
  Role role = Role::kNone;
  std::string noun;
};

Quota QuotaOf(std::string_view member) {
  Quota quota;
  std::vector<std::string> noun;
  for (const std::string& word : Words(member)) {
    Quota::Role role = Quota::Role::kNone;
    if (IsOneOf(word, {"remaining", "left", "unused"})) role = Quota::Role::kRemaining;
    if (IsOneOf(word, {"used", "consumed", "spent"})) role = Quota::Role::kUsed;
    if (IsOneOf(word, {"limit", "purchased", "quota", "allowed", "granted", "included", "allocated", "allowance"}))
      role = Quota::Role::kLimit;
    if (role == Quota::Role::kNone) {
      if (word != "total") noun.push_back(Singular(word));
      continue;
    }
    // Two roles in one name: "limit_remaining" is what remains of the limit.
    if (quota.role == Quota::Role::kNone || quota.role == Quota::Role::kLimit) quota.role = role;
  }
  // A bare total is the limit of {total, used, remaining}.
  if (quota.role == Quota::Role::kNone && AsciiLower(member) == "total") quota.role = Quota::Role::kLimit;
  quota.noun = Join(noun, "_");
  return quota;
}

// The one member that is used. Of several the one that fits, where just one does: which is meant, their names do not
// tell.
std::optional<Figured> Used(const Node& row, const std::vector<std::string>& members, const Figured& remaining,
                            const Figured& limit) {
  if (members.size() == 1) return Get(row, members.front());
  std::optional<Figured> fitting;
  for (const std::string& member : members) {
    const auto used = Get(row, member);
    const auto difference = used ? Add(limit.figure, used->figure.Negated()) : std::nullopt;
    if (!difference || *difference != remaining.figure) continue;
    if (fitting) return std::nullopt;
    fitting = used;
  }
  return fitting;
}

void MineQuotas(const ShownObject& object, const Node& row, std::vector<Mined>& mined) {
  std::map<std::string, std::map<Quota::Role, std::vector<std::string>>> by_noun;
  for (const Member& member : row->members) {
    // Something else is taken off or added.
    for (const std::string& word : Words(member.key)) {
      if (IsOneOf(word, {"reserved", "pending", "held", "hold", "expired", "bonus", "overage", "rollover", "committed",
                         "carried", "extra", "refunded", "locked"}))
        return;
    }
    const Quota quota = QuotaOf(member.key);
    if (quota.role != Quota::Role::kNone && Figure(member.value)) by_noun[quota.noun][quota.role].push_back(member.key);
  }
  for (const auto& [noun, roles] : by_noun) {
    const auto only = [&, &roles = roles](Quota::Role role) {
      const auto found = roles.find(role);
      return found == roles.end() || found->second.size() != 1 ? std::nullopt : Get(row, found->second.front());
    };
    const auto remaining = only(Quota::Role::kRemaining), limit = only(Quota::Role::kLimit);
    const auto used = roles.contains(Quota::Role::kUsed) && remaining && limit
                          ? Used(row, roles.at(Quota::Role::kUsed), *remaining, *limit)
                          : std::nullopt;
    if (!remaining || !used || !limit) continue;
    const auto difference = Add(limit->figure, used->figure.Negated());
    // -1 stands for "unlimited".
    if (limit->figure.IsNegative() || remaining->figure.IsNegative()) continue;
    if (!difference || (remaining->figure.IsZero() && difference->IsNegative())) continue;
    Mined one = Make(Mined::Kind::kNamed, object, *remaining, {*limit, *used}, *difference == remaining->figure,
                     fmt::format("{} - {} = {}", limit->node->text, used->node->text, difference->ToString()),
                     fmt::format(" == {{{}}} - {{{}}}", limit->member, used->member));
    one.telling = !used->figure.IsZero();
    mined.push_back(std::move(one));
  }
}

// May be part of a total.
bool IsComponent(std::string_view member) {
  const auto words = Words(member);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return IsOneOf(
        word, {"tax",      "taxes",     "vat",      "discount", "discounts", "shipping",   "delivery",   "fee",
               "fees",     "tip",       "gratuity", "charge",   "charges",   "surcharge",  "adjustment", "adjustments",
               "credit",   "credits",   "coupon",   "coupons",  "promotion", "promotions", "duty",       "duties",
               "handling", "insurance", "rounding", "deposit",  "prepaid",   "gift",       "giftcard",   "refund",
               "refunds",  "donation",  "extras",   "markup",   "commission"});
  });
}

// total = subtotal + tax + shipping + fee - discount, with any of them in it already or not.
void MineInvoice(const ShownObject& object, const Node& row, std::vector<Mined>& mined) {
  std::optional<Figured> total, subtotal;
  std::vector<std::pair<Figured, bool>> extras;  // and whether it is taken off
  for (const Member& member : row->members) {
    const std::string spelled = Spelled(member.key);
    const auto figured = Get(row, member.key);
    if (!figured) {
      // {value, currency} and lists of taxes are not read.
      if ((member.value.IsObject() || member.value.IsArray()) && IsComponent(member.key)) return;
      continue;
    }
    if (IsOneOf(spelled, {"total", "grand_total", "total_amount", "total_price"})) {
      if (total) return;
      total = figured;
    } else if (IsOneOf(spelled, {"subtotal", "sub_total", "subtotal_amount", "subtotal_price"})) {
      if (subtotal) return;
      subtotal = figured;
    } else if (IsOneOf(spelled, {"tax", "taxes", "tax_amount", "total_tax", "tax_total", "vat", "vat_amount", "gst",
                                 "gst_amount", "shipping", "shipping_cost", "shipping_amount", "shipping_total",
                                 "shipping_fee", "total_shipping", "tip", "fee", "fees", "service_fee"})) {
      extras.emplace_back(*figured, false);
    } else if (IsOneOf(spelled, {"discount", "discounts", "discount_amount", "total_discount", "discount_total",
                                 "total_discounts"})) {
      extras.emplace_back(*figured, true);
    } else if (IsComponent(member.key) ||
               (NamesMoney(member.key) &&
                !IsOneOf(spelled, {"amount_due", "amount_paid", "amount_remaining", "balance", "balance_due"}))) {
      return;  // something else that may be part of it
    }
  }
  constexpr std::size_t kMaxExtras = 6;
  if (!total || !subtotal || extras.empty() || extras.size() > kMaxExtras) return;
  std::optional<Decimal> all = subtotal->figure;
  std::string terms = subtotal->node->text;
  std::vector<Figured> parts = {*subtotal};
  std::string operation = fmt::format(" == {{{}}}", subtotal->member);
  for (const auto& [extra, off] : extras) {
    const bool minus = off && !extra.figure.IsNegative();
    if (all) all = Add(*all, minus ? extra.figure.Negated() : extra.figure);
    terms += fmt::format(" {} {}", minus ? '-' : '+', extra.node->text);
    operation += fmt::format(" {} {{{}}}", minus ? '-' : '+', extra.member);
    parts.push_back(extra);
  }
  if (!all) return;
  bool some = false;  // with some of them left out it holds: they are included elsewhere
  for (std::size_t mask = 0; mask < (std::size_t{1} << extras.size()); ++mask) {
    std::optional<Decimal> sum = subtotal->figure;
    for (std::size_t i = 0; i < extras.size() && sum; ++i) {
      if ((mask >> i & 1U) == 0) continue;
      const auto& [extra, off] = extras[i];
      sum = Add(*sum, off && !extra.figure.IsNegative() ? extra.figure.Negated() : extra.figure);
    }
    some = some || (sum && *sum == total->figure);
  }
  const bool holds = *all == total->figure;
  if (!holds && some) return;
  mined.push_back(Make(Mined::Kind::kNamed, object, *total, parts, holds,
                       fmt::format("{} = {}", terms, all->ToString()), operation));
}

// amount = quantity * unit_price, to the cent.
void MineLine(const ShownObject& object, const Node& row, std::vector<Mined>& mined) {
  std::optional<Figured> quantity, price, amount;
  for (const Member& member : row->members) {
    const std::string spelled = Spelled(member.key);
    for (const std::string& word : Words(member.key)) {
      if (IsOneOf(word, {"discount", "tax", "vat", "gst", "percent", "fee", "minimum", "refunded"})) return;
    }
    if (IsOneOf(spelled, {"quantity", "qty"})) quantity = Get(row, member.key);
    if (IsOneOf(spelled, {"unit_price", "unit_amount", "price_per_unit", "unit_cost"})) price = Get(row, member.key);
    if (IsOneOf(spelled, {"amount", "total", "line_total", "subtotal", "total_price", "total_amount", "total_cost"})) {
      if (amount) return;
      amount = Get(row, member.key);
    }
  }
  if (!quantity || !price || !amount) return;
  const auto product = Multiply(quantity->figure, price->figure);
  if (!product) return;
  const auto difference = Add(*product, amount->figure.Negated());
  const Decimal cent = *Decimal::Parse("0.01");
  const bool near = difference && *difference <= cent && *difference >= cent.Negated();
  Mined one = Make(Mined::Kind::kNamed, object, *amount, {*quantity, *price}, near,
                   fmt::format("{} * {} = {}", quantity->node->text, price->node->text, product->ToString()),
                   fmt::format(" == {{{}}} * {{{}}}", quantity->member, price->member));
  if (near && !difference->IsZero()) one.expression.clear();
  mined.push_back(std::move(one));
}

// total_calls and answered_calls, total and active: the part is at most the whole. min_x and max_x.
void MineBounds(const ShownObject& object, const Node& row, std::vector<Mined>& mined) {
  constexpr std::size_t kMaxMembers = 60;
  if (row->members.size() > kMaxMembers) return;
  const auto rest = [](const std::string& member,
                       std::initializer_list<std::string_view> first) -> std::optional<std::string> {
    const auto words = Words(member);
    if (words.empty() || !IsOneOf(words.front(), first)) return std::nullopt;
    return Join({words.begin() + 1, words.end()}, "_");
  };
  for (const Member& whole : row->members) {
    if (!whole.value.IsNumber()) continue;
    const auto of = rest(whole.key, {"total"}), most = rest(whole.key, {"max", "maximum"});
    if (!of && !most) continue;
    for (const Member& part : row->members) {
      if (!part.value.IsNumber()) continue;
      const auto some = rest(part.key, {"active",  "inactive",   "answered",  "unanswered", "missed",      "completed",
                                        "failed",  "successful", "succeeded", "delivered",  "undelivered", "read",
                                        "unread",  "opened",     "paid",      "unpaid",     "open",        "closed",
                                        "enabled", "disabled",   "verified",  "unverified", "pending"});
      const auto least = rest(part.key, {"min", "minimum"});
      const bool bounded = (of && some && *of == *some) || (most && least && *most == *least && !most->empty());
      const auto a = Get(row, part.key), b = Get(row, whole.key);
      if (!bounded || !a || !b) continue;
      // 0 and -1 stand for "no bound".
      if (most && (b->figure.IsZero() || b->figure.IsNegative())) continue;
      Mined one = Make(Mined::Kind::kBound, object, *a, {*b}, a->figure <= b->figure,
                       fmt::format("{} <= {}", a->node->text, b->node->text), fmt::format(" <= {{{}}}", whole.key));
      one.telling = !a->figure.IsZero();
      mined.push_back(std::move(one));
    }
  }
}

std::size_t FractionOf(const std::string& number) {
  const std::size_t point = number.find('.');
  return point == std::string::npos ? 0 : number.size() - point - 1;
}

// One digit of one of two numbers is off: their difference has one digit that is not zero, a 1. The last place may be
// rounded.
bool IsOneDigitOff(const Decimal& difference, std::size_t fraction) {
  const auto last = Decimal::Parse("1e-" + std::to_string(fraction));
  if (last && (difference == *last || difference == last->Negated())) return false;
  std::string digits;
  for (const char c : difference.ToString()) {
    if (c >= '1' && c <= '9') digits += c;
  }
  return digits == "1";
}

// cost: {total, telephony, model, voice}: nothing but a total and what it is made of, all written alike. A total that
// is off by more than one digit may hold something that is not shown.
void MineBreakdown(const ShownObject& object, const Node& row, std::vector<Mined>& mined) {
  const std::string name = object.path.empty() ? "" : object.path.back();
  const auto words = Words(name);
  if (std::none_of(words.begin(), words.end(), [](const std::string& word) {
        return IsOneOf(word, {"cost", "costs", "price", "prices", "charges", "fees", "breakdown"});
      }))
    return;
  std::optional<Figured> total;
  std::vector<Figured> parts;
  for (const Member& member : row->members) {
    if (Spelled(member.key) == "currency") continue;
    const auto figured = Get(row, member.key);
    if (!figured || FractionOf(figured->node->text) < 2) return;
    for (const std::string& word : Words(member.key)) {
      if (IsOneOf(word, {"discount", "credit", "refund", "average", "avg", "rate", "per", "unit", "minute", "net",
                         "sub", "subtotal"}))
        return;
    }
    if (AsciiLower(member.key) == "total") {
      total = figured;
    } else {
      parts.push_back(*figured);
    }
  }
  if (!total || parts.size() < 2) return;
  std::optional<Decimal> sum = Decimal(0);
  std::string terms, operation;
  for (const Figured& part : parts) {
    if (FractionOf(part.node->text) != FractionOf(total->node->text)) return;
    if (sum) sum = Add(*sum, part.figure);
    terms += (terms.empty() ? "" : " + ") + part.node->text;
    operation += fmt::format("{} {{{}}}", operation.empty() ? " ==" : " +", part.member);
  }
  const auto difference = sum ? Add(*sum, total->figure.Negated()) : std::nullopt;
  if (!difference || (!difference->IsZero() && !IsOneDigitOff(*difference, FractionOf(total->node->text)))) return;
  mined.push_back(Make(Mined::Kind::kNamed, object, *total, parts, difference->IsZero(),
                       fmt::format("{} = {}", terms, sum->ToString()), operation));
}

// nights, check_in and check_out.
void MineStay(const ShownObject& object, const Node& row, std::vector<Mined>& mined) {
  std::optional<Node> nights, from, to;
  for (const Member& member : row->members) {
    const std::string spelled = Spelled(member.key);
    if (IsOneOf(spelled, {"nights", "night_count", "number_of_nights"}) && member.value.IsNumber())
      nights = row.Find(member.key);
    if (IsOneOf(spelled, {"check_in", "checkin", "check_in_date", "checkin_date", "arrival", "arrival_date"}))
      from = row.Find(member.key);
    if (IsOneOf(spelled, {"check_out", "checkout", "check_out_date", "checkout_date", "departure", "departure_date"}))
      to = row.Find(member.key);
  }
  const auto begin = from ? ParseMoment((*from)->text) : std::nullopt,
             end = to ? ParseMoment((*to)->text) : std::nullopt;
  if (!nights || !begin || !end) return;
  const std::int64_t between = end->day - begin->day;
  const auto told = Decimal::Parse((*nights)->text);
  if (!told) return;
  mined.push_back({.kind = Mined::Kind::kNamed,
                   .object = &object,
                   .group = "nights",
                   .expression = {},
                   .holds = *told == Decimal(between),
                   .telling = true,
                   .sum = fmt::format("{} to {} are {}", (*from)->text, (*to)->text, between),
                   .left = *nights,
                   .parts = {*from, *to}});
}

}  // namespace

void MineNamed(const ShownObject& object, std::vector<Mined>& mined) {
  constexpr std::size_t kMaxRows = 50;
  for (std::size_t i = 0; i < std::min(object.rows.size(), kMaxRows); ++i) {
    MineQuotas(object, object.rows[i], mined);
    MineInvoice(object, object.rows[i], mined);
    MineLine(object, object.rows[i], mined);
    MineBounds(object, object.rows[i], mined);
    MineBreakdown(object, object.rows[i], mined);
    MineStay(object, object.rows[i], mined);
  }
}

}  // namespace plumbline::audit
