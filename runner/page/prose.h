// Prose out of the bytes of a page: every run of white space becomes one space, characters without width are left out, and each
// byte that stays knows where it stood. What the readers of text, HTML and reStructuredText share.
#pragma once

#include <cstddef>
#include <string_view>

#include "page/page.h"

namespace plumbline::page {

// Bytes of the character at `at` of valid UTF-8.
std::size_t CharacterLength(std::string_view text, std::size_t at);
// Bytes of the white space (no-break space among it) that begins at `at`; 0 where there is none.
std::size_t SpaceLength(std::string_view text, std::size_t at);
// Bytes of a character without width, such as U+200B, at `at`; 0 where there is none.
std::size_t InvisibleLength(std::string_view text, std::size_t at);

// Appends a piece that stands at byte `page` of the page. White space at the beginning of a text is left out.
void AppendProse(Text& text, std::string_view piece, std::size_t page);
// Removes white space at the end, with what it carries.
void TrimEnd(Text& text);
// The bytes [begin, end) of `page`.
Text ProseOf(std::string_view page, std::size_t begin, std::size_t end);

}  // namespace plumbline::page
