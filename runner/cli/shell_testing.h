// Programs of the system, as tests of what other programs read need them.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "cli/shell_word.h"

namespace plumbline::cli {

struct ShellOutcome {
  int code = -1;
  std::string out;  // both streams

  bool operator==(const ShellOutcome&) const = default;
};

inline void PrintTo(const ShellOutcome& outcome, std::ostream* stream) {
  *stream << "exit " << outcome.code << '\n' << outcome.out;
}

inline ShellOutcome RunShell(const std::string& command) {
  ShellOutcome outcome;
  FILE* pipe = popen(("exec 2>&1; " + command).c_str(), "r");
  if (pipe == nullptr) return outcome;
  std::array<char, 4096> buffer;
  for (std::size_t size; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    outcome.out.append(buffer.data(), size);
  const int status = pclose(pipe);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

inline bool HasProgram(const std::string& name) { return RunShell("command -v " + name).code == 0; }

}  // namespace plumbline::cli
