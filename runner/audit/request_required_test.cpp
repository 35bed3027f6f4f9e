#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& required, const std::string& body) {
  return "## POST /kites\n\n### Body parameters\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| `colour` | string | Yes | A colour |\n| `tail` | integer | " +
         required +
         " | In metres |\n\n```bash\ncurl -X POST https://api.kites.example/kites -H 'Content-Type: application/json' -d '" +
         body + "'\n```\n";
}

TEST(RequestRequired, AMemberThatTheSampleDoesNotSend) {
  EXPECT_EQ(SaidIn(kRequestRequired, Page("Yes", R"({"colour": "red", "tale": 3})")), R"(
error request.required: the page requires tail, and the sample at guide.md:11 does not send it
  identity acme | POST /kites |  | 
  contract 
  instance /tail
  expected a member tail
  observed not in the request
  at guide.md:8:22:[Yes] required
  at guide.md:11:86:[{"colour": "red", "tale": 3}] not in here
  likely The sample, unless the service takes the request without it.
)");
}

TEST(RequestRequired, AListOfSomethingElse) {
  const auto found = [](const std::string& body) {
    return FoundIn(
               kRequestRequired,
               "## POST /kites\n\n### Body parameters\n\n| Field | Required |\n|---|---|\n| `colour` | Yes |\n| `tail` | Yes |\n| `mast` | Yes |\n"
               "| `sail` | Yes |\n\n```bash\ncurl -X POST https://api.kites.example/kites -d '" +
                   body + "'\n```\n")
        .size();
  };
  EXPECT_EQ(found(R"({"colour": "red"})"), 0U);
  EXPECT_EQ(found(R"({"colour": "red", "tail": 1})"), 2U);
}

TEST(RequestRequired, AMemberThatNoFormSends) {
  const auto page = [](const std::string& command) {
    return "## POST /kites\n\n### Body parameters\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| `colour` | string | Yes | A colour |\n| `tail` | integer | Yes "
           "| In metres |\n\n```bash\n" +
           command + "\n```\n";
  };
  EXPECT_EQ(SaidIn(kRequestRequired, page("curl https://api.kites.example/kites -d colour=red -d tails=3")), R"(
error request.required: the page requires tail, and no form it shows sends it (did you mean 'tails'?)
  identity acme | POST /kites |  | 
  contract 
  instance /tail
  expected tail=…
  observed not in the request
  at guide.md:8:22:[Yes] required
  at guide.md:11:6:[https://api.kites.example/kites] sent without it
  likely The command, unless the service takes the request without it.
)");
  EXPECT_EQ(SaidIn(kRequestRequired, page("curl https://api.kites.example/kites -d colour=red -d tail=3")), "");
  EXPECT_EQ(SaidIn(kRequestRequired, page("curl https://api.kites.example/kites -d grant_type=password")), "")
      << "a form of something else";
  EXPECT_EQ(SaidIn(kRequestRequired, page("curl https://api.kites.example/kites -d @kite.json")), "")
      << "not known what is sent";
}

std::string Query(const std::string& required, const std::string& query) {
  return "## GET /kites\n\n### Query parameters\n\n| Parameter | Type | Required | Description |\n|---|---|---|---|\n| `region` | string | " +
         required + " | Where |\n| `q` | string | No | Words |\n\n```bash\ncurl 'https://api.kites.example/kites" +
         query + "'\n```\n";
}

TEST(RequestRequired, AParameterThatNoCommandSends) {
  EXPECT_EQ(SaidIn(kRequestRequired, Query("Yes", "?q=box")), R"(
error request.required: the page requires the query parameter region, and no request it shows sends it
  identity acme | GET /kites |  | 
  contract 
  instance region
  expected ?region=…
  observed not in the request
  at guide.md:7:23:[Yes] required
  at guide.md:11:7:[https://api.kites.example/kites?q=box] sent without it
  likely Undecided: a live request without it decides.
)");
}

TEST(RequestRequired, WhatIsSentOrNeedNotBe) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"it is sent", Page("Yes", R"({"colour": "red", "tail": 3})")},
      {"it is optional", Page("No", R"({"colour": "red"})")},
      {"another request sends it",
       Page("Yes", R"({"colour": "red"})") +
           "\n```bash\ncurl -X POST https://api.kites.example/kites -d '{\"colour\": \"red\", \"tail\": 3}'\n```\n"},
      {"the query sends it", Query("Yes", "?region=north")},
      {"the query need not", Query("No", "?q=box")},
      {"required on a condition", Page("If `colour` is `red`", R"({"colour": "blue"})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kRequestRequired, row.page), "") << row.what;
}

std::string Header(const std::string& name, const std::string& required, const std::string& sent) {
  return "## POST /kites\n\n### Headers\n\n| Header | Type | Required | Description |\n|---|---|---|---|\n| `" + name +
         "` | string | " + required +
         " | A UUID |\n| `X-Trace` | string | No | Any text |\n\n```bash\ncurl -X POST https://api.kites.example/kites" +
         sent + " -d '{\"colour\": \"red\"}'\n```\n";
}

TEST(RequestRequired, AHeaderFieldThatNoCommandSends) {
  EXPECT_EQ(SaidIn(kRequestRequired, Header("Idempotency-Key", "Yes", " -H 'X-Trace: abc'")), R"(
error request.required: the page requires the header field Idempotency-Key, and no request it shows sends it
  identity acme | POST /kites |  | 
  contract 
  instance Idempotency-Key
  expected Idempotency-Key: …
  observed not in the request
  at guide.md:7:32:[Yes] required
  at guide.md:11:14:[https://api.kites.example/kites] sent without it
  likely The command, unless the service takes the request without it.
)");
}

TEST(RequestRequired, HeaderFieldsThatAreSentOrLeftOut) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"it is sent", Header("Idempotency-Key", "Yes", " -H 'idempotency-key: abc'")},
      {"it is optional", Header("Idempotency-Key", "No", " -H 'X-Trace: abc'")},
      {"credentials", Header("X-Api-Key", "Yes", " -H 'X-Trace: abc'")},
      {"what a client sends by itself", Header("Accept", "Yes", " -H 'X-Trace: abc'")},
      {"no header field is shown", Header("Idempotency-Key", "Yes", "")},
      {"another request sends it",
       Header("Idempotency-Key", "Yes", " -H 'X-Trace: abc'") +
           "\n```bash\ncurl -X POST https://api.kites.example/kites -H 'Idempotency-Key: abc' -d '{}'\n```\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kRequestRequired, row.page), "") << row.what;
}

using Strings = std::vector<std::string>;
Strings LinesOf(const std::string& page) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  return Lines(kRequestRequired.run(Subject(vendor)));
}

// Two commands; `tail` is required.
std::string Two(const std::string& tail, const std::string& second, const std::string& before = "Another one:") {
  const auto command = [](const std::string& body) {
    return "```bash\ncurl -X POST https://api.kites.example/kites -H 'Content-Type: application/json' -d '" + body +
           "'\n```\n\n";
  };
  return "## POST /kites\n\n### Body parameters\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| `colour` | string | Yes | A colour |\n| "
         "`tail` | integer | Yes | " +
         tail + " |\n| `name` | string | No | A name |\n| `text` | string | No | Words |\n\n" +
         command(R"({"colour": "red", "tail": 3})") + before + "\n\n" + command(second);
}

TEST(RequestRequired, OneOfTwoWholeRequestsLacksIt) {
  const std::string whole = R"({"colour": "red", "name": "Roc", "text": "Up"})";
  EXPECT_EQ(LinesOf(Two("In metres", whole)),
            Strings{"error POST /kites /tail: the page requires tail, and the sample at guide.md:19 does not send it"});
  const std::pair<const char*, std::string> rows[] = {
      {"a part of a request", Two("In metres", R"({"name": "Roc", "text": "Up"})")},
      {"hardly more than what is required", Two("In metres", R"({"colour": "red", "name": "Roc"})")},
      {"required on a condition", Two("In metres, unless `text` is sent", whole)},
      {"an example of what is refused", Two("In metres", whole, "This is rejected:")}};
  for (const auto& [what, page] : rows) EXPECT_EQ(LinesOf(page), Strings{}) << what;
}

TEST(RequestRequired, AHeadingCallsThemRequired) {
  const auto page = [](const std::string& heading, const std::string& words) {
    return "## POST /kites\n\n### " + heading +
           "\n\n| Parameter | Type | Description |\n|---|---|---|\n| `colour` | string | A colour |\n| `tail` | integer | " +
           words + " |\n\n```bash\ncurl -X POST https://api.kites.example/kites -d '{\"colour\": \"red\"}'\n```\n";
  };
  const Strings lacks = {
      "error POST /kites /tail: the page requires tail, and the sample at guide.md:11 does not send it"};
  for (const char* heading : {"Required parameters", "MANDATORY PARAMETERS", "Obrigatórios"})
    EXPECT_EQ(LinesOf(page(heading, "In metres")), lacks) << heading;
  EXPECT_EQ(LinesOf(page("Optional parameters", "In metres")), Strings{});
  EXPECT_EQ(LinesOf(page("Required parameters", "In metres, if there is one")), Strings{});
}

TEST(RequestRequired, ALineThatStatesTheOperationSendsNothing) {
  const auto page = [](const std::string& code) {
    return "## Search kites\n\n```\n" + code +
           "\n```\n\n### Query parameters\n\n| Parameter | Required |\n|---|---|\n| `q` | Yes |\n";
  };
  EXPECT_EQ(LinesOf(page("GET /fields/{id}/kites")), Strings{});
  EXPECT_EQ(
      LinesOf(page("curl https://api.kites.example/fields/12/kites")),
      Strings{
          "error GET /fields/12/kites q: the page requires the query parameter q, and no request it shows sends it"});
}

}  // namespace
}  // namespace plumbline::audit
