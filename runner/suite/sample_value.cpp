#include "suite/sample_value.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "contract/references.h"
#include "http/message.h"
#include "mock/generate.h"
#include "suite/variables.h"

namespace plumbline::suite {
namespace {

using contract::ContractSchema;
using contract::Direction;
using contract::MediaType;
using contract::Vendor;
using document::Node;
using document::Value;

// What is wrong with a value, or nothing.
std::string Objection(const Vendor& vendor, const std::optional<Node>& schema, const Value& value) {
  if (const auto names = VariableNames(value); !names.empty())
    return fmt::format("${{{}}} would be a variable of the suite", names.front());
  if (!schema) return "";
  const schema::Judgement judgement = contract::Judge(vendor.schemas->For(*schema, Direction::kRequest), value);
  if (!judgement.problem.empty()) return judgement.problem;
  return judgement.violations.empty() ? "" : judgement.violations.front().message;
}

// Texts that strict patterns often want.
std::vector<Value> CommonValues() {
  std::vector<Value> values;
  for (const char* text : {"1",
                           "a",
                           "abc",
                           "A",
                           "ABC",
                           "a1",
                           "A1",
                           "US",
                           "USD",
                           "en",
                           "en-US",
                           "+15550100",
                           "15550100",
                           "12345",
                           "2026-01",
                           "1.0",
                           "v1",
                           "00000000",
                           "0123456789abcdef01234567",
                           "00000000000000000000000000000000",
                           "00000000-0000-4000-8000-000000000000",
                           "someone@example.com"}) {
    values.push_back(Value::String(text));
  }
  values.push_back(Value::Number(std::int64_t{1}));
  values.push_back(Value::Number(std::int64_t{100}));
  return values;
}

bool IsEmpty(const Value& value) {
  const bool holds_others = value.IsArray() || value.IsObject();
  return value.IsNull() || (value.IsString() && value.text.empty()) ||
         (holds_others && value.items.empty() && value.members.empty());
}

void RemoveAt(Value& root, const JsonPointer& pointer) {
  auto* parent = const_cast<Value*>(root.At(pointer.Parent()));
  if (parent == nullptr) return;
  std::erase_if(parent->members, [&](const document::Member& member) { return member.key == pointer.back(); });
  const auto index = ArrayIndex(pointer.back());
  if (parent->IsArray() && index && *index < parent->items.size())
    parent->items.erase(parent->items.begin() + static_cast<std::ptrdiff_t>(*index));
}

// Takes out members that a request "SHOULD NOT" hold (3.0.4, 4.7.24.2 readOnly).
void LeaveOutReadOnly(document::Store& store, const Node& written, Value& value, int depth) {
  constexpr int kMaxDepth = 24;
  if (depth > kMaxDepth) return;
  const Node schema = contract::ResolveOrStay(store, written);
  for (const std::string_view keyword : {"allOf", "oneOf", "anyOf"}) {
    const auto list = schema.Find(keyword);
    for (std::size_t i = 0; list && i < (*list)->items.size(); ++i)
      LeaveOutReadOnly(store, list->Item(i), value, depth + 1);
  }
  if (const auto items = schema.Find("items"); items && value.IsArray()) {
    for (Value& item : value.items) LeaveOutReadOnly(store, *items, item, depth + 1);
  }
  const auto properties = schema.Find("properties");
  if (!properties || !value.IsObject()) return;
  std::erase_if(value.members, [&](document::Member& member) {
    const auto property = properties->Find(member.key);
    if (!property) return false;
    const Value* read_only = contract::ResolveOrStay(store, *property)->Find("readOnly");
    if (read_only != nullptr && read_only->IsTrue()) return true;
    LeaveOutReadOnly(store, *property, member.value, depth + 1);
    return false;
  });
}

// Takes out, one after the other, the parts that break the schema, until it fits or nothing is left; gives what was
// wrong at last.
std::string Repair(const ContractSchema& schema, Value& value) {
  constexpr int kMaxSteps = 64;
  std::string objection;
  for (int step = 0; step < kMaxSteps; ++step) {
    const schema::Judgement judgement = contract::Judge(schema, value);
    if (!judgement.problem.empty()) return judgement.problem;
    if (judgement.violations.empty()) return "";
    const schema::Violation& violation = judgement.violations.front();
    if (objection.empty()) objection = schema::PathName(violation.instance_location) + ' ' + violation.message;
    if (violation.instance_location.empty()) return objection;
    RemoveAt(value, violation.instance_location);
  }
  return objection;
}

std::variant<Value, NoSample> BodyValue(const Vendor& vendor, const MediaType& type) {
  if (!type.schema) return type.examples.empty() ? Value::Object() : type.examples.front().value.value();
  document::Store& store = *vendor.contract->store;
  std::string objection;
  for (const contract::Example& example : type.examples) {
    objection = Objection(vendor, type.schema, example.value.value());
    if (objection.empty()) return example.value.value();
  }
  const Value made = mock::Generate(*vendor.contract, *type.schema);
  const ContractSchema schema = vendor.schemas->For(*type.schema, Direction::kRequest);
  Value lean = made;
  LeaveOutReadOnly(store, *type.schema, lean, 0);
  for (Value value : {lean, made}) {
    objection = Repair(schema, value);
    if (objection.empty()) objection = Objection(vendor, type.schema, value);
    if (objection.empty()) return value;
  }
  return NoSample{"no body is known that fits its schema: " + objection};
}

// application/x-www-form-urlencoded of an object (3.0.4, 4.7.14.3): what is no single value stands there as JSON.
std::string FormText(const Value& object) {
  std::vector<std::string> pairs;
  const auto add = [&](const std::string& key, const Value& value) {
    pairs.push_back(PercentEncode(key) + '=' +
                    PercentEncode(value.IsString() ? value.text : document::WriteJson(value, 0)));
  };
  for (const document::Member& member : object.members) {
    if (member.value.IsArray()) {
      for (const Value& item : member.value.items) add(member.key, item);
    } else {
      add(member.key, member.value);
    }
  }
  return Join(pairs, "&");
}

std::variant<BodySample, NoSample> SampleOf(const Vendor& vendor, const MediaType& type) {
  if (http::IsJson(type.name) || type.name.find('*') != std::string::npos) {
    auto value = BodyValue(vendor, type);
    if (const auto* none = std::get_if<NoSample>(&value)) return *none;
    return BodySample{http::IsJson(type.name) ? type.name : "application/json", std::get<Value>(value)};
  }
  const std::string name = AsciiLower(type.name);
  if (name.starts_with("multipart/"))
    return NoSample{fmt::format("a body of type {} has parts with boundaries, which suites do not write", type.name)};
  auto value = BodyValue(vendor, type);
  if (const auto* none = std::get_if<NoSample>(&value)) return *none;
  Value& made = std::get<Value>(value);
  const bool form = name.starts_with("application/x-www-form-urlencoded") && made.IsObject();
  if (form) made = Value::String(FormText(made));
  if (!made.IsString())
    return NoSample{fmt::format("a body of type {} needs an example in the contract, as text", type.name)};
  const bool text = form || name.starts_with("text/") || !type.examples.empty();
  if (!text || IsEmpty(made))
    return NoSample{fmt::format("a body of type {} needs an example in the contract", type.name)};
  return BodySample{type.name, made};
}

}  // namespace

std::variant<Value, NoSample> SampleParameter(const Vendor& vendor, const contract::Parameter& parameter) {
  const auto schema = parameter.ValueSchema();
  std::vector<Value> values;
  for (const contract::Example& example : parameter.examples) values.push_back(example.value.value());
  if (parameter.content) {
    for (const contract::Example& example : parameter.content->examples) values.push_back(example.value.value());
  }
  if (schema) values.push_back(mock::Generate(*vendor.contract, *schema));
  for (Value& value : CommonValues()) values.push_back(std::move(value));
  std::string first;
  for (const Value& value : values) {
    if (IsEmpty(value)) continue;
    const std::string objection = Objection(vendor, schema, value);
    if (objection.empty()) return value;
    if (first.empty()) first = objection;
  }
  return NoSample{
      fmt::format("no value of the parameter {} is known that fits its schema: it {}", parameter.name, first)};
}

std::variant<BodySample, NoSample> SampleBody(const Vendor& vendor, const contract::RequestBody& body) {
  std::vector<const MediaType*> types;
  for (const MediaType& type : body.content) types.push_back(&type);
  std::stable_partition(types.begin(), types.end(), [](const MediaType* type) { return http::IsJson(type->name); });
  NoSample first{"the contract declares no type of its body"};
  for (std::size_t i = 0; i < types.size(); ++i) {
    auto sample = SampleOf(vendor, *types[i]);
    if (std::holds_alternative<BodySample>(sample)) return sample;
    if (i == 0) first = std::get<NoSample>(sample);
  }
  return first;
}

}  // namespace plumbline::suite
