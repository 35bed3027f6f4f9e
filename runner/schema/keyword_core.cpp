// $schema, $id, $anchor, $vocabulary, definitions (core 8): what the compiler reads before the keywords are compiled; and the
// keywords that only annotate: meta-data (validation 9) and content (validation 8).
#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

constexpr DialectSet kJson = kAll & ~In(DialectId::kOpenApi30);

constexpr KeywordRow kCoreRows[] = {
    {"$schema", kJson, kCore, kOfAll},
    {"id", In(DialectId::kDraft4), kCore, kOfAll},
    {"$id", kSince6, kCore, kOfAll},
    {"$anchor", kSince2019, kCore, kOfAll},
    {"$dynamicAnchor", kJsonSchema31, kCore, kOfAll},
    {"$recursiveAnchor", In(DialectId::k2019_09), kCore, kOfAll},
    {"$vocabulary", kSince2019, kCore, kOfAll},
    {"$comment", kSince7, kCore, kOfAll},
    {"$defs", kSince2019, kCore, kOfAll, Shape::kMap},
    // Renamed to $defs; schemas of later dialects still have it, and their meta-schemas let them.
    {"definitions", kJson, kCore, kOfAll, Shape::kMap},
};

constexpr KeywordRow Annotating(std::string_view name, DialectSet dialects, Vocabulary vocabulary, KindSet kinds = kOfAll, Shape shape = Shape::kNoSchema) {
  return {name, dialects, vocabulary, kinds, shape, nullptr, nullptr, Lowering::kNothing, false, true};
}

constexpr KeywordRow kAnnotationRows[] = {
    Annotating("title", kAll, kMetaData),
    Annotating("description", kAll, kMetaData),
    Annotating("default", kAll, kMetaData),
    Annotating("examples", kSince6, kMetaData),
    Annotating("readOnly", kSince7 | In(DialectId::kOpenApi30), kMetaData),
    Annotating("writeOnly", kSince7 | In(DialectId::kOpenApi30), kMetaData),
    Annotating("deprecated", kSince2019 | In(DialectId::kOpenApi30), kMetaData),
    Annotating("contentEncoding", kSince7, kContent, kOfStrings),
    Annotating("contentMediaType", kSince7, kContent, kOfStrings),
    Annotating("contentSchema", kSince2019, kContent, kOfStrings, Shape::kSchema),
};

}  // namespace

std::span<const KeywordRow> CoreKeywords() { return kCoreRows; }
std::span<const KeywordRow> AnnotationKeywords() { return kAnnotationRows; }

}  // namespace plumbline::schema
