#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;

std::string Secured(const std::string& responses, const std::string& more = {}) {
  return R"(openapi: 3.0.3
security: [{key: []}]
paths:
  /a:
    get:
      responses: )" +
         responses + "\n" + more + R"(components:
  securitySchemes: {key: {type: http, scheme: bearer}}
)";
}

TEST(Security401, NoRefusalIsDeclared) {
  EXPECT_EQ(Said(kSecurity401, Secured("{\"200\": {description: d}}")), R"(
note security.401: 1 of 1 operation that needs credentials declares neither 401 nor 403
  identity acme |  |  | 
  contract 
  instance 
  expected a response 401
  observed 200
  at openapi.yaml:2:1:[security] credentials are needed
  at openapi.yaml:6:7:[responses] what a refusal looks like is not declared
  - GET /a: 200 (openapi.yaml:6:7)
  likely The contract: a service that needs credentials refuses requests without them.
)");
}

TEST(Security401, WhatDeclaresIt) {
  for (const char* status : {"\"401\"", "\"403\"", "4XX", "default"}) {
    EXPECT_EQ(Lines(Found(kSecurity401,
                          Secured(std::string("{\"200\": {description: d}, ") + status + ": {description: d}}"))),
              Strings{})
        << status;
  }
  EXPECT_EQ(Lines(Found(kSecurity401, Secured("{\"200\": {description: d}}\n      security: []"))), Strings{})
      << "no credentials needed";
  EXPECT_EQ(Lines(Found(kSecurity401, Secured("{\"200\": {description: d}}\n      security: [{}, {key: []}]"))),
            Strings{})
      << "credentials may be left out";
}

TEST(PaginationLimit, APageOfAnySize) {
  const auto with = [](const std::string& parameters) {
    return Lines(Found(kPaginationLimit, "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      parameters: [" + parameters +
                                             "]\n      responses: {\"200\": {description: d}}\n"));
  };
  EXPECT_EQ(
      with(
          "{name: per_page, in: query, schema: {type: integer}}, {name: limit, in: query, schema: {type: integer, minimum: 1}}"),
      (Strings{"note  : 2 parameters set a page's size without an upper bound"}));
  EXPECT_EQ(
      with(
          "{name: per_page, in: query, schema: {type: integer, maximum: 100}}, {name: limit, in: query, schema: {type: integer, enum: [10, 20]}}, "
          "{name: page, in: query, schema: {type: integer}}, "
          "{name: limit, in: header, schema: {type: integer}}, {name: page_size, in: query, schema: {type: string}}"),
      Strings{});
}

std::string Answering(const std::string& schema) {
  return "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      operationId: a\n      responses: {\"200\": {description: d, content: {application/json: {schema: " +
         schema + "}}}}\n";
}

TEST(FormatMissing, DatesAndOtherFormats) {
  EXPECT_EQ(
      Lines(Found(
          kFormatMissing,
          Answering(
              "{properties: {created_at: {type: string}, from: {type: string}, id: {type: string}, email: {type: string}, home_url: {type: string, "
              "example: 'https://x.example.com'}}}"),
          {{"s", "a",
            R"({"created_at": "2026-01-01T00:00:00Z", "from": "2026-01-01", "id": "aaaa1111-2222-4333-8444-555566667777", "email": "a@example.com"})"}})),
      (Strings{
          "warning GET /a times: 2 members are strings without a format, though all that is shown is date and date-time",
          "note GET /a others: 3 members are strings without a format, though all that is shown is email and uri and uuid"}));
  EXPECT_EQ(Said(kFormatMissing,
                 Answering("{properties: {rows: {type: array, items: {properties: {date: {type: string}}}}}}"),
                 {{"s", "a", R"({"rows": [{"date": "2026-01-01"}, {"date": "2026-01-02"}]})"}}),
            R"(
warning format.missing: rows.*.date is a string without a format, though all that is shown is date
  identity acme | GET /a | 200 | application/json
  contract 
  instance times
  expected `format: date`
  observed no format
  at openapi.yaml:6:135:[date] a string of any form
  at s.json:1:20:["2026-01-01"] shows the format date
  - date: rows.*.date (openapi.yaml:6:141), shown as "2026-01-01" (s.json:1:20)
  likely The contract: names and values agree on date.
)");
}

TEST(FormatMissing, WordsThatShowTheSameFormChangeNothing) {
  EXPECT_EQ(
      Lines(Found(
          kFormatMissing,
          Answering(
              "{properties: {created_at: {type: string, description: 'Such as `2026-01-01T00:00:00Z`; v1.2 and 12:30 are no moments.'}}}"),
          {{"s", "a", R"({"created_at": "2026-02-01T00:00:00Z"})"}})),
      (Strings{
          "warning GET /a times: created_at is a string without a format, though all that is shown is date-time"}));
}

TEST(FormatMissing, WhatNeedsNone) {
  const struct {
    const char *what, *schema, *sample;
  } rows[] = {
      {"has a format", "{type: string, format: date-time}", R"("2026-01-01T00:00:00Z")"},
      {"has a pattern", "{type: string, pattern: '^2'}", R"("2026-01-01T00:00:00Z")"},
      {"no RFC 3339", "{type: string}", R"("2026-01-01 00:00:00")"},
      {"an offset without its colon", "{type: string}", R"("2026-01-01T00:00:00+0100")"},
      {"nothing shown", "{type: string}", "null"},
      {"no text", "{type: integer}", "12"},
      {"a placeholder", "{type: string}", R"("<date>")"},
      {"other forms in its words",
       "{type: string, description: 'UTC, as `2026-01-01T00:00:00Z` or 2026-01-01T00:00:00.'}",
       R"("2026-01-01T00:00:00Z")"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Lines(Found(kFormatMissing, Answering(std::string("{properties: {created_at: ") + row.schema + "}}"),
                          {{"s", "a", std::string(R"({"created_at": )") + row.sample + "}"}})),
              Strings{})
        << row.what;
  }
  EXPECT_EQ(Lines(Found(kFormatMissing, Answering("{properties: {label: {type: string}}}"),
                        {{"s", "a", R"({"label": "2026-01-01"})"}})),
            Strings{})
      << "the name does not speak for it";
  EXPECT_EQ(Lines(Found(kFormatMissing, Answering("{properties: {seen_at: {type: string}}}"),
                        {{"s", "a", R"({"seen_at": "2026-01-01"})"}, {"t", "a", R"({"seen_at": "never"})"}})),
            Strings{})
      << "not all fit";
}

TEST(TypeMissing, AMemberOfOneTypeInAllSamples) {
  EXPECT_EQ(Lines(Found(kTypeMissing, Answering("{properties: {city: {description: where}, seats: {}}}"),
                        {{"s", "a", R"({"city": "Ulm", "seats": 4})"}})),
            (Strings{"warning GET /a : 2 members have no type, though samples show one"}));
  EXPECT_EQ(
      Lines(Found(
          kTypeMissing,
          Answering(
              "{properties: {city: {type: string}, seats: {enum: [4]}, value: {}, never: {}, both: {}, gone: {nullable: true}}}"),
          {{"s", "a", R"({"city": "Ulm", "seats": 4, "value": 1, "both": 1, "gone": 1})"},
           {"t", "a", R"({"both": "1"})"}})),
      Strings{});
}

TEST(StructureMissing, RowsWithoutMembersInTheSchema) {
  const SampleText rows{"s", "a", R"({"rooms": [{"id": 1, "city": "Ulm", "beds": 2}]})"};
  EXPECT_EQ(
      Lines(Found(kStructureMissing, Answering("{properties: {rooms: {type: array, items: {type: object}}}}"), {rows})),
      (Strings{"warning GET /a /rooms/*: the schema says nothing of the rows of rooms, which have 3 members"}));
  EXPECT_EQ(
      Lines(Found(kStructureMissing,
                  Answering("{properties: {rooms: {type: array, items: {type: object, additionalProperties: true}}}}"),
                  {rows})),
      Strings{})
      << "open on purpose";
  EXPECT_EQ(Lines(Found(kStructureMissing,
                        Answering("{properties: {rooms: {type: array, items: {properties: {id: {}}}}}}"), {rows})),
            Strings{});
  EXPECT_EQ(
      Lines(Found(kStructureMissing, Answering("{properties: {custom_fields: {type: array, items: {type: object}}}}"),
                  {{"s", "a", R"({"custom_fields": [{"id": 1, "city": "Ulm", "beds": 2}]})"}})),
      Strings{})
      << "what users put in";
}

TEST(StructureMissing, ManyEmptyMembers) {
  const PageText empty{"GET /a", R"({"outcomes": {}, "ratio": {}, "series": [], "n": 1, "metadata": {}})"};
  EXPECT_EQ(Lines(FoundOnPage(kStructureMissing, {empty})),
            (Strings{"note GET /a empty: 3 members of the answer are shown empty, and nothing says what is in them"}));
  EXPECT_EQ(Lines(FoundOnPage(kStructureMissing, {empty, {"GET /a", R"({"outcomes": {"busy": 1}})"}})), Strings{})
      << "another sample shows one";
  EXPECT_EQ(
      Lines(FoundOnPage(kStructureMissing, {{"GET /a", R"({"rooms": [], "n": 1, "errors": [], "metadata": {}})"}})),
      Strings{})
      << "an empty list is usual";
}

}  // namespace
}  // namespace plumbline::audit
