// The formats that belong to no larger family: identifiers, JSON Pointers, regular expressions,
// base64.
#include <string_view>

#include "schema/format_checks.h"
#include "schema/format_scan.h"
#include "schema/pattern.h"

namespace plumbline::schema {
namespace {

struct NumberRead {
  FormatFault fault;
  std::size_t end = 0;
};

// Digits without a leading zero, from text[at] on.
NumberRead ReadWholeNumber(std::string_view text, std::size_t at) {
  const std::size_t end = SkipDigits(text, at);
  if (end == at) return {{"a number belongs here", at}, at};
  if (text[at] == '0' && end > at + 1) return {{"a number cannot have a leading zero", at}, at};
  return {{}, end};
}

}  // namespace

FormatFault CheckUuid(std::string_view text) {
  constexpr std::size_t kSize = 36;
  for (std::size_t at = 0; at < kSize; ++at) {
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (!HasAt(text, at, '-')) return {"a hyphen belongs here", at};
    } else if (!HasClassAt(text, at, kHexDigit)) {
      return {"a hexadecimal digit belongs here", at};
    }
  }
  if (text.size() > kSize) return {"text follows the UUID", kSize};
  return {};
}

FormatFault CheckJsonPointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return {"a JSON Pointer must be empty or start with /", 0};
  for (std::size_t at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1)) {
    if (!HasAt(text, at + 1, '0') && !HasAt(text, at + 1, '1')) return {"0 or 1 belongs after this ~", at};
  }
  return {};
}

// draft-bhutton-relative-json-pointer-00: levels up, moves along an array, then a JSON Pointer or
// #. Earlier drafts have no moves.
FormatFault CheckRelativeJsonPointer(std::string_view text) {
  const NumberRead levels = ReadWholeNumber(text, 0);
  if (levels.fault.broken()) return levels.fault;
  std::size_t at = levels.end;
  if (HasAt(text, at, '+') || HasAt(text, at, '-')) {
    const NumberRead moves = ReadWholeNumber(text, at + 1);
    if (moves.fault.broken()) return moves.fault;
    at = moves.end;
  }
  if (at == text.size()) return {};
  if (text[at] == '/') return Shift(CheckJsonPointer(text.substr(at)), at);
  if (text[at] != '#') return {"a / or # belongs after the number", at};
  if (at + 1 < text.size()) return {"text follows the #", at + 1};
  return {};
}

FormatFault CheckRegex(std::string_view text) {
  const auto fault = CheckPattern(text);
  if (fault) return {"is no ECMA-262 regular expression", fault->offset};
  return {};
}

FormatFault CheckByte(std::string_view text) {
  std::size_t at = 0;
  while (HasClassAt(text, at, kBase64)) ++at;
  const std::size_t digits = at;
  while (HasAt(text, at, '=')) ++at;
  if (at < text.size()) return {digits == at ? "base64 cannot hold this character" : "text follows the padding", at};
  // Four characters are three bytes, two are one; one alone is none.
  const std::size_t padding = (4 - digits % 4) % 4;
  if (padding == 3) return {"the last group has one character, which is no byte", digits};
  if (at - digits < padding) return {"padding is missing", at};
  if (at - digits > padding) return {"there is too much padding", digits + padding};
  return {};
}

FormatFault AcceptAny(std::string_view) { return {}; }

}  // namespace plumbline::schema
