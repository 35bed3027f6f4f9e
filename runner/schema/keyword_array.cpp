// prefixItems, items, additionalItems, contains, unevaluatedItems (core 10.3.1 and 11.2), maxItems, minItems,
// uniqueItems, maxContains, minContains (validation 6.4).
#include <fmt/format.h>

#include <unordered_map>

#include "base/text.h"
#include "schema/explanation.h"
#include "schema/unique_items.h"

namespace plumbline::schema {
namespace {

using document::Cell;

// a: subschema; b: index of the first item that it judges.
bool CompileItems(const KeywordSite& site, Keyword& keyword) {
  const Cell* prefix = (In(site.dialect.id) & kJsonSchema31) != 0 ? site.object.Find("prefixItems") : nullptr;
  keyword.a = site.Child();
  keyword.b = prefix == nullptr ? 0 : prefix->size;
  return true;
}

void ExplainItems(const Keyword& keyword, Explanation& at) {
  std::size_t i = 0;
  for (const Cell& item : document::Items(at.instance())) {
    if (at.Done()) return;
    if (i >= keyword.b) at.ApplyTo(i, item, keyword.a);
    ++i;
  }
  if (Evaluated* evaluated = at.evaluated()) evaluated->MarkAll();
  if (at.annotating() && at.instance().size > keyword.b) at.Annotate("true");
}

// a, b: first and count in schema_lists.
bool CompilePrefixItems(const KeywordSite& site, Keyword& keyword) {
  const auto list = site.SchemaList(site.value);
  keyword.a = list.first;
  keyword.b = list.count;
  return true;
}

void ExplainPrefixItems(const Keyword& keyword, Explanation& at) {
  std::size_t i = 0;
  for (const Cell& item : document::Items(at.instance())) {
    if (i == keyword.b || at.Done()) break;
    at.ApplyTo(i, item, at.compiled().schema_lists[keyword.a + i], {i});
    ++i;
  }
  if (Evaluated* evaluated = at.evaluated()) evaluated->MarkFirst(keyword.b);
  if (at.annotating() && at.instance().size > 0) {
    at.Annotate(at.instance().size <= keyword.b ? "true" : std::to_string(keyword.b - 1));
  }
}

// Until 2019-09 `items` is a schema or a list of them; c: 1 for the list.
bool CompileItemsOrList(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsArray()) return CompileItems(site, keyword);
  if (site.value.size == 0) return false;
  keyword.c = 1;
  return CompilePrefixItems(site, keyword);
}

void ExplainItemsOrList(const Keyword& keyword, Explanation& at) {
  if (keyword.c == 1) return ExplainPrefixItems(keyword, at);
  ExplainItems(keyword, at);
}

// Counts only beside a list of items.
bool CompileAdditionalItems(const KeywordSite& site, Keyword& keyword) {
  const Cell* items = site.object.Find("items");
  keyword.a = site.Child();
  if (items == nullptr || !items->IsArray()) return false;
  keyword.b = items->size;
  return true;
}

// a: subschema; b, c: least and most. `contains` holds the limits of its neighbours.
bool CompileContains(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Child();
  keyword.b = 1;
  keyword.c = kNone;
  if ((In(site.dialect.id) & kSince2019) != 0 && site.dialect.Has(kValidation)) {
    if (const Cell* least = site.object.Find("minContains")) keyword.b = site.LengthOf(*least);
    if (const Cell* most = site.object.Find("maxContains")) keyword.c = site.LengthOf(*most);
  }
  return true;
}

void ExplainContains(const Keyword& keyword, Explanation& at) {
  const Dialect& dialect = *at.compiled().resources[at.schema().resource]->dialect;
  Evaluated* const evaluated = (In(dialect.id) & kJsonSchema31) != 0 ? at.evaluated() : nullptr;
  std::size_t found = 0, i = 0;
  std::string indexes;
  for (const Cell& item : document::Items(at.instance())) {
    if (at.TryOn(i, item, keyword.a).valid) {
      ++found;
      if (evaluated != nullptr) evaluated->Mark(i);
      if (at.annotating()) indexes += (indexes.empty() ? "" : ",") + std::to_string(i);
    }
    ++i;
  }
  if (at.annotating()) at.Annotate(found == at.instance().size && found > 0 ? "true" : "[" + indexes + "]");
  if (found < keyword.b) {
    at.Fail([&] {
      return Fault{fmt::format("has fewer than {} that fit 'contains'", Count(keyword.b, "item")),
                   fmt::format("at least {}", keyword.b), Count(found, "item")};
    });
  } else if (found > keyword.c) {
    at.Fail([&] {
      return Fault{fmt::format("has more than {} that fit 'contains'", Count(keyword.c, "item")),
                   fmt::format("at most {}", keyword.c), Count(found, "item")};
    });
  }
}

void ExplainMinItems(const Keyword& keyword, Explanation& at) {
  if (at.instance().size >= keyword.a) return;
  at.Fail([&] {
    return Fault{fmt::format("has fewer than {}", Count(keyword.a, "item")),
                 fmt::format("at least {}", Count(keyword.a, "item")), Count(at.instance().size, "item")};
  });
}

void ExplainMaxItems(const Keyword& keyword, Explanation& at) {
  if (at.instance().size <= keyword.a) return;
  at.Fail([&] {
    return Fault{fmt::format("has more than {}", Count(keyword.a, "item")),
                 fmt::format("at most {}", Count(keyword.a, "item")), Count(at.instance().size, "item")};
  });
}

bool CompileUniqueItems(const KeywordSite& site, Keyword&) {
  if (!site.value.IsBoolean()) throw site.Fail("'uniqueItems' takes a boolean, not " + Describe(site.value));
  return site.value.Is(document::CellKind::kTrue);
}

void ExplainUniqueItems(const Keyword&, Explanation& at) {
  const auto pair = FindEqualItems(at.instance());
  if (!pair) return;
  at.Fail([&] {
    return Fault{fmt::format("holds equal items at {} and {}", pair->first, pair->second),
                 "unique items",
                 Describe(*at.instance().Item(pair->second)),
                 {},
                 {},
                 {pair->first, pair->second}};
  });
}

// a: subschema.
bool CompileUnevaluatedItems(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Child();
  site.compiled().tracks = true;
  return true;
}

void ExplainUnevaluatedItems(const Keyword& keyword, Explanation& at) {
  // What a schema that failed evaluated is not known: its items would be blamed for that failure once more.
  if (at.cascades() && !at.annotating() && !at.only_verdict()) return;
  Evaluated& evaluated = *at.evaluated();
  std::size_t i = 0;
  bool any = false;
  for (const Cell& item : document::Items(at.instance())) {
    if (at.Done()) return;
    if (!evaluated.Has(i)) {
      any = true;
      if (at.IsNever(keyword.a)) {
        at.Fail([&] {
          return Fault{fmt::format("has the item {}, which no schema expects", i), "no further items", Describe(item)};
        });
      } else {
        at.ApplyTo(i, item, keyword.a);
      }
    }
    ++i;
  }
  evaluated.MarkAll();
  if (at.annotating() && any) at.Annotate("true");
}

// The numbers are read by `contains`; here they are only held to be numbers.
bool CompileContainsLimit(const KeywordSite& site, Keyword&) {
  site.Length();
  return false;
}

constexpr KeywordRow kKeywords[] = {
    {"prefixItems", kJsonSchema31, kApplicator, kOfArrays, Shape::kList, CompilePrefixItems, ExplainPrefixItems,
     Lowering::kPrefixItems},
    {"items", kJsonSchema31 | In(DialectId::kOpenApi30), kApplicator, kOfArrays, Shape::kSchema, CompileItems,
     ExplainItems, Lowering::kItems},
    {"items", kUntil2019, kApplicator, kOfArrays, Shape::kSchemaOrList, CompileItemsOrList, ExplainItemsOrList,
     Lowering::kItems},
    {"additionalItems", kUntil2019, kApplicator, kOfArrays, Shape::kSchema, CompileAdditionalItems, ExplainItems,
     Lowering::kItems},
    {"contains", kSince6, kApplicator, kOfArrays, Shape::kSchema, CompileContains, ExplainContains,
     Lowering::kContains},
    {"minContains", kSince2019, kValidation, kOfArrays, Shape::kNoSchema, CompileContainsLimit},
    {"maxContains", kSince2019, kValidation, kOfArrays, Shape::kNoSchema, CompileContainsLimit},
    {"minItems", kAll, kValidation, kOfArrays, Shape::kNoSchema, CompileLength, ExplainMinItems, Lowering::kMinItems},
    {"maxItems", kAll, kValidation, kOfArrays, Shape::kNoSchema, CompileLength, ExplainMaxItems, Lowering::kMaxItems},
    {"uniqueItems", kAll, kValidation, kOfArrays, Shape::kNoSchema, CompileUniqueItems, ExplainUniqueItems,
     Lowering::kUniqueItems},
    {"unevaluatedItems", kSince2019, kUnevaluated, kOfArrays, Shape::kSchema, CompileUnevaluatedItems,
     ExplainUnevaluatedItems, Lowering::kUnevaluatedItems, true},
};

}  // namespace

std::span<const KeywordRow> ArrayKeywords() { return kKeywords; }

}  // namespace plumbline::schema
