// A document as a flat array: one cell a value, in document order, so that a program walks it without following
// pointers. Members are a key cell and the cells of its value. JSON text is read into it at the speed of simdjson's
// first stage; strings without escapes and numbers stay where they are in the text. A Value becomes a tape as well
// (YAML, built values), so that everything that judges values knows one form only.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/value.h"

namespace plumbline::document {

// What a cell holds. Numbers with a point or an exponent are kDecimal, whether or not they are whole.
enum class CellKind : std::uint8_t { kNull, kFalse, kTrue, kInteger, kDecimal, kString, kArray, kObject };
constexpr std::size_t kCellKinds = 8;

struct Cell {
  struct Extent {
    std::uint32_t skip;    // cells up to the next value, this one included
    std::uint32_t offset;  // byte of the opening bracket in the text
  };
  union {
    const char* text;  // scalars: content of a string, lexeme of a number or literal
    Extent extent;     // containers
  };
  std::uint32_t size;  // strings and numbers: bytes; arrays: items; objects: members
  std::uint32_t
      tag;  // kind in the low 3 bits, kEscaped or kSmall, and in the high 28 a hash (keys) or a number (kSmall)

  static constexpr std::uint32_t kKindBits = 7, kEscaped = 8, kHashBits = ~std::uint32_t{15};
  static constexpr std::uint32_t kSmall = 8;  // of kInteger: at most 8 digits

  CellKind kind() const { return static_cast<CellKind>(tag & kKindBits); }
  std::size_t kind_index() const { return tag & kKindBits; }
  std::uint32_t hash() const { return tag & kHashBits; }
  bool Is(CellKind other) const { return kind() == other; }
  bool IsBoolean() const { return Is(CellKind::kFalse) || Is(CellKind::kTrue); }
  bool IsNumber() const { return Is(CellKind::kInteger) || Is(CellKind::kDecimal); }
  bool IsString() const { return Is(CellKind::kString); }
  bool IsArray() const { return Is(CellKind::kArray); }
  bool IsObject() const { return Is(CellKind::kObject); }
  std::string_view view() const { return {text, size}; }
  bool HasSmall() const {
    return (tag & (kKindBits | kSmall)) == (static_cast<std::uint32_t>(CellKind::kInteger) | kSmall);
  }
  std::int32_t Small() const { return static_cast<std::int32_t>(tag) >> 4; }

  // The cell after this value (not after a key: its value is the next cell).
  const Cell* Next() const { return (tag & kKindBits) < 6 ? this + 1 : this + extent.skip; }
  // The first item, or the first key.
  const Cell* First() const { return this + 1; }
  // The value of a member, or null. Linear.
  const Cell* Find(std::string_view key) const;
  // The item, or null.
  const Cell* Item(std::size_t index) const;
  Kind ValueKind() const;
};
static_assert(sizeof(Cell) == 16);

// Whether two texts of the same size are equal, inline for the sizes that keys have.
inline bool EqualBytes(const char* a, const char* b, std::size_t size) {
  const auto load = [](const char* p, auto word) {
    std::memcpy(&word, p, sizeof word);
    return word;
  };
  if (size > 16) return std::memcmp(a, b, size) == 0;
  if (size >= 8) {
    return load(a, std::uint64_t{}) == load(b, std::uint64_t{}) &&
           load(a + size - 8, std::uint64_t{}) == load(b + size - 8, std::uint64_t{});
  }
  if (size >= 4) {
    return load(a, std::uint32_t{}) == load(b, std::uint32_t{}) &&
           load(a + size - 4, std::uint32_t{}) == load(b + size - 4, std::uint32_t{});
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

// The hash that key cells carry in `tag`; the low 4 bits are 0.
std::uint32_t KeyHash(std::string_view key);

// Runs over items (`for (const Cell& item : Items(array))`) and members (`for (auto [key, value] : Members(object))`).
class Items {
 public:
  struct Iterator {
    const Cell* at;
    std::uint32_t left;
    const Cell& operator*() const { return *at; }
    Iterator& operator++() {
      at = at->Next();
      --left;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return left != other.left; }
  };
  explicit Items(const Cell& array) : array_(array) {}
  Iterator begin() const { return {array_.First(), array_.size}; }
  Iterator end() const { return {nullptr, 0}; }

 private:
  const Cell& array_;
};

class Members {
 public:
  struct Pair {
    const Cell& key;
    const Cell& value;
  };
  struct Iterator {
    const Cell* at;
    std::uint32_t left;
    Pair operator*() const { return {at[0], at[1]}; }
    Iterator& operator++() {
      at = at[1].Next();
      --left;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return left != other.left; }
  };
  explicit Members(const Cell& object) : object_(object) {}
  Iterator begin() const { return {object_.First(), object_.size}; }
  Iterator end() const { return {nullptr, 0}; }

 private:
  const Cell& object_;
};

// Owns the cells of one document at a time; reading the next one uses the memory again.
class Tape {
 public:
  Tape();
  ~Tape();
  Tape(Tape&&) noexcept;
  Tape& operator=(Tape&&) noexcept;

  // Reads JSON text by the rules of ParseJson. False where the text is refused: ParseJson then says where and why. The
  // text must outlive what is read from the tape.
  bool ReadJson(std::string_view text, const Limits& limits = {});
  // Lays out a value. It must outlive the tape.
  void ReadValue(const Value& value);

  const Cell& root() const { return cells_[0]; }
  std::size_t IndexOf(const Cell& cell) const { return static_cast<std::size_t>(&cell - cells_.get()); }
  const Cell& at(std::size_t index) const { return cells_[index]; }
  std::size_t size() const { return size_; }

  // Where the value or key stands in the text it was read from. Containers read from JSON: the bracket only.
  Span SpanOf(const Cell& cell) const;
  // The value that a cell was made of; null for cells of keys, and of tapes that were read from text.
  const Value* ValueOf(const Cell& cell) const;
  // The way from the root to a value or key. Linear in the cells passed over.
  JsonPointer PointerTo(const Cell& cell) const;
  // The value at a pointer, or null.
  const Cell* At(const JsonPointer& pointer) const;

 private:
  void Reserve(std::size_t cells);
  bool Build(std::string_view text, std::size_t structurals, const Limits& limits);
  bool Unescape(std::string_view raw, Cell& cell);
  bool UniqueKeys(const Cell& object, const std::uint32_t* hashes, std::size_t count) const;

  struct Stage1;
  std::unique_ptr<Stage1> stage1_;
  std::unique_ptr<Cell[]> cells_;
  std::size_t capacity_ = 0, size_ = 0;
  std::string_view text_;
  std::vector<std::uintptr_t> origins_;  // of cells made of a Value: its address; of keys: that of the Member, plus 1
  std::deque<std::string> unescaped_;    // chunks; each string follows the offset of its opening quote
  std::vector<std::uint32_t> open_;      // of containers being read
  std::vector<std::uint32_t> hashes_;    // of the keys of objects being read
};

// Ways to the cells of one tape, by a table that is made in one pass: for those who ask for many.
class Pointers {
 public:
  explicit Pointers(const Tape& tape);
  JsonPointer To(const Cell& cell) const;

 private:
  const Tape& tape_;
  std::vector<std::uint32_t> parents_;  // of each cell: its container; a key's and its value's alike
  std::vector<std::uint32_t> indexes_;  // in an array; in an object, the index of the key's cell
};

// JSON equality of cells; see Equal of values. Linear but for objects of many members, n log n.
bool Equal(const Cell& a, const Cell& b);
// A hash that equal values share.
std::uint64_t EqualityHash(const Cell& cell);

// A Value of its own, without places.
Value ToValue(const Cell& cell);
// JSON text on one line, as WriteJson(value, 0).
std::string WriteJson(const Cell& cell);

}  // namespace plumbline::document
