#include "document/tape.h"

#include <gtest/gtest.h>

#include <set>

#include "base/error.h"

namespace plumbline::document {
namespace {

// The value read by the tape, or "refused".
std::string Read(std::string_view text) {
  Tape tape;
  return tape.ReadJson(text) ? WriteJson(tape.root()) : "refused";
}

// With seeds that anybody may know, keys of one hash can be made by the million.
TEST(Tape, HashesOfKeysCannotBeForeseen) {
  std::set<std::uint32_t> hashes;
  for (int i = 10'000'000; i < 10'001'000; ++i)
    hashes.insert(KeyHash(std::string("D8jOq2VLP9cX3pwIE@Ix`@`G") + std::to_string(i)));
  EXPECT_GT(hashes.size(), 990u);
}

TEST(Tape, DeepValuesAreCopiedAndWritten) {
  const std::string text = std::string(10'000, '[') + std::string(10'000, ']');
  Limits limits;
  limits.max_depth = 10'000;
  Tape tape;
  ASSERT_TRUE(tape.ReadJson(text, limits));
  EXPECT_EQ(WriteJson(tape.root()), text);
}

TEST(Tape, ReadsWhatJsonIs) {
  for (const auto& [text, written] : std::initializer_list<std::pair<const char*, const char*>>{
           {"null", "null"},
           {" \t\r\n true ", "true"},
           {"false", "false"},
           {"-0", "-0"},
           {"1.50e+3", "1.50e+3"},
           {"12345678901234567890123", "12345678901234567890123"},
           {"\"\"", "\"\""},
           {R"("a\"b\\\/\b\f\n\r\t\u00e9\ud83d\ude00")", "\"a\\\"b\\\\/\\b\\f\\n\\r\\té😀\""},
           {"[]", "[]"},
           {"{}", "{}"},
           {"[1, [2, {}], {\"a\" : [ ] , \"b\":{\"c\":null}}]", R"([1,[2,{}],{"a":[],"b":{"c":null}}])"},
           {R"({"a b": "x", "": 1})", R"({"a b":"x","":1})"},
           {R"({"a\u0062": 1, "ab c": 2})", R"({"ab":1,"ab c":2})"},
       }) {
    EXPECT_EQ(Read(text), written) << text;
  }
}

TEST(Tape, RefusesWhatJsonIsNot) {
  for (const std::string_view text : {"",
                                      " ",
                                      "nul",
                                      "nulll",
                                      "truefalse",
                                      "01",
                                      "-",
                                      "1.",
                                      ".5",
                                      "1e",
                                      "+1",
                                      "1 2",
                                      "NaN",
                                      "'a'",
                                      "\"a",
                                      "\"\\x\"",
                                      "\"\\u12\"",
                                      "\"\\ud800\"",
                                      "\"\\udc00\\ud800\"",
                                      "\"a\nb\"",
                                      "[",
                                      "]",
                                      "[1",
                                      "[1,",
                                      "[1,]",
                                      "[,1]",
                                      "[1 2]",
                                      "{",
                                      "{\"a\"",
                                      "{\"a\":",
                                      "{\"a\":1",
                                      "{\"a\":1,",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "{1:1}",
                                      "{\"a\" 1}",
                                      "{\"a\":1 \"b\":2}",
                                      "[}",
                                      "{]",
                                      "\"a\"b",
                                      "12\"a\"",
                                      "\"a\"\"b\"",
                                      "[1]x",
                                      "\xEF\xBB\xBF"
                                      "1",
                                      "\"\xC3\"",
                                      "\"\xED\xA0\x80\"",
                                      "// c\n1",
                                      "{\"a\":1,\"a\":2}",
                                      "{\"a\":1,\"\\u0061\":2}"}) {
    EXPECT_EQ(Read(text), "refused") << text;
    EXPECT_THROW(ParseJson("t", std::string(text)), Error) << text;
  }
  EXPECT_EQ(Read(std::string_view("\"a\0b\"", 5)), "refused");
}

TEST(Tape, FindsDuplicateKeysAmongMany) {
  std::string many = "{";
  for (int i = 0; i < 500; ++i) many += "\"key" + std::to_string(i) + "\":1,";
  EXPECT_NE(Read(many + "\"last\":1}"), "refused");
  EXPECT_EQ(Read(many + "\"key250\":1}"), "refused");
}

TEST(Tape, DepthIsBounded) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  Tape tape;
  Limits limits;
  limits.max_depth = 10'000;
  EXPECT_TRUE(tape.ReadJson(nested(10'000), limits));
  EXPECT_FALSE(tape.ReadJson(nested(10'001), limits));
  EXPECT_FALSE(tape.ReadJson(std::string(1'000'000, '['), limits));
  EXPECT_FALSE(tape.ReadJson(nested(401)));
}

TEST(Tape, KnowsPlacesAndWays) {
  const std::string text = R"({"a": [10, {"k\n": "v\t"}], "b": true})";
  Tape tape;
  ASSERT_TRUE(tape.ReadJson(text));
  const auto row = [&](const Cell& cell) {
    const Span span = tape.SpanOf(cell);
    return tape.PointerTo(cell).ToString() + " " + text.substr(span.begin, span.end - span.begin);
  };
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < tape.size(); ++i) rows.push_back(row(tape.at(i)));
  EXPECT_EQ(rows, (std::vector<std::string>{" {", "/a \"a\"", "/a [", "/a/0 10", "/a/1 {", "/a/1/k\n \"k\\n\"",
                                            "/a/1/k\n \"v\\t\"", "/b \"b\"", "/b true"}));
  EXPECT_EQ(tape.At(*JsonPointer::Parse("/a/1")), &tape.at(4));
  EXPECT_EQ(tape.At(*JsonPointer::Parse("/a/2")), nullptr);
}

TEST(Tape, OfAValueHasItsPlaces) {
  const Document document = ParseYaml("t.yaml", "a: [1, x]\nb: {c: 2.0}\n");
  Tape tape;
  tape.ReadValue(document.root);
  EXPECT_EQ(WriteJson(tape.root()), R"({"a":[1,"x"],"b":{"c":2.0}})");
  EXPECT_EQ(tape.SpanOf(*tape.At(*JsonPointer::Parse("/b/c"))).begin, 17u);
}

TEST(Tape, MemoryIsUsedAgain) {
  Tape tape;
  for (const std::string text : {R"(["a\nb", {"c": [1, 2, 3]}])", "5", R"({"x": "y\\"})"}) {
    ASSERT_TRUE(tape.ReadJson(text));
    EXPECT_EQ(WriteJson(tape.root()), WriteJson(ParseJson("t", text).root, 0));
  }
}

TEST(TapeEqual, ByValue) {
  struct Row {
    const char *a, *b;
    bool equal;
  };
  for (const auto& [a, b, equal] :
       std::initializer_list<Row>{{"1", "1.0", true},
                                  {"1e2", "100", true},
                                  {"0", "-0", true},
                                  {"0.0", "-0", true},
                                  {"10", "1", false},
                                  {"1", "\"1\"", false},
                                  {"true", "1", false},
                                  {"true", "false", false},
                                  {"[1,2]", "[2,1]", false},
                                  {R"({"a":1,"b":2})", R"({"b":2.0,"a":1})", true},
                                  {R"({"a":1})", R"({"b":1})", false},
                                  {R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9})",
                                   R"({"i":9,"h":8,"g":7,"f":6,"e":5,"d":4,"c":3,"b":2,"a":1.0})", true},
                                  {"1e1000000000", "1E+1000000000", true},
                                  {"[[],{}]", "[{},[]]", false}}) {
    Tape left, right;
    ASSERT_TRUE(left.ReadJson(a) && right.ReadJson(b));
    EXPECT_EQ(Equal(left.root(), right.root()), equal) << a << " and " << b;
    EXPECT_TRUE(!equal || EqualityHash(left.root()) == EqualityHash(right.root())) << a << " and " << b;
  }
}

}  // namespace
}  // namespace plumbline::document
