#include "cli/man_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/cli_testing.h"
#include "cli/option_table_testing.h"
#include "cli/shell_testing.h"

namespace plumbline::cli {
namespace {

using testing::HasSubstr;

TEST(ManPage, WritesCommandsAndOptions) {
  OptionRow color = Option({"-c", "--color"}, "auto|never", ".Colours – all", ArgumentKind::kChoice);
  color.choices = {"auto", "never"};
  color.otherwise = "auto";
  OptionRow suites = Option({}, "SUITES", "Which", ArgumentKind::kFile);
  suites.required = suites.repeated = true;
  const CommandRow program = {
      .name = "tool",
      .summary = "Looks at 'it' \\ so.",
      .options = {Option({"--version"}, "", "Print the version", ArgumentKind::kNone)},
      .arguments = {},
      .commands = {{.name = "run",
                    .summary = "Run them",
                    .options = {Option({"-h", "--help"}, "", "Print this help", ArgumentKind::kNone), color},
                    .arguments = {suites},
                    .commands = {}}},
  };
  const std::string page = ManPage(program, "1.2.3", *ParseDate("2026-11-21"));
  const std::string expected = R"(.\" Made by: plumbline man
.TH PLUMBLINE 1 2026-11-21 "plumbline 1.2.3" "User Commands"
.nh
.ad l
.SH NAME
plumbline \- hold an HTTP API against its contract
.SH SYNOPSIS
\fBtool\fR \fICOMMAND\fR [\fIOPTION\fR]\|.\|.\|.
.SH DESCRIPTION
Looks at \(aqit\(aq \e so.
.TP
\fB\-\-version\fR
Print the version.
.SH COMMANDS
.SS run
\fBplumbline run\fR [\fIOPTION\fR]\|.\|.\|. \fISUITES\fR\|.\|.\|.
.PP
Run them.
.TP
\fISUITES\fR
Which.
.TP
\fB\-c\fR, \fB\-\-color\fR \fIauto|never\fR
\&.Colours \[u2013] all: auto, never. Default: auto.
.SH EXIT STATUS
)";
  EXPECT_EQ(page.substr(0, expected.size()), expected);
}

TEST(ManPage, HoldsEveryOptionOfTheProgram) {
  const Outcome printed = RunCommand({"man"});
  EXPECT_EQ(printed.code, 0);
  EXPECT_THAT(printed.out, HasSubstr(".TH PLUMBLINE 1 2026-11-21 "));
  for (const CommandRow& command : DescribeProgram().commands) {
    const std::size_t begin = printed.out.find(".SS " + command.name + '\n');
    ASSERT_NE(begin, std::string::npos) << command.name;
    const std::string section = printed.out.substr(begin, printed.out.find("\n.SS ", begin + 1) - begin);
    for (const OptionRow& option : command.options) {
      if (option.names.back() == "--help") continue;
      std::string name;
      for (const char c : option.names.back()) name += c == '-' ? std::string("\\-") : std::string(1, c);
      EXPECT_THAT(section, HasSubstr("\\fB" + name + "\\fR")) << command.name;
    }
  }
}

TEST(ManPage, IsReadWithoutAWarning) {
  const Folder folder;
  const std::string file = ShellWord(folder.Write("plumbline.1", RunCommand({"man"}).out));
  bool any = false;
  if (HasProgram("mandoc")) {
    any = true;
    EXPECT_EQ(RunShell("mandoc -T lint -W warning " + file), (ShellOutcome{0, ""}));
  }
  if (HasProgram("groff")) {
    any = true;
    EXPECT_EQ(RunShell("groff -ww -man -Tutf8 -K utf8 " + file + " >/dev/null"), (ShellOutcome{0, ""}));
  }
  if (HasProgram("man")) {
    any = true;
    const ShellOutcome shown = RunShell("MANWIDTH=100 LC_ALL=C.UTF-8 man -l " + file + " | col -b");
    EXPECT_EQ(shown.code, 0);
    EXPECT_THAT(shown.out, HasSubstr("plumbline - hold an HTTP API against its contract"));
  }
  if (!any) GTEST_SKIP() << "neither mandoc nor groff nor man is here";
}

}  // namespace
}  // namespace plumbline::cli
