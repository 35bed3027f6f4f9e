// reStructuredText, as far as pages about APIs use it: sections, lists, tables, literal blocks, code and admonitions,
// and the directives of the HTTP domain with their fields. What it does not know is read as prose or, if it is a
// comment, left out.

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "page/prose.h"
#include "page/rst_inline.h"
#include "page/rst_table.h"
#include "page/text_line.h"

namespace plumbline::page {

namespace {

constexpr int kDeepest = 40;  // of lists and directives in each other; what is deeper is left out

std::vector<RstLine> LinesOf(std::string_view page) {
  std::vector<RstLine> lines;
  for (std::size_t start = 0; start <= page.size();) {
    const std::size_t stop = std::min(page.find('\n', start), page.size());
    std::size_t end = stop, at = start;
    while (end > start && (page[end - 1] == ' ' || page[end - 1] == '\t' || page[end - 1] == '\r')) --end;
    while (at < end && (page[at] == ' ' || page[at] == '\t')) ++at;
    lines.push_back(
        {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(at - start)});
    start = stop + 1;
  }
  return lines;
}

// ":query int offset:" of the HTTP domain, by what it is called there.
struct DomainField {
  std::string_view kind, in;
};
constexpr DomainField kDomainFields[] = {{"query", "query"},
                                         {"queryparameter", "query"},
                                         {"queryparam", "query"},
                                         {"qparam", "query"},
                                         {"param", "path"},
                                         {"parameter", "path"},
                                         {"arg", "path"},
                                         {"argument", "path"},
                                         {"form", "form"},
                                         {"formparameter", "form"},
                                         {"formparam", "form"},
                                         {"fparam", "form"},
                                         {"reqjson", "body"},
                                         {"reqjsonobj", "body"},
                                         {"<json", "body"},
                                         {"<jsonobj", "body"},
                                         {"reqjsonarr", "body"},
                                         {"<jsonarr", "body"},
                                         {"resjson", "response"},
                                         {"resjsonobj", "response"},
                                         {">json", "response"},
                                         {">jsonobj", "response"},
                                         {"resjsonarr", "response"},
                                         {">jsonarr", "response"},
                                         {"reqheader", "header"},
                                         {"requestheader", "header"},
                                         {"<header", "header"},
                                         {"resheader", "response header"},
                                         {"responseheader", "response header"},
                                         {">header", "response header"},
                                         {"statuscode", "status"},
                                         {"status", "status"},
                                         {"code", "status"}};

class RstReader {
 public:
  explicit RstReader(const document::Source& source) : page_(source.text()), lines_(LinesOf(page_)) {}

  std::vector<Block> Read() {
    Parse(0, lines_.size(), 0);
    return std::move(blocks_);
  }

 private:
  std::string_view At(std::size_t i) const {
    return page_.substr(lines_[i].begin + lines_[i].indent, lines_[i].end - lines_[i].begin - lines_[i].indent);
  }
  std::string_view Whole(std::size_t i) const { return page_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin); }

  Block& Add(BlockKind kind, std::size_t begin, std::size_t end) {
    Block block;
    block.kind = kind;
    block.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    block.container = container_;
    blocks_.push_back(std::move(block));
    return blocks_.back();
  }

  // The first line from `i` on, before `end`, that is no longer indented deeper than `indent`.
  std::size_t BodyEnd(std::size_t i, std::size_t end, std::size_t indent) const {
    std::size_t last = i;
    for (; i < end && (lines_[i].Blank() || lines_[i].indent > indent); ++i) {
      if (!lines_[i].Blank()) last = i + 1;
    }
    return last;
  }

  void Parse(std::size_t i, std::size_t end, int depth) {
    if (depth > kDeepest) return;
    while (i < end) {
      if (lines_[i].Blank()) {
        ++i;
        continue;
      }
      const std::size_t next = ParseBlock(i, end, depth);
      i = std::max(next, i + 1);
    }
  }

  std::size_t ParseBlock(std::size_t i, std::size_t end, int depth) {
    if (const std::size_t next = Section(i, end)) return next;
    if (auto table = FindRstTable(page_, lines_, i, end)) {
      table->block.container = container_;
      blocks_.push_back(std::move(table->block));
      return table->next;
    }
    const std::string_view line = At(i);
    if (line == ".." || line.starts_with(".. ")) return Explicit(i, end, depth);
    if (line == "__" || line.starts_with("__ ")) return i + 1;
    if (const std::size_t mark = BulletLength(line)) return Item(i, end, depth, mark);
    if (const std::size_t name = FieldNameLength(line)) return FieldItem(i, end, depth, name);
    if (i + 1 < end && !lines_[i + 1].Blank() && lines_[i + 1].indent > lines_[i].indent && line != "::")
      return Definition(i, end, depth);
    return Paragraph(i, end, lines_[i].indent);
  }

  static bool IsAdornment(std::string_view line) {
    return line.size() >= 2 && std::string_view("=-~^\"'`#*+:.<>_!$%&,;?@").find(line[0]) != std::string_view::npos &&
           line.find_first_not_of(line[0]) == std::string_view::npos;
  }

  // The line after a section's title, or 0.
  std::size_t Section(std::size_t i, std::size_t end) {
    const bool over =
        IsAdornment(At(i)) && i + 2 < end && !lines_[i + 1].Blank() && lines_[i + 2].indent == 0 && At(i + 2) == At(i);
    const std::size_t title = over ? i + 1 : i;
    if (!over && (lines_[i].indent > 0 || i + 1 >= end || lines_[i + 1].indent > 0 || !IsAdornment(At(i + 1)) ||
                  IsAdornment(At(i))))
      return 0;
    const std::string_view under = At(title + 1);
    if (!over && under.size() < std::min<std::size_t>(CodePointCount(At(title)), 4)) return 0;
    const std::string style = std::string(1, under[0]) + (over ? "o" : "");
    auto known = std::find(styles_.begin(), styles_.end(), style);
    if (known == styles_.end()) known = styles_.insert(styles_.end(), style);
    level_ = static_cast<int>(std::min<std::ptrdiff_t>(known - styles_.begin() + 1, 6));
    Block& heading = Add(BlockKind::kHeading, lines_[i].begin, lines_[title + 1].end);
    heading.level = level_;
    AppendRst(heading.text, page_, lines_[title].begin + lines_[title].indent, lines_[title].end);
    TrimEnd(heading.text);
    return title + 2;
  }

  static std::size_t BulletLength(std::string_view line) {
    if (line.size() >= 2 && (line[0] == '*' || line[0] == '-' || line[0] == '+') && line[1] == ' ') return 2;
    if (line.starts_with("\u2022 ")) return 4;
    const std::size_t open = line.starts_with('(') ? 1 : 0;
    std::size_t at = open;
    if (line.substr(at).starts_with('#'))
      ++at;
    else
      while (at < line.size() && at < 4 && IsDigit(line[at])) ++at;
    if (at == open || at + 1 >= line.size() || line[at + 1] != ' ' || (line[at] != '.' && line[at] != ')') ||
        (open == 1 && line[at] != ')'))
      return 0;
    return at + 2;
  }

  // ":name:" and the space after it; 0 where the line is no item of a field list.
  std::size_t FieldNameLength(std::string_view line) const {
    if (line.size() < 3 || line[0] != ':' || line[1] == ' ' || line[1] == ':' || line[1] == '`') return 0;
    for (std::size_t at = 2; at < line.size() && at < 200; ++at) {
      if (line[at] == '`') return 0;
      if (line[at] == ':' && (at + 1 == line.size() || line[at + 1] == ' ')) return at + 1;
    }
    return 0;
  }

  // The first paragraph of a body whose first line has `offset` bytes of something else before it.
  Text FirstParagraph(std::size_t& i, std::size_t end, std::size_t offset) {
    Text text;
    AppendRst(text, page_, std::min<std::size_t>(lines_[i].begin + offset, lines_[i].end), lines_[i].end);
    const std::size_t indent = lines_[i].indent;
    for (++i; i < end && !lines_[i].Blank() && lines_[i].indent > indent; ++i) {
      const std::string_view line = At(i);
      if (BulletLength(line) > 0 || FieldNameLength(line) > 0 || line.starts_with(".. ")) break;
      if (!text.empty()) AppendProse(text, " ", lines_[i].begin);
      AppendRst(text, page_, lines_[i].begin + lines_[i].indent, lines_[i].end);
    }
    TrimEnd(text);
    return text;
  }

  // Takes "::" from the end of a text, and says whether a literal block follows.
  static bool AnnouncesLiteral(Text& text) {
    if (!text.text.ends_with("::")) return false;
    text = text.Part(0, text.text.size() - (text.text.size() == 2 || text.text[text.text.size() - 3] == ' ' ? 2 : 1));
    TrimEnd(text);
    return true;
  }

  std::size_t Item(std::size_t i, std::size_t end, int depth, std::size_t mark) {
    const std::size_t first = i, stop = BodyEnd(i + 1, end, lines_[i].indent);
    Text text = FirstParagraph(i, std::max(stop, first + 1), lines_[i].indent + mark);
    const bool literal = AnnouncesLiteral(text);
    ++list_depth_;
    Block& item = Add(BlockKind::kListItem, lines_[first].begin + lines_[first].indent, lines_[i - 1].end);
    item.level = list_depth_;
    item.text = std::move(text);
    if (literal) i = Literal(i, stop, lines_[first].indent);
    Parse(i, stop, depth + 1);
    --list_depth_;
    return std::max(stop, first + 1);
  }

  std::size_t FieldItem(std::size_t i, std::size_t end, int depth, std::size_t name) {
    const std::size_t first = i, stop = std::max(BodyEnd(i + 1, end, lines_[i].indent), i + 1);
    const std::size_t begin = lines_[i].begin + lines_[i].indent;
    const bool at_top = blocks_.empty();
    Text text = FirstParagraph(i, stop, lines_[i].indent + name);
    Block field;
    field.kind = BlockKind::kField;
    field.container = container_;
    field.span = {static_cast<std::uint32_t>(begin), lines_[i - 1].end};
    if (!ReadName(begin + 1, begin + name - 1, field)) {
      // The data of the document itself, and what is no parameter's name.
      if (at_top || text.empty()) return stop;
      Block& paragraph = Add(BlockKind::kParagraph, begin, lines_[i - 1].end);
      AppendRst(paragraph.text, page_, begin + 1, begin + name);
      AppendProse(paragraph.text, " ", begin + name);
      for (std::size_t k = 0; k < text.anchors.size(); ++k) {
        const std::size_t to = k + 1 < text.anchors.size() ? text.anchors[k + 1].text : text.text.size();
        paragraph.text.Append(std::string_view(text.text).substr(text.anchors[k].text, to - text.anchors[k].text),
                              text.anchors[k].page);
      }
    } else {
      if (at_top && !field.Find("in")) return stop;
      field.text = std::move(text);
      blocks_.push_back(std::move(field));
    }
    Parse(i, stop, depth + 1);
    (void)first;
    return stop;
  }

  // "query int offset", "<json string name", "statuscode 404", "page".
  bool ReadName(std::size_t begin, std::size_t end, Block& field) const {
    std::vector<std::pair<std::size_t, std::size_t>> words;
    for (std::size_t at = begin; at < end && words.size() < 8;) {
      const std::size_t stop = std::min(page_.substr(0, end).find(' ', at), end);
      if (stop > at) words.push_back({at, stop});
      at = stop + 1;
    }
    if (words.empty()) return false;
    const auto attribute = [&](std::string name, std::size_t from, std::size_t to) {
      Text value;
      AppendRst(value, page_, from, to);
      field.attributes.push_back({std::move(name), std::move(value)});
    };
    const std::string_view kind = page_.substr(words[0].first, words[0].second - words[0].first);
    const auto known = std::find_if(std::begin(kDomainFields), std::end(kDomainFields),
                                    [&](const DomainField& domain) { return domain.kind == kind; });
    if (known == std::end(kDomainFields) || words.size() < 2) {
      if (words.size() != 1 || !IsName(kind)) return false;
      attribute("name", words[0].first, words[0].second);
      return true;
    }
    attribute("name", words.back().first, words.back().second);
    if (words.size() > 2) attribute("type", words[1].first, words[words.size() - 2].second);
    Text in;
    in.Append(known->in, words[0].first);
    field.attributes.push_back({"in", std::move(in)});
    field.info = kind;
    return true;
  }

  std::size_t Definition(std::size_t i, std::size_t end, int depth) {
    const std::size_t first = i, stop = BodyEnd(i + 1, end, lines_[i].indent);
    Text term;
    AppendRst(term, page_, lines_[i].begin + lines_[i].indent, lines_[i].end);
    TrimEnd(term);
    // A term that is a name, with a classifier or without: "``page`` : integer".
    const std::size_t colon = term.text.find(" : ");
    const std::string_view name = std::string_view(term.text).substr(0, colon);
    const bool marked =
        term.IsMarked(Mark::Kind::kCode, 0, name.size()) || term.IsMarked(Mark::Kind::kStrong, 0, name.size());
    if (!IsName(name) || !(marked || colon != std::string::npos)) {
      if (lines_[first].end > lines_[first].begin && term.text.ends_with("::"))
        return Paragraph(first, end, lines_[first].indent);
      Add(BlockKind::kParagraph, lines_[first].begin + lines_[first].indent, lines_[first].end).text = std::move(term);
      Parse(i + 1, stop, depth + 1);
      return stop;
    }
    Text text;
    for (++i; i < stop && !lines_[i].Blank(); ++i) {
      if (BulletLength(At(i)) > 0 || At(i).starts_with(".. ")) break;
      if (!text.empty()) AppendProse(text, " ", lines_[i].begin);
      AppendRst(text, page_, lines_[i].begin + lines_[i].indent, lines_[i].end);
    }
    TrimEnd(text);
    Block& field = Add(BlockKind::kField, lines_[first].begin + lines_[first].indent, lines_[i - 1].end);
    field.attributes.push_back({"name", term.Part(0, name.size())});
    field.attributes[0].value.marks.clear();
    if (colon != std::string::npos) field.attributes.push_back({"type", term.Part(colon + 3, term.text.size())});
    field.text = std::move(text);
    Parse(i, stop, depth + 1);
    return stop;
  }

  std::size_t Paragraph(std::size_t i, std::size_t end, std::size_t indent) {
    const std::size_t first = i;
    Text text;
    for (; i < end && !lines_[i].Blank() && lines_[i].indent == indent; ++i) {
      if (i > first && (At(i).starts_with(".. ") || FieldNameLength(At(i)) > 0)) break;
      if (!text.empty()) AppendProse(text, " ", lines_[i].begin);
      AppendRst(text, page_, lines_[i].begin + lines_[i].indent, lines_[i].end);
    }
    TrimEnd(text);
    const bool literal = AnnouncesLiteral(text);
    if (!text.empty())
      Add(BlockKind::kParagraph, lines_[first].begin + indent, lines_[i - 1].end).text = std::move(text);
    return literal ? Literal(i, end, indent) : i;
  }

  // The block after "::", deeper than `indent`.
  std::size_t Literal(std::size_t i, std::size_t end, std::size_t indent) {
    while (i < end && lines_[i].Blank()) ++i;
    if (i >= end || lines_[i].indent <= indent) return i;
    std::size_t stop = BodyEnd(i, end, indent);
    for (std::size_t k = i; k < stop; ++k) {
      if (lines_[k].Blank() || lines_[k].indent >= lines_[i].indent) continue;
      stop = k;
    }
    AddCode(i, stop, "");
    return stop;
  }

  void AddCode(std::size_t i, std::size_t stop, std::string_view language) {
    while (i < stop && lines_[i].Blank()) ++i;
    while (stop > i && lines_[stop - 1].Blank()) --stop;
    if (i >= stop) return;
    std::size_t indent = lines_[i].indent;
    for (std::size_t k = i; k < stop; ++k) {
      if (!lines_[k].Blank()) indent = std::min<std::size_t>(indent, lines_[k].indent);
    }
    Block& code = Add(BlockKind::kCode, lines_[i].begin + indent, lines_[stop - 1].end);
    code.language = AsciiLower(language.substr(0, language.find(' ')));
    code.info = language;
    for (std::size_t k = i; k < stop; ++k) {
      const std::size_t begin = std::min<std::size_t>(lines_[k].begin + indent, lines_[k].end);
      code.text.Append(page_.substr(begin, lines_[k].end - begin), begin);
      if (k + 1 < stop) code.text.Append("\n", lines_[k].end);
    }
  }

  // "..": directives, targets, substitutions and comments.
  std::size_t Explicit(std::size_t i, std::size_t end, int depth) {
    const std::size_t stop = std::max(BodyEnd(i + 1, end, lines_[i].indent), i + 1);
    const std::string_view line = At(i);
    const std::size_t colons = line.find("::");
    const std::string_view name =
        line.substr(std::min<std::size_t>(3, line.size()),
                    colons == std::string_view::npos ? 0 : colons - std::min<std::size_t>(3, colons));
    const bool directive = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return IsLetter(c) || IsDigit(c) || c == ':' || c == '-' || c == '_' || c == '+';
    });
    if (!directive) return stop;
    std::size_t argument = lines_[i].indent + colons + 2;
    while (lines_[i].begin + argument < lines_[i].end && page_[lines_[i].begin + argument] == ' ') ++argument;
    Directive(AsciiLower(name), i, argument, stop, depth);
    return stop;
  }

  void Directive(const std::string& name, std::size_t i, std::size_t argument, std::size_t stop, int depth) {
    const std::string_view said = Whole(i).substr(std::min<std::size_t>(argument, Whole(i).size()));
    // Options stand right below, before the first blank line.
    std::size_t body = i + 1, headers = 0;
    std::string caption;
    std::pair<std::size_t, std::size_t> header{0, 0};
    const bool domain = name.starts_with("http:");
    for (; !domain && body < stop && !lines_[body].Blank(); ++body) {
      const std::string_view option = At(body);
      const std::size_t length = FieldNameLength(option);
      if (length == 0) break;
      const std::string_view key = option.substr(1, length - 2), value = Trim(option.substr(length));
      if (key == "header-rows" && !value.empty() && IsDigit(value[0]))
        headers = static_cast<std::size_t>(value[0] - '0');
      if (key == "caption" || key == "name")
        caption = caption.empty() || key == "caption" ? std::string(value) : caption;
      if (key == "header") header = {lines_[body].begin + lines_[body].indent + length, lines_[body].end};
    }
    if (domain) return Domain(name.substr(5), i, argument, stop, depth);
    if (name == "code-block" || name == "sourcecode" || name == "code" || name == "parsed-literal" ||
        name == "highlight") {
      const std::size_t before = blocks_.size();
      if (name != "highlight") AddCode(body, stop, said);
      if (blocks_.size() > before) blocks_.back().title = caption;
    } else if (name == "list-table" || name == "csv-table") {
      Block table = name == "list-table" ? ReadListTable(page_, lines_, body, stop, headers)
                                         : ReadCsvTable(page_, lines_, body, stop, headers);
      if (header.second > header.first) {
        Row row = ReadCsvRow(page_, header.first, header.second);
        row.is_header = true;
        if (!table.rows.empty()) row.cells.resize(std::max(row.cells.size(), table.rows[0].cells.size()));
        for (Row& other : table.rows) other.cells.resize(row.cells.size());
        table.rows.insert(table.rows.begin(), std::move(row));
        table.span.begin = static_cast<std::uint32_t>(header.first);
      }
      table.container = container_;
      table.title = said;
      if (!table.rows.empty()) blocks_.push_back(std::move(table));
    } else if (name == "table") {
      Parse(body, stop, depth + 1);
    } else if (IsAdmonition(name)) {
      const std::string outer = std::exchange(container_, name);
      if (name != "admonition" && name != "tab" && name != "tab-item" && name != "dropdown" && name != "rubric" &&
          !said.empty()) {
        std::size_t at = i;
        Text text = FirstParagraph(at, stop, argument);
        Add(BlockKind::kParagraph, lines_[i].begin + argument, lines_[at - 1].end).text = std::move(text);
        body = std::max(body, at);
      }
      Parse(body, stop, depth + 1);
      container_ = outer;
    }
  }

  static bool IsAdmonition(std::string_view name) {
    static constexpr std::array<std::string_view, 19> kNames = {
        "note", "warning",  "tip",        "important", "caution",    "danger",       "attention",
        "hint", "error",    "admonition", "seealso",   "deprecated", "versionadded", "versionchanged",
        "tab",  "tab-item", "tab-set",    "tabs",      "dropdown"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  // ".. http:get:: /users/(int:user_id)/posts": a heading one below that of its section, and what it says of itself.
  void Domain(std::string_view method, std::size_t i, std::size_t argument, std::size_t stop, int depth) {
    const std::size_t colons = lines_[i].begin + Whole(i).find("http:") + 5;
    std::string upper(method);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (MethodLength(upper) != upper.size()) return Parse(i + 1, stop, depth + 1);
    Text text;
    text.Append(upper, colons);
    const std::size_t begin = std::min<std::size_t>(lines_[i].begin + argument, lines_[i].end);
    if (begin < lines_[i].end) text.Append(" ", begin > 0 ? begin - 1 : 0);
    for (std::size_t at = begin; at < lines_[i].end;) {
      const char c = page_[at], close = c == '(' ? ')' : c == '<' ? '>' : '\0';
      const std::size_t stops = close == '\0' ? std::string_view::npos : page_.substr(0, lines_[i].end).find(close, at);
      if (stops == std::string_view::npos || stops > at + 200) {
        text.Append(page_.substr(at, 1), at);
        ++at;
        continue;
      }
      const std::size_t colon = page_.substr(0, stops).rfind(':');
      const std::size_t name = colon != std::string_view::npos && colon > at ? colon + 1 : at + 1;
      text.Append("{", at);
      text.Append(page_.substr(name, stops - name), name);
      text.Append("}", stops);
      at = stops + 1;
    }
    Block& heading = Add(BlockKind::kHeading, lines_[i].begin + lines_[i].indent, lines_[i].end);
    heading.level = std::min(level_ + 1, 6);
    heading.text = std::move(text);
    std::size_t body = i + 1;
    for (; body < stop && !lines_[body].Blank(); ++body) {
      // Options of the directive itself, such as ":synopsis:".
      const std::size_t length = FieldNameLength(At(body));
      const std::string_view key = length > 0 ? At(body).substr(1, length - 2) : std::string_view();
      if (key != "synopsis" && key != "deprecated" && key != "noindex") break;
    }
    Parse(body, stop, depth + 1);
  }

  std::string_view page_;
  std::vector<RstLine> lines_;
  std::vector<Block> blocks_;
  std::vector<std::string> styles_;  // of section titles, by level
  int level_ = 0, list_depth_ = 0;
  std::string container_;
};

}  // namespace

std::vector<Block> ReadRst(const document::Source& source) { return RstReader(source).Read(); }

}  // namespace plumbline::page
