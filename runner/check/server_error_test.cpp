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
        5XX: {description: broken}
)";

std::string SaidOf(const http::Response& response, const std::string& expect = "{status: 200}") {
  return Said(kServerError, {.contract = kContract, .expect = expect, .response = response});
}

TEST(ServerError, FailsOnAStatusOf5XX) {
  EXPECT_EQ(SaidOf(Json(503, R"({"error": "overloaded"})")), R"(
error response.server_error: the service failed with 503 Service Unavailable
  identity acme | GET /accounts | 5XX | application/json
  contract 
  instance accounts/case
  expected no 5XX status
  observed 503
  at suite.yaml:1:10:[200] the suite expects this
  at response body:1:1:[] the answer with status 503
  likely The service: a request that the contract allows, or forbids, never justifies a 5XX answer.
)");
}

TEST(ServerError, NeedsNeitherBodyNorContentType) {
  EXPECT_EQ(SaidOf({500, {}, ""}), R"(
error response.server_error: the service failed with 500 Internal Server Error
  identity acme | GET /accounts | 5XX | 
  contract 
  instance accounts/case
  expected no 5XX status
  observed 500
  at suite.yaml:1:10:[200] the suite expects this
  at response body:1:1:[] the answer with status 500
  likely The service: a request that the contract allows, or forbids, never justifies a 5XX answer.
)");
}

TEST(ServerError, AcceptsEveryOtherStatus) {
  for (int status : {200, 301, 404, 499}) EXPECT_EQ(SaidOf(Json(status, "{}")), "") << status;
}

TEST(ServerError, AcceptsA5XXThatTheCaseExpects) {
  EXPECT_EQ(SaidOf(Json(503, "{}"), "{status: [200, 503]}"), "");
  EXPECT_EQ(SaidOf(Json(503, "{}"), "{status: 5XX}"), "");
}

}  // namespace
}  // namespace plumbline::check
