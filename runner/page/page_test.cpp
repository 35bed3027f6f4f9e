#include "page/page.h"

#include <gtest/gtest.h>

#include <string>

#include "page/curl.h"
#include "page/loose_json.h"
#include "page/prose.h"

namespace plumbline::page {
namespace {

TEST(FormatOf, TheEndingOfTheNameDecides) {
  EXPECT_EQ(FormatOf("a.md", "<html>"), Format::kMarkdown);
  EXPECT_EQ(FormatOf("a.MDX", ""), Format::kMarkdown);
  EXPECT_EQ(FormatOf("a.html", "# a"), Format::kHtml);
  EXPECT_EQ(FormatOf("a.rst", "# a"), Format::kRst);
}

// {% tag host="https://api.example.com" path="/a" %}: the host stands where the path does.
TEST(Text, WhatStandsForFewerBytesEndsWhereTheNextBegins) {
  Text text;
  AppendReplaced(text, "POST", 10);
  AppendReplaced(text, "https://api.example.com", 20);
  AppendReplaced(text, "/a", 20);
  EXPECT_EQ(text.text, "POSThttps://api.example.com/a");
  EXPECT_EQ(text.SpanOf(15, text.text.size()), (document::Span{20, 22}));
  EXPECT_EQ(text.SpanOf(0, 4), (document::Span{10, 14}));
  EXPECT_EQ(text.span(), (document::Span{10, 22}));
}

TEST(FormatOf, ElseTheTextDoes) {
  EXPECT_EQ(FormatOf("a.txt", "\n<!DOCTYPE html>\n<p>a"), Format::kHtml);
  EXPECT_EQ(FormatOf("a.txt", "Title\n=====\n\n.. note::\n\n   a\n"), Format::kRst);
  EXPECT_EQ(FormatOf("a.txt", "Title\n=====\n\nText without more markup.\n"), Format::kText);
  EXPECT_EQ(FormatOf("a.txt", "Title\n=====\n\nAn example::\n\n  a\n"), Format::kRst);
  EXPECT_EQ(FormatOf("a.txt", "## a\n\nb\n"), Format::kMarkdown);
  EXPECT_EQ(FormatOf("a", "a\r\n```json\r\n{}\r\n```\r\n"), Format::kMarkdown);
  EXPECT_EQ(FormatOf("a", "| a | b |\n| - | - |\n"), Format::kMarkdown);
  EXPECT_EQ(FormatOf("a.txt", "Get a call\nnamestringRequired\n"), Format::kText);
  EXPECT_EQ(FormatOf("a.txt", "#!/bin/sh\n#hash\n"), Format::kText);
}

std::string ErrorOf(std::string text, const document::Limits& limits = {}) {
  try {
    ReadPage("a.md", std::move(text), limits);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(ReadPage, RefusesWhatIsNoText) {
  EXPECT_EQ(ErrorOf(std::string("a\nb\0c", 5)), "a.md:2:2: a NUL byte: this is no page of text");
  EXPECT_EQ(ErrorOf("a\n\xFF"), "a.md:2:1: this is not UTF-8: save the page as UTF-8");
  EXPECT_EQ(ErrorOf("abc", {.max_bytes = 2}), "a.md: the page has 3 bytes; at most 2 are read");
  EXPECT_EQ(ErrorOf("abc", {.max_bytes = 3}), "");
}

TEST(ReadPage, ReadsByFormat) { EXPECT_EQ(Print(ReadPage("a.md", "# a\n")), "heading 1 [1:1] a\n"); }

Text Example() {
  Text text;
  text.Append("ab", 10);
  text.Append("cd", 12);
  text.Append("ef", 20);
  text.marks.push_back({Mark::Kind::kCode, 1, 5, ""});
  return text;
}

TEST(Text, AppendJoinsWhatFollowsInThePage) {
  EXPECT_EQ(Example().text, "abcdef");
  EXPECT_EQ(Example().anchors, (std::vector<Text::Anchor>{{0, 10}, {4, 20}}));
}

TEST(Text, SpanOfIsInThePage) {
  EXPECT_EQ(Example().SpanOf(1, 3), (document::Span{11, 13}));
  EXPECT_EQ(Example().SpanOf(3, 5), (document::Span{13, 21}));
  EXPECT_EQ(Example().SpanOf(4, 4), (document::Span{20, 20}));
  EXPECT_EQ(Text().SpanOf(0, 1), document::Span{});
}

TEST(Text, PartKeepsAnchorsAndMarks) {
  Text expected;
  expected.Append("d", 13);
  expected.Append("ef", 20);
  expected.marks.push_back({Mark::Kind::kCode, 0, 2, ""});
  EXPECT_EQ(Example().Part(3, 99), expected);
  EXPECT_EQ(Example().Part(4, 4), Text());
}

TEST(Text, IsMarkedWhereAMarkCoversAll) {
  EXPECT_TRUE(Example().IsMarked(Mark::Kind::kCode, 1, 5));
  EXPECT_FALSE(Example().IsMarked(Mark::Kind::kCode, 0, 2));
  EXPECT_FALSE(Example().IsMarked(Mark::Kind::kStrong, 1, 5));
}

TEST(Print, OneLineABlockAndItsParts) {
  Page page{document::Source("a.md", "x\ny"), Format::kMarkdown, {}};
  Block table;
  table.kind = BlockKind::kTable;
  table.span = {2, 3};
  table.container = "tab";
  table.title = "T";
  table.rows = {{true, {Example(), Text()}}, {false, {Text(), Example()}}};
  page.blocks = {table};
  EXPECT_EQ(Print(page), "table [2:1] <tab> \"T\"\n  || a`bcde`f | \n  |  | a`bcde`f\n");
}

TEST(ReadLooseJson, AFaultNamesAWholeCharacter) {
  const document::Source source("page.md", R"({"a": “b”})");
  Text code;
  code.Append(source.text(), 0);
  EXPECT_EQ(ReadLooseJson(source, code).fault, "'“' where a value is due");
}

TEST(SplitRequestUrl, WhatDoesNotDecodeToALineOfTextStaysAsWritten) {
  using Query = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(SplitRequestUrl("/a?b%20c=d%2Fe&f%0Ag=%FF").query, (Query{{"b c", "d/e"}, {"f%0Ag", "%FF"}}));
}

}  // namespace
}  // namespace plumbline::page
