// Reads a stored result for the commands that work on one.
#pragma once

#include <string>

#include "cli/command.h"
#include "run/result.h"

namespace plumbline::cli {

// `path`: a result that --report json=PATH wrote, or a journal; "-" is standard input. Throws Error.
run::RunResult LoadResult(const std::string& path, const Context& context);

}  // namespace plumbline::cli
