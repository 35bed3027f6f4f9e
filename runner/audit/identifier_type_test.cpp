#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::vector<PageText>& bodies) { return Lines(FoundOnPage(kIdentifierType, bodies)); }

TEST(IdentifierType, TheSameDigitsAsTextAndAsNumber) {
  EXPECT_EQ(SaidOnPage(kIdentifierType, {{"GET /houses", R"({"houses": [{"id": "730118", "city": "Ulm"}]})"},
                                         {"GET /lamps/{id}", R"({"id": "l1", "house_id": 730118})"}}),
            R"(
warning identifier.type: house_id is a string in one answer and a number in another, with the same digits
  identity acme |  |  | 
  contract 
  instance /house_id
  expected one JSON type for an identifier
  observed string; number
  at guide.md:1:20:["730118"] GET /houses houses.*.id is a string
  at guide.md:2:26:[730118] GET /lamps/{id} house_id is a number
  - string: GET /houses houses.*.id (guide.md:1:20)
  - number: GET /lamps/{id} house_id (guide.md:2:26)
  likely The number: an identifier is not calculated with, and large ones lose digits in clients that read numbers as floating point.
)");
}

TEST(IdentifierType, TheSameNameIsEnough) {
  EXPECT_EQ(On({{"GET /doors/{id}", R"({"id": "d1", "house_id": "h-77"})"},
                {"GET /lamps/{id}", R"({"id": "l1", "houseId": 12})"}}),
            (Strings{"warning  /house_id: house_id is a string in one answer and a number in another"}));
}

TEST(IdentifierType, WhatIsNoContradiction) {
  const struct {
    const char* what;
    std::vector<PageText> bodies;
  } rows[] = {
      {"other things have other identifiers",
       {{"GET /houses/{id}", R"({"id": "h1", "city": "Ulm"})"}, {"GET /lamps/{id}", R"({"id": 7, "level": 3})"}}},
      {"counts and codes of the same digits",
       {{"GET /houses/{id}", R"({"id": "730118", "zip": "73011"})"},
        {"GET /lamps/{id}", R"({"hours": 730118, "zip": 73011})"}}},
      {"a placeholder",
       {{"GET /doors/{id}", R"({"house_id": "<house_id>"})"}, {"GET /lamps/{id}", R"({"house_id": 12})"}}},
      {"things of any kind",
       {{"GET /doors/{id}", R"({"external_id": "7301-18"})"}, {"GET /lamps/{id}", R"({"external_id": 12})"}}},
      {"null", {{"GET /doors/{id}", R"({"house_id": null})"}, {"GET /lamps/{id}", R"({"house_id": 12})"}}},
  };
  for (const auto& row : rows) EXPECT_EQ(On(row.bodies), Strings{}) << row.what;
}

// A path's last word may name two kinds of things, and everybody types 12345.
TEST(IdentifierType, ThePathsWordAloneIsANote) {
  EXPECT_EQ(On({{"GET /houses", R"([{"id": "12345", "city": "Ulm"}])"},
                {"GET /lamps/{id}", R"({"id": "l1", "house_id": 12345})"}}),
            (Strings{"note  /house_id: house_id is a string in one answer and a number in another"}));
}

}  // namespace
}  // namespace plumbline::audit
