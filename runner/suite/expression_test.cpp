#include "suite/expression.h"

#include <gtest/gtest.h>

#include "document/document.h"

namespace plumbline::suite {
namespace {

// Each failure as "location: message (expected | observed)".
std::vector<std::string> Failures(std::string_view text, const std::string& body) {
  std::vector<std::string> lines;
  for (const InvariantFailure& failure : Expression::Parse(text).Evaluate(document::ParseJson("body", body).root)) {
    lines.push_back(failure.location.ToString() + ": " + failure.message + " (" + failure.expected + " | " +
                    failure.observed + ")");
  }
  return lines;
}

struct Row {
  const char* text;
  const char* body;
  std::vector<std::string> expected;
};

void ExpectRows(const std::vector<Row>& rows) {
  for (const Row& row : rows)
    EXPECT_EQ(Failures(row.text, row.body), row.expected) << row.text << "\n  on " << row.body;
}

std::string Uncomputable(const std::string& location, const std::string& message) {
  return location + ": " + message + " (a body for which the invariant can be computed | " + message + ")";
}

TEST(Expression, SumsAreExactDecimals) {
  ExpectRows({
      {"/in + /out == /total", R"({"in": "17.26", "out": "90.98", "total": "108.24"})", {}},
      {"/in + /out == /total", R"({"in": 0.1, "out": 0.2, "total": 0.3})", {}},
      {"/in + /out == /total", R"({"in": "17.26", "out": 90.98, "total": 108.240})", {}},
      {"/in + /out == /total", R"({"in": 9007199254740993, "out": 1, "total": 9007199254740994})", {}},
      {"/in + /out == /total",
       R"({"in": "17.26", "out": "90.98", "total": "108.25"})",
       {R"(/in: the left side is 108.24, the right side "108.25" (== "108.25" | 108.24))"}},
      {"/total == /in + /out",
       R"({"in": 1, "out": 2, "total": 4})",
       {"/total: the left side is 4, the right side 3 (== 3 | 4)"}},
  });
}

TEST(Expression, MultipliesBeforeItAdds) {
  ExpectRows({
      {"1 + 2 * 3 == 7", "{}", {}},
      {"(1 + 2) * 3 == 9", "{}", {}},
      {"10 - 2 - 3 == 5", "{}", {}},
      {"10 - (2 - 3) == 11", "{}", {}},
      {"-2 * -3 == 6", "{}", {}},
      {"3 -2 == 1", "{}", {}},
      {"1e2 + 1.5E-1 == 100.15", "{}", {}},
      {"1e+2 == 100", "{}", {}},
      {"/rate * /minutes == /cost", R"({"rate": "0.0149", "minutes": 3, "cost": "0.0447"})", {}},
  });
}

TEST(Expression, ComparesNumbersByValueAndStringsAsText) {
  ExpectRows({
      {"/n == 1", R"({"n": 1.0})", {}},
      {"/n == 1", R"({"n": "1"})", {}},
      {"/n == 1", R"({"n": "one"})", {R"(/n: the left side is "one", the right side 1 (== 1 | "one"))"}},
      {"/n != 1", R"({"n": "one"})", {}},
      {"/n < 1", R"({"n": "one"})", {R"(/n: the left side is "one", the right side 1 (< 1 | "one"))"}},
      {"/n < 10", R"({"n": "9"})", {}},
      {"/a < /b", R"({"a": "9", "b": "10"})", {}},
      {"/a < /b", R"({"a": "2026-01-09", "b": "2026-01-10"})", {}},
      {"/a <= /b", R"({"a": 2, "b": 2})", {}},
      {"/a >= /b", R"({"a": 1, "b": 2})", {"/a: the left side is 1, the right side 2 (>= 2 | 1)"}},
      {"/a > /b", R"({"a": 2, "b": 2})", {"/a: the left side is 2, the right side 2 (> 2 | 2)"}},
      {"/a == \"x\"", R"({"a": "x"})", {}},
      {"/a != \"x\"", R"({"a": "x"})", {R"(/a: the left side is "x", the right side "x" (!= "x" | "x"))"}},
      {"/a == true", R"({"a": true})", {}},
      {"/a == true", R"({"a": "true"})", {R"(/a: the left side is "true", the right side true (== true | "true"))"}},
      {"/a == null", R"({"a": null})", {}},
      {"/a != null", R"({"a": null})", {"/a: the left side is null, the right side null (!= null | null)"}},
      {"/a == /b", R"({"a": {"x": 1, "y": [2]}, "b": {"y": [2.0], "x": 1}})", {}},
      {"/a < /b", R"({"a": [1], "b": [2]})", {"/a: the left side is [1], the right side [2] (< [2] | [1])"}},
  });
}

TEST(Expression, AFreeStarHoldsForEachItem) {
  ExpectRows({
      {"/rows/*/sum == /rows/*/a + /rows/*/b",
       R"({"rows": [{"a": 1, "b": 2, "sum": 3}, {"a": 1, "b": 1, "sum": 2}]})",
       {}},
      {"/rows/*/sum == /rows/*/a + /rows/*/b",
       R"({"rows": [{"a": 1, "b": 2, "sum": 4}, {"a": 1, "b": 1, "sum": 2}, {"a": 0, "b": 0, "sum": 1}]})",
       {"/rows/0/sum: the left side is 4, the right side 3 (== 3 | 4)",
        "/rows/2/sum: the left side is 1, the right side 0 (== 0 | 1)"}},
      {"/rows/*/n <= /limit",
       R"({"limit": 5, "rows": [{"n": 5}, {"n": 6}]})",
       {"/rows/1/n: the left side is 6, the right side 5 (<= 5 | 6)"}},
      {"/*/n > 0", R"([{"n": 1}, {"n": 0}])", {"/1/n: the left side is 0, the right side 0 (> 0 | 0)"}},
      {"/rows/*/n > 0", R"({"rows": []})", {}},
      {"sum(/rows/*/parts/*/n) == /rows/*/total",
       R"({"rows": [{"parts": [{"n": 1}, {"n": 2}], "total": 3}, {"parts": [], "total": 0}]})",
       {}},
      {"/rows/*/n > 0", R"({"rows": {"n": 1}})", {": the body has no array /rows (an array | object of 1 member)"}},
      {"/rows/*/n > 0", R"({})", {": the body has no array /rows (an array | nothing)"}},
      {"/*/n > 0", R"({})", {": the body is no array (an array | object of 0 members)"}},
  });
}

TEST(Expression, TwoFreeStarsHoldForEachItemOfEachItem) {
  ExpectRows({
      {"/rows/*/parts/*/n >= 0", R"({"rows": [{"parts": [{"n": 1}, {"n": 2}]}, {"parts": []}]})", {}},
      {"/rows/*/limit >= /rows/*/parts/*/n",
       R"({"rows": [{"limit": 2, "parts": [{"n": 1}, {"n": 3}]}, {"limit": 0, "parts": [{"n": 1}]}]})",
       {"/rows/0/parts/1/n: the left side is 2, the right side 3 (>= 3 | 2)",
        "/rows/1/parts/0/n: the left side is 0, the right side 1 (>= 1 | 0)"}},
      {"/rows/*/parts/*/n >= 0",
       R"({"rows": [{"parts": [{"n": 1}]}, {}]})",
       {": the body has no array /rows/1/parts (an array | nothing)"}},
  });
}

TEST(Expression, FunctionsCollectWhatAStarStandsFor) {
  ExpectRows({
      {"sum(/rows/*/n) == 0.3", R"({"rows": [{"n": "0.1"}, {"n": 0.2}]})", {}},
      {"sum(/rows/*/n) == 0", R"({"rows": []})", {}},
      {"sum(/rows/*/*/n) == 6", R"({"rows": [[{"n": 1}, {"n": 2}], [{"n": 3}]]})", {}},
      {"sum(/by_day/*) == 5", R"({"by_day": {"monday": 2, "tuesday": 3}})", {}},
      {"count(/rows) == /total", R"({"rows": [{}, {}], "total": 2})", {}},
      {"count(/rows/*/n) == 2", R"({"rows": [{"n": [1, 2, 3]}, {"n": []}]})", {}},
      {"count(/rows) == 2", R"({"rows": {"a": 1, "b": 2}})", {}},
      {"min(/rows/*/n) == 2", R"({"rows": [{"n": 10}, {"n": "2"}, {"n": 3}]})", {}},
      {"max(/rows/*/n) == 10", R"({"rows": [{"n": "9"}, {"n": 10}]})", {}},
      {"count(/rows) == 3", R"({"rows": []})", {"/rows: the left side is 0, the right side 3 (== 3 | 0)"}},
      {"sum(/rows/*/n) == 4", R"({"rows": [{"n": 1}]})", {"/rows: the left side is 1, the right side 4 (== 4 | 1)"}},
  });
}

TEST(Expression, DaysAndLengthMeasure) {
  ExpectRows({
      {"days(/from, /to) == 30", R"({"from": "2026-01-01", "to": "2026-01-31"})", {}},
      {"days(/from, /to) == 1", R"({"from": "2028-02-29T23:59:59Z", "to": "2028-03-01T00:00:00Z"})", {}},
      {"days(/to, \"2026-01-01\") == -30", R"({"to": "2026-01-31"})", {}},
      {"length(/name) == 3", R"({"name": "Zoë"})", {}},
      {"length(/name) >= 3", R"({"name": "ab"})", {"/name: the left side is 2, the right side 3 (>= 3 | 2)"}},
  });
}

TEST(Expression, WhatCannotBeComputedBreaksTheInvariant) {
  ExpectRows({
      {"/a/b == 1", R"({"a": {}})", {Uncomputable("/a", "the body has no /a/b")}},
      {"/a == 1", "[]", {Uncomputable("", "the body has no /a")}},
      {"/rows/*/a == /rows/*/b",
       R"({"rows": [{"a": 1}, {"a": 1, "b": 1}]})",
       {Uncomputable("/rows/0", "the body has no /rows/0/b")}},
      {"/a + 1 == 2", R"({"a": true})", {Uncomputable("/a", "/a is boolean true, not a number")}},
      {"\"x\" + 1 == 2", "{}", {Uncomputable("", "an operand is string \"x\", not a number")}},
      {"sum(/rows/*/n) == 1", R"({"rows": [{}]})", {Uncomputable("/rows", "the body has no /rows/*/n")}},
      {"sum(/rows/*/n) == 1", R"({"rows": [{"n": null}]})", {Uncomputable("/rows", "sum(/rows/*/n) meets null")}},
      {"min(/rows/*/n) == 1", R"({"rows": []})", {Uncomputable("/rows", "min() of nothing")}},
      {"sum(1) == 1", "{}", {Uncomputable("", "sum() takes a JSON Pointer")}},
      {"length(/n) == 1", R"({"n": 5})", {Uncomputable("/n", "length() of integer 5")}},
      {"days(/a, /b) == 1", R"({"a": "2026-01-01", "b": "soon"})", {Uncomputable("/b", "string \"soon\" is no date")}},
      {"days(/a, /b) == 1", R"({"a": 5, "b": "2026-01-01"})", {Uncomputable("/a", "integer 5 is no date")}},
      {"/a + 1 == 2", R"({"a": 1e1000000})", {Uncomputable("/a", "the numbers are too far apart to compute with")}},
  });
}

TEST(Expression, PointersMayHoldWhatIsAnOperatorElsewhere) {
  ExpectRows({
      {"/a-b == 1", R"({"a-b": 1})", {}},
      {"/a~1b == /c~0d", R"({"a/b": 1, "c~d": 1})", {}},
      {"/rows/0/n == 1", R"({"rows": [{"n": 1}]})", {}},
  });
}

TEST(ParseExpression, SaysWhereAndWhy) {
  struct Bad {
    const char* text;
    std::size_t offset;
    const char* message;
  };
  const Bad rows[] = {
      {"", 0, "a value is missing"},
      {"/a", 2, "an invariant compares two sides: ==, !=, <, <=, > or >= is missing"},
      {"/a == ", 6, "a value is missing"},
      {"/a == 1 2", 8, "unexpected '2' after the comparison"},
      {"/a == 1 == 1", 8, "unexpected '== 1' after the comparison"},
      {"/a = 1", 3, "unexpected '= 1'"},
      {"(/a + 1 == 2", 8, "')' is missing"},
      {"/a~2 == 1", 0, "this is no JSON Pointer"},
      {"/a == \"x", 6, "the string does not end"},
      {"/a == 01", 6, "'01' is no number"},
      {"/a == 1e-", 6, "'1e-' is no number"},
      {"/a == -", 6, "'-' is no number"},
      {"/a == ?", 6, "unexpected '?'"},
      {"summ(/a) == 1", 0, "'summ' is no function (did you mean 'sum'?)"},
      {"average(/a) == 1", 0, "'average' is no function"},
      {"sum == 1", 4, "'(' is missing"},
      {"sum(/a, /b) == 1", 0, "sum() takes 1 value"},
      {"days(/a) == 1", 0, "days() takes 2 values"},
      {"a == 1", 0, "'a' is no function"},
  };
  for (const Bad& row : rows) {
    try {
      Expression::Parse(row.text);
      ADD_FAILURE() << row.text << " was read";
    } catch (const ExpressionError& error) {
      EXPECT_EQ(error.message, row.message) << row.text;
      EXPECT_EQ(error.offset, row.offset) << row.text;
    }
  }
}

TEST(ParseExpression, RefusesDepthThatWouldExhaustTheStack) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + '1' + std::string(depth, ')') + " == 1";
  };
  EXPECT_EQ(Failures(nested(100), "{}"), std::vector<std::string>{});
  try {
    Expression::Parse(nested(100'000));
    ADD_FAILURE() << "was read";
  } catch (const ExpressionError& error) {
    EXPECT_EQ(error.message, "nested too deep");
    EXPECT_EQ(error.offset, 101u);
  }
}

TEST(Expression, FunctionsBesideAFreeStarStillCollect) {
  const document::Document body =
      document::ParseJson("b", R"({"rows": [{"n": 1, "k": 2, "parts": [1, 0]}, {"n": 3, "k": 1, "parts": [3]}]})");
  const std::pair<std::string, std::size_t> rows[] = {
      {"/rows/*/n <= max(/rows/*/n)", 0},         {"/rows/*/n == max(/rows/*/n)", 1},
      {"/rows/*/n == sum(/rows/*/parts/*)", 0},   {"/rows/*/k == count(/rows/*/parts)", 0},
      {"/rows/*/k == count(/rows/*/parts/*)", 0}, {"length(\"ab\") == count(/rows)", 0},
  };
  for (const auto& [text, failures] : rows)
    EXPECT_EQ(Expression::Parse(text).Evaluate(body.root).size(), failures) << text;
}

}  // namespace
}  // namespace plumbline::suite
