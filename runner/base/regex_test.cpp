#include "base/regex.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline {
namespace {

TEST(Regex, FindsTheFirstMatchFromAPlaceOn) {
  const Regex number("[0-9]+");
  const std::string text = "a 12 b 345";
  const auto first = number.Find(text);
  ASSERT_TRUE(first);
  EXPECT_EQ((*first)[0], "12");
  EXPECT_EQ(first->begin(), 2u);
  EXPECT_EQ((*number.Find(text, 4))[0], "345");
  EXPECT_FALSE(number.Find(text, 11));
  EXPECT_FALSE(number.Find("none"));
}

TEST(Regex, TellsGroupsThatTookPartFromThoseThatDidNot) {
  const auto match = Regex("(a)|(b)").Find("xb");
  ASSERT_TRUE(match);
  EXPECT_FALSE(match->has(1));
  EXPECT_TRUE(match->has(2));
  EXPECT_EQ((*match)[2], "b");
}

TEST(Regex, AllMatchesDoNotOverlapAndEmptyOnesEnd) {
  EXPECT_EQ(Regex("aa").All("aaaaa").size(), 2u);
  EXPECT_EQ(Regex("x*").All("ab").size(), 3u);
}

TEST(Regex, FullTakesTheWholeTextOrNothing) {
  EXPECT_TRUE(Regex("a+").Full("aaa"));
  EXPECT_FALSE(Regex("a+").Full("aab"));
}

}  // namespace
}  // namespace plumbline
