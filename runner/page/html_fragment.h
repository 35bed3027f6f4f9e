// HTML that stands inside Markdown: a table, preformatted text, a stray fragment. A flat scan of tags with byte-exact
// text, without a tree; whole HTML pages are read_html.cpp's.
#pragma once

#include <cstddef>
#include <string_view>

#include "page/page.h"

namespace plumbline::page {

// Each of [begin, end) of the page, tags included.
Block ReadHtmlTable(std::string_view page, std::size_t begin, std::size_t end);
Block ReadPreformatted(std::string_view page, std::size_t begin, std::size_t end);
// The text alone: tags and comments dropped, code and strong text marked, <br> a space.
Text ReadHtmlText(std::string_view page, std::size_t begin, std::size_t end);

// The byte after the closing tag of the element that opens at `begin`, nested ones of the same name counted; npos where
// it is never closed.
std::size_t EndOfElement(std::string_view page, std::size_t begin, std::size_t end, std::string_view lower_name);

}  // namespace plumbline::page
