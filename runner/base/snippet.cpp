#include "base/snippet.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace plumbline {
namespace {

constexpr std::size_t kBefore = 60;
constexpr std::size_t kMarked = 60;
constexpr std::size_t kAfter = 40;

// Byte offset of the `count`-th code point.
std::size_t OffsetOf(const std::string& text, std::size_t count) {
  std::size_t offset = 0;
  for (; offset < text.size(); ++offset) {
    const bool starts = (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
    if (starts && count-- == 0) break;
  }
  return offset;
}

// Control characters would move the caret, or the terminal.
std::string Printable(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

// Lines may be megabytes long, where a document is written on one: only the bytes that can be shown are looked at.
constexpr std::size_t kBytesOfACharacter = 4;

std::string Head(const std::string& text, std::size_t most) {
  const std::string start = text.substr(0, (most + 1) * kBytesOfACharacter);
  return Printable(CodePointCount(start) <= most && start.size() == text.size()
                       ? start
                       : start.substr(0, OffsetOf(start, most - 1)) + "…");
}

std::string Tail(const std::string& text, std::size_t most) {
  const std::size_t bytes = (most + 1) * kBytesOfACharacter;
  std::size_t begin = text.size() > bytes ? text.size() - bytes : 0;
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  const std::string end = text.substr(begin);
  const std::size_t size = CodePointCount(end);
  return Printable(size <= most && begin == 0 ? end : "…" + end.substr(OffsetOf(end, size - most + 1)));
}

// A pointer of hundreds of levels, by its ends.
std::string Middle(const std::string& pointer) {
  constexpr std::size_t kLongest = 400, kEnd = 150;
  return pointer.size() <= kLongest ? pointer
                                    : Head(pointer, kEnd) + Tail(pointer, kEnd).substr(std::string("…").size());
}

}  // namespace

std::string WhereIs(const Place& place) {
  std::string where = ToString(SourceLocation{place.source, place.line, place.column});
  if (!place.pointer.empty()) where += fmt::format(" ({})", Middle(place.pointer));
  return where;
}

std::string DrawPlaces(const std::vector<Place>& places) {
  std::size_t digits = 1;
  for (const Place& place : places) digits = std::max(digits, std::to_string(place.line).size());
  const std::string margin(digits + 1, ' ');
  std::string text;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    text += fmt::format("{}{} {}\n", margin.substr(1), i == 0 ? "-->" : ":::", WhereIs(place));
    if (place.line == 0) continue;
    const std::string before = Tail(place.before, kBefore), marked = Head(place.marked, kMarked);
    if (before.empty() && marked.empty() && place.after.empty()) {
      text += fmt::format("{} = {}\n", margin, place.note);
      continue;
    }
    text +=
        fmt::format("{}|\n{:>{}} | {}{}{}\n", margin, place.line, digits, before, marked, Head(place.after, kAfter));
    const std::size_t carets = std::max<std::size_t>(1, CodePointCount(marked));
    text += fmt::format("{}| {}{} {}\n", margin, std::string(CodePointCount(before), ' '), std::string(carets, '^'),
                        place.note);
  }
  return text;
}

}  // namespace plumbline
