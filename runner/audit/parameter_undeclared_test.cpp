#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

constexpr const char* kContract = R"(openapi: 3.0.3
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Kite-Key}
paths:
  /kites:
    get:
      parameters:
        - {name: q, in: query, schema: {type: string}}
        - {name: filter, in: query, style: deepObject, schema: {type: object}}
      responses: {'200': {description: ok}}
)";

std::string Page(const std::string& rows, const std::string& query) {
  return "## GET /kites\n\n### Query parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| `q` | string | Words |\n" +
         rows + "\n```bash\ncurl 'https://api.kites.example/kites?" + query + "'\n```\n";
}

TEST(ParameterUndeclared, ThePageListsIt) {
  EXPECT_EQ(SaidIn(kParameterUndeclared, Page("| `sort` | string | Order |\n", "q=box"), kContract), R"(
warning parameter.undeclared: the page lists sort, and the contract has no such parameter
  identity acme | GET /kites |  | 
  contract 
  instance sort
  expected q, filter
  observed sort
  at openapi.yaml:7:5:[get] the contract declares q, filter
  at guide.md:8:4:[sort] the page lists it
  likely Undecided: a request with it decides.
)");
}

TEST(ParameterUndeclared, ACommandSendsIt) {
  EXPECT_EQ(SaidIn(kParameterUndeclared, Page("", "q=box&page=2"), kContract), R"(
warning parameter.undeclared: the command sends page, and the contract has no such parameter
  identity acme | GET /kites |  | 
  contract 
  instance page
  expected q, filter
  observed page
  at openapi.yaml:7:5:[get] not declared in here
  at guide.md:10:7:[https://api.kites.example/kites?q=box&page=2] the command sends it
  likely Undecided: a request with it decides.
)");
}

TEST(ParameterUndeclared, ACommandSendsWhatTheListLacks) {
  EXPECT_EQ(SaidIn(kParameterUndeclared, Page("| `sort` | string | Order |\n", "q=box&srot=up")), R"(
warning parameter.undeclared: the command sends srot, and the list has no such parameter (did you mean 'sort'?)
  identity acme | GET /kites |  | 
  contract 
  instance srot
  expected q, sort
  observed srot
  at guide.md:7:4:[q] the list begins
  at guide.md:11:7:[https://api.kites.example/kites?q=box&srot=up] the command sends it
  likely Undecided: a request with it decides.
)");
}

TEST(ParameterUndeclared, WhatIsDeclared) {
  const struct {
    const char* what;
    std::string page;
    std::string contract;
  } rows[] = {
      {"both", Page("", "q=box"), kContract},
      {"a member of an object", Page("", "filter[colour]=red"), kContract},
      {"a page without a list and a contract",
       "## GET /kites\n\n```bash\ncurl 'https://api.kites.example/kites?page=2'\n```\n", std::string(kNoContract)},
      {"credentials",
       "## GET /kites\n\n### Headers\n\n| Header | Description |\n|---|---|\n| `X-Kite-Key` | Your key |\n| `Accept` | JSON |\n",
       kContract},
      {"a key in the address", Page("", "q=box&X-Kite-Key=k"), kContract},
      {"an operation that the contract does not know",
       "## GET /boats\n\n### Query parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| `sort` | string | Order |\n",
       kContract},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kParameterUndeclared, row.page, row.contract), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
