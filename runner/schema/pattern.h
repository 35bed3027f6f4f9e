// Regular expressions of `pattern` and `patternProperties` (ECMA-262, searched, not anchored). RE2
// in linear time where it can; PCRE2 with a match limit for lookaround and backreferences.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::schema {

enum class PatternResult { kMatch, kNoMatch, kLimit };

struct PatternFault {
  std::string reason;
  std::size_t offset = 0;
};
std::optional<PatternFault> CheckPattern(std::string_view text);

// Copies share the compiled form; safe to use from many threads.
class Pattern {
 public:
  // Nothing, and `error` set, where the text is no regular expression.
  static std::optional<Pattern> Compile(std::string_view text, std::string& error);
  PatternResult Search(std::string_view subject) const;
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace plumbline::schema
