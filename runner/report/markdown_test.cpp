#include <gmock/gmock.h>

#include "report/report.h"
#include "report/report_testing.h"
#include "run/conclude.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Markdown, EveryVerdict) { ExpectGolden("every.md", WriteMarkdown(EverySide(), {})); }

TEST(Markdown, OfNothingSaysThatNothingWasFound) {
  run::RunResult result;
  run::Conclude(result);
  EXPECT_THAT(WriteMarkdown(result, {}), HasSubstr("\nCONFORMS: no discrepancy was found.\n"));
}

TEST(Markdown, WhatDoesNotFitIntoAMebibyteIsCounted) {
  const std::string text = WriteMarkdown(Many(5500), {});
  EXPECT_LT(text.size(), 1u << 20);
  EXPECT_GT(text.size(), 900'000u);
  std::size_t shown = 0;
  for (std::size_t at = text.find("<details>"); at != std::string::npos; at = text.find("<details>", at + 1)) ++shown;
  EXPECT_THAT(text, testing::EndsWith(fmt::format(
                        "\n{} entries are left out, because a job summary holds 1 MiB. The other reports have all.\n",
                        5500 - shown)));
  EXPECT_THAT(WriteMarkdown(Many(100), {}), Not(HasSubstr("left out")));
}

TEST(Markdown, HostileTextEndsNeitherItsFenceNorItsElement) {
  run::RunResult result = Hostile();
  result.findings[0].finding.details = {"````\n</details>"};
  const std::string text = WriteMarkdown(result, {});
  // One opening and one closing fence of five.
  EXPECT_THAT(text, HasSubstr("\n`````text\nerror[response.schema]"));
  EXPECT_THAT(text, HasSubstr("\n`````\n\n</details>\n"));
  EXPECT_THAT(
      text,
      HasSubstr(
          "<summary>error[response.schema]: GET /v1.2/items → 200: ]]&gt; &lt;/details&gt; &lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(
      text,
      testing::StartsWith(
          "## Plumbline: \\]\\]&gt; &lt;/details&gt; &lt;script&gt;alert(1)&lt;/script&gt; \"'\\`\\` % :: , \\| \\# \\[a\\](b) \\\\ \uFFFD\uFFFD\\[31m\uFFFD ... --- not ok 1 ::error::x"));
}
}  // namespace
}  // namespace plumbline::report
