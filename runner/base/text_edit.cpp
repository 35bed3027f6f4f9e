#include "base/text_edit.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline {
namespace {

std::size_t LineStart(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

// One past the line break of the line that holds the byte before `at`; `at` itself where a line begins there.
std::size_t LinesEnd(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == '\n') return at;
  return std::min(text.find('\n', at), text.size() - 1) + 1;
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines = Split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

std::string Apply(std::string_view text, const std::vector<TextEdit>& edits) {
  std::string edited;
  std::size_t done = 0;
  for (const TextEdit& edit : edits) {
    edited.append(text.substr(done, edit.begin - done)).append(edit.text);
    done = edit.end;
  }
  return edited.append(text.substr(done));
}

std::string Preview(std::string_view text, const std::vector<TextEdit>& edits) {
  std::string preview;
  std::ptrdiff_t line = 1;   // at the byte `counted`
  std::size_t counted = 0;
  std::ptrdiff_t shift = 0;  // of line numbers, by what was changed before
  for (std::size_t i = 0; i < edits.size();) {
    const std::size_t begin = LineStart(text, edits[i].begin);
    std::size_t end = text.empty() ? 0 : edits[i].end == begin ? begin : LinesEnd(text, edits[i].end);
    if (edits[i].end == begin && !edits[i].text.ends_with('\n')) end = LinesEnd(text, begin + 1 > text.size() ? begin : begin + 1);
    std::vector<TextEdit> inside;
    for (; i < edits.size() && (inside.empty() || edits[i].begin <= end); ++i) {
      if (!inside.empty()) end = std::max(end, LinesEnd(text, edits[i].end));
      inside.push_back({edits[i].begin - begin, edits[i].end - begin, edits[i].text});
    }
    const std::string_view old_text = text.substr(begin, end - begin);
    const std::string new_text = Apply(old_text, inside);
    std::vector<std::string_view> old_lines = Lines(old_text), new_lines = Lines(new_text);
    line += std::count(text.begin() + static_cast<std::ptrdiff_t>(counted), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
    counted = begin;
    std::ptrdiff_t first = line;
    while (!old_lines.empty() && !new_lines.empty() && old_lines.front() == new_lines.front()) {
      old_lines.erase(old_lines.begin());
      new_lines.erase(new_lines.begin());
      ++first;
    }
    preview += "@@ -" + std::to_string(first) + ',' + std::to_string(old_lines.size()) + " +" + std::to_string(first + shift) + ',' +
               std::to_string(new_lines.size()) + " @@\n";
    for (const std::string_view each : old_lines) preview.append("-").append(each).append("\n");
    for (const std::string_view each : new_lines) preview.append("+").append(each).append("\n");
    shift += static_cast<std::ptrdiff_t>(new_lines.size()) - static_cast<std::ptrdiff_t>(old_lines.size());
  }
  return preview;
}

}  // namespace plumbline
