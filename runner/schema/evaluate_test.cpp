#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "schema/schema.h"

namespace plumbline::schema {
namespace {

using Strings = std::vector<std::string>;

// "instance_location keyword message" of every violation.
Strings Judge(const std::string& schema, const std::string& instance) {
  Strings lines;
  for (const Violation& v :
       Evaluate(Compile(document::ParseJson("schema", schema).root), document::ParseJson("instance", instance).root)) {
    lines.push_back(v.instance_location.ToString() + ' ' + v.keyword + ' ' + v.message);
  }
  return lines;
}

struct Row {
  std::string schema, instance;
  Strings violations;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& [schema, instance, violations] : rows)
    EXPECT_EQ(Judge(schema, instance), violations) << schema << " judges " << instance;
}

TEST(Evaluate, BooleanSchemas) {
  Check({
      {"true", "5", {}},
      {"{}", "null", {}},
      {"false", "5", {"  is not allowed"}},
      {R"({"properties": {"a": false}})", R"({"a": 1, "b": 2})", {"/a  is not allowed"}},
  });
}

TEST(Evaluate, Type) {
  Check({
      {R"({"type": "integer"})", "5", {}},
      {R"({"type": "integer"})", "1.0", {}},
      {R"({"type": "integer"})", "1e400", {}},
      {R"({"type": "integer"})", "25.5", {" type is not an integer"}},
      {R"({"type": "integer"})", "\"5\"", {" type is not an integer"}},
      {R"({"type": "number"})", "5", {}},
      {R"({"type": "number"})", "true", {" type is not a number"}},
      {R"({"type": "null"})", "null", {}},
      {R"({"type": "null"})", "0", {" type is not null"}},
      {R"({"type": "object"})", "[]", {" type is not an object"}},
      {R"({"type": "array"})", "{}", {" type is not an array"}},
      {R"({"type": "boolean"})", "false", {}},
      {R"({"type": ["string", "null"]})", "null", {}},
      {R"({"type": ["string", "null"]})", "5", {" type is not a string or null"}},
      {R"({"type": ["integer", "string"]})", "1.5", {" type is not an integer or a string"}},
  });
}

TEST(Evaluate, EnumAndConst) {
  Check({
      {R"({"enum": ["a", 1, null]})", "\"a\"", {}},
      {R"({"enum": ["a", 1, null]})", "1.0", {}},
      {R"({"enum": ["a", 1, null]})", "null", {}},
      {R"({"enum": ["a", 1, null]})", "false", {" enum is not one of the allowed values"}},
      {R"({"enum": ["pending", "settled"]})",
       "\"setled\"",
       {" enum is not one of the allowed values (did you mean 'settled'?)"}},
      {R"({"enum": [{"a": [1]}]})", R"({"a": [1.0]})", {}},
      {R"({"enum": []})", "1", {" enum is not one of the allowed values"}},
      {R"({"const": 2.50})", "2.5", {}},
      {R"({"const": null})", "null", {}},
      {R"({"const": "a"})", "\"b\"", {" const is not the one allowed value"}},
      {R"({"const": 0})", "false", {" const is not the one allowed value"}},
  });
}

TEST(Evaluate, Numbers) {
  Check({
      {R"({"minimum": 0})", "0", {}},
      {R"({"minimum": 0})", "-0.01", {" minimum is less than 0"}},
      {R"({"minimum": 0.10})", "0.0999999999999999999999", {" minimum is less than 0.10"}},
      {R"({"maximum": 12345678901234567890})",
       "12345678901234567891",
       {" maximum is greater than 12345678901234567890"}},
      {R"({"maximum": 1e400})", "99999", {}},
      {R"({"maximum": 5})", "\"9\"", {}},
      {R"({"exclusiveMinimum": 0})", "0.0", {" exclusiveMinimum is not greater than 0"}},
      {R"({"exclusiveMinimum": 0})", "1e-400", {}},
      {R"({"exclusiveMaximum": 1})", "1.0", {" exclusiveMaximum is not less than 1"}},
      {R"({"multipleOf": 0.01})", "19.99", {}},
      {R"({"multipleOf": 0.01})", "108.245", {" multipleOf is no multiple of 0.01"}},
      {R"({"multipleOf": 0.1})", "0.3", {}},
      {R"({"multipleOf": 3})", "1e400", {" multipleOf is no multiple of 3"}},
      {R"({"minimum": 1, "multipleOf": 2})", "-1", {" minimum is less than 1", " multipleOf is no multiple of 2"}},
  });
}

TEST(Evaluate, Strings) {
  Check({
      {R"({"minLength": 2})", "\"é\"", {" minLength is shorter than 2 characters"}},
      {R"({"minLength": 1})", "\"\"", {" minLength is shorter than 1 character"}},
      {R"({"maxLength": 2})", "\"🐲🐲\"", {}},
      {R"({"maxLength": 2})", "\"abc\"", {" maxLength is longer than 2 characters"}},
      {R"({"maxLength": 2})", "12345", {}},
      {R"({"pattern": "^[A-Z]{3}$"})", "\"EUR\"", {}},
      {R"({"pattern": "^[A-Z]{3}$"})", "\"EUR\\n\"", {" pattern does not match the pattern ^[A-Z]{3}$"}},
      {R"({"pattern": "b"})", "\"abc\"", {}},
      {R"({"pattern": "b"})", "5", {}},
      {R"({"pattern": "(?=a)^(a+)+$"})",
       "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"",
       {" pattern cannot be judged: the pattern (?=a)^(a+)+$ met its match limit"}},
      {R"({"format": "date"})",
       "\"2026-02-30\"",
       {" format is no date: the day is past the end of its month (character 9)"}},
      {R"({"format": "date"})", "\"2026-02-28\"", {}},
  });
}

TEST(Evaluate, Arrays) {
  Check({
      {R"({"items": {"type": "string"}})",
       R"(["a", 1, "b", null])",
       {"/1 type is not a string", "/3 type is not a string"}},
      {R"({"items": {"type": "string"}})", R"({"0": 1})", {}},
      {R"({"items": false})", "[]", {}},
      {R"({"prefixItems": [{"type": "string"}, {"type": "integer"}]})",
       R"([1, "a", true])",
       {"/0 type is not a string", "/1 type is not an integer"}},
      {R"({"prefixItems": [{"type": "string"}], "items": {"type": "integer"}})",
       R"(["a", 1, "b"])",
       {"/2 type is not an integer"}},
      {R"({"prefixItems": [{"type": "string"}], "items": false})", R"(["a", 1])", {"/1  is not allowed"}},
      {R"({"minItems": 1})", "[]", {" minItems has fewer than 1 item"}},
      {R"({"maxItems": 2})", "[1, 2, 3]", {" maxItems has more than 2 items"}},
      {R"({"uniqueItems": true})", "[1, 2, 1.0, 2]", {" uniqueItems holds equal items at 0 and 2"}},
      {R"({"uniqueItems": true})",
       R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}])",
       {" uniqueItems holds equal items at 0 and 1"}},
      {R"({"uniqueItems": true})", R"([1, true, "1", null, [1]])", {}},
      {R"({"uniqueItems": false})", "[1, 1]", {}},
      {R"({"contains": {"type": "string"}})", R"([1, "a"])", {}},
      {R"({"contains": {"type": "string"}})", "[1]", {" contains has fewer than 1 item that fit 'contains'"}},
      {R"({"contains": {"type": "string"}, "minContains": 0})", "[1]", {}},
      {R"({"contains": {"type": "string"}, "minContains": 2})",
       R"(["a"])",
       {" contains has fewer than 2 items that fit 'contains'"}},
      {R"({"contains": {"type": "string"}, "maxContains": 1})",
       R"(["a", 1, "b"])",
       {" contains has more than 1 item that fit 'contains'"}},
  });
}

TEST(Evaluate, Objects) {
  Check({
      {R"({"properties": {"a": {"type": "string"}, "b": {"minimum": 0}}})",
       R"({"b": -1, "a": 1, "c": 2})",
       {"/b minimum is less than 0", "/a type is not a string"}},
      {R"({"properties": {"a/b~c": {"type": "string"}}})", R"({"a/b~c": 1})", {"/a~1b~0c type is not a string"}},
      {R"({"patternProperties": {"^x-": {"type": "string"}}})",
       R"({"x-a": 1, "ax-": 2})",
       {"/x-a type is not a string"}},
      {R"({"properties": {"amount": {}}, "additionalProperties": false})",
       R"({"amout": 1})",
       {" additionalProperties has the undeclared member 'amout' (did you mean 'amount'?)"}},
      {R"({"patternProperties": {"^x-": {}}, "additionalProperties": false})",
       R"({"x-a": 1, "b": 2})",
       {" additionalProperties has the undeclared member 'b'"}},
      {R"({"properties": {"a": {}}, "additionalProperties": {"type": "string"}})",
       R"({"a": 1, "b": 2, "c": "x"})",
       {"/b type is not a string"}},
      {R"({"propertyNames": {"maxLength": 2}})",
       R"({"ab": 1, "abc": 2})",
       {" propertyNames has a member named 'abc', which is longer than 2 characters"}},
      {R"({"required": ["id", "name"]})",
       R"({"nam": 1})",
       {" required lacks the required member 'id'",
        " required lacks the required member 'name' (did you mean 'nam'?)"}},
      {R"({"required": ["id"]})", "[]", {}},
      {R"({"required": ["id"]})", R"({"id": null})", {}},
      {R"({"minProperties": 1})", "{}", {" minProperties has fewer than 1 member"}},
      {R"({"maxProperties": 1})", R"({"a": 1, "b": 2})", {" maxProperties has more than 1 member"}},
      {R"({"dependentRequired": {"a": ["b", "c"]}})",
       R"({"a": 1, "c": 2})",
       {" dependentRequired lacks the member 'b', which 'a' requires"}},
      {R"({"dependentRequired": {"a": ["b"]}})", R"({"b": 1})", {}},
      {R"({"dependentSchemas": {"a": {"required": ["other"]}}})",
       R"({"a": 1})",
       {" required lacks the required member 'other'"}},
      {R"({"dependentSchemas": {"a": {"required": ["b"]}}})", R"({"c": 1})", {}},
  });
}

TEST(Evaluate, Applicators) {
  Check({
      {R"({"allOf": [{"type": "string"}, {"minimum": 3}, {"type": "null"}]})",
       "1",
       {" type is not a string", " minimum is less than 3", " type is not null"}},
      {R"({"anyOf": [{"type": "string"}, {"minimum": 3}]})", "5", {}},
      {R"({"anyOf": [{"type": "string"}, {"minimum": 3}]})",
       "1",
       {" anyOf fits none of 2 alternatives; the nearest is number 2, the only one of this type",
        " minimum is less than 3"}},
      {R"({"anyOf": [{"type": "string"}, {"properties": {"a": {"type": "string"}}}]})",
       R"({"a": 1})",
       {" anyOf fits none of 2 alternatives; the nearest is number 2, the only one of this type",
        "/a type is not a string"}},
      {R"({"oneOf": [{"type": "integer"}, {"minimum": 3}]})", "1", {}},
      {R"({"oneOf": [{"type": "integer"}, {"minimum": 3}]})", "5", {" oneOf fits the alternatives 1, 2 at once"}},
      {R"({"oneOf": [{"required": ["a", "b"]}, {"required": ["c"]}]})",
       "{}",
       {" oneOf fits none of 2 alternatives; the nearest is number 2", " required lacks the required member 'c'"}},
      {R"({"not": {"type": "string"}})", "5", {}},
      {R"({"not": {"type": "string"}})", "\"a\"", {" not fits a schema that it must not fit"}},
      {R"({"not": {}})", "1", {" not fits a schema that it must not fit"}},
      {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}})",
       "\"a\"",
       {" minLength is shorter than 2 characters"}},
      {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}})",
       "1",
       {" minimum is less than 2"}},
      {R"({"if": {"type": "string"}})", "1", {}},
      {R"({"then": {"type": "string"}, "else": false})", "1", {}},
  });
}

TEST(Evaluate, References) {
  Check({
      {R"({"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "string"}}})",
       R"({"a": 1})",
       {"/a type is not a string"}},
      {R"({"$ref": "#/$defs/A", "minimum": 5, "$defs": {"A": {"type": "string"}}})",
       "1",
       {" type is not a string", " minimum is less than 5"}},
      {R"({"properties": {"next": {"$ref": "#"}}, "required": ["id"]})",
       R"({"id": 1, "next": {"id": 2, "next": {}}})",
       {"/next/next required lacks the required member 'id'"}},
      {R"({"$ref": "#/$defs/a%25b", "$defs": {"a%b": {"type": "string"}}})", "1", {" type is not a string"}},
  });
}

TEST(Evaluate, SaysAllThatIsToBeSaidOfAViolation) {
  const auto violations =
      Evaluate(Compile(document::ParseJson("schema", R"({
    "properties": {"calls": {"items": {"$ref": "#/$defs/Call"}}},
    "$defs": {"Call": {"required": ["id", "minutes"], "properties": {"minutes": {"type": "integer"}}}}
  })")
                           .root),
               document::ParseJson("instance", R"({"calls": [{"id": 1, "minutes": 25.50}, {"id": 2}]})").root);
  const auto at = [](std::string_view pointer) { return *JsonPointer::Parse(pointer); };
  EXPECT_EQ(violations, (std::vector<Violation>{
                            {.keyword = "type",
                             .instance_location = at("/calls/0/minutes"),
                             .keyword_location = at("/properties/calls/items/$ref/properties/minutes/type"),
                             .schema_location = at("/$defs/Call/properties/minutes/type"),
                             .detail_location = at("/$defs/Call/properties/minutes/type"),
                             .message = "is not an integer",
                             .expected = "integer",
                             .observed = "number 25.50",
                             .member = ""},
                            {.keyword = "required",
                             .instance_location = at("/calls/1"),
                             .keyword_location = at("/properties/calls/items/$ref/required"),
                             .schema_location = at("/$defs/Call/required"),
                             .detail_location = at("/$defs/Call/required/1"),
                             .message = "lacks the required member 'minutes'",
                             .expected = "'minutes'",
                             .observed = "no such member",
                             .member = "minutes"},
                        }));
}

TEST(Evaluate, AProgramMayBeCopiedAndUsedAgain) {
  const auto compile = [] { return Compile(document::ParseJson("schema", R"({"type": "string"})").root); };
  const Program copy = compile();
  EXPECT_TRUE(IsValid(copy, document::Value::String("a")));
  EXPECT_FALSE(IsValid(copy, document::Value::Null()));
  EXPECT_TRUE(IsValid(copy, document::Value::String("b")));
}

TEST(Describe, NamesKindAndValue) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"null", "null"},           {"true", "boolean true"},      {"25.50", "number 25.50"},
      {"5", "integer 5"},         {"1.0", "integer 1.0"},        {"\"a\\nb\"", "string \"a\\nb\""},
      {"[1]", "array of 1 item"}, {"{}", "object of 0 members"},
  };
  for (const auto& [json, text] : rows) EXPECT_EQ(Describe(document::ParseJson("instance", json).root), text);
}

TEST(Describe, ShortensBetweenCharacters) {
  std::string long_text;
  for (int i = 0; i < 40; ++i) long_text += "é";
  std::string shown;
  for (int i = 0; i < 29; ++i) shown += "é";
  EXPECT_EQ(Describe(document::Value::String(long_text)), "string \"" + shown + "…");
}

TEST(PathName, ReadsLikeAProgram) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "the value"},
      {"/calls/total_minutes", "calls.total_minutes"},
      {"/customers/3/name", "customers[3].name"},
      {"/0/1", "[0][1]"},
      {"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q"},
      {"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/0/s", "a.b.c.d.e.f.….j.k.l.m.n.o.p.q[0].s"},
  };
  for (const auto& [pointer, name] : rows) EXPECT_EQ(PathName(*JsonPointer::Parse(pointer)), name);
}

TEST(Evaluate, UnevaluatedMembersAreNotBlamedForAnotherFailure) {
  Check({
      {R"({"allOf": [{"properties": {"a": {"type": "integer"}, "b": true}}], "unevaluatedProperties": false})",
       R"({"a": "x", "b": 1})",
       {"/a type is not an integer"}},
      {R"({"allOf": [{"properties": {"a": true}}], "required": ["c"], "unevaluatedProperties": false})",
       R"({"a": 1, "b": 1})",
       {" required lacks the required member 'c'",
        " unevaluatedProperties has the member 'b', which no schema expects"}},
      {R"({"anyOf": [{"prefixItems": [{"type": "integer"}]}], "unevaluatedItems": false})",
       "[1, 2]",
       {" unevaluatedItems has the item 1, which no schema expects"}},
  });
}

TEST(Evaluate, MembersThatNoSchemaSpeaksOfAreToldWhateverElseFails) {
  Check({
      {R"({"allOf": [{"properties": {"a": {"type": "integer"}, "beta": true}}], "unevaluatedProperties": false})",
       R"({"a": "x", "beta": 1, "betta": 1})",
       {"/a type is not an integer",
        " unevaluatedProperties has the member 'betta', which no schema expects (did you mean 'beta'?)"}},
      {R"({"$ref": "#/$defs/a", "unevaluatedProperties": false, "$defs": {"a": {"properties": {"a": {"type": "integer"}}, "patternProperties": {"^x": true}}}})",
       R"({"a": "x", "x1": 1, "zzz": 1})",
       {"/a type is not an integer", " unevaluatedProperties has the member 'zzz', which no schema expects"}},
      {R"({"allOf": [{"additionalProperties": {"type": "integer"}}], "unevaluatedProperties": false})",
       R"({"a": "x", "b": 1})",
       {"/a type is not an integer"}},
      {R"({"allOf": [{"properties": {"name": true}}], "unevaluatedProperties": false})",
       R"({"nane": 1})",
       {" unevaluatedProperties has the member 'nane', which no schema expects (did you mean 'name'?)"}},
  });
}

TEST(Evaluate, ASlipInAnOrdinaryMemberChoosesNoOtherAlternative) {
  const std::string parts =
      R"("oneOf": [{"type": "object", "required": ["ref"]}, {"type": "object", "properties": {"type": {"enum": ["string", "object"]}}}])";
  Check({
      {"{" + parts + "}",
       R"({"type": "strin"})",
       {" oneOf fits none of 2 alternatives; the nearest is number 2",
        "/type enum is not one of the allowed values (did you mean 'string'?)"}},
      // Where several fix the member, its value tells them apart.
      {R"({"oneOf": [{"properties": {"kind": {"enum": ["a", "b"]}, "n": {"type": "integer"}}}, {"properties": {"kind": {"enum": ["c", "d"]}, "n": {"type": "integer"}}}]})",
       R"({"kind": "c", "n": "x"})",
       {" oneOf fits none of 2 alternatives; the nearest is number 2, the only one whose fixed values fit",
        "/n type is not an integer"}},
  });
}

TEST(Evaluate, ADiscriminatorsChoiceIsTold) {
  Options options;
  options.dialect = DialectId::kOpenApi30;
  const Program program = CompileText(
      "s.json", R"({"oneOf": [{"$ref": "#/d/Cat"}, {"$ref": "#/d/Dog"}], "discriminator": {"propertyName": "pet"},
      "d": {"Cat": {"type": "object", "properties": {"lives": {"type": "integer"}}}, "Dog": {"type": "object", "required": ["bark"]}}})",
      options);
  const auto violations = Evaluate(program, document::ParseJson("i", R"({"pet": "Cat", "lives": "nine"})").root);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].choice, "chosen by 'pet': 'Cat'");
  EXPECT_EQ(violations[0].keyword_location.ToString(), "/discriminator/mapping/Cat/properties/lives/type");
  EXPECT_EQ(Evaluate(program, document::ParseJson("i", R"({"pet": "Kat"})").root)[0].message,
            "has 'Kat' under 'pet', which chooses no schema (did you mean 'Cat'?)");
}

TEST(Evaluate, ADiscriminatorWithoutAMappingLeavesTheChoiceToFixedValues) {
  Options options;
  options.dialect = DialectId::kOpenApi31;
  const auto program = [&](const std::string& mapping, const std::string& cat) {
    return CompileText(
        "s.json",
        R"({"anyOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "discriminator": {"propertyName": "pet")" +
            mapping + R"(}, "$defs": {
      "Cat": {"type": "object", "required": ["pet", "lives"], "properties": {"pet": )" +
            cat + R"(}},
      "Dog": {"type": "object", "required": ["pet"], "properties": {"pet": {"enum": ["dog"]}}}}})",
        options);
  };
  const Program fixed = program("", R"({"enum": ["cat"]})");
  EXPECT_EQ(Evaluator(fixed).Check(R"({"pet": "cat", "lives": 9})"), Verdict::kValid);
  EXPECT_EQ(Evaluator(fixed).Check(R"({"pet": "dog"})"), Verdict::kValid);
  EXPECT_EQ(Evaluator(fixed).Check(R"({"pet": "cat"})"), Verdict::kInvalid);
  EXPECT_EQ(Evaluator(fixed).Check(R"({"pet": "Cat", "lives": 9})"), Verdict::kInvalid);
  // With a mapping, its values count; a value that is the name as well is no other choice.
  EXPECT_EQ(Evaluate(program(R"(, "mapping": {"tom": "#/$defs/Cat"})", R"({"enum": ["cat"]})"),
                     document::ParseJson("i", R"({"pet": "cat", "lives": 9})").root)[0]
                .message,
            "has 'cat' under 'pet', which chooses no schema (did you mean 'Cat'?)");
}

TEST(Evaluate, ADiscriminatorChoosesAmongOneOfAndLeavesAnyOfAlone) {
  Options options;
  options.dialect = DialectId::kOpenApi30;
  const Program both = CompileText(
      "s.json",
      R"({"oneOf": [{"$ref": "#/d/Cat"}], "anyOf": [{"required": ["b"]}, {"required": ["c"]}], "discriminator": {"propertyName": "pet"},
      "d": {"Cat": {"type": "object"}}})",
      options);
  EXPECT_EQ(Evaluator(both).Check(R"({"pet": "Cat", "b": 1})"), Verdict::kValid);
  EXPECT_EQ(Evaluator(both).Check(R"({"pet": "Cat"})"), Verdict::kInvalid);
  EXPECT_EQ(Evaluate(both, document::ParseJson("i.json", R"({"pet": "Cat"})").root).front().keyword, "anyOf");
  const Program any = CompileText(
      "s.json", R"({"anyOf": [{"$ref": "#/d/Cat"}, {"$ref": "#/d/Dog"}], "discriminator": {"propertyName": "pet"},
      "d": {"Cat": {"required": ["lives"]}, "Dog": {}}})",
      options);
  EXPECT_EQ(Evaluator(any).Check(R"({"pet": "Dog"})"), Verdict::kValid);
  EXPECT_EQ(Evaluator(any).Check(R"({"pet": "Cat"})"), Verdict::kInvalid);
}

TEST(Evaluate, RequiredDoesNotAskForPropertiesOfTheOtherDirection) {
  const auto requires_id = [](const std::string& schema, Direction direction) {
    Options options;
    options.dialect = DialectId::kOpenApi30;
    options.direction = direction;
    const Program program = CompileText("s.json", schema, options);
    const Verdict verdict = Evaluator(program).Check("{}");
    EXPECT_EQ(Evaluate(program, document::ParseJson("i.json", "{}").root).empty(), verdict == Verdict::kValid)
        << schema;
    return verdict != Verdict::kValid;
  };
  for (
      const std::string schema :
      {R"({"required": ["id"], "properties": {"id": {"readOnly": true}}})",
       R"({"required": ["id"], "allOf": [{"properties": {"id": {"readOnly": true}}}]})",
       R"({"required": ["id"], "allOf": [{"$ref": "#/d/A"}], "d": {"A": {"allOf": [{"properties": {"id": {"$ref": "#/d/Id"}}}]}, "Id": {"readOnly": true}}})",
       R"({"properties": {"id": {"readOnly": true}}, "allOf": [{"required": ["id"]}]})",
       R"({"allOf": [{"required": ["id"]}, {"properties": {"id": {"readOnly": true}}}]})",
       R"({"allOf": [{"allOf": [{"required": ["id"]}]}, {"$ref": "#/d/A"}], "d": {"A": {"properties": {"id": {"readOnly": true}}}}})"}) {
    EXPECT_FALSE(requires_id(schema, Direction::kRequest)) << schema;
    EXPECT_TRUE(requires_id(schema, Direction::kResponse)) << schema;
    EXPECT_TRUE(requires_id(schema, Direction::kNone)) << schema;
  }
  // Alternatives declare for themselves only.
  EXPECT_TRUE(requires_id(R"({"required": ["id"], "anyOf": [{"properties": {"id": {"readOnly": true}}}]})",
                          Direction::kRequest));
}

TEST(Evaluate, TheDialectOfOpenApi31) {
  Options options;
  options.check_metaschema = true;
  options.direction = Direction::kResponse;
  const std::string schema =
      R"({"$schema": "https://spec.openapis.org/oas/3.1/dialect/base", "type": ["object", "null"],
      "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "discriminator": {"propertyName": "pet", "mapping": {"c": "#/$defs/Cat"}},
      "$defs": {"Cat": {"type": "object", "properties": {"pet": {"const": "c"}, "pin": {"writeOnly": true}}, "required": ["pin"], "unevaluatedProperties": false},
                "Dog": {"type": "object", "required": ["bark"]}}})";
  const Program program = CompileText("s.json", schema, options);
  const auto said = [&](const std::string& instance) {
    std::vector<std::string> messages;
    for (const Violation& v : Evaluate(program, document::ParseJson("i", instance).root))
      messages.push_back(v.instance_location.ToString() + " " + v.message);
    return messages;
  };
  EXPECT_EQ(program.dialect(), DialectId::kOpenApi31);
  EXPECT_EQ(said(R"({"pet": "c"})"), std::vector<std::string>{});
  EXPECT_EQ(said(R"({"pet": "Dog", "bark": 1})"), std::vector<std::string>{});
  EXPECT_EQ(said(R"({"pet": "c", "pin": 1})"),
            std::vector<std::string>{" has the writeOnly member 'pin', which is no part of a response"});
  EXPECT_EQ(said(R"({"pet": "c", "x": 1})"), std::vector<std::string>{" has the member 'x', which no schema expects"});
  EXPECT_EQ(said("null"),
            (std::vector<std::string>{" fits none of 2 alternatives; the nearest is number 1", " is not an object"}));
  EXPECT_THROW(
      CompileText("s.json",
                  R"({"$schema": "https://spec.openapis.org/oas/3.1/dialect/base", "discriminator": {"mapping": {}}})",
                  options),
      CompileError);
}

}  // namespace
}  // namespace plumbline::schema
