#include "schema/code_points.h"

#include <gtest/gtest.h>

namespace plumbline::schema {
namespace {

using Ranges = std::vector<CodePointRange>;

TEST(CodePointSet, JoinsRangesThatOverlapOrTouch) {
  EXPECT_EQ(CodePointSet({{'c', 'f'}, {'a', 'b'}, {'e', 'z'}, {'0', '0'}}).ranges(), (Ranges{{'0', '0'}, {'a', 'z'}}));
  EXPECT_EQ(CodePointSet().ranges(), Ranges{});
}

TEST(CodePointSet, HoldsNoSurrogates) {
  EXPECT_EQ(CodePointSet({{0xD800, 0xDFFF}}).ranges(), Ranges{});
  EXPECT_EQ(CodePointSet({{0x20, 0xD900}}).ranges(), (Ranges{{0x20, 0xD7FF}}));
  EXPECT_EQ(CodePointSet({{0xDC00, 0xFFFF}}).ranges(), (Ranges{{0xE000, 0xFFFF}}));
  EXPECT_EQ(CodePointSet({{0x20, 0xD7FF}, {0xE000, 0xFFFD}}).ranges(), (Ranges{{0x20, 0xFFFD}}));
}

TEST(CodePointSet, ComplementIsItsOwnInverse) {
  const CodePointSet sets[] = {CodePointSet(),
                               CodePointSet({{0, kLastCodePoint}}),
                               CodePointSet({{'a', 'z'}}),
                               CodePointSet({{0, 'a'}, {0x10000, kLastCodePoint}}),
                               CodePointSet({{'a', 0xD7FF}}),
                               CodePointSet({{0xE000, 0xFFFF}})};
  for (const CodePointSet& set : sets) {
    EXPECT_EQ(set.Complement().Complement(), set);
    EXPECT_FALSE(set.Intersects(set.Complement()));
  }
  EXPECT_EQ(CodePointSet({{'a', 0xD7FF}}).Complement().ranges(), (Ranges{{0, '`'}, {0xE000, kLastCodePoint}}));
}

TEST(CodePointSet, KnowsItsMembers) {
  const CodePointSet set({{'a', 'c'}, {'x', 'x'}, {0x1F432, 0x1F432}});
  for (const char32_t c : {U'a', U'c', U'x', U'🐲'}) EXPECT_TRUE(set.Contains(c)) << static_cast<unsigned>(c);
  for (const char32_t c : {U'\0', U'`', U'd', U'w', U'y', U'🐳'})
    EXPECT_FALSE(set.Contains(c)) << static_cast<unsigned>(c);
  EXPECT_TRUE(set.Intersects(CodePointSet({{'y', kLastCodePoint}})));
  EXPECT_FALSE(set.Intersects(CodePointSet({{'d', 'w'}, {'y', 'z'}})));
}

TEST(DecodeCodePoint, ReadsUtf8AndCallsTheRestReplacement) {
  const struct {
    std::string text, valid;
  } rows[] = {
      {"aé€🐲", "aé€🐲"},
      {std::string("\0", 1), std::string("\0", 1)},
      {"\xFF", "\uFFFD"},
      {"a\x80z", "a\uFFFDz"},
      {"\xE2\x82z", "\uFFFDz"},                // cut short: one
      {"\xF0\x9F\x90", "\uFFFD"},              // at the end
      {"\xC0\xAF", "\uFFFD\uFFFD"},            // overlong: each byte
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // a surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\xE2\xE2\x82\xAC", "\uFFFD€"},
  };
  for (const auto& [text, valid] : rows) EXPECT_EQ(ReplaceInvalidUtf8(text), valid);
}

}  // namespace
}  // namespace plumbline::schema
