#include "page/text_code.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace plumbline::page {

namespace {

bool BeginsJson(std::string_view line) {
  if (line.empty() || (line[0] != '{' && line[0] != '[')) return false;
  const std::size_t next = line.find_first_not_of(" \t", 1);
  if (next == std::string_view::npos) return true;
  if (line[0] == '{') return line[next] == '"' || (line[next] == '}' && next + 1 == line.size());
  return std::string_view("{[\"]-0123456789").find(line[next]) != std::string_view::npos && !line.starts_with("[]");
}

// Whether a line cannot be a part of JSON, so that what was open before it stays open: it begins like a sentence or a
// command.
bool EndsJson(std::string_view page, std::size_t at, std::size_t stop) {
  const std::string_view line = page.substr(at, std::min<std::size_t>(stop - at, 200));
  if (line.starts_with("curl ")) return true;
  if (line.empty() || !IsUpper(line[0])) return false;
  const std::string_view word = line.substr(0, line.find_first_of(" ,\t\r"));
  return word != "True" && word != "False" && word != "None" && line.find("\":") == std::string_view::npos;
}

// From the opening bracket at `begin`. A bracket that closes another kind than is open closes all up to its own kind,
// so that one that is missing does not swallow the rest of the page.
std::size_t JsonEnd(std::string_view page, std::size_t begin) {
  std::vector<char> open;
  std::size_t last = begin;  // past the last byte that is no white space
  bool blank = false;
  for (std::size_t i = begin; i < page.size(); ++i) {
    const char c = page[i];
    if (c == '"') {
      // A string ends with its line, closed or not.
      for (++i; i < page.size() && page[i] != '"' && page[i] != '\n'; ++i) {
        if (page[i] == '\\') ++i;
      }
      if (i < page.size() && page[i] == '\n') --i;
    } else if (c == '{' || c == '[') {
      open.push_back(c);
    } else if (c == '}' || c == ']') {
      const char wanted = c == '}' ? '{' : '[';
      // Where none of its kind is open it closes nothing. The outermost is remembered, so that this is no search.
      if (open.back() == wanted || open.front() == wanted) {
        while (open.back() != wanted) open.pop_back();
        open.pop_back();
      } else if (std::find(open.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(open.size(), 8)), open.end(),
                           wanted) != open.end()) {
        while (open.back() != wanted) open.pop_back();
        open.pop_back();
      }
      if (open.empty()) return i + 1;
    } else if (c == '/' && page.substr(i, 2) == "//") {
      i = std::min(page.find('\n', i), page.size()) - 1;
    } else if (c == '\n') {
      const std::size_t next = page.find_first_not_of(" \t\r", i + 1);
      if (next == std::string_view::npos) break;
      blank = page[next] == '\n';
      if (!blank && next == i + 1 && EndsJson(page, next, std::min(page.find('\n', next), page.size()))) return last;
      continue;
    }
    if (c != ' ' && c != '\t' && c != '\r') last = std::min(i + 1, page.size());
  }
  return std::min(last, page.size());
}

// A shell's quotes over several lines.
struct Quotes {
  char open = '\0';
  void Read(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (open != '\'' && line[i] == '\\') {
        ++i;
      } else if (open == '\0' && (line[i] == '\'' || line[i] == '"')) {
        open = line[i];
      } else if (line[i] == open) {
        open = '\0';
      }
    }
  }
};

bool IsOption(std::string_view line) {
  const std::size_t dashes = line.find_first_not_of('-');
  return dashes != std::string_view::npos && (dashes == 1 || dashes == 2) && IsLetter(line[dashes]);
}

// Whether a line can follow a continued one: an option, an address, a quoted or piped part.
bool ContinuesCommand(std::string_view line) {
  return IsOption(line) || line[0] == '"' || line[0] == '\'' || line[0] == '|' || line[0] == '$' ||
         line.starts_with("http") || line[0] == '<' || line[0] == '@';
}

std::size_t CommandEnd(const TextLines& lines, std::size_t index) {
  constexpr std::size_t kMostLines = 2000;
  Quotes quotes;
  std::size_t unquoted_end = 0;  // the last line after which no quote was open
  bool could_end = false;
  for (std::size_t i = index; i < lines.size() && i < index + kMostLines; ++i) {
    const std::string_view line = lines.Raw(i);
    if (i > index) {
      if (line.starts_with("curl ") || line.starts_with("$ curl ")) break;
      if (quotes.open == '\0') {
        const bool continued = lines.Raw(i - 1).ends_with('\\');
        if (lines[i].after_blank && !(continued && IsOption(line))) break;
        if (continued ? !ContinuesCommand(line) : !IsOption(line) && !line.starts_with("| ")) break;
      }
    }
    quotes.Read(line);
    if (quotes.open == '\0')
      unquoted_end = lines[i].end;
    else if (unquoted_end == 0)
      could_end = true;
  }
  // A quote that nobody closes: only the lines before it are sure, or the first one.
  if (unquoted_end == 0 && could_end) return lines[index].end;
  return std::max<std::size_t>(unquoted_end, lines[index].end);
}

bool IsHttpStart(std::string_view line) {
  if (line.starts_with("HTTP/1.") || line.starts_with("HTTP/2 ")) return line.size() > 9;
  return MethodLength(line) > 0 &&
         (line.ends_with(" HTTP/1.1") || line.ends_with(" HTTP/1.0") || line.ends_with(" HTTP/2"));
}

bool IsHeaderLine(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 && IsName(line.substr(0, colon)) && colon + 1 < line.size() &&
         line[colon + 1] == ' ';
}

std::size_t HttpEnd(const TextLines& lines, std::size_t index) {
  std::size_t i = index + 1;
  while (i < lines.size() && !lines[i].after_blank && IsHeaderLine(lines.Raw(i))) ++i;
  if (i < lines.size() && BeginsJson(lines.Raw(i))) return JsonEnd(lines.page(), lines[i].begin);
  return lines[i - 1].end;
}

std::string LanguageOf(std::string_view line) {
  const auto has = [&](std::string_view part) { return line.find(part) != std::string_view::npos; };
  if (line.size() > 300) return {};
  if (line.starts_with("curl ") || line.starts_with("$ curl ")) return "bash";
  if (IsHttpStart(line)) return "http";
  if (line.starts_with("<?php") || (line.starts_with("$") && has("curl_init("))) return "php";
  if (line.starts_with("package main")) return "go";
  if ((line.starts_with("const ") || line.starts_with("let ") || line.starts_with("var ")) && has(" = "))
    return "javascript";
  if (line.starts_with("import ") && (has(" from '") || has(" from \""))) return "javascript";
  if (line.starts_with("fetch(") || line.starts_with("await ") || line.starts_with("axios.")) return "javascript";
  if (line.starts_with("import ") && (CountWords(line) == 2 || (CountWords(line) == 4 && has(" as "))) &&
      !line.ends_with('.'))
    return "python";
  if (line.starts_with("from ") && has(" import ") && CountWords(line) >= 4 && CountWords(line) <= 8 &&
      !line.ends_with('.'))
    return "python";
  if (line.starts_with("response = requests.") || line.starts_with("r = requests.") ||
      line.starts_with("resp = requests."))
    return "python";
  if (line.starts_with("require '") || line.starts_with("require \"")) return "ruby";
  return {};
}

bool LooksLikeCode(std::string_view line, std::size_t indent) {
  if (line.starts_with('#') || line.starts_with("//") || line.starts_with('}') || line.starts_with(')') ||
      line.starts_with(']') || line.starts_with('.'))
    return true;
  if (line.ends_with(';') || line.ends_with('{') || line.ends_with('(') || line.ends_with("),") || line.ends_with("})"))
    return true;
  const bool ends_like_prose = line.ends_with('.');
  for (std::string_view part : {" = ", " += ", "==", "=>", "(\"", "('", "[\"", "['", "()"}) {
    if (line.find(part) != std::string_view::npos && !ends_like_prose) return true;
  }
  for (std::string_view word : {"import ", "from ", "for ", "if ", "while ", "return ", "print(", "def ", "const ",
                                "let ", "var ", "func ", "try:", "except", "else", "with ", "elif "}) {
    if (line.starts_with(word) && !ends_like_prose &&
        (line.ends_with(':') || line.ends_with(')') || line.ends_with('{') || word == "import " || word == "from " ||
         indent > 0))
      return true;
  }
  return indent > 0 && !ends_like_prose;
}

std::size_t CodeEnd(const TextLines& lines, std::size_t index) {
  long depth = 0;
  std::size_t end = lines[index].end;
  for (std::size_t i = index; i < lines.size(); ++i) {
    const std::string_view line = lines.Raw(i);
    if (i > index) {
      const bool like_code = line.size() < 2000 && LooksLikeCode(line, lines[i].indent);
      if (depth <= 0 && (!like_code || line == "{" || line == "[" ||
                         (lines[i].after_blank && (BeginsJson(line) || !LanguageOf(line).empty()) &&
                          lines[i].indent == 0 && LanguageOf(line) == "bash")))
        break;
      if (depth > 0 && lines[i].after_blank && !like_code && IsUpper(line[0])) break;
    }
    char quote = '\0';
    for (std::size_t k = 0; k < line.size(); ++k) {
      const char c = line[k];
      if (quote != '\0') {
        if (c == '\\')
          ++k;
        else if (c == quote)
          quote = '\0';
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if (c == ')' || c == ']' || c == '}') {
        --depth;
      }
    }
    end = lines[i].end;
  }
  return end;
}

}  // namespace

std::optional<BareCode> FindBareCode(const TextLines& lines, std::size_t index) {
  const std::string_view line = lines.Raw(index);
  if (BeginsJson(line)) return BareCode{"json", JsonEnd(lines.page(), lines[index].begin)};
  const std::string language = LanguageOf(line);
  if (language.empty()) return std::nullopt;
  if (language == "bash") return BareCode{language, CommandEnd(lines, index)};
  if (language == "http") return BareCode{language, HttpEnd(lines, index)};
  return BareCode{language, CodeEnd(lines, index)};
}

}  // namespace plumbline::page
