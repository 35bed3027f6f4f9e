#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/contract.h"
#include "contract/references.h"

namespace plumbline::contract {
namespace {

namespace fs = std::filesystem;

std::string StyleName(Style style) {
  switch (style) {
    case Style::kMatrix:
      return "matrix";
    case Style::kLabel:
      return "label";
    case Style::kSimple:
      return "simple";
    case Style::kForm:
      return "form";
    case Style::kSpaceDelimited:
      return "spaceDelimited";
    case Style::kPipeDelimited:
      return "pipeDelimited";
    case Style::kDeepObject:
      return "deepObject";
  }
  return "";
}

std::string Summary(const std::vector<MediaType>& content) {
  std::string text;
  for (const MediaType& type : content) {
    text += "    " + type.name + " schema " + (type.schema ? type.schema->pointer().ToString() : "none") + '\n';
    for (const Example& example : type.examples)
      text += "      example '" + example.name + "' " + document::WriteJson(example.value.value(), 0) + '\n';
  }
  return text;
}

// All that a contract says, as text.
std::string Summary(const Contract& contract) {
  std::string text = contract.openapi + ' ' + contract.title + ' ' + contract.version + '\n';
  for (const auto& [name, scheme] : contract.security_schemes) {
    text += "scheme " + name + ": " + scheme.type + ' ' + std::string(LocationName(scheme.in)) + " '" +
            scheme.parameter + "' '" + scheme.http_scheme + "'\n";
  }
  for (const Operation& operation : contract.operations) {
    text += operation.Name() + " (" + operation.id + ")\n";
    for (const Server& server : operation.servers) text += "  server " + server.url + " '" + server.description + "'\n";
    for (const SecurityRequirement& requirement : operation.security)
      text += "  security [" + Join(requirement, ", ") + "]\n";
    for (const Parameter& parameter : operation.parameters) {
      text += "  " + std::string(LocationName(parameter.in)) + ' ' + parameter.name + ' ' + StyleName(parameter.style) +
              (parameter.explode ? " explode" : "") + (parameter.required ? " required" : "") +
              (parameter.allow_reserved ? " reserved" : "") + ' ' +
              (parameter.ValueSchema() ? parameter.ValueSchema()->pointer().ToString() : "no schema") + '\n';
      for (const Example& example : parameter.examples)
        text += "    example '" + example.name + "' " + document::WriteJson(example.value.value(), 0) + '\n';
    }
    if (operation.request_body)
      text += std::string("  body") + (operation.request_body->required ? " required\n" : "\n") +
              Summary(operation.request_body->content);
    for (const Response& response : operation.responses) {
      text += "  response " + response.status + '\n' + Summary(response.content);
      for (const Header& header : response.headers)
        text += "    header " + header.name + (header.required ? " required " : " ") +
                (header.schema ? header.schema->pointer().ToString() : "none") + '\n';
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

std::string ErrorOf(const std::string& text) {
  try {
    ParseContract("a.yaml", text);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(ParseContract, RefusesWhatIsNoOpenApiDocument) {
  EXPECT_EQ(ErrorOf("openapi: 3.3.0\npaths: {}\n"),
            "a.yaml:1:10: OpenAPI 3.3.0 is not known; Plumbline reads Swagger 2.0 and OpenAPI 3.0 to 3.2");
  EXPECT_EQ(ErrorOf("openapi: '3.00.1'\npaths: {}\n"),
            "a.yaml:1:10: OpenAPI 3.00.1 is not known; Plumbline reads Swagger 2.0 and OpenAPI 3.0 to 3.2");
  EXPECT_EQ(ErrorOf("swagger: '1.2'\npaths: {}\n"),
            "a.yaml:1:10: Swagger 1.2 is not known; Plumbline reads Swagger 2.0 and OpenAPI 3.0 to 3.2");
  EXPECT_EQ(ErrorOf("a: 1\n"), "a.yaml:1:1: 'openapi' is missing: this is no OpenAPI document");
  EXPECT_EQ(ErrorOf("- a\n"), "a.yaml:1:1: an OpenAPI document is an object");
  EXPECT_EQ(ErrorOf(""), "a.yaml: the file is empty");
  EXPECT_EQ(ErrorOf("# nothing\n"), "a.yaml: the file is empty");
  EXPECT_EQ(ErrorOf("null\n"), "a.yaml:1:1: an OpenAPI document is an object");
  for (const char* version : {"3.0", "3.0.4", "3.1.0", "3.1.1", "3.2.0", "3.2"})
    EXPECT_EQ(ErrorOf(std::string("openapi: ") + version + "\npaths: {}\n"), "no error") << version;
}

// Every problem, one a line: the rule, the place, the message, and "!" where something is not judged.
std::string Problems(const Contract& contract) {
  std::string text;
  for (const ContractProblem& problem : contract.problems) {
    const SourceLocation at =
        problem.mark == ContractProblem::Mark::kKey ? problem.at.KeyLocation() : problem.at.Location();
    text += problem.rule + ' ' + ToString(at) + ": " + problem.message + (problem.uncheckable ? " !" : "") + '\n';
  }
  return text;
}

// The rest of a contract around `paths`, which begins in line 3.
std::string ProblemsOf(const std::string& rest, const std::string& version = "3.0.3") {
  return Problems(ParseContract("a.yaml", "openapi: " + version + "\ninfo: {title: t, version: '1'}\n" + rest));
}

TEST(ParseContract, SaysWhatIsWrongAndWhere) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"paths: []\n", "contract.structure a.yaml:3:8: 'paths' must be an object, not array\n"},
      {"paths:\n  charges: {}\n", "contract.structure a.yaml:4:3: the path 'charges' must begin with a slash\n"},
      {"paths:\n  /a/{b: {}\n",
       "contract.path-parameter a.yaml:4:3: /a/{b: the path template has an unbalanced brace\n"},
      {"paths:\n  /a:\n    get: {responses: {'200': {description: d}}}\n    post: 5\n",
       "contract.structure a.yaml:6:11: an operation must be an object, not number\n"},
      {"paths:\n  /a:\n    get:\n      responses:\n        20: {description: d}\n",
       "contract.structure a.yaml:7:9: '20' is no response status: 100 to 599, 1XX to 5XX, or default\n"},
      {"paths:\n  /a:\n    get:\n      responses:\n        '4xx': {description: d}\n",
       "contract.structure a.yaml:7:9: '4xx' is no response status: 100 to 599, 1XX to 5XX, or default\n"},
      {"paths:\n  /a:\n    get:\n      responses:\n        600: {description: d}\n",
       "contract.structure a.yaml:7:9: '600' is no response status: 100 to 599, 1XX to 5XX, or default\n"},
      {"paths:\n  /a/{id}:\n    get:\n      responses: {'200': {description: d}}\n",
       "contract.path-parameter a.yaml:5:5: the path parameter 'id' of GET /a/{id} is not declared\n"},
      {"paths:\n  /a/{id}:\n    get:\n      parameters:\n        - {name: ids, in: path, required: true, schema: {}}\n        - {name: id, in: path, required: true, schema: {}}\n      responses: {'200': {description: d}}\n",
       "contract.path-parameter a.yaml:7:18: the path parameter 'ids' does not occur in /a/{id} (did you mean 'id'?)\n"},
      {"paths:\n  /a/{userId}:\n    get:\n      parameters:\n        - {name: userid, in: path, required: true, schema: {}}\n",
       "contract.path-parameter a.yaml:7:18: the path parameter 'userid' does not occur in /a/{userId} (did you mean 'userId'? Names are told apart by case)\n"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: body, schema: {}}\n      responses: {'200': {description: d}}\n",
       "contract.structure a.yaml:7:25: 'in' is path, query, header or cookie, not 'body'\n"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: query, style: matrix, schema: {}}\n      responses: {'200': {description: d}}\n",
       "contract.structure a.yaml:7:39: the style 'matrix' is not defined for parameters in query\n"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: query, required: 'yes', schema: {}}\n      responses: {'200': {description: d}}\n",
       "contract.structure a.yaml:7:42: 'required' must be a boolean, not string\n"},
      {"paths:\n  /a:\n    get:\n      parameters:\n        - {name: b, in: query, schema: {}}\n        - {name: b, in: query, schema: {}}\n      responses: {'200': {description: d}}\n",
       "contract.structure a.yaml:8:11: the query parameter 'b' is declared twice\n"},
      {"paths:\n  /a:\n    get: {operationId: x, responses: {'200': {description: d}}}\n  /b:\n    get:\n      operationId: x\n      responses: {'200': {description: d}}\n",
       "contract.operation-id a.yaml:8:20: the operationId 'x' is used twice\n"},
      {"paths:\n  /a:\n    get:\n      security: [{bearr: []}]\n      responses: {'200': {description: d}}\ncomponents: {securitySchemes: {bearer: {type: http, scheme: bearer}}}\n",
       "contract.security-name a.yaml:6:19: the security scheme 'bearr' is not declared (did you mean 'bearer'?)\n"},
      {"security: [{none: []}]\npaths: {}\n",
       "contract.security-name a.yaml:3:13: the security scheme 'none' is not declared\n"},
      // A parameter without a name may be the one that the path asks for.
      {"paths:\n  /a/{id}:\n    get:\n      parameters: [{in: path, required: true, schema: {}}]\n", ""},
      // What is missing is told by the official schema.
      {"", ""},
      {"paths: {}\ncomponents: {securitySchemes: {k: {type: apiKey, name: x}}}\nsecurity: [{k: []}]\n", ""},
  };
  for (const auto& [text, problems] : rows) EXPECT_EQ(ProblemsOf(text), problems) << text;
}

TEST(ParseContract, ReadsOnPastWhatIsWrong) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{id}/{b}:
    get:
      operationId: x
      parameters: [{name: b, in: path, required: true, schema: {type: string}}, {name: c, in: path, required: true, schema: {type: string}}, 7]
      security: [{none: []}, {key: []}]
      responses:
        '200': {$ref: '#/none'}
        '201': {description: d, content: {application/json: {schema: 5}, text/plain: {schema: {type: string}}}}
  /b: {get: {operationId: x}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
)");
  EXPECT_EQ(Summary(contract), R"(3.0.3 t 1
scheme key: apiKey header 'X-Key' ''
GET /a/{id}/{b} (x)
  server / ''
  security [key]
  path b simple required /paths/~1a~1{id}~1{b}/get/parameters/0/schema
  path id simple required no schema
  response 201
    application/json schema none
    text/plain schema /paths/~1a~1{id}~1{b}/get/responses/201/content/text~1plain/schema
GET /b (get-b)
  server / ''
)");
  EXPECT_EQ(Problems(contract), R"(contract.reference a.yaml:10:23: unresolved $ref '#/none' !
contract.structure a.yaml:7:142: a parameter must be an object, not number
contract.security-name a.yaml:8:19: the security scheme 'none' is not declared
contract.path-parameter a.yaml:7:88: the path parameter 'c' does not occur in /a/{id}/{b}
contract.structure a.yaml:11:70: 'schema' must be an object, not number
contract.operation-id a.yaml:12:27: the operationId 'x' is used twice
)");
}

TEST(ParseContract, FollowsEveryReference) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"paths: {}\ncomponents:\n  schemas:\n    Charge: {}\n    B: {$ref: '#/components/schemas/Charg'}\n",
       "contract.reference a.yaml:7:15: unresolved $ref '#/components/schemas/Charg' (did you mean 'Charge'?) !\n"},
      {"paths: {}\ncomponents:\n  schemas:\n    Charge: {}\n    B: {$ref: '#/components/schema/Charge'}\n",
       "contract.reference a.yaml:7:15: unresolved $ref '#/components/schema/Charge': '#/components' has no 'schema' (did you mean 'schemas'?) !\n"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: '#components'}}}\n",
       "contract.reference a.yaml:4:34: unresolved $ref '#components': the part after # is no JSON Pointer !\n"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: 'https://x.test/a.yaml'}}}\n",
       "contract.reference a.yaml:4:34: unresolved $ref 'https://x.test/a.yaml': references are not fetched from the network !\n"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: '../b.yaml#/A'}}}\n",
       "contract.reference a.yaml:4:34: refers to '../b.yaml', outside the contract's folder; only files below it are read !\n"},
      {"paths:\n  /a:\n    get:\n      parameters: [{$ref: '#/components/parameters/A'}]\n      responses: {}\n"
       "components:\n  parameters:\n    A: {$ref: '#/components/parameters/B'}\n    B: {$ref: '#/components/parameters/A'}\n",
       "contract.reference a.yaml:10:15: the $ref '#/components/parameters/B' leads back to itself !\n"},
      {"paths:\n  /a:\n    get:\n      responses:\n        default: {description: d, content: {application/json: {schema: {$ref: '#/none'}}}}\n",
       "contract.reference a.yaml:7:79: unresolved $ref '#/none' !\n"},
      {"paths: {}\ncomponents: {responses: {value: {description: d, headers: {x-a: {schema: {$ref: '#/none'}}}}}}\n",
       "contract.reference a.yaml:4:81: unresolved $ref '#/none' !\n"},
      {"paths: {}\ncomponents: {schemas: {A: {properties: {default: {$ref: '#/none'}}}}}\n",
       "contract.reference a.yaml:4:57: unresolved $ref '#/none' !\n"},
      {"paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}, C: {$ref: '#/components/schemas/A'}}}\n",
       "contract.reference a.yaml:4:71: the $ref '#/components/schemas/A' leads back to itself !\n"},
      // A ring of schemas is a list of lists.
      {"paths: {}\ncomponents: {schemas: {A: {items: {$ref: '#/components/schemas/A'}}}}\n", ""},
  };
  for (const auto& [text, problems] : rows) EXPECT_EQ(ProblemsOf(text), problems) << text;
}

TEST(ParseContract, AChainOfReferencesIsBounded) {
  std::string text =
      "paths:\n  /a: {get: {parameters: [{$ref: '#/components/parameters/p0'}]}}\ncomponents:\n  parameters:\n";
  for (int i = 0; i < 200; ++i)
    text += "    p" + std::to_string(i) + ": {$ref: '#/components/parameters/p" + std::to_string(i + 1) + "'}\n";
  text += "    p200: {name: q, in: query, schema: {}}\n";
  EXPECT_EQ(
      ProblemsOf(text),
      "contract.reference a.yaml:106:17: the $ref '#/components/parameters/p100' leads on over more than 100 steps !\n");
}

TEST(ParseContract, DataIsNoReference) {
  EXPECT_EQ(ProblemsOf(R"(paths:
  /a:
    get:
      responses:
        x-data: {$ref: '#/none'}
        '200': {description: d, content: {application/json: {example: {$ref: '#/none'}, examples: {a: {value: {$ref: '#/none'}}}}}}
x-more: {$ref: '#/none'}
components:
  schemas:
    A: {example: {$ref: '#/none'}, default: {$ref: '#/none'}, enum: [{$ref: '#/none'}], properties: {$ref: {type: string}}}
    B: {examples: [{$ref: '#/none'}], const: {$ref: '#/none'}}
)"),
            "");
}

TEST(ParseContract, ReferencesMayBePercentEncoded) {
  EXPECT_EQ(ProblemsOf("paths:\n  /a/{b}: {x-here: 1}\n  /c: {$ref: '#/paths/~1a~1%7Bb%7D'}\n"), "");
}

TEST(ParseContract, ReferencesMayNameAnchorsAndIds) {
  EXPECT_EQ(
      ProblemsOf(R"(components:
  schemas:
    A: {$anchor: pet, type: object}
    B: {$id: 'https://acme.test/b', type: object, properties: {c: {type: string}}}
    C: {oneOf: [{$ref: '#pet'}, {$ref: 'https://acme.test/b'}, {$ref: 'https://acme.test/b#/properties/c'}, {$ref: 'https://acme.test/c'}, {$ref: '#dog'}]}
)",
                 "3.1.0"),
      "contract.reference a.yaml:7:116: unresolved $ref 'https://acme.test/c': references are not fetched from the network !\n"
      "contract.reference a.yaml:7:147: unresolved $ref '#dog': the part after # is no JSON Pointer !\n");
}

TEST(ParseContract, AReferenceInASchemaWithAnIdBeginsThere) {
  EXPECT_EQ(ProblemsOf(R"(components:
  schemas:
    A:
      $id: https://acme.test/schemas/a
      properties: {b: {$ref: '#/$defs/b'}, c: {$ref: c}, d: {$ref: '#/components/schemas/C'}, e: {$ref: '#/$defs/e'}}
      $defs: {b: {type: string}}
    C: {$id: 'https://acme.test/schemas/c', type: string}
    D: {properties: {b: {$ref: '#/$defs/b'}}}
)",
                       "3.1.0"),
            "contract.reference a.yaml:7:105: unresolved $ref '#/$defs/e' !\n"
            "contract.reference a.yaml:10:32: unresolved $ref '#/$defs/b' !\n");
}

TEST(ParseContract, ReadsOpenApi31) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.1.0
info: {title: Acme, version: '1'}
webhooks:
  paid:
    post:
      operationId: onPaid
      requestBody: {content: {application/json: {schema: {type: [object, 'null']}}}}
      responses: {'200': {description: d}}
paths:
  /a: {$ref: '#/components/pathItems/A', summary: beside}
  /b:
    post:
      operationId: postB
      parameters: [{name: any, in: query, schema: true}]
      callbacks:
        done:
          '{$request.body#/url}': {post: {operationId: onDone, requestBody: {content: {application/json: {schema: {type: integer}}}}}}
components:
  pathItems:
    A: {get: {operationId: getA, responses: {default: {description: d}}}}
)");
  EXPECT_EQ(Summary(contract), R"(3.1.0 Acme 1
GET /a (getA)
  server / ''
  response default
POST /b (postB)
  server / ''
  query any form explode /paths/~1b/post/parameters/0/schema
)");
  std::string incoming;
  for (const Operation& operation : contract.incoming) {
    incoming += operation.Name() + " (" + operation.id + ") " +
                operation.request_body->content.front().schema->pointer().ToString() + '\n';
  }
  EXPECT_EQ(incoming,
            "callback POST {$request.body#/url} (onDone) "
            "/paths/~1b/post/callbacks/done/{$request.body#~1url}/post/requestBody/content/application~1json/schema\n"
            "webhook POST paid (onPaid) /webhooks/paid/post/requestBody/content/application~1json/schema\n");
  EXPECT_EQ(Problems(contract), "");
  EXPECT_EQ(contract.dialect(), schema::DialectId::kOpenApi31);
}

TEST(ParseContract, ReadsOpenApi32) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.2.0
$self: https://acme.test/openapi.yaml
info: {title: Acme, version: '1'}
paths:
  /a:
    query: {operationId: search, requestBody: {content: {application/json: {schema: {type: object}}}}}
    additionalOperations:
      COPY: {operationId: copy, responses: {'200': {description: d, content: {application/jsonl: {itemSchema: {type: object}}, text/x: {$ref: '#/components/mediaTypes/X'}}}}}
    get:
      parameters: [{name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}, {name: c, in: cookie, style: cookie, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'https://acme.test/openapi.yaml#/components/schemas/S'}, examples: {e: {dataValue: 1, serializedValue: '1'}}}}}}
components:
  schemas: {S: {type: integer}}
  mediaTypes: {X: {schema: {type: string}}}
)");
  EXPECT_EQ(Summary(contract), R"(3.2.0 Acme 1
QUERY /a (search)
  server / ''
  body
    application/json schema /paths/~1a/query/requestBody/content/application~1json/schema
COPY /a (copy)
  server / ''
  response 200
    application/jsonl schema none
    text/x schema /components/mediaTypes/X/schema
GET /a (get-a)
  server / ''
  cookie c form explode /paths/~1a/get/parameters/1/schema
  response 200
    application/json schema /paths/~1a/get/responses/200/content/application~1json/schema
      example 'e' 1
)");
  EXPECT_EQ(Problems(contract), "");
}

TEST(ParseContract, TheDialectIsThatOfTheVersionOrTheOneThatIsNamed) {
  const auto dialect = [](const std::string& head) { return ParseContract("a.yaml", head + "paths: {}\n").dialect(); };
  EXPECT_EQ(dialect("swagger: '2.0'\n"), schema::DialectId::kOpenApi30);
  EXPECT_EQ(dialect("openapi: 3.0.3\n"), schema::DialectId::kOpenApi30);
  EXPECT_EQ(dialect("openapi: 3.1.0\n"), schema::DialectId::kOpenApi31);
  EXPECT_EQ(dialect("openapi: 3.2.0\n"), schema::DialectId::kOpenApi31);
  EXPECT_EQ(dialect("openapi: 3.1.0\njsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base\n"),
            schema::DialectId::kOpenApi31);
  EXPECT_EQ(dialect("openapi: 3.1.0\njsonSchemaDialect: http://json-schema.org/draft-07/schema#\n"),
            schema::DialectId::kDraft7);
  EXPECT_EQ(
      ProblemsOf("jsonSchemaDialect: https://acme.test/own\npaths: {}\n", "3.1.0"),
      "contract.structure a.yaml:3:20: the schema dialect 'https://acme.test/own' is not known; schemas are read as those of OpenAPI 3.1 !\n");
}

// Garbage of 50 MB ends as soon as a bound is met.
TEST(ParseContract, GarbageIsAnErrorWithinBounds) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {std::string("\x00\xff\xfe\x80 binary", 11), "not UTF-8"},
      {std::string(50u << 20, '['), "nested deeper than 400 levels"},
      {"<!DOCTYPE html>\n<html><head><title>API: docs</title></head><body>x</body></html>\n", "not YAML"},
      {"<p>no colon</p>", "an OpenAPI document is an object"},
      {"openapi: 3.0.3\npaths: " + std::string(2000, '{') + "\n", "nested deeper than 400 levels"},
  };
  for (const auto& [text, part] : rows) {
    const std::string error = ErrorOf(text);
    EXPECT_NE(error, "no error") << text.substr(0, 40);
    EXPECT_NE(error.find(part), std::string::npos) << error;
    EXPECT_LT(error.size(), 400u) << error;
  }
}

TEST(LoadContract, ReadsFilesBelowItsFolder) {
  const fs::path folder = fs::path(testing::TempDir()) / "plumbline-load-test";
  fs::remove_all(folder);
  fs::create_directories(folder / "parts");
  std::ofstream(folder / "openapi.yaml") << "openapi: 3.0.3\npaths:\n  /a: {$ref: 'parts/a.yaml#/item'}\n";
  std::ofstream(folder / "parts/a.yaml")
      << "item:\n  get:\n    operationId: getA\n    responses: {'200': {$ref: 'b.yaml'}}\n";
  std::ofstream(folder / "parts/b.yaml") << "description: d\ncontent: {text/plain: {}}\n";
  const Contract contract = LoadContract((folder / "openapi.yaml").string());
  EXPECT_EQ(Summary(contract), "3.0.3  \nGET /a (getA)\n  server / ''\n  response 200\n    text/plain schema none\n");
  EXPECT_EQ(contract.operations.front().responses.front().node.document().source.name(),
            (folder / "parts/b.yaml").string());
}

TEST(LoadContract, TranslatesTheFilesOfASwaggerDocument) {
  const fs::path folder = fs::path(testing::TempDir()) / "plumbline-swagger-test";
  fs::remove_all(folder);
  fs::create_directories(folder / "parts");
  std::ofstream(folder / "api.yaml") << R"(swagger: '2.0'
consumes: [application/json]
paths:
  /kites: {$ref: 'parts/kites.yaml#/kites'}
  /photos:
    post:
      parameters: [{$ref: 'parts/kites.yaml#/fields/note'}, {$ref: 'parts/kites.yaml#/fields/size'}]
      responses: {200: {$ref: 'parts/kites.yaml#/answers/ok'}}
definitions: {Tail: {type: object, properties: {n: {type: string, x-nullable: true}}}}
)";
  std::ofstream(folder / "parts/kites.yaml") << R"(kites:
  post:
    parameters: [{$ref: '#/bodies/kite'}]
    responses: {200: {$ref: '#/answers/ok'}, 400: {description: no, schema: {$ref: '../api.yaml#/definitions/Tail'}}}
bodies: {kite: {name: kite, in: body, required: true, schema: {$ref: '#/models/Kite'}}}
fields:
  note: {name: note, in: formData, type: string, x-nullable: true, required: true}
  size: {name: size, in: query, type: array, items: {type: integer}, collectionFormat: pipes}
answers: {ok: {description: ok, schema: {type: array, items: {$ref: '#/models/Kite'}}}}
models: {Kite: {type: object, properties: {photo: {type: file}, tail: {$ref: '../api.yaml#/definitions/Tail'}}}, Unused: {type: file}}
)";
  const Contract contract = LoadContract((folder / "api.yaml").string());
  EXPECT_EQ(contract.problems.size(), 0u);
  const auto at = [&](const Node& node) { return document::WriteJson(Resolve(*contract.store, node).value(), 0); };
  const Operation& kites = *contract.FindOperation("post-kites");
  ASSERT_TRUE(kites.request_body);
  EXPECT_TRUE(kites.request_body->required);
  EXPECT_EQ(
      at(*kites.request_body->content.front().schema),
      R"({"type":"object","properties":{"photo":{"type":"string","format":"binary"},"tail":{"$ref":"../api.yaml#/components/schemas/Tail"}}})");
  EXPECT_EQ(at(*kites.FindResponse(400)->content.front().schema),
            R"({"type":"object","properties":{"n":{"type":"string","x-nullable":true,"nullable":true}}})");
  EXPECT_EQ(at(*kites.FindResponse(200)->content.front().schema),
            R"({"type":"array","items":{"$ref":"#/models/Kite"}})");
  const Operation& photos = *contract.FindOperation("post-photos");
  const Node form = *photos.request_body->content.front().schema;
  EXPECT_EQ(at(*form.At(JsonPointer({"properties", "note"}))),
            R"({"type":"string","x-nullable":true,"nullable":true})");
  EXPECT_EQ(photos.FindParameter(Location::kQuery, "size")->style, Style::kPipeDelimited);
  EXPECT_EQ(ToString(photos.FindParameter(Location::kQuery, "size")->node.Location()),
            (folder / "parts/kites.yaml").string() + ":8:9");
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
