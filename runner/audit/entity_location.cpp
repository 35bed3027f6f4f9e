#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;
using finding::Finding;

// The member of an object inside of the row, with an equal value.
std::optional<Node> Inside(const Node& row, const std::string& member, const document::Value& value) {
  for (const document::Member& holder : row->members) {
    if (!holder.value.IsObject()) continue;
    const document::Value* inner = holder.value.Find(member);
    if (inner != nullptr && document::Equal(*inner, value)) return row.Find(holder.key)->Find(member);
  }
  return std::nullopt;
}

std::vector<Finding> Run(const Subject& subject) {
  constexpr std::size_t kMaxObjects = 30;
  std::vector<Finding> findings;
  for (const auto& [entity, objects] : AnsweredEntities(subject)) {
    struct Moved {
      std::vector<std::pair<const ShownObject*, Node>> top, inside;
    };
    std::map<std::string, Moved> moved;
    const std::size_t compared = std::min(objects.size(), kMaxObjects);
    for (std::size_t i = 0; i < compared; ++i) {
      for (std::size_t k = 0; k < compared; ++k) {
        const ShownObject &a = *objects[i], &b = *objects[k];
        if (a.operation == b.operation || subject.bodies()[b.body].shortened) continue;
        // One and the same thing, so that the value's place is all that differs.
        const auto same = FindSameThing(a, b);
        if (!same) continue;
        for (const document::Member& member : same->a->members) {
          if (IsCommonName(member.key) || NamesIdentifier(member.key) || !member.value.IsString() ||
              member.value.text.empty() || b.Has(member.key))
            continue;
          const auto inner = Inside(same->b, member.key, member.value);
          if (!inner) continue;
          const auto keep = [](auto& list, const ShownObject& object, const Node& node) {
            if (std::none_of(list.begin(), list.end(), [&](const auto& known) { return known.first == &object; }))
              list.emplace_back(&object, node);
          };
          keep(moved[member.key].top, a, *same->a.Find(member.key));
          keep(moved[member.key].inside, b, *inner);
        }
      }
    }
    for (const auto& [member, seen] : moved) {
      Finding found;
      const ShownObject& first = *seen.inside.front().first;
      found.severity = finding::Severity::kNote;
      found.identity = subject.Identify("entity.location", first.operation);
      found.identity.instance_pointer = (first.path / member).Starred();
      found.message = fmt::format(
          "{} belongs to the {} itself in some answers and only to an object inside of it in others", member, entity);
      found.expected = fmt::format("{} in one place", member);
      std::vector<std::string> shape;
      for (const auto& [object, node] : seen.top) {
        found.details.push_back(fmt::format("{} ({})", Spot(subject, *object, member), ToString(node.Location())));
        shape.push_back(Spot(subject, *object, member));
      }
      for (const auto& [object, node] : seen.inside) {
        JsonPointer path = object->path / node.pointer().Parent().back() / member;
        found.details.push_back(fmt::format("{} {} ({})", OperationName(subject, subject.bodies()[object->body]),
                                            schema::PathName(path), ToString(node.Location())));
        shape.push_back(OperationName(subject, subject.bodies()[object->body]) + path.Starred());
      }
      found.observed = fmt::format("{} at the top, {} inside only", Count(seen.top.size(), "time"),
                                   Count(seen.inside.size(), "time"));
      found.shape = finding::Shape(std::move(shape));
      found.places = {seen.top.front().second.QuoteKey(
                          fmt::format("{} shows it beside the other members",
                                      OperationName(subject, subject.bodies()[seen.top.front().first->body]))),
                      seen.inside.front().second.QuoteKey(
                          fmt::format("{} shows it only here", OperationName(subject, subject.bodies()[first.body])))};
      found.likely =
          "The answers that show it inside only, if it is the same thing; a client needs two ways to read it.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kEntityLocation = {
    {"entity.location", "A member stands at one level of its object", finding::Severity::kNote,
     "Compares answers that show one and the same thing (the same identifier). Notes a text that one of them shows as a member of the thing, and another only "
     "as the "
     "member of an object inside of it, with the same value. Names that everything has (id, name, status) are left out.\n\nWhy: a client that reads "
     "`currency` from one answer finds nothing in the next.\n\nWhat to do: repeat the member at the level where the other answers have it."},
    Run};

}  // namespace plumbline::audit
