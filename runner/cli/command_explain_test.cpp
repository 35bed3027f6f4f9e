#include <gmock/gmock.h>

#include <regex>

#include "cli/cli_testing.h"
#include "cli/option_table.h"
#include "run/condition.h"

namespace plumbline::cli {
namespace {

using testing::HasSubstr;

// Every text that stands where `pattern` has its group.
std::vector<std::string> Matches(const std::string& file, const std::string& pattern) {
  const std::string text = ReadText(file);
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

TEST(Explain, KnowsEveryIdThatAReportCanShow) {
  std::vector<std::string> ids = RuleIds();
  for (const run::Condition& condition : run::Conditions()) ids.emplace_back(condition.id);
  for (const std::string& id : Matches("runner/run/run.cpp", "\\.error_kind = \"([a-z.]+)\"[,;]")) ids.push_back(id);
  for (const std::string& id : Matches("runner/run/run.cpp", "\\.rule = \"([a-z.]+)\"")) ids.push_back(id);
  const std::size_t before = ids.size();
  for (const std::string& kind : Matches("runner/http/curl_transport.cpp", "return \"([a-z]+)\";"))
    ids.push_back("transport." + kind);
  for (const std::string& kind : Matches("runner/http/curl_transport.cpp", "TransportError\\{\"([a-z]+)\""))
    ids.push_back("transport." + kind);
  EXPECT_GT(ids.size(), before + 8);
  for (const std::string& id : ids) {
    const Outcome outcome = RunCommand({"explain", id});
    EXPECT_EQ(outcome.code, 0) << id << ": " << outcome.err;
    EXPECT_THAT(outcome.out, testing::StartsWith(id + " ("));
  }
}

TEST(Explain, SaysWhatAConditionMeansForTheVerdict) {
  EXPECT_EQ(
      RunCommand({"explain", "transport.resolve"}).out,
      "transport.resolve (why there is no judgement, inconclusive)\nThe name of the service is not known\n\n"
      "The host of --target, or that of a proxy, has no address.\n\nWhat to do: correct the name, or the proxy in the environment.\n");
  EXPECT_THAT(RunCommand({"explain", "transport.timeot"}).err,
              HasSubstr("'transport.timeot' (did you mean 'transport.timeout'?)"));
}

}  // namespace
}  // namespace plumbline::cli
