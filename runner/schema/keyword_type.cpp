// type, enum, const (validation 6.1).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "schema/explanation.h"
#include "schema/type_set.h"

namespace plumbline::schema {
namespace {

using document::Cell;

std::string WithArticle(std::string_view noun) {
  if (noun == "null") return "null";
  return (std::string_view("aeio").find(noun.front()) != std::string_view::npos ? "an " : "a ") + std::string(noun);
}

// a: a TypeSet.
bool CompileType(const KeywordSite& site, Keyword& keyword) {
  TypeSet types = 0;
  const auto add = [&](const Cell& name) {
    if (!name.IsString())
      throw site.FailAt(name, fmt::format("'type' takes the name of a type, not {}", Describe(name)));
    const auto bits = TypeOfName(name.view());
    if (!bits) {
      throw site.FailAt(name, fmt::format("'{}' is no JSON Schema type{}", name.view(),
                                          DidYouMean(name.view(), {std::begin(kTypeNames), std::end(kTypeNames)})));
    }
    types |= *bits;
  };
  if (site.value.IsArray()) {
    if (site.dialect.id == DialectId::kOpenApi30) throw site.Fail("'type' takes one type in OpenAPI 3.0, not a list");
    for (const Cell& name : document::Items(site.value)) add(name);
    if (types == 0) throw site.Fail("'type' takes at least one type");
  } else {
    add(site.value);
  }
  if (site.dialect.id == DialectId::kOpenApi30) {  // 4.7.24: `nullable` widens the type beside it, and nothing else
    const Cell* nullable = site.object.Find("nullable");
    if (nullable != nullptr && nullable->Is(document::CellKind::kTrue)) types |= kNullBit;
  }
  if (site.dialect.id == DialectId::kDraft4) types &= static_cast<TypeSet>(~kWholeBit);
  keyword.a = types;
  return true;
}

void ExplainType(const Keyword& keyword, Explanation& at) {
  if (HasType(at.instance(), static_cast<TypeSet>(keyword.a))) return;
  at.Fail([&] {
    std::vector<std::string> names, nouns;
    for (const std::string_view name : NamesOf(static_cast<TypeSet>(keyword.a), keyword.key[1])) {
      names.emplace_back(name);
      nouns.push_back(WithArticle(name));
    }
    return Fault{"is not " + Join(nouns, " or "), Join(names, " or "), Describe(at.instance())};
  });
}

// a, b: first and count in cells.
bool CompileEnum(const KeywordSite& site, Keyword& keyword) {
  if (!site.value.IsArray()) throw site.Fail("'enum' takes a list of values, not " + Describe(site.value));
  auto& cells = site.compiled().cells;
  keyword.a = static_cast<std::uint32_t>(cells.size());
  keyword.b = site.value.size;
  for (const Cell& value : document::Items(site.value)) cells.push_back(&value);
  return true;
}

void ExplainEnum(const Keyword& keyword, Explanation& at) {
  const auto first = at.compiled().cells.begin() + keyword.a, last = first + keyword.b;
  if (std::any_of(first, last, [&](const Cell* allowed) { return document::Equal(*allowed, at.instance()); })) return;
  at.Fail([&] {
    constexpr std::uint32_t kMany = 1000, kFew = 100;  // of so many values, so few are written
    const std::uint32_t written = keyword.b > kMany ? kFew : keyword.b;
    std::vector<std::string> names, strings;
    for (auto allowed = first; allowed != first + written; ++allowed) names.push_back(document::WriteJson(**allowed));
    if (written < keyword.b) names.push_back(fmt::format("… ({} in all)", keyword.b));
    for (auto allowed = first; allowed != last && at.MayHint(1); ++allowed) {
      if ((*allowed)->IsString()) strings.emplace_back((*allowed)->view());
    }
    const std::string hint = at.instance().IsString() ? DidYouMean(at.instance().view(), strings) : "";
    return Fault{"is not one of the allowed values" + hint, "one of " + Join(names, ", "), Describe(at.instance())};
  });
}

bool CompileConst(const KeywordSite& site, Keyword& keyword) {
  keyword.a = static_cast<std::uint32_t>(site.compiled().cells.size());
  keyword.b = 1;
  site.compiled().cells.push_back(&site.value);
  return true;
}

void ExplainConst(const Keyword& keyword, Explanation& at) {
  const Cell& expected = keyword.key[1];
  if (document::Equal(expected, at.instance())) return;
  at.Fail([&] {
    return Fault{"is not the one allowed value", document::WriteJson(expected), Describe(at.instance())};
  });
}

constexpr KeywordRow kKeywords[] = {
    {"type", kAll, kValidation, kOfAll, Shape::kNoSchema, CompileType, ExplainType, Lowering::kType},
    {"enum", kAll, kValidation, kOfAll, Shape::kNoSchema, CompileEnum, ExplainEnum, Lowering::kEnum},
    {"const", kSince6, kValidation, kOfAll, Shape::kNoSchema, CompileConst, ExplainConst, Lowering::kEnum},
};

}  // namespace

std::span<const KeywordRow> TypeKeywords() { return kKeywords; }

}  // namespace plumbline::schema
