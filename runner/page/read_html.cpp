// Pages as HTML. libxml2 repairs the markup and gives the tree; it knows lines only, so the texts of its nodes are
// found again in the source: a scan of our own decodes the texts between tags in order, and both orders are the same.

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/text.h"
#include "page/prose.h"
#include "page/text_field.h"
#include "page/text_line.h"

namespace plumbline::page {

namespace {

constexpr int kMostAttributes = 2000;  // of one tag: libxml2 compares each with all before it

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

// The texts between tags, decoded, with the places that they came from.
class SourceText {
 public:
  explicit SourceText(const document::Source& source) : page_(source.text()) { Scan(source); }

  // Where the bytes of `content`, the next text of the page, stand. White space is no part of the comparison.
  Text Find(std::string_view content) {
    Text found;
    for (std::size_t i = 0; i < content.size();) {
      if (IsSpace(content[i])) {
        // A line break of the source stays one; the place of a space that is not there is that of what follows.
        found.Append(content.substr(i, 1), at_ < decoded_.text.size() ? PlaceOf(at_) : page_.size());
        if (at_ < decoded_.text.size() && IsSpace(decoded_.text[at_])) ++at_;
        ++i;
        continue;
      }
      while (at_ < decoded_.text.size() && IsSpace(decoded_.text[at_])) ++at_;
      if (at_ >= decoded_.text.size()) break;
      if (decoded_.text[at_] != content[i] && !Resynchronize(content.substr(i, 12))) {
        ++i;
        continue;
      }
      found.Append(content.substr(i, 1), PlaceOf(at_));
      ++at_;
      ++i;
    }
    return found;
  }

 private:
  static bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

  // The parser left something out: its next words are looked for ahead, within what all searches together may cost.
  bool Resynchronize(std::string_view words) {
    for (std::size_t ahead = at_; ahead < std::min(at_ + 4000, decoded_.text.size()) && budget_ > 0;
         ++ahead, --budget_) {
      if (decoded_.text.compare(ahead, words.size(), words) == 0) {
        at_ = ahead;
        return true;
      }
    }
    return false;
  }

  std::size_t PlaceOf(std::size_t at) {
    while (anchor_ + 1 < decoded_.anchors.size() && decoded_.anchors[anchor_ + 1].text <= at) ++anchor_;
    return decoded_.anchors[anchor_].page + (at - decoded_.anchors[anchor_].text);
  }

  // Past a tag that begins at `at`; counts what may be attributes.
  std::size_t EndOfTag(std::size_t at, const document::Source& source) const {
    int attributes = 0;
    char quote = '\0';
    const std::size_t begin = at;
    for (; at < page_.size(); ++at) {
      const char c = page_[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if ((c == '"' || c == '\'') && at > begin && page_[at - 1] == '=') {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      } else if ((IsSpace(c) || c == '/') && ++attributes > kMostAttributes * 10) {
        throw Error(source.LocationOf(begin), "a tag with more attributes than are read");
      }
    }
    return at;
  }

  void Decode(std::size_t& at) {
    const std::size_t semicolon = page_.substr(at, 34).find(';');
    std::string_view name = page_.substr(at + 1, semicolon == std::string_view::npos ? 0 : semicolon - 1);
    char32_t code = 0;
    if (name.starts_with('#')) {
      const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
      for (char c : name.substr(hex ? 2 : 1)) {
        const int digit = IsDigit(c)                    ? c - '0'
                          : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                        : -1;
        if (digit < 0 || code > 0x10FFFF) {
          code = 0;
          break;
        }
        code = code * (hex ? 16 : 10) + static_cast<char32_t>(digit);
      }
    } else if (!name.empty()) {
      const std::string word(name);
      const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(word.c_str()));
      if (entity != nullptr) code = entity->value;
    }
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
      decoded_.Append("&", at++);
      return;
    }
    std::string utf8;
    AppendUtf8(utf8, code);
    decoded_.Append(utf8, at);
    at = at + semicolon + 1;
  }

  void Scan(const document::Source& source) {
    for (std::size_t at = 0; at < page_.size();) {
      if (page_[at] == '&') {
        Decode(at);
        continue;
      }
      const char next = at + 1 < page_.size() ? page_[at + 1] : '\0';
      if (page_[at] != '<' || !(IsLetter(next) || next == '/' || next == '!' || next == '?')) {
        const std::size_t stop = std::min(page_.find_first_of("<&", at + 1), page_.size());
        decoded_.Append(page_.substr(at, stop - at), at);
        at = stop;
        continue;
      }
      if (page_.substr(at, 4) == "<!--") {
        const std::size_t close = page_.find("-->", at + 4);
        at = close == std::string_view::npos ? page_.size() : close + 3;
        continue;
      }
      const std::string tag = AsciiLower(page_.substr(at + 1, 8));
      at = EndOfTag(at, source);
      for (std::string_view raw : {"script", "style"}) {
        if (!tag.starts_with(raw) || (tag.size() > raw.size() && IsLetter(tag[raw.size()]))) continue;
        while (at < page_.size()) {
          const std::size_t close = page_.find("</", at);
          at = close == std::string_view::npos ? page_.size() : close;
          if (AsciiLower(page_.substr(at, 2 + raw.size())).substr(std::min<std::size_t>(2, page_.size() - at)) == raw)
            break;
          at = std::min(at + 2, page_.size());
        }
      }
    }
  }

  std::string_view page_;
  Text decoded_;
  std::size_t at_ = 0, anchor_ = 0;
  std::size_t budget_ = 20'000'000;
};

bool Is(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && View(node->name) == name;
}

bool IsOneOf(const xmlNode* node, std::initializer_list<std::string_view> names) {
  return node->type == XML_ELEMENT_NODE && std::find(names.begin(), names.end(), View(node->name)) != names.end();
}

std::string Get(const xmlNode* node, const char* name) {
  if (node->type != XML_ELEMENT_NODE) return {};
  xmlChar* value = xmlGetProp(const_cast<xmlNode*>(node), reinterpret_cast<const xmlChar*>(name));
  std::string text(View(value));
  xmlFree(value);
  return text;
}

// Whether one of the node's classes holds one of the words.
bool HasClass(const xmlNode* node, std::initializer_list<std::string_view> words) {
  const std::string classes = AsciiLower(Get(node, "class"));
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return classes.find(word) != std::string::npos; });
}

bool HasExactClass(const xmlNode* node, std::initializer_list<std::string_view> words) {
  const std::string classes = AsciiLower(Get(node, "class"));
  if (classes.empty()) return false;
  for (std::string_view one : Split(classes, ' ')) {
    if (std::find(words.begin(), words.end(), one) != words.end()) return true;
  }
  return false;
}

bool IsGutter(const xmlNode* node) {
  return HasClass(node, {"lineno", "line-number", "linenumber", "gutter", "lntd-no"});
}

std::string CalloutOf(const xmlNode* node) {
  if (Is(node, "blockquote")) return "quote";
  if (!IsOneOf(node, {"div", "aside", "section"}) ||
      !HasClass(node, {"admonition", "callout", "note", "warning", "alert", "tip", "info", "caution", "danger"}))
    return {};
  const std::string classes = AsciiLower(Get(node, "class"));
  for (std::string_view kind : {"warning", "danger", "caution", "important", "tip", "note", "info"}) {
    for (std::string_view one : Split(classes, ' ')) {
      if (one == kind || one.ends_with("-" + std::string(kind)) || one.ends_with("--" + std::string(kind)))
        return std::string(kind);
    }
  }
  return HasClass(node, {"admonition", "callout"}) ? "callout" : "";
}

class HtmlReader {
 public:
  HtmlReader(const document::Source& source, xmlDoc* document) : source_(source), document_(document) {}

  std::vector<Block> Read() {
    xmlNode* root = xmlDocGetRootElement(document_);
    if (root == nullptr) return {};
    SourceText text(source_);
    FindTexts(root, text);
    FindOperations(root);
    const xmlNode* main = FindMain(root, 0);
    Children(main == nullptr ? root : main);
    Flush();
    return std::move(blocks_);
  }

 private:
  // All nodes of a tree in the order of the page, without recursion: it may be deep.
  template <typename Node, typename Visit>
  static void ForEachNode(Node* root, const Visit& visit) {
    for (Node* node = root; node != nullptr;) {
      visit(node);
      if (node->children != nullptr && node->type == XML_ELEMENT_NODE) {
        node = node->children;
        continue;
      }
      while (node != root && node->next == nullptr) node = node->parent;
      if (node == root) break;
      node = node->next;
    }
  }

  // Nodes remember the number of their text, from 1.
  void FindTexts(xmlNode* root, SourceText& text) {
    ForEachNode(root, [&](xmlNode* node) {
      if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
          !IsOneOf(node->parent, {"script", "style"})) {
        texts_.push_back(text.Find(View(node->content)));
        node->_private = reinterpret_cast<void*>(texts_.size());
      }
    });
  }

  // A method and a path in elements of their own, whose classes say what they are: pages made of a contract show
  // operations so.
  struct ShownOperation {
    const xmlNode* method = nullptr;
    const xmlNode* path = nullptr;
  };

  static bool IsCalled(const xmlNode* node, std::initializer_list<std::string_view> words) {
    const std::string classes = AsciiLower(Get(node, "class"));
    for (std::string_view one : Split(classes, ' ')) {
      for (std::string_view word : words) {
        if (one == word || one.ends_with("-" + std::string(word)) || one.ends_with("_" + std::string(word)) ||
            one.ends_with("-" + std::string(word) + "__deprecated"))
          return true;
      }
    }
    return false;
  }

  void FindOperations(const xmlNode* root) {
    const xmlNode* method = nullptr;
    std::set<const xmlNode*> several;
    ForEachNode(root, [&](const xmlNode* node) {
      if (node->type == XML_ELEMENT_NODE && node->properties != nullptr) {
        if (IsCalled(node, {"method", "verb"})) {
          const std::string_view word = Trim(Written(node));
          method = MethodLength(word) == word.size() && !word.empty() ? node : nullptr;
        } else if (method != nullptr && IsCalled(node, {"path", "url", "uri", "endpoint", "route"}) &&
                   Trim(Written(node)).starts_with('/')) {
          const xmlNode* both = Around(method, node);
          if (both != nullptr && !operations_.emplace(both, ShownOperation{method, node}).second) several.insert(both);
          method = nullptr;
        }
      }
    });
    for (const xmlNode* one : several) operations_.erase(one);
  }

  // The text of a few nodes, without any change; what is longer than a path is none.
  std::string_view Written(const xmlNode* node) {
    written_.clear();
    AppendWritten(node, 0);
    return written_;
  }
  void AppendWritten(const xmlNode* node, int depth) {
    if (depth > 6 || written_.size() > 300) return;
    if (const Text* text = TextOf(node)) written_ += text->text;
    for (const xmlNode* child = node->type == XML_ELEMENT_NODE ? node->children : nullptr;
         child != nullptr && written_.size() <= 300; child = child->next)
      AppendWritten(child, depth + 1);
  }

  // The element that has both, a few levels up and in no list or table: those are indexes of operations. One that has a
  // heading before it is what that heading announces.
  static const xmlNode* Around(const xmlNode* method, const xmlNode* path) {
    std::vector<const xmlNode*> up;
    for (const xmlNode* node = method->parent; node != nullptr && up.size() < 4; node = node->parent)
      up.push_back(node);
    int levels = 0;
    for (const xmlNode* node = path->parent; node != nullptr && levels < 4; node = node->parent, ++levels) {
      if (std::find(up.begin(), up.end(), node) == up.end()) continue;
      return InList(node) || IsAnnounced(node) || IsAnnounced(node->parent) ? nullptr : node;
    }
    return nullptr;
  }
  static bool InList(const xmlNode* node) {
    for (int i = 0; i < 4 && node != nullptr; ++i, node = node->parent) {
      if (IsOneOf(node,
                  {"li", "ul", "ol", "tr", "td", "nav", "p", "h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "dl"}))
        return !IsOneOf(node, {"body", "main"}) || i == 0;
    }
    return false;
  }
  static bool IsAnnounced(const xmlNode* node) {
    int looked = 0;
    for (const xmlNode* before = node == nullptr ? nullptr : node->prev; before != nullptr && looked < 6;
         before = before->prev, ++looked) {
      if (IsOneOf(before, {"h1", "h2", "h3", "h4", "h5", "h6"})) return true;
    }
    return false;
  }

  // A heading below the one around it; what is announced inside of the operation's element is below it.
  void Operation(const xmlNode* node, const ShownOperation& operation) {
    Flush();
    Text text = Alone(operation.method);
    Text path = Alone(operation.path);
    if (text.empty() || path.empty()) return Children(node);
    text.marks.clear();
    text.Append(" ", text.span().end);
    for (std::size_t i = 0; i < path.anchors.size(); ++i) {
      const std::size_t end = i + 1 < path.anchors.size() ? path.anchors[i + 1].text : path.text.size();
      text.Append(std::string_view(path.text).substr(path.anchors[i].text, end - path.anchors[i].text),
                  path.anchors[i].page);
    }
    Block& block = Add(BlockKind::kHeading, text.span());
    block.level = std::min(outer_level_ + 1, 5);
    block.text = std::move(text);
    inner_level_ = block.level + 1;
    inside_ = node->parent;
    for (int i = 0; i < 3 && HasClass(inside_, {"summary", "header", "title"}) && inside_->parent != nullptr; ++i)
      inside_ = inside_->parent;
    told_.insert(operation.method);
    told_.insert(operation.path);
    Children(node);
    Flush();
  }

  const Text* TextOf(const xmlNode* node) const {
    const auto number = reinterpret_cast<std::size_t>(node->_private);
    return number == 0 || node->type == XML_ELEMENT_NODE ? nullptr : &texts_[number - 1];
  }

  static const xmlNode* FindMain(const xmlNode* node, int depth) {
    if (depth > 300) return nullptr;
    if (Is(node, "main") || Get(node, "role") == "main") return node;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type != XML_ELEMENT_NODE) continue;
      if (const xmlNode* found = FindMain(child, depth + 1)) return found;
    }
    return nullptr;
  }

  static bool IsDropped(const xmlNode* node) {
    if (IsOneOf(node, {"script", "style", "noscript", "svg", "form", "nav", "footer", "template", "head", "button",
                       "select", "input", "iframe", "textarea"}))
      return true;
    if (Is(node, "aside")) return CalloutOf(node).empty();
    if (Is(node, "header")) {
      for (const xmlNode* up = node->parent; up != nullptr; up = up->parent) {
        if (IsOneOf(up, {"main", "article"})) return false;
      }
      return true;
    }
    if (node->properties == nullptr) return false;
    if (xmlHasProp(const_cast<xmlNode*>(node), reinterpret_cast<const xmlChar*>("hidden")) != nullptr) return true;
    if (Get(node, "aria-hidden") == "true") return true;
    const std::string style = AsciiLower(Get(node, "style"));
    if (style.find("display:none") != std::string::npos || style.find("display: none") != std::string::npos)
      return true;
    if (HasExactClass(node,
                      {"sr-only", "visually-hidden", "sidebar", "breadcrumb", "breadcrumbs", "toc", "table-of-contents",
                       "pagination-nav", "navbar", "admonition-title", "headerlink", "hash-link"}))
      return true;
    return IsGutter(node) || HasClass(node, {"admonition-heading", "copy-button", "theme-doc-breadcrumbs"});
  }

  Block& Add(BlockKind kind, document::Span span) {
    Block block;
    block.kind = kind;
    block.span = span;
    block.container = container_;
    blocks_.push_back(std::move(block));
    return blocks_.back();
  }

  // What was collected becomes a paragraph, or the text of the item or field that waits for it.
  void Flush() {
    TrimEnd(inline_);
    Text text = std::exchange(inline_, {});
    if (text.empty()) return;
    if (field_ != kNone && blocks_[field_].text.empty()) {
      TakeAttributes(text, blocks_[field_]);
      blocks_[field_].span.end = std::max(blocks_[field_].span.end, text.span().end);
      blocks_[field_].text = std::move(text);
      return;
    }
    const BlockKind kind = item_ > 0 ? BlockKind::kListItem : BlockKind::kParagraph;
    Block& block = Add(kind, text.span());
    block.level = std::exchange(item_, 0);
    block.text = std::move(text);
  }

  // "_string, required._ The city.": what a description begins with, in a mark of its own.
  static void TakeAttributes(Text& text, Block& field) {
    const auto first = std::find_if(text.marks.begin(), text.marks.end(),
                                    [](const Mark& mark) { return mark.begin == 0 && mark.kind != Mark::Kind::kLink; });
    if (first == text.marks.end() || field.Find("type") != nullptr) return;
    std::size_t end = first->end;
    while (end > 0 && (text.text[end - 1] == '.' || text.text[end - 1] == ':')) --end;
    if (end == 0 || !ReadFieldAttributes(text.Part(0, end), 0, field) || field.Find("type") == nullptr) return;
    const std::size_t rest = text.text.find_first_not_of(" .:,", first->end);
    if (rest != std::string::npos) text = text.Part(rest, text.text.size());
  }

  void Children(const xmlNode* node) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) Walk(child);
  }

  // Text in a line, with its marks.
  void Inline(const xmlNode* node) {
    if (const Text* text = TextOf(node)) {
      for (std::size_t i = 0; i < text->anchors.size(); ++i) {
        const std::size_t end = i + 1 < text->anchors.size() ? text->anchors[i + 1].text : text->text.size();
        AppendProse(inline_, std::string_view(text->text).substr(text->anchors[i].text, end - text->anchors[i].text),
                    text->anchors[i].page);
      }
      return;
    }
    Mark mark;
    const bool code = IsOneOf(node, {"code", "tt", "kbd", "samp"}), strong = IsOneOf(node, {"strong", "b"}),
               emphasis = IsOneOf(node, {"em", "i"}), link = Is(node, "a");
    mark.kind = code       ? Mark::Kind::kCode
                : strong   ? Mark::Kind::kStrong
                : emphasis ? Mark::Kind::kEmphasis
                           : Mark::Kind::kLink;
    if (link) mark.target = Get(node, "href");
    mark.begin = inline_.text.size();
    Children(node);
    mark.end = inline_.text.size();
    while (mark.begin < mark.end && inline_.text[mark.begin] == ' ') ++mark.begin;
    while (mark.begin < mark.end && inline_.text[mark.end - 1] == ' ') --mark.end;
    if ((code || strong || emphasis || (link && !mark.target.empty())) && mark.begin < mark.end)
      inline_.marks.push_back(std::move(mark));
  }

  // The text of a node by itself, whatever blocks are in it.
  Text Alone(const xmlNode* node) {
    Text outer = std::exchange(inline_, {});
    const bool alone = std::exchange(alone_, true);
    Inline(node);
    alone_ = alone;
    TrimEnd(inline_);
    return std::exchange(inline_, std::move(outer));
  }

  void Walk(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) {
      if (TextOf(node) != nullptr) Inline(node);
      return;
    }
    if (told_.contains(node)) return;
    if (!alone_ && !operations_.empty()) {
      if (const auto operation = operations_.find(node); operation != operations_.end())
        return Operation(node, operation->second);
    }
    if (IsDropped(node)) return;
    if (Is(node, "br") || (alone_ && IsOneOf(node, {"p", "div", "li", "tr", "td", "th", "pre"}))) {
      // The space is no byte of the page; it stands where the text before it ends.
      if (!inline_.empty() && inline_.text.back() != ' ') inline_.Append(" ", inline_.span().end);
    }
    if (alone_ ||
        IsOneOf(node, {"a",    "abbr",   "b",   "bdi", "big",  "br",    "cite", "code", "del", "dfn",  "em",
                       "font", "i",      "img", "ins", "kbd",  "label", "mark", "q",    "s",   "samp", "small",
                       "span", "strong", "sub", "sup", "time", "tt",    "u",    "var",  "wbr"})) {
      return Inline(node);
    }
    Flush();
    const std::string_view name = View(node->name);
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') return Heading(node, name[1] - '0');
    if (name == "pre") return Code(node);
    if (name == "table" && !HasClass(node, {"highlight", "rouge", "lntable"})) return Table(node);
    if (name == "dt") return Term(node);
    if (Field(node)) return;
    Nested(node, name);
  }

  void Nested(const xmlNode* node, std::string_view name) {
    const std::string callout = CalloutOf(node);
    const std::string outer = container_;
    if (!callout.empty()) container_ = callout;
    const bool list = name == "ul" || name == "ol";
    if (list) ++depth_;
    if (name == "li") item_ = std::max(1, depth_);
    Children(node);
    Flush();
    if (list) --depth_;
    if (name == "li") item_ = 0;
    if (name == "dl" || name == "dd") field_ = kNone;
    if (node == inside_) inner_level_ = 0;
    container_ = outer;
  }

  void Heading(const xmlNode* node, int level) {
    Text text = Alone(node);
    while (text.text.ends_with("\u00B6") || text.text.ends_with(" #")) {
      text = text.Part(0, text.text.size() - 2);
      TrimEnd(text);
    }
    if (text.empty()) return;
    if (level <= outer_level_) inner_level_ = 0;
    if (inner_level_ == 0) outer_level_ = level;
    Block& block = Add(BlockKind::kHeading, text.span());
    block.level = std::min(std::max(level, inner_level_), 6);
    block.text = std::move(text);
  }

  void AppendCode(const xmlNode* node, Text& code) const {
    if (const Text* text = TextOf(node)) {
      for (std::size_t i = 0; i < text->anchors.size(); ++i) {
        const std::size_t end = i + 1 < text->anchors.size() ? text->anchors[i + 1].text : text->text.size();
        code.Append(std::string_view(text->text).substr(text->anchors[i].text, end - text->anchors[i].text),
                    text->anchors[i].page);
      }
      return;
    }
    if (node->type != XML_ELEMENT_NODE || IsGutter(node) || IsOneOf(node, {"button", "script", "style", "svg"})) return;
    if (Is(node, "br") && !code.empty()) code.Append("\n", code.span().end);
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) AppendCode(child, code);
    // Lines as blocks, without a line break between them.
    if (IsOneOf(node, {"div", "p", "li"}) && !code.empty() && code.text.back() != '\n')
      code.Append("\n", code.span().end);
  }

  static std::string LanguageOf(const xmlNode* node) {
    for (const char* attribute : {"data-lang", "data-language", "lang"}) {
      const std::string language = Get(node, attribute);
      if (!language.empty() && language.size() < 20 && (attribute[0] == 'd' || Is(node, "pre") || Is(node, "code")))
        return AsciiLower(language);
    }
    const std::string classes = Get(node, "class");
    for (std::string_view one : Split(classes, ' ')) {
      for (std::string_view front : {"language-", "lang-", "highlight-source-", "highlight-", "brush:"}) {
        if (one.starts_with(front) && one.size() > front.size()) return AsciiLower(one.substr(front.size()));
      }
    }
    return {};
  }

  void Code(const xmlNode* node) {
    Text code;
    AppendCode(node, code);
    std::size_t begin = 0, end = code.text.size();
    if (begin < end && code.text[begin] == '\n') ++begin;
    while (end > begin && (code.text[end - 1] == '\n' || code.text[end - 1] == ' ')) --end;
    if (begin == end) return;
    std::string language = LanguageOf(node);
    for (const xmlNode* child = node->children; child != nullptr && language.empty(); child = child->next) {
      if (Is(child, "code")) language = LanguageOf(child);
    }
    const xmlNode* up = node->parent;
    for (int i = 0; i < 3 && up != nullptr && language.empty(); ++i, up = up->parent) language = LanguageOf(up);
    if (language == "default" || language == "none" || language == "plaintext") language.clear();
    Text text = code.Part(begin, end);
    Block& block = Add(BlockKind::kCode, text.span());
    block.text = std::move(text);
    block.info = block.language = language;
  }

  void Rows(const xmlNode* node, Block& table, std::vector<std::pair<int, Text>>& down, bool head) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type != XML_ELEMENT_NODE || IsDropped(child)) continue;
      if (IsOneOf(child, {"thead", "tbody", "tfoot"})) {
        Rows(child, table, down, head || Is(child, "thead"));
      } else if (Is(child, "tr") && cells_ < 200'000) {
        AddRow(child, table, down, head);
      }
    }
  }

  void AddRow(const xmlNode* node, Block& table, std::vector<std::pair<int, Text>>& down, bool head) {
    Row row;
    bool all_headers = true, any = false;
    const auto number = [](const xmlNode* cell, const char* name) {
      const std::string value = Get(cell, name);
      int n = 0;
      for (std::size_t i = 0; i < value.size() && i < 3 && IsDigit(value[i]); ++i) n = n * 10 + (value[i] - '0');
      return std::clamp(n, 1, 100);
    };
    const auto fill = [&] {
      while (row.cells.size() < down.size() && down[row.cells.size()].first > 0) {
        --down[row.cells.size()].first;
        row.cells.push_back(down[row.cells.size()].second);
      }
    };
    for (const xmlNode* cell = node->children; cell != nullptr; cell = cell->next) {
      if (!IsOneOf(cell, {"td", "th"}) || IsDropped(cell)) continue;
      fill();
      any = true;
      all_headers = all_headers && Is(cell, "th");
      if (!row.cells.empty() && TellsStatus(row.cells[0].text)) LiftAnswers(cell, row.cells[0].text, 0);
      const int columns = number(cell, "colspan"), rows = number(cell, "rowspan");
      Text text = Alone(cell);
      for (int i = 0; i < columns; ++i) {
        if (down.size() <= row.cells.size()) down.resize(row.cells.size() + 1);
        down[row.cells.size()] = {rows - 1, i == 0 ? text : Text{}};
        row.cells.push_back(i == 0 ? text : Text{});
      }
    }
    fill();
    if (!any) return;
    cells_ += row.cells.size();
    row.is_header = head || (all_headers && table.rows.empty());
    table.rows.push_back(std::move(row));
  }

  static bool TellsStatus(std::string_view text) {
    return text.size() >= 3 && text.size() < 60 && text[0] >= '1' && text[0] <= '5' && IsDigit(text[1]) &&
           IsDigit(text[2]) && (text.size() == 3 || text[3] == ' ');
  }

  // The answers that a row shows beside its status become blocks of code behind the table.
  void LiftAnswers(const xmlNode* node, std::string_view status, int depth) {
    for (const xmlNode* child = node->children; child != nullptr && depth < 20; child = child->next) {
      if (child->type != XML_ELEMENT_NODE) continue;
      if (!Is(child, "pre")) {
        LiftAnswers(child, status, depth + 1);
        continue;
      }
      Text code;
      AppendCode(child, code);
      const std::string_view text = Trim(code.text);
      if (!(text.starts_with('{') || text.starts_with('[')) || text.find('\n') == std::string_view::npos) continue;
      told_.insert(child);
      lifted_.emplace_back(child, status);
    }
  }

  // A row that is one cell over all columns, first in a table without a header: what the table is called.
  static void TakeTitle(Block& table) {
    const bool header = std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.is_header; });
    if (header || table.rows.size() < 2 || table.rows[0].cells.size() != 2) return;
    if (table.rows[0].cells[0].empty() || table.rows[0].cells[0].text.size() > 60 || !table.rows[0].cells[1].empty())
      return;
    table.title = table.rows[0].cells[0].text;
    table.rows.erase(table.rows.begin());
  }

  void Table(const xmlNode* node) {
    Block table;
    table.kind = BlockKind::kTable;
    table.container = container_;
    std::vector<std::pair<int, Text>> down;  // cells that reach into further rows
    Rows(node, table, down, false);
    if (table.rows.empty()) return;
    std::size_t width = 0;
    for (const Row& row : table.rows) width = std::max(width, row.cells.size());
    bool first = true;
    for (Row& row : table.rows) {
      if (width * table.rows.size() < 1'000'000) row.cells.resize(width);
      for (const Text& cell : row.cells) {
        if (cell.empty()) continue;
        table.span = first ? cell.span()
                           : document::Span{std::min(table.span.begin, cell.span().begin),
                                            std::max(table.span.end, cell.span().end)};
        first = false;
      }
    }
    TakeTitle(table);
    blocks_.push_back(std::move(table));
    for (const auto& [code, status] : std::exchange(lifted_, {})) {
      const std::size_t before = blocks_.size();
      Code(code);
      if (blocks_.size() > before) blocks_.back().title = status;
    }
  }

  // A term that names a parameter: its name is marked as code or strong, or is all there is.
  void Term(const xmlNode* node) {
    field_ = kNone;
    Text text = Alone(node);
    if (text.empty()) return;
    std::size_t begin = 0, end = 0;
    for (const Mark& mark : text.marks) {
      if (end == 0 && (mark.kind == Mark::Kind::kCode || mark.kind == Mark::Kind::kStrong))
        begin = mark.begin, end = mark.end;
    }
    if (end == 0) end = std::min(text.text.find(' '), text.text.size());
    while (end > 1 && text.text[end - 1] == ':') --end;
    Block field;
    field.kind = BlockKind::kField;
    field.span = text.span();
    field.container = container_;
    field.attributes.push_back({"name", text.Part(begin, end)});
    Text rest = text.Part(end, text.text.size());
    const bool told = text.text.size() > end && text.text[end] == ':' && ReadParenthesized(rest, Block(field));
    const bool named = IsName(field.attributes[0].value.text) && begin == 0 &&
                       (IsCodeName(field.attributes[0].value.text) || !text.marks.empty() || told);
    if (!named || !(rest.empty() || ReadFieldAttributes(rest, 0, field) || ReadParenthesized(rest, field))) {
      Add(BlockKind::kParagraph, text.span()).text = std::move(text);
      return;
    }
    blocks_.push_back(std::move(field));
    field_ = blocks_.size() - 1;
  }

  // "(string, required)", ": string".
  static bool ReadParenthesized(const Text& rest, Block&& field) { return ReadParenthesized(rest, field); }
  static bool ReadParenthesized(const Text& rest, Block& field) {
    std::size_t begin = rest.text.find_first_not_of(" (:"), end = rest.text.size();
    for (std::string_view dash : {"\u2014 ", "\u2013 ", "- "}) {
      if (begin != std::string::npos && begin > 0 && std::string_view(rest.text).substr(begin).starts_with(dash))
        begin += dash.size();
    }
    if (begin == std::string::npos || begin == 0) return false;
    if (rest.text.ends_with(')') && rest.text.find('(') < begin) --end;
    return ReadFieldAttributes(rest.Part(begin, end), 0, field);
  }

  static bool IsFieldNode(const xmlNode* node) {
    return IsOneOf(node, {"div", "li", "section", "article"}) &&
           HasClass(node, {"param", "property", "field", "attribute"});
  }

  // The descendants with a class that says so, not in fields of their own; at most two.
  static void Parts(const xmlNode* node, std::initializer_list<std::string_view> words,
                    std::vector<const xmlNode*>& parts, int depth = 0) {
    for (const xmlNode* child = node->children; child != nullptr && depth < 12 && parts.size() < 2;
         child = child->next) {
      if (child->type != XML_ELEMENT_NODE) continue;
      const std::string classes = AsciiLower(Get(child, "class"));
      bool found = false;
      for (std::string_view one : Split(classes, ' ')) {
        for (std::string_view word : words) {
          found =
              found || one == word || one.ends_with("-" + std::string(word)) || one.ends_with("_" + std::string(word));
        }
      }
      if (found) {
        parts.push_back(child);
        continue;
      }
      // A field of its own, unless it is called a part of this one.
      if (IsFieldNode(child) &&
          !HasClass(child, {"head", "title", "row", "info", "main", "content", "wrapper", "body"}))
        continue;
      Parts(child, words, parts, depth + 1);
    }
  }

  static const xmlNode* Part(const xmlNode* node, std::initializer_list<std::string_view> words) {
    std::vector<const xmlNode*> parts;
    Parts(node, words, parts);
    return parts.empty() ? nullptr : parts[0];
  }

  bool Field(const xmlNode* node) {
    if (!IsFieldNode(node) || field_depth_ > 20) return false;
    std::vector<const xmlNode*> names;
    Parts(node, {"name", "key"}, names);
    // Several names: a list of fields. A name that was read: a part of the field around it.
    if (names.size() != 1 || !named_.insert(names[0]).second) return false;
    const xmlNode* name = names[0];
    const xmlNode* type = Part(node, {"type", "datatype"});
    if (type == nullptr || name == type) return false;
    Text named = Alone(name), typed = Alone(type);
    const std::size_t token = std::min(named.text.find_first_of(" *"), named.text.size());
    if (!IsName(std::string_view(named.text).substr(0, token)) || typed.empty()) return false;
    Block block;
    block.kind = BlockKind::kField;
    block.level = field_depth_;
    block.container = container_;
    block.span = {std::min(named.span().begin, typed.span().begin), std::max(named.span().end, typed.span().end)};
    block.attributes.push_back({"name", named.Part(0, token)});
    if (token < named.text.size()) ReadFieldAttributes(named, token, block);
    if (!block.Find("type") && !ReadFieldAttributes(typed, 0, block)) block.attributes.push_back({"type", typed});
    if (const xmlNode* required = Part(node, {"required", "optional"}); required != nullptr && !block.Find("required"))
      ReadFieldAttributes(Alone(required), 0, block);
    if (const xmlNode* place = Part(node, {"in", "location"}); place != nullptr && !block.Find("in"))
      ReadFieldAttributes(Alone(place), 0, block);
    if (const xmlNode* standard = Part(node, {"default"}); standard != nullptr && !block.Find("default")) {
      const Text text = Alone(standard);
      if (!ReadFieldAttributes(text, 0, block)) block.attributes.push_back({"default", text});
    }
    if (const xmlNode* description = Part(node, {"description", "desc"}))
      block.text = Alone(description);
    else if (const xmlNode* paragraph = FirstParagraph(node, 0))
      block.text = Alone(paragraph);
    if (!block.text.empty()) block.span.end = std::max(block.span.end, block.text.span().end);
    blocks_.push_back(std::move(block));
    ++field_depth_;
    NestedFields(node, 0);
    --field_depth_;
    return true;
  }

  static const xmlNode* FirstParagraph(const xmlNode* node, int depth) {
    for (const xmlNode* child = node->children; child != nullptr && depth < 12; child = child->next) {
      if (Is(child, "p")) return child;
      if (child->type != XML_ELEMENT_NODE || IsFieldNode(child)) continue;
      if (const xmlNode* found = FirstParagraph(child, depth + 1)) return found;
    }
    return nullptr;
  }

  void NestedFields(const xmlNode* node, int depth) {
    for (const xmlNode* child = node->children; child != nullptr && depth < 40; child = child->next) {
      if (child->type == XML_ELEMENT_NODE && !(IsFieldNode(child) && Field(child))) NestedFields(child, depth + 1);
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  const document::Source& source_;
  xmlDoc* document_;
  std::vector<Text> texts_;
  std::vector<Block> blocks_;
  Text inline_;
  std::string container_;
  bool alone_ = false;        // all that is met is text
  int depth_ = 0, item_ = 0;  // of lists; the level of the item that has no text yet
  int field_depth_ = 0;
  std::size_t field_ = kNone;  // the block that the next text describes
  std::size_t cells_ = 0;
  std::set<const xmlNode*> named_;                              // the names of fields
  std::map<const xmlNode*, ShownOperation> operations_;         // by the element that has both
  std::set<const xmlNode*> told_;                               // nodes that are blocks, or parts of some, already
  std::vector<std::pair<const xmlNode*, std::string>> lifted_;  // code of the table that is read, with its title
  std::string written_;
  int outer_level_ = 0;              // of the last heading outside of shown operations
  int inner_level_ = 0;              // the least one of headings inside of the operation that is read; 0: none is
  const xmlNode* inside_ = nullptr;  // its element
};

}  // namespace

std::vector<Block> ReadHtml(const document::Source& source) {
  { const SourceText checked(source); }  // refuses tags that the parser would spend minutes on
  const std::string& text = source.text();
  const int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
      htmlReadMemory(text.data(), static_cast<int>(std::min<std::size_t>(text.size(), 1u << 30)), "page.html", "UTF-8",
                     options),
      xmlFreeDoc);
  if (document == nullptr) return {};
  return HtmlReader(source, document.get()).Read();
}

}  // namespace plumbline::page
