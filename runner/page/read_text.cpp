// Text that was copied from a rendered page. Markup is gone, so each line is weighed by what it is and what stands
// around it. The surest readings come first: code, tables with known headers, fields with types; what is left is a
// heading or prose.

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "page/prose.h"
#include "page/text_code.h"
#include "page/text_field.h"
#include "page/text_line.h"
#include "page/text_table.h"

namespace plumbline::page {

namespace {

bool IsBarePath(std::string_view line) {
  return line.size() > 1 && line[0] == '/' && line.find(' ') == std::string_view::npos;
}

// One segment of a path on a line of its own: "accounts", "{id}", ":id".
bool IsSegment(std::string_view line) {
  return !line.empty() && line.size() <= 80 && std::all_of(line.begin(), line.end(), [](char c) {
    return IsLetter(c) || IsDigit(c) || std::string_view("_-.{}:<>~").find(c) != std::string_view::npos;
  });
}

struct Bullet {
  std::size_t length = 0;  // of the mark and the space after it; 0: none
};

Bullet BulletOf(std::string_view line) {
  for (std::string_view mark : {"\u2022", "\u25E6", "\u25AA", "\u2023", "\u00B7", "-", "*", "\u2013", "+"}) {
    if (!line.starts_with(mark)) continue;
    const std::size_t text = line.find_first_not_of(" \t", mark.size());
    if (text == std::string_view::npos) return {mark.size() > 1 ? mark.size() : 0};
    if (text > mark.size() || mark == "\u2022") return {text};
    return {};
  }
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && IsDigit(line[digits])) ++digits;
  if (digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
    return {digits + 2};
  return {};
}

bool IsCallout(std::string_view line) {
  const std::string lower = AsciiLower(line.substr(0, 12));
  return lower == "note" || lower == "warning" || lower == "tip" || lower == "info" || lower == "important" ||
         lower == "caution" || lower == "danger";
}

class TextReader {
 public:
  explicit TextReader(const document::Source& source) : lines_(source.text()) {}

  std::vector<Block> Read() {
    while (index_ < lines_.size()) {
      if (!(ReadUnderlined() || ReadFurniture() || ReadEndpoint() || ReadLabel() || ReadCode() || ReadTable() ||
            ReadListItem() || ReadField() || ReadHeading()))
        ReadParagraph();
    }
    FindLostNames();
    return std::move(blocks_);
  }

 private:
  const std::string& Here() const { return lines_.Clean(index_); }

  Block& Add(BlockKind kind, std::size_t begin, std::size_t end) {
    Block block;
    block.kind = kind;
    block.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    block.container = std::exchange(callout_, {});
    blocks_.push_back(std::move(block));
    if (kind != BlockKind::kField) list_ = {};
    after_endpoint_ = after_status_ = false;
    return blocks_.back();
  }

  bool ReadFurniture() {
    if (!IsFurniture(Here())) return false;
    const bool asks = AsciiLower(Here()).starts_with("was this page");
    ++index_;
    while (asks && index_ < lines_.size() && (Here() == "Yes" || Here() == "No")) ++index_;
    return true;
  }

  // "GET" and a path below it, in one piece or in many; or both glued to what they do.
  bool ReadEndpoint() {
    const std::string_view line = lines_.Raw(index_);
    const std::size_t method = MethodLength(line);
    if (method == 0) return false;
    if (line.size() > method && line[method] == '/') return ReadGluedEndpoint(method);
    if (line.size() != method || index_ + 1 >= lines_.size()) return false;
    Text text = lines_.Prose(index_);
    std::size_t next = index_ + 1;
    const std::string_view path = lines_.Raw(next);
    if (path == "/") {
      text.Append(" ", lines_[next].begin);
      while (next + 1 < lines_.size() && lines_.Raw(next) == "/" && IsSegment(lines_.Raw(next + 1))) {
        text.Append("/", lines_[next].begin);
        text.Append(lines_.Raw(next + 1), lines_[next + 1].begin);
        next += 2;
      }
      if (next < lines_.size() && lines_.Raw(next) == "/") text.Append("/", lines_[next++].begin);
    } else if (path.starts_with('/') || path.starts_with("https://") || path.starts_with("http://")) {
      SplitGluedMethod(next);
      text.Append(" ", lines_[next].begin);
      AppendProse(text, lines_.Raw(next), lines_[next].begin);
      ++next;
    } else {
      return false;
    }
    Add(BlockKind::kParagraph, lines_[index_].begin, lines_[next - 1].end).text = std::move(text);
    index_ = next;
    after_endpoint_ = true;
    return true;
  }

  // "/billing Billing settingsGET": the method of the next endpoint at the end of a line, whose path begins the next
  // line. The method is prepended there by reading it as a line of its own.
  void SplitGluedMethod(std::size_t index) {
    const std::string_view line = lines_.Raw(index);
    if (index + 1 >= lines_.size() || !lines_.Raw(index + 1).starts_with('/')) return;
    for (std::string_view method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
      if (!line.ends_with(method) || line.size() == method.size()) continue;
      const char before = line[line.size() - method.size() - 1];
      if (!IsLower(before) && before != ')' && before != '.') continue;
      glued_method_ = {lines_[index].end - static_cast<std::uint32_t>(method.size()), lines_[index].end};
      lines_.CutBack(index, glued_method_.begin);
      return;
    }
  }

  bool ReadGluedEndpoint(std::size_t method) {
    const Text line = lines_.Prose(index_);
    const auto ends =
        CutRow(line.text, {TextColumn::kMethod, TextColumn::kEndpoint, TextColumn::kRest}, NameStyle::kUnknown);
    if (!ends) return false;
    Text text = line.Part(0, method);
    text.Append(" ", line.SpanOf(method, method + 1).begin);
    AppendProse(text, std::string_view(line.text).substr(method, (*ends)[1] - method),
                line.SpanOf(method, method + 1).begin);
    const document::Span span = line.SpanOf(0, (*ends)[1]);
    Add(BlockKind::kParagraph, span.begin, span.end).text = std::move(text);
    if ((*ends)[1] < line.text.size()) {
      const document::Span rest = line.SpanOf((*ends)[1], line.text.size());
      Add(BlockKind::kParagraph, rest.begin, rest.end).text = line.Part((*ends)[1], line.text.size());
    }
    ++index_;
    return true;
  }

  // Tabs over code: the first one says what is shown.
  bool ReadLabel() {
    if (!IsCodeLabel(Here())) return false;
    std::size_t next = index_;
    while (next < lines_.size() && next < index_ + 20 &&
           (IsCodeLabel(lines_.Clean(next)) || IsFurniture(lines_.Clean(next))))
      ++next;
    if (next >= lines_.size() || !FindBareCode(lines_, next)) return false;
    const std::string title = Here();
    index_ = next;
    ReadCode();
    blocks_.back().title = title;
    return true;
  }

  bool ReadCode() {
    const auto code = FindBareCode(lines_, index_);
    if (!code) return false;
    const std::size_t begin = lines_[index_].begin;
    Block& block = Add(BlockKind::kCode, begin, code->end);
    block.language = block.info = code->language;
    block.text = CodeText(begin, code->end, lines_[index_].indent);
    std::size_t next = lines_.IndexAt(code->end);
    // What follows the last bracket on its line is a line of its own.
    if (next > 0 && lines_[next - 1].end > code->end) {
      std::size_t rest = code->end;
      while (rest < lines_[next - 1].end &&
             std::string_view(" \t,;").find(lines_.page()[rest]) != std::string_view::npos)
        ++rest;
      if (rest < lines_[next - 1].end) lines_.CutFront(--next, rest);
    }
    index_ = next;
    return true;
  }

  // Code as written, without the indentation of its first line.
  Text CodeText(std::size_t begin, std::size_t end, std::size_t indent) const {
    Text text;
    const std::string_view page = lines_.page();
    for (std::size_t at = begin; at < end;) {
      std::size_t stop = page.find('\n', at);
      stop = stop == std::string_view::npos || stop >= end ? end : stop + 1;
      if (at > begin) {
        for (std::size_t skipped = 0; skipped < indent && at < stop && (page[at] == ' ' || page[at] == '\t'); ++skipped)
          ++at;
      }
      const bool crlf = stop >= 2 + at && page[stop - 1] == '\n' && page[stop - 2] == '\r';
      text.Append(page.substr(at, stop - at - (crlf ? 2 : 0)), at);
      if (crlf) text.Append("\n", stop - 1);
      at = stop;
    }
    return text;
  }

  bool ReadTable() {
    auto table = FindBareTable(lines_, index_);
    if (!table) return false;
    Add(BlockKind::kTable, 0, 0) = std::move(table->block);
    index_ = table->next;
    return true;
  }

  bool ReadListItem() {
    const Bullet bullet = BulletOf(lines_.Raw(index_));
    if (bullet.length == 0) return false;
    const std::size_t indent = lines_[index_].indent;
    const bool in_list = !blocks_.empty() && blocks_.back().kind == BlockKind::kListItem;
    if (!in_list) indents_.clear();
    while (!indents_.empty() && indents_.back() > indent) indents_.pop_back();
    if (indents_.empty() || indents_.back() < indent) indents_.push_back(indent);
    std::size_t next = index_ + 1, begin = lines_[index_].begin + bullet.length;
    if (begin >= lines_[index_].end && next < lines_.size()) begin = lines_[next++].begin;
    Text text = ProseOf(lines_.page(), begin, lines_[next - 1].end);
    while (next < lines_.size() && !lines_[next].after_blank && lines_[next].indent > indent &&
           BulletOf(lines_.Raw(next)).length == 0 && !FindBareCode(lines_, next)) {
      AppendProse(text, " ", lines_[next].begin);
      AppendProse(text, lines_.Raw(next), lines_[next].begin);
      ++next;
    }
    Block& item = Add(BlockKind::kListItem, lines_[index_].begin, lines_[next - 1].end);
    item.text = std::move(text);
    item.level = static_cast<int>(std::min<std::size_t>(indents_.size(), 100));
    index_ = next;
    return true;
  }

  bool ReadField() {
    list_.expected = fields_expected_;
    auto field = FindBareField(lines_, index_, list_);
    if (!field) return false;
    const FieldContext before = list_;
    Add(BlockKind::kField, 0, 0) = std::move(field->block);
    list_ = before;
    ++list_.fields;
    const bool described = !blocks_.back().text.empty();
    if (described) ++list_.described;
    if (field->detached) {
      if (list_.described < list_.fields) doubtful_.push_back(blocks_.size() - 1);
      ++list_.detached;
    }
    fields_expected_ = true;
    index_ = field->next;
    return true;
  }

  // Lines of a menu: three or more titles in a row that are no roles.
  bool InMenu() const {
    std::size_t first = index_, last = index_ + 1, others = 0;
    while (first > 0 && first + 8 > index_ && !lines_[first].after_blank && IsTitleCase(lines_.Clean(first - 1)))
      --first;
    while (last < lines_.size() && last < index_ + 8 && !lines_[last].after_blank && IsTitleCase(lines_.Clean(last)))
      ++last;
    for (std::size_t i = first; i < last; ++i) others += IsRoleHeading(lines_.Clean(i)) ? 0 : 1;
    return others >= 3;
  }

  bool IsHeading() const {
    const std::string& line = Here();
    if (!CouldBeHeading(line) || IsCallout(line)) return false;
    if (index_ + 1 < lines_.size() && IsBarePath(lines_.Clean(index_ + 1))) return false;
    if (after_status_) return IsRoleHeading(line);
    if (IsRoleHeading(line)) return !InMenu();
    if (IsTitleCase(line) && !IsCodeLabel(line)) return !InMenu();
    if (!any_heading_ && (blocks_.empty() || after_endpoint_) && CountWords(line) <= 8) return true;
    const bool code_after = index_ + 1 < lines_.size() && FindBareCode(lines_, index_ + 1).has_value();
    const bool alone_before =
        lines_[index_].after_blank ||
        (!blocks_.empty() && (blocks_.back().kind == BlockKind::kCode || blocks_.back().kind == BlockKind::kTable));
    if (!alone_before || index_ + 1 >= lines_.size()) return false;
    if (lines_.BeforeBlank(index_) || code_after) return true;
    const std::string& next = lines_.Clean(index_ + 1);
    const bool list_after = BulletOf(lines_.Raw(index_ + 1)).length > 0;
    return lines_[index_].after_blank && CountWords(line) <= 6 &&
           (list_after || next.ends_with('.') || next.ends_with(':'));
  }

  // A title with a line of signs below it.
  bool ReadUnderlined() {
    if (index_ + 1 >= lines_.size() || lines_[index_ + 1].after_blank ||
        lines_[index_].indent != lines_[index_ + 1].indent)
      return false;
    const std::string_view title = lines_.Raw(index_), line = lines_.Raw(index_ + 1);
    if (line.size() < 3 || std::string_view("=-~").find(line[0]) == std::string_view::npos ||
        line.find_first_not_of(line[0]) != std::string_view::npos)
      return false;
    const std::size_t length = CodePointCount(title);
    if (!lines_[index_].after_blank || length > line.size() + 2 || length * 2 < line.size() ||
        title.find("  ") != std::string_view::npos)
      return false;
    Block& heading = Add(BlockKind::kHeading, lines_[index_].begin, lines_[index_ + 1].end);
    heading.level = line[0] == '=' ? 1 : line[0] == '-' ? 2 : 3;
    heading.text = lines_.Prose(index_);
    any_heading_ = true;
    fields_expected_ = IsFieldRole(heading.text.text);
    index_ += 2;
    return true;
  }

  bool ReadHeading() {
    Text text = lines_.Prose(index_);
    if (text.text.ends_with("\u00B6") ||
        (text.text.ends_with('#') && text.text.size() > 2 && IsLetter(text.text[text.text.size() - 2]))) {
      text = text.Part(0, text.text.find_last_of("\u00B6#") - (text.text.ends_with('#') ? 0 : 1));
      lines_.CutBack(index_, text.span().end);
    }
    if (!IsHeading()) return false;
    const bool role = IsRoleHeading(text.text);
    const bool label =
        !role && !lines_.BeforeBlank(index_) && !IsTitleCase(text.text) && BulletOf(lines_.Raw(index_ + 1)).length > 0;
    Block& heading = Add(BlockKind::kHeading, lines_[index_].begin, lines_[index_].end);
    // "Authorizations" begins what is rendered from a contract, below whatever the author wrote.
    heading.level = role ? (text.text == "Authorizations" ? 2 : 3) : !any_heading_ ? 1 : label ? 4 : 2;
    fields_expected_ = role && IsFieldRole(text.text);
    heading.text = std::move(text);
    any_heading_ = true;
    after_status_ = false;
    ++index_;
    return true;
  }

  // Whether the next line continues the sentence of this one.
  bool Continues(std::string_view line, std::size_t next) const {
    if (next >= lines_.size() || lines_[next].after_blank || line.size() < 40 ||
        std::string_view(".!?:").find(line.back()) != std::string_view::npos)
      return false;
    const std::string& following = lines_.Clean(next);
    if (!IsLower(following[0]) || following.find(' ') == std::string::npos || following.starts_with("curl "))
      return false;
    return !FindBareField(lines_, next, {}) && BulletOf(lines_.Raw(next)).length == 0 && !FindBareCode(lines_, next);
  }

  void ReadParagraph() {
    if (IsCallout(Here()) && index_ + 1 < lines_.size() && CountWords(lines_.Clean(index_ + 1)) > 3) {
      callout_ = AsciiLower(Here());
      ++index_;
      return;
    }
    const std::size_t begin = lines_[index_].begin;
    Text text;
    if (glued_method_.end > 0 && IsBarePathStart()) {
      text = ProseOf(lines_.page(), glued_method_.begin, glued_method_.end);
      text.Append(" ", begin);
      SplitFollowing();
    } else {
      glued_method_ = {};
    }
    AppendProse(text, lines_.Raw(index_), begin);
    std::size_t next = index_ + 1;
    while (Continues(lines_.Clean(next - 1), next)) {
      AppendProse(text, " ", lines_[next].begin);
      AppendProse(text, lines_.Raw(next), lines_[next].begin);
      ++next;
    }
    Block& paragraph = Add(BlockKind::kParagraph, begin, lines_[next - 1].end);
    paragraph.text = std::move(text);
    const std::string& said = paragraph.text.text;
    after_status_ = IsCodeLabel(said.substr(0, said.find(" - "))) && said.size() < 60;
    // A sentence of its own ends a list of fields, unless it announces one.
    if (said.ends_with(':'))
      fields_expected_ =
          fields_expected_ ||
          IsFieldRole(std::string_view(said).substr(said.size() - std::min<std::size_t>(said.size(), 60)));
    else if (!after_status_ && CountWords(said) > 3 && !blocks_.empty())
      fields_expected_ =
          fields_expected_ && blocks_.size() > 1 && blocks_[blocks_.size() - 2].kind == BlockKind::kHeading;
    index_ = next;
  }

  bool IsBarePathStart() const { return lines_.Raw(index_).starts_with('/'); }
  void SplitFollowing() {
    glued_method_ = {};
    SplitGluedMethod(index_);
  }

  // A description that follows the last field of a list after a blank line, where fields before it have none, may
  // belong to a field whose name was lost in copying. It does where the page describes another parameter in the same
  // words.
  void FindLostNames() {
    for (auto at = doubtful_.rbegin(); at != doubtful_.rend(); ++at) {
      Block& field = blocks_[*at];
      const Text* name = field.Find("name");
      if (!name || !DescribesAnother(field.text.text, name->text)) continue;
      Block lost;
      lost.kind = BlockKind::kField;
      lost.text = std::move(field.text);
      lost.span = lost.text.span();
      field.text = {};
      field.span.end = field.span.begin;
      for (const Attribute& attribute : field.attributes)
        field.span.end = std::max(field.span.end, attribute.value.span().end);
      blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(*at) + 1, std::move(lost));
    }
  }

  static std::set<std::string> ContentWords(std::string_view text) {
    std::set<std::string> words;
    for (std::string_view word : Split(text.substr(0, 400), ' ')) {
      while (!word.empty() && !IsLetter(word.back()) && !IsDigit(word.back())) word.remove_suffix(1);
      if (word.size() >= 4) words.insert(AsciiLower(word));
    }
    return words;
  }

  bool DescribesAnother(std::string_view description, std::string_view name) const {
    const std::set<std::string> words = ContentWords(description);
    if (words.size() < 3) return false;
    const auto share = [&](std::string_view other) {
      const std::set<std::string> others = ContentWords(other);
      const auto common = static_cast<std::size_t>(
          std::count_if(words.begin(), words.end(), [&](const std::string& word) { return others.count(word) > 0; }));
      return static_cast<double>(common) / static_cast<double>(words.size());
    };
    double own = 0, best = 0;
    for (const Block& block : blocks_) {
      for (const Row& row : block.rows) {
        if (row.is_header || row.cells.size() < 2 || row.cells.back().empty()) continue;
        double& of = row.cells[0].text == name ? own : best;
        of = std::max(of, share(row.cells.back().text));
      }
    }
    return best >= 0.75 && own < 0.34;
  }

  TextLines lines_;
  std::size_t index_ = 0;
  std::vector<Block> blocks_;
  FieldContext list_;
  bool fields_expected_ = false, any_heading_ = false;
  bool after_status_ = false;  // the line before is "200 - application/json"
  bool after_endpoint_ = false;
  document::Span glued_method_{0, 0};
  std::string callout_;
  std::vector<std::size_t> indents_;
  std::vector<std::size_t> doubtful_;  // fields whose description may be another's
};

}  // namespace

std::vector<Block> ReadPlainText(const document::Source& source) { return TextReader(source).Read(); }

}  // namespace plumbline::page
