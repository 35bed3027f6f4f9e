#include <gtest/gtest.h>

#include "check/check_testing.h"

namespace plumbline::check {
namespace {

std::string SaidOf(const std::string& responses, int status, const std::string& expect = "{status: 200}") {
  return Said(kDeclared,
              {.contract = "openapi: 3.0.3\npaths:\n  /accounts:\n    get:\n      operationId: get\n      responses: " +
                           responses + "\n",
               .expect = expect,
               .response = Json(status, "{}")});
}

TEST(Declared, AcceptsTheStatusItsRangeAndDefault) {
  EXPECT_EQ(SaidOf(R"({"200": {description: ok}})", 200), "");
  EXPECT_EQ(SaidOf(R"({4XX: {description: no}})", 422), "");
  EXPECT_EQ(SaidOf(R"({default: {description: any}})", 599), "");
}

TEST(Declared, WarnsOfAStatusThatNobodyKnows) {
  EXPECT_EQ(SaidOf(R"({"200": {description: ok}, 4XX: {description: no}})", 302), R"(
warning response.declared: answered 302 Found, which the contract does not declare
  identity acme | GET /accounts | 302 | 
  contract /paths/~1accounts/get/responses
  instance 
  expected 200, 4XX
  observed 302
  at openapi.yaml:6:7:[responses] the contract declares 200, 4XX
  at suite.yaml:1:10:[200] observed 302 for this case
  likely The service or the contract: neither the contract nor the case knows this status.
)");
}

TEST(Declared, BlamesTheContractWhereTheCaseExpectsTheStatus) {
  EXPECT_EQ(SaidOf("{}", 404, "{status: 404}"), R"(
warning response.declared: answered 404 Not Found, which the contract does not declare
  identity acme | GET /accounts | 404 | 
  contract /paths/~1accounts/get/responses
  instance 
  expected a declared status
  observed 404
  at openapi.yaml:6:7:[responses] the contract declares none
  at suite.yaml:1:10:[404] observed 404 for this case
  likely The contract: the case expects this status, so it is documented elsewhere, and clients made from the contract do not know it.
)");
}

}  // namespace
}  // namespace plumbline::check
