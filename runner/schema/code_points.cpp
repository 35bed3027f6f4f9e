#include "schema/code_points.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline::schema {
namespace {

constexpr char32_t kBeforeSurrogates = 0xD7FF, kAfterSurrogates = 0xE000;

// The scalar value that follows `c`; past the last one, past all of them.
constexpr char32_t Next(char32_t c) { return c == kBeforeSurrogates ? kAfterSurrogates : c + 1; }
constexpr char32_t Previous(char32_t c) { return c == kAfterSurrogates ? kBeforeSurrogates : c - 1; }

}  // namespace

CodePointSet::CodePointSet(std::vector<CodePointRange> ranges) {
  for (CodePointRange& range : ranges) {
    if (IsSurrogate(range.first)) range.first = kAfterSurrogates;
    if (IsSurrogate(range.last)) range.last = kBeforeSurrogates;
  }
  std::erase_if(ranges, [](const CodePointRange& range) { return range.first > range.last; });
  std::sort(ranges.begin(), ranges.end(),
            [](const CodePointRange& a, const CodePointRange& b) { return a.first < b.first; });
  for (const CodePointRange& range : ranges) {
    if (!ranges_.empty() && range.first <= Next(ranges_.back().last)) {
      ranges_.back().last = std::max(ranges_.back().last, range.last);
    } else {
      ranges_.push_back(range);
    }
  }
}

bool CodePointSet::Contains(char32_t c) const {
  const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), c,
                                      [](char32_t value, const CodePointRange& range) { return value < range.first; });
  return after != ranges_.begin() && c <= std::prev(after)->last;
}

bool CodePointSet::Intersects(const CodePointSet& other) const {
  auto a = ranges_.begin();
  auto b = other.ranges_.begin();
  while (a != ranges_.end() && b != other.ranges_.end()) {
    if (a->last < b->first) {
      ++a;
    } else if (b->last < a->first) {
      ++b;
    } else {
      return true;
    }
  }
  return false;
}

CodePointSet CodePointSet::Complement() const {
  CodePointSet complement;
  char32_t first = 0;
  for (const CodePointRange& range : ranges_) {
    if (range.first > first) complement.ranges_.push_back({first, Previous(range.first)});
    first = Next(range.last);
  }
  if (first <= kLastCodePoint) complement.ranges_.push_back({first, kLastCodePoint});
  return complement;
}

// Table 3-7 of Unicode 15: after the lead byte only the second byte has bounds of its own.
DecodedCodePoint DecodeCodePoint(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned lead = byte(i);
  if (lead < 0x80) return {lead, 1};
  std::size_t length = 0;
  unsigned low = 0x80, high = 0xBF;
  char32_t code_point = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    code_point = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    code_point = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    code_point = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacementCharacter, 1};
  }
  for (std::size_t k = 1; k < length; ++k) {
    if (i + k >= text.size() || byte(i + k) < low || byte(i + k) > high) return {kReplacementCharacter, k};
    code_point = (code_point << 6) | (byte(i + k) & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return {code_point, length};
}

std::string ReplaceInvalidUtf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, length] = DecodeCodePoint(text, i);
    AppendUtf8(valid, code_point);
    i += length;
  }
  return valid;
}

}  // namespace plumbline::schema
