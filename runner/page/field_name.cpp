#include "page/field_name.h"

#include "base/regex.h"
#include "base/text.h"
#include "page/fields.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostOfName = 300;  // bytes
constexpr std::size_t kMostNames = 30;    // of one cell
constexpr int kMostNesting = 32;

}  // namespace

// How deep a name is nested by the signs before it: "└ id", "│ ├ name", "&nbsp;&nbsp;↳ code", "- id".
int NestingOf(std::string_view cell) {
  int depth = 0;
  static const Regex kSign(R"(^(?:\s|\x{00A0}|\x{200B})*(│|├|└|↳|→|»|›|╰|╚|\|_|-{1,2}(?:\s)|─))");
  for (std::size_t at = 0;;) {
    const auto match = kSign.Find(cell.substr(at, kMostOfName));
    if (!match || depth >= kMostNesting) return depth;
    if ((*match)[1] != "─") ++depth;
    at += match->end();
  }
}

// Depth by no-break spaces before a name, which prose has lost: "&nbsp;&nbsp;code".
int IndentOf(const std::string& page, const Text& cell) {
  if (cell.anchors.empty()) return 0;
  std::size_t begin = cell.anchors.front().page;
  const std::size_t bound = begin > 80 ? begin - 80 : 0;
  std::size_t at = begin;
  while (at > bound && page[at - 1] != '|' && page[at - 1] != '>' && page[at - 1] != '\n') --at;
  const std::string_view before = std::string_view(page).substr(at, begin - at);
  int spaces = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before.substr(i).starts_with("&nbsp;") || before.substr(i).starts_with("\u00A0") ||
        before.substr(i).starts_with("&emsp;"))
      ++spaces;
  }
  return (spaces + 1) / 2;
}

std::vector<FieldName> FieldNamesIn(const Text& cell) {
  std::vector<FieldName> names;
  if (cell.text.size() > kMostNames * kMostOfName) return names;
  for (const Mark& mark : cell.marks) {
    if (mark.kind != Mark::Kind::kCode) continue;
    const std::string_view word = Trim(std::string_view(cell.text).substr(mark.begin, mark.end - mark.begin));
    // `from, to` in one mark, too, and the signs of nesting.
    if (names.size() > kMostNames) return {};
    std::size_t at = mark.begin;
    static const Regex kSigns(R"(^(?:[│├└↳→»›╰╚─|\s-]|\x{00A0}|\x{200B})+)");
    for (std::string_view part : Split(word, ',')) {
      std::string_view name = Trim(part);
      if (const auto signs = kSigns.Find(name)) name.remove_prefix(signs->end());
      const std::size_t begin = cell.text.find(name, at);
      if (!name.empty() && IsIdentifier(name) && begin != std::string::npos) {
        names.push_back({std::string(name), begin, begin + name.size(), ""});
        at = begin + name.size();
      }
    }
  }
  if (names.size() > kMostNames) return {};
  if (!names.empty()) {
    // "`id` string required": the words behind the only name.
    if (names.size() == 1) names[0].rest = std::string(Trim(std::string_view(cell.text).substr(names[0].end)));
    return names;
  }
  static const Regex kWord(R"(^(?:[│├└↳→»›╰─|\s\x{00A0}-])*([A-Za-z_$@][\w$@.\[\]*:-]*)(.*)$)");
  std::size_t offset = 0;
  static const Regex kSeparator(R"(\s*(?:,|/|\bor\b|\band\b|&)\s+|\s+/\s*)");
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  for (const Regex::Match& match : kSeparator.All(cell.text)) {
    parts.emplace_back(offset, match.begin());
    offset = match.end();
  }
  parts.emplace_back(offset, cell.text.size());
  if (parts.size() > kMostNames) return {};
  for (const auto& [begin, end] : parts) {
    const std::string_view part = std::string_view(cell.text).substr(begin, end - begin);
    const auto word = kWord.Find(part);
    if (!word) return {};
    // "name*" is a required one; "items.*" is a name.
    std::string_view name = (*word)[1];
    const bool star =
        name.size() > 1 && name.ends_with('*') && name[name.size() - 2] != '.' && name[name.size() - 2] != '[';
    if (star) name.remove_suffix(1);
    if (!IsIdentifier(name)) return {};
    const std::string_view rest = Trim((*word)[2]);
    if (parts.size() > 1 && !rest.empty()) return {};
    names.push_back({std::string(name), begin + word->groups[1].begin, begin + word->groups[1].begin + name.size(),
                     star ? "required" : std::string(rest)});
  }
  return names;
}

JsonPointer MemberPath(std::string_view written) {
  if (written.size() > kMostOfName) return JsonPointer({std::string(written)});
  std::vector<std::string> tokens;
  std::string token;
  const auto finish = [&] {
    if (!token.empty()) tokens.push_back(std::move(token));
    token.clear();
  };
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    if (c == '.' || c == '/') {
      finish();
    } else if (c == '[') {
      finish();
      const std::size_t close = written.find(']', i);
      const std::string_view inner =
          written.substr(i + 1, close == std::string_view::npos ? std::string_view::npos : close - i - 1);
      static const Regex kIndex(R"(\d*|\*|n|i|x|index)");
      tokens.push_back(kIndex.Full(inner) ? "*" : std::string(inner));
      if (close == std::string_view::npos) break;
      i = close;
    } else {
      token += c;
    }
  }
  finish();
  while (!tokens.empty() && tokens.back() == "*") tokens.pop_back();
  if (!tokens.empty() && tokens.front() == "$") tokens.erase(tokens.begin());
  return JsonPointer(std::move(tokens));
}

bool IsIdentifier(std::string_view word) {
  static const Regex kIdentifier(
      R"([A-Za-z_$@*][\w$@-]*(?:\[[\w*]*\]|\.[A-Za-z_*$@][\w-]*|\.\*|\.\d+|:[A-Za-z_]\w*|/[A-Za-z_]\w*)*)");
  return word.size() <= 120 && kIdentifier.Full(word).has_value();
}

}  // namespace plumbline::page
