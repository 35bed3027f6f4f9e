// Edits of a text that leave the rest of it as it stands, and what they would change, for people.
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

// The whole lines that the edits change, like a unified diff without context: "@@ -4,2 +4,1 @@", removed lines with `-`, added ones
// with `+`.
std::string Preview(std::string_view text, const std::vector<TextEdit>& edits);

}  // namespace plumbline
