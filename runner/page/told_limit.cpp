#include "page/told_limit.h"

#include <optional>

#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

// The thing that a number counts, right behind it: "characters" for chars, letters, digits and symbols, else the word
// itself; empty where the number ends the phrase.
std::string UnitBehind(std::string_view rest) {
  static const Regex kCharacters(
      R"((?i)^[ -](?:(?:gsm|utf-?8|ascii|unicode|alphanumeric|decimal|hex(?:adecimal)?|lower-?case|upper-?case|latin|numeric)[ -])*(?:characters?|chars?|letters?|digits?|symbols?|caracteres|caractères)\b)");
  static const Regex kWord(R"((?i)^ (?:more |business |calendar |different |unique )?([a-z]{3,})\b)");
  static const Regex kNoThing(
      R"((?i)and|when|with|for|from|the|default|defaults|by|inclusive|exclusive|allowed|per|at|in|on|if|but|which|that|are|is|max|min|or|only|to|digits)");
  if (kCharacters.In(rest)) return "characters";
  if (const auto word = kWord.Find(rest); word && !kNoThing.Full((*word)[1])) return AsciiLower((*word)[1]);
  return "";
}

bool IsTime(std::string_view unit) {
  static const Regex kTime(R"((?:milli|micro)?seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|ms)");
  return kTime.Full(unit).has_value();
}

// Whether a limit in that unit can be one of the value: a text has so many characters, and no days or recipients.
bool Limits(const Facts& facts, std::string_view unit) {
  if (unit.empty()) return true;
  if (facts.type == "string") return CountsCharacters(unit);
  return !IsTime(unit) || facts.type == "integer" || facts.type == "number";
}

void SetUnit(Facts& facts, std::string unit) {
  if (facts.limit_unit.empty()) facts.limit_unit = std::move(unit);
}

void ReadMaximum(std::string_view text, Facts& facts) {
  static const Regex kMaximum(
      R"((?i)\b(?:max\.?(?:imum)?(?: (?:value|length|allowed|of|is|size|page size|number of \w+))*|up to|at most|no more than|never more than|not exceed(?:ing)?|cannot exceed|not be (?:longer|more|larger|greater) than)"
      R"(|limit(?:ed)? (?:of|to)|capped at|≤|<=)[: ]*(?:of |is |to )*\(?\s*(\d[\d,_]*(?:\.\d+)?)(?:(\s*%| ?(?:decimal places?|decimals|[kmgt]i?b|bytes|kilobytes?|megabytes?|gigabytes?)\b)|\b))");
  // "up to 10 tickets in all", "at most 20 per day" bound something else than the value.
  static const Regex kOther(
      R"((?i)^(?:\s+\w+){0,2}\s+(?:in all|in total|altogether|per (?:second|minute|hour|day|week|month|year|account|user|key|customer))\b)");
  const auto match = kMaximum.Find(text);
  if (!match || match->has(2) || kOther.In(text.substr(match->end()))) return;
  std::string unit = UnitBehind(text.substr(match->groups[1].end));
  if (!Limits(facts, unit)) return;
  facts.maximum = WithoutCommas((*match)[1]);
  SetUnit(facts, std::move(unit));
}

void ReadMinimum(std::string_view text, Facts& facts) {
  static const Regex kMinimum(
      R"((?i)\b(?:min\.?(?:imum)?(?: (?:value|length|of|is))*|at least|no less than|≥|>=)[: ]*(?:of |is )*\(?\s*(\d[\d,_]*(?:\.\d+)?)( ?(?:decimal))?\b)");
  const auto match = kMinimum.Find(text);
  if (!match || match->has(2)) return;
  std::string unit = UnitBehind(text.substr(match->groups[1].end));
  if (!Limits(facts, unit)) return;
  facts.minimum = WithoutCommas((*match)[1]);
  SetUnit(facts, std::move(unit));
}

// "between 1 and 100", "1-100" alone or in brackets; "Page size, 1 to 100, default 20", "4 to 8 digits".
void ReadRange(std::string_view text, Facts& facts) {
  static const Regex kRange(
      R"((?i)\b(?:between|entre|from|range(?: of|:)?|in the range(?: of)?)\s+(\d[\d,_]*(?:\.\d+)?)\s*(?:and|to|e|y|et|-|–|—|\.\.)\s*(\d[\d,_]*(?:\.\d+)?)\b|^\(?(\d[\d,_]*)\s*(?:-|–|—|\.\.)\s*(\d[\d,_]*)\)?\.?$|\((\d+)\s*(?:-|–)\s*(\d+)\))");
  static const Regex kBare(
      R"((?:^(?i:integer |int |number )?|[.,;:(\[]\s?)(-?\d[\d,_]*(?:\.\d+)?) ?(?:to|–|—|\.\.|-) ?(-?\d[\d,_]*(?:\.\d+)?)(?:\s*(?:$|[.,;()\]])|(?: [a-z]+){1,3}\s*(?:$|[.,;()])|(?: [a-z]+){1,2} (?:in|of|per|or) ))");
  auto match = kRange.Find(text);
  const bool bare = !match;
  if (bare) match = kBare.Find(text);
  if (!match) return;
  for (std::size_t group = 1; group <= (bare ? 1U : 5U); group += 2) {
    if (!match->has(group)) continue;
    std::string least = WithoutCommas((*match)[group]), most = WithoutCommas((*match)[group + 1]);
    const auto from = Decimal::Parse(least), to = Decimal::Parse(most);
    std::string unit = UnitBehind(text.substr(match->groups[group + 1].end));
    if (!from || !to || *to < *from || !Limits(facts, unit)) return;
    facts.minimum = std::move(least);
    facts.maximum = std::move(most);
    SetUnit(facts, std::move(unit));
  }
}

// "more than 500 are refused", "above 100 is answered with 422"
void ReadRefusal(std::string_view text, Facts& facts) {
  static const Regex kRefused(
      R"((?i)\b(?:more|larger|greater|longer|higher|bigger) than (\d[\d,_]*(?:\.\d+)?)(?:\s+\w+){0,3}\s+(?:is|are|will be|gets?|fails?|returns?|gives?|leads?|results?)\s*(?:refused|rejected|an error|not (?:allowed|accepted|possible)|denied|`?4\d\d)?)");
  static const Regex kAbove(
      R"((?i)\b(?:above|over|beyond) (\d[\d,_]*(?:\.\d+)?)(?:\s+\w+){0,2}\s+(?:(?:is|are|will be|gets?) (?:refused|rejected|denied|not (?:allowed|accepted|possible)|answered with `?4\d\d)|(?:returns?|gives?|leads to|results in)(?: an?| the)? (?:error|`?4\d\d)))");
  static const Regex kRefusal(R"((?i)refused|rejected|error|not (?:allowed|accepted|possible)|denied|\b4\d\d\b)");
  if (const auto match = kRefused.Find(text); match && kRefusal.In(text)) facts.maximum = WithoutCommas((*match)[1]);
  if (const auto match = kAbove.Find(text); match && !facts.maximum) facts.maximum = WithoutCommas((*match)[1]);
}

// "always 19 digits"
void ReadLength(std::string_view text, Facts& facts) {
  static const Regex kExactly(R"((?i)\b(?:always|exactly|must be|has to be)(?: exactly)? (\d{1,4})(?:[ -]))");
  const auto match = kExactly.Find(text);
  if (!match || UnitBehind(text.substr(match->groups[1].end)) != "characters") return;
  facts.minimum = facts.maximum = std::string((*match)[1]);
  facts.limit_unit = "characters";
}

}  // namespace

std::string WithoutCommas(std::string_view number) {
  std::string plain;
  for (const char c : number) {
    if (c != ',' && c != '_') plain += c;
  }
  return plain;
}

bool CountsCharacters(std::string_view unit) { return unit == "characters"; }

void ReadLimits(std::string_view text, Facts& facts) {
  const bool maximum = facts.maximum.has_value();
  if (!facts.maximum) ReadMaximum(text, facts);
  if (!facts.minimum) ReadMinimum(text, facts);
  if (!facts.maximum && !facts.minimum) ReadRange(text, facts);
  if (!facts.maximum && !facts.minimum) ReadLength(text, facts);
  if (!facts.maximum && !maximum) ReadRefusal(text, facts);
}

}  // namespace plumbline::page
