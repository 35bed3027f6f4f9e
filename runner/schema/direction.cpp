#include "schema/direction.h"

#include <algorithm>

#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

constexpr std::size_t kMostVisits = 10'000;  // of one closure

bool IsOpenApi(const Compiled& compiled, std::uint32_t id) {
  return (In(compiled.resources[compiled.subschemas[id].resource]->dialect->id) & kOpenApis) != 0;
}

// The barred names that a schema declares, be it by itself, in its allOf or where its references lead.
std::set<std::string_view> BarredBelow(const Compiled& compiled, std::uint32_t start) {
  std::set<std::string_view> names;
  std::set<std::uint32_t> seen;
  std::vector<std::uint32_t> open = {start};
  while (!open.empty() && seen.size() < kMostVisits) {
    const std::uint32_t id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    const Subschema& schema = compiled.subschemas[id];
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      if (k->row->lowering == Lowering::kRef) open.push_back(k->a);
      if (k->row->lowering == Lowering::kAllOf) open.insert(open.end(), compiled.schema_lists.begin() + k->a, compiled.schema_lists.begin() + k->a + k->b);
      if (k->row->lowering != Lowering::kProperties || !IsOpenApi(compiled, id)) continue;
      for (std::uint32_t i = k->a; i < k->a + k->b; ++i) {
        if (IsBarred(compiled, compiled.named[i].schema)) names.insert(compiled.named[i].key->view());
      }
    }
  }
  return names;
}

}  // namespace

void FindBarredNames(Compiled& compiled) {
  if (!compiled.directed()) return;
  // Of branches of allOf the schema around. A branch stands in one place, so that it has one.
  std::vector<std::uint32_t> around(compiled.subschemas.size(), kNone);
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    const Subschema& schema = compiled.subschemas[id];
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      for (std::uint32_t i = k->a; k->row->lowering == Lowering::kAllOf && i < k->a + k->b; ++i) around[compiled.schema_lists[i]] = id;
    }
  }
  std::unordered_map<std::uint32_t, std::shared_ptr<const std::set<std::string_view>>> known;  // by the outermost schema
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    const Subschema& schema = compiled.subschemas[id];
    const bool requires_names = std::any_of(compiled.KeywordsBegin(schema), compiled.KeywordsEnd(schema), [](const Keyword& k) { return k.row->lowering == Lowering::kRequired; });
    if (!requires_names || !IsOpenApi(compiled, id)) continue;
    std::uint32_t outermost = id;
    while (around[outermost] != kNone) outermost = around[outermost];
    auto& names = known[outermost];
    if (names == nullptr) names = std::make_shared<const std::set<std::string_view>>(BarredBelow(compiled, outermost));
    if (!names->empty()) compiled.barred_names.emplace(id, names);
  }
}

bool IsNotAskedFor(const Compiled& compiled, std::uint32_t schema, std::string_view name) {
  const auto names = compiled.barred_names.find(schema);
  return names != compiled.barred_names.end() && names->second->contains(name);
}

}  // namespace plumbline::schema
