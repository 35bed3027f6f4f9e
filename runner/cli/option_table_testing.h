// Rows of the option table, for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/option_table.h"

namespace plumbline::cli {

// Neither required nor repeated, without a value of its own.
inline OptionRow Option(std::vector<std::string> names, std::string placeholder, std::string summary,
                        ArgumentKind kind) {
  OptionRow row;
  row.names = std::move(names);
  row.placeholder = std::move(placeholder);
  row.summary = std::move(summary);
  row.kind = kind;
  return row;
}

}  // namespace plumbline::cli
