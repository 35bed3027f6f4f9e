#include <fmt/format.h>

#include "base/text.h"
#include "cli/completions.h"

namespace plumbline::cli {
namespace {

// The words of a command line stand in COMP_WORDS; bash cuts them at "=" too. Needs nothing of the bash-completion
// package, and no newer bash than 3.2.
constexpr std::string_view kBefore = R"bash(# bash completion for plumbline, made by: plumbline completions bash
# shellcheck shell=bash disable=SC2034,SC2207

)bash";

constexpr std::string_view kAfter = R"bash(
# The words that begin with the first argument.
_plumbline_reply() {
  local begin=$1 word
  shift
  for word in "$@"; do
    if [[ $word == "$begin"* ]]; then COMPREPLY+=("$word"); fi
  done
}

_plumbline_files() {
  local file
  while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen "$1" -- "$2")
  compopt -o filenames 2>/dev/null || true
}

_plumbline() {
  local -a words=() commands=() options=() choices=()
  local word current command="" pending="" kind="" value="" prefix="" glue="" position=0 i
  COMPREPLY=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ ${#words[@]} -gt 0 && ($word == "=" || -n $glue) ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    glue=""
    if [[ $word == "=" ]]; then glue=yes; fi
  done
  for ((i = 0; i + 1 < ${#words[@]}; i++)); do
    word=${words[i]}
    if [[ -n $pending ]]; then
      pending=""
    elif [[ $word == -?* ]]; then
      _plumbline_kind "$command" "$word"
      if [[ -n $kind && $word != *=* ]]; then pending=$word; fi
    else
      _plumbline_words "$command"
      if [[ $position == 0 && " ${commands[*]} " == *" $word "* ]]; then
        command=${command:+$command }$word
      else
        position=$((position + 1))
      fi
    fi
  done
  current=${words[${#words[@]} - 1]}
  _plumbline_words "$command"
  value=$current
  if [[ -n $pending ]]; then
    _plumbline_kind "$command" "$pending"
  elif [[ $current == --*=* ]]; then
    _plumbline_kind "$command" "${current%%=*}"
    prefix=${current%%=*}=
    value=${current#*=}
  elif [[ $current == -* ]]; then
    _plumbline_reply "$current" "${options[@]}"
    return
  elif [[ ${#commands[@]} -gt 0 && $position == 0 ]]; then
    _plumbline_reply "$current" "${commands[@]}"
    return
  else
    _plumbline_kind "$command" "$((position + 1))"
  fi
  if [[ ($kind == report || $kind == pair) && $value == *=* ]]; then
    prefix+=${value%%=*}=
    value=${value#*=}
    kind="file"
  fi
  case $kind in
    choice) _plumbline_reply "$value" "${choices[@]}" ;;
    report)
      _plumbline_reply "$value" "${choices[@]}"
      compopt -o nospace 2>/dev/null || true
      ;;
    file) _plumbline_files -f "$value" ;;
    folder) _plumbline_files -d "$value" ;;
  esac
  # What stands before "=" is a word of its own, unless bash was told otherwise.
  if [[ -n $prefix && $COMP_WORDBREAKS != *=* ]]; then COMPREPLY=("${COMPREPLY[@]/#/$prefix}"); fi
}
complete -F _plumbline plumbline
)bash";

std::string Kind(const OptionRow& row) {
  switch (row.kind) {
    case ArgumentKind::kNone:
      return "";
    case ArgumentKind::kText:
      return "kind=\"text\"";
    case ArgumentKind::kChoice:
      return "kind=\"choice\" choices=(" + Join(row.choices, " ") + ")";
    case ArgumentKind::kFile:
      return "kind=\"file\"";
    case ArgumentKind::kFolder:
      return "kind=\"folder\"";
    case ArgumentKind::kReport:
      return "kind=\"report\" choices=(" + Join(ReportNames(), "= ") + "=)";
    case ArgumentKind::kPair:
      return "kind=\"pair\"";
    case ArgumentKind::kRule:
      return "kind=\"choice\" choices=(" + Join(RuleIds(), " ") + ")";
  }
  return "";
}

// One arm of the two tables for a command, and those of its own commands. `path`: "waivers add".
void Add(const CommandRow& command, const std::string& path, std::string& words, std::string& kinds) {
  std::vector<std::string> names, options;
  for (const CommandRow& sub : command.commands) names.push_back(sub.name);
  for (const OptionRow& option : command.options) {
    options.insert(options.end(), option.names.begin(), option.names.end());
    if (option.kind == ArgumentKind::kNone) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) patterns.push_back(fmt::format("\"{}/{}\"", path, name));
    kinds += fmt::format("    {}) {} ;;\n", Join(patterns, " | "), Kind(option));
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const OptionRow& argument = command.arguments[i];
    const std::string position = argument.repeated ? "[0-9]*" : std::to_string(i + 1);
    kinds += fmt::format("    \"{}/\"{}) {} ;;\n", path, position, Kind(argument));
  }
  words += fmt::format("    \"{}\") commands=({}) options=({}) ;;\n", path, Join(names, " "), Join(options, " "));
  for (const CommandRow& sub : command.commands)
    Add(sub, path.empty() ? sub.name : path + ' ' + sub.name, words, kinds);
}

}  // namespace

std::string BashCompletion(const CommandRow& program) {
  std::string words, kinds;
  Add(program, "", words, kinds);
  return fmt::format(
      "{}_plumbline_words() {{  # COMMAND: its commands and options\n  case $1 in\n{}  esac\n}}\n\n"
      "_plumbline_kind() {{  # COMMAND OPTION|POSITION: what its value is\n  kind=\"\" choices=()\n  case \"$1/$2\" in\n{}  esac\n}}\n{}",
      kBefore, words, kinds, kAfter);
}

}  // namespace plumbline::cli
