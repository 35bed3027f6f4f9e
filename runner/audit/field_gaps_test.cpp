#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(FieldUntyped, NamesAndDescriptionsOnly) {
  EXPECT_EQ(
      SaidIn(
          kFieldUntyped,
          "## GET /kites/{id}\n\n### Response fields\n\n| Field | Description |\n|---|---|\n| `id` | Its id |\n| `price` | What it costs |\n"),
      R"(
note field.untyped: 2 fields have no types, and no sample shows their values
  identity acme | GET /kites/{id} |  | 
  contract 
  instance Response fields
  expected a type for each field
  observed names and descriptions only
  at guide.md:7:4:[id] no type
  at guide.md:8:4:[price] nor here
  likely The page: nobody can write a client from it.
)");
}

TEST(FieldUntyped, WhatTellsTypes) {
  const struct {
    const char* what;
    const char* page;
  } rows[] = {
      {"a column",
       "## GET /kites/{id}\n\n### Response fields\n\n| Field | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `price` | integer | What it costs |\n"},
      {"a sample",
       "## GET /kites/{id}\n\n### Response fields\n\n| Field | Description |\n|---|---|\n| `id` | Its id |\n| `price` | What it costs |\n\n### Response\n\n```json\n{\"id\": \"k1\", \"price\": 7}\n```\n"},
      {"one field alone",
       "## GET /kites/{id}\n\n### Response fields\n\n| Field | Description |\n|---|---|\n| `id` | Its id |\n"},
      {"parameters of a request",
       "## GET /kites/{id}\n\n### Query parameters\n\n| Parameter | Description |\n|---|---|\n| `q` | Words |\n| `sort` | Order |\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kFieldUntyped, row.page), "") << row.what;
}

std::string Parameters(const std::string& row) {
  return "## GET /kites\n\n### Query parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| `q` | string | Words to look for |\n" +
         row;
}

constexpr const char* kRows =
    "## GET /kites\n\n```json\n{\"kites\": [{\"id\": 1, \"sail\": 2, \"mast\": 3}]}\n```\n\n### Response\n\n"
    "| Field | Type |\n|---|---|\n| `kites` | object[] |\n| `total` | integer |\n";

TEST(FieldStructure, RowsOfWhichNoMemberIsTold) {
  EXPECT_EQ(SaidIn(kFieldStructure, kRows), R"(
warning field.structure: kites is listed as objects of which no member is told, and the sample at guide.md:4 shows 3 members
  identity acme | GET /kites |  | 
  contract 
  instance /kites
  expected the members of a row
  observed none
  at guide.md:11:4:[kites] no member of it is told
  at guide.md:4:12:[{"id": 1, "sail": 2, "mast": 3}] the sample shows them
  likely The list: generated lists lack what their contract lacks.
)");
}

TEST(FieldStructure, AnotherListTellsOfTheRow) {
  EXPECT_EQ(SaidIn(kFieldStructure,
                   std::string(kRows) +
                       "\n### Fields\n\n| Field | Meaning |\n|---|---|\n| `id` | Its id |\n| `sail` | Its sail |\n"),
            "");
}

TEST(ParameterDefault, PromisedAndNotTold) {
  EXPECT_EQ(SaidIn(kParameterDefault, Parameters("| `period` | string | Omit it for the default period |\n")), R"(
note parameter.default: period has a default that the page does not tell
  identity acme | GET /kites |  | 
  contract 
  instance period
  expected the default
  observed Omit it for the default period
  at guide.md:8:4:[period] this one
  at guide.md:8:23:[Omit it for the default period] a default, and not which
  likely The page, which leaves it open.
)");
}

TEST(ParameterDefault, WhatIsToldOrNotPromised) {
  for (const char* row :
       {"| `period` | string | A period. Default: `30d` |\n", "| `period` | string | A period of days |\n",
        "| `period` | string | A period. Default: `7d`. Omit it for the default period |\n"}) {
    EXPECT_EQ(SaidIn(kParameterDefault, Parameters(row)), "") << row;
  }
}

constexpr const char* kSort = "| `sort` | string | The order of the kites |\n";

// Of two pages, the first lost the name of a parameter when it was made.
std::string SaidWhereANameIsLost(const std::vector<PageSource>& sources) {
  contract::Vendor vendor = VendorOf(sources);
  for (page::FieldClaim& field : vendor.pages[0].claims.fields) {
    if (field.name != "sort") continue;
    field.name.clear();
    field.path = {};
    field.span = field.description.span();
  }
  return finding::TextOf(kParameterUnnamed.run(Subject(vendor)));
}

TEST(ParameterUnnamed, TheOtherListNamesIt) {
  EXPECT_EQ(SaidWhereANameIsLost({{"a.md", Parameters(kSort)}, {"b.md", Parameters(kSort)}}), R"(
warning parameter.unnamed: a parameter is listed without its name; by the other list it is sort
  identity acme | GET /kites |  | 
  contract 
  instance Query parameters
  expected a name
  observed The order of the kites
  at a.md:8:21:[The order of the kites] no name
  at b.md:8:4:[sort] named here
  likely The list without the name, where it was made from a contract that has none.
)");
}

TEST(ParameterUnnamed, NoOtherListMakesItANote) {
  EXPECT_EQ(SaidWhereANameIsLost({{"a.md", Parameters(kSort)}}), R"(
note parameter.unnamed: a parameter is listed without its name
  identity acme | GET /kites |  | 
  contract 
  instance Query parameters
  expected a name
  observed The order of the kites
  at a.md:8:21:[The order of the kites] no name
  likely The list without the name, where it was made from a contract that has none.
)");
}

TEST(ParameterUnnamed, WhatHasItsNameOrIsNoParameter) {
  for (const char* row : {kSort, "|  |  |  |\n"}) EXPECT_EQ(SaidIn(kParameterUnnamed, Parameters(row)), "") << row;
}

}  // namespace
}  // namespace plumbline::audit
