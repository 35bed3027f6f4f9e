// Tables of a text that lost their markup: cells glued to each other (`namestringRequiredThe full name` under
// `FieldTypeRequiredDescription`), set apart by tabs, runs of spaces or one space, or each on a line of its own. A
// header of known column names says what each column holds, and that says where its cells end. A row that can be cut in
// two ways is not cut.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/text_line.h"

namespace plumbline::page {

enum class TextColumn { kName, kType, kRequired, kDefault, kIn, kStatus, kMethod, kEndpoint, kWords, kRest };

// The columns of a header whose names are glued; fewer than two where `line` is no such header. `ends` are the ends of
// the cells.
struct GluedHeader {
  std::vector<TextColumn> columns;
  std::vector<std::size_t> ends;
};
GluedHeader ReadGluedHeader(std::string_view line);

// The same for a header whose names have one space between them: "Name Type Required Description". Its first column
// holds names, and a column of types is among them.
GluedHeader ReadSpacedHeader(std::string_view line);

// The ends of the cells of a row under such a header; nothing where a cell is not what its column holds.
std::optional<std::vector<std::size_t>> CutSpacedRow(std::string_view row, const std::vector<TextColumn>& columns);

// How the names of a table are written; tells where a name ends that is followed by a capital.
enum class NameStyle { kUnknown, kLower, kCamel };

// The ends of the cells of a row, as many as columns; nothing where that is not certain. A name that is known from
// elsewhere ends where it ends there.
std::optional<std::vector<std::size_t>> CutRow(std::string_view row, const std::vector<TextColumn>& columns,
                                               NameStyle style, const KnownNames& known = {});

struct BareTable {
  Block block;
  std::size_t next = 0;  // the line after it
};
// The table that begins with the line `index`, where its cells stand below each other: columns are told by where the
// names of the header begin. Descriptions may go on in further lines, and names may be indented below others
// (text_table_aligned.cpp).
std::optional<BareTable> FindAlignedTable(const TextLines& lines, std::size_t index);

// The table that begins with the line `index`, if there is any.
std::optional<BareTable> FindBareTable(const TextLines& lines, std::size_t index);

}  // namespace plumbline::page
