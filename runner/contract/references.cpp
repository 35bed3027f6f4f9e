#include "contract/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/uri.h"
#include "contract/swagger2.h"

namespace plumbline::contract {

using document::Document;
using document::Member;
using document::Node;
using document::Value;

namespace {

std::string NearMiss(document::Store& store, const Document& document, const JsonPointer& pointer) {
  // A contract with so many broken references has another trouble than slips.
  constexpr int kMostGuesses = 100;
  if (pointer.empty() || store.guesses >= kMostGuesses) return "";
  ++store.guesses;
  const Value* parent = &document.root;
  JsonPointer way;  // to the parent
  std::size_t at = 0;
  const std::vector<std::string>& tokens = pointer.tokens();
  for (; at + 1 < tokens.size(); ++at) {
    const Value* next = parent->At(JsonPointer({tokens[at]}));
    if (next == nullptr) break;
    parent = next;
    way = way / tokens[at];
  }
  constexpr std::size_t kMostSiblings = 1000;
  std::vector<std::string> siblings;
  for (const Member& member : parent->members) {
    if (siblings.size() < kMostSiblings) siblings.push_back(member.key);
  }
  const std::string hint = DidYouMean(tokens[at], siblings);
  return at + 1 == tokens.size() || hint.empty()
             ? hint
             : fmt::format(": '#{}' has no '{}'{}", way.ToString(), tokens[at], hint);
}

// Members whose values are data of the API, not parts of the contract.
bool IsData(const std::string& key, const Value& value) {
  constexpr std::array<std::string_view, 7> kData = {"example", "default",   "enum",           "const",
                                                     "value",   "dataValue", "serializedValue"};
  return std::find(kData.begin(), kData.end(), key) != kData.end() || key.starts_with("x-") ||
         (key == "examples" && value.IsArray());
}

// Members that hold parts of the contract by names of the author's choice, or by status.
bool HoldsNames(const std::string& key) {
  constexpr std::array<std::string_view, 23> kMaps = {"properties",
                                                      "schemas",
                                                      "patternProperties",
                                                      "$defs",
                                                      "definitions",
                                                      "dependentSchemas",
                                                      "responses",
                                                      "parameters",
                                                      "headers",
                                                      "requestBodies",
                                                      "examples",
                                                      "securitySchemes",
                                                      "links",
                                                      "callbacks",
                                                      "pathItems",
                                                      "webhooks",
                                                      "content",
                                                      "encoding",
                                                      "mapping",
                                                      "variables",
                                                      "scopes",
                                                      "mediaTypes",
                                                      "additionalOperations"};
  return std::find(kMaps.begin(), kMaps.end(), key) != kMaps.end();
}

// A walk over one document that keeps its way in a stack, so that only what is found pays for a JSON Pointer.
class Walk {
 public:
  explicit Walk(const Document& document) : document_(document) {}

  // Calls `found` with every value of `$ref` that is a reference.
  template <typename Found>
  void References(const Found& found) {
    Below(document_.root, false, [&](const Member& member) {
      if (member.key == "$ref" && member.value.IsString()) found(Node(document_, member.value, JsonPointer(way_)));
    });
  }
  // Calls `found` with every member that names a place in a schema, and the pointer of its object.
  template <typename Found>
  void Names(const Found& found) {
    Below(document_.root, false, [&](const Member& member) {
      if ((member.key == "$id" || member.key == "$anchor" || member.key == "$dynamicAnchor") &&
          member.value.IsString()) {
        found(member, JsonPointer(std::vector<std::string>(way_.begin(), way_.end() - 1)));
      }
    });
  }

 private:
  template <typename See>
  void Below(const Value& value, bool names, const See& see) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      way_.push_back(std::to_string(i));
      Below(value.items[i], false, see);
      way_.pop_back();
    }
    for (const Member& member : value.members) {
      // Keys under `responses` are names or statuses, and extensions beside them are data all the same.
      const bool data = names ? !way_.empty() && way_.back() == "responses" && member.key.starts_with("x-")
                              : IsData(member.key, member.value);
      way_.push_back(member.key);
      if (!names) see(member);
      if (!data && (!member.value.items.empty() || !member.value.members.empty()))
        Below(member.value, !names && HoldsNames(member.key), see);
      way_.pop_back();
    }
  }

  const Document& document_;
  std::vector<std::string> way_;
};

// Places that a document names by `$anchor` (as "#name") and `$id` (2020-12, core 8.2).
const document::Store::Names& NamesOf(document::Store& store, const Document& document) {
  const auto added = store.names.try_emplace(&document);
  document::Store::Names& names = added.first->second;
  if (added.second) {
    Walk(document).Names([&](const Member& member, JsonPointer pointer) {
      std::string name = member.key == "$id" ? member.value.text : '#' + member.value.text;
      if (name.ends_with('#')) name.pop_back();
      names.emplace(std::move(name), std::move(pointer));
    });
  }
  return names;
}

// A reference into the document that a `$id` or `$self` names, which needs no network.
std::optional<Node> FindByName(document::Store& store, const Document& document, const std::string& file,
                               const std::string& fragment) {
  const auto& names = NamesOf(store, document);
  JsonPointer base;
  if (!file.empty()) {
    const Value* self = document.root.Find("$self");
    if (self == nullptr || self->text != file) {
      const auto resource = names.find(file);
      if (resource == names.end()) return std::nullopt;
      base = resource->second;
    }
  }
  if (!fragment.empty() && fragment.front() != '/') {
    const auto anchor = names.find('#' + fragment);
    return anchor == names.end() ? std::nullopt : Node(document).At(anchor->second);
  }
  const auto pointer = JsonPointer::Parse(fragment);
  const auto root = Node(document).At(base);
  return pointer && root ? root->At(*pointer) : std::nullopt;
}

// A member or item of `value`. Objects with many members are searched by an index, since every reference begins at the
// root.
const Value* Child(document::Store& store, const Value& value, const std::string& token) {
  constexpr std::size_t kMany = 32;
  if (value.members.size() <= kMany) return value.At(JsonPointer({token}));
  const auto [index, first] = store.members.try_emplace(&value);
  if (first) {
    for (const Member& member : value.members) index->second.emplace(member.key, &member.value);
  }
  const auto found = index->second.find(token);
  return found == index->second.end() ? nullptr : found->second;
}

// `pointer` below `node`.
std::optional<Node> Step(document::Store& store, const Node& node, const JsonPointer& pointer) {
  const Value* value = &node.value();
  JsonPointer way = node.pointer();
  for (const std::string& token : pointer.tokens()) {
    value = Child(store, *value, token);
    if (value == nullptr) return std::nullopt;
    way = way / token;
  }
  return Node(node.document(), *value, way);
}

// A reference inside a schema with a `$id`, which is what it is relative to (2020-12, core 8.2.1): "#/$defs/a" begins
// at that schema.
std::optional<Node> FindFromId(document::Store& store, const Node& at, std::string_view reference) {
  if (NamesOf(store, at.document()).empty()) return std::nullopt;
  const Value* value = &at.document().root;
  std::optional<Node> resource;
  std::string base;
  JsonPointer way;
  for (const std::string& token : at.pointer().tokens()) {
    const Value* id = value->Find("$id");
    if (id != nullptr && id->IsString()) {
      base = ResolveUri(base, id->text);
      resource = Node(at.document(), *value, way);
    }
    value = Child(store, *value, token);
    if (value == nullptr) break;
    way = way / token;
  }
  if (!resource) return std::nullopt;
  const std::string target = ResolveUri(base, reference);
  const std::string fragment = PercentDecode(FragmentOf(target));
  if (WithoutFragment(target) != WithoutFragment(base))
    return FindByName(store, at.document(), std::string(WithoutFragment(target)), fragment);
  const auto pointer = JsonPointer::Parse(fragment);
  return pointer ? Step(store, *resource, *pointer) : std::nullopt;
}

}  // namespace

Reference FindTarget(document::Store& store, const Node& at, std::string_view reference) {
  using Reason = BrokenReference::Reason;
  const std::lock_guard lock(store.mutex);
  const std::size_t hash = reference.find('#');
  const std::string file = PercentDecode(reference.substr(0, hash));
  const std::string fragment = hash == std::string_view::npos ? "" : PercentDecode(reference.substr(hash + 1));
  const auto broken = [&](Reason reason, const std::string& why) {
    return BrokenReference{reason, at, fmt::format("unresolved $ref '{}'{}", AsWritten(at.document(), reference), why)};
  };
  const bool absolute = file.find("://") != std::string::npos || file.starts_with("urn:");
  const bool plain_name = !fragment.empty() && fragment.front() != '/';
  if (absolute || plain_name) {
    if (const auto named = FindByName(store, at.document(), file, fragment)) return *named;
  }
  if (absolute) return broken(Reason::kNotFetched, ": references are not fetched from the network");
  const Document* document = &at.document();
  if (!file.empty()) {
    try {
      document = &store.LoadRelative(at, file);
    } catch (const Error& error) {
      if (const auto named = FindFromId(store, at, reference)) return *named;
      return BrokenReference{Reason::kMissing, at,
                             error.location() == at.Location() ? error.message() : std::string(error.what())};
    }
  }
  if (plain_name) {
    if (const auto named = FindByName(store, *document, "", fragment)) return *named;
  }
  const auto pointer = JsonPointer::Parse(fragment);
  if (!pointer) return broken(Reason::kShape, ": the part after # is no JSON Pointer");
  if (const auto target = Step(store, Node(*document), *pointer)) return *target;
  if (const auto named = FindFromId(store, at, reference)) return *named;
  return broken(Reason::kMissing, NearMiss(store, *document, *pointer));
}

namespace {

// The chain's end, and what broke it.
std::pair<Node, std::optional<BrokenReference>> FollowChain(document::Store& store, Node node) {
  using Reason = BrokenReference::Reason;
  std::set<const Value*> seen;
  while (const auto reference = node.Find("$ref")) {
    const Node at = *reference;
    if (!at->IsString()) return {node, BrokenReference{Reason::kShape, at, "$ref takes a string"}};
    if (!seen.insert(&node.value()).second) {
      return {node,
              BrokenReference{Reason::kEndless, at,
                              fmt::format("the $ref '{}' leads back to itself", AsWritten(at.document(), at->text))}};
    }
    if (seen.size() > kMostSteps) {
      return {node,
              BrokenReference{Reason::kEndless, at,
                              fmt::format("the $ref '{}' leads on over more than {} steps", at->text, kMostSteps)}};
    }
    Reference target = FindTarget(store, at, at->text);
    if (auto* broken = std::get_if<BrokenReference>(&target)) return {node, std::move(*broken)};
    node = std::get<Node>(std::move(target));
  }
  return {node, std::nullopt};
}

Node OrThrow(Reference reference) {
  if (const auto* broken = std::get_if<BrokenReference>(&reference)) throw broken->at.Fail(broken->message);
  return std::get<Node>(std::move(reference));
}

}  // namespace

Reference FindResolved(document::Store& store, Node node) {
  auto [end, broken] = FollowChain(store, std::move(node));
  if (broken) return std::move(*broken);
  return end;
}

Node Target(document::Store& store, const Node& at, std::string_view reference) {
  return OrThrow(FindTarget(store, at, reference));
}
Node Resolve(document::Store& store, Node node) { return OrThrow(FindResolved(store, std::move(node))); }
Node ResolveOrStay(document::Store& store, Node node) { return FollowChain(store, std::move(node)).first; }

namespace {

// A reference to a reference may lead round in a ring, which is told once: at the reference that closes it.
std::optional<BrokenReference> FindRing(document::Store& store, const Node& first, std::set<const Value*>& known) {
  Node node = first;
  std::vector<const Value*> way;
  while (const auto reference = node.Find("$ref")) {
    const Node at = *reference;
    if (!at->IsString() || known.contains(&at.value())) break;
    if (std::find(way.begin(), way.end(), &at.value()) != way.end()) {
      known.insert(way.begin(), way.end());
      return BrokenReference{BrokenReference::Reason::kEndless, at,
                             fmt::format("the $ref '{}' leads back to itself", AsWritten(at.document(), at->text))};
    }
    way.push_back(&at.value());
    if (way.size() > kMostSteps) break;
    Reference target = FindTarget(store, at, at->text);
    if (std::holds_alternative<BrokenReference>(target)) break;
    node = std::get<Node>(std::move(target));
  }
  known.insert(way.begin(), way.end());  // none of them is part of a ring that was not told
  return std::nullopt;
}

}  // namespace

std::vector<BrokenReference> FindBrokenReferences(document::Store& store) {
  std::vector<BrokenReference> broken;
  std::set<const Value*> known;
  std::set<const Document*> checked;
  for (bool more = true; more;) {
    more = false;
    std::vector<const Document*> waiting;
    for (const auto& [path, document] : store.documents()) {
      if (checked.insert(document.get()).second) waiting.push_back(document.get());
    }
    for (const Document* document : waiting) {
      Walk(*document).References([&](const Node& at) {
        Reference target = FindTarget(store, at, at->text);
        if (auto* found = std::get_if<BrokenReference>(&target))
          broken.push_back(std::move(*found));
        else if (std::get<Node>(target).Find("$ref")) {
          if (auto ring = FindRing(store, std::get<Node>(target), known)) broken.push_back(std::move(*ring));
        }
      });
      more = true;
    }
  }
  return broken;
}

}  // namespace plumbline::contract
