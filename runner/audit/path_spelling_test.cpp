#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& heading, const std::string& sent) {
  return "## GET " + heading + "\n\nKites.\n\n```bash\ncurl https://api.kites.example" + sent + "\n```\n";
}

TEST(PathSpelling, WithAndWithoutASlash) {
  EXPECT_EQ(SaidIn(kPathSpelling, Page("/kites/{id}/", "/kites/k1")), R"(
warning path.spelling: the path of GET /kites/{id} is written with and without a slash at its end
  identity acme | GET /kites/{id} |  | 
  contract 
  instance slash
  expected one spelling
  observed two
  at guide.md:6:6:[https://api.kites.example/kites/k1] without
  at guide.md:1:4:[GET /kites/{id}/] with
  likely Undecided: services answer one of them with a redirect or 404; a request decides.
)");
}

TEST(PathSpelling, TheContractWritesItWithout) {
  EXPECT_EQ(SaidIn(kPathSpelling, Page("/kites/", "/kites/"),
                   "openapi: 3.0.3\npaths:\n  /kites:\n    get:\n      responses: {'200': {description: ok}}\n"),
            R"(
warning path.spelling: the path of GET /kites is written with and without a slash at its end
  identity acme | GET /kites |  | 
  contract 
  instance slash
  expected one spelling
  observed two
  at openapi.yaml:4:5:[get] without
  at guide.md:1:4:[GET /kites/] with
  likely Undecided: services answer one of them with a redirect or 404; a request decides.
)");
}

// One request of the section is right, and another one misses a letter.
TEST(PathSpelling, OneOfSeveralRequests) {
  const std::string right = Page("/kites/{id}/flights", "/kites/kite_1024/flights"),
                    wrong = "\n```bash\ncurl https://api.kites.example/kites/kite_1024/flight\n```\n";
  const contract::Vendor vendor =
      VendorOf({{"guide.md", "# Kites\n\n" + right + wrong + "\n## GET /boats\n\nBoats.\n"}});
  EXPECT_EQ(
      Lines(kPathSpelling.run(Subject(vendor))),
      std::vector<std::string>{
          "error GET /kites/{id}/flights flights: the page writes the path with 'flights', and the request beside it is sent with 'flight'"});
  EXPECT_EQ(SaidIn(kPathSpelling, "# Kites\n\n" + right + "\n## GET /boats\n\nBoats.\n" + wrong), "")
      << "in the section of another operation";
}

TEST(PathSpelling, AHeadingThatIsAPath) {
  const auto page = [](const std::string& heading) {
    return "# Method\n\n## " + heading + "\n\n`GET` https://api.kites.example/instances/TOKEN/kite/{id}\n\nOne kite.\n";
  };
  EXPECT_EQ(SaidIn(kPathSpelling, page("/kites/{id}")), R"(
error path.spelling: the heading is /kites/{id}, and the path below it ends in /kite/{id}
  identity acme | GET /instances/TOKEN/kite/{id} |  | 
  contract 
  instance /kites/{id}
  expected /kites/{id}
  observed /instances/TOKEN/kite/{id}
  at guide.md:3:4:[/kites/{id}] the heading
  at guide.md:5:2:[GET` https://api.kites.example/instances/TOKEN/kite/{id}] the path
  likely Undecided: one request decides.
)");
  EXPECT_EQ(SaidIn(kPathSpelling, page("/kite/{id}")), "");
  EXPECT_EQ(SaidIn(kPathSpelling, page("/boats/{id}")), "") << "of something else";
  EXPECT_EQ(SaidIn(kPathSpelling, page("Get a kite")), "");
}

TEST(PathSpelling, WhatIsOneSpelling) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the same", Page("/kites/{id}", "/kites/k1")},
      {"always with a slash", Page("/kites/{id}/", "/kites/k1/")},
      {"a base path", Page("/kites/{id}", "/v1/kites/k1")},
      {"a query", Page("/kites", "/kites?q=box")},
      {"a sentence", Page("/kites/{id}", "/kites/k1") + "\nAll kites live below `/kites/`.\n"},
      {"two operations", Page("/kites/{id}", "/kites/k1") + "\n## GET /boats/\n\nBoats.\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kPathSpelling, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
