// "[block:code]", JSON, "[/block]": how documentation on ReadMe's platform writes code, tables of parameters, callouts
// and headings into Markdown.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

// "code" of "[block:code]"; nothing for any other line.
std::optional<std::string_view> MagicBlockType(std::string_view line);

// The blocks that the JSON at [begin, end) of the page stands for; none of it for images and the like. Nothing where it
// is no JSON object.
std::optional<std::vector<Block>> ReadMagicBlock(std::string_view page, std::string_view type, std::size_t begin,
                                                 std::size_t end);

}  // namespace plumbline::page
