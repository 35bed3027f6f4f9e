#include "page/magic_block.h"

#include <gtest/gtest.h>

#include <string>

#include "page/claim.h"

namespace plumbline::page {
namespace {

// "kind title|language: text [cells]", one line a block, with the page's bytes of the text.
std::string Blocks(const std::string& page) {
  std::string out;
  for (const Block& block : ReadPage("a.md", page).blocks) {
    switch (block.kind) {
      case BlockKind::kHeading:
        out += "heading";
        break;
      case BlockKind::kParagraph:
        out += "paragraph";
        break;
      case BlockKind::kCode:
        out += "code " + block.title + "|" + block.language;
        break;
      case BlockKind::kTable:
        out += "table";
        break;
      default:
        out += "other";
        break;
    }
    out += ": " + block.text.text;
    for (const Row& row : block.rows) {
      out += row.is_header ? "(header" : "(";
      for (const Text& cell : row.cells) out += "[" + cell.text + (cell.marks.empty() ? "]" : "*]");
      out += ")";
    }
    out += '\n';
  }
  return out;
}

TEST(MagicBlock, CodeTablesCalloutsAndHeadings) {
  EXPECT_EQ(
      Blocks(
          "# Kites\n\n[block:code]\n{\n  \"codes\": [\n    {\"code\": \"{\\n  \\\"id\\\": 1\\n}\", \"language\": \"JSON\", \"name\": \"200\"},\n    {\"code\": \"ls\", \"language\": \"shell\"}\n  ]\n}\n[/block]\n"
          "[block:parameters]\n{\"data\": {\"h-0\": \"Field\", \"h-1\": \"Type\", \"0-0\": \"`id`\", \"0-1\": \"string\", \"2-1\": \"late\"}, \"cols\": 2, \"rows\": 1}\n[/block]\n"
          "[block:api-header]\n{\"title\": \"Errors\"}\n[/block]\n[block:callout]\n{\"type\": \"info\", \"title\": \"Note\", \"body\": \"`id` is new.\"}\n[/block]\n[block:image]\n{\"images\": []}\n[/block]\nEnd.\n"),
      "heading: Kites\ncode 200|json: {\n  \"id\": 1\n}\n\ncode |shell: ls\n\ntable: (header[Field][Type])([id*][string])([][late])\nheading: Errors\nparagraph: Note\nparagraph: id is new.\nparagraph: End.\n");
}

TEST(MagicBlock, WhatIsNoneStaysText) {
  EXPECT_EQ(Blocks("[block:code]\n{\"codes\": [\n[/block]\n"), "paragraph: [block:code] {\"codes\": [ [/block]\n");
  EXPECT_EQ(Blocks("[block:code]\n{\"codes\": []}\n"), "paragraph: [block:code] {\"codes\": []}\n");
  EXPECT_EQ(Blocks("[block:code]\n\n[block:code]\n{\"codes\": [{\"code\": \"ls\"}]}\n[/block]\n"),
            "paragraph: [block:code]\ncode |: ls\n\n")
      << "the first is never closed";
  EXPECT_EQ(Blocks("[block:code]\n[/block]\n"), "paragraph: [block:code] [/block]\n");
}

TEST(MagicBlock, WhatTheyHoldStandsInThePage) {
  const std::string text =
      "## GET /kites\n\n[block:code]\n{\"codes\": [{\"code\": \"{\\\"total\\\": \\\"x\\\"}\", \"language\": \"json\", \"name\": \"200\"}]}\n[/block]\n";
  const Page page = ReadPage("a.md", text);
  const Claims claims = ReadClaims(page);
  ASSERT_EQ(claims.samples.size(), 1u);
  ASSERT_NE(claims.samples[0].body, nullptr);
  const document::Span span = claims.samples[0].body->root.members.at(0).value.span;
  // A place ends with the first byte of what its last character was written as.
  EXPECT_EQ(text.substr(span.begin, span.end - span.begin), "\\\"x\\");
}

}  // namespace
}  // namespace plumbline::page
