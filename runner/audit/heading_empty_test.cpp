#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(HeadingEmpty, NothingUnderIt) { EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n## GET /kites\n\nKites.\n\n### Response\n\n## Limits\n\nTen a second.\n"), R"(
note heading.empty: nothing stands under the heading 'Response'
  identity acme |  |  | 
  contract 
  instance guide.md#Response
  expected what the heading announces
  observed nothing
  at guide.md:7:5:[Response] nothing under it
  at guide.md:9:1:[#] the next block belongs to another section
  likely The page: a sample or a table was lost.
)"); }

TEST(HeadingEmpty, TheLastOfThePage) { EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\nKites.\n\n## See also\n"), R"(
note heading.empty: nothing stands under the heading 'See also'
  identity acme |  |  | 
  contract 
  instance guide.md#See also
  expected what the heading announces
  observed nothing
  at guide.md:5:4:[See also] nothing under it
  likely The page: a sample or a table was lost.
)"); }

TEST(HeadingEmpty, WhatIsNotEmpty) {
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n## Response\n\n### Fields\n\nNone.\n"), "") << "a heading below it";
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n## Response\n\n```json\n{}\n```\n"), "");
  EXPECT_EQ(SaidIn(kHeadingEmpty, "# Kites\n\n# Boats\n\nBoats.\n"), "") << "a title";
}

}  // namespace
}  // namespace plumbline::audit
