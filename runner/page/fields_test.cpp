#include "page/fields.h"

#include <gtest/gtest.h>

#include <string>

#include "page/field_name.h"
#include "page/table_column.h"

namespace plumbline::page {
namespace {

TEST(ColumnOf, HeadersOfManyPages) {
  const std::pair<const char*, Column> kRows[] = {{"Field", Column::kName},
                                                  {"Query parameter", Column::kName},
                                                  {"Champ", Column::kName},
                                                  {"Data type", Column::kType},
                                                  {"Required?", Column::kRequired},
                                                  {"Nullable", Column::kNullable},
                                                  {"Atributos", Column::kName},
                                                  {"Tipo", Column::kType},
                                                  {"Default value", Column::kDefault},
                                                  {"In", Column::kIn},
                                                  {"Example", Column::kExample},
                                                  {"Allowed values", Column::kValues},
                                                  {"Max length", Column::kLimit},
                                                  {"HTTP status", Column::kStatus},
                                                  {"Verb", Column::kMethod},
                                                  {"Endpoint", Column::kPath},
                                                  {"What it is", Column::kDescription},
                                                  {"Plan", Column::kOther},
                                                  {"", Column::kOther},
                                                  {"Price per field", Column::kOther}};
  for (const auto& [header, expected] : kRows) EXPECT_EQ(ColumnOf(header), expected) << header;
}

TEST(MemberPath, DotsBracketsAndIndexes) {
  const std::pair<const char*, const char*> kRows[] = {{"id", "/id"},
                                                       {"accounts[].name", "/accounts/*/name"},
                                                       {"error.code", "/error/code"},
                                                       {"rows[0].n", "/rows/*/n"},
                                                       {"filter[state]", "/filter/state"},
                                                       {"$.id", "/id"},
                                                       {"tags[]", "/tags"},
                                                       {"a[b", "/a/b"},
                                                       {"", ""}};
  for (const auto& [written, expected] : kRows) EXPECT_EQ(MemberPath(written).ToString(), expected) << written;
}

TEST(IsIdentifier, NamesAndWords) {
  for (const char* word : {"auth_id", "customers[]", "error.code", "$filter", "X-Auth-ID", "filter[state]"})
    EXPECT_TRUE(IsIdentifier(word)) << word;
  for (const char* word : {"", "two words", "12", "a,b", "/path", "é"}) EXPECT_FALSE(IsIdentifier(word)) << word;
}

// The names of a cell of a Markdown table, with what stands behind them.
std::string NamesOf(const std::string& cell) {
  const Page page = ReadPage("a.md", "| Name | Type |\n|---|---|\n| " + cell + " | string |\n");
  std::string out;
  for (const FieldName& name : FieldNamesIn(page.blocks.at(0).rows.at(1).cells.at(0)))
    out += "[" + name.name + (name.rest.empty() ? "" : ": " + name.rest) + "]";
  return out;
}

TEST(FieldNamesIn, OneSeveralAndNone) {
  const std::pair<const char*, const char*> kRows[] = {{"`id`", "[id]"},
                                                       {"id", "[id]"},
                                                       {"id*", "[id: required]"},
                                                       {"`id` string", "[id: string]"},
                                                       {"`from`, `to`", "[from][to]"},
                                                       {"from / to", "[from][to]"},
                                                       {"└ id", "[id]"},
                                                       {"The name", "[The: name]"},
                                                       {"Basic, Pro plan", ""},
                                                       {"12", ""},
                                                       {"", ""}};
  for (const auto& [cell, expected] : kRows) EXPECT_EQ(NamesOf(cell), expected) << cell;
}

TEST(NestingOf, SignsBeforeAName) {
  const std::pair<const char*, int> kRows[] = {{"id", 0},    {"└ id", 1}, {"│ └ id", 2},
                                               {"├─ id", 1}, {"- id", 1}, {"-id", 0}};
  for (const auto& [cell, expected] : kRows) EXPECT_EQ(NestingOf(cell), expected) << cell;
}

// The fields of a page in HTML.
std::string FieldsOf(const std::string& rows) {
  std::string out;
  for (const FieldClaim& field :
       ReadClaims(ReadPage("a.html", "<html><body><p>get /kites</p><h3>Query parameters</h3><table>" + rows +
                                         "</table></body></html>"))
           .fields) {
    out += "[" + field.name + " " + field.facts.type +
           (field.facts.required ? (*field.facts.required ? " required" : " optional") : "") +
           (field.facts.default_value ? " " + *field.facts.default_value : "") + "]";
  }
  return out;
}

TEST(ReadFields, ATableWithoutAHeaderIsOneOfNamesAndTypesWhereEveryRowIs) {
  constexpr const char* kSail = "<tr><td>sail<div>required</div></td><td><span>string</span><p>The sail</p></td></tr>";
  EXPECT_EQ(FieldsOf(std::string(kSail) +
                     "<tr><td>rows</td><td><span>integer</span> <span>Default: <code>50</code></span></td></tr>"),
            "[sail string required][rows integer 50]");
  EXPECT_EQ(FieldsOf(std::string(kSail) + "<tr><td>rows</td><td>Number of rows</td></tr>"), "");
  EXPECT_EQ(ReadClaims(ReadPage("a.html", "<html><body><p>get /kites</p><h3>Kites</h3><table>" + std::string(kSail) +
                                              "</table></body></html>"))
                .fields.size(),
            0u)
      << "of what, nobody says";
  EXPECT_EQ(FieldsOf("<tr><td>Basic plan</td><td>number of kites</td></tr>"), "");
}

// Of what each list of a page is: "request response ".
std::string PartsOf(const std::string& text) {
  std::string out;
  for (const FieldList& list : ReadClaims(ReadPage("a.md", text)).lists)
    out += list.part == Part::kRequest ? "request " : "response ";
  return out;
}

// Whether the only list of a page is of a request or of a response.
std::string PartOf(const std::string& text) {
  const Claims claims = ReadClaims(ReadPage("a.md", text));
  if (claims.lists.size() != 1) return "lists: " + std::to_string(claims.lists.size());
  return claims.lists[0].part == Part::kRequest ? "request" : "response";
}

TEST(ReadFields, ParametersOfWhichSomeAreOptionalAreSent) {
  const auto part = [](const std::string& head) {
    return PartOf("## GET /kites\n\n| " + head +
                  " | Required |\n|---|---|\n| `page` | No |\n| `total` | No |\n\n"
                  "```json\n{\"page\": 1, \"total\": 3}\n```\n");
  };
  EXPECT_EQ(part("Parameter"), "request");
  EXPECT_EQ(part("Field"), "response");
  EXPECT_EQ(
      PartOf(
          "## GET /kites\n\n| Parameter | Type | |\n|---|---|---|\n| `day` | string | required |\n| `page` | integer | optional |\n\n"
          "```json\n{\"page\": 1, \"total\": 3}\n```\n"),
      "request");
}

TEST(ReadFields, BehindAnAnswerAListIsOfTheAnswer) {
  const auto parts = [](const std::string& between) {
    return PartsOf("## GET /kites\n\n#### Query parameters\n\n| Name | Type |\n|---|---|\n| from | string |\n\n" +
                   between + "Of each:\n\n| Field | Type |\n|---|---|\n| mast | number |\n");
  };
  EXPECT_EQ(parts("```json\n{\"kites\": [{\"mast\": 1}]}\n```\n\n"), "request response ");
  EXPECT_EQ(parts(""), "request request ");
}

TEST(ReadFields, NamesOfFieldsAreNoValuesOfOneOfThem) {
  const Claims claims = ReadClaims(ReadPage("a.md",
                                            "## POST /kites\n\n| Field | Type | Description |\n|---|---|---|\n"
                                            "| `sail` | string | Either `sail` or `mast` has to be set. |\n"
                                            "| `mast` | string | Either `oak` or `ash`. |\n"));
  ASSERT_EQ(claims.fields.size(), 2U);
  EXPECT_EQ(claims.fields[0].facts.values, std::vector<std::string>{});
  EXPECT_EQ(claims.fields[1].facts.values, (std::vector<std::string>{"oak", "ash"}));
}

TEST(ReadFields, NamesThatStandInThePathAreSent) {
  EXPECT_EQ(
      PartOf(
          "## GET /kites/{id}/sails/{sail_id}\n\n| Attribute | Type | Required |\n|---|---|---|\n| `id` | string | Yes |\n| `sail_id` | string | Yes "
          "|\n\n```json\n{\"id\": 1}\n```\n"),
      "request");
}

TEST(ReadFields, ALabelHoldsForTheTablesBehindIt) {
  constexpr const char* kTable =
      "| Field | Required | Type |\n|---|---|---|\n| mast | Yes | string |\n| sail | No | string |\n\n";
  const auto parts = [](const std::string& between) {
    return PartsOf("## POST /kites\n\n**Response fields:**\n\n" + std::string(kTable) + between + kTable);
  };
  EXPECT_EQ(parts("- Kite info\n\n"), "response response ");
  EXPECT_EQ(parts("```\ncode\n```\n\n"), "response request ");
}

TEST(ReadFields, DomainFieldsOfRowsAreAListOfTheirOwn) {
  const Page page =
      ReadPage("a.rst",
               ".. http:get:: /kites\n\n   All.\n\n   :>json array kites: them\n   :>json int total: number\n"
               "   :>jsonarr string name: of it\n");
  const Claims claims = ReadClaims(page);
  std::string out;
  for (const FieldClaim& field : claims.fields) out += std::to_string(field.list) + " " + field.name + "\n";
  EXPECT_EQ(out, "0 kites\n0 total\n1 name\n");
}

TEST(ReadFields, ANameWithAQuestionMarkMayBeLeftOut) {
  const Page page =
      ReadPage("a.md", "## The kite\n\n| Field | Type |\n|---|---|\n| id | string |\n| sail? | ?string |\n");
  EXPECT_EQ(Print(page, ReadClaims(page)), R"(a.md: markdown
  members of the response [3:1], "The kite"
    /id [5:3] body string
    /sail [6:3] body string, optional, nullable
)");
}

TEST(ReadFields, AColumnOfTypesThatComesFirstHoldsNoNames) {
  EXPECT_EQ(ReadClaims(ReadPage("a.md", "## Kinds\n\n| Type | Value |\n|---|---|\n| BIG | 1 |\n| SMALL | 2 |\n"))
                .fields.size(),
            0u);
}

TEST(ReadFields, AListWithOptionalMembersIsSentUnlessItIsAThingWithAnId) {
  constexpr const char* kSome =
      "| Field | Type | Required |\n|---|---|---|\n| `mast` | string | yes |\n| `sail` | string | no |\n\n";
  constexpr const char* kThing =
      "| Field | Type | Required |\n|---|---|---|\n| `id` | string | yes |\n| `sail` | string | no |\n\n";
  constexpr const char* kAnswer = "```json\n{\"id\": 1, \"mast\": \"a\", \"sail\": \"b\"}\n```\n\nBehind it.\n";
  EXPECT_EQ(PartOf("## POST /kites\n\n" + std::string(kSome) + "Returns\n\n" + kAnswer), "request");
  EXPECT_EQ(PartOf("## POST /kites\n\n" + std::string(kThing) + "Returns\n\n" + kAnswer), "response");
  EXPECT_EQ(PartOf("## GET /kites\n\n" + std::string(kSome) + "Returns\n\n" + kAnswer), "response");
  EXPECT_EQ(
      PartOf(
          "## POST /kites\n\n| Field | Type |\n|---|---|\n| `mast`\\* | string |\n| `sail` | string |\n\nReturns\n\n" +
          std::string(kAnswer)),
      "request")
      << "a star for what is required";
  EXPECT_EQ(
      PartOf(
          "## POST /kites\n\n| Field | Type | M/O |\n|---|---|---|\n| `mast` | string | M |\n| `sail` | string | O |\n\nReturns\n\n" +
          std::string(kAnswer)),
      "request");
  EXPECT_EQ(
      PartOf(
          "## POST /kites\n\n| Field | Type | Default |\n|---|---|---|\n| `mast` | string | tall |\n| `sail` | string | |\n\nReturns\n\n" +
          std::string(kAnswer)),
      "request")
      << "answers have no defaults";
  EXPECT_EQ(PartOf("## GET /kites\n\n**PARAMS**\n\n" + std::string(kSome) + "Returns\n\n" + kAnswer), "request")
      << "a heading by its looks";
  EXPECT_EQ(PartOf("## A kite\n\n" + std::string(kSome)), "request") << "no operation is known";
}

TEST(ReadFields, DomainFieldsAndTitledTablesOfSphinx) {
  const Page page = ReadPage("a.rst", R"(Kites
=====

.. http:get:: /kites/(id)

   :query integer masts: *(required)* How many.
   :query string wood: (required for boats) Which.
   :resheader Location: Where it is.

   .. list-table:: Query parameters
      :header-rows: 1

      * - Name
        - Type
      * - ``page``
        - integer

   .. list-table:: Kite
      :header-rows: 1

      * - Name
        - Type
      * - ``sail``
        - string
)");
  EXPECT_EQ(Print(page, ReadClaims(page)), R"(a.rst: rst
GET /kites/{id} "GET /kites/{id}"
  named [4:9] heading /kites/{id}
  parameters of the request [6:4], "GET /kites/{id}"
    masts [6:19] query integer, required
    wood [7:18] query string
  parameters of the request [13:7], "GET /kites/{id}"
    page [15:13] query integer
  members of the response [21:7], "GET /kites/{id}"
    /sail [23:13] body string
)");
}

}  // namespace
}  // namespace plumbline::page
