#include "schema/pattern_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "schema/pattern_escape.h"

namespace plumbline::schema {
namespace {

using Kind = PatternNode::Kind;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// One pass over the text with the open groups on a stack of its own: no recursion.
class Parser {
 public:
  Parser(std::string_view text, PatternGrammar grammar) : text_(text), grammar_(grammar) {}

  std::variant<PatternNode, PatternFault> Parse() {
    if (text_.size() > kLongestPattern) Fail(fmt::format("longer than {} bytes", kLongestPattern), kLongestPattern);
    if (const auto invalid = FindInvalidUtf8(text_); invalid && !fault_) Fail("not UTF-8", *invalid);
    open_.push_back({{}, 0, {}, {}});
    while (!fault_ && i_ < text_.size()) ParseTerm();
    if (!fault_ && open_.size() > 1) Fail("missing closing parenthesis", open_.back().offset);
    if (!fault_) CheckReferences();
    if (fault_) return *std::move(fault_);
    PatternNode root = Body(std::move(open_.front()));
    if (!references_.empty()) Resolve(root);
    return root;
  }

 private:
  // A group whose `)` is still to come; the first one is the whole pattern.
  struct Open {
    PatternNode group;
    std::size_t offset = 0;
    std::vector<PatternNode> alternatives;  // those before the current one
    std::vector<PatternNode> sequence;
  };
  struct Reference {
    std::string name;  // or, where empty, `number`
    std::uint32_t number = 0;
    std::size_t offset = 0;
  };

  bool Lenient() const { return grammar_ == PatternGrammar::kLenient; }
  bool StartsWith(std::string_view prefix) const { return text_.substr(i_).starts_with(prefix); }
  void Fail(std::string reason, std::size_t offset) { fault_ = PatternFault{std::move(reason), offset}; }
  void Fail(PatternFault fault) { fault_ = std::move(fault); }

  void Add(PatternNode node, bool repeatable) {
    open_.back().sequence.push_back(std::move(node));
    repeatable_ = repeatable;
  }
  void AddKind(Kind kind) {
    PatternNode node;
    node.kind = kind;
    Add(std::move(node), false);
  }
  void AddCharacter(char32_t character) {
    PatternNode node;
    node.kind = Kind::kCharacter;
    node.character = character;
    Add(std::move(node), true);
  }
  void AddClass(CharacterClass characters) {
    PatternNode node;
    node.kind = Kind::kClass;
    node.characters = std::move(characters);
    Add(std::move(node), true);
  }

  static PatternNode Sequence(std::vector<PatternNode> children) {
    if (children.size() == 1) return std::move(children.front());
    PatternNode node;
    node.children = std::move(children);
    return node;
  }
  static PatternNode Body(Open open) {
    if (open.alternatives.empty()) return Sequence(std::move(open.sequence));
    PatternNode node;
    node.kind = Kind::kAlternation;
    node.children = std::move(open.alternatives);
    node.children.push_back(Sequence(std::move(open.sequence)));
    return node;
  }

  void ParseTerm() {
    switch (text_[i_]) {
      case '|':
        open_.back().alternatives.push_back(Sequence(std::exchange(open_.back().sequence, {})));
        repeatable_ = false;
        ++i_;
        return;
      case '(':
        return OpenGroup();
      case ')':
        return CloseGroup();
      case '^':
        ++i_;
        return AddKind(Kind::kStart);
      case '$':
        ++i_;
        return AddKind(Kind::kEnd);
      case '.':
        ++i_;
        return AddClass({NotLineTerminators(), {}, false});
      case '[':
        return ParseClass();
      case '\\':
        return ParseEscape();
      case '*':
        ++i_;
        return Repeat(i_ - 1, 0, kUnlimited);
      case '+':
        ++i_;
        return Repeat(i_ - 1, 1, kUnlimited);
      case '?':
        ++i_;
        return Repeat(i_ - 1, 0, 1);
      case '{':
        return ParseBraces();
      case '}':
      case ']':
        if (!Lenient()) return Fail(fmt::format("lone {}", text_[i_]), i_);
        [[fallthrough]];
      default:
        const auto [character, length] = DecodeCodePoint(text_, i_);
        i_ += length;
        AddCharacter(character);
    }
  }

  void OpenGroup() {
    const std::size_t offset = i_;
    if (open_.size() > kDeepestPattern)
      return Fail(fmt::format("more than {} groups inside one another", kDeepestPattern), offset);
    static constexpr std::pair<std::string_view, Kind> kForms[] = {{"(?:", Kind::kGroup},
                                                                   {"(?=", Kind::kLookahead},
                                                                   {"(?!", Kind::kNegativeLookahead},
                                                                   {"(?<=", Kind::kLookbehind},
                                                                   {"(?<!", Kind::kNegativeLookbehind}};
    PatternNode group;
    group.kind = Kind::kGroup;
    const auto* const form =
        std::find_if(std::begin(kForms), std::end(kForms), [&](const auto& row) { return StartsWith(row.first); });
    if (form != std::end(kForms)) {
      group.kind = form->second;
      i_ += form->first.size();
    } else if (StartsWith("(?<")) {
      i_ += 3;
      const std::optional<std::string> name = ParseName();
      if (!name) return;
      group.number = ++groups_;
      if (!names_.emplace(*name, groups_).second) return Fail(fmt::format("second group named '{}'", *name), offset);
    } else if (StartsWith("(?")) {
      const std::size_t sign = i_ + 2 < text_.size() ? DecodeCodePoint(text_, i_ + 2).length : 0;
      return Fail(fmt::format("{} begins no group of ECMA-262", text_.substr(i_, 2 + sign)), offset);
    } else {
      group.number = ++groups_;
      ++i_;
    }
    open_.push_back({std::move(group), offset, {}, {}});
    repeatable_ = false;
  }

  void CloseGroup() {
    if (open_.size() == 1) return Fail("lone )", i_);
    PatternNode group = std::move(open_.back().group);
    PatternNode body = Body(std::move(open_.back()));
    open_.pop_back();
    group.children.push_back(std::move(body));
    ++i_;
    // Annex B.1.2, QuantifiableAssertion: lookaheads only.
    const bool look = group.IsLook();
    const bool ahead = group.kind == Kind::kLookahead || group.kind == Kind::kNegativeLookahead;
    Add(std::move(group), !look || (ahead && Lenient()));
  }

  void Repeat(std::size_t offset, std::uint32_t min, std::uint32_t max) {
    if (!repeatable_) return Fail("nothing to repeat", offset);
    PatternNode repeat;
    repeat.kind = Kind::kRepeat;
    repeat.min = min;
    repeat.max = max;
    repeat.lazy = StartsWith("?");
    if (repeat.lazy) ++i_;
    std::vector<PatternNode>& sequence = open_.back().sequence;
    repeat.children.push_back(std::move(sequence.back()));
    sequence.pop_back();
    Add(std::move(repeat), false);
  }

  std::optional<std::uint64_t> TakeNumber(std::size_t& at) const {
    if (at >= text_.size() || !IsDigit(text_[at])) return std::nullopt;
    std::uint64_t number = 0;
    constexpr std::uint64_t kMost = 1'000'000'000'000'000'000;
    for (; at < text_.size() && IsDigit(text_[at]); ++at) {
      number = std::min(kMost, number * 10 + static_cast<std::uint64_t>(text_[at] - '0'));
    }
    return number;
  }

  // {n}, {n,} or {n,m}; anything else after `{` is the character itself, without `u`.
  void ParseBraces() {
    const std::size_t offset = i_;
    std::size_t at = i_ + 1;
    const auto min = TakeNumber(at);
    std::optional<std::uint64_t> max = min;
    bool unlimited = false;
    if (min && at < text_.size() && text_[at] == ',') {
      max = TakeNumber(++at);
      unlimited = !max;
    }
    if (!min || at >= text_.size() || text_[at] != '}') {
      if (!Lenient()) return Fail("lone {", offset);
      ++i_;
      return AddCharacter('{');
    }
    i_ = at + 1;
    if (!unlimited && *max < *min) return Fail("numbers out of order in {} quantifier", offset);
    const auto clamp = [](std::uint64_t n) {
      return static_cast<std::uint32_t>(std::min<std::uint64_t>(n, kUnlimited - 1));
    };
    Repeat(offset, clamp(*min), unlimited ? kUnlimited : clamp(*max));
  }

  // <name> after its `<`. 22.2.1, RegExpIdentifierName.
  std::optional<std::string> ParseName() {
    const std::size_t offset = i_;
    std::string name;
    while (i_ < text_.size() && text_[i_] != '>') {
      DecodedCodePoint c = DecodeCodePoint(text_, i_);
      if (c.code_point == '\\') {
        const auto escape = ReadUnicodeEscape(text_, i_);
        if (!escape) break;
        c = *escape;
      }
      const bool letter = (c.code_point | 0x20) >= 'a' && (c.code_point | 0x20) <= 'z' && c.code_point < 0x80;
      const bool digit = c.code_point >= '0' && c.code_point <= '9';
      const bool sign = c.code_point == '$' || c.code_point == '_';
      if (!letter && !sign && c.code_point < 0x80 && (!digit || name.empty())) break;
      if (IsSurrogate(c.code_point)) break;
      AppendUtf8(name, c.code_point);
      i_ += c.length;
    }
    if (name.empty() || i_ >= text_.size() || text_[i_] != '>') {
      Fail("a group's name is an identifier between < and >", offset);
      return std::nullopt;
    }
    ++i_;
    return name;
  }

  void ParseEscape() {
    const std::size_t offset = i_;
    const char c = i_ + 1 < text_.size() ? text_[i_ + 1] : '\0';
    if (c == 'b' || c == 'B') {
      i_ += 2;
      return AddKind(c == 'b' ? Kind::kWordBoundary : Kind::kNotWordBoundary);
    }
    if (c >= '1' && c <= '9') {
      std::size_t at = i_ + 1;
      const auto number = std::min<std::uint64_t>(*TakeNumber(at), kUnlimited);
      i_ = at;
      return AddReference({"", static_cast<std::uint32_t>(number), offset});
    }
    if (c == 'k') {
      i_ += 2;
      if (!StartsWith("<")) return Fail("\\k without the name of a group", offset);
      ++i_;
      if (auto name = ParseName()) AddReference({*std::move(name), 0, offset});
      return;
    }
    PatternEscape escape = ReadEscape(text_, i_, {.in_class = false, .lenient = Lenient()});
    i_ += escape.length;
    if (auto* fault = std::get_if<PatternFault>(&escape.value)) return Fail(std::move(*fault));
    if (auto* characters = std::get_if<CharacterClass>(&escape.value)) return AddClass(std::move(*characters));
    AddCharacter(std::get<char32_t>(escape.value));
  }

  void ParseClass() {
    PatternEscape read = ReadClass(text_, i_, Lenient());
    i_ += read.length;
    if (auto* fault = std::get_if<PatternFault>(&read.value)) return Fail(std::move(*fault));
    AddClass(std::get<CharacterClass>(std::move(read.value)));
  }

  // A reference may stand before its group: until the end `number` is an index of references_.
  void AddReference(Reference reference) {
    PatternNode node;
    node.kind = Kind::kBackreference;
    node.number = static_cast<std::uint32_t>(references_.size());
    references_.push_back(std::move(reference));
    Add(std::move(node), true);
  }
  void CheckReferences() {
    for (Reference& reference : references_) {
      if (!reference.name.empty()) {
        const auto named = names_.find(reference.name);
        if (named == names_.end())
          return Fail(fmt::format("reference to a group '{}' that is nowhere", reference.name), reference.offset);
        reference.number = named->second;
      } else if (reference.number > groups_) {
        return Fail("reference to non-existent subpattern", reference.offset);
      }
    }
  }
  void Resolve(PatternNode& node) const {
    if (node.kind == Kind::kBackreference) node.number = references_[node.number].number;
    for (PatternNode& child : node.children) Resolve(child);
  }

  std::string_view text_;
  PatternGrammar grammar_;
  std::size_t i_ = 0;
  bool repeatable_ = false;  // the last term may take a quantifier
  std::vector<Open> open_;
  std::uint32_t groups_ = 0;
  std::map<std::string, std::uint32_t> names_;
  std::vector<Reference> references_;
  std::optional<PatternFault> fault_;
};

}  // namespace

std::variant<PatternNode, PatternFault> ParsePattern(std::string_view text, PatternGrammar grammar) {
  return Parser(text, grammar).Parse();
}

}  // namespace plumbline::schema
