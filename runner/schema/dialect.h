// The dialects: which keywords a schema may use, what they mean, and which meta-schema holds. A custom meta-schema is a
// dialect of its own, made of the vocabularies it names (core 8.1.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::schema {

// In the order of their ages, the dialects of OpenAPI last.
enum class DialectId : std::uint8_t { kDraft4, kDraft6, kDraft7, k2019_09, k2020_12, kOpenApi30, kOpenApi31 };
constexpr std::size_t kDialects = 7;

// A set of dialects: bit n is the dialect with value n.
using DialectSet = std::uint8_t;
constexpr DialectSet In(DialectId id) { return static_cast<DialectSet>(1u << static_cast<unsigned>(id)); }

// The vocabularies of 2019-09 and 2020-12 (and OpenAPI 3.1's). Older drafts have all of them at once.
enum Vocabulary : std::uint16_t {
  kCore = 1,
  kApplicator = 2,
  kUnevaluated = 4,
  kValidation = 8,
  kMetaData = 16,
  kFormatAnnotation = 32,
  kFormatAssertion = 64,
  kContent = 128,
  kOpenApi = 256,
};

struct Dialect {
  DialectId id = DialectId::k2020_12;
  std::uint16_t vocabularies = 0xFFFF;  // of Vocabulary
  std::string meta_schema;              // URI, without an empty fragment

  bool Has(Vocabulary vocabulary) const { return (vocabularies & vocabulary) != 0; }
  bool operator==(const Dialect&) const = default;
};

// "draft4", "2020-12", "openapi-3.0": the names that users give.
std::string_view DialectName(DialectId id);
std::optional<DialectId> FindDialect(std::string_view name);
const Dialect& StandardDialect(DialectId id);

// Nothing beside a `$ref` counts: until draft 7, and in OpenAPI 3.0.
constexpr bool RefStandsAlone(DialectId id) { return id <= DialectId::kDraft7 || id == DialectId::kOpenApi30; }

// The dialect whose meta-schema has this URI, with or without an empty fragment.
std::optional<DialectId> DialectOfMetaSchema(std::string_view uri);

// The vocabulary bit of a URI, 2019-09's and 2020-12's alike; nothing for a vocabulary that is not known.
std::optional<Vocabulary> FindVocabulary(std::string_view uri);

}  // namespace plumbline::schema
