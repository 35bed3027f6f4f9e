#include "contract/schema_set.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/folder_testing.h"

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

std::vector<schema::Violation> Violations(const ContractSchema& schema, const document::Document& instance) {
  return Judge(schema, instance.root).violations;
}

TEST(SchemaSet, HoldsEverySchemaByDirection) {
  const Contract contract = ParseContract("a.yaml", kContract);
  const SchemaSet schemas(contract);
  const Operation& operation = contract.operations.front();
  const ContractSchema request = schemas.For(*operation.request_body->content.front().schema, Direction::kRequest);
  const ContractSchema response =
      schemas.For(*operation.responses.front().content.front().schema, Direction::kResponse);
  const document::Document body = document::ParseJson("body", R"({"amount": 5})");
  EXPECT_EQ(Violations(request, body).size(), 0u);
  EXPECT_EQ(Violations(response, body).size(), 1u);
  const Node component = *Node(*contract.root).At(*JsonPointer::Parse("/components/schemas/Charge"));
  EXPECT_EQ(Violations(schemas.For(component, Direction::kResponse), body).size(), 1u);
}

// The problems of a contract with a component A, and B that refers to it.
std::string ProblemsOf(const std::string& schema) {
  const Contract contract =
      ParseContract("a.yaml", "openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas:\n    A: " + schema +
                                  "\n    B: {$ref: '#/components/schemas/A'}\n");
  const SchemaSet schemas(contract);
  std::string lines;
  for (const SchemaProblem& problem : schemas.problems())
    lines += problem.node.Fail(problem.message).what() + std::string("\n");
  return lines;
}

TEST(SchemaSet, TellsWhatCannotBeCompiledAndWhere) {
  EXPECT_EQ(ProblemsOf("{type: strin}"), "a.yaml:5:15: 'strin' is no JSON Schema type (did you mean 'string'?)\n");
  EXPECT_EQ(ProblemsOf("{properties: {b: {pattern: '('}}}"),
            "a.yaml:5:35: '(' is no regular expression: missing closing parenthesis at character 1\n");
  EXPECT_EQ(ProblemsOf("{minimum: 1, exclusiveMinimum: 2}"),
            "a.yaml:5:39: 'exclusiveMinimum' takes a boolean in this dialect, not integer 2\n");
  EXPECT_EQ(ProblemsOf("{$ref: '#/components/schemas/B'}"),
            "a.yaml:6:8: refers to itself without end: no instance could be judged\n");
  EXPECT_EQ(ProblemsOf("{allOf: [{$ref: '#/components/schemas/A'}]}"),
            "a.yaml:5:17: refers to itself without end: no instance could be judged\n");
  EXPECT_EQ(
      ProblemsOf("{type: [string, 'null'], maxLength: -1}"),
      "a.yaml:5:15: 'type' takes one type in OpenAPI 3.0, not a list\na.yaml:5:44: 'maxLength' takes a whole number from 0, not integer -1\n");
  EXPECT_EQ(ProblemsOf("{properties: {next: {$ref: '#/components/schemas/A'}}}"), "");
}

TEST(SchemaSet, OneBadSchemaHidesNothingElse) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}
components:
  schemas:
    A: {type: object, required: [id], properties: {id: {type: integer}, name: {$ref: '#/components/schemas/Name'}}}
    Name: {type: string, pattern: '('}
)");
  const SchemaSet schemas(contract);
  const ContractSchema answer =
      schemas.For(*contract.operations.front().responses.front().content.front().schema, Direction::kResponse);
  const auto said = [&](const char* body) {
    const schema::Judgement judgement = Judge(answer, document::ParseJson("body", body).root);
    std::string text;
    for (const schema::Violation& violation : judgement.violations)
      text += violation.instance_location.ToString() + ' ' + violation.message + '\n';
    return text + (judgement.problem.empty() ? "" : "undecided\n");
  };
  EXPECT_EQ(said(R"({"id": 1})"), "");
  EXPECT_EQ(said(R"({"id": "1"})"), "/id is not an integer\n");
  EXPECT_EQ(said(R"({"id": 1, "name": "x"})"), "undecided\n");
  EXPECT_EQ(said(R"({"id": "1", "name": "x"})"), "/id is not an integer\nundecided\n");
}

TEST(SchemaSet, KnowsEverySchemaObjectThatItReaches) {
  const Contract contract = ParseContract("a.yaml", kContract);
  const SchemaSet schemas(contract);
  const Node amount = *Node(*contract.root).At(*JsonPointer::Parse("/components/schemas/Charge/properties/amount"));
  EXPECT_EQ(Judge(schemas.For(amount, Direction::kRequest), document::Value::String("5")).violations.size(), 1u);
  EXPECT_TRUE(Judge(schemas.For(amount, Direction::kRequest), document::Value::Number(5)).fits());
  const Node no_schema = *Node(*contract.root).At(*JsonPointer::Parse("/paths"));
  EXPECT_EQ(Judge(schemas.For(no_schema, Direction::kRequest), document::Value::Null()).problem,
            "the schema at /paths is no part of what was compiled");
}

TEST(SchemaSet, ReadOnlyMembersAreNotAskedOfRequestsWhereverTheyAreDeclared) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.0.3
paths: {}
components:
  schemas:
    Base: {properties: {id: {type: string, readOnly: true}, secret: {type: string, writeOnly: true}}}
    Whole: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [id, secret]}]}
)");
  const SchemaSet schemas(contract);
  const Node whole = *Node(*contract.root).At(*JsonPointer::Parse("/components/schemas/Whole"));
  const auto missing = [&](Direction direction, const char* body) {
    std::string names;
    for (const schema::Violation& violation :
         Judge(schemas.For(whole, direction), document::ParseJson("body", body).root).violations)
      names += violation.member + ' ';
    return names;
  };
  EXPECT_EQ(missing(Direction::kRequest, "{}"), "secret ");
  EXPECT_EQ(missing(Direction::kResponse, "{}"), "id ");
  // "SHOULD NOT be sent" (3.0.3, 4.7.24.1) refuses nobody.
  EXPECT_EQ(missing(Direction::kRequest, R"({"id": "1", "secret": "s"})"), "");
}

TEST(SchemaSet, FollowsReferencesToOtherFiles) {
  const TestFolder folder(
      {{"an api/openapi.yaml", R"(openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: 'schemas/pet%20shop.yaml#/Pet'}}}
        '400': {$ref: 'answers.yaml#/Bad'}
)"},
       {"an api/schemas/pet shop.yaml",
        "Pet:\n  type: object\n  properties: {tag: {$ref: './tag.json'}, alias: {$ref: 'alias.json'}, worse: {$ref: '../answers.yaml#/Bad/content/text~1json/schema'}}\n"},
       {"an api/schemas/tag.json", R"({"type": "integer"})"},
       {"an api/answers.yaml", "Bad:\n  description: d\n  content: {text/json: {schema: {type: strin}}}\n"}});
  std::filesystem::create_symlink(folder.Path("an api/schemas/tag.json"), folder.Path("an api/schemas/alias.json"));
  const Contract contract = LoadContract(folder.Path("an api/openapi.yaml"));
  const SchemaSet schemas(contract);
  const std::string path = folder.Path("an api/");
  const ContractSchema pet =
      schemas.For(*contract.operations.front().responses.front().content.front().schema, Direction::kResponse);
  const schema::Judgement judgement =
      Judge(pet, document::ParseJson("body", R"({"tag": "x", "alias": "x", "worse": 1})").root);
  ASSERT_EQ(judgement.violations.size(), 2u);
  const Place place = QuoteContract(pet, judgement.violations.front());
  EXPECT_EQ(place.source, path + "schemas/tag.json");
  EXPECT_EQ(place.pointer, "/type");
  EXPECT_EQ(place.marked, "\"integer\"");
  EXPECT_EQ(judgement.doubt, schema::Doubt::kUncompiled);
  ASSERT_EQ(schemas.problems().size(), 1u);
  EXPECT_EQ(schemas.problems().front().node.Fail("").location().file, path + "answers.yaml");
}

TEST(QuoteContract, ShowsThePlaceThatIsBroken) {
  const Contract contract = ParseContract("a.yaml", kContract);
  const SchemaSet schemas(contract);
  const ContractSchema response =
      schemas.For(*contract.operations.front().responses.front().content.front().schema, Direction::kResponse);
  const document::Document body = document::ParseJson("response body", R"({"amount": 25.50, "amout": 1})");
  std::vector<std::string> lines;
  for (const schema::Violation& violation : Violations(response, body)) {
    for (const Place& place : {QuoteContract(response, violation), QuoteInstance(body, violation)}) {
      lines.push_back(place.source + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ' ' +
                      place.marked + " | " + place.note);
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
                       "type /amount number",
                   }));
}

TEST(QuoteInstance, MayLookBelowAPlace) {
  const document::Document file = document::ParseJson("a.json", R"({"body": {"a": [1, "x"]}})");
  const schema::Violation violation{.keyword = "type",
                                    .instance_location = *JsonPointer::Parse("/a/1"),
                                    .keyword_location = {},
                                    .schema_location = {},
                                    .detail_location = {},
                                    .message = "is not an integer",
                                    .expected = "integer",
                                    .observed = "string \"x\"",
                                    .member = ""};
  EXPECT_EQ(QuoteInstance(file, violation, *JsonPointer::Parse("/body")).pointer, "/body/a/1");
  EXPECT_EQ(ShapeOf(violation), "type /a/* string");
}

}  // namespace
}  // namespace plumbline::contract
