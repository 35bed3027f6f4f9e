#include "document/value.h"

#include <algorithm>
#include <utility>

#include "base/decimal.h"

namespace plumbline::document {

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "boolean";
    case Kind::kNumber:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      return "object";
  }
  return "";
}

Value Value::Null() { return {}; }

Value Value::Boolean(bool value) {
  Value result;
  result.kind = Kind::kBoolean;
  result.boolean = value;
  return result;
}

Value Value::Number(std::string lexeme) {
  Value result;
  result.kind = Kind::kNumber;
  result.text = std::move(lexeme);
  return result;
}

Value Value::Number(std::int64_t value) { return Number(std::to_string(value)); }

Value Value::String(std::string text) {
  Value result;
  result.kind = Kind::kString;
  result.text = std::move(text);
  return result;
}

Value Value::Array() { return Array(std::vector<Value>()); }

Value Value::Array(std::vector<Value> items) {
  Value result;
  result.kind = Kind::kArray;
  result.items = std::move(items);
  return result;
}

Value Value::Object() {
  Value result;
  result.kind = Kind::kObject;
  return result;
}

const Member* Value::FindMember(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return found == members.end() ? nullptr : &*found;
}

const Value* Value::Find(std::string_view key) const {
  const Member* member = FindMember(key);
  return member == nullptr ? nullptr : &member->value;
}

Value* Value::Find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).Find(key)); }

Value& Value::Set(std::string_view key, Value value) {
  if (Value* present = Find(key)) return *present = std::move(value);
  return members.emplace_back(Member{std::string(key), {}, std::move(value)}).value;
}

const Value* Value::At(const JsonPointer& pointer) const {
  const Value* value = this;
  for (const std::string& token : pointer.tokens()) {
    if (value->IsArray()) {
      const auto index = ArrayIndex(token);
      if (!index || *index >= value->items.size()) return nullptr;
      value = &value->items[*index];
    } else {
      value = value->Find(token);
      if (value == nullptr) return nullptr;
    }
  }
  return value;
}

bool Equal(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::kNull:
      return true;
    case Kind::kBoolean:
      return a.boolean == b.boolean;
    case Kind::kNumber:
      return a.text == b.text || Decimal::Parse(a.text) == Decimal::Parse(b.text);
    case Kind::kString:
      return a.text == b.text;
    case Kind::kArray:
      return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), Equal);
    case Kind::kObject:
      break;
  }
  return a.members.size() == b.members.size() &&
         std::all_of(a.members.begin(), a.members.end(), [&](const Member& member) {
           const Value* other = b.Find(member.key);
           return other != nullptr && Equal(member.value, *other);
         });
}

std::optional<std::uint64_t> WholeNumber(const Value& value) {
  const auto number = value.IsNumber() ? Decimal::Parse(value.text) : std::nullopt;
  return number ? number->ToUint64() : std::nullopt;
}

std::size_t NodeCount(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += NodeCount(item);
  for (const Member& member : value.members) count += NodeCount(member.value);
  return count;
}

}  // namespace plumbline::document
