#include "page/prose.h"

#include <algorithm>

namespace plumbline::page {

std::size_t CharacterLength(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

std::size_t SpaceLength(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.substr(at, 2) == "\u00A0") return 2;
  const std::string_view three = text.substr(at, 3);
  return three == "\u2009" || three == "\u202F" || three == "\u2002" || three == "\u2003" ? 3 : 0;
}

std::size_t InvisibleLength(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "\u00AD") return 2;
  const std::string_view three = text.substr(at, 3);
  return three == "\u200B" || three == "\u200C" || three == "\u200D" || three == "\u2060" || three == "\uFEFF" ? 3 : 0;
}

void AppendProse(Text& text, std::string_view piece, std::size_t page) {
  for (std::size_t i = 0; i < piece.size();) {
    if (const std::size_t space = SpaceLength(piece, i)) {
      if (!text.empty() && text.text.back() != ' ') text.Append(" ", page + i);
      i += space;
    } else if (const std::size_t invisible = InvisibleLength(piece, i)) {
      i += invisible;
    } else {
      const std::size_t length = CharacterLength(piece, i);
      text.Append(piece.substr(i, length), page + i);
      i += length;
    }
  }
}

void TrimEnd(Text& text) {
  if (text.empty() || text.text.back() != ' ') return;
  text.text.pop_back();
  const std::size_t size = text.text.size();
  while (!text.anchors.empty() && text.anchors.back().text >= size) text.anchors.pop_back();
  for (Mark& mark : text.marks) mark.end = std::min(mark.end, size);
  std::erase_if(text.marks, [](const Mark& mark) { return mark.begin >= mark.end; });
}

Text ProseOf(std::string_view page, std::size_t begin, std::size_t end) {
  Text text;
  AppendProse(text, page.substr(begin, end - begin), begin);
  TrimEnd(text);
  return text;
}

}  // namespace plumbline::page
