// Sets of Unicode code points, and the reading of code points from text that need not be UTF-8.
// The pattern parser builds the sets; the matchers ask them. A set holds scalar values: surrogates
// never occur in UTF-8, so they are dropped on the way in and a set with or without them is the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::schema {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

constexpr bool IsSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

struct CodePointRange {
  char32_t first = 0, last = 0;  // both belong to it
  bool operator==(const CodePointRange&) const = default;
};

class CodePointSet {
 public:
  CodePointSet() = default;
  // The union of `ranges`, which may overlap and come in any order.
  explicit CodePointSet(std::vector<CodePointRange> ranges);

  // Ascending, disjoint, and as few as possible: equal sets have equal ranges. A range may run over
  // the surrogates; none begins or ends among them.
  const std::vector<CodePointRange>& ranges() const { return ranges_; }
  bool IsEmpty() const { return ranges_.empty(); }
  bool Contains(char32_t c) const;
  bool Intersects(const CodePointSet& other) const;
  CodePointSet Complement() const;
  bool operator==(const CodePointSet&) const = default;

 private:
  std::vector<CodePointRange> ranges_;
};

struct DecodedCodePoint {
  char32_t code_point = 0;
  std::size_t length = 0;  // bytes
};
// The code point at text[i], i < text.size(). Bytes that are no UTF-8 read as U+FFFD, one for each
// maximal subpart (Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts").
DecodedCodePoint DecodeCodePoint(std::string_view text, std::size_t i);

// `text` with those U+FFFD written out.
std::string ReplaceInvalidUtf8(std::string_view text);

}  // namespace plumbline::schema
