#include "cli/cli.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/option_table.h"
#include "cli/usage_error.h"
#include "run/version.h"

namespace plumbline::cli {
namespace {

const std::array kCommands = {&kInitCommand,        &kRunCommand,        &kAuditCommand,  &kReportCommand,
                              &kGateCommand,        &kWaiversCommand,    &kDeriveCommand, &kValidateCommand,
                              &kCompileCommand,     &kMetaSchemaCommand, &kListCommand,   &kExplainCommand,
                              &kCompletionsCommand, &kManCommand};

int Unusable(std::ostream& err, const std::string& message) {
  err << "plumbline: " << message << '\n';
  return static_cast<int>(finding::ExitCode::kUnusable);
}

std::atomic<bool> interrupted{false};

// Declares the whole command line, and returns what each command does.
std::vector<std::pair<CLI::App*, Action>> DeclareCommands(CLI::App& app) {
  app.description("Holds an HTTP API against its contract: what is documented, what is specified, what is answered.");
  app.name("plumbline");
  app.require_subcommand(1);
  app.set_version_flag("--version", fmt::format("plumbline {}", run::kVersion), "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.failure_message(CLI::FailureMessage::simple);
  std::vector<std::string> codes;
  for (const ExitCodeRow& row : kExitCodes) codes.push_back(fmt::format("{} {}", row.code, row.meaning));
  app.footer("Exit codes: " + Join(codes, " · "));
  std::vector<std::pair<CLI::App*, Action>> actions;
  for (const Command* command : kCommands) {
    CLI::App* sub = app.add_subcommand(std::string(command->name), std::string(command->summary));
    sub->set_help_flag("-h,--help", "Print this help");
    actions.emplace_back(sub, command->declare(*sub));
  }
  return actions;
}

}  // namespace

CommandRow DescribeProgram() {
  CLI::App app;
  DeclareCommands(app);
  return Describe(app);
}

int Run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err, const Environment& environment) {
  CLI::App app;
  const auto actions = DeclareCommands(app);
  try {
    std::vector<std::string> reversed(args.rbegin(), args.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error, out, err);
    return Unusable(err, UsageError(app, error, args));
  }
  try {
    for (const auto& [sub, action] : actions) {
      if (sub->parsed()) return static_cast<int>(action({out, err, environment}));
    }
  } catch (const Error& error) {
    return Unusable(err, error.what());
  } catch (const std::exception& error) {
    return Unusable(err, fmt::format("internal error: {}", error.what()));
  }
  return static_cast<int>(finding::ExitCode::kUnusable);
}

namespace {

// Where one of the standard descriptors is closed, the next file or socket that is opened would take its place: it is
// opened on /dev/null, for the other direction, so that reading and writing fail as on a closed one.
void OpenStandardDescriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    [[maybe_unused]] const int opened =
        open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);  // the lowest that is free: this one
  }
}

// Whoever closes the other end of a pipe, as `head` does, has read enough: the command ends by its own verdict, and is
// quiet about it.
bool ReaderIsGone(int descriptor) {
  pollfd state{descriptor, POLLOUT, 0};
  return poll(&state, 1, 0) == 1 && (state.revents & (POLLERR | POLLHUP)) != 0;
}

}  // namespace

int Main(int argc, char** argv) {
  OpenStandardDescriptors();
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted.store(true); };
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second one ends the process at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  Environment environment;
  environment.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  environment.clock = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
  if (const auto epoch = environment.variable("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    const long long seconds = std::strtoll(epoch->c_str(), &end, 10);
    if (epoch->empty() || *end != '\0' || seconds < 0 || seconds > 253'402'300'799) {
      return Unusable(std::cerr, fmt::format("SOURCE_DATE_EPOCH is '{}', not a number of seconds", *epoch));
    }
    environment.clock = [seconds] { return TimePoint(std::chrono::seconds(seconds)); };
  }
  environment.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  environment.err_is_terminal = isatty(STDERR_FILENO) == 1;
  environment.interrupted = &interrupted;
  environment.redaction_key = environment.variable("PLUMBLINE_REDACTION_KEY").value_or("");
  environment.tool_sha256 = [] {
    std::ifstream program("/proc/self/exe", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(program), {});
    return bytes.empty() ? "" : Sha256Hex(bytes);
  };
  environment.in = &std::cin;
  const int code = Run({argv + 1, argv + argc}, std::cout, std::cerr, environment);
  std::cout.flush();
  if (!std::cout && ReaderIsGone(STDOUT_FILENO)) return code;
  if (!std::cout) return Unusable(std::cerr, "the output could not be written");
  return code;
}

}  // namespace plumbline::cli
