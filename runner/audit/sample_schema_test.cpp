#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

constexpr const char* kContract = R"(openapi: 3.0.3
paths:
  /accounts:
    post:
      operationId: create
      requestBody:
        content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}, id: {type: string, readOnly: true}}}}}
      responses:
        2XX:
          content:
            application/json:
              schema:
                type: object
                required: [id, balance]
                properties: {id: {type: string}, balance: {type: number}, rows: {type: array, items: {type: object, properties: {n: {type: integer}}}}}
        "404": {description: no body}
)";

TEST(SampleSchema, ListsHowASampleDiffersFromTheContract) {
  EXPECT_EQ(Said(kSampleSchema, kContract,
                 {{.name = "created", .operation = "create", .json = "{\n  \"balance\": \"108.24\",\n  \"rows\": [{\"n\": 1}, {\"n\": 2.5, \"m\": 1}]\n}", .status = 201,
                   .page = "accounts, lines 40-44"}}),
            R"(
error sample.schema: the documented sample 'created' (accounts, lines 40-44) breaks its schema: it lacks 1 required member, has 1 undeclared member, has 2 wrong values
  identity acme | POST /accounts | 2XX | application/json
  contract /paths/~1accounts/post/responses/2XX/content/application~1json/schema
  instance created
  expected number
  observed string "108.24"
  at openapi.yaml:15:66:[number] the contract says number
  at created.json:2:14:["108.24"] observed string "108.24"
  - missing (1): id
  - not declared (1): rows[1].m
  - wrong: balance is not a number (expected number, observed string "108.24")
  - wrong: rows[1].n is not an integer (expected integer, observed number 2.5)
  likely The contract, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(SampleSchema, ASampleOfARequestIsJudgedAsARequest) {
  const auto request = [](const std::string& json) {
    return Said(kSampleSchema, kContract, {{.name = "sent", .operation = "create", .json = json, .part = contract::Direction::kRequest}});
  };
  EXPECT_EQ(request(R"({"name": "Anna"})"), "");
  EXPECT_EQ(request(R"({"name": "Anna", "colour": "red"})"), R"(
note sample.schema: the documented sample 'sent' fits its schema but has 1 undeclared member
  identity acme | POST /accounts |  | application/json
  contract /paths/~1accounts/post/requestBody/content/application~1json/schema
  instance sent
  expected declared members
  observed colour
  at openapi.yaml:7:38:[schema] the contract does not declare it
  at sent.json:1:18:["colour"] the documentation shows it
  - not declared (1): colour
  likely The contract, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(SampleSchema, WarnsOfASampleOfWhatTheContractDoesNotDeclare) {
  EXPECT_EQ(Said(kSampleSchema, kContract,
                 {{.name = "none", .operation = "create", .json = R"({"error": "none"})", .status = 404},
                  {.name = "busy", .operation = "create", .json = "[]", .status = 503}}),
            R"(
warning sample.schema: the documented sample 'none' shows an answer with status 404 of type application/json, for which the contract has no schema
  identity acme | POST /accounts | 404 | application/json
  contract 
  instance none
  expected a declared body
  observed answer with status 404
  at openapi.yaml:4:5:[post] the contract declares no such body
  at none.json:1:1:[{"error": "none"}] the documentation shows it
  likely The contract: it leaves out what the documentation shows.

warning sample.schema: the documented sample 'busy' shows an answer with status 503 of type application/json, for which the contract has no schema
  identity acme | POST /accounts | 503 | application/json
  contract 
  instance busy
  expected a declared body
  observed answer with status 503
  at openapi.yaml:4:5:[post] the contract declares no such body
  at busy.json:1:1:[[]] the documentation shows it
  likely The contract: it leaves out what the documentation shows.
)");
}

TEST(SampleSchema, FindsNothingWhereSamplesFit) {
  EXPECT_EQ(Said(kSampleSchema, kContract), "");
  EXPECT_EQ(Said(kSampleSchema, kContract,
                 {{.name = "a", .operation = "create", .json = R"({"id": "x", "balance": 1, "rows": []})", .status = 200},
                  {.name = "b", .operation = "create", .json = R"({"id": "<redacted>", "balance": 1.5, "rows": [{"n": 1}, {}]})", .status = 299}}),
            "");
}

}  // namespace
}  // namespace plumbline::audit
