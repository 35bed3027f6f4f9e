// Text of reStructuredText without its markup: literals and roles become marks, links lose their targets, substitutions
// go.
#pragma once

#include <cstddef>
#include <string_view>

#include "page/page.h"

namespace plumbline::page {

// Appends the bytes [begin, end) of `page` as prose.
void AppendRst(Text& text, std::string_view page, std::size_t begin, std::size_t end);

}  // namespace plumbline::page
