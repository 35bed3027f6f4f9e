// What the keyword groups share. A keyword is one row in the table of its group's file: where it may stand, how its
// operands are compiled, and how it judges and explains an instance. The verdict pass has faster code for most of them
// (lower.cpp); what it has none for, it asks of the row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/program.h"

namespace plumbline::schema {

class Compiler;
class Explanation;

// Where below a keyword subschemas stand, which is where $id and $anchor count.
enum class Shape : std::uint8_t { kNoSchema, kSchema, kList, kMap, kSchemaOrList, kMapOfSchemaOrStrings };

// A keyword about to be compiled.
struct KeywordSite {
  Compiler& compiler;
  std::uint32_t schema;  // the subschema that holds it
  const document::Cell& key;
  const document::Cell& value;
  const document::Cell& object;  // the schema object that holds it
  const Dialect& dialect;

  CompileError Fail(std::string message) const;
  CompileError FailAt(const document::Cell& at, std::string message) const;
  std::string Name() const { return std::string(key.view()); }

  Compiled& compiled() const;
  // The compiled subschema at a cell below this keyword.
  std::uint32_t Child(const document::Cell& cell) const;
  std::uint32_t Child() const { return Child(value); }
  // The subschema that a reference names, its base being this schema's.
  std::uint32_t Reference(std::string_view reference) const;

  // Checked readings of the keyword's value; they throw CompileError.
  std::uint32_t Length() const { return LengthOf(value); }
  std::uint32_t LengthOf(const document::Cell& cell) const;
  std::uint32_t Number() const;  // index into numbers
  // Range in schema_lists, of at least one schema; in named, of an object of schemas; in cells, of a list of strings.
  struct Range {
    std::uint32_t first, count;
  };
  Range SchemaList(const document::Cell& list) const;
  Range SchemaMap(const document::Cell& map) const;
  Range Strings(const document::Cell& list) const;
  Pattern CompilePattern(const document::Cell& text) const;
};

using KindSet = std::uint8_t;
constexpr KindSet kOfNumbers = 0b0001'1000, kOfStrings = 0b0010'0000, kOfArrays = 0b0100'0000, kOfObjects = 0b1000'0000,
                  kOfAll = 0xFF;

// What the verdict pass makes of a keyword. kAsk: it calls the row's own function.
enum class Lowering : std::uint8_t {
  kNothing,
  kAsk,
  kType,
  kEnum,
  kMinimum,
  kMaximum,
  kExclusiveMinimum,
  kExclusiveMaximum,
  kMultipleOf,
  kMinLength,
  kMaxLength,
  kPattern,
  kFormat,
  kPrefixItems,
  kItems,
  kContains,
  kMinItems,
  kMaxItems,
  kUniqueItems,
  kProperties,
  kPatternProperties,
  kAdditionalProperties,
  kPropertyNames,
  kRequired,
  kDependentRequired,
  kDependentSchemas,
  kMinProperties,
  kMaxProperties,
  kDirection,
  kRef,
  kDynamicRef,
  kAllOf,
  kAnyOf,
  kOneOf,
  kNot,
  kIf,
  kDiscriminator,
  kUnevaluatedProperties,
  kUnevaluatedItems,
};

struct KeywordRow {
  std::string_view name;
  DialectSet dialects;
  Vocabulary vocabulary;
  KindSet kinds;
  Shape shape = Shape::kNoSchema;
  // Fills the operands; false: nothing to assert. Null: an annotation.
  bool (*compile)(const KeywordSite& site, Keyword& keyword) = nullptr;
  void (*explain)(const Keyword& keyword, Explanation& at) = nullptr;
  Lowering lowering = Lowering::kNothing;
  bool late = false;       // judged after all others: it asks what they evaluated
  bool annotates = false;  // its value is an annotation of the instance
};

constexpr DialectSet kAll = 0x7F;
constexpr DialectSet kJsonSchema31 = In(DialectId::k2020_12) | In(DialectId::kOpenApi31);
constexpr DialectSet kSince2019 = kJsonSchema31 | In(DialectId::k2019_09);
constexpr DialectSet kSince7 = kSince2019 | In(DialectId::kDraft7);
constexpr DialectSet kSince6 = kSince7 | In(DialectId::kDraft6);
constexpr DialectSet kUntil7 = In(DialectId::kDraft4) | In(DialectId::kDraft6) | In(DialectId::kDraft7);
constexpr DialectSet kUntil2019 = kUntil7 | In(DialectId::k2019_09);
constexpr DialectSet kBooleanExclusive = In(DialectId::kDraft4) | In(DialectId::kOpenApi30);
constexpr DialectSet kOpenApis = In(DialectId::kOpenApi30) | In(DialectId::kOpenApi31);

// Whether a discriminator takes the place of this anyOf or oneOf beside it.
inline bool ChoosesAmong(const Keyword& discriminator, const Keyword& alternatives) {
  return alternatives.row->lowering == (discriminator.b == 1 ? Lowering::kOneOf : Lowering::kAnyOf);
}

// a: the keyword's value, a whole number from 0: of minLength, maxItems and their like.
bool CompileLength(const KeywordSite& site, Keyword& keyword);

std::span<const KeywordRow> CoreKeywords();
std::span<const KeywordRow> TypeKeywords();
std::span<const KeywordRow> NumberKeywords();
std::span<const KeywordRow> StringKeywords();
std::span<const KeywordRow> ArrayKeywords();
std::span<const KeywordRow> ObjectKeywords();
std::span<const KeywordRow> ApplicatorKeywords();
std::span<const KeywordRow> OpenApiKeywords();
std::span<const KeywordRow> AnnotationKeywords();

// The row of a keyword in a dialect; null where it has none. `key` is a key cell: its hash is used.
const KeywordRow* FindKeyword(const document::Cell& key, const Dialect& dialect);

}  // namespace plumbline::schema
