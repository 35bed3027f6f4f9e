#include <gtest/gtest.h>

#include <utility>

#include "document/document.h"
#include "document/document_testing.h"

namespace plumbline::document {
namespace {

std::string Json(const std::string& yaml) { return WriteJson(ParseYaml("a.yaml", yaml).root, 0); }

std::string ErrorOf(const std::string& text, const Limits& limits = {}) {
  return document::ErrorOf([&] { ParseYaml("a.yaml", text, limits); });
}

using Lines = std::vector<std::string>;

TEST(ParseYaml, ResolvesScalarsByTheCoreSchema) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"no", R"("no")"},
      {"on", R"("on")"},
      {"yes", R"("yes")"},
      {"y", R"("y")"},
      {"2026-01-19", R"("2026-01-19")"},
      {"2026-01-19T18:39:14Z", R"("2026-01-19T18:39:14Z")"},
      {"12:30:45", R"("12:30:45")"},
      {"1_000", R"("1_000")"},
      {"~", "null"},
      {"null", "null"},
      {"Null", "null"},
      {"NULL", "null"},
      {"nUll", R"("nUll")"},
      {"nullable", R"("nullable")"},
      {"true", "true"},
      {"True", "true"},
      {"FALSE", "false"},
      {"tRue", R"("tRue")"},
      {"0", "0"},
      {"-0", "-0"},
      {"1.0", "1.0"},
      {"25.50", "25.50"},
      {"1e400", "1e400"},
      {"1E+5", "1E+5"},
      {"12345678901234567890", "12345678901234567890"},
      {"0x1F", "31"},
      {"0X1F", R"("0X1F")"},
      {"-0x1F", R"("-0x1F")"},
      {"0x1G", R"("0x1G")"},
      {"0x", R"("0x")"},
      {"0o17", "15"},
      {"0o18", R"("0o18")"},
      {"017", "17"},
      {"-007", "-7"},
      {"000", "0"},
      {".5", "0.5"},
      {"-.5", "-0.5"},
      {"5.", "5.0"},
      {"5.e3", "5.0e3"},
      {"+1", "1"},
      {"+.5e-3", "0.5e-3"},
      {".", R"(".")"},
      {"-", "[null]"},
      {"+", R"("+")"},
      {"1e", R"("1e")"},
      {"e3", R"("e3")"},
      {"1.2.3", R"("1.2.3")"},
      {"3.0.3", R"("3.0.3")"},
      {"--1", R"("--1")"},
      {"+.nan", R"("+.nan")"},
      {"\"5\"", R"("5")"},
      {"'no'", R"("no")"},
      {"'~'", R"("~")"},
      {"''", R"("")"},
      {"'it''s'", R"("it's")"},
      {R"("\u00e9\t\x41\/")", R"("é\tA/")"},
      {"!!str 5", R"("5")"},
      {"!!str null", R"("null")"},
      {"! 5", R"("5")"},
      {"!!int '5'", "5"},
      {"!!int 0x10", "16"},
      {"!!float 5", "5"},
      {"!!bool true", "true"},
      {"!!null ~", "null"},
      {"!!seq [1]", "[1]"},
      {"!!map {a: 1}", R"({"a":1})"},
      {"a b # c", R"("a b")"},
      {"a#b", R"("a#b")"},
      {"a\n  b", R"("a b")"},
  };
  for (const auto& [yaml, json] : rows) EXPECT_EQ(Json(yaml), json) << yaml;
}

TEST(ParseYaml, KeysAreStringsWhateverTheyLookLike) {
  EXPECT_EQ(Json("200: a\ntrue: b\n1.0: c\n0x1F: d\nno: e\n2026-01-19: f\n\"\": g\nnull: h\n"),
            R"({"200":"a","true":"b","1.0":"c","0x1F":"d","no":"e","2026-01-19":"f","":"g","null":"h"})");
}

TEST(ParseYaml, ReadsStructures) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "null"},
      {"# only a comment\n", "null"},
      {"---\n", "null"},
      {"---\na: 1\n...\n", R"({"a":1})"},
      {"%YAML 1.2\n---\na: 1\n", R"({"a":1})"},
      {"\xEF\xBB\xBF"
       "a: 1",
       R"({"a":1})"},
      {"a:\nb: ~\nc: null\n", R"({"a":null,"b":null,"c":null})"},
      {"a:\n- 1\n-\n- [2, {b: 3}]\n", R"({"a":[1,null,[2,{"b":3}]]})"},
      {"- - 1\n  - 2\n- a: 1\n  b: 2\n", R"([[1,2],{"a":1,"b":2}])"},
      {"a: |\n  one\n   two\n\n  three\n", R"({"a":"one\n two\n\nthree\n"})"},
      {"a: |-\n  one\nb: >\n  x\n  y\n", R"({"a":"one","b":"x y\n"})"},
      {"a: |+\n  one\n\nb: 1\n", R"({"a":"one\n\n","b":1})"},
      {"? a\n: 1\n", R"({"a":1})"},
      {"? a\nb :\n'c':\n", R"({"a":null,"b":null,"c":null})"},
      {"{a, b: 1}", R"({"a":null,"b":1})"},
      {"[a: 1, b]", R"([{"a":1},"b"])"},
      {"{\"a\":1,\n\t\"b\":[]}", R"({"a":1,"b":[]})"},
      {"a: {}\nb: []\n", R"({"a":{},"b":[]})"},
      {"a:\tb\n", R"({"a":"b"})"},
  };
  for (const auto& [yaml, json] : rows) EXPECT_EQ(Json(yaml), json) << yaml;
}

TEST(ParseYaml, KnowsThePlaceOfEveryValueAndKeyInBlocks) {
  EXPECT_EQ(Places(ParseYaml("a.yaml", R"(# head
name: Zoë Müller  # who
"quoted key": 'it''s'
list:
  - 25.50
  - "a \" b"
  -   x: 1
      y: no
nothing:
nullable: true
text: |
  one
  two
long: one
  two
)")),
            (Lines{
                " 2:1-24 name: Zoë Müller  # who",
                "key /name 2:1-5 name",
                "/name 2:7-17 Zoë Müller",
                "key /quoted key 3:1-13 \"quoted key\"",
                "/quoted key 3:15-22 'it''s'",
                "key /list 4:1-5 list",
                "/list 5:3-10 - 25.50",
                "/list/0 5:5-10 25.50",
                "/list/1 6:5-13 \"a \\\" b\"",
                "/list/2 7:7-11 x: 1",
                "key /list/2/x 7:7-8 x",
                "/list/2/x 7:10-11 1",
                "key /list/2/y 8:7-8 y",
                "/list/2/y 8:10-12 no",
                "key /nothing 9:1-8 nothing",
                "/nothing 9:1-8 nothing",
                "key /nullable 10:1-9 nullable",
                "/nullable 10:11-15 true",
                "key /text 11:1-5 text",
                "/text 11:7-8 |",
                "key /long 14:1-5 long",
                "/long 14:7-10 one",
            }));
}

TEST(ParseYaml, KnowsThePlaceOfEveryValueAndKeyInFlow) {
  EXPECT_EQ(Places(ParseYaml("a.yaml", R"(a: {b: [1, "]", x'y], 'c': {}}  # end
d: [1,
  2]
)")),
            (Lines{
                " 1:1-38 a: {b: [1, \"]\", x'y], 'c': {}}  # end",
                "key /a 1:1-2 a",
                "/a 1:4-31 {b: [1, \"]\", x'y], 'c': {}}",
                "key /a/b 1:5-6 b",
                "/a/b 1:8-21 [1, \"]\", x'y]",
                "/a/b/0 1:9-10 1",
                "/a/b/1 1:12-15 \"]\"",
                "/a/b/2 1:17-20 x'y",
                "key /a/c 1:23-26 'c'",
                "/a/c 1:28-30 {}",
                "key /d 2:1-2 d",
                "/d 2:4-7 [1,",
                "/d/0 2:5-6 1",
                "/d/1 3:3-4 2",
            }));
}

TEST(ParseYaml, CountsColumnsInCharactersAndTakesCrlf) {
  EXPECT_EQ(Places(ParseYaml("a.yaml", "\xEF\xBB\xBFü: \"é🐲\"\r\nb:\r\n  - €uro # x\r\n  - {k: 'ß'}\r\n")),
            (Lines{
                " 1:2-9 ü: \"é🐲\"",
                "key /ü 1:2-3 ü",
                "/ü 1:5-9 \"é🐲\"",
                "key /b 2:1-2 b",
                "/b 3:3-13 - €uro # x",
                "/b/0 3:5-9 €uro",
                "/b/1 4:5-13 {k: 'ß'}",
                "key /b/1/k 4:6-7 k",
                "/b/1/k 4:9-12 'ß'",
            }));
}

TEST(ParseYaml, APlaceIsThatOfTheContentBehindAnchorAndTag) {
  EXPECT_EQ(Places(ParseYaml("a.yaml", "a: &x !!str 5\nb: &y\n  c: 1\nd: *x\ne: !!seq\n  - 1\nf: &z\nnull: 1\n")),
            (Lines{
                " 1:1-14 a: &x !!str 5",
                "key /a 1:1-2 a",
                "/a 1:13-14 5",
                "key /b 2:1-2 b",
                "/b 3:3-7 c: 1",
                "key /b/c 3:3-4 c",
                "/b/c 3:6-7 1",
                "key /d 4:1-2 d",
                "/d 1:13-14 5",
                "key /e 5:1-2 e",
                "/e 6:3-6 - 1",
                "/e/0 6:5-6 1",
                "key /f 7:1-2 f",
                "/f 7:1-2 f",
                "key /null 8:1-5 null",
                "/null 8:7-8 1",
            }));
}

TEST(ParseYaml, AliasesRepeatTheAnchoredValue) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a: &x 5\nb: *x\n", R"({"a":5,"b":5})"},
      {"a: &x [1, 2]\nb: [*x, *x]\n", R"({"a":[1,2],"b":[[1,2],[1,2]]})"},
      {"a: &x 1\nb: &x 2\nc: *x\n", R"({"a":1,"b":2,"c":2})"},
      {"a: &x\nb: *x\n", R"({"a":null,"b":null})"},
      {"&k a: 1\nb: 2\n", R"({"a":1,"b":2})"},
      {"&root a: &in {b: 1}\nc: *in\n", R"({"a":{"b":1},"c":{"b":1}})"},
  };
  for (const auto& [yaml, json] : rows) EXPECT_EQ(Json(yaml), json) << yaml;
}

TEST(ParseYaml, AppliesMergeKeys) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\n", R"({"x":{"a":1,"b":2},"y":{"b":3,"a":1}})"},
      {"y:\n  b: 3\n  <<: {a: 1, b: 2}\n", R"({"y":{"b":3,"a":1}})"},
      {"y:\n  <<: [{a: 1}, {a: 2, c: 3}]\n", R"({"y":{"a":1,"c":3}})"},
      {"x: &x {a: 1}\nz: &z {<<: *x, b: 2}\ny: {<<: *z, c: 3}\n",
       R"({"x":{"a":1},"z":{"b":2,"a":1},"y":{"c":3,"b":2,"a":1}})"},
      {"'<<': 1\n", R"({"<<":1})"},
      {"<<: []\na: 1\n", R"({"a":1})"},
  };
  for (const auto& [yaml, json] : rows) EXPECT_EQ(Json(yaml), json) << yaml;
}

TEST(ParseYaml, SaysWhatIsWrongAndWhere) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a: 1\nb: 2\na: 3\n", "a.yaml:3:1: duplicate key 'a'; the first is at 1:1"},
      {"{a: 1, \"a\": 2}", "a.yaml:1:8: duplicate key 'a'; the first is at 1:2"},
      {"x: {200: a, '200': b}", "a.yaml:1:13: duplicate key '200'; the first is at 1:5"},
      {"a:\n\tb: 1\n", "a.yaml:2:1: a tab in the indentation; YAML indents with spaces only"},
      {"a:\n  b: 1\n  \tc: 2\n", "a.yaml:3:3: not YAML: illegal tab when looking for indentation"},
      {"a:\n\t1\n", "a.yaml:2:1: a tab in the indentation; YAML indents with spaces only"},
      {"a: !foo 1\n", "a.yaml:1:4: unknown tag '!foo': only the YAML 1.2 core tags are read"},
      {"a: !!binary aGk=\n",
       "a.yaml:1:4: unknown tag 'tag:yaml.org,2002:binary': only the YAML 1.2 core tags are read"},
      {"a: !!set {b}\n", "a.yaml:1:4: unknown tag 'tag:yaml.org,2002:set': only the YAML 1.2 core tags are read"},
      {"a: !x [1]\n", "a.yaml:1:4: unknown tag '!x': only the YAML 1.2 core tags are read"},
      {"a: !!int 1.5\n", "a.yaml:1:4: '1.5' does not fit its tag !!int"},
      {"a: !!bool no\n", "a.yaml:1:4: 'no' does not fit its tag !!bool"},
      {"a: 1\n---\nb: 2\n", "a.yaml:2:1: a second YAML document begins here; only one is read"},
      {"a: .nan\n", "a.yaml:1:4: .nan is no JSON number; quote it if it is meant as text"},
      {"- -.Inf\n", "a.yaml:1:3: -.Inf is no JSON number; quote it if it is meant as text"},
      {"a: 0xFFFFFFFFFFFFFFFFF\n", "a.yaml:1:4: 0xFFFFFFFFFFFFFFFFF needs more than 64 bits"},
      {"a: &x [*x]\n", "a.yaml:1:8: an alias inside the node that it refers to"},
      {"a: &x {b: *x}\n", "a.yaml:1:11: an alias inside the node that it refers to"},
      {"a: *x\n", "a.yaml:1:4: not YAML: the referenced anchor is not defined"},
      {"a: &x b\n*x : 1\n", "a.yaml:2:1: an alias cannot be a mapping key"},
      {"? [1, 2]\n: 3\n", "a.yaml:1:3: a mapping key must be a scalar; JSON has no other keys"},
      {"{{a: 1}: 2}", "a.yaml:1:2: a mapping key must be a scalar; JSON has no other keys"},
      {": 1\n", "a.yaml:1:1: a mapping key is missing"},
      {"a:\n  <<: 5\n", "a.yaml:2:3: the merge key << takes a mapping or a list of mappings"},
      {"a:\n  <<: [{b: 1}, 2]\n", "a.yaml:2:3: the merge key << takes a mapping or a list of mappings"},
      {"a: 1\nb: \"x\nc: 3\n", "a.yaml:2:4: the quoted text that begins here does not end"},
      {"- 'it''s\n", "a.yaml:1:3: the quoted text that begins here does not end"},
      {"a: 1\nb\n", "a.yaml:2:1: a ':' is missing after this mapping key"},
      {"a: 1\nb\nc: 2\n", "a.yaml:3:2: not YAML: illegal map value"},
      {"a: b\x04"
       "c\n",
       "a.yaml:1:5: control character U+0004 in YAML"},
      {"a: 1\n\x7F", "a.yaml:2:1: control character U+007F in YAML"},
      {"a: é\xC3\n", "a.yaml:1:5: the text is not UTF-8"},
      {"\xFF\xFE"
       "a",
       "a.yaml:1:1: the text is not UTF-8"},
  };
  for (const auto& [text, error] : rows) EXPECT_EQ(ErrorOf(text), error) << text;
  EXPECT_EQ(ErrorOf(std::string("a: \0", 4)), "a.yaml:1:4: control character U+0000 in YAML");
}

TEST(ParseYaml, PlacesSyntaxErrors) {
  for (const auto& [text, place] : std::vector<std::pair<std::string, std::string>>{
           {"a: [1, 2\n", "a.yaml:2:1: not YAML: "},
           {"a: b: c\n", "a.yaml:1:5: not YAML: "},
           {"é: \"x", "a.yaml:1:6: not YAML: "},
           {"a: 1\n b: 2\n", "a.yaml:2:3: not YAML: "},
           {"a: @x\n", "a.yaml:1:4: not YAML: "},
       }) {
    EXPECT_EQ(ErrorOf(text).substr(0, place.size()), place) << ErrorOf(text);
  }
}

TEST(ParseYaml, HoldsItsBounds) {
  const Limits limits{.max_bytes = 100, .max_depth = 3, .max_number_length = 5, .max_alias_values = 10};
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"[[[1]]]", "no error"},
      {"[[[[]]]]", "a.yaml:1:4: nested deeper than 3 levels"},
      {"a:\n b:\n  c:\n   d: 1\n", "a.yaml:4:4: nested deeper than 3 levels"},
      {"a: 123456", "a.yaml:1:4: a number has more than 5 characters"},
      {"a: '123456'", "no error"},
      {"a: &x [1, 2, 3, 4]\nb: [*x, *x]", "no error"},
      {"a: &x [1, 2, 3, 4]\nb: [*x, *x, *x]", "a.yaml:2:13: aliases expand to more than 10 values"},
      {std::string(101, ' '), "a.yaml: holds 101 bytes; at most 100 are read"},
  };
  for (const auto& [text, error] : rows) EXPECT_EQ(ErrorOf(text, limits), error) << text;
}

TEST(ParseYaml, BillionLaughsEnd) {
  std::string text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int k = 1; k < 10; ++k) text += ", " + last;
    text += "]\n";
  }
  EXPECT_EQ(ErrorOf(text), "a.yaml:5:45: aliases expand to more than 100000 values");
}

TEST(ParseYaml, DeepNestingIsAnError) {
  // However much is allowed, yaml-cpp goes no deeper.
  const auto deepest = [](const std::string& text) {
    Limits limits;
    limits.max_depth = 10'000;
    try {
      ParseYaml("a.yaml", text, limits);
      return std::string();
    } catch (const Error& error) {
      return error.message();
    }
  };
  const auto nested = [](const std::string& open, const std::string& close, int levels) {
    std::string text;
    for (int i = 0; i < levels; ++i) text += open;
    text += "1";
    for (int i = 0; i < levels; ++i) text += close;
    return text;
  };
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("- ", ""), std::pair("{a: ", "}")}) {
    EXPECT_EQ(deepest(nested(open, close, 498)), "") << open;
    EXPECT_EQ(deepest(nested(open, close, 499)), "nested deeper than 498 levels") << open;
  }
  EXPECT_EQ(deepest(nested("[", "", 1'000'000)), "nested deeper than 498 levels");
  EXPECT_EQ(deepest(nested("- ", "", 1'000'000)), "nested deeper than 498 levels");
  EXPECT_EQ(ErrorOf(std::string(100'000, '[') + std::string(100'000, ']')),
            "a.yaml:1:401: nested deeper than 400 levels");
  EXPECT_EQ(ErrorOf(std::string(400, '[') + std::string(400, ']')), "no error");
  // yaml-cpp takes what never closes for the beginning of a key.
  EXPECT_NE(ErrorOf(std::string(100'000, '[')), "no error");
  EXPECT_NE(ErrorOf(std::string(100'000, '{')), "no error");
  std::string steps;
  for (int i = 0; i < 1'000; ++i) steps += "- ";
  EXPECT_EQ(ErrorOf(steps), "a.yaml:1:801: nested deeper than 400 levels");
}

TEST(ParseYaml, MinifiedJsonIsReadAsJson) {
  std::string text = "{\"list\":[0";
  for (int i = 1; i < 20'000; ++i) text += ",{\"n\":" + std::to_string(i) + "}";
  text += "]}";
  EXPECT_TRUE(Equal(ParseYaml("a.yaml", text).root, ParseJson("a.json", text).root));
}

}  // namespace
}  // namespace plumbline::document
