// A document's places as text, for tests of its readers.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "document/document.h"

namespace plumbline::document {

// Every value and key with its place: "pointer line:column-end_column marked".
inline std::vector<std::string> Places(const Document& document) {
  std::vector<std::string> places;
  const auto add = [&](const std::string& name, const Place& place) {
    places.push_back(name + ' ' + std::to_string(place.line) + ':' + std::to_string(place.column) + '-' +
                     std::to_string(place.end_column) + ' ' + place.marked);
  };
  const std::function<void(const Node&)> walk = [&](const Node& node) {
    if (!node.pointer().empty() && node.document().root.At(node.pointer().Parent())->IsObject()) {
      add("key " + node.pointer().ToString(), node.QuoteKey(""));
    }
    add(node.pointer().ToString(), node.Quote(""));
    for (std::size_t i = 0; i < node->items.size(); ++i) walk(node.Item(i));
    for (const Member& member : node->members) walk(*node.Find(member.key));
  };
  walk(Node(document));
  return places;
}

// What a reader throws, as text; "no error" where it does not.
inline std::string ErrorOf(const std::function<void()>& read) {
  try {
    read();
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace plumbline::document
