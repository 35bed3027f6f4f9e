#include "document/reading.h"

#include <fmt/format.h>

#include "base/text.h"
#include "document/limit_exceeded.h"

namespace plumbline::document {

Span MakeSpan(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

void CheckText(const Source& source, const Limits& limits) {
  if (source.text().size() > limits.max_bytes) {
    throw LimitExceeded({.file = source.name()},
                        fmt::format("holds {} bytes; at most {} are read", source.text().size(), limits.max_bytes));
  }
  if (const auto invalid = FindInvalidUtf8(source.text())) {
    throw Error(source.LocationOf(*invalid), "the text is not UTF-8");
  }
}

Error DuplicateKey(const Source& source, const Value& object, const Member& second) {
  const Member* first = object.FindMember(second.key);
  const SourceLocation place = source.LocationOf(first->key_span.begin);
  return Error(source.LocationOf(second.key_span.begin),
               fmt::format("duplicate key '{}'; the first is at {}:{}", second.key, place.line, place.column));
}

}  // namespace plumbline::document
