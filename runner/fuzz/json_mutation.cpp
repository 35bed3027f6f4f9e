#include "fuzz/json_mutation.h"

#include <iterator>
#include <random>
#include <vector>

#include "document/document.h"
#include "document/tape.h"

namespace plumbline::fuzz {
namespace {

using document::Value;

constexpr const char* kNames[] = {
    "$anchor",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "a",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "b",
    "c",
    "const",
    "contains",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "discriminator",
    "else",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "id",
    "if",
    "items",
    "mapping",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyName",
    "propertyNames",
    "readOnly",
    "required",
    "then",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
};
constexpr const char* kValues[] = {
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "2",
    "1.0",
    "1.5",
    "1e2",
    "1e400",
    "1e-400",
    "-0",
    "9007199254740993",
    "18446744073709551616",
    "\"\"",
    "\"a\"",
    "\"b\"",
    "\"#\"",
    "\"#/$defs/a\"",
    "\"#a\"",
    "\"a\\u0000b\"",
    "\"object\"",
    "\"array\"",
    "\"string\"",
    "\"integer\"",
    "\"number\"",
    "\"date\"",
    "\"^a\"",
    "\"(?!a)\"",
    "\"(.)\\\\1\"",
    "[]",
    "[\"a\"]",
    "[1,1]",
    "{}",
    "{\"a\":1}",
    "{\"a\":{},\"b\":false}",
    "{\"not\":{}}",
    "[{},false]",
    "{\"required\":[\"a\"]}",
    "{\"$ref\":\"#\"}",
    "{\"type\":\"object\"}",
    "{\"const\":\"a\"}",
    "{\"pattern\":\"^a\"}",
};

class Mutation {
 public:
  explicit Mutation(std::uint32_t seed) : random_(seed) {}

  void Change(Value& value, const Value& other) {
    std::vector<Value*> places;
    Collect(value, places);
    Value& at = *places[Below(places.size())];
    switch (Below(6)) {
      case 0:
        at = Literal();
        return;
      case 1:
      case 2: {
        std::vector<const Value*> sources(places.begin(), places.end());
        if (Below(4) == 0) Collect(other, sources);
        Value taken = *sources[Below(sources.size())];  // a copy: it may hold `at`, or lie in it
        at = std::move(taken);
        return;
      }
      case 3:
        return Remove(at);
      default:
        return Insert(at, places);
    }
  }

 private:
  std::size_t Below(std::size_t n) { return random_() % n; }
  template <typename Pointer, typename Node>
  static void Collect(Node& value, std::vector<Pointer>& places) {
    places.push_back(&value);
    for (auto& item : value.items) Collect(item, places);
    for (auto& member : value.members) Collect(member.value, places);
  }

  Value Literal() {
    document::Tape tape;
    tape.ReadJson(kValues[Below(std::size(kValues))]);
    return document::ToValue(tape.root());
  }

  void Remove(Value& at) {
    if (!at.items.empty()) at.items.erase(at.items.begin() + static_cast<std::ptrdiff_t>(Below(at.items.size())));
    if (!at.members.empty())
      at.members.erase(at.members.begin() + static_cast<std::ptrdiff_t>(Below(at.members.size())));
  }

  void Insert(Value& at, const std::vector<Value*>& places) {
    Value added = Below(2) == 0 ? Literal() : *places[Below(places.size())];
    if (at.IsArray())
      at.items.insert(at.items.begin() + static_cast<std::ptrdiff_t>(Below(at.items.size() + 1)), std::move(added));
    else if (at.IsObject())
      at.Set(kNames[Below(std::size(kNames))], std::move(added));
    else
      at = std::move(added);
  }

  std::mt19937 random_;
};

}  // namespace

std::optional<std::pair<std::string, std::string>> MutateJson(std::string_view schema, std::string_view instance,
                                                              std::uint32_t seed) {
  document::Tape tape;
  if (!tape.ReadJson(schema)) return std::nullopt;
  Value first = document::ToValue(tape.root());
  if (!tape.ReadJson(instance)) return std::nullopt;
  Value second = document::ToValue(tape.root());
  Mutation mutation(seed);
  for (std::uint32_t left = 1 + seed % 3; left > 0; --left) {
    if ((seed >> left) % 3 == 0)
      mutation.Change(second, first);
    else
      mutation.Change(first, second);
  }
  return std::pair(document::WriteJson(first, 0), document::WriteJson(second, 0));
}

}  // namespace plumbline::fuzz
