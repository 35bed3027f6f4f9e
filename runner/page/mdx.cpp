#include "page/mdx.h"

#include <algorithm>

#include "base/text.h"
#include "page/mdx_scan.h"
#include "page/prose.h"
#include "page/tag.h"

namespace plumbline::page {
namespace {

// Writes the layout's text, line by line.
class Writer {
 public:
  Writer(std::string_view page, MdxLines scanned) : page_(page), scanned_(std::move(scanned)) {
    for (std::size_t i = 0; i < scanned_.components.size(); ++i) {
      const std::size_t parent = scanned_.components[i].parent;
      const std::size_t outer = parent == kNoComponent ? 0 : strips_[parent];
      const std::size_t content = scanned_.content_indents[i], tag = scanned_.tag_indents[i];
      strips_.push_back(outer + (content != kNoIndent && content > tag ? content - tag : 0));
    }
  }

  Layout Write() {
    TakeOutHostileLines();
    for (const MdxLine& line : scanned_.lines) WriteLine(line);
    layout_.components = std::move(scanned_.components);
    for (std::size_t& component : layout_.line_components) component = Closed(component);
    for (Component& component : layout_.components) component.parent = Closed(component.parent);
    layout_.taken_out = std::move(scanned_.taken_out);
    for (TakenOut& taken : layout_.taken_out) taken.component = Closed(taken.component);
    std::stable_sort(layout_.taken_out.begin(), layout_.taken_out.end(),
                     [](const TakenOut& a, const TakenOut& b) { return a.line < b.line; });
    return std::move(layout_);
  }

 private:
  std::size_t Closed(std::size_t component) const {
    while (component != kNoComponent && !layout_.components[component].is_closed)
      component = layout_.components[component].parent;
    return component;
  }
  std::size_t StripOf(std::size_t component) const { return component == kNoComponent ? 0 : strips_[component]; }

  void Copy(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    if (layout_.pieces.empty() ||
        layout_.pieces.back().page + (layout_.text.size() - layout_.pieces.back().text) != begin) {
      layout_.pieces.push_back({layout_.text.size(), begin});
    }
    layout_.text += page_.substr(begin, end - begin);
    std::replace(layout_.text.end() - static_cast<std::ptrdiff_t>(end - begin), layout_.text.end(), '\r', ' ');
  }

  void WriteLine(const MdxLine& line) {
    layout_.line_starts.push_back(layout_.text.size());
    layout_.line_components.push_back(line.component);
    std::size_t begin = line.begin;
    if (line.kind == MdxLine::Kind::kFenceEnd) {
      const std::size_t opening = begin + PastMarkers(page_.substr(begin, line.end - begin));
      const std::size_t strip = std::min(StripOf(line.component), opening - begin);
      Copy(begin + strip, opening + line.fence_length);
    } else if (line.kind == MdxLine::Kind::kInline) {
      layout_.text.append(line.indent - std::min(line.indent, StripOf(line.outer)), ' ');
      CopyText(begin, line.end);
    } else if (line.kind != MdxLine::Kind::kBlank) {
      std::size_t columns = 0;
      const std::size_t strip = StripOf(line.component);
      for (; begin < line.end && columns < strip && (page_[begin] == ' ' || page_[begin] == '\t'); ++begin)
        columns += page_[begin] == ' ' ? 1 : 4 - columns % 4;
      if (columns > strip) layout_.text.append(columns - strip, ' ');
      if (line.kind == MdxLine::Kind::kCode)
        Copy(begin, line.end);
      else
        CopyText(begin, line.end);
    }
    layout_.pieces.push_back({layout_.text.size(), line.end});
    layout_.text += '\n';
  }

  // Without comments and without the tags that only JSX has, which CommonMark would take for text; code spans stay.
  void CopyText(std::size_t begin, std::size_t end) {
    const std::string_view line = page_.substr(0, end);
    const bool has_comment = line.find("{/*", begin) != std::string_view::npos,
               has_expression = line.find("={", begin) != std::string_view::npos;
    std::size_t run = begin;
    for (std::size_t at = begin, tags = 0; (has_comment || has_expression) && at < end && tags < kMaxPartsOfLine;) {
      if (line[at] == '`') {
        const std::size_t length = std::min(line.find_first_not_of('`', at), end) - at;
        const std::size_t close = line.find(std::string(length, '`'), at + length);
        at = (close == std::string_view::npos ? at : close) + length;
        continue;
      }
      std::size_t past = at;
      if (has_comment && line.substr(at).starts_with("{/*")) {
        const std::size_t close = line.find("*/}", at);
        if (close != std::string_view::npos) past = close + 3;
      } else if (has_expression && line[at] == '<') {
        ++tags;
        const auto tag = ReadTag(page_, at, end);
        if (tag && std::any_of(tag->properties.begin(), tag->properties.end(),
                               [](const Tag::Property& p) { return p.in_braces; }))
          past = tag->span.end;
      }
      if (past == at) {
        ++at;
        continue;
      }
      Copy(run, at);
      run = at = past;
    }
    Copy(run, end);
  }

  // Runs of lines over which CommonMark parsers are known to take more than linear time or space; they stay as plain
  // text.
  void TakeOutHostileLines() {
    std::vector<MdxLine>& lines = scanned_.lines;
    const auto is_text = [&](std::size_t i) {
      return lines[i].kind == MdxLine::Kind::kText || lines[i].kind == MdxLine::Kind::kInline;
    };
    for (std::size_t i = 0; i < lines.size();) {
      if (!is_text(i)) {
        ++i;
        continue;
      }
      std::size_t end = i, specials = 0, most_pipes = 0, pipes = 0;
      bool hostile = false;
      for (; end < lines.size() && is_text(end); ++end) {
        const std::string_view line = page_.substr(lines[end].begin, lines[end].end - lines[end].begin);
        const auto special = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
          return std::string_view("[]*_<~!`@").find(c) != std::string_view::npos;
        }));
        const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
        most_pipes = std::max(most_pipes, bars), pipes += bars;
        if (bars == 0) specials += special;
        std::size_t markers = 0;
        for (char c : line) {
          if (c != ' ' && c != '\t' && c != '>' && c != '-' && c != '*' && c != '+' && c != '.' && c != ')' &&
              (c < '0' || c > '9'))
            break;
          markers += c == '>' || c == '-' || c == '*' || c == '+' || c == '.' || c == ')' ? 1 : 0;
        }
        hostile =
            hostile || special > 5000 || bars > 2000 ||
            (markers > 100 && line.find_first_not_of("-*=_ \t>") != std::string_view::npos) ||
            (markers > 100 && (line.find('>') != std::string_view::npos || line.find("- -") != std::string_view::npos ||
                               line.find("* *") != std::string_view::npos || line.find("+") != std::string_view::npos));
      }
      hostile =
          hostile || specials > 50'000 || (most_pipes * (end - i) > 2'000'000 && most_pipes * (end - i) > 4 * pipes);
      if (hostile) {
        Block block = BlockAt(BlockKind::kParagraph, lines[i].begin, lines[end - 1].end);
        for (std::size_t j = i; j < end; ++j) {
          if (j > i) AppendProse(block.text, " ", lines[j].begin);
          AppendProse(block.text, page_.substr(lines[j].begin, lines[j].end - lines[j].begin), lines[j].begin);
        }
        TrimEnd(block.text);
        scanned_.taken_out.push_back({i, lines[i].component, std::move(block)});
        for (std::size_t j = i; j < end; ++j) lines[j].kind = MdxLine::Kind::kBlank;
      }
      i = end;
    }
  }

  std::string_view page_;
  MdxLines scanned_;
  std::vector<std::size_t> strips_;
  Layout layout_;
};

}  // namespace

std::size_t Layout::PageOf(std::size_t at) const {
  const auto after = std::upper_bound(pieces.begin(), pieces.end(), at,
                                      [](std::size_t offset, const Piece& piece) { return offset < piece.text; });
  if (after == pieces.begin()) return 0;
  return std::prev(after)->page + (at - std::prev(after)->text);
}

std::size_t Layout::LineEnd(std::size_t line) const {
  return (line + 1 < line_starts.size() ? line_starts[line + 1] : text.size()) - 1;
}

Layout LayOut(std::string_view page, std::size_t begin) { return Writer(page, ScanMdx(page, begin)).Write(); }

}  // namespace plumbline::page
