#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "cli/cli_testing.h"
#include "document/document.h"
#include "http/server.h"
#include "schema/file_format.h"

namespace plumbline::cli {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

// The command of the line "again:", without "plumbline".
std::string AgainOf(const std::string& out) {
  constexpr std::string_view kAgain = "\nagain:  plumbline ";
  const std::size_t at = out.find(kAgain);
  return at == std::string::npos ? "" : out.substr(at + kAgain.size(), out.find('\n', at + 1) - at - kAgain.size());
}

// Messages of all failures in a JUnit report.
std::vector<std::string> Failures(const std::string& path) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_file(path.c_str()));
  std::set<std::string> messages;
  for (const auto& found : document.select_nodes("//failure"))
    messages.insert(found.node().attribute("message").value());
  return {messages.begin(), messages.end()};
}

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Till, version: '1'}
paths:
  /items/{id}:
    get:
      operationId: get-item
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: an item
          content:
            application/json:
              schema:
                type: object
                required: [id, price]
                properties:
                  id: {type: string}
                  price: {type: integer}
)";

constexpr const char* kSuite = R"(suite: items
vendor: openapi.yaml
cases:
  - id: get
    operation: get-item
    parameters: {id: a}
    expect: {status: 200}
)";

TEST(RunCommand, VobizAgainstTheMockConformsBecauseEveryDiscrepancyIsWaived) {
  const Outcome outcome = RunCommand({"run", "suites/vobiz", "--mock", "--today", "2026-11-21"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, HasSubstr("CONFORMS: every discrepancy is documented (exit 0)\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("not tested")));
}

TEST(RunCommand, VobizWithoutWaiversFailsWithExactlyTheKnownDiscrepancies) {
  const Folder folder;
  const std::string junit = folder.Path("r.xml");
  const Outcome outcome = RunCommand({"run", "suites/vobiz", "--mock", "--waivers", folder.Write("none.yaml", ""),
                                      "--report", "junit=" + junit, "-q"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(
      Failures(junit),
      testing::
          UnorderedElementsAre(
              R"(2 discrepancies: error[entity.type]: GET /api/v1/partner/dashboard → 200: by_product.sip_trunking.total_minutes is integer here, elsewhere number, in what looks like the same object | error[entity.type]: GET /api/v1/partner/dashboard → 200: partner.balance is untyped here, elsewhere string, string or null, in what looks like the same object)", R"(2 discrepancies: error[prose.required]: POST /api/v1/partner/accounts: phone is optional in the list and required by the sentence behind it | error[prose.required]: POST /api/v1/partner/accounts: by the sentence company is the only optional field, and the list marks 10 others as optional: phone, description, address, city, state, zip_code, timezone, gstin, gst_status, account_type)", R"(2 discrepancies: error[status.cause]: POST /api/v1/partner/accounts: can_create_accounts is answered with 401 or 403 in one place and with 403 in another | error[status.cause]: POST /api/v1/partner/accounts: a duplicate email is answered with 409 or 422 in one place and with 422 in another)", R"(2 discrepancies: warning[entity.members]: GET /api/v1/partner/accounts/{customer_auth_id}: the answer for one account lacks 9 members that GET /api/v1/partner/accounts shows in every row | warning[entity.members]: GET /api/v1/partner/accounts/{customer_auth_id}: pricing_tier lacks 8 members that GET /api/v1/partner/accounts shows in every row)", R"(error[code.member]: GET /api/v1/partner/me: the code reads currency, and the sample at specs/vobiz/docs/partner-profile.md:49 has no such member)", R"(error[example.schema]: GET /api/v1/partner/dashboard → 200: the example breaks its schema: it lacks 8 required members, has 5 undeclared members)", R"(error[example.schema]: GET /api/v1/partner/me → 200: the example breaks its schema: it lacks 16 required members, has 2 undeclared members, has 1 wrong value)", R"(error[field.absent]: GET /api/v1/partner/me: the page lists currency, and the sample at specs/vobiz/docs/partner-profile.md:49 has no such member)", R"(error[prose.value]: POST /api/v1/partner/accounts: the page says that kyc_status is pending in the answer, and the sample at specs/vobiz/docs/customer-accounts.txt:225 has no such member)", R"(error[secret.once]: POST /api/v1/partner/accounts: auth_token is shown only once by the page's words, and GET /api/v1/partner/accounts shows it again)", R"(warning[entity.name]: GET /api/v1/partner/accounts: the balance of one account: cash_credits in one answer, balance in another)", R"(warning[entity.name]: POST /api/v1/partner/accounts: the state of one account: status in one answer, is_active in another)", R"(warning[field.undocumented]: GET /api/v1/partner/dashboard: the sample at specs/vobiz/docs/dashboard-analytics.md:37 shows 1 member that the list of fields leaves out: currency)", R"(warning[format.missing]: GET /api/v1/partner/analytics → 200: 6 members are strings without a format, though all that is shown is date and date-time)", R"(warning[format.missing]: GET /api/v1/partner/dashboard → 200: 6 members are strings without a format, though all that is shown is date and date-time)", R"(warning[format.missing]: GET /api/v1/partner/me → 200: 2 members are strings without a format, though all that is shown is date-time)", R"(warning[identifier.type]: the API as a whole: account_id is a string in one answer and a number in another, with the same digits)", R"(warning[money.type]: the API as a whole: amounts of money are JSON strings in 18 places and JSON numbers in 11 places)", R"(warning[nullable.untyped]: GET /api/v1/partner/dashboard → 200: partner.balance is `nullable: true` without a type, which has no effect)", R"(warning[parameter.unnamed]: GET /api/v1/partner/accounts: a parameter is listed without its name; by the other list it is search)", R"(warning[promise.absent]: GET /api/v1/partner/analytics: the page promises top spending customers, and no member of the sample at specs/vobiz/docs/dashboard-analytics.md:213 speaks of it)", R"(warning[promise.absent]: GET /api/v1/partner/dashboard: the page promises platform-level status indicators, and no member of the sample at specs/vobiz/docs/dashboard-analytics.md:37 speaks of it)", R"(warning[promise.absent]: GET /api/v1/partner/me: the page promises GST, and no member of the sample at specs/vobiz/docs/partner-profile.md:49 speaks of it)",
              R"(warning[promise.period]: GET /api/v1/partner/dashboard: the page promises "total calls today", and the figures of the sample at specs/vobiz/docs/dashboard-analytics.md:37 are of a period from 2026-04-12 to 2026-05-12)",
              R"(warning[response.declared]: GET /api/v1/partner/accounts → 401: answered 401 Unauthorized, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/accounts → 422: answered 422 Unprocessable Entity, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/accounts/{customer_auth_id} → 401: answered 401 Unauthorized, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/accounts/{customer_auth_id} → 404: answered 404 Not Found, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/accounts/{customer_auth_id}/balance → 401: answered 401 Unauthorized, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/accounts/{customer_auth_id}/balance → 404: answered 404 Not Found, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/analytics → 401: answered 401 Unauthorized, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/dashboard → 401: answered 401 Unauthorized, which the contract does not declare)",
              R"(warning[response.declared]: GET /api/v1/partner/me → 401: answered 401 Unauthorized, which the contract does not declare)",
              R"(warning[sample.echo]: POST /api/v1/partner/accounts: email is sent with one value and comes back with another)",
              R"(warning[sample.type]: GET /api/v1/partner/dashboard: balance of the same partner is null in one answer and has a value (string) in another)",
              R"(warning[time.form]: GET /api/v1/partner/analytics: one answer writes moments in 2 forms: like 2026-01-31T10:00:00.123456Z, 2026-01-31T10:00:00.123456+00:00)",
              R"(warning[time.form]: GET /api/v1/partner/dashboard: one answer writes moments in 2 forms: like 2026-01-31T10:00:00.123456+00:00, 2026-01-31T10:00:00.123456Z)",
              R"(warning[time.form]: the API as a whole: the answers of the API write moments in 3 forms: like 2026-01-31T10:00:00.123456+00:00, 2026-01-31T10:00:00Z, 2026-01-31T10:00:00.123456Z)",
              R"(warning[time.order]: GET /api/v1/partner/analytics: figures of 2026-01-15 are from before the first partner was created (2026-01-19))"));
}

TEST(RunCommand, FractionalMinutesBreakTheSchemaWithTheLineOfContractAndBody) {
  const Folder folder;
  const std::string root = std::filesystem::current_path().string();
  const std::string suite = folder.Write("suite.yaml", R"(suite: minutes
vendor: )" + root + R"(/specs/vobiz
cases:
  - id: fractional
    operation: get-partner-dashboard
    expect: {status: 200}
    mock:
      set: {/by_product/sip_trunking/total_minutes: 25.5}
)");
  const Outcome outcome = RunCommand({"run", suite, "--mock", "--no-audit", "-q"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(
      outcome.out,
      HasSubstr(
          "error[response.schema]: GET /api/v1/partner/dashboard → 200: by_product.sip_trunking.total_minutes is not an integer\n"));
  EXPECT_THAT(outcome.out, HasSubstr("/specs/vobiz/openapi.yaml:319:35 "));
  EXPECT_THAT(outcome.out, HasSubstr(R"(319 |                             type: integer
    |                                   ^^^^^^^ the contract says integer
)"));
  EXPECT_THAT(outcome.out, HasSubstr(R"(::: response body:77:24 (/by_product/sip_trunking/total_minutes)
    |
 77 |       "total_minutes": 25.5,
    |                        ^^^^ observed number 25.5
)"));
}

TEST(RunCommand, StoppedTargetIsAnErrorAndNeverAPass) {
  const Folder folder;
  folder.Write("openapi.yaml", kContract);
  const std::string suite = folder.Write("suite.yaml", kSuite), junit = folder.Path("r.xml");
  std::string url;
  {
    const http::Server server([](const http::Request&) { return http::Response{}; });
    url = server.url();
  }
  const Outcome outcome = RunCommand({"run", suite, "--target", url, "--report", "junit=" + junit});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.out, HasSubstr("INCONCLUSIVE: 1 judgement could not be made (exit 3)"));
  pugi::xml_document document;
  ASSERT_TRUE(document.load_file(junit.c_str()));
  EXPECT_STREQ(document.select_node("//testcase[@name='items/get: exchange']/error/@type").attribute().value(),
               "transport.connect");
  EXPECT_STREQ(
      document.select_node("//testcase[@name='items/get: response.schema']/skipped/@message").attribute().value(),
      "NOT RUN: no answer came");
}

TEST(RunCommand, LiveServiceIsJudgedAndItsSecretsStayOutOfEveryReport) {
  const Folder folder;
  folder.Write("specs/openapi.yaml", R"(openapi: 3.0.3
info: {title: Till, version: '1'}
security: [{Key: []}]
components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: X-Till-Key}
paths:
  /me:
    get:
      operationId: me
      responses:
        '200': {description: me, content: {application/json: {schema: {type: object, properties: {api_token: {type: integer}, echo: {type: integer}}}}}}
)");
  folder.Write("specs/vendor.yaml", "vendor: till\ncredentials: {Key: TILL_KEY}\n");
  const std::string suite = folder.Write(
      "suite.yaml", "suite: me\nvendor: specs\ncases:\n  - {id: get, operation: me, expect: {status: 200}}\n");
  const std::string secret = "s3cr3t+value/42";
  std::string seen;
  const http::Server server([&](const http::Request& request) {
    seen = *http::FindHeader(request.headers, "X-Till-Key");
    return http::Response{
        200, {{"Content-Type", "application/json"}}, "{\"api_token\": \"tok-abcdefgh\", \"echo\": \"" + secret + "\"}"};
  });
  EXPECT_THAT(RunCommand({"run", suite, "--target", server.url()}).err,
              EndsWith("TILL_KEY is not set: vendor.yaml names it for the credentials of a live run\n"));
  std::string everything;
  const Outcome outcome = RunCommand({"run", suite, "--target", server.url(), "--report", "junit=" + folder.Path("j"),
                                      "--report", "json=" + folder.Path("r"), "--report", "text=" + folder.Path("t")},
                                     {{"TILL_KEY", secret}});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(seen, secret);
  for (const char* name : {"j", "r", "t"}) everything += ReadText(folder.Path(name));
  everything += outcome.out + outcome.err;
  for (const char* part : {"s3cr3t", "czNjcjN0", "tok-abcdefgh"}) EXPECT_THAT(everything, Not(HasSubstr(part)));
  EXPECT_THAT(outcome.out, HasSubstr("observed string <redacted:"));
}

TEST(RunCommand, TwoRunsWriteTheSameBytes) {
  const Folder folder;
  const auto run = [&](const std::string& name) {
    const Outcome outcome =
        RunCommand({"run", "suites/vobiz", "--mock", "--waivers", folder.Write("none.yaml", ""), "--report",
                    "junit=" + folder.Path(name + ".xml"), "--report", "json=" + folder.Path(name + ".json"),
                    "--report", "text=" + folder.Path(name + ".txt")});
    return ReadText(folder.Path(name + ".xml")) + ReadText(folder.Path(name + ".json")) +
           ReadText(folder.Path(name + ".txt"));
  };
  EXPECT_EQ(run("a"), run("b"));
}

TEST(RunCommand, JsonResultFitsItsSchema) {
  const Folder folder;
  const std::string path = folder.Path("r.json");
  RunCommand({"run", "suites/vobiz", "--mock", "--waivers", folder.Write("none.yaml", ""), "--report", "json=" + path});
  EXPECT_NO_THROW(schema::RequireFormat(document::Load(path), "result"));
}

TEST(RunCommand, CommittedReportsAreThoseOfThisVersion) {
  constexpr std::array<std::pair<const char*, const char*>, 5> kReports = {{{"junit", "junit.xml"},
                                                                            {"json", "result.json"},
                                                                            {"text", "audit.txt"},
                                                                            {"html", "audit.html"},
                                                                            {"markdown", "audit.md"}}};
  for (const std::string vendor : {"vobiz", "tingting", "bullseye"}) {
    const Folder folder;
    std::vector<std::string> args = {"run", "suites/" + vendor, "--mock"};
    for (const auto& [format, name] : kReports) {
      args.push_back("--report");
      args.push_back(format + ('=' + folder.Path(name)));
    }
    EXPECT_EQ(RunCommand(args).code, 0);
    for (const auto& [format, name] : kReports) {
      const std::string committed = "reports/" + vendor + '/' + name, written = ReadText(folder.Path(name));
      if (std::getenv("PLUMBLINE_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories("reports/" + vendor);
        std::ofstream(committed, std::ios::binary) << written;
      }
      EXPECT_EQ(ReadText(committed), written) << committed << " differs; PLUMBLINE_UPDATE_GOLDEN=1 writes it anew";
    }
  }
}

TEST(RunCommand, HistoryIsTheStoredResultsOfTheVendorInAFolder) {
  const Folder folder;
  std::string earlier = ReadText("reports/vobiz/result.json");
  const std::size_t started = earlier.find("\"started\": \"2026-");
  earlier.replace(started + 12, 4, "2025");
  folder.Write("history/a.json", earlier);
  folder.Write("history/of-another-vendor.json", ReadText("reports/tingting/result.json"));
  folder.Write("history/ctrf.json", "{\"results\": {}}");
  folder.Write("history/notes.txt", "none");
  const std::string page = folder.Path("audit.html");
  EXPECT_EQ(
      RunCommand({"report", "reports/vobiz/result.json", "--to", "html=" + page, "--history", folder.Path("history")})
          .code,
      0);
  EXPECT_THAT(ReadText(page), HasSubstr("Discrepancies in 2 results, from 2025-11-21 to 2026-11-21"));
  EXPECT_EQ(
      RunCommand({"report", "reports/vobiz/result.json", "--to", "html=" + page, "--history", folder.Path("nowhere")})
          .code,
      2);
  folder.Write("history/b.json", earlier.substr(0, 5000));
  const Outcome broken =
      RunCommand({"report", "reports/vobiz/result.json", "--to", "html=" + page, "--history", folder.Path("history")});
  EXPECT_EQ(broken.code, 2);
  EXPECT_THAT(broken.err, HasSubstr("history/b.json"));
}

TEST(RunCommand, WorsenedDiscrepancyIsNotCoveredByItsWaiver) {
  const Folder folder;
  std::string waivers = ReadText("suites/vobiz/waivers.yaml");
  const std::size_t shape = waivers.find("shape: \"");
  waivers.replace(shape + 8, 8, "00000000");
  const Outcome outcome =
      RunCommand({"run", "suites/vobiz", "--mock", "-q", "--waivers", folder.Write("w.yaml", waivers)});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("covers shape 00000000; it is "));
}

TEST(RunCommand, ExpiredWaiverFailsTheRun) {
  const Outcome outcome = RunCommand({"run", "suites/vobiz", "--mock", "-q", "--today", "2029-07-01"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("= the waiver W-0001 of api-contracts expired on 2029-06-30"));
}

TEST(RunCommand, StaleWaiverAloneHasItsOwnExitCode) {
  const Folder folder;
  folder.Write("openapi.yaml", kContract);
  folder.Write("suite.yaml", kSuite);
  folder.Write("waivers.yaml", R"(waivers:
  - {id: W-1, fingerprint: '0123456789abcdef', rule: example.schema, owner: me, reason: gone, expires: 2026-12-01}
  - {id: W-2, fingerprint: '0123456789abcde0', rule: response.schema, operation: GET /other, owner: me, reason: elsewhere, expires: 2026-12-01}
)");
  const Outcome outcome = RunCommand({"run", folder.Path(""), "--mock"});
  EXPECT_EQ(outcome.code, 2) << outcome.err;  // openapi.yaml lies among the suites
  EXPECT_THAT(outcome.err, HasSubstr("openapi.yaml:1:1: this is a contract and no suite: plumbline audit "));
  const Outcome one = RunCommand({"run", folder.Path("suite.yaml"), "--mock"});
  EXPECT_EQ(one.code, 4);
  EXPECT_THAT(one.out, HasSubstr("W-1 until 2026-12-01  no longer needed: remove it from "));
  EXPECT_THAT(one.out, Not(HasSubstr("W-2")));
  EXPECT_EQ(RunCommand({"run", folder.Path("suite.yaml"), "--mock", "--stale-waivers", "warn"}).code, 0);
}

TEST(RunCommand, FilterRunsTheCasesThatFitAndNoneIsAnError) {
  const Outcome some = RunCommand({"run", "suites/vobiz", "--mock", "--no-audit", "--filter", "profile/*"});
  EXPECT_EQ(some.code, 0);
  EXPECT_THAT(some.out, HasSubstr("3 cases · "));
  const Outcome none = RunCommand({"run", "suites/vobiz", "--mock", "--filter", "profile/gett"});
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(
      none.err,
      "plumbline: no case fits the filter 'profile/gett' (did you mean 'profile/get'?); there are accounts/create, accounts/get-created, "
      "accounts/balance-of-created, accounts/create-weak-password, accounts/create-password-without-digit, "
      "accounts/create-password-without-special, accounts/create-bad-phone, accounts/create-bad-country and 33 more\n");
}

struct Broken {
  const char* name;
  const char* contract;
  const char* error;  // after the contract's path
};

void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

class BrokenContract : public testing::TestWithParam<Broken> {};

TEST_P(BrokenContract, ExitsWith2AndThePlace) {
  const Folder folder;
  const std::string contract = folder.Write("openapi.yaml", GetParam().contract);
  const std::string suite = folder.Write("suite.yaml", kSuite);
  const std::string expected = "plumbline: " + contract + GetParam().error + "\n";
  for (const std::vector<std::string>& args : {std::vector<std::string>{"run", suite, "--mock"},
                                               {"audit", contract},
                                               {"derive", contract, "--out", folder.Path("out")}}) {
    const Outcome outcome = RunCommand(args);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, expected);
  }
}

TEST(AuditCommand, ABrokenReferenceHidesNothingAndPassesNowhere) {
  const Folder folder;
  const auto audit = [&](const std::string& reference) {
    return RunCommand(
        {"audit",
         folder.Write("openapi.yaml",
                      "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n"
                      "        '200': {description: d, content: {application/json: {schema: {$ref: '" +
                          reference + "'}}}}\ncomponents: {schemas: {Pet: {type: object}}}\n")});
  };
  EXPECT_EQ(audit("#/components/schemas/Pet").code, 0);
  const Outcome broken = audit("#/components/schemas/Pett");
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out, testing::HasSubstr("unresolved $ref '#/components/schemas/Pett' (did you mean 'Pet'?)"));
  EXPECT_EQ(audit("https://acme.test/pet.yaml").code, 3);
}

INSTANTIATE_TEST_SUITE_P(
    Contracts, BrokenContract,
    testing::Values(Broken{"Yaml", "openapi: 3.0.3\npaths: {\n", ":3:1: not YAML: end of map flow not found"},
                    Broken{"Tab", "openapi: 3.0.3\npaths:\n\t/a: {}\n",
                           ":3:1: a tab in the indentation; YAML indents with spaces only"},
                    Broken{"Version", "openapi: 3.9.0\n",
                           ":1:10: OpenAPI 3.9.0 is not known; Plumbline reads Swagger 2.0 and OpenAPI 3.0 to 3.2"}),
    [](const auto& broken) { return std::string(broken.param.name); });

// What cannot be compiled hides nothing else, but there is no verdict of it.
TEST(AuditCommand, ASchemaThatCannotBeCompiledIsInconclusive) {
  const Folder folder;
  const std::string contract = folder.Write("openapi.yaml", R"(openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {properties: {n: {type: strin}, m: {type: integer}}}
              example: {m: x}
        '400':
          description: d
          content: {application/json: {schema: {type: string, pattern: '(a'}, example: b}}
)");
  const Outcome audit = RunCommand({"audit", contract});
  EXPECT_EQ(audit.code, 1);  // before inconclusive
  EXPECT_EQ(audit.err, "");
  const std::string place =
      contract +
      ":10:47: nothing can be judged by this schema: 'strin' is no JSON Schema type (did you mean 'string'?)";
  EXPECT_NE(
      audit.out.find("error[example.schema]: GET /a → 200: the example breaks its schema: it has 1 wrong value\n"),
      std::string::npos)
      << audit.out;
  EXPECT_NE(audit.out.find("\ninconclusive: contract.uncheckable: " + place +
                           "\n"
                           "inconclusive: contract.uncheckable: " +
                           contract +
                           ":14:72: nothing can be judged by this schema: '(a' is no regular expression: "
                           "missing closing parenthesis at character 1\n"),
            std::string::npos)
      << audit.out;
  const Outcome derive = RunCommand({"derive", contract, "--out", folder.Path("out")});
  EXPECT_EQ(derive.code, 2);
  EXPECT_EQ(derive.err, "plumbline: " + place + "\n");
  const std::string bad = folder.Write(
      "bad.yaml",
      "openapi: 3.0.3\npaths: {/a: {get: {responses: {'200': {description: d}}}}}\ncomponents: {schemas: {A: {type: x}}}\n");
  EXPECT_EQ(RunCommand({"audit", bad}).code, 1);  // the meta-schema of OpenAPI knows no type 'x' either
}

struct UsageRow {
  std::vector<std::string> args;
  const char* error;
};

TEST(Usage, WrongWordsExitWith2AndSayWhatIsMeant) {
  const UsageRow rows[] = {
      {{},
       "plumbline: plumbline needs a command: init, run, audit, report, gate, waivers, derive, validate, compile, metaschema, list, explain, completions, man; see plumbline --help\n"},
      {{"rum"}, "plumbline: 'rum' is no command (did you mean 'run'?); see plumbline --help\n"},
      {{"--verion"},
       "plumbline: '--verion' is no option of plumbline (did you mean '--version'?); see plumbline --help\n"},
      {{"run"}, "plumbline: plumbline run needs SUITES; see plumbline run --help\n"},
      {{"run", "--moc"},
       "plumbline: '--moc' is no option of plumbline run (did you mean '--mock'?); see plumbline run --help\n"},
      {{"run", "a", "b", "--mock"},
       "plumbline: plumbline run takes no further argument 'b'; see plumbline run --help\n"},
      {{"audit", "a", "--explian=x"},
       "plumbline: '--explian' is no option of plumbline audit (did you mean '--explain-claims'?); see plumbline audit --help\n"},
      {{"audit", "a", "--zzz"}, "plumbline: '--zzz' is no option of plumbline audit; see plumbline audit --help\n"},
      {{"audit", "a", "--report"},
       "plumbline: --report needs a value: --report FORMAT=PATH; see plumbline audit --help\n"},
      {{"audit", "a", "--fail-on", "errors"},
       "plumbline: --fail-on: 'errors' is none of error, warning (did you mean 'error'?); see plumbline audit --help\n"},
      {{"audit", "a", "--max-waived", "x"},
       "plumbline: --max-waived: Value x not in range 0 to 1000000; see plumbline audit --help\n"},
      {{"report", "verfy", "x"},
       "plumbline: 'verfy' is no command (did you mean 'verify'?); see plumbline report --help\n"},
      {{"waivers"},
       "plumbline: plumbline waivers needs a command: add, prune, renew, lint, list; see plumbline waivers --help\n"},
      {{"waivers", "zap"}, "plumbline: 'zap' is no command; see plumbline waivers --help\n"},
      {{"waivers", "add"}, "plumbline: plumbline waivers add needs FINGERPRINT; see plumbline waivers add --help\n"},
      {{"list"},
       "plumbline: plumbline list needs WHAT, one of checks, rules, formats, reports, operations, cases; see plumbline list --help\n"},
      {{"run", "specs/vobiz", "--mock"},
       "plumbline: specs/vobiz/openapi.yaml:7:1: this is a contract and no suite: plumbline audit specs/vobiz/openapi.yaml judges it, "
       "and plumbline init specs/vobiz/openapi.yaml writes a first suite for it\n"},
      {{"run", "suites/vobiz"},
       "plumbline: plumbline run needs one of --mock (our mock on loopback) and --target URL (a live service)\n"},
      {{"run", "suites/nobody", "--mock"}, "plumbline: suites/nobody: no such file or folder\n"},
      {{"report", "reports/vobiz/result.json", "--to", "junt=x"},
       "plumbline: --to junt=x: 'junt' is no format (did you mean 'junit'?); there are junit, json, html, text, sarif, github, gitlab, markdown, ctrf, har, tap, allure\n"},
      {{"run", "suites/vobiz", "--mock", "--report", "junt=x"},
       "plumbline: --report junt=x: 'junt' is no format (did you mean 'junit'?); there are junit, json, html, text, sarif, github, gitlab, markdown, ctrf, har, tap, allure\n"},
      {{"run", "suites/vobiz", "--mock", "--report", "junit"}, "plumbline: --report junit: write junit=PATH\n"},
      {{"run", "suites/vobiz", "--mock", "--today", "2026-02-30"},
       "plumbline: --today 2026-02-30: this is no day; write YYYY-MM-DD\n"},
      {{"run", "suites/vobiz", "--mock", "--waivers", "nowhere.yaml"}, "plumbline: nowhere.yaml: no such file\n"},
      {{"explain", "response.shema"},
       "plumbline: there is no check or rule 'response.shema' (did you mean 'response.schema'?); see plumbline list checks and plumbline list rules\n"},
      {{"list", "operations"}, "plumbline: plumbline list operations needs a SPEC\n"},
  };
  for (const UsageRow& row : rows) {
    const Outcome outcome = RunCommand(row.args);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, row.error);
  }
  const Outcome target = RunCommand({"run", "suites/vobiz", "--target", "ftp://localhost"},
                                    {{"VOBIZ_AUTH_ID", "id-1234"}, {"VOBIZ_AUTH_TOKEN", "token-1234"}});
  EXPECT_EQ(target.err, "plumbline: 'ftp://localhost' is not an http or https URL\n");
}

TEST(ListCommand, PrintsTheTables) {
  EXPECT_EQ(RunCommand({"list", "rules"}).out,
            R"(contract.structure       The document is built as its version of OpenAPI asks
contract.reference       Every `$ref` leads somewhere
contract.operation-id    Each operationId is used once
contract.path-parameter  Path templates and path parameters agree
contract.ambiguous-path  No two paths match the same requests
contract.security-name   Security requirements name declared schemes
contract.server          Servers are addresses that clients can use
contract.link            Links lead to operations and fill in their parameters
example.schema           Examples in the contract fit their schemas
default.schema           Defaults in the contract fit their schemas
nullable.untyped         `nullable: true` has an effect
type.missing             The schema of a member says its type
format.missing           A string that is a date, an identifier or an address says so
structure.missing        Objects and lists say what is in them
entity.type              A member has one type wherever its object appears
integer.inferred         Integers of the contract are never shown with fractions
security.401             Operations that need credentials declare how they refuse
pagination.limit         The size of a page has an upper bound
code.request             Commands in the contract ask the operation that they stand at
sample.schema            Documented samples fit the contract
sample.syntax            Samples on pages can be parsed
sample.type              A member has one JSON type in all shown answers
money.type               Money has one JSON type in the whole API
money.scale              Decimal strings of money have one scale
time.form                Moments are written in one form
identifier.type          An identifier has one JSON type
entity.members           Who fetches one thing gets what its list shows
entity.name              One quantity has one name
entity.location          A member stands at one level of its object
sample.echo              What a shown request sends, the shown answer repeats
default.echo             What is not sent comes back with its default
sample.instance          One identifier stands for one thing in all samples
sample.copy              Values are not copied between members that mean different things
sample.order             Rows of a sample stand in the order that the page promises
arithmetic               The figures of a shown answer add up
arithmetic.period        Figures that add up are of one time
split.members            Parts of a whole have the figures of the whole
breakdown.empty          A breakdown of some things is not empty
value.path               Links in answers are paths that are documented
time.order               Dates of one answer are in the order that their names tell
field.sample             What a page says of a field fits the samples beside it
enum.sample              Values that samples show are among those that pages list
field.absent             Fields that a page lists are in its samples
field.undocumented       Members of samples are in the list of fields beside them
field.untyped            Fields of answers have types
field.structure          Lists of objects say what is in them
request.required         Sample requests send what the page requires
code.member              Code samples read members that answers have
code.value               Code sends and expects values that are documented
documented.type          A parameter or member has one type wherever it is told
documented.required      What is required is required wherever it is told
documented.default       A default is the same wherever it is told
documented.limit         A limit is the same wherever it is told
documented.values        The allowed values are the same wherever they are told
documented.unit          A measure has one unit wherever it is told
pattern.missing          Decimal strings that a page describes have a pattern in the contract
parameter.undeclared     Parameters that pages list and send are declared
parameter.unnamed        Listed parameters have names
parameter.default        A default that is promised is told
parameter.name           The size of a page has one name
status.undeclared        Statuses that a page tells of are declared
status.cause             One cause of failure has one status
status.success           Success has one status
operation.undeclared     Operations that pages describe are in the contract
path.spelling            A path is written in one way
request.operation        A request in a section goes to its operation
secret.once              A secret that is shown only once is in no other answer
prose.value              Values that sentences give are in the samples
prose.relation           What sentences say of two members holds in the samples
auth.header              Credentials go into one header field
prose.required           Sentences about required fields agree with the list
promise.absent           What sentences promise of an answer is in it
promise.period           Figures that are promised of today are of today
promise.level            Summaries of a level are not totals
period.unchosen          What period an answer is of can be chosen, or is told
prose.strength           Sentences ask for a member with one strength
text.glued               Codes in prose are told apart
heading.empty            Headings of samples and tables have them
)");
  EXPECT_THAT(RunCommand({"list", "operations", "specs/vobiz"}).out,
              testing::StartsWith("get-partner-profile      GET /api/v1/partner/me\n"));
  EXPECT_THAT(RunCommand({"list", "cases", "suites/vobiz"}).out, testing::StartsWith("accounts/create "));
}

TEST(ExplainCommand, SaysWhatARuleLooksAt) {
  EXPECT_THAT(
      RunCommand({"explain", "nullable.untyped"}).out,
      testing::StartsWith("nullable.untyped (rule for a contract, warning)\n`nullable: true` has an effect\n\n"));
}

TEST(Version, IsPrinted) { EXPECT_EQ(RunCommand({"--version"}).out, "plumbline 0.1.0\n"); }

TEST(DeriveCommand, CommittedSchemasAreUpToDateAndChangesAreNoticed) {
  EXPECT_EQ(RunCommand({"derive", "specs/vobiz", "--check"}).out,
            "15 schemas in schemas/vobiz are what the contract says\n");
  const Folder folder;
  const std::string out = folder.Path("out");
  EXPECT_THAT(
      RunCommand({"derive", "specs/vobiz", "--out", out, "--check"}).out,
      EndsWith("15 schemas are not up to date; write them with: plumbline derive specs/vobiz --out " + out + "\n"));
  EXPECT_EQ(RunCommand({"derive", "specs/vobiz", "--out", out}).code, 0);
  EXPECT_EQ(RunCommand({"derive", "specs/vobiz", "--out", out, "--check"}).code, 0);
  std::ofstream(out + "/get-partner-profile.response-200.schema.json", std::ios::app) << ' ';
  folder.Write("out/other.schema.json", "{}");
  const Outcome stale = RunCommand({"derive", "specs/vobiz", "--out", out, "--check"});
  EXPECT_EQ(stale.code, 1);
  EXPECT_EQ(
      stale.out,
      out + "/get-partner-profile.response-200.schema.json: stale\n" + out +
          "/other.schema.json: belongs to no part of the contract\n2 schemas are not up to date; write them with: plumbline derive specs/vobiz --out " +
          out + "\n");
}

TEST(Again, IsTheCommandThatComesToTheSameVerdict) {
  const Folder folder;
  folder.Write("openapi.yaml", kContract);
  const std::string suite =
      folder.Write("my suites/items.yaml",
                   "suite: items\nvendor: ../openapi.yaml\ncases:\n"
                   "  - {id: get, operation: get-item, parameters: {id: a}, expect: {status: 204}}\n"
                   "  - {id: other, operation: get-item, parameters: {id: a}, expect: {status: 200}}\n");
  const std::string waivers = folder.Write("w.yaml", "waivers: []\n"), base = folder.Path("base.json");
  const std::vector<std::string> run = {"run",     suite,        "--mock",    "--filter",
                                        "items/*", "--no-audit", "--waivers", waivers};
  std::vector<std::string> gated = run, stored = run;
  stored.insert(stored.end(), {"--report", "json=" + base});
  const Outcome first = RunCommand(stored);
  EXPECT_EQ(first.code, 1);
  EXPECT_EQ(AgainOf(first.out), "run '" + suite + "' --mock --filter 'items/*' --no-audit --waivers " + waivers);
  gated.insert(gated.end(), {"--fail-on", "error", "--max-waived", "3", "--base", base, "--stale-waivers", "warn",
                             "--today", "2026-11-22"});
  EXPECT_EQ(AgainOf(RunCommand(gated).out),
            "run '" + suite + "' --mock --filter 'items/*' --no-audit --waivers " + waivers +
                " --stale-waivers warn --fail-on error --max-waived 3 --base " + base + " --today 2026-11-22");
  const std::string page = folder.Write(
      "a b.md",
      "## GET /a\n\n| name | type |\n|---|---|\n| n | integer |\n\nAnswer:\n\n```json\n{\"n\": \"x\"}\n```\n");
  const Outcome audit = RunCommand({"audit", page, "--waivers", waivers, "--today", "2026-11-22"});
  EXPECT_EQ(audit.code, 1) << audit.out;
  EXPECT_EQ(AgainOf(audit.out), "audit '" + page + "' --waivers " + waivers + " --today 2026-11-22");
}

TEST(WaiverHint, NamesTheFileWhereTheResultHasNone) {
  const Folder folder;
  folder.Write("openapi.yaml", kContract);
  const std::string suite =
      folder.Write("suites/items.yaml",
                   "suite: items\nvendor: ../openapi.yaml\ncases:\n"
                   "  - {id: get, operation: get-item, parameters: {id: a}, expect: {status: 204}}\n");
  const std::string beside = folder.Path("suites/waivers.yaml");
  EXPECT_THAT(
      RunCommand({"run", suite, "--mock"}).out,
      HasSubstr(" --result RESULT.json --file " + beside + " --owner … --reason … --days …; or by hand in " + beside));
  const std::string page = folder.Write(
      "a.md", "## GET /a\n\n| name | type |\n|---|---|\n| n | integer |\n\nAnswer:\n\n```json\n{\"n\": \"x\"}\n```\n");
  EXPECT_THAT(
      RunCommand({"audit", page}).out,
      HasSubstr(" --result RESULT.json --file waivers.yaml --owner … --reason … --days …; or by hand in waivers.yaml"));
  EXPECT_THAT(RunCommand({"audit", page}).out, HasSubstr("; and audit with --waivers waivers.yaml\n"));
}

}  // namespace
}  // namespace plumbline::cli
