// Walks the source of a paragraph, heading or cell in step with the inlines that a CommonMark parser found in it, and
// so knows the byte of every character. The parser's own columns are not exact inside of tables, escapes and continued
// lines; the order of its inlines is, and their syntax says how many bytes each takes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "page/mdx.h"

namespace plumbline::page {

// Source text of inlines: lines without what their containers take.
struct InlineText {
  std::string text;
  std::vector<Layout::Piece> pieces;

  void Append(std::string_view more, std::size_t page);
  std::size_t PageOf(std::size_t at) const;
};

class InlineCursor {
 public:
  explicit InlineCursor(const InlineText& source) : source_(source) {}

  // Each appends to `text` what it passes, with its place.
  void Literal(Text& text, std::string_view literal);
  void Code(Text& text, std::string_view literal);
  void Break(Text& text);
  // Inline HTML: passed, not appended.
  void Html(std::string_view literal);
  // One or two bytes of `*` or `_`; the whole run of `~`.
  void Delimiter(std::size_t length);
  void Tildes();
  void LinkOpens();
  void LinkCloses();

  std::size_t page() const { return source_.PageOf(at_); }

 private:
  enum class Link { kBrackets, kAngles, kBare };

  char At() const { return at_ < source_.text.size() ? source_.text[at_] : '\0'; }
  void SkipSpace();
  bool Seek(std::string_view literal);
  bool SkipInlineTail();
  void SkipLabel();

  const InlineText& source_;
  std::size_t at_ = 0;
  std::vector<Link> links_;
};

}  // namespace plumbline::page
