// `plumbline report verify` and `plumbline report sign`: whether a stored result and the files that it rests on are
// still what they were, and a signature that shows it to others.
#pragma once

#include "cli/command.h"

namespace plumbline::cli {

Action DeclareVerify(CLI::App& app);
Action DeclareSign(CLI::App& app);

}  // namespace plumbline::cli
