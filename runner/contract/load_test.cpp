#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/contract.h"

namespace plumbline::contract {
namespace {

namespace fs = std::filesystem;

std::string StyleName(Style style) {
  switch (style) {
    case Style::kMatrix: return "matrix";
    case Style::kLabel: return "label";
    case Style::kSimple: return "simple";
    case Style::kForm: return "form";
    case Style::kSpaceDelimited: return "spaceDelimited";
    case Style::kPipeDelimited: return "pipeDelimited";
    case Style::kDeepObject: return "deepObject";
  }
  return "";
}

std::string Summary(const std::vector<MediaType>& content) {
  std::string text;
  for (const MediaType& type : content) {
    text += "    " + type.name + " schema " + (type.schema ? type.schema->pointer().ToString() : "none") + '\n';
    for (const Example& example : type.examples) text += "      example '" + example.name + "' " + document::WriteJson(example.value.value(), 0) + '\n';
  }
  return text;
}

// All that a contract says, as text.
std::string Summary(const Contract& contract) {
  std::string text = contract.openapi + ' ' + contract.title + ' ' + contract.version + '\n';
  for (const auto& [name, scheme] : contract.security_schemes) {
    text += "scheme " + name + ": " + scheme.type + ' ' + std::string(LocationName(scheme.in)) + " '" + scheme.parameter + "' '" + scheme.http_scheme + "'\n";
  }
  for (const Operation& operation : contract.operations) {
    text += operation.Name() + " (" + operation.id + ")\n";
    for (const Server& server : operation.servers) text += "  server " + server.url + " '" + server.description + "'\n";
    for (const SecurityRequirement& requirement : operation.security) text += "  security [" + Join(requirement, ", ") + "]\n";
    for (const Parameter& parameter : operation.parameters) {
      text += "  " + std::string(LocationName(parameter.in)) + ' ' + parameter.name + ' ' + StyleName(parameter.style) + (parameter.explode ? " explode" : "") +
              (parameter.required ? " required" : "") + (parameter.allow_reserved ? " reserved" : "") + ' ' +
              (parameter.ValueSchema() ? parameter.ValueSchema()->pointer().ToString() : "no schema") + '\n';
      for (const Example& example : parameter.examples) text += "    example '" + example.name + "' " + document::WriteJson(example.value.value(), 0) + '\n';
    }
    if (operation.request_body) text += std::string("  body") + (operation.request_body->required ? " required\n" : "\n") + Summary(operation.request_body->content);
    for (const Response& response : operation.responses) {
      text += "  response " + response.status + '\n' + Summary(response.content);
      for (const Header& header : response.headers) text += "    header " + header.name + (header.required ? " required " : " ") + (header.schema ? header.schema->pointer().ToString() : "none") + '\n';
    }
  }
  return text;
}

TEST(ParseContract, ReadsWhatTheDocumentSays) {
  EXPECT_EQ(Summary(ParseContract("openapi.yaml", R"(openapi: 3.0.3
info: {title: Acme, version: 1.10}
servers:
  - url: https://{host}/v1
    description: live
    variables: {host: {default: api.acme.test}}
security: [{bearer: []}, {key: [], basic: []}]
paths:
  x-note: {anything: true}
  /charges/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: trace, in: header, schema: {type: string}}
    get:
      operationId: getCharge
      parameters:
        - $ref: '#/components/parameters/Page'
        - {name: Trace, in: header, required: true, schema: {type: integer}, example: 5}
        - {name: Accept, in: header, schema: {type: string}}
        - {name: filter, in: query, style: deepObject, explode: true, allowReserved: true, schema: {type: object}}
        - name: where
          in: query
          content: {application/json: {schema: {type: object}}}
      responses:
        '200':
          description: ok
          headers:
            X-Rate: {required: true, schema: {type: integer}}
            content-type: {schema: {type: string}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Charge'}
              examples: {one: {value: {id: 1}}, two: {externalValue: 'http://x'}, three: {$ref: '#/components/examples/Three'}}
        4XX: {$ref: '#/components/responses/Problem'}
        default: {description: other}
        x-note: 1
    delete:
      security: []
      servers: [{url: https://other.test}]
      responses: {'204': {description: gone}}
  /charges:
    post:
      security: [{}]
      requestBody: {$ref: '#/components/requestBodies/Charge'}
      responses: {'201': {description: made}}
components:
  schemas: {Charge: {type: object}}
  parameters: {Page: {name: page, in: query, explode: false, schema: {type: integer}, examples: {first: {value: 1}}}}
  responses: {Problem: {description: p, content: {application/problem+json: {example: {status: 404}}}}}
  examples: {Three: {value: 3}}
  requestBodies: {Charge: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Charge'}}, text/plain: {}}}}
  securitySchemes:
    bearer: {type: http, scheme: Bearer}
    basic: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: api_key}
)")),
            R"(3.0.3 Acme 1.10
scheme basic: http header '' 'basic'
scheme bearer: http header '' 'bearer'
scheme key: apiKey query 'api_key' ''
GET /charges/{id} (getCharge)
  server https://api.acme.test/v1 'live'
  security [bearer]
  security [key, basic]
  query page form /components/parameters/Page/schema
    example 'first' 1
  header Trace simple required /paths/~1charges~1{id}/get/parameters/1/schema
    example '' 5
  query filter deepObject explode reserved /paths/~1charges~1{id}/get/parameters/3/schema
  query where form explode /paths/~1charges~1{id}/get/parameters/4/content/application~1json/schema
  path id simple required /paths/~1charges~1{id}/parameters/0/schema
  response 200
    application/json schema /paths/~1charges~1{id}/get/responses/200/content/application~1json/schema
      example 'one' {"id":1}
      example 'three' 3
    header X-Rate required /paths/~1charges~1{id}/get/responses/200/headers/X-Rate/schema
  response 4XX
    application/problem+json schema none
      example '' {"status":404}
  response default
DELETE /charges/{id} (delete-charges-id)
  server https://other.test ''
  path id simple required /paths/~1charges~1{id}/parameters/0/schema
  header trace simple /paths/~1charges~1{id}/parameters/1/schema
  response 204
POST /charges (post-charges)
  server https://api.acme.test/v1 'live'
  security []
  body required
    application/json schema /components/requestBodies/Charge/content/application~1json/schema
    text/plain schema none
  response 201
)");
}

// The rest of a contract around `paths`, which begins in line 3.
std::string ErrorOf(const std::string& rest) {
  try {
    ParseContract("a.yaml", "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n" + rest);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(ParseContract, ReadsOpenApi30Only) {
  const auto error_of = [](const std::string& text) -> std::string {
    try {
      ParseContract("a.yaml", text);
      return "no error";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(error_of("openapi: 3.1.0\npaths: {}\n"), "a.yaml:1:10: OpenAPI 3.1.0 is not supported; Plumbline reads OpenAPI 3.0");
  EXPECT_EQ(error_of("openapi: '3.00.1'\npaths: {}\n"), "a.yaml:1:10: OpenAPI 3.00.1 is not supported; Plumbline reads OpenAPI 3.0");
  EXPECT_EQ(error_of("swagger: '2.0'\npaths: {}\n"), "a.yaml:1:10: Swagger 2.0 is not supported; Plumbline reads OpenAPI 3.0");
  EXPECT_EQ(error_of("a: 1\n"), "a.yaml:1:1: 'openapi' is missing: this is no OpenAPI document");
  EXPECT_EQ(error_of("- a\n"), "a.yaml:1:1: an OpenAPI document is an object");
  EXPECT_EQ(error_of(""), "a.yaml:1:1: an OpenAPI document is an object");
  EXPECT_EQ(error_of("openapi: 3.0.4\npaths: {}\n"), "no error");
  EXPECT_EQ(error_of("openapi: 3.0\npaths: {}\n"), "no error");
}

TEST(ParseContract, SaysWhatIsWrongAndWhere) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "a.yaml:1:1: 'paths' is missing: an OpenAPI 3.0 document needs it"},
      {"paths: []\n", "a.yaml:3:8: 'paths' must be an object, not array"},
      {"paths:\n  charges: {}\n", "a.yaml:4:3: the path 'charges' must begin with a slash"},
      {"paths:\n  /a/{b: {}\n", "a.yaml:4:3: the path template has an unbalanced brace"},
      {"paths:\n  /a:\n    get: {responses: {'200': {description: d}}}\n    post: 5\n", "a.yaml:6:11: an operation must be an object, not number"},
      {"paths:\n  /a:\n    get: {operationId: x}\n", "a.yaml:5:10: 'responses' is missing in GET /a"},
      {"paths:\n  /a:\n    get:\n      responses:\n        20: {description: d}\n", "a.yaml:7:9: '20' is no response status: 100 to 599, 1XX to 5XX, or default"},
      {"paths:\n  /a:\n    get:\n      responses:\n        '4xx': {description: d}\n", "a.yaml:7:9: '4xx' is no response status: 100 to 599, 1XX to 5XX, or default"},
      {"paths:\n  /a:\n    get:\n      responses:\n        600: {description: d}\n", "a.yaml:7:9: '600' is no response status: 100 to 599, 1XX to 5XX, or default"},
      {"paths:\n  /a/{id}:\n    get:\n      responses: {'200': {description: d}}\n", "a.yaml:6:7: the path parameter 'id' of GET /a/{id} is not declared"},
      {"paths:\n  /a/{id}:\n    get:\n      parameters:\n        - {name: ids, in: path, required: true, schema: {}}\n        - {name: id, in: path, required: true, schema: {}}\n      responses: {'200': {description: d}}\n",
       "a.yaml:7:11: the path parameter 'ids' does not occur in /a/{id} (did you mean 'id'?)"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: body, schema: {}}\n      responses: {'200': {description: d}}\n",
       "a.yaml:7:25: 'in' is path, query, header or cookie, not 'body'"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: query, style: matrix, schema: {}}\n      responses: {'200': {description: d}}\n",
       "a.yaml:7:39: the style 'matrix' is not defined for parameters in query"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {in: query, schema: {}}\n      responses: {'200': {description: d}}\n", "a.yaml:7:11: 'name' is missing"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: query, required: 'yes', schema: {}}\n      responses: {'200': {description: d}}\n",
       "a.yaml:7:42: 'required' must be a boolean, not string"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: query, schema: {}}\n        - {name: b, in: query, schema: {}}\n      responses: {'200': {description: d}}\n",
       "a.yaml:8:11: the query parameter 'b' is declared twice"},
      {"paths:\n  /a:\n    get: {operationId: x, responses: {'200': {description: d}}}\n  /b:\n    get:\n      operationId: x\n      responses: {'200': {description: d}}\n",
       "a.yaml:8:20: the operationId 'x' is used twice"},
      {"paths:\n  /a:\n    get:\n      security: [{bearr: []}]\n      responses: {'200': {description: d}}\ncomponents: {securitySchemes: {bearer: {type: http, scheme: bearer}}}\n",
       "a.yaml:6:19: the security scheme 'bearr' is not declared (did you mean 'bearer'?)"},
      {"security: [{none: []}]\npaths: {}\n", "a.yaml:3:13: the security scheme 'none' is not declared"},
      {"paths: {}\ncomponents: {securitySchemes: {k: {type: apiKey, name: x}}}\n", "a.yaml:4:35: 'in' is missing"},
      {"paths: {}\nservers: [{description: x}]\n", "a.yaml:4:11: 'url' is missing"},
  };
  for (const auto& [text, error] : rows) EXPECT_EQ(ErrorOf(text), error) << text;
}

TEST(ParseContract, FollowsEveryReference) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"paths: {}\ncomponents:\n  schemas:\n    Charge: {}\n    B: {$ref: '#/components/schemas/Charg'}\n",
       "a.yaml:7:15: unresolved $ref '#/components/schemas/Charg' (did you mean 'Charge'?)"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: '#components'}}}\n", "a.yaml:4:34: unresolved $ref '#components': the part after # is no JSON Pointer"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: 'https://x.test/a.yaml'}}}\n",
       "a.yaml:4:34: unresolved $ref 'https://x.test/a.yaml': references are not fetched from the network"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: '../b.yaml#/A'}}}\n",
       "a.yaml:4:34: refers to '../b.yaml', outside the contract's folder; only files below it are read"},
      {"paths:\n  /a:\n    get:\n      parameters: [{$ref: '#/components/parameters/A'}]\n      responses: {}\n"
       "components:\n  parameters:\n    A: {$ref: '#/components/parameters/B'}\n    B: {$ref: '#/components/parameters/A'}\n",
       "a.yaml:10:15: the $ref '#/components/parameters/B' leads back to itself"},
      {"paths:\n  /a:\n    get:\n      responses:\n        default: {description: d, content: {application/json: {schema: {$ref: '#/none'}}}}\n",
       "a.yaml:7:79: unresolved $ref '#/none'"},
      {"paths: {}\ncomponents: {responses: {value: {description: d, headers: {x-a: {schema: {$ref: '#/none'}}}}}}\n", "a.yaml:4:81: unresolved $ref '#/none'"},
      {"paths: {}\ncomponents: {schemas: {A: {properties: {default: {$ref: '#/none'}}}}}\n", "a.yaml:4:57: unresolved $ref '#/none'"},
  };
  for (const auto& [text, error] : rows) EXPECT_EQ(ErrorOf(text), error) << text;
}

TEST(ParseContract, DataIsNoReference) {
  EXPECT_EQ(ErrorOf(R"(paths:
  /a:
    get:
      responses:
        x-data: {$ref: '#/none'}
        '200': {description: d, content: {application/json: {example: {$ref: '#/none'}, examples: {a: {value: {$ref: '#/none'}}}}}}
x-more: {$ref: '#/none'}
components:
  schemas:
    A: {example: {$ref: '#/none'}, default: {$ref: '#/none'}, enum: [{$ref: '#/none'}], properties: {$ref: {type: string}}}
)"),
            "no error");
}

TEST(ParseContract, ReferencesMayBePercentEncoded) {
  EXPECT_EQ(ErrorOf("paths:\n  /a/{b}: {x-here: 1}\n  /c: {$ref: '#/paths/~1a~1%7Bb%7D'}\n"), "no error");
}

TEST(LoadContract, ReadsFilesBelowItsFolder) {
  const fs::path folder = fs::path(testing::TempDir()) / "plumbline-load-test";
  fs::remove_all(folder);
  fs::create_directories(folder / "parts");
  std::ofstream(folder / "openapi.yaml") << "openapi: 3.0.3\npaths:\n  /a: {$ref: 'parts/a.yaml#/item'}\n";
  std::ofstream(folder / "parts/a.yaml") << "item:\n  get:\n    operationId: getA\n    responses: {'200': {$ref: 'b.yaml'}}\n";
  std::ofstream(folder / "parts/b.yaml") << "description: d\ncontent: {text/plain: {}}\n";
  const Contract contract = LoadContract((folder / "openapi.yaml").string());
  EXPECT_EQ(Summary(contract), "3.0.3  \nGET /a (getA)\n  server / ''\n  response 200\n    text/plain schema none\n");
  EXPECT_EQ(contract.operations.front().responses.front().node.document().source.name(), (folder / "parts/b.yaml").string());
}

TEST(Operation, FindsTheResponseOfAStatus) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.0.3
paths:
  /a: {get: {responses: {'404': {description: a}, 4XX: {description: b}, default: {description: c}}}}
  /b: {get: {responses: {'200': {description: a}}}}
)");
  const Operation& a = contract.operations[0];
  EXPECT_EQ(a.FindResponse(404)->status, "404");
  EXPECT_EQ(a.FindResponse(429)->status, "4XX");
  EXPECT_EQ(a.FindResponse(200)->status, "default");
  EXPECT_EQ(contract.operations[1].FindResponse(201), nullptr);
  EXPECT_EQ(contract.OperationIds(), (std::vector<std::string>{"get-a", "get-b"}));
  EXPECT_EQ(contract.FindOperation("get-b"), &contract.operations[1]);
  EXPECT_EQ(contract.FindOperation("get-c"), nullptr);
}

TEST(FindMediaType, GoesFromTheExactTypeToTheWildcards) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.0.3
paths:
  /a: {get: {responses: {'200': {description: a, content: {'*/*': {}, text/*: {}, Application/JSON; charset=utf-8: {}}}}}}
)");
  const auto& content = contract.operations.front().responses.front().content;
  const auto name = [&](std::string_view type) { return FindMediaType(content, type)->name; };
  EXPECT_EQ(name("application/json"), "Application/JSON; charset=utf-8");
  EXPECT_EQ(name("text/html; charset=utf-8"), "text/*");
  EXPECT_EQ(name("image/png"), "*/*");
  EXPECT_EQ(FindMediaType({}, "text/html"), nullptr);
}

}  // namespace
}  // namespace plumbline::contract
