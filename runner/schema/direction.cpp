#include "schema/direction.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/keyword.h"

namespace plumbline::schema {

using document::Cell;

namespace {

constexpr std::size_t kMostVisits = 1000;  // references and allOf that are followed from one schema

std::vector<std::string_view> BarredProperties(const Compiled& compiled, const Subschema& schema) {
  std::vector<std::string_view> names;
  if ((In(compiled.resources[schema.resource]->dialect->id) & kOpenApis) == 0) return names;
  for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
    if (k->row->lowering != Lowering::kProperties) continue;
    for (std::uint32_t i = k->a; i < k->a + k->b; ++i) {
      if (IsBarred(compiled, compiled.named[i].schema)) names.push_back(compiled.named[i].key->view());
    }
  }
  return names;
}

using BarredNames = std::unordered_map<std::uint32_t, std::vector<std::string_view>>;  // by subschema

// Those of a schema, of what it refers to, and of its allOf.
std::unordered_set<std::string_view> CollectBarred(const Compiled& compiled, const BarredNames& own, std::uint32_t schema) {
  std::unordered_set<std::string_view> names;
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
      if (k->row->lowering == Lowering::kAllOf) open.insert(open.end(), compiled.schema_lists.begin() + k->a, compiled.schema_lists.begin() + k->a + k->b);
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
    if (auto names = BarredProperties(compiled, compiled.subschemas[id]); !names.empty()) own.emplace(id, std::move(names));
  }
  if (own.empty()) return;
  std::unordered_map<std::uint32_t, std::uint32_t> around;  // a branch of allOf to the schema that holds it
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    const Subschema& schema = compiled.subschemas[id];
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      for (std::uint32_t i = 0; k->row->lowering == Lowering::kAllOf && i < k->b; ++i) around.emplace(compiled.schema_lists[k->a + i], id);
    }
  }
  for (std::uint32_t id = 0; id < compiled.subschemas.size(); ++id) {
    const Subschema& schema = compiled.subschemas[id];
    for (std::uint32_t i = schema.first; i < schema.first + schema.count; ++i) {
      Keyword& keyword = compiled.keywords[i];
      if (keyword.row->lowering != Lowering::kRequired) continue;
      std::uint32_t outermost = id;
      for (auto at = around.find(id); at != around.end(); at = around.find(outermost)) outermost = at->second;
      const auto barred = CollectBarred(compiled, own, outermost);
      const auto first = compiled.cells.begin() + keyword.a;
      const auto last = std::remove_if(first, first + keyword.b, [&](const Cell* name) { return barred.contains(name->view()); });
      keyword.b = static_cast<std::uint32_t>(last - first);
    }
  }
}

}  // namespace plumbline::schema
