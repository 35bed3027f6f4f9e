#include <gtest/gtest.h>

#include "audit/audit_testing.h"
#include "audit/mined.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::string& body) { return Lines(FoundOnPage(kArithmetic, {{"GET /a", body}})); }

Strings Proposed(const std::vector<PageText>& bodies) {
  contract::Vendor vendor = VendorWith(std::string(kNoContract), {});
  vendor.pages.push_back(PageOf(bodies));
  Strings lines;
  for (const ProposedInvariant& one : ProposeInvariants(Subject(vendor)))
    lines.push_back(one.operation + ": " + one.expression + " (" + std::to_string(one.support) + ": " + one.example +
                    ")");
  return lines;
}

TEST(Arithmetic, APartThatDoesNotAddUp) {
  EXPECT_EQ(
      SaidOnPage(
          kArithmetic,
          {{"GET /a",
            R"({"all": {"calls": 10, "minutes": 7.5, "cost": "3.20"}, "by": {"in": {"calls": 4, "minutes": 2.5, "cost": "1.20"}, "out": {"calls": 6, "minutes": 5, "cost": "1.90"}}})"}}),
      R"(
warning arithmetic: all.cost is 3.20, but its parts sum up to 3.1
  identity acme | GET /a |  | 
  contract 
  instance /all/cost
  expected 1.20 + 1.90 = 3.1
  observed 3.20
  at guide.md:1:47:["3.20"] does not fit
  at guide.md:1:106:["1.20"] a part of it
  at guide.md:1:157:["1.90"] a part of it
  - all.cost is 3.20, but 1.20 + 1.90 = 3.1 (guide.md:1:47)
  likely One of the figures: the parts add up in 2 other places.
)");
}

TEST(Arithmetic, NamesSayHowFiguresBelongTogether) {
  EXPECT_EQ(On(R"({"total_credits_purchased": 1000, "credits_used": 450, "remaining_credits": 560})"),
            (Strings{"warning GET /a /remaining_credits: remaining_credits is 560, but 1000 - 450 = 550"}));
  EXPECT_EQ(On(R"({"subtotal": 100, "tax": 19, "discount": 10, "total": 119.5})"),
            (Strings{"warning GET /a /total: total is 119.5, but 100 + 19 - 10 = 109"}));
  EXPECT_EQ(On(R"({"lines": [{"quantity": 3, "unit_price": "2.50", "amount": "8.50"}]})"),
            (Strings{"warning GET /a /lines/*/amount: lines[0].amount is 8.50, but 3 * 2.50 = 7.5"}));
  EXPECT_EQ(On(R"({"total_calls": 10, "answered_calls": 11})"),
            (Strings{"warning GET /a /answered_calls: answered_calls is 11, more than the 10 of total_calls"}));
  EXPECT_EQ(On(R"({"min_age": 10, "max_age": 9})"),
            (Strings{"warning GET /a /min_age: min_age is 10, more than the 9 of max_age"}));
}

TEST(Arithmetic, ListsAndTheirCounts) {
  EXPECT_EQ(On(R"({"rows": ["a", "b", "c"], "total": 2, "page": 1})"),
            (Strings{"warning GET /a /total: total is 2, but the answer shows 3 rows"}));
  EXPECT_EQ(On(R"({"rows": ["a", "b", "c"], "total": 9, "page": 2, "limit": 2})"),
            (Strings{"warning GET /a /limit: limit is 2, but the answer shows 3 rows"}));
  EXPECT_EQ(On(R"({"rows": ["a", "b"], "meta": {"total": 45, "page": 3, "per_page": 20, "total_pages": 4}})"),
            (Strings{"warning GET /a /meta/total_pages: meta.total_pages is 4, but 45 in pages of 20 are 3 pages"}));
  EXPECT_EQ(On(R"({"rows": ["a"], "total": 23, "page": 1, "size": 20})"),
            (Strings{"note GET /a /total: total is 23, and the answer shows 1 of 20 rows"}));
}

TEST(Arithmetic, AListThatSaysThatNothingFollowsHasAllRows) {
  EXPECT_EQ(
      On(R"({"rows": ["a", "b"], "total": 3, "has_more": false})"),
      (Strings{
          "warning GET /a /total: total is 3, and the answer, which says that nothing follows, shows 2 of 3 rows"}));
  EXPECT_EQ(On(R"({"rows": ["a", "b"], "total": 2, "has_more": false})"), Strings{});
  EXPECT_EQ(On(R"({"rows": ["a", "b"], "total": 3, "has_more": true})"),
            (Strings{"note GET /a /total: total is 3, and the answer shows 2 of 3 rows"}));
  EXPECT_EQ(On(R"({"rows": ["a"], "total": 3, "offset": 2, "has_more": false})"), Strings{})
      << "the last of several pages";
  EXPECT_EQ(
      On(R"({"rows": [{"amount": 5}, {"amount": 7}], "total": 3, "has_more": false})"),
      (Strings{
          "warning GET /a /total: total is 3, and the answer, which says that nothing follows, shows 2 of 3 rows"}));
  EXPECT_EQ(On(R"({"rows": [{"amount": 5}, {"amount": 7}], "total": 12, "has_more": false})"), Strings{})
      << "what is to be paid";
}

TEST(Arithmetic, ABalanceRunsFromRowToRow) {
  const auto rows = [](const std::string& newest) {
    return R"({"entries": [{"amount": -180, "balance_after": )" + newest +
           R"(}, {"amount": -500, "balance_after": 12500}, {"amount": 10000, "balance_after": 13000}]})";
  };
  EXPECT_EQ(
      On(rows("11820")),
      (Strings{
          "warning GET /a /entries/*/balance_after: entries[0].balance_after is 11820, but by the row before it 12500 + -180 = 12320"}));
  EXPECT_EQ(On(rows("12320")), Strings{});
  EXPECT_EQ(
      On(R"({"entries": [{"amount": "5.00", "balance": "5.00"}, {"amount": "2.00", "balance": "3.00"}, {"amount": "1.50", "balance": "4.00"}]})"),
      (Strings{
          "warning GET /a /entries/*/balance: entries[2].balance is 4.00, but by the row before it 3.00 + 1.50 = 4.5"}))
      << "the newest last; what is taken off is told elsewhere";
  EXPECT_EQ(
      On(R"({"entries": [{"amount": 5, "balance": 7}, {"amount": 2, "balance": 30}, {"amount": 1, "balance": 4}]})"),
      Strings{})
      << "nothing adds up";
  EXPECT_EQ(
      On(R"({"entries": [{"amount": 5, "balance": 5, "account": "a"}, {"amount": 2, "balance": 7, "account": "a"}, {"amount": 1, "balance": 4, "account": "b"}]})"),
      Strings{})
      << "of two accounts";
}

TEST(Arithmetic, RowsThatSumUpToLessAreANote) {
  EXPECT_EQ(
      On(R"({"sum": {"calls": 10, "minutes": 9}, "days": [{"date": "2026-01-01", "calls": 3, "minutes": 2}, {"date": "2026-01-02", "calls": 4, "minutes": 1}]})"),
      (Strings{"note GET /a /sum/calls: the rows shown do not sum up to sum.calls 10"}));
}

TEST(Arithmetic, WhatIsNoIdentity) {
  const std::pair<const char*, const char*> rows[] = {
      {"no split: nothing adds up",
       R"({"all": {"calls": 10, "minutes": 7}, "by": {"in": {"calls": 9, "minutes": 3}, "out": {"calls": 6, "minutes": 5}}})"},
      {"one figure adds up by chance",
       R"({"all": {"calls": 10, "minutes": 7}, "by": {"in": {"calls": 4, "minutes": 3}, "out": {"calls": 6, "minutes": 5}}})"},
      {"averages do not add up",
       R"({"all": {"calls": 10, "minutes": 7, "avg_wait": 5}, "by": {"in": {"calls": 4, "minutes": 3, "avg_wait": 4}, "out": {"calls": 6, "minutes": 4, "avg_wait": 6}}})"},
      {"something is reserved", R"({"limit": 100, "used": 40, "reserved": 10, "remaining": 50})"},
      {"used beyond the limit", R"({"limit": 100, "used": 140, "remaining": 0})"},
      {"tax is included", R"({"subtotal": 100, "tax": 19, "total": 100})"},
      {"shipping told elsewhere", R"({"subtotal": 100, "tax": 19, "shipping": {"price": 5}, "total": 124})"},
      {"unlimited", R"({"limit": -1, "used": 40, "remaining": -1, "min_age": 4, "max_age": 0})"},
      {"a count of something else", R"({"word": "ton", "count": 2, "examples": [{"a": 1}, {"a": 2}, {"a": 3}]})"},
      {"a sum of numbers", R"({"scores": [1, 2], "total": 3})"},
      {"a cart", R"({"lines": [{"sku": "a", "price": 3}], "total": 3})"},
      {"rounded parts",
       R"({"all": {"calls": 10, "seconds": 90, "cost": "3.20"}, "by": {"in": {"calls": 4, "seconds": 50, "cost": "1.20"}, "out": {"calls": 6, "seconds": 40, "cost": "1.99"}}})"},
      {"another component of the total", R"({"subtotal": 100, "tax": 19, "gift_wrap_cost": 5, "total": 124})"},
      {"rounded to the cent", R"({"lines": [{"quantity": 3, "unit_price": 0.333, "amount": 1.00}]})"},
      {"a discount on the line", R"({"lines": [{"quantity": 3, "unit_price": 2, "discount": 1, "amount": 5}]})"},
      {"a later page", R"({"rows": ["a"], "total": 41, "page": 3, "size": 20})"},
      {"an order's total", R"({"id": "o", "items": [{"sku": "a"}], "total": 30})"},
      {"two lists", R"({"rows": ["a"], "other": ["a", "b", "c"], "total": 2})"},
      {"strings of digits", R"({"total_calls": "10", "answered_calls": "11"})"},
  };
  for (const auto& [what, body] : rows) EXPECT_EQ(On(body), Strings{}) << what;
  EXPECT_EQ(Lines(FoundOnPage(kArithmetic, {{"GET /a", R"({"rows": ["a"], "total": 23, "page": 1, "size": 20})", 200,
                                             page::Part::kResponse, true}})),
            Strings{})
      << "shortened";
}

TEST(ProposeInvariants, WhatHoldsEverywhere) {
  EXPECT_EQ(
      Proposed(
          {{"GET /a",
            R"({"all": {"calls": 10, "minutes": 7.5}, "by": {"in": {"calls": 4, "minutes": 2.5}, "out": {"calls": 6, "minutes": 5}}, "limit": 100, "used": 40, "remaining": 60})"},
           {"GET /b",
            R"({"rows": [{"calls": 3, "answered": 2, "in": {"calls": 1, "answered": 1}, "out": {"calls": 2, "answered": 1}}], "total": 7, "page": 1, "size": 1})"}}),
      (Strings{"GET /a: /all/calls == /by/in/calls + /by/out/calls (1: 4 + 6 = 10)",
               "GET /a: /all/minutes == /by/in/minutes + /by/out/minutes (1: 2.5 + 5 = 7.5)",
               "GET /a: /remaining == /limit - /used (1: 100 - 40 = 60)",
               "GET /b: count(/rows) <= /size (1: the answer shows 1 row)",
               "GET /b: count(/rows) <= /total (1: the answer shows 1 row)",
               "GET /b: /rows/*/calls == /rows/*/in/calls + /rows/*/out/calls (1: 1 + 2 = 3)",
               "GET /b: /rows/*/answered == /rows/*/in/answered + /rows/*/out/answered (1: 1 + 1 = 2)"}));
}

TEST(ProposeInvariants, OfTwoMembersThatAreUsedTheOneThatFits) {
  EXPECT_EQ(Proposed({{"GET /a",
                       R"({"credit_limit": 100, "credits_used": 40, "credits_spent": 0.4, "remaining_credits": 60})"}}),
            Strings{"GET /a: /remaining_credits == /credit_limit - /credits_used (1: 100 - 40 = 60)"});
  EXPECT_EQ(Proposed({{"GET /a",
                       R"({"credit_limit": 100, "credits_used": 41, "credits_spent": 0.4, "remaining_credits": 60})"}}),
            Strings{});
  EXPECT_EQ(Proposed({{"GET /a",
                       R"({"credit_limit": 100, "credits_used": 40, "credits_spent": 40, "remaining_credits": 60})"}}),
            Strings{})
      << "either";
}

TEST(ProposeInvariants, NothingThatFailsOnceOrTellsNothing) {
  EXPECT_EQ(Proposed({{"GET /a", R"({"limit": 100, "used": 40, "remaining": 60})"},
                      {"GET /a", R"({"limit": 100, "used": 40, "remaining": 61})"}}),
            Strings{});
  EXPECT_EQ(
      Proposed({{"GET /a", R"({"limit": 100, "used": 0, "remaining": 100, "total_calls": 4, "answered_calls": 0})"}}),
      Strings{});
  EXPECT_EQ(Proposed({{"", R"({"limit": 100, "used": 40, "remaining": 60})"}}), Strings{}) << "no operation";
}

TEST(Arithmetic, HugeAndDeepAnswersEnd) {
  std::string deep, wide = "{";
  for (int i = 0; i < 300; ++i) deep += R"({"a": 1, "b": 2, "c": )";
  deep += "1" + std::string(300, '}');
  for (int i = 0; i < 5000; ++i) wide += (i > 0 ? ", \"m" : "\"m") + std::to_string(i) + R"(": {"n": 1, "o": 2})";
  wide += "}";
  EXPECT_EQ(On(deep), Strings{});
  EXPECT_EQ(On(wide), Strings{});
}

TEST(Arithmetic, NightsBetweenArrivalAndDeparture) {
  EXPECT_EQ(On(R"({"check_in": "2024-08-01", "checkOut": "2024-08-04", "nights": 4})"),
            Strings{"warning GET /a /nights: nights is 4, but 2024-08-01 to 2024-08-04 are 3"});
  EXPECT_EQ(On(R"({"check_in": "2024-08-01", "checkOut": "2024-08-04", "nights": 3})"), Strings{});
  EXPECT_EQ(On(R"({"check_in": "1 August", "checkOut": "4 August", "nights": 4})"), Strings{});
}

TEST(Arithmetic, ACostAndItsParts) {
  EXPECT_EQ(On(R"({"cost": {"total": 0.1530, "voice": 0.0670, "model": 0.0960}})"),
            Strings{"warning GET /a /cost/total: cost.total is 0.1530, but 0.0670 + 0.0960 = 0.163"});
  EXPECT_EQ(On(R"({"cost": {"total": 0.1630, "voice": 0.0670, "model": 0.0960}})"), Strings{});
  EXPECT_EQ(On(R"({"cost": {"total": 0.1631, "voice": 0.0670, "model": 0.0960}})"), Strings{}) << "rounded";
  EXPECT_EQ(On(R"({"cost": {"total": 0.1875, "voice": 0.0670, "model": 0.0960}})"), Strings{})
      << "something may not be shown";
  EXPECT_EQ(On(R"({"cost": {"total": 0.1530, "voice": 0.0670, "model": 0.0960, "tokens": 12}})"), Strings{});
  EXPECT_EQ(On(R"({"calls": {"total": 0.1530, "voice": 0.0670, "model": 0.0960}})"), Strings{});
}

}  // namespace
}  // namespace plumbline::audit
