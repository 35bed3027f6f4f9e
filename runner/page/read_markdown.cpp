// CommonMark and GitHub's extensions by cmark-gfm, over the text that mdx.h lays out.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>

#include "base/regex.h"
#include "base/text.h"
#include "page/blueprint.h"
#include "page/curl.h"
#include "page/fence_info.h"
#include "page/front_matter.h"
#include "page/html_fragment.h"
#include "page/inline_source.h"
#include "page/markdoc_table.h"
#include "page/mdx.h"
#include "page/page.h"
#include "page/prose.h"
#include "page/tag.h"

namespace plumbline::page {
namespace {

constexpr int kDeepestHeading = 6;

using Tree = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Iterator = std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)>;

Tree Parse(std::string_view text) {
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  (void)registered;
  const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser(cmark_parser_new(CMARK_OPT_SOURCEPOS),
                                                                           cmark_parser_free);
  for (const char* extension : {"table", "strikethrough", "autolink", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(extension));
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return {cmark_parser_finish(parser.get()), cmark_node_free};
}

std::string_view TypeOf(cmark_node* node) { return cmark_node_get_type_string(node); }
std::string_view LiteralOf(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal ? literal : "";
}

// What a component in a line shows, where it is a method of HTTP.
const Tag::Property* MethodOf(const Tag& tag) {
  for (const char* name : {"text", "method", "label"}) {
    const Tag::Property* shown = tag.Find(name);
    if (shown != nullptr && !shown->expression && IsMethod(shown->value.text)) return shown;
  }
  return nullptr;
}

// The inlines of `parent`, which the parser found in `source`.
Text InlinesOf(cmark_node* parent, const InlineText& source) {
  Text text;
  InlineCursor cursor(source);
  std::vector<std::size_t> open;  // marks of emphasis and links around the place
  std::vector<std::size_t> html;  // marks that an HTML tag opened
  const auto begin = [&](Mark::Kind kind, std::string target, std::vector<std::size_t>& stack) {
    stack.push_back(text.marks.size());
    text.marks.push_back({kind, text.text.size(), text.text.size(), std::move(target)});
  };
  const auto end = [&](std::vector<std::size_t>& stack) {
    if (stack.empty()) return;
    text.marks[stack.back()].end = text.text.size();
    stack.pop_back();
  };
  const auto inline_html = [&](std::string_view literal) {
    const std::size_t page = cursor.page();
    cursor.Html(literal);
    const auto tag = ReadTag(literal, 0, literal.size());
    if (!tag) return;
    const std::string name = AsciiLower(tag->name);
    if (name == "br") return AppendReplaced(text, " ", page);
    const bool is_code = name == "code" || name == "kbd" || name == "tt", is_strong = name == "strong" || name == "b";
    if (is_code || is_strong || name == "em" || name == "i") {
      if (tag->form == Tag::Form::kOpen && html.size() < 32)
        begin(is_code ? Mark::Kind::kCode : is_strong ? Mark::Kind::kStrong : Mark::Kind::kEmphasis, "", html);
      if (tag->form == Tag::Form::kClose) end(html);
    } else if (const Tag::Property* method = MethodOf(*tag)) {
      AppendProse(text, method->value.text, page);  // <Badge text="POST" />
    } else if (tag->form == Tag::Form::kOpen && tag->properties.empty() && text.text.ends_with('/')) {
      AppendProse(text, literal, page);  // a placeholder: /calls/<id>
    }
  };

  const Iterator iterator(cmark_iter_new(parent), cmark_iter_free);
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (node == parent) continue;
    const bool enters = event == CMARK_EVENT_ENTER;
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
      cursor.Literal(text, LiteralOf(node));
    } else if (type == CMARK_NODE_CODE) {
      begin(Mark::Kind::kCode, "", open);
      cursor.Code(text, LiteralOf(node));
      end(open);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      cursor.Break(text);
    } else if (type == CMARK_NODE_HTML_INLINE) {
      inline_html(LiteralOf(node));
    } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
      const bool strong = type == CMARK_NODE_STRONG;
      if (enters) begin(strong ? Mark::Kind::kStrong : Mark::Kind::kEmphasis, "", open);
      cursor.Delimiter(strong ? 2 : 1);
      if (!enters) end(open);
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      if (enters) {
        if (type == CMARK_NODE_LINK) begin(Mark::Kind::kLink, cmark_node_get_url(node), open);
        cursor.LinkOpens();
      } else {
        if (type == CMARK_NODE_LINK) end(open);
        cursor.LinkCloses();
      }
    } else if (TypeOf(node) == "strikethrough") {
      cursor.Tildes();
    }
  }
  while (!html.empty()) end(html);
  TrimEnd(text);
  return text;
}

// A line of a table between its pipes, GFM 4.10: `\|` is no pipe.
std::vector<InlineText> CellsOf(std::string_view line, const Layout& layout, std::size_t begin) {
  std::vector<InlineText> cells;
  std::size_t at = std::min(line.find_first_not_of(" \t"), line.size());
  if (at < line.size() && line[at] == '|') ++at;
  std::size_t last = std::min(line.find_last_not_of(" \t") + 1, line.size());
  while (at < last) {
    std::size_t end = at;
    while (end < last && line[end] != '|')
      end += line[end] == '\\' && end + 1 < last && std::ispunct(static_cast<unsigned char>(line[end + 1])) ? 2 : 1;
    InlineText cell;
    std::size_t from = at, to = std::min(end, last);
    while (from < to && (line[from] == ' ' || line[from] == '\t')) ++from;
    while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\t')) --to;
    for (std::size_t run = from; run < to;) {
      const std::size_t escaped = std::min(line.substr(0, to).find("\\|", run), to);
      // Pieces of the layout may part the line too.
      for (std::size_t part = run; part < escaped;) {
        const auto after =
            std::upper_bound(layout.pieces.begin(), layout.pieces.end(), begin + part,
                             [](std::size_t offset, const Layout::Piece& piece) { return offset < piece.text; });
        const std::size_t until = after == layout.pieces.end() ? escaped : std::min(escaped, after->text - begin);
        cell.Append(line.substr(part, until - part), layout.PageOf(begin + part));
        part = until;
      }
      run = escaped == to ? to : escaped + 1;
      if (run < to) {
        cell.Append("|", layout.PageOf(begin + run));
        ++run;
      }
    }
    cells.push_back(std::move(cell));
    at = end + 1;
  }
  return cells;
}

bool IsDelimiterRow(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find_first_not_of("|:->\t ") == std::string_view::npos;
}

class MarkdownReader {
 public:
  MarkdownReader(std::string_view page, Layout layout) : page_(page), layout_(std::move(layout)) {}

  std::vector<Block> Read() {
    const Tree tree = Parse(layout_.text);
    const Iterator iterator(cmark_iter_new(tree.get()), cmark_iter_free);
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const bool enters = event == CMARK_EVENT_ENTER;
      switch (cmark_node_get_type(node)) {
        case CMARK_NODE_BLOCK_QUOTE: {
          if (enters)
            quotes_.push_back({"quote", static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1)) - 1});
          else
            quotes_.pop_back();
          continue;
        }
        case CMARK_NODE_LIST:
          list_depth_ += enters ? 1 : -1;
          continue;
        default:
          break;
      }
      if (!enters) continue;
      const std::string_view type = TypeOf(node);
      const bool reads =
          type == "paragraph" || type == "heading" || type == "code_block" || type == "html_block" || type == "table";
      if (!reads) continue;
      Insert(LineOf(cmark_node_get_start_line(node) < 1 && cmark_node_next(node) ? cmark_node_next(node) : node));
      if (type == "code_block")
        ReadCode(node);
      else if (type == "html_block")
        ReadHtmlBlock(node);
      else if (type == "table")
        ReadTable(node);
      else
        ReadInlines(node, type == "heading");
      // What is inside was read.
      cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
    }
    Insert(layout_.line_starts.size());
    return std::move(blocks_);
  }

 private:
  std::size_t LineOf(cmark_node* node) const {
    return std::min(static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1)) - 1, LastLine());
  }
  std::size_t EndLineOf(cmark_node* node) const {
    return std::max(LineOf(node),
                    std::min(static_cast<std::size_t>(std::max(cmark_node_get_end_line(node), 1)) - 1, LastLine()));
  }
  std::size_t LastLine() const { return layout_.line_starts.empty() ? 0 : layout_.line_starts.size() - 1; }
  std::string_view LineText(std::size_t line) const {
    return std::string_view(layout_.text)
        .substr(layout_.line_starts[line], layout_.LineEnd(line) - layout_.line_starts[line]);
  }
  std::size_t StartOf(cmark_node* node) const {
    const std::size_t line = LineOf(node);
    return std::min(
        layout_.line_starts[line] + static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1)) - 1,
        layout_.LineEnd(line));
  }

  // The byte of line `line` where the content of block quotes and indentation begin to be the block's own.
  std::size_t ContentOf(std::size_t line) const {
    const std::string_view text = LineText(line);
    std::size_t at = 0;
    const auto skip = [&] {
      while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    };
    skip();
    // Farther to the right it is text of a line that goes on without the quote's mark.
    std::size_t columns = 0;
    for (char c : text.substr(0, at)) columns += c == '\t' ? 4 - columns % 4 : 1;
    if (!quotes_.empty() && columns >= quotes_.front().column + 4) return layout_.line_starts[line] + at;
    for (std::size_t quote = 0; quote < quotes_.size() && at < text.size() && text[at] == '>'; ++quote) {
      ++at;
      skip();
    }
    return layout_.line_starts[line] + at;
  }

  void AppendSource(InlineText& source, std::size_t begin, std::size_t end) const {
    while (begin < end) {
      const auto after =
          std::upper_bound(layout_.pieces.begin(), layout_.pieces.end(), begin,
                           [](std::size_t offset, const Layout::Piece& piece) { return offset < piece.text; });
      const std::size_t until = after == layout_.pieces.end() ? end : std::min(end, after->text);
      source.Append(std::string_view(layout_.text).substr(begin, until - begin), layout_.PageOf(begin));
      begin = until;
    }
  }

  const Component* ComponentAt(std::size_t line) const {
    const std::size_t component = layout_.line_components[line];
    return component == kNoComponent ? nullptr : &layout_.components[component];
  }
  const Component* ParentOf(const Component* component) const {
    return component->parent == kNoComponent ? nullptr : &layout_.components[component->parent];
  }

  // Over a part of the layout's text, without white space at its end.
  Block BlockOver(BlockKind kind, std::size_t begin, std::size_t end) const {
    while (end > begin &&
           (layout_.text[end - 1] == ' ' || layout_.text[end - 1] == '\n' || layout_.text[end - 1] == '\t'))
      --end;
    const std::size_t from = layout_.PageOf(begin), to = end > begin ? layout_.PageOf(end - 1) + 1 : from;
    return BlockAt(kind, from, to);
  }

  // Where the block stands: its container and the title of what holds it.
  void Place(Block& block, const Component* component) const {
    for (const Component* up = component; up; up = ParentOf(up)) {
      const bool is_text = up->heading > 0 || up->is_item || up->name == "p" || up->name == "div" || up->name == "ul" ||
                           up->name == "ol";
      if (block.container.empty() && !is_text) block.container = up->name;
      // A tab "201" with a tab "Example" in it: the status tells more.
      static const Regex kStatus(R"([1-5]\d\d\b.*)");
      if (block.title.empty() || (kStatus.Full(up->title) && !kStatus.Full(block.title))) block.title = up->title;
    }
    if (!quotes_.empty()) block.container = quotes_.back().container;
  }

  // Fields and what was taken out, up to the line.
  void Insert(std::size_t line) {
    while (true) {
      const bool component =
          next_component_ < layout_.components.size() && layout_.components[next_component_].line <= line;
      const bool taken = next_taken_ < layout_.taken_out.size() && layout_.taken_out[next_taken_].line <= line;
      if (!component && !taken) return;
      if (component && (!taken || layout_.components[next_component_].line <= layout_.taken_out[next_taken_].line)) {
        Component& opened = layout_.components[next_component_++];
        fields_.push_back(blocks_.size());
        if (opened.field)
          blocks_.push_back(*opened.field);
        else if (opened.endpoint)
          blocks_.push_back(*opened.endpoint);
      } else {
        TakenOut& out = layout_.taken_out[next_taken_++];
        if (out.block.kind == BlockKind::kTable && out.block.rows.empty()) continue;
        Place(out.block, out.component == kNoComponent ? nullptr : &layout_.components[out.component]);
        Keep(std::move(out.block), out.component == kNoComponent ? nullptr : &layout_.components[out.component]);
      }
    }
  }

  // Sentences inside a field are its description; other blocks follow it.
  void Keep(Block block, const Component* component) {
    if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem) {
      if (block.text.empty()) return;
      for (const Component* up = component; up; up = ParentOf(up)) {
        if (!up->field) continue;
        AppendSentence(blocks_[fields_[static_cast<std::size_t>(up - layout_.components.data())]].text, block.text);
        return;
      }
    }
    blocks_.push_back(std::move(block));
  }

  void ReadInlines(cmark_node* node, bool is_heading) {
    // Lines that a table turned out to begin under have no place of their own; the table has it.
    cmark_node* table = cmark_node_get_start_line(node) < 1 ? cmark_node_next(node) : nullptr;
    cmark_node* placed = table ? table : node;
    const std::size_t first = LineOf(placed), last = table ? std::max(first, HeaderOf(table) - 1) : EndLineOf(node);
    InlineText source;
    std::size_t begin = StartOf(placed);
    const std::size_t start = begin;
    if (is_heading && begin < layout_.LineEnd(first) && layout_.text[begin] == '#') {
      while (layout_.text[begin] == '#') ++begin;
    }
    while (begin < layout_.LineEnd(first) && (layout_.text[begin] == ' ' || layout_.text[begin] == '\t')) ++begin;
    AppendSource(source, begin, layout_.LineEnd(first) + 1);
    for (std::size_t line = first + 1; line <= last; ++line)
      AppendSource(source, ContentOf(line), layout_.LineEnd(line) + 1);

    cmark_node* parent = cmark_node_parent(node);
    const bool in_item = parent && (cmark_node_get_type(parent) == CMARK_NODE_ITEM || TypeOf(parent) == "tasklist") &&
                         cmark_node_first_child(parent) == node;
    Block block = BlockOver(BlockKind::kParagraph, in_item ? StartOf(parent) : start, layout_.LineEnd(last));
    block.text = InlinesOf(node, source);
    const Component* component = ComponentAt(first);
    if (is_heading) {
      block.kind = BlockKind::kHeading;
      block.level = cmark_node_get_heading_level(node);
    } else if (in_item) {
      block.kind = BlockKind::kListItem;
      block.level = list_depth_;
    }
    for (const Component* up = component; up && block.kind == BlockKind::kParagraph; up = ParentOf(up)) {
      if (up->heading > 0)
        block.kind = BlockKind::kHeading, block.level = up->heading;
      else if (up->is_item)
        block.kind = BlockKind::kListItem;
      else
        continue;
      for (const Component* item = up; item && up->is_item; item = ParentOf(item)) block.level += item->is_item ? 1 : 0;
    }
    if (block.kind == BlockKind::kHeading) DropAnchor(block.text);
    if (block.kind == BlockKind::kHeading && IsTab(block.text)) block.level = kDeepestHeading;
    if (block.kind == BlockKind::kParagraph && !quotes_.empty()) TakeAlert(block.text);
    if (block.text.empty()) return;
    if (component && component->name == "summary" && component->parent != kNoComponent) {
      Component& details = layout_.components[component->parent];
      if (details.title.empty()) details.title = block.text.text;
    }
    const std::string own_title = std::move(block.title);
    Place(block, component);
    if (block.kind == BlockKind::kHeading) block.title = own_title;
    Keep(std::move(block), component);
  }

  // "# [201 - Created](#tab/created)": DocFX writes tabs as headings of the first level.
  static bool IsTab(const Text& text) {
    return text.marks.size() == 1 && text.marks[0].kind == Mark::Kind::kLink && text.marks[0].begin == 0 &&
           text.marks[0].end == text.text.size() && text.marks[0].target.starts_with("#tab/");
  }

  // "Create a call {#create-call}"
  static void DropAnchor(Text& text) {
    if (!text.text.ends_with('}')) return;
    const std::size_t open = text.text.rfind("{#");
    if (open == std::string::npos || text.text.find('}', open) + 1 != text.text.size()) return;
    text = text.Part(0, open);
    TrimEnd(text);
  }

  // "> [!WARNING]" makes the quote a callout.
  void TakeAlert(Text& text) {
    for (std::string_view alert : {"note", "tip", "important", "warning", "caution", "info", "danger", "success"}) {
      const std::string begin = AsciiLower(std::string_view(text.text).substr(0, alert.size() + 3));
      if (begin != "[!" + std::string(alert) + "]") continue;
      quotes_.back().container = std::string(alert);
      const std::size_t rest = std::min(text.text.find_first_not_of(' ', begin.size()), text.text.size());
      text = text.Part(rest, text.text.size());
      return;
    }
  }

  void ReadCode(cmark_node* node) {
    const std::size_t first = LineOf(node);
    int length = 0, offset = 0;
    char mark = 0;
    const bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0;
    std::string_view literal = LiteralOf(node);
    Text code;
    std::size_t line = first + (fenced ? 1 : 0);
    if (!fenced) {
      // Blank lines before the code are no part of it, and the first line's column may lie inside of it.
      while (line < LastLine() && Trim(LineText(line)).empty()) ++line;
    }
    for (; !literal.empty() && line <= LastLine(); ++line) {
      std::string_view part = literal.substr(0, literal.find('\n'));
      literal.remove_prefix(std::min(part.size() + 1, literal.size()));
      const std::string_view whole = LineText(line);
      // A tab that the container takes in part leaves spaces that stand nowhere.
      while (!part.empty() && !whole.ends_with(part)) part.remove_prefix(1);
      std::size_t at = layout_.LineEnd(line) - part.size();
      while (!part.empty()) {
        const auto after = std::upper_bound(layout_.pieces.begin(), layout_.pieces.end(), at,
                                            [](std::size_t o, const Layout::Piece& piece) { return o < piece.text; });
        const std::size_t taken = after == layout_.pieces.end() ? part.size() : std::min(part.size(), after->text - at);
        AppendVerbatim(code, part.substr(0, taken), layout_.PageOf(at));
        part.remove_prefix(taken);
        at += taken;
      }
      // The page may end within the code, without a line break.
      const std::size_t line_break = layout_.PageOf(layout_.LineEnd(line));
      if (line_break < page_.size()) code.Append("\n", line_break);
    }
    const std::size_t last = fenced ? std::max(EndLineOf(node), first) : std::max(line, first + 1) - 1;
    std::size_t begin = fenced ? StartOf(node) : layout_.line_starts[first];
    while (begin < layout_.LineEnd(first) && (layout_.text[begin] == ' ' || layout_.text[begin] == '\t')) ++begin;
    Block block = BlockOver(BlockKind::kCode, begin, layout_.LineEnd(last));
    block.text = std::move(code);
    if (fenced) {
      const char* info = cmark_node_get_fence_info(node);
      const FenceInfo fence = ReadFenceInfo(info ? info : "");
      block.info = fence.info;
      block.language = fence.language;
      block.title = fence.title;
    }
    const Component* component = ComponentAt(first);
    Place(block, component);
    Keep(std::move(block), component);
  }

  // What the layout did not know for a component.
  void ReadHtmlBlock(cmark_node* node) {
    const std::size_t first = LineOf(node), begin = StartOf(node), last = EndLineOf(node);
    Block block = BlockOver(BlockKind::kParagraph, begin, layout_.LineEnd(last));
    const std::size_t end = std::max<std::size_t>(block.span.end, block.span.begin);
    block.text = ReadHtmlText(page_, block.span.begin, end);
    if (page_.substr(block.span.begin).starts_with("<!") || page_.substr(block.span.begin).starts_with("<?")) return;
    const Component* component = ComponentAt(first);
    Place(block, component);
    Keep(std::move(block), component);
  }

  // The line of a table's header: the first one over a delimiter row.
  std::size_t HeaderOf(cmark_node* table) const {
    std::size_t header = LineOf(table);
    while (header + 1 < LastLine() && !IsDelimiterRow(LineText(header + 1))) ++header;
    return header;
  }

  void ReadTable(cmark_node* node) {
    const std::size_t header = HeaderOf(node), last = std::max(header, EndLineOf(node));
    const Component* component = ComponentAt(header);
    Block block = BlockOver(BlockKind::kTable, ContentOf(header), layout_.LineEnd(last));
    std::size_t width = 0, line = header;
    for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
      Row& out = block.rows.emplace_back();
      out.is_header = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
      line = out.is_header ? header : LineOf(row);
      const std::size_t begin =
          std::max(ContentOf(line), out.is_header ? std::min(layout_.LineEnd(line), StartInLine(node, line)) : 0);
      const std::vector<InlineText> cells =
          CellsOf(std::string_view(layout_.text).substr(begin, layout_.LineEnd(line) - begin), layout_, begin);
      cmark_node* cell = cmark_node_first_child(row);
      for (const InlineText& source : cells) {
        out.cells.push_back(cell ? InlinesOf(cell, source) : LoneCell(source));
        if (cell) cell = cmark_node_next(cell);
      }
      width = std::max(width, out.cells.size());
    }
    if (width * block.rows.size() <= 4'000'000) {
      for (Row& row : block.rows) row.cells.resize(width);
    }
    Place(block, component);
    Keep(std::move(block), component);
  }

  // Behind a list marker the table's column says where its first line begins.
  std::size_t StartInLine(cmark_node* node, std::size_t line) const { return line == LineOf(node) ? StartOf(node) : 0; }

  // A cell past those of the header, which GFM drops.
  static Text LoneCell(const InlineText& source) {
    if (source.text.empty()) return {};
    const bool plain =
        source.text.find_first_of("\\`*_[<&!~:@") == std::string::npos && source.text.find("www.") == std::string::npos;
    const Tree tree = plain ? Tree(nullptr, cmark_node_free) : Parse(source.text);
    cmark_node* paragraph = tree ? cmark_node_first_child(tree.get()) : nullptr;
    if (paragraph && cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH && !cmark_node_next(paragraph))
      return InlinesOf(paragraph, source);
    Text text;  // as it is: plain, or what would be a block of its own, such as "- x"
    for (std::size_t i = 0; i < source.pieces.size(); ++i) {
      const std::size_t end = i + 1 < source.pieces.size() ? source.pieces[i + 1].text : source.text.size();
      AppendProse(text, std::string_view(source.text).substr(source.pieces[i].text, end - source.pieces[i].text),
                  source.pieces[i].page);
    }
    TrimEnd(text);
    return text;
  }

  std::string_view page_;
  Layout layout_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> fields_;  // of each component: the block of its field
  struct Quote {
    std::string container;
    std::size_t column = 0;
  };
  std::vector<Quote> quotes_;  // around the place
  int list_depth_ = 0;
  std::size_t next_component_ = 0, next_taken_ = 0;
};

}  // namespace

std::vector<Block> ReadMarkdown(const document::Source& source) {
  const std::string_view page = source.text();
  std::vector<Block> blocks;
  std::size_t begin = page.starts_with("\uFEFF") ? 3 : 0;
  if (auto front_matter = ReadFrontMatter(page)) {
    begin = front_matter->span.end;
    if (auto operation = ReadOperation(page, *front_matter)) {
      blocks.push_back(std::move(*front_matter));
      blocks.push_back(std::move(*operation));
    } else {
      blocks.push_back(std::move(*front_matter));
    }
  }
  std::vector<Block> rest = MarkdownReader(page, LayOut(page, begin)).Read();
  std::move(rest.begin(), rest.end(), std::back_inserter(blocks));
  FoldListTables(source, blocks);
  return IsBlueprint(blocks) ? ReadBlueprint(std::move(blocks)) : blocks;
}

}  // namespace plumbline::page
