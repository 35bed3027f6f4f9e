#include "page/rst_table.h"

#include <algorithm>
#include <utility>

#include "page/prose.h"
#include "page/rst_inline.h"

namespace plumbline::page {

namespace {

std::string_view LineOf(std::string_view page, const RstLine& line) {
  return page.substr(line.begin, line.end - line.begin);
}

// Byte offsets of the columns are code points in a table's drawing.
std::size_t Advance(std::string_view line, std::size_t code_points) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < code_points && at < line.size(); ++i) at += CharacterLength(line, at);
  return at;
}

using Columns = std::vector<std::pair<std::size_t, std::size_t>>;  // in code points

void AppendCell(Text& cell, std::string_view page, const RstLine& line, std::size_t first, std::size_t last) {
  const std::string_view text = LineOf(page, line);
  const std::size_t begin = Advance(text, first), end = last == std::string_view::npos
                                                            ? text.size()
                                                            : begin + Advance(text.substr(begin), last - first);
  if (begin >= end) return;
  if (!cell.empty()) AppendProse(cell, " ", line.begin + begin);
  AppendRst(cell, page, line.begin + begin, line.begin + end);
}

void Finish(Block& table) {
  std::size_t width = 0;
  for (const Row& row : table.rows) width = std::max(width, row.cells.size());
  for (Row& row : table.rows) {
    if (width * table.rows.size() < 1'000'000) row.cells.resize(width);
    for (Text& cell : row.cells) TrimEnd(cell);
  }
}

bool IsGridBorder(std::string_view line, char fill) {
  return line.size() > 2 && line[0] == '+' && line.back() == '+' &&
         line.find_first_not_of(fill == '=' ? "+=" : "+-") == std::string_view::npos;
}

RstTable ReadGrid(std::string_view page, const std::vector<RstLine>& lines, std::size_t index, std::size_t end) {
  RstTable table;
  table.block.kind = BlockKind::kTable;
  const std::size_t indent = lines[index].indent;
  const std::string_view border = LineOf(page, lines[index]);
  Columns columns;
  for (std::size_t at = indent; at + 1 < border.size();) {
    const std::size_t next = border.find('+', at + 1);
    if (next == std::string_view::npos) break;
    columns.push_back({at + 1, next});
    at = next;
  }
  Row row;
  row.cells.resize(columns.size());
  bool any = false;
  std::size_t i = index + 1;
  for (; i < end && !lines[i].Blank(); ++i) {
    const std::string_view line =
        LineOf(page, lines[i]).substr(std::min<std::size_t>(indent, lines[i].end - lines[i].begin));
    if (line[0] != '|' && line[0] != '+') break;
    // A border with text in it belongs to a cell over several rows; the row ends there all the same.
    if (line[0] == '+') {
      if (any) table.block.rows.push_back(std::exchange(row, {}));
      if (line.find('=') != std::string_view::npos && IsGridBorder(line, '=')) {
        for (Row& head : table.block.rows) head.is_header = true;
      }
      row.cells.assign(columns.size(), {});
      any = false;
      continue;
    }
    any = true;
    const std::string_view whole = LineOf(page, lines[i]);
    for (std::size_t column = 0; column < columns.size();) {
      // A cell over several columns reaches to the next bar.
      std::size_t last = column;
      while (last + 1 < columns.size() && whole.substr(Advance(whole, columns[last].second), 1) != "|") ++last;
      AppendCell(row.cells[column], page, lines[i], columns[column].first, columns[last].second);
      column = last + 1;
    }
  }
  if (any) table.block.rows.push_back(std::move(row));
  table.block.span = {lines[index].begin + lines[index].indent, lines[i - 1].end};
  table.next = i;
  Finish(table.block);
  return table;
}

bool IsSimpleBorder(std::string_view line) {
  return line.starts_with("==") && line.find(' ') != std::string_view::npos &&
         line.find_first_not_of("= ") == std::string_view::npos;
}

std::optional<RstTable> ReadSimple(std::string_view page, const std::vector<RstLine>& lines, std::size_t index,
                                   std::size_t end) {
  const std::string_view border = LineOf(page, lines[index]);
  Columns columns;
  for (std::size_t at = lines[index].indent; at < border.size();) {
    const std::size_t stop = std::min(border.find(' ', at), border.size());
    const std::size_t next = std::min(border.find('=', stop), border.size());
    columns.push_back({at, next < border.size() ? next : std::string_view::npos});
    at = next;
  }
  RstTable table;
  table.block.kind = BlockKind::kTable;
  int borders = 1;
  std::size_t i = index + 1;
  for (; i < end; ++i) {
    if (lines[i].Blank()) {
      // Between the rows of a table, or after one that nobody closed.
      if (i + 1 < end && !lines[i + 1].Blank() && borders < 3 && lines[i + 1].indent >= lines[index].indent) continue;
      break;
    }
    const std::string_view line = LineOf(page, lines[i]).substr(lines[i].indent);
    if (IsSimpleBorder(line)) {
      ++borders;
      const bool last = i + 1 >= end || lines[i + 1].Blank();
      if (borders == 2 && !last) {
        for (Row& row : table.block.rows) row.is_header = true;
        continue;
      }
      ++i;
      break;
    }
    if (line.find_first_not_of("- ") == std::string_view::npos && line.size() > 2) continue;
    Row row;
    row.cells.resize(columns.size());
    for (std::size_t column = 0; column < columns.size(); ++column)
      AppendCell(row.cells[column], page, lines[i], columns[column].first, columns[column].second);
    // A first cell that is empty continues the row before it.
    TrimEnd(row.cells[0]);
    if (row.cells[0].empty() && !table.block.rows.empty()) {
      for (std::size_t column = 1; column < columns.size(); ++column) {
        AppendCell(table.block.rows.back().cells[column], page, lines[i], columns[column].first,
                   columns[column].second);
      }
      continue;
    }
    table.block.rows.push_back(std::move(row));
  }
  if (borders < 2 || table.block.rows.empty()) return std::nullopt;
  table.block.span = {lines[index].begin + lines[index].indent, lines[i - 1].end};
  table.next = i;
  Finish(table.block);
  return table;
}

document::Span SpanOfLines(const std::vector<RstLine>& lines, std::size_t begin, std::size_t end) {
  while (begin < end && lines[begin].Blank()) ++begin;
  if (begin >= end) return {};
  return {lines[begin].begin + lines[begin].indent, lines[end - 1].end};
}

}  // namespace

std::optional<RstTable> FindRstTable(std::string_view page, const std::vector<RstLine>& lines, std::size_t index,
                                     std::size_t end) {
  const std::string_view line = LineOf(page, lines[index]).substr(lines[index].indent);
  // Every cell is found by counting from the line's beginning; nobody draws tables wider than this.
  if (line.size() > 2000) return std::nullopt;
  if (IsGridBorder(line, '-')) return ReadGrid(page, lines, index, end);
  if (IsSimpleBorder(line)) return ReadSimple(page, lines, index, end);
  return std::nullopt;
}

Block ReadListTable(std::string_view page, const std::vector<RstLine>& lines, std::size_t begin, std::size_t end,
                    std::size_t headers) {
  Block table;
  table.kind = BlockKind::kTable;
  table.span = SpanOfLines(lines, begin, end);
  std::size_t cell_indent = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].Blank()) continue;
    std::size_t at = lines[i].begin + lines[i].indent;
    const auto mark = [&] {
      return at < lines[i].end && (page[at] == '*' || page[at] == '-') &&
             (at + 1 >= lines[i].end || page[at + 1] == ' ');
    };
    const bool row = mark() && page[at] == '*' && (table.rows.empty() || lines[i].indent < cell_indent);
    if (row) {
      table.rows.emplace_back();
      table.rows.back().is_header = table.rows.size() <= headers;
      for (++at; at < lines[i].end && page[at] == ' ';) ++at;
      cell_indent = at - lines[i].begin;
    }
    if (table.rows.empty()) continue;
    std::vector<Text>& cells = table.rows.back().cells;
    if (mark() && at - lines[i].begin == cell_indent) {
      cells.emplace_back();
      ++at;
    }
    if (cells.empty() || at >= lines[i].end) continue;
    if (!cells.back().empty()) AppendProse(cells.back(), " ", at);
    AppendRst(cells.back(), page, at, lines[i].end);
  }
  Finish(table);
  return table;
}

Row ReadCsvRow(std::string_view page, std::size_t begin, std::size_t end) {
  Row row;
  std::size_t at = begin;
  while (at <= end) {
    Text cell;
    while (at < end && page[at] == ' ') ++at;
    if (at < end && page[at] == '"') {
      std::size_t from = ++at;
      while (at < end) {
        if (page[at] == '"') {
          AppendRst(cell, page, from, at);
          if (at + 1 >= end || page[at + 1] != '"') break;
          cell.Append("\"", at);
          at += 2;
          from = at;
          continue;
        }
        ++at;
      }
      if (at >= end) AppendRst(cell, page, from, end);
      at = std::min(page.substr(0, end).find(',', std::min(at, end)), end);
    } else {
      const std::size_t comma = std::min(page.substr(0, end).find(',', at), end);
      AppendRst(cell, page, at, comma);
      at = comma;
    }
    row.cells.push_back(std::move(cell));
    ++at;
  }
  return row;
}

Block ReadCsvTable(std::string_view page, const std::vector<RstLine>& lines, std::size_t begin, std::size_t end,
                   std::size_t headers) {
  Block table;
  table.kind = BlockKind::kTable;
  table.span = SpanOfLines(lines, begin, end);
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].Blank()) continue;
    table.rows.push_back(ReadCsvRow(page, lines[i].begin + lines[i].indent, lines[i].end));
    table.rows.back().is_header = table.rows.size() <= headers;
  }
  Finish(table);
  return table;
}

}  // namespace plumbline::page
