#include <gtest/gtest.h>

#include "document/document.h"

namespace plumbline::document {
namespace {

TEST(WriteJson, IndentsAndKeepsOrderAndLexemes) {
  const char* const text = R"({
  "b": 25.50,
  "a": [
    1e400,
    {
      "c": null
    },
    [],
    {}
  ],
  "t": true
})";
  EXPECT_EQ(WriteJson(ParseJson("a.json", text).root), text);
}

TEST(WriteJson, WritesOneLine) {
  EXPECT_EQ(WriteJson(ParseJson("a.json", R"({ "b" : [ 1 , 2 ], "a" : {} })").root, 0), R"({"b":[1,2],"a":{}})");
}

TEST(WriteJson, EscapesWhatJsonCannotHold) {
  EXPECT_EQ(WriteJson(Value::String("a\"b\\c/\n\t\x01 é🐲\x7F")), "\"a\\\"b\\\\c/\\n\\t\\u0001 é🐲\x7F\"");
  EXPECT_EQ(WriteJson(Value::String(std::string(1, '\0')), 0), R"("\u0000")");
  Value object = Value::Object();
  object.Set("k\"", Value::Boolean(false));
  EXPECT_EQ(WriteJson(object, 0), R"({"k\"":false})");
}

TEST(Value, SetReplacesInPlace) {
  Value object = Value::Object();
  object.Set("a", Value::Number(std::int64_t{1}));
  object.Set("b", Value::Null());
  object.Set("a", Value::String("x"));
  EXPECT_EQ(WriteJson(object, 0), R"({"a":"x","b":null})");
}

TEST(NodeCount, CountsEveryValue) { EXPECT_EQ(NodeCount(ParseJson("a.json", R"({"a":[1,2,{}],"b":null})").root), 6u); }

}  // namespace
}  // namespace plumbline::document
