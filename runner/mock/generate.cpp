#include "mock/generate.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/decimal.h"
#include "base/error.h"
#include "contract/references.h"
#include "contract/schema_view.h"
#include "mock/pattern_text.h"
#include "schema/pattern.h"

namespace plumbline::mock {
namespace {

using contract::Node;
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
      {"date-time", "2026-01-01T00:00:00Z"},
      {"date", "2026-01-01"},
      {"time", "00:00:00Z"},
      {"email", "someone@example.com"},
      {"hostname", "example.com"},
      {"ipv4", "192.0.2.1"},
      {"ipv6", "2001:db8::1"},
      {"uri", "https://example.com/"},
      {"byte", "cGx1bWI="},
      {"uuid", "00000000-0000-4000-8000-000000000000"},
      {"decimal", "0.00"},
  };
  const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.format == format; });
  return row == std::end(kRows) ? "string" : row->text;
}

class Generator {
 public:
  explicit Generator(const contract::Contract& contract) : store_(*contract.store) {}

  Value Make(const Node& schema, int depth) {
    if (schema.Find("$ref")) {
      const auto target = depth > kMaxReferenceDepth || ++references_ > kMaxReferences
                              ? std::nullopt
                              : contract::Referred(store_, schema);
      return target ? Make(*target, depth + 1) : Value::Null();
    }
    for (std::string_view keyword : {"const", "example"}) {
      if (const Value* value = schema->Find(keyword)) return *value;
    }
    for (std::string_view keyword : {"examples", "enum"}) {
      const Value* list = schema->Find(keyword);
      if (list != nullptr && !list->items.empty()) return list->items.front();
    }
    if (const Value* otherwise = schema->Find("default")) return *otherwise;
    std::vector<Branch> branches;
    const auto all = schema.Find("allOf");
    for (std::size_t i = 0; all && i < (*all)->items.size(); ++i) branches.push_back({all->Item(i), {}});
    auto chosen = Discriminated(schema);
    if (chosen) branches.push_back(std::move(*chosen));
    for (std::string_view keyword : {"oneOf", "anyOf"}) {
      const auto list = chosen ? std::nullopt : schema.Find(keyword);
      if (list && !(*list)->items.empty()) branches.push_back({list->Item(0), {}});
    }
    Value own = MakeType(TypeOf(schema.value()), schema, depth);
    return branches.empty() ? own : Merge(std::move(own), branches, depth);
  }

 private:
  // A schema that the instance has to fit as well; with the member and the value of a discriminator, where one chose
  // it.
  struct Branch {
    Node schema;
    std::optional<std::pair<std::string, std::string>> tag;
  };

  static std::string TypeOf(const Value& schema) {
    const Value* type = schema.Find("type");
    if (type != nullptr && type->IsString()) return type->text;
    if (type != nullptr) {
      const auto some =
          std::find_if(type->items.begin(), type->items.end(), [](const Value& item) { return item.text != "null"; });
      if (some != type->items.end()) return some->text;
    }
    if (schema.Find("properties") != nullptr) return "object";
    return schema.Find("items") != nullptr ? "array" : "null";
  }

  // The first alternative that a discriminator names (3.0.3, 4.7.25).
  std::optional<Branch> Discriminated(const Node& schema) {
    const auto discriminator = schema.Find("discriminator");
    auto alternatives = schema.Find("oneOf");
    if (!alternatives) alternatives = schema.Find("anyOf");
    const Value* property = discriminator ? (*discriminator)->Find("propertyName") : nullptr;
    if (!alternatives || property == nullptr) return std::nullopt;
    if (const auto mapping = discriminator->Find("mapping"); mapping && !(*mapping)->members.empty()) {
      const document::Member& first = (*mapping)->members.front();
      const bool name = first.value.text.find_first_of("/#.") == std::string::npos;
      try {
        const Node target = contract::Target(store_, *mapping->Find(first.key),
                                             name ? "#/components/schemas/" + first.value.text : first.value.text);
        return Branch{target, std::pair(property->text, first.key)};
      } catch (const Error&) {
        return std::nullopt;
      }
    }
    for (std::size_t i = 0; i < (*alternatives)->items.size(); ++i) {
      const Node alternative = alternatives->Item(i);
      const Value* reference = alternative->Find("$ref");
      if (reference != nullptr)
        return Branch{alternative,
                      std::pair(property->text, reference->text.substr(reference->text.find_last_of("/#") + 1))};
    }
    return std::nullopt;
  }

  // `own` with the members that the branches add. A branch without a type (`required` alone, or a
  // description) makes null and adds nothing.
  Value Merge(Value own, const std::vector<Branch>& branches, int depth) {
    for (const Branch& branch : branches) {
      const Value part = Make(branch.schema, depth + 1);
      if (!part.IsObject() && !part.IsNull()) return part;
      if (!own.IsObject() && (part.IsObject() || branch.tag)) own = Value::Object();
      for (const Member& member : part.members) {
        if (own.Find(member.key) == nullptr) own.Set(member.key, member.value);
      }
      if (branch.tag) own.Set(branch.tag->first, Value::String(branch.tag->second));  // its value decides
    }
    return own;
  }

  Value MakeType(const std::string& type, const Node& schema, int depth) {
    if (type == "object") return MakeObject(schema, depth);
    if (type == "array") return MakeArray(schema, depth);
    if (type == "string") return MakeString(schema.value());
    if (type == "boolean") return Value::Boolean(true);
    if (type == "integer" || type == "number") return MakeNumber(schema.value());
    return Value::Null();
  }

  Value MakeObject(const Node& schema, int depth) {
    Value object = Value::Object();
    const auto properties = schema.Find("properties");
    const Value* required = schema->Find("required");
    for (std::size_t i = 0; properties && i < (*properties)->members.size(); ++i) {
      const Member& member = (*properties)->members[i];
      const bool needed =
          required != nullptr && std::any_of(required->items.begin(), required->items.end(),
                                             [&](const Value& name) { return name.text == member.key; });
      if ((depth < kMaxDepth && references_ < kMaxReferences) || needed) {
        object.Set(member.key,
                   Make(Node(schema.document(), member.value, properties->pointer() / member.key), depth + 1));
      }
      if (depth > 2 * kMaxDepth) break;
    }
    return object;
  }

  Value MakeArray(const Node& schema, int depth) {
    constexpr std::uint64_t kMost = 100;
    const std::uint64_t least =
        std::max<std::uint64_t>(Limit(schema.value(), "minItems").value_or(0), depth < kMaxDepth ? 1 : 0);
    const std::uint64_t count = std::min({least, Limit(schema.value(), "maxItems").value_or(kMost), kMost});
    Value array = Value::Array();
    const auto items = schema.Find("items");
    for (std::uint64_t i = 0; items && i < count; ++i) array.items.push_back(Make(*items, depth + 1));
    return array;
  }

  static std::optional<std::uint64_t> Limit(const Value& schema, std::string_view keyword) {
    const Value* value = schema.Find(keyword);
    const auto number = value == nullptr ? std::nullopt : Decimal::Parse(value->text);
    return number ? number->ToUint64() : std::nullopt;
  }

  static bool Fits(const std::string& pattern, const std::string& text) {
    std::string error;
    const auto compiled = schema::Pattern::Compile(pattern, error);
    return compiled && compiled->Search(text) == schema::PatternResult::kMatch;
  }

  static Value MakeString(const Value& schema) {
    const Value* format = schema.Find("format");
    std::string text(SampleOf(format == nullptr ? "" : format->text));
    constexpr std::uint64_t kLongest = 10'000;
    if (const Value* pattern = schema.Find("pattern");
        pattern != nullptr && pattern->IsString() && !Fits(pattern->text, text)) {
      const auto made = TextOfPattern(pattern->text, Limit(schema, "minLength").value_or(0),
                                      Limit(schema, "maxLength").value_or(kLongest));
      if (made) return Value::String(*made);
    }
    if (const auto least = Limit(schema, "minLength"))
      text.resize(std::max<std::size_t>(text.size(), std::min(*least, kLongest)), 'x');
    if (const auto most = Limit(schema, "maxLength")) text.resize(std::min<std::size_t>(text.size(), *most));
    return Value::String(std::move(text));
  }

  static Value MakeNumber(const Value& schema) {
    const Value* minimum = schema.Find("minimum");
    const Value* exclusive = schema.Find("exclusiveMinimum");
    // In 3.0 a boolean beside the limit, later a limit of its own.
    const Value* above = exclusive == nullptr    ? nullptr
                         : exclusive->IsTrue()   ? minimum
                         : exclusive->IsNumber() ? exclusive
                                                 : nullptr;
    if (above != nullptr) {
      const auto next = Add(Decimal::Parse(above->text).value_or(Decimal()), Decimal(1));
      return Value::Number(next ? next->ToString() : "1");
    }
    if (minimum != nullptr) return *minimum;
    const Value* maximum = schema.Find("maximum");
    const bool negative = maximum != nullptr && Decimal::Parse(maximum->text).value_or(Decimal()).IsNegative();
    return negative ? *maximum : Value::Number(std::int64_t{0});
  }

  document::Store& store_;
  int references_ = 0;  // followed so far
};

}  // namespace

Value Generate(const contract::Contract& contract, const Node& schema) { return Generator(contract).Make(schema, 0); }

}  // namespace plumbline::mock
