#include "schema/undeclared.h"

#include <algorithm>
#include <unordered_set>

#include "schema/keyword.h"
#include "schema/program.h"

namespace plumbline::schema {

using document::Cell;

namespace {

constexpr int kMostDepth = 64;
constexpr std::size_t kMostSteps = 10'000'000;

class Search {
 public:
  explicit Search(const Compiled& compiled) : in_(compiled) {}

  void Find(std::vector<std::uint32_t> schemas, const Cell& value, const JsonPointer& here, int depth) {
    if (schemas.empty() || depth > kMostDepth || (!value.IsArray() && !value.IsObject())) return;
    Expand(schemas);
    if (value.IsArray()) {
      std::uint32_t index = 0;
      for (const Cell& item : document::Items(value)) {
        Find(Items(schemas, index), item, here / index, depth + 1);
        ++index;
      }
      return;
    }
    const auto any = [&](auto says) { return std::any_of(schemas.begin(), schemas.end(), says); };
    const bool names = any([&](std::uint32_t id) { return Says(id, "properties"); });
    const bool open = any([&](std::uint32_t id) {
      return in_.subschemas[id].problem != kNone || Says(id, "additionalProperties") || Says(id, "patternProperties") ||
             Says(id, "unevaluatedProperties");
    });
    for (const auto& [key, member] : document::Members(value)) {
      if (steps_ > kMostSteps) return;
      std::vector<std::uint32_t> children = Properties(schemas, key);
      if (children.empty() && names && !open)
        found.push_back(here / std::string(key.view()));
      else if (member.IsArray() || member.IsObject())
        Find(std::move(children), member, here / std::string(key.view()), depth + 1);
    }
  }

  std::vector<JsonPointer> found;

 private:
  bool Says(std::uint32_t id, std::string_view keyword) const {
    return in_.subschemas[id].cell->Find(keyword) != nullptr;
  }

  template <typename Visit>
  void ForEachKeyword(const std::vector<std::uint32_t>& schemas, Visit visit) {
    for (const std::uint32_t id : schemas) {
      const Subschema& schema = in_.subschemas[id];
      steps_ += 1 + schema.count;
      for (const Keyword* k = in_.KeywordsBegin(schema); k != in_.KeywordsEnd(schema); ++k) visit(*k);
    }
  }

  // Adds the schemas that may describe the same value: references and branches followed.
  void Expand(std::vector<std::uint32_t>& schemas) {
    std::unordered_set<std::uint32_t> seen(schemas.begin(), schemas.end());
    const auto add = [&](std::uint32_t id) {
      if (id != kNone && seen.insert(id).second) schemas.push_back(id);
    };
    for (std::size_t i = 0; i < schemas.size() && steps_ <= kMostSteps; ++i) {
      const Subschema& schema = in_.subschemas[schemas[i]];
      ++steps_;
      for (const Keyword* k = in_.KeywordsBegin(schema); k != in_.KeywordsEnd(schema); ++k) {
        switch (k->row->lowering) {
          case Lowering::kRef:
          case Lowering::kDynamicRef:
            add(k->a);
            break;
          case Lowering::kAllOf:
          case Lowering::kAnyOf:
          case Lowering::kOneOf:
            for (std::uint32_t n = 0; n < k->b; ++n) add(in_.schema_lists[k->a + n]);
            break;
          case Lowering::kIf:
            add(k->b);
            add(k->c);
            break;
          case Lowering::kDependentSchemas:
            for (std::uint32_t n = k->a; n < k->a + k->b; ++n) add(in_.named[n].schema);
            break;
          case Lowering::kDiscriminator:
            for (const auto& [name, id] : in_.discriminations[k->a].schemas) add(id);
            break;
          default:
            break;
        }
      }
    }
  }

  std::vector<std::uint32_t> Items(const std::vector<std::uint32_t>& schemas, std::uint32_t index) {
    std::vector<std::uint32_t> below;
    ForEachKeyword(schemas, [&](const Keyword& k) {
      const bool list = k.row->lowering == Lowering::kPrefixItems || (k.row->lowering == Lowering::kItems && k.c == 1);
      if (list && index < k.b) below.push_back(in_.schema_lists[k.a + index]);
      if (!list && k.row->lowering == Lowering::kItems && index >= k.b) below.push_back(k.a);
    });
    return below;
  }

  std::vector<std::uint32_t> Properties(const std::vector<std::uint32_t>& schemas, const Cell& key) {
    std::vector<std::uint32_t> below;
    ForEachKeyword(schemas, [&](const Keyword& k) {
      if (k.row->lowering != Lowering::kProperties) return;
      steps_ += k.b;
      for (std::uint32_t i = k.a; i < k.a + k.b; ++i) {
        const Cell& name = *in_.named[i].key;
        if (name.hash() == key.hash() && name.view() == key.view()) below.push_back(in_.named[i].schema);
      }
    });
    return below;
  }

  const Compiled& in_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<JsonPointer> UndeclaredMembers(const Program& program, Entry entry, const Cell& instance) {
  Search search(program.compiled());
  search.Find({static_cast<std::uint32_t>(entry)}, instance, {}, 0);
  return std::move(search.found);
}

}  // namespace plumbline::schema
