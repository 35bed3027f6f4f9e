#include "page/markdoc_table.h"

#include <algorithm>
#include <utility>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

bool IsCell(const Block& block) {
  return block.kind == BlockKind::kListItem && block.container == "table" && block.level == 1;
}

// Whether a line of dashes, which ends a row, stands between two items; a closing tag ends the table.
enum class Between { kNothing, kRow, kTable };
Between BetweenOf(std::string_view page, const Block& one, const Block& other) {
  static const Regex kRow(R"((?m)^[ \t]*---+[ \t]*\r?$)"), kTag(R"(\{%-?\s*/?table\b)");
  if (other.span.begin < one.span.end) return Between::kNothing;
  const std::string_view between = page.substr(one.span.end, other.span.begin - one.span.end);
  return kTag.In(between) ? Between::kTable : kRow.In(between) ? Between::kRow : Between::kNothing;
}

// Items without text between two others are no blocks.
std::size_t EmptyCells(std::string_view page, const Block& one, const Block& other) {
  static const Regex kEmpty(R"((?m)^[ \t]*[-*+][ \t]*\r?$)");
  if (other.span.begin < one.span.end) return 0;
  return kEmpty.All(page.substr(one.span.end, other.span.begin - one.span.end)).size();
}

Row RowOf(std::string_view page, std::vector<Block>& blocks, const std::vector<std::size_t>& cells, std::size_t width) {
  Row row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) row.cells.resize(row.cells.size() + EmptyCells(page, blocks[cells[i - 1]], blocks[cells[i]]));
    row.cells.push_back(std::move(blocks[cells[i]].text));
  }
  row.cells.resize(width);
  return row;
}

}  // namespace

void FoldListTables(const document::Source& source, std::vector<Block>& blocks) {
  const std::string_view page = source.text();
  std::vector<Block> folded;
  for (std::size_t b = 0; b < blocks.size();) {
    if (!IsCell(blocks[b])) {
      folded.push_back(std::move(blocks[b++]));
      continue;
    }
    std::vector<std::vector<std::size_t>> rows = {{b}};
    std::size_t end = b + 1;
    for (; end < blocks.size() && IsCell(blocks[end]); ++end) {
      const Between between = BetweenOf(page, blocks[end - 1], blocks[end]);
      if (between == Between::kTable) break;
      if (between == Between::kRow) rows.emplace_back();
      rows.back().push_back(end);
    }
    const std::size_t width = rows.front().size();
    const bool whole = rows.size() > 1 && width > 1 &&
                       std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return row.size() <= width; });
    if (!whole) {
      for (; b < end; ++b) folded.push_back(std::move(blocks[b]));
      continue;
    }
    Block table;
    table.kind = BlockKind::kTable;
    table.span = {blocks[b].span.begin, blocks[end - 1].span.end};
    table.title = blocks[b].title;
    for (const std::vector<std::size_t>& cells : rows) {
      table.rows.push_back(RowOf(page, blocks, cells, width));
      table.rows.back().is_header = table.rows.size() == 1;
    }
    folded.push_back(std::move(table));
    b = end;
  }
  blocks = std::move(folded);
}

}  // namespace plumbline::page
