// Rules that compare what is said of one parameter or member in several places: types, whether it is required,
// defaults, limits, allowed values. They share one walk over pairs of statements.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "audit/limit_told.h"
#include "audit/rule.h"
#include "audit/statement.h"
#include "audit/told_of_all.h"
#include "audit/told_value.h"
#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/told_limit.h"

namespace plumbline::audit {
namespace {

using finding::Finding;
using finding::Severity;
using page::Facts;

// How two statements differ in one facet.
struct Difference {
  std::string one, other;
  Place Statement::*place = &Statement::facts_place;
  Severity severity = Severity::kError;
  std::string facet;
};

using Compare = std::function<std::optional<Difference>(const Topic&, const Statement&, const Statement&)>;

// The first statements of a topic that say something of their own: pages may say the same thousands of times. Of very
// many that all differ the first are taken.
std::vector<const Statement*> Distinct(const Topic& topic) {
  constexpr std::size_t kMost = 50;
  std::vector<const Statement*> distinct;
  for (const Statement& statement : topic.statements) {
    if (distinct.size() >= kMost) break;
    const bool known = std::any_of(distinct.begin(), distinct.end(), [&](const Statement* one) {
      return (one->page == kNowhere) == (statement.page == kNowhere) && one->facts == statement.facts;
    });
    if (!known) distinct.push_back(&statement);
  }
  return distinct;
}

// The first pair of each topic that differs.
std::vector<Finding> CompareAll(const Subject& subject, std::string_view rule, const Compare& compare) {
  std::vector<Finding> findings;
  for (const Topic& topic : TopicsOf(subject)) {
    bool done = false;
    const std::vector<const Statement*> statements = Distinct(topic);
    for (std::size_t i = 0; i < statements.size() && !done; ++i) {
      for (std::size_t k = i + 1; k < statements.size() && !done; ++k) {
        const Statement &a = *statements[i], &b = *statements[k];
        const auto difference = compare(topic, a, b);
        if (!difference) continue;
        done = true;
        Finding found =
            NewFinding(subject, rule, topic.operation, difference->severity,
                       (topic.part == page::Part::kRequest ? "request " : "response ") + topic.path.ToString() +
                           (difference->facet.empty() ? "" : " " + difference->facet));
        const auto side = [](const Statement& s) {
          return s.page == kNowhere ? std::string("the contract") : std::string("the page");
        };
        const bool two_pages = a.page != kNowhere && b.page != kNowhere;
        found.message = fmt::format("{} is {} {}, and {} {}", topic.Name(), difference->one,
                                    two_pages ? "in one place" : "for " + side(a), difference->other,
                                    two_pages ? "in another" : "for " + side(b));
        found.expected = difference->one;
        found.observed = difference->other;
        Place first = a.*difference->place, second = b.*difference->place;
        first.note = difference->one;
        second.note = difference->other;
        found.places = {first, second};
        found.likely = "Undecided: the two contradict each other; a live request decides.";
        findings.push_back(std::move(found));
      }
    }
  }
  return findings;
}

// ---- types ----

bool TypesDiffer(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == b) return false;
  // Pages say number for integers; the reverse is a promise.
  return !((a == "number" && b == "integer") || (a == "integer" && b == "number"));
}

std::vector<Finding> RunTypes(const Subject& subject) {
  return CompareAll(
      subject, "documented.type",
      [](const Topic& topic, const Statement& a, const Statement& b) -> std::optional<Difference> {
        // A list in an address is one string: "separate several by commas".
        const bool flat = topic.in != page::In::kBody && topic.in != page::In::kUnknown;
        if (flat && (a.facts.type == "array" || b.facts.type == "array")) return std::nullopt;
        if (TypesDiffer(a.facts.type, b.facts.type))
          return Difference{"of type " + a.facts.type, "of type " + b.facts.type, &Statement::type, Severity::kError,
                            ""};
        // An integer for one side and a number for the other: fractions are allowed by one of them only.
        const bool integer = a.facts.type == "integer" && b.facts.type == "number",
                   number = a.facts.type == "number" && b.facts.type == "integer";
        const bool contract = (integer && a.page == kNowhere) || (number && b.page == kNowhere) ||
                              (a.page != kNowhere && b.page != kNowhere);
        if ((integer || number) && !contract)
          return Difference{"of type " + a.facts.type, "of type " + b.facts.type, &Statement::type, Severity::kWarning,
                            ""};
        const std::set<std::string> kinds = {"date", "date-time", "uuid", "email", "uri"};
        if (a.facts.type == "string" && b.facts.type == "string" && kinds.contains(a.facts.format) &&
            kinds.contains(b.facts.format) && a.facts.format != b.facts.format) {
          return Difference{"a " + a.facts.format, "a " + b.facts.format, &Statement::type, Severity::kError, "format"};
        }
        return std::nullopt;
      });
}

// ---- required ----

std::vector<Finding> RunRequired(const Subject& subject) {
  return CompareAll(
      subject, "documented.required",
      [](const Topic& topic, const Statement& a, const Statement& b) -> std::optional<Difference> {
        if (!a.facts.required || !b.facts.required || *a.facts.required == *b.facts.required) return std::nullopt;
        const auto word = [](const Statement& s) {
          return *s.facts.required ? std::string("required") : std::string("optional");
        };
        // A member of an answer that the contract does not require may be there all the same.
        const bool answer = topic.part == page::Part::kResponse && (a.page == kNowhere || b.page == kNowhere);
        const Statement& contract = a.page == kNowhere ? a : b;
        if (answer && !*contract.facts.required) return std::nullopt;
        return Difference{word(a), word(b), &Statement::required, answer ? Severity::kWarning : Severity::kError, ""};
      });
}

// ---- defaults ----

bool HasUnit(const Statement& statement) { return statement.facts.default_value->find(' ') != std::string::npos; }

std::string WithUnit(const std::string& value, const std::string& unit) {
  return value.find(' ') == std::string::npos ? value + ' ' + unit : value;
}

std::vector<Finding> RunDefaults(const Subject& subject) {
  return CompareAll(subject, "documented.default",
                    [](const Topic&, const Statement& a, const Statement& b) -> std::optional<Difference> {
                      if (!a.facts.default_value || !b.facts.default_value ||
                          SameValue(*a.facts.default_value, *b.facts.default_value))
                        return std::nullopt;
                      // "2 minutes" and 120 of a parameter in seconds.
                      const auto x = MillisecondsOf(*a.facts.default_value, a.facts.unit),
                                 y = MillisecondsOf(*b.facts.default_value, b.facts.unit);
                      if (x && y && (a.facts.unit != b.facts.unit || HasUnit(a) || HasUnit(b))) {
                        if (*x == *y) return std::nullopt;
                        return Difference{WithUnit(*a.facts.default_value, a.facts.unit) + " by default",
                                          WithUnit(*b.facts.default_value, b.facts.unit) + " by default",
                                          &Statement::facts_place, Severity::kError, ""};
                      }
                      if (!IsExactValue(*a.facts.default_value) || !IsExactValue(*b.facts.default_value))
                        return std::nullopt;
                      return Difference{*a.facts.default_value + " by default", *b.facts.default_value + " by default",
                                        &Statement::facts_place, Severity::kError, ""};
                    });
}

// ---- limits ----

// Whether two limits are of the same thing: 300 characters are none of a number's value, unless the number is a length.
bool AreComparable(const Topic& topic, const Statement& a, const Statement& b) {
  static const Regex kLength(R"((?i)len|length|size|digits|chars|characters)");
  const auto counts = [](const Statement& s) { return page::CountsCharacters(s.facts.limit_unit); };
  const auto number = [](const Statement& s) { return s.facts.type == "integer" || s.facts.type == "number"; };
  const auto other = [&](const Statement& s) { return !s.facts.limit_unit.empty() && !counts(s); };
  if ((counts(a) && number(b)) || (counts(b) && number(a)) || (counts(a) && number(a)) || (counts(b) && number(b)))
    return kLength.In(topic.Name());
  if ((other(a) && (b.facts.type == "string" || counts(b))) || (other(b) && (a.facts.type == "string" || counts(a))))
    return false;
  static const Regex kTime(R"((?:milli|micro)?seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)");
  const bool times = kTime.Full(a.facts.limit_unit) || kTime.Full(b.facts.limit_unit);
  return !times || a.facts.limit_unit == b.facts.limit_unit;
}

// What a limit counts, where that is a time: told beside it, or of the whole value.
std::string TimeUnitOf(const Statement& statement) {
  return statement.facts.limit_unit.empty() ? statement.facts.unit : statement.facts.limit_unit;
}

std::vector<Finding> RunLimits(const Subject& subject) {
  std::vector<Finding> findings;
  struct Side {
    const char* word;
    std::optional<std::string> Facts::*limit;
  };
  for (const Side side : {Side{"at most", &Facts::maximum}, Side{"at least", &Facts::minimum}}) {
    auto more = CompareAll(
        subject, "documented.limit",
        [&](const Topic& topic, const Statement& a, const Statement& b) -> std::optional<Difference> {
          const auto &x = a.facts.*side.limit, &y = b.facts.*side.limit;
          if (!x && !y) return std::nullopt;
          const std::string facet = side.word;
          if (x && y) {
            const auto m = MillisecondsOf(*x, TimeUnitOf(a)), n = MillisecondsOf(*y, TimeUnitOf(b));
            if (m && n) {
              if (*m == *n) return std::nullopt;
              return Difference{fmt::format("{} {}", side.word, WithUnit(*x, TimeUnitOf(a))),
                                fmt::format("{} {}", side.word, WithUnit(*y, TimeUnitOf(b))), &Statement::facts_place,
                                Severity::kError, facet};
            }
            if (SameValue(*x, *y) || !AreComparable(topic, a, b)) return std::nullopt;
            return Difference{fmt::format("{} {}", side.word, *x), fmt::format("{} {}", side.word, *y),
                              &Statement::facts_place, Severity::kError, facet};
          }
          // A limit that a page tells and the contract does not declare, or another list of parameters leaves out.
          const Statement &tells = x ? a : b, &silent = x ? b : a;
          if (tells.field == nullptr || tells.page == kNowhere || topic.part == page::Part::kResponse)
            return std::nullopt;
          const std::string told = fmt::format("{} {}", side.word, *(x ? x : y));
          const bool against_contract = silent.page == kNowhere;
          if (!against_contract && silent.field == nullptr) return std::nullopt;
          if (!against_contract && silent.facts.default_value == std::nullopt && silent.facts.type.empty())
            return std::nullopt;
          const std::string none = against_contract ? "without a limit" : "listed without it";
          return Difference{x ? told : none, x ? none : told, &Statement::facts_place, Severity::kNote, facet};
        });
    findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  auto told = LimitsToldTwice(subject);
  findings.insert(findings.end(), std::make_move_iterator(told.begin()), std::make_move_iterator(told.end()));
  return findings;
}

// ---- units ----

std::vector<Finding> RunUnits(const Subject& subject) {
  std::vector<Finding> findings = CompareAll(
      subject, "documented.unit",
      [](const Topic&, const Statement& a, const Statement& b) -> std::optional<Difference> {
        if (a.facts.unit.empty() || b.facts.unit.empty() || a.facts.unit == b.facts.unit) return std::nullopt;
        return Difference{"in " + a.facts.unit, "in " + b.facts.unit, &Statement::facts_place, Severity::kError, ""};
      });
  for (Finding& found : TemperaturesOfAnotherUnit(subject)) findings.push_back(std::move(found));
  return findings;
}

// ---- values ----

std::vector<Finding> RunValues(const Subject& subject) {
  return CompareAll(subject, "documented.values",
                    [](const Topic&, const Statement& a, const Statement& b) -> std::optional<Difference> {
                      if (a.facts.values.size() < 2 || b.facts.values.size() < 2 || !a.facts.values_complete ||
                          !b.facts.values_complete)
                        return std::nullopt;
                      const std::set<std::string> x(a.facts.values.begin(), a.facts.values.end()),
                          y(b.facts.values.begin(), b.facts.values.end());
                      if (x == y) return std::nullopt;
                      return Difference{"one of " + Join(a.facts.values, ", "), "one of " + Join(b.facts.values, ", "),
                                        &Statement::facts_place, Severity::kError, ""};
                    });
}

}  // namespace

const Rule kDocumentedType = {
    {"documented.type", "A parameter or member has one type wherever it is told", finding::Severity::kError,
     "Compares the types and formats that tables, descriptions and the contract give a parameter or member.\n\nWhat to do: ask the service, and tell one type."},
    RunTypes};
const Rule kDocumentedRequired = {
    {"documented.required", "What is required is required wherever it is told", finding::Severity::kError,
     "Compares whether tables, descriptions and the contract call a parameter or member required. Members of answers that the contract leaves optional are passed "
     "over.\n\nWhat to do: send a request without it; tell what came out."},
    RunRequired};
const Rule kDocumentedDefault = {
    {"documented.default", "A default is the same wherever it is told", finding::Severity::kError,
     "Compares the defaults that tables, descriptions and the contract give a parameter. Defaults in words (\"today\") are not compared.\n\nWhat to do: ask the service without the "
     "parameter, and tell one default."},
    RunDefaults};
const Rule kDocumentedLimit = {
    {"documented.limit", "A limit is the same wherever it is told", finding::Severity::kError,
     "Compares the limits of values and lengths that tables, descriptions and the contract give a parameter. A limit that a page tells, and that the contract does not declare or "
     "another list of the page leaves out, is a note. Likewise limits that sentences tell of no parameter: how many of a thing one request may hold, how many requests a minute are answered, how large a file may be, how long something is kept or valid.\n\nWhat to do: declare `maximum`, `minimum`, `maxLength` or `minLength`."},
    RunLimits};
const Rule kDocumentedUnit = {
    {"documented.unit", "A measure has one unit wherever it is told", finding::Severity::kError,
     "Compares the units (seconds, milliseconds, minutes; grams, kilograms; metres, miles) that tables, descriptions and the contract give a parameter or member.\n\nWhat to do: ask the service, and tell one unit."},
    RunUnits};
const Rule kDocumentedValues = {
    {"documented.values", "The allowed values are the same wherever they are told", finding::Severity::kError,
     "Compares the lists of allowed values that tables, descriptions and the contract's `enum` give. Lists that say of themselves that they are not whole are passed over.\n\nWhat to do: tell one list."},
    RunValues};

}  // namespace plumbline::audit
