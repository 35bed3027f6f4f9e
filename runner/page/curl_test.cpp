#include "page/curl.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline::page {
namespace {

// One line a request: "POST https://… {X-Id: 1} <body>".
std::string Read(const std::string& text, std::string_view language = "") {
  Text code;
  code.Append(text, 0);
  std::string out;
  for (const ShownRequest& request : ReadRequests(code, language)) {
    out += request.method + ' ' + request.url;
    for (const auto& [name, value] : request.headers) out += " {" + name + ": " + value.text + "}";
    if (!request.body.empty()) out += " <" + request.body.text + ">";
    out += '\n';
    EXPECT_TRUE(request.url.starts_with(text.substr(request.span.begin, request.span.end - request.span.begin)))
        << request.url;
  }
  return out;
}

TEST(Curl, MethodUrlHeadersAndBody) {
  EXPECT_EQ(Read("curl https://api.example.com/v1/parcels?page=2"), "GET https://api.example.com/v1/parcels?page=2\n");
  EXPECT_EQ(Read("$ curl -X DELETE \"https://api.example.com/v1/parcels/7\" -H 'X-Key: abc'"),
            "DELETE https://api.example.com/v1/parcels/7 {X-Key: abc}\n");
  EXPECT_EQ(
      Read(
          "curl -sS --request put --url https://api.example.com/v1/parcels/7 \\\n  --header 'Content-Type: application/json' \\\n  --data '{\n  \"a\": 1\n}'\n"),
      "PUT https://api.example.com/v1/parcels/7 {Content-Type: application/json} <{\n  \"a\": 1\n}>\n");
  EXPECT_EQ(Read("curl https://api.example.com/v1/parcels -d \"{\\\"a\\\": 1}\""),
            "POST https://api.example.com/v1/parcels <{\"a\": 1}>\n");
  EXPECT_EQ(Read("curl -XPATCH $BASE/v1/parcels/7 --json '{}'"), "PATCH $BASE/v1/parcels/7 <{}>\n");
  EXPECT_EQ(Read("curl -I https://api.example.com/v1/parcels"), "HEAD https://api.example.com/v1/parcels\n");
  EXPECT_EQ(Read("curl -F file=@a.pdf https://api.example.com/v1/labels -u key:"),
            "POST https://api.example.com/v1/labels\n");
}

TEST(Curl, DataOfAGetIsItsQueryAndNoBody) {
  EXPECT_EQ(Read("curl -G https://api.example.com/v1/parcels -d page=2 -d 'from=2026-01-31'"),
            "GET https://api.example.com/v1/parcels?page=2&from=2026-01-31\n");
}

TEST(Curl, Forms) {
  const auto read = [](const std::string& text) {
    Text code;
    code.Append(text, 0);
    std::string out;
    for (const ShownRequest& request : ReadRequests(code, "bash")) {
      for (const FormField& field : request.form)
        out += field.name + " is " + field.value + " at " +
               text.substr(field.span.begin, field.span.end - field.span.begin) + '\n';
    }
    return out;
  };
  EXPECT_EQ(read("curl https://a.example/x --data-urlencode 'to=+336 12' -d channel=sms -d \"a=1%202&b=x+y\""),
            "to is +336 12 at to=+336 12\nchannel is sms at channel=sms\na is 1 2 at a=1%202\nb is x y at b=x+y\n");
  EXPECT_EQ(read("curl https://a.example/x -F file=@a.pdf -F 'title=A form'"),
            "file is @a.pdf at file=@a.pdf\ntitle is A form at title=A form\n");
  EXPECT_EQ(read("curl https://a.example/x -d '{\"a\": 1}'"), "");
  EXPECT_EQ(read("curl https://a.example/x -d a=1 -d @rest.txt"), "") << "a part is not known";
  EXPECT_EQ(read("curl -G https://a.example/x -d a=1"), "") << "that is a query";
}

TEST(Curl, EveryCommandOfABlock) {
  EXPECT_EQ(Read("# list\ncurl https://a.example/x | jq .id\n\ncurl https://a.example/y > out.json\n"),
            "GET https://a.example/x\nGET https://a.example/y\n");
  EXPECT_EQ(Read("curl -X POST https://a.example/x \\\n\ncurl https://a.example/y"),
            "POST https://a.example/x\nGET https://a.example/y\n");
}

TEST(Curl, WhatIsNoRequest) {
  for (const char* text : {"curl --version", "install curl first", "the curl https://a.example/x command", ""})
    EXPECT_EQ(Read(text), "") << text;
  EXPECT_EQ(Read("curl https://a.example/x", "json"), "");
}

TEST(Curl, RequestLines) {
  EXPECT_EQ(Read("POST /v1/parcels HTTP/1.1\nHost: api.example.com\nX-Key: abc\n\n{\"a\": 1}\n", "http"),
            "POST /v1/parcels {Host: api.example.com} {X-Key: abc} <{\"a\": 1}>\n");
  EXPECT_EQ(Read("GET https://api.example.com/v1/parcels"), "GET https://api.example.com/v1/parcels\n");
  EXPECT_EQ(Read("HTTP/1.1 200 OK\nX: y\n"), "");
  EXPECT_EQ(Read("POST {BASE_URL}/v1/parcels\nX-Key: abc\n", "http"), "POST {BASE_URL}/v1/parcels {X-Key: abc}\n");
  EXPECT_EQ(Read("GET parcels"), "");
}

TEST(Curl, CallsOfLibraries) {
  const std::pair<const char*, const char*> kRows[] = {
      {R"(requests.get("https://a.example/x", headers=h))", "GET https://a.example/x\n"},
      {R"(r = requests.post(f"https://a.example/x/{id}"))", "POST https://a.example/x/{id}\n"},
      {R"(await fetch('https://a.example/x'))", "GET https://a.example/x\n"},
      {R"(fetch("https://a.example/x", { method: "POST", body }))", "POST https://a.example/x\n"},
      {R"(http.NewRequest("PUT", "https://a.example/x", nil))", "PUT https://a.example/x\n"},
      {R"($client->request('DELETE', 'https://a.example/x'))", "DELETE https://a.example/x\n"},
      {R"(axios.patch(`https://a.example/x`))", "PATCH https://a.example/x\n"},
      {R"(base = "https://a.example/x")", ""},
      {R"(targets("https://a.example/x"))", ""},
      {R"({"url": "https://a.example/x"})", ""},
  };
  for (const auto& [text, expected] : kRows) EXPECT_EQ(Read(text), expected) << text;
}

TEST(SplitRequestUrl, HostPathAndQuery) {
  struct Row {
    const char *url, *host, *path;
    std::vector<std::pair<std::string, std::string>> query;
  };
  const Row kRows[] = {
      {"https://a.example:8080/v1/x?page=1&name=a%20b+c&flag#top",
       "https://a.example:8080",
       "/v1/x",
       {{"page", "1"}, {"name", "a b c"}, {"flag", ""}}},
      {"https://a.example", "https://a.example", "/", {}},
      {"https://a.example?x=1", "https://a.example", "/", {{"x", "1"}}},
      {"/v1/x", "", "/v1/x", {}},
      {"$BASE_URL/v1/x", "", "/v1/x", {}},
      {"{{host}}/v1/x", "", "/v1/x", {}},
      {"/v1/x?${params}&page=1", "", "/v1/x", {{"page", "1"}}},
      {"https://{{< shop/host >}}/v1/x?y=1", "https://{{< shop/host >}}", "/v1/x", {{"y", "1"}}},
      {"https://{{unclosed/v1", "https://{{unclosed", "/v1", {}},
  };
  for (const Row& row : kRows) {
    const SplitUrl split = SplitRequestUrl(row.url);
    EXPECT_EQ(split.host, row.host) << row.url;
    EXPECT_EQ(split.path, row.path) << row.url;
    EXPECT_EQ(split.query, row.query) << row.url;
  }
}

}  // namespace
}  // namespace plumbline::page
