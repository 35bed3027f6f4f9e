// A body as a person wants to read it: JSON on lines of its own, and the line on which a value stands. One pass,
// bounded, without a tree: bodies come from strangers.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

struct BodyLines {
  std::vector<std::string> lines;              // valid UTF-8, each cut at a length
  std::map<std::string, std::size_t> line_of;  // JSON Pointer -> index into `lines`, of those that were asked for
  bool is_json = false;                        // laid out anew; else the lines are the body's own
  bool cut = false;                            // it goes on
};

// `pointers`: those whose lines are wanted. At most `most_bytes` of lines are made.
BodyLines LayOut(std::string_view body, const std::set<std::string>& pointers, std::size_t most_bytes);

}  // namespace plumbline::report
