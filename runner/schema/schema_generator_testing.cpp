#include "schema/schema_generator_testing.h"

#include <array>
#include <span>
#include <utility>

namespace plumbline::schema {
namespace {

// Decisions, one byte each; when the bytes are used up, always the first.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes), end_(bytes.size()) {}
  // Goes on with these fractions of the bytes, so that no part of the case takes the bytes of another.
  void Use(std::size_t from, std::size_t to, std::size_t of) {
    at_ = bytes_.size() * from / of;
    end_ = bytes_.size() * to / of;
  }
  std::size_t Below(std::size_t n) {
    if (at_ == end_) return 0;
    return static_cast<unsigned char>(bytes_[at_++]) % n;
  }
  bool OneIn(std::size_t n) { return Below(n) == n - 1; }
  template <std::size_t n>
  std::string Pick(const std::array<std::string_view, n>& from) {
    return std::string(from[Below(n)]);
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0, end_;
};

constexpr std::array<std::string_view, 4> kKeys = {"a", "b", "c", "d"};
constexpr std::array<std::string_view, 3> kDefinitions = {"a", "b", "c"};
constexpr std::array<std::string_view, 16> kNumbers = {"0",
                                                       "1",
                                                       "2",
                                                       "3",
                                                       "-1",
                                                       "1.0",
                                                       "1.5",
                                                       "0.1",
                                                       "-0",
                                                       "1e0",
                                                       "10e-1",
                                                       "1e400",
                                                       "-1e400",
                                                       "9007199254740993",
                                                       "9007199254740993.0",
                                                       "0.30000000000000001"};
constexpr std::array<std::string_view, 14> kTexts = {"a", "b", "c",       "",           "ab",    "aa",        "abc",
                                                     "é", "🐲", "\\u0061", "2026-02-28", "a@b.c", "127.0.0.1", "\\n"};
constexpr std::array<std::string_view, 12> kRegexes = {"a", "^a",     "b$",       "^[ab]", "",         "^$",
                                                       ".", "^(?!a)", "(.)\\\\1", "(?=a)", "^\\\\S*$", "é"};
constexpr std::array<std::string_view, 12> kFormats = {"date",         "email", "ipv4",          "int32",
                                                       "double",       "uri",   "uri-reference", "regex",
                                                       "json-pointer", "uuid",  "date-time",     "nobody-knows"};
constexpr std::array<std::string_view, 7> kTypes = {"object", "array", "string", "integer",
                                                    "number", "null",  "boolean"};
constexpr std::array<std::string_view, 8> kCounts = {"1", "0", "2", "3", "2.0", "9", "1e0", "100"};

constexpr std::size_t kInstances = 6;
constexpr std::size_t kMany = 70;  // members of a wide object: past every place where few become many

std::string Quote(std::string_view text) { return '"' + std::string(text) + '"'; }

void Append(std::string& list, const std::string& element) {
  if (!list.empty()) list += ',';
  list += element;
}

class ValueMaker {
 public:
  explicit ValueMaker(Choices& choices) : choices_(choices) {}

  // Of several levels, as a rule.
  std::string MakeInstance() {
    switch (choices_.Below(8)) {
      case 0:
        return Make(4);
      case 1:
        return Wide();
      case 2:
      case 3:
      case 4:
        return Array(3);
      default:
        return Object(3);
    }
  }

  std::string Make(int depth) {
    switch (choices_.Below(depth > 0 ? 12 : 6)) {
      case 0:
        return choices_.Pick(kNumbers);
      case 1:
        return Quote(choices_.Pick(kTexts));
      case 2:
        return "null";
      case 3:
        return choices_.OneIn(2) ? "true" : "false";
      case 4:
        return "{}";
      case 5:
        return "[]";
      case 6:
        return Wide();
      case 7:
      case 8:
        return Array(depth);
      default:
        return Object(depth);
    }
  }

 private:
  std::string Array(int depth) {
    std::string items;
    for (std::size_t left = choices_.Below(5); left > 0; --left) Append(items, Make(depth - 1));
    return '[' + items + ']';
  }

  std::string Object(int depth) {
    std::string members;
    const std::size_t first = choices_.Below(kKeys.size()), count = choices_.Below(kKeys.size() + 1);
    for (std::size_t i = 0; i < count; ++i)
      Append(members, Quote(kKeys[(first + i) % kKeys.size()]) + ':' + Make(depth - 1));
    return '{' + members + '}';
  }

  std::string Wide() {
    std::string elements;
    const bool object = choices_.OneIn(2);
    const std::size_t count = std::array<std::size_t, 4>{9, 12, 30, kMany}[choices_.Below(4)],
                      odd = choices_.Below(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string value = i == odd ? choices_.Pick(kNumbers) : std::to_string(i);
      Append(elements, object ? "\"k" + std::to_string(i) + "\":" + value : value);
    }
    return object ? '{' + elements + '}' : '[' + elements + ']';
  }

  Choices& choices_;
};

// What a keyword takes.
enum class Takes {
  kSchema,
  kSchemaOfPart,
  kList,
  kListOfParts,
  kProperties,
  kPatterns,
  kSchemasByName,
  kNamesByName,
  kEither,
  kNames,
  kCount,
  kNumber,
  kPositive,
  kBoolean,
  kExclusive,
  kType,
  kValue,
  kValues,
  kPattern,
  kFormat,
  kReference,
  kDynamicReference,
  kItems,
  kConditions,
  kContains,
  kTagged,
  kDiscriminator,
  kAnnotation,
};

struct Row {
  std::string_view name;
  Takes takes;
};

// Keywords that have to do with each other stand together; those that come first in their group more often.
constexpr Row kOfObjects[] = {
    {"properties", Takes::kProperties},
    {"additionalProperties", Takes::kSchemaOfPart},
    {"unevaluatedProperties", Takes::kSchemaOfPart},
    {"patternProperties", Takes::kPatterns},
    {"required", Takes::kNames},
    {"allOf", Takes::kList},
    {"anyOf", Takes::kList},
    {"$ref", Takes::kReference},
    {"propertyNames", Takes::kSchemaOfPart},
    {"dependentSchemas", Takes::kSchemasByName},
    {"dependentRequired", Takes::kNamesByName},
    {"dependencies", Takes::kEither},
    {"minProperties", Takes::kCount},
    {"maxProperties", Takes::kCount},
    {"if", Takes::kConditions},
    {"readOnly", Takes::kBoolean},
    {"writeOnly", Takes::kBoolean},
};
constexpr Row kOfArrays[] = {
    {"items", Takes::kItems},
    {"prefixItems", Takes::kListOfParts},
    {"unevaluatedItems", Takes::kSchemaOfPart},
    {"contains", Takes::kContains},
    {"additionalItems", Takes::kSchemaOfPart},
    {"allOf", Takes::kList},
    {"anyOf", Takes::kList},
    {"$ref", Takes::kReference},
    {"uniqueItems", Takes::kBoolean},
    {"minItems", Takes::kCount},
    {"maxItems", Takes::kCount},
    {"if", Takes::kConditions},
};
constexpr Row kOfScalars[] = {
    {"type", Takes::kType},
    {"enum", Takes::kValues},
    {"const", Takes::kValue},
    {"minimum", Takes::kNumber},
    {"maximum", Takes::kNumber},
    {"exclusiveMinimum", Takes::kExclusive},
    {"exclusiveMaximum", Takes::kExclusive},
    {"multipleOf", Takes::kPositive},
    {"minLength", Takes::kCount},
    {"maxLength", Takes::kCount},
    {"pattern", Takes::kPattern},
    {"format", Takes::kFormat},
    {"nullable", Takes::kBoolean},
    {"default", Takes::kAnnotation},
    {"x-unknown", Takes::kAnnotation},
};
constexpr Row kOfAnything[] = {
    {"type", Takes::kType},
    {"allOf", Takes::kList},
    {"anyOf", Takes::kList},
    {"oneOf", Takes::kList},
    {"not", Takes::kSchema},
    {"if", Takes::kConditions},
    {"$ref", Takes::kReference},
    {"properties", Takes::kProperties},
    {"items", Takes::kItems},
    {"$dynamicRef", Takes::kDynamicReference},
    {"$recursiveRef", Takes::kDynamicReference},
    {"const", Takes::kValue},
    {"unevaluatedProperties", Takes::kSchemaOfPart},
    {"unevaluatedItems", Takes::kSchemaOfPart},
};
constexpr Row kOfChoices[] = {
    {"oneOf", Takes::kTagged},
    {"anyOf", Takes::kTagged},
    {"discriminator", Takes::kDiscriminator},
    {"type", Takes::kType},
    {"unevaluatedProperties", Takes::kSchemaOfPart},
    {"properties", Takes::kProperties},
};
constexpr Row kOfAnnotations[] = {
    {"unevaluatedProperties", Takes::kSchemaOfPart},
    {"unevaluatedItems", Takes::kSchemaOfPart},
    {"allOf", Takes::kList},
    {"$ref", Takes::kReference},
    {"prefixItems", Takes::kListOfParts},
    {"properties", Takes::kProperties},
    {"if", Takes::kConditions},
    {"anyOf", Takes::kList},
};
constexpr Row kOfReferences[] = {
    {"$dynamicRef", Takes::kDynamicReference},
    {"$recursiveRef", Takes::kDynamicReference},
    {"properties", Takes::kProperties},
    {"items", Takes::kItems},
    {"$ref", Takes::kReference},
    {"type", Takes::kType},
    {"allOf", Takes::kList},
    {"required", Takes::kNames},
};
constexpr std::array<std::span<const Row>, 9> kGroups = {
    kOfObjects, kOfArrays, kOfAnnotations, kOfReferences, kOfChoices, kOfAnything, kOfScalars, kOfObjects, kOfArrays};

class SchemaMaker {
 public:
  SchemaMaker(Choices& choices, DialectId dialect) : choices_(choices), values_(choices), dialect_(dialect) {}

  // The root, with definitions a, b and c. Each may be a resource of its own, with a dynamic anchor.
  std::string MakeRoot(Choices& resources) {
    const bool open30 = dialect_ == DialectId::kOpenApi30;
    root_has_id_ = !open30 && resources.OneIn(2);
    root_is_dynamic_ = resources.OneIn(2);
    for (bool& own : own_) own = root_has_id_ && !resources.OneIn(3);
    std::string definitions;
    for (std::size_t i = 0; i < kDefinitions.size(); ++i) {
      above_ = i + 1;
      choices_.Use(3 + i, 4 + i, 6);
      Append(definitions, Quote(kDefinitions[i]) + ':' + MakeDefinition(i));
    }
    above_ = 0;
    choices_.Use(0, 3, 6);
    std::string members;
    if (root_has_id_)
      members = Identity("root", root_is_dynamic_);
    else if (root_is_dynamic_)
      members = DynamicAnchor();
    Append(members, Quote(Container()) + ":{" + definitions + '}');
    return Object(4, false, members);
  }

 private:
  std::string_view Container() const { return dialect_ <= DialectId::kDraft7 ? "definitions" : "$defs"; }

  std::string DynamicAnchor() const {
    return dialect_ == DialectId::k2019_09 ? R"("$recursiveAnchor":true)" : R"("$dynamicAnchor":"D")";
  }

  std::string Identity(std::string_view name, bool dynamic) const {
    std::string members =
        Quote(dialect_ == DialectId::kDraft4 ? "id" : "$id") + ":\"http://x/" + std::string(name) + '"';
    if (dynamic) Append(members, DynamicAnchor());
    return members;
  }

  std::string MakeDefinition(std::size_t i) {
    if (!own_[i]) return Schema(3, false);
    return Object(3, false, Identity(kDefinitions[i], true));
  }

  // `part`: of a part of the instance that the definition, or the root, is asked about; then references may lead back.
  std::string Schema(int depth, bool part) {
    if (depth <= 0 || choices_.OneIn(8)) {
      switch (choices_.Below(6)) {
        case 0:
          return Object(0, part, {});
        case 1:
          return R"({"type":)" + Type() + '}';
        case 2:
          return dialect_ == DialectId::kDraft4 ? R"({"enum":[)" + values_.Make(1) + "]}"
                                                : R"({"const":)" + values_.Make(1) + '}';
        case 3:
          return HasBooleans() ? "true" : "{}";
        case 4:
          return HasBooleans() ? "false" : R"({"not":{}})";
        default:
          return R"({"required":["a"]})";
      }
    }
    return Object(depth, part, {});
  }

  std::string Object(int depth, bool part, std::string members) {
    std::vector<std::string_view> used;
    const std::span<const Row> group = depth > 0 ? kGroups[choices_.Below(kGroups.size())] : kOfScalars;
    for (std::size_t left = 1 + choices_.Below(depth > 0 ? 5 : 2); left > 0; --left) {
      const Row& row = group[choices_.OneIn(2) ? choices_.Below(group.size()) : choices_.Below(group.size() / 2)];
      bool again = false;
      for (const std::string_view name : used) again |= name == row.name;
      used.push_back(row.name);
      if (!again) Append(row, depth - 1, part, members);
    }
    return '{' + members + '}';
  }

  void Append(const Row& row, int depth, bool part, std::string& members) {
    const auto add = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) Append(members, Quote(name) + ':' + value);
    };
    switch (row.takes) {
      case Takes::kConditions:
        add("if", Schema(depth, part));
        if (!choices_.OneIn(4)) add("then", Schema(depth, part));
        if (!choices_.OneIn(4)) add("else", Schema(depth, part));
        return;
      case Takes::kContains:
        add("contains", Schema(depth, true));
        if (choices_.OneIn(2)) add("minContains", choices_.Pick(kCounts));
        if (choices_.OneIn(2)) add("maxContains", choices_.Pick(kCounts));
        return;
      default:
        add(row.name, Operand(row.takes, depth, part));
    }
  }
  static void Append(std::string& list, const std::string& element) { schema::Append(list, element); }

  std::string Operand(Takes takes, int depth, bool part) {
    switch (takes) {
      case Takes::kSchema:
        return Schema(depth, part);
      case Takes::kSchemaOfPart:
        return Schema(choices_.OneIn(2) ? depth : 0, true);
      case Takes::kList:
        return List(depth, part);
      case Takes::kTagged:
        return Tagged(depth, part);
      case Takes::kListOfParts:
        return List(depth, true);
      case Takes::kItems:
        return dialect_ <= DialectId::k2019_09 && choices_.OneIn(3) ? List(depth, true) : Schema(depth, true);
      case Takes::kProperties:
        return choices_.OneIn(16) ? ManyProperties(depth) : Map(kKeys, depth, true);
      case Takes::kPatterns:
        return Map(kRegexes, depth, true);
      case Takes::kSchemasByName:
        return Map(kKeys, depth, part);
      case Takes::kNamesByName:
        return '{' + Quote(choices_.Pick(kKeys)) + ':' + Names() + '}';
      case Takes::kEither:
        return '{' + Quote(choices_.Pick(kKeys)) + ':' + (choices_.OneIn(2) ? Names() : Schema(depth, part)) + '}';
      case Takes::kNames:
        return choices_.OneIn(12) ? ManyNames() : Names();
      case Takes::kCount:
        return choices_.Pick(kCounts);
      case Takes::kNumber:
        return choices_.Pick(kNumbers);
      case Takes::kPositive:
        return choices_.Pick(std::array<std::string_view, 6>{"1", "2", "0.5", "0.1", "1e-400", "3.0"});
      case Takes::kBoolean:
        return choices_.OneIn(4) ? "false" : "true";
      case Takes::kExclusive:
        return dialect_ == DialectId::kDraft4 || dialect_ == DialectId::kOpenApi30 ? "true" : choices_.Pick(kNumbers);
      case Takes::kType:
        return Type();
      case Takes::kValue:
        return values_.Make(2);
      case Takes::kValues:
        return Values();
      case Takes::kPattern:
        return Quote(choices_.Pick(kRegexes));
      case Takes::kFormat:
        return Quote(choices_.Pick(kFormats));
      case Takes::kReference:
        return Reference(part);
      case Takes::kDynamicReference:
        return DynamicReference(part);
      case Takes::kDiscriminator:
        return R"({"propertyName":"a","mapping":{"b":)" + Quote(Target(choices_.Below(kDefinitions.size()))) + "}}";
      case Takes::kAnnotation:
        return values_.Make(1);
      case Takes::kConditions:
      case Takes::kContains:
        break;
    }
    return "";
  }

  bool HasBooleans() const { return dialect_ != DialectId::kDraft4 && dialect_ != DialectId::kOpenApi30; }

  std::string Type() {
    if (dialect_ == DialectId::kOpenApi30)
      return Quote(
          choices_.Pick(std::array<std::string_view, 6>{"object", "array", "string", "integer", "number", "boolean"}));
    const std::string one = Quote(choices_.Pick(kTypes)), other = Quote(choices_.Pick(kTypes));
    return one == other || choices_.OneIn(2) ? one : '[' + one + ',' + other + ']';
  }

  std::string List(int depth, bool part) {
    std::string schemas;
    for (std::size_t left = 1 + choices_.Below(3); left > 0; --left) Append(schemas, Schema(depth, part));
    return '[' + schemas + ']';
  }

  // Alternatives that a fixed member tells apart, more or less.
  std::string Tagged(int depth, bool part) {
    std::string schemas;
    for (std::size_t left = 2 + choices_.Below(3); left > 0; --left) {
      std::string tag = R"("enum":[)" + Quote(choices_.Pick(kKeys));
      if (choices_.OneIn(4)) tag += ',' + values_.Make(0);
      std::string members =
          R"("properties":{"a":{)" + tag + "]}" + (choices_.OneIn(2) ? R"(,"b":)" + Schema(depth - 1, true) : "") + '}';
      if (choices_.OneIn(2)) members += R"(,"required":["a"])";
      Append(schemas, choices_.OneIn(6) ? Schema(depth, part) : '{' + members + '}');
    }
    return '[' + schemas + ']';
  }

  template <std::size_t n>
  std::string Map(const std::array<std::string_view, n>& names, int depth, bool part) {
    std::string members;
    const std::size_t first = choices_.Below(n), count = 1 + choices_.Below(3);
    for (std::size_t i = 0; i < count; ++i) Append(members, Quote(names[(first + i) % n]) + ':' + Schema(depth, part));
    return '{' + members + '}';
  }

  std::string ManyProperties(int depth) {
    std::string members;
    const std::string schema = Schema(depth, true);
    for (std::size_t i = 0; i < kMany; ++i) Append(members, "\"k" + std::to_string(i) + "\":" + schema);
    return '{' + members + '}';
  }

  std::string Names() {
    std::string names;
    const std::size_t first = choices_.Below(kKeys.size()), count = 1 + choices_.Below(2);
    for (std::size_t i = 0; i < count; ++i) Append(names, Quote(kKeys[(first + i) % kKeys.size()]));
    return '[' + names + ']';
  }

  std::string ManyNames() {
    std::string names;
    const std::size_t count = choices_.OneIn(2) ? kMany : 65;
    for (std::size_t i = 0; i < count; ++i) Append(names, "\"k" + std::to_string(i) + '"');
    return '[' + names + ']';
  }

  std::string Values() {
    std::string values;
    for (std::size_t left = 1 + choices_.Below(4); left > 0; --left) Append(values, values_.Make(1));
    return '[' + values + ']';
  }

  std::string Target(std::size_t i) const {
    if (own_[i]) return std::string(kDefinitions[i]);
    return (root_has_id_ ? "root#/" : "#/") + std::string(Container()) + '/' + std::string(kDefinitions[i]);
  }

  // Of the same instance only to definitions that come later, so that there is an end; else anywhere.
  std::string Reference(bool part) {
    if (part && choices_.OneIn(4)) return root_has_id_ ? R"("root")" : R"("#")";
    const std::size_t first = part ? 0 : above_;
    if (first == kDefinitions.size()) return "";
    return Quote(Target(first + choices_.Below(kDefinitions.size() - first)));
  }

  std::string DynamicReference(bool part) {
    if (!part && !choices_.OneIn(32)) return "";  // may come back without end, which takes long to be noticed
    if (dialect_ == DialectId::k2019_09) return R"("#")";
    const std::size_t i = choices_.Below(kDefinitions.size());
    if (own_[i]) return Quote(std::string(kDefinitions[i]) + "#D");
    if (root_is_dynamic_) return root_has_id_ ? R"("root#D")" : R"("#D")";
    return "";
  }

  Choices& choices_;
  ValueMaker values_;
  DialectId dialect_;
  bool root_has_id_ = false, root_is_dynamic_ = false;
  std::array<bool, kDefinitions.size()> own_ = {};  // definitions that are resources of their own
  std::size_t above_ = 0;                           // definitions up to this one may not be named for the same instance
};

}  // namespace

GeneratedCase GenerateCase(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 8), body = bytes.substr(head.size()),
                         schema = body.substr(0, body.size() * 2 / 3);
  Choices first(head), second(schema), third(body.substr(schema.size()));
  GeneratedCase made;
  // The newer dialects have the more keywords.
  made.options.dialect =
      std::array{DialectId::k2020_12,   DialectId::k2019_09,   DialectId::k2020_12, DialectId::kDraft7,
                 DialectId::kOpenApi31, DialectId::kOpenApi30, DialectId::kDraft4,  DialectId::kDraft6,
                 DialectId::k2020_12,   DialectId::k2019_09}[first.Below(10)];
  made.options.assert_formats = !first.OneIn(4);
  made.options.direction = std::array{Direction::kNone, Direction::kRequest, Direction::kResponse}[first.Below(3)];
  made.schema = SchemaMaker(second, made.options.dialect).MakeRoot(first);
  ValueMaker values(third);
  for (std::size_t i = 0; i < kInstances; ++i) {
    third.Use(i, i + 1, kInstances);
    made.instances.push_back(values.MakeInstance());
  }
  return made;
}

}  // namespace plumbline::schema
