// multipleOf, maximum, minimum and their exclusive forms (validation 6.2), by exact decimals.
#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

using document::Value;

// One limit: `fits` says which orders of value and limit are allowed.
template <typename Fits>
void CompileLimit(const KeywordSite& site, const char* message, const char* sign, Fits fits) {
  site.Add([limit = site.Number(), text = site.value.text, message, sign, fits](const Value& value, Evaluation& evaluation) {
    const auto number = value.IsNumber() ? Decimal::Parse(value.text) : std::nullopt;
    if (!number || fits(*number <=> limit)) return;
    evaluation.Fail(std::string(message) + text, std::string(sign) + text, Describe(value));
  });
}

void CompileMinimum(const KeywordSite& site) {
  CompileLimit(site, "is less than ", ">= ", [](std::strong_ordering order) { return order >= 0; });
}
void CompileMaximum(const KeywordSite& site) {
  CompileLimit(site, "is greater than ", "<= ", [](std::strong_ordering order) { return order <= 0; });
}
void CompileExclusiveMinimum(const KeywordSite& site) {
  CompileLimit(site, "is not greater than ", "> ", [](std::strong_ordering order) { return order > 0; });
}
void CompileExclusiveMaximum(const KeywordSite& site) {
  CompileLimit(site, "is not less than ", "< ", [](std::strong_ordering order) { return order < 0; });
}

void CompileMultipleOf(const KeywordSite& site) {
  const Decimal divisor = site.Number();
  if (divisor.IsZero() || divisor.IsNegative()) throw site.Fail("'multipleOf' takes a number above 0");
  site.Add([divisor, text = site.value.text](const Value& value, Evaluation& evaluation) {
    const auto number = value.IsNumber() ? Decimal::Parse(value.text) : std::nullopt;
    if (!number || number->IsMultipleOf(divisor)) return;
    evaluation.Fail("is no multiple of " + text, "a multiple of " + text, Describe(value));
  });
}

constexpr Keyword kKeywords[] = {
    {"minimum", CompileMinimum},
    {"maximum", CompileMaximum},
    {"exclusiveMinimum", CompileExclusiveMinimum},
    {"exclusiveMaximum", CompileExclusiveMaximum},
    {"multipleOf", CompileMultipleOf},
};

}  // namespace

std::span<const Keyword> NumberKeywords() { return kKeywords; }

}  // namespace plumbline::schema
