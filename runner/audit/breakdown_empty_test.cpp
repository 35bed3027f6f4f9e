#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(BreakdownEmpty, ManyThingsAndNoneInTheirBreakdown) {
  EXPECT_EQ(SaidOnPage(kBreakdownEmpty, {{"GET /kites/report", R"({"total_flights": 31, "flight_outcomes": {}})"}}), R"(
note breakdown.empty: total_flights is 31, and flight_outcomes is empty in the sample at guide.md:1
  identity acme | GET /kites/report |  | 
  contract 
  instance /flight_outcomes
  expected parts of 31
  observed {}
  at guide.md:1:19:[31] so many
  at guide.md:1:42:[{}] none of them in here
  likely The sample, whose breakdown was left out.
)");
  EXPECT_EQ(
      Lines(FoundOnPage(kBreakdownEmpty, {{"GET /kites/report", R"({"flights": 31, "flights_by_owner": []})"}})),
      std::vector<std::string>{
          "note GET /kites/report /flights_by_owner: flights is 31, and flights_by_owner is empty in the sample at guide.md:1"});
}

TEST(BreakdownEmpty, WhatMayBeEmpty) {
  for (const char* json :
       {R"({"total_flights": 0, "flight_outcomes": {}})", R"({"total_flights": 31, "flight_outcomes": {"landed": 31}})",
        R"({"total_owners": 3, "flight_outcomes": {}})", R"({"total_flights": 31, "tags": {}})",
        R"({"total_flights": "31", "flight_outcomes": null})"}) {
    EXPECT_EQ(SaidOnPage(kBreakdownEmpty, {{"GET /kites/report", json}}), "") << json;
  }
}

}  // namespace
}  // namespace plumbline::audit
