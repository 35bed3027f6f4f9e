#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample) {
  return "# GET /kites/usage\n\n" + sentence + "\n\n```json 200\n" + sample + "\n```\n";
}

TEST(PromiseLevel, TotalsWhereSummariesOfALevelArePromised) {
  EXPECT_EQ(SaidIn(kPromiseLevel, Page("Made for flight-level summaries.", R"({"totalFlights": 31, "kites": 4})")), R"(
note promise.level: the page promises flight-level summaries, and the answer has totalFlights alone
  identity acme | GET /kites/usage |  | 
  contract 
  instance 
  expected flight-level summaries
  observed totals: totalFlights
  at guide.md:3:10:[flight-level summaries] promised
  at guide.md:6:2:["totalFlights"] one figure of all
  likely The page: an answer without rows or parts tells nothing of the single ones.
)");
}

TEST(PromiseLevel, AListOfFieldsIsEnough) {
  EXPECT_EQ(
      Lines(kPromiseLevel.run(Subject(VendorOf(
          {{"guide.md",
            "# GET /kites/usage\n\nMade for flight-level or owner-level details.\n\n## Response fields\n\n| Field | "
            "Description |\n|---|---|\n| `flight_count` | Flights |\n| `owner_count` | Owners |\n"}})))),
      std::vector<std::string>{
          "note GET /kites/usage : the page promises flight-level or owner-level details, and the answer has flight_count, owner_count alone"});
}

TEST(PromiseLevel, WhatMayHoldTheParts) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"rows", Page("Made for flight-level summaries.", R"({"totalFlights": 31, "rows": [{"flight": "f1"}]})")},
      {"a member by the name that is no total",
       Page("Made for flight-level summaries.", R"({"totalFlights": 31, "flight": "f1"})")},
      {"no member speaks of it", Page("Made for flight-level summaries.", R"({"kites": 4})")},
      {"totals are promised", Page("Made for flight-level totals.", R"({"totalFlights": 31})")},
      {"a high level", Page("Gives a high-level overview.", R"({"totalFlights": 31})")},
      {"shortened", Page("Made for flight-level summaries.", R"({"totalFlights": 31, ...})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kPromiseLevel, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
