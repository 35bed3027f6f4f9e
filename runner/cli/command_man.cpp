#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/man_page.h"
#include "run/version.h"

namespace plumbline::cli {
namespace {

finding::ExitCode Execute(const Context& context) {
  context.out << ManPage(DescribeProgram(), run::kVersion,
                         std::chrono::floor<std::chrono::days>(context.environment.clock()));
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App&) { return Execute; }

}  // namespace

const Command kManCommand = {"man", "Print the man page; to read it: plumbline man | man -l -", Declare};

}  // namespace plumbline::cli
