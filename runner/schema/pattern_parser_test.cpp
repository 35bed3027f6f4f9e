#include "schema/pattern_parser.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plumbline::schema {
namespace {

using Kind = PatternNode::Kind;

std::string Show(char32_t c) {
  return c > ' ' && c < 0x7F ? std::string(1, static_cast<char>(c)) : fmt::format("U+{:04X}", static_cast<unsigned>(c));
}

std::string Show(const CharacterClass& characters) {
  std::string text = characters.negated ? "[^" : "[";
  for (const auto& [first, last] : characters.set.ranges()) {
    text += first == last ? Show(first) + ' ' : fmt::format("{}-{} ", Show(first), Show(last));
  }
  for (const auto& member : characters.properties)
    text += fmt::format("{}{{{}}} ", member.negated ? 'P' : 'p', member.property.pcre2);
  if (text.back() == ' ') text.pop_back();
  return text + "]";
}

// The tree as a list in the manner of Lisp.
std::string Show(const PatternNode& node) {
  std::string children;
  for (const PatternNode& child : node.children) children += ' ' + Show(child);
  switch (node.kind) {
    case Kind::kCharacter:
      return Show(node.character);
    case Kind::kClass:
      return Show(node.characters);
    case Kind::kStart:
      return "start";
    case Kind::kEnd:
      return "end";
    case Kind::kWordBoundary:
      return "boundary";
    case Kind::kNotWordBoundary:
      return "no-boundary";
    case Kind::kBackreference:
      return fmt::format("ref{}", node.number);
    case Kind::kSequence:
      return "(seq" + children + ")";
    case Kind::kAlternation:
      return "(or" + children + ")";
    case Kind::kGroup:
      return fmt::format("(group{}{})", node.number, children);
    case Kind::kRepeat:
      return fmt::format("({}{}{}{})", node.min,
                         node.max == kUnlimited ? std::string(",") : fmt::format(",{}", node.max), node.lazy ? "?" : "",
                         children);
    case Kind::kLookahead:
      return "(ahead" + children + ")";
    case Kind::kNegativeLookahead:
      return "(not-ahead" + children + ")";
    case Kind::kLookbehind:
      return "(behind" + children + ")";
    case Kind::kNegativeLookbehind:
      return "(not-behind" + children + ")";
  }
  return "";
}

std::string Parse(const std::string& text, PatternGrammar grammar) {
  const auto parsed = ParsePattern(text, grammar);
  if (const auto* fault = std::get_if<PatternFault>(&parsed))
    return fmt::format("{}: {}", fault->offset, fault->reason);
  return Show(std::get<PatternNode>(parsed));
}

struct Row {
  std::string text, result;
};

// Both grammars read these in the same way.
void CheckBoth(const std::vector<Row>& rows) {
  for (const auto& [text, result] : rows) {
    EXPECT_EQ(Parse(text, PatternGrammar::kUnicode), result) << text;
    EXPECT_EQ(Parse(text, PatternGrammar::kLenient), result) << text;
  }
}

TEST(ParsePattern, BuildsTheTree) {
  CheckBoth({
      {"", "(seq)"},
      {"a", "a"},
      {"ab", "(seq a b)"},
      {"a|", "(or a (seq))"},
      {"a|b|cd", "(or a b (seq c d))"},
      {"^a$", "(seq start a end)"},
      {"(a)(?:b)", "(seq (group1 a) (group0 b))"},
      {"((a)|(?<n>b))", "(group1 (or (group2 a) (group3 b)))"},
      {"()", "(group1 (seq))"},
      {"(|)", "(group1 (or (seq) (seq)))"},
      {"a*b+c?", "(seq (0, a) (1, b) (0,1 c))"},
      {"a*?b+?c??d{2}?", "(seq (0,? a) (1,? b) (0,1? c) (2,2? d))"},
      {"a{2}b{2,}c{2,3}d{0}", "(seq (2,2 a) (2, b) (2,3 c) (0,0 d))"},
      {"a{007}", "(7,7 a)"},
      {"a{0,99999999999999999999999999}", "(0,4294967294 a)"},
      {"(?=a)(?!b)(?<=c)(?<!d)", "(seq (ahead a) (not-ahead b) (behind c) (not-behind d))"},
      {"\\ba\\B", "(seq boundary a no-boundary)"},
      {"é🐲", "(seq U+00E9 U+1F432)"},
      {"-,:=!<>'\"#~@&%`_", "(seq - , : = ! < > ' \" # ~ @ & % ` _)"},
  });
}

TEST(ParsePattern, ReadsEscapes) {
  CheckBoth({
      {"\\t\\n\\v\\f\\r", "(seq U+0009 U+000A U+000B U+000C U+000D)"},
      {"\\0", "U+0000"},
      {"\\0a", "(seq U+0000 a)"},
      {"\\cA\\cz", "(seq U+0001 U+001A)"},
      {"\\x41\\xe9", "(seq A U+00E9)"},
      {"\\u0041\\u20AC", "(seq A U+20AC)"},
      {"\\u{41}\\u{1F432}\\u{000000041}", "(seq A U+1F432 A)"},
      {"\\ud83d\\udc32", "U+1F432"},
      {"\\ud83d", "U+D83D"},
      {"\\ud83da", "(seq U+D83D a)"},
      {"\\udc32\\ud83d", "(seq U+DC32 U+D83D)"},
      {"\\u{d83d}\\u{dc32}", "(seq U+D83D U+DC32)"},  // only the four-digit form makes pairs
      {"\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/", "(seq ^ $ \\ . * + ? ( ) [ ] { } | /)"},
      {"\\d", "[0-9]"},
      {"\\D", "[U+0000-/ :-U+10FFFF]"},
      {"\\w", "[0-9 A-Z _ a-z]"},
      {"\\s", "[U+0009-U+000D U+0020 U+00A0 U+1680 U+2000-U+200A U+2028-U+2029 U+202F U+205F U+3000 U+FEFF]"},
      {".", "[U+0000-U+0009 U+000B-U+000C U+000E-U+2027 U+202A-U+10FFFF]"},
  });
}

TEST(ParsePattern, ReadsClasses) {
  CheckBoth({
      {"[]", "[]"},
      {"[^]", "[U+0000-U+10FFFF]"},
      {"[abc]", "[a-c]"},
      {"[^a]", "[U+0000-` b-U+10FFFF]"},
      {"[a^]", "[^ a]"},
      {"[a-z0-9_]", "[0-9 _ a-z]"},
      {"[a-]", "[- a]"},
      {"[-a]", "[- a]"},
      {"[\\w-]", "[- 0-9 A-Z _ a-z]"},
      {"[+--]", "[+--]"},
      {"[a\\-z]", "[- a z]"},
      {"[\\b]", "[U+0008]"},
      {"[.*+?(){}|$^/]", "[$ (-+ .-/ ? ^ {-}]"},
      {"[[]", "[[]"},
      {"[\\]]", "[]]"},
      {"[\\d\\x41-\\u0043]", "[0-9 A-C]"},
      {"[\\ud83d\\udc32-\\ud83d\\udc34]", "[U+1F432-U+1F434]"},
      {"[\\uD800-\\uDFFF]", "[]"},
      {"[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF]", "[U+0020-U+FFFD U+10000-U+10FFFF]"},
  });
}

TEST(ParsePattern, ReadsUnicodeProperties) {
  CheckBoth({
      {"\\p{L}", "[p{L}]"},
      {"\\p{Letter}", "[p{L}]"},
      {"\\P{Lu}", "[P{Lu}]"},
      {"\\p{digit}", "[p{Nd}]"},
      {"\\p{gc=punct}", "[p{P}]"},
      {"\\p{General_Category=Nd}", "[p{Nd}]"},
      {"\\p{Script=Greek}", "[p{sc:Grek}]"},
      {"\\p{sc=Grek}", "[p{sc:Grek}]"},
      {"\\p{Script_Extensions=Greek}", "[p{scx:Grek}]"},
      {"\\p{Alphabetic}", "[p{Alphabetic}]"},
      {"\\p{Alpha}", "[p{Alphabetic}]"},
      {"\\p{Any}", "[U+0000-U+10FFFF]"},
      {"\\P{ASCII}", "[U+0080-U+10FFFF]"},
      {"[\\p{L}\\d_]", "[0-9 _ p{L}]"},
      {"[^\\p{L}a]", "[^a p{L}]"},
      {"\\p{l}", "0: unknown Unicode property 'l'"},
      {"\\p{letter}", "0: unknown Unicode property 'letter'"},
      {"a\\p{Greek}", "1: unknown Unicode property 'Greek'"},
      {"\\p{Script=}", "0: unknown Unicode property 'Script='"},
      {"\\p{Block=Greek}", "0: unknown Unicode property 'Block=Greek'"},
      {"\\p{IsLatin}", "0: unknown Unicode property 'IsLatin'"},
      {"\\p{ L}", "0: unknown Unicode property ' L'"},
      {"\\p{}", "0: unknown Unicode property ''"},
      {"\\pL", "0: \\p without a property in {}"},
      {"[\\P{L", "1: \\P without a property in {}"},
  });
}

TEST(ParsePattern, ResolvesReferencesForwardsToo) {
  CheckBoth({
      {"(a)\\1", "(seq (group1 a) ref1)"},
      {"\\1(a)", "(seq ref1 (group1 a))"},
      {"\\k<x>(?<x>a)", "(seq ref1 (group1 a))"},
      {"(?<$_a1é>a)\\k<$_a1é>", "(seq (group1 a) ref1)"},
      {"(?<\\u0061>a)\\k<a>", "(seq (group1 a) ref1)"},
      {"(a)\\1{2}", "(seq (group1 a) (2,2 ref1))"},
      {"(a)\\2", "3: reference to non-existent subpattern"},
      {"\\10(a)", "0: reference to non-existent subpattern"},
      {"(?<x>a)\\k<y>", "7: reference to a group 'y' that is nowhere"},
      {"\\k<x>", "0: reference to a group 'x' that is nowhere"},
      {"\\k", "0: \\k without the name of a group"},
      {"\\k{x}", "0: \\k without the name of a group"},
      {"\\k<x", "3: a group's name is an identifier between < and >"},
      {"(?<x>a)(?<x>b)", "7: second group named 'x'"},
      {"(?<1a>a)", "3: a group's name is an identifier between < and >"},
      {"(?<>a)", "3: a group's name is an identifier between < and >"},
      {"(?<a-b>a)", "3: a group's name is an identifier between < and >"},
  });
}

TEST(ParsePattern, RefusesWhatNeitherGrammarHas) {
  CheckBoth({
      {"(", "0: missing closing parenthesis"},
      {"a(b(c)", "1: missing closing parenthesis"},
      {")", "0: lone )"},
      {"a)b", "1: lone )"},
      {"*", "0: nothing to repeat"},
      {"a|*", "2: nothing to repeat"},
      {"(*)", "1: nothing to repeat"},
      {"^*", "1: nothing to repeat"},
      {"$+", "1: nothing to repeat"},
      {"\\b?", "2: nothing to repeat"},
      {"(?<=a)*", "6: nothing to repeat"},
      {"a**", "2: nothing to repeat"},
      {"a++", "2: nothing to repeat"},
      {"a{2}{3}", "4: nothing to repeat"},
      {"a???", "3: nothing to repeat"},
      {"{1}", "0: nothing to repeat"},
      {"é*+", "3: nothing to repeat"},
      {"a{2,1}", "1: numbers out of order in {} quantifier"},
      {"[a", "0: missing terminating ] for character class"},
      {"a[", "1: missing terminating ] for character class"},
      {"[a\\]", "0: missing terminating ] for character class"},
      {"[z-a]", "1: range out of order in character class"},
      {"[ab\\u0043-A]", "3: range out of order in character class"},
      {"\\", "0: \\ at end of pattern"},
      {"[\\", "1: \\ at end of pattern"},
      {"\\a", "0: \\a is no escape of ECMA-262"},
      {"\\A", "0: \\A is no escape of ECMA-262"},
      {"a\\Z", "1: \\Z is no escape of ECMA-262"},
      {"\\z", "0: \\z is no escape of ECMA-262"},
      {"\\e\\h", "0: \\e is no escape of ECMA-262"},
      {"\\Qa\\E", "0: \\Q is no escape of ECMA-262"},
      {"[\\B]", "1: \\B is no escape of ECMA-262"},
      {"\\c", "0: \\c without a letter"},
      {"\\c1", "0: \\c without a letter"},
      {"\\x4", "0: \\x without two hexadecimal digits"},
      {"\\u004", "0: \\u without the four hexadecimal digits or {} of a code point"},
      {"\\u{}", "0: \\u without the four hexadecimal digits or {} of a code point"},
      {"\\u{110000}", "0: \\u without the four hexadecimal digits or {} of a code point"},
      {"\\u{41", "0: \\u without the four hexadecimal digits or {} of a code point"},
      {"(?", "0: (? begins no group of ECMA-262"},
      {"(?i)abc", "0: (?i begins no group of ECMA-262"},
      {"(?i:abc)", "0: (?i begins no group of ECMA-262"},
      {"(?#comment)a", "0: (?# begins no group of ECMA-262"},
      {"(?P<name>x)", "0: (?P begins no group of ECMA-262"},
      {"(?>a)", "0: (?> begins no group of ECMA-262"},
      {"(?|a)", "0: (?| begins no group of ECMA-262"},
      {"a(?(1)b)", "1: (?( begins no group of ECMA-262"},
      {"a\xFF", "1: not UTF-8"},
  });
}

struct TwoRow {
  std::string text, unicode, lenient;
};

TEST(ParsePattern, TakesMoreWithoutTheFlagU) {
  const std::vector<TwoRow> rows = {
      {"^(abc]", "5: lone ]", "1: missing closing parenthesis"},
      {"a]", "1: lone ]", "(seq a ])"},
      {"}", "0: lone }", "}"},
      {"{", "0: lone {", "{"},
      {"a{", "1: lone {", "(seq a {)"},
      {"a{,5}", "1: lone {", "(seq a { , 5 })"},
      {"a{1", "1: lone {", "(seq a { 1)"},
      {"{a}", "0: lone {", "(seq { a })"},
      {"a{1,x}", "1: lone {", "(seq a { 1 , x })"},
      {"\\-\\_\\'\\\"\\ \\@\\:\\#\\!\\<", "0: \\- is no escape of ECMA-262", "(seq - _ ' \" U+0020 @ : # ! <)"},
      {"a\\é", "1: \\é is no escape of ECMA-262", "(seq a U+00E9)"},
      {"[\\_\\:]", "1: \\_ is no escape of ECMA-262", "[: _]"},
      {"[\\1]", "1: \\1 is no escape of ECMA-262", "[U+0001]"},
      {"[\\101\\08]", "1: \\1 is no escape of ECMA-262", "[U+0000 8 A]"},
      {"[\\8]", "1: \\8 is no escape of ECMA-262", "1: \\8 is no escape of ECMA-262"},
      {"\\012", "0: \\0 is no escape of ECMA-262", "U+000A"},
      {"\\0777", "0: \\0 is no escape of ECMA-262", "(seq ? 7)"},
      {"[\\w-.]", "1: a range in a character class ends in a class", "[--. 0-9 A-Z _ a-z]"},
      {"[+-\\d]", "1: a range in a character class ends in a class", "[+ - 0-9]"},
      {"(?=a)*", "5: nothing to repeat", "(0, (ahead a))"},
      {"(?!a){2}", "5: nothing to repeat", "(2,2 (not-ahead a))"},
      {"[[:alpha:]]", "10: lone ]", "1: [:alpha:] is no class of ECMA-262"},
      {"[[:]", "[: []", "[: []"},
  };
  for (const auto& [text, unicode, lenient] : rows) {
    EXPECT_EQ(Parse(text, PatternGrammar::kUnicode), unicode) << text;
    EXPECT_EQ(Parse(text, PatternGrammar::kLenient), lenient) << text;
  }
}

std::string Times(const std::string& text, std::size_t count) {
  std::string times;
  for (std::size_t i = 0; i < count; ++i) times += text;
  return times;
}

TEST(ParsePattern, HasBounds) {
  const auto fault = [](const std::string& text) {
    const auto parsed = ParsePattern(text, PatternGrammar::kUnicode);
    const auto* found = std::get_if<PatternFault>(&parsed);
    return found == nullptr ? std::string() : fmt::format("{}: {}", found->offset, found->reason);
  };
  EXPECT_EQ(fault(Times("a", kLongestPattern)), "");
  EXPECT_EQ(fault(Times("a", kLongestPattern + 1)), "65536: longer than 65536 bytes");
  EXPECT_EQ(fault(Times("a", 1 << 20)), "65536: longer than 65536 bytes");
  EXPECT_EQ(fault(Times("(", 250) + Times(")", 250)), "");
  EXPECT_EQ(fault(Times("(?=", 250) + Times(")", 250)), "");
  EXPECT_EQ(fault(Times("(", 251) + Times(")", 251)), "250: more than 250 groups inside one another");
  EXPECT_EQ(fault(Times("(", 60'000)), "250: more than 250 groups inside one another");
  EXPECT_EQ(fault(Times("()", 30'000)), "");
  EXPECT_EQ(fault(Times("[", 60'000)), "0: missing terminating ] for character class");
}

}  // namespace
}  // namespace plumbline::schema
