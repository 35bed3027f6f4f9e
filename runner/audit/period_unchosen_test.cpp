#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Section(const std::string& operation, const std::string& sample, const std::string& parameters = "") {
  return "## " + operation + "\n\nFigures of kites.\n\n" + parameters + "```json 200\n" + sample + "\n```\n\n";
}
constexpr const char* kMonth = R"({"period": {"from": "2026-03-01", "to": "2026-03-31"}, "flights": 31})";
constexpr const char* kDays =
    "### Query parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| `from_date` | string | First day |\n\n";
constexpr const char* kPage =
    "### Query parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| `colour` | string | Of this colour alone |\n\n";

TEST(PeriodUnchosen, OneOperationChoosesThePeriodAndAnotherOneHasIt) {
  EXPECT_EQ(
      SaidIn(kPeriodUnchosen, Section("GET /kites/overview", kMonth) + Section("GET /kites/report", kMonth, kDays)), R"(
note period.unchosen: the answer is of a period from 2026-03-01 to 2026-03-31, and nothing that is documented chooses it; GET /kites/report takes from_date
  identity acme | GET /kites/overview |  | 
  contract 
  instance 
  expected a parameter that chooses the period, or a sentence that says which it is
  observed none
  at guide.md:6:21:["2026-03-01"] the period begins
  at guide.md:20:21:["2026-03-01"] a period that from_date chooses
  likely The page, which leaves out how the period comes about.
)");
}

TEST(PeriodUnchosen, WhereNothingSaysThatItCouldBeChosen) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"no operation chooses one", Section("GET /kites/overview", kMonth) + Section("GET /kites/report", kMonth)},
      {"both choose it", Section("GET /kites/overview", kMonth, kDays) + Section("GET /kites/report", kMonth, kDays)},
      {"other parameters are told, so that more may be",
       Section("GET /kites/overview", kMonth, kPage) + Section("GET /kites/report", kMonth, kDays)},
      {"no period", Section("GET /kites/overview", R"({"flights": 31})") + Section("GET /kites/report", kMonth, kDays)},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kPeriodUnchosen, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
