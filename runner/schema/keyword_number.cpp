// multipleOf, maximum, minimum and their exclusive forms (validation 6.2), by exact decimals. In draft 4 and
// OpenAPI 3.0 the exclusive forms are booleans beside the limits.
#include "schema/explanation.h"
#include "schema/number_limit.h"

namespace plumbline::schema {
namespace {

// a: index in numbers.
bool CompileLimit(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Number();
  return true;
}

// The boolean beside a limit turns it into its exclusive form, whose row does the rest. b: 1 for that.
bool CompileLimitWithBoolean(const KeywordSite& site, Keyword& keyword, std::string_view beside) {
  keyword.a = site.Number();
  if ((In(site.dialect.id) & kBooleanExclusive) != 0) {
    const document::Cell* exclusive = site.object.Find(beside);
    keyword.b = exclusive != nullptr && exclusive->Is(document::CellKind::kTrue) ? 1 : 0;
  }
  return true;
}
bool CompileMinimum(const KeywordSite& site, Keyword& keyword) {
  return CompileLimitWithBoolean(site, keyword, "exclusiveMinimum");
}
bool CompileMaximum(const KeywordSite& site, Keyword& keyword) {
  return CompileLimitWithBoolean(site, keyword, "exclusiveMaximum");
}

bool CompileBoolean(const KeywordSite& site, Keyword&) {
  if (!site.value.IsBoolean())
    throw site.Fail("'" + site.Name() + "' takes a boolean in this dialect, not " + Describe(site.value));
  return false;
}

template <typename Fits>
void ExplainLimit(const Keyword& keyword, Explanation& at, const char* message, const char* sign, Fits fits) {
  if (fits(Compare(at.instance(), at.compiled().numbers[keyword.a]))) return;
  at.Fail([&] {
    const std::string limit(keyword.key[1].view());
    return Fault{message + limit, sign + limit, Describe(at.instance())};
  });
}

void ExplainExclusiveMinimum(const Keyword& keyword, Explanation& at) {
  ExplainLimit(keyword, at, "is not greater than ", "> ", [](std::strong_ordering order) { return order > 0; });
}
void ExplainExclusiveMaximum(const Keyword& keyword, Explanation& at) {
  ExplainLimit(keyword, at, "is not less than ", "< ", [](std::strong_ordering order) { return order < 0; });
}
void ExplainMinimum(const Keyword& keyword, Explanation& at) {
  if (keyword.b != 0) return ExplainExclusiveMinimum(keyword, at);
  ExplainLimit(keyword, at, "is less than ", ">= ", [](std::strong_ordering order) { return order >= 0; });
}
void ExplainMaximum(const Keyword& keyword, Explanation& at) {
  if (keyword.b != 0) return ExplainExclusiveMaximum(keyword, at);
  ExplainLimit(keyword, at, "is greater than ", "<= ", [](std::strong_ordering order) { return order <= 0; });
}

bool CompileMultipleOf(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Number();
  const Decimal& divisor = site.compiled().numbers[keyword.a].exact;
  if (divisor.IsZero() || divisor.IsNegative()) throw site.Fail("'multipleOf' takes a number above 0");
  return true;
}

void ExplainMultipleOf(const Keyword& keyword, Explanation& at) {
  if (IsMultiple(at.instance(), at.compiled().numbers[keyword.a])) return;
  at.Fail([&] {
    const std::string divisor(keyword.key[1].view());
    return Fault{"is no multiple of " + divisor, "a multiple of " + divisor, Describe(at.instance())};
  });
}

constexpr DialectSet kNumericExclusive = kAll & ~kBooleanExclusive;

constexpr KeywordRow kKeywords[] = {
    {"minimum", kAll, kValidation, kOfNumbers, Shape::kNoSchema, CompileMinimum, ExplainMinimum, Lowering::kMinimum},
    {"maximum", kAll, kValidation, kOfNumbers, Shape::kNoSchema, CompileMaximum, ExplainMaximum, Lowering::kMaximum},
    {"exclusiveMinimum", kNumericExclusive, kValidation, kOfNumbers, Shape::kNoSchema, CompileLimit,
     ExplainExclusiveMinimum, Lowering::kExclusiveMinimum},
    {"exclusiveMaximum", kNumericExclusive, kValidation, kOfNumbers, Shape::kNoSchema, CompileLimit,
     ExplainExclusiveMaximum, Lowering::kExclusiveMaximum},
    {"exclusiveMinimum", kBooleanExclusive, kValidation, kOfNumbers, Shape::kNoSchema, CompileBoolean},
    {"exclusiveMaximum", kBooleanExclusive, kValidation, kOfNumbers, Shape::kNoSchema, CompileBoolean},
    {"multipleOf", kAll, kValidation, kOfNumbers, Shape::kNoSchema, CompileMultipleOf, ExplainMultipleOf,
     Lowering::kMultipleOf},
};

}  // namespace

std::span<const KeywordRow> NumberKeywords() { return kKeywords; }

}  // namespace plumbline::schema
