// The tables of reStructuredText: grids of `+---+`, columns under `====`, and the directives list-table and csv-table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

struct RstLine {
  std::uint32_t begin = 0, end = 0;  // without white space at the end
  std::uint32_t indent = 0;          // of what stands at `begin` + `indent`
  bool Blank() const { return begin + indent >= end; }
};

struct RstTable {
  Block block;
  std::size_t next = 0;
};
// The table of `+---+` or `====` that begins with the line `index`, if there is any; lines from `end` on are not its.
std::optional<RstTable> FindRstTable(std::string_view page, const std::vector<RstLine>& lines, std::size_t index,
                                     std::size_t end);

// The bodies of the directives, in the lines [begin, end); `headers` rows are headers.
Block ReadListTable(std::string_view page, const std::vector<RstLine>& lines, std::size_t begin, std::size_t end,
                    std::size_t headers);
Block ReadCsvTable(std::string_view page, const std::vector<RstLine>& lines, std::size_t begin, std::size_t end,
                   std::size_t headers);
// The cells of one line of comma-separated values.
Row ReadCsvRow(std::string_view page, std::size_t begin, std::size_t end);

}  // namespace plumbline::page
