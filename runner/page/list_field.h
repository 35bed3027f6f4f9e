// Parameters and members that a page tells in the items of a list: "- `id` (string, required): Its id", "* **size**
// *integer* Metres",
// "- `colour` - string, one of `red`, `blue`".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/claim.h"
#include "page/field_name.h"
#include "page/page.h"

namespace plumbline::page {

struct ListField {
  std::vector<FieldName> names;                      // in the item
  Facts facts;                                       // of what stands between the names and the description
  std::size_t type_begin = 0, type_end = 0;          // equal: no type is told
  std::size_t required_begin = 0, required_end = 0;  // likewise
  std::size_t description = 0;                       // where it begins

  bool IsTyped() const { return type_begin < type_end || required_begin < required_end; }
};

// Nothing where an item does not begin with a name that is marked as code or strong, or with one that a type in
// brackets follows.
std::optional<ListField> ReadListField(const Text& item);

}  // namespace plumbline::page
