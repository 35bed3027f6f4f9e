#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::vector<PageText>& bodies) { return Lines(FoundOnPage(kEntityName, bodies)); }

TEST(EntityName, TwoBalancesOfOneThing) {
  EXPECT_EQ(
      SaidOnPage(kEntityName, {{"POST /shops", R"({"shop_id": "S-77", "city": "Ulm", "balance": 0.5})"},
                               {"GET /shops/{id}", R"({"city": "Ulm", "shop_id": "S-77", "cash_credits": "0.50"})"}}),
      R"(
warning entity.name: the balance of one shop: balance in one answer, cash_credits in another
  identity acme | POST /shops |  | 
  contract 
  instance /balance cash_credits
  expected one name
  observed balance; cash_credits
  at guide.md:1:36:["balance"] POST /shops balance
  at guide.md:2:36:["cash_credits"] GET /shops/{id} cash_credits
  - POST /shops balance 0.5 (guide.md:1:47)
  - GET /shops/{id} cash_credits "0.50" (guide.md:2:52)
  likely Undecided: the same identifier stands in both, and neither shows the other's name.
)");
}

TEST(EntityName, AStatusHereAndAFlagThere) {
  EXPECT_EQ(
      On({{"POST /shops", R"({"shop_id": "S-77", "status": "active"})"},
          {"GET /shops/{id}", R"({"shop_id": "S-77", "is_active": true})"}}),
      (Strings{
          "warning POST /shops /status is_active: the state of one shop: status in one answer, is_active in another"}));
}

TEST(EntityName, TwoNamesForWhatWasUsed) {
  EXPECT_EQ(
      On({{"GET /usage", R"({"credits_used": 450, "credit_spent": 0.375})"}}),
      (Strings{
          "warning GET /usage /credits_used credit_spent: credits_used and credit_spent are two names for the credits that were used, with "
          "different values (450 and 0.375)",
          "note GET /usage /credit_spent credits_used: names begin with credit_ and with credits_ in one object"}));
  EXPECT_EQ(
      On({{"GET /usage", R"({"credits_used": 450, "credits_spent": 450})"}}),
      (Strings{
          "note GET /usage /credits_used credits_spent: credits_used and credits_spent are two names for the credits that were used"}));
}

TEST(EntityName, TwoSpellingsOfOneName) {
  EXPECT_EQ(On({{"GET /shops/{id}", R"({"shop_id": "S-77", "createdAt": "x", "created_at": "y"})"}}),
            (Strings{"warning  spelling: one name is spelled in two ways: createdAt and created_at"}));
  EXPECT_EQ(On({{"GET /shops/{id}", R"({"id": "S-77", "openSince": 1})"}, {"GET /doors", R"({"open_since": 2})"}}),
            (Strings{"note  spelling: one name is spelled in two ways: openSince and open_since"}));
}

TEST(EntityName, NamesThatAreEasilyTakenForEachOther) {
  EXPECT_EQ(
      On({{"GET /shops/{id}", R"({"billing_mode": "prepaid"})"},
          {"GET /chains/{id}", R"({"billing_model": "direct"})"}}),
      (Strings{
          "note GET /shops/{id} /billing_mode billing_model: billing_mode and billing_model are names that are easily taken for each other"}));
}

TEST(EntityName, WhatHasTwoMeanings) {
  const struct {
    const char* what;
    std::vector<PageText> bodies;
  } rows[] = {
      {"another shop",
       {{"POST /shops", R"({"shop_id": "S-77", "balance": 0.5})"},
        {"GET /shops/{id}", R"({"shop_id": "S-78", "cash_credits": "0.50"})"}}},
      {"both names in one answer",
       {{"POST /shops", R"({"shop_id": "S-77", "balance": 0.5})"},
        {"GET /shops/{id}", R"({"shop_id": "S-77", "balance": 0.5, "cash_credits": "0.50"})"}}},
      {"a status of an order",
       {{"POST /shops", R"({"shop_id": "S-77", "status": "processing"})"},
        {"GET /shops/{id}", R"({"shop_id": "S-77", "is_active": true})"}}},
      {"status and flag together",
       {{"POST /shops", R"({"shop_id": "S-77", "status": "active", "is_active": true})"},
        {"GET /shops/{id}", R"({"shop_id": "S-77", "is_active": true})"}}},
      {"used and remaining",
       {{"GET /usage", R"({"credits_used": 450, "credits_remaining": 5, "time_used": 4, "time_spent": 5})"}}},
      {"an identifier and a count",
       {{"GET /usage", R"({"order_id": "o", "orders_count": 5, "account_name": "a", "accounts_total": 3})"}}},
      {"plural and past",
       {{"GET /usage", R"({"open_order": "a"})"},
        {"GET /use", R"({"open_orders": "b"})"},
        {"GET /u", R"({"was_close": "c"})"},
        {"GET /v", R"({"was_closed": "d"})"}}},
      {"what users put in",
       {{"GET /usage", R"({"metadata": {"userName": 1}})"}, {"GET /use", R"({"user_name": "b"})"}}},
  };
  for (const auto& row : rows) EXPECT_EQ(On(row.bodies), Strings{}) << row.what;
}

TEST(EntityLocation, AMemberInsideAndOutside) {
  const PageText created{"POST /shops", R"({"shop_id": "S-77", "currency": "EUR", "name": "x"})"};
  EXPECT_EQ(
      Lines(FoundOnPage(
          kEntityLocation,
          {created, {"GET /shops/{id}", R"({"shop_id": "S-77", "tier": {"name": "x", "currency": "EUR"}})"}})),
      (Strings{
          "note GET /shops/{id} /currency: currency belongs to the shop itself in some answers and only to an object inside of it in others"}));
  for (const char* other :
       {R"({"shop_id": "S-77", "currency": "EUR", "tier": {"name": "x", "currency": "EUR"}})",
        R"({"shop_id": "S-78", "tier": {"currency": "EUR"}})", R"({"shop_id": "S-77", "tier": {"currency": "USD"}})"}) {
    EXPECT_EQ(Lines(FoundOnPage(kEntityLocation, {created, {"GET /shops/{id}", other}})), Strings{}) << other;
  }
}

}  // namespace
}  // namespace plumbline::audit
