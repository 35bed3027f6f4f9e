#include "page/loose_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"
#include "document/json_escape.h"

namespace plumbline::page {
namespace {

using document::Span;
using document::Value;

constexpr int kMaxDepth = 200;

struct Fault {
  std::size_t at;
  std::string message;
};

bool IsWordChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || c == '-'; }

class Reader {
 public:
  Reader(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

  Value Read() {
    Skip();
    Value value = ReadValue(0);
    end_ = at_;
    Skip();
    if (at_ < text_.size() && text_[at_] == ';') ++at_;
    return value;
  }

  std::size_t end() const { return end_; }
  bool shortened() const { return shortened_; }
  bool lacks_members() const { return gaps_ > gaps_of_rows_; }
  std::vector<std::string> oddities() && { return std::move(oddities_); }

 private:
  bool Ended() const { return at_ >= text_.size(); }
  char Peek() const { return Ended() ? '\0' : text_[at_]; }
  bool Starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  void Odd(const char* what) {
    if (std::find(oddities_.begin(), oddities_.end(), what) == oddities_.end()) oddities_.emplace_back(what);
  }

  // White space, comments and ellipses.
  void Skip() {
    while (!Ended()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        ++at_;
      } else if (Starts("\xC2\xA0")) {  // a non-breaking space, as browsers copy it
        at_ += 2;
      } else if (Starts("//") || c == '#') {
        Comment(text_.find('\n', at_), 0);
      } else if (Starts("/*")) {
        Comment(text_.find("*/", at_), 2);
      } else if (Starts("<!--")) {
        Comment(text_.find("-->", at_), 3);
      } else if (Starts("...")) {
        Ellipsis(3);
      } else if (Starts("\xE2\x80\xA6")) {
        Ellipsis(3);
      } else if (Starts("[...]") || Starts("{...}")) {
        return;
      } else {
        return;
      }
    }
  }
  void Comment(std::size_t end, std::size_t length) {
    const std::string_view comment =
        text_.substr(at_, end == std::string_view::npos ? std::string_view::npos : end - at_);
    static const Regex kShortened(
        R"((?i)\.\.\.|…|\bmore\b|omitted|truncated|abridged|shortened|remaining|other (?:fields|members|properties)|etc)");
    if (kShortened.In(comment)) Gap();
    Odd("a comment");
    at_ = end == std::string_view::npos ? text_.size() : end + length;
  }
  void Gap() {
    shortened_ = true;
    ++gaps_;
  }
  void Ellipsis(std::size_t length) {
    Gap();
    Odd("an ellipsis");
    at_ += length;
  }

  Value ReadValue(int depth) {
    if (depth > kMaxDepth) throw Fault{at_, fmt::format("more than {} levels", kMaxDepth)};
    if (Ended()) throw Fault{text_.size(), "the text ends where a value is due"};
    const std::size_t begin = at_;
    Value value;
    const char c = Peek();
    if (c == '{') {
      value = ReadObject(depth);
    } else if (c == '[') {
      value = ReadArray(depth);
    } else if (c == '"' || c == '\'') {
      value = Value::String(ReadString());
    } else if (c == '<') {
      value = ReadAngles();
    } else {
      value = ReadWord();
    }
    value.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    return value;
  }

  Value ReadObject(int depth) {
    const std::size_t open = at_++;
    Value object = Value::Object();
    std::unordered_map<std::string, std::size_t> keys;
    for (bool first = true;; first = false) {
      const bool comma = Separator(first, open, '}', "object");
      if (Peek() == '}') {
        if (comma && !first) Odd("a trailing comma");
        ++at_;
        return object;
      }
      document::Member member;
      const std::size_t begin = at_;
      if (Peek() == '"' || Peek() == '\'') {
        member.key = ReadString();
      } else if (IsWordChar(Peek())) {
        Odd("a bare member name");
        while (!Ended() && IsWordChar(Peek())) member.key += text_[at_++];
      } else {
        throw Fault{at_, fmt::format("'{}' where a member name or }} is due", CharacterAt(at_))};
      }
      member.key_span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
      Skip();
      if (Peek() != ':')
        throw Fault{Ended() ? begin : at_, fmt::format("no : after the member name \"{}\"", member.key)};
      ++at_;
      const bool was = shortened_;
      Skip();
      if (Peek() == ',' || Peek() == '}') {  // "items": ... ,
        if (shortened_ == was && !shortened_)
          throw Fault{at_, fmt::format("the member \"{}\" has no value", member.key)};
        continue;
      }
      member.value = ReadValue(depth + 1);
      if (member.key == "..." || member.key == "…") {  // "...": "..."
        Gap();
        Odd("an ellipsis");
        continue;
      }
      if (const auto [known, added] = keys.emplace(member.key, object.members.size()); !added) {
        Odd("a member name used twice");
        object.members[known->second].value = std::move(member.value);
      } else {
        object.members.push_back(std::move(member));
      }
    }
  }

  Value ReadArray(int depth) {
    const std::size_t open = at_++;
    Value array = Value::Array();
    for (bool first = true;; first = false) {
      const bool comma = Separator(first, open, ']', "array");
      if (Peek() == ']') {
        if (comma && !first) Odd("a trailing comma");
        ++at_;
        return array;
      }
      array.items.push_back(ReadValue(depth + 1));
    }
  }

  // Before each part of a container: skips what may stand there and one comma. Returns whether there was a comma.
  bool Separator(bool first, std::size_t open, char close, const char* what) {
    const bool was = shortened_;
    const std::size_t gaps = gaps_;
    shortened_ = false;
    Skip();
    bool comma = false;
    while (Peek() == ',' && !(first && !shortened_)) {
      comma = true;
      ++at_;
      Skip();
    }
    const bool gap = shortened_;
    shortened_ = shortened_ || was;
    if (!first && close == ']') gaps_of_rows_ += gaps_ - gaps;
    if (Ended()) throw Fault{open, fmt::format("this {} is never closed", what)};
    if (Peek() != close && !first && !comma && !gap) {
      if (Peek() == '}' || Peek() == ']') throw Fault{open, fmt::format("this {} is closed by {}", what, Peek())};
      throw Fault{at_, fmt::format("no comma before this part of the {}", what)};
    }
    if ((Peek() == '}' || Peek() == ']') && Peek() != close)
      throw Fault{open, fmt::format("this {} is closed by {}", what, Peek())};
    return comma && !gap;
  }

  std::string ReadString() {
    const std::size_t open = at_;
    const char quote = text_[at_++];
    if (quote == '\'') Odd("single quotes");
    std::string content;
    while (true) {
      if (Ended()) throw Fault{open, "this string is never closed"};
      const char c = text_[at_];
      if (c == quote) break;
      if (c == '\n') throw Fault{open, "this string is not closed on its line"};
      if (c != '\\') {
        content += c;
        ++at_;
        continue;
      }
      const document::Escape escape = document::ReadEscape(text_, at_);
      if (escape.fault != nullptr) {
        Odd("an unknown escape");
        content += c;
        ++at_;
        continue;
      }
      AppendUtf8(content, escape.code_point);
      at_ += escape.size;
    }
    ++at_;
    return content;
  }

  Value ReadAngles() {
    const std::size_t end = text_.find_first_of(">\n", at_);
    if (end == std::string_view::npos || text_[end] == '\n') throw Fault{at_, "'<' where a value is due"};
    Odd("a placeholder");
    Value value = Value::String(std::string(text_.substr(at_, end + 1 - at_)));
    at_ = end + 1;
    return value;
  }

  // All bytes of it.
  std::string_view CharacterAt(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return text_.substr(begin, end - begin);
  }

  Value ReadWord() {
    const std::size_t begin = at_;
    while (!Ended() && (IsWordChar(Peek()) || Peek() == '.' || Peek() == '+')) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.empty()) throw Fault{begin, fmt::format("'{}' where a value is due", CharacterAt(begin))};
    if (word == "null" || word == "true" || word == "false")
      return word == "null" ? Value::Null() : Value::Boolean(word == "true");
    if (Decimal::Parse(word)) return Value::Number(std::string(word));
    if (word == "None" || word == "True" || word == "False" || word == "nil" || word == "undefined") {
      Odd("a word of a programming language");
      return word == "True" || word == "False" ? Value::Boolean(word == "True") : Value::Null();
    }
    // Several words up to the next comma or bracket: "your token here".
    while (!Ended() && std::string_view(",}]\n/#\"").find(Peek()) == std::string_view::npos) ++at_;
    const std::string_view whole = Trim(text_.substr(begin, at_ - begin));
    at_ = begin + whole.size();
    Odd("a placeholder");
    return Value::String("<" + std::string(whole) + ">");
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_ = 0;
  bool shortened_ = false;
  std::size_t gaps_ = 0, gaps_of_rows_ = 0;  // gaps behind an item of an array leave out further ones
  std::vector<std::string> oddities_;
};

}  // namespace

void MapToPage(Value& value, const Text& code) {
  value.span = code.SpanOf(value.span.begin, value.span.end);
  for (Value& item : value.items) MapToPage(item, code);
  for (document::Member& member : value.members) {
    member.key_span = code.SpanOf(member.key_span.begin, member.key_span.end);
    MapToPage(member.value, code);
  }
}

LooseJson ReadLooseJson(const document::Source& source, const Text& code, std::size_t begin) {
  LooseJson result;
  Reader reader(code.text, begin);
  try {
    Value root = reader.Read();
    MapToPage(root, code);
    result.body = std::make_shared<const document::Document>(document::Document{source, std::move(root)});
    result.end = reader.end();
  } catch (const Fault& fault) {
    result.fault = fault.message;
    result.fault_span = code.SpanOf(fault.at, std::min(fault.at + 1, code.text.size()));
  }
  result.shortened = reader.shortened();
  result.lacks_members = reader.lacks_members();
  result.oddities = std::move(reader).oddities();
  return result;
}

bool IsPlaceholder(std::string_view text) {
  static const Regex kPlaceholder(
      R"((?i)<[^<>]+>|\{\{?[^{}]*\}\}?|\[[^\[\]]*[A-Z][^\[\]]*\]|\$\{?[A-Z_]+\}?|string|x{3,}|\*{3,}|\.{3,}|…|.+(?:…|\.{3})|(?:your|my)[-_ ].*|.*(?:redacted|placeholder).*|[*x•]{4,}\w*|(?-i:[A-Z]+(?:_[A-Z]+)+_(?:HERE|KEY|TOKEN|ID|SECRET)))");
  return kPlaceholder.Full(text).has_value();
}

}  // namespace plumbline::page
