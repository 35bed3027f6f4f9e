#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/field_length.h"
#include "audit/kin.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/loose_json.h"
#include "page/sentences.h"
#include "schema/format.h"

namespace plumbline::audit {
namespace {

using document::Node;
using document::Value;
using page::FieldClaim;

std::string TypeOf(const Value& value) {
  if (value.IsNumber()) {
    const auto number = Decimal::Parse(value.text);
    return number && number->IsInteger() && value.text.find_first_of(".eE") == std::string::npos ? "integer" : "number";
  }
  return std::string(document::KindName(value.kind));
}

bool FitsType(const std::string& documented, const Value& value) {
  if (documented == "number") return value.IsNumber();
  if (documented == "integer") {
    const auto number = value.IsNumber() ? Decimal::Parse(value.text) : std::nullopt;
    return number && number->IsInteger();
  }
  return TypeOf(value) == documented || (documented == "number" && value.IsNumber());
}

// What a value contradicts, in a word that stays the same whatever the value; nothing where it fits.
struct Contradiction {
  std::string facet;
  std::string expected;
  std::string observed;
  document::Span claimed;  // in the page
};

std::optional<Contradiction> BreaksLength(const FieldClaim& field, const Value& value) {
  const auto broken = FindBrokenLength(field, value);
  return broken ? std::optional(Contradiction{"length", broken->expected, broken->observed, field.facts_span})
                : std::nullopt;
}

// A number outside of the range that the page gives it: "between 0 and 1", "minimum 1, maximum 15". A range of
// something else than the value, or in some cases, bounds nothing here.
std::optional<Contradiction> BreaksRange(const FieldClaim& field, const Value& value) {
  const page::Facts& facts = field.facts;
  if (!value.IsNumber() || !facts.minimum || !facts.maximum ||
      (!facts.limit_unit.empty() && facts.limit_unit != facts.unit))
    return std::nullopt;
  static const Regex kRange(R"((?i)\b(?:between|entre|range|min(?:imum)?|max(?:imum)?|at least|at most|must be)\b)"),
      kSome(
          R"((?i)\b(?:if|when|unless|usually|typically|except|otherwise|per|or|means?|recommend\w*|success\w*|digits|characters)\b)");
  const std::vector<page::Text> sentences = page::SentencesOf(field.description);
  const auto told = std::find_if(sentences.begin(), sentences.end(),
                                 [](const page::Text& sentence) { return kRange.In(sentence.text); });
  if (told == sentences.end() || kSome.In(told->text)) return std::nullopt;
  const auto number = Decimal::Parse(value.text), least = Decimal::Parse(*facts.minimum),
             most = Decimal::Parse(*facts.maximum);
  if (!number || !least || !most || !(*number < *least || *most < *number)) return std::nullopt;
  return Contradiction{"range", fmt::format("{} to {}", *facts.minimum, *facts.maximum), schema::Describe(value),
                       field.facts_span};
}

// "Only if `opted_in` is true": there though the member beside it says otherwise.
std::optional<Contradiction> BreaksCondition(const FieldClaim& field, const Node& node) {
  static const Regex kOnlyIf(
      R"re((?i)(?:^|\. )(?:(?:present|set|there|given|returned|shown|sent|included|available) )?only (?:(?:present|set|there|given|returned|shown|sent|included|available) )?(?:if|when|while) `?([a-z_]\w*)`? (?:is|=|==|equals) `?"?([a-z0-9_-]+)"?`?\s*(?:[.;)]|$))re");
  const auto match = kOnlyIf.Find(field.description.text);
  const Value& value = node.value();
  if (!match || node.pointer().empty() || value.IsNull() || value.text.empty() == value.IsString()) return std::nullopt;
  const page::Text& text = field.description;
  if (!text.IsMarked(page::Mark::Kind::kCode, match->groups[1].begin, match->groups[1].end)) return std::nullopt;
  const std::string member((*match)[1]), wanted((*match)[2]);
  const auto parent = Node(node.document()).At(node.pointer().Parent());
  const auto sibling = parent ? parent->Find(member) : std::nullopt;
  if (!sibling) return std::nullopt;
  const bool logical = wanted == "true" || wanted == "false";
  const bool marked = text.IsMarked(page::Mark::Kind::kCode, match->groups[2].begin, match->groups[2].end);
  std::string shown;
  if (logical && (*sibling)->IsBoolean()) shown = (*sibling)->boolean ? "true" : "false";
  if (!logical && marked && (*sibling)->IsString()) shown = (*sibling)->text;
  if (shown.empty() || shown == wanted) return std::nullopt;
  return Contradiction{"condition", fmt::format("there only if {} is {}", member, wanted),
                       fmt::format("it while {} is {}", member, shown), field.facts_span};
}

// Whether a day is written in a form like DD/MM/YYYY.
bool IsOfForm(const std::string& form, const std::string& text) {
  static const Regex kDay(R"((\d\d)([-./])(\d\d)[-./]\d{4})");
  const auto day = kDay.Full(text);
  if (!day || (*day)[2] != form.substr(2, 1)) return false;
  const std::string_view month = form.starts_with("MM") ? (*day)[1] : (*day)[3];
  return month <= "12";
}

// A day, time or number that is written in another form than the one that the description spells out.
std::optional<std::string> BrokenForm(const FieldClaim& field, const std::string& text) {
  static const Regex kDay(R"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"), kHalfDay(R"((?i)\d{1,2}(?::\d\d)? ?[ap]\.?m\.?)"),
      kMasked(R"(\+?\(?\d[\d ()./-]{5,})"), kDigits(R"(\d+)"),
      kOtherDay(R"(\d{1,2}[./-]\d{1,2}[./-]\d{4}(?:[ T,].*)?)"), kIso(R"((?i)YYYY-MM-DD|ISO[ -]?8601|RFC ?3339)");
  const std::string& form = field.facts.format;
  if (form.ends_with("YYYY")) {
    if (kDay.Full(text) && !IsOfForm(form, text)) return "a date as " + form;
  } else if (form == "HH:MM") {
    if (kHalfDay.Full(text)) return "a time as HH:MM";
  } else if (form == "digits") {
    if (kMasked.Full(text) && !kDigits.Full(text)) return "digits only";
  } else if (form == "date-time" && kIso.In(field.description.text)) {
    if (kOtherDay.Full(text)) return "a date-time that begins with YYYY-MM-DD";
  }
  return std::nullopt;
}

std::optional<Contradiction> Contradicts(const FieldClaim& field, const Value& value) {
  if (value.IsString() && page::IsPlaceholder(value.text)) return std::nullopt;
  const page::Facts& facts = field.facts;
  if (value.IsNull()) {
    if (facts.nullable && !*facts.nullable) return Contradiction{"null", "never null", "null", field.facts_span};
    if (facts.nullable.value_or(false) || facts.type == "null" || facts.type.empty()) return std::nullopt;
    // A type alone does not say that there is always a value; a field that is required says it.
    if (!facts.required.value_or(false) || facts.nullable) return std::nullopt;
    return Contradiction{"null", fmt::format("a value of type {}", facts.type), "null", field.type_span};
  }
  const document::Span type_span = field.type_span.end > 0 ? field.type_span : field.facts_span;
  if (value.IsObject() && facts.type == "string" && facts.is_expandable) return std::nullopt;
  if (!facts.type.empty() && !FitsType(facts.type, value))
    return Contradiction{"type", facts.type, schema::Describe(value), type_span};
  if (facts.item_type.size() > 0 && value.IsArray()) {
    for (const Value& item : value.items) {
      if (!FitsType(facts.item_type, item))
        return Contradiction{"items", "an array of " + facts.item_type, "an item that is " + schema::Describe(item),
                             type_span};
    }
  }
  if (value.IsArray() && facts.type == "array" && facts.values_complete && facts.values.size() >= 2) {
    for (const Value& item : value.items) {
      if (!item.IsString() || item.text.empty() || page::IsPlaceholder(item.text)) continue;
      if (std::find(facts.values.begin(), facts.values.end(), item.text) != facts.values.end()) continue;
      return Contradiction{"values", "any of " + Join(facts.values, ", "), "an item that is " + schema::Describe(item),
                           field.facts_span};
    }
  }
  if (!value.IsString() && !value.IsNumber() && !value.IsBoolean()) return std::nullopt;
  if (facts.values_complete && facts.values.size() >= 2 && value.IsString() && !value.text.empty() &&
      std::find(facts.values.begin(), facts.values.end(), value.text) == facts.values.end()) {
    return Contradiction{"values", "one of " + Join(facts.values, ", "), schema::Describe(value), field.facts_span};
  }
  if (auto length = BreaksLength(field, value)) return length;
  if (auto range = BreaksRange(field, value)) return range;
  if (facts.decimals && (value.IsString() || value.IsNumber())) {
    const std::size_t point = value.text.find('.');
    const bool number = Decimal::Parse(value.text).has_value();
    const std::size_t decimals = point == std::string::npos ? 0 : value.text.size() - point - 1;
    if (number && decimals != static_cast<std::size_t>(*facts.decimals)) {
      return Contradiction{"decimals", fmt::format("{} decimal places", *facts.decimals), schema::Describe(value),
                           field.facts_span};
    }
  }
  // Unix times: thirteen digits are milliseconds, ten are seconds, in every year that an API has seen.
  if (value.IsNumber() && value.text.find_first_not_of("0123456789") == std::string::npos &&
      value.text.starts_with('1')) {
    if ((facts.unit == "seconds" && value.text.size() == 13) ||
        (facts.unit == "milliseconds" && value.text.size() == 10)) {
      return Contradiction{"unit", "a time in " + facts.unit,
                           schema::Describe(value) + (value.text.size() == 13 ? ", milliseconds" : ", seconds"),
                           field.facts_span};
    }
  }
  if (value.IsNumber() && facts.type.empty() && facts.format == "date-time" && field.facts_span.end > 0)
    return Contradiction{"type", "an RFC 3339 date-time", schema::Describe(value), field.facts_span};
  if (value.IsString()) {
    if (const auto form = BrokenForm(field, value.text))
      return Contradiction{"format", *form, schema::Describe(value), field.facts_span};
  }
  if (value.IsString() && (facts.format == "date" || facts.format == "date-time" || facts.format == "uuid")) {
    // A date-time where a date is told, and the reverse: what both are is beyond doubt.
    const auto fits = [&](std::string_view format) { return !schema::FindFormat(format)->check(value.text).broken(); };
    const bool date = fits("date"), moment = fits("date-time");
    static const Regex kDay(R"(\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?)");
    if (facts.format == "date" && !date && !moment && kDay.Full(value.text)) {
      return Contradiction{"format", "a date as YYYY-MM-DD", schema::Describe(value),
                           type_span.end > 0 ? type_span : field.facts_span};
    }
    // "date" in a column of types is a moment in many languages; the name or the description says that it is a day.
    static const Regex kNamesDay(R"((?i:(?:.*[_-])?(?:date|day|on))|.*[a-z](?:Date|Day|On))");
    const bool is_day = facts.format == "date" && (field.type_span.end == 0 || field.described.format == "date" ||
                                                   (!field.path.empty() && kNamesDay.Full(field.path.back())));
    if ((is_day && moment) || (facts.format == "date-time" && date)) {
      return Contradiction{"format", facts.format, schema::Describe(value),
                           type_span.end > 0 ? type_span : field.facts_span};
    }
  }
  return std::nullopt;
}

// What holds for the same thing in the answers of other operations: what it is, not when it is there. A short list of
// values that one operation answers with, as right after the thing was made, says nothing of another.
bool HoldsElsewhere(const FieldClaim& field, const Contradiction& contradiction, const std::string& method) {
  // A reference that this answer shows expanded.
  if (contradiction.facet == "type" && contradiction.observed.starts_with("object")) return false;
  if (contradiction.facet == "null") return field.facts.nullable == false;
  if (contradiction.facet == "values") return method.empty() || method == "GET" || field.facts.values.size() >= 4;
  return contradiction.facet == "type" || contradiction.facet == "items" || contradiction.facet == "unit" ||
         contradiction.facet == "format" || contradiction.facet == "condition";
}

bool HoldsHere(const FieldClaim&, const Contradiction&, const std::string&) { return true; }

// What may be sent comes back as it was sent; a service may add a form of its own to everything else.
bool HoldsOfEcho(const FieldClaim& field, const Contradiction& contradiction, const std::string&) {
  return contradiction.facet == "values" && field.facts.values.size() >= 3 && field.path.tokens().size() == 1;
}

using Holds = bool (*)(const FieldClaim&, const Contradiction&, const std::string&);

class Judge {
 public:
  Judge(const Subject& subject, std::vector<finding::Finding>& findings)
      : subject_(subject), kin_(subject), findings_(findings) {}

  void Hold(const DocumentedList& list) {
    const std::vector<DescribedBody> own = BodiesFor(subject_, list), kin = kin_.Of(list, own),
                                     echoes = kin_.Echoes(list);
    std::vector<finding::Finding> of_list;
    std::size_t fitting = 0, broken = 0;  // fields
    for (const FieldClaim* field : list.fields) {
      if (field->in != page::In::kBody || field->path.empty()) continue;
      OfField of_field;
      for (const DescribedBody& described : own) Look(list, *field, described, &HoldsHere, of_field);
      for (const DescribedBody& described : kin) {
        if (!kin_.Lists(described.body->operation, field->path.back()))
          Look(list, *field, described, &HoldsElsewhere, of_field);
      }
      for (const DescribedBody& described : echoes) Look(list, *field, described, &HoldsOfEcho, of_field);
      // Where most values fit, the odd ones are the mistake.
      for (finding::Finding& found : of_field.findings) {
        if (of_field.fitting > 2)
          found.likely = fmt::format("The sample: {} of {} values that the pages show fit the description.",
                                     of_field.fitting, of_field.shown);
        of_list.push_back(std::move(found));
      }
      if (of_field.shown > 0) ++(of_field.findings.empty() ? fitting : broken);
    }
    // A list of which nearly all contradicts what is shown is a list of something else.
    constexpr std::size_t kSeveral = 3;
    for (finding::Finding& found : of_list) {
      if (broken >= kSeveral && broken > 3 * fitting) found.severity = finding::Severity::kNote;
      findings_.push_back(std::move(found));
    }
  }

 private:
  struct OfField {
    std::set<std::string> told;
    std::size_t fitting = 0, shown = 0;
    std::vector<finding::Finding> findings;
  };

  void Look(const DocumentedList& list, const FieldClaim& field, const DescribedBody& described, Holds holds,
            OfField& of_field) const {
    const JsonPointer path = described.PathOf(field);
    for (const Node& node : ValuesAt(described.body->root, path)) {
      ++of_field.shown;
      auto contradiction = Contradicts(field, node.value());
      if (!contradiction && list.list->part == page::Part::kResponse) contradiction = BreaksCondition(field, node);
      if (!contradiction) {
        ++of_field.fitting;
        continue;
      }
      const bool elsewhere = described.body->operation != list.operation && list.operation != kNowhere &&
                             described.body->operation != kNowhere;
      const std::string method = list.operation == kNowhere ? "" : subject_.operations()[list.operation].method;
      if (!holds(field, *contradiction, method)) continue;
      if (!of_field.told.insert(contradiction->facet).second) continue;
      finding::Finding found = NewFinding(subject_, "field.sample", list.operation, finding::Severity::kError,
                                          path.ToString() + " " + contradiction->facet);
      found.message = fmt::format("{} is documented as {}, and {}{} shows {}", DotName(field.path),
                                  contradiction->expected, described.body->label,
                                  elsewhere ? " of " + subject_.operations()[described.body->operation].name : "",
                                  contradiction->observed);
      found.expected = contradiction->expected;
      found.observed = contradiction->observed;
      const document::Span claimed = contradiction->claimed.end > 0 ? contradiction->claimed : field.span;
      found.places = {subject_.Quote(list.page, claimed, "the page says " + contradiction->expected),
                      node.Quote("the sample shows " + contradiction->observed)};
      found.likely = "The description, where the sample was copied from a real answer; a live run decides.";
      of_field.findings.push_back(std::move(found));
    }
  }

  const Subject& subject_;
  Kin kin_;
  std::vector<finding::Finding>& findings_;
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  Judge judge(subject, findings);
  for (const DocumentedList& list : DocumentedLists(subject)) judge.Hold(list);
  return findings;
}

}  // namespace

const Rule kFieldSample = {
    {"field.sample", "What a page says of a field fits the samples beside it", finding::Severity::kError,
     "Compares the type, format, length, number of decimals and list of values that a table or a description gives a field with the values that the samples "
     "of the same operation show, and those of other operations of the same resource that show the same thing and list no members of their own. "
     "Placeholders are passed over.\n\nWhy: whoever writes a client reads the table, whoever writes a mock copies "
     "the sample.\n\nWhat to do: ask the service which is right, and mend the other."},
    Run};

}  // namespace plumbline::audit
