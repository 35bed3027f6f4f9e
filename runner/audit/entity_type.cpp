#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "audit/member_name.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"
#include "http/message.h"

namespace plumbline::audit {
namespace {

using contract::Direction;
using contract::Node;
using document::Value;

constexpr std::string_view kOrNull = " or null";

// One member of an object schema.
struct MemberSchema {
  Node node;         // references followed
  Use use;           // of the member
  std::string type;  // "string", "string or null", "integer", "untyped"; empty: composed, not compared
};

// An object schema: something that the API speaks of.
struct Entity {
  std::string name;
  Use use;
  std::map<std::string, MemberSchema> members;
  bool component = false;    // it has a name in components
  bool alternative = false;  // one of oneOf or anyOf, written there
};

std::string TypeOf(const Node& node, schema::DialectId dialect) {
  const Value* type = node->Find("type");
  if (type != nullptr) {
    std::string name = type->text;
    bool null = false;
    for (const Value& one : type->items) {
      if (one.text == "null")
        null = true;
      else
        name = name.empty() ? one.text : "several";
    }
    if (name == "several") return "";
    // Since 3.1 null is a type among others, and `nullable` nothing.
    const Value* nullable = node->Find("nullable");
    null = null || (dialect == schema::DialectId::kOpenApi30 && nullable != nullptr && nullable->IsTrue());
    return !null ? name : name.empty() ? "null" : name.append(kOrNull);
  }
  for (std::string_view keyword :
       {"allOf", "anyOf", "oneOf", "enum", "const", "properties", "items", "not", "$ref", "if", "$dynamicRef"}) {
    if (node->Find(keyword) != nullptr) return "";
  }
  return "untyped";
}

bool IsAlternative(const Node& node) {
  const auto& tokens = node.pointer().tokens();
  return tokens.size() > 1 && (tokens[tokens.size() - 2] == "oneOf" || tokens[tokens.size() - 2] == "anyOf");
}

std::vector<Entity> Entities(const contract::Vendor& vendor) {
  std::vector<Entity> entities;
  ForEachSchema(vendor, [&](const Node& node, const Use& use) {
    Entity entity{use.name, use, {}, contract::ComponentName(node).has_value(), IsAlternative(node)};
    for (const Property& property : PropertiesOf(vendor, node)) {
      const Node member = Follow(vendor, property.node);
      Use below = use;
      below.instance = use.instance / property.name;
      entity.members.emplace(property.name,
                             MemberSchema{member, std::move(below), TypeOf(member, vendor.contract->dialect())});
    }
    if (!entity.members.empty()) entities.push_back(std::move(entity));
  });
  return entities;
}

// How sure it is that two objects are one thing; namesakes are the same by their name as well.
enum class Likeness { kNone, kAlike, kSame, kNamesakes };

bool IsJsonBody(const Use& use) { return use.media_type.empty() || http::IsJson(use.media_type); }

// A name that says nothing of the thing.
bool IsGeneric(const std::string& name) {
  constexpr std::string_view kGeneric[] = {
      "_links",  "links",   "data",  "meta",   "metadata",   "attributes", "items",    "item",    "results", "result",
      "payload", "content", "value", "values", "properties", "object",     "response", "request", "body"};
  return std::find(std::begin(kGeneric), std::end(kGeneric), name) != std::end(kGeneric);
}

// "topics" and "topic"; the bodies of one path, a list of them included.
bool HaveOneName(const Entity& a, const Entity& b) {
  if (IsGeneric(a.name)) return false;
  if (!a.name.empty() || !b.name.empty())
    return !a.component && !b.component ? Singular(a.name) == Singular(b.name) : a.name == b.name;
  const auto whole = [](const Use& use) {
    return use.instance.empty() || (use.instance.tokens().size() == 1 && use.instance.back() == "*");
  };
  return a.use.operation->path == b.use.operation->path && whole(a.use) && whole(b.use);
}

// Whether two places are one and the same, where a body may be one thing or another: oneOf, anyOf.
bool SamePlace(const Use& a, const Use& b) {
  return a.operation == b.operation && a.status == b.status && a.media_type == b.media_type && a.instance == b.instance;
}

// One type with and without null, integers and numbers, a type and none: what one thing may have by mistake.
bool NearTypes(std::string a, std::string b) {
  if (a == "untyped" || b == "untyped") return true;
  for (std::string* type : {&a, &b}) {
    if (type->ends_with(kOrNull)) type->resize(type->size() - kOrNull.size());
    if (*type == "integer") *type = "number";
  }
  return a == b;
}

// "type": ["card"] and "type": ["bank"] make two things of what is alike in all else.
bool FixesOthers(const Node& a, const Node& b) {
  const auto fixed = [](const Node& node) {
    std::vector<const Value*> values;
    if (const Value* constant = node->Find("const")) values.push_back(constant);
    const Value* list = node->Find("enum");
    if (list != nullptr && list->items.size() == 1) values.push_back(&list->items.front());
    return values;
  };
  const auto first = fixed(a), second = fixed(b);
  return !first.empty() && !second.empty() && !document::Equal(*first.front(), *second.front());
}

// Objects look alike where most members of the smaller one are shared (two in three, at least three), or where they
// have the same name and share half. They are the same where they also have one name, lie side by side in one object,
// or share as much of the larger one, unless their author has given each a name of its own in components. In null alone
// only namesakes may differ by mistake. Bodies sent and bodies received are not compared, nor forms and JSON, nor the
// alternatives of one place: they may differ by design. What differs in most of its types, or in the one value of a
// member, is another thing.
Likeness LikenessOf(const Entity& a, const Entity& b) {
  if (a.use.direction != b.use.direction || IsJsonBody(a.use) != IsJsonBody(b.use) || SamePlace(a.use, b.use))
    return Likeness::kNone;
  std::size_t shared = 0, differ = 0;
  for (const auto& [name, member] : a.members) {
    const auto other = b.members.find(name);
    if (other == b.members.end()) continue;
    ++shared;
    if (FixesOthers(member.node, other->second.node)) return Likeness::kNone;
    if (!member.type.empty() && !other->second.type.empty() && member.type != other->second.type) ++differ;
  }
  const std::size_t smaller = std::min(a.members.size(), b.members.size());
  const std::size_t larger = std::max(a.members.size(), b.members.size());
  const bool one_name = HaveOneName(a, b);
  const bool alike = (one_name && shared >= 2 && shared * 2 >= smaller) || (shared >= 3 && shared * 3 >= smaller * 2);
  if (!alike || differ * 2 > shared) return Likeness::kNone;
  const bool siblings = a.use.operation == b.use.operation && a.use.status == b.use.status && !a.use.instance.empty() &&
                        !b.use.instance.empty() && a.use.instance.Parent() == b.use.instance.Parent();
  const bool named_apart = a.component && b.component && !one_name;
  if (one_name || siblings || (!named_apart && shared * 3 >= larger * 2)) {
    // One of several alternatives is not the same as one elsewhere that may be another of them.
    if (a.alternative || b.alternative) return Likeness::kNone;
    return one_name ? Likeness::kNamesakes : Likeness::kSame;
  }
  return shared >= 4 && shared * 4 >= smaller * 3 ? Likeness::kAlike : Likeness::kNone;
}

// "string" and "string or null"; a place that only ever shows null tells no type.
bool DifferInNull(const std::string& a, const std::string& b) {
  if (a == "null" || b == "null") return true;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return longer.size() == shorter.size() + kOrNull.size() && longer.starts_with(shorter) && longer.ends_with(kOrNull);
}

// A member whose schemas differ: every place where the entity, under any of its names, declares it.
struct Conflict {
  std::string member;
  std::vector<const MemberSchema*> places;  // in the order of the contract
  Likeness likeness = Likeness::kSame;
  std::set<const Value*> known = {};  // the schemas of the places
};

// Which objects have a member of a name with a type: all that contradict each other stand under one name and different
// types, and most objects of a contract contradict nobody.
using TypesOfMembers = std::map<std::string_view, std::map<std::string_view, std::vector<std::size_t>>>;

TypesOfMembers TypesOf(const std::vector<Entity>& entities) {
  TypesOfMembers types;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (const auto& [name, member] : entities[i].members) {
      if (!member.type.empty()) types[name][member.type].push_back(i);
    }
  }
  return types;
}

// The objects after the `first` one that have a member of another type than its own, in their order.
std::vector<std::size_t> ThoseThatDiffer(const std::vector<Entity>& entities, std::size_t first,
                                         const TypesOfMembers& types) {
  std::vector<std::size_t> others;
  for (const auto& [name, member] : entities[first].members) {
    if (member.type.empty()) continue;
    for (const auto& [type, places] : types.at(name)) {
      if (type != member.type)
        others.insert(others.end(), std::upper_bound(places.begin(), places.end(), first), places.end());
    }
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  return others;
}

// Groups of entities, pair by pair: no chain of resemblances makes strangers relatives. Objects that only look alike
// are further places of what is certain, or a note, and only where their types are near.
std::vector<Conflict> Conflicts(const std::vector<Entity>& entities) {
  std::vector<Conflict> conflicts;
  struct Pair {
    const std::string* member;
    const MemberSchema *a, *b;
    bool same;
  };
  std::vector<Pair> pairs;
  std::set<const Value*> told;
  std::map<std::pair<std::string, Likeness>, std::vector<std::size_t>> of_member;
  const auto join = [&](const std::string& member, const MemberSchema& a, const MemberSchema& b, Likeness likeness) {
    const Value *first = &a.node.value(), *second = &b.node.value();
    for (const std::size_t index : of_member[{member, likeness}]) {
      Conflict& conflict = conflicts[index];
      if (!conflict.known.contains(first) && !conflict.known.contains(second)) continue;
      if (conflict.known.insert(first).second) conflict.places.push_back(&a);
      if (conflict.known.insert(second).second) conflict.places.push_back(&b);
      return;
    }
    of_member[{member, likeness}].push_back(conflicts.size());
    conflicts.push_back({member, {&a, &b}, likeness, {first, second}});
  };
  const TypesOfMembers types = TypesOf(entities);
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (const std::size_t k : ThoseThatDiffer(entities, i, types)) {
      const Likeness likeness = LikenessOf(entities[i], entities[k]);
      if (likeness == Likeness::kNone) continue;
      for (const auto& [name, a] : entities[i].members) {
        const auto b = entities[k].members.find(name);
        if (b == entities[k].members.end() || a.type.empty() || b->second.type.empty() || a.type == b->second.type)
          continue;
        bool same = likeness != Likeness::kAlike;
        if (DifferInNull(a.type, b->second.type)) {
          if (likeness != Likeness::kNamesakes) continue;
          // What a request may send as null, it may clear here and not there.
          same = a.use.direction == Direction::kResponse;
        } else if (!same && !NearTypes(a.type, b->second.type)) {
          continue;
        }
        pairs.push_back({&name, &a, &b->second, same});
        if (same) told.insert({&a.node.value(), &b->second.node.value()});
      }
    }
  }
  for (const Pair& pair : pairs) {
    const bool certain = pair.same || told.contains(&pair.a->node.value()) || told.contains(&pair.b->node.value());
    join(*pair.member, *pair.a, *pair.b, certain ? Likeness::kSame : Likeness::kAlike);
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
  return std::min_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::string Likely(const Conflict& conflict, const std::string& suspect, const std::vector<Shown>& shown) {
  std::map<std::string, int> others;
  for (const MemberSchema* place : conflict.places) {
    if (place->type != suspect) ++others[place->type];
  }
  std::vector<std::string> parts;
  for (const auto& [type, count] : others) {
    parts.push_back(
        fmt::format("{} {}", Count(static_cast<std::size_t>(count), "other place says", "other places say"), type));
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
  const MemberSchema& first =
      **std::find_if(conflict.places.begin(), conflict.places.end(), [&](const auto* p) { return p->type == suspect; });
  const auto type_node = [](const MemberSchema& place) {
    return place.node.Find("type").value_or(place.node.Find("nullable").value_or(place.node));
  };

  finding::Finding found;
  found.identity = first.use.Identify(vendor, "entity.type");
  found.identity.schema_pointer = first.node.pointer().ToString();
  std::set<std::string> types;
  for (const MemberSchema* place : conflict.places) types.insert(place->type);
  std::vector<Shown> shown;
  for (const MemberSchema* place : conflict.places) {
    for (Shown& sample : ShownAt(vendor, place->use)) shown.push_back(std::move(sample));
    found.details.push_back(fmt::format("{}: {} {} ({})", place->type, place->use.operation->Name(),
                                        schema::PathName(place->use.instance), ToString(type_node(*place).Location())));
  }
  std::set<std::pair<std::string, std::string>> listed;
  for (const Shown& sample : shown) {
    if (!listed.emplace(sample.sample, sample.type).second) continue;
    found.details.push_back(
        fmt::format("sample '{}' shows {} ({})", sample.sample, sample.type, ToString(sample.node.Location())));
  }
  std::vector<std::string> shape;
  for (const MemberSchema* place : conflict.places)
    shape.push_back(place->type + ' ' + place->use.operation->Name() + ' ' + place->use.instance.Starred());
  found.shape = finding::Shape(std::move(shape));
  const MemberSchema& other =
      **std::find_if(conflict.places.begin(), conflict.places.end(), [&](const auto* p) { return p->type != suspect; });
  std::vector<std::string> elsewhere;
  std::copy_if(types.begin(), types.end(), std::back_inserter(elsewhere),
               [&](const std::string& type) { return type != suspect; });
  found.expected = "one type";
  found.observed = Join({types.begin(), types.end()}, "; ");
  found.message = fmt::format(
      "{} is {} here, elsewhere {}, in {}", schema::PathName(first.use.instance), suspect, Join(elsewhere, ", "),
      conflict.likeness == Likeness::kSame ? "what looks like the same object" : "an object that looks alike");
  if (conflict.likeness == Likeness::kAlike) found.severity = finding::Severity::kNote;
  found.places = {type_node(first).Quote("says " + suspect), type_node(other).Quote("says " + other.type)};
  std::set<std::string> quoted;
  for (const Shown& sample : shown) {
    if (quoted.insert(sample.type).second)
      found.places.push_back(sample.node.Quote(fmt::format("the sample '{}' shows {}", sample.sample, sample.type)));
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
     "Compares object schemas that look alike: two in three of the smaller one's members are shared (at least three), or "
     "they have the same name and share half of their members. They stand for the same thing where they also have one name, lie side by side in one object, or "
     "share two in three of the larger one's members; but two components of different names are only alike, as their author keeps them apart, and then types "
     "that differ a little are a note; and null alone makes a difference where they have one name. Where a shared member has different types (integer and "
     "number, string and string or null, untyped and anything), one finding names every place, and what the documented "
     "samples show there. Request bodies are compared with request bodies only, JSON with JSON, and alternatives of one "
     "place not at all; what a request may also send as null is a note.\n\nWhy: a client has one class for one "
     "thing; a balance that is a string here and null there breaks it.\n\nWhat to do: give the member one type, `nullable` included."},
    Run};

}  // namespace plumbline::audit
