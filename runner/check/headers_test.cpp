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
          description: ok
          headers:
            X-Total: {required: true, schema: {type: integer, minimum: 0}}
            X-Tags: {schema: {type: array, items: {type: string, enum: [a, b]}}}
            Retry-After: {$ref: "#/components/headers/Retry"}
            X-Free: {required: true}
        "204": {description: nothing}
components:
  headers:
    Retry: {schema: {type: integer}}
)";

std::string SaidOf(int status, const http::HeaderFields& headers) {
  return Said(kHeaders, {.contract = kContract, .response = {status, headers, ""}});
}

TEST(Headers, AcceptsWhatFitsAndIgnoresWhatIsNotDeclared) {
  EXPECT_EQ(
      SaidOf(200,
             {{"x-total", "3"}, {"X-Tags", "a,b"}, {"Retry-After", "120"}, {"X-Free", "anything"}, {"Server", "acme"}}),
      "");
  EXPECT_EQ(SaidOf(200, {{"X-Total", "0"}, {"X-Free", ""}}), "");
}

TEST(Headers, CannotJudgeWhereNoneIsDeclared) {
  EXPECT_EQ(SaidOf(500, {}), "not applicable: the contract declares no 500 answer");
  EXPECT_EQ(SaidOf(204, {}), "not applicable: the contract declares no header fields for status 204");
}

TEST(Headers, NamesEveryFieldThatIsMissingOrDoesNotFit) {
  EXPECT_EQ(SaidOf(200, {{"X-Total", "-1"}, {"X-Tags", "a,other"}, {"Retry-After", "soon"}}), R"(
error response.headers: the header field X-Total is less than 0
  identity acme | GET /accounts | 200 | 
  contract /paths/~1accounts/get/responses/200/headers/X-Total
  instance minimum
  expected >= 0
  observed integer -1
  at openapi.yaml:10:13:[X-Total] the contract says >= 0
  at response body:1:1:[] the answer: integer -1
  likely The service: the field is declared for this answer.

error response.headers: the header field X-Tags is not one of the allowed values
  identity acme | GET /accounts | 200 | 
  contract /paths/~1accounts/get/responses/200/headers/X-Tags
  instance enum
  expected one of "a", "b"
  observed string "other"
  at openapi.yaml:11:13:[X-Tags] the contract says one of "a", "b"
  at response body:1:1:[] the answer: string "other"
  likely The service: the field is declared for this answer.

error response.headers: the header field Retry-After is not an integer
  identity acme | GET /accounts | 200 | 
  contract /components/headers/Retry
  instance type
  expected integer
  observed string "soon"
  at openapi.yaml:17:5:[Retry] the contract says integer
  at response body:1:1:[] the answer: string "soon"
  likely The service: the field is declared for this answer.

error response.headers: lacks the required header field X-Free
  identity acme | GET /accounts | 200 | 
  contract /paths/~1accounts/get/responses/200/headers/X-Free
  instance missing
  expected X-Free
  observed no such field
  at openapi.yaml:13:13:[X-Free] the contract says X-Free
  at response body:1:1:[] the answer: no such field
  likely The service: the field is declared for this answer.
)");
}

}  // namespace
}  // namespace plumbline::check
