#include "mock/pattern_text.h"

#include <gtest/gtest.h>

namespace plumbline::mock {
namespace {

TEST(PatternText, IsTheShortestThatMatches) {
  struct Row {
    const char* pattern;
    std::uint64_t least, most;
    std::optional<std::string> text;
  };
  const Row kRows[] = {
      {"^[A-Z]{3}-[0-9]{7}$", 0, 100, "AAA-0000000"},
      {"^[0-9]{2,}:[0-5][0-9]:[0-5][0-9]$", 0, 100, "00:00:00"},
      {"^(ch|pi)_[a-z0-9]+$", 0, 100, "ch_a"},
      {"^(ch|pi)_[a-z0-9]+$", 10, 100, "ch_aaaaaaa"},
      {"^[a-z]*$", 3, 3, "aaa"},
      {"^(a|b)\\1{2}$", 0, 100, "aaa"},
      {"x", 0, 100, "x"},
      {"", 0, 100, ""},
      {"^\\+[1-9]\\d{1,14}$", 0, 100, "+10"},
      {"^[^a-zA-Z0-9]{2}$", 0, 100, "__"},
      {"^[äö]\\p{Lu}$", 0, 100, std::nullopt},  // a small letter is tried for the property, and the pattern asked
      {"^[äö]\\p{L}$", 0, 100, "äa"},
      {"^(?!a)[a-z]$", 0, 100, std::nullopt},
      {"^a{4}$", 0, 3, std::nullopt},
      {"^a{1,4}$", 5, 100, std::nullopt},
      {"a{20000}", 0, 1'000'000, std::nullopt},
      {"(((a{999}){999}){999}){999}", 0, 1'000'000, std::nullopt},
      {"(", 0, 100, std::nullopt},
  };
  for (const Row& row : kRows) EXPECT_EQ(TextOfPattern(row.pattern, row.least, row.most), row.text) << row.pattern;
}

}  // namespace
}  // namespace plumbline::mock
