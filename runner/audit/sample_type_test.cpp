#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

Strings On(const std::vector<PageText>& bodies, const std::string& contract = std::string(kNoContract)) {
  return Lines(FoundOnPage(kSampleType, bodies, contract));
}

TEST(SampleType, AStringHereAndANumberThere) {
  EXPECT_EQ(
      SaidOnPage(
          kSampleType,
          {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "7"})"},
           {"GET /lamps",
            R"({"lamps": [{"id": "l1", "room": "hall", "level": 7}, {"id": "l2", "room": "attic", "level": 8}]})"}}),
      R"(
warning sample.type: level of lamp is shown as number and as string
  identity acme | GET /lamps/{id} |  | 
  contract 
  instance /level
  expected one type
  observed number; string
  at guide.md:2:50:[7] GET /lamps lamps.*.level shows number
  at guide.md:1:39:["7"] GET /lamps/{id} level shows string
  - number: GET /lamps lamps.*.level (guide.md:2:50)
  - string: GET /lamps/{id} level (guide.md:1:39)
  likely Undecided: as many places show the one as the other.
)");
}

TEST(SampleType, RowsOfOneList) {
  const auto lamps = [](const std::string& rows) { return On({{"GET /lamps", "{\"lamps\": [" + rows + "]}"}}); };
  EXPECT_EQ(lamps(R"({"id": "l1", "level": 7}, {"id": "l2", "level": "8"}, {"id": "l3", "level": 9})"),
            (Strings{"warning GET /lamps /lamps/*/level: level of lamp is shown as number and as string"}));
  EXPECT_EQ(lamps(R"({"id": "l1", "level": 7}, {"id": "l2", "level": null}, {"id": "l3", "level": 9.5})"), Strings{});
  EXPECT_EQ(lamps(R"({"id": "l1", "type": "count", "level": 7}, {"id": "l2", "type": "text", "level": "8"})"),
            Strings{})
      << "of two kinds";
  EXPECT_EQ(lamps(R"({"id": "l1", "value": 7}, {"id": "l2", "value": "8"})"), Strings{}) << "a member for anything";
}

TEST(SampleType, OneOrSeveralWhereSeveralWereAskedFor) {
  const auto severity = [](const char* several) {
    const auto found = FoundOnPage(
        kSampleType, {{"POST /lamps", R"({"id": "l1", "room": "hall", "level": "a"})"}, {"POST /lamps", several}});
    return found.size() == 1 ? std::string(finding::SeverityName(found[0].severity)) : "none";
  };
  EXPECT_EQ(severity(R"({"id": "l1", "room": "hall", "level": ["a", "b"]})"), "note");
  EXPECT_EQ(severity(R"({"id": "l1", "room": "hall", "level": [1, 2]})"), "warning");
}

TEST(SampleType, WhatIsNoContradiction) {
  const struct {
    const char* what;
    std::vector<PageText> bodies;
  } rows[] = {
      {"another thing",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "7"})"},
        {"GET /doors/{id}", R"({"id": "l1", "room": "hall", "level": 7})"}}},
      {"whole and fractional numbers",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": 7})"},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7.5}])"}}},
      {"null is no other type",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": null})"},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7}])"}}},
      {"a placeholder",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "<level>"})"},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7}])"}}},
      {"a member for anything",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "value": "7"})"},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "value": 7}])"}}},
      {"rows of several kinds",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "7"})"},
        {"GET /lamps",
         R"([{"id": "l1", "kind": "dim", "room": "hall", "level": 7}, {"id": "l2", "kind": "hue", "room": "hall", "level": "x"}])"}}},
      {"a moment that has not come",
       {{"GET /lamps/{id}", R"({"id": "l1", "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "lit_at": null})"},
        {"GET /lamps", R"([{"id": "l1", "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "lit_at": "2026-01-02T03:04:05Z"}])"}}},
      {"few members shared",
       {{"GET /lamps/{id}", R"({"id": "l1", "a": 1, "b": 1, "level": "7"})"},
        {"GET /lamps", R"([{"id": "l1", "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}])"}}},
      {"an error",
       {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "7"})", 404},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7}])"}}},
      {"a request",
       {{"PUT /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "7"})", 200, page::Part::kRequest},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7}])"}}},
      {"no operation",
       {{"", R"({"id": "l1", "room": "hall", "level": "7"})"},
        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7}])"}}},
  };
  for (const auto& row : rows) EXPECT_EQ(On(row.bodies), Strings{}) << row.what;
}

TEST(SampleType, MembersOfOneSlipAreOneFinding) {
  EXPECT_EQ(
      On({{"GET /lamps/{id}", R"({"id": "l1", "on": "true", "dim": "false", "base": {"id": "b", "flat": "true"}})"},
          {"GET /lamps", R"([{"id": "l1", "on": true, "dim": false, "base": {"id": "b", "flat": true}}])"}}),
      (Strings{"warning GET /lamps/{id} several: 3 members (dim, flat, on) are shown as boolean and as string"}));
}

TEST(SampleType, AnExpandedReferenceIsANote) {
  EXPECT_EQ(On({{"GET /lamps/{id}", R"({"id": "l1", "level": 7, "house": {"id": "h1"}})"},
                {"GET /lamps", R"([{"id": "l1", "level": 7, "house": "h1"}])"}}),
            (Strings{"note GET /lamps /*/house: house of lamp is shown as object and as string"}));
}

TEST(SampleType, ASchemaOfSeveralTypesMeansIt) {
  const std::string any_of = R"(openapi: 3.0.3
paths:
  /lamps/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: d, content: {application/json: {schema: {properties: {level: {oneOf: [{type: string}, {type: integer}]}}}}}}}
)";
  const std::vector<PageText> bodies = {{"GET /lamps/{id}", R"({"id": "l1", "room": "hall", "level": "7"})"},
                                        {"GET /lamps", R"([{"id": "l1", "room": "hall", "level": 7}])"}};
  EXPECT_EQ(On(bodies, any_of), Strings{});
}

// Null and a value of one thing in one state.
TEST(SampleType, NullWhereEverythingElseIsEqual) {
  const std::string same =
      R"("id": "p1", "email": "a@example.com", "plan": "gold", "city": "Ulm", "seats": 4, "updated_at": "2026-01-02T03:04:05Z")";
  const std::string other =
      R"("id": "p1", "email": "b@example.com", "plan": "tin", "city": "Bonn", "seats": 5, "updated_at": "2026-02-02T03:04:05Z")";
  EXPECT_EQ(
      On({{"GET /me/profile", "{" + same + R"(, "credit": "12.50"})"},
          {"GET /summary", R"({"profile": {)" + same + R"(, "credit": null}})"}}),
      (Strings{
          "warning GET /summary /profile/credit: credit of the same profile is null in one answer and has a value (string) in another"}));
  EXPECT_EQ(On({{"GET /me/profile", "{" + same + R"(, "credit": "12.50"})"},
                {"GET /summary", R"({"profile": {)" + other + R"(, "credit": null}})"}}),
            Strings{})
      << "another state";
  EXPECT_EQ(On({{"GET /me/profile", "{" + same + R"(, "credit": "12.50"})"},
                {"GET /summary", R"({"profile": {)" + same + "}}"}}),
            Strings{})
      << "absent is not null";
  EXPECT_EQ(On({{"GET /me/profile", "{" + same + R"(, "last_used": "2026-02-02T03:04:05Z"})"},
                {"GET /summary", R"({"profile": {)" + same + R"(, "last_used": null}})"}}),
            Strings{})
      << "a moment that had not come yet";
}

}  // namespace
}  // namespace plumbline::audit
