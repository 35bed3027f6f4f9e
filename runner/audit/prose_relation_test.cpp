#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample) {
  return "## GET /flights/{id}\n\nOne flight. " + sentence + "\n\n### Response\n\n```json 200\n" + sample + "\n```\n";
}
constexpr const char* kSum = "`total_height` is the sum of `up_height` and `down_height`.";
constexpr const char* kLater = "`landed_at` is later than `started_at`.";

TEST(ProseRelation, ASumThatIsNone) { EXPECT_EQ(SaidIn(kProseRelation, Page(kSum, R"({"total_height": 7, "up_height": 3, "down_height": 5})")), R"(
error prose.relation: by the page's words total_height is the sum of up_height and down_height; in the sample at guide.md:8 total_height is 7, and up_height and down_height give 8
  identity acme | GET /flights/{id} |  | 
  contract 
  instance total_height up_height down_height
  expected the sum
  observed total_height is 7, and up_height and down_height give 8
  at guide.md:3:35:[sum of] the page says so
  at guide.md:8:18:[7] the sample shows it
  at guide.md:8:34:[3] against this
  likely The sample, unless the sentence is wrong: a live answer decides.
)"); }

TEST(ProseRelation, AnEndBeforeItsBeginning) {
  EXPECT_EQ(SaidIn(kProseRelation, Page(kLater, R"({"started_at": "2025-05-01T10:00:00Z", "landed_at": "2025-05-01T09:00:00Z"})")), R"(
error prose.relation: by the page's words landed_at is later than started_at; in the sample at guide.md:8 landed_at is 2025-05-01T09:00:00Z, before started_at at 2025-05-01T10:00:00Z
  identity acme | GET /flights/{id} |  | 
  contract 
  instance landed_at started_at
  expected a later time
  observed landed_at is 2025-05-01T09:00:00Z, before started_at at 2025-05-01T10:00:00Z
  at guide.md:3:28:[later than] the page says so
  at guide.md:8:53:["2025-05-01T09:00:00Z"] the sample shows it
  at guide.md:8:16:["2025-05-01T10:00:00Z"] against this
  likely The sample, unless the sentence is wrong: a live answer decides.
)");
}

TEST(ProseRelation, WhatHoldsOrCannotBeAsked) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"a sum", Page(kSum, R"({"total_height": 8, "up_height": 3, "down_height": 5})")},
      {"a sum of decimals", Page(kSum, R"({"total_height": "0.30", "up_height": "0.10", "down_height": "0.20"})")},
      {"a part is not shown", Page(kSum, R"({"total_height": 8, "up_height": 3})")},
      {"a part is null", Page(kSum, R"({"total_height": 8, "up_height": 3, "down_height": null})")},
      {"later", Page(kLater, R"({"started_at": "2025-05-01T10:00:00Z", "landed_at": "2025-05-01T10:30:00Z"})")},
      {"earlier on the clock of another place", Page(kLater, R"({"started_at": "2025-05-01T10:00:00+02:00", "landed_at": "2025-05-01T09:00:00Z"})")},
      {"no relation", Page("`total_height` is in metres.", R"({"total_height": 7, "up_height": 3, "down_height": 5})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kProseRelation, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
