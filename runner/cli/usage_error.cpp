#include "cli/usage_error.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"

namespace plumbline::cli {
namespace {

std::vector<std::string> CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> OptionsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

// The first word that no option and no argument takes; empty where there is none.
std::string FirstExtra(const CLI::App& app, const std::vector<std::string>& args) {
  const std::vector<std::string> extras = app.remaining(true);
  const auto is_extra = [&](const std::string& word) {
    return std::find(extras.begin(), extras.end(), word) != extras.end();
  };
  const auto found = std::find_if(args.begin(), args.end(), is_extra);
  return found != args.end() ? *found : extras.empty() ? "" : extras.front();
}

// A command was meant where one of the words is nearly its name.
std::string MeantCommand(const CLI::App& command, const std::vector<std::string>& args) {
  const std::vector<std::string> names = CommandsOf(command);
  for (const std::string& word : args) {
    if (word.starts_with('-') || std::find(names.begin(), names.end(), word) != names.end()) continue;
    if (const std::string hint = DidYouMean(word, names); !hint.empty())
      return fmt::format("'{}' is no command{}", word, hint);
  }
  return "";
}

std::string ListOf(std::string_view choices) {
  std::vector<std::string> words;
  for (const std::string_view word : Split(choices, ',')) words.emplace_back(word);
  return Join(words, ", ");
}

// "SUITES" of the argument "suites"; "--report FORMAT=PATH"; "WHAT, one of checks, rules".
std::string PlaceholderOf(const CLI::App& command, const std::string& name) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_name() != name) continue;
    const std::string type = option->get_type_name();
    const std::size_t open = type.find(":{"), colon = type.find(':');
    std::string placeholder = type.substr(0, colon);
    if (open != std::string::npos)
      placeholder += ", one of " + ListOf(std::string_view(type).substr(open + 2, type.find('}') - open - 2));
    return option->nonpositional() ? name + (placeholder.empty() ? "" : ' ' + placeholder) : placeholder;
  }
  return name;
}

// An option that was cut short or lengthened is meant where no other is near.
std::string MeantOption(const CLI::App& command, const std::string& name) {
  const std::vector<std::string> names = OptionsOf(command);
  if (std::string hint = DidYouMean(name, names); !hint.empty()) return hint;
  constexpr std::size_t kLeast = 5;  // "--rep"
  std::size_t longest = kLeast - 1;
  std::string meant;
  for (const std::string& known : names) {
    const auto common = static_cast<std::size_t>(
        std::mismatch(known.begin(), known.end(), name.begin(), name.end()).first - known.begin());
    if (common > longest) longest = common, meant = known;
  }
  return meant.empty() ? "" : " (did you mean '" + meant + "'?)";
}

// "--fail-on: bla not in {error,warning}" of a word that is none of the choices.
std::string WrongChoice(const std::string& message, std::size_t at) {
  const std::size_t colon = message.find(": "), open = message.find('{', at);
  const std::string word = message.substr(colon + 2, at - colon - 2),
                    choices = message.substr(open + 1, message.size() - open - 2);
  std::vector<std::string> known;
  for (const std::string_view choice : Split(choices, ',')) known.emplace_back(choice);
  return fmt::format("{}: '{}' is none of {}{}", message.substr(0, colon), word, ListOf(choices),
                     DidYouMean(word, known));
}

// "--report: 1 required FORMAT=PATH missing" of an option without its value.
std::string MissingValue(const CLI::App& command, const std::string& message) {
  const std::string name = message.substr(0, message.find(':'));
  return name + " needs a value: " + PlaceholderOf(command, name);
}

std::string Problem(const CLI::App& app, const CLI::App& command, const std::string& path, const CLI::ParseError& error,
                    const std::vector<std::string>& args) {
  if (const std::string extra = FirstExtra(app, args); !extra.empty()) {
    if (extra.starts_with('-')) {
      const std::string name = extra.substr(0, extra.find('='));
      return fmt::format("'{}' is no option of {}{}", name, path, MeantOption(command, name));
    }
    if (const std::string meant = MeantCommand(command, args); !meant.empty()) return meant;
    const bool takes_command = command.get_require_subcommand_min() > 0;
    return takes_command ? fmt::format("'{}' is no command", extra)
                         : fmt::format("{} takes no further argument '{}'", path, extra);
  }
  const std::string message = error.what();
  constexpr std::string_view kRequired = " is required", kCommand = "A subcommand is required";
  if (message == kCommand) return fmt::format("{} needs a command: {}", path, Join(CommandsOf(command), ", "));
  if (message.ends_with(kRequired))
    return fmt::format("{} needs {}", path,
                       PlaceholderOf(command, message.substr(0, message.size() - kRequired.size())));
  if (message.ends_with(" missing")) return MissingValue(command, message);
  const std::size_t choice = message.find(" not in {");
  const bool chosen = choice != std::string::npos && message.ends_with('}') && message.find(": ") < choice;
  return chosen ? WrongChoice(message, choice) : message;
}

}  // namespace

std::string UsageError(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& args) {
  const CLI::App* command = &app;
  std::string path = app.get_name();
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    path += ' ' + command->get_name();
  }
  return Problem(app, *command, path, error, args) + "; see " + path + " --help";
}

}  // namespace plumbline::cli
