#include "schema/pattern.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace plumbline::schema {
namespace {

std::string Search(const std::string& pattern, const std::string& subject) {
  std::string error;
  const auto compiled = Pattern::Compile(pattern, error);
  if (!compiled) return "error: " + error;
  switch (compiled->Search(subject)) {
    case PatternResult::kMatch:
      return "match";
    case PatternResult::kNoMatch:
      return "no match";
    case PatternResult::kLimit:
      return "limit";
  }
  return "";
}

struct Row {
  std::string pattern, subject, result;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& [pattern, subject, result] : rows)
    EXPECT_EQ(Search(pattern, subject), result) << pattern << " on " << subject;
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

TEST(Pattern, ReadsClassEscapesAsEcmaScriptDoes) {
  for (const char* const space :
       {" ", "\t", "\n", "\v", "\f", "\r", "\u00a0", "\ufeff", "\u2003", "\u2028", "\u2029", "\u3000"}) {
    EXPECT_EQ(Search("^\\s$", space), "match") << space;
    EXPECT_EQ(Search("(?=.|\\s)^\\s$", space), "match") << space;
    EXPECT_EQ(Search("^\\S$", space), "no match") << space;
  }
  Check({
      {"^\\s$", "\u0085", "no match"},
      {"^\\s$", "\u200b", "no match"},
      {"^.$", "\n", "no match"},
      {"^.$", "\u2028", "no match"},
      {"^.$", "\v", "match"},
      {"^.*$", "a\nb", "no match"},
      {"^[^]*$", "a\nb", "match"},
      {"[]", "a", "no match"},
      {"a[]|b", "b", "match"},
      {"\\ba\\b", "éaé", "match"},  // é is no WordCharacter
      {"\\ba\\b", "aa", "no match"},
      {"\\B", "aéa", "no match"},
      {"\\Bé", "éé", "match"},
  });
}

TEST(Pattern, KnowsUnicodeProperties) {
  Check({
      {"\\p{Letter}cole", "l'école", "match"},
      {"^\\p{digit}+$", "42৪২", "match"},
      {"^\\p{Script=Greek}+$", "αβγ", "match"},
      {"^\\p{sc=Grek}+$", "abc", "no match"},
      {"^\\P{Lu}$", "A", "no match"},
      {"^[^\\p{Lu}]$", "a", "match"},
      {"^\\p{LC}+$", "aBǅ", "match"},
      {"^\\p{C}$", "\x01", "match"},
      {"^\\p{Cn}$", "\u0378", "match"},
      {"^[\\p{Cn}a]+$", "a\u0378", "match"},
      {"^\\p{Assigned}$", "a", "match"},
      {"^\\p{Emoji}$", "🐲", "match"},
      {"^\\p{Alphabetic}+$", "aé", "match"},
      {"^\\p{scx=Deva}$", "\u0964", "match"},
      {"^\\p{sc=Deva}$", "\u0964", "no match"},
      {"^\\p{White_Space}$", "\u0085", "match"},
      {"^\\p{ASCII}$", "é", "no match"},
      {"^\\p{Any}$", "🐲", "match"},
      {"\\p{CWKCF}", "", "error: a Unicode property in it is not available"},
      {"\\p{Foo}", "", "error: unknown Unicode property 'Foo' at character 1"},
  });
}

TEST(Pattern, AReferenceToAGroupWithoutPartMatchesNothingAtAll) {
  Check({
      {"^\\1(a)$", "a", "match"},
      {"^(?:(a)|b)\\1c$", "bc", "match"},
      {"^(?:(a)|b)\\1c$", "ac", "no match"},
      {"^(?:(a)|b)\\1c$", "aac", "match"},
      {"^(?:\\k<x>b|(?<x>a))+$", "abb", "match"},
      {"^(a\\1)+$", "aaa", "match"},
      {"^(?:(a)|b\\1)+$", "aba", "match"},  // each round forgets the one before
      {"(a|b)c(?<=\\1c)d", "acd", "match"},
      {"^(?:(a)|b)(?<=\\1b)d$", "bd", "match"},
      {"(?<=\\1(a))b", "", "error: a lookbehind with such backreferences is not supported"},
  });
}

TEST(Pattern, LookaroundAtTheEndsIsNoBacktracking) {
  const std::string as = std::string(100'000, 'a');
  Check({
      {"^(?=.*[0-9])(?=.*[a-z])[a-z0-9]{8,}$", "abcdefg1", "match"},
      {"^(?=.*[0-9])(?=.*[a-z])[a-z0-9]{8,}$", "abcdefgh", "no match"},
      {"^(?=(a+)+b)a", as, "no match"},
      {"^(?!(a+)+b)a", as, "match"},
      {"^(?!-)[a-z-]+(?<!-)$", "a-b", "match"},
      {"^(?!-)[a-z-]+(?<!-)$", "ab-", "no match"},
      {"^(?!-)[a-z-]+(?<!-)$", "-ab", "no match"},
      {"(?<=a+)b", "aab", "match"},  // of variable length, but first
      {"(?<=a+)b", "cb", "no match"},
      {"^[a-z]*(?<!xy*)$", "axyy", "no match"},
      {"^(?:a(?<=b+)|c)$", "", "error: a lookbehind of variable length is not supported in this place"},
      {"^$|^(?!\\s)", "", "match"},
      {"^$|^(?!\\s)", " a", "no match"},
      {"^(?!a$|b$)", "b", "no match"},
      {"^(?!a$|b$)", "bb", "match"},
  });
}

TEST(Pattern, SubjectsAreAnyBytes) {
  const std::string nul("a\0b", 3);
  Check({
      {"^a\\0b$", nul, "match"},
      {"^a.b$", nul, "match"},
      {"(?=a)^a.b$", nul, "match"},
      {std::string("a\0", 2), nul, "match"},
      {"^a.b$",
       "a\xff"
       "b",
       "match"},
      {"(?=a)^a.b$",
       "a\xff"
       "b",
       "match"},
      {"^(?:a.b)+$",
       "a\xff"
       "b",
       "match"},
      {"^..$", "\xe2\x82\xe2\x82", "match"},
      {"^a\\ufffdb$",
       "a\xff"
       "b",
       "match"},
      {"\\ufffd", "\xc3", "match"},
      {"^[a-z]+$", "a\xff", "no match"},
      {"^(?:[a-z]b?)+$", "a\xff", "no match"},
      {"é", "\xc3\xa9\xc3", "match"},
  });
}

TEST(Pattern, TakesTheEscapesThatSchemasHave) {
  Check({
      {"^[\\w\\-\\.]+\\@x\\-y$", "a.b@x-y", "match"},
      {"^[\\w-.]+$", "a-b.c", "match"},
      {"^\\_\\'\\\"\\ \\:$", "_'\" :", "match"},
      {"^{id}$", "{id}", "match"},
      {"^a]$", "a]", "match"},
      {"^/{a}/$", "/{a}/", "match"},
      {"^a{,2}$", "a{,2}", "match"},
      {"^[\\101]$", "A", "match"},
      {"^(?=a)*b$", "b", "match"},
  });
}

TEST(Pattern, SaysWhyATextIsNoPattern) {
  Check({
      {"(", "", "error: missing closing parenthesis at character 1"},
      {"[a", "", "error: missing terminating ] for character class at character 1"},
      {"a**(?=", "", "error: nothing to repeat at character 3"},
      {"*", "", "error: nothing to repeat at character 1"},
      {"é🐲**", "", "error: nothing to repeat at character 4"},
      {"a{2,1}", "", "error: numbers out of order in {} quantifier at character 2"},
      {"\\", "", "error: \\ at end of pattern at character 1"},
      {"(a)\\2", "", "error: reference to non-existent subpattern at character 4"},
      {"a\\Z", "", "error: \\Z is no escape of ECMA-262 at character 2"},
      {"(?i)a", "", "error: (?i begins no group of ECMA-262 at character 1"},
      {"[[:alpha:]]", "", "error: [:alpha:] is no class of ECMA-262 at character 2"},
      {"a\xff", "", "error: not UTF-8 at character 2"},
  });
}

TEST(CheckPattern, IsEcma262WithTheFlagU) {
  for (const char* const text : {"", "([abc])+\\s+$", "(?<name>x)", "(?<n>a)\\k<n>", "(?<=a+)b", "[]", "[^]", "\\cA",
                                 "\\p{CWKCF}", "(a){1,70000}\\1"}) {
    EXPECT_EQ(CheckPattern(text), std::nullopt) << text;
  }
  const struct {
    const char* text;
    PatternFault fault;
  } rows[] = {
      {"^(abc]", {"lone ]", 5}},
      {"\\a", {"\\a is no escape of ECMA-262", 0}},
      {"é\\-", {"\\- is no escape of ECMA-262", 2}},
      {"(?P<n>a)(?P=n)", {"(?P begins no group of ECMA-262", 0}},
      {"a++", {"nothing to repeat", 2}},
      {"[\\w-a]", {"a range in a character class ends in a class", 1}},
  };
  for (const auto& [text, fault] : rows) EXPECT_EQ(CheckPattern(text), fault) << text;
}

std::string Times(const std::string& text, std::size_t count) {
  std::string times;
  for (std::size_t i = 0; i < count; ++i) times += text;
  return times;
}

TEST(Pattern, HostileTextsEndQuickly) {
  const std::string too_large = "error: needs more than 8 MiB of memory when compiled";
  Check({
      {std::string(1 << 20, 'a'), "", "error: longer than 65536 bytes at character 65537"},
      {Times("(", 30'000) + Times(")", 30'000), "", "error: more than 250 groups inside one another at character 251"},
      {"((((a{1000}){1000}){1000})", "", "error: missing closing parenthesis at character 1"},
      {"(((a{1000}){1000}){1000})", "", too_large},
      {"x{33333333}6", "", too_large},
      {"^(((((?:){1000}){1000}){1000}){1000})$", "", too_large},
      {Times("(", 250) + "ab" + Times("){2}", 250), "", too_large},
      {"^" + Times("\\p{L}", 10'000) + "x", "", too_large},
      {Times("(", 250) + "a" + Times(")*", 250) + "b", "aab", "match"},
      {"^(a{100}){100}$", std::string(10'000, 'a'), "match"},
      {"^(a{100}){100}$", std::string(10'001, 'a'), "no match"},
      {"^(ab){0,5000}$", Times("ab", 5'000), "match"},
      {"^(ab){0,5000}$", Times("ab", 5'001), "no match"},
      {"^(?:a?){1000}b$", std::string(1'000, 'a'), "no match"},
      {"(x+x+)+y", std::string(100'000, 'x'), "no match"},
      {"^" + Times("(?=a)", 10'000), "b", "no match"},
      {"(a{65535}){65535}\\1", "", "error: cannot be compiled: regular expression is too large"},
  });
}

TEST(Pattern, BacktrackingEndsAtALimit) {
  const std::string million(1 << 20, 'x');
  Check({
      {"^(a+)+$", std::string(10'000, 'a') + "b", "no match"},  // linear time
      {"(?=a)^(a+)+$", std::string(40, 'a') + "b", "limit"},
      {"^(?:(?=(x+x+)+y)x|z)", std::string(40, 'x'), "limit"},
      {"(?=x*)\\B[yz]", Times("x ", 1 << 19), "limit"},  // each step may run over all of it
      {"(?<=x{6000})[yz](?!a)", std::string(20'000, 'x'), "no match"},
      {"(?<!y)z(?!z)", million, "no match"},
      {"^(?:(?:x|xx)+y|(?!x))", std::string(100, 'x'), "limit"},
      {"(a|b).{0,900}z[^z]", million, "limit"},  // linear, but in the product of two large numbers
  });
}

TEST(Pattern, ALimitCountsOnlyWhereItDecides) {
  const std::string xs(40, 'x');
  const std::string endless = "(?:(?=(x+x+)+y)x|z)";
  Check({
      {"^" + endless, xs, "limit"},
      {"^(?=q)" + endless, xs, "no match"},
      {"^" + endless + "|^(?!q)x", xs, "match"},
      {"^" + endless + "|^(?!x)", xs, "limit"},
      {"^(?!" + endless + ")", xs, "limit"},
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
  EXPECT_EQ(copy->text(), "^a(?=b)");
}

TEST(Pattern, ByDefaultIsTheEmptyOne) {
  EXPECT_EQ(Pattern().Search("a"), PatternResult::kMatch);
  EXPECT_EQ(Pattern().text(), "");
}

TEST(Pattern, SearchesFromManyThreads) {
  std::string error;
  for (const char* const text : {"^a+$", "^(?:ab?)+$", "(a|b)\\1"}) {
    const auto pattern = Pattern::Compile(text, error);
    std::vector<std::thread> threads;
    std::atomic<int> matches = 0;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&matches, copy = *pattern] {
        for (int k = 0; k < 1'000; ++k) matches += copy.Search("aaa") == PatternResult::kMatch ? 1 : 0;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(matches, 4'000) << text;
  }
}

}  // namespace
}  // namespace plumbline::schema
