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

}  // namespace
}  // namespace plumbline
