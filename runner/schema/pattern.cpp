// The only file that sees RE2 and PCRE2.
#include "schema/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>
#include <re2/re2.h>

#include <array>
#include <charconv>

namespace plumbline::schema {
namespace {

constexpr std::uint32_t kMatchLimit = 200'000;

struct CodeDeleter {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct MatchDeleter {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
struct ContextDeleter {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

// The code unit of the \uXXXX at text[i]; nothing where none stands there.
std::optional<unsigned> CodeUnit(std::string_view text, std::size_t i) {
  if (i + 6 > text.size() || text.substr(i, 2) != "\\u") return std::nullopt;
  unsigned unit = 0;
  const char* const end = text.data() + i + 6;
  const auto [last, error] = std::from_chars(end - 4, end, unit, 16);
  if (error != std::errc() || last != end) return std::nullopt;
  return unit;
}

// ECMA-262 writes code points as \uXXXX (above U+FFFF as a pair of them, or \u{…}) and \cX; RE2 and
// PCRE2 as \x{…}. `$` is the very end.
std::string Translate(std::string_view text) {
  std::string translated;
  bool in_class = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      if (const auto unit = CodeUnit(text, i)) {
        unsigned code = *unit;
        i += 5;
        const auto low = code >= 0xD800 && code <= 0xDBFF ? CodeUnit(text, i + 1) : std::nullopt;
        if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
          code = 0x10000 + ((code - 0xD800) << 10) + (*low - 0xDC00);
          i += 6;
        }
        translated += fmt::format("\\x{{{:x}}}", code);
      } else if (text.substr(i + 1, 2) == "u{") {
        translated += "\\x";
        ++i;
      } else if (text[i + 1] == '/' || text[i + 1] == '-') {
        translated += text[i + 1] == '-' ? "\\-" : "/";
        ++i;
      } else {
        translated += c;
        translated += text[++i];
      }
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    translated += c == '$' && !in_class ? std::string("\\z") : std::string(1, c);
  }
  return translated;
}

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<re2::RE2> linear;
  std::unique_ptr<pcre2_code, CodeDeleter> backtracking;
};

std::optional<PatternFault> CheckPattern(std::string_view text) {
  std::string error;
  if (Pattern::Compile(text, error)) return std::nullopt;
  return PatternFault{error, 0};
}

std::optional<Pattern> Pattern::Compile(std::string_view text, std::string& error) {
  const std::string translated = Translate(text);
  auto compiled = std::make_shared<Compiled>();
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  compiled->linear = std::make_unique<re2::RE2>(translated, options);
  Pattern pattern;
  pattern.text_ = std::string(text);
  if (!compiled->linear->ok()) {
    compiled->linear.reset();
    int code = 0;
    PCRE2_SIZE offset = 0;
    compiled->backtracking.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated.data()), translated.size(),
                                               PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C, &code, &offset, nullptr));
    if (!compiled->backtracking) {
      std::array<unsigned char, 256> message{};
      pcre2_get_error_message(code, message.data(), message.size());
      error = reinterpret_cast<const char*>(message.data());
      return std::nullopt;
    }
  }
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

PatternResult Pattern::Search(std::string_view subject) const {
  if (compiled_->linear) {
    const bool found = re2::RE2::PartialMatch(re2::StringPiece(subject.data(), subject.size()), *compiled_->linear);
    return found ? PatternResult::kMatch : PatternResult::kNoMatch;
  }
  const std::unique_ptr<pcre2_match_context, ContextDeleter> context(pcre2_match_context_create(nullptr));
  pcre2_set_match_limit(context.get(), kMatchLimit);
  const std::unique_ptr<pcre2_match_data, MatchDeleter> data(
      pcre2_match_data_create_from_pattern(compiled_->backtracking.get(), nullptr));
  const int result = pcre2_match(compiled_->backtracking.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()),
                                 subject.size(), 0, 0, data.get(), context.get());
  if (result >= 0) return PatternResult::kMatch;
  return result == PCRE2_ERROR_NOMATCH ? PatternResult::kNoMatch : PatternResult::kLimit;
}

}  // namespace plumbline::schema
