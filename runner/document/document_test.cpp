#include "document/document.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace plumbline::document {
namespace {

namespace fs = std::filesystem;

Node At(const Document& document, std::string_view pointer) {
  return Node(document).At(*JsonPointer::Parse(pointer)).value();
}

const char* const kText = R"(name: acme
limits:
  größe: {min: 1, max: 25.50}  # both
tags: [a,
  b]
)";

TEST(Source, ColumnsInLongLines) {
  std::string text = "first\n";
  for (int i = 0; i < 50'000; ++i) text += "é,";  // 150,000 bytes
  text += "\nlast";
  const Source source("a", text);
  for (const std::size_t item : {0u, 1u, 1365u, 1366u, 30'000u, 49'999u})
    EXPECT_EQ(source.LocationOf(6 + 3 * item).column, static_cast<int>(2 * item + 1));
  EXPECT_EQ(source.LocationOf(6 + 150'000 + 1), (SourceLocation{"a", 3, 1}));
  const Place place = QuoteSpan(source, {6 + 90'000, 6 + 90'002}, "", "");
  EXPECT_EQ(place.marked, "é");
  EXPECT_LT(place.before.size(), 5'000u);
  EXPECT_EQ(place.before.substr(place.before.size() - 3), "é,");
  EXPECT_EQ(place.after.substr(0, 4), ",é,");
}

TEST(Node, QuotesTheLineInThreeParts) {
  const Document document = ParseYaml("specs/a.yaml", kText);
  EXPECT_EQ(At(document, "/limits/größe/max").Quote("the contract says 25.50"),
            (Place{.source = "specs/a.yaml",
                   .pointer = "/limits/größe/max",
                   .line = 3,
                   .column = 24,
                   .end_column = 29,
                   .before = "  größe: {min: 1, max: ",
                   .marked = "25.50",
                   .after = "}  # both",
                   .note = "the contract says 25.50"}));
}

TEST(Node, QuotesAKey) {
  const Document document = ParseYaml("specs/a.yaml", kText);
  EXPECT_EQ(At(document, "/limits/größe").QuoteKey("undeclared"), (Place{.source = "specs/a.yaml",
                                                                         .pointer = "/limits/größe",
                                                                         .line = 3,
                                                                         .column = 3,
                                                                         .end_column = 8,
                                                                         .before = "  ",
                                                                         .marked = "größe",
                                                                         .after = ": {min: 1, max: 25.50}  # both",
                                                                         .note = "undeclared"}));
}

TEST(Node, AnItemAndTheRootHaveNoKeyAndQuoteThemselves) {
  const Document document = ParseYaml("a.yaml", kText);
  EXPECT_EQ(At(document, "/tags/1").QuoteKey(""), At(document, "/tags/1").Quote(""));
  EXPECT_EQ(Node(document).QuoteKey(""), Node(document).Quote(""));
  EXPECT_EQ(At(document, "/tags/1").KeyLocation(), (SourceLocation{"a.yaml", 5, 3}));
}

TEST(Node, WhatSpansSeveralLinesIsMarkedOnTheFirst) {
  const Document document = ParseJson("a.json", "{\"a\": [1,\r\n 2], \"b\": 3}");
  EXPECT_EQ(At(document, "/a").Quote(""), (Place{.source = "a.json",
                                                 .pointer = "/a",
                                                 .line = 1,
                                                 .column = 7,
                                                 .end_column = 10,
                                                 .before = "{\"a\": ",
                                                 .marked = "[1,",
                                                 .after = "",
                                                 .note = ""}));
}

TEST(Node, FailPointsAtTheValue) {
  const Document document = ParseYaml("a.yaml", kText);
  EXPECT_STREQ(At(document, "/limits/größe/min").Fail("is too small").what(), "a.yaml:3:16: is too small");
}

TEST(Node, FindsByNameAndPointer) {
  const Document document = ParseYaml("a.yaml", kText);
  EXPECT_EQ(Node(document).Find("tags")->Item(1).pointer().ToString(), "/tags/1");
  EXPECT_EQ(Node(document).Find("limits")->At(*JsonPointer::Parse("/größe/max"))->pointer().ToString(),
            "/limits/größe/max");
  EXPECT_FALSE(Node(document).Find("nothing"));
  EXPECT_FALSE(Node(document).At(*JsonPointer::Parse("/tags/2")));
}

TEST(Source, CountsLinesAndColumns) {
  const Source source("a", "äb\r\nc\rd\n");
  struct Row {
    std::size_t offset;
    int line, column;
  };
  for (const auto& [offset, line, column] : std::vector<Row>{
           {0, 1, 1}, {2, 1, 2}, {3, 1, 3}, {5, 2, 1}, {6, 2, 2}, {7, 3, 1}, {8, 3, 2}, {9, 4, 1}, {100, 4, 1}}) {
    EXPECT_EQ(source.LocationOf(offset), (SourceLocation{"a", line, column})) << offset;
  }
}

TEST(Source, GivesLinesWithoutTheirBreaks) {
  const Source source("a", "äb\r\nc\rd\n\n\r\ne");
  const std::vector<std::string_view> lines = {"", "äb", "c", "d", "", "", "e", ""};
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(source.Line(static_cast<int>(i)), lines[i]) << i;
  EXPECT_EQ(Source("a", "").Line(1), "");
}

TEST(Source, LineEndIsTheNextBreak) {
  const std::string text = "äb\r\nc\rd\n\n\r\ne";
  const Source source("a", text);
  for (std::size_t i = 0; i <= text.size(); ++i)
    EXPECT_EQ(source.LineEnd(i), std::min(text.find_first_of("\r\n", i), text.size())) << i;
}

TEST(Parse, GoesByTheEndingOfTheName) {
  EXPECT_TRUE(Parse("a.yaml", "a: 1").root.IsObject());
  EXPECT_TRUE(Parse("a.txt", "a: 1").root.IsObject());
  EXPECT_THROW(Parse("a.json", "a: 1"), Error);
}

std::string ReadError(const fs::path& path, const Limits& limits = {}) {
  try {
    ReadFile(path.string(), "the-name", limits);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(ReadFile, SaysWhyAFileCannotBeRead) {
  const fs::path folder = fs::path(testing::TempDir()) / "plumbline-document-test";
  fs::create_directories(folder);
  std::ofstream(folder / "a.txt", std::ios::binary) << std::string("a\r\n\0b", 5);
  EXPECT_EQ(ReadFile((folder / "a.txt").string(), "a"), std::string("a\r\n\0b", 5));
  EXPECT_EQ(ReadError(folder / "missing"), "the-name: no such file");
  EXPECT_EQ(ReadError(folder), "the-name: is a folder, not a file");
  EXPECT_EQ(ReadError("/dev/null"), "no error");
  EXPECT_EQ(ReadError("/dev/zero", {.max_bytes = 4}), "the-name: holds more than 4 bytes, which is all that is read");
  EXPECT_EQ(ReadError(folder / "a.txt", {.max_bytes = 4}),
            "the-name: holds more than 4 bytes, which is all that is read");
}

}  // namespace
}  // namespace plumbline::document
