#include "suite/request.h"

#include <gtest/gtest.h>

#include "base/base64.h"

namespace plumbline::suite {
namespace {

using document::Value;

Value Json(const std::string& text) { return document::ParseJson("value", text).root; }

Variables NoVariables() { return Variables(*ParseDate("2026-03-01")); }

// The request as it goes over the wire; "missing <name>" where there is none.
std::string Sent(const Case& test, const contract::Contract& contract, const Secrets& secrets = {},
                 const Variables& variables = NoVariables()) {
  std::string missing;
  const auto request = BuildRequest(test, contract, variables, secrets, missing);
  if (!request) return "missing " + missing;
  std::string text = request->method + ' ' + request->target + '\n';
  for (const http::HeaderField& field : request->headers) text += field.name + ": " + field.value + '\n';
  return request->body ? text + '\n' + *request->body : text;
}

Case CaseFor(const contract::Contract& contract, std::string_view operation) {
  Case test;
  test.operation = contract.FindOperation(operation);
  return test;
}

const contract::Parameter& Parameter(const contract::Contract& contract, std::string_view operation,
                                     std::string_view name) {
  for (const contract::Parameter& parameter : contract.FindOperation(operation)->parameters) {
    if (parameter.name == name) return parameter;
  }
  throw Error("no parameter " + std::string(name));
}

contract::Contract SecuredBy(const std::string& security) {
  return contract::ParseContract("openapi.yaml", R"(
openapi: 3.0.3
paths:
  /:
    get:
      operationId: get
      security: )" + security + R"(
      responses: {}
components:
  securitySchemes:
    header: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: "api key"}
    cookie: {type: apiKey, in: cookie, name: sid}
    basic: {type: http, scheme: Basic}
    bearer: {type: http, scheme: bearer}
    oauth: {type: oauth2, flows: {}}
)");
}

TEST(BuildRequest, InvalidCredentialsNeedNoSecret) {
  const contract::Contract contract = SecuredBy("[{header: []}]");
  Case test = CaseFor(contract, "get");
  test.credentials = Credentials::kInvalid;
  EXPECT_EQ(Sent(test, contract), "GET /\nX-Key: plumbline-invalid-credential\nAccept: application/json\n");
}

TEST(BuildRequest, SendsTheCredentialWhereTheSchemeSays) {
  struct Row {
    const char* scheme;
    const char* secret;
    const char* sent;
  };
  const Row rows[] = {
      {"header", "s3cret", "GET /\nX-Key: s3cret\nAccept: application/json\n"},
      {"query", "a&b", "GET /?api%20key=a%26b\nAccept: application/json\n"},
      {"cookie", "s3cret", "GET /\nAccept: application/json\nCookie: sid=s3cret\n"},
      {"basic", "user:pass", "GET /\nAuthorization: Basic dXNlcjpwYXNz\nAccept: application/json\n"},
      {"bearer", "t0ken", "GET /\nAuthorization: Bearer t0ken\nAccept: application/json\n"},
      {"oauth", "t0ken", "GET /\nAuthorization: Bearer t0ken\nAccept: application/json\n"},
  };
  for (const Row& row : rows) {
    const auto contract = SecuredBy(std::string("[{") + row.scheme + ": []}]");
    EXPECT_EQ(Sent(CaseFor(contract, "get"), contract, {{row.scheme, row.secret}}), row.sent) << row.scheme;
  }
}

TEST(BuildRequest, SendsTheFirstRequirementThatTheSecretsFulfil) {
  const Secrets both = {{"header", "h"}, {"cookie", "c"}}, header = {{"header", "h"}}, cookie = {{"cookie", "c"}};
  struct Row {
    const char* security;
    Secrets secrets;
    const char* sent;
  };
  const Row rows[] = {
      {"[{header: [], cookie: []}]", both, "GET /\nX-Key: h\nAccept: application/json\nCookie: sid=c\n"},
      {"[{header: [], cookie: []}]", header, "GET /\nAccept: application/json\n"},
      {"[{header: []}, {cookie: []}]", both, "GET /\nX-Key: h\nAccept: application/json\n"},
      {"[{header: []}, {cookie: []}]", cookie, "GET /\nAccept: application/json\nCookie: sid=c\n"},
      {"[{header: [], cookie: []}, {cookie: []}]", cookie, "GET /\nAccept: application/json\nCookie: sid=c\n"},
      {"[{header: []}, {}]", {}, "GET /\nAccept: application/json\n"},
      {"[]", both, "GET /\nAccept: application/json\n"},
  };
  for (const Row& row : rows) {
    const auto contract = SecuredBy(row.security);
    EXPECT_EQ(Sent(CaseFor(contract, "get"), contract, row.secrets), row.sent) << row.security;
  }
}

TEST(BuildRequest, LeavesCredentialsOutOrSendsWrongOnes) {
  const auto contract = SecuredBy("[{header: [], basic: []}]");
  const Secrets secrets = {{"header", "h"}, {"basic", "user:pass"}};
  Case test = CaseFor(contract, "get");
  test.credentials = Credentials::kNone;
  EXPECT_EQ(Sent(test, contract, secrets), "GET /\nAccept: application/json\n");
  test.credentials = Credentials::kInvalid;
  EXPECT_EQ(Sent(test, contract, secrets), "GET /\nX-Key: plumbline-invalid-credential\nAuthorization: Basic " +
                                               Base64Encode("plumbline-invalid-credential") +
                                               "\nAccept: application/json\n");
}

contract::Contract WithParameters() {
  return contract::ParseContract("openapi.yaml", R"(
openapi: 3.0.3
paths:
  /items/{id}/parts/{part}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: part, in: path, required: true, schema: {type: integer}}
      - {name: tag, in: query, schema: {type: array, items: {type: string}}}
      - {name: csv, in: query, explode: false, schema: {type: array, items: {type: string}}}
      - {name: filter, in: query, style: deepObject, schema: {type: object}}
      - {name: where, in: query, content: {application/json: {schema: {type: object}}}}
      - {name: X-Trace, in: header, schema: {type: string}}
      - {name: lang, in: cookie, schema: {type: string}}
      - {name: theme, in: cookie, schema: {type: string}}
    get: {operationId: get, responses: {}}
    post:
      operationId: post
      requestBody: {content: {application/json: {}, text/plain: {}}}
      responses: {}
)");
}

TEST(BuildRequest, PutsEveryParameterInItsPlace) {
  const auto contract = WithParameters();
  struct Row {
    const char* name;
    const char* value;
    const char* sent;
  };
  const Row rows[] = {
      {"id", R"("a/b ü")", "GET /items/a%2Fb%20%C3%BC/parts/\nAccept: application/json\n"},
      {"part", "7", "GET /items//parts/7\nAccept: application/json\n"},
      {"tag", R"(["a b", "c&d"])", "GET /items//parts/?tag=a%20b&tag=c%26d\nAccept: application/json\n"},
      {"csv", R"(["a", "b"])", "GET /items//parts/?csv=a,b\nAccept: application/json\n"},
      {"filter", R"({"from": "2026-01-01", "n": 1})",
       "GET /items//parts/?filter%5Bfrom%5D=2026-01-01&filter%5Bn%5D=1\nAccept: application/json\n"},
      {"where", R"({"a": 1})", "GET /items//parts/?where=%7B%22a%22%3A1%7D\nAccept: application/json\n"},
      {"X-Trace", R"("t 1")", "GET /items//parts/\nX-Trace: t 1\nAccept: application/json\n"},
      {"lang", R"("en")", "GET /items//parts/\nAccept: application/json\nCookie: lang=en\n"},
  };
  for (const Row& row : rows) {
    Case test = CaseFor(contract, "get");
    test.parameters = {{&Parameter(contract, "get", row.name), Json(row.value)}};
    EXPECT_EQ(Sent(test, contract), row.sent) << row.name;
  }
}

TEST(BuildRequest, KeepsTheOrderOfTheCase) {
  const auto contract = WithParameters();
  const auto parameter = [&](std::string_view name) { return &Parameter(contract, "get", name); };
  Case test = CaseFor(contract, "get");
  test.parameters = {{parameter("theme"), Json(R"("dark")")}, {parameter("part"), Json("2")},
                     {parameter("csv"), Json(R"(["x"])")},    {parameter("lang"), Json(R"("en")")},
                     {parameter("id"), Json(R"("i-1")")},     {parameter("tag"), Json(R"(["y"])")}};
  test.headers = {{"X-Further", "1"}, {"Accept", "text/csv"}};
  EXPECT_EQ(Sent(test, contract),
            "GET /items/i-1/parts/2?csv=x&tag=y\nX-Further: 1\nAccept: text/csv\nCookie: theme=dark; lang=en\n");
}

TEST(BuildRequest, SendsTheBodyByItsContentType) {
  const auto contract = WithParameters();
  struct Row {
    const char* content_type;
    const char* body;
    const char* sent;
  };
  const Row rows[] = {
      {"application/json", R"({"a": 1.50})", "Content-Type: application/json\n\n{\n  \"a\": 1.50\n}"},
      {"application/json", R"("text")", "Content-Type: application/json\n\n\"text\""},
      {"application/json", "null", "Content-Type: application/json\n\nnull"},
      {"application/merge-patch+json", "{}", "Content-Type: application/merge-patch+json\n\n{}"},
      {"text/plain", R"("a \"b\"")", "Content-Type: text/plain\n\na \"b\""},
  };
  for (const Row& row : rows) {
    Case test = CaseFor(contract, "post");
    test.body = Json(row.body);
    test.content_type = row.content_type;
    EXPECT_EQ(Sent(test, contract), std::string("POST /items//parts/\nAccept: application/json\n") + row.sent)
        << row.content_type;
  }
}

TEST(BuildRequest, AHeaderOfTheCaseOverrulesTheContentType) {
  const auto contract = WithParameters();
  Case test = CaseFor(contract, "post");
  test.body = Json("{}");
  test.content_type = "application/json";
  test.headers = {{"content-type", "text/xml"}};
  EXPECT_EQ(Sent(test, contract), "POST /items//parts/\ncontent-type: text/xml\nAccept: application/json\n\n{}");
}

TEST(BuildRequest, FillsVariablesInEveryPart) {
  const auto contract = WithParameters();
  Variables variables = NoVariables();
  variables.Set("id", Json(R"("i/1")"));
  variables.Set("n", Json("5"));
  variables.Set("open", Json("true"));
  Case test = CaseFor(contract, "post");
  test.parameters = {{&Parameter(contract, "post", "id"), Json(R"("${id}")")},
                     {&Parameter(contract, "post", "tag"), Json(R"(["${today}", "x${n}"])")}};
  test.headers = {{"X-N", "n ${n}"}, {"X-Open", "${open}"}};
  test.body = Json(R"({"id": "${id}", "n": "${n}", "text": "n=${n}"})");
  test.content_type = "application/json";
  EXPECT_EQ(Sent(test, contract, {}, variables), R"(POST /items/i%2F1/parts/?tag=2026-03-01&tag=x5
X-N: n 5
X-Open: true
Accept: application/json
Content-Type: application/json

{
  "id": "i/1",
  "n": 5,
  "text": "n=5"
})");
}

TEST(BuildRequest, NamesTheVariableThatHasNoValue) {
  const auto contract = WithParameters();
  Case parameter = CaseFor(contract, "post"), header = parameter, body = parameter;
  parameter.parameters = {{&Parameter(contract, "post", "id"), Json(R"("${one}")")}};
  header.headers = {{"X-N", "${two}"}};
  body.body = Json(R"({"a": "${three}"})");
  EXPECT_EQ(Sent(parameter, contract), "missing one");
  EXPECT_EQ(Sent(header, contract), "missing two");
  EXPECT_EQ(Sent(body, contract), "missing three");
}

TEST(BuildScript, FillsVariablesInBodyMembersAndHeaders) {
  Variables variables = NoVariables();
  variables.Set("id", Json(R"("i-1")"));
  Case test;
  test.mock.status = 201;
  test.mock.sample = "created";
  test.mock.headers = {{"Location", "/items/${id}"}};
  test.mock.body = Json(R"({"id": "${id}"})");
  test.mock.set = {{*JsonPointer::Parse("/day"), Json(R"("${today}")")}};
  test.mock.remove = {*JsonPointer::Parse("/gone")};
  std::string missing;
  const auto script = BuildScript(test, variables, missing);
  ASSERT_TRUE(script) << missing;
  EXPECT_EQ(script->status, 201);
  EXPECT_EQ(script->sample, "created");
  EXPECT_EQ(script->headers, (http::HeaderFields{{"Location", "/items/i-1"}}));
  EXPECT_EQ(document::WriteJson(*script->body, 0), R"({"id":"i-1"})");
  ASSERT_EQ(script->set.size(), 1u);
  EXPECT_EQ(script->set[0].first.ToString(), "/day");
  EXPECT_EQ(script->set[0].second.text, "2026-03-01");
  EXPECT_EQ(script->remove, (std::vector<JsonPointer>{*JsonPointer::Parse("/gone")}));
}

TEST(BuildScript, NamesTheVariableThatHasNoValue) {
  Case body, set, header;
  body.mock.body = Json(R"("${one}")");
  set.mock.set = {{JsonPointer(), Json(R"("${two}")")}};
  header.mock.headers = {{"X", "${three}"}};
  std::string missing;
  EXPECT_FALSE(BuildScript(body, NoVariables(), missing));
  EXPECT_EQ(missing, "one");
  EXPECT_FALSE(BuildScript(set, NoVariables(), missing));
  EXPECT_EQ(missing, "two");
  EXPECT_FALSE(BuildScript(header, NoVariables(), missing));
  EXPECT_EQ(missing, "three");
}

}  // namespace
}  // namespace plumbline::suite
