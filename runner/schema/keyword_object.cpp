// properties, patternProperties, additionalProperties, propertyNames, unevaluatedProperties (core 10.3.2 and 11.3),
// required, dependentRequired, maxProperties, minProperties (validation 6.5), dependentSchemas (core 10.2.2.4), and
// `dependencies`, which the last two were until draft 7.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "document/text_hash.h"
#include "schema/compiler.h"
#include "schema/explanation.h"

namespace plumbline::schema {
namespace {

using document::Cell;

std::string NameList(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(document::WriteJson(document::Value::String(name), 0));
  return "[" + Join(quoted, ",") + "]";
}

// a, b: first and count in named.
bool CompileProperties(const KeywordSite& site, Keyword& keyword) {
  const auto map = site.SchemaMap(site.value);
  keyword.a = map.first;
  keyword.b = map.count;
  return true;
}

// The subschemas of `properties` by name: searched one by one, or by a table where members and properties are many.
class NamedTable {
 public:
  NamedTable(const Compiled& compiled, const Keyword* keyword, const Cell& object) {
    if (keyword == nullptr) return;
    rows_ = {compiled.named.data() + keyword->a, keyword->b};
    constexpr std::size_t kMostComparisons = 4096;
    if (std::size_t{keyword->b} * object.size <= kMostComparisons) return;
    table_.emplace();
    for (const NamedSchema& row : rows_) table_->emplace(row.key->view(), &row);
  }

  const NamedSchema* Find(const Cell& key) const {
    if (table_) {
      const auto found = table_->find(key.view());
      return found == table_->end() ? nullptr : found->second;
    }
    for (const NamedSchema& row : rows_) {
      if (row.key->hash() == key.hash() && row.key->view() == key.view()) return &row;
    }
    return nullptr;
  }

 private:
  std::span<const NamedSchema> rows_;
  std::optional<std::unordered_map<std::string_view, const NamedSchema*, document::SeededHash>> table_;
};

void ExplainProperties(const Keyword& keyword, Explanation& at) {
  const NamedTable table(at.compiled(), &keyword, at.instance());
  std::vector<std::string> names;
  std::size_t i = 0;
  for (const auto& [key, value] : document::Members(at.instance())) {
    if (at.Done()) return;
    if (const NamedSchema* named = table.Find(key)) {
      at.ApplyTo(key, value, named->schema, {*named->key});
      if (Evaluated* evaluated = at.evaluated()) evaluated->Mark(i);
      if (at.annotating()) names.emplace_back(key.view());
    }
    ++i;
  }
  if (at.annotating()) at.Annotate(NameList(names));
}

// a, b: first and count in pattern_schemas.
bool CompilePatternProperties(const KeywordSite& site, Keyword& keyword) {
  const auto map = site.SchemaMap(site.value);
  std::vector<PatternSchema> rows;
  for (std::uint32_t i = map.first; i < map.first + map.count; ++i) {
    const NamedSchema named = site.compiled().named[i];
    rows.push_back({named.key, site.CompilePattern(*named.key), named.schema});
  }
  auto& all = site.compiled().pattern_schemas;
  keyword.a = static_cast<std::uint32_t>(all.size());
  keyword.b = static_cast<std::uint32_t>(rows.size());
  all.insert(all.end(), rows.begin(), rows.end());
  return true;
}

void ExplainPatternProperties(const Keyword& keyword, Explanation& at) {
  std::vector<std::string> names;
  std::size_t i = 0;
  for (const auto& [key, value] : document::Members(at.instance())) {
    bool matched = false;
    for (std::uint32_t k = keyword.a; k < keyword.a + keyword.b; ++k) {
      if (at.Done()) return;
      const PatternSchema& row = at.compiled().pattern_schemas[k];
      if (!at.Matches(row.pattern, key.view())) continue;
      at.ApplyTo(key, value, row.schema, {*row.key});
      matched = true;
    }
    if (matched) {
      if (Evaluated* evaluated = at.evaluated()) evaluated->Mark(i);
      if (at.annotating()) names.emplace_back(key.view());
    }
    ++i;
  }
  if (at.annotating()) at.Annotate(NameList(names));
}

// a: subschema.
bool CompileChild(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Child();
  return true;
}

std::vector<std::string> DeclaredNames(Explanation& at, const Keyword* properties) {
  std::vector<std::string> names;
  if (properties == nullptr || !at.MayHint(properties->b)) return names;
  for (std::uint32_t i = properties->a; i < properties->a + properties->b; ++i)
    names.emplace_back(at.compiled().named[i].key->view());
  return names;
}

void ExplainAdditionalProperties(const Keyword& keyword, Explanation& at) {
  const Keyword* properties = at.Sibling(Lowering::kProperties);
  const Keyword* patterns = at.Sibling(Lowering::kPatternProperties);
  const NamedTable table(at.compiled(), properties, at.instance());
  const auto matches_pattern = [&](const Cell& key) {
    if (patterns == nullptr) return false;
    for (std::uint32_t k = patterns->a; k < patterns->a + patterns->b; ++k) {
      if (at.Matches(at.compiled().pattern_schemas[k].pattern, key.view())) return true;
    }
    return false;
  };
  std::vector<std::string> names;
  std::size_t i = 0;
  for (const auto& [key, value] : document::Members(at.instance())) {
    const std::size_t index = i++;
    if (at.Done()) return;
    if (table.Find(key) != nullptr) continue;
    if (matches_pattern(key)) continue;
    if (Evaluated* evaluated = at.evaluated()) evaluated->Mark(index);
    if (at.annotating()) names.emplace_back(key.view());
    if (at.IsNever(keyword.a)) {
      at.Fail([&, &key = key] {
        return Fault{fmt::format("has the undeclared member '{}'{}", key.view(),
                                 DidYouMean(key.view(), DeclaredNames(at, properties))),
                     "no other members",
                     fmt::format("'{}'", key.view()),
                     {},
                     std::string(key.view())};
      });
    } else {
      at.ApplyTo(key, value, keyword.a);
    }
  }
  if (at.annotating()) at.Annotate(NameList(names));
}

void ExplainPropertyNames(const Keyword& keyword, Explanation& at) {
  for (const auto& [key, value] : document::Members(at.instance())) {
    if (at.Done()) return;
    const auto attempt = at.TryName(key, keyword.a);
    if (attempt.valid) continue;
    at.Fail([&, &key = key] {
      std::vector<std::string> reasons;
      for (const Violation& violation : attempt.violations) reasons.push_back(violation.message);
      const Violation* first = attempt.violations.empty() ? nullptr : &attempt.violations.front();
      return Fault{fmt::format("has a member named '{}', which {}", key.view(),
                               reasons.empty() ? "is not allowed" : Join(reasons, " and ")),
                   first == nullptr ? "another name" : first->expected,
                   first == nullptr ? std::string(key.view()) : first->observed,
                   {},
                   std::string(key.view())};
    });
  }
}

// a, b: first and count of names in cells.
bool CompileRequired(const KeywordSite& site, Keyword& keyword) {
  if (site.dialect.id == DialectId::kDraft4 && site.value.IsBoolean())
    throw site.Fail("'required' takes a list of names; a boolean was draft 3's");
  const auto names = site.Strings(site.value);
  keyword.a = names.first;
  keyword.b = names.count;
  return names.count > 0;
}

void ExplainRequired(const Keyword& keyword, Explanation& at) {
  std::unordered_set<std::string_view, document::SeededHash> present;
  for (const auto& [key, value] : document::Members(at.instance())) present.insert(key.view());
  for (std::uint32_t i = 0; i < keyword.b && !at.Done(); ++i) {
    const Cell& cell = *at.compiled().cells[keyword.a + i];
    const std::string_view name = cell.view();
    if (present.contains(name)) continue;
    at.Fail([&] {
      std::vector<std::string> names;
      if (at.MayHint(at.instance().size)) {
        for (const auto& [key, value] : document::Members(at.instance())) names.emplace_back(key.view());
      }
      return Fault{fmt::format("lacks the required member '{}'{}", name, DidYouMean(name, names)),
                   fmt::format("'{}'", name), "no such member", std::to_string(&cell - keyword.key[1].First()),
                   std::string(name)};
    });
  }
}

// a, b: first and count of triples in schema_lists: index of the trigger in cells, first, count.
bool CompileDependentRequired(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsObject())
    throw site.Fail(fmt::format("'{}' takes an object, not {}", site.Name(), Describe(site.value)));
  std::vector<std::uint32_t> rows;
  for (const auto& [key, value] : document::Members(site.value)) {
    if (!value.IsArray()) {
      if (site.key.view() == "dependencies") continue;
      throw site.FailAt(value, fmt::format("'{}' takes lists of names, not {}", site.Name(), Describe(value)));
    }
    const auto names = site.Strings(value);
    rows.push_back(static_cast<std::uint32_t>(site.compiled().cells.size()));
    site.compiled().cells.push_back(&key);
    rows.push_back(names.first);
    rows.push_back(names.count);
  }
  keyword.a = static_cast<std::uint32_t>(site.compiled().schema_lists.size());
  keyword.b = static_cast<std::uint32_t>(rows.size() / 3);
  site.compiled().schema_lists.insert(site.compiled().schema_lists.end(), rows.begin(), rows.end());
  return keyword.b > 0;
}

void ExplainDependentRequired(const Keyword& keyword, Explanation& at) {
  for (std::uint32_t i = 0; i < keyword.b; ++i) {
    const std::uint32_t* row = at.compiled().schema_lists.data() + keyword.a + 3 * i;
    const std::string_view trigger = at.compiled().cells[row[0]]->view();
    if (at.instance().Find(trigger) == nullptr) continue;
    for (std::uint32_t k = row[1]; k < row[1] + row[2]; ++k) {
      const std::string_view name = at.compiled().cells[k]->view();
      if (at.instance().Find(name) != nullptr) continue;
      at.Fail([&] {
        return Fault{fmt::format("lacks the member '{}', which '{}' requires", name, trigger),
                     fmt::format("'{}'", name), "no such member", std::string(trigger), std::string(name)};
      });
    }
  }
}

// a, b: first and count in named.
bool CompileDependentSchemas(const KeywordSite& site, Keyword& keyword) {
  return CompileProperties(site, keyword) && keyword.b > 0;
}

// The schemas of `dependencies`; a second row of that name holds the lists of names.
bool CompileDependencySchemas(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsObject())
    throw site.Fail(fmt::format("'dependencies' takes an object, not {}", Describe(site.value)));
  std::vector<NamedSchema> rows;
  for (const auto& [key, value] : document::Members(site.value)) {
    if (!value.IsArray()) rows.push_back({&key, site.Child(value)});
  }
  keyword.a = static_cast<std::uint32_t>(site.compiled().named.size());
  keyword.b = static_cast<std::uint32_t>(rows.size());
  site.compiled().named.insert(site.compiled().named.end(), rows.begin(), rows.end());
  return keyword.b > 0;
}

void ExplainDependentSchemas(const Keyword& keyword, Explanation& at) {
  for (std::uint32_t i = keyword.a; i < keyword.a + keyword.b; ++i) {
    if (at.Done()) return;
    const NamedSchema& named = at.compiled().named[i];
    if (at.instance().Find(named.key->view()) != nullptr) at.Apply(named.schema, {*named.key});
  }
}

void ExplainMinProperties(const Keyword& keyword, Explanation& at) {
  if (at.instance().size >= keyword.a) return;
  at.Fail([&] {
    return Fault{fmt::format("has fewer than {}", Count(keyword.a, "member")),
                 fmt::format("at least {}", Count(keyword.a, "member")), Count(at.instance().size, "member")};
  });
}

void ExplainMaxProperties(const Keyword& keyword, Explanation& at) {
  if (at.instance().size <= keyword.a) return;
  at.Fail([&] {
    return Fault{fmt::format("has more than {}", Count(keyword.a, "member")),
                 fmt::format("at most {}", Count(keyword.a, "member")), Count(at.instance().size, "member")};
  });
}

// a: subschema.
bool CompileUnevaluatedProperties(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Child();
  site.compiled().tracks = true;
  return true;
}

// Which members the schemas of one instance speak of at all, whether or not they fit.
struct Spoken {
  bool all = false;  // any, or it cannot be said
  std::vector<std::string> names;
  std::unordered_set<std::string_view, document::SeededHash> set;
  std::vector<const Pattern*> patterns;
};

Spoken SpokenOf(const Compiled& compiled, std::uint32_t start) {
  constexpr std::size_t kMostVisits = 5'000;
  Spoken spoken;
  std::unordered_set<std::uint32_t> seen;
  std::vector<std::uint32_t> open = {start};
  while (!open.empty() && !spoken.all) {
    const std::uint32_t id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    spoken.all |= seen.size() > kMostVisits;
    const Subschema& schema = compiled.subschemas[id];
    spoken.all |= schema.problem != kNone;
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      switch (k->row->lowering) {
        case Lowering::kProperties:
          for (std::uint32_t i = k->a; i < k->a + k->b; ++i) {
            if (spoken.set.insert(compiled.named[i].key->view()).second)
              spoken.names.emplace_back(compiled.named[i].key->view());
          }
          break;
        case Lowering::kPatternProperties:
          for (std::uint32_t i = k->a; i < k->a + k->b; ++i)
            spoken.patterns.push_back(&compiled.pattern_schemas[i].pattern);
          break;
        case Lowering::kAdditionalProperties:
          spoken.all = true;
          break;
        case Lowering::kUnevaluatedProperties:
          spoken.all |= id != start;
          break;
        case Lowering::kDynamicRef:
          spoken.all |= k->b != kNone && compiled.dynamic;
          break;
        case Lowering::kDiscriminator:
          for (const auto& [value, chosen] : compiled.discriminations[k->a].schemas) {
            if (chosen != kNone) open.push_back(chosen);
          }
          break;
        default:
          break;
      }
    }
    const auto below = InPlaceSchemas(compiled, id);
    open.insert(open.end(), below.begin(), below.end());
  }
  return spoken;
}

void ExplainUnevaluatedProperties(const Keyword& keyword, Explanation& at) {
  Evaluated& evaluated = *at.evaluated();
  const bool explains = !at.annotating() && !at.only_verdict();
  // Where a schema around failed, what it evaluated is not known, and that no schema expects its members would follow
  // from that failure and tell nothing new. That no schema speaks of a member is true all the same.
  std::optional<Spoken> spoken;
  if (explains && at.cascades()) spoken = SpokenOf(at.compiled(), at.schema_id());
  if (spoken && spoken->all) return;
  const auto is_spoken_of = [&](const Cell& key) {
    return spoken->set.contains(key.view()) ||
           std::any_of(spoken->patterns.begin(), spoken->patterns.end(),
                       [&](const Pattern* pattern) { return at.Matches(*pattern, key.view()); });
  };
  std::vector<std::string> names;
  std::size_t i = 0;
  for (const auto& [key, value] : document::Members(at.instance())) {
    if (at.Done()) return;
    if (!evaluated.Has(i++)) {
      if (spoken && is_spoken_of(key)) continue;
      if (at.annotating()) names.emplace_back(key.view());
      if (at.IsNever(keyword.a)) {
        at.Fail([&, &key = key] {
          if (!spoken) spoken = SpokenOf(at.compiled(), at.schema_id());
          return Fault{fmt::format("has the member '{}', which no schema expects{}", key.view(),
                                   at.MayHint(spoken->names.size()) ? DidYouMean(key.view(), spoken->names) : ""),
                       "no further members",
                       fmt::format("'{}'", key.view()),
                       {},
                       std::string(key.view())};
        });
      } else {
        at.ApplyTo(key, value, keyword.a);
      }
    }
  }
  evaluated.MarkAll();
  if (at.annotating()) at.Annotate(NameList(names));
}

constexpr DialectSet kNotOpenApi30 = kAll & ~In(DialectId::kOpenApi30);

constexpr KeywordRow kKeywords[] = {
    {"properties", kAll, kApplicator, kOfObjects, Shape::kMap, CompileProperties, ExplainProperties,
     Lowering::kProperties},
    {"patternProperties", kNotOpenApi30, kApplicator, kOfObjects, Shape::kMap, CompilePatternProperties,
     ExplainPatternProperties, Lowering::kPatternProperties},
    {"additionalProperties", kAll, kApplicator, kOfObjects, Shape::kSchema, CompileChild, ExplainAdditionalProperties,
     Lowering::kAdditionalProperties},
    {"propertyNames", kSince6, kApplicator, kOfObjects, Shape::kSchema, CompileChild, ExplainPropertyNames,
     Lowering::kPropertyNames},
    {"required", kAll, kValidation, kOfObjects, Shape::kNoSchema, CompileRequired, ExplainRequired,
     Lowering::kRequired},
    {"dependentRequired", kSince2019, kValidation, kOfObjects, Shape::kNoSchema, CompileDependentRequired,
     ExplainDependentRequired, Lowering::kDependentRequired},
    {"dependentSchemas", kSince2019, kApplicator, kOfObjects, Shape::kMap, CompileDependentSchemas,
     ExplainDependentSchemas, Lowering::kDependentSchemas},
    {"dependencies", kNotOpenApi30, kApplicator, kOfObjects, Shape::kMapOfSchemaOrStrings, CompileDependentRequired,
     ExplainDependentRequired, Lowering::kDependentRequired},
    {"dependencies", kNotOpenApi30, kApplicator, kOfObjects, Shape::kMapOfSchemaOrStrings, CompileDependencySchemas,
     ExplainDependentSchemas, Lowering::kDependentSchemas},
    {"minProperties", kAll, kValidation, kOfObjects, Shape::kNoSchema, CompileLength, ExplainMinProperties,
     Lowering::kMinProperties},
    {"maxProperties", kAll, kValidation, kOfObjects, Shape::kNoSchema, CompileLength, ExplainMaxProperties,
     Lowering::kMaxProperties},
    {"unevaluatedProperties", kSince2019, kUnevaluated, kOfObjects, Shape::kSchema, CompileUnevaluatedProperties,
     ExplainUnevaluatedProperties, Lowering::kUnevaluatedProperties, true},
};

}  // namespace

std::span<const KeywordRow> ObjectKeywords() { return kKeywords; }

}  // namespace plumbline::schema
