// JSON Pointer (RFC 6901): the address of a value inside a JSON document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline {

class JsonPointer {
 public:
  JsonPointer() = default;  // the whole document
  explicit JsonPointer(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  // Reads "" or "/a/b~1c/0". Nothing where the text is not a JSON Pointer (no leading slash, or a
  // `~` that is followed by neither 0 nor 1).
  static std::optional<JsonPointer> Parse(std::string_view text);

  const std::vector<std::string>& tokens() const { return tokens_; }
  bool empty() const { return tokens_.empty(); }
  const std::string& back() const { return tokens_.back(); }

  JsonPointer operator/(std::string_view token) const;
  JsonPointer operator/(std::size_t index) const { return *this / std::to_string(index); }
  JsonPointer operator+(const JsonPointer& below) const;
  JsonPointer Parent() const;
  bool StartsWith(const JsonPointer& prefix) const;

  std::string ToString() const;
  // As the fragment of a URI, percent-encoded, without `#` (RFC 6901, section 6).
  std::string ToFragment() const;
  // Array indexes as `*`: the identity of a place whatever the row it was seen in.
  std::string Starred() const;

  auto operator<=>(const JsonPointer&) const = default;

 private:
  std::vector<std::string> tokens_;
};

// One reference token with `~` and `/` escaped (RFC 6901, section 3).
std::string EscapeToken(std::string_view token);

// The array index that a token stands for: no sign, no leading zero (RFC 6901, section 4).
std::optional<std::size_t> ArrayIndex(std::string_view token);

}  // namespace plumbline
