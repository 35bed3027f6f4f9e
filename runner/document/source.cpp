#include "document/source.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline::document {
namespace {

constexpr std::size_t kLongLine = 1 << 16, kStride = 1 << 12;

}  // namespace

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  // CR LF, LF and a lone CR end a line (YAML 1.2, section 5.4). CRs are rare, so most texts are searched for LF only.
  const bool has_cr = text_.find('\r') != std::string::npos;
  for (std::size_t i = has_cr ? text_.find_first_of("\r\n") : text_.find('\n'); i != std::string::npos;
       i = has_cr ? text_.find_first_of("\r\n", i + 1) : text_.find('\n', i + 1)) {
    const bool first_of_two = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
    if (!first_of_two) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  bool long_lines = text_.size() - line_starts_.back() > kLongLine;
  for (std::size_t i = 1; i < line_starts_.size() && !long_lines; ++i) long_lines = line_starts_[i] - line_starts_[i - 1] > kLongLine;
  if (!long_lines) return;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text_.size(); at += kStride) {
    code_points_.push_back(static_cast<std::uint32_t>(count));
    count += CodePointCount(std::string_view(text_).substr(at, kStride));
  }
}

std::size_t Source::CodePointsFrom(std::size_t start, std::size_t offset) const {
  const std::string_view text = text_;
  if (code_points_.empty() || offset - start <= kStride) return CodePointCount(text.substr(start, offset - start));
  const auto before = [&](std::size_t at) {
    const std::size_t stride = std::min(at / kStride, code_points_.size() - 1);
    return code_points_[stride] + CodePointCount(text.substr(stride * kStride, at - stride * kStride));
  };
  return before(offset) - before(start);
}

int Source::LineNumber(std::size_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<int>(next - line_starts_.begin());
}

SourceLocation Source::LocationOf(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const int line = LineNumber(offset);
  const std::size_t start = LineStart(line);
  return {name_, line, static_cast<int>(CodePointsFrom(start, offset)) + 1};
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
