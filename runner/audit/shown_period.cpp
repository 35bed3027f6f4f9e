#include "audit/shown_period.h"

#include <algorithm>
#include <set>

#include "audit/member_name.h"
#include "audit/moment.h"

namespace plumbline::audit {
namespace {

using document::Node;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Two members that are the ends of one stretch. Short names are ends only in what is called a period.
std::optional<ShownPeriod> EndsIn(const Node& object, bool called_period) {
  struct Ends {
    std::string_view from, to;
    bool short_names;
  };
  static constexpr Ends kEnds[] = {{"period_start", "period_end", false},
                                   {"from_date", "to_date", false},
                                   {"date_from", "date_to", false},
                                   {"period_from", "period_to", false},
                                   {"from", "to", true},
                                   {"start", "end", true},
                                   {"start_date", "end_date", true},
                                   {"since", "until", true}};
  for (const Ends& ends : kEnds) {
    if (ends.short_names && !called_period) continue;
    std::optional<Node> from, to;
    for (const document::Member& member : object->members) {
      if (!member.value.IsString()) continue;
      const std::string spelled = Spelled(member.key);
      if (spelled == ends.from) from = object.Find(member.key);
      if (spelled == ends.to) to = object.Find(member.key);
    }
    if (!from || !to) continue;
    const auto first = ParseMoment((*from)->text), last = ParseMoment((*to)->text);
    if (first && last && last->day >= first->day) return ShownPeriod{*from, *to, last->day - first->day};
  }
  return std::nullopt;
}

}  // namespace

std::optional<ShownPeriod> PeriodOf(const ShownBody& body) {
  if (!body.root->IsObject()) return std::nullopt;
  if (auto period = EndsIn(body.root, false)) return period;
  const auto among = [](const Node& object) -> std::optional<ShownPeriod> {
    for (const document::Member& member : object->members) {
      if (!member.value.IsObject() ||
          !IsOneOf(Spelled(member.key), {"period", "range", "date_range", "time_range", "window", "interval",
                                         "timeframe", "time_frame", "reporting_period"}))
        continue;
      if (auto period = EndsIn(object.Child(member), true)) return period;
    }
    return std::nullopt;
  };
  if (auto period = among(body.root)) return period;
  for (const document::Member& member : body.root->members) {
    if (!member.value.IsObject() || !NamesWrapper(member.key)) continue;
    if (auto period = among(body.root.Child(member))) return period;
  }
  return std::nullopt;
}

QueryParameters QueryParametersOf(const Subject& subject, std::size_t operation) {
  QueryParameters parameters;
  if (operation == kNowhere) return parameters;
  std::set<std::string> names;
  const ApiOperation& asked = subject.operations()[operation];
  for (const auto& [p, index] : asked.documented) {
    const page::Claims& claims = subject.pages()[p].claims;
    for (const page::FieldClaim& field : claims.fields) {
      if (field.operation != index || field.part != page::Part::kRequest ||
          (field.in != page::In::kQuery && field.in != page::In::kUnknown))
        continue;
      if (field.name.empty())
        parameters.unnamed = true;
      else
        names.insert(field.name);
    }
    for (const page::OperationMention& mention : claims.operations[index].mentions) {
      for (const auto& [name, value] : mention.query) names.insert(name);
    }
  }
  if (asked.declared != nullptr) {
    for (const contract::Parameter& parameter : asked.declared->parameters) {
      if (parameter.in == contract::Location::kQuery) names.insert(parameter.name);
    }
  }
  parameters.names.assign(names.begin(), names.end());
  return parameters;
}

bool NamesPeriodChoice(std::string_view parameter) {
  const std::vector<std::string> words = Words(parameter);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return IsOneOf(word,
                   {"from",  "to",     "since",    "until",     "start", "end",   "after", "before", "date",   "dates",
                    "day",   "days",   "month",    "months",    "week",  "weeks", "year",  "years",  "hours",  "period",
                    "range", "window", "interval", "timeframe", "gte",   "lte",   "gt",    "lt",     "between"});
  });
}

}  // namespace plumbline::audit
