// Reads a stored result for the commands that work on one.
#pragma once

#include <string>

#include "cli/command.h"
#include "run/result.h"

namespace plumbline::cli {

struct StoredResult {
  run::RunResult result;
  std::string text;
  std::string sha256;  // of the text
};

// `path`: a result that --report json=PATH wrote, or a journal; "-" is standard input. Throws Error.
StoredResult LoadStored(const std::string& path, const Context& context);
run::RunResult LoadResult(const std::string& path, const Context& context);

}  // namespace plumbline::cli
