// maxLength, minLength, pattern (validation 6.3) and format (validation 7).
#include <fmt/format.h>

#include "base/text.h"
#include "schema/format.h"
#include "schema/keyword.h"
#include "schema/pattern.h"

namespace plumbline::schema {
namespace {

using document::Value;

void CompileMinLength(const KeywordSite& site) {
  site.Add([limit = site.Length()](const Value& value, Evaluation& evaluation) {
    if (!value.IsString() || CodePointCount(value.text) >= limit) return;
    evaluation.Fail(fmt::format("is shorter than {}", Count(limit, "character")),
                    fmt::format("at least {}", Count(limit, "character")), Describe(value));
  });
}

void CompileMaxLength(const KeywordSite& site) {
  site.Add([limit = site.Length()](const Value& value, Evaluation& evaluation) {
    if (!value.IsString() || CodePointCount(value.text) <= limit) return;
    evaluation.Fail(fmt::format("is longer than {}", Count(limit, "character")),
                    fmt::format("at most {}", Count(limit, "character")), Describe(value));
  });
}

void CompilePattern(const KeywordSite& site) {
  if (!site.value.IsString()) throw site.Fail("'pattern' takes a string, not " + Describe(site.value));
  std::string error;
  auto pattern = Pattern::Compile(site.value.text, error);
  if (!pattern) throw site.Fail(fmt::format("'{}' is no regular expression: {}", site.value.text, error));
  site.Add([pattern = *pattern, text = site.value.text](const Value& value, Evaluation& evaluation) {
    if (!value.IsString()) return;
    switch (pattern.Search(value.text)) {
      case PatternResult::kMatch: return;
      case PatternResult::kNoMatch:
        evaluation.Fail("does not match the pattern " + text, text, Describe(value));
        return;
      case PatternResult::kLimit:
        evaluation.Fail("cannot be judged: the pattern " + text + " met its match limit", text, Describe(value));
        return;
    }
  });
}

void CompileFormat(const KeywordSite& site) {
  if (!site.value.IsString()) throw site.Fail("'format' takes a string, not " + Describe(site.value));
  const Format* format = FindFormat(site.value.text);
  if (format == nullptr || !site.options.assert_formats) return;
  site.Add([format](const Value& value, Evaluation& evaluation) {
    if (!format->applies(value) || format->accepts(value)) return;
    evaluation.Fail(fmt::format("is no {}", format->name), std::string(format->name), Describe(value));
  });
}

constexpr Keyword kKeywords[] = {
    {"minLength", CompileMinLength},
    {"maxLength", CompileMaxLength},
    {"pattern", CompilePattern},
    {"format", CompileFormat},
};

}  // namespace

std::span<const Keyword> StringKeywords() { return kKeywords; }

}  // namespace plumbline::schema
