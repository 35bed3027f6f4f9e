#include "contract/schema_set.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace plumbline::contract {
namespace {

const char* const kContract = R"(openapi: 3.0.3
paths:
  /charges:
    post:
      operationId: makeCharge
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Charge'}}}
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/Charge'}}}
components:
  schemas:
    Charge:
      type: object
      required: [id, amount]
      additionalProperties: false
      properties:
        id: {type: string, readOnly: true}
        amount: {type: integer}
)";

std::vector<schema::Violation> Judge(const ContractSchema& schema, const document::Document& instance) { return schema::Evaluate(schema.program, instance.root); }

TEST(SchemaSet, HoldsEverySchemaByDirection) {
  const Contract contract = ParseContract("a.yaml", kContract);
  const SchemaSet schemas(contract);
  const Operation& operation = contract.operations.front();
  const ContractSchema& request = schemas.For(*operation.request_body->content.front().schema, Direction::kRequest);
  const ContractSchema& response = schemas.For(*operation.responses.front().content.front().schema, Direction::kResponse);
  const document::Document body = document::ParseJson("body", R"({"amount": 5})");
  EXPECT_EQ(Judge(request, body).size(), 0u);
  EXPECT_EQ(Judge(response, body).size(), 1u);
  const Node component = *Node(*contract.root).At(*JsonPointer::Parse("/components/schemas/Charge"));
  EXPECT_EQ(Judge(schemas.For(component, Direction::kResponse), body).size(), 1u);
}

TEST(SchemaSet, RefusesAContractWhoseSchemaCannotBeCompiled) {
  const auto error_of = [](const std::string& schema) -> std::string {
    try {
      SchemaSet(ParseContract("a.yaml", "openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas:\n    A: " + schema + "\n    B: {$ref: '#/components/schemas/A'}\n"));
      return "no error";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(error_of("{type: strin}"), "a.yaml:5:15: this schema cannot be compiled: 'strin' is no JSON Schema type (did you mean 'string'?)");
  EXPECT_EQ(error_of("{properties: {b: {pattern: '('}}}"), "a.yaml:5:35: this schema cannot be compiled: '(' is no regular expression: missing closing parenthesis at character 1");
  EXPECT_EQ(error_of("{minimum: x, exclusiveMinimum: true}"), "a.yaml:5:39: this schema cannot be compiled: 'exclusiveMinimum' takes a number, not string \"x\"");
  EXPECT_EQ(error_of("{$ref: '#/components/schemas/B'}"), "a.yaml:5:8: this schema cannot be compiled: refers to itself without end: no instance could be judged");
  EXPECT_EQ(error_of("{allOf: [{$ref: '#/components/schemas/A'}]}"), "a.yaml:5:17: this schema cannot be compiled: refers to itself without end: no instance could be judged");
  EXPECT_EQ(error_of("{properties: {next: {$ref: '#/components/schemas/A'}}}"), "no error");
}

TEST(QuoteContract, ShowsThePlaceThatIsBroken) {
  const Contract contract = ParseContract("a.yaml", kContract);
  const SchemaSet schemas(contract);
  const ContractSchema& response = schemas.For(*contract.operations.front().responses.front().content.front().schema, Direction::kResponse);
  const document::Document body = document::ParseJson("response body", R"({"amount": 25.50, "amout": 1})");
  std::vector<std::string> lines;
  for (const schema::Violation& violation : Judge(response, body)) {
    for (const Place& place : {QuoteContract(response, violation), QuoteInstance(body, violation)}) {
      lines.push_back(place.source + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ' ' + place.marked + " | " + place.note);
    }
    lines.push_back(ShapeOf(violation));
  }
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "a.yaml:16:18 id | the contract says 'id'",
                       R"(response body:1:1 {"amount": 25.50, "amout": 1} | observed no such member)",
                       "missing /id",
                       "a.yaml:17:29 false | the contract says no other members",
                       R"(response body:1:19 "amout" | observed 'amout')",
                       "extra /amout",
                       "a.yaml:20:24 integer | the contract says integer",
                       "response body:1:12 25.50 | observed number 25.50",
                       "type /amount",
                   }));
}

TEST(QuoteInstance, MayLookBelowAPlace) {
  const document::Document file = document::ParseJson("a.json", R"({"body": {"a": [1, "x"]}})");
  const schema::Violation violation{.keyword = "type", .instance_location = *JsonPointer::Parse("/a/1"), .keyword_location = {}, .schema_location = {}, .detail_location = {},
                                    .message = "is not an integer", .expected = "integer", .observed = "string \"x\"", .member = ""};
  EXPECT_EQ(QuoteInstance(file, violation, *JsonPointer::Parse("/body")).pointer, "/body/a/1");
  EXPECT_EQ(ShapeOf(violation), "type /a/*");
}

}  // namespace
}  // namespace plumbline::contract
