#include "page/inline_source.h"

#include <algorithm>

#include "page/prose.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMaxSeek = 4096;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool IsPunctuation(char c) {
  return std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(c) != std::string_view::npos;
}

std::size_t CodePointLength(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Bytes of `literal` that the entity stands for. A few names stand for two code points, whose second one is a mark.
std::size_t DecodedLength(std::string_view entity, std::string_view literal, std::string_view after) {
  const std::size_t first = std::min(CodePointLength(literal[0]), literal.size());
  if (entity == "&fjlig;") return std::min<std::size_t>(2, literal.size());
  if (entity.starts_with("&#")) return first;
  for (std::string_view mark : {"\u0338", "\u20D2", "\u20E5", "\uFE00", "\u0333", "\u0331", "\u200A"}) {
    if (literal.substr(first).starts_with(mark) && !after.starts_with(mark)) return first + mark.size();
  }
  return first;
}

// The parser decodes every name there is; these stand for `&` itself.
bool StandsForAmpersand(std::string_view entity) {
  return entity == "&amp;" || entity == "&AMP;" || EntityAt(entity, 0).utf8 == "&";
}

}  // namespace

void InlineText::Append(std::string_view more, std::size_t page) {
  if (more.empty()) return;
  if (pieces.empty() || pieces.back().page + (text.size() - pieces.back().text) != page)
    pieces.push_back({text.size(), page});
  text += more;
}

std::size_t InlineText::PageOf(std::size_t at) const {
  const auto after =
      std::upper_bound(pieces.begin(), pieces.end(), at,
                       [](std::size_t offset, const Layout::Piece& piece) { return offset < piece.text; });
  if (after == pieces.begin()) return 0;
  return std::prev(after)->page + (at - std::prev(after)->text);
}

void InlineCursor::SkipSpace() {
  while (IsSpace(At())) ++at_;
}

// A literal that does not stand here (behind a link definition, say) is looked for nearby.
bool InlineCursor::Seek(std::string_view literal) {
  const std::size_t length = std::min<std::size_t>(literal.size(), 12);
  const std::string_view near = std::string_view(source_.text).substr(0, std::min(source_.text.size(), at_ + kMaxSeek));
  const std::size_t found = near.find(literal.substr(0, length), at_);
  if (found == std::string_view::npos) return false;
  at_ = found;
  return true;
}

void InlineCursor::Literal(Text& text, std::string_view literal) {
  const std::string_view source = source_.text;
  // Runs that stand in the source as they are; pieces of the source may part them.
  const auto append = [&](std::size_t from, std::size_t to) {
    while (from < to) {
      const auto after =
          std::upper_bound(source_.pieces.begin(), source_.pieces.end(), from,
                           [](std::size_t offset, const Layout::Piece& piece) { return offset < piece.text; });
      const std::size_t until = after == source_.pieces.end() ? to : std::min(to, after->text);
      AppendProse(text, source.substr(from, until - from), source_.PageOf(from));
      from = until;
    }
  };
  if (!links_.empty() && links_.back() == Link::kBare &&
      source.substr(std::min(at_, source.size())).starts_with(literal)) {
    // The text of a bare address is taken raw.
    append(at_, at_ + literal.size());
    at_ += literal.size();
    return;
  }
  int failures = 0;
  for (std::size_t i = 0; i < literal.size();) {
    if (At() == '\\' && at_ + 1 < source.size() && IsPunctuation(source[at_ + 1]) && source[at_ + 1] == literal[i] &&
        (links_.empty() || links_.back() != Link::kAngles)) {
      append(at_ + 1, at_ + 2);
      at_ += 2, ++i;
      continue;
    }
    if (At() == '&') {
      const Entity entity = EntityAt(source, at_);
      if (entity.length > 0 && (literal[i] != '&' || StandsForAmpersand(source.substr(at_, entity.length)))) {
        const std::size_t length =
            DecodedLength(source.substr(at_, entity.length), literal.substr(i), source.substr(at_ + entity.length));
        const std::size_t after = at_ + entity.length;
        AppendReplaced(text, literal.substr(i, length), page());
        at_ = after, i += length;
        continue;
      }
    }
    std::size_t run = 0;
    while (i + run < literal.size() && at_ + run < source.size() && source[at_ + run] == literal[i + run]) {
      if (run > 0 && (source[at_ + run] == '\\' || source[at_ + run] == '&')) break;
      ++run;
    }
    if (run > 0) {
      append(at_, at_ + run);
      at_ += run, i += run;
      continue;
    }
    if (IsSpace(literal[i])) {
      AppendReplaced(text, " ", page());  // the line's indentation, which the source lacks
      ++i;
      continue;
    }
    if (++failures > 3 || !Seek(literal.substr(i))) {
      AppendReplaced(text, literal.substr(i), page());
      return;
    }
  }
}

void InlineCursor::Code(Text& text, std::string_view literal) {
  const std::string_view source = source_.text;
  if (At() != '`') {
    const std::size_t found = source.substr(0, std::min(source.size(), at_ + kMaxSeek)).find('`', at_);
    if (found == std::string_view::npos) return Literal(text, literal);
    at_ = found;
  }
  std::size_t open = at_;
  while (At() == '`') ++at_;
  const std::size_t length = at_ - open;
  std::size_t begin = at_, end = source.size();
  for (std::size_t at = at_; at < source.size();) {
    at = std::min(source.find('`', at), source.size());
    const std::size_t run = std::min(source.find_first_not_of('`', at), source.size()) - at;
    if (run == length) {
      end = at;
      break;
    }
    at += run;
  }
  at_ = std::min(end + length, source.size());
  if (end - begin >= 2 && IsSpace(source[begin]) && IsSpace(source[end - 1]) && !literal.empty() &&
      end - begin > literal.size())
    ++begin, --end;
  while (begin < end) {
    const auto after =
        std::upper_bound(source_.pieces.begin(), source_.pieces.end(), begin,
                         [](std::size_t offset, const Layout::Piece& piece) { return offset < piece.text; });
    const std::size_t until = after == source_.pieces.end() ? end : std::min(end, after->text);
    AppendProse(text, source.substr(begin, until - begin), source_.PageOf(begin));
    begin = until;
  }
}

void InlineCursor::Break(Text& text) {
  while (At() == ' ' || At() == '\t') ++at_;
  if (At() == '\\') ++at_;
  AppendProse(text, " ", page());
  SkipSpace();
}

void InlineCursor::Html(std::string_view literal) {
  if (!source_.text.substr(std::min(at_, source_.text.size()), literal.size()).starts_with(literal) && !Seek(literal))
    return;
  at_ += literal.size();
}

void InlineCursor::Delimiter(std::size_t length) {
  for (; length > 0 && (At() == '*' || At() == '_'); --length) ++at_;
}

void InlineCursor::Tildes() {
  while (At() == '~') ++at_;
}

void InlineCursor::LinkOpens() {
  if (At() == '!' && at_ + 1 < source_.text.size() && source_.text[at_ + 1] == '[') ++at_;
  links_.push_back(At() == '[' ? Link::kBrackets : At() == '<' ? Link::kAngles : Link::kBare);
  if (links_.back() != Link::kBare) ++at_;
}

void InlineCursor::LinkCloses() {
  const Link link = links_.empty() ? Link::kBare : links_.back();
  if (!links_.empty()) links_.pop_back();
  if (link == Link::kAngles && At() == '>') ++at_;
  if (link != Link::kBrackets || At() != ']') return;
  ++at_;
  if (At() == '(' && SkipInlineTail()) return;
  if (At() == '[') SkipLabel();
}

// (destination "title"), CommonMark 6.3; false, and nothing passed, where it is none.
bool InlineCursor::SkipInlineTail() {
  const std::size_t begin = at_;
  const std::string_view source = source_.text;
  ++at_;
  SkipSpace();
  if (At() == '<') {
    for (++at_; at_ < source.size() && At() != '>'; ++at_) {
      if (At() == '\\') ++at_;
    }
    if (At() == '>') ++at_;
  } else {
    for (std::size_t depth = 0; at_ < source.size() && !IsSpace(At()); ++at_) {
      if (At() == '\\' && at_ + 1 < source.size() && IsPunctuation(source[at_ + 1])) {
        ++at_;
      } else if (At() == '(') {
        ++depth;
      } else if (At() == ')' && depth-- == 0) {
        break;
      }
    }
  }
  SkipSpace();
  if (const char quote = At(); quote == '"' || quote == '\'' || quote == '(') {
    const char close = quote == '(' ? ')' : quote;
    for (++at_; at_ < source.size() && At() != close; ++at_) {
      if (At() == '\\') ++at_;
    }
    if (At() == close) ++at_;
    SkipSpace();
  }
  if (At() == ')') {
    ++at_;
    return true;
  }
  at_ = begin;
  return false;
}

void InlineCursor::SkipLabel() {
  const std::string_view source = source_.text;
  std::size_t end = at_ + 1;
  for (; end < source.size() && end - at_ < 1002 && source[end] != ']' && source[end] != '['; ++end) {
    if (source[end] == '\\') ++end;
  }
  if (end < source.size() && source[end] == ']') at_ = end + 1;
}

}  // namespace plumbline::page
