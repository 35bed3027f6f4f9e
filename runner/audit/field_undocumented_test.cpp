#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sample, const std::string& heading = "Response fields",
                 const std::string& words = "") {
  return "## GET /kites/{id}\n\n### Response\n\n```json\n" + sample + "\n```\n\n### " + heading +
         "\n\n| Field | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `price` | integer | In cents |\n| `colour` | string | A colour |\n" +
         words;
}

TEST(FieldUndocumented, AMemberThatTheListLeavesOut) {
  EXPECT_EQ(SaidIn(kFieldUndocumented, Page(R"({"id": "k1", "price": 7, "colour": "red", "owner": "u1"})")), R"(
warning field.undocumented: the sample at guide.md:6 shows 1 member that the list of fields leaves out: owner
  identity acme | GET /kites/{id} |  | 
  contract 
  instance  response
  expected every member of the sample in the list
  observed owner
  at guide.md:13:4:[id] the list begins
  at guide.md:6:43:["owner"] not in the list
  likely The list, which leaves out what the sample shows.
)");
}

TEST(FieldUndocumented, TheContractDeclaresIt) {
  EXPECT_EQ(
      SaidIn(kFieldUndocumented, Page(R"({"id": "k1", "price": 7, "colour": "red", "owner": "u1"})"), R"(openapi: 3.0.3
paths:
  /kites/{id}:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                properties:
                  owner: {type: string}
)"),
      R"(
warning field.undocumented: the sample at guide.md:6 shows 1 member that the list of fields leaves out: owner
  identity acme | GET /kites/{id} |  | 
  contract 
  instance  response
  expected every member of the sample in the list
  observed owner
  at guide.md:13:4:[id] the list begins
  at guide.md:6:43:["owner"] not in the list
  at openapi.yaml:12:19:[owner] the contract declares it
  likely The list: sample and contract agree.
)");
}

TEST(FieldUndocumented, WhatMayBeLeftOut) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"nothing is", Page(R"({"id": "k1", "price": 7, "colour": "red"})")},
      {"a list that calls itself a selection",
       Page(R"({"id": "k1", "price": 7, "colour": "red", "owner": "u1"})", "Key response fields")},
      {"a list of a part", Page(R"({"id": "k1", "price": 7, "colour": "red", "owner": "u1", "a": 1, "b": 2})")},
      {"a sentence tells of it", Page(R"({"id": "k1", "price": 7, "colour": "red", "owner": "u1"})", "Response fields",
                                      "\nThe `owner` is whoever bought the kite.\n")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kFieldUndocumented, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
