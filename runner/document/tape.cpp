// The only file that sees simdjson. Its first stage finds every bracket, comma, colon and start of a scalar outside of
// strings, 64 bytes at a time, and holds the text to be UTF-8 without control characters in strings; the rest is ours,
// because simdjson's own second stage forgets places and the lexemes of numbers.
#include "document/tape.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "base/text.h"
#include "document/json_escape.h"
#include "document/text_hash.h"

namespace plumbline::document {
namespace {

constexpr std::uint32_t Tag(CellKind kind) { return static_cast<std::uint32_t>(kind); }

constexpr std::uintptr_t kOfKey = 1;
static_assert(alignof(Value) > kOfKey && alignof(Member) > kOfKey);

// Cells that a value takes.
std::size_t CellCount(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += CellCount(item);
  for (const Member& member : value.members) count += 1 + CellCount(member.value);
  return count;
}

bool IsSpace(char c) {
  return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
}
bool IsDigit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

// The tag of the number that fills [p, end), or that of kNull where it is none. Short integers are read here, because
// their digits have to be looked at anyway.
std::uint32_t NumberTag(const char* p, const char* end) {
  constexpr std::uint32_t kNone = Tag(CellKind::kNull);
  const bool negative = p != end && *p == '-';
  if (negative) ++p;
  if (p == end || !IsDigit(*p)) return kNone;
  const char* const digits = p;
  std::uint32_t number = static_cast<std::uint32_t>(*p++ - '0');
  if (number == 0 && p != end && IsDigit(*p)) return kNone;
  while (p != end && IsDigit(*p)) number = number * 10 + static_cast<std::uint32_t>(*p++ - '0');
  if (p == end) {
    if (p - digits > 8) return Tag(CellKind::kInteger);
    return Tag(CellKind::kInteger) | Cell::kSmall | (negative ? -number : number) << 4;
  }
  if (*p == '.') {
    if (++p == end || !IsDigit(*p)) return kNone;
    while (p != end && IsDigit(*p)) ++p;
  }
  if (p != end && (*p | 0x20) == 'e') {
    if (++p != end && (*p == '+' || *p == '-')) ++p;
    if (p == end || !IsDigit(*p)) return kNone;
    while (p != end && IsDigit(*p)) ++p;
  }
  return p == end ? Tag(CellKind::kDecimal) : kNone;
}

}  // namespace

struct Tape::Stage1 {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

Tape::Tape() : stage1_(std::make_unique<Stage1>()) {
  Reserve(1);
  cells_[0] = Cell{{"null"}, 4, Tag(CellKind::kNull)};
  size_ = 1;
}
Tape::~Tape() = default;
Tape::Tape(Tape&&) noexcept = default;
Tape& Tape::operator=(Tape&&) noexcept = default;

void Tape::Reserve(std::size_t cells) {
  if (cells <= capacity_) return;
  cells_ = std::make_unique_for_overwrite<Cell[]>(cells);
  capacity_ = cells;
}

bool Tape::ReadJson(std::string_view text, const Limits& limits) {
  size_ = 0;
  text_ = text;
  origins_.clear();
  if (unescaped_.size() > 1) unescaped_.resize(1);
  if (!unescaped_.empty()) unescaped_.front().clear();
  if (text.empty() || text.size() > limits.max_bytes || text.size() >= UINT32_MAX) return false;
  auto& parser = stage1_->parser;
  if (parser == nullptr || parser->capacity() < text.size()) {
    const std::size_t capacity = std::max<std::size_t>(text.size() + text.size() / 4, 1024);
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, parser) !=
        simdjson::SUCCESS) {
      return false;
    }
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS) return false;
  Reserve(parser->n_structural_indexes + 1);
  return Build(text, parser->n_structural_indexes, limits);
}

// One pass over what the first stage found. A scalar ends where the next structural begins, less the white space
// between.
bool Tape::Build(std::string_view text, std::size_t structurals, const Limits& limits) {
  const char* const base = text.data();
  const std::uint32_t* at = stage1_->parser->structural_indexes.get();
  const std::uint32_t* const last = at + structurals;
  const bool escapes = std::memchr(base, '\\', text.size()) != nullptr;
  Cell* const cells = cells_.get();
  Cell* out = cells;
  open_.clear();
  if (hashes_.size() < structurals) hashes_.resize(structurals);
  std::uint32_t* hash_end = hashes_.data();
  Cell* container = nullptr;
  char closer = 0;  // of the container

  const auto scalar_end = [&] {
    std::uint32_t end = at + 1 == last ? static_cast<std::uint32_t>(text.size()) : at[1];
    while (IsSpace(base[end - 1])) --end;
    return end;
  };
  const auto read_string = [&](Cell & cell) __attribute__((always_inline)) {
    const std::uint32_t begin = *at + 1, end = scalar_end();
    if (end <= begin || base[end - 1] != '"') return false;
    cell.text = base + begin;
    cell.size = end - 1 - begin;
    cell.tag = Tag(CellKind::kString);
    if (!escapes || std::memchr(cell.text, '\\', cell.size) == nullptr) return true;
    return Unescape(cell.view(), cell);
  };
  // Reads the key at the cursor and its colon.
  const auto read_key = [&]() __attribute__((always_inline)) {
    if (at == last || base[*at] != '"') return false;
    Cell& key = *out++;
    if (!read_string(key)) return false;
    const std::uint32_t hash = static_cast<std::uint32_t>(TextHash(key.text, key.size)) & Cell::kHashBits;
    key.tag |= hash;
    *hash_end++ = hash;
    if (++at == last || base[*at] != ':') return false;
    return ++at != last;
  };

  for (;;) {  // one value at the cursor
    Cell& cell = *out++;
    const char first = base[*at];
    if (first == '"') {
      if (!read_string(cell)) return false;
      ++at;
    } else if (first == '{' || first == '[') {
      if (open_.size() >= limits.max_depth) return false;
      cell.extent.offset = *at;
      cell.size = 0;
      cell.tag = Tag(first == '{' ? CellKind::kObject : CellKind::kArray);
      open_.push_back(static_cast<std::uint32_t>(&cell - cells));
      container = &cell;
      closer = first == '{' ? '}' : ']';
      if (++at == last) return false;
      if (base[*at] == closer) goto close;
      container->size = 1;
      if (first == '{' && !read_key()) return false;
      continue;
    } else {
      const std::uint32_t end = scalar_end();
      const std::string_view word = text.substr(*at, end - *at);
      cell.text = word.data();
      cell.size = static_cast<std::uint32_t>(word.size());
      if (IsDigit(first) || first == '-') {
        cell.tag = NumberTag(word.data(), word.data() + word.size());
        if (cell.Is(CellKind::kNull) || word.size() > limits.max_number_length) return false;
      } else if (word == "true") {
        cell.tag = Tag(CellKind::kTrue);
      } else if (word == "false") {
        cell.tag = Tag(CellKind::kFalse);
      } else if (word == "null") {
        cell.tag = Tag(CellKind::kNull);
      } else {
        return false;
      }
      ++at;
    }
    for (;;) {  // what follows a value
      if (container == nullptr) {
        size_ = static_cast<std::size_t>(out - cells);
        return at == last;
      }
      if (at == last) return false;
      if (base[*at] == ',') {
        ++container->size;
        if (++at == last) return false;
        if (closer == '}' && !read_key()) return false;
        break;
      }
      if (base[*at] != closer) return false;
    close:
      ++at;
      container->extent.skip = static_cast<std::uint32_t>(out - container);
      if (closer == '}') {
        hash_end -= container->size;
        if (container->size > 1 && !UniqueKeys(*container, hash_end, container->size)) return false;
      }
      open_.pop_back();
      container = open_.empty() ? nullptr : cells + open_.back();
      closer = container == nullptr ? '\0' : container->IsObject() ? '}' : ']';
    }
  }
}

// Keys that share no hash differ. Where two share one, the texts decide.
bool Tape::UniqueKeys(const Cell& object, const std::uint32_t* hashes, std::size_t count) const {
  bool suspect = false;
  if (count <= 24) {
    for (std::size_t i = 1; i < count; ++i) {
      bool same = false;
      for (std::size_t k = 0; k < i; ++k) same |= hashes[k] == hashes[i];
      suspect |= same;
    }
  } else {
    std::vector<std::uint32_t> sorted(hashes, hashes + count);
    std::sort(sorted.begin(), sorted.end());
    suspect = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
  }
  if (!suspect) return true;
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : Members(object)) keys.push_back(key.view());
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}

// Writes the content of a string with escapes beside the tape, after the offset of its quote.
bool Tape::Unescape(std::string_view raw, Cell& cell) {
  constexpr std::size_t kChunk = 1 << 16;
  const std::size_t needed = raw.size() + sizeof(std::uint32_t);
  if (unescaped_.empty() || unescaped_.back().capacity() - unescaped_.back().size() < needed) {
    unescaped_.emplace_back().reserve(std::max(kChunk, needed));
  }
  std::string& out = unescaped_.back();
  const auto offset = static_cast<std::uint32_t>(raw.data() - 1 - text_.data());
  out.append(reinterpret_cast<const char*>(&offset), sizeof offset);
  const std::size_t begin = out.size();
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] != '\\') {
      out += raw[i++];
      continue;
    }
    const Escape escape = ReadEscape(raw, i);
    if (escape.fault != nullptr) return false;
    AppendUtf8(out, escape.code_point);
    i += escape.size;
  }
  cell.text = out.data() + begin;
  cell.size = static_cast<std::uint32_t>(out.size() - begin);
  cell.tag |= Cell::kEscaped;
  return true;
}

void Tape::ReadValue(const Value& value) {
  text_ = {};
  unescaped_.clear();
  const std::size_t count = CellCount(value);
  Reserve(count);
  origins_.resize(count);
  size_ = 0;
  const auto add = [&](const auto& self, const Value& v) -> void {
    const std::size_t index = size_++;
    Cell& cell = cells_[index];
    origins_[index] = reinterpret_cast<std::uintptr_t>(&v);
    const auto scalar = [&](CellKind kind, std::string_view text) {
      cell = Cell{{text.data()}, static_cast<std::uint32_t>(text.size()), Tag(kind)};
    };
    switch (v.kind) {
      case Kind::kNull:
        return scalar(CellKind::kNull, "null");
      case Kind::kBoolean:
        return v.boolean ? scalar(CellKind::kTrue, "true") : scalar(CellKind::kFalse, "false");
      case Kind::kNumber:
        return scalar(v.text.find_first_of(".eE") == std::string::npos ? CellKind::kInteger : CellKind::kDecimal,
                      v.text);
      case Kind::kString:
        return scalar(CellKind::kString, v.text);
      case Kind::kArray:
        for (const Value& item : v.items) self(self, item);
        cell.size = static_cast<std::uint32_t>(v.items.size());
        cell.tag = Tag(CellKind::kArray);
        break;
      case Kind::kObject:
        for (const Member& member : v.members) {
          origins_[size_] = reinterpret_cast<std::uintptr_t>(&member) | kOfKey;
          cells_[size_++] = Cell{{member.key.data()},
                                 static_cast<std::uint32_t>(member.key.size()),
                                 Tag(CellKind::kString) | KeyHash(member.key)};
          self(self, member.value);
        }
        cell.size = static_cast<std::uint32_t>(v.members.size());
        cell.tag = Tag(CellKind::kObject);
        break;
    }
    cell.extent.skip = static_cast<std::uint32_t>(size_ - index);
    cell.extent.offset = v.span.begin;
  };
  add(add, value);
}

const Value* Tape::ValueOf(const Cell& cell) const {
  const std::uintptr_t origin = origins_.empty() ? kOfKey : origins_[IndexOf(cell)];
  return (origin & kOfKey) != 0 ? nullptr : reinterpret_cast<const Value*>(origin);
}

Span Tape::SpanOf(const Cell& cell) const {
  if (!origins_.empty()) {
    const std::uintptr_t origin = origins_[IndexOf(cell)];
    return (origin & kOfKey) != 0 ? reinterpret_cast<const Member*>(origin - kOfKey)->key_span
                                  : reinterpret_cast<const Value*>(origin)->span;
  }
  if (cell.IsArray() || cell.IsObject()) return {cell.extent.offset, cell.extent.offset + 1};
  if (text_.empty()) return {};
  std::uint32_t begin = 0;
  if (cell.IsString() && (cell.tag & Cell::kEscaped) != 0) {
    std::memcpy(&begin, cell.text - sizeof begin, sizeof begin);
  } else {
    begin = static_cast<std::uint32_t>(cell.text - text_.data()) - (cell.IsString() ? 1 : 0);
  }
  if (!cell.IsString()) return {begin, begin + cell.size};
  std::size_t end = begin + 1;
  while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
  return {begin, static_cast<std::uint32_t>(std::min(end + 1, text_.size()))};
}

JsonPointer Tape::PointerTo(const Cell& cell) const {
  std::vector<std::string> tokens;
  const Cell* here = &root();
  while (here != &cell && (here->IsArray() || here->IsObject())) {
    const Cell* at = here->First();
    const bool object = here->IsObject();
    const Cell* inside = nullptr;
    for (std::uint32_t i = 0; i < here->size && inside == nullptr; ++i) {
      const Cell* value = object ? at + 1 : at;
      const Cell* next = value->Next();
      if (&cell < next) {
        tokens.push_back(object ? std::string(at->view()) : std::to_string(i));
        inside = &cell == at ? &cell : value;
      }
      at = next;
    }
    if (inside == nullptr) break;
    here = inside;
  }
  return JsonPointer(std::move(tokens));
}

Pointers::Pointers(const Tape& tape) : tape_(tape), parents_(tape.size(), 0), indexes_(tape.size(), 0) {
  for (std::size_t i = 0; i < tape.size(); ++i) {
    const Cell& container = tape.at(i);
    const auto index = static_cast<std::uint32_t>(i);
    const auto note = [&](const Cell& cell, std::size_t at) {
      parents_[tape.IndexOf(cell)] = index;
      indexes_[tape.IndexOf(cell)] = static_cast<std::uint32_t>(at);
    };
    std::size_t at = 0;
    if (container.IsArray()) {
      for (const Cell& item : Items(container)) note(item, at++);
    } else if (container.IsObject()) {
      for (const auto& [key, value] : Members(container)) note(key, tape.IndexOf(key)), note(value, tape.IndexOf(key));
    }
  }
}

JsonPointer Pointers::To(const Cell& cell) const {
  std::vector<std::string> tokens;
  for (std::size_t at = tape_.IndexOf(cell); at != 0; at = parents_[at]) {
    const bool object = tape_.at(parents_[at]).IsObject();
    tokens.push_back(object ? std::string(tape_.at(indexes_[at]).view()) : std::to_string(indexes_[at]));
  }
  return JsonPointer(
      std::vector<std::string>(std::make_move_iterator(tokens.rbegin()), std::make_move_iterator(tokens.rend())));
}

const Cell* Tape::At(const JsonPointer& pointer) const {
  const Cell* here = &root();
  for (const std::string& token : pointer.tokens()) {
    if (here->IsObject()) {
      here = here->Find(token);
    } else {
      const auto index = ArrayIndex(token);
      here = index ? here->Item(*index) : nullptr;
    }
    if (here == nullptr) return nullptr;
  }
  return here;
}

}  // namespace plumbline::document
