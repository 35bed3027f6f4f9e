#include "page/rst_inline.h"

#include <algorithm>

#include "base/text.h"
#include "page/prose.h"
#include "page/text_line.h"

namespace plumbline::page {

namespace {

constexpr std::size_t kLongestMarkup = 2000;

// Where `close` ends markup that began before `at`; npos where it does not, within what one would write.
std::size_t Close(std::string_view page, std::size_t at, std::size_t end, std::string_view close) {
  const std::string_view window = page.substr(at, std::min(end - at, kLongestMarkup));
  const std::size_t found = window.find(close);
  return found == std::string_view::npos || found == 0 ? std::string_view::npos : at + found;
}

void AppendMarked(Text& text, std::string_view page, std::size_t begin, std::size_t end, Mark mark) {
  mark.begin = text.text.size();
  AppendProse(text, page.substr(begin, end - begin), begin);
  mark.end = text.text.size();
  if (mark.begin < mark.end) text.marks.push_back(std::move(mark));
}

// "`text <target>`_" and ":role:`text`", whose inner bytes are [begin, end).
void AppendReference(Text& text, std::string_view page, std::size_t begin, std::size_t end, std::string_view role) {
  const std::string_view inside = page.substr(begin, end - begin);
  const std::size_t open = inside.rfind('<');
  const bool titled = inside.ends_with('>') && open != std::string_view::npos && open > 0;
  std::size_t stop = titled ? begin + open : end;
  while (stop > begin && page[stop - 1] == ' ') --stop;
  Mark mark;
  if (role.empty() || role == "ref" || role == "doc") {
    mark.kind = Mark::Kind::kLink;
    if (titled) mark.target = inside.substr(open + 1, inside.size() - open - 2);
  }
  // ":http:get:`/users`" reads "GET /users".
  if (role.starts_with("http:") && role.size() > 5) {
    const std::string method = AsciiLower(role.substr(5));
    for (std::string_view known : {"get", "post", "put", "patch", "delete", "head", "options"}) {
      if (method != known) continue;
      std::string upper(method);
      std::transform(upper.begin(), upper.end(), upper.begin(),
                     [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      mark.begin = text.text.size();
      text.Append(upper, begin - 1 - method.size() - 1);
      text.Append(" ", begin - 1);
      AppendProse(text, page.substr(begin, stop - begin), begin);
      mark.end = text.text.size();
      text.marks.push_back(mark);
      return;
    }
  }
  AppendMarked(text, page, begin, stop, std::move(mark));
}

}  // namespace

void AppendRst(Text& text, std::string_view page, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    const char c = page[at];
    const bool starts = at == begin || !(IsLetter(page[at - 1]) || IsDigit(page[at - 1]) ||
                                         static_cast<unsigned char>(page[at - 1]) >= 0x80);
    if (c == '\\' && at + 1 < end) {
      // An escaped space joins what stands around it.
      const std::size_t length = CharacterLength(page, at + 1);
      if (SpaceLength(page, at + 1) == 0) text.Append(page.substr(at + 1, length), at + 1);
      at += 1 + length;
      continue;
    }
    if (c == '`' && page.substr(at, 2) == "``") {
      const std::size_t close = Close(page, at + 2, end, "``");
      if (close != std::string_view::npos) {
        AppendMarked(text, page, at + 2, close, {});
        at = close + 2;
        continue;
      }
    } else if (c == '`' && starts) {
      const std::size_t close = Close(page, at + 1, end, "`");
      if (close != std::string_view::npos) {
        AppendReference(text, page, at + 1, close, "");
        at = close + 1;
        while (at < end && page[at] == '_') ++at;
        continue;
      }
    } else if (c == ':' && starts) {
      std::size_t role = at + 1;
      while (role < end && role < at + 40 && (IsLetter(page[role]) || page[role] == ':' || page[role] == '-')) ++role;
      if (role < end && role > at + 2 && page[role] == '`' && page[role - 1] == ':') {
        const std::size_t close = Close(page, role + 1, end, "`");
        if (close != std::string_view::npos) {
          AppendReference(text, page, role + 1, close, page.substr(at + 1, role - at - 2));
          at = close + 1;
          continue;
        }
      }
    } else if (c == '*' && starts) {
      const bool strong = page.substr(at, 2) == "**";
      const std::size_t first = at + (strong ? 2 : 1);
      if (first < end && SpaceLength(page, first) == 0) {
        const std::size_t close = Close(page, first, end, strong ? "**" : "*");
        if (close != std::string_view::npos && page[close - 1] != ' ') {
          Mark mark;
          mark.kind = strong ? Mark::Kind::kStrong : Mark::Kind::kEmphasis;
          AppendMarked(text, page, first, close, std::move(mark));
          at = close + (strong ? 2 : 1);
          continue;
        }
      }
    } else if (c == '|' && starts && at + 1 < end && IsLetter(page[at + 1])) {
      const std::size_t close = Close(page, at + 1, end, "|");
      if (close != std::string_view::npos && page.substr(at, close - at).find('\n') == std::string_view::npos) {
        at = close + 1;
        continue;
      }
    }
    const std::size_t space = SpaceLength(page, at),
                      length = std::max({space, InvisibleLength(page, at), CharacterLength(page, at)});
    AppendProse(text, page.substr(at, std::min(length, end - at)), at);
    at += length;
  }
}

}  // namespace plumbline::page
