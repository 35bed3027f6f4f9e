// One reading of the escapes in JSON strings (RFC 8259, section 7), for the parser that says what is wrong and for the
// one that only refuses.
#pragma once

#include <cstddef>
#include <string_view>

namespace plumbline::document {

struct Escape {
  const char* fault = nullptr;  // why it is none
  char32_t code_point = 0;
  std::size_t size = 0;  // bytes of the escape, its backslash included; two escapes where they are a surrogate pair
};

// The escape whose backslash stands at `at`.
Escape ReadEscape(std::string_view text, std::size_t at);

}  // namespace plumbline::document
