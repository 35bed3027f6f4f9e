// Cells by themselves: what they hold, whether two are equal, and as values and text.
#include <unistd.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/fresh_stack.h"
#include "document/tape.h"
#include "document/text_hash.h"

namespace plumbline::document {
namespace {

bool SameText(const Cell& a, const Cell& b) { return a.size == b.size && EqualBytes(a.text, b.text, a.size); }

}  // namespace

HashSeeds RandomSeeds() {
  HashSeeds seeds{};
  // std::random_device may throw, and this runs before main. Without entropy, the address of a stack has to do.
  if (getentropy(&seeds, sizeof seeds) != 0)
    seeds = {0x9E3779B97F4A7C15u ^ reinterpret_cast<std::uintptr_t>(&seeds), 0xE7037ED1A0B428DBu};
  return seeds;
}

std::uint32_t KeyHash(std::string_view key) {
  return static_cast<std::uint32_t>(TextHash(key.data(), key.size())) & Cell::kHashBits;
}

const Cell* Cell::Find(std::string_view key) const {
  if (!IsObject()) return nullptr;
  const Cell* at = First();
  for (std::uint32_t i = 0; i < size; ++i) {
    if (at->view() == key) return at + 1;
    at = at[1].Next();
  }
  return nullptr;
}

const Cell* Cell::Item(std::size_t index) const {
  if (!IsArray() || index >= size) return nullptr;
  const Cell* at = First();
  while (index-- > 0) at = at->Next();
  return at;
}

Kind Cell::ValueKind() const {
  switch (kind()) {
    case CellKind::kNull:
      return Kind::kNull;
    case CellKind::kFalse:
    case CellKind::kTrue:
      return Kind::kBoolean;
    case CellKind::kInteger:
    case CellKind::kDecimal:
      return Kind::kNumber;
    case CellKind::kString:
      return Kind::kString;
    case CellKind::kArray:
      return Kind::kArray;
    case CellKind::kObject:
      return Kind::kObject;
  }
  return Kind::kNull;
}

bool Equal(const Cell& a, const Cell& b) {
  if (a.IsNumber() && b.IsNumber()) {
    if (SameText(a, b)) return true;
    if (a.Is(CellKind::kInteger) && b.Is(CellKind::kInteger))
      return a.view() == "-0" ? b.view() == "0" : a.view() == "0" && b.view() == "-0";
    return Decimal::Parse(a.view()) == Decimal::Parse(b.view());
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case CellKind::kString:
      return SameText(a, b);
    case CellKind::kArray: {
      if (a.size != b.size) return false;
      const Cell* other = b.First();
      for (const Cell& item : Items(a)) {
        if (!Equal(item, *other)) return false;
        other = other->Next();
      }
      return true;
    }
    case CellKind::kObject: {
      if (a.size != b.size) return false;
      if (a.size <= 8) {
        for (const auto& [key, value] : Members(a)) {
          const Cell* other = b.Find(key.view());
          if (other == nullptr || !Equal(value, *other)) return false;
        }
        return true;
      }
      const auto sorted = [](const Cell& object) {
        std::vector<const Cell*> keys;
        for (const auto& [key, value] : Members(object)) keys.push_back(&key);
        std::sort(keys.begin(), keys.end(), [](const Cell* x, const Cell* y) { return x->view() < y->view(); });
        return keys;
      };
      const auto left = sorted(a), right = sorted(b);
      for (std::size_t i = 0; i < left.size(); ++i) {
        if (!SameText(*left[i], *right[i]) || !Equal(left[i][1], right[i][1])) return false;
      }
      return true;
    }
    default:
      return true;
  }
}

std::uint64_t EqualityHash(const Cell& cell) {
  const auto kind = static_cast<std::uint64_t>(cell.ValueKind());
  switch (cell.kind()) {
    case CellKind::kNull:
    case CellKind::kFalse:
    case CellKind::kTrue:
      return Mix(cell.kind_index(), 1);
    case CellKind::kString:
      return Mix(TextHash(cell.text, cell.size), kind);
    case CellKind::kInteger:
    case CellKind::kDecimal: {
      if (cell.Is(CellKind::kInteger) && cell.size <= 18 && cell.text[cell.size - 1] != '0')
        return Mix(TextHash(cell.text, cell.size), 7);
      const std::string plain = Decimal::Parse(cell.view()).value_or(Decimal()).ToString();
      return Mix(TextHash(plain.data(), plain.size()), 7);
    }
    case CellKind::kArray: {
      std::uint64_t hash = cell.size;
      for (const Cell& item : Items(cell)) hash = Mix(hash, EqualityHash(item));
      return Mix(hash, kind);
    }
    case CellKind::kObject: {
      std::uint64_t hash = cell.size;  // a sum, because the order of members does not count
      for (const auto& [key, value] : Members(cell)) hash += Mix(TextHash(key.text, key.size), EqualityHash(value));
      return Mix(hash, kind);
    }
  }
  return 0;
}

namespace {

Value ToValueAt(const Cell& cell, int depth) {
  switch (cell.kind()) {
    case CellKind::kNull:
      return Value::Null();
    case CellKind::kFalse:
      return Value::Boolean(false);
    case CellKind::kTrue:
      return Value::Boolean(true);
    case CellKind::kInteger:
    case CellKind::kDecimal:
      return Value::Number(std::string(cell.view()));
    case CellKind::kString:
      return Value::String(std::string(cell.view()));
    case CellKind::kArray:
    case CellKind::kObject:
      break;
  }
  Value value = cell.IsArray() ? Value::Array() : Value::Object();
  OnDeepStack(depth, [&] {
    if (cell.IsArray()) {
      for (const Cell& item : Items(cell)) value.items.push_back(ToValueAt(item, depth + 1));
    } else {
      for (const auto& [key, member] : Members(cell))
        value.members.push_back({std::string(key.view()), {}, ToValueAt(member, depth + 1)});
    }
  });
  return value;
}

}  // namespace

Value ToValue(const Cell& cell) { return ToValueAt(cell, 0); }

std::string WriteJson(const Cell& cell) { return WriteJson(ToValue(cell), 0); }

}  // namespace plumbline::document
