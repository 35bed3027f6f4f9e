#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::vector<PageText>& bodies) { return Lines(FoundOnPage(kTimeForm, bodies)); }

TEST(TimeForm, TwoFormsOfOneApi) {
  EXPECT_EQ(
      SaidOnPage(kTimeForm, {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z", "seen_at": "2026-03-26T10:00:00Z"})"},
                             {"GET /b", R"({"created_at": "2026-03-25T10:00:00.123456+00:00"})"}}),
      R"(
warning time.form: the answers of the API write moments in 2 forms: like 2026-01-31T10:00:00Z, 2026-01-31T10:00:00.123456+00:00
  identity acme |  |  | 
  contract 
  instance 
  expected one form
  observed 2026-01-31T10:00:00Z; 2026-01-31T10:00:00.123456+00:00
  at guide.md:1:16:["2026-03-25T10:00:00Z"] GET /a created_at is written like 2026-01-31T10:00:00Z
  at guide.md:2:16:["2026-03-25T10:00:00.123456+00:00"] GET /b created_at is written like 2026-01-31T10:00:00.123456+00:00
  - like 2026-01-31T10:00:00Z: GET /a created_at (guide.md:1:16)
  - like 2026-01-31T10:00:00Z: GET /a seen_at (guide.md:1:51)
  - like 2026-01-31T10:00:00.123456+00:00: GET /b created_at (guide.md:2:16)
  likely The rarer forms: the most values (2) are like 2026-01-31T10:00:00Z.
)");
}

TEST(TimeForm, TwoFormsOfOneAnswer) {
  EXPECT_EQ(
      On({{"GET /a",
           R"({"created_at": "2026-03-25T10:00:00Z", "paid_at": "2026-03-25T10:00:00Z", "rows": [{"seen_at": "2026-03-26 10:00:00"}, {"seen_at": "2026-03-27 10:00:00"}]})"}}),
      (Strings{
          "warning GET /a : one answer writes moments in 2 forms: like 2026-01-31 10:00:00, 2026-01-31T10:00:00Z"}));
}

TEST(TimeForm, ASingleMomentInAnotherFormUnderAnotherNameIsNotSure) {
  EXPECT_EQ(
      On({{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z", "paid_at": "2026-03-25T10:00:00Z"})"},
          {"GET /b", R"({"first_scan": "2026-03-26T10:00:00+00:00"})"}}),
      (Strings{
          "note  : the answers of the API write moments in 2 forms: like 2026-01-31T10:00:00Z, 2026-01-31T10:00:00+00:00"}));
}

TEST(TimeForm, PrecisionAloneAndNumbersUnderOtherNamesAreNotes) {
  EXPECT_EQ(
      On({{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"},
          {"GET /b", R"({"created_at": "2026-03-25T10:00:00.123Z"})"}}),
      (Strings{
          "note  : the answers of the API write moments in 2 forms: like 2026-01-31T10:00:00.123Z, 2026-01-31T10:00:00Z"}));
  EXPECT_EQ(
      On({{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"}, {"GET /b", R"({"expires": 1774432800})"}}),
      (Strings{"note  : the answers of the API write moments in 2 forms: like 1769853600, 2026-01-31T10:00:00Z"}));
  EXPECT_EQ(
      On({{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"}, {"GET /b", R"({"created_at": 1774432800})"}}),
      (Strings{"warning  : the answers of the API write moments in 2 forms: like 1769853600, 2026-01-31T10:00:00Z"}));
  EXPECT_EQ(
      On({{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"}, {"GET /b", R"({"created_at": "2026-03-25"})"}}),
      (Strings{"warning  : the answers of the API write moments in 2 forms: like 2026-01-31, 2026-01-31T10:00:00Z"}));
}

TEST(TimeForm, WhatIsSaidToHaveNoZone) {
  const auto page = [](const std::string& meaning) {
    return "## GET /photos/{id}\n\nResponse\n\n| Field | Type | Meaning |\n|---|---|---|\n| `taken_at` | string | " +
           meaning +
           " |\n| `created_at` | string | When it came |\n\n```json\n[{\"taken_at\": \"2026-03-25T10:00:00\", \"created_at\": \"2026-03-25T10:00:00Z\"}, "
           "{\"taken_at\": \"2026-03-26T10:00:00\", \"created_at\": \"2026-03-26T10:00:00Z\"}]\n```\n";
  };
  EXPECT_EQ(SaidIn(kTimeForm, page("Local time of the camera, without a zone")), "");
  EXPECT_NE(SaidIn(kTimeForm, page("When it was taken")), "");
}

TEST(TimeForm, WhatIsOneForm) {
  const struct {
    const char* what;
    std::vector<PageText> bodies;
  } rows[] = {
      {"one form",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"}, {"GET /b", R"({"seen_at": "2026-03-25T11:00:00Z"})"}}},
      {"trailing zeros left out",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00.12Z"})"},
        {"GET /b", R"({"seen_at": "2026-03-25T11:00:00.123Z"})"}}},
      {"dates beside moments",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z", "day": "2026-03-25"})"},
        {"GET /b", R"({"from": "2026-03-25", "birthday_at": "2026-03-25"})"}}},
      {"a place's own time",
       {{"GET /a",
         R"({"created_at": "2026-03-25T10:00:00Z", "departs_at": "2026-03-25T10:00:00+05:30", "local_start": "2026-03-25T10:00:00"})"}}},
      {"a day written as its midnight",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z", "due_date": "2026-03-25T00:00:00"})"}}},
      {"numbers that are no moments",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z", "phone": 1774432800, "seen_at": 5})"}}},
      {"a request",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"},
        {"POST /b", R"({"start_at": "2026-03-25 10:00:00"})", 200, page::Part::kRequest}}},
      {"texts",
       {{"GET /a", R"({"created_at": "2026-03-25T10:00:00Z"})"},
        {"GET /b", R"({"created_at": "yesterday", "updated_at": null})"}}},
  };
  for (const auto& row : rows) EXPECT_EQ(On(row.bodies), Strings{}) << row.what;
}

}  // namespace
}  // namespace plumbline::audit
