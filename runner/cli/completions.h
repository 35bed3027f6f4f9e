// Completion scripts of the shells, as text. They hold everything that they offer, so that a shell asks no program
// while somebody types; what is made anew is only the list of files.
#pragma once

#include <string>

#include "cli/option_table.h"

namespace plumbline::cli {

std::string BashCompletion(const CommandRow& program);
std::string ZshCompletion(const CommandRow& program);
std::string FishCompletion(const CommandRow& program);

}  // namespace plumbline::cli
