#include "validate/schema_source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/folder_testing.h"
#include "base/text.h"

namespace plumbline::validate {
namespace {

// What comes of compiling: "compiles", or the error.
std::string Outcome(const TestFolder& folder, SchemaOptions options, const Download& download) {
  try {
    (void)SchemaSource(std::move(options), download).Compile();
    return "compiles";
  } catch (const Error& error) {
    return ReplaceAll(error.what(), folder.Path(""), "");
  }
}

TEST(SchemaSource, TheNetworkIsAskedOnlyWhereItIsAllowed) {
  const TestFolder folder{{"s.json", R"({"$ref": "https://example.com/other.json#/$defs/a"})"}};
  std::vector<std::string> asked;
  const Download download = [&](const std::string& uri) {
    asked.push_back(uri);
    return std::string(R"({"$defs": {"a": {"type": "integer"}}})");
  };
  SchemaOptions options;
  options.path = folder.Path("s.json");
  EXPECT_EQ(
      Outcome(folder, options, download),
      "s.json:1:10: the reference 'https://example.com/other.json#/$defs/a' leads to 'https://example.com/other.json', which is not there: give it with --resolve, or allow the network");
  EXPECT_EQ(asked, std::vector<std::string>{});
  options.allow_network = true;
  EXPECT_EQ(Outcome(folder, options, download), "compiles");
  EXPECT_EQ(asked, std::vector<std::string>{"https://example.com/other.json"});
}

TEST(SchemaSource, MetaSchemasAreNotFetched) {
  const TestFolder folder{
      {"s.json",
       R"({"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "http://json-schema.org/draft-07/schema#"})"}};
  SchemaOptions options;
  options.path = folder.Path("s.json");
  options.allow_network = true;
  EXPECT_EQ(Outcome(folder, options, [](const std::string&) -> std::string { throw Error("asked"); }), "compiles");
}

TEST(SchemaSource, WhatIsFetchedIsHeldToTheSameRules) {
  const TestFolder folder{{"s.json", R"({"$ref": "https://example.com/other.json"})"}};
  SchemaOptions options;
  options.path = folder.Path("s.json");
  options.allow_network = true;
  EXPECT_EQ(Outcome(folder, options, [](const std::string&) { return std::string("{\"type\": \"txt\"}"); }),
            "https://example.com/other.json:1:10: 'txt' is no JSON Schema type");
  EXPECT_EQ(Outcome(folder, options, [](const std::string&) { return std::string("{\"type\": "); }),
            "https://example.com/other.json:1:10: unexpected end of text where a value is expected");
}

TEST(SchemaSource, LinksOutOfTheFolderAreRefused) {
  const TestFolder folder{{"in/s.json", R"({"$ref": "link.json"})"}, {"secret.json", "{}"}};
  std::filesystem::create_symlink(folder.Path("secret.json"), folder.Path("in/link.json"));
  SchemaOptions options;
  options.path = folder.Path("in/s.json");
  EXPECT_EQ(Outcome(folder, options, nullptr),
            "in/link.json: lies outside 'in', the folder that references may read; --base names another");
}

TEST(SchemaSource, ReferencesReadRegularFilesOnly) {
  const TestFolder folder{{"s.json", R"({"$ref": "pipe.json"})"}, {"nul.json", R"({"$ref": "s.json%00x"})"}};
  ASSERT_EQ(mkfifo(folder.Path("pipe.json").c_str(), 0600), 0);
  SchemaOptions options;
  options.path = folder.Path("s.json");
  EXPECT_EQ(Outcome(folder, options, nullptr), "pipe.json: is no regular file, and a reference reads no other");
  options.path = folder.Path("nul.json");
  EXPECT_EQ(Outcome(folder, options, nullptr), "file://s.json%00x: holds %00, and no path has a NUL byte");
}

TEST(SchemaSource, ResolvesByTheLongestUriAndDecodesTheRest) {
  const TestFolder folder{{"s.json", R"({"$ref": "https://e.com/deep/a%20b.json"})"},
                          {"nul.json", R"({"$ref": "https://e.com/deep/a%00"})"},
                          {"all/deep/a b.json", R"({"type": 1})"},
                          {"deep=/a b.json", "{}"}};
  SchemaOptions options;
  options.path = folder.Path("s.json");
  options.resolve = {ParseResolve("https://e.com/=" + folder.Path("all"))};
  EXPECT_EQ(Outcome(folder, options, nullptr),
            "all/deep/a b.json:1:10: 'type' takes the name of a type, not integer 1");
  options.resolve.push_back(ParseResolve("https://e.com/deep/=" + folder.Path("deep=")));
  EXPECT_EQ(Outcome(folder, options, nullptr), "compiles");
  options.path = folder.Path("nul.json");
  EXPECT_EQ(Outcome(folder, options, nullptr), "https://e.com/deep/a%00: holds %00, and no path has a NUL byte");
  EXPECT_THROW(ParseResolve("x=" + folder.Path("none")), Error);
  EXPECT_THROW(ParseResolve("x/=" + folder.Path("s.json")), Error);
  options.base = folder.Path("s.json");
  EXPECT_EQ(Outcome(folder, options, nullptr), "--base s.json: there is no such folder");
}

TEST(SchemaSource, CustomMetaSchemasMakeDialects) {
  const TestFolder folder{
      {"no-validation.json",
       R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/meta",
          "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true, "https://json-schema.org/draft/2020-12/vocab/applicator": true}})"},
      {"odd.json",
       R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {"https://example.com/vocab": true}})"},
      {"a.json", R"({"$schema": "https://example.com/meta", "type": "integer"})"},
      {"b.json", R"({"$schema": "https://example.com/odd"})"},
      {"c.json", R"({"$schema": "https://example.com/none"})"}};
  SchemaOptions options;
  options.resolve = {{"https://example.com/meta", folder.Path("no-validation.json")},
                     {"https://example.com/odd", folder.Path("odd.json")}};
  options.path = folder.Path("a.json");
  const SchemaSource source(options, nullptr);
  schema::Evaluator evaluator(source.Compile());
  EXPECT_EQ(evaluator.Check(std::string_view("\"no integer\"")), schema::Verdict::kValid);
  options.path = folder.Path("b.json");
  EXPECT_EQ(
      Outcome(folder, options, nullptr),
      "b.json:1:13: the dialect 'https://example.com/odd' requires the vocabulary 'https://example.com/vocab', which is not known");
  options.path = folder.Path("c.json");
  EXPECT_EQ(Outcome(folder, options, nullptr),
            "c.json:1:13: the dialect 'https://example.com/none' is not known: no meta-schema of that URI was given");
}

TEST(SchemaSource, ADocumentOfAnotherFormatIsNoSchema) {
  const auto outcome = [](const std::string& text) {
    const TestFolder folder{{"a.yaml", text}};
    SchemaOptions options;
    options.path = folder.Path("a.yaml");
    return ReplaceAll(Outcome(folder, options, nullptr), folder.Path(""), "");
  };
  EXPECT_EQ(
      outcome("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"),
      "a.yaml:1:1: this is an OpenAPI document and no JSON Schema; plumbline audit a.yaml judges it, plumbline derive a.yaml --out DIR writes its schemas, "
      "and a.yaml#/components/schemas/NAME names one of them");
  EXPECT_EQ(
      outcome("swagger: 2.0\npaths: {}\n"),
      "a.yaml:1:1: this is a Swagger document and no JSON Schema; plumbline audit a.yaml judges it, plumbline derive a.yaml --out DIR writes its schemas, "
      "and a.yaml#/definitions/NAME names one of them");
  EXPECT_EQ(outcome("suite: s\nvendor: v\ncases: []\n"),
            "a.yaml:1:1: this is a suite of requests and no JSON Schema; plumbline run a.yaml --mock runs it");
  EXPECT_EQ(outcome("vendor: acme\nsuites: ../s\n"),
            "a.yaml:1:1: this is a vendor file and no JSON Schema; plumbline audit takes its folder");
  EXPECT_EQ(outcome("waivers: []\n"),
            "a.yaml:1:1: this is a file of waivers and no JSON Schema; plumbline waivers lint a.yaml judges it");
  EXPECT_EQ(
      outcome("severity: {format.missing: off}\n"),
      "a.yaml:1:1: this is a configuration of Plumbline and no JSON Schema; plumbline audit TARGET --config a.yaml heeds it");
  // Annotations of one's own are no mistake.
  for (const char* schema :
       {"{}", "true", "openapi: 3.1.0\ntype: object\n", "vendor: acme\n", "suite: s\n", "waivers: none\n",
        "$schema: https://json-schema.org/draft/2020-12/schema\nopenapi: '3'\n"}) {
    EXPECT_EQ(outcome(schema), "compiles") << schema;
  }
}

TEST(SchemaSource, APointerPicksASchemaInsideOfADocument) {
  const TestFolder folder{
      {"old.yaml",
       "openapi: 3.0.3\ncomponents:\n  schemas:\n    A: {type: integer, nullable: true}\n    B: {$ref: '#/components/schemas/A'}\n"},
      {"new.json", R"({"openapi": "3.1.0", "components": {"schemas": {"A": {"type": ["integer", "null"]}}}})"},
      {"swagger.yaml", "swagger: '2.0'\ndefinitions:\n  A: {type: integer, minimum: 0, exclusiveMinimum: true}\n"},
      {"defs.json", R"({"$defs": {"A": {"type": "integer"}}})"}};
  const auto verdict = [&](const std::string& path, const std::string& text) {
    SchemaOptions options;
    options.path = folder.Path(path);
    const SchemaSource source(options, nullptr);
    return schema::Evaluator(source.Compile()).Check(text);
  };
  EXPECT_EQ(verdict("old.yaml#/components/schemas/B", "null"), schema::Verdict::kValid);
  EXPECT_EQ(verdict("old.yaml#/components/schemas/B", "\"7\""), schema::Verdict::kInvalid);
  EXPECT_EQ(verdict("new.json#/components/schemas/A", "null"), schema::Verdict::kValid);
  EXPECT_EQ(verdict("swagger.yaml#/definitions/A", "0"), schema::Verdict::kInvalid);
  EXPECT_EQ(verdict("defs.json#/$defs/A", "1"), schema::Verdict::kValid);
  SchemaOptions missing;
  missing.path = folder.Path("old.yaml#/components/schemas/C");
  EXPECT_EQ(
      Outcome(folder, missing, nullptr),
      "old.yaml#/components/schemas/C:1:9: refers to 'file://old.yaml#/components/schemas/C', where the schema has nothing");
  missing.path = folder.Path("none.yaml#/a");
  EXPECT_EQ(Outcome(folder, missing, nullptr), "none.yaml#/a: no such file");
}

TEST(SchemaSource, AnOpenApiSchemaMayBringItsComponents) {
  const TestFolder folder{
      {"s.yaml",
       "oneOf:\n  - $ref: '#/components/schemas/A'\ncomponents:\n  schemas:\n    A: {type: integer, nullable: true}\n"},
      {"t.yaml", "type: integer\npatternProperties: {}\n"}};
  SchemaOptions options;
  options.dialect = "openapi-3.0";
  options.path = folder.Path("s.yaml");
  EXPECT_EQ(Outcome(folder, options, nullptr), "compiles");
  options.path = folder.Path("t.yaml");
  EXPECT_EQ(
      Outcome(folder, options, nullptr),
      "t.yaml:2:1: the value has the undeclared member 'patternProperties' (by the meta-schema https://spec.openapis.org/oas/3.0/schema-object)");
}

}  // namespace
}  // namespace plumbline::validate
