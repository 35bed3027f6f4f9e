#include "schema/pattern_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "schema/pattern_translate.h"

namespace plumbline::schema {
namespace {

// "!" a negated condition; "R" in RE2's spelling, "B" in PCRE2's; " & " all of, " | " any of.
std::string Plan(const std::string& text) {
  auto parsed = ParsePattern(text, PatternGrammar::kLenient);
  if (auto* fault = std::get_if<PatternFault>(&parsed)) return fault->reason;
  std::string plan;
  for (const auto& conditions : PlanPattern(std::get<PatternNode>(std::move(parsed))).alternatives) {
    if (!plan.empty()) plan += " | ";
    std::string all;
    for (const PatternCondition& condition : conditions) {
      if (!all.empty()) all += " & ";
      if (condition.negated) all += "!";
      if (condition.need == PatternNeed::kRegular) {
        all += "R " + SpellForRe2(condition.node).value_or("too long");
      } else {
        const Pcre2Spelling spelling = SpellForPcre2(condition.node);
        all += "B " + (spelling.error.empty() ? spelling.text : spelling.error);
      }
    }
    plan += all;
  }
  return plan;
}

struct Row {
  std::string text, plan;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& [text, plan] : rows) EXPECT_EQ(Plan(text), plan) << text;
}

TEST(PlanPattern, SpellsEveryThingOut) {
  Check({
      {"", "R "},
      {"a.b", "R a[\\x{0}-\\x{9}\\x{b}-\\x{c}\\x{e}-\\x{2027}\\x{202a}-\\x{10ffff}]b"},
      {"^a$", "R \\Aa\\z"},
      {"\\$-é", "R \\x{24}\\x{2d}\\x{e9}"},
      {"[]", "R [^\\x{0}-\\x{10ffff}]"},
      {"\\ud800", "R [^\\x{0}-\\x{10ffff}]"},
      {"[^\\ud800]", "R [\\x{0}-\\x{10ffff}]"},
      {"\\p{L}[\\P{Lu}a]", "R [\\p{L}][a\\P{Lu}]"},
      {"[^\\p{Script=Greek}a]", "R [^a\\p{Greek}]"},
      {"\\p{LC}", "R [\\p{Lu}\\p{Ll}\\p{Lt}]"},
      {"\\P{LC}", "R [^\\p{Lu}\\p{Ll}\\p{Lt}]"},
      {"\\p{C}", "R [^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}]"},
      {"[^\\p{C}]", "R [\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}]"},
      {"a|(b|c)d", "R (?:a|(?:b|c)d)"},
      {"(a)(b)", "R (?:a)(?:b)"},
      {"^a*?$", "R \\Aa*\\z"},
  });
}

TEST(PlanPattern, LeavesOutWhatAVerdictDoesNotNeed) {
  Check({
      {"a*", "R "},
      {".*a.*", "R a"},
      {"a+b+", "R ab"},
      {"^a+", "R \\Aa"},
      {"a+$", "R a\\z"},
      {"^a+$", "R \\Aa+\\z"},
      {"a{2,5}", "R a{2}"},
      {"x*(ab*)?y", "R y"},
      {"x(ab*|c?)", "R x(?:a|)"},
      {"(x?y?)*a", "R a"},
      {"(a|b)+c", "R (?:a|b)c"},
      {"(ab+){2}c*", "R (?:ab+){2}"},
      {"\\b\\w+\\b", "R \\b[0-9A-Z\\x{5f}a-z]+\\b"},
  });
}

TEST(PlanPattern, AsksLookaroundAtAnEndByItself) {
  Check({
      {"^(?=.*[0-9])a+$", "R \\A[\\x{0}-\\x{9}\\x{b}-\\x{c}\\x{e}-\\x{2027}\\x{202a}-\\x{10ffff}]*[0-9] & R \\Aa+\\z"},
      {"^(?!a|b)(?=c)", "!R \\A(?:a|b) & R \\Ac & R \\A"},
      {"^a+(?<!b|cd*)$", "!R (?:b|cd*)\\z & R \\Aa+\\z"},
      {"a(?=b+)", "R ab"},
      {"(?<=a*b)c", "R bc"},
      {"((?=a))", "R a"},
      {"a|^(?!b)c|d", "R (?:a|d) | !R \\Ab & R \\Ac"},
      {"^(?!a(?!b))c", "!B \\Aa(?!b) & R \\Ac"},
      {"a(?!b)", "B \\A(?s:.)*?a(?!b)"},
      {"(?<!a)b", "B \\A(?s:.)*?(?<!a)b"},
      {"(?=a)^b", "B \\A(?s:.)*?(?=a)\\Ab"},
      {"\\Ba|b", "R b | B \\A(?s:.)*?\\Ba"},
      {"\\p{Emoji}", "B \\A(?s:.)*?[\\p{Emoji}]"},
      {"^[^\\p{C}a]", "B \\A[^a\\p{C}]"},
      {"(?=a)*b", "B \\A(?s:.)*?(?:(?=a)){0,}b"},
  });
}

TEST(PlanPattern, GivesBackreferencesTheirGroups) {
  Check({
      {"^(a)(b)\\2", "B \\A(?:a)(?<g2>b)(?(<g2>)\\k{g2})"},
      {"^\\1(a)", "B \\A(?:)(?<g1>a)"},
      {"^(a\\1)", "B \\A(?<g1>a(?:))"},
      {"^(?:(a)|b\\1)\\1", "B \\A(?:(?<g1>a)|b(?:))(?(<g1>)\\k{g1})"},
      {"^(a)(?<=\\1b)", "B \\A(?<g1>a)(?(<g1>)(?<=\\k{g1}b)|(?<=(?:)b))"},
      {"^(?<=\\1(a))", "B a lookbehind with such backreferences is not supported"},
      {"^(a){1,70000}\\1", "B more than 65535 repeats are not supported beside lookaround and backreferences"},
      {"^(?!\\p{CWKCF})", "!B a Unicode property in it is not available & R \\A"},
  });
}

TEST(PlanPattern, WritesOutRepeatsThatRe2Refuses) {
  Check({
      {"^(ab){1000}$", "R \\A(?:ab){1000}\\z"},
      {"^(ab){2,1001}$", "R \\A(?:(?:ab){2}(?:ab){0,999})\\z"},
      {"^(ab){1500,}$", "R \\A(?:(?:ab){1000}(?:ab){500}(?:ab)*)\\z"},
      {"^(a{500}b){3}$", "R \\A(?:(?:a{500}b){2}(?:a{500}b))\\z"},
      {"^a{0}b{1}c{0,1}d{1,}$", "R \\A(?:)bc?d+\\z"},
  });
}

}  // namespace
}  // namespace plumbline::schema
