// Contracts that are tricky and right: a careful reader expects nothing of them. Each holds shapes that are easily
// taken for a mistake, as readOnly members that an example leaves out, texts of other media types, references inside of
// data, schemas with names of their own.
#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

// All that any rule finds, and all that could not be judged.
std::string All(const std::string& contract) {
  const contract::Vendor vendor = VendorWith(contract, {});
  std::string text;
  for (const contract::ContractProblem& problem : vendor.contract->problems)
    text += ToString(problem.at.Location()) + ": " + problem.message + '\n';
  for (const contract::SchemaProblem& problem : vendor.schemas->problems())
    text += ToString(problem.node.Location()) + ": " + problem.message + '\n';
  const Subject subject(vendor);
  for (const Rule& rule : Rules()) text += finding::TextOf(rule.run(subject));
  return text;
}

TEST(RightContracts, OpenApi30) {
  EXPECT_EQ(All(R"yaml(openapi: 3.0.3
info: {title: Orchard, version: "1"}
servers: [{url: "https://{region}.orchard.example/v1", variables: {region: {default: eu, enum: [eu, us]}}}]
security: [{key: []}]
paths:
  /trees:
    parameters: [{$ref: "#/components/parameters/Trace"}]
    get:
      operationId: listTrees
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 100, default: 20}, example: 50}
        - {name: ids, in: query, schema: {type: array, items: {type: integer}}, style: form, explode: false, example: [1, 2]}
        - {name: where, in: query, style: deepObject, explode: true, schema: {type: object, properties: {kind: {type: string}}}, example: {kind: apple}}
        - {name: filter, in: query, content: {application/json: {schema: {type: object, properties: {a: {type: integer}}}, example: {a: 1}}}}
      responses:
        "200":
          description: ok
          headers: {X-Total: {schema: {type: integer}, example: 3}}
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Tree"}}
              examples:
                two:
                  value:
                    - {kind: apple, id: "a1", planted: "2020-01-02", note: null, size: 4.0}
                    - {kind: pear, id: "p1", planted: "2021-02-03", note: tall, sweet: true}
                far: {externalValue: "https://orchard.example/sample.json"}
                none: {value: []}
            application/xml:
              schema: {type: array, items: {$ref: "#/components/schemas/Tree"}}
              example: "<trees><tree/></trees>"
            text/csv:
              schema: {type: string}
              example: "kind,id\napple,a1\n"
          links:
            one: {operationId: getTree, parameters: {id: "$response.body#/0/id"}}
        "401": {$ref: "#/components/responses/Refused"}
    post:
      operationId: addTree
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Tree"}
            example: {kind: apple, planted: "2020-01-02", secret: s3}
          multipart/form-data:
            schema: {type: object, properties: {photo: {type: string, format: binary}, kind: {type: string}}}
            example: "--x\r\nContent-Disposition: form-data; name=kind\r\n\r\napple\r\n--x--"
      callbacks:
        grown:
          "{$request.body#/hook}":
            post:
              requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: string}}}, example: {id: a1}}}}
              responses: {"204": {description: seen}}
      responses:
        "201":
          description: made
          content: {application/json: {schema: {$ref: "#/components/schemas/Tree"}, example: {kind: apple, id: a1, planted: "2020-01-02", size: 2}}}
        4XX: {$ref: "#/components/responses/Refused"}
  /trees/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, example: a1}]
    get:
      operationId: getTree
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "#/components/schemas/Tree"}, example: {kind: apple, id: a1, planted: "2020-01-02", note: null, size: 1}}}
        default: {$ref: "#/components/responses/Refused"}
  /nodes:
    get:
      operationId: nodes
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Node"}
              example: {value: 1, children: [{value: 2, children: []}], $ref: "#/nowhere"}
        "401": {$ref: "#/components/responses/Refused"}
components:
  parameters: {Trace: {name: X-Trace, in: header, schema: {type: string, format: uuid}, example: 6f1c1e7e-0d7e-4f0e-9f6e-2f1f8a3f6a55}}
  responses:
    Refused:
      description: no
      content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}, example: {title: no, status: 401, extra: {a: 1}}}}
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Problem: {type: object, required: [title], properties: {title: {type: string}, status: {type: integer, format: int32}}, additionalProperties: true}
    Node:
      type: object
      properties: {value: {type: integer, format: int64}, children: {type: array, items: {$ref: "#/components/schemas/Node"}}, $ref: {type: string}}
    Tree:
      oneOf: [{$ref: "#/components/schemas/Apple"}, {$ref: "#/components/schemas/Pear"}]
      discriminator: {propertyName: kind, mapping: {apple: "#/components/schemas/Apple", pear: Pear}}
    Base:
      type: object
      required: [kind, id, planted]
      properties:
        kind: {type: string}
        id: {type: string, readOnly: true, example: a1}
        planted: {type: string, format: date, example: "2020-01-02"}
        note: {type: string, nullable: true, example: null}
        secret: {type: string, writeOnly: true}
        colour: {type: string, enum: [red, green], default: red}
      example: {kind: apple, id: a1, planted: "2020-01-02", note: null}
    Apple:
      allOf: [{$ref: "#/components/schemas/Base"}, {type: object, properties: {size: {type: number, format: double}}}]
      example: {kind: apple, id: a1, planted: "2020-01-02", note: null, size: 3}
    Pear:
      allOf:
        - $ref: "#/components/schemas/Base"
        - type: object
          properties:
            sweet: {type: boolean}
            weight: {type: string, format: decimal, example: "1.50"}
            rate: {type: string, format: byte, example: "U3dhZ2dlcg=="}
            pw: {type: string, format: password, example: x}
)yaml"),
            "");
}

TEST(RightContracts, OpenApi31) {
  EXPECT_EQ(All(R"yaml(openapi: 3.1.1
info: {title: Harbour, version: "1", license: {name: MIT, identifier: MIT}}
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
security: [{}, {bearer: []}]
paths:
  /ships:
    $ref: "#/components/pathItems/Ships"
  /ships/{id}/{leg}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: [integer, string]}, examples: {a: {value: 7}, b: {value: seven}}}
      - {name: leg, in: path, required: true, schema: {const: 1}}
    get:
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Ship", description: One., examples: [{id: 1, name: null, crew: [a, 2], cargo: {kind: oil, litres: 3}}]}
            application/jsonl: {schema: {type: object}, example: "{\"a\": 1}\n{\"a\": 2}"}
        "404": {$ref: "#/components/responses/None", description: No ship.}
webhooks:
  docked:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Ship"}, example: {id: 2, name: x}}}}
      responses: {"200": {description: ok}}
components:
  pathItems:
    Ships:
      get:
        operationId: ships
        responses:
          "200":
            description: ok
            content:
              application/json:
                schema: {type: array, items: {$ref: "#/components/schemas/Ship"}}
                examples: {a: {$ref: "#/components/examples/Ships"}}
  examples: {Ships: {value: [{id: 1, name: null}, {id: 2, name: b, crew: [a, 1]}]}}
  responses: {None: {description: none}}
  securitySchemes: {bearer: {type: http, scheme: bearer}, mutual: {type: mutualTLS}}
  schemas:
    Kind: {type: string, enum: [oil, grain]}
    Cargo:
      type: object
      required: [kind]
      properties: {kind: {$ref: "#/components/schemas/Kind", default: oil, description: What., examples: [oil]}}
      oneOf:
        - {properties: {kind: {const: oil}, litres: {type: number}}, required: [litres]}
        - {properties: {kind: {const: grain}, tons: {type: number}}, required: [tons]}
      unevaluatedProperties: false
    Ship:
      $id: https://harbour.example/ship
      type: object
      required: [id]
      properties:
        id: {type: integer, exclusiveMinimum: 0, readOnly: true}
        name: {type: [string, "null"], examples: [null, Ann]}
        crew: {type: array, prefixItems: [{type: string}], items: {type: integer}}
        cargo: {$ref: "#/$defs/c"}
        flag: true
        photo: {type: string, contentEncoding: base64, contentMediaType: image/png}
        extra: {type: object, patternProperties: {"^x-": {type: string}}, propertyNames: {pattern: "^x-"}, example: {x-a: b}}
        built: {anyOf: [{type: string, format: date}, {type: "null"}], example: null}
      $defs: {c: {$ref: "https://harbour.example/cargo"}}
      dependentRequired: {crew: [id]}
    Alias: {$id: "https://harbour.example/cargo", $ref: "#/$defs/x", $defs: {x: {type: object, properties: {kind: {type: string}, litres: {type: number}}}}}
)yaml"),
            "");
}

TEST(RightContracts, OpenApi32) {
  EXPECT_EQ(All(R"yaml(openapi: 3.2.0
info: {title: Lamp, version: "1"}
$self: https://lamp.example/api.yaml
servers: [{url: /, name: here}]
tags: [{name: a, kind: nav, parent: b}, {name: b}]
paths:
  /lamps:
    query:
      operationId: search
      requestBody: {content: {application/json: {schema: {type: object, properties: {q: {type: string}}}, example: {q: red}}}}
      responses:
        "200":
          summary: found
          content:
            application/jsonl:
              itemSchema: {$ref: "#/components/schemas/Lamp"}
              examples: {x: {dataValue: [{id: 1}], serializedValue: "{\"id\":1}\n"}}
    additionalOperations:
      LINK:
        operationId: link
        responses: {"204": {description: done}}
  /lamps/find:
    get:
      parameters:
        - name: q
          in: querystring
          content:
            application/x-www-form-urlencoded:
              schema: {type: object, properties: {a: {type: string}}}
              examples: {x: {dataValue: {a: b}, serializedValue: a=b}}
        - {name: sid, in: cookie, style: cookie, schema: {type: string}, example: abc}
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "https://lamp.example/api.yaml#/components/schemas/Lamp"}
              examples: {e: {dataValue: {id: 1, watts: 4.5}}, f: {serializedValue: '{"id": 1}'}}
components:
  mediaTypes: {J: {schema: {type: object}}}
  schemas:
    Lamp: {type: object, properties: {id: {type: integer}, watts: {type: number}}, discriminator: {propertyName: kind, defaultMapping: Lamp}}
)yaml"),
            "");
}

TEST(RightContracts, AMistakeInThemIsFound) {
  EXPECT_NE(
      All("openapi: 3.2.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get:\n"
          "      responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}, example: x}}}}\n"),
      "");
}

}  // namespace
}  // namespace plumbline::audit
