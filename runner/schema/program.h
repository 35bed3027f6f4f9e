// The inside of a Program: subschemas with their keywords as the schema says them, for the pass that explains, and the
// code that was made of them, for the pass that only gives a verdict. Indices, not pointers; all of it immutable once
// compiled.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/decimal.h"
#include "document/flat.h"
#include "schema/format.h"
#include "schema/pattern.h"
#include "schema/schema.h"

namespace plumbline::schema {

constexpr std::uint32_t kNone = UINT32_MAX;

struct KeywordRow;

// One keyword of a subschema. What a, b and c mean is said where the keyword is compiled, in its group's file.
struct Keyword {
  const KeywordRow* row = nullptr;
  const document::Cell* key = nullptr;  // in the schema's tape; the next cell is its value
  std::uint32_t a = 0, b = 0, c = 0;
};

struct Subschema {
  const document::Cell* cell = nullptr;
  std::uint32_t document = 0;          // index into documents
  std::uint32_t resource = 0;          // index into resources
  std::uint32_t first = 0, count = 0;  // its keywords
  std::uint32_t problem = kNone;       // index into problems: it judges nothing
};

// A name and the subschema under it, of properties and its like.
struct NamedSchema {
  const document::Cell* key;
  std::uint32_t schema;
};

struct PatternSchema {
  const document::Cell* key;
  Pattern pattern;
  std::uint32_t schema;
};

// A limit of `minimum` and its like.
struct NumberLimit {
  Decimal exact;
  double nearest = 0;        // correctly rounded; nothing where the range of double does not hold it
  bool ranged = true;        // `nearest` is meant
  std::int64_t integer = 0;  // where is_integer
  bool is_integer = false;
};

// The choice that a discriminator makes: the member's text to an alternative.
struct Discrimination {
  std::string property;
  std::vector<std::pair<std::string, std::uint32_t>> schemas;  // value of the member, subschema
};

// A schema resource (core 4.3.5): a document, or a part of one with an $id.
struct Resource {
  std::string uri;  // without fragment
  const document::Cell* root = nullptr;
  std::uint32_t document = 0;
  std::shared_ptr<const Dialect> dialect;
  std::unordered_map<std::string_view, const document::Cell*> anchors;  // $anchor and $dynamicAnchor
  std::unordered_map<std::string_view, const document::Cell*>
      dynamic_anchors;  // $dynamicAnchor; "" for $recursiveAnchor
};

struct CompiledDocument {
  std::string uri;
  std::shared_ptr<const document::FlatDocument> flat;
};

// Code of the verdict pass. A code is an index into `instructions`; a list ends with kAccept. Lists that look at
// nothing below the instance carry kLeafCode once all code is made: they are run without the books that recursion
// takes.
using Code = std::uint32_t;
constexpr Code kAcceptCode = 0, kRejectCode = 1, kLeafCode = 1u << 31;

enum class Op : std::uint8_t {
  kAccept,
  kReject,
  kWhole,
  kNumberLimit,
  kMultipleOf,
  kLength,
  kPattern,
  kFormat,
  kStringSet,
  kEnum,
  kItemCount,
  kPrefixItems,
  kItems,
  kContains,
  kUniqueItems,
  kObject,
  kDependentRequired,
  kDependentSchema,
  kCall,
  kAnyOf,
  kOneOf,
  kNot,
  kIf,
  kDiscriminate,
  kDynamic,
  kScope,
  kUnevaluated,
  kPlain,
  kUndecided,
};

struct Instruction {
  Op op = Op::kAccept;
  std::uint8_t small = 0;
  std::uint16_t medium = 0;
  std::uint32_t a = 0, b = 0, c = 0;
};
static_assert(sizeof(Instruction) == 16);

// The codes of a subschema by the kind of the instance.
using Block = std::array<Code, document::kCellKinds>;

struct PropertyEntry {
  const char* text = nullptr;  // null: an empty slot
  std::uint32_t size = 0;
  std::uint32_t hash = 1;        // 1: no key has it, since the low bits of hashes are 0
  std::uint64_t bit = 0;         // of `required`, where it is below 64
  std::uint32_t schema = kNone;  // of `properties`; kNone: nothing to judge
  bool required = false;
  bool declared = false;     // in `properties`: additionalProperties does not see it
  std::uint8_t accepts = 0;  // kinds of which nothing is to judge, as bits
};

// All that one walk over an object's members judges.
struct ObjectPlan {
  std::uint32_t table = 0, mask = 0;              // open addressing in `entries`
  std::uint32_t first_pattern = 0, patterns = 0;  // in `pattern_schemas`
  std::uint32_t additional = kNone;
  std::uint32_t names = kNone;
  std::uint32_t required = 0;  // how many names
  std::uint32_t least = 0, most = UINT32_MAX;
  bool has_table = false;
  enum class Shape : std::uint8_t {
    kOpen,    // nothing but the table, of at most 64 required names
    kClosed,  // and members that are not declared are refused
    kOther,
  };
  Shape shape = Shape::kOther;
};

// A set of strings: open addressing; `value` is what the caller stored with each.
struct StringTable {
  struct Slot {
    std::string_view text;
    std::uint32_t hash = 0;
    std::uint32_t value = kNone;  // kNone: empty
  };
  std::vector<Slot> slots;  // a power of two

  void Build(const std::vector<std::pair<std::string_view, std::uint32_t>>& rows);
  std::uint32_t Find(std::string_view text) const;  // kNone: not there
  std::uint32_t Find(std::string_view text, std::uint32_t hash) const;
};

// Alternatives of anyOf or oneOf for one kind of instance. With a tag, the text of one member leaves few to try.
struct Choice {
  std::uint32_t first = 0, count = 0;  // codes in `words`
  std::uint32_t base = 0;              // oneOf: alternatives that accept whatever comes
  std::uint32_t tag = kNone;           // index into `tags`
};

struct Tag {
  std::string_view property;
  std::uint32_t hash = 0;
  StringTable values;                    // text to index into `lists`
  std::vector<std::vector<Code>> lists;  // alternatives left; [0]: the value is in no table; [1]: the member is missing
};

// Which members or items count as evaluated, and when; see unevaluated.h. A mask has a bit for each condition.
struct UnevaluatedPlan {
  enum class Test : std::uint8_t { kAlways, kFits, kFails, kHas };
  struct Condition {
    Test test = Test::kAlways;
    std::uint32_t subject = 0;  // a subschema; kHas: index in named, whose key the instance has
    std::uint32_t parent = 0;   // the condition that has to hold as well
  };
  bool items = false;
  std::uint32_t schema = kNone;       // that judges what was not evaluated
  std::vector<Condition> conditions;  // the first always holds; parents come before what depends on them
  std::uint64_t all = 0;              // conditions under which everything is evaluated
  StringTable names;                  // to an index in masks
  std::vector<std::uint64_t> masks;
  std::vector<std::pair<Pattern, std::uint64_t>> patterns;
  std::vector<std::uint32_t> prefixes;  // by condition: how many items from the first
  std::vector<std::pair<std::uint32_t, std::uint64_t>> contains;
};

struct Compiled {
  std::vector<CompiledDocument> documents;  // the one compiled is the first
  std::vector<std::unique_ptr<Resource>> resources;
  std::vector<Subschema> subschemas;  // the root, or the first entry, is the first
  std::vector<Entry> starts;          // the schemas that were asked for
  std::vector<CompileProblem> problems;
  std::vector<Keyword> keywords;

  // Operands of keywords.
  std::vector<std::uint32_t> schema_lists;
  std::vector<const document::Cell*> cells;
  std::vector<NamedSchema> named;
  std::vector<PatternSchema> pattern_schemas;
  std::vector<Pattern> patterns;
  std::vector<NumberLimit> numbers;
  std::vector<Discrimination> discriminations;
  std::vector<std::string_view> anchor_names;  // of dynamic references

  bool tracks = false;   // some subschema asks what others evaluated
  bool dynamic = false;  // some reference depends on the way to it
  bool assert_formats = true;
  bool assert_content = false;
  Direction direction = Direction::kNone;
  OneWayMembers one_way_members = OneWayMembers::kRefused;
  std::map<std::string, std::size_t> unknown_formats;

  // Code.
  std::vector<Block> blocks;  // of subschemas
  std::vector<Instruction> instructions;
  std::vector<ObjectPlan> plans;
  std::vector<PropertyEntry> entries;
  std::vector<PatternSchema> plan_patterns;
  std::vector<Code> words;
  std::vector<Choice> choices;
  std::vector<Tag> tags;
  std::vector<StringTable> string_sets;
  std::vector<UnevaluatedPlan> unevaluated;
  // Of dynamic anchors: (resource, anchor name index) to subschema.
  std::unordered_map<std::uint64_t, std::uint32_t> dynamic_targets;

  bool directed() const { return direction != Direction::kNone; }
  bool refuses_one_way_members() const { return directed() && one_way_members == OneWayMembers::kRefused; }
  // Why a subschema judges nothing.
  std::string ProblemOf(const Subschema& s) const;
  const Keyword* KeywordsBegin(const Subschema& s) const { return keywords.data() + s.first; }
  const Keyword* KeywordsEnd(const Subschema& s) const { return keywords.data() + s.first + s.count; }
  const document::FlatDocument& DocumentOf(const Subschema& s) const { return *documents[s.document].flat; }
};

inline std::uint64_t DynamicKey(std::uint32_t resource, std::uint32_t name) {
  return (static_cast<std::uint64_t>(resource) << 32) | name;
}

// The subschema that a dynamic reference names: of the outermost scope that has the anchor, or `otherwise`.
inline std::uint32_t DynamicTarget(const Compiled& compiled, const std::vector<std::uint32_t>& scopes,
                                   std::uint32_t anchor_name, std::uint32_t otherwise) {
  for (const std::uint32_t resource : scopes) {
    const auto found = compiled.dynamic_targets.find(DynamicKey(resource, anchor_name));
    if (found != compiled.dynamic_targets.end()) return found->second;
  }
  return otherwise;
}

}  // namespace plumbline::schema
