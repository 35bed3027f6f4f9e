#include "document/differences.h"

#include <algorithm>

namespace plumbline::document {
namespace {

void Collect(const Value& a, const Value& b, const JsonPointer& at, std::vector<JsonPointer>& places) {
  if (a.IsObject() && b.IsObject()) {
    for (const Member& member : a.members) {
      const Value* other = b.Find(member.key);
      if (other == nullptr)
        places.push_back(at / member.key);
      else
        Collect(member.value, *other, at / member.key, places);
    }
    for (const Member& member : b.members) {
      if (a.Find(member.key) == nullptr) places.push_back(at / member.key);
    }
    return;
  }
  if (a.IsArray() && b.IsArray()) {
    const std::size_t both = std::min(a.items.size(), b.items.size());
    for (std::size_t i = 0; i < both; ++i) Collect(a.items[i], b.items[i], at / i, places);
    for (std::size_t i = both; i < std::max(a.items.size(), b.items.size()); ++i) places.push_back(at / i);
    return;
  }
  if (!Equal(a, b)) places.push_back(at);
}

}  // namespace

std::vector<JsonPointer> Differences(const Value& a, const Value& b) {
  std::vector<JsonPointer> places;
  Collect(a, b, {}, places);
  return places;
}

}  // namespace plumbline::document
