#include "cli/option_table.h"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>
#include <algorithm>

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

  const CommandRow expected = {
      .name = "tool",
      .summary = "Does it.",
      .options = {
          {.names = {"-h", "--help"}, .placeholder = "", .summary = "Print this help", .otherwise = "", .kind = ArgumentKind::kNone, .choices = {}},
          {.names = {"-q", "--quiet"}, .placeholder = "", .summary = "Say less", .otherwise = "", .kind = ArgumentKind::kNone, .choices = {}},
          {.names = {"--report"}, .placeholder = "FORMAT=PATH", .summary = "Write one", .otherwise = "", .kind = ArgumentKind::kReport, .choices = {}, .repeated = true},
          {.names = {"--color"}, .placeholder = "auto|never", .summary = "Colours", .otherwise = "auto", .kind = ArgumentKind::kChoice, .choices = {"auto", "never"}},
          {.names = {"--today"}, .placeholder = "YYYY-MM-DD", .summary = "The day", .otherwise = "", .kind = ArgumentKind::kText, .choices = {}},
      },
      .arguments = {{.names = {}, .placeholder = "TARGET", .summary = "Pages", .otherwise = "", .kind = ArgumentKind::kFile, .choices = {}, .required = true, .repeated = true}},
      .commands = {{.name = "explain", .summary = "Explain it", .options = {},
                    .arguments = {{.names = {}, .placeholder = "RULE", .summary = "Which", .otherwise = "", .kind = ArgumentKind::kRule, .choices = {}}}, .commands = {}}},
  };
  EXPECT_EQ(Describe(app), expected);
}

TEST(OptionTable, HoldsEveryCommandOfTheProgram) {
  const CommandRow program = DescribeProgram();
  std::vector<std::string> names;
  for (const CommandRow& command : program.commands) names.push_back(command.name);
  EXPECT_THAT(names, testing::IsSupersetOf({"init", "run", "audit", "report", "derive", "validate", "compile", "metaschema", "list", "explain", "completions", "man"}));
  EXPECT_EQ(std::count(names.begin(), names.end(), "run"), 1);
}

}  // namespace
}  // namespace plumbline::cli
