// Finds the member whose text tells alternatives apart: a const or enum of strings under the same name in several of
// them.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "schema/program.h"

namespace plumbline::schema {

class TagFinder {
 public:
  explicit TagFinder(Compiled& compiled) : out_(compiled) {}

  // The index in `tags` of a table for these alternatives of an object; kNone where no member tells them apart. A table
  // never leaves out an alternative that could accept.
  std::uint32_t Find(const std::vector<std::uint32_t>& alternatives);

 private:
  struct Traits {
    std::map<std::string_view, std::vector<std::string_view>> texts;  // member: the only strings that it may hold
    std::vector<std::string_view> required;
  };
  void Collect(std::uint32_t schema, int depth, Traits& traits);
  bool OnlyStrings(std::uint32_t schema, int depth, std::vector<std::string_view>& texts) const;

  Compiled& out_;
  std::size_t visits_ = 0;
};

}  // namespace plumbline::schema
