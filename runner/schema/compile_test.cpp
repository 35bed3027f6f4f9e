#include <gtest/gtest.h>

#include <vector>

#include "base/error.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

// "location: message" of the error, or "compiles".
std::string Outcome(const std::string& schema) {
  try {
    Compile(document::ParseJson("schema", schema).root);
    return "compiles";
  } catch (const CompileError& error) {
    return error.location().ToString() + ": " + error.message();
  }
}

struct Row {
  std::string schema, outcome;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& [schema, outcome] : rows) EXPECT_EQ(Outcome(schema), outcome) << schema;
}

TEST(Compile, ASchemaIsAnObjectOrABoolean) {
  Check({
      {"true", "compiles"},
      {"false", "compiles"},
      {"{}", "compiles"},
      {"5", ": a schema is an object or a boolean, not integer 5"},
      {"[]", ": a schema is an object or a boolean, not array of 0 items"},
      {R"({"items": [{}]})", "/items: a schema is an object or a boolean, not array of 1 item"},
      {R"({"properties": {"a": 5}})", "/properties/a: a schema is an object or a boolean, not integer 5"},
      {R"({"additionalProperties": "no"})",
       "/additionalProperties: a schema is an object or a boolean, not string \"no\""},
      {R"({"oneOf": [{}, null]})", "/oneOf/1: a schema is an object or a boolean, not null"},
      {R"({"not": 5})", "/not: a schema is an object or a boolean, not integer 5"},
      {R"({"if": {}, "then": 5})", "/then: a schema is an object or a boolean, not integer 5"},
  });
}

TEST(Compile, UnknownKeywordsAndAnnotationsAreLeftAlone) {
  Check({
      {R"({"x-mine": 5, "nullable": true, "example": {"type": "x"}})", "compiles"},
      {R"({"title": 5, "default": {"type": "x"}, "examples": 5, "$comment": 1, "$defs": {"A": 5}})", "compiles"},
      {R"({"then": 5})", "compiles"},
  });
}

TEST(Compile, RefusesTypesThatAreNone) {
  Check({
      {R"({"type": "strin"})", "/type: 'strin' is no JSON Schema type (did you mean 'string'?)"},
      {R"({"type": "file"})", "/type: 'file' is no JSON Schema type"},
      {R"({"type": ["null", "any"]})", "/type/1: 'any' is no JSON Schema type"},
      {R"({"type": []})", "/type: 'type' takes at least one type"},
      {R"({"type": 5})", "/type: 'type' takes the name of a type, not integer 5"},
      {R"({"type": ["string", 5]})", "/type/1: 'type' takes the name of a type, not integer 5"},
  });
}

TEST(Compile, RefusesPatternsThatAreNone) {
  Check({
      {R"({"properties": {"a": {"pattern": "("}}})",
       "/properties/a/pattern: '(' is no regular expression: missing closing parenthesis at character 1"},
      {R"({"pattern": 5})", "/pattern: 'pattern' takes a string, not integer 5"},
      {R"({"patternProperties": {"[": {}}})",
       "/patternProperties/[: '[' is no regular expression: missing terminating ] for character class at character 1"},
  });
}

TEST(Compile, ReferencesLeadToAPlaceInTheSchema) {
  Check({
      {R"({"$ref": "#/$defs/A", "$defs": {"A": true}})", "compiles"},
      {R"({"$ref": "#/$defs/a~1b", "$defs": {"a/b": {}}})", "compiles"},
      {R"({"$ref": "#/$defs/a%25b%7B", "$defs": {"a%b{": {}}})", "compiles"},
      {R"({"$ref": "#/$defs/a%b", "$defs": {"a%b": {}}})", "compiles"},
      {R"({"$ref": "#/allOf/0", "allOf": [{}]})", "compiles"},
      {R"({"items": {"$ref": "#/$defs/A"}})", "/items/$ref: refers to '#/$defs/A', where the schema has nothing"},
      {R"({"$ref": "other.json"})",
       "/$ref: the reference 'other.json' leads to 'other.json', which is not there: give it with --resolve, or allow the network"},
      {R"({"$ref": "#name"})", "/$ref: refers to '#name', and no anchor has that name"},
      {R"({"$ref": 5})", "/$ref: '$ref' takes a string, not integer 5"},
      {R"({"$ref": "#/a", "a": 5})", "/$ref: refers to '#/a', which is no schema but integer 5"},
      {R"({"$ref": "#/$defs/A", "$defs": {"A": {"type": "x"}}})", "/$defs/A/type: 'x' is no JSON Schema type"},
  });
}

TEST(Compile, LoopsThatNoInstanceEndsAreRefused) {
  constexpr std::string_view kEndless = "refers to itself without end: no instance could be judged";
  for (const auto& [schema, location] : std::vector<std::pair<std::string, std::string>>{
           {R"({"$ref": "#"})", ""},
           {R"({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"allOf": [{"$ref": "#/$defs/A"}]}}})",
            "/$defs/B/allOf/0"},
           {R"({"properties": {"a": {"anyOf": [{}, {"$ref": "#/properties/a"}]}}})", "/properties/a/anyOf/1"},
           {R"({"not": {"$ref": "#"}})", "/not"},
           {R"({"if": {"$ref": "#"}})", "/if"},
           {R"({"if": {}, "else": {"$ref": "#"}})", "/else"},
           {R"({"dependentSchemas": {"a": {"$ref": "#"}}})", "/dependentSchemas/a"},
           {R"({"oneOf": [{"$ref": "#"}]})", "/oneOf/0"},
           {R"({"$dynamicRef": "#"})", ""},
           {R"({"$dynamicAnchor": "n", "allOf": [{"$dynamicRef": "#n"}]})", "/allOf/0"},
       }) {
    EXPECT_EQ(Outcome(schema), location + ": " + std::string(kEndless)) << schema;
  }
}

TEST(Compile, RecursionThatMovesOnInTheInstanceIsFine) {
  Check({
      {R"({"properties": {"next": {"$ref": "#"}}})", "compiles"},
      {R"({"items": {"anyOf": [{"type": "string"}, {"$ref": "#"}]}})", "compiles"},
      {R"({"additionalProperties": {"$ref": "#"}, "contains": {"$ref": "#"}, "prefixItems": [{"$ref": "#"}]})",
       "compiles"},
      {R"({"allOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/A"}], "$defs": {"A": {}}})", "compiles"},
  });
}

TEST(Compile, KeywordsTakeValuesOfTheirKind) {
  Check({
      {R"({"minLength": -1})", "/minLength: 'minLength' takes a whole number from 0, not integer -1"},
      {R"({"maxLength": 1.5})", "/maxLength: 'maxLength' takes a whole number from 0, not number 1.5"},
      {R"({"maxItems": "3"})", "/maxItems: 'maxItems' takes a whole number from 0, not string \"3\""},
      {R"({"minItems": 2.0, "maxProperties": 1e1})", "compiles"},
      {R"({"minimum": "3"})", "/minimum: 'minimum' takes a number, not string \"3\""},
      {R"({"exclusiveMinimum": true})", "/exclusiveMinimum: 'exclusiveMinimum' takes a number, not boolean true"},
      {R"({"multipleOf": 0})", "/multipleOf: 'multipleOf' takes a number above 0"},
      {R"({"multipleOf": -0.1})", "/multipleOf: 'multipleOf' takes a number above 0"},
      {R"({"required": true})", "/required: 'required' takes a list of strings, not boolean true"},
      {R"({"required": ["a", 5]})", "/required/1: 'required' takes strings, not integer 5"},
      {R"({"enum": 5})", "/enum: 'enum' takes a list of values, not integer 5"},
      {R"({"uniqueItems": "yes"})", "/uniqueItems: 'uniqueItems' takes a boolean, not string \"yes\""},
      {R"({"allOf": []})", "/allOf: 'allOf' takes a list of at least one schema, not array of 0 items"},
      {R"({"anyOf": {}})", "/anyOf: 'anyOf' takes a list of at least one schema, not object of 0 members"},
      {R"({"prefixItems": []})",
       "/prefixItems: 'prefixItems' takes a list of at least one schema, not array of 0 items"},
      {R"({"properties": []})", "/properties: 'properties' takes an object of schemas, not array of 0 items"},
      {R"({"dependentRequired": {"a": "b"}})",
       "/dependentRequired/a: 'dependentRequired' takes lists of names, not string \"b\""},
      {R"({"format": 5})", "/format: 'format' takes a string, not integer 5"},
      {R"({"contains": {}, "minContains": -1})",
       "/minContains: 'minContains' takes a whole number from 0, not integer -1"},
  });
}

TEST(CompileDocument, PointsIntoTheFile) {
  const auto error_of = [](const std::string& yaml) -> std::string {
    try {
      CompileDocument(document::ParseYaml("s.yaml", yaml));
      return "compiles";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(error_of("type: object\nproperties:\n  a: {type: txt}\n"), "s.yaml:3:13: 'txt' is no JSON Schema type");
  EXPECT_EQ(error_of("items:\n  $ref: '#/$defs/A'\n"),
            "s.yaml:2:9: refers to '#/$defs/A', where the schema has nothing");
  EXPECT_EQ(error_of("type: object\n"), "compiles");
}

}  // namespace
}  // namespace plumbline::schema
