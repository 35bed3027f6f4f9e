// Whether all items of an array differ: pairwise for few, by hashes for many.
#pragma once

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document/tape.h"

namespace plumbline::schema {

// The indexes of an item and of a later one that equals it; nothing where all items differ.
inline std::optional<std::pair<std::size_t, std::size_t>> FindEqualItems(const document::Cell& array) {
  using document::Cell;
  if (array.size <= 8) {
    std::size_t later = 0;
    for (const Cell& item : document::Items(array)) {
      std::size_t earlier = 0;
      for (const Cell& before : document::Items(array)) {
        if (earlier == later) break;
        if (document::Equal(before, item)) return std::pair(earlier, later);
        ++earlier;
      }
      ++later;
    }
    return std::nullopt;
  }
  std::vector<const Cell*> items;
  std::unordered_multimap<std::uint64_t, std::size_t> seen;
  seen.reserve(array.size);
  for (const Cell& item : document::Items(array)) {
    const std::uint64_t hash = document::EqualityHash(item);
    const auto [first, last] = seen.equal_range(hash);
    for (auto other = first; other != last; ++other) {
      if (document::Equal(*items[other->second], item)) return std::pair(other->second, items.size());
    }
    seen.emplace(hash, items.size());
    items.push_back(&item);
  }
  return std::nullopt;
}

}  // namespace plumbline::schema
