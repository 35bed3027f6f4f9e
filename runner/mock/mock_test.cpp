#include "mock/mock.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace plumbline::mock {
namespace {

using contract::Direction;

document::Value Json(const std::string& text) { return document::ParseJson("value", text).root; }
JsonPointer Pointer(std::string_view text) { return *JsonPointer::Parse(text); }

contract::Vendor Vendor(const std::string& contract) {
  return contract::MakeVendor("acme", contract::ParseContract("openapi.yaml", contract));
}

void AddSample(contract::Vendor& vendor, std::string name, std::string operation, int status, std::string text,
               Direction part = Direction::kResponse) {
  auto body = std::make_shared<const document::Document>(document::ParseJson(name + ".json", std::move(text)));
  vendor.samples.push_back({.name = std::move(name),
                            .operation = std::move(operation),
                            .part = part,
                            .status = status,
                            .media_type = "application/json",
                            .page = {},
                            .body = std::move(body)});
}

http::Request Get(std::string target, http::HeaderFields headers = {}) {
  return {"GET", std::move(target), std::move(headers), std::nullopt};
}
http::Request Post(std::string target, std::string body, std::string type = "application/json") {
  return {"POST", std::move(target), {{"Content-Type", std::move(type)}}, std::move(body)};
}

// The answer as it goes over the wire.
std::string TextOf(const http::Response& response) {
  std::string text = std::to_string(response.status) + '\n';
  for (const http::HeaderField& field : response.headers) text += field.name + ": " + field.value + '\n';
  return text + '\n' + response.body;
}

std::string Problem(int status, const std::string& title, const std::string& detail) {
  return std::to_string(status) +
         "\nContent-Type: application/problem+json\n\n{\n  \"type\": \"about:blank\",\n  \"title\": \"" + title +
         "\",\n  \"status\": " + std::to_string(status) + ",\n  \"detail\": \"" + detail + "\"\n}\n";
}

// Status of the answer alone.
int StatusOf(const contract::Vendor& vendor, const http::Request& request,
             std::map<std::string, std::string> secrets = {}) {
  return Mock(vendor, std::move(secrets)).Answer(request).status;
}

// --- What is answered -------------------------------------------------------------------------

contract::Vendor WithExamples(const std::string& examples) {
  return Vendor(R"(openapi: 3.0.3
paths:
  /thing:
    get:
      operationId: get
      responses:
        "200":
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}}}
              examples: )" +
                examples + R"(
        "404":
          content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}
)");
}

constexpr const char* kExamples =
    "{misfit: {value: {name: 5}}, fits: {value: {name: example}}, fits-too: {value: {name: later}}}";

std::string AnswerBy(const contract::Vendor& vendor, const Script& script) {
  Mock mock(vendor, {});
  mock.SetScript("c", script);
  return TextOf(mock.Answer(Get("/thing", {{"plumbline-case", "c"}})));
}

TEST(Mock, AnswersWithScriptBodyThenSampleThenFittingExampleThenGeneratedBody) {
  contract::Vendor vendor = WithExamples(kExamples);
  EXPECT_EQ(AnswerBy(WithExamples("{}"), {}), "200\nContent-Type: application/json\n\n{\n  \"name\": \"string\"\n}\n");
  EXPECT_EQ(AnswerBy(WithExamples("{misfit: {value: {name: 5}}}"), {}),
            "200\nContent-Type: application/json\n\n{\n  \"name\": \"string\"\n}\n");
  EXPECT_EQ(AnswerBy(vendor, {}), "200\nContent-Type: application/json\n\n{\n  \"name\": \"example\"\n}\n");
  AddSample(vendor, "of-request", "get", 200, R"({"name":"request"})", Direction::kRequest);
  AddSample(vendor, "of-404", "get", 404, R"({"error":"none"})");
  AddSample(vendor, "of-other", "other", 200, R"({"name":"other"})");
  EXPECT_EQ(AnswerBy(vendor, {}), "200\nContent-Type: application/json\n\n{\n  \"name\": \"example\"\n}\n");
  AddSample(vendor, "first", "get", 200, R"({"name":   "sample" })");
  AddSample(vendor, "second", "get", 200, R"({"name": 7})");
  EXPECT_EQ(AnswerBy(vendor, {}), "200\nContent-Type: application/json\n\n{\"name\":   \"sample\" }");
  EXPECT_EQ(AnswerBy(vendor, {.sample = "second", .status = {}, .headers = {}, .body = {}, .set = {}, .remove = {}}),
            "200\nContent-Type: application/json\n\n{\"name\": 7}");
  EXPECT_EQ(
      AnswerBy(vendor,
               {.sample = "second", .status = {}, .headers = {}, .body = Json(R"({"x": 1})"), .set = {}, .remove = {}}),
      "200\nContent-Type: application/json\n\n{\n  \"x\": 1\n}\n");
}

TEST(Mock, ASampleThatIsNotChangedIsAnsweredByteForByte) {
  contract::Vendor vendor = WithExamples("{}");
  const std::string text = "{ \"name\" :\t\"\\u005aoë\",\r\n\"n\": 1.500e0 }\n\n";
  AddSample(vendor, "sample", "get", 200, text);
  EXPECT_EQ(AnswerBy(vendor, {}), "200\nContent-Type: application/json\n\n" + text);
}

TEST(Mock, AScriptSetsStatusAndHeaderFields) {
  contract::Vendor vendor = WithExamples(kExamples);
  AddSample(vendor, "none", "get", 404, R"({"error":"none"})");
  EXPECT_EQ(AnswerBy(vendor, {.sample = {},
                              .status = 404,
                              .headers = {{"X-Mock", "1"}, {"content-type", "text/plain"}},
                              .body = {},
                              .set = {},
                              .remove = {}}),
            "404\nX-Mock: 1\ncontent-type: text/plain\n\n{\"error\":\"none\"}");
  EXPECT_EQ(AnswerBy(vendor, {.sample = {}, .status = 503, .headers = {}, .body = {}, .set = {}, .remove = {}}),
            "503\n\n");
}

TEST(Mock, AScriptSetsAndRemovesMembers) {
  struct Row {
    std::vector<std::pair<JsonPointer, document::Value>> set;
    std::vector<JsonPointer> remove;
    const char* body;
  };
  const Row rows[] = {
      {{{Pointer("/a"), Json("9")}}, {}, R"({"a":9,"b":{"c":[1,2]}})"},
      {{{Pointer("/new"), Json("null")}}, {}, R"({"a":1,"b":{"c":[1,2]},"new":null})"},
      {{{Pointer("/b/c/0"), Json("7")}, {Pointer("/b/c/2"), Json("8")}}, {}, R"({"a":1,"b":{"c":[7,2,8]}})"},
      {{{Pointer("/x/y"), Json("true")}}, {}, R"({"a":1,"b":{"c":[1,2]},"x":{"y":true}})"},
      {{{Pointer(""), Json("[]")}}, {}, "[]"},
      {{}, {Pointer("/a")}, R"({"b":{"c":[1,2]}})"},
      {{}, {Pointer("/b/c/0")}, R"({"a":1,"b":{"c":[2]}})"},
      {{}, {Pointer("/b"), Pointer("/nowhere/at/all"), Pointer("")}, R"({"a":1})"},
      {{{Pointer("/a"), Json("9")}}, {Pointer("/a")}, R"({"b":{"c":[1,2]}})"},
  };
  contract::Vendor vendor = WithExamples("{}");
  AddSample(vendor, "sample", "get", 200, R"({"a": 1, "b": {"c": [1, 2]}})");
  for (const Row& row : rows) {
    Mock mock(vendor, {});
    mock.SetScript("c", {.sample = {}, .status = {}, .headers = {}, .body = {}, .set = row.set, .remove = row.remove});
    EXPECT_EQ(document::WriteJson(Json(mock.Answer(Get("/thing", {{"Plumbline-Case", "c"}})).body), 0), row.body);
  }
}

TEST(Mock, AScriptIsForItsCaseAlone) {
  Mock mock(WithExamples(kExamples), {});
  mock.SetScript("a", {.sample = {}, .status = 404, .headers = {}, .body = {}, .set = {}, .remove = {}});
  EXPECT_EQ(mock.Answer(Get("/thing", {{"Plumbline-Case", "a"}})).status, 404);
  EXPECT_EQ(mock.Answer(Get("/thing", {{"Plumbline-Case", "b"}})).status, 200);
  EXPECT_EQ(mock.Answer(Get("/thing")).status, 200);
}

TEST(Mock, SendsTheDeclaredHeaderFields) {
  EXPECT_EQ(TextOf(Mock(Vendor(R"(openapi: 3.0.3
paths:
  /thing:
    get:
      responses:
        "204":
          headers:
            X-Total: {schema: {type: integer, minimum: 3}}
            X-Kind: {schema: {type: string, enum: [a]}}
            X-Free: {description: no schema}
)"),
                        {})
                       .Answer(Get("/thing"))),
            "204\nX-Total: 3\nX-Kind: a\n\n");
}

TEST(Mock, AnswersWithTheFirstDeclaredSuccess) {
  const auto status = [](const std::string& responses) {
    return StatusOf(Vendor("openapi: 3.0.3\npaths: {/: {get: {responses: " + responses + "}}}\n"), Get("/"));
  };
  EXPECT_EQ(status(R"({"404": {}, "202": {}, "200": {}})"), 202);
  EXPECT_EQ(status("{default: {}, 2XX: {}}"), 200);
  EXPECT_EQ(status("{default: {}}"), 200);
}

// --- Which operation is meant -----------------------------------------------------------------

constexpr const char* kPaths = R"(openapi: 3.0.3
servers: [{url: "https://api.acme.test/v1/"}]
paths:
  /items/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {}}}
    delete: {responses: {"204": {}}}
  /items/latest:
    get: {responses: {"203": {}}}
)";

TEST(Mock, FindsTheOperationBelowTheServersPath) {
  const contract::Vendor vendor = Vendor(kPaths);
  EXPECT_EQ(StatusOf(vendor, Get("/v1/items/7")), 200);
  EXPECT_EQ(StatusOf(vendor, Get("/v1/items/7?x=/y")), 200);
  EXPECT_EQ(StatusOf(vendor, Get("/v1/items/latest")), 203);
  EXPECT_EQ(StatusOf(vendor, {"DELETE", "/v1/items/7", {}, {}}), 204);
}

TEST(Mock, TellsAnUnknownPathFromAnUnknownMethod) {
  Mock mock(Vendor(kPaths), {});
  EXPECT_EQ(TextOf(mock.Answer(Get("/v1/orders"))), Problem(404, "Not Found", "the contract has no such path"));
  EXPECT_EQ(TextOf(mock.Answer(Get("/v1/items/7/parts"))), Problem(404, "Not Found", "the contract has no such path"));
  EXPECT_EQ(TextOf(mock.Answer(Post("/v1/items/7", "{}"))),
            ReplaceAll(Problem(405, "Method Not Allowed", "the contract has no POST for this path"), "\n\n",
                       "\nAllow: GET, DELETE\n\n"));
}

// --- Who may ask ------------------------------------------------------------------------------

contract::Vendor SecuredBy(const std::string& security) {
  return Vendor(R"(openapi: 3.0.3
paths:
  /:
    get:
      security: )" +
                security + R"(
      responses: {"200": {}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: api_key}
    cookie: {type: apiKey, in: cookie, name: sid}
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer}
)");
}

TEST(Mock, AcceptsTheCredentialWhereTheSchemeSays) {
  const std::map<std::string, std::string> secrets = {
      {"key", "k"}, {"query", "q&"}, {"cookie", "c"}, {"basic", "user:pass"}, {"bearer", "b"}};
  struct Row {
    const char* scheme;
    http::Request request;
    int status;
  };
  const Row rows[] = {
      {"key", Get("/", {{"x-key", "k"}}), 200},
      {"key", Get("/", {{"X-Key", "wrong"}}), 401},
      {"key", Get("/?X-Key=k"), 401},
      {"query", Get("/?api_key=q%26"), 200},
      {"query", Get("/?api_key=q"), 401},
      {"cookie", Get("/", {{"Cookie", "a=1; sid=c; b=2"}}), 200},
      {"cookie", Get("/", {{"Cookie", "asid=c"}}), 401},
      {"basic", Get("/", {{"Authorization", "Basic dXNlcjpwYXNz"}}), 200},
      {"basic", Get("/", {{"Authorization", "basic dXNlcjpwYXNz"}}), 200},
      {"basic", Get("/", {{"Authorization", "Basic user:pass"}}), 401},
      {"bearer", Get("/", {{"Authorization", "Bearer b"}}), 200},
      {"bearer", Get("/", {{"Authorization", "Basic b"}}), 401},
      {"bearer", Get("/", {{"Authorization", "b"}}), 401},
      {"bearer", Get("/"), 401},
  };
  for (const Row& row : rows) {
    const std::string sent = row.request.headers.empty() ? row.request.target : row.request.headers[0].value;
    EXPECT_EQ(StatusOf(SecuredBy(std::string("[{") + row.scheme + ": []}]"), row.request, secrets), row.status)
        << row.scheme << ": " << sent;
  }
}

TEST(Mock, AsksAllSchemesOfOneRequirementAndOneRequirementOfAll) {
  const http::Request none = Get("/"), key = Get("/", {{"X-Key", "k"}}), cookie = Get("/", {{"Cookie", "sid=c"}}),
                      both = Get("/", {{"X-Key", "k"}, {"Cookie", "sid=c"}});
  struct Row {
    const char* security;
    std::vector<int> statuses;  // for none, key, cookie, both
  };
  const Row rows[] = {
      {"[{key: [], cookie: []}]", {401, 401, 401, 200}},
      {"[{key: []}, {cookie: []}]", {401, 200, 200, 200}},
      {"[{key: []}, {}]", {200, 200, 200, 200}},
      {"[]", {200, 200, 200, 200}},
  };
  for (const Row& row : rows) {
    std::vector<int> statuses;
    for (const http::Request& request : {none, key, cookie, both})
      statuses.push_back(StatusOf(SecuredBy(row.security), request, {{"key", "k"}, {"cookie", "c"}}));
    EXPECT_EQ(statuses, row.statuses) << row.security;
  }
}

TEST(Mock, WithoutASecretAcceptsAnyCredentialThatIsNotEmpty) {
  EXPECT_EQ(StatusOf(SecuredBy("[{key: []}]"), Get("/", {{"X-Key", "anything"}})), 200);
  EXPECT_EQ(StatusOf(SecuredBy("[{key: []}]"), Get("/", {{"X-Key", ""}})), 401);
}

TEST(Mock, SaysWhyCredentialsAreRefused) {
  Mock mock(SecuredBy("[{key: []}]"), {{"key", "k"}});
  EXPECT_EQ(TextOf(mock.Answer(Get("/"))), Problem(401, "Unauthorized", "credentials are missing"));
  EXPECT_EQ(TextOf(mock.Answer(Get("/", {{"X-Key", "wrong"}}))),
            Problem(401, "Unauthorized", "the credentials are not valid"));
}

// --- What may be asked ------------------------------------------------------------------------

contract::Vendor Strict(const std::string& responses) {
  return Vendor(R"(openapi: 3.0.3
paths:
  /items/{id}:
    post:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: page, in: query, schema: {type: integer, minimum: 1}}
        - {name: tags, in: query, schema: {type: array, items: {enum: [a, b]}}}
        - {name: X-Tenant, in: header, required: true, schema: {type: string, minLength: 2}}
        - {name: theme, in: cookie, schema: {enum: [dark, light]}}
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, required: [name], properties: {name: {type: string}, at: {type: string, readOnly: true}}}}
          text/csv: {schema: {type: string}}
      responses: )" +
                responses + "\n");
}

struct Asked {
  std::string target = "/items/7";
  http::HeaderFields headers = {{"X-Tenant", "acme"}, {"Content-Type", "application/json"}};
  std::optional<std::string> body = R"({"name": "x"})";
};

std::string AnswerTo(const Asked& asked, const std::string& responses = R"({"200": {}})") {
  return TextOf(Mock(Strict(responses), {}).Answer({"POST", asked.target, asked.headers, asked.body}));
}

TEST(Mock, AcceptsWhatTheContractAllows) {
  const http::HeaderFields csv = {{"X-Tenant", "acme"}, {"Content-Type", "text/csv; charset=utf-8"}};
  const http::HeaderFields cookie = {
      {"X-Tenant", "acme"}, {"Content-Type", "application/json"}, {"Cookie", "theme=dark"}};
  const Asked rows[] = {
      {}, {.target = "/items/-7?page=1&tags=a&tags=b&unknown=1"}, {.headers = csv, .body = "a,b"}, {.headers = cookie}};
  for (const Asked& asked : rows) EXPECT_EQ(AnswerTo(asked), "200\n\n") << asked.target;
}

TEST(Mock, RefusesAParameterOrBodyThatBreaksTheContract) {
  const std::string unprocessable = "Unprocessable Entity";
  const http::HeaderFields tenant = {{"X-Tenant", "acme"}};
  struct Row {
    Asked asked;
    std::string answer;
  };
  const Row rows[] = {
      {{.target = "/items/x"}, Problem(422, unprocessable, "the path parameter 'id' is not an integer")},
      {{.target = "/items/7?page=0"}, Problem(422, unprocessable, "the query parameter 'page' is less than 1")},
      {{.target = "/items/7?page=x"}, Problem(422, unprocessable, "the query parameter 'page' is not an integer")},
      {{.target = "/items/7?tags=a&tags=zzz"},
       Problem(422, unprocessable, "the query parameter 'tags' is not one of the allowed values")},
      {{.headers = {{"Content-Type", "application/json"}}},
       Problem(422, unprocessable, "the required header parameter 'X-Tenant' is missing")},
      {{.headers = {{"X-Tenant", "a"}, {"Content-Type", "application/json"}}},
       Problem(422, unprocessable, "the header parameter 'X-Tenant' is shorter than 2 characters")},
      {{.headers = {{"X-Tenant", "acme"}, {"Content-Type", "application/json"}, {"Cookie", "theme=pink"}}},
       Problem(422, unprocessable, "the cookie parameter 'theme' is not one of the allowed values")},
      {{.body = std::nullopt}, Problem(400, "Bad Request", "a body is required")},
      {{.body = ""}, Problem(400, "Bad Request", "a body is required")},
      {{.headers = tenant}, Problem(415, "Unsupported Media Type", "the contract declares no body of this type")},
      {{.headers = {{"X-Tenant", "acme"}, {"Content-Type", "text/html"}}},
       Problem(415, "Unsupported Media Type", "the contract declares no body of this type")},
      {{.body = "{}"}, Problem(422, unprocessable, "the value lacks the required member 'name'")},
      {{.body = R"({"name": 7})"}, Problem(422, unprocessable, "name is not a string")},
  };
  for (const Row& row : rows) EXPECT_EQ(AnswerTo(row.asked), row.answer);
  EXPECT_EQ(AnswerTo({.body = "{"}).substr(0, 4), "400\n");
}

TEST(Mock, RefusesWithTheBestDeclaredStatusAndItsBody) {
  struct Row {
    const char* responses;
    const char* answer;
  };
  const Row rows[] = {
      {R"({"200": {}, "400": {}, "422": {}})", "422\n\n"},
      {R"({"200": {}, "400": {}})", "400\n\n"},
      {R"({"200": {}, 4XX: {content: {application/json: {example: {error: bad}}}}})",
       "422\nContent-Type: application/json\n\n{\n  \"error\": \"bad\"\n}\n"},
      {R"({"200": {}, "400": {content: {application/json: {schema: {type: object, properties: {code: {type: integer}}}}}}, default: {}})",
       "400\nContent-Type: application/json\n\n{\n  \"code\": 0\n}\n"},
      {R"({"200": {}, default: {}})", "422\n\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(AnswerTo({.target = "/items/x"}, row.responses), row.answer) << row.responses;
}

TEST(Mock, ChecksCredentialsBeforeParametersBeforeTheBody) {
  Mock mock(Vendor(R"(openapi: 3.0.3
paths:
  /:
    post:
      security: [{key: []}]
      parameters: [{name: page, in: query, required: true, schema: {type: integer}}]
      requestBody: {required: true, content: {application/json: {}}}
      responses: {"200": {}, "401": {}, "422": {}, "400": {}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
)"),
            {});
  EXPECT_EQ(mock.Answer({"POST", "/", {}, {}}).status, 401);
  EXPECT_EQ(mock.Answer({"POST", "/", {{"X-Key", "k"}}, {}}).status, 422);
  EXPECT_EQ(mock.Answer({"POST", "/?page=1", {{"X-Key", "k"}}, {}}).status, 400);
  EXPECT_EQ(mock.Answer({"POST", "/?page=1", {{"X-Key", "k"}, {"Content-Type", "application/json"}}, "{}"}).status,
            200);
}

// --- What is remembered -----------------------------------------------------------------------

// The orders of an account come first: they are no account.
constexpr const char* kAccounts = R"(openapi: 3.0.3
paths:
  /accounts/{id}/orders/{order_id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: order_id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {content: {application/json: {example: {order_id: o-1}}}}}}
  /accounts:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {"201": {content: {application/json: {example: {id: ac-1, name: Anna}}}}}
  /accounts/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: get
      responses:
        "200": {content: {application/json: {example: {id: ac-1, name: Anna, open: true}}}}
        "404": {content: {application/json: {example: {error: none}}}}
  /accounts/{id}/balance:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: balance
      responses: {"200": {content: {application/json: {example: {id: ac-1, amount: "1.50"}}}}}
)";

contract::Vendor WithAccountSamples() {
  contract::Vendor vendor = Vendor(kAccounts);
  AddSample(vendor, "account", "get", 200, R"({"id":"ac-1","name":"Anna","open":true})");
  AddSample(vendor, "balance", "balance", 200, R"({"id":"ac-1","amount":"1.50"})");
  return vendor;
}

// "200 {…}": status and body on one line.
std::string Line(Mock& mock, const http::Request& request) {
  const http::Response response = mock.Answer(request);
  return std::to_string(response.status) + ' ' + document::WriteJson(Json(response.body), 0);
}

TEST(Mock, WhatWasCreatedCanBeFetched) {
  Mock mock(WithAccountSamples(), {});
  EXPECT_EQ(Line(mock, Get("/accounts/ac-1-1")), R"(404 {"error":"none"})");
  EXPECT_EQ(Line(mock, Post("/accounts", R"({"name": "Zoë", "open": false})")), R"(201 {"id":"ac-1-1","name":"Zoë"})");
  EXPECT_EQ(Line(mock, Post("/accounts", R"({"name": "Ada"})")), R"(201 {"id":"ac-1-2","name":"Ada"})");
  EXPECT_EQ(Line(mock, Get("/accounts/ac-1-1")), R"(200 {"id":"ac-1-1","name":"Zoë","open":false})");
  EXPECT_EQ(Line(mock, Get("/accounts/ac-1-2")), R"(200 {"id":"ac-1-2","name":"Ada","open":true})");
  EXPECT_EQ(Line(mock, Get("/accounts/ac%2D1-2/balance")), R"(200 {"id":"ac-1-2","amount":"1.50"})");
}

TEST(Mock, ASampledObjectIsThereAndStrangersAreNot) {
  Mock mock(WithAccountSamples(), {});
  EXPECT_EQ(Line(mock, Get("/accounts/ac-1")), R"(200 {"id":"ac-1","name":"Anna","open":true})");
  EXPECT_EQ(Line(mock, Get("/accounts/ac-1/balance")), R"(200 {"id":"ac-1","amount":"1.50"})");
  EXPECT_EQ(Line(mock, Get("/accounts/stranger")), R"(404 {"error":"none"})");
  EXPECT_EQ(TextOf(mock.Answer(Get("/accounts/stranger/balance"))),
            Problem(404, "Not Found", "there is no id 'stranger'"));
}

TEST(Mock, WithoutASampleTheBodyStandsForWhicheverObjectIsAskedFor) {
  Mock mock(Vendor(kAccounts), {});
  EXPECT_EQ(Line(mock, Get("/accounts/ac-1")), R"(200 {"id":"ac-1","name":"Anna","open":true})");
  EXPECT_EQ(Line(mock, Get("/accounts/a%2Fb")), R"(200 {"id":"a/b","name":"Anna","open":true})");
  EXPECT_EQ(Line(mock, Get("/accounts/other/balance")), R"(200 {"id":"other","amount":"1.50"})");
}

TEST(Mock, AScriptedBodyIsNotRemembered) {
  Mock mock(WithAccountSamples(), {});
  mock.SetScript(
      "c", {.sample = {}, .status = {}, .headers = {}, .body = Json(R"({"id": "mine"})"), .set = {}, .remove = {}});
  http::Request create = Post("/accounts", "{}");
  create.headers.push_back({"Plumbline-Case", "c"});
  EXPECT_EQ(Line(mock, create), R"(201 {"id":"mine"})");
  EXPECT_EQ(Line(mock, Get("/accounts/mine")), R"(404 {"error":"none"})");
}

TEST(Mock, TheSameRequestsGetTheSameAnswers) {
  const auto answers = [] {
    Mock mock(Vendor(kAccounts), {});
    return TextOf(mock.Answer(Post("/accounts", R"({"name": "Zoë"})"))) + TextOf(mock.Answer(Get("/accounts/ac-1-1")));
  };
  EXPECT_EQ(answers(), answers());
}

}  // namespace
}  // namespace plumbline::mock
