// How readers of pages write prose into a Text: white space collapsed, zero-width characters left out, entities
// decoded, and every byte still tied to its place in the page. Shared by the readers of markup; it knows no markup
// itself but entities.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "page/page.h"

namespace plumbline::page {

// An empty block over [begin, end) of the page.
Block BlockAt(BlockKind kind, std::size_t begin, std::size_t end);

// Appends prose that stands at byte `page` of the page.
void AppendProse(Text& text, std::string_view more, std::size_t page);

// Appends characters that stand for others there (an entity, a line break), all of them at byte `page`.
void AppendReplaced(Text& text, std::string_view more, std::size_t page);

// Appends code or metadata as written, zero-width characters aside.
void AppendVerbatim(Text& text, std::string_view more, std::size_t page);

// Appends `more` after a space, with its marks.
void AppendSentence(Text& text, const Text& more);

// Ends the text, and its marks, before trailing spaces.
void TrimEnd(Text& text);

// Bytes of the character at `at` of valid UTF-8.
std::size_t CharacterLength(std::string_view text, std::size_t at);
// Bytes of the white space (no-break space among it) that begins at `at`; 0 where there is none.
std::size_t SpaceLength(std::string_view text, std::size_t at);
// Bytes of a character without width, such as U+200B, at `at`; 0 where there is none.
std::size_t InvisibleLength(std::string_view text, std::size_t at);
// The bytes [begin, end) of `page`, as prose.
Text ProseOf(std::string_view page, std::size_t begin, std::size_t end);

struct Entity {
  std::size_t length = 0;  // bytes of the reference, `&` and `;` included; 0: none stands there
  std::string utf8;        // empty where the name is not one of the common ones
};
Entity EntityAt(std::string_view text, std::size_t at);

// Prose with entities: text between HTML tags, the value of an attribute. [begin, end) of the page.
void AppendEncoded(Text& text, std::string_view page, std::size_t begin, std::size_t end);

}  // namespace plumbline::page
