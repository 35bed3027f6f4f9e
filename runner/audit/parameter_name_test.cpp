#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& parameter, const std::string& sample, const std::string& value = "20") {
  return "# GET /kites\n\nAll kites.\n\n## Query parameters\n\n| Parameter | Type | Default | Description |\n|---|---|---|---|\n| `page` | integer | 1 | Which "
         "page |\n| `" +
         parameter + "` | integer | " + value + " | Rows of a page |\n\n## Response\n\n```json 200\n" + sample +
         "\n```\n";
}

TEST(ParameterName, TheAnswerCallsTheSizeOtherwise) {
  EXPECT_EQ(SaidIn(kParameterName, Page("per_page", R"({"kites": [{"id": "k1"}], "page": 1, "size": 20})")), R"(
note parameter.name: the request calls the size of a page per_page, and the answer calls it size
  identity acme | GET /kites |  | 
  contract 
  instance per_page
  expected one name
  observed per_page, size
  at guide.md:10:4:[per_page] the request calls it per_page
  at guide.md:15:38:["size"] the answer calls it size
  - the sample at guide.md:15 has size (guide.md:15:38)
  likely Neither by itself: the two are one value, and one name would do.
)");
}

TEST(ParameterName, InAnEnvelopeByTheContract) {
  EXPECT_EQ(SaidIn(kParameterName,
                   "# GET /kites\n\nAll kites.\n\n```json 200\n" +
                       std::string(R"({"kites": [], "meta": {"page_size": 50}})") + "\n```\n",
                   R"(openapi: 3.0.3
info: {title: Kites, version: '1'}
paths:
  /kites:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, default: 50}}
      responses: {'200': {description: ok}}
)"),
            R"(
note parameter.name: the request calls the size of a page limit, and the answer calls it page_size
  identity acme | GET /kites |  | 
  contract 
  instance limit
  expected one name
  observed limit, page_size
  at openapi.yaml:7:11:[{name: limit, in: query, schema: {type: integer, default: 50}}] the request calls it limit
  at guide.md:6:24:["page_size"] the answer calls it page_size
  - the sample at guide.md:6 has page_size (guide.md:6:24)
  likely Neither by itself: the two are one value, and one name would do.
)");
}

TEST(ParameterName, OneNameOrAnotherThing) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"one name in two spellings", Page("per_page", R"({"kites": [], "perPage": 20})")},
      {"another value, so another thing", Page("per_page", R"({"kites": [], "size": 3})")},
      {"the answer repeats nothing", Page("per_page", R"({"kites": [], "total": 20})")},
      {"both names", Page("per_page", R"({"kites": [], "size": 20, "per_page": 20})")},
      {"the size of a kite", Page("per_page", R"({"kites": [{"size": 20}]})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kParameterName, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit
