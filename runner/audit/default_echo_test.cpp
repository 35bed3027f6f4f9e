#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& request, const std::string& response, const std::string& more = "") {
  return "## POST /kites\n\n### Body\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| `name` | string | Yes | Its name |\n"
         "| `colour` | string | Yes | Its colour |\n| `tail` | integer | No | In metres. Default 3 |\n| `loud` | boolean | No | Default `false` |\n\n```bash\n"
         "curl https://api.kites.example/kites -d '" +
         request + "'\n```\n" + more + "\n### Response\n\n```json\n" + response + "\n```\n";
}

TEST(DefaultEcho, AnotherValueThanTheDefault) {
  EXPECT_EQ(SaidIn(kDefaultEcho, Page(R"({"name": "A", "colour": "red"})",
                                      R"({"id": "k1", "name": "A", "colour": "red", "tail": 5, "loud": false})")),
            R"(
error default.echo: tail is 3 by default, the request does not send it, and the sample at guide.md:19 shows integer 5
  identity acme | POST /kites |  | 
  contract 
  instance /tail
  expected 3
  observed integer 5
  at guide.md:9:27:[In metres. Default 3] the default
  at guide.md:19:52:[5] comes back
  at guide.md:13:42:[{"name": "A", "colour": "red"}] not sent in here
  likely Undecided: a live request without it decides.
)");
}

TEST(DefaultEcho, WhatSaysNothing) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the default",
       Page(R"({"name": "A", "colour": "red"})", R"({"id": "k1", "name": "A", "colour": "red", "tail": 3.0})")},
      {"it is sent", Page(R"({"name": "A", "colour": "red", "tail": 5})",
                          R"({"id": "k1", "name": "A", "colour": "red", "tail": 5})")},
      {"an answer to another request",
       Page(R"({"name": "A", "colour": "red"})", R"({"id": "k1", "name": "B", "colour": "blue", "tail": 5})")},
      {"several requests",
       Page(
           R"({"name": "A", "colour": "red"})", R"({"id": "k1", "name": "A", "colour": "red", "tail": 5})",
           "\n```bash\ncurl https://api.kites.example/kites -d '{\"name\": \"A\", \"colour\": \"red\", \"tail\": 5}'\n```\n")},
      {"it does not come back",
       Page(R"({"name": "A", "colour": "red"})", R"({"id": "k1", "name": "A", "colour": "red"})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kDefaultEcho, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
