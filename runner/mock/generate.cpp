#include "mock/generate.h"

#include <algorithm>
#include <string_view>

#include "base/decimal.h"

namespace plumbline::mock {
namespace {

using document::Member;
using document::Value;

constexpr int kMaxDepth = 12;

std::string_view SampleOf(std::string_view format) {
  struct Row {
    std::string_view format;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {"date-time", "2026-01-01T00:00:00Z"}, {"date", "2026-01-01"},       {"time", "00:00:00Z"},
      {"email", "someone@example.com"},      {"hostname", "example.com"},  {"ipv4", "192.0.2.1"},
      {"ipv6", "2001:db8::1"},               {"uri", "https://example.com/"}, {"byte", "cGx1bWI="},
      {"uuid", "00000000-0000-4000-8000-000000000000"}, {"decimal", "0.00"},
  };
  const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.format == format; });
  return row == std::end(kRows) ? "string" : row->text;
}

class Generator {
 public:
  explicit Generator(const Value& root) : root_(root) {}

  Value Make(const Value& schema, int depth) const {
    if (const Value* reference = schema.Find("$ref")) {
      const Value* target = root_.At(*JsonPointer::Parse(reference->text.substr(1)));
      return target == nullptr || depth > kMaxDepth ? Value::Null() : Make(*target, depth + 1);
    }
    if (const Value* constant = schema.Find("const")) return *constant;
    for (std::string_view keyword : {"examples", "enum"}) {
      const Value* list = schema.Find(keyword);
      if (list != nullptr && !list->items.empty()) return list->items.front();
    }
    if (const Value* otherwise = schema.Find("default")) return *otherwise;
    if (const Value* all = schema.Find("allOf")) return MakeAll(schema, *all, depth);
    for (std::string_view keyword : {"oneOf", "anyOf"}) {
      const Value* list = schema.Find(keyword);
      if (list != nullptr && !list->items.empty()) return Make(list->items.front(), depth + 1);
    }
    return MakeType(TypeOf(schema), schema, depth);
  }

 private:
  static std::string TypeOf(const Value& schema) {
    const Value* type = schema.Find("type");
    if (type != nullptr && type->IsString()) return type->text;
    if (type != nullptr && !type->items.empty()) return type->items.front().text;
    if (schema.Find("properties") != nullptr) return "object";
    return schema.Find("items") != nullptr ? "array" : "null";
  }

  Value MakeAll(const Value& schema, const Value& all, int depth) const {
    Value merged = schema.Find("properties") != nullptr ? MakeObject(schema, depth) : Value::Object();
    for (const Value& branch : all.items) {
      const Value* then = branch.Find("then");
      const Value part = Make(then != nullptr ? *then : branch, depth + 1);
      if (!part.IsObject()) return part;
      for (const Member& member : part.members) {
        if (merged.Find(member.key) == nullptr) merged.Set(member.key, member.value);
      }
      if (then != nullptr) {
        // A discriminator's first branch; its value decides.
        const Value* condition = branch.Find("if");
        for (const Member& member : condition->Find("properties")->members) merged.Set(member.key, *member.value.Find("const"));
        break;
      }
    }
    return merged;
  }

  Value MakeType(const std::string& type, const Value& schema, int depth) const {
    if (type == "object") return MakeObject(schema, depth);
    if (type == "array") return MakeArray(schema, depth);
    if (type == "string") return MakeString(schema);
    if (type == "boolean") return Value::Boolean(true);
    if (type == "integer" || type == "number") return MakeNumber(schema);
    return Value::Null();
  }

  Value MakeObject(const Value& schema, int depth) const {
    Value object = Value::Object();
    const Value* properties = schema.Find("properties");
    const Value* required = schema.Find("required");
    for (std::size_t i = 0; properties != nullptr && i < properties->members.size(); ++i) {
      const Member& member = properties->members[i];
      const bool needed = required != nullptr && std::any_of(required->items.begin(), required->items.end(),
                                                             [&](const Value& name) { return name.text == member.key; });
      if (depth < kMaxDepth || needed) object.Set(member.key, Make(member.value, depth + 1));
      if (depth > 2 * kMaxDepth) break;
    }
    return object;
  }

  Value MakeArray(const Value& schema, int depth) const {
    Value array = Value::Array();
    const Value* least = schema.Find("minItems");
    const auto number = least == nullptr ? std::nullopt : Decimal::Parse(least->text);
    const std::uint64_t count = std::clamp<std::uint64_t>(number ? number->ToUint64().value_or(1) : 1, depth < kMaxDepth ? 1 : 0, 100);
    const Value* items = schema.Find("items");
    for (std::uint64_t i = 0; items != nullptr && i < count; ++i) array.items.push_back(Make(*items, depth + 1));
    return array;
  }

  static Value MakeString(const Value& schema) {
    const Value* format = schema.Find("format");
    std::string text(SampleOf(format == nullptr ? "" : format->text));
    const auto limit = [&](std::string_view keyword) {
      const Value* value = schema.Find(keyword);
      const auto number = value == nullptr ? std::nullopt : Decimal::Parse(value->text);
      return number ? number->ToUint64() : std::nullopt;
    };
    constexpr std::uint64_t kLongest = 10'000;
    if (const auto least = limit("minLength")) text.resize(std::max<std::size_t>(text.size(), std::min(*least, kLongest)), 'x');
    if (const auto most = limit("maxLength")) text.resize(std::min<std::size_t>(text.size(), *most));
    return Value::String(std::move(text));
  }

  static Value MakeNumber(const Value& schema) {
    if (const Value* minimum = schema.Find("minimum")) return *minimum;
    if (const Value* above = schema.Find("exclusiveMinimum")) {
      const auto next = Add(Decimal::Parse(above->text).value_or(Decimal()), Decimal(1));
      return Value::Number(next ? next->ToString() : "1");
    }
    const Value* maximum = schema.Find("maximum");
    const bool negative = maximum != nullptr && Decimal::Parse(maximum->text).value_or(Decimal()).IsNegative();
    return negative ? *maximum : Value::Number(std::int64_t{0});
  }

  const Value& root_;
};

}  // namespace

Value Generate(const contract::DerivedSchema& schema) { return Generator(schema.schema).Make(schema.schema, 0); }

}  // namespace plumbline::mock
