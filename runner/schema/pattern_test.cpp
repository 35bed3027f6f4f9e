#include "schema/pattern.h"

#include <gtest/gtest.h>

#include <vector>

namespace plumbline::schema {
namespace {

std::string Search(const std::string& pattern, const std::string& subject) {
  std::string error;
  const auto compiled = Pattern::Compile(pattern, error);
  if (!compiled) return "error: " + error;
  switch (compiled->Search(subject)) {
    case PatternResult::kMatch: return "match";
    case PatternResult::kNoMatch: return "no match";
    case PatternResult::kLimit: return "limit";
  }
  return "";
}

struct Row {
  std::string pattern, subject, result;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& [pattern, subject, result] : rows) EXPECT_EQ(Search(pattern, subject), result) << pattern << " on " << subject;
}

TEST(Pattern, IsSearchedNotAnchored) {
  Check({
      {"", "", "match"},
      {"b", "abc", "match"},
      {"^b", "abc", "no match"},
      {"^[a-z]+$", "abc", "match"},
      {"^[a-z]+$", "abC", "no match"},
      {"a|b", "xb", "match"},
      {"^(a|b)$", "ab", "no match"},
      {"^\\S+@\\S+$", "a@b", "match"},
      {"^.{0,2000}$", std::string(2'000, 'x'), "match"},  // more than RE2 repeats
      {"^.{0,2000}$", std::string(2'001, 'x'), "no match"},
  });
}

TEST(Pattern, LookaroundAndBackreferencesWork) {
  Check({
      {"^(?=.*[0-9])[a-z0-9]+$", "ab1", "match"},
      {"^(?=.*[0-9])[a-z0-9]+$", "abc", "no match"},
      {"^(?!test)", "test1", "no match"},
      {"^(?!test)", "tes1", "match"},
      {"(?<!a)b", "ab", "no match"},
      {"^(a|b)\\1$", "bb", "match"},
      {"^(a|b)\\1$", "ab", "no match"},
      {"^(?<x>a|b)\\k<x>$", "aa", "match"},
  });
}

TEST(Pattern, TheDollarIsTheVeryEnd) {
  Check({
      {"^a$", "a\n", "no match"},
      {"(?=a)a$", "a\n", "no match"},
      {"^a$", "b\na", "no match"},
      {"[$]", "$", "match"},
      {"[a\\]$]", "$", "match"},
      {"\\$", "$", "match"},
      {"(?=\\$)\\$$", "$", "match"},
      {"^a$|^b$", "b", "match"},
  });
}

TEST(Pattern, ReadsEscapesAsEcmaScriptDoes) {
  Check({
      {"^\\u00e9$", "é", "match"},
      {"^[\\u0041-\\u0043]$", "B", "match"},
      {"^\\u20AC$", "€", "match"},
      {"^\\ud83d\\udc32*$", "🐲🐲", "match"},
      {"^[\\uD83D\\uDC32]$", "🐲", "match"},
      {"^\\u{1F432}$", "🐲", "match"},
      {"(?=.)^\\u{1F432}$", "🐲", "match"},
      {"^\\x41$", "A", "match"},
      {"^\\cA$", "\x01", "match"},
      {"^a\\/b\\-c$", "a/b-c", "match"},
      {"^[\\w.-]+$", "a.b-c", "match"},
      {"^\\t\\n$", "\t\n", "match"},
      {"^\\\\u0041$", "\\u0041", "match"},
  });
}

TEST(Pattern, ClassesOfDigitsAndWordsAreAscii) {
  Check({
      {"^\\d$", "7", "match"},
      {"^\\d$", "१", "no match"},
      {"(?=.)^\\d$", "१", "no match"},
      {"^\\w$", "é", "no match"},
      {"(?=.)^\\w$", "é", "no match"},
      {"^\\p{L}$", "é", "match"},
  });
}

TEST(Pattern, ACharacterIsACodePoint) {
  Check({
      {"^.$", "🐲", "match"},
      {"(?=.)^.$", "🐲", "match"},
      {"^..$", "🐲", "no match"},
      {"^é{2}$", "éé", "match"},
  });
}

TEST(Pattern, SaysWhyATextIsNoPattern) {
  Check({
      {"(", "", "error: missing closing parenthesis"},
      {"[a", "", "error: missing terminating ] for character class"},
      {"a**(?=", "", "error: quantifier does not follow a repeatable item"},
      {"*", "", "error: quantifier does not follow a repeatable item"},
      {"a{2,1}", "", "error: numbers out of order in {} quantifier"},
      {"\\", "", "error: \\ at end of pattern"},
      {"(a)\\2", "", "error: reference to non-existent subpattern"},
  });
}

TEST(Pattern, BacktrackingEndsAtALimit) {
  Check({
      {"^(a+)+$", std::string(10'000, 'a') + "b", "no match"},  // linear time
      {"(?=a)^(a+)+$", std::string(40, 'a') + "b", "limit"},
  });
}

TEST(Pattern, CopiesShareTheCompiledForm) {
  std::string error;
  std::optional<Pattern> copy;
  {
    const auto original = Pattern::Compile("^a(?=b)", error);
    copy = original;
  }
  EXPECT_EQ(copy->Search("ab"), PatternResult::kMatch);
}

}  // namespace
}  // namespace plumbline::schema
