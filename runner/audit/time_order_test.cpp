#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::string& body) { return Lines(FoundOnPage(kTimeOrder, {{"GET /a", body}})); }

TEST(TimeOrder, TheEndBeforeTheBeginning) {
  EXPECT_EQ(SaidOnPage(kTimeOrder,
                       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z", "updated_at": "2026-03-24T10:00:00Z"})"}}),
            R"(
warning time.order: updated_at is before created_at
  identity acme | GET /a |  | 
  contract 
  instance /updated_at
  expected not before 2026-03-25T10:00:00Z
  observed 2026-03-24T10:00:00Z
  at guide.md:1:16:["2026-03-25T10:00:00Z"] the earlier one by its name
  at guide.md:1:54:["2026-03-24T10:00:00Z"] is before it
  likely The sample: one of the two dates was written by hand.
)");
  EXPECT_EQ(On(R"({"rows": [{"from": "2026-02-01", "to": "2026-01-01"}, {"from": "2026-02-01", "to": "2026-01-01"}]})"),
            (Strings{"warning GET /a /rows/*/to: to is before from"}));
  EXPECT_EQ(On(R"({"period_start": "2026-02-01", "period_end": "2026-01-01"})"),
            (Strings{"warning GET /a /period_end: period_end is before period_start"}));
}

TEST(TimeOrder, RowsOutsideOfThePeriodOrBeforeTheAccount) {
  EXPECT_EQ(
      On(R"({"period": {"from": "2026-02-01", "to": "2026-02-28"}, "days": [{"date": "2026-01-15", "calls": 3}, {"date": "2026-03-01", "calls": 3}]})"),
      (Strings{"warning GET /a /days/*/date from: a row is of 2026-01-15, before the period begins (2026-02-01)",
               "warning GET /a /days/*/date to: a row is of 2026-03-01, after the period ends (2026-02-28)"}));
  EXPECT_EQ(
      On(R"({"partner": {"id": "p", "created_at": "2026-01-19T18:00:00Z"}, "customers": [{"created_at": "2026-02-06T06:00:00Z"}], "days": [{"date": "2026-01-15", "calls": 3}]})"),
      (Strings{
          "warning GET /a /days/*/date created: figures of 2026-01-15 are from before the first partner was created (2026-01-19)"}));
}

TEST(TimeOrder, WhatIsInOrder) {
  const std::pair<const char*, const char*> rows[] = {
      {"equal", R"({"created_at": "2026-03-25T10:00:00Z", "updated_at": "2026-03-25T10:00:00Z"})"},
      {"equal in another zone", R"({"created_at": "2026-03-25T10:00:00Z", "updated_at": "2026-03-25T12:00:00+02:00"})"},
      {"zone and none", R"({"created_at": "2026-03-25T10:00:00Z", "updated_at": "2026-03-25T09:00:00"})"},
      {"a date and a moment", R"({"created_at": "2026-03-25T10:00:00Z", "updated_at": "2026-03-24"})"},
      {"no such pair",
       R"({"ends_at": "2026-03-24T10:00:00Z", "trial_ends_at": "2026-03-20T10:00:00Z", "start_of_year": "2026-12-01", "to": "2026-01-01"})"},
      {"a report made later",
       R"({"report": {"id": "r", "created_at": "2026-03-19T18:00:00Z"}, "days": [{"date": "2026-01-15", "calls": 3}]})"},
      {"a list that may leave out the first",
       R"({"customers": [{"created_at": "2026-02-06T06:00:00Z"}], "days": [{"date": "2026-01-15", "calls": 3}]})"},
      {"rows without figures",
       R"({"partner": {"created_at": "2026-03-19T18:00:00Z"}, "days": [{"date": "2026-01-15", "calls": 0}]})"},
      {"rows that are things",
       R"({"partner": {"created_at": "2026-03-19T18:00:00Z"}, "invoices": [{"id": "i", "date": "2026-01-15", "amount": 3}]})"},
      {"a day before, in some zone",
       R"({"partner": {"created_at": "2026-03-19T02:00:00Z"}, "days": [{"date": "2026-03-18", "calls": 1}]})"},
  };
  for (const auto& [what, body] : rows) EXPECT_EQ(On(body), Strings{}) << what;
}

}  // namespace
}  // namespace plumbline::audit
