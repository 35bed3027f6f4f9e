// The man page, as text for man(7) macros: every command and option as the command line declares them.
#pragma once

#include <string>

#include "base/date.h"
#include "cli/option_table.h"

namespace plumbline::cli {

std::string ManPage(const CommandRow& program, std::string_view version, Date day);

}  // namespace plumbline::cli
