#include "schema/direction.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "document/text_hash.h"
#include "schema/keyword.h"

namespace plumbline::schema {

using document::Cell;

namespace {

constexpr std::size_t kMostVisits = 1000;  // references and allOf that are followed from one schema

bool IsOpenApi(const Compiled& compiled, const Subschema& schema) {
  return (In(compiled.resources[schema.resource]->dialect->id) & kOpenApis) != 0;
}

std::vector<std::string_view> BarredProperties(const Compiled& compiled, const Subschema& schema) {
  std::vector<std::string_view> names;
  if (!IsOpenApi(compiled, schema)) return names;
  for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
    if (k->row->lowering != Lowering::kProperties) continue;
    for (std::uint32_t i = k->a; i < k->a + k->b; ++i) {
      if (IsBarred(compiled, compiled.named[i].schema)) names.push_back(compiled.named[i].key->view());
    }
  }
  return names;
}

using BarredNames = std::unordered_map<std::uint32_t, std::vector<std::string_view>>;  // by subschema
using NameSet = std::unordered_set<std::string_view, document::SeededHash>;

// Those of a schema, of what it refers to, and of its allOf.
NameSet CollectBarred(const Compiled& compiled, const BarredNames& own, std::uint32_t schema) {
  NameSet names;
  std::vector<std::uint32_t> open = {schema};
  std::unordered_set<std::uint32_t> seen;
  while (!open.empty() && seen.size() < kMostVisits) {
    const std::uint32_t id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    if (const auto found = own.find(id); found != own.end()) names.insert(found->second.begin(), found->second.end());
    const Subschema& subschema = compiled.subschemas[id];
    for (const Keyword* k = compiled.KeywordsBegin(subschema); k != compiled.KeywordsEnd(subschema); ++k) {
      if (k->row->lowering == Lowering::kRef) open.push_back(k->a);
      if (k->row->lowering == Lowering::kAllOf)
        open.insert(open.end(), compiled.schema_lists.begin() + k->a, compiled.schema_lists.begin() + k->a + k->b);
    }
  }
  return names;
}

}  // namespace

bool IsBarred(const Compiled& compiled, std::uint32_t schema) {
  const std::string_view word = compiled.direction == Direction::kRequest ? "readOnly" : "writeOnly";
  std::vector<std::uint32_t> open = {schema}, seen;
  while (!open.empty()) {
    const std::uint32_t id = open.back();
    open.pop_back();
    if (std::find(seen.begin(), seen.end(), id) != seen.end() || seen.size() > 100) continue;
    seen.push_back(id);
    const Subschema& subschema = compiled.subschemas[id];
    const Cell* flag = subschema.cell->Find(word);
    const Dialect& dialect = *compiled.resources[subschema.resource]->dialect;
    const bool reference_only = dialect.id == DialectId::kOpenApi30 && subschema.cell->Find("$ref") != nullptr;
    if (!reference_only && flag != nullptr && flag->Is(document::CellKind::kTrue)) return true;
    for (const Keyword* k = compiled.KeywordsBegin(subschema); k != compiled.KeywordsEnd(subschema); ++k) {
      if (k->row->lowering == Lowering::kRef) open.push_back(k->a);
      if (k->row->lowering == Lowering::kAllOf) {
        open.insert(open.end(), compiled.schema_lists.begin() + k->a, compiled.schema_lists.begin() + k->a + k->b);
      }
    }
  }
  return false;
}

void ExcuseOneWayMembers(Compiled& compiled) {
  BarredNames own;
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    if (auto names = BarredProperties(compiled, compiled.subschemas[id]); !names.empty())
      own.emplace(id, std::move(names));
  }
  if (own.empty()) return;
  // Of branches of allOf the schema around. A branch stands in one place, so that it has one.
  std::vector<std::uint32_t> around(compiled.subschemas.size(), kNone);
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    const Subschema& schema = compiled.subschemas[id];
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      for (std::uint32_t i = 0; k->row->lowering == Lowering::kAllOf && i < k->b; ++i)
        around[compiled.schema_lists[k->a + i]] = id;
    }
  }
  std::unordered_map<std::uint32_t, NameSet> known;  // by the outermost schema
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    const Subschema& schema = compiled.subschemas[id];
    if (!IsOpenApi(compiled, schema)) continue;
    for (std::uint32_t i = schema.first; i < schema.first + schema.count; ++i) {
      Keyword& keyword = compiled.keywords[i];
      if (keyword.row->lowering != Lowering::kRequired) continue;
      std::uint32_t outermost = id;
      while (around[outermost] != kNone) outermost = around[outermost];
      auto barred = known.find(outermost);
      if (barred == known.end()) barred = known.emplace(outermost, CollectBarred(compiled, own, outermost)).first;
      const auto first = compiled.cells.begin() + keyword.a;
      const auto last = std::remove_if(first, first + keyword.b,
                                       [&](const Cell* name) { return barred->second.contains(name->view()); });
      keyword.b = static_cast<std::uint32_t>(last - first);
    }
  }
}

}  // namespace plumbline::schema
