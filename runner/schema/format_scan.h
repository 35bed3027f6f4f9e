// What the format checks read text with: classes of ASCII characters and single steps through
// UTF-8. Only ASCII digits are digits here, whatever the locale.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "schema/format.h"

namespace plumbline::schema {

// Classes overlap; a bit each.
enum CharacterClass : std::uint8_t {
  kDigit = 1,
  kHexDigit = 2,
  kLetter = 4,
  kUnreserved = 8,  // RFC 3986, 2.3
  kSubDelim = 16,   // RFC 3986, 2.2
  kAtext = 32,      // RFC 5322, 3.2.3
  kBase64 = 64,     // RFC 4648, table 1, without the padding
  kPathMark = 128,  // what a path holds beside those of RFC 3986: colon, at sign, slash
};

constexpr std::array<std::uint8_t, 256> ClassifyCharacters() {
  std::array<std::uint8_t, 256> classes{};
  const auto put = [&](std::string_view characters, unsigned bits) {
    for (char c : characters) {
      auto& entry = classes[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | bits);
    }
  };
  put("0123456789", kDigit | kHexDigit | kUnreserved | kAtext | kBase64);
  put("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", kLetter | kUnreserved | kAtext | kBase64);
  put("abcdefABCDEF", kHexDigit);
  put("-._~", kUnreserved);
  put("!$&'()*+,;=", kSubDelim);
  put("!#$%&'*+-/=?^_`{|}~", kAtext);
  put("+/", kBase64);
  put(":@/", kPathMark);
  return classes;
}

inline constexpr std::array<std::uint8_t, 256> kCharacterClasses = ClassifyCharacters();

// Whether `c` is of one of `classes`.
constexpr bool Is(char c, unsigned classes) {
  return (kCharacterClasses[static_cast<unsigned char>(c)] & classes) != 0;
}
constexpr bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Whether text[at] is there and is `c`; whether it is there and of one of `classes`.
constexpr bool HasAt(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }
constexpr bool HasClassAt(std::string_view text, std::size_t at, unsigned classes) {
  return at < text.size() && Is(text[at], classes);
}

// The first place from `at` on that holds no digit; the text's size where all are digits.
constexpr std::size_t SkipDigits(std::string_view text, std::size_t at) {
  while (HasClassAt(text, at, kDigit)) ++at;
  return at;
}

// Whether a percent sign and two hexadecimal digits stand at text[at] (RFC 3986, 2.1).
constexpr bool HasTripletAt(std::string_view text, std::size_t at) {
  return HasAt(text, at, '%') && HasClassAt(text, at + 1, kHexDigit) && HasClassAt(text, at + 2, kHexDigit);
}

// Whether `text` starts with `prefix`, ASCII letters in either case. `prefix` is in lower case.
constexpr bool StartsWithLetters(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != prefix[i]) return false;
  }
  return true;
}

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0 where no well-formed UTF-8 sequence starts
};

// The code point at text[at] (RFC 3629: no surrogates, no overlong forms, nothing past U+10FFFF).
constexpr CodePoint DecodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) -> char32_t {
    return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0;
  };
  if (at >= text.size()) return {};
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {};
  char32_t value = lead & (0x7Fu >> size);
  for (std::size_t k = 1; k < size; ++k) {
    if ((byte(k) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(k) & 0x3F);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, size};
}

// RFC 3987, 2.2: ucschar, and iprivate, which an IRI holds in its query only.
constexpr bool IsUcsCharacter(char32_t c) {
  if (c < 0x10000) {
    return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
  }
  return c < 0xF0000 && (c & 0xFFFF) <= 0xFFFD && !(c >= 0xE0000 && c <= 0xE0FFF);
}
constexpr bool IsPrivateUse(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

// The fault of a part as a fault of the whole, `by` bytes further on.
inline FormatFault Shift(FormatFault fault, std::size_t by) {
  if (fault.broken()) fault.offset += by;
  return fault;
}

}  // namespace plumbline::schema
