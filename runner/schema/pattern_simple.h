// Patterns that need no engine, which are most of those that schemas have: literals, lists of them,
// one repeated class, and anchored sequences of classes in which no repeat ever has to give back
// what it took. Costs microseconds to build and one pass over the subject to ask. Whatever is not
// provably one of these forms is refused and left to RE2.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/pattern_parser.h"

namespace plumbline::schema {

class SimplePattern {
 public:
  // For a tree as PlanPattern leaves it. Nothing where the tree is not simple.
  static std::optional<SimplePattern> Make(const PatternNode& root);

  // Total: bytes that are no UTF-8 count as U+FFFD. Linear in the subject, for each alternative.
  bool Matches(std::string_view subject) const;

  // `min` to `max` code points of a class.
  struct Element {
    CodePointSet set;
    std::bitset<128> ascii;     // the ASCII ones of `set`
    bool beyond_ascii = false;  // whether `set` has others
    std::uint32_t min = 1, max = 1;
  };
  // Text where `elements` is empty.
  struct Alternative {
    bool at_start = false, at_end = false;
    std::string literal;
    std::vector<Element> elements;
  };

 private:
  std::vector<std::string> words_;  // whole subjects that match, in order
  std::vector<Alternative> alternatives_;
};

}  // namespace plumbline::schema
