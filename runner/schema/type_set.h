// Sets of JSON Schema types as masks: a bit for each kind of cell, and one for decimals that are whole (1.0, 1e3),
// which are integers from draft 6 on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "document/tape.h"

namespace plumbline::schema {

using TypeSet = std::uint16_t;
constexpr TypeSet BitOf(document::CellKind kind) { return static_cast<TypeSet>(1u << static_cast<unsigned>(kind)); }
constexpr TypeSet kNullBit = BitOf(document::CellKind::kNull), kWholeBit = 0x100;

constexpr std::array<std::string_view, 7> kTypeNames = {"null",   "boolean", "object", "array",
                                                        "number", "string",  "integer"};

inline std::optional<TypeSet> TypeOfName(std::string_view name) {
  using enum document::CellKind;
  if (name == "null") return kNullBit;
  if (name == "boolean") return static_cast<TypeSet>(BitOf(kFalse) | BitOf(kTrue));
  if (name == "object") return BitOf(kObject);
  if (name == "array") return BitOf(kArray);
  if (name == "number") return static_cast<TypeSet>(BitOf(kInteger) | BitOf(kDecimal));
  if (name == "string") return BitOf(kString);
  if (name == "integer") return static_cast<TypeSet>(BitOf(kInteger) | kWholeBit);
  return std::nullopt;
}

// Whether a decimal lexeme stands for a whole number.
inline bool IsWhole(const document::Cell& decimal) {
  const auto number = Decimal::Parse(decimal.view());
  return number && number->IsInteger();
}

inline bool HasType(const document::Cell& cell, TypeSet types) {
  if ((types & BitOf(cell.kind())) != 0) return true;
  return cell.Is(document::CellKind::kDecimal) && (types & kWholeBit) != 0 && IsWhole(cell);
}

// The names as the keyword lists them; "null" last where only `nullable` allows it.
inline std::vector<std::string_view> NamesOf(TypeSet types, const document::Cell& keyword_value) {
  std::vector<std::string_view> names;
  if (keyword_value.IsArray()) {
    for (const document::Cell& name : document::Items(keyword_value)) names.push_back(name.view());
  } else {
    names.push_back(keyword_value.view());
    if ((types & kNullBit) != 0 && keyword_value.view() != "null") names.push_back("null");
  }
  return names;
}

}  // namespace plumbline::schema
