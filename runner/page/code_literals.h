// Literals that a program passes by name: keyword arguments and dictionaries of Python, objects of JavaScript. A value
// is a literal only where nothing else stands beside it: of `"EUR" if eu else "USD"` nothing is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

struct CodeLiteral {
  JsonPointer path;        // below its group, items as `*`
  bool is_number = false;  // else a string
  std::string text;
  std::size_t begin = 0, end = 0;  // in the code, quotes included
};

// Names that are passed together: the keyword arguments of a call, or an object that is an argument or is assigned.
struct LiteralGroup {
  std::vector<std::string> names;  // at its top, with literals or not
  std::vector<CodeLiteral> literals;
  bool is_call = false;   // keyword arguments
  bool is_sent = false;   // `json=`, `params:`, `JSON.stringify(` and the like stand before it
  bool has_rest = false;  // `**common`, `...common`: more is passed
  std::size_t begin = 0;  // of its opening bracket
};

// Of Python and JavaScript; nothing of other languages.
std::vector<LiteralGroup> ReadLiterals(const Text& code, std::string_view language);

}  // namespace plumbline::page
