#include "http/redaction.h"

#include <gtest/gtest.h>

#include <utility>

#include "base/base64.h"
#include "base/hash.h"

namespace plumbline::http {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

TEST(Redactor, ReplacesAKnownValueInEveryEncoding) {
  Redactor redactor;
  redactor.AddSecret("s3cr3t/key+1");
  const Rows rows = {
      {"GET /v1?k=s3cr3t/key+1&x=1", "GET /v1?k=<redacted>&x=1"},
      {"GET /v1?k=s3cr3t%2Fkey%2B1", "GET /v1?k=<redacted>"},
      {"czNjcjN0L2tleSsx", "<redacted>"},
      {"Basic OnMzY3IzdC9rZXkrMQ==", "Basic <redacted>=="},
      {"s3cr3t/key+1s3cr3t/key+1", "<redacted><redacted>"},
      {"s3cr3t/key", "s3cr3t/key"},
      {"", ""},
  };
  for (const auto& [text, redacted] : rows) EXPECT_EQ(redactor.Text(text), redacted) << text;
}

TEST(Redactor, LongerSecretsGoFirst) {
  Redactor redactor;
  redactor.AddSecret("abcd");
  redactor.AddSecret("abcdefgh");
  EXPECT_EQ(redactor.Text("abcdefgh abcd"), "<redacted> <redacted>");
}

TEST(Redactor, ShortValuesDoNotTearUpText) {
  Redactor redactor;
  redactor.AddSecret("abc");
  redactor.AddSecret("");
  redactor.AddSecret("a===");
  EXPECT_EQ(redactor.Text("an abc, a cab"), "an abc, a cab");
  EXPECT_EQ(redactor.Text("is a===."), "is <redacted>.");
}

TEST(Redactor, ReplacesTheValuesOfSecretMembers) {
  const Redactor redactor({"account_number"});
  const Rows rows = {
      {R"({"password": "x", "name": "y"})", R"({"password": "<redacted>", "name": "y"})"},
      {R"({"auth_token":"a\"b","n":1})", R"({"auth_token":"<redacted>","n":1})"},
      {R"({"apiKey" : 12345})", R"({"apiKey" : "<redacted>"})"},
      {R"({"a":{"client-secret":"x"}})", R"({"a":{"client-secret":"<redacted>"}})"},
      {R"({"accountNumber": "1", "account": "2"})", R"({"accountNumber": "<redacted>", "account": "2"})"},
      {R"({"token": null, "secret": true})", R"({"token": null, "secret": true})"},
      {R"({"tokens": 3, "cookies": "x"})", R"({"tokens": 3, "cookies": "x"})"},
      {R"(torn: "token": "abc)", R"(torn: "token": "<redacted>)"},
      {R"("token")", R"("token")"},
      {R"({"token":)", R"({"token":)"},
      {R"(["token", "secret"])", R"(["token", "secret"])"},
  };
  for (const auto& [text, redacted] : rows) EXPECT_EQ(redactor.Text(text), redacted) << text;
}

TEST(Redactor, KnowsSecretNamesHoweverTheyAreWritten) {
  const Redactor redactor({"X-Account-No"});
  for (std::string_view name :
       {"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-API-Key", "api_key", "apikey", "accessToken",
        "refresh_token", "PASSWORD", "client_secret", "x_account_no", "X-Signature", "private-key"}) {
    EXPECT_TRUE(redactor.IsSecretName(name)) << name;
  }
  for (std::string_view name : {"", "Content-Type", "token_type", "key", "passwords", "x-account"})
    EXPECT_FALSE(redactor.IsSecretName(name)) << name;
}

TEST(Redactor, RedactsAnExchangeAsAWhole) {
  Redactor redactor;
  redactor.AddSecret("k-123456");
  Exchange exchange;
  exchange.request = {.method = "POST",
                      .target = "/login?key=k-123456",
                      .headers = {{"Authorization", "Bearer k-123456"}, {"X-Echo", "is k-123456"}, {"Accept", "*/*"}},
                      .body = R"({"user":"u","password":"p"})"};
  exchange.response = Response{.status = 200,
                               .headers = {{"Set-Cookie", "sid=1"}, {"Content-Type", "application/json"}},
                               .body = R"({"token":"t","you":"k-123456"})"};
  Exchange expected;
  expected.request = {.method = "POST",
                      .target = "/login?key=<redacted>",
                      .headers = {{"Authorization", "<redacted>"}, {"X-Echo", "is <redacted>"}, {"Accept", "*/*"}},
                      .body = R"({"user":"u","password":"<redacted>"})"};
  expected.response = Response{.status = 200,
                               .headers = {{"Set-Cookie", "<redacted>"}, {"Content-Type", "application/json"}},
                               .body = R"({"token":"<redacted>","you":"<redacted>"})"};
  EXPECT_EQ(redactor.Redact(exchange), expected);
}

TEST(Redactor, RedactsTheMessageOfAnError) {
  Redactor redactor;
  redactor.AddSecret("k-123456");
  Exchange exchange;
  exchange.error = TransportError{"connect", "no way to http://k-123456@host"};
  EXPECT_EQ(redactor.Redact(exchange).error, (TransportError{"connect", "no way to http://<redacted>@host"}));
}

TEST(Redactor, LearnsFromAnExchangeWhatMustNotBeQuotedLater) {
  Exchange exchange;
  exchange.request.headers = {{"X-Api-Key", "abc123"}, {"Accept", "text/html"}};
  exchange.request.body = R"({"password": "hunter2hunter2", "pin_secret": "short"})";
  exchange.response =
      Response{.status = 200, .headers = {{"Set-Cookie", "sid=4711"}}, .body = R"({"access_token":"eyJhbGciOi"})"};
  Redactor redactor;
  redactor.Learn(exchange);
  EXPECT_EQ(redactor.Text("abc123 hunter2hunter2 short sid=4711 eyJhbGciOi text/html"),
            "<redacted> <redacted> short <redacted> <redacted> text/html");
}

TEST(Redactor, FindsASecretHoweverItIsWritten) {
  Redactor redactor;
  redactor.AddSecret("a/Key\"42");
  const std::string rows[] = {
      R"(a/Key"42)",
      R"(a/Key\"42)",
      R"(a\/Key\"42)",
      "a/key\"42",
      "a%2FKey%2242",
      "%61%2f%4b%65%79%22%34%32",
      "%61%2F%4B%65%79%22%34%32",
      "612f4b6579223432",
      R"(\u0061\u002f\u004b\u0065\u0079\u0022\u0034\u0032)",
  };
  for (const std::string& text : rows) EXPECT_EQ(redactor.Text("<" + text + ">"), "<<redacted>>") << text;
  // Inside base64 of a longer text, wherever it begins.
  for (const char* text : {"a/Key\"42", "xa/Key\"42y", "xya/Key\"42z", "xyza/Key\"42"}) {
    EXPECT_NE(redactor.Text(Base64Encode(text)).find("<redacted>"), std::string::npos) << text;
  }
}

TEST(Redactor, DeepObjectsCostNoMoreThanTheirLength) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "{\"b\":";
  EXPECT_EQ(Redactor().Text(deep), deep);
}

TEST(Redactor, ASecretBecomesOneKeyedHashInEveryFormAndPlace) {
  Redactor redactor({}, "key");
  redactor.AddSecret("joe:s3cr3t/key+1");
  const std::string mark = redactor.Mark("joe:s3cr3t/key+1");
  EXPECT_EQ(mark, "<redacted:" + HmacSha256Hex("key", "joe:s3cr3t/key+1").substr(0, 8) + ">");
  EXPECT_EQ(redactor.Text("a joe:s3cr3t/key+1 b joe%3As3cr3t%2Fkey%2B1"), "a " + mark + " b " + mark);
  Exchange exchange;
  exchange.request.headers = {{"Authorization", "Basic " + Base64Encode("joe:s3cr3t/key+1")}};
  EXPECT_EQ(redactor.Redact(exchange).request.headers[0].value, mark);
  EXPECT_NE(redactor.Mark("another"), mark);
  EXPECT_NE(Redactor({}, "another key").Mark("joe:s3cr3t/key+1"), mark);
  EXPECT_EQ(redactor.Text(redactor.Text(R"({"token": "x"})")), redactor.Text(R"({"token": "x"})"));
}

TEST(Redactor, SecretsThatLookLikeMarksTearNoneUp) {
  Redactor redactor({}, "key");
  redactor.AddSecret("redacted");
  redactor.AddSecret("redacted:" + redactor.Mark("abcdefgh").substr(10, 8));
  redactor.AddSecret("abcdefgh");
  EXPECT_EQ(redactor.Text("abcdefgh"), redactor.Mark("abcdefgh"));
  EXPECT_EQ(redactor.Text(R"({"token": "abcdefgh"})"), R"({"token": ")" + redactor.Mark("abcdefgh") + R"("})");
}

TEST(Redactor, FindsMembersOfJsonInsideJsonStrings) {
  const Redactor redactor;
  const Rows rows = {
      {R"({"a": "{\"password\": \"x\", \"n\": 1}"})", R"({"a": "{\"password\": \"<redacted>\", \"n\": 1}"})"},
      {R"(["{\"password\":\"x\"}", "{\"token\" : 12}"])",
       R"(["{\"password\":\"<redacted>\"}", "{\"token\" : \"<redacted>\"}"])"},
      {R"({"a": "{\n  \"password\":\n \"x\"\n}"})", R"({"a": "{\n  \"password\":\n \"<redacted>\"\n}"})"},
      {R"({"a": "{\"b\": \"{\\\"password\\\": \\\"x\\\\\\\"y\\\"}\"}"})",
       R"({"a": "{\"b\": \"{\\\"password\\\": \\\"<redacted>\\\"}\"}"})"},
      {R"({"height": "5\" tall", "b": "{\"token\": \"x\"}"})",
       R"({"height": "5\" tall", "b": "{\"token\": \"<redacted>\"}"})"},
      {R"({"a": "the \"password\" of \"x\""})", R"({"a": "the \"password\" of \"x\""})"},
      {R"({"password": "a\"b"})", R"({"password": "<redacted>"})"},
  };
  for (const auto& [text, redacted] : rows) EXPECT_EQ(redactor.Text(text), redacted) << text;
}

TEST(Redactor, RedactsPairsOfQueriesFormsFragmentsAndParts) {
  const Redactor redactor({"pin"});
  const auto body = [&](const std::string& text) {
    Exchange exchange;
    exchange.request.body = text;
    return *redactor.Redact(exchange).request.body;
  };
  const Rows rows = {
      {"user=u&password=p%20q&n=1", "user=u&password=<redacted>&n=1"},
      {"card[token]=x&pin=1;access_token=y", "card[token]=<redacted>&pin=<redacted>;access_token=<redacted>"},
      {"see https://a.test/cb#access_token=x&state=1 now", "see https://a.test/cb#access_token=<redacted>&state=1 now"},
      {R"({"next": "/login?auth%5Ftoken=x"})", R"({"next": "/login?auth%5Ftoken=<redacted>"})"},
      {"a == b, token=", "a == b, token="},
      {"--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nx y\r\n--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nz\r\n--b--\r\n",
       "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n<redacted>\r\n--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nz\r\n--b--\r\n"},
  };
  for (const auto& [text, redacted] : rows) EXPECT_EQ(body(text), redacted) << text;
  Exchange exchange;
  exchange.request.target = "/a?api_key=x&b=1";
  exchange.response = Response{.status = 302, .headers = {{"Location", "https://a.test/?token=x"}}, .body = ""};
  exchange = redactor.Redact(exchange);
  EXPECT_EQ(exchange.request.target, "/a?api_key=<redacted>&b=1");
  EXPECT_EQ(exchange.response->headers[0].value, "https://a.test/?token=<redacted>");
}

TEST(Redactor, LearnsCookiesAndBasicCredentialsInTheirParts) {
  Exchange exchange;
  exchange.request.headers = {{"Cookie", "theme=dark; sid=4711-abcdef"},
                              {"Authorization", "Basic " + Base64Encode("joe:hunter2")}};
  exchange.response = Response{
      .status = 200, .headers = {{"Set-Cookie", "next=8899-ghijkl; Path=/accounts; Expires=Thursday"}}, .body = ""};
  Redactor redactor;
  redactor.Learn(exchange);
  EXPECT_EQ(redactor.Text("dark 4711-abcdef 8899-ghijkl Path=/accounts hunter2 joe"),
            "dark <redacted> <redacted> Path=/accounts <redacted> joe");
}

TEST(Redactor, HostileTextCostsNoMoreThanItsLength) {
  const auto repeated = [](const std::string& part) {
    std::string text;
    while (text.size() < 1'000'000) text += part;
    return text;
  };
  for (const char* part : {"\\\"", "\"", "\\", "=", "token=", "&token=a", " name=\"token\"", " name=\"token\"\r\n\r\n",
                           "{\"token\":", "\"token\":\"abcdefgh\",", "[\"\\\"token\\\":\\\"", "<redacted"}) {
    Redactor redactor({}, "key");
    Exchange exchange;
    exchange.response = Response{.status = 200, .headers = {}, .body = repeated(part)};
    redactor.Learn(exchange);
    EXPECT_FALSE(redactor.Redact(exchange).response->body.empty()) << part;
  }
  // Many secrets, each of them looked for everywhere.
  Exchange exchange;
  exchange.response = Response{.status = 200, .headers = {}, .body = "["};
  for (int i = 0; i < 20'000; ++i) exchange.response->body += "{\"token\": \"secret-" + std::to_string(i) + "\"},\n";
  Redactor redactor({}, "key");
  redactor.Learn(exchange);
  EXPECT_EQ(redactor.Redact(exchange).response->body.find("secret-"), std::string::npos);
}

}  // namespace
}  // namespace plumbline::http
