#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>

#include "audit/member_name.h"
#include "audit/mined.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Number {
  Node node;
  JsonPointer path;
  std::uint64_t value = 0;
};

// What an envelope says of its list.
struct Paging {
  std::optional<Number> total, count, size, page, pages, offset;
  std::optional<Node> no_more;  // `has_more` that is false
};

void Read(const Node& object, const JsonPointer& path, Paging& paging) {
  for (const Member& member : object->members) {
    const bool no = member.value.IsBoolean() && !member.value.IsTrue();
    if (no && IsOneOf(Spelled(member.key), {"has_more", "has_next", "has_next_page", "more"}))
      paging.no_more = *object.Find(member.key);
    const auto whole = member.value.IsNumber() && member.value.text.find_first_not_of("0123456789") == std::string::npos
                           ? document::WholeNumber(member.value)
                           : std::nullopt;
    if (!whole) continue;
    const std::string spelled = Spelled(member.key);
    const Number number{*object.Find(member.key), path / member.key, *whole};
    if (IsOneOf(spelled, {"total", "total_count", "total_results", "total_items", "total_records", "total_elements"}))
      paging.total = number;
    if (IsOneOf(spelled, {"count", "result_count", "num_results", "returned"})) paging.count = number;
    if (IsOneOf(spelled, {"size", "per_page", "page_size", "limit", "items_per_page"})) paging.size = number;
    if (IsOneOf(spelled, {"page", "current_page", "page_number"})) paging.page = number;
    if (IsOneOf(spelled, {"total_pages", "pages", "page_count", "last_page"})) paging.pages = number;
    if (IsOneOf(spelled, {"offset", "skip"})) paging.offset = number;
  }
}

// The object's only list, if it has just one.
std::optional<std::string> OnlyList(const Node& object) {
  std::optional<std::string> list;
  for (const Member& member : object->members) {
    if (!member.value.IsArray()) continue;
    if (list) return std::nullopt;
    list = member.key;
  }
  return list;
}

// An order has a total as well, of money.
bool IsThing(const Node& object) {
  return std::any_of(object->members.begin(), object->members.end(), [](const Member& member) {
    const bool money = NamesMoney(member.key) || HasWord(member.key, "currency") || HasWord(member.key, "tax");
    return (NamesIdentifier(member.key) && Spelled(member.key) != "request_id") || money;
  });
}

// The rows' figures of one name add up to it, as what is to be paid does.
bool IsSumOfRows(const Node& list, std::uint64_t total) {
  std::map<std::string, Decimal> sums;
  for (const document::Value& row : list->items) {
    for (const Member& member : row.members) {
      const auto figure = Figure(member.value);
      const auto sum = figure ? Add(sums[member.key], *figure) : std::nullopt;
      if (sum) sums[member.key] = *sum;
    }
  }
  const Decimal whole(static_cast<std::int64_t>(std::min<std::uint64_t>(total, INT64_MAX)));
  return std::any_of(sums.begin(), sums.end(), [&](const auto& sum) { return sum.second == whole; });
}

Mined Make(Mined::Kind kind, const ShownObject& object, std::string group, std::string expression, bool holds,
           std::string sum, const Node& left, std::vector<Node> parts) {
  return {.kind = kind,
          .object = &object,
          .group = object.path.ToString() + ' ' + std::move(group),
          .expression = object.InList() ? "" : std::move(expression),
          .holds = holds,
          .telling = true,
          .sum = std::move(sum),
          .left = left,
          .parts = std::move(parts)};
}

}  // namespace

void MineLists(const ShownObject& object, std::vector<Mined>& mined) {
  if (object.rows.size() != 1) return;
  const Node& row = object.rows.front();
  const auto list_name = OnlyList(row);
  if (!list_name || IsThing(row)) return;
  const Node list = *row.Find(*list_name);
  Paging paging;
  Read(row, object.path, paging);
  for (const Member& member : row->members) {
    if (member.value.IsObject() &&
        IsOneOf(Spelled(member.key), {"pagination", "paging", "meta", "page_info", "page", "metadata"}))
      Read(*row.Find(member.key), object.path / member.key, paging);
  }
  // Numbers have a total that is their sum, and priced rows one that is to be paid.
  if (std::any_of(list->items.begin(), list->items.end(), [](const document::Value& item) { return item.IsNumber(); }))
    return;
  const bool priced =
      !list->items.empty() && std::any_of(list->items.front().members.begin(), list->items.front().members.end(),
                                          [](const Member& member) { return NamesMoney(member.key); });
  const bool counts = paging.no_more && paging.total && !IsSumOfRows(list, paging.total->value);
  if (priced && !paging.size && !paging.page && !paging.pages && !paging.offset && !counts) paging.total.reset();
  // A count beside any list may count something else.
  if (!NamesWrapper(*list_name) && !paging.size && !paging.page && !paging.pages && !paging.offset &&
      Singular(Spelled(*list_name)) != object.about)
    paging.count.reset();
  const std::uint64_t shown = list->items.size();
  const std::string rows = ExpressionPointer(object.path / *list_name);
  const auto pointer = [](const Number& number) { return ExpressionPointer(number.path); };
  const bool paged = paging.page || paging.offset || paging.total || paging.pages;
  const std::string answer = fmt::format("the answer shows {}", Count(shown, "row"));
  if (paging.size && paged && paging.size->value > 0) {
    mined.push_back(Make(Mined::Kind::kCount, object, "rows <= size",
                         fmt::format("count({}) <= {}", rows, pointer(*paging.size)), shown <= paging.size->value,
                         answer, paging.size->node, {list}));
  }
  const auto& total = paging.total ? paging.total : paging.count;
  if (total) {
    mined.push_back(Make(Mined::Kind::kCount, object, "rows <= total",
                         fmt::format("count({}) <= {}", rows, pointer(*total)), shown <= total->value, answer,
                         total->node, {list}));
    const bool first_page = (!paging.page || paging.page->value <= 1) && (!paging.offset || paging.offset->value == 0);
    const std::uint64_t expected =
        paging.size && paging.size->value > 0 ? std::min(total->value, paging.size->value) : total->value;
    if (first_page && shown < expected) {
      std::vector<Node> parts = {list};
      if (paging.size) parts.push_back(paging.size->node);
      // The only page, by its own words.
      const bool all = paging.no_more && !paging.page && !paging.offset && paging.total && shown < paging.total->value;
      if (all) parts.push_back(*paging.no_more);
      mined.push_back(Make(all ? Mined::Kind::kLastRows : Mined::Kind::kShortList, object, "rows = total", "", false,
                           fmt::format("{} of {} rows", shown, expected), total->node, std::move(parts)));
    }
  }
  if (paging.total && paging.size && paging.pages && paging.size->value > 0 && paging.total->value < (1ULL << 62U)) {
    const std::uint64_t pages = (paging.total->value + paging.size->value - 1) / paging.size->value;
    // Nothing is on one page or on none.
    const bool holds = paging.pages->value == pages || (pages == 0 && paging.pages->value == 1);
    mined.push_back(
        Make(Mined::Kind::kCount, object, "pages", "", holds,
             fmt::format("{} in pages of {} are {}", paging.total->value, paging.size->value, Count(pages, "page")),
             paging.pages->node, {paging.total->node, paging.size->node}));
  }
}

}  // namespace plumbline::audit
