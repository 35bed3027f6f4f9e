#include "mock/generate.h"

#include <gtest/gtest.h>

#include "contract/vendor.h"

namespace plumbline::mock {
namespace {

// The body generated for an answer with `schema`, and what the engine holds against it.
struct Generated {
  std::string body;
  std::vector<std::string> violations;
};

Generated Generate(const std::string& schema, const std::string& components = "{}") {
  const contract::Vendor vendor = contract::MakeVendor("acme", contract::ParseContract("openapi.yaml", R"(
openapi: 3.0.3
paths:
  /:
    get:
      responses: {"200": {content: {application/json: {schema: )" + schema + R"(}}}}
components: {schemas: )" + components + "}\n"));
  const contract::ContractSchema compiled = vendor.schemas->For(
      *vendor.contract->operations[0].responses[0].content[0].schema, contract::Direction::kResponse);
  const document::Value body = mock::Generate(*vendor.contract, compiled.node);
  Generated generated{document::WriteJson(body, 0), {}};
  for (const schema::Violation& violation : contract::Judge(compiled, body).violations) {
    generated.violations.push_back(schema::PathName(violation.instance_location) + ' ' + violation.message);
  }
  return generated;
}

TEST(Generate, MakesTheSmallestBodyThatSaysSomething) {
  struct Row {
    const char* schema;
    const char* body;
  };
  const Row rows[] = {
      {"{}", "null"},
      {"{type: string}", R"("string")"},
      {"{type: boolean}", "true"},
      {"{type: integer}", "0"},
      {"{type: number}", "0"},
      {"{type: object}", "{}"},
      {"{type: array, items: {type: integer}}", "[0]"},
      {"{type: string, nullable: true}", R"("string")"},
      {"{type: object, properties: {a: {type: string}, b: {type: array, items: {type: boolean}}}}",
       R"({"a":"string","b":[true]})"},
      {"{properties: {a: {type: integer}}}", R"({"a":0})"},
      {"{type: string, example: shown, default: d, enum: [e, shown, d]}", R"("shown")"},
      {"{type: string, default: d, enum: [e, d]}", R"("e")"},
      {"{type: string, default: d}", R"("d")"},
      {"{type: integer, enum: [3, 4]}", "3"},
      {"{type: integer, minimum: 5}", "5"},
      {"{type: integer, minimum: 5, exclusiveMinimum: true}", "6"},
      {"{type: integer, maximum: 5}", "0"},
      {"{type: integer, maximum: -5}", "-5"},
      {"{type: string, minLength: 8}", R"("stringxx")"},
      {"{type: string, maxLength: 3}", R"("str")"},
      {"{type: array, minItems: 3, items: {type: integer}}", "[0,0,0]"},
      {"{type: array, maxItems: 0, items: {type: integer}}", "[]"},
  };
  for (const Row& row : rows) {
    const Generated generated = Generate(row.schema);
    EXPECT_EQ(generated.body, row.body) << row.schema;
    EXPECT_EQ(generated.violations, std::vector<std::string>{}) << row.schema;
  }
}

TEST(Generate, KnowsAValueOfEveryFormat) {
  for (const char* format : {"date-time", "date", "time", "email", "hostname", "ipv4", "ipv6", "uri", "byte", "uuid",
                             "decimal", "binary", "password", "unheard-of"}) {
    const Generated generated = Generate("{type: string, format: " + std::string(format) + "}");
    EXPECT_EQ(generated.violations, std::vector<std::string>{}) << format << ": " << generated.body;
  }
  for (const char* format : {"int32", "int64"}) {
    EXPECT_EQ(Generate("{type: integer, format: " + std::string(format) + "}").violations, std::vector<std::string>{})
        << format;
  }
}

TEST(Generate, FitsBranchesTogether) {
  const char* const components = R"({
    Base: {type: object, required: [id], properties: {id: {type: string}}},
    Named: {type: object, required: [name], properties: {name: {type: string}}},
    Cat: {type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer}}},
    Dog: {type: object, required: [kind], properties: {kind: {type: string}}},
    Level: {type: string, enum: [low, high]}
  })";
  struct Row {
    const char* schema;
    const char* body;
  };
  const Row rows[] = {
      {"{allOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Named'}]}",
       R"({"id":"string","name":"string"})"},
      {"{allOf: [{$ref: '#/components/schemas/Base'}, {required: [id]}]}", R"({"id":"string"})"},
      {"{allOf: [{description: first}, {$ref: '#/components/schemas/Base'}]}", R"({"id":"string"})"},
      {"{allOf: [{$ref: '#/components/schemas/Base'}], properties: {n: {type: integer}}}", R"({"n":0,"id":"string"})"},
      {"{allOf: [{$ref: '#/components/schemas/Level'}, {description: how much}]}", R"("low")"},
      {"{type: string, allOf: [{minLength: 2}]}", R"("string")"},
      {"{allOf: [{description: anything}]}", "null"},
      {"{oneOf: [{$ref: '#/components/schemas/Base'}, {type: string}]}", R"({"id":"string"})"},
      {"{anyOf: [{type: integer}, {type: string}]}", "0"},
      {"{type: object, required: [n], properties: {n: {type: integer}}, anyOf: [{$ref: '#/components/schemas/Base'}]}",
       R"({"n":0,"id":"string"})"},
      {"{allOf: [{$ref: '#/components/schemas/Base'}], oneOf: [{$ref: '#/components/schemas/Named'}]}",
       R"({"id":"string","name":"string"})"},
      {"{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {cat: Cat}}}",
       R"({"kind":"cat","lives":0})"},
  };
  for (const Row& row : rows) {
    const Generated generated = Generate(row.schema, components);
    EXPECT_EQ(generated.body, row.body) << row.schema;
    EXPECT_EQ(generated.violations, std::vector<std::string>{}) << row.schema;
  }
}

TEST(Generate, ARecursiveSchemaEndsInABodyThatFits) {
  struct Row {
    const char* what;
    const char* node;
  };
  const Row rows[] = {
      {"a chain", "{type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}"},
      {"a chain by allOf",
       "{type: object, properties: {next: {allOf: [{$ref: '#/components/schemas/Node'}, {description: more}]}}}"},
      {"a tree",
       "{type: object, required: [children], properties: {children: {type: array, items: {$ref: '#/components/schemas/Node'}}}}"},
      {"a tree of arrays", "{type: array, items: {$ref: '#/components/schemas/Node'}}"},
      {"many ways",
       "{type: object, properties: {a: {$ref: '#/components/schemas/Node'}, b: {$ref: '#/components/schemas/Node'}, c: {$ref: '#/components/schemas/Node'},"
       " d: {$ref: '#/components/schemas/Node'}, e: {$ref: '#/components/schemas/Node'}, f: {$ref: '#/components/schemas/Node'}}}"},
  };
  // The depth at which the node begins decides where it is cut off.
  const char* const schemas[] = {
      "{$ref: '#/components/schemas/Node'}", "{type: object, properties: {n: {$ref: '#/components/schemas/Node'}}}",
      "{type: array, items: {type: object, properties: {n: {$ref: '#/components/schemas/Node'}}}}"};
  for (const Row& row : rows) {
    for (const char* schema : schemas) {
      const Generated generated = Generate(schema, std::string("{Node: ") + row.node + "}");
      EXPECT_EQ(generated.violations, std::vector<std::string>{}) << row.what << " in " << schema;
      EXPECT_GT(generated.body.size(), 2u) << row.what;
      EXPECT_LT(generated.body.size(), 2'000'000u) << row.what;
    }
  }
}

TEST(Generate, ASchemaThatNoBodyCanFitEndsToo) {
  const Generated generated =
      Generate("{$ref: '#/components/schemas/Node'}", R"({Node: {type: object, required: [a, b, c, d], properties: {
    a: {$ref: '#/components/schemas/Node'}, b: {$ref: '#/components/schemas/Node'}, c: {$ref: '#/components/schemas/Node'}, d: {$ref: '#/components/schemas/Node'}}}})");
  EXPECT_FALSE(generated.violations.empty());
  EXPECT_LT(generated.body.size(), 2'000'000u);
}

}  // namespace
}  // namespace plumbline::mock
