#include <gmock/gmock.h>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Tap, EveryVerdict) { ExpectGolden("every.tap", WriteTap(EverySide(), {})); }

TEST(Tap, OfNothingIsASkippedPlan) {
  EXPECT_THAT(WriteTap({}, {}), testing::StartsWith("TAP version 14\n1..0 # SKIP nothing was judged\n"));
}

TEST(Tap, AnInterruptedRunBailsOut) {
  run::RunResult result = EverySide();
  result.exit_code = finding::ExitCode::kInterrupted;
  EXPECT_THAT(WriteTap(result, {}), testing::EndsWith("\nBail out! interrupted\n"));
  EXPECT_THAT(WriteTap(EverySide(), {}), Not(HasSubstr("Bail out!")));
}

// Every line of the hostile text is indented, so none is a test, an end of YAML or a command.
TEST(Tap, HostileTextStaysInItsBlock) {
  const std::string text = WriteTap(Hostile(), {});
  std::size_t points = 0, ends = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    points += line.starts_with("ok ") || line.starts_with("not ok ") ? 1 : 0;
    ends += line == "  ..." ? 1 : 0;
    EXPECT_FALSE(line.starts_with("::"));
  }
  EXPECT_EQ(points, 8u);
  EXPECT_EQ(ends, 4u);
  EXPECT_EQ(text.find_first_of("\x01\x1B\x7F\r"), std::string::npos);
}

TEST(Tap, NumberSignsAndBackslashesInNamesAreEscaped) {
  run::RunResult result = EverySide();
  result.cases[0].id = "a#b\\c";
  EXPECT_THAT(WriteTap(result, {}), HasSubstr("\nok 1 - GET /v1.2/items: a\\#b\\\\c: exchange\n"));
}
}  // namespace
}  // namespace plumbline::report
