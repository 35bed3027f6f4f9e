// JSON text to values with positions (RFC 8259). Written by hand because neither nlohmann/json's
// tree nor its events keep number lexemes or the places of tokens.
#include <fmt/format.h>

#include <unordered_set>

#include "base/fresh_stack.h"
#include "base/text.h"
#include "document/document.h"
#include "document/json_escape.h"
#include "document/limit_exceeded.h"
#include "document/reading.h"

namespace plumbline::document {
namespace {

constexpr std::size_t kLevelsOfAStack = 500;

class JsonParser {
 public:
  JsonParser(const Source& source, const Limits& limits) : source_(source), text_(source.text()), limits_(limits) {}

  Value ParseDocument() {
    if (text_.starts_with("\xEF\xBB\xBF")) {
      throw Fail(0, "the text begins with a byte order mark, which JSON forbids");
    }
    SkipSpace();
    if (AtEnd()) throw Fail(at_, "the JSON text is empty");
    Value value = ParseValue(0);
    SkipSpace();
    if (!AtEnd()) throw Fail(at_, fmt::format("unexpected {} after the end of the value", Here()));
    return value;
  }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }

  // Passes one character, where it stands here.
  bool Skip(char c) {
    if (AtEnd() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void SkipSpace() {
    while (!AtEnd() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  Error Fail(std::size_t offset, const std::string& message) const {
    return Error(source_.LocationOf(offset), message);
  }

  // What stands at the cursor, for messages.
  std::string Here() const {
    if (AtEnd()) return "end of text";
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c < 0x20 || c == 0x7F) return fmt::format("control character U+{:04X}", c);
    std::size_t length = 1;
    while (at_ + length < text_.size() && (static_cast<unsigned char>(text_[at_ + length]) & 0xC0) == 0x80) ++length;
    return fmt::format("'{}'", text_.substr(at_, length));
  }

  Value ParseValue(std::size_t depth) {
    if (depth >= limits_.max_depth && (Peek() == '{' || Peek() == '[')) {
      throw LimitExceeded(source_.LocationOf(at_), fmt::format("nested deeper than {} levels", limits_.max_depth));
    }
    if (depth % kLevelsOfAStack == kLevelsOfAStack - 1 && (Peek() == '{' || Peek() == '[')) {
      Value value;
      OnFreshStack([&] { value = ParseHere(depth); });
      return value;
    }
    return ParseHere(depth);
  }

  Value ParseHere(std::size_t depth) {
    const std::size_t begin = at_;
    Value value;
    switch (Peek()) {
      case '{':
        value = ParseObject(depth);
        break;
      case '[':
        value = ParseArray(depth);
        break;
      case '"':
        value = Value::String(ParseString());
        break;
      case 't':
        value = ParseWord("true", Value::Boolean(true));
        break;
      case 'f':
        value = ParseWord("false", Value::Boolean(false));
        break;
      case 'n':
        value = ParseWord("null", Value::Null());
        break;
      default:
        value = ParseNumber();
        break;
    }
    value.span = MakeSpan(begin, at_);
    return value;
  }

  Value ParseWord(std::string_view word, Value value) {
    if (text_.substr(at_, word.size()) != word) throw Unexpected();
    at_ += word.size();
    return value;
  }

  Error Unexpected() const {
    switch (Peek()) {
      case '\'':
        return Fail(at_, "JSON strings are written in double quotes");
      case '/':
      case '#':
        return Fail(at_, "JSON has no comments");
      case '}':
      case ']':
        return Fail(at_, fmt::format("unexpected {}: a value is missing, or a comma is too many", Here()));
      default:
        return Fail(at_, fmt::format("unexpected {} where a value is expected", Here()));
    }
  }

  Value ParseNumber() {
    const std::size_t begin = at_;
    if (Peek() == '-') ++at_;
    if (Peek() < '0' || Peek() > '9') throw Unexpected();
    if (Peek() == '0' && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9') {
      throw Fail(begin, "a number has a leading zero");
    }
    SkipDigits();
    if (Peek() == '.') {
      ++at_;
      if (!SkipDigits()) throw Fail(at_, "digits are missing after the decimal point");
    }
    if (Peek() == 'e' || Peek() == 'E') {
      ++at_;
      if (Peek() == '+' || Peek() == '-') ++at_;
      if (!SkipDigits()) throw Fail(at_, "digits are missing in the exponent");
    }
    if (at_ - begin > limits_.max_number_length) {
      throw LimitExceeded(source_.LocationOf(begin),
                          fmt::format("a number has more than {} characters", limits_.max_number_length));
    }
    return Value::Number(std::string(text_.substr(begin, at_ - begin)));
  }

  bool SkipDigits() {
    const std::size_t begin = at_;
    while (Peek() >= '0' && Peek() <= '9') ++at_;
    return at_ > begin;
  }

  Value ParseArray(std::size_t depth) {
    const std::size_t begin = at_++;
    Value array = Value::Array();
    SkipSpace();
    if (Skip(']')) return array;
    while (true) {
      SkipSpace();
      array.items.push_back(ParseValue(depth + 1));
      SkipSpace();
      if (Skip(']')) return array;
      if (AtEnd()) throw Unclosed("array", begin);
      if (Peek() != ',') throw Fail(at_, fmt::format("expected ',' or ']' in an array, found {}", Here()));
      ++at_;
    }
  }

  Value ParseObject(std::size_t depth) {
    const std::size_t begin = at_++;
    Value object = Value::Object();
    std::unordered_set<std::string> keys;
    SkipSpace();
    if (Skip('}')) return object;
    while (true) {
      SkipSpace();
      if (AtEnd()) throw Unclosed("object", begin);
      if (Peek() != '"') {
        throw Fail(at_, Peek() == '}' ? std::string("a comma is too many before '}'")
                                      : fmt::format("expected a member name in double quotes, found {}", Here()));
      }
      Member member;
      const std::size_t key_begin = at_;
      member.key = ParseString();
      member.key_span = MakeSpan(key_begin, at_);
      if (!keys.insert(member.key).second) throw DuplicateKey(source_, object, member);
      SkipSpace();
      if (Peek() != ':') throw Fail(at_, fmt::format("expected ':' after a member name, found {}", Here()));
      ++at_;
      SkipSpace();
      member.value = ParseValue(depth + 1);
      object.members.push_back(std::move(member));
      SkipSpace();
      if (Skip('}')) return object;
      if (AtEnd()) throw Unclosed("object", begin);
      if (Peek() != ',') throw Fail(at_, fmt::format("expected ',' or '}}' in an object, found {}", Here()));
      ++at_;
    }
  }

  Error Unclosed(std::string_view what, std::size_t begin) const {
    const SourceLocation start = source_.LocationOf(begin);
    return Fail(at_, fmt::format("the text ends inside the {} that begins at {}:{}", what, start.line, start.column));
  }

  std::string ParseString() {
    const std::size_t begin = at_++;
    std::string content;
    while (true) {
      if (AtEnd()) {
        const SourceLocation start = source_.LocationOf(begin);
        throw Fail(at_, fmt::format("the text ends inside the string that begins at {}:{}", start.line, start.column));
      }
      if (Skip('"')) return content;
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) {
        throw Fail(at_, fmt::format("{} inside a string must be escaped", Here()));
      }
      if (c == '\\') {
        ParseEscape(content);
      } else {
        content += c;
        ++at_;
      }
    }
  }

  void ParseEscape(std::string& content) {
    const Escape escape = ReadEscape(text_, at_);
    if (escape.fault != nullptr) throw Fail(at_, escape.fault);
    AppendUtf8(content, escape.code_point);
    at_ += escape.size;
  }

  const Source& source_;
  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
};

}  // namespace

Document ParseJson(std::string name, std::string text, const Limits& limits) {
  Document document{Source(std::move(name), std::move(text)), {}};
  CheckText(document.source, limits);
  document.root = JsonParser(document.source, limits).ParseDocument();
  return document;
}

}  // namespace plumbline::document
