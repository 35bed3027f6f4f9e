// What OpenAPI's Schema Object adds: discriminator (3.0.4, 4.7.25), readOnly and writeOnly by direction (4.7.24.2),
// nullable (read by `type`).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "schema/compiler.h"
#include "schema/direction.h"
#include "schema/explanation.h"

namespace plumbline::schema {
namespace {

using document::Cell;

std::string LastSegment(std::string_view reference) {
  return std::string(reference.substr(reference.find_last_of("/#") + 1));
}

// The one text that a schema demands of a member, its reference followed; nothing where it demands none.
const Cell* FixedText(const Cell& schema, std::string_view member) {
  const Cell* properties = schema.Find("properties");
  const Cell* property = properties == nullptr ? nullptr : properties->Find(member);
  if (property == nullptr) return nullptr;
  const Cell* fixed = property->Find("const");
  const Cell* list = property->Find("enum");
  if (fixed == nullptr && list != nullptr && list->IsArray()) {
    std::size_t count = 0;
    for (const Cell& one : document::Items(*list)) {
      ++count;
      fixed = &one;
    }
    if (count != 1) return nullptr;
  }
  return fixed != nullptr && fixed->IsString() ? fixed : nullptr;
}

// a: index in discriminations; b: 1 where the alternatives are those of the oneOf beside it, 0 where they are those of
// anyOf, which has the word only where there is no oneOf. Without either it only annotates.
bool CompileDiscriminator(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsObject()) throw site.Fail("'discriminator' takes an object, not " + Describe(site.value));
  const Cell* property = site.value.Find("propertyName");
  if (property == nullptr || !property->IsString()) throw site.Fail("'discriminator' lacks 'propertyName'");
  const Cell* list = site.object.Find("oneOf");
  if (list == nullptr) list = site.object.Find("anyOf");
  if (list == nullptr || !list->IsArray()) return false;
  keyword.b = list == site.object.Find("oneOf") ? 1 : 0;
  Discrimination choice;
  choice.property = std::string(property->view());
  const auto add = [&](std::string value, std::uint32_t schema) {
    const auto same = [&](const auto& row) { return row.first == value; };
    if (std::none_of(choice.schemas.begin(), choice.schemas.end(), same))
      choice.schemas.emplace_back(std::move(value), schema);
  };
  // Without a mapping, values are names of schemas (3.0.4, 4.7.25.1). Where an alternative itself demands another value
  // of the member, its author means that one; the keyword, which "MUST NOT change the validation outcome", then leaves
  // the choice to the alternatives.
  const bool mapped = site.value.Find("mapping") != nullptr;
  std::vector<std::pair<std::string, std::uint32_t>> implicit;
  for (const Cell& alternative : document::Items(*list)) {
    const Cell* reference = alternative.Find("$ref");
    if (reference != nullptr && reference->IsString())
      implicit.emplace_back(LastSegment(reference->view()), site.Reference(reference->view()));
    if (implicit.empty() || mapped) continue;
    const Cell* fixed = FixedText(*site.compiled().subschemas[implicit.back().second].cell, property->view());
    if (fixed != nullptr && fixed->view() != implicit.back().first) return false;
  }
  if (const Cell* mapping = site.value.Find("mapping"); mapping != nullptr && mapping->IsObject()) {
    for (const auto& [key, target] : document::Members(*mapping)) {
      if (!target.IsString())
        throw site.FailAt(target, "a discriminator's mapping takes strings, not " + Describe(target));
      // A bare name is one of the alternatives; everything else is a reference (4.7.25.1).
      const auto named = std::find_if(implicit.begin(), implicit.end(),
                                      [target = &target](const auto& row) { return row.first == target->view(); });
      // A schema that is none of the alternatives would be chosen in vain: kNone.
      const bool bare = target.view().find_first_of("/#.:") == std::string_view::npos;
      const std::uint32_t chosen =
          named != implicit.end()
              ? named->second
              : site.Reference(bare ? site.compiler.Keep("#/components/schemas/" + std::string(target.view()))
                                    : target.view());
      const bool offered =
          std::any_of(implicit.begin(), implicit.end(), [&](const auto& row) { return row.second == chosen; });
      add(std::string(key.view()), offered ? chosen : kNone);
    }
  }
  for (const auto& [name, schema] : implicit) add(name, schema);
  if (choice.schemas.empty()) return false;
  keyword.a = static_cast<std::uint32_t>(site.compiled().discriminations.size());
  site.compiled().discriminations.push_back(std::move(choice));
  return true;
}

void ExplainDiscriminator(const Keyword& keyword, Explanation& at) {
  const Discrimination& choice = at.compiled().discriminations[keyword.a];
  const Cell* member = at.instance().Find(choice.property);
  if (member == nullptr || !member->IsString()) {
    return at.Fail([&] {
      return Fault{member == nullptr
                       ? fmt::format("lacks the member '{}', by which its schema is chosen", choice.property)
                       : fmt::format("has no string under '{}', by which its schema is chosen", choice.property),
                   fmt::format("'{}'", choice.property), member == nullptr ? "no such member" : Describe(*member),
                   "propertyName", choice.property};
    });
  }
  const auto row = std::find_if(choice.schemas.begin(), choice.schemas.end(),
                                [&](const auto& r) { return r.first == member->view(); });
  if (row != choice.schemas.end() && row->second == kNone) {
    return at.Fail([&] {
      return Fault{fmt::format("has '{}' under '{}', which chooses a schema that is none of the alternatives",
                               member->view(), choice.property),
                   "one of the alternatives", Describe(*member)};
    });
  }
  if (row != choice.schemas.end()) {
    at.ApplyChosen(row->second, {Token("mapping"), Token(std::string_view(row->first))},
                   fmt::format("chosen by '{}': '{}'", choice.property, row->first));
    return;
  }
  at.Fail([&] {
    std::vector<std::string> names;
    for (const auto& [name, schema] : choice.schemas) {
      if (schema != kNone) names.push_back(name);
    }
    return Fault{fmt::format("has '{}' under '{}', which chooses no schema{}", member->view(), choice.property,
                             DidYouMean(member->view(), names)),
                 "one of " + Join(names, ", "), Describe(*member)};
  });
}

// Judged at the object, because a barred member is a fault of the object that has it. a, b: as `properties`.
bool CompileDirection(const KeywordSite& site, Keyword& keyword) {
  if (!site.compiled().refuses_one_way_members()) return false;
  const auto map = site.SchemaMap(site.value);
  keyword.a = map.first;
  keyword.b = map.count;
  return true;
}

void ExplainDirection(const Keyword& keyword, Explanation& at) {
  for (std::uint32_t i = keyword.a; i < keyword.a + keyword.b; ++i) {
    const NamedSchema& named = at.compiled().named[i];
    if (at.instance().Find(named.key->view()) == nullptr || !IsBarred(at.compiled(), named.schema)) continue;
    const bool request = at.compiled().direction == Direction::kRequest;
    at.Fail([&] {
      return Fault{fmt::format("has the {} member '{}', which is no part of a {}", request ? "readOnly" : "writeOnly",
                               named.key->view(), request ? "request" : "response"),
                   "no such member", fmt::format("'{}'", named.key->view()), std::string(named.key->view()),
                   std::string(named.key->view())};
    });
  }
}

constexpr KeywordRow kKeywords[] = {
    {"discriminator", kOpenApis, kOpenApi, kOfObjects, Shape::kNoSchema, CompileDiscriminator, ExplainDiscriminator,
     Lowering::kDiscriminator},
    {"properties", kOpenApis, kOpenApi, kOfObjects, Shape::kMap, CompileDirection, ExplainDirection,
     Lowering::kDirection},
    {"nullable", In(DialectId::kOpenApi30), kOpenApi, kOfAll},
    {"xml", kOpenApis, kOpenApi, kOfAll, Shape::kNoSchema, nullptr, nullptr, Lowering::kNothing, false, true},
    {"externalDocs", kOpenApis, kOpenApi, kOfAll, Shape::kNoSchema, nullptr, nullptr, Lowering::kNothing, false, true},
    {"example", kOpenApis, kOpenApi, kOfAll, Shape::kNoSchema, nullptr, nullptr, Lowering::kNothing, false, true},
};

}  // namespace

std::span<const KeywordRow> OpenApiKeywords() { return kKeywords; }

}  // namespace plumbline::schema
