#include "cli/option_table.h"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/option_table_testing.h"

namespace plumbline::cli {
namespace {

TEST(OptionTable, TellsWhatWasDeclared) {
  CLI::App app("Does it.", "tool");
  app.set_help_flag("-h,--help", "Print this help");
  std::vector<std::string> reports, targets;
  std::string color = "auto", id, day;
  bool quiet = false;
  app.add_option("targets", targets, "Pages")->required()->type_name("TARGET");
  app.add_flag("-q,--quiet", quiet, "Say less");
  app.add_option("--report", reports, "Write one")->type_name("FORMAT=PATH")->take_all()->allow_extra_args(false);
  app.add_option("--color", color, "Colours")->check(CLI::IsMember({"auto", "never"}))->capture_default_str();
  app.add_option("--today", day, "The day")->type_name("YYYY-MM-DD");
  CLI::App* sub = app.add_subcommand("explain", "Explain it");
  sub->set_help_flag();
  sub->add_option("id", id, "Which")->type_name("RULE");

  OptionRow report_row = Option({"--report"}, "FORMAT=PATH", "Write one", ArgumentKind::kReport);
  report_row.repeated = true;
  OptionRow color_row = Option({"--color"}, "auto|never", "Colours", ArgumentKind::kChoice);
  color_row.choices = {"auto", "never"};
  color_row.otherwise = "auto";
  OptionRow target_row = Option({}, "TARGET", "Pages", ArgumentKind::kFile);
  target_row.required = target_row.repeated = true;
  const CommandRow explain = {.name = "explain",
                              .summary = "Explain it",
                              .options = {},
                              .arguments = {Option({}, "RULE", "Which", ArgumentKind::kRule)},
                              .commands = {}};
  const CommandRow expected = {
      .name = "tool",
      .summary = "Does it.",
      .options = {Option({"-h", "--help"}, "", "Print this help", ArgumentKind::kNone),
                  Option({"-q", "--quiet"}, "", "Say less", ArgumentKind::kNone), report_row, color_row,
                  Option({"--today"}, "YYYY-MM-DD", "The day", ArgumentKind::kText)},
      .arguments = {target_row},
      .commands = {explain}};
  EXPECT_EQ(Describe(app), expected);
}

TEST(OptionTable, HoldsEveryCommandOfTheProgram) {
  const CommandRow program = DescribeProgram();
  std::vector<std::string> names;
  for (const CommandRow& command : program.commands) names.push_back(command.name);
  EXPECT_THAT(names, testing::IsSupersetOf({"init", "run", "audit", "report", "derive", "validate", "compile",
                                            "metaschema", "list", "explain", "completions", "man"}));
  EXPECT_EQ(std::count(names.begin(), names.end(), "run"), 1);
}

}  // namespace
}  // namespace plumbline::cli
