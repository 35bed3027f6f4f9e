#include "cli/completions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/cli_testing.h"
#include "cli/option_table_testing.h"
#include "cli/shell_testing.h"

namespace plumbline::cli {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : Split(text, '\n')) {
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

// A folder with files, and the script beside it.
struct Desk {
  explicit Desk(const std::string& shell) : folder{{"specs/acme.yaml", ""}, {"specs/a b.md", ""}, {"junit.xml", ""}} {
    const Outcome printed = RunCommand({"completions", shell});
    EXPECT_EQ(printed.code, 0) << printed.err;
    script = folder.Write("script/plumbline." + shell, printed.out);
  }
  Desk(const std::string& shell, const std::string& text)
      : folder{{"specs/acme.yaml", ""}}, script(folder.Write("script/plumbline." + shell, text)) {}
  Folder folder;
  std::string script;
};

// A command that has commands.
CommandRow Nested() {
  const OptionRow file = Option({"--file"}, "FILE", "Of [all]: 'these'", ArgumentKind::kFile);
  const OptionRow owner = Option({"-o", "--owner"}, "NAME", "Who", ArgumentKind::kText);
  OptionRow what = Option({}, "WHAT", "Which", ArgumentKind::kChoice);
  what.choices = {"old", "odd", "all"};
  what.repeated = true;
  const CommandRow add = {
      .name = "add", .summary = "Add one", .options = {file, owner}, .arguments = {what}, .commands = {}};
  const CommandRow prune = {
      .name = "prune", .summary = "Remove some", .options = {file}, .arguments = {}, .commands = {}};
  const CommandRow waivers = {
      .name = "waivers", .summary = "Change them", .options = {}, .arguments = {}, .commands = {add, prune}};
  const CommandRow other = {.name = "add", .summary = "", .options = {}, .arguments = {}, .commands = {}};
  return {.name = "plumbline", .summary = "", .options = {}, .arguments = {}, .commands = {waivers, other}};
}

// What bash offers for the last word, with the words as bash itself cuts them.
std::vector<std::string> BashReplies(const Desk& desk, const std::vector<std::string>& words,
                                     const std::string& word_breaks = " \t\n\"'><=;|&(:") {
  std::string array;
  for (const std::string& word : words) array += ' ' + ShellWord(word);
  const std::string program = "cd " + ShellWord(desk.folder.path()) + " && source " + ShellWord(desk.script) +
                              " && COMP_WORDBREAKS=" + ShellWord(word_breaks) + "; COMP_WORDS=(" + array +
                              " ); COMP_CWORD=" + std::to_string(words.size() - 1) +
                              "; _plumbline; for reply in \"${COMPREPLY[@]}\"; do echo \"$reply\"; done";
  const ShellOutcome outcome = RunShell("bash --norc -c " + ShellWord(program));
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  return Lines(outcome.out);
}

TEST(BashCompletion, OffersWhatFits) {
  if (!HasProgram("bash")) GTEST_SKIP() << "bash is not here";
  const Desk desk("bash");
  struct Row {
    std::vector<std::string> words;
    std::vector<std::string> replies;
  };
  const Row kRows[] = {
      {{"plumbline", "ru"}, {"run"}},
      {{"plumbline", "com"}, {"compile", "completions"}},
      {{"plumbline", "--v"}, {"--version"}},
      {{"plumbline", "nothing-such"}, {}},
      {{"plumbline", "run", "--mo"}, {"--mock"}},
      {{"plumbline", "audit", "--mo"}, {}},
      {{"plumbline", "run", "specs", "--color", ""}, {"auto", "always", "never"}},
      {{"plumbline", "run", "--color", "=", "al"}, {"always"}},
      {{"plumbline", "run", "--target", ""}, {}},
      {{"plumbline", "run", "--report", "jun"}, {"junit="}},
      {{"plumbline", "run", "--report", "junit", "=", "jun"}, {"junit.xml"}},
      {{"plumbline", "run", "--report", "=", "junit", "=", "jun"}, {"junit.xml"}},
      {{"plumbline", "run", "--report", "junit", "="}, {"junit.xml", "script", "specs"}},
      {{"plumbline", "run", "specs/"}, {"specs/a b.md", "specs/acme.yaml"}},
      {{"plumbline", "audit", "specs/acme.yaml", "specs/a"}, {"specs/a b.md", "specs/acme.yaml"}},
      {{"plumbline", "derive", "specs", "--out", ""}, {"script", "specs"}},
      {{"plumbline", "list", "c"}, {"checks", "cases"}},
      {{"plumbline", "list", "cases", "spe"}, {"specs"}},
      {{"plumbline", "explain", "response.con"}, {"response.content_type"}},
      {{"plumbline", "explain", "money.sc"}, {"money.scale"}},
      {{"plumbline", "explain", "money.scale", ""}, {}},
      {{"plumbline", "completions", ""}, {"bash", "zsh", "fish"}},
  };
  for (const Row& row : kRows) {
    EXPECT_THAT(BashReplies(desk, row.words), testing::UnorderedElementsAreArray(row.replies)) << Join(row.words, " ");
  }
}

TEST(BashCompletion, KnowsCommandsOfCommands) {
  if (!HasProgram("bash")) GTEST_SKIP() << "bash is not here";
  const Desk desk("bash", BashCompletion(Nested()));
  EXPECT_THAT(BashReplies(desk, {"plumbline", "waivers", ""}), testing::ElementsAre("add", "prune"));
  EXPECT_THAT(BashReplies(desk, {"plumbline", "waivers", "add", "--"}), testing::ElementsAre("--file", "--owner"));
  EXPECT_THAT(BashReplies(desk, {"plumbline", "waivers", "add", "-o", "add", "o"}), testing::ElementsAre("old", "odd"));
  EXPECT_THAT(BashReplies(desk, {"plumbline", "waivers", "add", "old", "a"}), testing::ElementsAre("all"));
  EXPECT_THAT(BashReplies(desk, {"plumbline", "waivers", "prune", "o"}), testing::ElementsAre());
  EXPECT_THAT(BashReplies(desk, {"plumbline", "add", "--"}), testing::ElementsAre());
}

// Who took "=" out of COMP_WORDBREAKS completes whole words.
TEST(BashCompletion, OffersWholeWordsWhereEqualsBreaksNone) {
  if (!HasProgram("bash")) GTEST_SKIP() << "bash is not here";
  const Desk desk("bash");
  EXPECT_EQ(BashReplies(desk, {"plumbline", "run", "--report", "junit=jun"}, " \t\n"),
            std::vector<std::string>{"junit=junit.xml"});
  EXPECT_EQ(BashReplies(desk, {"plumbline", "run", "--color=al"}, " \t\n"), std::vector<std::string>{"--color=always"});
}

TEST(BashCompletion, HasNoSlips) {
  if (!HasProgram("shellcheck")) GTEST_SKIP() << "shellcheck is not here";
  const Desk desk("bash");
  EXPECT_EQ(RunShell("shellcheck " + ShellWord(desk.script)), (ShellOutcome{0, ""}));
}

std::vector<std::string> FishReplies(const Desk& desk, const std::string& line) {
  const std::string program =
      "cd " + ShellWord(desk.folder.path()) + "; source " + ShellWord(desk.script) + "; complete -C " + ShellWord(line);
  const ShellOutcome outcome =
      RunShell("HOME=" + ShellWord(desk.folder.Path("home")) + " fish --no-config -c " + ShellWord(program));
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  std::vector<std::string> replies;
  for (const std::string& reply : Lines(outcome.out)) replies.push_back(reply.substr(0, reply.find('\t')));
  return replies;
}

TEST(FishCompletion, OffersWhatFits) {
  if (!HasProgram("fish")) GTEST_SKIP() << "fish is not here";
  const Desk desk("fish");
  EXPECT_EQ(RunShell("fish --no-execute " + ShellWord(desk.script)), (ShellOutcome{0, ""}));
  struct Row {
    std::string line;
    std::vector<std::string> replies;
  };
  const Row kRows[] = {
      {"plumbline ru", {"run"}},
      {"plumbline com", {"compile", "completions"}},
      {"plumbline --v", {"--version"}},
      {"plumbline run --mo", {"--mock"}},
      {"plumbline audit --mo", {}},
      {"plumbline run --color ", {"always", "auto", "never"}},
      {"plumbline run --color=al", {"--color=always"}},
      {"plumbline run --target ", {}},
      {"plumbline run --report jun", {"junit="}},
      {"plumbline run --report junit=jun", {"junit=junit.xml"}},
      {"plumbline run specs/a", {"specs/a b.md", "specs/acme.yaml"}},
      {"plumbline derive --out s", {"script/", "specs/"}},
      {"plumbline list c", {"cases", "checks"}},
      {"plumbline list cases spe", {"specs/"}},
      {"plumbline explain money.sc", {"money.scale"}},
      {"plumbline completions z", {"zsh"}},
  };
  for (const Row& row : kRows)
    EXPECT_THAT(FishReplies(desk, row.line), testing::UnorderedElementsAreArray(row.replies)) << row.line;
}

TEST(FishCompletion, KnowsCommandsOfCommands) {
  if (!HasProgram("fish")) GTEST_SKIP() << "fish is not here";
  const Desk desk("fish", FishCompletion(Nested()));
  EXPECT_THAT(FishReplies(desk, "plumbline waivers "), testing::UnorderedElementsAre("add", "prune"));
  EXPECT_THAT(FishReplies(desk, "plumbline waivers add --"), testing::UnorderedElementsAre("--file", "--owner"));
  EXPECT_THAT(FishReplies(desk, "plumbline waivers add -o add o"), testing::UnorderedElementsAre("old", "odd"));
  EXPECT_THAT(FishReplies(desk, "plumbline waivers add old a"), testing::ElementsAre("all"));
  EXPECT_THAT(FishReplies(desk, "plumbline waivers prune o"), testing::ElementsAre());
  EXPECT_THAT(FishReplies(desk, "plumbline add --"), testing::ElementsAre());
}

TEST(ZshCompletion, IsReadByZsh) {
  if (!HasProgram("zsh")) GTEST_SKIP() << "zsh is not here";
  const Desk desk("zsh");
  EXPECT_EQ(RunShell("zsh -f -n " + ShellWord(desk.script)), (ShellOutcome{0, ""}));
  const std::string program = "autoload -Uz compinit && compinit -u -D && source " + ShellWord(desk.script) +
                              " && print -l $_comps[plumbline] ${(k)functions[(I)_plumbline_run]}";
  EXPECT_EQ(RunShell("zsh -f -c " + ShellWord(program)), (ShellOutcome{0, "_plumbline\n_plumbline_run\n"}));
}

// zsh itself completes, on a terminal of its own; what it would list is caught where it is added.
std::vector<std::string> ZshReplies(const Desk& desk, const std::string& line) {
  const std::string inner = desk.folder.Write("script/inner.zsh", R"(
    autoload -Uz compinit && compinit -u -D
    source )" + ShellWord(desk.script) + R"(
    cd )" + ShellWord(desk.folder.path()) + R"(
    compadd() {
      local -a found
      builtin compadd -O found "$@"
      print -rl -- $found >>script/found
      builtin compadd "$@"
    }
    finish() { print -r -- done >>script/found; exit }
    zle -C offer complete-word _main_complete
    zle -N finish
    bindkey '^X' offer
    bindkey '^Y' finish
  )");
  const std::string outer = desk.folder.Write("script/outer.zsh", R"(
    zmodload zsh/zpty
    zpty terminal zsh -f -i
    zpty -w terminal "PS1=; source )" + inner + R"("
    sleep 1
    zpty -w -n terminal )" + ShellWord(line) + R"($'\x18\x19'
    for i in {1..50}; do
      zpty -rt terminal ignored
      if grep -q done )" + desk.folder.Path("script/found") + R"( 2>/dev/null; then break; fi
      sleep 0.1
    done
    zpty -d terminal
  )");
  desk.folder.Write("script/found", "");
  RunShell("timeout 20 zsh -f " + ShellWord(outer));
  std::vector<std::string> replies;
  for (std::string& reply : Lines(ReadText(desk.folder.Path("script/found")))) {
    if (reply != "done" && std::find(replies.begin(), replies.end(), reply) == replies.end())
      replies.push_back(std::move(reply));
  }
  return replies;
}

TEST(ZshCompletion, OffersWhatFits) {
  if (!HasProgram("zsh")) GTEST_SKIP() << "zsh is not here";
  const Desk desk("zsh");
  EXPECT_THAT(ZshReplies(desk, "plumbline com"), testing::UnorderedElementsAre("compile", "completions"));
  EXPECT_THAT(ZshReplies(desk, "plumbline run --color al"), testing::ElementsAre("always"));
  EXPECT_THAT(ZshReplies(desk, "plumbline run --report jun"), testing::ElementsAre("junit"));
  EXPECT_THAT(ZshReplies(desk, "plumbline explain money.sc"), testing::ElementsAre("money.scale"));
}

TEST(ZshCompletion, KnowsCommandsOfCommands) {
  if (!HasProgram("zsh")) GTEST_SKIP() << "zsh is not here";
  const Desk desk("zsh", ZshCompletion(Nested()));
  EXPECT_THAT(ZshReplies(desk, "plumbline waivers p"), testing::ElementsAre("prune"));
  EXPECT_THAT(ZshReplies(desk, "plumbline waivers add --fi"), testing::ElementsAre("--file"));
  EXPECT_THAT(ZshReplies(desk, "plumbline waivers add -o add o"), testing::UnorderedElementsAre("old", "odd"));
}

// No option is lost on the way into any of the files.
TEST(Completions, HoldEveryCommandAndOption) {
  const std::string bash = RunCommand({"completions", "bash"}).out, zsh = RunCommand({"completions", "zsh"}).out;
  const std::string fish = RunCommand({"completions", "fish"}).out;
  for (const CommandRow& command : DescribeProgram().commands) {
    for (const OptionRow& option : command.options) {
      const std::string& name = option.names.back();
      EXPECT_THAT(bash, testing::ContainsRegex("\"" + command.name + "\"\\) commands=.* options=\\(.*" + name));
      const std::string letter = option.names.size() > 1 ? " -s " + option.names.front().substr(1) : "";
      EXPECT_THAT(fish, testing::HasSubstr("__plumbline_in " + command.name + "'" + letter + " -l " + name.substr(2)));
      EXPECT_THAT(zsh, testing::HasSubstr(name));
    }
  }
}

TEST(Completions, KnowNoOtherShell) {
  const Outcome outcome = RunCommand({"completions", "csh"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, testing::HasSubstr("csh"));
}

}  // namespace
}  // namespace plumbline::cli
