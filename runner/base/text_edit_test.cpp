#include "base/text_edit.h"

#include <gtest/gtest.h>

namespace plumbline {
namespace {

constexpr std::string_view kText = "a: 1\nb: 2\nc: 3\nd: 4\n";

TEST(Apply, ReplacesInsertsAndRemoves) {
  EXPECT_EQ(Apply(kText, {}), kText);
  EXPECT_EQ(Apply(kText, {{3, 4, "x"}, {5, 10, ""}, {15, 15, "e: 5\n"}}), "a: x\nc: 3\ne: 5\nd: 4\n");
  EXPECT_EQ(Apply("", {{0, 0, "a"}}), "a");
}

TEST(Preview, ShowsWholeLinesOfWhatChanges) {
  EXPECT_EQ(Preview(kText, {}), "");
  EXPECT_EQ(Preview(kText, {{8, 9, "x"}}), "@@ -2,1 +2,1 @@\n-b: 2\n+b: x\n");
  EXPECT_EQ(Preview(kText, {{5, 10, ""}}), "@@ -2,1 +2,0 @@\n-b: 2\n");
  EXPECT_EQ(Preview(kText, {{10, 10, "e: 5\n"}}), "@@ -3,0 +3,1 @@\n+e: 5\n");
  EXPECT_EQ(Preview(kText, {{20, 20, "e: 5\n"}}), "@@ -5,0 +5,1 @@\n+e: 5\n");
  EXPECT_EQ(Preview(kText, {{5, 10, ""}, {18, 19, "x"}}), "@@ -2,1 +2,0 @@\n-b: 2\n@@ -4,1 +3,1 @@\n-d: 4\n+d: x\n");
  EXPECT_EQ(Preview(kText, {{3, 4, "x"}, {4, 4, "y"}}), "@@ -1,1 +1,1 @@\n-a: 1\n+a: xy\n");
  EXPECT_EQ(Preview("", {{0, 0, "a\n"}}), "@@ -1,0 +1,1 @@\n+a\n");
  EXPECT_EQ(Preview("a", {{1, 1, "\nb\n"}}), "@@ -2,0 +2,1 @@\n+b\n");
}

}  // namespace
}  // namespace plumbline
