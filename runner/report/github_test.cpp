#include <gmock/gmock.h>

#include <algorithm>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Github, EveryVerdict) { ExpectGolden("every.github", WriteGithub(EverySide(), {})); }

TEST(Github, OfNothingIsNothing) { EXPECT_EQ(WriteGithub({}, {}), ""); }

TEST(Github, TenOfAKindAndTheRestInOneNotice) {
  const std::string text = WriteGithub(Many(23), {});
  std::size_t errors = 0, warnings = 0;
  for (std::size_t at = 0; at != std::string::npos; at = text.find('\n', at + 1)) {
    errors += text.compare(at + (at > 0 ? 1 : 0), 8, "::error ") == 0 ? 1 : 0;
    warnings += text.compare(at + (at > 0 ? 1 : 0), 10, "::warning ") == 0 ? 1 : 0;
  }
  EXPECT_EQ(errors, 10u);
  EXPECT_EQ(warnings, 10u);
  EXPECT_THAT(
      text,
      testing::EndsWith(
          "\n::notice title=plumbline::1 more error, 2 more warnings are not shown here: GitHub shows 10 annotations of a kind for a step. "
          "The other reports have them.\n"));
  EXPECT_THAT(WriteGithub(Many(20), {}), Not(HasSubstr("::notice")));
}

TEST(Github, HostileTextStaysInItsAnnotation) {
  const std::string text = WriteGithub(Hostile(), {});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_THAT(
      text,
      testing::StartsWith(
          "::error file=a b%3A%2C%25#é\"<.yaml,line=12,col=13,endLine=12,endColumn=20,title=plumbline response.schema::GET /v1.2/items"));
  EXPECT_THAT(text, Not(HasSubstr("\n::error::")));
  EXPECT_THAT(text, Not(HasSubstr("\x1B")));
  EXPECT_THAT(text, Not(HasSubstr("\r")));
}
}  // namespace
}  // namespace plumbline::report
