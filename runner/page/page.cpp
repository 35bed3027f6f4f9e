#include "page/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {

std::string_view FormatName(Format format) {
  switch (format) {
    case Format::kMarkdown:
      return "markdown";
    case Format::kHtml:
      return "html";
    case Format::kRst:
      return "rst";
    case Format::kText:
      return "text";
  }
  return "";
}

void Text::Append(std::string_view more, std::size_t page) {
  if (more.empty()) return;
  const bool continues = !anchors.empty() && anchors.back().page + (text.size() - anchors.back().text) == page;
  if (!continues) anchors.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(page)});
  text += more;
}

document::Span Text::SpanOf(std::size_t begin, std::size_t end) const {
  if (anchors.empty()) return {};
  const auto page_of = [&](std::size_t at) {
    auto after = std::upper_bound(anchors.begin(), anchors.end(), at,
                                  [](std::size_t offset, const Anchor& anchor) { return offset < anchor.text; });
    const auto next = after;
    if (after != anchors.begin()) --after;
    const auto offset = static_cast<std::uint32_t>(at) - after->text;
    // A text that stands for fewer bytes than it has reaches no further than to what comes next.
    if (next == anchors.end() || next == after || next->page < after->page) return after->page + offset;
    return after->page + std::min(offset, next->page - after->page);
  };
  if (begin >= end) return {page_of(begin), page_of(begin)};
  return {page_of(begin), page_of(end - 1) + 1};
}

Text Text::Part(std::size_t begin, std::size_t end) const {
  Text part;
  end = std::min(end, text.size());
  if (begin >= end) return part;
  part.text = text.substr(begin, end - begin);
  const auto after = std::upper_bound(anchors.begin(), anchors.end(), begin,
                                      [](std::size_t offset, const Anchor& anchor) { return offset < anchor.text; });
  for (auto i = static_cast<std::size_t>(after - anchors.begin()) - (after == anchors.begin() ? 0 : 1);
       i < anchors.size() && anchors[i].text < end; ++i) {
    const std::size_t from = std::max<std::size_t>(begin, anchors[i].text);
    part.anchors.push_back({static_cast<std::uint32_t>(from - begin),
                            anchors[i].page + static_cast<std::uint32_t>(from - anchors[i].text)});
  }
  for (const Mark& mark : marks) {
    if (mark.end <= begin || mark.begin >= end) continue;
    part.marks.push_back(
        {mark.kind, std::max(mark.begin, begin) - begin, std::min(mark.end, end) - begin, mark.target});
  }
  return part;
}

bool Text::IsMarked(Mark::Kind kind, std::size_t begin, std::size_t end) const {
  return std::any_of(marks.begin(), marks.end(),
                     [&](const Mark& mark) { return mark.kind == kind && mark.begin <= begin && end <= mark.end; });
}

const Text* Block::Find(std::string_view attribute) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == attribute; });
  return found == attributes.end() ? nullptr : &found->value;
}

Place Page::Quote(document::Span span, std::string note) const {
  return document::QuoteSpan(source, span, "", std::move(note));
}

Format FormatOf(std::string_view name, std::string_view text) {
  const std::string lower = AsciiLower(name);
  for (std::string_view ending : {".md", ".mdx", ".markdown"}) {
    if (lower.ends_with(ending)) return Format::kMarkdown;
  }
  for (std::string_view ending : {".html", ".htm", ".xhtml"}) {
    if (lower.ends_with(ending)) return Format::kHtml;
  }
  if (lower.ends_with(".rst")) return Format::kRst;
  const std::string_view begin = Trim(text.substr(0, 4096));
  if (begin.starts_with('<') && (AsciiLower(begin.substr(0, 15)).starts_with("<!doctype html") ||
                                 AsciiLower(begin).find("<html") != std::string::npos)) {
    return Format::kHtml;
  }
  // Fences, headings of # and pipe tables tell Markdown whatever the name says.
  bool fence = false, heading = false, table = false, directive = false, underline = false, markup = false;
  // Underlined headings alone are plain text, too: literal blocks, roles and tables of signs are not.
  static const Regex kMarkup(R"(\w::$|:[a-z]+:`|^=+(?: +=+)+$|^\+[-=]+(?:\+[-=]+)*\+$|``[^`]+``|`[^`]+`_)");
  std::string_view before;
  for (std::string_view line : Split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view trimmed = Trim(line);
    if (trimmed.starts_with("```") || trimmed.starts_with("~~~")) fence = true;
    const std::size_t hashes = line.find_first_not_of('#');
    if (hashes != std::string_view::npos && hashes >= 1 && hashes <= 6 && line[hashes] == ' ') heading = true;
    if (trimmed.size() > 4 && trimmed.starts_with('|') && trimmed.find_first_not_of("|-: ") == std::string_view::npos)
      table = true;
    if (trimmed.starts_with(".. ") && trimmed.find("::") != std::string_view::npos) directive = true;
    if (trimmed.size() >= 3 && trimmed.size() + 1 >= Trim(before).size() && !Trim(before).empty() &&
        trimmed.find_first_not_of(trimmed[0]) == std::string_view::npos &&
        std::string_view("=-~^*\"").find(trimmed[0]) != std::string_view::npos && trimmed[0] == '=') {
      underline = true;
    }
    markup = markup || kMarkup.In(trimmed);
    before = line;
  }
  if (directive || (underline && markup && !fence && !heading)) return Format::kRst;
  if (fence || heading || table) return Format::kMarkdown;
  return Format::kText;
}

Page ReadPage(std::string name, std::string text, const document::Limits& limits) {
  if (text.size() > limits.max_bytes) {
    throw Error({.file = name},
                fmt::format("the page has {} bytes; at most {} are read", text.size(), limits.max_bytes));
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    throw Error(document::Source(std::move(name), std::move(text)).LocationOf(nul),
                "a NUL byte: this is no page of text");
  }
  if (const auto invalid = FindInvalidUtf8(text)) {
    throw Error(document::Source(std::move(name), std::move(text)).LocationOf(*invalid),
                "this is not UTF-8: save the page as UTF-8");
  }
  Page page{document::Source(std::move(name), std::move(text)), Format::kText, {}};
  page.format = FormatOf(page.source.name(), page.source.text());
  switch (page.format) {
    case Format::kMarkdown:
      page.blocks = ReadMarkdown(page.source);
      break;
    case Format::kHtml:
      page.blocks = ReadHtml(page.source);
      break;
    case Format::kRst:
      page.blocks = ReadRst(page.source);
      break;
    case Format::kText:
      page.blocks = ReadPlainText(page.source);
      break;
  }
  return page;
}

namespace {

std::string_view KindName(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kListItem:
      return "item";
    case BlockKind::kCode:
      return "code";
    case BlockKind::kTable:
      return "table";
    case BlockKind::kField:
      return "field";
    case BlockKind::kFrontMatter:
      return "front matter";
  }
  return "";
}

// On one line, with what is marked as code in backticks, as strong in asterisks, links as [text](target).
std::string Marked(const Text& text) {
  std::vector<const Mark*> opening, closing;
  for (const Mark& mark : text.marks) opening.push_back(&mark);
  closing.assign(opening.rbegin(), opening.rend());
  std::erase_if(closing, [](const Mark* mark) { return mark->begin == mark->end; });
  std::stable_sort(opening.begin(), opening.end(), [](const Mark* a, const Mark* b) { return a->begin < b->begin; });
  std::stable_sort(closing.begin(), closing.end(), [](const Mark* a, const Mark* b) { return a->end < b->end; });
  std::string out;
  auto open = opening.begin(), close = closing.begin();
  for (std::size_t i = 0; i <= text.text.size(); ++i) {
    for (; close != closing.end() && (*close)->end <= i; ++close) {
      const Mark& mark = **close;
      out += mark.kind == Mark::Kind::kCode       ? "`"
             : mark.kind == Mark::Kind::kStrong   ? "**"
             : mark.kind == Mark::Kind::kEmphasis ? "_"
                                                  : "](" + mark.target + ")";
    }
    for (; open != opening.end() && (*open)->begin <= i; ++open) {
      const Mark& mark = **open;
      out += mark.kind == Mark::Kind::kCode       ? "`"
             : mark.kind == Mark::Kind::kStrong   ? "**"
             : mark.kind == Mark::Kind::kEmphasis ? "_"
                                                  : "[";
    }
    if (i < text.text.size()) out += text.text[i] == '\n' ? std::string("⏎") : std::string(1, text.text[i]);
  }
  return out;
}

}  // namespace

std::string Print(const Page& page) {
  std::string out;
  for (const Block& block : page.blocks) {
    const SourceLocation at = page.source.LocationOf(block.span.begin);
    out += fmt::format("{}{} [{}:{}]", KindName(block.kind), block.level > 0 ? fmt::format(" {}", block.level) : "",
                       at.line, at.column);
    if (!block.container.empty()) out += fmt::format(" <{}>", block.container);
    if (!block.title.empty()) out += fmt::format(" \"{}\"", block.title);
    if (!block.info.empty()) out += fmt::format(" ({})", block.info);
    if (!block.text.empty()) out += ' ' + Marked(block.text);
    out += '\n';
    for (const Attribute& attribute : block.attributes)
      out += fmt::format("  {}: {}\n", attribute.name, Marked(attribute.value));
    for (const Row& row : block.rows) {
      std::vector<std::string> cells;
      for (const Text& cell : row.cells) cells.push_back(Marked(cell));
      out += fmt::format("  {} {}\n", row.is_header ? "||" : "|", Join(cells, " | "));
    }
  }
  return out;
}

}  // namespace plumbline::page
