#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample) {
  return "# GET /kites/{id}\n\n" + sentence + "\n\n```json 200\n" + sample + "\n```\n";
}

TEST(PromiseAbsent, AnAbbreviationThatNoMemberHas) {
  EXPECT_EQ(SaidIn(kPromiseAbsent, Page("Returns the kite with its FAA status.", R"({"id": "k1", "colour": "red"})")),
            R"(
warning promise.absent: the page promises FAA, and no member of the sample at guide.md:6 speaks of it
  identity acme | GET /kites/{id} |  | 
  contract 
  instance 
  expected FAA
  observed no member of such a name
  at guide.md:3:27:[FAA] promised
  at guide.md:6:1:[{"id": "k1", "colour": "red"}] no member speaks of it
  - FAA at guide.md:3:27
  likely The page: sample (and contract, where there is one) know nothing of it.
)");
}

TEST(PromiseAbsent, WhatPromisesNothing) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"a member speaks of it", Page("Returns the kite with its FAA status.", R"({"id": "k1", "faa_status": "ok"})")},
      {"a common word", Page("Returns the kite as JSON over HTTP.", R"({"id": "k1"})")},
      {"in brackets", Page("Returns the kite of the aviation authority (FAA).", R"({"id": "k1"})")},
      {"no promise", Page("FAA rules are for whoever flies.", R"({"id": "k1"})")},
      {"shortened", Page("Returns the kite with its FAA status.", "{\"id\": \"k1\", ...}")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kPromiseAbsent, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
