// prefixItems, items, contains (core 10.3.1), maxItems, minItems, uniqueItems, maxContains,
// minContains (validation 6.4).
#include <fmt/format.h>

#include "base/text.h"
#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

using document::Value;

void CompileItems(const KeywordSite& site) {
  const Value* prefix = site.schema.Find("prefixItems");
  const std::size_t first = prefix == nullptr ? 0 : prefix->items.size();
  site.Add([first, item = site.Child()](const Value& value, Evaluation& evaluation) {
    if (!value.IsArray()) return;
    for (std::size_t i = first; i < value.items.size(); ++i) {
      evaluation.ApplyTo(std::to_string(i), item, value.items[i], {});
    }
  });
}

void CompilePrefixItems(const KeywordSite& site) {
  site.Add([list = site.ChildList()](const Value& value, Evaluation& evaluation) {
    if (!value.IsArray()) return;
    for (std::size_t i = 0; i < std::min(list.size(), value.items.size()); ++i) {
      evaluation.ApplyTo(std::to_string(i), list[i], value.items[i], {std::to_string(i)});
    }
  });
}

void CompileMinItems(const KeywordSite& site) {
  site.Add([limit = site.Length()](const Value& value, Evaluation& evaluation) {
    if (!value.IsArray() || value.items.size() >= limit) return;
    evaluation.Fail(fmt::format("has fewer than {}", Count(limit, "item")),
                    fmt::format("at least {}", Count(limit, "item")), Count(value.items.size(), "item"));
  });
}

void CompileMaxItems(const KeywordSite& site) {
  site.Add([limit = site.Length()](const Value& value, Evaluation& evaluation) {
    if (!value.IsArray() || value.items.size() <= limit) return;
    evaluation.Fail(fmt::format("has more than {}", Count(limit, "item")),
                    fmt::format("at most {}", Count(limit, "item")), Count(value.items.size(), "item"));
  });
}

void CompileUniqueItems(const KeywordSite& site) {
  if (!site.value.IsBoolean()) throw site.Fail("'uniqueItems' takes a boolean, not " + Describe(site.value));
  if (!site.value.boolean) return;
  site.Add([](const Value& value, Evaluation& evaluation) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (!document::Equal(value.items[i], value.items[k])) continue;
        evaluation.Fail(fmt::format("holds equal items at {} and {}", k, i), "unique items", Describe(value.items[i]));
        return;
      }
    }
  });
}

void CompileContains(const KeywordSite& site) {
  const auto bound = [&](std::string_view name, std::size_t otherwise) {
    const Value* limit = site.schema.Find(name);
    if (limit == nullptr) return otherwise;
    KeywordSite beside{site.compiler, *limit, site.schema, site.location.Parent() / name, site.subschema, site.options};
    return beside.Length();
  };
  const std::size_t least = bound("minContains", 1), most = bound("maxContains", SIZE_MAX);
  site.Add([least, most, item = site.Child()](const Value& value, Evaluation& evaluation) {
    if (!value.IsArray()) return;
    std::size_t found = 0;
    for (const Value& candidate : value.items) found += evaluation.Probe(item, candidate, {}).empty() ? 1 : 0;
    if (found < least) {
      evaluation.Fail(fmt::format("has fewer than {} that fit 'contains'", Count(least, "item")),
                      fmt::format("at least {}", least), Count(found, "item"));
    } else if (found > most) {
      evaluation.Fail(fmt::format("has more than {} that fit 'contains'", Count(most, "item")),
                      fmt::format("at most {}", most), Count(found, "item"));
    }
  });
}

constexpr Keyword kKeywords[] = {
    {"prefixItems", CompilePrefixItems}, {"items", CompileItems},
    {"contains", CompileContains},       {"minContains", nullptr},
    {"maxContains", nullptr},            {"minItems", CompileMinItems},
    {"maxItems", CompileMaxItems},       {"uniqueItems", CompileUniqueItems},
};

}  // namespace

std::span<const Keyword> ArrayKeywords() { return kKeywords; }

}  // namespace plumbline::schema
