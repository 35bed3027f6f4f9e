// What the command line takes, as values: commands, options, arguments, and what can stand for each. Read from the
// declarations that also parse the command line, so that completions, the man page and whoever writes command lines
// cannot say anything else. Knows no shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace plumbline::cli {

enum class ArgumentKind {
  kNone,    // a flag
  kText,    // nothing that could be guessed: a URL, a number, a day
  kChoice,  // one of `choices`
  kFile,
  kFolder,
  kReport,  // FORMAT=PATH
  kPair,    // anything=PATH
  kRule,    // the id of a check or rule
};

struct OptionRow {
  std::vector<std::string> names;  // "-q", "--quiet"; empty: a positional argument
  std::string placeholder;         // "FORMAT=PATH"; "auto|always|never" of choices; empty for a flag
  std::string summary;
  std::string otherwise;  // the value where none is given; empty: none, or not told
  ArgumentKind kind = ArgumentKind::kNone;
  std::vector<std::string> choices;
  bool required = false;
  bool repeated = false;

  bool operator==(const OptionRow&) const = default;
};

struct CommandRow {
  std::string name;
  std::string summary;
  std::vector<OptionRow> options;
  std::vector<OptionRow> arguments;  // in their order
  std::vector<CommandRow> commands;

  bool operator==(const CommandRow&) const = default;
};

CommandRow Describe(const CLI::App& app);

// The whole program.
CommandRow DescribeProgram();

struct ExitCodeRow {
  int code;
  std::string_view meaning;
};
inline constexpr ExitCodeRow kExitCodes[] = {{0, "conforms"},     {1, "discrepancy"},        {2, "unusable input"},
                                             {3, "inconclusive"}, {4, "only stale waivers"}, {130, "interrupted"}};

// What FORMAT may be, and what an id may be.
std::vector<std::string> ReportNames();
std::vector<std::string> RuleIds();

}  // namespace plumbline::cli
