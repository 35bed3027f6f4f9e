// type, enum, const (validation 6.1), and the keywords that only annotate.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

using document::Kind;
using document::Value;

constexpr std::string_view kTypeNames[] = {"null", "boolean", "object", "array", "number", "string", "integer"};

bool HasType(const Value& value, std::string_view type) {
  if (type == "integer") {
    const auto number = value.IsNumber() ? Decimal::Parse(value.text) : std::nullopt;
    return number && number->IsInteger();
  }
  return document::KindName(value.kind) == type;
}

std::string WithArticle(const std::string& noun) {
  if (noun == "null") return noun;
  return (std::string_view("aeio").find(noun.front()) != std::string_view::npos ? "an " : "a ") + noun;
}

void CompileType(const KeywordSite& site) {
  std::vector<std::string> types =
      site.value.IsString() ? std::vector<std::string>{site.value.text} : site.Strings();
  for (const std::string& type : types) {
    if (std::find(std::begin(kTypeNames), std::end(kTypeNames), type) == std::end(kTypeNames)) {
      throw site.Fail(fmt::format("'{}' is no JSON Schema type{}", type,
                                  DidYouMean(type, {std::begin(kTypeNames), std::end(kTypeNames)})));
    }
  }
  if (types.empty()) throw site.Fail("'type' takes at least one type");
  std::vector<std::string> nouns;
  for (const std::string& type : types) nouns.push_back(WithArticle(type));
  site.Add([types, message = "is not " + Join(nouns, " or ")](const Value& value, Evaluation& evaluation) {
    const bool fits = std::any_of(types.begin(), types.end(), [&](const auto& type) { return HasType(value, type); });
    if (!fits) evaluation.Fail(message, Join(types, " or "), Describe(value));
  });
}

void CompileEnum(const KeywordSite& site) {
  if (!site.value.IsArray()) throw site.Fail("'enum' takes a list of values, not " + Describe(site.value));
  site.Add([allowed = site.value](const Value& value, Evaluation& evaluation) {
    const auto same = [&](const Value& candidate) { return document::Equal(candidate, value); };
    if (std::any_of(allowed.items.begin(), allowed.items.end(), same)) return;
    std::vector<std::string> names, strings;
    for (const Value& candidate : allowed.items) {
      names.push_back(document::WriteJson(candidate, 0));
      if (candidate.IsString()) strings.push_back(candidate.text);
    }
    const std::string hint = value.IsString() ? DidYouMean(value.text, strings) : "";
    evaluation.Fail("is not one of the allowed values" + hint, "one of " + Join(names, ", "), Describe(value));
  });
}

void CompileConst(const KeywordSite& site) {
  site.Add([expected = site.value](const Value& value, Evaluation& evaluation) {
    if (document::Equal(expected, value)) return;
    evaluation.Fail("is not the one allowed value", document::WriteJson(expected, 0), Describe(value));
  });
}

constexpr Keyword kKeywords[] = {
    {"type", CompileType},     {"enum", CompileEnum},    {"const", CompileConst},
    {"$schema", nullptr},      {"$id", nullptr},         {"$comment", nullptr},
    {"$defs", nullptr},        {"title", nullptr},       {"description", nullptr},
    {"default", nullptr},      {"examples", nullptr},    {"deprecated", nullptr},
    {"readOnly", nullptr},     {"writeOnly", nullptr},   {"contentEncoding", nullptr},
    {"contentMediaType", nullptr},
};

}  // namespace

std::span<const Keyword> TypeKeywords() { return kKeywords; }

}  // namespace plumbline::schema
