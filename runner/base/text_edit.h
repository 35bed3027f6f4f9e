// Edits of a text that leave the rest of it as it stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline {

// Bytes [begin, end) become `text`.
struct TextEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;

  bool operator==(const TextEdit&) const = default;
};

// `edits` in the order of the text, none of them reaching into another.
std::string Apply(std::string_view text, const std::vector<TextEdit>& edits);

}  // namespace plumbline
