#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

constexpr std::size_t kMaxCompared = 20;  // objects of one entity and type

struct Seen {
  const ShownObject* object;
  Node value;
};

// The one type that the object's rows show for a member, null apart; empty where rows differ or nothing is shown.
std::string TypeShown(const ShownObject& object, const std::string& member, std::optional<Node>& value) {
  std::string type;
  for (const Node& node : ValuesOf(object, member)) {
    if (node->IsNull() || IsStandIn(node.value())) continue;
    const std::string here(document::KindName(node->kind));
    if (!type.empty() && type != here) return "";
    type = here;
    if (!value) value = node;
  }
  return type;
}

// A schema that allows several types says that the difference is meant.
bool DeclaredOpen(const Subject& subject, const ShownObject& object, const std::string& member) {
  std::set<std::string> types;
  for (const contract::Node& schema : SchemasAt(subject, subject.bodies()[object.body], object.path / member)) {
    const auto type = schema.Find("type");
    if (!type) continue;
    if ((*type)->IsString()) types.insert((*type)->text == "integer" ? "number" : (*type)->text);
    for (const Value& one : (*type)->items) types.insert(one.text == "integer" ? "number" : one.text);
  }
  types.erase("null");
  return types.size() > 1;
}

// Money, identifiers and moments have rules of their own, which see the whole API.
bool ToldElsewhere(const std::string& member, const std::string& a, const std::string& b) {
  const bool text_and_number = (a == "string" && b == "number") || (a == "number" && b == "string");
  return text_and_number &&
         (NamesMoney(member) || NamesCredits(member) || NamesIdentifier(member) || NamesMoment(member));
}

// One member of one entity.
struct Conflict {
  std::string member;
  std::map<std::string, std::vector<Seen>> by_type;

  // The types with their places, most places first: what most show is held to be meant.
  std::vector<const std::pair<const std::string, std::vector<Seen>>*> Types() const {
    std::vector<const std::pair<const std::string, std::vector<Seen>>*> types;
    for (const auto& entry : by_type) types.push_back(&entry);
    std::stable_sort(types.begin(), types.end(),
                     [](const auto* a, const auto* b) { return a->second.size() > b->second.size(); });
    return types;
  }
  const Seen& Odd() const { return Types().back()->second.front(); }
};

// Several members of which one operation shows another type in the same way are one slip.
std::string Cause(const Conflict& conflict) {
  std::string cause = std::to_string(conflict.Odd().object->operation);
  for (const auto* type : conflict.Types()) cause += ' ' + type->first;
  return cause;
}

// Whether one operation answers with a value here and with a list of such values there.
bool IsOneOrSeveral(const Subject& subject, const std::map<std::string, std::vector<Seen>>& by_type) {
  const auto arrays = by_type.find("array");
  if (arrays == by_type.end() || by_type.size() != 2) return false;
  // In answers to one operation that takes what is asked for.
  const std::size_t operation = arrays->second.front().object->operation;
  if (operation == kNowhere || subject.operations()[operation].method == "GET") return false;
  for (const auto& [type, all] : by_type) {
    if (std::any_of(all.begin(), all.end(), [&](const Seen& seen) { return seen.object->operation != operation; }))
      return false;
  }
  const std::string& other = by_type.begin() == arrays ? std::next(by_type.begin())->first : by_type.begin()->first;
  return other != "object" && std::all_of(arrays->second.begin(), arrays->second.end(), [&](const Seen& seen) {
           return std::all_of(seen.value->items.begin(), seen.value->items.end(),
                              [&](const document::Value& item) { return document::KindName(item.kind) == other; });
         });
}

Finding Report(const Subject& subject, const std::vector<const Conflict*>& conflicts) {
  const Conflict& first = *conflicts.front();
  const auto& [member, by_type] = first;
  const auto types = first.Types();
  const Seen& odd = first.Odd();
  Finding found;
  found.identity = subject.Identify("sample.type", odd.object->operation);
  found.identity.instance_pointer = (odd.object->path / member).Starred();
  // A reference that some answers show expanded is a usual design.
  const bool expanded = by_type.contains("object") && !by_type.contains("array");
  // So is a list where one asked for several.
  found.severity = expanded || IsOneOrSeveral(subject, by_type) ? Severity::kNote : Severity::kWarning;
  std::vector<std::string> names, shape;
  for (const auto* type : types) {
    names.push_back(type->first);
    found.places.push_back(type->second.front().value.Quote(
        fmt::format("{} shows {}", Spot(subject, *type->second.front().object, member), type->first)));
  }
  std::set<std::string> members;
  for (const Conflict* conflict : conflicts) {
    members.insert(conflict->member);
    for (const auto* type : conflict->Types()) {
      for (const Seen& seen : type->second) {
        found.details.push_back(fmt::format("{}: {} ({})", type->first, Spot(subject, *seen.object, conflict->member),
                                            ToString(seen.value.Location())));
        shape.push_back(type->first + ' ' + Spot(subject, *seen.object, conflict->member));
      }
    }
  }
  found.shape = finding::Shape(std::move(shape));
  if (conflicts.size() > 1) found.identity.instance_pointer = "several";
  found.message = conflicts.size() == 1
                      ? fmt::format("{} of {} is shown as {}", member, odd.object->entity, Join(names, " and as "))
                      : fmt::format("{} ({}) are shown as {}", Count(conflicts.size(), "member"),
                                    Join({members.begin(), members.end()}, ", "), Join(names, " and as "));
  found.expected = "one type";
  found.observed = Join(names, "; ");
  found.likely = fmt::format("The place that shows {}: {} {} {}.", types.back()->first,
                             Count(types.front()->second.size(), "place"),
                             types.front()->second.size() == 1 ? "shows" : "show", types.front()->first);
  if (types.front()->second.size() == types.back()->second.size())
    found.likely = "Undecided: as many places show the one as the other.";
  return found;
}

// Rows that say of themselves that they are of several kinds may hold several types.
bool TellsKindsApart(const ShownObject& object) {
  return std::any_of(object.members.begin(), object.members.end(), [&](const std::string& member) {
    static const std::set<std::string, std::less<>> kKinds = {
        "type", "kind", "data_type", "field_type", "value_type", "object", "format", "key", "operator"};
    if (!kKinds.contains(Spelled(member))) return false;
    const std::vector<Node> values = ValuesOf(object, member);
    return std::any_of(values.begin(), values.end(),
                       [&](const Node& value) { return !document::Equal(value.value(), values.front().value()); });
  });
}

// A member that rows of one and the same list show as strings and as numbers or booleans.
void FindMixedRows(const Subject& subject, const ShownObject& object, std::vector<Conflict>& conflicts) {
  if (object.rows.size() < 2 || TellsKindsApart(object)) return;
  for (const std::string& member : object.members) {
    if (NamesFreeForm(member)) continue;
    Conflict conflict{member, {}};
    for (const Node& node : ValuesOf(object, member)) {
      if (node->IsNull() || node->IsObject() || node->IsArray() || IsStandIn(node.value())) continue;
      auto& seen = conflict.by_type[std::string(document::KindName(node->kind))];
      if (seen.size() < kMaxCompared) seen.push_back({&object, node});
    }
    const auto& types = conflict.by_type;
    if (types.size() != 2 || !types.contains("string") ||
        ToldElsewhere(member, types.begin()->first, std::next(types.begin())->first))
      continue;
    if (!DeclaredOpen(subject, object, member)) conflicts.push_back(std::move(conflict));
  }
}

void FindTypes(const Subject& subject, const std::vector<const ShownObject*>& objects,
               std::vector<Conflict>& conflicts) {
  std::map<std::string, std::map<std::string, std::vector<Seen>>> by_member;
  for (const ShownObject* object : objects) {
    for (const std::string& member : object->members) {
      std::optional<Node> value;
      const std::string type = TypeShown(*object, member, value);
      if (type.empty()) continue;
      auto& seen = by_member[member][type];
      if (seen.size() < kMaxCompared) seen.push_back({object, *value});
    }
  }
  for (const auto& [member, by_type] : by_member) {
    if (by_type.size() < 2 || NamesFreeForm(member)) continue;
    std::map<std::string, std::vector<Seen>> conflict;
    const auto keep = [&](const std::string& type, const Seen& seen) {
      auto& list = conflict[type];
      if (std::none_of(list.begin(), list.end(), [&](const Seen& known) { return known.object == seen.object; }))
        list.push_back(seen);
    };
    for (auto a = by_type.begin(); a != by_type.end(); ++a) {
      for (auto b = std::next(a); b != by_type.end(); ++b) {
        if (ToldElsewhere(member, a->first, b->first)) continue;
        for (const Seen& one : a->second) {
          for (const Seen& other : b->second) {
            if (!SameEntity(*one.object, *other.object)) continue;
            keep(a->first, one);
            keep(b->first, other);
          }
        }
      }
    }
    if (conflict.size() < 2) continue;
    const bool open = std::any_of(conflict.begin(), conflict.end(), [&, &member = member](const auto& entry) {
      return DeclaredOpen(subject, *entry.second.front().object, member);
    });
    if (!open) conflicts.push_back({member, std::move(conflict)});
  }
}

// One and the same state of one thing, shown twice: most members that both show are equal.
bool SameState(const Node& a, const Node& b) {
  std::size_t shared = 0, equal = 0;
  for (const document::Member& member : a->members) {
    const Value* other = b->Find(member.key);
    if (other == nullptr || member.value.IsNull() || other->IsNull() || member.value.IsArray() ||
        member.value.IsObject())
      continue;
    ++shared;
    equal += document::Equal(member.value, *other) ? 1 : 0;
  }
  return equal >= 5 && equal * 10 >= shared * 9;
}

struct NullAndValue {
  std::vector<Seen> null, value;
};

// Names of members that some page calls nullable.
std::set<std::string, std::less<>> NullableNames(const Subject& subject) {
  std::set<std::string, std::less<>> names;
  for (const page::DocumentedPage& page : subject.pages()) {
    for (const page::FieldClaim& field : page.claims.fields) {
      if (field.facts.nullable.value_or(false) && !field.path.empty()) names.insert(field.path.back());
    }
  }
  return names;
}

void FindNulls(const Subject& subject, const std::vector<const ShownObject*>& objects, std::vector<Finding>& findings) {
  std::map<std::string, NullAndValue> by_member;
  const std::size_t compared = std::min(objects.size(), kMaxCompared);
  const auto nullable = NullableNames(subject);
  const auto keep = [](std::vector<Seen>& list, const ShownObject& object, const Node& value) {
    if (std::none_of(list.begin(), list.end(), [&](const Seen& known) { return known.object == &object; }))
      list.push_back({&object, value});
  };
  for (std::size_t i = 0; i < compared; ++i) {
    for (std::size_t k = i + 1; k < compared; ++k) {
      const ShownObject &a = *objects[i], &b = *objects[k];
      if (a.operation == b.operation || !SameEntity(a, b)) continue;
      const auto same = FindSameThing(a, b);
      if (!same || !SameState(same->a, same->b)) continue;
      for (const document::Member& member : same->a->members) {
        const auto left = same->a.Find(member.key), right = same->b.Find(member.key);
        // A moment that has not come yet is null.
        if (!right || (*left)->IsNull() == (*right)->IsNull() || NamesMoment(member.key) ||
            nullable.contains(member.key))
          continue;
        const Node& shown = (*left)->IsNull() ? *right : *left;
        if (shown->IsString() && ParseMoment(shown->text)) continue;
        NullAndValue& seen = by_member[member.key];
        keep((*left)->IsNull() ? seen.null : seen.value, a, *left);
        keep((*right)->IsNull() ? seen.null : seen.value, b, *right);
      }
    }
  }
  // Several members that differ are another state of the thing.
  if (by_member.size() > 2) return;
  for (const auto& [member, seen] : by_member) {
    Finding found;
    const ShownObject& first = *seen.null.front().object;
    found.severity = Severity::kWarning;
    found.identity = subject.Identify("sample.type", first.operation);
    found.identity.instance_pointer = (first.path / member).Starred();
    found.message = fmt::format("{} of the same {} is null in one answer and has a value ({}) in another", member,
                                first.entity, document::KindName(seen.value.front().value->kind));
    found.expected = "one value for one thing";
    found.observed = fmt::format("null; {}", document::KindName(seen.value.front().value->kind));
    found.places = {seen.value.front().value.Quote(
                        fmt::format("{} shows a value", Spot(subject, *seen.value.front().object, member))),
                    seen.null.front().value.Quote(fmt::format("{} shows null", Spot(subject, first, member)))};
    for (const Seen& one : seen.null)
      found.details.push_back(
          fmt::format("null: {} ({})", Spot(subject, *one.object, member), ToString(one.value.Location())));
    for (const Seen& one : seen.value)
      found.details.push_back(
          fmt::format("a value: {} ({})", Spot(subject, *one.object, member), ToString(one.value.Location())));
    std::vector<std::string> shape;
    for (const Seen& one : seen.null) shape.push_back("null " + Spot(subject, *one.object, member));
    for (const Seen& one : seen.value) shape.push_back("value " + Spot(subject, *one.object, member));
    found.shape = finding::Shape(std::move(shape));
    found.likely =
        "The place that shows null, if the value is known there; everything else of the two objects is equal.";
    findings.push_back(std::move(found));
  }
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  std::vector<Conflict> conflicts;
  const auto entities = AnsweredEntities(subject);
  for (const auto& [entity, objects] : entities) {
    FindTypes(subject, objects, conflicts);
    for (const ShownObject* object : objects) FindMixedRows(subject, *object, conflicts);
  }
  std::map<std::string, std::vector<const Conflict*>> by_cause;
  for (const Conflict& conflict : conflicts) by_cause[Cause(conflict)].push_back(&conflict);
  for (const auto& [cause, group] : by_cause) findings.push_back(Report(subject, group));
  for (const auto& [entity, objects] : entities) FindNulls(subject, objects, findings);
  return findings;
}

}  // namespace

const Rule kSampleType = {
    {"sample.type", "A member has one JSON type in all shown answers", finding::Severity::kWarning,
     "Compares the objects of the answers that pages, files and examples show. Objects are the same where they have the same name (the member that "
     "holds them, or the path's last word) and share half of their members. A member that is a string in one and a number in another is found, and so "
     "it is in rows of one list; one finding names every place. Null is compared only where both answers show the same thing in the same state: the same identifier, and nine in ten of the "
     "other members equal. Where a schema allows several types, or a reference is shown expanded, nothing is wrong or it is a note. Amounts, "
     "identifiers and times have rules of their own (money.type, identifier.type, time.form).\n\nWhy: who writes a client from one sample breaks on the "
     "other.\n\nWhat to do: ask the service, and correct the sample that does not show what it answers."},
    Run};

}  // namespace plumbline::audit
