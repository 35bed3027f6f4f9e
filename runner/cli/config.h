// Which plumbline.yaml a command works by, and what is said of it on stderr.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "suite/config.h"

namespace plumbline::cli {

// That of --config; else plumbline.yaml in the working directory; else that in the folder of `target` (the contract,
// page or folder that is judged), or beside that folder. Nothing further up is looked at, so that a file far away
// changes no verdict. With --verbose its name is told.
suite::Config FindConfig(const OutputOptions& options, const std::string& target, const Context& context);

// Overrides that fit no finding of any of the runs, one line each.
void TellStaleOverrides(const std::vector<run::OverrideResult>& overrides, const Context& context);

}  // namespace plumbline::cli
