// URI templates (RFC 6570, section 2): literals, and expressions in braces.
#include <string_view>

#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

// A fault, or the place up to which something was read.
struct Read {
  FormatFault fault;
  std::size_t end = 0;
};

// varchar at text[at]: the place after it, or `at` where there is none.
std::size_t SkipVariableCharacter(std::string_view text, std::size_t at) {
  if (HasClassAt(text, at, kLetter | kDigit) || HasAt(text, at, '_')) return at + 1;
  return HasTripletAt(text, at) ? at + 3 : at;
}

// varspec: a name, and at most one of a prefix length and an asterisk.
Read ReadVariable(std::string_view text, std::size_t at) {
  std::size_t next = SkipVariableCharacter(text, at);
  if (next == at) return {{"the name of a variable belongs here", at}, at};
  while (next != at) {
    at = next;
    next = SkipVariableCharacter(text, HasAt(text, at, '.') ? at + 1 : at);
    if (HasAt(text, at, '.') && next == at + 1) return {{"a dot must stand between two characters of a name", at}, at};
  }
  if (HasAt(text, at, '*')) return {{}, at + 1};
  if (!HasAt(text, at, ':')) return {{}, at};
  const std::size_t first = at + 1;
  const std::size_t end = SkipDigits(text, first);
  const bool in_range = end > first && end <= first + 4 && text[first] != '0';
  if (!in_range) return {{"a prefix length is a number from 1 to 9999", first}, first};
  return {{}, end};
}

// text[open] is the opening brace.
Read ReadExpression(std::string_view text, std::size_t open) {
  constexpr std::string_view kOperators = "+#./;?&=,!@|";  // the last five are reserved for extensions
  std::size_t at = open + 1;
  if (at < text.size() && kOperators.find(text[at]) != std::string_view::npos) ++at;
  for (;; ++at) {
    if (at == text.size()) return {{"an expression is not closed", open}, open};
    const Read variable = ReadVariable(text, at);
    if (variable.fault.broken()) return variable;
    at = variable.end;
    if (HasAt(text, at, '}')) return {{}, at + 1};
    if (at == text.size()) return {{"an expression is not closed", open}, open};
    if (text[at] != ',') return {{"an expression cannot hold this character here", at}, at};
  }
}

}  // namespace

FormatFault CheckUriTemplate(std::string_view text) {
  // What RFC 6570, 2.1, keeps out of literals beside controls and spaces. Braces and percent signs
  // have branches of their own. The apostrophe is let in: its absence from the grammar is an
  // erratum, for URIs hold it.
  constexpr std::string_view kForbidden = "\"<>\\^`|\x7F";
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '{') {
      const Read expression = ReadExpression(text, at);
      if (expression.fault.broken()) return expression.fault;
      at = expression.end;
    } else if (c == '%') {
      if (!HasTripletAt(text, at)) return {"a percent sign needs two hexadecimal digits", at};
      at += 3;
    } else if (c == '}') {
      return {"a closing brace has no opening one", at};
    } else if (IsAscii(c)) {
      if (c <= ' ' || kForbidden.find(c) != std::string_view::npos) return {"a literal cannot hold this character", at};
      ++at;
    } else {
      const CodePoint code_point = DecodeAt(text, at);
      if (code_point.size == 0) return {"the bytes are no UTF-8", at};
      if (!IsUcsCharacter(code_point.value) && !IsPrivateUse(code_point.value)) {
        return {"a literal cannot hold this character", at};
      }
      at += code_point.size;
    }
  }
  return {};
}

}  // namespace plumbline::schema
