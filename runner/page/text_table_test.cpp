#include "page/text_table.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline::page {
namespace {

// The cells of a row under a header, with bars between them; "?" where it cannot be cut.
std::string Cut(std::string_view header, std::string_view row, NameStyle style = NameStyle::kUnknown) {
  const auto ends = CutRow(row, ReadGluedHeader(header).columns, style);
  if (!ends) return "?";
  std::string out;
  std::size_t begin = 0;
  for (std::size_t end : *ends) {
    out += (out.empty() ? "" : "|") + std::string(row.substr(begin, end - begin));
    begin = end;
  }
  return out;
}

TEST(GluedTable, RowsAreCutByWhatTheirColumnsHold) {
  struct {
    const char *header, *row, *cells;
  } const cases[] = {
      {"FieldTypeRequiredDescription", "namestringRequiredThe full name", "name|string|Required|The full name"},
      {"FieldTypeRequiredDescription", "statestringOptionalopen or closed", "state|string|Optional|open or closed"},
      {"FieldTypeRequiredDescription", "itemsobject[]YesWhat is inside", "items|object[]|Yes|What is inside"},
      {"NameTypeDescription", "dealstringsale or rent", "deal|string|sale or rent"},
      {"NameTypeDescription", "tagsstringsNames of it", "tags|strings|Names of it"},
      {"NameTypeDescription", "datestringWhen it was", "date|string|When it was"},
      {"NameTypeDescription", "modestringrequiredopen or closed", "mode|stringrequired|open or closed"},
      {"NameTypeDescription", "owner_mailstringrequiredWhere it goes", "owner_mail|stringrequired|Where it goes"},
      {"NameTypeDescription", "timestampintegerUnix time", "timestamp|integer|Unix time"},
      {"NameTypeDescription", "created_atstring (date-time)When it was made",
       "created_at|string (date-time)|When it was made"},
      {"NameTypeDescription", "tagsarray of stringsLabels", "tags|array of strings|Labels"},
      {"NameTypeDescription", "etastring | nullUTC time", "eta|string | null|UTC time"},
      {"NameTypeRequiredDescription", "notestringNoNote to the driver", "note|string|No|Note to the driver"},
      {"ParameterDefaultDescription", "page1Page number", "page|1|Page number"},
      {"ParameterDefaultDescription", "per_page20Items", "per_page|20|Items"},
      {"ParameterDefaultDescription", "search-Substring match", "search|-|Substring match"},
      {"ParameterDefaultDescription", "sortcreated_atSort field", "?"},
      {"ParameterTypeDefaultDescription", "sortstringcreated_atSort field", "sort|string|created_at|Sort field"},
      {"ParameterInTypeDescription", "idpathstringThe one", "id|path|string|The one"},
      {"StatusCause", "401 / 403Missing key", "401 / 403|Missing key"},
      {"CodeMeaning", "404 Not FoundNo such thing", "404 Not Found|No such thing"},
      {"CodeErrorDescription", "402card_declinedThe bank said no", "402|card_declined|The bank said no"},
      {"MethodEndpointDescription", "GET/accounts/{accountId}/balanceGet the balance",
       "GET|/accounts/{accountId}/balance|Get the balance"},
      {"MethodPathDescription", "POST/callLogsList calls", "POST|/callLogs|List calls"},
      {"FieldDescription", "partnerIdYour account", "partnerId|Your account"},
      {"FieldDescription", "urlURL of the page", "url|URL of the page"},
      {"FieldDescription", "auth_idOAuth identifier", "auth_id|OAuth identifier"},
      {"FieldDescription", "nameOAuthName of it", "nameOAuth|Name of it"},
      {"FieldDescription", "The whole thing is prose.", "?"},
  };
  for (const auto& test : cases) EXPECT_EQ(Cut(test.header, test.row), test.cells) << test.header;
  EXPECT_EQ(Cut("FieldDescription", "nameOAuthName of it", NameStyle::kLower), "name|OAuthName of it");
}

TEST(GluedTable, KnownNamesEndWhereTheyEndElsewhere) {
  const auto cut = [](std::string row, const std::vector<TextColumn>& columns) {
    const auto ends = CutRow(row, columns, NameStyle::kUnknown, {"duration", "billable", "end_date", "state"});
    return ends ? row.insert(ends->front(), "|") : "?";
  };
  const std::vector<TextColumn> told = {TextColumn::kName, TextColumn::kRest},
                                typed = {TextColumn::kName, TextColumn::kType, TextColumn::kDefault, TextColumn::kRest};
  EXPECT_EQ(cut("durationrounded up", told), "duration|rounded up");
  EXPECT_EQ(cut("billable_secondsduration rounded up", told), "?");
  EXPECT_EQ(cut("statesAll of them", told), "states|All of them");
  EXPECT_EQ(cut("durationsrounded up", told), "duration|srounded up");
  EXPECT_EQ(cut("end_datestringTodayLast day", typed), "end_date|stringTodayLast day");
  EXPECT_EQ(cut("from_datestringTodayLast day", typed), "from_date|stringTodayLast day");
}

TEST(GluedTable, WordsThatNameNoColumnsAreNoHeader) {
  for (std::string_view line : {"JavaScript", "OpenAPI", "GitHub", "Description", "NameSpace", "TypeScript",
                                "List all customers", "A status is told by StatusCause"}) {
    EXPECT_EQ(ReadGluedHeader(line).columns.size(), 0u) << line;
  }
  EXPECT_EQ(ReadGluedHeader("URLDescription").columns,
            (std::vector<TextColumn>{TextColumn::kEndpoint, TextColumn::kRest}));
  EXPECT_EQ(ReadGluedHeader("HTTP StatusMeaningHow to fix").columns,
            (std::vector<TextColumn>{TextColumn::kStatus, TextColumn::kWords, TextColumn::kRest}));
}

std::string Find(std::string text) {
  const TextLines lines(text);
  auto table = FindBareTable(lines, 0);
  if (!table) return "none";
  Page page{document::Source("page.txt", text), Format::kText, {}};
  page.blocks.push_back(std::move(table->block));
  return Print(page);
}

TEST(BareTable, TheNamesOfATableTellHowItsNamesAreWritten) {
  EXPECT_EQ(Find("FieldDescription\npartnerIdYour account\ntotalMade so far\nSomething else follows here.\n"),
            "table [1:1]\n  || Field | Description\n  | partnerId | Your account\n  | total | Made so far\n");
}

TEST(BareTable, ARowThatCannotBeCutStandsInItsLastCell) {
  EXPECT_EQ(
      Find("ParameterDefaultDescription\npage1Page number\nsortcreated_atSort field\n"),
      "table [1:1]\n  || Parameter | Default | Description\n  | page | 1 | Page number\n  |  |  | sortcreated_atSort field\n");
}

TEST(BareTable, TabsBarsAndSpacesSeparateCells) {
  EXPECT_EQ(Find("Name\tType\tNotes\nid\tstring\tThe one\nage\tnumber\n"),
            "table [1:1]\n  || Name | Type | Notes\n  | id | string | The one\n  | age | number | \n");
  EXPECT_EQ(Find("Name | Type\nid | string\n"), "table [1:1]\n  || Name | Type\n  | id | string\n");
  EXPECT_EQ(Find("Name   Type\nid     string\n"), "table [1:1]\n  || Name | Type\n  | id | string\n");
  EXPECT_EQ(Find("Plain text  with a gap\nand no more\n"), "none");
}

TEST(BareTable, CellsBelowEachOther) {
  EXPECT_EQ(
      Find(" Field         M/O  Type      Description\n"
           " ----------    ---  --------  -----------------\n"
           " kind          M    A         LONG, SHORT or\n"
           "                              NONE\n"
           " crew          O    Object[]  Who flies it\n"
           "   name        M    String\n"
           "   place       O    String    Où   they sit   now\n"
           " note          O\n"
           "A sentence.\n"),
      "table [1:2]\n  || Field | M/O | Type | Description\n  | kind | M | A | LONG, SHORT or NONE\n  | crew | O | Object[] | Who flies it\n"
      "  | name | M | String | \n  | place | O | String | Où they sit now\n  | note | O |  | \n");
  EXPECT_EQ(Find("Name      Role      Since\nAda       Pilot     1833\n"), "none") << "no table of fields";
}

TEST(BareTable, AnyColumnsAboveALineOfSigns) {
  EXPECT_EQ(Find("  status  meaning\n  ------  ---------\n  409     flies already\n  5xx     call us\n"),
            "table [1:3]\n  || status | meaning\n  | 409 | flies already\n  | 5xx | call us\n");
  EXPECT_EQ(Find("Plan    Price\n-----   -----\nBasic   10\n"),
            "table [1:1]\n  || Plan | Price\n  | ----- | -----\n  | Basic | 10\n")
      << "no columns that tell of an API";
}

TEST(BareTable, CellsOnLinesOfTheirOwn) {
  EXPECT_EQ(
      Find("Field\nType\nDescription\nid\nstring\nThe identifier\ntotal\nnumber\nHow much\nNext steps\n"),
      "table [1:1]\n  || Field | Type | Description\n  | id | string | The identifier\n  | total | number | How much\n");
  EXPECT_EQ(Find("Field\nType\nDescription\nNothing of the kind\nfollows\nhere\n"), "none");
}

TEST(SpacedTable, WhatColumnsHoldSaysWhereCellsEnd) {
  const GluedHeader header = ReadSpacedHeader("Name Type Required Description");
  EXPECT_EQ(header.ends, (std::vector<std::size_t>{4, 9, 18, 30}));
  EXPECT_EQ(CutSpacedRow("list_ids array of integers Yes Lists to dial", header.columns),
            (std::vector<std::size_t>{8, 26, 30, 44}));
  EXPECT_EQ(CutSpacedRow("Sample request", header.columns), std::nullopt);
  EXPECT_EQ(ReadSpacedHeader("Code Meaning").ends, std::vector<std::size_t>{});
  EXPECT_EQ(ReadSpacedHeader("Parameter Type Mandatory Description").columns, header.columns);
}

}  // namespace
}  // namespace plumbline::page
