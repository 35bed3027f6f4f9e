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
                 {{.name = "created",
                   .operation = "create",
                   .json = "{\n  \"balance\": \"108.24\",\n  \"rows\": [{\"n\": 1}, {\"n\": 2.5, \"m\": 1}]\n}",
                   .status = 201,
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
    return Said(kSampleSchema, kContract,
                {{.name = "sent", .operation = "create", .json = json, .part = contract::Direction::kRequest}});
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
  EXPECT_EQ(
      Said(kSampleSchema, kContract,
           {{.name = "a", .operation = "create", .json = R"({"id": "x", "balance": 1, "rows": []})", .status = 200},
            {.name = "b",
             .operation = "create",
             .json = R"({"id": "<redacted>", "balance": 1.5, "rows": [{"n": 1}, {}]})",
             .status = 299}}),
      "");
}

constexpr const char* kKite = R"(openapi: 3.0.3
paths:
  /kites/{id}:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [id, price]
                properties:
                  id: {type: string}
                  price: {type: integer}
)";

std::string KitePage(const std::string& sample, const std::string& info = "json 200") {
  return "## GET /kites/{id}\n\n### Response\n\n```" + info + "\n" + sample + "\n```\n";
}

TEST(SampleSchema, APageShowsAWrongType) {
  EXPECT_EQ(SaidIn(kSampleSchema, KitePage(R"({"id": "k1", "price": "7"})"), kKite), R"(
error sample.schema: the sample at guide.md:6 breaks its schema: it has 1 wrong value
  identity acme | GET /kites/{id} | 200 | application/json
  contract /paths/~1kites~1{id}/get/responses/200/content/application~1json/schema
  instance guide.md a0fd80c0
  expected integer
  observed string "7"
  at openapi.yaml:15:33:[integer] the contract says integer
  at guide.md:6:23:["7"] observed string "7"
  - wrong: price is not an integer (expected integer, observed string "7")
  likely The contract, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(SampleSchema, APageShowsAnAnswerThatTheContractLacks) {
  EXPECT_EQ(SaidIn(kSampleSchema, KitePage(R"({"id": "k1"})", "json 202"), kKite), R"(
warning sample.schema: the sample at guide.md:6 shows an answer with status 202 of type application/json, for which the contract has no schema
  identity acme | GET /kites/{id} | 202 | application/json
  contract 
  instance guide.md
  expected a declared body
  observed answer with status 202
  at openapi.yaml:4:5:[get] the contract declares no such body
  at guide.md:6:1:[{"id": "k1"}] the documentation shows it
  likely The contract: it leaves out what the documentation shows.
)");
}

TEST(SampleSchema, WhatAPageMayShow) {
  EXPECT_EQ(SaidIn(kSampleSchema, KitePage(R"({"id": "k1", "price": 7})"), kKite), "");
  EXPECT_EQ(SaidIn(kSampleSchema, KitePage(R"({"id": "k1", "price": 7, "colour": "red"})"), kKite), "")
      << "more than is declared: the list of fields speaks of it";
  EXPECT_EQ(SaidIn(kSampleSchema, KitePage("{\"id\": \"k1\", ...}"), kKite), "") << "shortened";
  EXPECT_EQ(SaidIn(kSampleSchema, KitePage(R"({"error": "no such kite"})", "json 404"), kKite), "")
      << "status.undeclared speaks of it";
  EXPECT_EQ(SaidIn(kSampleSchema, "## GET /boats/{id}\n\n```json 200\n{\"id\": 7}\n```\n", kKite), "")
      << "an operation that the contract does not know";
}

// A page does not always say what a sample is: one that lacks more than it has is of something else, unless its status
// is told.
TEST(SampleSchema, ASampleOfAPageThatLacksMoreThanItHasIsSomethingElse) {
  constexpr const char* kPatch = R"(openapi: 3.0.3
paths:
  /kites/{id}:
    patch:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: d, content: {application/json: {schema: {type: object, required: [id, mast, sail], properties: {id: {type: string}, mast: {type: string}, sail: {type: string}}}}}}}
)";
  const auto found = [&](const std::string& before, const std::string& json) {
    const contract::Vendor vendor =
        VendorOf({{"guide.md", "## PATCH /kites/{id}\n\n" + before + "\n\n```json\n" + json + "\n```\n"}}, kPatch);
    return kSampleSchema.run(Subject(vendor)).size();
  };
  EXPECT_EQ(found("Like this", R"({"sail": "red"})"), 0u);
  EXPECT_EQ(found("Response `200`:", R"({"sail": "red"})"), 1u);
  EXPECT_EQ(found("Like this", R"({"id": "k", "sail": "red"})"), 1u);
}

}  // namespace
}  // namespace plumbline::audit
