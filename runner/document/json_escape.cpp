#include "document/json_escape.h"

#include <optional>

namespace plumbline::document {
namespace {

std::optional<char32_t> ReadHex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  char32_t code = 0;
  for (const char c : text.substr(at, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  return code;
}

}  // namespace

Escape ReadEscape(std::string_view text, std::size_t at) {
  constexpr std::string_view kNames = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  constexpr const char* kHex = "\\u needs four hexadecimal digits";
  constexpr const char* kHigh = "unpaired high surrogate in a string";
  if (at + 1 >= text.size()) return {"unknown escape in a string"};
  const std::size_t named = kNames.find(text[at + 1]);
  if (named != std::string_view::npos) return {nullptr, static_cast<unsigned char>(kMeanings[named]), 2};
  if (text[at + 1] != 'u') return {"unknown escape in a string"};
  const auto code = ReadHex4(text, at + 2);
  if (!code) return {kHex};
  if (*code < 0xD800 || *code > 0xDFFF) return {nullptr, *code, 6};
  if (*code >= 0xDC00) return {"unpaired low surrogate in a string"};
  if (text.substr(at + 6, 2) != "\\u") return {kHigh};
  const auto low = ReadHex4(text, at + 8);
  if (!low) return {kHex};
  if (*low < 0xDC00 || *low > 0xDFFF) return {kHigh};
  return {nullptr, 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00), 12};
}

}  // namespace plumbline::document
