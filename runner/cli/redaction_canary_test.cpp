// Secrets are planted in every place where one can stand, and every output of every format is searched for them, in
// every form in which they could be written. What counts as a secret: credentials of the vendor wherever they occur, a
// contract included, and every value that was sent or answered under a secret name. What a contract or a page shows as
// an example is none: whoever published it has shown it to everybody, and reports quote it so that a reader finds it. A
// secret in free text that nothing names and that is no credential cannot be told from any other word.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>

#include "base/base64.h"
#include "base/percent.h"
#include "base/text.h"
#include "cli/cli_testing.h"
#include "http/server.h"
#include "report/report.h"

namespace plumbline::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Vault, version: '1'}
components:
  securitySchemes:
    Basic: {type: http, scheme: basic}
    Bearer: {type: http, scheme: bearer}
    HeaderKey: {type: apiKey, in: header, name: X-Vault-Key}
    QueryKey: {type: apiKey, in: query, name: key}
    CookieKey: {type: apiKey, in: cookie, name: vault}
  schemas:
    Answer: {type: object, properties: {echo: {type: integer}, access_token: {type: integer}, pin_code: {type: integer}, api_key: {type: integer}}}
paths:
  /basic/{reset_token}:
    post:
      operationId: basic
      security: [{Basic: []}]
      parameters:
        - {name: reset_token, in: path, required: true, schema: {type: string}}
        - {name: session_token, in: query, schema: {type: string}}
        - {name: X-Client-Secret, in: header, schema: {type: string}}
        - {name: login_token, in: cookie, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
  /bearer:
    post:
      operationId: bearer
      security: [{Bearer: []}]
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
      responses: {'200': {description: d, headers: {X-Count: {schema: {type: integer}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
  /header:
    post:
      operationId: header
      security: [{HeaderKey: []}]
      requestBody: {content: {text/plain: {schema: {type: string}}}}
      responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}
  /query:
    get:
      operationId: query
      security: [{QueryKey: []}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
  /cookie:
    get:
      operationId: cookie
      security: [{CookieKey: []}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
  /pasted:
    get:
      operationId: pasted
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {type: object, properties: {echo: {type: integer}, shown: {type: integer, default: KEY}}}
              example: {echo: KEY, shown: published-for-everybody}
)";

constexpr const char* kSuite = R"(suite: canaries
vendor: specs
cases:
  - id: basic
    operation: basic
    parameters: {reset_token: PATH, session_token: QUERY, X-Client-Secret: HEADER, login_token: COOKIE}
    headers: {X-Custom-Token: CUSTOM, X-Note: 'see https://a.test/?auth_token=NOTE'}
    body: {user: joe, password: BODY, deep: [{client_secret: DEEP, pin_code: PIN}], payload: '{"refresh_token": "NESTED", "more": "{\"password\": \"TWICE\"}"}'}
    expect: {status: 200}
  - {id: bearer, operation: bearer, body: 'user=joe&password=FORM&card%5Btoken%5D=CARD', expect: {status: 200}}
  - {id: header, operation: header, body: 'the key is HEADERKEY and token=TEXT', expect: {status: 200}}
  - {id: query, operation: query, expect: {status: 200, invariants: ['/echo == "other"']}}
  - {id: cookie, operation: cookie, expect: {status: 200}}
)";

std::string Hex(const std::string& text) {
  std::string hex;
  for (const char c : text) {
    constexpr const char* kDigits = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

std::string PercentAll(const std::string& text) {
  std::string percent;
  const std::string hex = Hex(text);
  for (std::size_t i = 0; i < hex.size(); i += 2) percent += '%' + hex.substr(i, 2);
  return percent;
}

// Base64 without padding and without the last group, which depends on what follows.
std::string Base64Core(const std::string& text) { return Base64Encode(text.substr(0, text.size() / 3 * 3)); }

class Canaries {
 public:
  // "PATH" becomes a value that occurs nowhere else, with characters that are written in several ways.
  std::string Plant(std::string text, const std::vector<std::string>& names) {
    std::vector<std::string> longest_first = names;
    std::sort(longest_first.begin(), longest_first.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    for (const std::string& name : longest_first) text = ReplaceAll(std::move(text), name, Value(name));
    return text;
  }
  const std::string& Value(const std::string& name) {
    const auto [planted, is_new] = values_.emplace(name, "");
    if (is_new) planted->second = "cnry" + std::to_string(1000 + values_.size()) + AsciiLower(name) + "Q7x.9_z";
    return planted->second;
  }

  std::vector<std::string> FoundIn(const std::string& text) const {
    std::vector<std::string> found;
    for (const auto& [name, value] : values_) {
      for (const std::string& form :
           {value, AsciiLower(value), PercentEncode(value), PercentAll(value), Hex(value), Base64Core(value)}) {
        const std::size_t at = text.find(form);
        if (at != std::string::npos) found.push_back(name + ": " + text.substr(at < 60 ? 0 : at - 60, 160));
      }
    }
    return found;
  }
  std::size_t size() const { return values_.size(); }

 private:
  std::map<std::string, std::string> values_;
};

class CanaryTest : public testing::Test {
 protected:
  CanaryTest() {
    folder_.Write("specs/openapi.yaml", canaries_.Plant(kContract, {"KEY"}));
    folder_.Write(
        "specs/vendor.yaml",
        "vendor: vault\nredact: [pin_code]\ncredentials: {Basic: V_BASIC, Bearer: V_BEARER, HeaderKey: V_HEADER, QueryKey: V_QUERY, CookieKey: V_COOKIE}\n");
    suite_ = folder_.Write(
        "suite.yaml", canaries_.Plant(kSuite, {"PATH", "QUERY", "HEADER", "COOKIE", "CUSTOM", "NOTE", "BODY", "DEEP",
                                               "PIN", "NESTED", "TWICE", "FORM", "CARD", "HEADERKEY", "TEXT"}));
    variables_ = {{"V_BASIC", "joe:" + canaries_.Value("BASIC")},
                  {"V_BEARER", canaries_.Value("BEARER")},
                  {"V_HEADER", canaries_.Value("HEADERKEY")},
                  {"V_QUERY", canaries_.Value("KEY")},
                  {"V_COOKIE", canaries_.Value("COOKIEKEY")}};
  }

  // What a careless service answers: secrets of its own, and those that it was sent, in every form.
  http::Response Answer(const http::Request& request) {
    const std::string path(http::PathOf(request.target));
    if (path == "/header") {
      return {200,
              {{"Content-Type", "text/plain"}},
              canaries_.Plant("you sent HEADERKEY; token=REPLY", {"HEADERKEY", "REPLY"})};
    }
    const std::string basic = "joe:" + canaries_.Value("BASIC");
    std::string body;
    if (path.starts_with("/basic")) {
      body =
          R"({"echo": ")" + Base64Encode(basic) +
          R"(", "access_token": "ANSWER", "pin_code": "ANSWERPIN", "plain": "BASIC", "in_json": "{\"api_key\": \"ANSWERNESTED\"}"})";
    } else if (path == "/bearer") {
      body = R"({"echo": ")" + PercentAll(canaries_.Value("BEARER")) + R"(", "inside": ")" +
             Base64Encode("x-" + canaries_.Value("BEARER") + "-y") + R"("})";
    } else if (path == "/query") {
      body = R"({"echo": "KEY", "next": "/query?key=KEY&session_token=ANSWERNEXT", "api_key": "ANSWERKEY"})";
    } else {
      body = R"({"echo": ")" + Hex(canaries_.Value("COOKIEKEY")) + R"(", "again": "COOKIEKEY"})";
    }
    http::Response response{200,
                            {{"Content-Type", "application/json"},
                             {"Set-Cookie", "sid=SETCOOKIE; Path=/"},
                             {"X-Auth-Token", "HEADERTOKEN"},
                             {"X-Count", "BEARER"},
                             {"Location", "https://a.test/cb?access_token=LOCATION#id_token=FRAGMENT"},
                             {"WWW-Authenticate", "Bearer error=\"BEARER is old\""}},
                            body};
    const std::vector<std::string> names = {"ANSWER",      "ANSWERPIN", "ANSWERNESTED", "ANSWERNEXT", "ANSWERKEY",
                                            "BASIC",       "BEARER",    "KEY",          "COOKIEKEY",  "SETCOOKIE",
                                            "HEADERTOKEN", "LOCATION",  "FRAGMENT"};
    response.body = canaries_.Plant(response.body, names);
    for (http::HeaderField& field : response.headers) field.value = canaries_.Plant(field.value, names);
    return response;
  }

  Outcome RunAll(const std::string& url, std::vector<std::string> more = {}) {
    std::vector<std::string> args = {"run", suite_, "--target", url, "-v"};
    args.insert(args.end(), more.begin(), more.end());
    for (const report::Format& format : report::Formats()) {
      args.push_back("--report");
      args.push_back(std::string(format.name) + '=' + folder_.Path("out/" + std::string(format.name)));
    }
    return RunCommand(args, variables_);
  }

  Folder folder_;
  Canaries canaries_;
  std::string suite_;
  std::map<std::string, std::string> variables_;
};

TEST_F(CanaryTest, NoSecretIsInAnyOutputOfAnyFormat) {
  std::string journal;
  std::vector<std::string> seen;
  const http::Server server([&](const http::Request& request) {
    journal += ReadText(folder_.Path("out/json.journal"));
    seen.push_back(request.target + request.body.value_or(""));
    for (const http::HeaderField& field : request.headers) seen.back() += field.value;
    return Answer(request);
  });
  const Outcome outcome = RunAll(server.url());
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  // They were sent and answered, the journal was there, and findings quote the answers: the search would find them.
  ASSERT_EQ(seen.size(), 5u);
  EXPECT_GE(canaries_.FoundIn(Join(seen, "\n")).size(), 15u);
  EXPECT_GE(canaries_.size(), 28u);
  EXPECT_THAT(journal, HasSubstr("canaries/query"));
  EXPECT_THAT(outcome.out, HasSubstr("echo is not an integer"));
  EXPECT_THAT(outcome.out, HasSubstr("published-for-everybody"));
  EXPECT_EQ(canaries_.FoundIn(outcome.out), std::vector<std::string>{});
  EXPECT_EQ(canaries_.FoundIn(outcome.err), std::vector<std::string>{});
  EXPECT_EQ(canaries_.FoundIn(journal), std::vector<std::string>{});
  for (const report::Format& format : report::Formats()) {
    const std::string text = AllTextsBelow(folder_.Path("out/" + std::string(format.name)));
    EXPECT_FALSE(text.empty()) << format.name;
    EXPECT_EQ(canaries_.FoundIn(text), std::vector<std::string>{}) << format.name;
  }
}

TEST_F(CanaryTest, NoSecretIsInTheWordsOfAFailedExchange) {
  std::string url;
  {
    const http::Server server([](const http::Request&) { return http::Response{}; });
    url = server.url();
  }
  const std::string with_password =
      ReplaceAll(url, "://", "://joe:" + PercentEncode(canaries_.Value("USERINFO")) + "@");
  const Outcome outcome = RunAll(with_password);
  EXPECT_EQ(outcome.code, 1) << outcome.out << outcome.err;  // the pasted example fails whatever the service does
  EXPECT_THAT(outcome.out, HasSubstr("inconclusive: transport.connect: "));
  EXPECT_EQ(canaries_.FoundIn(outcome.out + outcome.err), std::vector<std::string>{});
  for (const report::Format& format : report::Formats()) {
    EXPECT_EQ(canaries_.FoundIn(AllTextsBelow(folder_.Path("out/" + std::string(format.name)))),
              std::vector<std::string>{})
        << format.name;
  }
}

TEST_F(CanaryTest, EqualSecretsAreSeenToBeEqualAndEachRunHasMarksOfItsOwn) {
  const http::Server server([&](const http::Request& request) { return Answer(request); });
  const auto run = [&](const std::string& key) {
    Environment environment;
    environment.variable = [&](const std::string& name) -> std::optional<std::string> {
      const auto found = variables_.find(name);
      return found == variables_.end() ? std::nullopt : std::optional(found->second);
    };
    environment.clock = [] { return kNow; };
    environment.redaction_key = key;
    std::ostringstream out, err;
    cli::Run({"run", suite_, "--target", server.url(), "--no-audit", "--filter", "*/query", "-v"}, out, err,
             environment);
    return ReplaceAll(out.str(), server.url(), "URL");
  };
  EXPECT_EQ(run("a key"), run("a key"));
  EXPECT_NE(run("a key"), run("another key"));
  EXPECT_NE(run(""), run(""));  // random
  const std::string text = run("a key");
  const std::size_t sent = text.find("\"URL\"'/query?key=<redacted:");
  ASSERT_NE(sent, std::string::npos);
  const std::string mark = text.substr(text.find('<', sent), 19);
  EXPECT_THAT(text, HasSubstr("observed string \"" + mark + "\""));
  EXPECT_THAT(text, Not(HasSubstr("<redacted>")));
}

}  // namespace
}  // namespace plumbline::cli
