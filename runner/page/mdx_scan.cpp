#include "page/mdx_scan.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "page/component.h"
#include "page/html_fragment.h"
#include "page/magic_block.h"
#include "page/tag.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMaxDepth = 200;
constexpr std::size_t kMaxTag = 16384;
constexpr std::size_t kMaxFailures = 500;  // tags sought over several lines in vain

std::size_t FirstByte(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

struct Open {
  std::size_t component = kNoComponent;
  std::string tag;  // as the closing tag has it
  std::size_t indent = 0;
  bool ends_by_indent = false;  // !!! note
};

std::size_t IndentOf(std::string_view line) {
  std::size_t columns = 0;
  for (char c : line) {
    if (c == ' ')
      ++columns;
    else if (c == '\t')
      columns += 4 - columns % 4;
    else
      break;
  }
  return columns;
}

struct Fence {
  char mark = '`';
  std::size_t length = 0;
};

std::optional<Fence> FenceAt(std::string_view text) {
  if (text.empty() || (text[0] != '`' && text[0] != '~')) return std::nullopt;
  const std::size_t length = std::min(text.find_first_not_of(text[0]), text.size());
  if (length < 3 || (text[0] == '`' && text.find('`', length) != std::string_view::npos)) return std::nullopt;
  return Fence{text[0], length};
}

// Takes a page apart into lines and components; Layout is written from them.
class Scanner {
 public:
  Scanner(std::string_view page, std::size_t begin) : page_(page) {
    for (std::size_t at = begin; at < page.size();) {
      const std::size_t next = std::min(page.find('\n', at), page.size());
      lines_.push_back({at, next > at && page[next - 1] == '\r' ? next - 1 : next});
      at = next + 1;
    }
  }

  MdxLines Scan() && {
    for (std::size_t i = 0; i < lines_.size();) i = ScanLine(i);
    while (!open_.empty()) Pop(open_.back().ends_by_indent);
    return std::move(out_);
  }

 private:
  struct Range {
    std::size_t begin, end;
  };

  std::string_view LineText(std::size_t i) const {
    return page_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }
  std::size_t Current() const { return open_.empty() ? kNoComponent : open_.back().component; }
  std::size_t LineOf(std::size_t at) const {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), at,
                                        [](std::size_t offset, const Range& line) { return offset < line.begin; });
    return static_cast<std::size_t>(after - lines_.begin()) - 1;
  }

  void Blank() { out_.lines.push_back({.begin = line_end_, .end = line_end_, .component = Current()}); }

  void Add(MdxLine::Kind kind, std::size_t begin, std::size_t end) {
    const std::size_t indent = IndentOf(page_.substr(begin, end - begin));
    out_.lines.push_back({.kind = kind, .begin = begin, .end = end, .component = Current(), .indent = indent});
    if (kind == MdxLine::Kind::kText) Note(indent);
  }
  void Note(std::size_t indent) {
    if (Current() != kNoComponent) out_.content_indents[Current()] = std::min(out_.content_indents[Current()], indent);
  }

  void TakeOut(Block block) {
    out_.taken_out.push_back({out_.lines.size(), Current(), std::move(block)});
    Blank();
  }

  void Push(Component component, std::string tag, std::size_t indent, bool ends_by_indent) {
    component.parent = Current();
    component.line = out_.lines.size();
    if (component.field) {
      for (std::size_t up = component.parent; up != kNoComponent; up = out_.components[up].parent) {
        if (!out_.components[up].field) continue;
        component.field->level = out_.components[up].field->level + 1;
        break;
      }
    }
    if (component.name == "tab" && component.parent != kNoComponent) ++out_.components[component.parent].tabs;
    Note(indent);
    Blank();
    out_.components.push_back(std::move(component));
    out_.tag_indents.push_back(indent);
    out_.content_indents.push_back(kNoIndent);
    ++open_count_[tag];
    open_.push_back({out_.components.size() - 1, std::move(tag), indent, ends_by_indent});
  }

  void Pop(bool closed) {
    --open_count_[open_.back().tag];
    out_.components[open_.back().component].is_closed = closed;
    open_.pop_back();
  }

  // The innermost open component of this tag; what is open in it was never closed, which HTML allows of <li> and <p>.
  void Close(const std::string& tag, std::size_t end) {
    Blank();
    const auto count = open_count_.find(tag);
    if (count == open_count_.end() || count->second == 0) return;
    while (open_.back().tag != tag)
      Pop(open_.back().tag == "li" || open_.back().tag == "p" || open_.back().ends_by_indent);
    out_.components[open_.back().component].span.end = static_cast<std::uint32_t>(end);
    if (auto& field = out_.components[open_.back().component].field) field->span.end = static_cast<std::uint32_t>(end);
    Pop(true);
  }

  std::size_t ScanLine(std::size_t i) {
    const std::string_view line = LineText(i);
    const std::string_view trimmed = Trim(line);
    line_end_ = lines_[i].end;
    if (trimmed.empty()) {
      Blank();
      return i + 1;
    }
    const std::size_t indent = IndentOf(line);
    while (!open_.empty() && open_.back().ends_by_indent && indent <= open_.back().indent) Pop(true);
    if (const std::size_t marked = PastMarkers(line); const auto fence = FenceAt(line.substr(marked)))
      return ScanFence(i, *fence, trimmed[0] == '>');
    if (const auto type = MagicBlockType(trimmed)) {
      if (const auto next = TakeMagicBlock(i, *type)) return *next;
    }
    if (const auto next = SkipModuleLines(i)) return *next;
    if (ScanAdmonition(i)) return i + 1;
    return ScanParts(i);
  }

  // The line behind it; nothing where it is not closed before the next one opens, or holds no JSON.
  std::optional<std::size_t> TakeMagicBlock(std::size_t i, std::string_view type) {
    std::size_t end = i + 1;
    while (end < lines_.size() && Trim(LineText(end)) != "[/block]" && !MagicBlockType(LineText(end))) ++end;
    if (end == lines_.size() || end == i + 1 || MagicBlockType(LineText(end))) return std::nullopt;
    auto blocks = ReadMagicBlock(page_, type, lines_[i + 1].begin, lines_[end - 1].end);
    if (!blocks) return std::nullopt;
    for (Block& block : *blocks) out_.taken_out.push_back({out_.lines.size(), Current(), std::move(block)});
    Blank();
    return end + 1;
  }

  std::size_t ScanFence(std::size_t i, Fence fence, bool quoted) {
    std::size_t end = FenceEnd(i, fence, quoted);
    bool closed = end < lines_.size();
    if (!open_.empty() && !open_.back().ends_by_indent) {
      // A fence that is never closed ends with what holds it; so does one whose component closes to the left of it.
      const std::string closer = "</" + open_.back().tag + ">";
      const std::size_t indent = IndentOf(LineText(i)), last = end;
      for (std::size_t j = i + 1; j < last && end == last; ++j) {
        if (Trim(LineText(j)).starts_with(closer) && (!closed || IndentOf(LineText(j)) < indent))
          end = j, closed = false;
      }
    }
    Add(MdxLine::Kind::kText, lines_[i].begin, lines_[i].end);
    const bool has_end_line = closed && !(quoted && !Trim(LineText(end)).starts_with('>'));
    for (std::size_t j = i + 1; j < end + (has_end_line ? 1 : 0) && j < lines_.size(); ++j)
      Add(MdxLine::Kind::kCode, lines_[j].begin, lines_[j].end);
    if (!closed && end < lines_.size()) {
      // In the fence's own words, as nothing in the page ends it.
      out_.lines.push_back({.kind = MdxLine::Kind::kFenceEnd,
                            .begin = lines_[i].begin,
                            .end = lines_[i].end,
                            .component = Current(),
                            .fence_length = fence.length});
    }
    return has_end_line ? end + 1 : end;
  }

  // The line that closes the fence, or the first one past the quote that holds it; as many as there are lines: never
  // closed.
  std::size_t FenceEnd(std::size_t i, Fence fence, bool quoted) {
    std::size_t& none_from = fence.mark == '`' ? no_backticks_from_ : no_tildes_from_;
    if (!quoted && fence.length >= none_from) return lines_.size();
    for (std::size_t j = i + 1; j < lines_.size(); ++j) {
      std::string_view line = Trim(LineText(j));
      if (quoted && !line.starts_with('>')) return j;
      while (quoted && line.starts_with('>')) line = Trim(line.substr(1));
      if (line.size() >= fence.length && line.find_first_not_of(fence.mark) == std::string_view::npos) return j;
    }
    none_from = std::min(none_from, fence.length);
    return lines_.size();
  }

  // import … from '…', export const …: they end with a blank line.
  std::optional<std::size_t> SkipModuleLines(std::size_t i) {
    const std::string_view line = LineText(i);
    if (!open_.empty()) return std::nullopt;
    bool module = false;
    if (line.starts_with("import ") || line.starts_with("import{")) {
      const std::string_view rest = Trim(line.substr(6));
      for (std::size_t j = i; j < std::min(i + 40, lines_.size()) && !Trim(LineText(j)).empty(); ++j) {
        module = module || LineText(j).find("from '") != std::string_view::npos ||
                 LineText(j).find("from \"") != std::string_view::npos;
      }
      const bool bare = rest.starts_with('\'') || rest.starts_with('"');
      module = bare || (module && (rest[0] == '{' || rest[0] == '*' || rest.find(" from ") != std::string_view::npos));
    } else if (line.starts_with("export ")) {
      const std::string_view rest = Trim(line.substr(7));
      for (std::string_view word :
           {"const ", "let ", "var ", "function ", "async function ", "default function", "default ("}) {
        module = module || (rest.starts_with(word) && line.find_first_of("=({") != std::string_view::npos);
      }
      module = module || rest.starts_with("{") || rest.starts_with("* from");
    }
    if (!module) return std::nullopt;
    long depth = 0;
    std::size_t j = i;
    for (; j < lines_.size() && j < i + 500; ++j) {
      if (depth <= 0 && Trim(LineText(j)).empty()) break;
      for (char c : LineText(j))
        depth += c == '{' || c == '(' || c == '[' ? 1 : c == '}' || c == ')' || c == ']' ? -1 : 0;
    }
    if (depth > 0) {
      for (j = i; j < lines_.size() && !Trim(LineText(j)).empty();) ++j;
    }
    Blank();
    return j;
  }

  // :::note Title, ::: tip, :::warning[Title], !!! note "Title", === "Tab"; and the colons that close.
  bool ScanAdmonition(std::size_t i) {
    const std::string_view line = Trim(LineText(i));
    const std::size_t at = lines_[i].begin + FirstByte(LineText(i));
    Component component;
    component.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(lines_[i].end)};
    const bool colons = line.starts_with(":::");
    if (!colons && !line.starts_with("!!! ") && !line.starts_with("???") && !line.starts_with("=== \"")) return false;
    std::string_view rest = Trim(line.substr(colons ? std::min(line.find_first_not_of(':'), line.size()) : 3));
    if (line.starts_with("???") && rest.starts_with('+')) rest = Trim(rest.substr(1));
    if (colons && rest.empty()) {
      if (open_count_[":::"] == 0) return false;
      Close(":::", lines_[i].end);
      return true;
    }
    if (line.starts_with("=== ")) {
      component.name = "tab";
    } else {
      std::size_t length = 0;
      while (length < rest.size() &&
             (((rest[length] | 32) >= 'a' && (rest[length] | 32) <= 'z') || rest[length] == '-'))
        ++length;
      if (length == 0) return false;
      component.name = AsciiLower(rest.substr(0, length));
      rest = Trim(rest.substr(length));
    }
    if (const std::size_t title = rest.find("title="); rest.starts_with('{') && title != std::string_view::npos)
      rest = rest.substr(title + 6);
    if (rest.starts_with('{')) rest = {};
    const std::size_t first = rest.find_first_not_of("\"'["), last = rest.find_last_not_of("\"']}");
    if (first != std::string_view::npos && last != std::string_view::npos && first <= last)
      component.title = rest.substr(first, last - first + 1);
    if (open_.size() >= kMaxDepth)
      Blank();
    else
      Push(std::move(component), colons ? ":::" : "!!!", IndentOf(LineText(i)), !colons);
    return true;
  }

  // Tags at the line's beginning, the text after them, closing tags at its end.
  std::size_t ScanParts(std::size_t i) {
    const std::size_t indent = IndentOf(LineText(i)), outer = Current();
    std::size_t at = lines_[i].begin;
    bool first = true;
    for (std::size_t parts = 0;; ++parts) {
      const std::size_t end = lines_[i].end;
      std::size_t begin = at;
      while (begin < end && (page_[begin] == ' ' || page_[begin] == '\t')) ++begin;
      if (begin >= end) return i + 1;
      if (parts < kMaxPartsOfLine) {
        if (const auto after = ScanTag(begin, end, indent)) {
          i = LineOf(*after - 1);
          at = *after;
          first = false;
          continue;
        }
      }
      // Text up to where the innermost component closes.
      std::size_t close = std::string_view::npos;
      if (!open_.empty() && parts < kMaxPartsOfLine) {
        const std::string tag = open_.back().tag;
        close = page_.substr(0, end).find("</" + tag + ">", begin);
      }
      const std::size_t until = std::min(close, end);
      if (first) {
        Add(MdxLine::Kind::kText, at, until);
      } else {
        out_.lines.push_back({.kind = MdxLine::Kind::kInline,
                              .begin = begin,
                              .end = until,
                              .component = Current(),
                              .outer = outer,
                              .indent = indent});
      }
      if (close == std::string_view::npos) return i + 1;
      at = until;
      first = false;
    }
  }

  // One tag, comment or element that is taken out whole, at `at`: the byte after it.
  std::optional<std::size_t> ScanTag(std::size_t at, std::size_t line_end, std::size_t indent) {
    const std::string_view rest = page_.substr(at);
    if (rest.starts_with("{/*") || rest.starts_with("<!--")) {
      const std::string_view close = rest[0] == '{' ? "*/}" : "-->";
      const std::size_t end = comments_closed_ ? page_.find(close, at + 3) : std::string_view::npos;
      if (end == std::string_view::npos) {
        comments_closed_ = false;
        return std::nullopt;
      }
      Blank();
      return end + 3;
    }
    const std::size_t limit =
        failures_ < kMaxFailures ? std::min(page_.size(), std::max(line_end, at + kMaxTag)) : line_end;
    if (rest.starts_with("{%")) {
      const auto tag = ReadTemplateTag(page_, at, limit);
      if (!tag) return Fail();
      if (tag->form == Tag::Form::kOpen && !HasEnd(tag->name, tag->span.end)) return BlankPast(*tag);
      return Apply(*tag, "{%" + tag->name, indent);
    }
    if (!rest.starts_with('<')) return std::nullopt;
    const auto tag = ReadTag(page_, at, limit);
    if (!tag) return Fail();
    const std::string lower = AsciiLower(tag->name);
    if (tag->form == Tag::Form::kOpen && IsTakenOut(lower)) {
      const std::size_t end =
          unclosed_.contains(lower) ? std::string_view::npos : EndOfElement(page_, at, page_.size(), lower);
      if (end != std::string_view::npos) {
        if (lower == "table")
          TakeOut(ReadHtmlTable(page_, at, end));
        else if (lower == "pre")
          TakeOut(ReadPreformatted(page_, at, end));
        else
          Blank();
        return end;
      }
      unclosed_.insert(lower);
    }
    if (!StandsAroundBlocks(*tag) || (indent >= 4 && open_.empty() && lower == tag->name)) return std::nullopt;
    if (tag->form == Tag::Form::kOpen && !tag->name.empty()) {
      // Inside of a sentence: <Tooltip>word</Tooltip> goes on.
      const std::string closer = "</" + tag->name + ">";
      const std::size_t close =
          page_.substr(0, std::max(line_end, static_cast<std::size_t>(tag->span.end))).find(closer, tag->span.end);
      if (close != std::string_view::npos) {
        const std::string_view after =
            Trim(page_.substr(close + closer.size(), line_end - std::min(line_end, close + closer.size())));
        if (!after.empty() && after[0] != '<') return std::nullopt;
      }
    }
    return Apply(*tag, tag->name, indent);
  }

  std::optional<std::size_t> Apply(const Tag& tag, const std::string& name, std::size_t indent) {
    const std::string lower = AsciiLower(tag.name);
    if (tag.form == Tag::Form::kClose) {
      Close(name, tag.span.end);
      return tag.span.end;
    }
    if (tag.name.empty() || IsVoid(lower) || open_.size() >= kMaxDepth) return BlankPast(tag);
    Push(MakeComponent(tag, Current() == kNoComponent ? nullptr : &out_.components[Current()]), name, indent, false);
    if (tag.form == Tag::Form::kSelfClosed) Pop(true);
    return tag.span.end;
  }

  // Whether {% endname %} or {% /name %} follows; where it was found last is kept, so that the page is searched once a
  // name and end.
  bool HasEnd(const std::string& name, std::size_t at) {
    std::size_t& known = template_ends_[name];
    if (known != std::string_view::npos && known < at)
      known = std::min(page_.find("end" + name, at), page_.find("{% /" + name, at));
    return known != std::string_view::npos;
  }

  std::size_t BlankPast(const Tag& tag) {
    Blank();
    return tag.span.end;
  }
  std::nullopt_t Fail() {
    ++failures_;
    return std::nullopt;
  }

  static bool IsTakenOut(std::string_view lower) {
    return lower == "table" || lower == "pre" || lower == "script" || lower == "style" || lower == "svg";
  }

  std::string_view page_;
  MdxLines out_;
  std::vector<Range> lines_;
  std::vector<Open> open_;
  std::map<std::string, std::size_t> open_count_;
  std::set<std::string> unclosed_;
  std::map<std::string, std::size_t> template_ends_;
  std::size_t no_backticks_from_ = kNoIndent, no_tildes_from_ = kNoIndent;
  std::size_t failures_ = 0;
  std::size_t line_end_ = 0;  // of the line that is being scanned
  bool comments_closed_ = true;
};

}  // namespace

std::size_t PastMarkers(std::string_view line) {
  std::size_t at = FirstByte(line);
  for (int markers = 0; markers < 16 && at < line.size(); ++markers) {
    std::size_t after = at;
    if (line[at] == '>') {
      after = at + 1;
    } else if (line[at] == '-' || line[at] == '*' || line[at] == '+') {
      if (at + 1 < line.size() && line[at + 1] == ' ') after = at + 1;
    } else {
      while (after < line.size() && after < at + 9 && line[after] >= '0' && line[after] <= '9') ++after;
      const bool ordered =
          after > at && after + 1 < line.size() && (line[after] == '.' || line[after] == ')') && line[after + 1] == ' ';
      after = ordered ? after + 1 : at;
    }
    if (after == at) break;
    at = after + FirstByte(line.substr(after));
  }
  return at;
}

MdxLines ScanMdx(std::string_view page, std::size_t begin) { return Scanner(page, begin).Scan(); }

}  // namespace plumbline::page
