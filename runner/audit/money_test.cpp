#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

TEST(MoneyType, StringsHereAndNumbersThere) {
  EXPECT_EQ(SaidOnPage(kMoneyType, {{"GET /wallet", R"({"owner": "o1", "balance": "13.50000", "fee": "0.20"})"},
                                    {"POST /wallets", R"({"owner": "o2", "balance": 0.00, "seats": 3})"}}),
            R"(
warning money.type: amounts of money are JSON strings in 2 places and JSON numbers in 1 place
  identity acme |  |  | 
  contract 
  instance 
  expected one JSON type for money
  observed string; number
  at guide.md:1:28:["13.50000"] balance is a string
  at guide.md:2:28:[0.00] balance is a number
  - string: GET /wallet balance 13.50000 (guide.md:1:28)
  - string: GET /wallet fee 0.20 (guide.md:1:47)
  - number: POST /wallets balance 0.00 (guide.md:2:28), whose trailing zeros a JSON parser loses
  likely The numbers: a decimal string keeps its digits, a JSON number is read as binary floating point by most clients.
)");
}

TEST(MoneyType, WholeNumbersMayBeMinorUnits) {
  EXPECT_EQ(Lines(FoundOnPage(kMoneyType,
                              {{"GET /wallet", R"({"balance": "13.50"})"}, {"GET /bill", R"({"amount": 1350})"}})),
            (Strings{"note  : amounts of money are JSON strings in 1 place and JSON numbers in 1 place"}));
}

TEST(MoneyType, WhatIsNoMixture) {
  const struct {
    const char* what;
    std::vector<PageText> bodies;
  } rows[] = {
      {"numbers only", {{"GET /wallet", R"({"balance": 13.5})"}, {"GET /bill", R"({"amount": 2.25})"}}},
      {"strings only", {{"GET /wallet", R"({"balance": "13.5"})"}, {"GET /bill", R"({"amount": "2.25"})"}}},
      {"a string of digits", {{"GET /wallet", R"({"balance": "13"})"}, {"GET /bill", R"({"amount": 2.25})"}}},
      {"a count of credits", {{"GET /wallet", R"({"balance": "13.50"})"}, {"GET /bill", R"({"credits": 450})"}}},
      {"a share and a frequency",
       {{"GET /wallet", R"({"balance": "13.50"})"},
        {"GET /bill", R"({"tax_rate": 0.19, "sample_rate": 8000.5, "answer_rate": 0.5})"}}},
      {"named as minor units",
       {{"GET /wallet", R"({"balance": "13.50"})"}, {"GET /bill", R"({"amount_cents": 1350})"}}},
      {"a request sends a number",
       {{"GET /wallet", R"({"balance": "13.50"})"}, {"POST /bill", R"({"amount": 2.25})", 200, page::Part::kRequest}}},
      {"text",
       {{"GET /wallet", R"({"balance": "13.50"})"},
        {"GET /bill", R"({"price": "on request", "cost": null, "fee": true})"}}},
  };
  for (const auto& row : rows) EXPECT_EQ(Lines(FoundOnPage(kMoneyType, row.bodies)), Strings{}) << row.what;
}

TEST(MoneyType, TheShapeChangesWithEveryPlace) {
  const auto shape = [](const char* body) {
    return FoundOnPage(kMoneyType, {{"GET /wallet", R"({"balance": "13.50"})"}, {"GET /bill", body}}).at(0).shape;
  };
  EXPECT_EQ(shape(R"({"amount": 2.5})"), shape(R"({"amount": 9.75})"));
  EXPECT_NE(shape(R"({"amount": 2.5})"), shape(R"({"amount": 2.5, "fee": 0.1})"));
}

TEST(MoneyScale, SumsOfSeveralScales) {
  EXPECT_EQ(Lines(FoundOnPage(
                kMoneyScale,
                {{"GET /wallet", R"({"balance": "13.50000"})"},
                 {"GET /bill", R"({"total_cost": "2.25", "rate_per_minute": "0.0075", "unit_price": "0.001"})"}})),
            (Strings{"note  : decimal strings of money have 2 and 5 decimals"}));
  EXPECT_EQ(
      Lines(FoundOnPage(
          kMoneyScale, {{"GET /wallet", R"({"balance": "13.50", "fee": "1"})"},
                        {"GET /bill", R"({"total_cost": "2.25", "rate_per_minute": "0.0075", "discount": "0.125"})"}})),
      Strings{});
}

}  // namespace
}  // namespace plumbline::audit
