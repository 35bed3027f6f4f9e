#include "document/source.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline::document {

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  // CR LF, LF and a lone CR end a line (YAML 1.2, section 5.4). CRs are rare, so most texts are searched for LF only.
  const bool has_cr = text_.find('\r') != std::string::npos;
  for (std::size_t i = has_cr ? text_.find_first_of("\r\n") : text_.find('\n'); i != std::string::npos;
       i = has_cr ? text_.find_first_of("\r\n", i + 1) : text_.find('\n', i + 1)) {
    const bool first_of_two = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
    if (!first_of_two) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

int Source::LineNumber(std::size_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<int>(next - line_starts_.begin());
}

SourceLocation Source::LocationOf(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const int line = LineNumber(offset);
  const std::size_t start = LineStart(line);
  const std::string_view before = std::string_view(text_).substr(start, offset - start);
  return {name_, line, static_cast<int>(CodePointCount(before)) + 1};
}

std::string_view Source::Line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > line_starts_.size()) return {};
  const std::size_t start = LineStart(number);
  return std::string_view(text_).substr(start, LineEnd(start) - start);
}

std::size_t Source::LineStart(int number) const {
  return line_starts_[static_cast<std::size_t>(number - 1)];
}

std::size_t Source::LineEnd(std::size_t offset) const {
  // By the table of lines: a search through the text would make minified documents quadratic.
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  if (next == line_starts_.end()) return text_.size();
  const std::size_t start = *next;
  const bool crlf = start >= 2 && text_[start - 1] == '\n' && text_[start - 2] == '\r';
  return std::max(start - (crlf ? 2 : 1), offset);
}

}  // namespace plumbline::document
