#include "schema/pattern_escape.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace plumbline::schema {
namespace {

// Digits and WordCharacters are ASCII (22.2.2.9): \d and \w do not look at Unicode even with `u`.
CodePointSet Digits() { return CodePointSet({{'0', '9'}}); }
CodePointSet WordCharacters() { return CodePointSet({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}); }
// WhiteSpace (12.2, with all of Zs) and LineTerminator (12.3).
CodePointSet WhiteSpace() {
  return CodePointSet({{0x09, 0x0D},
                       {' ', ' '},
                       {0xA0, 0xA0},
                       {0x1680, 0x1680},
                       {0x2000, 0x200A},
                       {0x2028, 0x2029},
                       {0x202F, 0x202F},
                       {0x205F, 0x205F},
                       {0x3000, 0x3000},
                       {0xFEFF, 0xFEFF}});
}

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsOctal(char c) { return c >= '0' && c <= '7'; }

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<char32_t> ReadHex(std::string_view digits, std::size_t count) {
  if (digits.size() < count) return std::nullopt;
  char32_t value = 0;
  for (const char c : digits.substr(0, count)) {
    if (HexValue(c) < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(HexValue(c));
  }
  return value;
}

std::optional<char32_t> CodeUnit(std::string_view text, std::size_t i) {
  return text.substr(i).starts_with("\\u") ? ReadHex(text.substr(i + 2), 4) : std::nullopt;
}

PatternEscape Set(CodePointSet set, std::size_t length) { return {CharacterClass{std::move(set), {}, false}, length}; }
PatternEscape Character(char32_t c, std::size_t length) { return {c, length}; }
PatternEscape Fault(std::string reason, std::size_t offset) { return {PatternFault{std::move(reason), offset}, 0}; }

PatternEscape ReadProperty(std::string_view text, std::size_t i) {
  const bool negated = text[i + 1] == 'P';
  const std::size_t close = text.find('}', i);
  if (!text.substr(i + 2).starts_with("{") || close == std::string_view::npos) {
    return Fault(fmt::format("\\{} without a property in {{}}", text[i + 1]), i);
  }
  const std::string_view inside = text.substr(i + 3, close - i - 3);
  const std::size_t equals = inside.find('=');
  const bool bare = equals == std::string_view::npos;
  const std::string_view value = bare ? std::string_view() : inside.substr(equals + 1);
  auto property = !bare && value.empty() ? std::nullopt : FindUnicodeProperty(inside.substr(0, equals), value);
  if (!property) return Fault(fmt::format("unknown Unicode property '{}'", inside.substr(0, 100)), i);
  const std::size_t length = close + 1 - i;
  if (property->code_points)
    return Set(negated ? property->code_points->Complement() : *std::move(property->code_points), length);
  return {CharacterClass{{}, {{*std::move(property), negated}}, false}, length};
}

// Annex B.1.2, LegacyOctalEscapeSequence: up to \377. text[i] is the first digit.
PatternEscape ReadOctal(std::string_view text, std::size_t i) {
  char32_t value = 0;
  std::size_t k = 0;
  for (; k < 3 && i + k < text.size() && IsOctal(text[i + k]); ++k) {
    const char32_t next = value * 8 + static_cast<char32_t>(text[i + k] - '0');
    if (next > 0377) break;
    value = next;
  }
  return Character(value, k + 1);
}

bool IsSyntaxCharacter(char c) { return std::string_view("^$\\.*+?()[]{}|/").find(c) != std::string_view::npos; }

}  // namespace

CodePointSet NotLineTerminators() {
  static const CodePointSet set = CodePointSet({{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}).Complement();
  return set;
}

std::optional<DecodedCodePoint> ReadUnicodeEscape(std::string_view text, std::size_t i) {
  if (const auto unit = CodeUnit(text, i)) {
    const auto low = *unit >= 0xD800 && *unit <= 0xDBFF && i + 6 <= text.size() ? CodeUnit(text, i + 6) : std::nullopt;
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return DecodedCodePoint{*unit, 6};
    return DecodedCodePoint{0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), 12};
  }
  if (!text.substr(i).starts_with("\\u{")) return std::nullopt;
  const std::size_t close = text.find('}', i);
  if (close == std::string_view::npos || close == i + 3) return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(i + 3, close - i - 3)) {
    if (HexValue(c) < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(HexValue(c));
    if (value > kLastCodePoint) return std::nullopt;
  }
  return DecodedCodePoint{value, close + 1 - i};
}

PatternEscape ReadEscape(std::string_view text, std::size_t i, EscapeContext context) {
  if (i + 1 >= text.size()) return Fault("\\ at end of pattern", i);
  const char c = text[i + 1];
  switch (c) {
    case 'd':
      return Set(Digits(), 2);
    case 'D':
      return Set(Digits().Complement(), 2);
    case 'w':
      return Set(WordCharacters(), 2);
    case 'W':
      return Set(WordCharacters().Complement(), 2);
    case 's':
      return Set(WhiteSpace(), 2);
    case 'S':
      return Set(WhiteSpace().Complement(), 2);
    case 'p':
    case 'P':
      return ReadProperty(text, i);
    case 'f':
      return Character('\f', 2);
    case 'n':
      return Character('\n', 2);
    case 'r':
      return Character('\r', 2);
    case 't':
      return Character('\t', 2);
    case 'v':
      return Character('\v', 2);
    case 'b':
      if (context.in_class) return Character('\b', 2);
      break;
    case 'c':
      if (i + 2 < text.size() && IsAsciiLetter(text[i + 2]))
        return Character(static_cast<char32_t>(text[i + 2] & 0x1F), 3);
      return Fault("\\c without a letter", i);
    case 'x':
      if (const auto value = ReadHex(text.substr(i + 2), 2)) return Character(*value, 4);
      return Fault("\\x without two hexadecimal digits", i);
    case 'u':
      if (const auto escape = ReadUnicodeEscape(text, i)) return Character(escape->code_point, escape->length);
      return Fault("\\u without the four hexadecimal digits or {} of a code point", i);
    case '-':
      if (context.in_class) return Character('-', 2);
      break;
    default:
      break;
  }
  if (c == '0' && (i + 2 >= text.size() || !IsDigit(text[i + 2]))) return Character(0, 2);
  if (IsSyntaxCharacter(c)) return Character(static_cast<char32_t>(c), 2);
  if (context.lenient && IsOctal(c)) return ReadOctal(text, i + 1);
  const DecodedCodePoint escaped = DecodeCodePoint(text, i + 1);
  if (context.lenient && !IsAsciiLetter(c) && !IsDigit(c)) return Character(escaped.code_point, 1 + escaped.length);
  return Fault(fmt::format("{} is no escape of ECMA-262", text.substr(i, 1 + escaped.length)), i);
}

PatternEscape ReadClass(std::string_view text, std::size_t i, bool lenient) {
  const std::size_t open = i++;
  const bool negated = i < text.size() && text[i] == '^';
  if (negated) ++i;
  CharacterClass result;
  std::vector<CodePointRange> ranges;
  // One ClassAtom; a fault comes back for the caller to return.
  const auto read_atom = [&]() -> PatternEscape {
    if (text[i] == '\\') return ReadEscape(text, i, {.in_class = true, .lenient = lenient});
    // [:alpha:] is a class of its own to many, and never meant as the six characters that it is here.
    if (lenient && text.substr(i).starts_with("[:")) {
      std::size_t end = i + 2;
      while (end < text.size() && IsAsciiLetter(text[end])) ++end;
      if (end > i + 2 && text.substr(end).starts_with(":]")) {
        return Fault(fmt::format("{} is no class of ECMA-262", text.substr(i, end + 2 - i)), i);
      }
    }
    const DecodedCodePoint c = DecodeCodePoint(text, i);
    return Character(c.code_point, c.length);
  };
  const auto add = [&](PatternEscape atom) {
    if (const auto* character = std::get_if<char32_t>(&atom.value)) return ranges.push_back({*character, *character});
    auto& characters = std::get<CharacterClass>(atom.value);
    ranges.insert(ranges.end(), characters.set.ranges().begin(), characters.set.ranges().end());
    for (auto& member : characters.properties) result.properties.push_back(std::move(member));
  };
  while (i < text.size() && text[i] != ']') {
    const std::size_t start = i;
    PatternEscape first = read_atom();
    if (std::holds_alternative<PatternFault>(first.value)) return first;
    i += first.length;
    // A `-` that is last is a character.
    if (i + 1 >= text.size() || text[i] != '-' || text[i + 1] == ']') {
      add(std::move(first));
      continue;
    }
    ++i;
    PatternEscape last = read_atom();
    if (std::holds_alternative<PatternFault>(last.value)) return last;
    i += last.length;
    const auto* low = std::get_if<char32_t>(&first.value);
    const auto* high = std::get_if<char32_t>(&last.value);
    if (low != nullptr && high != nullptr) {
      if (*low > *high) return Fault("range out of order in character class", start);
      ranges.push_back({*low, *high});
    } else if (lenient) {
      add(std::move(first));
      add(Character('-', 1));
      add(std::move(last));
    } else {
      return Fault("a range in a character class ends in a class", start);
    }
  }
  if (i >= text.size()) return Fault("missing terminating ] for character class", open);
  result.set = CodePointSet(std::move(ranges));
  result.negated = negated;
  if (negated && result.properties.empty()) {
    result.set = result.set.Complement();
    result.negated = false;
  }
  return {std::move(result), i + 1 - open};
}

}  // namespace plumbline::schema
