#include "page/text_table.h"

#include <algorithm>

#include "base/text.h"
#include "page/prose.h"

namespace plumbline::page {

namespace {

Row RowOf(const Text& text, const std::vector<std::size_t>& ends) {
  Row row;
  std::size_t begin = 0;
  for (std::size_t end : ends) {
    while (begin < end && text.text[begin] == ' ') ++begin;
    Text cell = text.Part(begin, end);
    TrimEnd(cell);
    row.cells.push_back(std::move(cell));
    begin = end;
  }
  return row;
}

// Whether words run into each other in the first word of a line, as they do in a row: "nameThe", "page1Page",
// "created_at".
bool LooksGlued(std::string_view line) {
  const std::string_view word = line.substr(0, std::min<std::size_t>(line.find(' '), 80));
  if (word.find('_') != std::string_view::npos || word.starts_with('/')) return true;
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (IsUpper(word[i]) && IsLower(word[i - 1])) return true;
    if (IsDigit(word[i]) != IsDigit(word[i - 1]) && (IsLetter(word[i]) || IsLetter(word[i - 1]))) return true;
  }
  return false;
}

NameStyle StyleOf(const TextLines& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const std::string& line = lines.Clean(i);
    const std::size_t capital =
        static_cast<std::size_t>(std::find_if(line.begin(), line.end(), IsUpper) - line.begin());
    const std::string_view before = std::string_view(line).substr(0, capital);
    if (before.find('_') != std::string_view::npos && before.find(' ') == std::string_view::npos)
      return NameStyle::kLower;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const std::string& line = lines.Clean(i);
    const std::string_view word = std::string_view(line).substr(0, std::min<std::size_t>(line.find(' '), 80));
    int boundaries = 0;
    for (std::size_t k = 1; k < word.size(); ++k) boundaries += IsUpper(word[k]) && IsLower(word[k - 1]) ? 1 : 0;
    if (boundaries >= 2) return NameStyle::kCamel;
  }
  return NameStyle::kUnknown;
}

std::optional<BareTable> FindGlued(const TextLines& lines, std::size_t index) {
  const GluedHeader header = ReadGluedHeader(lines.Clean(index));
  if (header.columns.size() < 2) return std::nullopt;
  std::size_t end = index + 1;
  while (end < lines.size() && end < index + 2000) {
    const std::string& line = lines.Clean(end);
    if (lines[end].after_blank && end > index + 1) break;
    if (IsRoleHeading(line) || IsFurniture(line) || line.starts_with("curl ") || line[0] == '{' ||
        ReadGluedHeader(line).columns.size() > 1)
      break;
    if (!LooksGlued(line) && !CutRow(line, header.columns, NameStyle::kUnknown)) break;
    ++end;
  }
  if (end == index + 1) return std::nullopt;
  const NameStyle style = StyleOf(lines, index + 1, end);
  BareTable table{{}, end};
  table.block.kind = BlockKind::kTable;
  table.block.span = {lines[index].begin, lines[end - 1].end};
  table.block.rows.push_back(RowOf(lines.Prose(index), header.ends));
  table.block.rows.back().is_header = true;
  for (std::size_t i = index + 1; i < end; ++i) {
    const Text text = lines.Prose(i);
    if (const auto ends = CutRow(text.text, header.columns, style, lines.known_names())) {
      table.block.rows.push_back(RowOf(text, *ends));
    } else {
      // Where its first cell ends, nobody knows.
      Row row;
      row.cells.resize(header.columns.size());
      row.cells.back() = text;
      table.block.rows.push_back(std::move(row));
    }
  }
  return table;
}

// The columns have one space between them: only what they hold says where a cell ends.
std::optional<BareTable> FindSpaced(const TextLines& lines, std::size_t index) {
  const GluedHeader header = ReadSpacedHeader(lines.Clean(index));
  if (header.columns.empty()) return std::nullopt;
  BareTable table{{}, index + 1};
  table.block.kind = BlockKind::kTable;
  table.block.rows.push_back(RowOf(lines.Prose(index), header.ends));
  table.block.rows.back().is_header = true;
  for (; table.next < lines.size() && !(lines[table.next].after_blank && table.next > index + 1); ++table.next) {
    const Text text = lines.Prose(table.next);
    const auto ends = CutSpacedRow(text.text, header.columns);
    if (!ends) break;
    table.block.rows.push_back(RowOf(text, *ends));
  }
  if (table.block.rows.size() < 2) return std::nullopt;
  table.block.span = {lines[index].begin, lines[table.next - 1].end};
  return table;
}

struct Cell {
  std::size_t begin = 0, end = 0;  // bytes of the page
};

// The cells of a line with tabs, bars or two spaces between them.
std::vector<Cell> CellsOf(const TextLines& lines, std::size_t index) {
  const std::string_view raw = lines.Raw(index);
  if (raw.size() > 4000) return {};
  const std::size_t base = lines[index].begin;
  const bool tabs = raw.find('\t') != std::string_view::npos, bars = !tabs && raw.find(" | ") != std::string_view::npos;
  std::vector<Cell> cells;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= raw.size();) {
    const std::string_view rest = raw.substr(at);
    const std::size_t gap = rest.empty()             ? 1
                            : tabs                   ? (rest[0] == '\t' ? 1 : 0)
                            : bars                   ? (rest.starts_with(" | ") ? 3 : 0)
                            : rest.starts_with("  ") ? rest.find_first_not_of(' ')
                                                     : 0;
    if (gap == 0) {
      ++at;
      continue;
    }
    std::size_t begin = start, end = at;
    while (begin < end && raw[begin] == ' ') ++begin;
    while (end > begin && raw[end - 1] == ' ') --end;
    cells.push_back({base + begin, base + end});
    at += gap;
    start = at;
  }
  return cells;
}

std::optional<BareTable> FindSeparated(const TextLines& lines, std::size_t index) {
  const std::vector<Cell> header = CellsOf(lines, index);
  if (header.size() < 2) return std::nullopt;
  const bool tabs = lines.Raw(index).find('\t') != std::string_view::npos;
  std::string glued;
  for (const Cell& cell : header) glued += lines.page().substr(cell.begin, cell.end - cell.begin);
  const bool known = ReadGluedHeader(glued).columns.size() == header.size();
  if (!known && !tabs && lines[index].indent > 0) return std::nullopt;
  std::vector<std::vector<Cell>> rows = {header};
  std::size_t end = index + 1;
  for (; end < lines.size() && !lines[end].after_blank; ++end) {
    std::vector<Cell> cells = CellsOf(lines, end);
    if (cells.size() < 2 || cells.size() > header.size()) break;
    rows.push_back(std::move(cells));
  }
  if (rows.size() < (known || tabs ? 2u : 3u)) return std::nullopt;
  BareTable table{{}, end};
  table.block.kind = BlockKind::kTable;
  table.block.span = {lines[index].begin, lines[end - 1].end};
  for (const std::vector<Cell>& cells : rows) {
    Row row;
    row.is_header = known && table.block.rows.empty();
    for (const Cell& cell : cells) row.cells.push_back(ProseOf(lines.page(), cell.begin, cell.end));
    row.cells.resize(header.size());
    table.block.rows.push_back(std::move(row));
  }
  return table;
}

// Each cell on a line of its own: the header's names, then rows of as many lines, held to what their columns hold.
std::optional<BareTable> FindVertical(const TextLines& lines, std::size_t index) {
  std::string glued;
  std::vector<TextColumn> columns;
  for (std::size_t i = index; i < lines.size() && i < index + 6; ++i) {
    if (lines.Clean(i).size() > 30) break;
    glued += lines.Clean(i);
    const GluedHeader header = ReadGluedHeader(glued);
    if (header.columns.size() == i - index + 1)
      columns = header.columns;
    else if (i > index)
      break;
  }
  if (columns.size() < 3 || columns.back() != TextColumn::kRest || columns[0] == TextColumn::kWords)
    return std::nullopt;
  const std::size_t width = columns.size();
  BareTable table{{}, index + width};
  table.block.kind = BlockKind::kTable;
  table.block.rows.emplace_back();
  table.block.rows[0].is_header = true;
  for (std::size_t i = 0; i < width; ++i) table.block.rows[0].cells.push_back(lines.Prose(index + i));
  const auto fits = [&](TextColumn column, std::string_view cell) {
    switch (column) {
      case TextColumn::kName:
        return IsName(cell);
      case TextColumn::kType:
        return IsType(cell);
      case TextColumn::kRequired:
      case TextColumn::kStatus:
      case TextColumn::kMethod:
      case TextColumn::kEndpoint:
      case TextColumn::kIn: {
        const auto ends = CutRow(cell, {column, TextColumn::kRest}, NameStyle::kUnknown);
        return ends && (*ends)[0] == cell.size();
      }
      case TextColumn::kDefault:
        return CountWords(cell) <= 2;
      case TextColumn::kWords:
      case TextColumn::kRest:
        return true;
    }
    return true;
  };
  while (table.next + width <= lines.size()) {
    Row row;
    for (std::size_t i = 0; i < width && fits(columns[i], lines.Clean(table.next + i)); ++i)
      row.cells.push_back(lines.Prose(table.next + i));
    if (row.cells.size() < width) break;
    table.block.rows.push_back(std::move(row));
    table.next += width;
  }
  if (table.block.rows.size() < 2) return std::nullopt;
  table.block.span = {lines[index].begin, lines[table.next - 1].end};
  return table;
}

}  // namespace

std::optional<BareTable> FindBareTable(const TextLines& lines, std::size_t index) {
  if (auto table = FindGlued(lines, index)) return table;
  if (auto table = FindAlignedTable(lines, index)) return table;
  if (auto table = FindSeparated(lines, index)) return table;
  if (auto table = FindSpaced(lines, index)) return table;
  return FindVertical(lines, index);
}

}  // namespace plumbline::page
