#include "page/fence_info.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace plumbline::page {
namespace {

constexpr std::array<std::string_view, 14> kFlags = {
    "showlinenumbers", "wrap",     "lines",     "expandable",  "copy", "nocopy",     "focus",
    "nolinenumbers",   "linenums", "collapsed", "collapsible", "live", "playground", "icon"};

// A word, with quoted strings and braces whole: title="a b", theme={null}, {1,3-5}, [npm].
std::string_view NextWord(std::string_view& rest) {
  rest = Trim(rest);
  std::size_t at = 0;
  int braces = 0;
  for (char quote = 0; at < rest.size(); ++at) {
    const char c = rest[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && at > 0 && (rest[at - 1] == '=' || rest[at - 1] == '{')) {
      if (rest.find(c, at + 1) != std::string_view::npos) quote = c;
    } else if (c == '{') {
      ++braces;
    } else if (c == '}') {
      braces = std::max(0, braces - 1);
    } else if ((c == ' ' || c == '\t') && (braces == 0 || rest.find('}', at) == std::string_view::npos)) {
      break;
    }
  }
  const std::string_view word = rest.substr(0, at);
  rest.remove_prefix(at);
  return word;
}

std::string_view Unquoted(std::string_view value) {
  if (value.starts_with('{') && value.ends_with('}')) value = value.substr(1, value.size() - 2);
  if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'' || value[0] == '`') && value.back() == value[0])
    value = value.substr(1, value.size() - 2);
  return value;
}

}  // namespace

FenceInfo ReadFenceInfo(std::string_view info) {
  FenceInfo fence{.info = std::string(Trim(info)), .language = "", .title = ""};
  // Hostile lengths are no titles.
  std::string_view rest = std::string_view(fence.info).substr(0, 2000);
  std::string_view first = NextWord(rest);
  if (first.starts_with("{.")) {
    first = first.substr(2, first.find_first_of(" }") - 2);  // Pandoc: {.json .numbered}
  } else if (first.find('=') != std::string_view::npos && first.find('=') < first.find('{')) {
    rest = fence.info, first = {};  // attributes without a language
  }
  const std::size_t colon = first.find(':');
  std::string title;
  if (colon != std::string_view::npos) title = first.substr(colon + 1);
  fence.language = AsciiLower(first.substr(0, std::min(first.find('{'), colon)));
  std::vector<std::string> words;
  for (std::string_view word = NextWord(rest); !word.empty(); word = NextWord(rest)) {
    const std::size_t equals = word.find('=');
    const std::string key = AsciiLower(word.substr(0, equals));
    if (equals != std::string_view::npos &&
        (key == "title" || key == "filename" || key == "label" || key == "name" || key == "tab")) {
      if (title.empty() || key == "title") title = Unquoted(word.substr(equals + 1));
      continue;
    }
    const bool is_attribute =
        equals != std::string_view::npos && !key.empty() &&
        std::all_of(key.begin(), key.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
    if (word[0] == '{' || is_attribute || std::find(kFlags.begin(), kFlags.end(), key) != kFlags.end()) continue;
    if (words.empty() && word[0] == '[' && rest.find(']') != std::string_view::npos && !word.ends_with(']')) {
      words.emplace_back(word.substr(1));  // [two words]
      continue;
    }
    words.emplace_back(word.starts_with('[') && word.ends_with(']') ? word.substr(1, word.size() - 2) : word);
  }
  if (!words.empty() && words.back().ends_with(']') && words.back().find('[') == std::string::npos)
    words.back().pop_back();
  fence.title = title.empty() ? Join(words, " ") : title;
  return fence;
}

}  // namespace plumbline::page
