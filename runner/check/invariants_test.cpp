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
)";

constexpr const char* kExpect = R"(status: 200
invariants:
  - /in + /out == /total
  - /rows/*/n > 0
)";

std::string SaidOf(const http::Response& response, const std::string& expect = kExpect) {
  return Said(kInvariants, {.contract = kContract, .expect = expect, .response = response});
}

TEST(Invariants, AcceptsABodyThatKeepsThem) {
  EXPECT_EQ(SaidOf(Json(200, R"({"in": "17.26", "out": "90.98", "total": "108.24", "rows": [{"n": 1}]})")), "");
}

TEST(Invariants, CannotJudgeWithoutInvariantsStatusOrJson) {
  EXPECT_EQ(SaidOf(Json(200, "{}"), "{status: 200}"), "not applicable: the case has no invariants");
  EXPECT_EQ(SaidOf(Json(404, "{}")), "not applicable: the status is not the expected one");
  EXPECT_EQ(SaidOf(Json(200, "{")), "not applicable: the body is no JSON");
  EXPECT_EQ(SaidOf({200, {{"Content-Type", "text/plain"}}, "{}"}), "not applicable: the body is no JSON");
  EXPECT_EQ(SaidOf({200, {}, ""}), "not applicable: the body is no JSON");
}

TEST(Invariants, CannotDecideOfABodyThatNestsDeeperThanIsRead) {
  EXPECT_EQ(
      SaidOf(Json(200, std::string(401, '[') + std::string(401, ']'))),
      "undecided: the body is JSON beyond what Plumbline reads: nested deeper than 400 levels (response body:1:401)");
}

TEST(Invariants, EachBrokenOneIsAFindingWithItsFirstItem) {
  EXPECT_EQ(
      SaidOf(Json(
          200,
          "{\"in\": 1, \"out\": 2,\n \"total\": 4, \"rows\": [\n  {\"n\": 5},\n  {\"n\": 0},\n  {\"n\": -1},\n  {}]}")),
      R"(
error response.invariants: /in + /out == /total does not hold: the left side is 3, the right side 4
  identity acme | GET /accounts | 200 | application/json
  contract /in + /out == /total
  instance /in
  expected == 4
  observed 3
  at suite.yaml:3:5:[/in + /out == /total] the suite asks for this
  at response body:1:8:[1] observed 3
  likely The service, where the documented samples keep this invariant; else the suite.

error response.invariants: /rows/*/n > 0 does not hold: the left side is 0, the right side 0
  identity acme | GET /accounts | 200 | application/json
  contract /rows/*/n > 0
  instance /rows/*/n
  expected > 0
  observed 0
  at suite.yaml:4:5:[/rows/*/n > 0] the suite asks for this
  at response body:4:9:[0] observed 0
  - 2 further items break it too
  likely The service, where the documented samples keep this invariant; else the suite.
)");
}

TEST(Invariants, ABodyThatLacksAPlaceBreaksThem) {
  EXPECT_EQ(SaidOf(Json(200, R"({"in": 1, "total": 1, "rows": []})")), R"(
error response.invariants: /in + /out == /total does not hold: the body has no /out
  identity acme | GET /accounts | 200 | application/json
  contract /in + /out == /total
  instance /in
  expected a body for which the invariant can be computed
  observed the body has no /out
  at suite.yaml:3:5:[/in + /out == /total] the suite asks for this
  at response body:1:8:[1] observed the body has no /out
  likely The service, where the documented samples keep this invariant; else the suite.
)");
}

}  // namespace
}  // namespace plumbline::check
