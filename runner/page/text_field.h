// Parameters and members told by lines of their own: name, type, `required`, `default:20`, and a description after
// them; or name and description alone where a heading says that fields follow. What stands there is taken as it is;
// nothing is made up.
#pragma once

#include <cstddef>
#include <optional>

#include "page/text_line.h"

namespace plumbline::page {

// What came before in the list that a field would belong to.
struct FieldContext {
  bool expected = false;      // a heading or sentence says that fields follow, or the block before is a field
  std::size_t fields = 0;     // of this list, so far
  std::size_t detached = 0;   // of these, with a description after a blank line
  std::size_t described = 0;  // of these, with any description
};

struct BareField {
  Block block;
  std::size_t next = 0;   // the line after it
  bool detached = false;  // a blank line stands between it and its description
};

// Reads what `line` says of a field from byte `begin` on: type, `required`, place, default, limits. False, and nothing
// read, where it says something else too.
bool ReadFieldAttributes(const Text& line, std::size_t begin, Block& block);

// The field that begins with the line `index`, if there is any.
std::optional<BareField> FindBareField(const TextLines& lines, std::size_t index, const FieldContext& context);

}  // namespace plumbline::page
