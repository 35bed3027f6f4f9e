#include <algorithm>

#include "base/text.h"
#include "page/prose.h"
#include "page/table_column.h"
#include "page/text_table.h"

namespace plumbline::page {
namespace {

struct Piece {
  std::size_t column = 0;          // where it begins, in characters from the line's first one
  std::size_t begin = 0, end = 0;  // bytes of the page
};

// The pieces of a line that have two spaces between them.
std::vector<Piece> PiecesOf(const TextLines& lines, std::size_t index) {
  constexpr std::size_t kLongestLine = 1000;
  const std::string_view raw = lines.Raw(index);
  std::vector<Piece> pieces;
  if (raw.size() > kLongestLine || raw.find('\t') != std::string_view::npos) return pieces;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t end = std::min(raw.find("  ", at), raw.size());
    pieces.push_back(
        {lines[index].indent + CodePointCount(raw.substr(0, at)), lines[index].begin + at, lines[index].begin + end});
    at = std::min(raw.find_first_not_of(' ', end), raw.size());
  }
  return pieces;
}

std::string_view TextOf(const TextLines& lines, const Piece& piece) {
  return lines.page().substr(piece.begin, piece.end - piece.begin);
}

bool IsRule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("-= +") == std::string_view::npos;
}

// A header of fields: a column of names first, and one that tells what they are. With a line of signs below, any header
// of known columns.
bool IsHeader(const TextLines& lines, const std::vector<Piece>& pieces, bool ruled) {
  if (pieces.size() < 2) return false;
  if (ruled)
    return std::all_of(pieces.begin(), pieces.end(),
                       [&](const Piece& piece) { return ColumnOf(TextOf(lines, piece)) != Column::kOther; });
  if (pieces.size() < 3 || ColumnOf(TextOf(lines, pieces.front())) != Column::kName) return false;
  return std::any_of(pieces.begin() + 1, pieces.end(),
                     [&](const Piece& piece) { return ColumnOf(TextOf(lines, piece)) == Column::kType; });
}

// The rows below such a header.
class Rows {
 public:
  // `ruled`: the first column may hold anything.
  Rows(const TextLines& lines, const std::vector<Piece>& header, bool ruled)
      : lines_(lines), header_(header), ruled_(ruled) {}

  // Takes one line; false where it belongs to the table no more.
  bool Take(std::size_t index) {
    const std::vector<Piece> pieces = PiecesOf(lines_, index);
    if (pieces.empty() || pieces.front().column < header_.front().column) return false;
    std::vector<std::size_t> columns;
    for (const Piece& piece : pieces) {
      const auto column = ColumnAt(piece.column);
      // What follows two spaces inside of a description stands below no name of the header.
      if (!column && (columns.empty() || columns.back() + 1 != header_.size())) return false;
      columns.push_back(column.value_or(header_.size() - 1));
    }
    if (columns.front() == 0) {
      if (!ruled_ && !IsName(TextOf(lines_, pieces.front()))) return false;
      Row row;
      row.cells.resize(header_.size());
      row.depth = static_cast<int>((pieces.front().column - header_.front().column + 1) / 2);
      rows_.push_back(std::move(row));
    } else if (rows_.empty()) {
      return false;
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Text& cell = rows_.back().cells[columns[i]];
      if (!cell.empty()) AppendProse(cell, " ", pieces[i].begin);
      AppendProse(cell, TextOf(lines_, pieces[i]), pieces[i].begin);
    }
    return true;
  }

  std::vector<Row> Taken() && { return std::move(rows_); }

 private:
  // Names may be indented below the first column; elsewhere cells begin where their column does.
  std::optional<std::size_t> ColumnAt(std::size_t at) const {
    if (at < header_[1].column && at + 1 != header_[1].column)
      return at <= header_.front().column + 12 ? std::optional<std::size_t>(0) : std::nullopt;
    for (std::size_t column = 1; column < header_.size(); ++column) {
      if (at + 1 >= header_[column].column && at <= header_[column].column + 1) return column;
    }
    return std::nullopt;
  }

  const TextLines& lines_;
  const std::vector<Piece>& header_;
  bool ruled_;
  std::vector<Row> rows_;
};

}  // namespace

std::optional<BareTable> FindAlignedTable(const TextLines& lines, std::size_t index) {
  const std::vector<Piece> header = PiecesOf(lines, index);
  const bool ruled = index + 1 < lines.size() && !lines[index + 1].after_blank && IsRule(lines.Raw(index + 1));
  if (!IsHeader(lines, header, ruled)) return std::nullopt;
  BareTable table{{}, index + (ruled ? 2 : 1)};
  Rows rows(lines, header, ruled);
  while (table.next < lines.size() && !lines[table.next].after_blank && rows.Take(table.next)) ++table.next;
  std::vector<Row> taken = std::move(rows).Taken();
  if (taken.empty()) return std::nullopt;
  Row named;
  named.is_header = true;
  for (const Piece& piece : header) named.cells.push_back(ProseOf(lines.page(), piece.begin, piece.end));
  table.block.kind = BlockKind::kTable;
  table.block.span = {lines[index].begin, lines[table.next - 1].end};
  table.block.rows.push_back(std::move(named));
  std::move(taken.begin(), taken.end(), std::back_inserter(table.block.rows));
  return table;
}

}  // namespace plumbline::page
