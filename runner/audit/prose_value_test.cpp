#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample) {
  return "## POST /kites\n\nMakes a kite. " + sentence + "\n\n### Response\n\n```json 201\n" + sample + "\n```\n";
}
constexpr const char* kSays = "In the response, `state` is `folded`.";

TEST(ProseValue, TheSampleShowsAnother) {
  EXPECT_EQ(SaidIn(kProseValue, Page(kSays, R"({"id": "k1", "state": "flying"})")), R"(
error prose.value: the page says that state is folded in the answer, and the sample at guide.md:8 shows string "flying"
  identity acme | POST /kites |  | 
  contract 
  instance /state
  expected folded
  observed string "flying"
  at guide.md:3:33:[state` is `folded] the page says so
  at guide.md:8:23:["flying"] the sample shows it
  likely Undecided: sentence and sample contradict each other; a live request decides.
)");
}

TEST(ProseValue, TheSampleHasNoSuchMember) {
  EXPECT_EQ(SaidIn(kProseValue, Page(kSays, R"({"id": "k1", "price": 7})")), R"(
error prose.value: the page says that state is folded in the answer, and the sample at guide.md:8 has no such member
  identity acme | POST /kites |  | 
  contract 
  instance /state
  expected a member state
  observed not in the sample
  at guide.md:3:33:[state` is `folded] the page says so
  at guide.md:8:1:[{"id": "k1", "price": 7}] not in here
  likely Undecided: sentence and sample contradict each other; a live request decides.
)");
}

TEST(ProseValue, WhatTheSampleShows) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the same", Page(kSays, R"({"id": "k1", "state": "folded"})")},
      {"shortened", Page(kSays, "{\"id\": \"k1\", ...}")},
      {"a row of it", Page(kSays, R"({"kite": {"id": "k1", "state": "folded"}})")},
      {"a number written otherwise", Page("In the response, `balance` is `0.00`.", R"({"id": "k1", "balance": 0})")},
      {"a condition", Page("If the wind is strong, `state` is `folded`.", R"({"id": "k1", "state": "flying"})")},
      {"what is asked for",
       Page("In the response nothing is new; it requires `state: \"folded\"`.", R"({"id": "k1"})")},
      {"what holds with something",
       Page("With a tail the answer has `state: \"folded\"`.", R"({"id": "k1", "state": "flying"})")},
      {"of which thing, nobody says", Page("There, `state` is `folded`.", R"({"id": "k1"})")},
      {"what is only sent",
       "## POST /kites\n\nMakes a kite. In the response, `pin` is `forgotten`.\n\n### Body parameters\n\n| Name | Type |\n|---|---|\n| `pin` | string |\n\n### Response\n\n```json 201\n{\"id\": \"k1\"}\n```\n"},
      {"no sample", "## POST /kites\n\nMakes a kite. In the response, `state` is `folded`.\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kProseValue, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
