#include "report/plain_text.h"

#include <gtest/gtest.h>

namespace plumbline::report {
namespace {

TEST(PlainText, ReplacesWhatIsNotToBeShown) {
  const std::pair<const char*, const char*> kTable[] = {
      {"a\tb\nc", "a\tb\nc"},
      {"a\r\nb\rc", "a\nb\uFFFDc"},
      {"\x1B[31m\x7F\x01", "\uFFFD[31m\uFFFD\uFFFD"},
      {"\u0085\u009F\u00A0", "\uFFFD\uFFFD\u00A0"},
      {"\u2028\u202E\u2066\u202F", "\uFFFD\uFFFD\uFFFD\u202F"},
      {"\uFEFF\xEF\xBF\xBE\uFFFD", "\uFFFD\uFFFD\uFFFD"},
      {"\xFF\xF0\x9F\x92\xA5\xC2", "\uFFFD\xF0\x9F\x92\xA5\uFFFD"},
      {"", ""},
  };
  for (const auto& [text, plain] : kTable) EXPECT_EQ(PlainText(text), plain);
}

TEST(OneLine, JoinsLinesBySpaces) {
  EXPECT_EQ(OneLine(" a\r\n\t b\n"), "a b");
  EXPECT_EQ(OneLine("a  b"), "a  b");
  EXPECT_EQ(OneLine("\n"), "");
}

}  // namespace
}  // namespace plumbline::report
