#include "audit/field_length.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

// What of a text a limit counts: its digits where the description says so, else its characters; nothing where that is
// not certain: of +91 9800000001, the digits may be told with or without the code of the country.
std::optional<std::size_t> CountedLength(std::string_view text, bool digits) {
  static const Regex kNumber(R"(\(?\d[\d ()./-]*)"), kShortened(R"((?i)\.\.|…|[<>{}\[\]$]|x{3,}|[*•]{2,})");
  if (text.empty() || kShortened.In(text) || (digits && !kNumber.Full(text))) return std::nullopt;
  if (!digits) return CodePointCount(text);
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

bool IsOfAnotherForm(const std::string& description, const std::string& text) {
  static const Regex kEither(R"((?i)\bor\b)"), kLetters(R"((?i)\b(?:alphanumeric|letters?|names?)\b)"),
      kNumber(R"(\+?[\d ()-]+)");
  return kEither.In(description) && kLetters.In(description) && kNumber.Full(text);
}

std::optional<BrokenLength> FindBrokenLength(const page::FieldClaim& field, const document::Value& value) {
  const page::Facts& facts = field.facts;
  if (!value.IsString() || facts.limit_unit != "characters" || (!facts.type.empty() && facts.type != "string"))
    return std::nullopt;
  // Limits of a part, and texts that are cut or split past them.
  static const Regex kOfPart(
      R"((?i)\b(?:characters?|chars?|digits?|letters?)\s+(?:per|each|a|an|for|in|after|before)\b|\b(?:split|truncat\w*|cut|segments?|parts?|recommend\w*|concatenat\w*|prefix|suffix|last|first)\b)");
  static const Regex kDigits(R"((?i)\bdigits?\b)"), kOther(R"((?i)\b(?:letters?|characters?|chars?|symbols?)\b)");
  const std::string& said = field.description.text;
  if (IsOfAnotherForm(said, value.text)) return std::nullopt;
  const bool digits = kDigits.In(said);
  if (kOfPart.In(said) || (digits && kOther.In(said))) return std::nullopt;
  const auto length = CountedLength(value.text, digits);
  if (!length) return std::nullopt;
  const auto least = facts.minimum ? Decimal::Parse(*facts.minimum) : std::nullopt,
             most = facts.maximum ? Decimal::Parse(*facts.maximum) : std::nullopt;
  const auto count = Decimal::Parse(std::to_string(*length));
  const bool too_long = most && *most < *count, too_short = digits && least && *count < *least;
  if (!too_long && !too_short) return std::nullopt;
  const std::string_view unit = digits ? "digits" : "characters";
  const bool exact = facts.minimum == facts.maximum;
  const std::string expected = exact      ? fmt::format("{} {}", *facts.maximum, unit)
                               : too_long ? fmt::format("at most {} {}", *facts.maximum, unit)
                                          : fmt::format("at least {} {}", *facts.minimum, unit);
  return BrokenLength{expected, fmt::format("{}, {} {}", schema::Describe(value), *length, unit)};
}

}  // namespace plumbline::audit
