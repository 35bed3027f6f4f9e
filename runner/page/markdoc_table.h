// Tables of Markdoc: between {% table %} and {% /table %} stand lists with `---` between them, one for each row, one
// item for each cell.
#pragma once

#include <vector>

#include "page/page.h"

namespace plumbline::page {

// Makes a table of the items of each such tag. What is no such table stays as it is.
void FoldListTables(const document::Source& source, std::vector<Block>& blocks);

}  // namespace plumbline::page
