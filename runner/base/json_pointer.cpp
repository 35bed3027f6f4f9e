#include "base/json_pointer.h"

#include <algorithm>
#include <charconv>

#include "base/percent.h"

namespace plumbline {

std::optional<JsonPointer> JsonPointer::Parse(std::string_view text) {
  std::vector<std::string> tokens;
  if (text.empty()) return JsonPointer();
  if (text.front() != '/') return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      tokens.emplace_back();
    } else if (text[i] != '~') {
      tokens.back() += text[i];
    } else {
      ++i;
      if (i == text.size() || (text[i] != '0' && text[i] != '1')) return std::nullopt;
      tokens.back() += text[i] == '0' ? '~' : '/';
    }
  }
  return JsonPointer(std::move(tokens));
}

JsonPointer JsonPointer::operator/(std::string_view token) const {
  JsonPointer child = *this;
  child.tokens_.emplace_back(token);
  return child;
}

JsonPointer JsonPointer::operator+(const JsonPointer& below) const {
  JsonPointer joined = *this;
  joined.tokens_.insert(joined.tokens_.end(), below.tokens_.begin(), below.tokens_.end());
  return joined;
}

JsonPointer JsonPointer::Parent() const {
  JsonPointer parent = *this;
  if (!parent.tokens_.empty()) parent.tokens_.pop_back();
  return parent;
}

bool JsonPointer::StartsWith(const JsonPointer& prefix) const {
  return prefix.tokens_.size() <= tokens_.size() &&
         std::equal(prefix.tokens_.begin(), prefix.tokens_.end(), tokens_.begin());
}

std::string JsonPointer::ToString() const {
  std::string text;
  for (const std::string& token : tokens_) text += '/' + EscapeToken(token);
  return text;
}

std::string JsonPointer::ToFragment() const { return PercentEncode(ToString(), "/!$&'()*+,;=:@?~"); }

std::string JsonPointer::Starred() const {
  std::string text;
  for (const std::string& token : tokens_) {
    text += ArrayIndex(token) ? std::string("/*") : '/' + EscapeToken(token);
  }
  return text;
}

std::string EscapeToken(std::string_view token) {
  std::string escaped;
  for (char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::optional<std::size_t> ArrayIndex(std::string_view token) {
  if (token.empty() || (token.size() > 1 && token.front() == '0')) return std::nullopt;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return index;
}

}  // namespace plumbline
