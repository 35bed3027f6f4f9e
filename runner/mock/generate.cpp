#include "mock/generate.h"

#include <algorithm>
#include <string_view>

#include "base/decimal.h"

namespace plumbline::mock {
namespace {

using document::Member;
using document::Value;

constexpr int kMaxDepth = 12;           // below it, only what is required
constexpr int kMaxReferenceDepth = 18;  // more, because what is required may stand behind references
constexpr int kMaxReferences = 5'000;   // in one body: a schema may contain itself in many ways

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

  Value Make(const Value& schema, int depth) {
    if (const Value* reference = schema.Find("$ref")) {
      const Value* target = root_.At(*JsonPointer::Parse(reference->text.substr(1)));
      if (target == nullptr || depth > kMaxReferenceDepth || ++references_ > kMaxReferences) return Value::Null();
      return Make(*target, depth + 1);
    }
    if (const Value* constant = schema.Find("const")) return *constant;
    for (std::string_view keyword : {"examples", "enum"}) {
      const Value* list = schema.Find(keyword);
      if (list != nullptr && !list->items.empty()) return list->items.front();
    }
    if (const Value* otherwise = schema.Find("default")) return *otherwise;
    std::vector<const Value*> branches;
    if (const Value* all = schema.Find("allOf")) {
      for (const Value& branch : all->items) branches.push_back(&branch);
    }
    for (std::string_view keyword : {"oneOf", "anyOf"}) {
      const Value* list = schema.Find(keyword);
      if (list != nullptr && !list->items.empty()) branches.push_back(&list->items.front());
    }
    const Value own = MakeType(TypeOf(schema), schema, depth);
    return branches.empty() ? own : Merge(own, branches, depth);
  }

 private:
  static std::string TypeOf(const Value& schema) {
    const Value* type = schema.Find("type");
    if (type != nullptr && type->IsString()) return type->text;
    if (type != nullptr && !type->items.empty()) return type->items.front().text;
    if (schema.Find("properties") != nullptr) return "object";
    return schema.Find("items") != nullptr ? "array" : "null";
  }

  // `own` with the members that the branches add. A branch without a type (`required` alone, or a
  // description) makes null and adds nothing.
  Value Merge(Value own, const std::vector<const Value*>& branches, int depth) {
    for (const Value* branch : branches) {
      const Value* then = branch->Find("then");
      const Value part = Make(then != nullptr ? *then : *branch, depth + 1);
      if (!part.IsObject() && !part.IsNull()) return part;
      if (!own.IsObject() && (part.IsObject() || then != nullptr)) own = Value::Object();
      for (const Member& member : part.members) {
        if (own.Find(member.key) == nullptr) own.Set(member.key, member.value);
      }
      if (then != nullptr) {
        // A discriminator's first branch; its value decides.
        const Value* condition = branch->Find("if");
        for (const Member& member : condition->Find("properties")->members) own.Set(member.key, *member.value.Find("const"));
        break;
      }
    }
    return own;
  }

  Value MakeType(const std::string& type, const Value& schema, int depth) {
    if (type == "object") return MakeObject(schema, depth);
    if (type == "array") return MakeArray(schema, depth);
    if (type == "string") return MakeString(schema);
    if (type == "boolean") return Value::Boolean(true);
    if (type == "integer" || type == "number") return MakeNumber(schema);
    return Value::Null();
  }

  Value MakeObject(const Value& schema, int depth) {
    Value object = Value::Object();
    const Value* properties = schema.Find("properties");
    const Value* required = schema.Find("required");
    for (std::size_t i = 0; properties != nullptr && i < properties->members.size(); ++i) {
      const Member& member = properties->members[i];
      const bool needed = required != nullptr && std::any_of(required->items.begin(), required->items.end(),
                                                             [&](const Value& name) { return name.text == member.key; });
      if ((depth < kMaxDepth && references_ < kMaxReferences) || needed) object.Set(member.key, Make(member.value, depth + 1));
      if (depth > 2 * kMaxDepth) break;
    }
    return object;
  }

  Value MakeArray(const Value& schema, int depth) {
    constexpr std::uint64_t kMost = 100;
    const std::uint64_t least = std::max<std::uint64_t>(Limit(schema, "minItems").value_or(0), depth < kMaxDepth ? 1 : 0);
    const std::uint64_t count = std::min({least, Limit(schema, "maxItems").value_or(kMost), kMost});
    Value array = Value::Array();
    const Value* items = schema.Find("items");
    for (std::uint64_t i = 0; items != nullptr && i < count; ++i) array.items.push_back(Make(*items, depth + 1));
    return array;
  }

  static std::optional<std::uint64_t> Limit(const Value& schema, std::string_view keyword) {
    const Value* value = schema.Find(keyword);
    const auto number = value == nullptr ? std::nullopt : Decimal::Parse(value->text);
    return number ? number->ToUint64() : std::nullopt;
  }

  static Value MakeString(const Value& schema) {
    const Value* format = schema.Find("format");
    std::string text(SampleOf(format == nullptr ? "" : format->text));
    constexpr std::uint64_t kLongest = 10'000;
    if (const auto least = Limit(schema, "minLength")) text.resize(std::max<std::size_t>(text.size(), std::min(*least, kLongest)), 'x');
    if (const auto most = Limit(schema, "maxLength")) text.resize(std::min<std::size_t>(text.size(), *most));
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
  int references_ = 0;  // followed so far
};

}  // namespace

Value Generate(const contract::DerivedSchema& schema) { return Generator(schema.schema).Make(schema.schema, 0); }

}  // namespace plumbline::mock
