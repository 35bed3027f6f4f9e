#include "document/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/text.h"

namespace plumbline::document {

std::optional<Node> Node::Find(std::string_view key) const {
  const Value* member = value_->Find(key);
  if (member == nullptr) return std::nullopt;
  return Node(*document_, *member, pointer_ / key);
}

Node Node::Item(std::size_t index) const { return Node(*document_, value_->items[index], pointer_ / index); }

std::optional<Node> Node::At(const JsonPointer& relative) const {
  const Value* found = value_->At(relative);
  if (found == nullptr) return std::nullopt;
  JsonPointer pointer = pointer_;
  for (const std::string& token : relative.tokens()) pointer = pointer / token;
  return Node(*document_, *found, std::move(pointer));
}

Span Node::KeySpan() const {
  if (!pointer_.empty()) {
    const Value* parent = document_->root.At(pointer_.Parent());
    const Member* member = parent == nullptr ? nullptr : parent->FindMember(pointer_.back());
    if (member != nullptr) return member->key_span;
  }
  return value_->span;
}

SourceLocation Node::Location() const { return document_->source.LocationOf(value_->span.begin); }
SourceLocation Node::KeyLocation() const { return document_->source.LocationOf(KeySpan().begin); }

Place Node::Quote(std::string note) const {
  return QuoteSpan(document_->source, value_->span, PointerAsWritten(*document_, value_->span, pointer_).ToString(),
                   std::move(note));
}

Place Node::QuoteKey(std::string note) const {
  return QuoteSpan(document_->source, KeySpan(), PointerAsWritten(*document_, value_->span, pointer_).ToString(),
                   std::move(note));
}

JsonPointer PointerAsWritten(const Document& document, Span span, const JsonPointer& pointer) {
  if (document.written == nullptr) return pointer;
  const Value* value = document.written.get();
  std::vector<std::string> tokens;
  while (!(value->span == span)) {
    // Spans of block collections do not reach over what they hold, but each begins where its first member does: the way
    // goes to the child that begins last before the place. Aliases are out of order, so all are looked at.
    const Value* next = nullptr;
    std::string token;
    const auto offer = [&](const Value& child, const auto& name) {
      if (child.span.begin > span.begin || (next != nullptr && child.span.begin < next->span.begin)) return;
      next = &child;
      token = name();
    };
    for (std::size_t i = 0; i < value->items.size(); ++i) offer(value->items[i], [&] { return std::to_string(i); });
    for (const Member& member : value->members) offer(member.value, [&] { return member.key; });
    if (next == nullptr) return pointer;
    tokens.push_back(std::move(token));
    value = next;
  }
  return JsonPointer(std::move(tokens));
}

constexpr std::size_t kMostQuoted = 1 << 12;

Place QuoteSpan(const Source& source, Span span, std::string pointer, std::string note) {
  const SourceLocation location = source.LocationOf(span.begin);
  const std::size_t begin = std::min<std::size_t>(span.begin, source.text().size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, source.LineEnd(begin));
  const std::size_t start = source.LineStart(location.line);
  const std::string_view text = source.text();
  Place place;
  place.source = source.name();
  place.pointer = std::move(pointer);
  place.line = location.line;
  place.column = location.column;
  // Of a line of megabytes only what is near is quoted: more is never drawn.
  std::size_t near = begin - start > kMostQuoted ? begin - kMostQuoted : start;
  while (near < begin && near > start && (static_cast<unsigned char>(text[near]) & 0xC0) == 0x80) ++near;
  const std::size_t line_end = source.LineEnd(end);
  std::size_t far = line_end - end > kMostQuoted ? end + kMostQuoted : line_end;
  while (far < line_end && far > end && (static_cast<unsigned char>(text[far]) & 0xC0) == 0x80) --far;
  place.before = std::string(text.substr(near, begin - near));
  place.marked = std::string(text.substr(begin, end - begin));
  place.after = std::string(text.substr(end, far - end));
  place.end_column = location.column + static_cast<int>(CodePointCount(place.marked));
  place.note = std::move(note);
  return place;
}

Document Parse(std::string name, std::string text, const Limits& limits) {
  return name.ends_with(".json") ? ParseJson(std::move(name), std::move(text), limits)
                                 : ParseYaml(std::move(name), std::move(text), limits);
}

std::string ReadFile(const std::string& path, const std::string& name, const Limits& limits) {
  const SourceLocation file{.file = name};
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (!std::filesystem::exists(status)) throw Error(file, "no such file");
  if (std::filesystem::is_directory(status)) throw Error(file, "is a folder, not a file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error(file, fmt::format("cannot be read: {}", std::strerror(errno)));
  // Pipes have no size to ask for, so the bound is held while reading.
  std::string text;
  std::array<char, 65536> block{};
  while (stream.read(block.data(), block.size()), stream.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > limits.max_bytes)
      throw Error(file, fmt::format("holds more than {} bytes, which is all that is read", limits.max_bytes));
  }
  if (stream.bad()) throw Error(file, "cannot be read to its end");
  return text;
}

Document Load(const std::string& path, const Limits& limits) {
  return Parse(path, ReadFile(path, path, limits), limits);
}

}  // namespace plumbline::document
