// What is wrong with a command line, said by the command that it was meant for.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace plumbline::cli {

// `app` has just thrown `error` over `args`. One line, which ends with where to read on.
std::string UsageError(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& args);

}  // namespace plumbline::cli
