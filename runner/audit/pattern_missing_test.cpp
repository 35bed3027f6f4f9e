#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

constexpr const char* kPage =
    "# GET /kites/{id}\n\nOne kite.\n\n## Response fields\n\n| Field | Notes |\n|---|---|\n| `id` | Which one |\n| `price` | A string with 5 decimal places "
    "|\n\n```json 200\n{\"id\": \"k1\", \"price\": \"12.50000\"}\n```\n";

std::string Contract(const std::string& price) {
  return "openapi: 3.0.3\ninfo: {title: Kites, version: '1'}\npaths:\n  /kites/{id}:\n    get:\n      responses:\n        '200':\n          description: ok\n  "
         "        content:\n            application/json:\n"
         "              schema:\n                properties:\n                  id: {type: string}\n                  price: " +
         price + "\n";
}

TEST(PatternMissing, ThePageTellsDecimalsAndTheContractTakesAnyString) {
  EXPECT_EQ(SaidIn(kPatternMissing, kPage, Contract("{type: string}")), R"(
note pattern.missing: price has 5 decimal places by the page, and the contract takes any string
  identity acme | GET /kites/{id} |  | 
  contract /paths/~1kites~1{id}/get/responses/200/content/application~1json/schema/properties/price
  instance /price
  expected a pattern with 5 decimal places
  observed a string without pattern or format
  at guide.md:10:13:[A string with 5 decimal places] the page tells the decimal places
  at openapi.yaml:14:33:[string] any string
  likely The contract, which says less than the page.
)");
}

TEST(PatternMissing, WhatLimitsTheString) {
  for (const char* schema : {"{type: string, pattern: '^[0-9]+[.][0-9]{5}$'}", "{type: string, format: decimal}",
                             "{type: number}", "{type: string, enum: ['12.50000']}", "{}"}) {
    EXPECT_EQ(SaidIn(kPatternMissing, kPage, Contract(schema)), "") << schema;
  }
}

}  // namespace
}  // namespace plumbline::audit
