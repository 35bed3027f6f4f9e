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

}  // namespace
}  // namespace plumbline::audit
