#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/documented.h"
#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "audit/told_of_all.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;
using finding::Finding;
using finding::Severity;

constexpr std::string_view kEpochSeconds = "1769853600", kEpochMillis = "1769853600123", kDate = "2026-01-31";

struct Stamp {
  const ShownObject* object;
  std::string member;
  Node value;
  std::string form;
  // Form without the digits of a second's fraction: what differs here is written differently, not only more exactly.
  std::string style;
};

std::string Style(Moment moment) {
  moment.fraction_digits = 0;
  return moment.Form();
}

std::optional<Stamp> StampOf(const ShownObject& object, const document::Member& member, const Node& row) {
  std::string form, style;
  if (member.value.IsString()) {
    const auto moment = ParseMoment(member.value.text);
    // A place's own time is told with that place's offset, or with none, by design.
    if (!moment || moment->zone == Moment::Zone::kOffset || HasWord(member.key, "local")) return std::nullopt;
    // A day written as its midnight is a date.
    if (moment->has_time && moment->zone == Moment::Zone::kNone && moment->seconds == moment->day * 86'400 &&
        moment->nanoseconds == 0)
      return std::nullopt;
    if (!moment->has_time && !(Words(member.key).back() == "at")) return std::nullopt;
    form = moment->Form();
    style = Style(*moment);
  } else if (member.value.IsNumber() && NamesMoment(member.key)) {
    const std::string& text = member.value.text;
    if (text.find_first_not_of("0123456789") != std::string::npos || (text.size() != 10 && text.size() != 13) ||
        text.front() != '1')
      return std::nullopt;
    form = style = text.size() == 10 ? kEpochSeconds : kEpochMillis;
  } else {
    return std::nullopt;
  }
  return Stamp{&object, member.key, *row.Find(member.key), form, style};
}

bool IsEpoch(const std::string& form) { return form == kEpochSeconds || form == kEpochMillis; }

using ByForm = std::map<std::string, std::vector<const Stamp*>>;

// What makes a difference certain: another style between moments of one kind, each met more than once or under one
// name. Precision alone, or a number here and a text there under other names, is likely only.
Severity Weigh(const ByForm& by_form) {
  std::set<std::string> numbers;
  std::map<std::string, std::size_t> styles;  // with how often each is met
  std::map<std::string, std::set<std::string>> by_name, styles_of_name;
  for (const auto& [form, stamps] : by_form) {
    for (const Stamp* stamp : stamps) {
      if (!IsEpoch(form) && form != kDate) {
        ++styles[stamp->style];
        styles_of_name[Spelled(stamp->member)].insert(stamp->style);
      }
      if (IsEpoch(form)) numbers.insert(form);
      by_name[Spelled(stamp->member)].insert(IsEpoch(form) ? "epoch" : form == kDate ? "date" : "moment");
    }
  }
  const bool one_name =
      std::any_of(by_name.begin(), by_name.end(), [](const auto& entry) { return entry.second.size() > 1; });
  const bool one_name_styled = std::any_of(styles_of_name.begin(), styles_of_name.end(),
                                           [](const auto& entry) { return entry.second.size() > 1; });
  const bool often =
      std::count_if(styles.begin(), styles.end(), [](const auto& entry) { return entry.second > 1; }) > 1;
  return often || one_name_styled || numbers.size() > 1 || one_name ? Severity::kWarning : Severity::kNote;
}

// A date alone is another form only where the same member is a moment elsewhere.
void DropPlainDates(ByForm& by_form) {
  const auto dates = by_form.find(std::string(kDate));
  if (dates == by_form.end()) return;
  std::set<std::string> moments;
  for (const auto& [form, stamps] : by_form) {
    for (const Stamp* stamp : stamps) {
      if (form != kDate) moments.insert(Spelled(stamp->member));
    }
  }
  std::erase_if(dates->second, [&](const Stamp* stamp) { return !moments.contains(Spelled(stamp->member)); });
  if (dates->second.empty()) by_form.erase(dates);
}

Finding Report(const Subject& subject, const ByForm& by_form, std::size_t operation, std::string message) {
  Finding found;
  found.identity = subject.Identify("time.form", operation);
  found.severity = Weigh(by_form);
  std::vector<std::string> forms, shape;
  std::vector<const ByForm::value_type*> order;
  for (const auto& entry : by_form) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->second.size() > b->second.size(); });
  for (const auto* entry : order) {
    forms.push_back(entry->first);
    std::set<std::string> spots;
    for (const Stamp* stamp : entry->second) {
      const std::string spot = Spot(subject, *stamp->object, stamp->member);
      if (!spots.insert(spot).second) continue;
      found.details.push_back(fmt::format("like {}: {} ({})", entry->first, spot, ToString(stamp->value.Location())));
      shape.push_back(fmt::format("{} {}", entry->first, spot));
    }
    const Stamp& first = *entry->second.front();
    found.places.push_back(first.value.Quote(
        fmt::format("{} is written like {}", Spot(subject, *first.object, first.member), entry->first)));
  }
  found.shape = finding::Shape(std::move(shape));
  found.message = fmt::format("{} {} forms: like {}", message, forms.size(), Join(forms, ", "));
  found.expected = "one form";
  found.observed = Join(forms, "; ");
  found.likely =
      fmt::format("The rarer forms: the most values ({}) are like {}.", order.front()->second.size(), forms.front());
  if (order[0]->second.size() == order[1]->second.size()) found.likely = "Undecided: no form is the usual one.";
  return found;
}

// Members of which the page says that they have no zone: by operation and name.
std::set<std::pair<std::size_t, std::string>> SaidToBeLocal(const Subject& subject) {
  static const Regex kLocal(
      R"((?i)\bwithout (?:an? |any )?(?:time ?)?(?:zone|offset)\b|\blocal (?:date|time)\b|\bno (?:time ?)?zone\b)");
  std::set<std::pair<std::size_t, std::string>> local;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    for (const page::FieldClaim* field : list.fields) {
      if (kLocal.In(field->description.text)) local.emplace(list.operation, field->name);
    }
  }
  return local;
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Stamp> stamps;
  const auto local = SaidToBeLocal(subject);
  ForEachAnsweredScalar(subject, [&](const ShownObject& object, const document::Member& member, const Node& row) {
    if (local.contains({object.operation, member.key})) return;
    if (auto stamp = StampOf(object, member, row)) stamps.push_back(*std::move(stamp));
  });
  std::vector<Finding> findings;
  std::map<std::size_t, ByForm> by_body;
  std::map<std::size_t, std::set<std::string>> by_operation;
  ByForm all;
  for (const Stamp& stamp : stamps) {
    by_body[stamp.object->body][stamp.form].push_back(&stamp);
    all[stamp.form].push_back(&stamp);
  }
  DropPlainDates(all);
  for (const auto& [form, list] : all) {
    for (const Stamp* stamp : list) by_operation[stamp->object->operation].insert(form);
  }
  // Across operations: at least two of them do not write alike.
  std::set<std::set<std::string>> ways;
  for (const auto& [operation, forms] : by_operation) ways.insert(forms);
  if (all.size() > 1 && ways.size() > 1)
    findings.push_back(Report(subject, all, kNowhere, "the answers of the API write moments in"));
  // Inside one body; an operation is told once.
  std::set<std::size_t> told;
  for (auto& [body, by_form] : by_body) {
    DropPlainDates(by_form);
    const std::size_t operation = subject.bodies()[body].operation;
    if (by_form.size() < 2 || Weigh(by_form) != Severity::kWarning || !told.insert(operation).second) continue;
    findings.push_back(Report(subject, by_form, operation, "one answer writes moments in"));
  }
  for (Finding& found : DaysOfAnotherForm(subject)) findings.push_back(std::move(found));
  return findings;
}

}  // namespace

const Rule kTimeForm = {
    {"time.form", "Moments are written in one form", finding::Severity::kWarning,
     "Collects the dates with times that shown answers hold, and the numbers that stand for moments (created_at: 1769853600), and compares their forms: Z or "
     "+00:00 "
     "or no zone, T or a space, with or without a fraction, seconds or milliseconds since 1970. One finding for the API names every form and place; one more "
     "for "
     "each operation whose answer mixes styles in itself. Where only the precision differs, or numbers and texts have other names, it is a note. Local "
     "times with their own offset are left alone. A day like 31.12.2026 fails where a sentence says that days are written YYYY-MM-DD.\n\nWhy: clients parse with one pattern, and compare and sort moments as text.\n\nWhat to do: write "
     "RFC 3339 in UTC with one precision everywhere."},
    Run};

}  // namespace plumbline::audit
