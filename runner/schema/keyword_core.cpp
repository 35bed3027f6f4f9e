// $schema, $id, $anchor, $vocabulary, definitions (core 8): what the compiler reads before the keywords are compiled;
// and the keywords that only annotate: meta-data (validation 9) and content (validation 8), which draft 7 lets assert
// as well.
#include "base/base64.h"
#include "schema/explanation.h"

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

constexpr KeywordRow Annotating(std::string_view name, DialectSet dialects, Vocabulary vocabulary,
                                KindSet kinds = kOfAll, Shape shape = Shape::kNoSchema) {
  return {name, dialects, vocabulary, kinds, shape, nullptr, nullptr, Lowering::kNothing, false, true};
}

// a: 1 where the text is base64; b: 1 where it is JSON. Judged once for both keywords, by contentEncoding where it is
// there.
bool CompileContent(const KeywordSite& site, Keyword& keyword) {
  if (!site.compiled().assert_content) return false;
  const auto says = [&](std::string_view name, std::string_view word) {
    const document::Cell* cell = site.object.Find(name);
    return cell != nullptr && cell->IsString() && cell->view() == word ? 1u : 0u;
  };
  keyword.a = says("contentEncoding", "base64");
  keyword.b = says("contentMediaType", "application/json");
  const bool second = site.key.view() == "contentMediaType" && site.object.Find("contentEncoding") != nullptr;
  return !second && (keyword.a != 0 || keyword.b != 0);
}

void ExplainContent(const Keyword& keyword, Explanation& at) {
  std::string text(at.instance().view());
  if (keyword.a != 0) {
    const auto decoded = DecodeBase64(text);
    if (!decoded) {
      return at.Fail([&] { return Fault{"is no base64", "base64", Describe(at.instance())}; });
    }
    text = *decoded;
  }
  document::Tape tape;
  if (keyword.b == 0 || tape.ReadJson(text)) return;
  at.Fail([&] { return Fault{"holds no JSON", "a text of the media type application/json", Describe(at.instance())}; });
}

constexpr KeywordRow kAnnotationRows[] = {
    Annotating("title", kAll, kMetaData),
    Annotating("description", kAll, kMetaData),
    Annotating("default", kAll, kMetaData),
    Annotating("examples", kSince6, kMetaData),
    Annotating("readOnly", kSince7 | In(DialectId::kOpenApi30), kMetaData),
    Annotating("writeOnly", kSince7 | In(DialectId::kOpenApi30), kMetaData),
    Annotating("deprecated", kSince2019 | In(DialectId::kOpenApi30), kMetaData),
    {"contentEncoding", In(DialectId::kDraft7), kContent, kOfStrings, Shape::kNoSchema, CompileContent, ExplainContent,
     Lowering::kAsk, false, true},
    {"contentMediaType", In(DialectId::kDraft7), kContent, kOfStrings, Shape::kNoSchema, CompileContent, ExplainContent,
     Lowering::kAsk, false, true},
    Annotating("contentEncoding", kSince2019, kContent, kOfStrings),
    Annotating("contentMediaType", kSince2019, kContent, kOfStrings),
    Annotating("contentSchema", kSince2019, kContent, kOfStrings, Shape::kSchema),
};

}  // namespace

std::span<const KeywordRow> CoreKeywords() { return kCoreRows; }
std::span<const KeywordRow> AnnotationKeywords() { return kAnnotationRows; }

}  // namespace plumbline::schema
