#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& heading, const std::string& curl, const std::string& words = "Kites.") {
  return "## " + heading + "\n\n" + words + "\n\n```bash\ncurl " + curl + "\n```\n";
}

TEST(RequestOperation, AnotherMethod) {
  EXPECT_EQ(SaidIn(kRequestOperation, Page("PATCH /kites/{id}", "-X PUT https://api.kites.example/v1/kites/12")), R"(
error request.operation: the section is about PATCH /kites/{id}, and a request in it is sent with PUT
  identity acme | PATCH /kites/{id} |  | 
  contract 
  instance PUT
  expected PATCH /kites/{id}
  observed PUT /v1/kites/12
  at guide.md:1:4:[PATCH /kites/{id}] what the section is about
  at guide.md:6:13:[https://api.kites.example/v1/kites/12] sent as PUT /v1/kites/12
  likely Undecided: one request decides.
)");
}

TEST(RequestOperation, AnotherPath) {
  EXPECT_EQ(SaidIn(kRequestOperation,
                   Page("POST /kites/{id}/pause", "-X POST https://api.kites.example/v1/kites/12/suspend")),
            R"(
error request.operation: the section is about POST /kites/{id}/pause, and a request in it goes to 'suspend'
  identity acme | POST /kites/{id}/pause |  | 
  contract 
  instance suspend
  expected POST /kites/{id}/pause
  observed POST /v1/kites/12/suspend
  at guide.md:1:4:[POST /kites/{id}/pause] what the section is about
  at guide.md:6:14:[https://api.kites.example/v1/kites/12/suspend] sent as POST /v1/kites/12/suspend
  likely Undecided: one request decides.
)");
}

TEST(RequestOperation, WhatIsOneOrAnother) {
  const std::string put = "-X PUT https://api.kites.example/kites/12";
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the same", Page("PUT /kites/{id}", put)},
      {"both are described", Page("PATCH /kites/{id}", put) + "\n## PUT /kites/{id}\n\nReplaces it.\n"},
      {"a table names it",
       Page("PATCH /kites/{id}", put) + "\n## All\n\n| Method | Path |\n|---|---|\n| PUT | /kites/{id} |\n"},
      {"the section says so", Page("PATCH /kites/{id}", put, "PUT is taken, too.")},
      {"an alternative", Page("PATCH /kites/{id}", put, "Alternatively, send the whole kite:")},
      {"a header tells the method",
       Page("PATCH /kites/{id}", "-X POST -H 'X-HTTP-Method-Override: PATCH' https://api.kites.example/kites/12")},
      {"the right one is shown, too", Page("PATCH /kites/{id}", "-X PATCH https://api.kites.example/kites/12") +
                                          "\nAll of it:\n\n```bash\ncurl " + put + "\n```\n"},
      {"another resource", Page("POST /kites", "https://api.kites.example/winds")},
      {"values", Page("GET /rates/eur", "https://api.kites.example/rates/usd")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kRequestOperation, row.page), "") << row.what;
}

using Strings = std::vector<std::string>;
Strings LinesOf(const std::string& page) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  return Lines(kRequestOperation.run(Subject(vendor)));
}
std::string Command(const std::string& curl) { return "```bash\ncurl " + curl + "\n```\n\n"; }

// No heading states the operation: the paragraph above the command does.
TEST(RequestOperation, TheParagraphAboveNamesIt) {
  const std::string put = Command("-X PUT https://api.kites.example/kites/12"),
                    get = Command("https://api.kites.example/kites/12");
  EXPECT_EQ(
      LinesOf("## Change a kite\n\n`PATCH /kites/{id}` with what shall change.\n\n" + put),
      Strings{
          "error PATCH /kites/{id} PUT: the section is about PATCH /kites/{id}, and a request in it is sent with PUT"});
  const std::pair<const char*, std::string> rows[] = {
      {"the same", "`PUT /kites/{id}` with the whole kite.\n\n" + put},
      {"named inside of a sentence", "The kite comes from `POST /kites/{id}`.\n\n" + put},
      {"it may be read", "`GET /kites/{id}` tells its state.\n\n" + put},
      {"what was changed is read back", "`PATCH /kites/{id}` changes it.\n\n" + get},
      {"another thing", "`PATCH /boats/{id}` changes a boat.\n\n" + put},
      {"both are named", "`PATCH /kites/{id}` changes it. PUT is taken, too.\n\n" + put}};
  for (const auto& [what, words] : rows) EXPECT_EQ(LinesOf("## Change a kite\n\n" + words), Strings{}) << what;
}

// Operations that follow each other without headings.
TEST(RequestOperation, EachOperationOfAPageWithoutHeadings) {
  const std::string first =
                        "GET /kites/daily\n\nKites of a day.\n\n" + Command("https://api.kites.example/kites/daily"),
                    last = "GET /kites/hourly\n\nKites of an hour.\n\n";
  EXPECT_EQ(
      LinesOf(first + last + Command("https://api.kites.example/flying/kites/hours")),
      Strings{
          "error GET /kites/hourly hours: the section is about GET /kites/hourly, and a request in it goes to 'hours'"});
  const std::pair<const char*, std::string> rows[] = {
      {"the same", first + last + Command("https://api.kites.example/kites/hourly")},
      {"another word", first + last + Command("https://api.kites.example/kites/winds")},
      {"what is sent stands first", Command("https://api.kites.example/flying/kites/hours") + first + last}};
  for (const auto& [what, page] : rows) EXPECT_EQ(LinesOf(page), Strings{}) << what;
}

TEST(RequestOperation, TwoWaysOfOneAction) {
  const auto page = [](const std::string& title) {
    return "## " + title + "\n\n`DELETE /kites/{id}`\n\n" +
           Command("-X POST https://api.kites.example/v1/kites/12/cancel");
  };
  EXPECT_EQ(
      LinesOf(page("Cancel a kite")),
      Strings{
          "error DELETE /kites/{id} POST: the section is about DELETE /kites/{id}, and a request in it is sent with POST"});
  EXPECT_EQ(LinesOf(page("Delete a kite")), Strings{}) << "cancelled before it is deleted";
}

TEST(RequestOperation, AnotherActionOrCollection) {
  const auto page = [](const std::string& stated, const std::string& sent) {
    return "## Kites\n\nText.\n\n### Request URL\n\n`POST " + stated + "`\n\n### Example 1\n\n" +
           Command("-X POST https://api.kites.example" + sent);
  };
  EXPECT_EQ(
      LinesOf(page("/sms/send", "/sms/submit")),
      Strings{
          "error POST /sms/send submit: the section is about POST /sms/send, and a request in it goes to 'submit'"});
  EXPECT_EQ(
      LinesOf(page("/users/{userId}/kites", "/accounts/{userId}/kites")),
      Strings{
          "error POST /users/{userId}/kites accounts: the section is about POST /users/{userId}/kites, and a request in it goes to "
          "'accounts'"});
  EXPECT_EQ(LinesOf(page("/rates/euro", "/rates/pound")), Strings{}) << "values";
  EXPECT_EQ(LinesOf(page("/users/{userId}/kites", "/accounts/{accountId}/kites")), Strings{}) << "another key";
}

TEST(RequestOperation, TabsOfOneRequest) {
  const auto page = [](const std::string& curl) {
    return "## Add a kite\n\n```http\nPOST {BASE_URL}/v1/users/{userId}/kites\nAuthorization: Bearer x\n```\n\n```bash\ncurl -X POST "
           "\"$BASE_URL/v1/users/15300002/" +
           curl + "\"\n```\n";
  };
  EXPECT_EQ(
      LinesOf(page("kite")),
      Strings{
          "error POST /{BASE_URL}/v1/users/{userId}/kites kite: the section is about POST /{BASE_URL}/v1/users/{userId}/kites, and a "
          "request in it goes to 'kite'"});
  EXPECT_EQ(LinesOf(page("kites")), Strings{});
}

// "/kite/{id}" anywhere on a page that describes "/kites/{id}".
TEST(RequestOperation, TheNameOfACollectionInTheSingular) {
  const auto page = [](const std::string& sent) {
    return "## From a shell\n\nTo get rid of one:\n\n" + Command("-X DELETE https://api.kites.example/flying/" + sent) +
           "## Delete a kite\n\n`DELETE /kites/{id}`\n\nFor good.\n";
  };
  EXPECT_EQ(
      LinesOf(page("kite/12")),
      Strings{"error DELETE /kites/{id} kite: the page describes DELETE /kites/{id}, and a request goes to 'kite'"});
  EXPECT_EQ(LinesOf(page("kites/12")), Strings{});
  EXPECT_EQ(LinesOf(page("kites/12/flight")), Strings{}) << "something else";
  EXPECT_EQ(LinesOf(page("kite")), Strings{}) << "without a key";
}

}  // namespace
}  // namespace plumbline::audit
