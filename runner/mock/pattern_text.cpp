#include "mock/pattern_text.h"

#include <algorithm>
#include <map>
#include <variant>

#include "base/text.h"
#include "schema/pattern.h"
#include "schema/pattern_parser.h"

namespace plumbline::mock {
namespace {

using schema::PatternNode;

constexpr std::size_t kLongest = 10'000;  // characters

class Writer {
 public:
  // `more`: rounds that each repeat makes beyond its least.
  explicit Writer(std::uint32_t more) : more_(more) {}

  // False where there is no such text, or it grows too long.
  bool Write(const PatternNode& node) {
    if (text.size() > 4 * kLongest || ++steps_ > 10 * kLongest) return false;
    switch (node.kind) {
      case PatternNode::Kind::kCharacter:
        if (schema::IsSurrogate(node.character)) return false;
        AppendUtf8(text, node.character);
        return true;
      case PatternNode::Kind::kClass:
        return WriteOneOf(node.characters);
      case PatternNode::Kind::kBackreference:
        text += groups_[node.number];
        return true;
      case PatternNode::Kind::kSequence:
        return std::all_of(node.children.begin(), node.children.end(),
                           [&](const PatternNode& child) { return Write(child); });
      case PatternNode::Kind::kAlternation:
        return Write(node.children.front());
      case PatternNode::Kind::kGroup:
        return WriteGroup(node);
      case PatternNode::Kind::kRepeat:
        return WriteRepeat(node);
      case PatternNode::Kind::kStart:
      case PatternNode::Kind::kEnd:
      case PatternNode::Kind::kWordBoundary:
      case PatternNode::Kind::kNotWordBoundary:
      case PatternNode::Kind::kLookahead:
      case PatternNode::Kind::kNegativeLookahead:
      case PatternNode::Kind::kLookbehind:
      case PatternNode::Kind::kNegativeLookbehind:
        return true;
    }
    return false;
  }

  std::string text;

 private:
  bool WriteGroup(const PatternNode& node) {
    const std::size_t begin = text.size();
    if (!Write(node.children.front())) return false;
    if (node.number > 0) groups_[node.number] = text.substr(begin);
    return true;
  }

  bool WriteRepeat(const PatternNode& node) {
    const std::uint64_t count = std::min<std::uint64_t>(node.max, std::uint64_t{node.min} + more_);
    if (count > kLongest) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
      if (!Write(node.children.front())) return false;
    }
    return true;
  }

  // What is easy to read, where it belongs to the class; of properties, which are letters in most cases, a letter.
  bool WriteOneOf(const schema::CharacterClass& characters) {
    for (const char c : std::string_view("aA01x_- .+")) {
      if (!characters.properties.empty() || characters.set.Contains(static_cast<char32_t>(c))) {
        text += c;
        return true;
      }
    }
    for (const schema::CodePointRange& range : characters.set.ranges()) {
      for (char32_t c = range.first; c <= range.last && c < range.first + 0x60; ++c) {
        const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        if (control || schema::IsSurrogate(c)) continue;
        AppendUtf8(text, c);
        return true;
      }
    }
    return false;
  }

  std::uint32_t more_;
  std::size_t steps_ = 0;
  std::map<std::uint32_t, std::string> groups_;
};

}  // namespace

std::optional<std::string> TextOfPattern(std::string_view pattern, std::uint64_t least, std::uint64_t most) {
  const auto tree = schema::ParsePattern(pattern, schema::PatternGrammar::kLenient);
  std::string error;
  const auto compiled = schema::Pattern::Compile(pattern, error);
  if (!compiled || !std::holds_alternative<PatternNode>(tree)) return std::nullopt;
  // By one round at a time while they are few, then by sixteenths, so that a long text takes few tries.
  for (std::uint32_t more = 0; more <= 4096; more += std::max<std::uint32_t>(1, more / 16)) {
    Writer writer(more);
    if (!writer.Write(std::get<PatternNode>(tree))) return std::nullopt;
    const std::size_t length = CodePointCount(writer.text);
    if (length > most || length > kLongest) return std::nullopt;
    if (length >= least && compiled->Search(writer.text) == schema::PatternResult::kMatch) return writer.text;
    if (more > 64 && length >= least) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace plumbline::mock
