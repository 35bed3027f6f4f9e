#include "page/loose_json.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace plumbline::page {
namespace {

// "{"a":1} with a comment, shortened" or "fault at 3: …".
std::string Read(const std::string& text) {
  Text code;
  code.Append(text, 0);
  const LooseJson read = ReadLooseJson(document::Source("page.md", text), code);
  std::string out = read.body == nullptr ? "fault at " + std::to_string(read.fault_span.begin) + ": " + read.fault
                                         : document::WriteJson(read.body->root, -1);
  if (!read.oddities.empty()) out += " with " + Join(read.oddities, ", ");
  return read.lacks_members ? out + "; shortened" : read.shortened ? out + "; shortened in its rows" : out;
}

TEST(LooseJson, StrictJsonIsReadAsItIs) {
  const std::pair<const char*, const char*> kRows[] = {
      {R"({"a": [1, -2.50, true, null], "b": {}})", R"({"a":[1,-2.50,true,null],"b":{}})"},
      {R"([])", R"([])"},
      {R"( "a \"b\" \u00e9" )", "\"a \\\"b\\\" é\""},
      {R"({"url": "https://a.example/#b", "dots": "..."})", R"({"url":"https://a.example/#b","dots":"..."})"},
  };
  for (const auto& [text, expected] : kRows) EXPECT_EQ(Read(text), expected) << text;
}

TEST(LooseJson, WhatDocumentationAddsIsReadAndTold) {
  const std::pair<const char*, const char*> kRows[] = {
      {"{\"a\": 1, // the first\n \"b\": 2}", R"({"a":1,"b":2} with a comment)"},
      {"{\"a\": 1, // more members omitted\n}", R"({"a":1} with a comment; shortened)"},
      {"{\"a\": 1 /* one */, # two\n \"b\": 2}", R"({"a":1,"b":2} with a comment)"},
      {R"([1, 2, ...])", R"([1,2] with an ellipsis; shortened in its rows)"},
      {R"({"a": 1, "...": "..."})", R"({"a":1} with an ellipsis; shortened)"},
      {R"({"a": 1, …})", R"({"a":1} with an ellipsis; shortened)"},
      {R"({"items": [...], "n": 1})", R"({"items":[],"n":1} with an ellipsis; shortened)"},
      {R"({"items": ..., "n": 1})", R"({"n":1} with an ellipsis; shortened)"},
      {R"({"a": 1,})", R"({"a":1} with a trailing comma)"},
      {R"({'a': 'b'})", R"({"a":"b"} with single quotes)"},
      {R"({a: 1, b_c: 2})", R"({"a":1,"b_c":2} with a bare member name)"},
      {R"({"a": <TOKEN>, "b": string})", R"({"a":"<TOKEN>","b":"<string>"} with a placeholder)"},
      {R"({"a": your token here})", R"({"a":"<your token here>"} with a placeholder)"},
      {R"({"a": None, "b": True})", R"({"a":null,"b":true} with a word of a programming language)"},
      {R"({"a": 1, "a": 2})", R"({"a":2} with a member name used twice)"},
      {R"({"a": 1};)", R"({"a":1})"},
  };
  for (const auto& [text, expected] : kRows) EXPECT_EQ(Read(text), expected) << text;
}

TEST(LooseJson, WhatIsBrokenIsAFaultAtItsPlace) {
  const std::pair<const char*, const char*> kRows[] = {
      {R"({"a": [1, 2})", "fault at 6: this array is closed by }"},
      {R"({"a": 1)", "fault at 0: this object is never closed"},
      {R"({"a": 1 "b": 2})", "fault at 8: no comma before this part of the object"},
      {R"([1 2])", "fault at 3: no comma before this part of the array"},
      {R"({"a" 1})", "fault at 5: no : after the member name \"a\""},
      {R"({"a": })", "fault at 6: the member \"a\" has no value"},
      {"{\"a\": \"b\n\"}", "fault at 6: this string is not closed on its line"},
      {R"({"a": "b)", "fault at 6: this string is never closed"},
      {R"({"a": <b})", "fault at 6: '<' where a value is due"},
      {R"({?})", "fault at 1: '?' where a member name or } is due"},
      {"", "fault at 0: the text ends where a value is due"},
  };
  for (const auto& [text, expected] : kRows) EXPECT_EQ(Read(text), expected) << text;
}

TEST(LooseJson, DepthIsBounded) {
  EXPECT_EQ(Read(std::string(1'000'000, '[')), "fault at 201: more than 200 levels");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(Read(objects), "fault at 1005: more than 200 levels");
}

TEST(LooseJson, PlacesAreThoseOfThePage) {
  const std::string page = "text\n> {\"a\":\n> [1]}\n";
  Text code;
  code.Append("{\"a\":\n", 7);
  code.Append("[1]}", 15);
  const LooseJson read = ReadLooseJson(document::Source("page.md", page), code);
  const document::Value& list = *read.body->root.Find("a");
  EXPECT_EQ(page.substr(list.span.begin, list.span.end - list.span.begin), "[1]");
  EXPECT_EQ(page.substr(read.body->root.members[0].key_span.begin, 3), "\"a\"");
  EXPECT_EQ(read.end, code.text.size());
}

TEST(LooseJson, PlaceholdersStandForValues) {
  for (const char* text : {"<TOKEN>", "your_api_key", "{{id}}", "{id}", "string", "xxx", "...", "MY_API_KEY", "$ID",
                           "****1234", "REDACTED", "7b1e…", "eyJhb...", "[valid e-mail address, 1 to 60 characters]"})
    EXPECT_TRUE(IsPlaceholder(text)) << text;
  for (const char* text :
       {"", "active", "USD", "strings", "2024-01-02", "x", "yours", "ORDER_PAID", "a <b> c", "[1, 2]", "[a] b [c]"})
    EXPECT_FALSE(IsPlaceholder(text)) << text;
}

}  // namespace
}  // namespace plumbline::page
