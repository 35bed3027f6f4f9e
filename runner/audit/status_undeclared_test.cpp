#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

constexpr const char* kContract = R"(openapi: 3.0.3
paths:
  /kites/{id}:
    get:
      responses: {'200': {description: ok}, '404': {description: gone}}
  /boats/{id}:
    get:
      responses: {'200': {description: ok}, '4XX': {description: failed}}
  /cars/{id}:
    get:
      responses: {'200': {description: ok}, default: {description: failed}}
)";

std::string Page(const std::string& operation, const std::string& rows) {
  return "## GET " + operation + "\n\nTells of one.\n\n### Errors\n\n| Status | Meaning |\n|---|---|\n" + rows;
}

TEST(StatusUndeclared, ThePageTellsOfMore) {
  EXPECT_EQ(SaidIn(kStatusUndeclared,
                   Page("/kites/{id}", "| 403 | Not your kite |\n| 404 | No such kite |\n| 410 | It was lost |\n"),
                   kContract),
            R"(
warning status.undeclared: the page tells of statuses 403, 410, and the contract declares 200, 404 only
  identity acme | GET /kites/{id} |  | 
  contract 
  instance 
  expected 200, 404
  observed 403, 410
  at openapi.yaml:5:7:[responses] the contract declares 200, 404
  at guide.md:9:3:[403] the page tells of 403
  - 403: Not your kite
  - 410: It was lost
  likely The contract, which leaves out what the page tells.
)");
}

TEST(StatusUndeclared, WhatIsDeclaredOrNeedNotBe) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"declared", Page("/kites/{id}", "| 200 | Fine |\n| 404 | No such kite |\n")},
      {"of a declared kind", Page("/boats/{id}", "| 403 | Not your boat |\n")},
      {"by default", Page("/cars/{id}", "| 403 | Not your car |\n")},
      {"any service may fail", Page("/kites/{id}", "| 500 | Our fault |\n| 503 | Later |\n")},
      {"an operation that the contract does not know", Page("/trams/{id}", "| 403 | Not your tram |\n")},
      {"limits in a sentence",
       "## GET /kites/{id}\n\nMore than ten requests a second are answered with `429 Too Many Requests`.\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kStatusUndeclared, row.page, kContract), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
