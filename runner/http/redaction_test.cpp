#include "http/redaction.h"

#include <gtest/gtest.h>

#include "base/base64.h"

#include <utility>

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
      {R"(torn: "token": "abc)", R"(torn: "token": "<redacted>")"},
      {R"("token")", R"("token")"},
      {R"({"token":)", R"({"token":)"},
      {R"(["token", "secret"])", R"(["token", "secret"])"},
  };
  for (const auto& [text, redacted] : rows) EXPECT_EQ(redactor.Text(text), redacted) << text;
}

TEST(Redactor, KnowsSecretNamesHoweverTheyAreWritten) {
  const Redactor redactor({"X-Account-No"});
  for (std::string_view name : {"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-API-Key", "api_key", "apikey", "accessToken",
                                "refresh_token", "PASSWORD", "client_secret", "x_account_no", "X-Signature", "private-key"}) {
    EXPECT_TRUE(redactor.IsSecretName(name)) << name;
  }
  for (std::string_view name : {"", "Content-Type", "token_type", "key", "passwords", "x-account"}) EXPECT_FALSE(redactor.IsSecretName(name)) << name;
}

TEST(Redactor, RedactsAnExchangeAsAWhole) {
  Redactor redactor;
  redactor.AddSecret("k-123456");
  Exchange exchange;
  exchange.request = {.method = "POST", .target = "/login?key=k-123456", .headers = {{"Authorization", "Bearer k-123456"}, {"X-Echo", "is k-123456"}, {"Accept", "*/*"}},
                      .body = R"({"user":"u","password":"p"})"};
  exchange.response = Response{.status = 200, .headers = {{"Set-Cookie", "sid=1"}, {"Content-Type", "application/json"}}, .body = R"({"token":"t","you":"k-123456"})"};
  Exchange expected;
  expected.request = {.method = "POST", .target = "/login?key=<redacted>", .headers = {{"Authorization", "<redacted>"}, {"X-Echo", "is <redacted>"}, {"Accept", "*/*"}},
                      .body = R"({"user":"u","password":"<redacted>"})"};
  expected.response = Response{.status = 200, .headers = {{"Set-Cookie", "<redacted>"}, {"Content-Type", "application/json"}}, .body = R"({"token":"<redacted>","you":"<redacted>"})"};
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
  exchange.response = Response{.status = 200, .headers = {{"Set-Cookie", "sid=4711"}}, .body = R"({"access_token":"eyJhbGciOi"})"};
  Redactor redactor;
  redactor.Learn(exchange);
  EXPECT_EQ(redactor.Text("abc123 hunter2hunter2 short sid=4711 eyJhbGciOi text/html"), "<redacted> <redacted> short <redacted> <redacted> text/html");
}

TEST(Redactor, FindsASecretHoweverItIsWritten) {
  Redactor redactor;
  redactor.AddSecret("a/Key\"42");
  const std::string rows[] = {
      R"(a/Key"42)", R"(a/Key\"42)", R"(a\/Key\"42)", "a/key\"42", "a%2FKey%2242", "%61%2f%4b%65%79%22%34%32", "%61%2F%4B%65%79%22%34%32",
      "612f4b6579223432", R"(\u0061\u002f\u004b\u0065\u0079\u0022\u0034\u0032)",
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

}  // namespace
}  // namespace plumbline::http
