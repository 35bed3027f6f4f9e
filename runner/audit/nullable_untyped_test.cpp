#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(NullableUntyped, FindsNullableWithoutAType) {
  EXPECT_EQ(Said(kNullableUntyped, R"(openapi: 3.0.3
paths:
  /accounts:
    get:
      responses:
        "200":
          content:
            application/json:
              schema:
                type: object
                properties:
                  name: {type: string, nullable: true}
                  closed: {nullable: true}
                  rows: {type: array, items: {nullable: true, enum: [a]}}
                  open: {nullable: false}
)"),
            R"(
warning nullable.untyped: closed is `nullable: true` without a type, which has no effect
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema/properties/closed
  instance /closed
  expected a `type` beside `nullable`
  observed no type: any value is accepted
  at openapi.yaml:13:28:[nullable] has no effect without a type
  at openapi.yaml:13:19:[closed] this schema accepts every value
  likely The contract: OpenAPI 3.0.3 lets `nullable` act only beside a `type` in the same Schema Object. It looks like a schema inferred from an answer in which the value was null.

warning nullable.untyped: rows.* is `nullable: true` without a type, which has no effect
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema/properties/rows/items
  instance /rows/*
  expected a `type` beside `nullable`
  observed no type: null is not added to what the schema allows
  at openapi.yaml:14:47:[nullable] has no effect without a type
  at openapi.yaml:14:39:[items] this schema does not become nullable
  likely The contract: OpenAPI 3.0.3 lets `nullable` act only beside a `type` in the same Schema Object.
)");
}

TEST(NullableUntyped, ASharedSchemaIsFoundOnceForEachDirection) {
  const auto found = Found(kNullableUntyped, R"(openapi: 3.0.3
paths:
  /a:
    post:
      parameters: [{name: q, in: query, schema: {nullable: true}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}}
  /b:
    get:
      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}}
components:
  schemas:
    A: {nullable: true}
    Unused: {nullable: true}
)");
  std::vector<std::string> lines;
  for (const finding::Finding& f : found)
    lines.push_back(f.identity.operation + ' ' + f.identity.status + ' ' + f.identity.instance_pointer + ": " +
                    f.message);
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "POST /a  /q: q is `nullable: true` without a type, which has no effect",
                       "POST /a  : the body is `nullable: true` without a type, which has no effect",
                       "POST /a 200 : the body is `nullable: true` without a type, which has no effect"}));
}

TEST(NullableUntyped, ARecursiveSchemaIsWalkedOnce) {
  EXPECT_EQ(Found(kNullableUntyped, R"(openapi: 3.0.3
paths:
  /a:
    get:
      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/Node"}}}}}
components:
  schemas:
    Node:
      type: object
      properties:
        next: {$ref: "#/components/schemas/Node"}
        value: {nullable: true}
        nodes: {type: array, items: {allOf: [{$ref: "#/components/schemas/Node"}]}}
)")
                .size(),
            1u);
}

TEST(NullableUntyped, Since31TheKeywordHasNoEffectAtAll) {
  EXPECT_EQ(Said(kNullableUntyped, R"(openapi: 3.1.0
paths:
  /accounts:
    get:
      responses:
        "200":
          content:
            application/json:
              schema:
                type: object
                properties:
                  name: {type: string, nullable: true}
                  owner: {$ref: "#/components/schemas/Owner", nullable: true}
                  other: {type: [string, "null"], nullable: false}
components: {schemas: {Owner: {type: object}}}
)"),
            R"(
warning nullable.untyped: `nullable: true` has no effect in OpenAPI 3.1.0, at 2 places
  identity acme |  |  | 
  contract 
  instance 
  expected "null" among the types of the schema
  observed nullable: true
  at openapi.yaml:12:40:[nullable] no keyword since OpenAPI 3.1
  at openapi.yaml:12:19:[name] this schema does not become nullable
  - openapi.yaml:12:40
  - openapi.yaml:13:63
  likely The contract: since OpenAPI 3.1 null is a type, as in `type: [string, "null"]`.
)");
  EXPECT_EQ(Found(kNullableUntyped, R"(openapi: 3.1.0
paths: {/a: {get: {responses: {"200": {content: {application/json: {schema: {type: [string, "null"]}}}}}}}}
)")
                .size(),
            0u);
}

TEST(NullableUntyped, AnExtensionOfSwaggerIsNoKeyword) {
  EXPECT_EQ(Found(kNullableUntyped, R"(swagger: '2.0'
paths: {/a: {get: {responses: {'200': {description: ok, schema: {properties: {n: {x-nullable: true}}}}}}}}
)")
                .size(),
            0u);
}

}  // namespace
}  // namespace plumbline::audit
