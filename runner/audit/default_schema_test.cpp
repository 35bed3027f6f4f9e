#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string WithParameter(const std::string& schema) {
  return "openapi: 3.0.3\npaths:\n  /rows:\n    get:\n      operationId: rows\n      parameters:\n        - {name: limit, in: query, schema: " +
         schema + "}\n      responses: {'200': {description: d}}\n";
}

TEST(DefaultSchema, ADefaultOfAnotherTypeIsTold) {
  EXPECT_EQ(Said(kDefaultSchema, WithParameter("{type: integer, maximum: 100, default: '20'}")), R"(
error default.schema: the default breaks its schema: it has 1 wrong value
  identity acme | GET /rows |  | 
  contract /paths/~1rows/get/parameters/0/schema
  instance /limit
  expected integer
  observed string "20"
  at openapi.yaml:7:51:[integer] the contract says integer
  at openapi.yaml:7:83:['20'] observed string "20"
  - wrong: the value is not an integer (expected integer, observed string "20")
  likely The default: by the standard it must be of the type that its schema declares.
)");
}

TEST(DefaultSchema, WhatFitsIsSilent) {
  for (const char* schema :
       {"{type: integer, maximum: 100, default: 20}", "{type: string, enum: [a, b], default: a}",
        "{type: string, nullable: true, default: null}", "{type: object, properties: {a: {type: string}}, default: {}}",
        "{type: object, properties: {a: {type: string}}, default: {b: 1}}", "{default: 7}"}) {
    EXPECT_EQ(Said(kDefaultSchema, WithParameter(schema)), "") << schema;
  }
}

TEST(DefaultSchema, NullAndMissingMembersAreMilder) {
  const auto severity = [](const std::string& schema) {
    const auto found = Found(kDefaultSchema, WithParameter(schema));
    return found.size() == 1 ? std::string(finding::SeverityName(found[0].severity))
                             : std::to_string(found.size()) + " findings";
  };
  EXPECT_EQ(severity("{type: integer, default: null}"), "warning");
  EXPECT_EQ(severity("{type: object, required: [a], properties: {a: {type: string}}, default: {}}"), "note");
  EXPECT_EQ(severity("{type: string, enum: [a, b], default: c}"), "error");
  EXPECT_EQ(severity("{type: integer, maximum: 100, default: 500}"), "error");
}

}  // namespace
}  // namespace plumbline::audit
