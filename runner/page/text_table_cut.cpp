#include <algorithm>
#include <array>

#include "base/text.h"
#include "page/text_table.h"

namespace plumbline::page {

namespace {

struct Label {
  std::string_view name;
  TextColumn column;
};
constexpr Label kLabels[] = {{"field", TextColumn::kName},
                             {"field name", TextColumn::kName},
                             {"parameter", TextColumn::kName},
                             {"param", TextColumn::kName},
                             {"name", TextColumn::kName},
                             {"parameter name", TextColumn::kName},
                             {"property", TextColumn::kName},
                             {"attribute", TextColumn::kName},
                             {"key", TextColumn::kName},
                             {"argument", TextColumn::kName},
                             {"header", TextColumn::kName},
                             {"query parameter", TextColumn::kName},
                             {"path parameter", TextColumn::kName},
                             {"member", TextColumn::kName},
                             {"variable", TextColumn::kName},
                             {"element", TextColumn::kName},
                             {"body parameter", TextColumn::kName},
                             {"scope", TextColumn::kName},
                             {"type", TextColumn::kType},
                             {"data type", TextColumn::kType},
                             {"datatype", TextColumn::kType},
                             {"schema", TextColumn::kType},
                             {"required", TextColumn::kRequired},
                             {"required?", TextColumn::kRequired},
                             {"mandatory", TextColumn::kRequired},
                             {"optional", TextColumn::kRequired},
                             {"optional?", TextColumn::kRequired},
                             {"req", TextColumn::kRequired},
                             {"nullable", TextColumn::kRequired},
                             {"presence", TextColumn::kRequired},
                             {"required/optional", TextColumn::kRequired},
                             {"default", TextColumn::kDefault},
                             {"default value", TextColumn::kDefault},
                             {"defaults", TextColumn::kDefault},
                             {"example", TextColumn::kDefault},
                             {"in", TextColumn::kIn},
                             {"location", TextColumn::kIn},
                             {"parameter type", TextColumn::kIn},
                             {"passed in", TextColumn::kIn},
                             {"status", TextColumn::kStatus},
                             {"code", TextColumn::kStatus},
                             {"status code", TextColumn::kStatus},
                             {"http status", TextColumn::kStatus},
                             {"http code", TextColumn::kStatus},
                             {"http status code", TextColumn::kStatus},
                             {"response code", TextColumn::kStatus},
                             {"method", TextColumn::kMethod},
                             {"verb", TextColumn::kMethod},
                             {"http method", TextColumn::kMethod},
                             {"endpoint", TextColumn::kEndpoint},
                             {"path", TextColumn::kEndpoint},
                             {"url", TextColumn::kEndpoint},
                             {"uri", TextColumn::kEndpoint},
                             {"route", TextColumn::kEndpoint},
                             {"description", TextColumn::kRest},
                             {"notes", TextColumn::kRest},
                             {"note", TextColumn::kRest},
                             {"meaning", TextColumn::kRest},
                             {"cause", TextColumn::kRest},
                             {"details", TextColumn::kRest},
                             {"explanation", TextColumn::kRest},
                             {"comment", TextColumn::kRest},
                             {"comments", TextColumn::kRest},
                             {"reason", TextColumn::kRest},
                             {"when", TextColumn::kRest},
                             {"what it returns", TextColumn::kRest},
                             {"what it does", TextColumn::kRest},
                             {"purpose", TextColumn::kRest},
                             {"use", TextColumn::kRest},
                             {"summary", TextColumn::kRest},
                             {"definition", TextColumn::kRest},
                             {"action", TextColumn::kRest},
                             {"resolution", TextColumn::kRest},
                             {"returns", TextColumn::kRest},
                             {"message", TextColumn::kRest},
                             {"best for", TextColumn::kRest},
                             {"how to fix", TextColumn::kRest},
                             {"typical cause", TextColumn::kRest},
                             {"error", TextColumn::kWords},
                             {"error code", TextColumn::kWords},
                             {"plan", TextColumn::kWords},
                             {"tier", TextColumn::kWords},
                             {"price", TextColumn::kWords},
                             {"limit", TextColumn::kWords},
                             {"event", TextColumn::kWords},
                             {"feature", TextColumn::kWords},
                             {"value", TextColumn::kWords},
                             {"values", TextColumn::kWords},
                             {"allowed values", TextColumn::kWords},
                             {"possible values", TextColumn::kWords},
                             {"constraints", TextColumn::kWords},
                             {"format", TextColumn::kWords},
                             {"unit", TextColumn::kWords},
                             {"title", TextColumn::kWords},
                             {"operation", TextColumn::kWords},
                             {"resource", TextColumn::kWords},
                             {"version", TextColumn::kWords},
                             {"environment", TextColumn::kWords},
                             {"base url", TextColumn::kWords},
                             {"example value", TextColumn::kWords},
                             {"range", TextColumn::kWords}};

std::optional<TextColumn> ColumnOf(std::string_view label) {
  const std::string lower = AsciiLower(label);
  for (const Label& known : kLabels) {
    if (known.name == lower) return known.column;
  }
  return std::nullopt;
}

// Whether a new cell can begin at `at` because a word ended and a capital follows without a space: "the|Name",
// "id|UUID", "isOK|When".
bool IsBoundary(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return at == text.size();
  if (!IsUpper(text[at])) return false;
  const char before = text[at - 1];
  if (IsUpper(before)) return at + 1 < text.size() && IsLower(text[at + 1]);
  return before != ' ' && before != '-' && before != '/' && before != '(' && before != '{' && before != '_' &&
         before != '.' && before != '"' && before != '\'';
}

bool BeginsCell(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at == text.size();
  const char c = text[at];
  return IsUpper(c) || IsDigit(c) || c == '"' || c == '\'' || c == '`' || c == '(' || c == '+' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::size_t kLongestCell = 80;

std::size_t FirstToken(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size() && at < begin + kLongestCell && text[at] != ' ') ++at;
  return at;
}

using Ends = std::vector<std::size_t>;

Ends StatusEnds(std::string_view row, std::size_t at) {
  static constexpr std::array<std::string_view, 24> kReasons = {"OK",
                                                                "Created",
                                                                "Accepted",
                                                                "No Content",
                                                                "Moved Permanently",
                                                                "Found",
                                                                "Not Modified",
                                                                "Bad Request",
                                                                "Unauthorized",
                                                                "Payment Required",
                                                                "Forbidden",
                                                                "Not Found",
                                                                "Method Not Allowed",
                                                                "Not Acceptable",
                                                                "Conflict",
                                                                "Gone",
                                                                "Unprocessable Entity",
                                                                "Unprocessable Content",
                                                                "Too Many Requests",
                                                                "Internal Server Error",
                                                                "Not Implemented",
                                                                "Bad Gateway",
                                                                "Service Unavailable",
                                                                "Gateway Timeout"};
  const auto number = [&](std::size_t from) -> std::size_t {
    if (from + 3 > row.size() || row[from] < '1' || row[from] > '5') return 0;
    const bool digits = IsDigit(row[from + 1]) && IsDigit(row[from + 2]);
    const bool any = (row[from + 1] == 'x' && row[from + 2] == 'x') || (row[from + 1] == 'X' && row[from + 2] == 'X');
    return (digits || any) && (from + 3 == row.size() || !IsDigit(row[from + 3])) ? 3 : 0;
  };
  std::size_t end = at + number(at);
  if (end == at) return {};
  for (bool more = true; more;) {
    more = false;
    for (std::string_view between : {" / ", "/", ", ", ",", " or ", " - ", "-", "\u2013", " | ", " and "}) {
      if (!row.substr(end).starts_with(between) || number(end + between.size()) == 0) continue;
      end += between.size() + 3;
      more = true;
      break;
    }
  }
  if (end < row.size() && row[end] == ' ') {
    for (std::string_view reason : kReasons) {
      const std::size_t after = end + 1 + reason.size();
      if (row.substr(end + 1).starts_with(reason) && (after == row.size() || row[after] != ' ')) return {after};
    }
    return {};
  }
  return {end};
}

Ends RequiredEnds(std::string_view row, std::size_t at) {
  static constexpr std::array<std::string_view, 29> kWords = {
      "Required", "Optional", "required", "optional", "Mandatory", "mandatory", "Conditional", "conditional",
      "REQUIRED", "OPTIONAL", "Yes",      "No",       "yes",       "no",        "YES",         "NO",
      "True",     "False",    "true",     "false",    "\u2713",    "\u2714",    "\u2705",      "\u274C",
      "\u2717",   "\u2014",   "\u2013",   "-",        "\u2715"};
  for (std::string_view word : kWords) {
    if (!row.substr(at).starts_with(word)) continue;
    const std::size_t end = at + word.size();
    // "No" is not the beginning of "Note" or "None".
    if (word.size() <= 3 && IsLetter(word[0]) && end < row.size() && IsLower(row[end])) return {};
    return {end};
  }
  return {};
}

// "required" and "optional" behind a type, where another cell or the end of the row follows.
Ends RequiredWordEnds(std::string_view row, std::size_t at) {
  for (std::string_view word : {"required", "optional", "Required", "Optional"}) {
    if (row.substr(at).starts_with(word)) return {at + word.size()};
  }
  return {};
}

Ends DefaultEnds(std::string_view row, std::size_t at) {
  const std::string_view rest = row.substr(at);
  for (std::string_view word :
       {"-", "\u2013", "\u2014", "None", "none", "null", "N/A", "n/a", "true", "false", "\u2212"}) {
    if (rest.starts_with(word) &&
        (at + word.size() == row.size() || (!IsLower(row[at + word.size()]) && !IsDigit(row[at + word.size()]))))
      return {at + word.size()};
  }
  std::size_t end = at;
  if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
    const std::size_t close = row.find(rest[0], at + 1);
    return close == std::string_view::npos || close > at + kLongestCell ? Ends{} : Ends{close + 1};
  }
  while (end < row.size() && (IsDigit(row[end]) || ((row[end] == '.' || row[end] == ',') && end > at &&
                                                    end + 1 < row.size() && IsDigit(row[end + 1]))))
    ++end;
  if (end > at && (end == row.size() || IsUpper(row[end]) || BeginsCell(row, end))) return {end};
  // A word up to the capital that begins the next cell.
  end = at;
  while (end < row.size() && end < at + kLongestCell && (end > at || IsLower(row[end])) &&
         (IsLower(row[end]) || IsDigit(row[end]) || row[end] == '_' || row[end] == '-' || row[end] == '.'))
    ++end;
  if (end > at && (end == row.size() || IsUpper(row[end]))) return {end, at};
  return {at};
}

Ends EndpointEnds(std::string_view row, std::size_t at) {
  if (at >= row.size() || (row[at] != '/' && row[at] != '{' && !row.substr(at).starts_with("http"))) return {};
  const std::size_t token = FirstToken(row, at);
  static constexpr std::array<std::string_view, 22> kVerbs = {
      "Get",  "List", "Create", "Update", "Delete",  "Retrieve", "Return", "Fetch",    "Remove", "Add",    "Search",
      "Send", "Read", "Cancel", "Set",    "Replace", "Start",    "Stop",   "Register", "Revoke", "Upload", "Download"};
  Ends ends;
  int braces = 0;
  for (std::size_t i = at; i < token; ++i) {
    if (row[i] == '{') ++braces;
    if (row[i] == '}') --braces;
    if (braces > 0 || i == at) continue;
    if (IsBoundary(row, i) || (row[i - 1] == '/' && IsUpper(row[i]))) ends.push_back(i);
  }
  if (token == row.size()) ends.push_back(token);
  if (ends.empty()) return {};
  for (std::size_t end : ends) {
    for (std::string_view verb : kVerbs) {
      if (row.substr(end).starts_with(verb)) return {end};
    }
  }
  if (ends.size() > 1 && ends.back() == row.size()) ends.pop_back();
  return {ends.back()};
}

Ends NameEnds(std::string_view row, std::size_t at, TextColumn next, NameStyle style) {
  const std::size_t token = FirstToken(row, at);
  Ends ends;
  std::size_t longest = at;
  while (longest < token && (IsLetter(row[longest]) || IsDigit(row[longest]) ||
                             std::string_view("_-.[]$@:{}*").find(row[longest]) != std::string_view::npos))
    ++longest;
  if (next != TextColumn::kRest && next != TextColumn::kWords) {
    for (std::size_t end = at + 1; end <= longest; ++end) {
      // Digits stay together: "page10" is "page" and "10".
      if (end < row.size() && IsDigit(row[end]) && IsDigit(row[end - 1])) continue;
      if (!IsName(row.substr(at, end - at))) continue;
      ends.push_back(end);
    }
    return ends;
  }
  for (std::size_t end = at + 1; end <= longest; ++end) {
    if (IsBoundary(row, end) && IsName(row.substr(at, end - at))) ends.push_back(end);
  }
  if (ends.empty()) return ends;
  if (ends.size() > 1 && ends.back() == row.size()) ends.pop_back();
  if (ends.size() == 1) return ends;
  const bool lower =
      style == NameStyle::kLower || row.substr(at, ends.front() - at).find('_') != std::string_view::npos;
  if (lower) return {ends.front()};
  if (style == NameStyle::kCamel) return {ends.back()};
  return ends;
}

// The end of the longest known name that stands here, where it is not the beginning of a longer one.
Ends KnownEnds(std::string_view row, std::size_t at, const KnownNames& known) {
  const std::size_t token = FirstToken(row, at);
  for (std::size_t end = token; end > at; --end) {
    const bool goes_on = end < row.size() && (IsDigit(row[end]) || row[end] == '_' || row[end] == '-' ||
                                              row[end] == '.' || row[end] == '[');
    if (!goes_on && known.contains(row.substr(at, end - at))) return {end};
  }
  return {};
}

Ends WordsEnds(std::string_view row, std::size_t at) {
  Ends ends;
  for (std::size_t end = at + 1; end < row.size() && end < at + kLongestCell; ++end) {
    if (IsBoundary(row, end)) ends.push_back(end);
  }
  return ends;
}

Ends CellEnds(std::string_view row, std::size_t at, const std::vector<TextColumn>& columns, std::size_t column,
              NameStyle style) {
  const TextColumn next = column + 1 < columns.size() ? columns[column + 1] : TextColumn::kRest;
  switch (columns[column]) {
    case TextColumn::kName:
      return NameEnds(row, at, next, style);
    case TextColumn::kType: {
      Ends ends;
      const bool told_apart = std::find(columns.begin(), columns.end(), TextColumn::kRequired) != columns.end();
      for (std::size_t length : TypeLengths(row.substr(at, kLongestCell))) {
        // "stringrequiredThe name": without a column for it, the word belongs to the type.
        const Ends required = told_apart ? Ends{} : RequiredWordEnds(row, at + length);
        if (!required.empty()) ends.push_back(required.front());
        ends.push_back(at + length);
      }
      return ends;
    }
    case TextColumn::kRequired:
      return RequiredEnds(row, at);
    case TextColumn::kDefault:
      return DefaultEnds(row, at);
    case TextColumn::kIn: {
      for (std::string_view place : {"query", "path", "header", "body", "cookie", "formData", "form", "Query", "Path",
                                     "Header", "Body", "Cookie", "Form"}) {
        if (row.substr(at).starts_with(place)) return {at + place.size()};
      }
      return {};
    }
    case TextColumn::kStatus:
      return StatusEnds(row, at);
    case TextColumn::kMethod: {
      const std::size_t length = MethodLength(row.substr(at));
      return length > 0 ? Ends{at + length} : Ends{};
    }
    case TextColumn::kEndpoint:
      return EndpointEnds(row, at);
    case TextColumn::kWords:
    case TextColumn::kRest:
      return WordsEnds(row, at);
  }
  return {};
}

// All ways to cut a row, up to a few; a way is worse with each empty or unlikely cell.
struct Cutting {
  std::string_view row;
  const std::vector<TextColumn>& columns;
  NameStyle style;
  const KnownNames* known;  // null: names end where their looks say
  struct Way {
    Ends ends;
    int faults = 0;
  };
  std::vector<Way> ways;
  int steps = 0;

  void Cut(Ends& ends, int faults) {
    if (++steps > 4000 || ways.size() > 32) return;
    const std::size_t at = ends.empty() ? 0 : ends.back();
    if (ends.size() + 1 == columns.size()) {
      if (columns.back() != TextColumn::kRest && at < row.size()) {
        const Ends last = CellEnds(row, at, columns, ends.size(), style);
        if (columns.back() != TextColumn::kWords && std::find(last.begin(), last.end(), row.size()) == last.end())
          return;
      }
      if (at < row.size() && row[at] == ' ') return;
      // A description that begins in lower case, and words that are glued to each other at its beginning.
      if (at < row.size() && !BeginsCell(row, at)) faults += columns[ends.size() - 1] == TextColumn::kRequired ? 0 : 2;
      if (at < row.size() && IsUpper(row[at])) {
        const std::size_t token = FirstToken(row, at);
        for (std::size_t i = at + 1; i < token; ++i) faults += IsUpper(row[i]) && IsLower(row[i - 1]) ? 1 : 0;
      }
      ends.push_back(row.size());
      ways.push_back({ends, faults});
      ends.pop_back();
      return;
    }
    const TextColumn column = columns[ends.size()];
    Ends possible = CellEnds(row, at, columns, ends.size(), style);
    if (column == TextColumn::kName && known != nullptr) {
      // "statusesAll of them" does not end where a known `status` does.
      const Ends end = KnownEnds(row, at, *known);
      const bool fits = possible.empty() ||
                        std::find(possible.begin(), possible.end(), end.empty() ? 0 : end.front()) != possible.end();
      if (!end.empty() && fits) possible = end;
    }
    for (std::size_t i = 0; i < possible.size(); ++i) {
      // The longer of two types is the better one; an empty default the worst.
      const bool word = column == TextColumn::kDefault && possible[i] > at && IsLetter(row[at]) &&
                        row.substr(at, 4) != "true" && row.substr(at, 5) != "false" &&
                        AsciiLower(row.substr(at, 4)) != "none";
      // "stringsale or rent" is a string, "stringsNames" are strings.
      const bool plural = column == TextColumn::kType && possible[i] > at && row[possible[i] - 1] == 's' &&
                          possible[i] < row.size() && IsLower(row[possible[i]]);
      const int fault = (column == TextColumn::kType ? static_cast<int>(i) : 0) + (plural ? 2 : 0) +
                        (possible[i] == at ? 3
                         : word            ? 2
                                           : 0);
      ends.push_back(possible[i]);
      Cut(ends, faults + fault);
      ends.pop_back();
    }
  }
};

}  // namespace

GluedHeader ReadGluedHeader(std::string_view line) {
  GluedHeader header;
  if (line.size() > 120 || line.size() < 6 || !IsUpper(line[0])) return header;
  std::size_t known = 0, start = 0;
  for (std::size_t at = 1; at <= line.size(); ++at) {
    if (at < line.size() && !(IsUpper(line[at]) && (IsLower(line[at - 1]) || line[at - 1] == '?' ||
                                                    line[at - 1] == ')' || IsUpper(line[at - 1]))))
      continue;
    const std::optional<TextColumn> column = ColumnOf(line.substr(start, at - start));
    // "URLDescription": a capital inside a row of capitals is a boundary only after a known name.
    const bool inside = at < line.size() && IsUpper(line[at - 1]);
    if (inside && !column) continue;
    if (column) ++known;
    header.columns.push_back(column.value_or(TextColumn::kWords));
    header.ends.push_back(at);
    start = at;
  }
  if (known < 2 || known + 1 < header.columns.size()) return {};
  header.columns.back() = header.columns.back() == TextColumn::kWords ? TextColumn::kRest : header.columns.back();
  // In the middle a description is words that end at a capital.
  for (std::size_t i = 0; i + 1 < header.columns.size(); ++i) {
    if (header.columns[i] == TextColumn::kRest) header.columns[i] = TextColumn::kWords;
  }
  return header;
}

std::optional<std::vector<std::size_t>> CutRow(std::string_view row, const std::vector<TextColumn>& columns,
                                               NameStyle style, const KnownNames& known) {
  Cutting cutting{row, columns, style, known.empty() ? nullptr : &known, {}, 0};
  Ends ends;
  cutting.Cut(ends, 0);
  if (cutting.ways.empty() && !known.empty()) return CutRow(row, columns, style);
  if (cutting.ways.empty() || cutting.steps > 4000) return std::nullopt;
  const auto better = [](const Cutting::Way& a, const Cutting::Way& b) { return a.faults < b.faults; };
  std::stable_sort(cutting.ways.begin(), cutting.ways.end(), better);
  if (cutting.ways.size() > 1 && cutting.ways[0].faults == cutting.ways[1].faults) return std::nullopt;
  return cutting.ways[0].ends;
}

GluedHeader ReadSpacedHeader(std::string_view line) {
  constexpr std::size_t kMostWords = 3;  // of a label
  GluedHeader header;
  if (line.size() > 120 || line.empty() || !IsUpper(line[0])) return header;
  for (std::size_t at = 0; at < line.size();) {
    // The longest label that stands here.
    std::size_t end = at, after = 0;
    std::optional<TextColumn> column;
    for (std::size_t words = 0; words < kMostWords && end < line.size(); ++words) {
      end = std::min(line.find(' ', words == 0 ? end : end + 1), line.size());
      // A table of fields begins with their names: "Parameter Type" is two labels there.
      const auto known = ColumnOf(line.substr(at, end - at));
      if (known && !(at == 0 && column == TextColumn::kName && *known != TextColumn::kName))
        column = known, after = end;
    }
    if (!column) return {};
    header.columns.push_back(*column);
    header.ends.push_back(after);
    at = after + 1;
  }
  const std::vector<TextColumn>& columns = header.columns;
  const bool typed = std::find(columns.begin(), columns.end(), TextColumn::kType) != columns.end();
  const bool words_inside =
      std::any_of(columns.begin(), columns.empty() ? columns.end() : columns.end() - 1,
                  [](TextColumn column) { return column == TextColumn::kWords || column == TextColumn::kRest; });
  if (columns.size() < 3 || columns.front() != TextColumn::kName || !typed || words_inside) return {};
  return header;
}

namespace {

// The end of the cell that begins at `at`; `at` where an optional one is empty; nothing where something else stands
// there.
std::optional<std::size_t> SpacedCellEnd(std::string_view row, std::size_t at, TextColumn column) {
  const std::string_view rest = row.substr(at);
  const std::size_t token = std::min(row.find(' ', at), row.size());
  const auto ends_at_space = [&](std::size_t end) { return end == row.size() || row[end] == ' '; };
  switch (column) {
    case TextColumn::kName:
      return IsCodeName(row.substr(at, token - at)) ? std::optional(token) : std::nullopt;
    case TextColumn::kType:
      for (const std::size_t length : TypeLengths(rest.substr(0, kLongestCell))) {
        if (ends_at_space(at + length)) return at + length;
      }
      return std::nullopt;
    case TextColumn::kRequired:
      for (const std::size_t end : RequiredEnds(row, at)) {
        if (end > at && ends_at_space(end)) return end;
      }
      return at;
    case TextColumn::kDefault: {
      static constexpr std::array<std::string_view, 9> kWords = {"-",    "\u2013", "\u2014", "none", "None",
                                                                 "null", "true",   "false",  "N/A"};
      const std::string_view word = row.substr(at, token - at);
      const bool number =
          !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return IsDigit(c) || c == '.'; });
      return number || std::find(kWords.begin(), kWords.end(), word) != kWords.end() ? token : at;
    }
    case TextColumn::kIn: {
      const Ends ends = CellEnds(row, at, {TextColumn::kIn}, 0, NameStyle::kUnknown);
      return !ends.empty() && ends_at_space(ends.front()) ? std::optional(ends.front()) : std::nullopt;
    }
    case TextColumn::kStatus:
    case TextColumn::kMethod:
    case TextColumn::kEndpoint:
      return token;
    case TextColumn::kWords:
    case TextColumn::kRest:
      return row.size();
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::size_t>> CutSpacedRow(std::string_view row, const std::vector<TextColumn>& columns) {
  std::vector<std::size_t> ends;
  std::size_t at = 0;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (column + 1 == columns.size() &&
        (columns[column] == TextColumn::kRest || columns[column] == TextColumn::kWords)) {
      ends.push_back(row.size());
      return ends;
    }
    const auto end =
        at >= row.size() && column > 1 ? std::optional(row.size()) : SpacedCellEnd(row, at, columns[column]);
    if (!end) return std::nullopt;
    ends.push_back(*end);
    at = *end > at && *end < row.size() ? *end + 1 : *end;
  }
  return at >= row.size() ? std::optional(ends) : std::nullopt;
}

}  // namespace plumbline::page
