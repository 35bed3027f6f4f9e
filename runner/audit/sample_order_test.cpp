#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& words, const std::string& rows,
                 const std::string& request = "curl https://api.acme.example/v1/flights") {
  return "## GET /v1/flights\n\n" + words + "\n\n```bash\n" + request +
         "\n```\n\n### Response\n\n```json\n{\"data\": " + rows + "}\n```\n";
}
constexpr const char* kOldestFirst =
    R"([{"id": 3, "started_at": "2026-01-01T10:00:00Z"}, {"id": 2, "started_at": "2026-01-02T10:00:00Z"}, {"id": 1, "started_at": "2026-01-03"}])";

TEST(SampleOrder, NewestFirstThatIsOldestFirst) {
  EXPECT_EQ(SaidIn(kSampleOrder, Page("All flights, newest first.", kOldestFirst)), R"(
error sample.order: the page says "newest first", and in the sample at guide.md:12 started_at 2026-01-01T10:00:00Z stands before 2026-01-02T10:00:00Z
  identity acme | GET /v1/flights |  | 
  contract 
  instance /data/*/started_at
  expected newest first
  observed 2026-01-01T10:00:00Z, 2026-01-02T10:00:00Z
  at guide.md:3:14:[newest first] the page says so
  at guide.md:12:84:["2026-01-02T10:00:00Z"] out of order
  likely The sample, unless the sentence is wrong: a live answer decides.
)");
}

TEST(SampleOrder, OtherWords) {
  const auto said = [](const std::string& words, const std::string& rows) {
    const contract::Vendor vendor = VendorOf({{"guide.md", Page(words, rows)}});
    return Lines(kSampleOrder.run(Subject(vendor)));
  };
  using Strings = std::vector<std::string>;
  EXPECT_EQ(
      said("The most recent flight first.", kOldestFirst),
      Strings{
          "error GET /v1/flights /data/*/started_at: the page says \"The most recent flight first\", and in the sample at guide.md:12 started_at 2026-01-01T10:00:00Z stands before 2026-01-02T10:00:00Z"});
  EXPECT_EQ(said("Flights come in reverse chronological order.", kOldestFirst).size(), 1U);
  EXPECT_EQ(said("Flights come in chronological order.", kOldestFirst), Strings{});
  EXPECT_EQ(
      said("Sorted by `id` ascending.", kOldestFirst),
      Strings{
          "error GET /v1/flights /data/*/id: the page says \"Sorted by id ascending\", and in the sample at guide.md:12 id 3 stands before 2"});
  EXPECT_EQ(said("Sorted by `id` in descending order.", kOldestFirst), Strings{});
}

TEST(SampleOrder, WhatSaysNothingForSure) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"a condition", Page("Newest first if `sort` is left out.", kOldestFirst)},
      {"a choice", Page("Newest first or oldest first.", kOldestFirst)},
      {"the request asks for an order",
       Page("Newest first.", kOldestFirst, "curl 'https://api.acme.example/v1/flights?sort=started_at'")},
      {"one row", Page("Newest first.", R"([{"started_at": "2026-01-01"}])")},
      {"another time is in order",
       Page(
           "Newest first.",
           R"([{"started_at": "2026-01-01", "ended_at": "2026-02-02"}, {"started_at": "2026-01-02", "ended_at": "2026-02-01"}])")},
      {"rows without times", Page("Newest first.", R"([{"id": 1}, {"id": 2}])")},
      {"two lists",
       "## GET /v1/flights\n\nNewest first.\n\n```json\n{\"a\": [{\"at\": \"2026-01-01\"}, {\"at\": \"2026-01-02\"}], \"b\": [{\"at\": \"2026-01-01\"}]}\n```\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kSampleOrder, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
