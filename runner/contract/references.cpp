#include "contract/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/percent.h"
#include "base/text.h"
#include "http/message.h"

namespace plumbline::contract {

using document::Document;
using document::Node;
using document::Value;

namespace {

std::string NearMiss(const Node& root, const JsonPointer& pointer) {
  const auto parent = pointer.empty() ? std::nullopt : root.At(pointer.Parent());
  if (!parent) return "";
  std::vector<std::string> siblings;
  for (const document::Member& member : (*parent)->members) siblings.push_back(member.key);
  return DidYouMean(pointer.back(), siblings);
}

// Members whose values are data of the API, not parts of the contract.
bool IsData(const std::string& key, const Value& value) {
  constexpr std::array<std::string_view, 5> kData = {"example", "default", "enum", "const", "value"};
  return std::find(kData.begin(), kData.end(), key) != kData.end() || key.starts_with("x-") ||
         (key == "examples" && value.IsArray());
}

// Members that hold parts of the contract by names of the author's choice, or by status.
bool HoldsNames(const std::string& key) {
  constexpr std::array<std::string_view, 12> kMaps = {"properties", "schemas", "patternProperties", "$defs", "responses", "parameters",
                                                      "headers", "requestBodies", "examples", "securitySchemes", "links", "callbacks"};
  return std::find(kMaps.begin(), kMaps.end(), key) != kMaps.end();
}

void CheckBelow(document::Store& store, const Node& node, bool names) {
  if (node->IsArray()) {
    for (std::size_t i = 0; i < node->items.size(); ++i) CheckBelow(store, node.Item(i), false);
  }
  for (const document::Member& member : node->members) {
    const Node child = *node.Find(member.key);
    if (!names && member.key == "$ref" && member.value.IsString()) {
      Target(store, child, member.value.text);
    } else if ((names && !(node.pointer().back() == "responses" && member.key.starts_with("x-"))) || !IsData(member.key, member.value)) {
      CheckBelow(store, child, !names && HoldsNames(member.key));
    }
  }
}

}  // namespace

Node Target(document::Store& store, const Node& at, std::string_view reference) {
  const std::size_t hash = reference.find('#');
  const std::string_view file = reference.substr(0, hash);
  const std::string fragment = hash == std::string_view::npos ? "" : PercentDecode(reference.substr(hash + 1));
  if (file.find("://") != std::string_view::npos) {
    throw at.Fail(fmt::format("unresolved $ref '{}': references are not fetched from the network", reference));
  }
  const Document& document = file.empty() ? at.document() : store.LoadRelative(at, PercentDecode(file));
  const auto pointer = JsonPointer::Parse(fragment);
  if (!pointer) throw at.Fail(fmt::format("unresolved $ref '{}': the part after # is no JSON Pointer", reference));
  const auto target = Node(document).At(*pointer);
  if (!target) throw at.Fail(fmt::format("unresolved $ref '{}'{}", reference, NearMiss(Node(document), *pointer)));
  return *target;
}

Node Resolve(document::Store& store, Node node) {
  std::set<const Value*> seen;
  while (const auto reference = node.Find("$ref")) {
    if (!(*reference)->IsString()) throw reference->Fail("$ref takes a string");
    if (!seen.insert(&node.value()).second) {
      throw reference->Fail(fmt::format("the $ref '{}' leads back to itself", (*reference)->text));
    }
    node = Target(store, *reference, (*reference)->text);
  }
  return node;
}

void CheckAll(document::Store& store) {
  std::set<const Document*> checked;
  for (bool more = true; more;) {
    more = false;
    std::vector<const Document*> waiting;
    for (const auto& [path, document] : store.documents()) {
      if (checked.insert(document.get()).second) waiting.push_back(document.get());
    }
    for (const Document* document : waiting) {
      CheckBelow(store, Node(*document), false);
      more = true;
    }
  }
}

}  // namespace plumbline::contract
