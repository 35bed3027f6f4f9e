// The only file that sees simdjson. Its first stage finds every bracket, comma, colon and start of a scalar outside of
// strings, 64 bytes at a time, and holds the text to be UTF-8 without control characters in strings; the rest is ours,
// because simdjson's own second stage forgets places and the lexemes of numbers.
#include "document/tape.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "base/decimal.h"
#include "base/text.h"

namespace plumbline::document {
namespace {

constexpr std::uint32_t Tag(CellKind kind) { return static_cast<std::uint32_t>(kind); }

bool IsSpace(char c) { return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t'); }
bool IsDigit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

std::uint64_t Load8(const char* p) {
  std::uint64_t word;
  std::memcpy(&word, p, 8);
  return word;
}
std::uint64_t Load4(const char* p) {
  std::uint32_t word;
  std::memcpy(&word, p, 4);
  return word;
}

std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xE7037ED1A0B428DBu);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t TextHash(const char* p, std::size_t size) {
  if (size <= 16) {
    if (size >= 8) return Mix(Load8(p) ^ size, Load8(p + size - 8));
    if (size >= 4) return Mix(Load4(p) ^ (size << 32), Load4(p + size - 4));
    if (size == 0) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])); };
    return Mix(size << 32, byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16);
  }
  std::uint64_t hash = size;
  std::size_t i = 0;
  for (; i + 16 < size; i += 16) hash = Mix(Load8(p + i) ^ hash, Load8(p + i + 8));
  return Mix(Load8(p + size - 16) ^ hash, Load8(p + size - 8));
}

// The tag of the number that fills [p, end), or that of kNull where it is none. Short integers are read here, because their
// digits have to be looked at anyway.
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

bool ReadHex4(std::string_view text, std::size_t at, unsigned& unit) {
  if (at + 4 > text.size()) return false;
  unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const char lower = static_cast<char>(c | 0x20);
    if (IsDigit(c)) {
      unit = unit * 16 + static_cast<unsigned>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      unit = unit * 16 + static_cast<unsigned>(lower - 'a' + 10);
    } else {
      return false;
    }
  }
  return true;
}

// A key's cell in the walk of a tape is followed by its value.
bool SameText(const Cell& a, const Cell& b) { return a.size == b.size && EqualBytes(a.text, b.text, a.size); }

}  // namespace

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
    case CellKind::kNull: return Kind::kNull;
    case CellKind::kFalse:
    case CellKind::kTrue: return Kind::kBoolean;
    case CellKind::kInteger:
    case CellKind::kDecimal: return Kind::kNumber;
    case CellKind::kString: return Kind::kString;
    case CellKind::kArray: return Kind::kArray;
    case CellKind::kObject: return Kind::kObject;
  }
  return Kind::kNull;
}

struct Tape::Stage1 {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

Tape::Tape() : stage1_(std::make_unique<Stage1>()) { Reserve(1); cells_[0] = Cell{{"null"}, 4, Tag(CellKind::kNull)}; size_ = 1; }
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
  spans_.clear();
  if (unescaped_.size() > 1) unescaped_.resize(1);
  if (!unescaped_.empty()) unescaped_.front().clear();
  if (text.empty() || text.size() > limits.max_bytes || text.size() >= UINT32_MAX) return false;
  auto& parser = stage1_->parser;
  if (parser == nullptr || parser->capacity() < text.size()) {
    const std::size_t capacity = std::max<std::size_t>(text.size() + text.size() / 4, 1024);
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, parser) != simdjson::SUCCESS) {
      return false;
    }
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS) return false;
  Reserve(parser->n_structural_indexes + 1);
  return Build(text, parser->n_structural_indexes, limits);
}

// One pass over what the first stage found. A scalar ends where the next structural begins, less the white space between.
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
  const auto read_string = [&](Cell& cell) __attribute__((always_inline)) {
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
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    switch (raw[++i]) {  // the closing quote is not escaped, so a backslash is never the last character
      case '"': out += '"'; break;
      case '\\': out += '\\'; break;
      case '/': out += '/'; break;
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case 'u': {
        unsigned unit = 0;
        if (!ReadHex4(raw, i + 1, unit)) return false;
        i += 4;
        char32_t code = unit;
        if (unit >= 0xD800 && unit <= 0xDFFF) {
          unsigned low = 0;
          if (unit > 0xDBFF || raw.substr(i + 1, 2) != "\\u" || !ReadHex4(raw, i + 3, low) || low < 0xDC00 || low > 0xDFFF) return false;
          code = 0x10000u + ((unit - 0xD800u) << 10) + (low - 0xDC00u);
          i += 6;
        }
        AppendUtf8(out, code);
        break;
      }
      default: return false;
    }
  }
  cell.text = out.data() + begin;
  cell.size = static_cast<std::uint32_t>(out.size() - begin);
  cell.tag |= Cell::kEscaped;
  return true;
}

void Tape::ReadValue(const Value& value) {
  text_ = {};
  spans_.clear();
  unescaped_.clear();
  std::vector<Cell> built;
  const auto add = [&](const auto& self, const Value& v) -> void {
    const std::size_t index = built.size();
    built.emplace_back();
    spans_.push_back(v.span);
    const auto scalar = [&](CellKind kind, std::string_view text) {
      built[index] = Cell{{text.data()}, static_cast<std::uint32_t>(text.size()), Tag(kind)};
    };
    switch (v.kind) {
      case Kind::kNull: return scalar(CellKind::kNull, "null");
      case Kind::kBoolean: return v.boolean ? scalar(CellKind::kTrue, "true") : scalar(CellKind::kFalse, "false");
      case Kind::kNumber:
        return scalar(v.text.find_first_of(".eE") == std::string::npos ? CellKind::kInteger : CellKind::kDecimal, v.text);
      case Kind::kString: return scalar(CellKind::kString, v.text);
      case Kind::kArray:
        for (const Value& item : v.items) self(self, item);
        built[index].size = static_cast<std::uint32_t>(v.items.size());
        built[index].tag = Tag(CellKind::kArray);
        break;
      case Kind::kObject:
        for (const Member& member : v.members) {
          built.push_back(Cell{{member.key.data()}, static_cast<std::uint32_t>(member.key.size()),
                               Tag(CellKind::kString) | KeyHash(member.key)});
          spans_.push_back(member.key_span);
          self(self, member.value);
        }
        built[index].size = static_cast<std::uint32_t>(v.members.size());
        built[index].tag = Tag(CellKind::kObject);
        break;
    }
    built[index].extent.skip = static_cast<std::uint32_t>(built.size() - index);
    built[index].extent.offset = v.span.begin;
  };
  add(add, value);
  Reserve(built.size());
  std::copy(built.begin(), built.end(), cells_.get());
  size_ = built.size();
}

Span Tape::SpanOf(const Cell& cell) const {
  if (!spans_.empty()) return spans_[IndexOf(cell)];
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

bool Equal(const Cell& a, const Cell& b) {
  if (a.IsNumber() && b.IsNumber()) {
    if (SameText(a, b)) return true;
    if (a.Is(CellKind::kInteger) && b.Is(CellKind::kInteger)) return a.view() == "-0" ? b.view() == "0" : a.view() == "0" && b.view() == "-0";
    return Decimal::Parse(a.view()) == Decimal::Parse(b.view());
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case CellKind::kString: return SameText(a, b);
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
    default: return true;
  }
}

std::uint64_t EqualityHash(const Cell& cell) {
  const auto kind = static_cast<std::uint64_t>(cell.ValueKind());
  switch (cell.kind()) {
    case CellKind::kNull:
    case CellKind::kFalse:
    case CellKind::kTrue: return Mix(cell.kind_index(), 1);
    case CellKind::kString: return Mix(TextHash(cell.text, cell.size), kind);
    case CellKind::kInteger:
    case CellKind::kDecimal: {
      if (cell.Is(CellKind::kInteger) && cell.size <= 18 && cell.text[cell.size - 1] != '0') return Mix(TextHash(cell.text, cell.size), 7);
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

Value ToValue(const Cell& cell) {
  switch (cell.kind()) {
    case CellKind::kNull: return Value::Null();
    case CellKind::kFalse: return Value::Boolean(false);
    case CellKind::kTrue: return Value::Boolean(true);
    case CellKind::kInteger:
    case CellKind::kDecimal: return Value::Number(std::string(cell.view()));
    case CellKind::kString: return Value::String(std::string(cell.view()));
    case CellKind::kArray: {
      Value array = Value::Array();
      for (const Cell& item : Items(cell)) array.items.push_back(ToValue(item));
      return array;
    }
    case CellKind::kObject: {
      Value object = Value::Object();
      for (const auto& [key, value] : Members(cell)) object.members.push_back({std::string(key.view()), {}, ToValue(value)});
      return object;
    }
  }
  return {};
}

std::string WriteJson(const Cell& cell) { return WriteJson(ToValue(cell), 0); }

}  // namespace plumbline::document
