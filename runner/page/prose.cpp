#include "page/prose.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace plumbline::page {
namespace {

constexpr std::array kZeroWidth = {std::string_view("\u200B"), std::string_view("\uFEFF"), std::string_view("\u2060")};
constexpr std::string_view kNoBreakSpace = "\u00A0";

bool IsZeroWidth(std::string_view rest) {
  return std::any_of(kZeroWidth.begin(), kZeroWidth.end(),
                     [&](std::string_view mark) { return rest.starts_with(mark); });
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

void AppendSpace(Text& text, std::size_t page) {
  if (!text.text.empty() && text.text.back() != ' ') text.Append(" ", page);
}

// The common ones; a rarer name stays as written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 45> kEntities = {{
    {"amp", "&"},        {"AMP", "&"},        {"lt", "<"},         {"gt", ">"},         {"quot", "\""},
    {"apos", "'"},       {"nbsp", "\u00A0"},  {"mdash", "\u2014"}, {"ndash", "\u2013"}, {"hellip", "\u2026"},
    {"rarr", "\u2192"},  {"larr", "\u2190"},  {"copy", "\u00A9"},  {"reg", "\u00AE"},   {"trade", "\u2122"},
    {"times", "\u00D7"}, {"le", "\u2264"},    {"ge", "\u2265"},    {"ne", "\u2260"},    {"middot", "\u00B7"},
    {"bull", "\u2022"},  {"lsquo", "\u2018"}, {"rsquo", "\u2019"}, {"ldquo", "\u201C"}, {"rdquo", "\u201D"},
    {"lcub", "{"},       {"rcub", "}"},       {"lbrace", "{"},     {"rbrace", "}"},     {"lsqb", "["},
    {"rsqb", "]"},       {"lbrack", "["},     {"rbrack", "]"},     {"vert", "|"},       {"verbar", "|"},
    {"ast", "*"},        {"lowbar", "_"},     {"grave", "`"},      {"num", "#"},        {"colon", ":"},
    {"sol", "/"},        {"bsol", "\\"},      {"euro", "\u20AC"},  {"pound", "\u00A3"}, {"deg", "\u00B0"},
}};

std::string Decoded(std::string_view name) {
  if (!name.starts_with('#')) {
    const auto found =
        std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& entity) { return entity.first == name; });
    return found == kEntities.end() ? std::string() : std::string(found->second);
  }
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  char32_t point = 0;
  for (char c : name.substr(hex ? 2 : 1)) {
    const int digit = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0 || point > 0x10FFFF) return "";
    point = point * (hex ? 16u : 10u) + static_cast<char32_t>(digit);
  }
  if (name.size() == (hex ? 2u : 1u)) return "";
  std::string utf8;
  AppendUtf8(utf8, point == 0 || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000) ? U'\uFFFD' : point);
  return utf8;
}

}  // namespace

Block BlockAt(BlockKind kind, std::size_t begin, std::size_t end) {
  Block block;
  block.kind = kind;
  block.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
  return block;
}

void AppendProse(Text& text, std::string_view more, std::size_t page) {
  std::size_t run = 0;
  const auto flush = [&](std::size_t end) { text.Append(more.substr(run, end - run), page + run); };
  for (std::size_t i = 0; i < more.size();) {
    const char c = more[i];
    std::size_t taken = 0;
    if (IsSpace(c)) {
      flush(i);
      AppendSpace(text, page + i);
      taken = 1;
    } else if (more.substr(i).starts_with(kNoBreakSpace)) {
      flush(i);
      AppendSpace(text, page + i);
      taken = kNoBreakSpace.size();
    } else if ((c == '\xE2' || c == '\xEF') && IsZeroWidth(more.substr(i))) {
      flush(i);
      taken = 3;
    }
    if (taken > 0) run = i + taken;
    i += std::max<std::size_t>(taken, 1);
  }
  flush(more.size());
}

void AppendReplaced(Text& text, std::string_view more, std::size_t page) {
  if (more.empty() || IsZeroWidth(more)) return;
  if (IsSpace(more[0]) || more == kNoBreakSpace) return AppendSpace(text, page);
  // What stands for several bytes begins a run of its own, so that no byte of it is taken for a byte of the page.
  if (text.anchors.empty() || text.anchors.back().text != text.text.size()) {
    text.anchors.push_back({static_cast<std::uint32_t>(text.text.size()), static_cast<std::uint32_t>(page)});
  }
  text.text += more;
}

void AppendVerbatim(Text& text, std::string_view more, std::size_t page) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < more.size(); ++i) {
    if ((more[i] != '\xE2' && more[i] != '\xEF') || !IsZeroWidth(more.substr(i))) continue;
    text.Append(more.substr(run, i - run), page + run);
    run = i + 3;
    i += 2;
  }
  text.Append(more.substr(run), page + run);
}

void AppendSentence(Text& text, const Text& more) {
  if (more.empty()) return;
  if (!text.empty()) AppendSpace(text, more.anchors.front().page);
  const std::size_t base = text.text.size();
  for (const Text::Anchor& anchor : more.anchors)
    text.anchors.push_back({static_cast<std::uint32_t>(base + anchor.text), anchor.page});
  text.text += more.text;
  for (Mark mark : more.marks) {
    mark.begin += base, mark.end += base;
    text.marks.push_back(std::move(mark));
  }
}

void TrimEnd(Text& text) {
  while (!text.text.empty() && IsSpace(text.text.back())) text.text.pop_back();
  while (!text.anchors.empty() && text.anchors.back().text >= text.text.size()) text.anchors.pop_back();
  for (Mark& mark : text.marks)
    mark.begin = std::min(mark.begin, text.text.size()), mark.end = std::min(mark.end, text.text.size());
  std::erase_if(text.marks, [](const Mark& mark) { return mark.begin >= mark.end; });
}

Entity EntityAt(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '&') return {};
  const std::size_t end = text.substr(at, 36).find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view name = text.substr(at + 1, end - 1);
  const bool well_formed = std::all_of(name.begin() + (name[0] == '#' ? 1 : 0), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  if (!well_formed) return {};
  return {end + 1, Decoded(name)};
}

void AppendEncoded(Text& text, std::string_view page, std::size_t begin, std::size_t end) {
  std::size_t run = begin;
  const std::string_view part = page.substr(0, end);
  for (std::size_t at = part.find('&', begin); at != std::string_view::npos; at = part.find('&', at)) {
    const Entity entity = EntityAt(part, at);
    if (entity.utf8.empty()) {
      ++at;
      continue;
    }
    AppendProse(text, part.substr(run, at - run), run);
    AppendReplaced(text, entity.utf8, at);
    at += entity.length;
    run = at;
  }
  if (run < end) AppendProse(text, part.substr(run, end - run), run);
}

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

Text ProseOf(std::string_view page, std::size_t begin, std::size_t end) {
  Text text;
  AppendProse(text, page.substr(begin, end - begin), begin);
  TrimEnd(text);
  return text;
}

}  // namespace plumbline::page
