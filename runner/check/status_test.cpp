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
        "200": {description: ok}
        "404": {description: none}
)";

std::string SaidOf(int status, const std::string& expect) {
  return Said(kStatus, {.contract = kContract, .expect = expect, .response = Json(status, "{}")});
}

TEST(Status, AcceptsWhatTheCaseExpects) {
  EXPECT_EQ(SaidOf(200, "{status: 200}"), "");
  EXPECT_EQ(SaidOf(404, "{status: [200, 404]}"), "");
  EXPECT_EQ(SaidOf(418, "{status: 4XX}"), "");
}

TEST(Status, RefusesAnotherStatusThatTheContractDeclares) {
  EXPECT_EQ(SaidOf(404, "{status: [200, 201]}"), R"(
error response.status: answered 404 Not Found, where 200 or 201 is expected
  identity acme | GET /accounts | 404 | application/json
  contract 
  instance accounts/case
  expected 200 or 201
  observed 404
  at suite.yaml:1:10:[[200, 201]] the suite expects this
  at response body:1:1:[] the answer with status 404
  likely The service or the suite: the contract declares both kinds of answer, and the case says which one this request gets.
)");
}

TEST(Status, RefusesAStatusThatTheContractDoesNotKnow) {
  EXPECT_EQ(SaidOf(409, "{status: 2XX}"), R"(
error response.status: answered 409 Conflict, where 2XX is expected
  identity acme | GET /accounts | 409 | application/json
  contract 
  instance accounts/case
  expected 2XX
  observed 409
  at suite.yaml:1:10:[2XX] the suite expects this
  at response body:1:1:[] the answer with status 409
  likely The service, or the suite: the contract does not declare this status either.
)");
}

}  // namespace
}  // namespace plumbline::check
