#include <gtest/gtest.h>

#include <utility>

#include "document/document.h"
#include "document/document_testing.h"

namespace plumbline::document {
namespace {

std::string ErrorOf(const std::string& text, const Limits& limits = {}) {
  return document::ErrorOf([&] { ParseJson("a.json", text, limits); });
}

TEST(ParseJson, KnowsThePlaceOfEveryValueAndKey) {
  const Document document = ParseJson("a.json", R"({"name": "Zoë", "ünit": [1.50,
  true, null], "o": {}})");
  EXPECT_EQ(Places(document), (std::vector<std::string>{
                                  R"( 1:1-31 {"name": "Zoë", "ünit": [1.50,)",
                                  R"(key /name 1:2-8 "name")",
                                  R"(/name 1:10-15 "Zoë")",
                                  R"(key /ünit 1:17-23 "ünit")",
                                  R"(/ünit 1:25-31 [1.50,)",
                                  R"(/ünit/0 1:26-30 1.50)",
                                  R"(/ünit/1 2:3-7 true)",
                                  R"(/ünit/2 2:9-13 null)",
                                  R"(key /o 2:16-19 "o")",
                                  R"(/o 2:21-23 {})",
                              }));
}

TEST(ParseJson, CountsLinesOfEveryKindOfLineBreak) {
  const Document document = ParseJson("a.json", "[1,\r\n2,\r3,\n4]");
  EXPECT_EQ(Places(document),
            (std::vector<std::string>{" 1:1-4 [1,", "/0 1:2-3 1", "/1 2:1-2 2", "/2 3:1-2 3", "/3 4:1-2 4"}));
}

TEST(ParseJson, KeepsTheLexemesOfNumbers) {
  for (const std::string lexeme : {"25.50", "1e400", "-0", "0.10", "1E+2", "12345678901234567890", "-0.0e-0"}) {
    const Value value = ParseJson("a.json", lexeme).root;
    EXPECT_EQ(value.kind, Kind::kNumber);
    EXPECT_EQ(value.text, lexeme);
  }
}

TEST(ParseJson, KeepsTheOrderOfMembers) {
  EXPECT_EQ(WriteJson(ParseJson("a.json", R"({"b":1,"a":{"d":[],"c":"x"}})").root, 0),
            R"({"b":1,"a":{"d":[],"c":"x"}})");
}

TEST(ParseJson, ReadsEscapes) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\u0041\u00e9\u20AC")", "Aé€"},
      {R"("\ud83d\udc32")", "🐲"},
      {R"("\uD800\uDC00\uDBFF\uDFFF")", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
      {R"("\uFFFF\uE000")", "\xEF\xBF\xBF\xEE\x80\x80"},
      {R"("\u0000")", std::string(1, '\0')},
      {"\"\x7F é\"", "\x7F é"},
  };
  for (const auto& [text, content] : rows) EXPECT_EQ(ParseJson("a.json", text).root.text, content) << text;
}

TEST(ParseJson, SaysWhatIsWrongAndWhere) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "a.json:1:1: the JSON text is empty"},
      {" \n ", "a.json:2:2: the JSON text is empty"},
      {"\xEF\xBB\xBF{}", "a.json:1:1: the text begins with a byte order mark, which JSON forbids"},
      {"[1,\n\"\xFF\"]", "a.json:2:2: the text is not UTF-8"},
      {"\"\xED\xA0\x80\"", "a.json:1:2: the text is not UTF-8"},
      {"{} {}", "a.json:1:4: unexpected '{' after the end of the value"},
      {"1 é", "a.json:1:3: unexpected 'é' after the end of the value"},
      {"1.5.", "a.json:1:4: unexpected '.' after the end of the value"},
      {"nul", "a.json:1:1: unexpected 'n' where a value is expected"},
      {"True", "a.json:1:1: unexpected 'T' where a value is expected"},
      {"[NaN]", "a.json:1:2: unexpected 'N' where a value is expected"},
      {"['a']", "a.json:1:2: JSON strings are written in double quotes"},
      {"[1] // one", "a.json:1:5: unexpected '/' after the end of the value"},
      {"[// one\n1]", "a.json:1:2: JSON has no comments"},
      {"# one", "a.json:1:1: JSON has no comments"},
      {"[1,]", "a.json:1:4: unexpected ']': a value is missing, or a comma is too many"},
      {"[,1]", "a.json:1:2: unexpected ',' where a value is expected"},
      {R"({"a":})", "a.json:1:6: unexpected '}': a value is missing, or a comma is too many"},
      {R"({"a":1,})", "a.json:1:8: a comma is too many before '}'"},
      {"{a: 1}", "a.json:1:2: expected a member name in double quotes, found 'a'"},
      {R"({"a" 1})", "a.json:1:6: expected ':' after a member name, found '1'"},
      {R"({"a")", "a.json:1:5: expected ':' after a member name, found end of text"},
      {R"({"a": 1 "b": 2})", "a.json:1:9: expected ',' or '}' in an object, found '\"'"},
      {"[1 2]", "a.json:1:4: expected ',' or ']' in an array, found '2'"},
      {"[1\x01]", "a.json:1:3: expected ',' or ']' in an array, found control character U+0001"},
      {"{\n  \"a\": [1", "a.json:2:10: the text ends inside the array that begins at 2:8"},
      {"[", "a.json:1:2: unexpected end of text where a value is expected"},
      {"{", "a.json:1:2: the text ends inside the object that begins at 1:1"},
      {R"({"a": 1)", "a.json:1:8: the text ends inside the object that begins at 1:1"},
      {"[\n\"abc", "a.json:2:5: the text ends inside the string that begins at 2:1"},
      {"\"a\tb\"", "a.json:1:3: control character U+0009 inside a string must be escaped"},
      {"\"a\nb\"", "a.json:1:3: control character U+000A inside a string must be escaped"},
      {R"("é\x")", "a.json:1:3: unknown escape in a string"},
      {R"("\u12g4")", R"(a.json:1:2: \u needs four hexadecimal digits)"},
      {R"("\u12)", R"(a.json:1:2: \u needs four hexadecimal digits)"},
      {R"("\ud83d")", "a.json:1:2: unpaired high surrogate in a string"},
      {R"("\ud83dA")", "a.json:1:2: unpaired high surrogate in a string"},
      {R"("\ud83d\n")", "a.json:1:2: unpaired high surrogate in a string"},
      {R"("\ud83d\ud83d")", "a.json:1:2: unpaired high surrogate in a string"},
      {R"("a\udc32")", "a.json:1:3: unpaired low surrogate in a string"},
      {"[01]", "a.json:1:2: a number has a leading zero"},
      {"[-01]", "a.json:1:2: a number has a leading zero"},
      {"[1.]", "a.json:1:4: digits are missing after the decimal point"},
      {"[1e+]", "a.json:1:5: digits are missing in the exponent"},
      {"[-]", "a.json:1:3: unexpected ']': a value is missing, or a comma is too many"},
      {"[+1]", "a.json:1:2: unexpected '+' where a value is expected"},
      {"[.5]", "a.json:1:2: unexpected '.' where a value is expected"},
      {"[0x10]", "a.json:1:3: expected ',' or ']' in an array, found 'x'"},
      {"{\"a\": 1,\n \"b\": 2,\n \"a\": 3}", "a.json:3:2: duplicate key 'a'; the first is at 1:2"},
      {R"({"o": {"a": 1, "\u0061": 2}})", "a.json:1:16: duplicate key 'a'; the first is at 1:8"},
  };
  for (const auto& [text, error] : rows) EXPECT_EQ(ErrorOf(text), error) << text;
}

TEST(ParseJson, RefusesNulBytes) {
  EXPECT_EQ(ErrorOf(std::string("[1\0]", 4)),
            "a.json:1:3: expected ',' or ']' in an array, found control character U+0000");
  EXPECT_EQ(ErrorOf(std::string("\"a\0\"", 4)), "a.json:1:3: control character U+0000 inside a string must be escaped");
  EXPECT_EQ(ErrorOf(std::string("\0", 1)), "a.json:1:1: unexpected control character U+0000 where a value is expected");
  EXPECT_EQ(ErrorOf(std::string("1\0", 2)),
            "a.json:1:2: unexpected control character U+0000 after the end of the value");
}

TEST(ParseJson, HoldsItsBounds) {
  const Limits limits{.max_bytes = 40, .max_depth = 3, .max_number_length = 5, .max_alias_values = 0};
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"[[[1]]]", "no error"},
      {"[[[]]]", "no error"},
      {"[[[[]]]]", "a.json:1:4: nested deeper than 3 levels"},
      {R"({"a":{"b":{"c":{}}}})", "a.json:1:16: nested deeper than 3 levels"},
      {R"({"a":{"b":{"c":1}}})", "no error"},
      {"12345", "no error"},
      {"[1.2345]", "a.json:1:2: a number has more than 5 characters"},
      {std::string(41, ' '), "a.json: holds 41 bytes; at most 40 are read"},
  };
  for (const auto& [text, error] : rows) EXPECT_EQ(ErrorOf(text, limits), error) << text;
  EXPECT_EQ(ErrorOf(std::string(100'000, '[')), "a.json:1:401: nested deeper than 400 levels");
}

TEST(Equal, IsJsonEquality) {
  struct Row {
    std::string a, b;
    bool equal;
  };
  const std::vector<Row> rows = {
      {"1", "1.0", true},
      {"1e2", "100", true},
      {"0.1", "0.10000000000000000001", false},
      {"1", "\"1\"", false},
      {"0", "false", false},
      {"null", "null", true},
      {"[1,2]", "[1.0,2]", true},
      {"[1,2]", "[2,1]", false},
      {R"({"a":1,"b":2})", R"({"b":2.0,"a":1})", true},
      {R"({"a":1})", R"({"a":1,"b":2})", false},
      {R"({"a":1})", R"({"b":1})", false},
      {"[]", "{}", false},
  };
  for (const auto& [a, b, equal] : rows)
    EXPECT_EQ(Equal(ParseJson("a", a).root, ParseJson("b", b).root), equal) << a << " and " << b;
}

TEST(Value, AtFollowsAPointer) {
  const Value root = ParseJson("a.json", R"({"a": [{"b/c": 1}], "0": 2, "": 3})").root;
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"/a/0/b~1c", "1"},         {"/0", "2"},          {"/", "3"},
      {"/a/1", "nothing"},        {"/a/00", "nothing"}, {"/a/-", "nothing"},
      {"/a/0/b~1c/d", "nothing"},
  };
  for (const auto& [pointer, json] : rows) {
    const Value* found = root.At(*JsonPointer::Parse(pointer));
    EXPECT_EQ(found == nullptr ? "nothing" : WriteJson(*found, 0), json) << pointer;
  }
}

}  // namespace
}  // namespace plumbline::document
