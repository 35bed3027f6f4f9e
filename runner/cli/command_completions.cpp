#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/completions.h"

namespace plumbline::cli {
namespace {

finding::ExitCode Execute(const std::string& shell, const Context& context) {
  const CommandRow program = DescribeProgram();
  context.out << (shell == "bash"  ? BashCompletion(program)
                  : shell == "zsh" ? ZshCompletion(program)
                                   : FishCompletion(program));
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto shell = std::make_shared<std::string>();
  app.add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  return [shell](const Context& context) { return Execute(*shell, context); };
}

}  // namespace

const Command kCompletionsCommand = {"completions", "Print the completion script of a shell", Declare};

}  // namespace plumbline::cli
