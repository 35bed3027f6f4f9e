#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <span>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using finding::Finding;
using finding::Severity;

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Told {
  std::string member;
  Node node;
  Moment moment;
};

std::vector<Told> Moments(const Node& row) {
  std::vector<Told> moments;
  for (const Member& member : row->members) {
    if (!member.value.IsString()) continue;
    const auto moment = ParseMoment(member.value.text);
    // Without a zone, a time may be told in another one than its neighbour.
    if (moment) moments.push_back({member.key, *row.Find(member.key), *moment});
  }
  return moments;
}

bool Comparable(const Moment& a, const Moment& b) {
  const auto zoned = [](const Moment& m) { return m.zone != Moment::Zone::kNone; };
  return a.has_time == b.has_time && (!a.has_time || zoned(a) == zoned(b));
}

// The later one of each pair, by what the names say. Empty words stand for the name as a whole.
bool ComesFirst(std::string_view a, std::string_view b) {
  const std::string first = Spelled(a), second = Spelled(b);
  if (IsOneOf(first, {"created_at", "created", "created_on", "creation_date", "created_date"})) {
    return IsOneOf(second, {"updated_at",    "updated",       "updated_on",   "modified_at",  "modified",
                            "last_modified", "last_updated",  "deleted_at",   "completed_at", "finished_at",
                            "last_login",    "last_login_at", "last_used_at", "last_seen_at", "expires_at",
                            "archived_at",   "cancelled_at",  "canceled_at",  "closed_at",    "delivered_at"});
  }
  const auto left = Words(a), right = Words(b);
  if (left.size() != right.size()) return false;
  // One word differs, and it tells begin from end: start_date and end_date, from and to, period_start and period_end.
  std::size_t differ = left.size();
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] == right[i]) continue;
    if (differ != left.size()) return false;
    differ = i;
  }
  if (differ == left.size()) return false;
  const std::string &begin = left[differ], &end = right[differ];
  return (begin == "from" && IsOneOf(end, {"to", "until"})) || (begin == "start" && end == "end") ||
         (begin == "starts" && end == "ends") ||
         (begin == "started" && IsOneOf(end, {"ended", "finished", "completed", "stopped"})) ||
         (begin == "since" && end == "until") || (begin == "begin" && end == "end") ||
         (begin == "opened" && end == "closed") || (begin == "first" && end == "last");
}

// One object: its end before its beginning.
void FindWithin(const Subject& subject, const ShownObject& object, std::set<std::string>& told,
                std::vector<Finding>& findings) {
  for (const Node& row : object.rows) {
    const std::vector<Told> moments = Moments(row);
    constexpr std::size_t kMaxMoments = 40;
    if (moments.size() > kMaxMoments) return;
    for (const Told& a : moments) {
      for (const Told& b : moments) {
        if (!ComesFirst(a.member, b.member) || !Comparable(a.moment, b.moment) ||
            b.moment.Compare(a.moment) != std::strong_ordering::less)
          continue;
        if (!told.insert(OperationName(subject, subject.bodies()[object.body]) + object.path.ToString() + ' ' +
                         a.member + ' ' + b.member)
                 .second)
          continue;
        Finding found;
        found.severity = Severity::kWarning;
        found.identity = subject.Identify("time.order", object.operation);
        found.identity.instance_pointer = (object.path / b.member).Starred();
        found.message = fmt::format("{} is before {}", b.member, a.member);
        found.expected = fmt::format("not before {}", a.node->text);
        found.observed = b.node->text;
        found.places = {a.node.Quote("the earlier one by its name"), b.node.Quote("is before it")};
        found.likely = "The sample: one of the two dates was written by hand.";
        findings.push_back(std::move(found));
      }
    }
  }
}

// Who has figures: an account holder, whose figures begin with it.
bool Holds(const std::string& entity) {
  return IsOneOf(
      entity, {"account", "partner", "customer", "user", "organization", "organisation", "company", "workspace",
               "tenant", "merchant", "client", "owner", "subscriber", "team", "reseller", "project", "store", "shop"});
}

struct Series {
  const ShownObject* object;
  std::vector<Told> dates;  // of rows with figures that are not all zero
};

// Rows of {date, figures}.
std::optional<Series> SeriesOf(const ShownObject& object) {
  if (object.path.empty() || object.path.back() != "*") return std::nullopt;
  Series series{&object, {}};
  for (const Node& row : object.rows) {
    std::optional<Told> date;
    bool figures = false, other = false;
    for (const Member& member : row->members) {
      const auto moment = member.value.IsString() ? ParseMoment(member.value.text) : std::nullopt;
      if (moment && IsOneOf(Spelled(member.key), {"date", "day"}))
        date = Told{member.key, *row.Find(member.key), *moment};
      figures = figures || (member.value.IsNumber() && member.value.text.find_first_not_of("0.-") != std::string::npos);
      other = other || NamesIdentifier(member.key);
    }
    // A row with an identifier is a thing of its own: an invoice, a holiday.
    if (other) return std::nullopt;
    if (date && figures) series.dates.push_back(*date);
  }
  return series.dates.empty() ? std::nullopt : std::optional(series);
}

void FindAgainstBody(const Subject& subject, std::span<const ShownObject> objects, std::vector<Finding>& findings) {
  std::optional<Told> earliest;  // creation of whoever may have figures
  std::string holder;
  bool whole = false;  // the holder is one thing; a list of them may leave out the earliest
  std::vector<std::pair<Told, Told>> periods;
  std::vector<Series> all;
  for (const ShownObject& object : objects) {
    if (auto series = SeriesOf(object)) all.push_back(*std::move(series));
    const bool period = !object.path.empty() && object.path.tokens().size() <= 2 &&
                        IsOneOf(Spelled(object.path.back()), {"period", "range", "date_range", "window", "interval"});
    for (const Node& row : object.rows) {
      std::vector<Told> moments;
      if (period || Holds(object.entity)) moments = Moments(row);
      if (Holds(object.entity) && !object.path.empty()) {
        for (const Told& told : moments) {
          if (Spelled(told.member) != "created_at" && Spelled(told.member) != "created") continue;
          whole = whole || !object.InList();
          if (!earliest || told.moment.day < earliest->moment.day) earliest = told, holder = object.entity;
        }
      }
      for (const Told& a : moments) {
        for (const Told& b : moments) {
          if (period && ComesFirst(a.member, b.member)) periods.emplace_back(a, b);
        }
      }
    }
  }
  for (const Series& series : all) {
    const auto report = [&](const Told& bound, const Told& date, std::string message, std::string instance) {
      Finding found;
      found.severity = Severity::kWarning;
      found.identity = subject.Identify("time.order", series.object->operation);
      found.identity.instance_pointer = (series.object->path / date.member).Starred() + std::move(instance);
      found.message = std::move(message);
      found.expected = fmt::format("a date that fits {} {}", bound.member, bound.node->text);
      found.observed = date.node->text;
      found.places = {bound.node.Quote("the bound"), date.node.Quote("a row with figures")};
      found.likely = "The sample: its parts were not taken from one answer.";
      findings.push_back(std::move(found));
    };
    const auto first = std::min_element(series.dates.begin(), series.dates.end(),
                                        [](const Told& a, const Told& b) { return a.moment.day < b.moment.day; });
    const auto last = std::max_element(series.dates.begin(), series.dates.end(),
                                       [](const Told& a, const Told& b) { return a.moment.day < b.moment.day; });
    // A day's difference may be a time zone's.
    if (earliest && whole && first->moment.day + 1 < earliest->moment.day) {
      report(*earliest, *first,
             fmt::format("figures of {} are from before the first {} was created ({})", first->node->text, holder,
                         earliest->node->text.substr(0, 10)),
             " created");
    }
    if (periods.size() != 1) continue;
    const auto& [from, to] = periods.front();
    if (first->moment.day < from.moment.day)
      report(from, *first,
             fmt::format("a row is of {}, before the period begins ({})", first->node->text, from.node->text), " from");
    if (last->moment.day > to.moment.day)
      report(to, *last, fmt::format("a row is of {}, after the period ends ({})", last->node->text, to.node->text),
             " to");
  }
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  std::set<std::string> told;
  const std::vector<ShownObject>& objects = subject.objects();
  for (std::size_t begin = 0; begin < objects.size();) {
    std::size_t end = begin;
    while (end < objects.size() && objects[end].body == objects[begin].body) ++end;
    if (subject.bodies()[objects[begin].body].IsAnswer()) {
      for (std::size_t i = begin; i < end; ++i) FindWithin(subject, objects[i], told, findings);
      FindAgainstBody(subject, std::span(objects).subspan(begin, end - begin), findings);
    }
    begin = end;
  }
  return findings;
}

}  // namespace

const Rule kTimeOrder = {
    {"time.order", "Dates of one answer are in the order that their names tell", finding::Severity::kWarning,
     "Looks at the dates of each shown answer: an object that was updated, used or ended before it was created or began; rows of figures "
     "by date outside of the "
     "answer's period, or from before the earliest account, customer, partner or the like that the answer shows was created (a day's "
     "difference is left to time "
     "zones). Times without a zone are compared with such times only.\n\nWhy: samples that contradict themselves teach readers wrong "
     "meanings of the dates.\n\nWhat to do: "
     "replace the sample by a real answer."},
    Run};

}  // namespace plumbline::audit
