// Reads a stored result for the commands that work on one.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "report/report.h"
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

// The stored results of a vendor in a folder, by file name; other files, and results of other vendors, are passed over.
// Throws Error for a folder or a result that cannot be read.
std::vector<report::PastResult> LoadHistory(const std::string& folder, const std::string& vendor);

}  // namespace plumbline::cli
