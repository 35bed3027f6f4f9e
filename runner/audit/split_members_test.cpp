#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(SplitMembers, PartsThatLackAFigureThatTheyHaveElsewhere) {
  EXPECT_EQ(
      SaidOnPage(
          kSplitMembers,
          {{"GET /kites/report",
            R"({"wind": {"by": {"n": 3, "m": 4, "cost": 1}}, )"
            R"("day": {"n": 9, "m": 9, "cost": 3, "by": {"n": 4, "m": 5}, "off": {"n": 5, "m": 4}}, "all": {"off": {"n": 5, "m": 4, "cost": 2}}})"}}),
      R"(
note split.members: day has cost, and its parts by, off have none, which wind.by has
  identity acme | GET /kites/report |  | 
  contract 
  instance /day/cost
  expected cost in each part
  observed only in the whole
  at guide.md:1:34:["cost"] a part of the same name has it
  at guide.md:1:82:["by"] has none
  likely The parts, where they are the same split; a vendor may mean to show less here.
)");
}

TEST(SplitMembers, PartsOfOneShape) {
  const struct {
    const char* what;
    std::string json;
  } rows[] = {
      {"lacking everywhere",
       R"({"day": {"n": 9, "m": 9, "cost": 3, "by": {"n": 4, "m": 5}, "off": {"n": 5, "m": 4}}})"},
      {"one part has it",
       R"({"wind": {"by": {"n": 3, "m": 4, "cost": 1}, "off": {"n": 3, "m": 4, "cost": 1}}, )"
       R"("day": {"n": 9, "m": 9, "cost": 3, "by": {"n": 4, "m": 5, "cost": 1}, "off": {"n": 5, "m": 4}}})"},
      {"other things by the same name",
       R"({"wind": {"by": {"speed": 3, "cost": 1}, "off": {"speed": 4, "cost": 1}}, )"
       R"("day": {"n": 9, "m": 9, "cost": 3, "by": {"n": 4, "m": 5}, "off": {"n": 5, "m": 4}}})"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidOnPage(kSplitMembers, {{"GET /kites/report", row.json}}), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
