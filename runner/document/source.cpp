#include "document/source.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline::document {
namespace {

constexpr std::size_t kLongLine = 1 << 16, kStride = 1 << 12;

}  // namespace

Source::Source(std::string name, std::string content) {
  auto data = std::make_shared<Data>(Data{std::move(name), std::move(content), {0}, {}});
  const std::string& text = data->text;
  std::vector<std::uint32_t>& line_starts = data->line_starts;
  // CR LF, LF and a lone CR end a line (YAML 1.2, section 5.4). CRs are rare, so most texts are searched for LF only.
  const bool has_cr = text.find('\r') != std::string::npos;
  for (std::size_t i = has_cr ? text.find_first_of("\r\n") : text.find('\n'); i != std::string::npos;
       i = has_cr ? text.find_first_of("\r\n", i + 1) : text.find('\n', i + 1)) {
    const bool first_of_two = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!first_of_two) line_starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  bool long_lines = text.size() - line_starts.back() > kLongLine;
  for (std::size_t i = 1; i < line_starts.size() && !long_lines; ++i)
    long_lines = line_starts[i] - line_starts[i - 1] > kLongLine;
  if (long_lines) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += kStride) {
      data->code_points.push_back(static_cast<std::uint32_t>(count));
      count += CodePointCount(std::string_view(text).substr(at, kStride));
    }
  }
  data_ = std::move(data);
}

std::size_t Source::CodePointsFrom(std::size_t start, std::size_t offset) const {
  const std::string_view text = data_->text;
  if (data_->code_points.empty() || offset - start <= kStride)
    return CodePointCount(text.substr(start, offset - start));
  const auto before = [&](std::size_t at) {
    const std::size_t stride = std::min(at / kStride, data_->code_points.size() - 1);
    return data_->code_points[stride] + CodePointCount(text.substr(stride * kStride, at - stride * kStride));
  };
  return before(offset) - before(start);
}

int Source::LineNumber(std::size_t offset) const {
  const auto next = std::upper_bound(data_->line_starts.begin(), data_->line_starts.end(), offset);
  return static_cast<int>(next - data_->line_starts.begin());
}

SourceLocation Source::LocationOf(std::size_t offset) const {
  offset = std::min(offset, data_->text.size());
  const int line = LineNumber(offset);
  const std::size_t start = LineStart(line);
  return {data_->name, line, static_cast<int>(CodePointsFrom(start, offset)) + 1};
}

std::string_view Source::Line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > data_->line_starts.size()) return {};
  const std::size_t start = LineStart(number);
  return std::string_view(data_->text).substr(start, LineEnd(start) - start);
}

std::size_t Source::LineStart(int number) const { return data_->line_starts[static_cast<std::size_t>(number - 1)]; }

std::size_t Source::LineEnd(std::size_t offset) const {
  // By the table of lines: a search through the text would make minified documents quadratic.
  const auto next = std::upper_bound(data_->line_starts.begin(), data_->line_starts.end(), offset);
  if (next == data_->line_starts.end()) return data_->text.size();
  const std::size_t start = *next;
  const bool crlf = start >= 2 && data_->text[start - 1] == '\n' && data_->text[start - 2] == '\r';
  return std::max(start - (crlf ? 2 : 1), offset);
}

}  // namespace plumbline::document
