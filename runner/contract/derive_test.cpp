#include "contract/derive.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/schema.h"

namespace plumbline::contract {
namespace {

using document::Store;
using document::WriteJson;

// A document with the given component schemas, the first of which is derived.
struct Derivation {
  explicit Derivation(const std::string& schemas, Direction direction = Direction::kResponse) : store("") {
    const document::Document& document =
        store.Add(document::ParseYaml("a.yaml", "components:\n  schemas:\n" + schemas));
    const Node all = *Node(document).At(*JsonPointer::Parse("/components/schemas"));
    derived = Derive(store, *all.Find(all->members.front().key), direction);
  }
  Store store;
  DerivedSchema derived;
};

std::string Json(const std::string& schemas, Direction direction = Direction::kResponse) {
  return WriteJson(Derivation(schemas, direction).derived.schema, 0);
}

// Of one Schema Object in flow style.
std::string Of(const std::string& schema) { return Json("    A: " + schema + "\n"); }

TEST(Derive, NullableActsOnlyBesideAType) {
  EXPECT_EQ(Of("{type: string, nullable: true}"), R"({"type":["string","null"]})");
  EXPECT_EQ(Of("{type: string, nullable: false}"), R"({"type":"string"})");
  EXPECT_EQ(Of("{nullable: true, minLength: 1}"), R"({"minLength":1})");
  EXPECT_EQ(Of("{nullable: true, allOf: [{type: object}]}"), R"({"allOf":[{"type":"object"}]})");
}

TEST(Derive, NullableDoesNotExtendAnEnum) {
  EXPECT_EQ(Of("{type: string, nullable: true, enum: [a, b]}"), R"({"type":["string","null"],"enum":["a","b"]})");
  EXPECT_EQ(Of("{type: string, nullable: true, enum: [a, null]}"), R"({"type":["string","null"],"enum":["a",null]})");
}

TEST(Derive, ExclusiveLimitsBecomeNumbers) {
  EXPECT_EQ(Of("{minimum: 0, exclusiveMinimum: true, maximum: 10.50, exclusiveMaximum: true}"),
            R"({"exclusiveMinimum":0,"exclusiveMaximum":10.50})");
  EXPECT_EQ(Of("{minimum: 0, exclusiveMinimum: false, maximum: 10}"), R"({"minimum":0,"maximum":10})");
  EXPECT_EQ(Of("{exclusiveMinimum: true, type: number}"), R"({"type":"number"})");
}

TEST(Derive, CopiesWhatMeansTheSame) {
  const std::string same =
      R"({"title":"t","description":"d","format":"int32","multipleOf":0.01,"maxLength":5,"minLength":1,"pattern":"^a$",)"
      R"("maxItems":3,"minItems":1,"uniqueItems":true,"maxProperties":2,"minProperties":1,"enum":[1.0,{"$ref":"x"}],)"
      R"("default":{"type":"data"},"deprecated":true,"readOnly":true})";
  EXPECT_EQ(Of(same), same);
}

TEST(Derive, LeavesOutWhatHasNoMeaningForValidation) {
  EXPECT_EQ(Of("{type: object, xml: {name: a}, externalDocs: {url: b}, x-note: 1, unknown: 2}"),
            R"({"type":"object"})");
}

TEST(Derive, AnExampleBecomesExamples) {
  EXPECT_EQ(Of("{type: number, example: 25.50}"), R"({"type":"number","examples":[25.50]})");
  EXPECT_EQ(Of("{example: [1, 2]}"), R"({"examples":[[1,2]]})");
}

TEST(Derive, NumberLexemesSurvive) {
  EXPECT_EQ(Of("{minimum: 25.50, maximum: 1e400, multipleOf: 0.010, enum: [12345678901234567890]}"),
            R"({"minimum":25.50,"maximum":1e400,"multipleOf":0.010,"enum":[12345678901234567890]})");
}

TEST(Derive, TranslatesSubschemasWhereverTheyStand) {
  EXPECT_EQ(
      Of("{properties: {nullable: {type: string, nullable: true}}, additionalProperties: {type: integer, nullable: true}, items: {minimum: 1, exclusiveMinimum: true},"
         " not: {example: 1}, anyOf: [{type: string, x-a: 1}], oneOf: [{}, {nullable: true}]}"),
      R"({"properties":{"nullable":{"type":["string","null"]}},"additionalProperties":{"type":["integer","null"]},"items":{"exclusiveMinimum":1},)"
      R"("not":{"examples":[1]},"anyOf":[{"type":"string"}],"oneOf":[{},{}]})");
  EXPECT_EQ(Of("{additionalProperties: false}"), R"({"additionalProperties":false})");
}

const char* const kOneWay = R"(    A:
      type: object
      required: [id, password, name]
      properties: {id: {type: string, readOnly: true}, password: {type: string, writeOnly: true}, name: {type: string}}
)";

const document::Value* Required(const DerivedSchema& derived, std::string_view pointer) {
  return derived.schema.At(*JsonPointer::Parse(pointer));
}

std::string RequiredOf(const std::string& schemas, Direction direction, std::string_view pointer = "/required") {
  const Derivation derivation(schemas, direction);
  const document::Value* required = Required(derivation.derived, pointer);
  return required == nullptr ? "nothing" : WriteJson(*required, 0);
}

TEST(Derive, OneWayPropertiesAreRequiredInTheirDirectionOnly) {
  EXPECT_EQ(RequiredOf(kOneWay, Direction::kRequest), R"(["password","name"])");
  EXPECT_EQ(RequiredOf(kOneWay, Direction::kResponse), R"(["id","name"])");
  EXPECT_EQ(RequiredOf("    A: {required: [id], properties: {id: {readOnly: true}}}\n", Direction::kRequest),
            "nothing");
}

TEST(Derive, OneWayPropertiesAreFoundInBranchesAndBehindReferences) {
  const std::string branch = "    A: {required: [id, name], allOf: [{properties: {id: {readOnly: true}}}]}\n";
  EXPECT_EQ(RequiredOf(branch, Direction::kRequest), R"(["name"])");
  EXPECT_EQ(RequiredOf(branch, Direction::kResponse), R"(["id","name"])");
  const std::string reference =
      "    A: {required: [id, name], allOf: [{$ref: '#/components/schemas/B'}]}\n    B: {allOf: [{properties: {id: {$ref: '#/components/schemas/Id'}}}]}\n    Id: {readOnly: true}\n";
  EXPECT_EQ(RequiredOf(reference, Direction::kRequest), R"(["name"])");
  const std::string sibling = "    A: {properties: {id: {readOnly: true}}, allOf: [{required: [id, name]}]}\n";
  EXPECT_EQ(RequiredOf(sibling, Direction::kRequest, "/allOf/0/required"), R"(["name"])");
  EXPECT_EQ(RequiredOf(sibling, Direction::kResponse, "/allOf/0/required"), R"(["id","name"])");
}

TEST(Derive, AnInnerObjectHasItsOwnProperties) {
  EXPECT_EQ(RequiredOf("    A: {properties: {id: {readOnly: true}, in: {required: [id]}}}\n", Direction::kRequest,
                       "/properties/in/required"),
            R"(["id"])");
}

TEST(Derive, ManyBranchesThatMeetAgainAreReadOnce) {
  std::string schemas;
  for (int i = 0; i < 40; ++i) {
    const std::string next = "{$ref: '#/components/schemas/A" + std::to_string(i + 1) + "'}";
    schemas += "    A" + std::to_string(i) + ": {required: [id], allOf: [" + next + ", " + next + "]}\n";
  }
  schemas += "    A40: {properties: {id: {readOnly: true}}}\n";
  EXPECT_EQ(RequiredOf(schemas, Direction::kRequest), "nothing");
}

TEST(Derive, ReferencesLeadToDefinitions) {
  EXPECT_EQ(
      Json(
          R"(    A: {properties: {b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/B', description: ignored}}}
    B: {type: string, nullable: true}
)"),
      R"({"properties":{"b":{"$ref":"#/$defs/B"},"c":{"$ref":"#/$defs/B"}},"$defs":{"B":{"type":["string","null"]}}})");
}

TEST(Derive, RingsOfReferencesEnd) {
  EXPECT_EQ(
      Json(R"(    A: {properties: {next: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}}}
    B: {items: {$ref: '#/components/schemas/A'}}
)"),
      R"({"properties":{"next":{"$ref":"#/$defs/A"},"b":{"$ref":"#/$defs/B"}},"$defs":{)"
      R"("A":{"properties":{"next":{"$ref":"#/$defs/A"},"b":{"$ref":"#/$defs/B"}}},"B":{"items":{"$ref":"#/$defs/A"}}}})");
}

TEST(Derive, DefinitionsOfOtherPlacesHaveNamesOfTheirOwn) {
  EXPECT_EQ(
      Json(
          R"(    A: {properties: {a: {$ref: '#/components/schemas/B/properties/x'}, b: {$ref: '#/components/schemas/B'}}}
    B: {properties: {x: {type: integer}}}
)"),
      R"({"properties":{"a":{"$ref":"#/$defs/components-schemas-B-properties-x"},"b":{"$ref":"#/$defs/B"}},"$defs":{)"
      R"("components-schemas-B-properties-x":{"type":"integer"},"B":{"properties":{"x":{"type":"integer"}}}}})");
}

TEST(Derive, ADiscriminatorChoosesTheBranch) {
  const Derivation derivation(R"(    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {kitty: Cat, puss: '#/components/schemas/Cat'}}
    Cat: {required: [lives]}
    Dog: {required: [bark]}
)");
  EXPECT_EQ(WriteJson(derivation.derived.schema, 0),
            R"({"allOf":[)"
            R"({"if":{"properties":{"kind":{"const":"kitty"}},"required":["kind"]},"then":{"$ref":"#/$defs/Cat"}},)"
            R"({"if":{"properties":{"kind":{"const":"puss"}},"required":["kind"]},"then":{"$ref":"#/$defs/Cat"}},)"
            R"({"if":{"properties":{"kind":{"const":"Dog"}},"required":["kind"]},"then":{"$ref":"#/$defs/Dog"}},)"
            R"({"properties":{"kind":{"enum":["kitty","puss","Dog"]}},"required":["kind"]}],)"
            R"("$defs":{"Cat":{"required":["lives"]},"Dog":{"required":["bark"]}}})");
  const schema::Program program = schema::Compile(derivation.derived.schema);
  const auto judge = [&](const std::string& json) {
    std::string text;
    for (const schema::Violation& v : schema::Evaluate(program, document::ParseJson("instance", json).root))
      text += v.instance_location.ToString() + ' ' + v.keyword + ' ' + v.member + ';';
    return text;
  };
  EXPECT_EQ(judge(R"({"kind":"kitty","lives":7})"), "");
  EXPECT_EQ(judge(R"({"kind":"kitty","bark":1})"), " required lives;");
  EXPECT_EQ(judge(R"({"kind":"Dog","bark":1})"), "");
  EXPECT_EQ(judge(R"({"kind":"Cat","lives":7})"), "/kind enum ;");
  EXPECT_EQ(judge(R"({"lives":7})"), " required kind;");
}

TEST(Derive, ADiscriminatorWithoutAlternativesAssertsNothing) {
  EXPECT_EQ(Of("{type: object, discriminator: {propertyName: kind}}"), R"({"type":"object"})");
  EXPECT_EQ(Of("{oneOf: [{type: object}], discriminator: {propertyName: kind}}"), R"({"oneOf":[{"type":"object"}]})");
}

TEST(Derive, RefusesWhatTheStandardGivesAnotherShape) {
  const auto error_of = [](const std::string& schema) -> std::string {
    try {
      Of(schema);
      return "no error";
    } catch (const Error& error) {
      return error.what();
    }
  };
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"5", "a.yaml:3:8: a schema is an object, not number"},
      {"{type: [string, 'null']}",
       "a.yaml:3:15: in OpenAPI 3.0 'type' is one string; null is allowed by 'nullable: true'"},
      {"{required: true}", "a.yaml:3:19: 'required' of a schema takes a list of property names"},
      {"{properties: [a]}", "a.yaml:3:21: 'properties' takes an object of schemas"},
      {"{allOf: {}}", "a.yaml:3:16: 'allOf' takes a list of schemas"},
      {"{items: [{}]}", "a.yaml:3:16: a schema is an object, not array"},
      {"{minimum: 1, exclusiveMinimum: 5}", "a.yaml:3:39: in OpenAPI 3.0 'exclusiveMinimum' is true or false"},
      {"{nullable: 'true'}", "a.yaml:3:19: in OpenAPI 3.0 'nullable' is true or false"},
      {"{$ref: 5}", "a.yaml:3:15: $ref takes a string"},
      {"{oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {}}",
       "a.yaml:3:67: a discriminator needs a 'propertyName'"},
  };
  for (const auto& [schema, error] : rows) EXPECT_EQ(error_of(schema), error) << schema;
}

// Since 3.1 a Schema Object is a JSON Schema already; references and the direction are all that is translated.
TEST(Derive, OfOpenApi31IsNearlyTheSchemaItself) {
  const auto of = [](const std::string& schema, Direction direction) {
    const Contract contract =
        ParseContract("a.yaml", "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: " + schema +
                                    "\n    B: {$anchor: bee, type: [integer, 'null'], readOnly: true}\n");
    const Node node = *Node(*contract.root).At(*JsonPointer::Parse("/components/schemas/A"));
    return document::WriteJson(Derive(*contract.store, node, direction, contract.dialect()).schema, 0);
  };
  const auto response = [&](const std::string& schema) { return of(schema, Direction::kResponse); };
  EXPECT_EQ(response("{type: [string, 'null'], const: a, exclusiveMinimum: 3, x-a: 1, xml: {}}"),
            R"({"type":["string","null"],"const":"a","exclusiveMinimum":3})");
  EXPECT_EQ(response("true"), "true");
  EXPECT_EQ(response("{$ref: '#/components/schemas/B', description: beside}"),
            R"({"$ref":"#/$defs/B","description":"beside","$defs":{"B":{"type":["integer","null"],"readOnly":true}}})");
  EXPECT_EQ(
      response(
          "{prefixItems: [{$ref: '#bee'}], items: false, if: {minItems: 1}, then: true, patternProperties: {a: {$ref: '#/components/schemas/B'}}}"),
      R"({"prefixItems":[{"$ref":"#/$defs/B"}],"items":false,"if":{"minItems":1},"then":true,"patternProperties":{"a":{"$ref":"#/$defs/B"}},"$defs":{"B":{"type":["integer","null"],"readOnly":true}}})");
  EXPECT_EQ(
      of("{required: [b, c], properties: {b: {$ref: '#/components/schemas/B'}, c: {writeOnly: true}}}",
         Direction::kRequest),
      R"({"required":["c"],"properties":{"b":{"$ref":"#/$defs/B"},"c":{"writeOnly":true}},"$defs":{"B":{"type":["integer","null"],"readOnly":true}}})");
  EXPECT_EQ(
      response("{required: [b, c], properties: {b: {$ref: '#/components/schemas/B'}, c: {writeOnly: true}}}"),
      R"({"required":["b"],"properties":{"b":{"$ref":"#/$defs/B"},"c":{"writeOnly":true}},"$defs":{"B":{"type":["integer","null"],"readOnly":true}}})");
  EXPECT_EQ(response("{oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}"),
            R"({"oneOf":[{"$ref":"#/$defs/B"}],"$defs":{"B":{"type":["integer","null"],"readOnly":true}}})");
}

TEST(Derive, AReferenceThatLeadsNowhereAssertsNothing) { EXPECT_EQ(Of("{$ref: '#/none'}"), "{}"); }

TEST(Origin, LeadsToThePlaceInTheContract) {
  const Derivation derivation(R"(    A:
      type: object
      required: [id, name, password]
      properties:
        id: {type: string, readOnly: true}
        name: {minimum: 1, exclusiveMinimum: true, nullable: true, type: integer}
        b: {$ref: '#/components/schemas/B'}
      oneOf: [{$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind}
    B:
      items: {type: string}
)",
                              Direction::kRequest);
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "/components/schemas/A 4:7"},
      {"/type", "/components/schemas/A/type 4:13"},
      {"/required/0", "/components/schemas/A/required/1 5:22"},  // id is left out of requests
      {"/required/1", "/components/schemas/A/required/2 5:28"},
      {"/properties/name/exclusiveMinimum", "/components/schemas/A/properties/name/exclusiveMinimum 8:46"},
      {"/properties/name/type/1", "/components/schemas/A/properties/name/type 8:74"},
      {"/properties/b/$ref", "/components/schemas/A/properties/b/$ref 9:19"},
      {"/$defs/B/items/type", "/components/schemas/B/items/type 13:21"},
      {"/allOf/0/if/properties/kind", "/components/schemas/A/discriminator 11:22"},
      {"/allOf/1/required/0", "/components/schemas/A/discriminator 11:22"},
      {"/nothing/here", "/components/schemas/A 4:7"},
  };
  for (const auto& [location, place] : rows) {
    const Node origin = derivation.derived.Origin(*JsonPointer::Parse(location));
    const SourceLocation at = origin.Location();
    EXPECT_EQ(origin.pointer().ToString() + ' ' + std::to_string(at.line) + ':' + std::to_string(at.column), place)
        << location;
  }
}

TEST(SchemaParts, NamesEverySchemaOfEveryOperation) {
  const Contract contract = ParseContract("a.yaml", R"(openapi: 3.0.3
paths:
  /charges/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    post:
      operationId: makeCharge
      parameters:
        - {name: 'a b', in: query, schema: {}}
        - {name: A-B, in: query, content: {application/json: {schema: {}}}}
        - {name: c, in: cookie, content: {text/plain: {}}}
      requestBody: {content: {application/json: {schema: {}}, application/xml: {schema: {}}, text/plain: {}}}
      responses:
        '200': {description: d, headers: {X-Rate: {schema: {}}, X-None: {}}, content: {application/json; charset=utf-8: {schema: {}}}}
        default: {description: d, content: {application/problem+json: {schema: {}}}}
)");
  std::vector<std::string> parts;
  for (const SchemaPart& part : SchemaParts(contract))
    parts.push_back(part.name + (part.direction == Direction::kRequest ? " request" : " response"));
  EXPECT_EQ(parts, (std::vector<std::string>{
                       "makeCharge.parameter.query.a-b request",
                       "makeCharge.parameter.query.A-B-2 request",
                       "makeCharge.parameter.path.id request",
                       "makeCharge.request request",
                       "makeCharge.request.application-xml request",
                       "makeCharge.response-200 response",
                       "makeCharge.response-200.header.X-Rate response",
                       "makeCharge.response-default.application-problem-json response",
                   }));
}

TEST(SchemaFile, NamesItsOrigin) {
  const Contract contract = ParseContract("specs/acme/openapi.yaml", R"(openapi: 3.0.3
paths:
  /a: {get: {operationId: getA, responses: {'200': {description: d, content: {application/json: {schema: {type: integer}}}}}}}
)");
  const SchemaPart part = SchemaParts(contract).front();
  EXPECT_EQ(WriteJson(SchemaFile("acme", part, Derive(*contract.store, part.node, part.direction))), R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:plumbline:acme:getA.response-200",
  "$comment": "Derived from openapi.yaml#/paths/~1a/get/responses/200/content/application~1json/schema",
  "type": "integer"
})");
}

}  // namespace
}  // namespace plumbline::contract
