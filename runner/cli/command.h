// What the commands share. A command is a row: a name, a summary, and a function that declares its
// options and what it does.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string_view>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace plumbline::cli {

struct Context {
  std::ostream& out;
  std::ostream& err;
  const Environment& environment;
};

using Action = std::function<finding::ExitCode(const Context& context)>;

struct Command {
  std::string_view name;
  std::string_view summary;
  Action (*declare)(CLI::App& app);  // adds options to `app`; the action runs after parsing
};

extern const Command kInitCommand;
extern const Command kRunCommand;
extern const Command kAuditCommand;
extern const Command kReportCommand;
extern const Command kGateCommand;
extern const Command kWaiversCommand;
extern const Command kDeriveCommand;
extern const Command kValidateCommand;
extern const Command kCompileCommand;
extern const Command kMetaSchemaCommand;
extern const Command kListCommand;
extern const Command kExplainCommand;
extern const Command kCompletionsCommand;
extern const Command kManCommand;

}  // namespace plumbline::cli
