// maxLength, minLength, pattern (validation 6.3), format (validation 7).
#include <fmt/format.h>

#include "base/text.h"
#include "schema/explanation.h"

namespace plumbline::schema {
namespace {

void ExplainMinLength(const Keyword& keyword, Explanation& at) {
  if (CodePointCount(at.instance().view()) >= keyword.a) return;
  at.Fail([&] {
    return Fault{fmt::format("is shorter than {}", Count(keyword.a, "character")),
                 fmt::format("at least {}", Count(keyword.a, "character")), Describe(at.instance())};
  });
}

void ExplainMaxLength(const Keyword& keyword, Explanation& at) {
  if (CodePointCount(at.instance().view()) <= keyword.a) return;
  at.Fail([&] {
    return Fault{fmt::format("is longer than {}", Count(keyword.a, "character")),
                 fmt::format("at most {}", Count(keyword.a, "character")), Describe(at.instance())};
  });
}

// a: index in patterns.
bool CompilePatternKeyword(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsString()) throw site.Fail("'pattern' takes a string, not " + Describe(site.value));
  keyword.a = static_cast<std::uint32_t>(site.compiled().patterns.size());
  site.compiled().patterns.push_back(site.CompilePattern(site.value));
  return true;
}

void ExplainPattern(const Keyword& keyword, Explanation& at) {
  const Pattern& pattern = at.compiled().patterns[keyword.a];
  if (at.Matches(pattern, at.instance().view())) return;
  if (!at.problem().empty()) {
    return at.Fail([&] { return Fault{"cannot be judged: " + at.problem(), pattern.text(), Describe(at.instance())}; });
  }
  at.Fail([&] {
    return Fault{"does not match the pattern " + pattern.text(), pattern.text(), Describe(at.instance())};
  });
}

// a: index in Formats(). What is not asserted stays an annotation.
bool CompileFormat(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsString()) throw site.Fail("'format' takes a string, not " + Describe(site.value));
  const Format* format = FindFormat(site.value.view());
  if (format == nullptr) {
    ++site.compiled().unknown_formats[std::string(site.value.view())];
    return false;
  }
  if (!site.compiled().assert_formats && !(site.dialect.Has(kFormatAssertion) && site.dialect.vocabularies != 0xFFFF))
    return false;
  keyword.a = static_cast<std::uint32_t>(format - Formats().data());
  return true;
}

void ExplainFormat(const Keyword& keyword, Explanation& at) {
  const Format& format = Formats()[keyword.a];
  if (at.instance().ValueKind() != format.judges) return;
  const FormatFault fault = format.check(at.instance().view());
  if (!fault.broken()) return;
  at.Fail([&] {
    const std::size_t character = CodePointCount(at.instance().view().substr(0, fault.offset)) + 1;
    return Fault{fmt::format("is no {}: {} (character {})", format.name, fault.reason, character),
                 std::string(format.name), Describe(at.instance())};
  });
}

constexpr KeywordRow kKeywords[] = {
    {"minLength", kAll, kValidation, kOfStrings, Shape::kNoSchema, CompileLength, ExplainMinLength,
     Lowering::kMinLength},
    {"maxLength", kAll, kValidation, kOfStrings, Shape::kNoSchema, CompileLength, ExplainMaxLength,
     Lowering::kMaxLength},
    {"pattern", kAll, kValidation, kOfStrings, Shape::kNoSchema, CompilePatternKeyword, ExplainPattern,
     Lowering::kPattern},
    {"format", kAll, kFormatAnnotation, kOfAll, Shape::kNoSchema, CompileFormat, ExplainFormat, Lowering::kFormat,
     false, true},
};

}  // namespace

std::span<const KeywordRow> StringKeywords() { return kKeywords; }

}  // namespace plumbline::schema
