#include "page/text_line.h"

#include <algorithm>
#include <array>

#include "base/regex.h"
#include "base/text.h"
#include "page/prose.h"

namespace plumbline::page {

namespace {

constexpr std::array<std::string_view, 9> kMethods = {"GET",  "POST",    "PUT",   "PATCH", "DELETE",
                                                      "HEAD", "OPTIONS", "TRACE", "QUERY"};

// Longer ones before those that they begin with.
constexpr std::array<std::string_view, 44> kTypes = {
    "string",  "strings",   "str",      "text",   "integers", "integer",   "int32",   "int64",      "int",
    "numbers", "number",    "long",     "floats", "float",    "double",    "decimal", "booleans",   "boolean",
    "bool",    "objects",   "object",   "arrays", "array",    "list",      "map",     "dictionary", "dict",
    "hash",    "date-time", "datetime", "dates",  "date",     "timestamp", "time",    "uuid",       "guid",
    "uri",     "url",       "email",    "enum",   "file",     "binary",    "null",    "any"};

bool Contains(auto const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The length of a type's word at `at`, in lower case or with a capital; 0 where there is none.
std::size_t TypeWord(std::string_view text, std::size_t at) {
  const std::string lower = AsciiLower(text.substr(at, 12));
  std::size_t best = 0;
  for (std::string_view type : kTypes) {
    if (!std::string_view(lower).starts_with(type) || type.size() <= best) continue;
    const std::string_view written = text.substr(at, type.size());
    const bool same_case =
        written == type || written.substr(1) == type.substr(1) || std::all_of(written.begin(), written.end(), IsUpper);
    if (same_case) best = type.size();
  }
  return best;
}

// Brackets that belong to a type: "[]", "[string]", "<int32>", "(ISO)", "($date-time)". 0 where they do not close soon.
std::size_t Bracketed(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char open = text[at], close = open == '[' ? ']' : open == '<' ? '>' : open == '(' ? ')' : '\0';
  if (close == '\0') return 0;
  int depth = 0;
  for (std::size_t i = at; i < text.size() && i < at + 60; ++i) {
    if (text[i] == ':') return 0;
    if (text[i] == open) ++depth;
    if (text[i] == close && --depth == 0) return i + 1 - at;
  }
  return 0;
}

}  // namespace

TextLines::TextLines(std::string_view page) : page_(page) {
  bool after_blank = true;
  for (std::size_t start = 0; start < page.size();) {
    std::size_t stop = page.find_first_of("\r\n", start);
    if (stop == std::string_view::npos) stop = page.size();
    std::size_t begin = start, last = start;
    while (begin < stop) {
      const std::size_t blank = std::max(SpaceLength(page, begin), InvisibleLength(page, begin));
      if (blank == 0) break;
      begin += blank;
    }
    for (std::size_t at = begin; at < stop;) {
      const std::size_t blank = std::max(SpaceLength(page, at), InvisibleLength(page, at));
      at += blank > 0 ? blank : CharacterLength(page, at);
      if (blank == 0) last = at;
    }
    if (begin < stop) {
      lines_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(last),
                        static_cast<std::uint32_t>(begin - start), after_blank});
    }
    after_blank = begin >= stop;
    start = stop + (page.substr(stop, 2) == "\r\n" ? 2 : 1);
  }
}

const std::string& TextLines::Clean(std::size_t index) const {
  static const std::string kNothing;
  if (index >= size()) return kNothing;
  Cached& cached = cache_[index % cache_.size()];
  if (cached.index != index) cached = {index, Prose(index).text};
  return cached.text;
}

Text TextLines::Prose(std::size_t index) const { return ProseOf(page_, lines_[index].begin, lines_[index].end); }

const KnownNames& TextLines::known_names() const {
  constexpr std::size_t kMost = 20'000;
  if (known_names_) return *known_names_;
  static const Regex kKey(R"re("([A-Za-z_$][\w.-]*)"\s*:|[?&]([A-Za-z_]\w*)=)re");
  known_names_.emplace();
  for (std::size_t at = 0; known_names_->size() < kMost;) {
    const auto key = kKey.Find(page_, at);
    if (!key) break;
    known_names_->emplace((*key)[key->has(1) ? 1 : 2]);
    at = key->end();
  }
  return *known_names_;
}

std::size_t TextLines::IndexAt(std::size_t at) const {
  return static_cast<std::size_t>(
      std::lower_bound(lines_.begin(), lines_.end(), at,
                       [](const Line& line, std::size_t offset) { return line.begin < offset; }) -
      lines_.begin());
}

void TextLines::CutFront(std::size_t index, std::size_t at) {
  lines_[index].begin = static_cast<std::uint32_t>(at);
  lines_[index].indent = 0;
  lines_[index].after_blank = true;
  cache_[index % cache_.size()] = {};
}

void TextLines::CutBack(std::size_t index, std::size_t at) {
  lines_[index].end = static_cast<std::uint32_t>(at);
  cache_[index % cache_.size()] = {};
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return IsUpper(c) || IsLower(c); }

std::size_t CountWords(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

std::size_t MethodLength(std::string_view text) {
  for (std::string_view method : kMethods) {
    if (text.starts_with(method)) return method.size();
  }
  return 0;
}

std::vector<std::size_t> TypeLengths(std::string_view text) {
  std::vector<std::size_t> lengths;
  std::size_t at = 0;
  for (std::string_view front : {"nullable ", "array of ", "Array of ", "list of ", "List of ", "arrays of "}) {
    if (text.starts_with(front)) at = front.size();
  }
  while (at < text.size() && lengths.size() < 8) {
    const std::size_t word = TypeWord(text, at);
    if (word == 0) break;
    // "stringsale" may be a string before "sale".
    const bool plural = text[at + word - 1] == 's' && TypeWord(text.substr(0, at + word - 1), at) == word - 1;
    if (plural) lengths.push_back(at + word - 1);
    at += word;
    lengths.push_back(at);
    for (std::size_t more = 1; more > 0;) {
      const std::size_t space = at < text.size() && text[at] == ' ' ? 1 : 0;
      more = Bracketed(text, at + space);
      if (more == 0) break;
      at += space + more;
      lengths.push_back(at);
    }
    bool another = false;
    for (std::string_view between : {" | ", "|", " or ", ", ", "/", " of "}) {
      if (!text.substr(at).starts_with(between)) continue;
      at += between.size();
      another = true;
      break;
    }
    if (!another) break;
  }
  std::reverse(lengths.begin(), lengths.end());
  return lengths;
}

bool IsType(std::string_view text) {
  if (text.empty() || text.size() > 80) return false;
  const std::vector<std::size_t> lengths = TypeLengths(text);
  return !lengths.empty() && lengths.front() == text.size();
}

bool IsName(std::string_view text) {
  if (text.empty() || text.size() > 80 || !(IsLetter(text[0]) || text[0] == '_' || text[0] == '$' || text[0] == '@'))
    return false;
  if (std::string_view("._-:").find(text.back()) != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsLetter(c) || IsDigit(c) || std::string_view("_-.[]$@:{}*").find(c) != std::string_view::npos;
  });
}

bool IsCodeName(std::string_view text) {
  if (!IsName(text)) return false;
  if (std::none_of(text.begin(), text.end(), IsUpper)) return true;
  if (text.find('_') != std::string_view::npos) return true;
  if (IsLower(text[0])) return true;
  return text.starts_with("X-") || text.starts_with("x-");
}

bool IsRoleHeading(std::string_view text) {
  if (text.size() > 60) return false;
  static constexpr std::array<std::string_view, 31> kWhole = {
      "authentication",  "authorizations",  "authorization", "request",       "body",         "headers",
      "parameters",      "params",          "arguments",     "response",      "responses",    "returns",
      "attributes",      "properties",      "fields",        "errors",        "example",      "examples",
      "payload",         "error handling",  "example usage", "code examples", "code samples", "code example",
      "sample code",     "possible errors", "return values", "return value",  "query string", "request samples",
      "response samples"};
  static constexpr std::array<std::string_view, 24> kLast = {
      "parameters", "parameter", "params",  "headers",  "header",   "body",   "fields",     "field",
      "response",   "responses", "request", "requests", "errors",   "codes",  "attributes", "properties",
      "arguments",  "payload",   "schema",  "example",  "examples", "sample", "samples",    "string"};
  static constexpr std::array<std::string_view, 36> kBefore = {
      "query",   "path",       "url",        "uri",        "form",    "request", "response", "body",     "header",
      "cookie",  "error",      "status",     "http",       "example", "sample",  "required", "optional", "common",
      "success", "successful", "key",        "input",      "output",  "return",  "returned", "json",     "failure",
      "typical", "possible",   "additional", "parameters", "fields",  "data",    "code",     "method",   "filter"};
  std::string lower = AsciiLower(text);
  if (lower.ends_with(':')) lower.pop_back();
  if (Contains(kWhole, lower)) return true;
  const std::vector<std::string_view> words = Split(lower, ' ');
  if (words.size() < 2 || words.size() > 4 || !Contains(kLast, words.back())) return false;
  return std::all_of(words.begin(), words.end() - 1,
                     [](std::string_view word) { return Contains(kBefore, word) || word == "and" || word == "&"; });
}

bool IsFieldRole(std::string_view text) {
  const std::string lower = AsciiLower(text.substr(0, 80));
  for (std::string_view word : {"param", "field", "attribute", "propert", "argument", "header", "body", "authorization",
                                "response", "returns", "payload", "schema"}) {
    if (lower.find(word) != std::string::npos)
      return lower.find("example") == std::string::npos && lower.find("sample") == std::string::npos;
  }
  return false;
}

bool CouldBeHeading(std::string_view text) {
  if (text.empty() || text.size() > 80 || CountWords(text) > 9 ||
      !(IsUpper(text[0]) || (IsDigit(text[0]) && text.find(' ') != std::string_view::npos)))
    return false;
  if (std::string_view(".,;:!>})]\"'|\\").find(text.back()) != std::string_view::npos &&
      !(text.back() == ')' && CountWords(text) > 1))
    return false;
  if (IsCodeLabel(text.substr(0, 3)) && IsDigit(text[0])) return false;
  if (MethodLength(text) > 0 && text.find('/') != std::string_view::npos) return false;
  return text.find("://") == std::string_view::npos && text.find(" = ") == std::string_view::npos &&
         text.find("\u2014") == std::string_view::npos;
}

bool IsTitleCase(std::string_view text) {
  static constexpr std::array<std::string_view, 18> kSmall = {
      "of", "and", "the", "to", "for", "a", "an", "in", "on", "with", "by", "or", "vs", "vs.", "&", "-", "from", "at"};
  if (!CouldBeHeading(text) || !IsUpper(text[0]) || text.find(',') != std::string_view::npos || CountWords(text) > 7)
    return false;
  // One word: "Overview", not "MA_XXXX" and not "GET".
  if (text.find(' ') == std::string_view::npos)
    return text.size() > 3 && std::all_of(text.begin() + 1, text.end(), [](char c) { return IsLower(c) || c == '-'; });
  for (std::string_view word : Split(text, ' ')) {
    if (word.empty() || Contains(kSmall, word)) continue;
    const char first = word[0] == '(' && word.size() > 1 ? word[1] : word[0];
    if (!IsUpper(first) && !IsDigit(first)) return false;
    if (word.find_first_of("/_={}") != std::string_view::npos) return false;
  }
  return true;
}

bool IsFurniture(std::string_view text) {
  static constexpr std::array<std::string_view, 33> kWhole = {"skip to main content",
                                                              "skip to content",
                                                              "copy",
                                                              "copied!",
                                                              "copy page",
                                                              "copy code",
                                                              "copy link",
                                                              "copy as markdown",
                                                              "was this page helpful?",
                                                              "on this page",
                                                              "previous",
                                                              "next",
                                                              "edit this page",
                                                              "edit on github",
                                                              "suggest edits",
                                                              "raise issue",
                                                              "table of contents",
                                                              "search",
                                                              "search...",
                                                              "search\u2026",
                                                              "ask ai",
                                                              "ask a question",
                                                              "\u2318k",
                                                              "ctrl k",
                                                              "ctrl+k",
                                                              "try it",
                                                              "try it!",
                                                              "expand all",
                                                              "collapse all",
                                                              "show child attributes",
                                                              "hide child attributes",
                                                              "show more",
                                                              "view as markdown"};
  if (text.size() > 120) return false;
  const std::string lower = AsciiLower(text);
  if (Contains(kWhole, lower)) return true;
  if (lower.starts_with("last updated") || lower.starts_with("last modified") || lower.starts_with("powered by "))
    return true;
  for (std::string_view between : {" > ", " \u203A ", " \u00BB "}) {
    // Breadcrumbs; "a > b" in a sentence has small letters or digits.
    const std::size_t at = text.find(between);
    if (at != std::string_view::npos && at > 0 && IsUpper(text[0]) && IsUpper(text[at + between.size()]) &&
        !text.ends_with('.') && CountWords(text) <= 12)
      return true;
  }
  const bool arrow = text.starts_with("\u2190") || text.starts_with("\u2192") || text.ends_with("\u2192");
  return arrow && CountWords(text) <= 6 && !text.ends_with('.');
}

bool IsCodeLabel(std::string_view text) {
  static constexpr std::array<std::string_view, 21> kLanguages = {
      "curl", "python",     "javascript", "node.js", "node",   "nodejs",     "php",
      "ruby", "go",         "java",       "c#",      "shell",  "bash",       "json",
      "http", "typescript", "rust",       "swift",   "kotlin", "shell/curl", "request"};
  if (text.size() > 40) return false;
  if (text.size() >= 3 && IsDigit(text[0]) && IsDigit(text[1]) && IsDigit(text[2]) && text[0] <= '5' &&
      text[0] >= '1') {
    return text.size() == 3 || (text[3] == ' ' && text.size() > 4 && IsUpper(text[4]) && CountWords(text) <= 4);
  }
  const std::string lower = AsciiLower(text);
  return lower != "request" && Contains(kLanguages, lower);
}

}  // namespace plumbline::page
