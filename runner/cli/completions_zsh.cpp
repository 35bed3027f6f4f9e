#include <fmt/format.h>

#include "base/text.h"
#include "cli/completions.h"

namespace plumbline::cli {
namespace {

// Text within '…' of a specification of _arguments.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (std::string_view("\\[]:").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string ActionOf(const OptionRow& row) {
  switch (row.kind) {
    case ArgumentKind::kNone:
      return "";
    case ArgumentKind::kText:
      return " ";  // says what is wanted, and offers nothing
    case ArgumentKind::kChoice:
      return '(' + Join(row.choices, " ") + ')';
    case ArgumentKind::kFile:
      return "_files";
    case ArgumentKind::kFolder:
      return "_files -/";
    case ArgumentKind::kReport:
      return "_plumbline_reports";
    case ArgumentKind::kPair:
      return "_plumbline_pair";
    case ArgumentKind::kRule:
      return "_plumbline_rules";
  }
  return "";
}

std::string OptionSpec(const OptionRow& row) {
  const bool value = row.kind != ArgumentKind::kNone;
  std::vector<std::string> names;
  for (const std::string& name : row.names) names.push_back(name + (!value ? "" : name.starts_with("--") ? "=" : "+"));
  const std::string exclusion = row.repeated ? "*" : names.size() > 1 ? '(' + Join(row.names, " ") + ')' : "";
  const std::string head = names.size() > 1 ? fmt::format("'{}'{{{}}}'", exclusion, Join(names, ","))
                                            : fmt::format("'{}{}", exclusion, names.front());
  return fmt::format("{}[{}]{}'", head, Escaped(row.summary),
                     value ? fmt::format(":{}:{}", Escaped(row.placeholder), ActionOf(row)) : "");
}

std::string ArgumentSpec(const OptionRow& row, std::size_t position) {
  const std::string head = row.repeated ? "*" : std::to_string(position) + (row.required ? "" : ":");
  return fmt::format("'{}:{}:{}'", head, Escaped(row.placeholder), ActionOf(row));
}

// A function for each command, which hands on to those of its own commands.
void Add(const CommandRow& command, const std::string& function, std::string& out) {
  for (const CommandRow& sub : command.commands) Add(sub, function + '_' + ReplaceAll(sub.name, "-", "_"), out);
  out += fmt::format("\n{}() {{\n", function);
  if (!command.commands.empty()) out += "  local curcontext=\"$curcontext\" state line\n  typeset -A opt_args\n";
  out += command.commands.empty() ? "  _arguments" : "  _arguments -C";
  for (const OptionRow& option : command.options) out += " \\\n    " + OptionSpec(option);
  for (std::size_t i = 0; i < command.arguments.size(); ++i)
    out += " \\\n    " + ArgumentSpec(command.arguments[i], i + 1);
  if (!command.commands.empty()) {
    out +=
        " \\\n    '1: :->command' \\\n    '*:: :->arguments'\n  case $state in\n    command)\n      local -a commands=(\n";
    for (const CommandRow& sub : command.commands)
      out += fmt::format("        '{}:{}'\n", sub.name, Escaped(sub.summary));
    out += "      )\n      _describe -t commands command commands\n      ;;\n    arguments)\n      case $line[1] in\n";
    for (const CommandRow& sub : command.commands)
      out += fmt::format("        {}) {}_{} ;;\n", sub.name, function, ReplaceAll(sub.name, "-", "_"));
    out += "      esac\n      ;;\n  esac";
  }
  out += "\n}\n";
}

}  // namespace

std::string ZshCompletion(const CommandRow& program) {
  std::string out = "#compdef plumbline\n# zsh completion for plumbline, made by: plumbline completions zsh\n";
  out +=
      fmt::format("\n_plumbline_reports() {{\n  if compset -P '*='; then _files; else compadd -S = -q -- {}; fi\n}}\n",
                  Join(ReportNames(), " "));
  out += "\n_plumbline_pair() {\n  if compset -P '*='; then _files; fi\n}\n";
  out += fmt::format("\n_plumbline_rules() {{\n  compadd -- {}\n}}\n", Join(RuleIds(), " "));
  Add(program, "_plumbline", out);
  // Read by `source`, it makes itself known; found in $fpath, it is the function.
  out += "\nif [[ $funcstack[1] == _plumbline ]]; then _plumbline \"$@\"; else compdef _plumbline plumbline; fi\n";
  return out;
}

}  // namespace plumbline::cli
