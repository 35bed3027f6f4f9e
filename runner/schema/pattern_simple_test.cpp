#include "schema/pattern_simple.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "schema/pattern.h"
#include "schema/pattern_plan.h"

namespace plumbline::schema {
namespace {

std::optional<SimplePattern> Make(const std::string& text) {
  auto parsed = ParsePattern(text, PatternGrammar::kLenient);
  if (!std::holds_alternative<PatternNode>(parsed)) return std::nullopt;
  const PatternPlan plan = PlanPattern(std::get<PatternNode>(std::move(parsed)));
  if (plan.alternatives.size() != 1 || plan.alternatives[0].size() != 1) return std::nullopt;
  return SimplePattern::Make(plan.alternatives[0][0].node);
}

TEST(SimplePattern, IsWhatNeverGivesBack) {
  for (const std::string text : {"",
                                 "^",
                                 "$",
                                 "^$",
                                 ".*",
                                 "^.*$",
                                 "^.+$",
                                 "foo",
                                 "^x-",
                                 "\\.json$",
                                 "^a\\.b$",
                                 "(abc)",
                                 "^(?:ab(c))$",
                                 "^(a|b|c)$",
                                 "^a$|^b$",
                                 "a|b",
                                 "^(ab|cd)",
                                 "^(a|(b|c))$",
                                 "^[^/]+$",
                                 "[A-Z]",
                                 "[0-9]{3}$",
                                 "^\\d+\\.\\d+\\.\\d+$",
                                 "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                                 "^#[0-9a-fA-F]{6}$",
                                 "^-?[0-9]+$",
                                 "^[a-z][a-z0-9]*$",
                                 "^[A-Za-z]{2,5}$",
                                 "^.{0,2000}$",
                                 "^[\\s\\S]{1,100000}$",
                                 "^a?b?c?$",
                                 "^[a-z]+[0-9]*-$",
                                 "^a+",
                                 ".*foo.*",
                                 "^(a)+$",
                                 "^aa+$",
                                 "^a{2}a*$",
                                 "^\\p{ASCII}+$",
                                 "^[]$",
                                 "^\\ud800?$"}) {
    EXPECT_TRUE(Make(text).has_value()) << text;
  }
  for (const std::string text : {"^\\S+@\\S+$",       // \S+ may have to give back an @
                                 "^.*foo$",           // . may have to give back an f
                                 "^[ab]+b$",          // as well
                                 "^[a-z]+[a-z0-9]$",  // as well
                                 "^a*b?a$",           // past an element that may be empty
                                 "ab*c",              // where it starts is not known
                                 "[ab]c",             // as well
                                 "^(ab)+$",           // a repeat of more than one class
                                 "^(a|b)c$",          // an alternation inside
                                 "^\\p{L}+$",         // not a known set
                                 "\\ba",              // a boundary
                                 "a^b",               // an anchor inside
                                 "^a|^b|^c|^d|^e|^f|^g|^h|^i", "(?=a)b"}) {
    EXPECT_FALSE(Make(text).has_value()) << text;
  }
}

// The parts of the patterns below: each is put between all of the anchors.
const std::vector<std::string> kBodies = {
    "",
    "a",
    "ab",
    "foo",
    "x-",
    "a\\.b",
    "é",
    "🐲",
    "a🐲b",
    "\\u{FFFD}",
    "\\n",
    "\\0",
    "aa",
    "aaa",
    ".",
    ".*",
    ".+",
    ".?",
    ".{2}",
    ".{1,3}",
    ".{2,}",
    "..",
    "[^]",
    "[^]*",
    "[^]{2,3}",
    "[]",
    "[]*",
    "[]?",
    "[a-z]",
    "[a-z]+",
    "[a-z]*",
    "[a-z]{2,5}",
    "[A-Za-z]{3}",
    "[a-z0-9_]+",
    "[^/]+",
    "[^a]",
    "[^a]*",
    "[^é]+",
    "[^é]{2}",
    "[é-ü]+",
    "[🐲-🐴]{1,2}",
    "\\d",
    "\\d+",
    "\\d{3}",
    "\\D",
    "\\D+",
    "\\w+",
    "\\W+",
    "\\w{2,}",
    "\\W{2}",
    "\\s",
    "\\s*",
    "\\S+",
    "\\S{1,2}",
    "\\S*",
    "a*",
    "a+",
    "a?",
    "a{2}",
    "a{2,}",
    "a{0}",
    "a{0,2}",
    "aa*",
    "a*a",
    "a{2}a+",
    "a?a?",
    "(a)",
    "(a)*",
    "((a))",
    "(?:ab)",
    "a*b",
    "ab*",
    "a?b?",
    "a?b?c?",
    "a*b*c",
    "a+b+",
    "a{1,2}b{1,2}",
    "-?\\d+",
    "-?[0-9]+",
    "\\d+\\.\\d+",
    "\\d+\\.\\d+\\.\\d+",
    "\\d{4}-\\d{2}-\\d{2}",
    "#[0-9a-fA-F]{6}",
    "#[0-9a-f]{3}",
    "[a-z][a-z0-9]*",
    "[a-z]+-[0-9]+",
    "[A-Z]{2}\\d?",
    "[^@]+@[^@]+",
    "\\+?\\d{1,3}",
    "\\d+%",
    "é+a",
    "a+é",
    "[^a-z]+a",
    "[\\u0080-\\u{10FFFF}]*",
    "\\x00+",
    "\\s+a\\s+",
    "[a-é]+",
    "\\ud800",
    "\\ud800*a",
    "a|b",
    "a|b|c",
    "ab|cd",
    "a|ab",
    "a|",
    "(a|b)",
    "(a|(b|c))",
    "(foo|bar|a)",
    "[a-z]+|\\d+",
    "a+|b",
    "é|🐲",
    "(a|\\u{FFFD})",
    "\\d|a{2}",
    "[^a]|b{2}",
};
const std::vector<std::pair<std::string, std::string>> kAnchors = {
    {"", ""}, {"^", ""}, {"", "$"}, {"^", "$"}, {"^(?:", ")$"}};

// Subjects of the code points that the pattern mentions, and of others that are likely to matter.
std::vector<std::string> Subjects(const std::string& pattern, std::mt19937& random) {
  std::set<std::string> letters = {"a",    "b",        "z",           "A",
                                   "0",    "9",        "_",           "-",
                                   ".",    " ",        "\n",          "\xE2\x80\xA8",
                                   "é",    "🐲",        "\uFFFD",      std::string(1, '\0'),
                                   "\xFF", "\xE2\x82", "\xED\xA0\x80"};
  for (std::size_t i = 0; i < pattern.size();) {
    const auto [c, length] = DecodeCodePoint(pattern, i);
    std::string letter;
    AppendUtf8(letter, c);
    letters.insert(letter);
    i += length;
  }
  const std::vector<std::string> alphabet(letters.begin(), letters.end());
  std::vector<std::string> subjects = {"",        "foo", "ab",  "cd", "2024-01-31", "1.2.3",
                                       "#00fF9a", "a-1", "x@y", "-5", "+12",        "7%"};
  for (const std::string& letter : alphabet)
    subjects.insert(subjects.end(),
                    {letter, letter + letter, letter + letter + letter, letter + "\n", "a" + letter, letter + "a"});
  for (int i = 0; i < 60; ++i) {
    std::string subject;
    // A run of one letter now and then, or repeats would rarely be met.
    for (auto parts = random() % 5; parts > 0; --parts) {
      const std::string& letter = alphabet[random() % alphabet.size()];
      for (auto times = random() % 4; times > 0; --times) subject += letter;
    }
    subjects.push_back(subject);
  }
  return subjects;
}

// The same language: what is added matches the empty text and keeps the pattern from being simple.
// \b is for RE2, \B for PCRE2.
std::string ForRe2(const std::string& pattern) { return "(?:" + pattern + ")(?:|\\b)"; }
std::string ForPcre2(const std::string& pattern) { return "(?:" + pattern + ")(?:|\\B)"; }

TEST(SimplePattern, GivesTheVerdictOfBothEngines) {
  std::mt19937 random(1);  // NOLINT: the same subjects every time
  int patterns = 0;
  for (const std::string& body : kBodies) {
    for (const auto& [before, after] : kAnchors) {
      const std::string text = before + body + after;
      const auto simple = Make(text);
      if (!simple) continue;
      ++patterns;
      std::string error;
      const auto re2 = Pattern::Compile(ForRe2(text), error);
      const auto pcre2 = Pattern::Compile(ForPcre2(text), error);
      ASSERT_TRUE(re2 && pcre2) << text << ": " << error;
      ASSERT_FALSE(Make(ForRe2(text)) || Make(ForPcre2(text))) << text;
      for (const std::string& subject : Subjects(text, random)) {
        const auto verdict = simple->Matches(subject) ? PatternResult::kMatch : PatternResult::kNoMatch;
        ASSERT_EQ(verdict, re2->Search(subject)) << text << " on " << testing::PrintToString(subject);
        ASSERT_EQ(verdict, pcre2->Search(subject)) << text << " on " << testing::PrintToString(subject);
      }
    }
  }
  EXPECT_GE(patterns, 400);
}

TEST(SimplePattern, ManyWordsAreOneList) {
  std::string text = "^(", last;
  for (int i = 0; i < 2'000; ++i) text += (last = "word" + std::to_string(i * 7)) + "|";
  text += "end)$";
  const auto simple = Make(text);
  ASSERT_TRUE(simple);
  EXPECT_TRUE(simple->Matches("word0"));
  EXPECT_TRUE(simple->Matches(last));
  EXPECT_TRUE(simple->Matches("end"));
  EXPECT_FALSE(simple->Matches("word1"));
  EXPECT_FALSE(simple->Matches("end\n"));
}

}  // namespace
}  // namespace plumbline::schema
