#include "base/date.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace plumbline {
namespace {

TEST(ParseDate, ReadsWhatFormatDateWrites) {
  for (std::string_view text : {"2026-01-19", "1970-01-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    const auto date = ParseDate(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(FormatDate(*date), text);
  }
}

TEST(ParseDate, RefusesOtherFormsAndDaysThatDoNotExist) {
  for (std::string_view text : {"", "2026-1-19", "2026-02-29", "1900-02-29", "2026-02-30", "2026-04-31", "2026-13-01",
                                "2026-00-01", "2026-01-00", "2026-01-32", "2026/01/19", "20260119",
                                "2026-01-19T00:00:00Z", " 2026-01-19", "2026-01-1a", "-026-01-19", "2026-+1-19"}) {
    EXPECT_FALSE(ParseDate(text)) << text;
  }
}

TEST(FormatTimestamp, WritesWholeSecondsInUtc) {
  const std::vector<std::pair<std::int64_t, std::string>> rows = {
      {0, "1970-01-01T00:00:00Z"},
      {1'795'244'760'000, "2026-11-21T07:06:00Z"},
      {1'795'244'760'999, "2026-11-21T07:06:00Z"},
      {86'399'999, "1970-01-01T23:59:59Z"},
      {-1, "1969-12-31T23:59:59Z"},
  };
  for (const auto& [milliseconds, text] : rows)
    EXPECT_EQ(FormatTimestamp(TimePoint(std::chrono::milliseconds(milliseconds))), text);
}

}  // namespace
}  // namespace plumbline
