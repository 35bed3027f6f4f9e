#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(
    const std::string& used,
    const std::string& sample = R"({"flights_purchased": 100, "flights_used": 40, "flights_remaining": 60})") {
  return "# GET /kites/quota\n\nWhat is left.\n\n```json 200\n" + sample +
         "\n```\n\n## Response fields\n\n| Field | Description |\n|---|---|\n| `flights_purchased` | Flights bought in total |\n| `flights_used` | " +
         used + " |\n| `flights_remaining` | Flights that the account still has |\n";
}

TEST(ArithmeticPeriod, AUseOfAPeriodIsTakenOffWhatAnAccountHas) {
  EXPECT_EQ(SaidIn(kArithmeticPeriod, Page("Flights made over the requested period")), R"(
note arithmetic.period: flights_used is of a period by the page, and yet flights_remaining, which is of no period, is 100 - 40
  identity acme | GET /kites/quota |  | 
  contract 
  instance /flights_remaining flights_used
  expected flights_used of all time, or another flights_remaining
  observed 100 - 40 = 60
  at guide.md:14:20:[Flights made over the requested period] of a period
  at guide.md:15:25:[Flights that the account still has] of no period
  at guide.md:6:44:[40] taken off in the sample
  likely Undecided: requests for two periods decide, for only one of the two figures may differ.
)");
}

TEST(ArithmeticPeriod, WhereTheTimesAgreeOrNothingAddsUp) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"all of the account", Page("Flights made so far")},
      {"it does not add up", Page("Flights made over the requested period",
                                  R"({"flights_purchased": 100, "flights_used": 40, "flights_remaining": 90})")},
      {"nothing was used", Page("Flights made over the requested period",
                                R"({"flights_purchased": 100, "flights_used": 0, "flights_remaining": 100})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kArithmeticPeriod, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
