#include "page/tag.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "page/prose.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMaxProperties = 200;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsNameByte(char c) { return IsLetter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; }

class TagReader {
 public:
  TagReader(std::string_view page, std::size_t at, std::size_t limit)
      : page_(page.substr(0, std::min(limit, page.size()))), at_(at) {}

  std::optional<Tag> Read() {
    Tag tag;
    tag.span.begin = static_cast<std::uint32_t>(at_++);
    if (Take('/')) tag.form = Tag::Form::kClose;
    // <> and </>: a fragment, which has no name.
    if (At() != '>' && !IsLetter(At())) return std::nullopt;
    tag.name = Name();
    if (!ReadProperties(tag, "/>")) return std::nullopt;
    if (Take('/')) tag.form = Tag::Form::kSelfClosed;
    if (!Take('>')) return std::nullopt;
    tag.span.end = static_cast<std::uint32_t>(at_);
    return tag;
  }

  std::optional<Tag> ReadTemplate() {
    Tag tag;
    tag.span.begin = static_cast<std::uint32_t>(at_);
    at_ += 2;
    SkipSpace();
    const bool closes = Take('/');  // {% /table %}, as Markdoc closes its tags
    if (!IsLetter(At())) return std::nullopt;
    tag.name = Name();
    if (closes)
      tag.form = Tag::Form::kClose;
    else if (tag.name.starts_with("end"))
      tag.form = Tag::Form::kClose, tag.name.erase(0, 3);
    if (!ReadProperties(tag, "%}/")) return std::nullopt;
    if (Take('/')) tag.form = Tag::Form::kSelfClosed;
    if (!page_.substr(at_).starts_with("%}")) return std::nullopt;
    at_ += 2;
    tag.span.end = static_cast<std::uint32_t>(at_);
    return tag;
  }

 private:
  char At() const { return at_ < page_.size() ? page_[at_] : '\0'; }
  bool Take(char c) { return At() == c && ++at_; }
  void SkipSpace() {
    while (IsSpace(At())) ++at_;
  }
  std::string Name() {
    const std::size_t begin = at_;
    while (IsNameByte(At())) ++at_;
    return std::string(page_.substr(begin, at_ - begin));
  }

  // Up to one of `ends`; false where something else stands there.
  bool ReadProperties(Tag& tag, std::string_view ends) {
    while (true) {
      const std::size_t before = at_;
      SkipSpace();
      if (at_ >= page_.size() || tag.properties.size() > kMaxProperties) return false;
      if (ends.find(At()) != std::string_view::npos) return true;
      if (before == at_) return false;
      if (At() == '{') {  // {...rest}
        if (!SkipBraces()) return false;
        continue;
      }
      Tag::Property property;
      const std::size_t begin = at_;
      while (IsNameByte(At()) || At() == ':' || At() == '@' || At() == '$') ++at_;
      if (at_ == begin) return false;
      property.name = page_.substr(begin, at_ - begin);
      property.name_text.Append(property.name, begin);
      const std::size_t after = at_;
      SkipSpace();
      if (!Take('=')) {
        at_ = after;
      } else {
        SkipSpace();
        if (!ReadValue(property, ends)) return false;
      }
      tag.properties.push_back(std::move(property));
    }
  }

  bool ReadValue(Tag::Property& property, std::string_view ends) {
    property.has_value = true;
    const char c = At();
    if (c == '"' || c == '\'') {
      const std::size_t begin = ++at_, end = page_.find(c, begin);
      if (end == std::string_view::npos) return false;
      AppendEncoded(property.value, page_, begin, end);
      at_ = end + 1;
    } else if (c == '{') {
      std::size_t begin = at_ + 1;
      if (!SkipBraces()) return false;
      std::size_t end = at_ - 1;
      while (begin < end && IsSpace(page_[begin])) ++begin;
      while (end > begin && IsSpace(page_[end - 1])) --end;
      const char quote = begin < end ? page_[begin] : '\0';
      const bool quoted = end - begin >= 2 && (quote == '"' || quote == '\'' || quote == '`') &&
                          page_.find(quote, begin + 1) == end - 1;
      property.in_braces = true;
      property.expression = !quoted;
      if (quoted) ++begin, --end;
      AppendProse(property.value, page_.substr(begin, end - begin), begin);
    } else {
      const std::size_t begin = at_;
      while (at_ < page_.size() && !IsSpace(At()) && ends.back() != At() && At() != '>') ++at_;
      if (at_ == begin) return false;
      AppendEncoded(property.value, page_, begin, at_);
    }
    TrimEnd(property.value);
    return true;
  }

  // From `{` past the brace that closes it; strings may hold braces.
  bool SkipBraces() {
    std::size_t depth = 0;
    for (; at_ < page_.size(); ++at_) {
      const char c = page_[at_];
      if (c == '"' || c == '\'' || c == '`') {
        for (++at_; at_ < page_.size() && page_[at_] != c; ++at_) {
          if (page_[at_] == '\\') ++at_;
        }
      } else if (c == '{') {
        ++depth;
      } else if (c == '}' && --depth == 0) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  std::string_view page_;
  std::size_t at_;
};

}  // namespace

const Tag::Property* Tag::Find(std::string_view property) const {
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const Property& p) { return AsciiLower(p.name) == property; });
  return found == properties.end() ? nullptr : &*found;
}

std::optional<Tag> ReadTag(std::string_view page, std::size_t at, std::size_t limit) {
  if (at >= page.size() || page[at] != '<') return std::nullopt;
  return TagReader(page, at, limit).Read();
}

std::optional<Tag> ReadTemplateTag(std::string_view page, std::size_t at, std::size_t limit) {
  if (!page.substr(at).starts_with("{%")) return std::nullopt;
  return TagReader(page, at, limit).ReadTemplate();
}

bool IsVoid(std::string_view lower_name) {
  static const std::set<std::string_view> kVoid = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                   "input", "link", "meta", "param", "source", "track", "wbr"};
  return kVoid.contains(lower_name);
}

}  // namespace plumbline::page
