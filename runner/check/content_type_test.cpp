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
        "200": {description: ok, content: {application/json: {}, text/csv: {}}}
        "202": {description: later, content: {application/*: {}}}
        "204": {description: nothing}
    head:
      operationId: head
      responses:
        "200": {description: ok, content: {application/json: {}}}
)";

std::string SaidOf(const http::Response& response, const std::string& operation = "get") {
  return Said(kContentType, {.contract = kContract, .operation = operation, .response = response});
}

http::Response Typed(int status, const std::string& type, const std::string& body) {
  return {status, {{"content-type", type}}, body};
}

TEST(ContentType, AcceptsADeclaredTypeItsRangeAndNoBodyWhereNoneIsDeclared) {
  EXPECT_EQ(SaidOf(Typed(200, "application/json", "{}")), "");
  EXPECT_EQ(SaidOf(Typed(200, "Application/JSON; charset=utf-8", "{}")), "");
  EXPECT_EQ(SaidOf(Typed(200, "text/csv", "a,b")), "");
  EXPECT_EQ(SaidOf(Typed(202, "application/pdf", "%PDF")), "");
  EXPECT_EQ(SaidOf({204, {}, ""}), "");
}

TEST(ContentType, AsksNoBodyOfHead) { EXPECT_EQ(SaidOf({200, {}, ""}, "head"), ""); }

TEST(ContentType, CannotJudgeAStatusThatIsNotDeclared) {
  EXPECT_EQ(SaidOf(Typed(500, "text/html", "oops")), "not applicable: the contract declares no 500 answer");
}

TEST(ContentType, RefusesATypeThatIsNotDeclared) {
  EXPECT_EQ(SaidOf(Typed(200, "text/html; charset=utf-8", "<p>\n</p>")), R"(
error response.content_type: is of type text/html, which the contract does not declare
  identity acme | GET /accounts | 200 | text/html
  contract /paths/~1accounts/get/responses/200/content
  instance 
  expected application/json, text/csv
  observed text/html
  at openapi.yaml:7:34:[content] the contract says application/json, text/csv
  at response body:1:1:[] observed Content-Type: text/html
  likely The service: clients choose their parser by this field.
)");
}

TEST(ContentType, RefusesABodyWithoutAType) {
  EXPECT_EQ(SaidOf({200, {}, "{}"}), R"(
error response.content_type: has no Content-Type
  identity acme | GET /accounts | 200 | 
  contract /paths/~1accounts/get/responses/200/content
  instance 
  expected application/json, text/csv
  observed none
  at openapi.yaml:7:34:[content] the contract says application/json, text/csv
  at response body:1:1:[] observed no Content-Type
  likely The service: clients choose their parser by this field.
)");
}

TEST(ContentType, RefusesAnAnswerWithoutABody) {
  EXPECT_EQ(SaidOf({200, {}, ""}), R"(
error response.content_type: has no body
  identity acme | GET /accounts | 200 | 
  contract /paths/~1accounts/get/responses/200/content
  instance 
  expected application/json, text/csv
  observed none
  at openapi.yaml:7:34:[content] the contract says application/json, text/csv
  at response body:1:1:[] observed no Content-Type
  likely The service: clients choose their parser by this field.
)");
}

TEST(ContentType, WarnsOfABodyWhereNoneIsDeclared) {
  EXPECT_EQ(SaidOf(Typed(204, "text/plain", "done")), R"(
warning response.content_type: has a body of type text/plain, where the contract declares none
  identity acme | GET /accounts | 204 | text/plain
  contract /paths/~1accounts/get/responses/204
  instance 
  expected no content
  observed text/plain
  at openapi.yaml:9:9:["204"] the contract says no content
  at response body:1:1:[] observed this body
  likely The contract: a body that is sent is meant to be read.
)");
}

TEST(ContentType, ShowsWhereABodyIsNoJson) {
  EXPECT_EQ(SaidOf(Typed(200, "application/json", "{\n \"ü\": tru }")), R"(
error response.content_type: says it is JSON, and is not: unexpected 't' where a value is expected
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content
  instance not-json
  expected JSON, as Content-Type says
  observed unexpected 't' where a value is expected
  at openapi.yaml:7:34:[content] the contract says JSON, as Content-Type says
  at response body:2:7:[t] unexpected 't' where a value is expected
  likely The service: the body does not parse.
)");
}

}  // namespace
}  // namespace plumbline::check
