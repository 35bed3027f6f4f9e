// A JSON value that forgets nothing: numbers keep their lexeme, objects keep the order of their
// members, and every value and key knows which bytes of its source it was read from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_pointer.h"

namespace plumbline::document {

enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

// The JSON Schema name of a kind: "null", "boolean", "number", …
std::string_view KindName(Kind kind);

// Bytes [begin, end) of the source text. Both 0 for a value that was built, not read.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

struct Member;

struct Value {
  Kind kind = Kind::kNull;
  bool boolean = false;
  Span span;
  std::string text;             // kString: the content; kNumber: the lexeme, a valid JSON number
  std::vector<Value> items;     // kArray
  std::vector<Member> members;  // kObject, in source order, keys unique

  static Value Null();
  static Value Boolean(bool value);
  static Value Number(std::string lexeme);
  static Value Number(std::int64_t value);
  static Value String(std::string text);
  static Value Array();
  static Value Array(std::vector<Value> items);
  static Value Object();

  bool IsNull() const { return kind == Kind::kNull; }
  bool IsBoolean() const { return kind == Kind::kBoolean; }
  bool IsNumber() const { return kind == Kind::kNumber; }
  bool IsString() const { return kind == Kind::kString; }
  bool IsArray() const { return kind == Kind::kArray; }
  bool IsObject() const { return kind == Kind::kObject; }
  bool IsTrue() const { return IsBoolean() && boolean; }

  // The member's value; null where this is no object or has no such member.
  const Value* Find(std::string_view key) const;
  Value* Find(std::string_view key);
  const Member* FindMember(std::string_view key) const;
  // Replaces the member or appends it.
  Value& Set(std::string_view key, Value value);

  // The value at `pointer`; null where there is none.
  const Value* At(const JsonPointer& pointer) const;
};

struct Member {
  std::string key;
  Span key_span;
  Value value;
};

// JSON equality (JSON Schema 2020-12, core 4.2.2): numbers by exact value, so 1 equals 1.0; objects
// whatever the order of their members.
bool Equal(const Value& a, const Value& b);

// The whole number from 0 that a number stands for, however it is written: 30, 30.0, 3e1. Nothing for any
// other value, and past 64 bits.
std::optional<std::uint64_t> WholeNumber(const Value& value);

// Number of values in the tree, this one included.
std::size_t NodeCount(const Value& value);

}  // namespace plumbline::document
