#include "contract/swagger2.h"

#include <gtest/gtest.h>

#include "contract/contract.h"

namespace plumbline::contract {
namespace {

std::string Translated(const std::string& swagger) {
  document::Store store("");
  return document::WriteJson(TranslateSwagger2(store, store.Add(document::ParseYaml("a.yaml", swagger))).root, 0);
}

// The paths of a document with one operation.
std::string OperationOf(const std::string& operation, const std::string& rest = "") {
  const std::string all = Translated("swagger: '2.0'\npaths: {/a: {post: " + operation + "}}\n" + rest);
  const std::string head = R"({"swagger":"2.0","paths":{"/a":{"post":)";
  return all.starts_with(head) ? all.substr(head.size()) : all;
}

TEST(TranslateSwagger2, ServersComeFromHostBasePathAndSchemes) {
  EXPECT_EQ(Translated("swagger: '2.0'\nhost: api.acme.test\nbasePath: /v1\nschemes: [https, http]\n"),
            R"({"servers":[{"url":"https://api.acme.test/v1"},{"url":"http://api.acme.test/v1"}],"swagger":"2.0"})");
  EXPECT_EQ(Translated("swagger: '2.0'\nhost: api.acme.test\n"),
            R"({"servers":[{"url":"https://api.acme.test"}],"swagger":"2.0"})");
  EXPECT_EQ(Translated("swagger: '2.0'\nbasePath: /v1\n"), R"({"servers":[{"url":"/v1"}],"swagger":"2.0"})");
  EXPECT_EQ(Translated("swagger: '2.0'\n"), R"({"swagger":"2.0"})");
}

TEST(TranslateSwagger2, ABodyParameterIsTheRequestBody) {
  EXPECT_EQ(
      OperationOf(
          "{parameters: [{name: b, in: body, required: true, description: d, schema: {$ref: '#/definitions/P'}}, {name: q, in: query, type: integer, maximum: 5}]}"),
      R"({"parameters":[{"name":"q","in":"query","schema":{"type":"integer","maximum":5}}],"requestBody":{"description":"d","required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/P"}}}}}}}})");
  EXPECT_EQ(
      OperationOf("{consumes: [text/xml], parameters: [{$ref: '#/parameters/B'}]}",
                  "consumes: [application/json]\nparameters: {B: {name: b, in: body, schema: {type: object}}}\n"),
      R"({"parameters":[],"requestBody":{"content":{"text/xml":{"schema":{"type":"object"}}}}}}},"components":{"parameters":{}}})");
}

TEST(TranslateSwagger2, FormFieldsAreTheMembersOfOneBody) {
  EXPECT_EQ(
      OperationOf(
          "{parameters: [{name: a, in: formData, type: string, required: true}, {name: f, in: formData, type: file}]}"),
      R"({"parameters":[],"requestBody":{"required":true,"content":{"multipart/form-data":{"schema":{"type":"object","properties":{"a":{"type":"string"},"f":{"type":"string","format":"binary"}},"required":["a"]}}}}}}}})");
}

TEST(TranslateSwagger2, CollectionFormatsAreStyles) {
  const auto of = [](const std::string& format) {
    const std::string all =
        OperationOf("{parameters: [{name: a, in: query, type: array, items: {type: string}" + format + "}]}");
    return all.substr(all.find("},\"") + 1);
  };
  EXPECT_EQ(of(""), R"(,"explode":false}]}}}})");
  EXPECT_EQ(of(", collectionFormat: multi"), R"(,"explode":true}]}}}})");
  EXPECT_EQ(of(", collectionFormat: pipes"), R"(,"style":"pipeDelimited","explode":false}]}}}})");
  EXPECT_EQ(of(", collectionFormat: ssv"), R"(,"style":"spaceDelimited","explode":false}]}}}})");
}

TEST(TranslateSwagger2, ResponsesHaveContentByWhatIsProduced) {
  EXPECT_EQ(
      OperationOf(
          "{produces: [application/json, text/xml], responses: {'200': {description: d, schema: {type: array}, examples: {application/json: [1]}, "
          "headers: {X-N: {type: integer, description: n}}}, '204': {description: none}, default: {$ref: '#/responses/E'}}}"),
      R"({"responses":{"200":{"description":"d","headers":{"X-N":{"description":"n","schema":{"type":"integer"}}},"content":{"application/json":{"schema":{"type":"array"},"example":[1]},"text/xml":{"schema":{"type":"array"}}}},"204":{"description":"none"},"default":{"$ref":"#/components/responses/E"}}}}}})");
}

TEST(TranslateSwagger2, SchemasDifferInDiscriminatorNullAndFile) {
  EXPECT_EQ(
      Translated(
          "swagger: '2.0'\ndefinitions: {A: {discriminator: kind, properties: {a: {type: string, x-nullable: true}, b: {type: [integer, 'null']}, "
          "c: {type: file}, d: {allOf: [{$ref: '#/definitions/A'}]}, discriminator: {type: string}}}}\n"),
      R"({"swagger":"2.0","components":{"schemas":{"A":{"discriminator":{"propertyName":"kind"},"properties":{"a":{"type":"string","x-nullable":true,"nullable":true},"b":{"nullable":true,"type":"integer"},"c":{"type":"string","format":"binary"},"d":{"allOf":[{"$ref":"#/components/schemas/A"}]},"discriminator":{"type":"string"}}}}}})");
}

TEST(TranslateSwagger2, SecurityDefinitionsAreSchemes) {
  EXPECT_EQ(
      Translated(
          "swagger: '2.0'\nsecurityDefinitions: {b: {type: basic}, k: {type: apiKey, in: header, name: X-Key}}\n"),
      R"({"swagger":"2.0","components":{"securitySchemes":{"b":{"type":"http","scheme":"basic"},"k":{"type":"apiKey","in":"header","name":"X-Key"}}}})");
}

TEST(TranslateSwagger2, WhatIsNoSwaggerIsLeftAsItIs) {
  EXPECT_EQ(Translated("swagger: '2.0'\npaths: [1]\ndefinitions: 5\nparameters: x\nresponses: null\n"),
            R"({"swagger":"2.0","paths":[1],"components":{"schemas":5,"parameters":"x","responses":null}})");
}

// Places are those of the user's text, by line, column and pointer.
TEST(TranslateSwagger2, PlacesStandInTheUsersText) {
  const Contract contract = ParseContract("a.yaml", R"(swagger: '2.0'
info: {title: Acme, version: '1'}
host: api.acme.test
paths:
  /a:
    post:
      operationId: postA
      parameters:
        - {name: body, in: body, schema: {$ref: '#/definitions/Pet'}}
        - {name: limit, in: query, type: integer}
      responses:
        '200':
          description: d
          schema: {type: object, properties: {id: {type: string}}}
definitions:
  Pet: {type: object, properties: {owner: {$ref: '#/definitions/Owne'}}}
  Owner: {type: object}
)");
  const auto place = [](const Node& node) {
    const Place quoted = node.Quote("");
    return quoted.source + ':' + std::to_string(quoted.line) + ':' + std::to_string(quoted.column) + ' ' +
           quoted.pointer;
  };
  const Operation& operation = contract.operations.front();
  EXPECT_EQ(contract.openapi, "2.0");
  EXPECT_EQ(operation.servers.front().url, "https://api.acme.test");
  EXPECT_EQ(place(*operation.FindParameter(Location::kQuery, "limit")->schema),
            "a.yaml:10:11 /paths/~1a/post/parameters/1");
  EXPECT_EQ(place(*operation.request_body->content.front().schema), "a.yaml:9:42 /paths/~1a/post/parameters/0/schema");
  EXPECT_EQ(place(*operation.responses.front().content.front().schema),
            "a.yaml:14:19 /paths/~1a/post/responses/200/schema");
  EXPECT_EQ(place(*Node(*contract.root).At(*JsonPointer::Parse("/components/schemas/Pet"))),
            "a.yaml:16:8 /definitions/Pet");
  ASSERT_EQ(contract.problems.size(), 1u);
  EXPECT_EQ(contract.problems.front().message, "unresolved $ref '#/definitions/Owne' (did you mean 'Owner'?)");
  EXPECT_EQ(place(contract.problems.front().at), "a.yaml:16:50 /definitions/Pet/properties/owner/$ref");
}

}  // namespace
}  // namespace plumbline::contract
