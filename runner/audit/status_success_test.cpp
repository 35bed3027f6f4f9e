#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& words, const std::string& fence = "json 200 OK") {
  return "## POST /v1/kites\n\n" + words + "\n\n### Response\n\n```" + fence + "\n{\"id\": 7}\n```\n";
}

TEST(StatusSuccess, TheTitleAndASentence) {
  EXPECT_EQ(SaidIn(kStatusSuccess, Page("Answers `201 Created` at once.")), R"(
error status.success: success is answered with 200 in one place and with 201 in another
  identity acme | POST /v1/kites |  | 
  contract 
  instance 
  expected 200
  observed 201
  at guide.md:7:9:[200] here 200
  at guide.md:3:10:[201] here 201
  likely Undecided: one request decides.
)");
}

TEST(StatusSuccess, AnAnswerInATerminal) {
  const auto said = [](const std::string& words) {
    const std::string page =
        "## DELETE /v1/kites/{id}\n\n" + words +
        "\n\n```console\n$ curl -i -X DELETE https://api.acme.example/v1/kites/7\nHTTP/2 200\ncontent-type: application/json\n\n{\"id\": 7}\n```\n";
    const contract::Vendor vendor = VendorOf({{"guide.md", page}});
    return Lines(kStatusSuccess.run(Subject(vendor)));
  };
  EXPECT_EQ(said("Lets it go. Answers `204 No Content`."),
            std::vector<std::string>{
                "error DELETE /v1/kites/{id} : success is answered with 200 in one place and with 204 in another"});
  EXPECT_EQ(said("Lets it go. Answers `200`."), std::vector<std::string>{});
}

TEST(StatusSuccess, ABodyAndNone) {
  const auto said = [](const std::string& words) {
    const contract::Vendor vendor = VendorOf({{"guide.md", "## DELETE /v1/kites/{id}\n\n" + words + "\n"}});
    return Lines(kStatusSuccess.run(Subject(vendor)));
  };
  using Strings = std::vector<std::string>;
  EXPECT_EQ(
      said("Returns `200 OK` and the kite that was dropped.\n\nThe response has the status `204` and no body."),
      Strings{"error DELETE /v1/kites/{id} : success is answered with 200 in one sentence and with 204 in another"});
  EXPECT_EQ(said("Returns `200 OK` and the kite.\n\nReturns `204` if it was dropped before."), Strings{});
}

TEST(StatusSuccess, TheContractsOnlyAnswer) {
  const auto said = [](const std::string& page, const std::string& responses) {
    const contract::Vendor vendor =
        VendorOf({{"guide.md", page}},
                 "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /v1/kites:\n    post:\n      responses: " +
                     responses + "\n");
    return Lines(kStatusSuccess.run(Subject(vendor)));
  };
  const std::string page = "## POST /v1/kites\n\n### Response\n\n`202 Accepted`\n";
  using Strings = std::vector<std::string>;
  EXPECT_EQ(said(page, "{'201': {description: Made}, '404': {description: No}}"),
            Strings{"error POST /v1/kites : success is answered with 202 on the page, and the contract declares 201"});
  EXPECT_EQ(said(page, "{'202': {description: Taken}}"), Strings{});
  EXPECT_EQ(said(page, "{'200': {description: Old}, '202': {description: Taken}}"), Strings{});
  EXPECT_EQ(said(page, "{'201': {description: Made}, default: {description: Any}}"), Strings{})
      << "any answer may come";
  EXPECT_EQ(said(page, "{2XX: {description: Made}}"), Strings{});
  EXPECT_EQ(said("## POST /v1/kites\n\n### Response\n\n`202` if it takes longer\n", "{'201': {description: Made}}"),
            Strings{});
}

TEST(StatusSuccess, WhatHasOneOrSeveral) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the same", Page("Answers `200 OK`.")},
      {"a condition", Page("If the kite is new, answers `201 Created`.")},
      {"the shown one is conditional", Page("Answers `201 Created`. An existing kite is answered with `200`.")},
      {"a title with a case", Page("Answers `201 Created`.", "json title=\"200 (existing kite)\"")},
      {"two are shown", Page("Answers `201 Created`.") + "\n```json 202 Accepted\n{\"id\": 7}\n```\n"},
      {"what the reader's server answers", Page("Your server must answer with `204`.")},
      {"a failure", Page("Answers `404`.")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kStatusSuccess, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
