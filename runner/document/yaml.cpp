// YAML to values with positions, by yaml-cpp's event parser. yaml-cpp's node tree would lose the
// places of keys, take the first of two equal keys in silence and leave merge keys alone; the
// events keep all that is needed, and what they lack (ends of tokens, tabs, strict tags) is read
// off the source text here. The only file that sees yaml-cpp.
#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_set>

#include "base/text.h"
#include "document/document.h"
#include "document/reading.h"
#include "document/text_hash.h"
#include "document/yaml_scalar.h"

namespace plumbline::document {
namespace {

// Length of the flow collection that `line` begins with; 0 where there is none or it ends on another
// line.
std::size_t FlowLength(std::string_view line) {
  int open = 0;
  char quote = '\0', before = ',';  // the last character that is no space
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      const bool escape = quote == '"' ? c == '\\' : line.substr(i, 2) == "''";
      if (escape) {
        ++i;
      } else if (c == quote) {
        quote = '\0';
      }
    } else if ((c == '"' || c == '\'') && std::string_view("[{,:").find(before) != std::string_view::npos) {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++open;
    } else if (c == ']' || c == '}') {
      if (--open == 0) return i + 1;
    } else if (c == '#' && i > 0 && (line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return 0;
    }
    if (open <= 0) return 0;
    if (c != ' ' && c != '\t') before = c;
  }
  return 0;
}

// Levels after which yaml-cpp's own recursion ends, whatever they are made of.
constexpr std::size_t kMostLevels = 498;

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Source& source, const Limits& limits, std::size_t bom)
      : source_(source), text_(source.text()), limits_(limits), bom_(bom) {}

  Value TakeRoot() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      throw Fail(SkipMarkers(Offset(mark)), "a second YAML document begins here; only one is read");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t begin = Begin(mark);
    const std::string_view rest = text_.substr(begin);
    const std::size_t length = NullLength(rest);
    Value value;
    // Where nothing is written, yaml-cpp's mark is that of the next token; the key is nearer.
    value.span = length > 0 ? MakeSpan(begin, begin + length) : EmptySpan(begin);
    if (ExpectsKey()) return OnKey({length == 0 ? "" : std::string("null"), value.span, {}}, begin, true);
    CheckIndentation(begin);
    if (length == 0) CheckColon();
    Complete(std::move(value), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t begin = Offset(mark);
    if (ExpectsKey()) throw Fail(begin, "an alias cannot be a mapping key");
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw Fail(begin, "an alias inside the node that it refers to");
    CountAliasValues(found->second.count, begin);
    Complete(found->second.value, YAML::NullAnchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& content) override {
    const std::size_t begin = Begin(mark);
    CheckIndentation(begin);
    const bool plain = text_.substr(begin, 1).find_first_of("\"'|>") == std::string_view::npos;
    CheckQuoteEnds(begin);
    const Span span = MakeSpan(begin, ScalarEnd(begin, plain, content));
    if (ExpectsKey()) {
      // Keys are strings whatever they look like: the status 200 is the member "200".
      return OnKey({content, span, {}}, begin, plain && tag == "?");
    }
    try {
      Value value = ResolveScalar(tag, content);
      if (value.text.size() > limits_.max_number_length && value.IsNumber()) {
        throw ScalarError{fmt::format("a number has more than {} characters", limits_.max_number_length)};
      }
      value.span = span;
      Complete(std::move(value), anchor);
    } catch (const ScalarError& error) {
      throw Fail(Offset(mark), error.message);
    }
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    if (tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:seq") throw UnknownTag(mark, tag);
    Open(Value::Array(), mark, anchor, style == YAML::EmitterStyle::Flow);
  }
  void OnSequenceEnd() override { Close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    if (tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:map") throw UnknownTag(mark, tag);
    Open(Value::Object(), mark, anchor, style == YAML::EmitterStyle::Flow);
  }
  void OnMapEnd() override {
    ApplyMerges();
    Close();
  }

 private:
  struct Anchored {
    Value value;
    std::size_t count;
  };
  // A collection that is being read.
  struct Frame {
    Value value;
    YAML::anchor_t anchor = YAML::NullAnchor;
    bool flow = false;
    bool has_key = false;  // a key was read and waits for its value
    bool merge = false;    // that key is a merge key
    Member member;
    std::unordered_set<std::string, SeededHash> keys;
    std::vector<Value> merges;
  };

  std::size_t Offset(const YAML::Mark& mark) const {
    return std::min(text_.size(), static_cast<std::size_t>(std::max(mark.pos, 0)) + bom_);
  }

  Error Fail(std::size_t offset, const std::string& message) const {
    return Error(source_.LocationOf(offset), message);
  }

  Error UnknownTag(const YAML::Mark& mark, const std::string& tag) const {
    return Fail(Offset(mark), fmt::format("unknown tag '{}': only the YAML 1.2 core tags are read", tag));
  }

  // Skips `---`, comments and white space, for the message about a second document.
  std::size_t SkipMarkers(std::size_t offset) const {
    const std::size_t marker = text_.rfind("\n---", offset);
    return marker == std::string_view::npos ? offset : marker + 1;
  }

  // The mark of a node stands before its anchor and tag; its content begins behind them.
  std::size_t Begin(const YAML::Mark& mark) const {
    std::size_t at = Offset(mark);
    while (at < text_.size() && (text_[at] == '&' || text_[at] == '!')) {
      at = std::min(text_.find_first_of(" \t\r\n,]}", at), text_.size());
      const std::size_t next = text_.find_first_not_of(" \t\r\n", at);
      if (next == std::string_view::npos) break;
      at = next;
    }
    return at;
  }

  // Length of the null that is written at the beginning of `rest`; 0 where none is, be it that the
  // next token only looks like one (`nullable`, or the key of `null: 1`).
  std::size_t NullLength(std::string_view rest) const {
    for (std::string_view word : {"null", "Null", "NULL", "~"}) {
      if (!rest.starts_with(word)) continue;
      const std::string_view behind = rest.substr(word.size());
      const std::size_t next = behind.find_first_not_of(" \t");
      const bool key = next != std::string_view::npos && behind[next] == ':';
      const bool ends = behind.empty() || std::string_view(" \t\r\n,]}").find(behind.front()) != std::string_view::npos;
      if (ExpectsKey() ? ends || key : ends && !key) return word.size();
    }
    return 0;
  }

  Span EmptySpan(std::size_t next_token) const {
    if (!frames_.empty() && frames_.back().has_key) return frames_.back().member.key_span;
    return MakeSpan(next_token, next_token);
  }

  // One past the last byte of the scalar, or of its first line where it has several.
  std::size_t ScalarEnd(std::size_t begin, bool plain, const std::string& content) const {
    const std::size_t line_end = source_.LineEnd(begin);
    if (plain) {
      const std::string_view line = text_.substr(begin, line_end - begin);
      if (line.starts_with(content)) return begin + content.size();
      return begin + Trim(line.substr(0, line.find(" #"))).size();
    }
    const char quote = text_[begin];
    if (quote == '"' || quote == '\'') {
      for (std::size_t i = begin + 1; i < line_end; ++i) {
        if (quote == '"' && text_[i] == '\\') {
          ++i;
        } else if (text_[i] == quote) {
          if (quote == '\'' && i + 1 < line_end && text_[i + 1] == '\'') {
            ++i;
          } else {
            return i + 1;
          }
        }
      }
    }
    return begin + Trim(text_.substr(begin, line_end - begin)).size();
  }

  // A flow collection that ends on its first line is marked whole; any other one up to the end of
  // that line.
  std::size_t CollectionEnd(std::size_t begin) const {
    const std::string_view line = text_.substr(begin, source_.LineEnd(begin) - begin);
    const std::size_t flow = FlowLength(line);
    return begin + (flow > 0 ? flow : Trim(line).size());
  }

  // YAML 1.2, section 6.1: tabs never indent. yaml-cpp lets some of them through.
  void CheckIndentation(std::size_t begin) const {
    if (!frames_.empty() && frames_.back().flow) return;
    const std::size_t start = source_.LineStart(source_.LocationOf(begin).line);
    const std::string_view before = text_.substr(start, begin - start);
    const std::string_view indentation = before.substr(0, before.find_first_not_of(" \t"));
    if (const std::size_t tab = indentation.find('\t'); tab != std::string_view::npos) {
      throw Fail(start + tab, "a tab in the indentation; YAML indents with spaces only");
    }
  }

  // yaml-cpp takes the end of the text for the end of a quoted scalar.
  void CheckQuoteEnds(std::size_t begin) const {
    const char quote = begin < text_.size() ? text_[begin] : '\0';
    if (quote != '"' && quote != '\'') return;
    for (std::size_t i = begin + 1; i < text_.size(); ++i) {
      const bool escape = quote == '"' ? text_[i] == '\\' : text_.substr(i, 2) == "''";
      if (escape) {
        ++i;
      } else if (text_[i] == quote) {
        return;
      }
    }
    throw Fail(begin, "the quoted text that begins here does not end");
  }

  // yaml-cpp takes a line without a colon for a key without a value.
  void CheckColon() const {
    if (frames_.empty() || frames_.back().flow || !frames_.back().has_key) return;
    const Span key = frames_.back().member.key_span;
    const std::size_t next = text_.find_first_not_of(" \t", key.end);
    if (next != std::string_view::npos && text_[next] == ':') return;
    const std::size_t start = source_.LineStart(source_.LocationOf(key.begin).line);
    if (text_.substr(start, key.begin - start).find('?') != std::string_view::npos) return;  // `? key`
    throw Fail(key.begin, "a ':' is missing after this mapping key");
  }

  bool ExpectsKey() const { return !frames_.empty() && frames_.back().value.IsObject() && !frames_.back().has_key; }

  void OnKey(Member member, std::size_t begin, bool plain) {
    if (member.key.empty() && plain) throw Fail(begin, "a mapping key is missing");
    CheckIndentation(begin);
    Frame& frame = frames_.back();
    frame.has_key = true;
    frame.merge = plain && member.key == "<<";
    if (!frame.merge && !frame.keys.insert(member.key).second) {
      throw DuplicateKey(source_, frame.value, member);
    }
    frame.member = std::move(member);
  }

  void Open(Value value, const YAML::Mark& mark, YAML::anchor_t anchor, bool flow) {
    const std::size_t begin = Begin(mark);
    if (ExpectsKey()) {
      CheckFlowDepth(begin);  // yaml-cpp takes a flow collection that does not end for a key
      throw Fail(begin, "a mapping key must be a scalar; JSON has no other keys");
    }
    if (frames_.size() >= MostLevels()) throw TooDeep(begin);
    CheckIndentation(begin);
    value.span = MakeSpan(begin, CollectionEnd(begin));
    Frame frame;
    frame.value = std::move(value);
    frame.anchor = anchor;
    frame.flow = flow || (!frames_.empty() && frames_.back().flow);
    frames_.push_back(std::move(frame));
  }

  std::size_t MostLevels() const { return std::min(limits_.max_depth, kMostLevels); }
  Error TooDeep(std::size_t offset) const {
    return Fail(offset, fmt::format("nested deeper than {} levels", MostLevels()));
  }

  void CheckFlowDepth(std::size_t begin) const {
    std::size_t open = frames_.size();
    for (std::size_t i = text_.find_first_of("[{]}", begin); i != std::string_view::npos;
         i = text_.find_first_of("[{]}", i + 1)) {
      if (text_[i] == ']' || text_[i] == '}') return;
      if (open++ > MostLevels()) throw TooDeep(i);
    }
  }

  void Close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Complete(std::move(frame.value), frame.anchor);
  }

  // Puts a finished value where it belongs.
  void Complete(Value value, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = {value, NodeCount(value)};
    if (frames_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.value.IsArray()) {
      frame.value.items.push_back(std::move(value));
      return;
    }
    frame.has_key = false;
    if (frame.merge) {
      AddMerge(frame, std::move(value));
      return;
    }
    frame.member.value = std::move(value);
    frame.value.members.push_back(std::move(frame.member));
    frame.member = {};
  }

  // YAML merge key type (yaml.org/type/merge.html): a mapping, or a sequence of mappings.
  void AddMerge(Frame& frame, Value value) const {
    std::vector<Value> sources;
    if (value.IsArray()) {
      sources = std::move(value.items);
    } else {
      sources.push_back(std::move(value));
    }
    for (Value& source : sources) {
      if (!source.IsObject()) {
        throw Fail(frame.member.key_span.begin, "the merge key << takes a mapping or a list of mappings");
      }
      frame.merges.push_back(std::move(source));
    }
  }

  // Members written out win over merged ones, earlier merges over later ones.
  void ApplyMerges() {
    Frame& frame = frames_.back();
    for (Value& source : frame.merges) {
      for (Member& member : source.members) {
        if (frame.keys.insert(member.key).second) frame.value.members.push_back(std::move(member));
      }
    }
  }

  void CountAliasValues(std::size_t count, std::size_t begin) {
    alias_values_ += count;
    if (alias_values_ > limits_.max_alias_values) {
      throw Fail(begin, fmt::format("aliases expand to more than {} values", limits_.max_alias_values));
    }
  }

  const Source& source_;
  std::string_view text_;
  const Limits& limits_;
  std::size_t bom_;
  int documents_ = 0;
  std::size_t alias_values_ = 0;
  Value root_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Anchored> anchors_;
};

// YAML 1.2, section 5.1: control characters other than tab and line breaks may not appear. yaml-cpp
// would take U+0004 for the end of the text.
void CheckPrintable(const Source& source) {
  const std::string& text = source.text();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
      throw Error(source.LocationOf(i), fmt::format("control character U+{:04X} in YAML", c));
    }
  }
}

}  // namespace

namespace {

// yaml-cpp keeps every token of a line that may still turn out to be a key, and so all of a line of brackets, before it
// counts how deep they are nested. A run of more brackets than may be nested is refused before; and so is text that is
// a flow collection as a whole, where strings are the only other place of brackets.
void CheckBrackets(const Source& source, std::size_t begin, const Limits& limits) {
  const std::string_view text = source.text();
  const std::size_t first = text.find_first_not_of(" \t\r\n", begin);
  const bool flow = first != std::string_view::npos && (text[first] == '[' || text[first] == '{');
  const std::size_t most = std::min(limits.max_depth, kMostLevels);
  std::size_t depth = 0, run = 0;
  char quote = '\0';
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    const bool open = c == '[' || c == '{';
    run = open ? run + 1 : c == ' ' ? run : 0;
    if (flow && quote != '\0') {
      if (c == '\\' && quote == '"')
        ++i;
      else if (c == quote)
        quote = '\0';
    } else if (flow) {
      if (c == '"') quote = c;
      if (open) ++depth;
      if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    if (std::max(run, depth) > most)
      throw Error(source.LocationOf(i), fmt::format("nested deeper than {} levels", most));
  }
}

}  // namespace

Document ParseYaml(std::string name, std::string text, const Limits& limits) {
  Document document{Source(std::move(name), std::move(text)), {}};
  const Source& source = document.source;
  CheckText(source, limits);
  CheckPrintable(source);
  const std::size_t bom = source.text().starts_with("\xEF\xBB\xBF") ? 3 : 0;
  CheckBrackets(source, bom, limits);
  TreeBuilder builder(source, limits, bom);
  std::istringstream stream(source.text());
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::DeepRecursion& error) {
    throw Error(source.LocationOf(static_cast<std::size_t>(std::max(error.mark.pos, 0)) + bom),
                fmt::format("nested deeper than {} levels", std::min(limits.max_depth, kMostLevels)));
  } catch (const YAML::Exception& error) {
    throw Error(source.LocationOf(static_cast<std::size_t>(std::max(error.mark.pos, 0)) + bom),
                fmt::format("not YAML: {}", error.msg));
  }
  document.root = builder.TakeRoot();
  return document;
}

}  // namespace plumbline::document
