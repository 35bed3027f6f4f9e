#include "report/xml_text.h"

#include <gtest/gtest.h>

namespace plumbline::report {
namespace {

TEST(XmlText, ReplacesWhatXmlCannotHold) {
  const std::pair<std::string, std::string> rows[] = {
      {"plain\ttext\r\n", "plain\ttext\r\n"},
      {std::string("a\0b", 3), "a�b"},
      {"\x1b[31m", "�[31m"},
      {"\xFF\xC3", "��"},
      {"\xEF\xBF\xBE", "�"},
      {"é😀", "é😀"},
      {"\xED\xA0\x80", "���"},
      {"]]>", "]]>"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(XmlText(text), expected);
}

}  // namespace
}  // namespace plumbline::report
