#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/completions.h"

namespace plumbline::cli {
namespace {

std::string Quoted(std::string_view text) {
  return '\'' + ReplaceAll(ReplaceAll(std::string(text), "\\", "\\\\"), "'", "\\'") + '\'';
}

std::string ValueOf(const OptionRow& row) {
  switch (row.kind) {
    case ArgumentKind::kNone:
      return "";
    case ArgumentKind::kText:
      return " -x";
    case ArgumentKind::kChoice:
      return " -x -a " + Quoted(Join(row.choices, " "));
    case ArgumentKind::kFile:
      return " -r -F";
    case ArgumentKind::kFolder:
      return " -x -a '(__fish_complete_directories)'";
    case ArgumentKind::kReport:
      return " -x -a '(__plumbline_reports)'";
    case ArgumentKind::kPair:
      return " -r -F";
    case ArgumentKind::kRule:
      return " -x -a '(__plumbline_rules)'";
  }
  return "";
}

constexpr std::string_view kFunctions = R"(
# Commands and arguments before the cursor; neither options nor their values.
function __plumbline_words
    set -l skip no
    for word in (commandline -opc)[2..]
        if test $skip = yes
            set skip no
        else if string match -q -- '-*' $word
            contains -- $word $__plumbline_valued; and set skip yes
        else
            echo $word
        end
    end
end

# Whether the cursor is in the command whose words are given.
function __plumbline_in
    set -l words (__plumbline_words)
    set -l size (count $argv)
    test (count $words) -ge $size; and test "$words[1..$size]" = "$argv"
end

# …and at its argument of that number, the first being 1.
function __plumbline_at
    set -l words (__plumbline_words)
    set -l command $argv[2..]
    test (count $words) -eq (math (count $command) + $argv[1] - 1); or return 1
    test (count $command) -eq 0; or __plumbline_in $command
end

# …or at a later one.
function __plumbline_from
    set -l words (__plumbline_words)
    set -l command $argv[2..]
    test (count $words) -ge (math (count $command) + $argv[1] - 1); and __plumbline_in $command
end

function __plumbline_reports
    set -l word (commandline -ct)
    set word (string replace -r -- '^--[a-z-]*=' '' $word)
    if string match -q -- '*=*' $word
        set -l format (string split -m 1 -- = $word)
        printf '%s\n' $format[1]=(__fish_complete_path $format[2])
    else
        printf '%s\n' $__plumbline_formats
    end
end

function __plumbline_rules
    printf '%s\n' $__plumbline_ids
end

complete -c plumbline -f
)";

void Valued(const CommandRow& command, std::vector<std::string>& names) {
  for (const OptionRow& option : command.options) {
    for (const std::string& name : option.names) {
      if (option.kind != ArgumentKind::kNone && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
    }
  }
  for (const CommandRow& sub : command.commands) Valued(sub, names);
}

void Add(const CommandRow& command, const std::string& path, std::string& out) {
  const std::string in = path.empty() ? "" : fmt::format(" -n '__plumbline_in {}'", path);
  const std::string at = path.empty() ? "" : ' ' + path;
  for (const CommandRow& sub : command.commands) {
    out +=
        fmt::format("complete -c plumbline -n '__plumbline_at 1{}' -a {} -d {}\n", at, sub.name, Quoted(sub.summary));
  }
  for (const OptionRow& option : command.options) {
    std::string names;
    for (const std::string& name : option.names)
      names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    out += fmt::format("complete -c plumbline{}{}{} -d {}\n", path.empty() ? " -n '__plumbline_at 1'" : in, names,
                       ValueOf(option), Quoted(option.summary));
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const OptionRow& argument = command.arguments[i];
    std::string value = ValueOf(argument);
    if (argument.kind == ArgumentKind::kText) continue;
    value = ReplaceAll(ReplaceAll(value, " -x", " -f"), " -r", "");
    out += fmt::format("complete -c plumbline -n '__plumbline_{} {}{}'{}\n", argument.repeated ? "from" : "at", i + 1,
                       at, value);
  }
  for (const CommandRow& sub : command.commands) Add(sub, path.empty() ? sub.name : path + ' ' + sub.name, out);
}

}  // namespace

std::string FishCompletion(const CommandRow& program) {
  std::vector<std::string> valued;
  Valued(program, valued);
  std::string out = "# fish completion for plumbline, made by: plumbline completions fish\n\n";
  out += fmt::format("set -g __plumbline_valued {}\n", Join(valued, " "));
  out += fmt::format("set -g __plumbline_formats {}=\n", Join(ReportNames(), "= "));
  out += fmt::format("set -g __plumbline_ids {}\n{}", Join(RuleIds(), " "), kFunctions);
  Add(program, "", out);
  return out;
}

}  // namespace plumbline::cli
