#include "page/text_code.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline::page {
namespace {

// "json: {…}", what the code at the beginning of a text is; "none" where there is none.
std::string Find(std::string_view text) {
  const TextLines lines(text);
  const auto code = FindBareCode(lines, 0);
  return code ? code->language + ": " + std::string(text.substr(lines[0].begin, code->end - lines[0].begin)) : "none";
}

TEST(BareCode, JsonReachesToTheBracketThatClosesIt) {
  EXPECT_EQ(Find("{\n  \"a\": \"}\",\n  \"b\": [1]\n}Analytics\n"), "json: {\n  \"a\": \"}\",\n  \"b\": [1]\n}");
  EXPECT_EQ(Find("[\n  {\"a\": 1}\n]\n{}\n"), "json: [\n  {\"a\": 1}\n]");
  EXPECT_EQ(Find("{\"a\": \"\\\"}\"} rest"), "json: {\"a\": \"\\\"}\"}");
}

TEST(BareCode, JsonThatNobodyClosesEndsBeforeProse) {
  EXPECT_EQ(Find("{\n  \"a\": [\n    1\n}\nErrors\n"), "json: {\n  \"a\": [\n    1\n}");
  EXPECT_EQ(Find("{\n  \"a\": {\n    \"b\": 1\n\nThe next section\n}\n"), "json: {\n  \"a\": {\n    \"b\": 1");
  EXPECT_EQ(Find("{\n  \"a\": 1"), "json: {\n  \"a\": 1");
}

TEST(BareCode, BracketsInProseAreNoJson) {
  EXPECT_EQ(Find("[optional] The name\n"), "none");
  EXPECT_EQ(Find("{id} is the identifier\n"), "none");
}

TEST(BareCode, CommandsWithContinuationsAndQuotedBodies) {
  EXPECT_EQ(Find("curl -X POST \\\n  \"https://api.example.com/a\" \\\n  -d '{\n    \"a\": 1\n\n  }'\n\nResponse\n"),
            "bash: curl -X POST \\\n  \"https://api.example.com/a\" \\\n  -d '{\n    \"a\": 1\n\n  }'");
  EXPECT_EQ(Find("curl https://api.example.com/a \\\n  -H \"A: b\" \\\n\nThen read the answer.\n"),
            "bash: curl https://api.example.com/a \\\n  -H \"A: b\" \\");
  EXPECT_EQ(Find("curl https://api.example.com/a \\\n  -H 'A: b' \\\n{\n}\n"),
            "bash: curl https://api.example.com/a \\\n  -H 'A: b' \\");
  EXPECT_EQ(Find("curl https://api.example.com/a\n  -H 'A: b'\n{\n}\n"),
            "bash: curl https://api.example.com/a\n  -H 'A: b'");
  EXPECT_EQ(Find("curl 'https://api.example.com/a\n\nProse that isn't closed\n"),
            "bash: curl 'https://api.example.com/a\n\nProse that isn't closed");
  EXPECT_EQ(Find("curls are hair.\n"), "none");
}

TEST(BareCode, HttpMessagesWithTheirBodies) {
  EXPECT_EQ(Find("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"a\": 1\n}\nNext\n"),
            "http: HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"a\": 1\n}");
  EXPECT_EQ(Find("GET /v1/a HTTP/1.1\nHost: api.example.com\n\nNext\n"),
            "http: GET /v1/a HTTP/1.1\nHost: api.example.com");
  EXPECT_EQ(Find("GET /v1/a returns it.\n"), "none");
}

TEST(BareCode, CodeThatGivesItselfAway) {
  EXPECT_EQ(
      Find(
          "import requests\n\nr = requests.get(\n    \"https://api.example.com\",\n)\nprint(r.json()[\"a\"])\n\nThe answer follows.\n"),
      "python: import requests\n\nr = requests.get(\n    \"https://api.example.com\",\n)\nprint(r.json()[\"a\"])");
  EXPECT_EQ(Find("const r = await fetch('https://api.example.com');\nconsole.log(r.a);\n{\n  \"a\": 1\n}\n"),
            "javascript: const r = await fetch('https://api.example.com');\nconsole.log(r.a);");
  EXPECT_EQ(Find("import your data\n"), "none");
}

}  // namespace
}  // namespace plumbline::page
