#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample, const std::string& parameters = "") {
  return "# GET /kites/overview\n\n" + sentence + "\n\n" + parameters + "```json 200\n" + sample + "\n```\n";
}
constexpr const char* kMonth =
    R"({"period": {"from": "2026-03-01", "to": "2026-03-31"}, "flights": {"total": 31, "lost": 2}})";

TEST(PromisePeriod, FiguresOfTodayInAnAnswerOfAMonth) {
  EXPECT_EQ(SaidIn(kPromisePeriod, Page("How many kites there are, and all flights today.", kMonth)), R"(
warning promise.period: the page promises "all flights today", and the figures of the sample at guide.md:6 are of a period from 2026-03-01 to 2026-03-31
  identity acme | GET /kites/overview |  | 
  contract 
  instance 
  expected figures of today
  observed a period of 30 days
  at guide.md:3:31:[all flights today] promised of today
  at guide.md:6:21:["2026-03-01"] the figures begin here
  likely The page: no member of the answer is about today, and no parameter chooses the period.
)");
}

TEST(PromisePeriod, TheRowOfATableOfEndpointsPromisesToo) {
  EXPECT_EQ(
      Lines(kPromisePeriod.run(Subject(
          VendorOf({{"guide.md",
                     "| Endpoint | Returns |\n|---|---|\n| `GET /kites/overview` | Kites, and today's flights |\n\n" +
                         Page("An overview.", kMonth)}})))),
      std::vector<std::string>{
          "warning GET /kites/overview : the page promises \"today's flights\", and the figures of the sample at guide.md:10 are of a "
          "period from 2026-03-01 to 2026-03-31"});
}

TEST(PromisePeriod, WhatIsOfTodayOrMayBe) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the period is the day",
       Page("All flights today.",
            R"({"period": {"from": "2026-03-31", "to": "2026-03-31"}, "flights": {"total": 31}})")},
      {"a member is of today",
       Page("All flights today.", R"({"period": {"from": "2026-03-01", "to": "2026-03-31"}, "flights_today": 3})")},
      {"a parameter chooses the period",
       Page(
           "All flights today.", kMonth,
           "## Query parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| `from_date` | string | First day |\n\n")},
      {"nothing of the kind is counted", Page("See what the weather does today.", kMonth)},
      {"a default", Page("All flights from the first day to the last one, which is today by default.", kMonth)},
      {"no period", Page("All flights today.", R"({"flights": {"total": 31}})")},
      {"shortened", Page("All flights today.",
                         R"({"period": {"from": "2026-03-01", "to": "2026-03-31"}, "flights": {"total": 31}, ...})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kPromisePeriod, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
