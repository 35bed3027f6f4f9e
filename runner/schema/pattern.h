// Regular expressions of `pattern`, `patternProperties` and `format: regex`: ECMA-262 (22.2) with
// the semantics of its `u` flag, searched, not anchored. Simple patterns are matched by hand, the
// others by RE2 in linear time, and by PCRE2 within limits only where lookaround, a backreference or
// a property asks for it. Nothing here throws.
//
// Two strictnesses. CheckPattern is the grammar with `u`. Pattern::Compile also takes what the
// grammar without `u` (Annex B.1.2) takes and schemas are full of: escapes of characters that need
// none (`\-`, `\_`, `\"`), a lone `{`, `}` or `]`, `[\w-.]`, octal escapes, repeated lookaheads. An
// escaped letter without a meaning (`\a`, `\Z`) is refused by both.
//
// A subject is a sequence of code points, NUL included; bytes that are no UTF-8 count as U+FFFD.
//
// Three things are not as ECMA-262 has them. A lookbehind of variable length is refused by Compile
// unless it stands at the start of an alternative or before its final `$`, where it can be searched
// for. A backreference still sees what an optional group caught in an earlier round of a repeat around
// both, where ECMA-262 forgets it. Of a group's name only the ASCII characters are checked.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::schema {

// Texts beyond these bounds are refused, so that a hostile one ends quickly.
inline constexpr std::size_t kLongestPattern = 65'536;  // bytes
inline constexpr std::size_t kDeepestPattern = 250;     // groups in groups

enum class PatternResult { kMatch, kNoMatch, kLimit };

// Why a text is no pattern, as a part of a sentence, and the byte in the text where that shows.
struct PatternFault {
  std::string reason;
  std::size_t offset = 0;
  bool operator==(const PatternFault&) const = default;
};

// Nothing: `text` is a pattern of ECMA-262 with the flag `u`.
std::optional<PatternFault> CheckPattern(std::string_view text);

// Copies share the compiled form; safe to use from many threads. A default-constructed pattern is
// the empty one, which matches everything.
class Pattern {
 public:
  // Nothing, and `error` set ("nothing to repeat at character 3", counted in code points from 1),
  // where the text is no regular expression or needs more than 8 MiB when compiled.
  static std::optional<Pattern> Compile(std::string_view text, std::string& error);

  // kLimit where the search was given up, and the answer is not known: backtracking that went too
  // far, or a pattern and a subject that are both very large.
  PatternResult Search(std::string_view subject) const;

  // The pattern as written; lives as long as any copy.
  const std::string& text() const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

// Whether a pattern matches. Where its limit is met: false, and `problem` says so.
bool Matches(const Pattern& pattern, std::string_view subject, std::string& problem);

}  // namespace plumbline::schema
