#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using contract::Direction;
using contract::Node;
using document::Value;

// One member of an object schema.
struct MemberSchema {
  Node node;  // references followed
  Use use;    // of the member
  std::string type;  // "string", "string or null", "integer", "untyped"; empty: composed, not compared
};

// An object schema: something that the API speaks of.
struct Entity {
  std::string name;
  Use use;
  std::map<std::string, MemberSchema> members;
};

std::string TypeOf(const Node& node) {
  const Value* type = node->Find("type");
  const Value* nullable = node->Find("nullable");
  const bool null = nullable != nullptr && nullable->IsTrue();
  if (type != nullptr) return null ? type->text + " or null" : type->text;
  for (std::string_view keyword : {"allOf", "anyOf", "oneOf", "enum", "properties", "items", "not"}) {
    if (node->Find(keyword) != nullptr) return "";
  }
  return "untyped";
}

std::vector<Entity> Entities(const contract::Vendor& vendor) {
  std::vector<Entity> entities;
  ForEachSchema(vendor, [&](const Node& node, const Use& use) {
    Entity entity{use.name, use, {}};
    for (const Property& property : PropertiesOf(vendor, node)) {
      const Node member = Follow(vendor, property.node);
      Use below = use;
      below.instance = use.instance / property.name;
      entity.members.emplace(property.name, MemberSchema{member, std::move(below), TypeOf(member)});
    }
    if (!entity.members.empty()) entities.push_back(std::move(entity));
  });
  return entities;
}

// Objects stand for the same thing where most members of the smaller one are shared (two in three, at
// least three), or where they have the same name and share half. Bodies sent and bodies received
// are not compared: they may differ by design.
bool SameEntity(const Entity& a, const Entity& b) {
  if (a.use.direction != b.use.direction) return false;
  std::size_t shared = 0;
  for (const auto& [name, member] : a.members) shared += b.members.contains(name) ? 1 : 0;
  const std::size_t smaller = std::min(a.members.size(), b.members.size());
  if (!a.name.empty() && a.name == b.name && shared >= 2 && shared * 2 >= smaller) return true;
  return shared >= 3 && shared * 3 >= smaller * 2;
}

// A member whose schemas differ: every place where the entity, under any of its names, declares it.
struct Conflict {
  std::string member;
  std::vector<const MemberSchema*> places;  // in the order of the contract
};

// Groups of entities, pair by pair: no chain of resemblances makes strangers relatives.
std::vector<Conflict> Conflicts(const std::vector<Entity>& entities) {
  std::vector<Conflict> conflicts;
  const auto join = [&](const std::string& member, const MemberSchema& a, const MemberSchema& b) {
    const auto holds = [&](const Conflict& conflict, const MemberSchema& place) {
      return std::any_of(conflict.places.begin(), conflict.places.end(),
                         [&](const MemberSchema* known) { return &known->node.value() == &place.node.value(); });
    };
    for (Conflict& conflict : conflicts) {
      if (conflict.member != member || (!holds(conflict, a) && !holds(conflict, b))) continue;
      if (!holds(conflict, a)) conflict.places.push_back(&a);
      if (!holds(conflict, b)) conflict.places.push_back(&b);
      return;
    }
    conflicts.push_back({member, {&a, &b}});
  };
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (std::size_t k = i + 1; k < entities.size(); ++k) {
      if (!SameEntity(entities[i], entities[k])) continue;
      for (const auto& [name, a] : entities[i].members) {
        const auto b = entities[k].members.find(name);
        if (b == entities[k].members.end() || a.type.empty() || b->second.type.empty()) continue;
        if (a.type != b->second.type) join(name, a, b->second);
      }
    }
  }
  return conflicts;
}

// The JSON type that the documented samples show at a place; the sample's node for quoting.
struct Shown {
  std::string type;
  Node node;
  std::string sample;
};

std::vector<Shown> ShownAt(const contract::Vendor& vendor, const Use& use) {
  std::vector<Shown> shown;
  for (const contract::Sample& sample : vendor.samples) {
    if (!Shows(sample, use)) continue;
    std::vector<Node> nodes = {Node(*sample.body)};
    for (const std::string& token : use.instance.tokens()) {
      std::vector<Node> below;
      for (const Node& node : nodes) {
        for (std::size_t i = 0; token == "*" && i < node->items.size(); ++i) below.push_back(node.Item(i));
        if (const auto member = node.Find(token)) below.push_back(*member);
      }
      nodes = std::move(below);
    }
    std::set<std::string> types;
    for (const Node& node : nodes) {
      const std::string described = schema::Describe(node.value());
      std::string type = described.substr(0, described.find(' '));
      if (types.insert(type).second) shown.push_back({std::move(type), node, sample.name});
    }
  }
  return shown;
}

// The type that is likely a mistake: an untyped one first, else the rarest, else the narrower.
std::string Suspect(const Conflict& conflict) {
  std::map<std::string, int> counts;
  for (const MemberSchema* place : conflict.places) ++counts[place->type];
  if (counts.contains("untyped")) return "untyped";
  return std::min_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

std::string Likely(const Conflict& conflict, const std::string& suspect, const std::vector<Shown>& shown) {
  std::map<std::string, int> others;
  for (const MemberSchema* place : conflict.places) {
    if (place->type != suspect) ++others[place->type];
  }
  std::vector<std::string> parts;
  for (const auto& [type, count] : others) {
    parts.push_back(fmt::format("{} {}", Count(static_cast<std::size_t>(count), "other place says", "other places say"), type));
  }
  std::string why = fmt::format("The place that says {}: {}.", suspect, Join(parts, ", "));
  if (suspect == "untyped") why += " A schema without a type accepts any value, so it promises nothing.";
  if (suspect == "integer" && others.contains("number")) {
    const bool whole = std::any_of(shown.begin(), shown.end(), [](const Shown& s) { return s.type == "integer"; });
    if (whole) why += " It looks inferred from a sample in which the value happened to be whole.";
  }
  return why;
}

finding::Finding Report(const contract::Vendor& vendor, const Conflict& conflict) {
  const std::string suspect = Suspect(conflict);
  const MemberSchema& first = **std::find_if(conflict.places.begin(), conflict.places.end(), [&](const auto* p) { return p->type == suspect; });
  const auto type_node = [](const MemberSchema& place) { return place.node.Find("type").value_or(place.node.Find("nullable").value_or(place.node)); };

  finding::Finding found;
  found.identity = first.use.Identify(vendor, "entity.type");
  found.identity.schema_pointer = first.node.pointer().ToString();
  std::set<std::string> types;
  for (const MemberSchema* place : conflict.places) types.insert(place->type);
  std::vector<Shown> shown;
  for (const MemberSchema* place : conflict.places) {
    for (Shown& sample : ShownAt(vendor, place->use)) shown.push_back(std::move(sample));
    found.details.push_back(fmt::format("{}: {} {} ({})", place->type, place->use.operation->Name(), schema::PathName(place->use.instance),
                                        ToString(type_node(*place).Location())));
  }
  std::set<std::pair<std::string, std::string>> listed;
  for (const Shown& sample : shown) {
    if (!listed.emplace(sample.sample, sample.type).second) continue;
    found.details.push_back(fmt::format("sample '{}' shows {} ({})", sample.sample, sample.type, ToString(sample.node.Location())));
  }
  std::vector<std::string> shape;
  for (const MemberSchema* place : conflict.places) shape.push_back(place->type + ' ' + place->use.operation->Name() + ' ' + place->use.instance.Starred());
  found.shape = finding::Shape(std::move(shape));
  const MemberSchema& other = **std::find_if(conflict.places.begin(), conflict.places.end(), [&](const auto* p) { return p->type != suspect; });
  std::vector<std::string> elsewhere;
  std::copy_if(types.begin(), types.end(), std::back_inserter(elsewhere), [&](const std::string& type) { return type != suspect; });
  found.expected = "one type";
  found.observed = Join({types.begin(), types.end()}, "; ");
  found.message = fmt::format("{} is {} here, elsewhere {}, in what looks like the same object", schema::PathName(first.use.instance),
                              suspect, Join(elsewhere, ", "));
  found.places = {type_node(first).Quote("says " + suspect), type_node(other).Quote("says " + other.type)};
  std::set<std::string> quoted;
  for (const Shown& sample : shown) {
    if (quoted.insert(sample.type).second) found.places.push_back(sample.node.Quote(fmt::format("the sample '{}' shows {}", sample.sample, sample.type)));
  }
  found.likely = Likely(conflict, suspect, shown);
  return found;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  const contract::Vendor& vendor = subject.vendor();
  const std::vector<Entity> entities = Entities(vendor);
  std::vector<finding::Finding> findings;
  for (const Conflict& conflict : Conflicts(entities)) findings.push_back(Report(vendor, conflict));
  return findings;
}

}  // namespace

const Rule kEntityType = {
    {"entity.type", "A member has one type wherever its object appears", finding::Severity::kError,
     "Compares object schemas that stand for the same thing: two in three of the smaller one's members are shared (at least three), or "
     "they have the same name and share half of their members. Where a shared member has different types (integer and "
     "number, string and string or null, untyped and anything), one finding names every place, and what the documented "
     "samples show there. Request bodies are compared with request bodies only.\n\nWhy: a client has one class for one "
     "thing; a balance that is a string here and null there breaks it.\n\nWhat to do: give the member one type, `nullable` included."},
    Run};

}  // namespace plumbline::audit
