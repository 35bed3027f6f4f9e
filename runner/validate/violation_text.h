// Violations for people: the place first, the line with a caret, then where the schema asks for something else. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/flat.h"
#include "schema/schema.h"

namespace plumbline::validate {

struct TextOptions {
  bool color = false;
  std::size_t most = 50;   // violations that are shown; 0: all
  int first_line = 1;      // number of the instance's first line in its file
  bool counts_all = true;  // the violations given are all that there are
};

// Lines of text, each ended by a line break.
std::string WriteViolations(const schema::Program& program, const document::FlatDocument& instance,
                            const std::vector<schema::Violation>& violations, const TextOptions& options);

}  // namespace plumbline::validate
