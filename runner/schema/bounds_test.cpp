// Schemas and instances that are meant to hurt: each ends with an answer or an error that says why there is none.
#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/output.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

std::string Nested(std::size_t depth, const std::string& open, const std::string& middle, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += middle;
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

Verdict Judge(const Program& program, const std::string& instance) {
  return Evaluator(program).Check(std::string_view(instance));
}

TEST(Bounds, InstancesOfTenThousandLevelsAreJudged) {
  const Program list = CompileText(
      "s.json", R"({"properties": {"next": {"$ref": "#"}, "value": {"type": "integer"}}, "required": ["value"]})");
  const std::string open = R"({"value": 1, "next": )";
  EXPECT_EQ(Judge(list, Nested(9'999, open, R"({"value": 1})", "}")), Verdict::kValid);
  EXPECT_EQ(Judge(list, Nested(9'999, open, R"({"value": "x"})", "}")), Verdict::kInvalid);
  const Program tree =
      CompileText("s.json", R"({"anyOf": [{"type": "integer"}, {"type": "array", "items": {"$ref": "#"}}]})");
  EXPECT_EQ(Judge(tree, Nested(10'000, "[", "1", "]")), Verdict::kValid);
  EXPECT_EQ(Judge(tree, Nested(10'000, "[", "null", "]")), Verdict::kInvalid);
  EXPECT_EQ(Judge(tree, Nested(10'001, "[", "1", "]")), Verdict::kUndecided);
}

TEST(Bounds, DeepViolationsAreExplained) {
  const Program list = CompileText(
      "s.json", R"({"properties": {"next": {"$ref": "#"}}, "required": ["value"], "unevaluatedProperties": true})");
  document::Limits limits;
  limits.max_depth = kMostLevels;
  document::Tape tape;
  const std::string text = Nested(3'000, R"({"value": 1, "next": )", "{}", "}");
  ASSERT_TRUE(tape.ReadJson(text, limits));
  const auto violations = Evaluate(list, tape);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].instance_location.tokens().size(), 3'000u);
  EXPECT_EQ(violations[0].message, "lacks the required member 'value'");
}

TEST(Bounds, SchemasThatBranchExponentiallyHaveTheirVerdictsRemembered) {
  std::string chain = R"({"$ref": "#/$defs/s0", "$defs": {)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = std::to_string(i + 1);
    chain += "\"s" + std::to_string(i) + R"(": {"allOf": [{"$ref": "#/$defs/s)" + next +
             R"("}, {"minLength": 1}, {"$ref": "#/$defs/s)" + next + "\"}]},";
  }
  chain += R"("s40": {"pattern": "^a"}}})";
  const Program program = CompileText("s.json", chain);
  EXPECT_EQ(Judge(program, "\"abc\""), Verdict::kValid);
  EXPECT_EQ(Judge(program, "\"xbc\""), Verdict::kInvalid);
  // Alternatives that recurse before their tag decides.
  const Program nested = CompileText("s.json", R"({"oneOf": [
      {"type": "object", "properties": {"child": {"$ref": "#"}, "kind": {"const": "a"}}, "required": ["kind"]},
      {"type": "object", "properties": {"child": {"$ref": "#"}, "kind": {"const": "b"}}, "required": ["kind"]},
      {"type": "null"}]})");
  EXPECT_EQ(Judge(nested, Nested(60, R"({"child": )", "null", R"(, "kind": "b"})")), Verdict::kValid);
  EXPECT_EQ(Judge(nested, Nested(60, R"({"child": )", "5", R"(, "kind": "b"})")), Verdict::kInvalid);
  // The same without a tag that tells them apart.
  const Program blind = CompileText("s.json", R"({"anyOf": [
      {"type": "array", "items": {"$ref": "#"}, "minItems": 1}, {"type": "array", "items": {"$ref": "#"}, "maxItems": 5}, {"type": "null"}]})");
  EXPECT_EQ(Judge(blind, Nested(60, "[", "5", "]")), Verdict::kInvalid);
}

TEST(Bounds, EveryOneOfManyRequiredNamesIsAskedFor) {
  std::string names, members;
  for (int i = 0; i < 65'537; ++i) {
    names += (i == 0 ? "\"n" : ",\"n") + std::to_string(i) + '"';
    if (i < 65'536) members += (i == 0 ? "\"n" : ",\"n") + std::to_string(i) + "\":1";
  }
  const Program program = CompileText("s.json", R"({"required": [)" + names + "]}");
  EXPECT_EQ(Judge(program, "{" + members + "}"), Verdict::kInvalid);
  EXPECT_EQ(Judge(program, "{" + members + ",\"n65536\":1}"), Verdict::kValid);
  document::Tape tape;
  const std::string instance = "{" + members + "}";
  ASSERT_TRUE(tape.ReadJson(instance));
  const auto violations = Evaluate(program, tape);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].member, "n65536");
}

TEST(Bounds, WideSchemas) {
  std::string any = R"({"anyOf": [)", one = R"({"enum": [)", properties = R"({"properties": {)";
  for (int i = 0; i < 100'000; ++i) {
    const std::string number = std::to_string(i);
    any += R"({"const": )" + number + "},";
    one += "\"v" + number + "\",";
    if (i < 20'000) properties += "\"p" + number + R"(": {"$ref": "#/$defs/d)" + number + "\"},";
  }
  EXPECT_EQ(Judge(CompileText("s.json", any + "{\"const\": -1}]}"), "99999"), Verdict::kValid);
  EXPECT_EQ(Judge(CompileText("s.json", one + "0]}"), "\"v99999\""), Verdict::kValid);
  properties += R"("q": true}, "$defs": {)";
  for (int i = 0; i < 20'000; ++i) properties += "\"d" + std::to_string(i) + R"(": {"type": "integer"},)";
  EXPECT_EQ(Judge(CompileText("s.json", properties + "\"d\": true}}"), R"({"p19999": "x"})"), Verdict::kInvalid);
}

TEST(Bounds, NumbersOfAnySize) {
  const Program program = CompileText("s.json", R"({"minimum": 1e999999999, "multipleOf": 0.01})");
  EXPECT_EQ(Judge(program, "1e1000000000"), Verdict::kValid);
  EXPECT_EQ(Judge(program, "1e400"), Verdict::kInvalid);
  EXPECT_EQ(
      Judge(CompileText("s.json", R"({"type": "integer", "maximum": 18446744073709551616})"), "18446744073709551617"),
      Verdict::kInvalid);
  EXPECT_EQ(
      Judge(CompileText("s.json", R"({"type": "integer", "maximum": 18446744073709551616})"), "18446744073709551616.0"),
      Verdict::kValid);
  EXPECT_EQ(Judge(CompileText("s.json", R"({"exclusiveMinimum": 0})"), "1e-1000000000"), Verdict::kValid);
  EXPECT_EQ(Judge(CompileText("s.json", R"({"multipleOf": 0.01})"), "19.99"), Verdict::kValid);
  EXPECT_EQ(Judge(CompileText("s.json", R"({"multipleOf": 0.01})"), "19.999"), Verdict::kInvalid);
}

TEST(Bounds, PatternsThatMeetTheirLimitAreNoVerdict) {
  const Program program = CompileText("s.json", R"({"pattern": "(?=a)^(a+)+\\1$"})");
  Evaluator evaluator(program);
  EXPECT_EQ(evaluator.Check(std::string_view("\"" + std::string(60, 'a') + "b\"")), Verdict::kUndecided);
  EXPECT_EQ(evaluator.problem(), "the pattern (?=a)^(a+)+\\1$ met its match limit");
  // Nor is its negation.
  const Program negated = CompileText("s.json", R"({"not": {"pattern": "(?=a)^(a+)+\\1$"}})");
  EXPECT_EQ(Evaluator(negated).Check(std::string_view("\"" + std::string(60, 'a') + "b\"")), Verdict::kUndecided);
  EXPECT_EQ(evaluator.Check(std::string_view("\"aa\"")), Verdict::kValid);
  EXPECT_EQ(evaluator.problem(), "");
}

TEST(Bounds, EndlessRecursionAtOnePlaceEnds) {
  // No loop by itself: the way back leads through a dynamic reference.
  const Program program = CompileText("s.json", R"({"$id": "http://x/a", "$dynamicAnchor": "n", "$ref": "b", "$defs": {
      "b": {"$id": "http://x/b", "$dynamicAnchor": "n", "anyOf": [{"$dynamicRef": "#n"}]}}})");
  Evaluator evaluator(program);
  EXPECT_EQ(evaluator.Check(std::string_view("1")), Verdict::kUndecided);
  EXPECT_EQ(evaluator.problem(), "the schema recurs more than 200000 times on one way");
}

TEST(Bounds, ExplanationsEnd) {
  const auto units = [](const std::string& schema, const std::string& instance) {
    document::Tape tape;
    EXPECT_TRUE(tape.ReadJson(instance, {.max_depth = kMostLevels}));
    return Explain(CompileText("s.json", schema), tape).error;
  };
  // Endless at one place, by way of a dynamic reference with a choice.
  EXPECT_EQ(units(R"({"$id": "http://x/a", "$dynamicAnchor": "n", "$ref": "b", "$defs": {
                "b": {"$id": "http://x/b", "$dynamicAnchor": "n", "anyOf": [{"$dynamicRef": "#n"}]}}})",
                  "1"),
            "cannot be judged: the schema refers to itself without end");
  // Two ways at every level.
  constexpr std::string_view kTooLong = "the output was cut: the explanation is longer than 20000000 names";
  const std::string twice = R"({"type": "array", "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}})";
  EXPECT_EQ(units(twice, Nested(30, "[", "1", "]")), kTooLong);
  document::Tape tape;
  const std::string text = Nested(30, "[", "1", "]");
  ASSERT_TRUE(tape.ReadJson(text));
  const auto violations = Evaluate(CompileText("s.json", twice), tape);
  ASSERT_FALSE(violations.empty());
  EXPECT_EQ(violations.back().message, "is not an array");  // alternatives are weighed, and only the nearest is told
  // One way, but each place is told in full.
  EXPECT_EQ(units(R"({"items": {"$ref": "#"}})", Nested(9'000, "[", "1", "]")), kTooLong);
}

// The same alternative twice at each of 60 levels, all at one place.
TEST(Bounds, ExplanationsFindOneViolationAtLeast) {
  for (const std::string keyword : {"anyOf", "oneOf", "allOf"}) {
    std::string chain = R"({"$ref": "#/$defs/s0", "$defs": {)";
    for (int i = 0; i < 60; ++i) {
      const std::string next = R"({"$ref": "#/$defs/s)" + std::to_string(i + 1) + "\"}";
      chain += "\"s" + std::to_string(i) + "\": {\"" + keyword + "\": [" + next + ", " + next + "]},";
    }
    const Program program = CompileText("s.json", chain + R"("s60": {"type": "integer"}}})");
    document::Tape tape;
    ASSERT_TRUE(tape.ReadJson("\"x\""));
    const auto violations = Evaluate(program, tape, 100);
    ASSERT_FALSE(violations.empty()) << keyword;
    EXPECT_EQ(violations.back().message, "is not an integer") << keyword;
  }
}

TEST(Bounds, ExplanationsThatAreCutSayThatTheInstanceIsInvalid) {
  // Each of many members is told at the end of a long way.
  std::string schema = R"({"items": {"$ref": "#/$defs/s0"}, "$defs": {)";
  for (int i = 0; i < 200; ++i)
    schema += "\"s" + std::to_string(i) + R"(": {"$ref": "#/$defs/s)" + std::to_string(i + 1) + "\"},";
  const Program program = CompileText("s.json", schema + R"("s200": {"type": "integer"}}})");
  std::string instance = "[\"x\"";
  for (int i = 1; i < 150'000; ++i) instance += ",\"x\"";
  document::Tape tape;
  instance += "]";
  ASSERT_TRUE(tape.ReadJson(instance));
  const auto violations = Evaluate(program, tape, 200'000);
  EXPECT_GT(violations.size(), 50'000u);
  EXPECT_EQ(violations.back().message,
            "is invalid, and its explanation was cut: the explanation is longer than 20000000 names");
}

TEST(Bounds, NamesThatMayBeMeantAreNotLookedForWithoutEnd) {
  std::string names = "\"n0\"", members = "\"m0\":1", values = "\"v0\"", items = "\"x\"";
  for (int i = 1; i < 10'000; ++i) {
    const std::string number = std::to_string(i);
    names += ",\"n" + number + '"';
    members += ",\"m" + number + "\":1";
    values += ",\"v" + number + '"';
    items += ",\"x\"";
  }
  const auto judge = [](const std::string& schema, const std::string& instance) {
    document::Tape tape;
    EXPECT_TRUE(tape.ReadJson(instance));
    return Evaluate(CompileText("s.json", schema), tape);
  };
  const auto missing = judge(R"({"required": [)" + names + "]}", "{" + members + "}");
  ASSERT_EQ(missing.size(), 10'000u);
  EXPECT_EQ(missing.front().message, "lacks the required member 'n0' (did you mean 'm0'?)");
  EXPECT_EQ(missing.back().message, "lacks the required member 'n9999'");
  const auto others = judge(R"({"items": {"enum": [)" + values + "]}}", "[" + items + "]");
  ASSERT_EQ(others.size(), 10'000u);
  EXPECT_EQ(others.back().expected.substr(others.back().expected.size() - 25), "\"v99\", … (10000 in all)");
}

TEST(Bounds, AFlagStopsEveryPass) {
  std::atomic<bool> stop = true;
  const Program program =
      CompileText("s.json", R"({"items": {"type": "integer", "minimum": 1}, "unevaluatedItems": true})");
  std::string text = "[0";
  for (int i = 0; i < 100'000; ++i) text += ",0";
  text += "]";
  document::Tape tape;
  ASSERT_TRUE(tape.ReadJson(text));
  EXPECT_EQ(Explain(program, tape, &stop).error, "the output was cut: interrupted");
  EXPECT_EQ(Evaluate(program, tape, SIZE_MAX, &stop).back().message,
            "is invalid, and its explanation was cut: interrupted");
  stop = false;
  EXPECT_EQ(Explain(program, tape, &stop).error, "");
}

TEST(Bounds, OutputIsLinearInTheWidthOfASchema) {
  std::string any = R"({"anyOf": [)";
  for (int i = 0; i < 60'000; ++i) any += R"({"const": )" + std::to_string(i) + "},";
  const Program program = CompileText("s.json", any + "{\"const\": -1}]}");
  document::Tape tape;
  ASSERT_TRUE(tape.ReadJson("\"x\""));
  const Unit unit = Explain(program, tape);
  ASSERT_EQ(unit.children.size(), 1u);
  EXPECT_EQ(unit.children[0].children.size(), 60'001u);
  EXPECT_EQ(unit.children[0].children[59'999].absolute_keyword_location, "#/anyOf/59999");
}

TEST(Bounds, EveryFrameOfADynamicScopeIsCounted) {
  // Each step enters another resource; under a sanitizer the stack ends before the frames do where they are not
  // counted.
  const Program program =
      CompileText("s.json", R"({"$id": "http://x/root", "$dynamicAnchor": "D", "$ref": "a", "$defs": {
      "a": {"$id": "http://x/a", "$dynamicAnchor": "D", "$dynamicRef": "a#D"}}})");
  EXPECT_EQ(Judge(program, "1"), Verdict::kUndecided);
}

}  // namespace
}  // namespace plumbline::schema
