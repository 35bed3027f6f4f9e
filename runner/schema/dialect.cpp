#include "schema/dialect.h"

#include <array>

namespace plumbline::schema {
namespace {

struct Row {
  DialectId id;
  std::string_view name;
  std::string_view meta_schema;
  std::uint16_t vocabularies;
};

constexpr std::uint16_t kOld = kCore | kApplicator | kValidation | kMetaData | kFormatAnnotation | kContent;

constexpr std::array<Row, kDialects> kRows = {{
    {DialectId::kDraft4, "draft4", "http://json-schema.org/draft-04/schema", kOld},
    {DialectId::kDraft6, "draft6", "http://json-schema.org/draft-06/schema", kOld},
    {DialectId::kDraft7, "draft7", "http://json-schema.org/draft-07/schema", kOld},
    {DialectId::k2019_09, "2019-09", "https://json-schema.org/draft/2019-09/schema", kOld | kUnevaluated},
    {DialectId::k2020_12, "2020-12", "https://json-schema.org/draft/2020-12/schema", kOld | kUnevaluated},
    {DialectId::kOpenApi30, "openapi-3.0", "https://spec.openapis.org/oas/3.0/schema-object", kOld | kOpenApi},
    {DialectId::kOpenApi31, "openapi-3.1", "https://spec.openapis.org/oas/3.1/dialect/base",
     kOld | kUnevaluated | kOpenApi},
}};

}  // namespace

std::string_view DialectName(DialectId id) { return kRows[static_cast<std::size_t>(id)].name; }

std::optional<DialectId> FindDialect(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.id;
  }
  return std::nullopt;
}

const Dialect& StandardDialect(DialectId id) {
  static const auto dialects = [] {
    std::array<Dialect, kDialects> all;
    for (const Row& row : kRows)
      all[static_cast<std::size_t>(row.id)] = {row.id, row.vocabularies, std::string(row.meta_schema)};
    return all;
  }();
  return dialects[static_cast<std::size_t>(id)];
}

std::optional<DialectId> DialectOfMetaSchema(std::string_view uri) {
  if (uri.ends_with('#')) uri.remove_suffix(1);
  for (const Row& row : kRows) {
    if (row.meta_schema == uri) return row.id;
  }
  return std::nullopt;
}

std::optional<Vocabulary> FindVocabulary(std::string_view uri) {
  if (uri == "https://spec.openapis.org/oas/3.1/vocab/base") return kOpenApi;
  for (const std::string_view prefix :
       {"https://json-schema.org/draft/2019-09/vocab/", "https://json-schema.org/draft/2020-12/vocab/"}) {
    if (!uri.starts_with(prefix)) continue;
    const std::string_view name = uri.substr(prefix.size());
    if (name == "core") return kCore;
    if (name == "applicator") {  // 2019-09 keeps the unevaluated keywords here
      return prefix.find("2019") == std::string_view::npos ? kApplicator
                                                           : static_cast<Vocabulary>(kApplicator | kUnevaluated);
    }
    if (name == "unevaluated") return kUnevaluated;
    if (name == "validation") return kValidation;
    if (name == "meta-data") return kMetaData;
    if (name == "format" || name == "format-annotation") return kFormatAnnotation;
    if (name == "format-assertion") return static_cast<Vocabulary>(kFormatAnnotation | kFormatAssertion);
    if (name == "content") return kContent;
  }
  return std::nullopt;
}

}  // namespace plumbline::schema
