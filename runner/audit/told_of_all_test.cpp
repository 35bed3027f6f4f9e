#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample) {
  return "# Kites\n\n" + sentence + "\n\n## GET /kites/{id}\n\nOne kite.\n\n```json 200\n" + sample + "\n```\n";
}

std::vector<std::string> LinesOf(const Rule& rule, const std::string& sentence, const std::string& sample) {
  const contract::Vendor vendor = VendorOf({{"guide.md", Page(sentence, sample)}});
  return Lines(rule.run(Subject(vendor)));
}
using Strings = std::vector<std::string>;

TEST(ToldOfAll, DaysAreWrittenInOneForm) {
  EXPECT_EQ(SaidIn(kTimeForm, Page("All dates are written YYYY-MM-DD.", R"({"id": 1, "flown": "12.08.2024"})")), R"(
error time.form: the page says that days are written YYYY-MM-DD, and flown of the sample at guide.md:10 is string "12.08.2024"
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /flown told
  expected that days are written YYYY-MM-DD
  observed string "12.08.2024"
  at guide.md:3:1:[All dates are written YYYY-MM-DD.] of every one
  at guide.md:10:20:["12.08.2024"] the sample shows it
  likely The sample, unless the sentence is wrong: a live answer decides.
)");
  EXPECT_EQ(LinesOf(kTimeForm, "All dates are written YYYY-MM-DD.", R"({"id": 1, "flown": "2024-08-12"})"), Strings{});
  EXPECT_EQ(LinesOf(kTimeForm, "Dates in requests are written YYYY-MM-DD.", R"({"id": 1, "flown": "12.08.2024"})"),
            Strings{});
  EXPECT_EQ(
      LinesOf(kTimeForm, "All dates are written YYYY-MM-DD or DD.MM.YYYY.", R"({"id": 1, "flown": "12.08.2024"})"),
      Strings{});
}

TEST(ToldOfAll, MoneyIsOfOneType) {
  constexpr const char* kSample = R"({"id": 1, "amount": 980.50})";
  const auto lines = [&](const std::string& type) {
    return Strings{"error GET /kites/{id} /amount told: the page says that money is written as " + type +
                   "s, and amount of the sample at guide.md:10 is number 980.50"};
  };
  EXPECT_EQ(LinesOf(kMoneyType, "All amounts are integers in the minor unit of the currency.", kSample),
            lines("integer"));
  EXPECT_EQ(LinesOf(kMoneyType, "Money is always a string with two decimals.", kSample), lines("string"));
  EXPECT_EQ(LinesOf(kMoneyType, "All amounts are numbers.", kSample), Strings{});
  EXPECT_EQ(LinesOf(kMoneyType, "All amounts are integers.", R"({"id": 1, "amount": 98050, "score": 0.50})"),
            Strings{});
  EXPECT_EQ(LinesOf(kMoneyType, "Amounts are strings except for fees.", kSample), Strings{});
  EXPECT_EQ(LinesOf(kMoneyType, "All amounts are integers.", R"({"id": 1, "fee": 2.90})"), Strings{}) << "percent";
}

TEST(ToldOfAll, WhatBelongsToNoOperation) {
  const contract::Vendor vendor = VendorOf(
      {{"guide.md",
        "# Kites\n\nAll amounts are integers in cents.\n\n# Deprecated\n\nVersion 0 had a decimal `amount`:\n\n```json\n{\"amount\": 42.00}\n```\n"}});
  EXPECT_EQ(Lines(kMoneyType.run(Subject(vendor))), Strings{});
}

TEST(ToldOfAll, TemperaturesHaveOneUnit) {
  EXPECT_EQ(
      LinesOf(kDocumentedUnit, "All temperatures are in degrees Celsius.", R"({"id": 1, "air": 70, "unit": "°F"})"),
      Strings{
          "error GET /kites/{id} /unit told: the page says that temperatures are in celsius, and unit of the sample at guide.md:10 is string \"°F\""});
  EXPECT_EQ(
      LinesOf(kDocumentedUnit, "All temperatures are in degrees Celsius.", R"({"id": 1, "air": 21, "unit": "°C"})"),
      Strings{});
  EXPECT_EQ(
      LinesOf(kDocumentedUnit, "Temperatures are in Celsius unless you ask otherwise.", R"({"id": 1, "unit": "F"})"),
      Strings{});
}

}  // namespace
}  // namespace plumbline::audit
