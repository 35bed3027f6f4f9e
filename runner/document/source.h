// A named text and its lines. Turns byte offsets into what people and editors count: lines and
// columns from 1, columns in Unicode code points.
#pragma once

#include <cstdint>
#include <memory>
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

  // To move is to copy: a text has an owner as long as anybody quotes it.
  Source(const Source&) = default;
  Source& operator=(const Source&) = default;

  const std::string& name() const { return data_->name; }
  const std::string& text() const { return data_->text; }

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

  struct Data {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;
    // Code points before each kStride bytes of the text, where it has lines so long that to count them for each place
    // would be quadratic; empty else.
    std::vector<std::uint32_t> code_points;
  };
  // Shared, because each of a page's many samples is a document of its own in one text.
  std::shared_ptr<const Data> data_;
};

}  // namespace plumbline::document
