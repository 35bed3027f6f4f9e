#include <gtest/gtest.h>

#include "check/check_testing.h"

namespace plumbline::check {
namespace {

constexpr const char* kContract = R"(openapi: 3.0.3
paths:
  /accounts:
    get:
      operationId: get
      responses:
        "200":
          content:
            text/plain: {schema: {type: string}}
            application/xml: {}
            application/json:
              schema:
                type: object
                required: [id, rows]
                additionalProperties: false
                properties:
                  id: {type: string}
                  secret: {type: string, writeOnly: true}
                  rows: {type: array, items: {$ref: "#/components/schemas/Row"}}
        4XX:
          content: {application/json: {schema: {type: object, required: [error]}}}
components:
  schemas:
    Row:
      type: object
      properties:
        n: {type: integer}
        when: {type: string, format: date}
)";

std::string SaidOf(const http::Response& response, std::vector<std::pair<std::string, std::string>> samples = {}) {
  return Said(kSchema, {.contract = kContract, .response = response, .samples = std::move(samples)});
}

TEST(Schema, AcceptsABodyThatFits) {
  EXPECT_EQ(SaidOf(Json(200, R"({"id": "a", "rows": [{"n": 1, "when": "2026-01-31", "more": true}]})")), "");
  EXPECT_EQ(SaidOf(Json(404, R"({"error": "none"})")), "");
}

TEST(Schema, CannotJudgeWithoutASchemaOrJson) {
  EXPECT_EQ(SaidOf(Json(500, "{}")), "not applicable: the contract declares no 500 answer");
  EXPECT_EQ(SaidOf({200, {{"Content-Type", "application/xml"}}, "<a/>"}),
            "not applicable: the contract has no schema for application/xml of status 200");
  EXPECT_EQ(SaidOf({200, {{"Content-Type", "image/png"}}, "x"}),
            "not applicable: the contract has no schema for image/png of status 200");
  EXPECT_EQ(SaidOf({200, {}, "x"}), "not applicable: the contract has no schema for the body of status 200");
  EXPECT_EQ(SaidOf({200, {{"Content-Type", "text/plain"}}, "x"}),
            "not applicable: a body of type text/plain is not judged by a schema");
  EXPECT_EQ(SaidOf(Json(200, "{")), "not applicable: the body is no JSON: see response.content_type");
}

TEST(Schema, CannotDecideOfABodyThatNestsDeeperThanIsRead) {
  EXPECT_EQ(
      SaidOf(Json(200, std::string(401, '[') + std::string(401, ']'))),
      "undecided: the body is JSON beyond what Plumbline reads: nested deeper than 400 levels (response body:1:401)");
}

TEST(Schema, ShowsBothPlacesOfAWrongType) {
  EXPECT_EQ(SaidOf(Json(200, R"({"id": 7, "rows": []})")), R"(
error response.schema: id is not a string
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema/properties/id/type
  instance /id
  expected string
  observed integer 7
  at openapi.yaml:17:30:[string] the contract says string
  at response body:1:8:[7] observed integer 7
  likely The service or the contract; nothing documented tells which.
)");
}

TEST(Schema, EveryViolationIsAFinding) {
  EXPECT_EQ(SaidOf(Json(200, R"({"row": [], "id": "a"})")), R"(
error response.schema: the value lacks the required member 'rows' (did you mean 'row'?)
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema/required/1
  instance /rows
  expected 'rows'
  observed no such member
  at openapi.yaml:14:32:[rows] the contract says 'rows'
  at response body:1:1:[{"row": [], "id": "a"}] observed no such member
  likely The service or the contract; nothing documented tells which.

error response.schema: the value has the undeclared member 'row' (did you mean 'rows'?)
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema/additionalProperties
  instance /row
  expected no other members
  observed 'row'
  at openapi.yaml:15:39:[false] the contract says no other members
  at response body:1:2:["row"] observed 'row'
  likely The service or the contract; nothing documented tells which.
)");
}

TEST(Schema, RowsThatBreakAlikeAreOneFinding) {
  EXPECT_EQ(
      SaidOf(Json(
          200,
          "{\"id\": \"a\", \"rows\": [\n  {\"n\": 1.5},\n  {\"n\": 2},\n  {\"n\": \"3\"},\n  {\"n\": 4.5, \"when\": \"soon\"}]}")),
      R"(
error response.schema: rows[0].n is not an integer
  identity acme | GET /accounts | 200 | application/json
  contract /components/schemas/Row/properties/n/type
  instance /rows/*/n
  expected integer
  observed number 1.5
  at openapi.yaml:27:19:[integer] the contract says integer
  at response body:2:9:[1.5] observed number 1.5
  - reached by #/components/schemas/Row (openapi.yaml:19:53)
  - 2 further places of the body break it in the same way
  likely The service or the contract; nothing documented tells which.

error response.schema: rows[3].when is no date: the year needs four digits (character 1)
  identity acme | GET /accounts | 200 | application/json
  contract /components/schemas/Row/properties/when/format
  instance /rows/*/when
  expected date
  observed string "soon"
  at openapi.yaml:28:38:[date] the contract says date
  at response body:5:22:["soon"] observed string "soon"
  - reached by #/components/schemas/Row (openapi.yaml:19:53)
  likely The service or the contract; nothing documented tells which.
)");
}

TEST(Schema, TheDocumentedSampleTellsWhichSideIsWrong) {
  const auto likely = [](const std::string& sample) {
    const Outcome outcome = Apply(
        kSchema,
        {.contract = kContract, .response = Json(200, R"({"id": 7, "rows": []})"), .samples = {{"listing", sample}}});
    return outcome.findings.size() == 1 ? outcome.findings[0].likely : "not one finding";
  };
  EXPECT_EQ(likely(R"({"id": 8, "rows": []})"), "The schema: sample 'listing' and answer agree on integer.");
  EXPECT_EQ(likely(R"({"id": "a", "rows": []})"), "The answer: schema and sample 'listing' agree on string.");
  EXPECT_EQ(likely(R"({"rows": []})"), "The service or the contract; nothing documented tells which.");
}

TEST(Schema, TheShapeHoldsTheObservedKindButNoValue) {
  const auto shape = [](const std::string& id) {
    return Apply(kSchema, {.contract = kContract, .response = Json(200, R"({"rows": [], "id": )" + id + "}")})
        .findings.at(0)
        .shape;
  };
  EXPECT_EQ(shape("7"), shape("8"));
  EXPECT_NE(shape("7"), shape("null"));
  EXPECT_NE(shape("7"), shape("1.5"));
}

}  // namespace
}  // namespace plumbline::check
