#include "report/plain_text.h"

#include "base/text.h"

namespace plumbline::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The bytes of a character at the front of valid UTF-8 that is not to be shown; 0 where it may.
std::size_t UnsafeSize(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(0) < 0x20) return byte(0) == '\t' || byte(0) == '\n' ? 0 : 1;
  if (byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) < 0xA0) return 2;  // U+0080 to U+009F
  if (byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE)
    return 3;  // separators of lines, directions
  if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9) return 3;  // directions (isolates)
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return 3;                     // byte order mark
  if (byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE) return 3;                     // no characters
  return 0;
}

}  // namespace

std::string PlainText(std::string_view text) {
  const std::string valid = ValidUtf8(text);
  std::string plain;
  plain.reserve(valid.size());
  for (std::size_t i = 0; i < valid.size();) {
    if (valid[i] == '\r' && i + 1 < valid.size() && valid[i + 1] == '\n') {
      ++i;
      continue;
    }
    const std::size_t unsafe = UnsafeSize(std::string_view(valid).substr(i));
    if (unsafe == 0) {
      plain += valid[i++];
    } else {
      plain += kReplacement;
      i += unsafe;
    }
  }
  return plain;
}

std::string OneLine(std::string_view text) {
  std::string line;
  bool after_gap = false;
  for (const char c : PlainText(ReplaceAll(std::string(text), "\r", "\n"))) {
    const bool gap = c == '\t' || c == '\n';
    if (gap && !line.empty() && line.back() != ' ') line += ' ';
    if (!gap && !(after_gap && c == ' ')) line += c;
    after_gap = gap || (after_gap && c == ' ');
  }
  return std::string(Trim(line));
}

}  // namespace plumbline::report
