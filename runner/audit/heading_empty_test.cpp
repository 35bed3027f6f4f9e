#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(HeadingEmpty, NothingUnderIt) {
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n## GET /kites\n\nKites.\n\n### Response\n\n## Limits\n\nTen a second.\n"),
            R"(
note heading.empty: nothing stands under the heading 'Response'
  identity acme |  |  | 
  contract 
  instance guide.md#Response
  expected what the heading announces
  observed nothing
  at guide.md:7:5:[Response] nothing under it
  at guide.md:9:1:[#] the next block belongs to another section
  likely The page: a sample or a table was lost.
)");
}

TEST(HeadingEmpty, TheLastOfThePage) {
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\nKites.\n\n## See also\n"), R"(
note heading.empty: nothing stands under the heading 'See also'
  identity acme |  |  | 
  contract 
  instance guide.md#See also
  expected what the heading announces
  observed nothing
  at guide.md:5:4:[See also] nothing under it
  likely The page: a sample or a table was lost.
)");
}

TEST(HeadingEmpty, WhatIsNotEmpty) {
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n## Response\n\n### Fields\n\nNone.\n"), "") << "a heading below it";
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n## Response\n\n```json\n{}\n```\n"), "");
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n# Boats\n\nBoats.\n"), "") << "a title";
}

// What looks like a heading in copied text may be navigation, or the title of a table that lost its shape.
TEST(HeadingEmpty, OfCopiedTextThatOfASampleOnly) {
  EXPECT_EQ(
      SaidIn(
          kHeadingEmpty,
          {{"a.txt",
            "Kites\n\nOn this page\nSend\nResponse\nErrors\n\nSend\nPOST https://api.example.com/kites sends a kite.\n\nHeaders\nHeader Value\nkey Your key\n"}}),
      "");
  EXPECT_EQ(
      SaidIn(
          kHeadingEmpty,
          {{"a.txt",
            "Kites\n\nContents\nExample Request\nExample Response\nExample Error\n\nSend\nPOST https://api.example.com/kites sends a kite.\n"}}),
      "");
  EXPECT_EQ(
      SaidIn(
          kHeadingEmpty,
          {{"a.txt",
            "Kites\nPOST https://api.example.com/kites sends a kite. It flies at once.\nExample Request\nExample Response\nBoats\nGET /boats returns the boats of a day, summed up.\n"}}),
      R"(
note heading.empty: nothing stands under the heading 'Example Request'
  identity acme |  |  | 
  contract 
  instance a.txt#Example Request
  expected what the heading announces
  observed nothing
  at a.txt:3:1:[Example Request] nothing under it
  at a.txt:4:1:[E] the next block belongs to another section
  likely The page: a sample or a table was lost.

note heading.empty: nothing stands under the heading 'Example Response'
  identity acme |  |  | 
  contract 
  instance a.txt#Example Response
  expected what the heading announces
  observed nothing
  at a.txt:4:1:[Example Response] nothing under it
  at a.txt:5:1:[B] the next block belongs to another section
  likely The page: a sample or a table was lost.
)");
}

TEST(HeadingEmpty, OfHtmlWithTextThatIsNoBlock) {
  EXPECT_EQ(SaidIn(kHeadingEmpty,
                   {{"a.html",
                     "<h1>Kites</h1><p>Kites.</p><h2>Responses</h2><button>200</button><h2>Limits</h2><p>Ten.</p>"}}),
            "");
  EXPECT_EQ(SaidIn(kHeadingEmpty,
                   {{"a.html", "<h1>Kites</h1><p>Kites.</p><h2>Responses</h2><div></div><h2>Limits</h2><p>Ten.</p>"}}),
            R"(
note heading.empty: nothing stands under the heading 'Responses'
  identity acme |  |  | 
  contract 
  instance a.html#Responses
  expected what the heading announces
  observed nothing
  at a.html:1:32:[Responses] nothing under it
  at a.html:1:61:[L] the next block belongs to another section
  likely The page: a sample or a table was lost.
)");
}

}  // namespace
}  // namespace plumbline::audit
