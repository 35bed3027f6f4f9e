// A named text and its lines. Turns byte offsets into what people and editors count: lines and
// columns from 1, columns in Unicode code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace plumbline::document {

class Source {
 public:
  Source() : Source("", "") {}
  // `name` is how messages call the text: the path as the user wrote it, or "response body".
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  SourceLocation LocationOf(std::size_t offset) const;
  // The line without its line break, by number from 1; empty past the end.
  std::string_view Line(int number) const;
  std::size_t LineStart(int number) const;
  // Offset of the end of the line that holds `offset`, its line break excluded.
  std::size_t LineEnd(std::size_t offset) const;

 private:
  int LineNumber(std::size_t offset) const;
  // Code points between the start of a line and an offset in it.
  std::size_t CodePointsFrom(std::size_t start, std::size_t offset) const;

  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  // Code points before each kStride bytes of the text, where it has lines so long that to count them for each place would be
  // quadratic; empty else.
  std::vector<std::uint32_t> code_points_;
};

}  // namespace plumbline::document
