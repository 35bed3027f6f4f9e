#include "page/facts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "base/regex.h"
#include "base/text.h"
#include "page/told_limit.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostValues = 500;

struct TypeWord {
  std::string_view word, type, format;
};

// Words of type columns. A type that may stand for several JSON types is empty: "timestamp" is a string here and a
// number there.
constexpr TypeWord kTypes[] = {
    {"string", "string", ""},
    {"str", "string", ""},
    {"text", "string", ""},
    {"varchar", "string", ""},
    {"char", "string", ""},
    {"integer", "integer", ""},
    {"int", "integer", ""},
    {"int32", "integer", ""},
    {"int64", "integer", ""},
    {"long", "integer", ""},
    {"number", "number", ""},
    {"float", "number", ""},
    {"double", "number", ""},
    {"numeric", "number", ""},
    {"boolean", "boolean", ""},
    {"bool", "boolean", ""},
    {"object", "object", ""},
    {"dict", "object", ""},
    {"dictionary", "object", ""},
    {"map", "object", ""},
    {"hash", "object", ""},
    {"array", "array", ""},
    {"list", "array", ""},
    {"null", "null", ""},
    {"date", "string", "date"},
    {"datetime", "", "date-time"},
    {"date-time", "", "date-time"},
    {"timestamp", "", ""},
    {"uuid", "string", "uuid"},
    {"guid", "string", "uuid"},
    {"email", "string", "email"},
    {"url", "string", "uri"},
    {"uri", "string", "uri"},
    {"decimal", "", "decimal"},
    {"money", "", ""},
    {"enum", "", ""},
    {"any", "", ""},
    {"mixed", "", ""},
    {"json", "", ""},
    {"file", "", ""},
    {"binary", "", ""},
    {"id", "", ""},
    {"time", "string", "time"},
    {"currency", "string", ""},
};

const TypeWord* FindType(std::string_view word) {
  const std::string lower = AsciiLower(word);
  std::string_view single = lower;
  for (int round = 0; round < 2; ++round) {
    for (const TypeWord& row : kTypes) {
      if (row.word == single) return &row;
    }
    if (!single.ends_with('s')) break;
    single.remove_suffix(1);  // "array of strings"
  }
  return nullptr;
}

std::string Unquoted(std::string_view text) {
  text = Trim(text);
  while (text.size() >= 2 && (text.front() == '"' || text.front() == '\'' || text.front() == '`') &&
         text.back() == text.front())
    text = text.substr(1, text.size() - 2);
  return std::string(text);
}

// "No other value is ever returned.", "There are no other events."
const Regex& NoOther() {
  static const Regex kNoOther(R"((?i)\bno others?\b)");
  return kNoOther;
}

bool SaysNoOther(std::string_view text) { return NoOther().In(text); }

// Others than those that "no other" denies.
bool NamesOther(std::string_view text) {
  static const Regex kOther(R"((?i)\bothers?\b)");
  return kOther.All(text).size() > NoOther().All(text).size();
}

// "exactly one of `html` and `text` is required" names members; a text that is such a list and nothing else names
// values.
bool OneOfMembers(std::string_view text) {
  static const Regex kExactly(R"((?i)\bexactly one of\b)");
  static const Regex kAlone(R"re((?i)^\s*exactly one of[\w\s,.:`"'-]*$)re");
  static const Regex kCommas(R"re(,.*,|,\s*or\b|\bor\b)re"),
      kSaid(R"re((?i)\b(?:and|is|are|must|may|can|has|have|required|given|set|sent|needed)\b)re");
  const std::string_view first = text.substr(0, text.find(". "));
  return kExactly.In(text) && !(kAlone.In(first) && kCommas.In(first) && !kSaid.In(first));
}

// Whether a list says of itself that there may be more.
bool IsOpen(std::string_view text) {
  static const Regex kOpen(
      R"((?i)\betc\b|\.\.\.|…|such as|e\.g\.|for example|including)"
      R"(|\bmore (?:\w+ )?(?:may|might|will|can) be\b|\b(?:may|might|will|can) be extended\b|\bcurrently\b)");
  return kOpen.In(text) || NamesOther(text);
}

std::vector<std::string> ReadValuesOf(const Text& text, bool& complete) {
  complete = false;
  std::vector<std::string> values;
  static const Regex kIntroduced(
      R"re((?i)(?:\bone of|\beither|\bcan (?:only )?be|\bmust be(?: one of)?|\b(?:possible|allowed|valid|accepted|supported|permitted|available) (?:values?|options?)(?: are| is|:)?|\bvalues?:|\benum:?|\boptions?:|\bone of the following:?)\s*:?\s*(?:\[\s)?(.*)$)re");
  static const Regex kList(
      R"re(^[`"']?([A-Za-z0-9][\w.-]*)[`"']?(?:\s*(?:,|\||/|\bor\b|,\s*or\b|\band\b)\s*[`"']?([A-Za-z0-9][\w.-]*)[`"']?)+)re");
  static const Regex kItem(
      R"re([`"']?([A-Za-z0-9][\w.-]*(?::[A-Za-z0-9][\w.-]*)*)[`"']?(?:\s*\((?:the )?default\))?\s*(,\s*(?:or|and)\b|,|、|，|\||/|\bor\b|\band\b)?\s*)re");
  // "Any of `a`, `b`" lists the values of an array's items where the text says that there are no others.
  static const Regex kAnyOf(R"re((?i)^any of:?\s*(.*)$)re");
  const bool closed = SaysNoOther(text.text);
  // The whole text is a list of words, or a list of marked words follows an introduction.
  std::string_view rest = text.text;
  std::size_t offset = 0;
  const bool introduced = [&] {
    const auto match = kIntroduced.Find(text.text);
    if (!match) {
      const auto any = closed ? kAnyOf.Find(text.text) : std::nullopt;
      if (!any) return false;
      offset = any->groups[1].begin;
      rest = (*any)[1];
      return true;
    }
    offset = match->groups[1].begin;
    rest = (*match)[1];
    return true;
  }();
  static const Regex kWhole(
      R"re(^[`"']?[a-z0-9][\w.-]*[`"']?(?:\s*\((?:the )?default\))?(?:\s*(?:,|、|，|\||/|\bor\b)\s*(?:or\s+)?[`"']?[a-z0-9][\w.-]*[`"']?(?:\s*\((?:the )?default\))?)+\.?$)re");
  // Words with capitals are values where each is marked as code.
  static const Regex kCapitals(
      R"re(^[A-Za-z0-9][\w.-]*(?:\s*\((?:the )?default\))?(?:\s*(?:,|、|，|\||/|\bor\b)\s*(?:or\s+)?[A-Za-z0-9][\w.-]*(?:\s*\((?:the )?default\))?)+\.?$)re");
  // So are codes in capitals, which a text without markup does not mark.
  static const Regex kCodes(R"re(^[A-Z][A-Z0-9_]{2,}(?:\s*(?:,|\||/|\bor\b)\s*(?:or\s+)?[A-Z][A-Z0-9_]{2,})+\.?$)re");
  static const Regex kLongCode(R"(\b[A-Z0-9]{5,}\b|_)");  // "MP3 or WAV" may be formats of what an address leads to
  const bool codes = !introduced && text.marks.empty() && kCodes.In(Trim(text.text)) && kLongCode.In(text.text);
  const bool all_marked = !introduced && !codes && !kWhole.In(Trim(text.text)) && kCapitals.In(Trim(text.text));
  if (!introduced && !all_marked && !codes && !kWhole.In(Trim(text.text))) return values;
  bool first_marked = false;
  for (std::size_t at = 0; at < rest.size() && values.size() < kMostValues;) {
    const auto item = kItem.Find(rest, at);
    if (!item || item->begin() != at) break;
    std::string value((*item)[1]);
    while (value.ends_with('.')) value.pop_back();
    if (value == "etc") break;
    // "place, required" lists no values.
    static const Regex kNoValue(R"((?i)required|optional|mandatory|nullable|deprecated|unique|read-only|write-only)");
    if (!introduced && kNoValue.Full(value)) return {};
    // In running prose only what is marked as code or quoted is a value.
    const std::size_t begin = offset + item->groups[1].begin, end = begin + value.size();
    const bool marked =
        text.IsMarked(Mark::Kind::kCode, begin, end) ||
        (begin > 0 && (text.text[begin - 1] == '"' || text.text[begin - 1] == '`' || text.text[begin - 1] == '\''));
    if (all_marked && !marked) return {};
    // "Either `mp3` or `wav`, there are no others."
    if (introduced && !marked && first_marked) break;
    if (values.empty()) first_marked = marked;
    if (introduced && !marked && !values.empty() && !item->has(2) && at > 0) {
      values.push_back(value);
      break;
    }
    values.push_back(std::move(value));
    at = item->end();
    // "Possible values: `pending` `paid`": marks alone keep them apart.
    const auto begins = [&](const Mark& mark) {
      return mark.kind == Mark::Kind::kCode && mark.begin == offset + at && mark.begin > end;
    };
    const bool goes_on = introduced && marked && std::any_of(text.marks.begin(), text.marks.end(), begins);
    if (!item->has(2) && !goes_on) break;
  }
  if (values.size() < 2) values.clear();
  // "DD/MM/YYYY" is a form, "at least one of `html` and `text`" names members.
  static const Regex kForm(R"((?:D{1,2}|M{1,3}|Y{2,4}|d{2}|m{2}|y{2,4}|H{2}|h{2}|s{2})+)"),
      kSeveralOf(R"((?i)\b(?:at least|at most|no more than|more than|only) one of\b)");
  const bool form =
      std::all_of(values.begin(), values.end(), [](const std::string& value) { return kForm.Full(value).has_value(); });
  if (form || kSeveralOf.In(text.text) || OneOfMembers(text.text)) values.clear();
  if (introduced && !values.empty()) {
    // "must be one of the following" before a list on lines of its own, "can be used to filter": words, not values.
    const bool words = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
      return value == "the" || value == "a" || value == "an" || value == "used" || value == "any" ||
             value == "between" || value == "at";
    });
    const bool marked = !text.marks.empty() || text.text.find('"') != std::string::npos;
    if (words || (!marked && values.size() < 2)) values.clear();
  }
  // "string or null" are types.
  static const Regex kTypeName(R"((?i)string|integer|int|number|float|boolean|bool|null|object|array)");
  if (std::all_of(values.begin(), values.end(),
                  [](const std::string& value) { return kTypeName.Full(value).has_value(); }))
    values.clear();
  complete = !values.empty() && !IsOpen(text.text);
  return values;
}

// The unit in which a value is told; empty where several are named. What is told twice can be told differently.
std::string ReadUnit(std::string_view text) {
  static const Regex kUnit(
      R"((?i)(?:\b(?:in|as|number of|(?:this|how|so) many|unix (?:time|timestamp|epoch)(?: in)?|epoch(?: in)?)\s+|^)(?:whole |full |integer )?(milliseconds|ms|seconds|minutes|microseconds|hours|days)\b)");
  // Weights and lengths are told behind "in" alone, or by the unit and nothing else.
  static const Regex kMeasure(
      R"((?i)(?:\bin (?:whole |full )?|^)(grams?|kilograms?|kg|pounds|ounces|milli(?:meters|metres)|centi(?:meters|metres)|(?:kilo)?(?:meters|metres)|inches|feet|miles|cents)(?:[.,;:)]|\s*$| \(|, ))");
  static const std::map<std::string_view, std::string_view> kOneWord = {
      {"ms", "milliseconds"},         {"gram", "grams"},
      {"kilogram", "kilograms"},      {"kg", "kilograms"},
      {"meters", "metres"},           {"millimeters", "millimetres"},
      {"centimeters", "centimetres"}, {"kilometers", "kilometres"}};
  const auto plain = [](std::string_view word) {
    const std::string lower = AsciiLower(word);
    const auto known = kOneWord.find(lower);
    return known == kOneWord.end() ? lower : std::string(known->second);
  };
  if (const auto unit = kUnit.Find(text)) return plain((*unit)[1]);
  const auto measure = kMeasure.Find(text);
  if (!measure) return "";
  const std::string told = plain((*measure)[1]);
  static const Regex kAny(
      R"((?i)\b(grams?|kilograms?|kg|pounds|lbs?|ounces|oz|millimet(?:re|er)s|centimet(?:re|er)s|kilomet(?:re|er)s|met(?:re|er)s|mm|cm|km|inch(?:es)?|feet|miles|cents|units?)\b)");
  const auto all = kAny.All(text);
  const bool one =
      std::all_of(all.begin(), all.end(), [&](const Regex::Match& match) { return plain(match[1]) == told; });
  return one ? told : "";
}

// "DD-MM-YYYY", "MM/DD/YYYY", "HH:MM", "digits": forms that a description spells out and that no word names.
std::string ReadForm(const std::string& text) {
  static const Regex kDay(R"(\b(?:((?:DD|MM)[-/.](?:DD|MM)[-/.]YYYY)|((?:dd|mm)[-/.](?:dd|mm)[-/.]yyyy))\b)"),
      kOtherDay(R"(\b(?:YYYY|yyyy|YY|yy)[-/.]?(?:MM|mm)\b)");
  const auto days = kDay.All(text);
  if (days.size() == 1 && !kOtherDay.In(text)) {
    std::string form(days.front()[0]);
    std::transform(form.begin(), form.end(), form.begin(), [](unsigned char c) { return std::toupper(c); });
    const bool twice = form.substr(0, 2) == form.substr(3, 2);
    return twice ? "" : form;
  }
  static const Regex kTime(R"((?:^|[\s`(])(?:HH|hh):(?:MM|mm)(?:[`,.;) ]|$))"),
      kOtherTime(R"((?i)\b(?:YYYY|[ap]\.?m\b|12[- ]hours?|:ss\b))");
  if (kTime.In(text) && !kOtherTime.In(text)) return "HH:MM";
  static const Regex kDigits(
      R"((?i)\bdigits only\b|\b(?:only|just) (?:contains? )?digits\b|\b(?:somente|apenas|s[oó]lo|solamente|uniquement) (?:d[ií]gitos|n[uú]meros|chiffres)\b)"),
      kMore(R"((?i)\+|\b(?:not|plus|hyphens?|dash(?:es)?|spaces?|letters?|or|unless)\b)");
  return kDigits.In(text) && !kMore.In(text) ? "digits" : "";
}

// Where the first sentence ends, or the first part of it that a semicolon closes; the end of the text where nothing
// follows.
std::size_t EndOfFirst(std::string_view text) {
  static const Regex kEnd(R"([`"'\w]([.;])\s+[A-Za-z])");
  const auto end = kEnd.Find(text);
  return end ? end->groups[1].begin : text.size();
}

}  // namespace

bool ReadType(std::string_view written, Facts& facts) {
  std::string text = AsciiLower(Trim(written));
  if (text.empty() || text.size() > 120) return false;
  static const Regex kExpandable(R"(\bexpandable\b)");
  if (kExpandable.In(text)) facts.is_expandable = true;
  // The class of a language, which holds moments.
  if (Trim(written) == "Date") {
    facts.type = "string";
    return true;
  }
  // "string | null", "string or null", "nullable string", "?string", "string?"
  static const Regex kNull(
      R"(\s*(?:\||/|,|\bor\b)\s*null\b|\bnull\s*(?:\||/|,|\bor\b)\s*|\(?\bnullable\b\)?:?\s*|^\?|\?$)");
  if (const auto null = kNull.Find(text)) {
    facts.nullable = true;
    text.erase(null->begin(), null->end() - null->begin());
  }
  // "stringrequired", as cells that were copied without what is between them.
  static const Regex kGlued(R"(^([a-z]+(?:\[\])?)(required|optional)$)");
  if (const auto glued = kGlued.Full(text); glued && FindType((*glued)[1].substr(0, (*glued)[1].find('['))) != nullptr)
    text.insert(glued->groups[2].begin, " ");
  static const Regex kRequired(
      R"([\[(,;]?\s*\b(required|optional|mandatory|opcional|facultatif|obligatorio|obligatoire|obrigat[óo]rio)\b\s*[\])]?)");
  if (const auto required = kRequired.Find(text)) {
    if (!facts.required) facts.required = ReadRequired((*required)[1]);
    text.erase(required->begin(), required->end() - required->begin());
  }
  static const Regex kArrayOf(R"(^(?:array|list|collection)s?\s*(?:of|<|\[|\()\s*([a-z0-9_-]+)?.*$)");
  static const Regex kBrackets(R"(^([a-z0-9_-]+)\s*\[\s*\](?:\s.*)?$)");
  static const Regex kEnumOf(R"(^enum\s*(?:<|\(|\[|of)\s*([a-z]+)s?\s*[>)\]]?$)");
  static const Regex kWord(
      R"(^([a-z0-9_-]+)(?:\s*[<(\[,;:].*|\s+(?:enum|format|iso.*|yyyy.*|in .*|with .*|value|\d.*))?$)");
  const auto trimmed = std::string(Trim(text));
  if (const auto match = kBrackets.Full(trimmed)) {
    facts.type = "array";
    if (const TypeWord* item = FindType((*match)[1])) facts.item_type = item->type;
    return true;
  }
  if (const auto match = kArrayOf.Full(trimmed)) {
    facts.type = "array";
    if (match->has(1)) {
      if (const TypeWord* item = FindType((*match)[1])) facts.item_type = item->type;
    }
    return true;
  }
  if (const auto match = kEnumOf.Full(trimmed)) {
    const TypeWord* type = FindType((*match)[1]);
    if (type != nullptr) facts.type = type->type;
    return type != nullptr;
  }
  if (const auto match = kWord.Full(trimmed)) {
    if (const TypeWord* type = FindType((*match)[1])) {
      facts.type = type->type;
      if (!type->format.empty()) facts.format = type->format;
      if (trimmed.find("date-time") != std::string::npos || trimmed.find("datetime") != std::string::npos) {
        facts.format = "date-time";
      } else if (trimmed.find("uuid") != std::string::npos) {
        facts.format = "uuid";
      }
      // "string (date)", "string <email>", "string, format: uri"
      static const Regex kFormat(
          R"([<(\[,;:]\s*(?:format\s*[:=]?\s*)?\$?(date-?time|date|uuid|guid|email|ur[il])\s*[>)\]]?$)");
      if (const auto format = kFormat.Find(trimmed); format && facts.type == "string" && facts.format.empty()) {
        const std::string_view word = (*format)[1];
        facts.format = word == "guid"       ? "uuid"
                       : word == "url"      ? "uri"
                       : word == "datetime" ? "date-time"
                                            : std::string(word);
      }
      return true;
    }
  }
  // "string or integer": several types are a type told, and none of them alone.
  static const Regex kSeveral(R"(^([a-z0-9]+)\s*(?:\||/|,|or)\s*([a-z0-9]+)$)");
  if (const auto match = kSeveral.Full(trimmed))
    return FindType((*match)[1]) != nullptr && FindType((*match)[2]) != nullptr;
  return facts.nullable.has_value() && trimmed.empty();
}

std::optional<bool> ReadRequired(std::string_view written) {
  const std::string text = AsciiLower(Trim(written));
  static const Regex kYes(R"((?:required|yes|y|true|m|mandatory|always|oui|ja|sí|si|sim|✓|✔|✅|☑|●|x)\.?\*?)"),
      kNo(R"((?:optional|no|n|false|o|non|nein|não|nao|✗|✘|❌|-|–|—)\.?)");
  if (kYes.Full(text)) return true;
  if (kNo.Full(text)) return false;
  static const Regex kRequired(
      R"(\b(?:required|mandatory|obligatoire|requis|obligatorio|obrigat[óo]rio|requerido|pflicht|erforderlich)\b)"),
      kOptional(R"(\b(?:optional|facultatif|opcional|facoltativo|not required)\b)"),
      kCondition(R"(\b(?:if|when|unless|conditional\w*|either|or)\b)");
  if (text.size() > 40 || kCondition.In(text)) return std::nullopt;
  static const Regex kNotRequired(R"(\bnot (?:required|mandatory)\b)");
  if (kNotRequired.In(text)) return false;
  const bool required = kRequired.In(text), optional = kOptional.In(text);
  return required == optional ? std::nullopt : std::optional(required);
}

std::optional<bool> ReadRequired(std::string_view written, std::string_view title) {
  const auto required = ReadRequired(written);
  static const Regex kOptional(R"((?i)\s*(?:is )?optional\s*\??\s*)"),
      kSaid(R"((?i)\b(?:required|optional|mandatory)\b)");
  return required && kOptional.Full(title) && !kSaid.In(written) ? std::optional(!*required) : required;
}

std::optional<std::string> ReadDefault(const Text& text) {
  const std::string plain = Unquoted(text.text);
  static const Regex kNone(R"((?i)(?:-|–|—|n/?a|none|no default|\*?required\*?)?)");
  if (kNone.Full(plain)) return std::nullopt;
  return plain;
}

std::vector<std::string> ReadValues(const Text& text, bool& complete) {
  std::vector<std::string> values = ReadValuesOf(text, complete);
  const std::size_t end = EndOfFirst(text.text);
  if (!values.empty() || end == text.text.size()) return values;
  // "`a`, `b` or `c`. Nothing else is ever sent.": the first sentence is a list of marked values, and what follows may
  // open it.
  static const Regex kList(
      R"re([A-Za-z0-9][\w.-]*(?:\s*\((?:the )?default\))?(?:\s*(?:,|\||/|\bor\b)\s*(?:or\s+)?[A-Za-z0-9][\w.-]*(?:\s*\((?:the )?default\))?)+)re");
  const Text first = text.Part(0, end);
  const auto marked = static_cast<std::size_t>(std::count_if(
      first.marks.begin(), first.marks.end(), [](const Mark& mark) { return mark.kind == Mark::Kind::kCode; }));
  if (!kList.Full(Trim(first.text)) || marked < 2) return values;
  values = ReadValuesOf(first, complete);
  if (values.size() != marked) values.clear();
  complete = !values.empty() && !IsOpen(text.text);
  return values;
}

void ReadDescription(const Text& description, Facts& facts) {
  const std::string& text = description.text;
  if (text.empty()) return;
  ReadLimits(text, facts);
  if (facts.unit.empty()) facts.unit = ReadUnit(text);
  static const Regex kExpands(R"((?i)\bexpand)");
  if (kExpands.In(text)) facts.is_expandable = true;
  // Defaults.
  static const Regex kDefault(
      R"re((?i)\b(?:defaults? (?:to|is|value is|value ?:|of|=)|default:|default =|by default,?(?: it is| is)?:?|\(default:?)\s*(`[^`]+`|"[^"]*"|'[^']*'|-?\d[\d,]*(?:\.\d+)?|true|false|null|[A-Za-z0-9_./:-]+))re");
  static const Regex kByDefault(
      R"re(((?:^|[(,;:] ?|\b(?:is|are|of) )`?(-?\d[\d,]*(?:\.\d+)?|true|false)`?|`([^`]+)`|"([^"]+)") by default\b)re");
  if (const auto match = kByDefault.Find(text); match && !facts.default_value) {
    for (std::size_t group = 2; group <= 4; ++group) {
      if (match->has(group)) facts.default_value = WithoutCommas((*match)[group]);
    }
  }
  // "It is off by default, so nothing is sent."
  static const Regex kSwitch(R"((?i)\b(?:is|are|or|turned|switched|,|^)\s*(on|off|enabled|disabled) by default\b)");
  if (const auto match = kSwitch.Find(text);
      match && !facts.default_value && (facts.type.empty() || facts.type == "boolean")) {
    const std::string word = AsciiLower((*match)[1]);
    facts.default_value = word == "on" || word == "enabled" ? "true" : "false";
  }
  static const Regex kDefaultWords(
      R"((?i)^(?:the|a|an|to|so|and|but|or|as|we|you|with|without|unless|which|because|only|not|all|today|now|current|start|end|your|last|no|none|this|it|is|in|for|of|max|maximum|min|minimum|up|at|\d+ (?:days?|hours?|weeks?|months?|years?|minutes?).*)$)");
  if (!facts.default_value) {
    if (const auto match = kDefault.Find(text)) {
      std::string value = Unquoted((*match)[1]);
      while (value.ends_with('.') || value.ends_with(',') || value.ends_with(':')) value.pop_back();
      const std::string_view after = std::string_view(text).substr(match->end());
      static const Regex kUnitBehind(R"((?i)^\s+(?:days?|hours?|weeks?|months?|years?|minutes?|seconds?)\b)");
      const bool marked = description.IsMarked(Mark::Kind::kCode, match->groups[1].begin, match->groups[1].end);
      const bool worded = !marked && (kDefaultWords.In(value) || kUnitBehind.In(after));
      if (!worded && !value.empty()) facts.default_value = value;
    }
    // "(default `7d`)", ", default 20": in brackets or behind a comma a value stands right behind the word.
    static const Regex kBeside(
        R"re((?i)(?:[(,;.]|^)\s*defaults?(?: value)?(?:\s*[:=]\s*|\s+)([\w+-]+(?:[.,]\w+)*|"[^"]*")\s*(?:[),.;]|$))re");
    if (const auto match = kBeside.Find(text); match && !facts.default_value) {
      const std::string value = Unquoted((*match)[1]);
      const bool marked = description.IsMarked(Mark::Kind::kCode, match->groups[1].begin, match->groups[1].end);
      const bool literal = (*match)[1].front() == '"' ||
                           (!value.empty() && std::isdigit(static_cast<unsigned char>(value.front())) != 0) ||
                           value == "true" || value == "false";
      if (marked || literal) facts.default_value = WithoutCommas(value);
    }
    static const Regex kElse(
        R"((?i)`?\b(\d[\d,]*(?:\.\d+)?|true|false|[a-z_]+)\b`?,? (?:if|when|unless) (?:you )?(?:it is |it's |is )?(?:do not say|don't say|absent|omitted|missing|left out|leave it out|not (?:set|given|specified|provided|sent)|unset|empty))");
    if (const auto match = kElse.Find(text); match && !facts.default_value) {
      const bool number = std::isdigit(static_cast<unsigned char>((*match)[1].front())) != 0;
      const bool marked = description.IsMarked(Mark::Kind::kCode, match->groups[1].begin, match->groups[1].end);
      if (number || marked || (*match)[1] == "true" || (*match)[1] == "false")
        facts.default_value = WithoutCommas((*match)[1]);
    }
  }
  // "`ndjson` (default) or `csv`"
  static const Regex kMarkedDefault(R"((?:^|[\s,`"'])([\w.+-]+)[`"']?\s*\((?:the )?default\))");
  if (!facts.default_value) {
    const auto all = kMarkedDefault.All(text);
    if (all.size() == 1) {
      const auto& group = all.front().groups[1];
      const bool marked = description.IsMarked(Mark::Kind::kCode, group.begin, group.end) ||
                          std::string_view(text).substr(group.end).starts_with('`') ||
                          std::isdigit(static_cast<unsigned char>(all.front()[1].front())) != 0;
      if (marked) facts.default_value = std::string(all.front()[1]);
    }
  }
  static const Regex kVague(
      R"((?i)\b(?:the default (?:period|value|range|window|limit|setting|number|size|one|page size)|a default (?:value|period|range)|uses? (?:the|a) default)\b)");
  static const Regex kSaid(R"((?i)\bdefault (?:period|value|range|window|limit)[^.]*\b(?:is|of|are|being)\b|\(\d)");
  facts.default_promised = kVague.In(text) && !facts.default_value && !kSaid.In(text);
  // Formats.
  static const Regex kDate(R"(\b(?:YYYY-MM-DD|yyyy-mm-dd)\b(?:[T ]?(?:HH|hh))?)");
  // What is spelled out says more than the word "date" in the column of types.
  if (facts.format.empty() || facts.format == "date" || facts.format == "time") {
    if (std::string form = ReadForm(text); !form.empty()) facts.format = std::move(form);
  }
  if (facts.format.empty()) {
    if (const auto match = kDate.Find(text)) facts.format = (*match)[0].size() > 10 ? "date-time" : "date";
    static const Regex kUuid(R"((?i)\b(?:uuid|guid)\b)"),
        kDateTime(
            R"((?i)\bISO[ -]?8601\b[^.]*\b(?:date-?time|timestamp|time)\b|\bRFC ?3339\b|\b(?:date-?time|timestamp)\b[^.]*\bISO[ -]?8601)");
    if (facts.format.empty() && kUuid.In(text)) facts.format = "uuid";
    if (facts.format.empty() && kDateTime.In(text)) facts.format = "date-time";
  }
  static const Regex kDecimals(R"((?i)\b(\d+|two|three|four|five|six) (?:decimal|fractional) (?:places?|digits?)\b)");
  if (const auto match = kDecimals.Find(text)) {
    constexpr std::array<std::string_view, 7> kWords = {"zero", "one", "two", "three", "four", "five", "six"};
    const std::string word = AsciiLower((*match)[1]);
    const auto found = std::find(kWords.begin(), kWords.end(), word);
    facts.decimals = found != kWords.end() ? static_cast<int>(found - kWords.begin())
                     : word.size() < 3     ? std::stoi(word)
                                           : 99;
  }
  // Null.
  static const Regex kNullable(
      R"((?i)\b(?:nullable|(?:may|can|could|might|will) be (?:`?null`?)|(?:is|or|returns?|and) `?null`? (?:if|when|for|until|unless|while|before|otherwise)|`?null`? (?:if|when|until|unless|otherwise|for)|or `?null`?[.,)]|otherwise `?null`?))");
  if (!facts.nullable && kNullable.In(text)) facts.nullable = true;
  static const Regex kNeverNull(
      R"((?i)\b(?:never|not|non-?)\s*`?null\b|\balways set\b|\b(?:an? )?empty (?:array|list|string) (?:if|when|where) (?:there (?:is|are) )?(?:none|nothing|no \w+)\s*(?:[.,;)]|$))");
  if (!facts.nullable && kNeverNull.In(text)) facts.nullable = false;
  static const Regex kRequiredBehind(R"((?i)(?:,|\(|;|–|—)\s*(required|mandatory|optional)\)?\.?$)");
  if (const auto behind = kRequiredBehind.Find(text); behind && !facts.required)
    facts.required = AsciiLower((*behind)[1]) != "optional";
  // Required in words, where a sentence is nothing else.
  static const Regex kRequiredWords(
      R"((?i)^\s*(?:\(?(required|optional|mandatory)\b\)?[.:,—–-]|\((required|optional|mandatory)\)))");
  if (!facts.required) {
    if (const auto match = kRequiredWords.Find(text))
      facts.required = AsciiLower((*match)[match->has(1) ? 1 : 2]) != "optional";
  }
  // "Object. `total` is …": a sentence that is a type and nothing else.
  static const Regex kAlone(
      R"((?i)^\s*(?:an? )?((?:string|integer|number|float|boolean|object|array)s?(?: of \w+)?(?:,? or null)?)[.;](?:\s|$))");
  if (facts.type.empty()) {
    if (const auto match = kAlone.Find(text)) ReadType((*match)[1], facts);
  }
  // The type, where the description marks it: "as a **string** with…".
  static const Regex kAs(
      R"((?i)\b(?:as an?|is an?|returned as an?)\s+(string|integer|number|boolean|array|object)\b(?: of (\w+))?)");
  if (facts.type.empty()) {
    if (const auto match = kAs.Find(text)) {
      const bool strong = description.IsMarked(Mark::Kind::kStrong, match->groups[1].begin, match->groups[1].end) ||
                          description.IsMarked(Mark::Kind::kCode, match->groups[1].begin, match->groups[1].end);
      static const Regex kEnds(R"(^\s*(?:[,.;(]|$|with\b|not\b))");
      // "`nights` is an array": of another member.
      const std::size_t said_of = std::string_view(text).substr(0, match->begin()).find_last_not_of(' ');
      const bool of_another =
          said_of != std::string::npos && description.IsMarked(Mark::Kind::kCode, said_of, said_of + 1);
      if (!of_another && (strong || kEnds.In(std::string_view(text).substr(match->end()))))
        facts.type = AsciiLower((*match)[1]);
    }
    static const Regex kLastOf(R"((?i)[,(]\s*as an? (string|integer|number)\b)");
    if (const auto match = kLastOf.Find(text)) facts.type = AsciiLower((*match)[1]);
  }
  static const Regex kExample(
      R"re((?i)(?:\be\.g\.,?|\bfor example,?|\bexample:|\bex:)\s*(`[^`]+`|"[^"]+"|'[^']+'|\+?[\w./:@%-]+))re");
  for (const Regex::Match& match : kExample.All(text)) {
    std::string value = Unquoted(match[1]);
    while (value.ends_with('.') || value.ends_with(',') || value.ends_with(')')) value.pop_back();
    if (!value.empty()) facts.examples.push_back(std::move(value));
  }
  // Words behind an object or array are its members.
  if (facts.values.empty() && facts.type != "object") facts.values = ReadValues(description, facts.values_complete);
}

}  // namespace plumbline::page
