#include "bench/synthetic.h"

#include <fmt/format.h>

namespace plumbline::bench {
namespace {

constexpr std::string_view k2020 = R"("$schema":"https://json-schema.org/draft/2020-12/schema")";
constexpr std::string_view kDraft7 = R"("$schema":"http://json-schema.org/draft-07/schema#")";

// Pseudo-random numbers that are the same everywhere (Steele, Lea, Flood: SplitMix64).
class Numbers {
 public:
  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t Below(std::size_t bound) { return static_cast<std::size_t>(Next() % bound); }

 private:
  std::uint64_t state_ = 20261121;
};

std::string Join(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, ",")); }

Set WideObjects() {
  Set set{"wide-objects", "", {}};
  constexpr std::size_t kWidth = 200;
  std::vector<std::string> properties, required;
  for (std::size_t i = 0; i < kWidth; ++i) {
    constexpr std::string_view kSchemas[] = {R"({"type":"string","minLength":1})", R"({"type":"integer","minimum":0})",
                                             R"({"type":"boolean"})", R"({"type":["number","null"]})"};
    properties.push_back(fmt::format(R"("property_{:03}":{})", i, kSchemas[i % 4]));
    if (i % 3 == 0) required.push_back(fmt::format(R"("property_{:03}")", i));
  }
  set.schema = fmt::format(R"({{{},"type":"object","properties":{{{}}},"required":[{}],"additionalProperties":false}})",
                           k2020, Join(properties), Join(required));
  for (std::size_t n = 0; n < 100; ++n) {
    std::vector<std::string> members;
    for (std::size_t k = 0; k < kWidth; ++k) {
      const std::size_t i = (k * 37 + n) % kWidth;  // another order in every instance
      const std::string values[] = {fmt::format(R"("text {}")", n), std::to_string(n * 1000 + i),
                                    n % 2 == 0 ? "true" : "false", i % 8 == 3 ? "null" : fmt::format("{}.25", i)};
      members.push_back(fmt::format(R"("property_{:03}":{})", i, values[i % 4]));
    }
    set.instances.push_back(fmt::format("{{{}}}", Join(members)));
  }
  return set;
}

Set TinyObjects() {
  Set set{"tiny-objects", "", {}};
  set.schema = fmt::format(
      R"({{{},"type":"object","properties":{{"id":{{"type":"integer"}},"name":{{"type":"string"}},"ok":{{"type":"boolean"}}}},"required":["id","name"]}})",
      k2020);
  for (std::size_t n = 0; n < 2000; ++n)
    set.instances.push_back(fmt::format(R"({{"id":{},"name":"n{}","ok":{}}})", n, n * 7, n % 2 == 0));
  return set;
}

Set Records() {
  Set set{"records-10000", "", {}};
  set.schema = fmt::format(
      R"({{{},"type":"array","items":{{"type":"object","properties":{{"id":{{"type":"integer","minimum":1}},"name":{{"type":"string","minLength":1,"maxLength":40}},"email":{{"type":"string"}},"age":{{"type":"integer","minimum":0,"maximum":150}},"score":{{"type":"number","minimum":0,"maximum":1}},"role":{{"enum":["admin","user","guest"]}},"tags":{{"type":"array","items":{{"type":"string"}},"maxItems":5}}}},"required":["id","name","email","role"],"additionalProperties":false}}}})",
      k2020);
  Numbers numbers;
  std::vector<std::string> records;
  for (std::size_t n = 1; n <= 10'000; ++n) {
    constexpr std::string_view kRoles[] = {"admin", "user", "guest"};
    records.push_back(fmt::format(
        R"({{"id":{},"name":"Person {}","email":"person{}@example.org","age":{},"score":0.{:03},"role":"{}","tags":["a{}","b"]}})",
        n, n, n, numbers.Below(100), numbers.Below(1000), kRoles[numbers.Below(3)], numbers.Below(10)));
  }
  set.instances.push_back(fmt::format("[{}]", Join(records)));
  return set;
}

// A list whose every element is an object in the one before. `levels` objects, as deep as instances may be nested.
Set LinkedList(std::string name, std::size_t levels) {
  Set set{
      std::move(name),
      fmt::format(
          R"({{{},"type":"object","properties":{{"value":{{"type":"integer"}},"next":{{"$ref":"#"}}}},"required":["value"]}})",
          k2020),
      {}};
  std::string list;
  for (std::size_t i = 1; i < levels; ++i) list += fmt::format(R"({{"value":{},"next":)", i);
  list += R"({"value":0})" + std::string(levels - 1, '}');
  set.instances.push_back(std::move(list));
  return set;
}
Set LinkedList150() { return LinkedList("linked-list-150", 150); }
Set LinkedList1000() { return LinkedList("linked-list-1000", 1000); }
Set LinkedList10000() { return LinkedList("linked-list-10000", 10'000); }

// Both alternatives look into the child before the tag tells them apart: twice the work at every level, where nothing
// is remembered.
Set NestedOneOf(std::string name, std::size_t levels) {
  Set set{std::move(name), "", {}};
  const auto alternative = [](char tag) {
    return fmt::format(
        R"({{"type":"object","properties":{{"child":{{"$ref":"#/$defs/node"}},"kind":{{"const":"{}"}}}},"required":["kind"]}})",
        tag);
  };
  set.schema = fmt::format(R"({{{},"$ref":"#/$defs/node","$defs":{{"node":{{"oneOf":[{},{}]}}}}}})", k2020,
                           alternative('a'), alternative('b'));
  std::string node;
  for (std::size_t i = 1; i < levels; ++i) node += R"({"child":)";
  node += R"({"kind":"b"})";
  for (std::size_t i = 1; i < levels; ++i) node += i % 2 == 0 ? R"(,"kind":"a"})" : R"(,"kind":"b"})";
  set.instances.push_back(std::move(node));
  return set;
}
Set NestedOneOf16() { return NestedOneOf("nested-oneof-16", 16); }

// The same without any tag: what tells the alternatives apart lies at the bottom, and is of another type.
Set UntaggedOneOf16() {
  Set set{"untagged-oneof-16", "", {}};
  const auto alternative = [](std::string_view type) {
    return fmt::format(
        R"({{"type":"object","properties":{{"child":{{"$ref":"#/$defs/node"}},"value":{{"type":"{}"}}}},"required":["value"]}})",
        type);
  };
  set.schema = fmt::format(R"({{{},"$ref":"#/$defs/node","$defs":{{"node":{{"oneOf":[{},{}]}}}}}})", k2020,
                           alternative("string"), alternative("integer"));
  std::string node;
  for (std::size_t i = 1; i < 16; ++i) node += R"({"child":)";
  node += R"({"value":1})";
  for (std::size_t i = 1; i < 16; ++i) node += i % 2 == 0 ? R"(,"value":"x"})" : R"(,"value":2})";
  set.instances.push_back(std::move(node));
  return set;
}

// The size and the shape of the schema of FHIR: 650 definitions of some 40 properties each that refer to one another,
// and at the root a choice of 150 by `resourceType`.
Set Fhir() {
  Set set{"fhir-like", "", {}};
  constexpr std::size_t kDefinitions = 650, kResources = 150, kProperties = 40;
  Numbers numbers;
  std::vector<std::string> definitions, alternatives;
  for (std::size_t d = 0; d < kDefinitions; ++d) {
    std::vector<std::string> properties;
    if (d < kResources) {
      properties.push_back(fmt::format(
          R"("resourceType":{{"description":"This is a Resource{} resource","const":"Resource{}"}})", d, d));
      alternatives.push_back(fmt::format(R"({{"$ref":"#/definitions/Resource{}"}})", d));
    }
    for (std::size_t p = 0; p < kProperties; ++p) {
      const std::size_t other = kResources + numbers.Below(kDefinitions - kResources);
      const std::string about =
          fmt::format(R"("description":"Field {} of definition {}, described at some length.")", p, d);
      const std::string kinds[] = {fmt::format(R"("$ref":"#/definitions/Type{}")", other),
                                   fmt::format(R"("type":"array","items":{{"$ref":"#/definitions/Type{}"}})", other),
                                   R"("type":"string","pattern":"^[^\\s]+(\\s[^\\s]+)*$")",
                                   R"("enum":["proposed","active","completed"])",
                                   R"("type":"boolean")",
                                   R"("type":"number","minimum":0)"};
      const std::string& kind = kinds[p < 4 ? p + 2 : numbers.Below(6)];
      // draft 7: nothing beside $ref counts, a description may stand there
      properties.push_back(fmt::format(R"("field{}":{{{},{}}})", p, about, kind));
    }
    definitions.push_back(fmt::format(
        R"("{}{}":{{"type":"object","description":"Definition {}","properties":{{{}}},"additionalProperties":false,"required":["{}"]}})",
        d < kResources ? "Resource" : "Type", d, d, Join(properties), d < kResources ? "resourceType" : "field0"));
  }
  set.schema =
      fmt::format(R"({{{},"oneOf":[{}],"definitions":{{{}}}}})", kDraft7, Join(alternatives), Join(definitions));
  for (std::size_t n = 0; n < 200; ++n) {
    set.instances.push_back(
        fmt::format(R"({{"field0":"text {}","field1":"active","field2":{},"field3":{}.5,"resourceType":"Resource{}"}})",
                    n, n % 2 == 0, n, n * 7 % kResources));
  }
  return set;
}

Set LargeEnum() {
  Set set{"enum-100000", "", {}};
  std::vector<std::string> values, items;
  for (std::size_t i = 0; i < 100'000; ++i) values.push_back(fmt::format(R"("value-{:06}")", i * 7));
  set.schema = fmt::format(R"({{{},"type":"array","items":{{"enum":[{}]}}}})", k2020, Join(values));
  for (std::size_t i = 0; i < 1000; ++i) items.push_back(values[i * 99]);
  set.instances.push_back(fmt::format("[{}]", Join(items)));
  return set;
}

Set Unevaluated() {
  Set set{"unevaluated-anyof", "", {}};
  std::vector<std::string> alternatives;
  for (std::size_t i = 0; i < 6; ++i) {
    alternatives.push_back(fmt::format(
        R"({{"properties":{{"shape{}":{{"type":"string"}},"extra{}":{{"type":"integer"}}}},"required":["shape{}"]}})",
        i, i, i));
  }
  set.schema = fmt::format(
      R"({{{},"type":"object","properties":{{"id":{{"type":"integer"}}}},"anyOf":[{}],"unevaluatedProperties":false}})",
      k2020, Join(alternatives));
  for (std::size_t n = 0; n < 500; ++n) {
    set.instances.push_back(
        fmt::format(R"({{"id":{},"shape{}":"s","extra{}":{},"shape{}":"t"}})", n, n % 6, n % 6, n, (n + 3) % 6));
  }
  return set;
}

Set PatternProperties() {
  Set set{"pattern-properties", "", {}};
  set.schema = fmt::format(
      R"({{{},"type":"object","patternProperties":{{"^x-":{{"type":"string"}},"_id$":{{"type":"integer"}},"^[0-9]+$":{{"type":"boolean"}},"^(get|put|post)[A-Z]":{{"type":"object"}}}},"additionalProperties":false}})",
      k2020);
  for (std::size_t n = 0; n < 200; ++n) {
    std::vector<std::string> members;
    for (std::size_t i = 0; i < 20; ++i) {
      const std::string rows[] = {fmt::format(R"("x-header-{}":"v")", i), fmt::format(R"("item{}_id":{})", i, n),
                                  fmt::format(R"("{}":true)", i + n), fmt::format(R"("getThing{}":{{}})", i)};
      members.push_back(rows[i % 4]);
    }
    set.instances.push_back(fmt::format("{{{}}}", Join(members)));
  }
  return set;
}

}  // namespace

const std::vector<Synthetic>& Synthetics() {
  static const std::vector<Synthetic> rows = {
      {"wide-objects", "objects of 200 members in changing order", WideObjects},
      {"tiny-objects", "objects of 3 members", TinyObjects},
      {"records-10000", "an array of 10,000 records", Records},
      {"linked-list-150", "recursion, 150 levels", LinkedList150},
      {"linked-list-1000", "recursion, 1,000 levels", LinkedList1000},
      {"linked-list-10000", "recursion, 10,000 levels", LinkedList10000},
      {"nested-oneof-16", "oneOf that recurs before its tag decides, 16 levels", NestedOneOf16},
      {"untagged-oneof-16", "oneOf that recurs before a type decides, 16 levels", UntaggedOneOf16},
      {"fhir-like", "a schema of 3 MB with 650 definitions", Fhir},
      {"enum-100000", "an enum of 100,000 strings", LargeEnum},
      {"unevaluated-anyof", "unevaluatedProperties with anyOf", Unevaluated},
      {"pattern-properties", "patternProperties", PatternProperties},
  };
  return rows;
}

}  // namespace plumbline::bench
