#include "base/text.h"

#include <gtest/gtest.h>

#include <utility>

namespace plumbline {
namespace {

TEST(FindInvalidUtf8, AcceptsEveryLength) {
  for (std::string_view text : {"", "abc", "\x7F", "\xC2\x80", "é", "€", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
                                "\xF0\x90\x80\x80", "🐲", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(FindInvalidUtf8(text), std::nullopt) << text;
  }
  EXPECT_EQ(FindInvalidUtf8(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(FindInvalidUtf8, GivesTheOffsetOfTheFirstBadSequence) {
  const std::vector<std::pair<std::string, std::size_t>> rows = {
      {"\x80", 0},  // a continuation alone
      {"ab\xFF", 2},
      {"a\xC0\x80", 1},  // overlong
      {"\xC1\xBF", 0},
      {"\xE0\x9F\xBF", 0},      // overlong
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xF0\x8F\xBF\xBF", 0},  // overlong
      {"\xF4\x90\x80\x80", 0},  // past U+10FFFF
      {"\xF5\x80\x80\x80", 0},
      {"é\xE2\x82", 2},  // torn at the end
      {"\xE2\x82z", 0},
      {"\xC3", 0},
      {"\xF0\x9F\x90", 0},
  };
  for (const auto& [text, offset] : rows) EXPECT_EQ(FindInvalidUtf8(text), offset) << testing::PrintToString(text);
}

TEST(CodePointCount, CountsCharactersNotBytes) {
  EXPECT_EQ(CodePointCount(""), 0u);
  EXPECT_EQ(CodePointCount("aé€🐲"), 4u);
}

TEST(AppendUtf8, WritesEveryLength) {
  std::string out;
  for (char32_t c : {U'a', U'é', U'€', U'\U0001F432'}) AppendUtf8(out, c);
  EXPECT_EQ(out, "aé€🐲");
}

TEST(GlobMatch, TakesStarsAndQuestionMarks) {
  struct Row {
    std::string pattern, text;
    bool matches;
  };
  const std::vector<Row> rows = {
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "abc", true},
      {"abc", "abc", true},
      {"abc", "ab", false},
      {"abc", "abcd", false},
      {"a*c", "ac", true},
      {"a*c", "abbc", true},
      {"a*c", "abcb", false},
      {"a*b*c", "axbxbxc", true},
      {"?", "", false},
      {"?", "a", true},
      {"a?c", "abc", true},
      {"a?c", "ac", false},
      {"**", "a", true},
      {"*.yaml", "a.yaml", true},
      {"*.yaml", "a.yaml.bak", false},
      {"GET *", "GET /v1", true},
      {"[a]", "a", false},
      {"*a", "*a", true},
      {"\\*", "\\x", true},
  };
  for (const auto& [pattern, text, matches] : rows)
    EXPECT_EQ(GlobMatch(pattern, text), matches) << pattern << " on " << text;
}

TEST(GlobMatch, ManyStarsOnLongTextEnd) {
  std::string pattern;
  for (int i = 0; i < 30; ++i) pattern += "a*";
  EXPECT_FALSE(GlobMatch(pattern + "b", std::string(2'000, 'a')));
}

TEST(DidYouMean, NamesTheLikelySlipOnly) {
  struct Row {
    std::string word;
    std::vector<std::string> candidates;
    std::string hint;
  };
  const std::vector<Row> rows = {
      {"amout", {"amount", "currency"}, " (did you mean 'amount'?)"},
      {"Amount", {"amount"}, " (did you mean 'amount'?)"},
      {"id", {"is", "currency"}, " (did you mean 'is'?)"},
      {"amount", {"currency"}, ""},
      {"amount", {}, ""},
      {"ab", {"cd"}, ""},
      {"b", {"a"}, ""},
      {"A", {"a"}, " (did you mean 'a'?)"},
      {"customer", {"customers", "customer_id"}, " (did you mean 'customers'?)"},
      {std::string(201, 'x'), {std::string(201, 'x')}, ""},
  };
  for (const auto& [word, candidates, hint] : rows) EXPECT_EQ(DidYouMean(word, candidates), hint) << word;
}

TEST(ClosestMatch, TakesTheFirstOfEquallyNearOnes) {
  EXPECT_EQ(ClosestMatch("cat", {"bat", "hat"}), "bat");
  EXPECT_EQ(ClosestMatch("cat", {"bat", "cat"}), "cat");
  EXPECT_EQ(ClosestMatch("cat", {"dog"}), std::nullopt);
}

TEST(Slug, IsASafeFileName) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"get-charge", "get-charge"},
      {"GET /v1/charges/{id}", "GET-v1-charges-id"},
      {"a  b", "a-b"},
      {"../../etc", "etc"},
      {"", "unnamed"},
      {"///", "unnamed"},
      {"é", "unnamed"},
      {"a_b.json", "a_b-json"},
  };
  for (const auto& [text, slug] : rows) EXPECT_EQ(Slug(text), slug) << text;
}

TEST(Text, SmallOnes) {
  EXPECT_EQ(AsciiLower("ÀBc"), "Àbc");
  EXPECT_EQ(Trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(Trim(" \n"), "");
  EXPECT_EQ(Split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
  EXPECT_EQ(Split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(Join({"a", "b"}, ", "), "a, b");
  EXPECT_EQ(Join({}, ", "), "");
  EXPECT_EQ(ReplaceAll("aaa", "a", "aa"), "aaaaaa");
  EXPECT_EQ(ReplaceAll("abc", "", "x"), "abc");
  EXPECT_EQ(Count(0, "case"), "0 cases");
  EXPECT_EQ(Count(1, "case"), "1 case");
  EXPECT_EQ(Count(2, "body", "bodies"), "2 bodies");
}

TEST(Shortened, CutsBetweenCodePoints) {
  EXPECT_EQ(Shortened("abc", 3), "abc");
  EXPECT_EQ(Shortened("abcd", 3), "abc…");
  EXPECT_EQ(Shortened("aéb", 2), "a…");
  EXPECT_EQ(Shortened("", 0), "");
}

}  // namespace
}  // namespace plumbline
