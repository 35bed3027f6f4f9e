// The only file that sees RE2 and PCRE2.
#include "schema/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.h"
#include "schema/code_points.h"
#include "schema/pattern_parser.h"
#include "schema/pattern_plan.h"
#include "schema/pattern_simple.h"
#include "schema/pattern_translate.h"

namespace plumbline::schema {
namespace {

constexpr std::int64_t kRe2Memory = 8 << 20;
// When RE2's automaton outgrows that, a search costs the size of the program times the subject's.
constexpr std::uint64_t kLinearLimit = 4'000'000'000;
// PCRE2's steps in one search: so many, and so many more for each byte of the subject, unless that
// could look at more characters than the third number.
constexpr std::uint64_t kSteps = 200'000, kStepsPerByte = 10;
constexpr std::uint64_t kBacktrackingLimit = 10'000'000'000;
constexpr std::uint64_t kMostSteps = 20'000'000;
constexpr std::uint32_t kDepthLimit = 100'000;
constexpr std::uint32_t kHeapLimit = 16 << 10;  // KiB
constexpr std::uint32_t kPcre2Nesting = 1'000;

struct CodeDeleter {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct MatchDeleter {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
struct MatchContextDeleter {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct CompileContextDeleter {
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

using Linear = std::unique_ptr<re2::RE2>;
struct Backtracking {
  std::unique_ptr<pcre2_code, CodeDeleter> code;
  std::uint64_t step_cost = 1;
  bool runs = false;
};

struct Condition {
  std::variant<SimplePattern, Linear, Backtracking> matcher;
  bool negated = false;
};

Linear CompileLinear(const PatternNode& node, std::string& error) {
  const auto spelling = SpellForRe2(node);
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kRe2Memory);
  auto linear = spelling ? std::make_unique<re2::RE2>(*spelling, options) : nullptr;
  if (linear && linear->ok()) return linear;
  error = !linear || linear->error_code() == re2::RE2::ErrorPatternTooLarge
              ? fmt::format("needs more than {} MiB of memory when compiled", kRe2Memory >> 20)
              : "cannot be compiled: " + linear->error();
  return nullptr;
}

std::optional<Backtracking> CompileBacktracking(const PatternNode& node, std::string& error) {
  const Pcre2Spelling spelling = SpellForPcre2(node);
  if (!spelling.error.empty()) {
    error = spelling.error;
    return std::nullopt;
  }
  const std::unique_ptr<pcre2_compile_context, CompileContextDeleter> context(pcre2_compile_context_create(nullptr));
  if (context) pcre2_set_parens_nest_limit(context.get(), kPcre2Nesting);
  // Without auto-possessification, since a run of a class that never gives back is not counted.
  constexpr std::uint32_t kOptions = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_POSSESS;
  int code = 0;
  PCRE2_SIZE offset = 0;
  Backtracking compiled{nullptr, spelling.step_cost, spelling.runs};
  compiled.code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(spelling.text.data()), spelling.text.size(), kOptions,
                                    &code, &offset, context.get()));
  if (compiled.code) return compiled;
  if (code == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH) {
    error = "a lookbehind of variable length is not supported in this place";
    return std::nullopt;
  }
  std::array<unsigned char, 256> message{};
  pcre2_get_error_message(code, message.data(), message.size());
  error = fmt::format("cannot be compiled: {}", reinterpret_cast<const char*>(message.data()));
  return std::nullopt;
}

PatternResult SearchBacktracking(const Backtracking& pattern, std::string_view subject) {
  const std::unique_ptr<pcre2_match_context, MatchContextDeleter> context(pcre2_match_context_create(nullptr));
  const std::unique_ptr<pcre2_match_data, MatchDeleter> data(
      pcre2_match_data_create_from_pattern(pattern.code.get(), nullptr));
  if (!context || !data) return PatternResult::kLimit;
  const std::uint64_t cost = std::max<std::uint64_t>(pattern.step_cost, pattern.runs ? subject.size() : 0);
  const std::uint64_t steps =
      std::min({kMostSteps, kSteps + kStepsPerByte * subject.size(), kBacktrackingLimit / cost});
  pcre2_set_match_limit(context.get(), static_cast<std::uint32_t>(steps));
  pcre2_set_depth_limit(context.get(), kDepthLimit);
  pcre2_set_heap_limit(context.get(), kHeapLimit);
  const int result = pcre2_match(pattern.code.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), 0, 0,
                                 data.get(), context.get());
  if (result >= 0) return PatternResult::kMatch;
  return result == PCRE2_ERROR_NOMATCH ? PatternResult::kNoMatch : PatternResult::kLimit;
}

PatternResult SearchLinear(const re2::RE2& program, std::string_view subject) {
  const auto size = static_cast<std::uint64_t>(std::max(1, program.ProgramSize()));
  if (subject.size() > kLinearLimit / size) return PatternResult::kLimit;
  const bool found = re2::RE2::PartialMatch(re2::StringPiece(subject.data(), subject.size()), program);
  return found ? PatternResult::kMatch : PatternResult::kNoMatch;
}

PatternResult Ask(const Condition& condition, std::string_view subject) {
  PatternResult result = PatternResult::kNoMatch;
  if (const auto* simple = std::get_if<SimplePattern>(&condition.matcher)) {
    result = simple->Matches(subject) ? PatternResult::kMatch : PatternResult::kNoMatch;
  } else if (const auto* linear = std::get_if<Linear>(&condition.matcher)) {
    result = SearchLinear(**linear, subject);
  } else {
    result = SearchBacktracking(std::get<Backtracking>(condition.matcher), subject);
  }
  if (!condition.negated || result == PatternResult::kLimit) return result;
  return result == PatternResult::kMatch ? PatternResult::kNoMatch : PatternResult::kMatch;
}

// One condition that does not hold settles the matter, whatever met its limit before.
PatternResult AskAll(const std::vector<Condition>& conditions, std::string_view subject) {
  PatternResult all = PatternResult::kMatch;
  for (const Condition& condition : conditions) {
    const PatternResult result = Ask(condition, subject);
    if (result == PatternResult::kNoMatch) return result;
    if (result == PatternResult::kLimit) all = result;
  }
  return all;
}

std::optional<Condition> CompileCondition(const PatternCondition& planned, std::string& error) {
  if (planned.need == PatternNeed::kBacktracking) {
    auto backtracking = CompileBacktracking(planned.node, error);
    if (!backtracking) return std::nullopt;
    return Condition{*std::move(backtracking), planned.negated};
  }
  if (auto simple = SimplePattern::Make(planned.node)) return Condition{*std::move(simple), planned.negated};
  Linear linear = CompileLinear(planned.node, error);
  if (!linear) return std::nullopt;
  return Condition{std::move(linear), planned.negated};
}

bool IsSimple(const Condition& condition) { return std::holds_alternative<SimplePattern>(condition.matcher); }

}  // namespace

// Any of the alternatives, all of its conditions.
struct Pattern::Compiled {
  std::string text;
  std::vector<std::vector<Condition>> alternatives;
  bool simple = true;  // no engine among them
};

std::optional<PatternFault> CheckPattern(std::string_view text) {
  auto parsed = ParsePattern(text, PatternGrammar::kUnicode);
  if (auto* fault = std::get_if<PatternFault>(&parsed)) return std::move(*fault);
  return std::nullopt;
}

std::optional<Pattern> Pattern::Compile(std::string_view text, std::string& error) {
  auto parsed = ParsePattern(text, PatternGrammar::kLenient);
  if (const auto* fault = std::get_if<PatternFault>(&parsed)) {
    error = fmt::format("{} at character {}", fault->reason, CodePointCount(text.substr(0, fault->offset)) + 1);
    return std::nullopt;
  }
  auto compiled = std::make_shared<Compiled>();
  compiled->text = text;
  for (const auto& planned : PlanPattern(std::get<PatternNode>(std::move(parsed))).alternatives) {
    std::vector<Condition>& conditions = compiled->alternatives.emplace_back();
    for (const PatternCondition& condition : planned) {
      auto ready = CompileCondition(condition, error);
      if (!ready) return std::nullopt;
      compiled->simple = compiled->simple && IsSimple(*ready);
      conditions.push_back(*std::move(ready));
    }
    // A cheap condition that fails saves the dear ones.
    std::stable_partition(conditions.begin(), conditions.end(), IsSimple);
  }
  Pattern pattern;
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

PatternResult Pattern::Search(std::string_view subject) const {
  if (!compiled_) return PatternResult::kMatch;
  std::string valid;
  if (!compiled_->simple && FindInvalidUtf8(subject)) {
    valid = ReplaceInvalidUtf8(subject);
    subject = valid;
  }
  PatternResult any = PatternResult::kNoMatch;
  for (const std::vector<Condition>& conditions : compiled_->alternatives) {
    const PatternResult result = AskAll(conditions, subject);
    if (result == PatternResult::kMatch) return result;
    if (result == PatternResult::kLimit) any = result;
  }
  return any;
}

const std::string& Pattern::text() const {
  static const std::string empty;
  return compiled_ ? compiled_->text : empty;
}

bool Matches(const Pattern& pattern, std::string_view subject, std::string& problem) {
  switch (pattern.Search(subject)) {
    case PatternResult::kMatch:
      return true;
    case PatternResult::kNoMatch:
      return false;
    case PatternResult::kLimit:
      problem = fmt::format("the pattern {} met its match limit", pattern.text());
      return false;
  }
  return false;
}

}  // namespace plumbline::schema
