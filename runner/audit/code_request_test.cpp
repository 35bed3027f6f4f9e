#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Contract(const std::string& code, const std::string& keyword = "x-codeSamples",
                     const std::string& lang = "lang", const std::string& source = "source") {
  return R"(openapi: 3.0.3
info: {title: Kites, version: '1'}
paths:
  /kites/{id}/flights:
    post:
      )" +
         keyword + ":\n        - " + lang + ": curl\n          " + source + ": |\n            " + code + R"(
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [place]
              properties: {place: {type: string}, wind: {type: number}}
      responses:
        '201': {description: ok}
)";
}

TEST(CodeRequest, AnotherPath) {
  EXPECT_EQ(Said(kCodeRequest, Contract("curl -X POST https://api.kites.example/v1/kite/k1/flights")), R"(
error code.request: the code asks /v1/kite/k1/flights, and the operation that it stands at is /kites/{id}/flights
  identity acme | POST /kites/{id}/flights |  | 
  contract /paths/~1kites~1{id}~1flights/post/x-codeSamples/0/source
  instance path
  expected /kites/{id}/flights
  observed /v1/kite/k1/flights
  at openapi.yaml:5:5:[post] the operation POST /kites/{id}/flights
  at openapi.yaml:9:26:[https://api.kites.example/v1/kite/k1/flights] the code asks this
  likely The code: the contract declares the path.
)");
}

TEST(CodeRequest, AnotherMethod) {
  EXPECT_EQ(
      Lines(Found(kCodeRequest, Contract("curl -X PUT https://api.kites.example/v1/kites/k1/flights"))),
      std::vector<std::string>{
          "error POST /kites/{id}/flights method: the code sends PUT, and the operation that it stands at is POST /kites/{id}/flights"});
}

TEST(CodeRequest, ABodyThatBreaksTheSchema) {
  EXPECT_EQ(
      Said(kCodeRequest,
           Contract(
               R"(curl -X POST https://api.kites.example/kites/k1/flights -d '{"plaec": "Graz", "wind": "strong"}')",
               "x-code-samples")),
      R"(
error code.request: the body that the code sends breaks its schema: it lacks 1 required member, has 1 undeclared member, has 1 wrong value
  identity acme | POST /kites/{id}/flights |  | 
  contract /paths/~1kites~1{id}~1flights/post/x-code-samples/0/source
  instance body
  expected number
  observed string "strong"
  at openapi.yaml:16:64:[number] the contract says number
  at openapi.yaml:9:99:["strong"] observed string "strong"
  - missing (1): place
  - not declared (1): plaec
  - wrong: wind is not a number (expected number, observed string "strong")
  likely The code: the schema of the request stands beside it.
)");
}

TEST(CodeRequest, CommandsThatFit) {
  for (const char* code :
       {R"(curl -X POST https://api.kites.example/v1/kites/k1/flights -d '{"place": "Graz"}')",
        "curl -X POST https://api.kites.example/kites/$KITE/flights", "curl -X POST \"$URL\"",
        "curl https://api.kites.example/token && curl -X POST https://api.kites.example/kites/k1/flights",
        R"(curl -X POST https://api.kites.example/kites/k1/flights -d '{"place": "<place>", ...}')",
        "requests.post(base + '/flights')"}) {
    EXPECT_EQ(Said(kCodeRequest, Contract(code)), "") << code;
  }
}

}  // namespace
}  // namespace plumbline::audit
