#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::vector<PageText>& bodies, const std::string& contract = std::string(kNoContract)) {
  return Lines(FoundOnPage(kEntityMembers, bodies, contract));
}

constexpr const char* kRow =
    R"({"lamps": [{"id": "l1", "room": "hall", "level": 7, "watts": 9, "color": "red", "hue": 3}]})";

TEST(EntityMembers, TheFetchedThingLacksWhatItsRowHas) {
  EXPECT_EQ(SaidOnPage(kEntityMembers,
                       {{"GET /lamps", kRow},
                        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9, "note": "n"})"}}),
            R"(
warning entity.members: the answer for one lamp lacks 2 members that GET /lamps shows in every row
  identity acme | GET /lamps/{id} |  | 
  contract 
  instance 
  expected at least what the list shows
  observed no color
  at guide.md:1:65:["color"] GET /lamps shows it
  at guide.md:2:1:[{"id": "l1", "room": "hall", "level": 7, "watts": 9, "note": "n"}] GET /lamps/{id} does not
  - missing (2): color, hue
  likely The answer for one thing: it usually holds all that its list shows. Or the sample was shortened without saying so.
)");
}

TEST(EntityMembers, AnObjectInsideLacksMembersToo) {
  EXPECT_EQ(
      On({{"GET /lamps",
           R"([{"id": "l1", "room": "hall", "level": 7, "maker": {"id": "m", "city": "Ulm", "since": 1, "staff": 2, "vat": "x"}}])"},
          {"GET /lamps/{id}",
           R"({"id": "l1", "room": "hall", "level": 7, "maker": {"id": "m", "city": "Ulm", "since": 1, "staff": 2}})"}}),
      (Strings{"warning GET /lamps/{id} /maker: maker lacks 1 member that GET /lamps shows in every row"}));
}

TEST(EntityMembers, AnObjectInsideIsComparedWithThatOfTheSameHolder) {
  const auto found = [](const std::string& holder) {
    return On(
        {{"GET /orders",
          R"([{"id": "o1", "sum": 3, "state": "new", "ship": {"place": {"city": "Ulm", "street": "s", "zip": "1", "land": "DE", "floor": 2}}}])"},
         {"GET /orders/{id}", R"({"id": "o1", "sum": 3, "state": "new", ")" + holder +
                                  R"(": {"place": {"city": "Ulm", "street": "s", "zip": "1", "land": "DE"}}})"}});
  };
  EXPECT_EQ(
      found("ship"),
      (Strings{"warning GET /orders/{id} /ship/place: ship.place lacks 1 member that GET /orders shows in every row"}));
  EXPECT_EQ(found("bill"), Strings{});
}

TEST(EntityMembers, WhatIsRight) {
  const struct {
    const char* what;
    std::vector<PageText> bodies;
  } rows[] = {
      {"a list shows a summary",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9, "color": "red"})"},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7, "watts": 9}])"}}},
      {"shortened",
       {{"GET /lamps", kRow},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})", 200, page::Part::kResponse,
         true}}},
      {"not in every row",
       {{"GET /lamps",
         R"([{"id": "l1", "room": "a", "level": 7, "watts": 9}, {"id": "l2", "room": "b", "level": 7, "watts": 9, "hue": 1}])"},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"}}},
      {"not in the first row only",
       {{"GET /lamps",
         R"([{"id": "l1", "room": "a", "level": 7, "watts": 9, "hue": 1}, {"id": "l2", "room": "b", "level": 7, "watts": 9}])"},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"}}},
      {"what belongs to a list",
       {{"GET /lamps", R"([{"id": "l1", "room": "a", "level": 7, "watts": 9, "score": 0.5, "url": "u", "_rank": 1}])"},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"}}},
      {"the list of another parent",
       {{"GET /halls/{hall}/lamps", kRow},
        {"GET /attics/{attic}/lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"}}},
      {"created, not fetched",
       {{"GET /lamps", kRow}, {"POST /lamps", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"}}},
      {"another sample of it shows them",
       {{"GET /lamps", kRow},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9, "color": "red", "hue": 3})"}}},
      {"another view of it",
       {{"GET /lamps",
         R"([{"id": "l1", "room": "a", "level": 7, "watts": 9, "a": 1, "b": 1, "c": 1, "d": 1, "e": 1}])"},
        {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9, "x": 1, "y": 1})"}}},
  };
  for (const auto& row : rows) EXPECT_EQ(On(row.bodies), Strings{}) << row.what;
}

TEST(EntityMembers, ADeclaredMemberIsANote) {
  const std::string contract = R"(openapi: 3.0.3
paths:
  /lamps/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: d, content: {application/json: {schema: {properties: {color: {type: string}, hue: {type: integer}}}}}}}
)";
  EXPECT_EQ(
      On({{"GET /lamps", kRow}, {"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7, "watts": 9})"}},
         contract),
      (Strings{"note GET /lamps/{id} : the answer for one lamp lacks 2 members that GET /lamps shows in every row"}));
}

}  // namespace
}  // namespace plumbline::audit
