#include "report/console.h"

#include <gmock/gmock.h>

#include "base/snippet.h"
#include "run/result_testing.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Console, EveryVerdict) {
  ConsoleOptions options;
  options.reports = {"r.xml"};
  options.rerun = "plumbline run suites/acme --mock";
  EXPECT_EQ(WriteConsole(run::EveryVerdict(), options),
            R"(Plumbline 9.9 · Acme (acme) · specs/acme/openapi.yaml · our mock on loopback

GET /v1.2/items
  ✗ items/get   200  1 failed
  ! items/gone  ---  transport.connect: refused

error[response.schema]: GET /v1.2/items → 200: price <b> is not an integer
  --> specs/acme/openapi.yaml:12:13 (/a)
   |
12 |       type: integer
   |             ^^^^^^^ the contract says integer
  ::: response body:1:11 (/price)
   |
 1 | {"price": "]]>)"
            "\xFF"
            R"("}
   |           ^^^^^^ observed string
  = likely wrong: The service.
  = new: to waive it: plumbline waivers add 0123456789abcdef --result RESULT.json --owner … --reason … --days …; or by hand in suites/acme/waivers.yaml
  = case items/get (suites/acme/items.yaml:4:9): curl "$TARGET"'/v1.2/items'
  = help: plumbline explain response.schema

inconclusive: transport.connect: refused (items/gone)

Waivers (suites/acme/waivers.yaml)
  ~ W-1 until 2027-03-31  [example.schema] GET /v1.2/items: the example breaks its schema
  ✗ W-2 until 2027-03-31  no longer needed: remove it from suites/acme/waivers.yaml:8:3

2 cases · judgements: 1 passed, 1 failed, 1 waived, 1 without a verdict, 1 not run, 0 not applicable
discrepancies: 1 new or expired, 1 documented, 0 notes; 1 stale waiver
not tested: POST /v1.2/items
DISCREPANCY: 1 discrepancy is not covered by a waiver; 1 judgement could not be made; 1 waiver is no longer needed (exit 1)
report: r.xml
again:  plumbline run suites/acme --mock
)");
}

TEST(Console, QuietKeepsFindingsAndTotals) {
  const std::string text =
      WriteConsole(run::EveryVerdict(), {.color = false, .detail = Detail::kQuiet, .reports = {}, .rerun = {}});
  EXPECT_THAT(text, Not(HasSubstr("items/gone  ---")));
  EXPECT_THAT(text, HasSubstr("inconclusive: transport.connect: refused (items/gone)\n"));
  EXPECT_THAT(text, HasSubstr("error[response.schema]"));
  EXPECT_THAT(text, Not(HasSubstr("W-1")));
}

TEST(Console, VerboseShowsWaivedFindingsInFull) {
  EXPECT_THAT(
      WriteConsole(run::EveryVerdict(), {.color = false, .detail = Detail::kVerbose, .reports = {}, .rerun = {}}),
      HasSubstr("= waived until 2027-03-31 by ann (W-1): known"));
}

TEST(Console, ColorIsOnlyThereWhenAskedFor) {
  EXPECT_THAT(WriteConsole(run::EveryVerdict(), {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(WriteConsole(run::EveryVerdict(), {.color = true, .detail = Detail::kNormal, .reports = {}, .rerun = {}}),
              HasSubstr("\x1b[1;31m✗\x1b[0m items/get"));
}

TEST(Snippet, LongLinesAreCutAroundTheMark) {
  const std::string line(500, 'x');
  const Place place{"response body", "/a", 1, 501, 505, line, "25.5", line, "observed number 25.5"};
  EXPECT_EQ(DrawPlaces({place}), " --> response body:1:501 (/a)\n  |\n1 | …" + std::string(59, 'x') + "25.5" +
                                     std::string(39, 'x') + "…\n  | " + std::string(60, ' ') +
                                     "^^^^ observed number 25.5\n");
}

TEST(Snippet, ControlCharactersDoNotReachTheTerminal) {
  const Place place{"b", "", 1, 2, 3, "\x1b", "\x07", "\t", "n"};
  EXPECT_EQ(DrawPlaces({place}), " --> b:1:2\n  |\n1 |    \n  |  ^ n\n");
}

TEST(CurlLine, QuotesForTheShell) {
  run::RunResult result;
  result.target = "https://api.example.com";
  run::CaseResult test;
  test.exchange = http::Exchange{{"POST", "/a?b=c", {{"X-Q", "it's"}}, "{}"}, std::nullopt, std::nullopt, {}};
  EXPECT_EQ(CurlLine(test, result),
            R"(curl -X POST -H 'X-Q: it'\''s' --data-binary '{}' "https://api.example.com"'/a?b=c')");
}

}  // namespace
}  // namespace plumbline::report
