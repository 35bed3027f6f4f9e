#include "contract/schema_view.h"

#include <functional>

#include "base/error.h"
#include "contract/references.h"

namespace plumbline::contract {

using document::Store;
using document::Value;

namespace {

constexpr std::size_t kMostSchemas = 10'000;

// Visits the schema and what judges the same value, each once, until `visit` gives true.
void Visit(Store& store, const Node& schema, const std::function<bool(const Node&)>& visit) {
  std::vector<Node> open = {schema};
  std::set<const Value*> seen;
  while (!open.empty() && seen.size() < kMostSchemas) {
    const Node written = std::move(open.back());
    open.pop_back();
    const auto node = Referred(store, written);
    if (!node || !seen.insert(&node->value()).second) continue;
    if (visit(*node)) return;
    // The last is looked at first.
    for (const std::string_view keyword : {"oneOf", "anyOf", "allOf"}) {
      const auto list = node->Find(keyword);
      for (std::size_t i = list ? (*list)->items.size() : 0; i-- > 0;) open.push_back(list->Item(i));
    }
  }
}

}  // namespace

std::optional<Node> Referred(Store& store, const Node& schema) {
  try {
    return Resolve(store, schema);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::set<std::string> TypesOf(Store& store, const Node& schema) {
  std::set<std::string> types;
  Visit(store, schema, [&](const Node& node) {
    const Value* type = node->Find("type");
    if (type == nullptr) return false;
    if (type->IsString()) types.insert(type->text);
    for (const Value& item : type->items) types.insert(item.text);
    const Value* nullable = node->Find("nullable");
    if (nullable != nullptr && nullable->IsTrue()) types.insert("null");
    return false;
  });
  return types;
}

std::optional<Node> Below(Store& store, const Node& schema, const JsonPointer& way) {
  std::optional<Node> found;
  Visit(store, schema, [&](const Node& node) {
    found = node.At(way);
    return found.has_value();
  });
  return found;
}

}  // namespace plumbline::contract
