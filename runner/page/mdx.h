// Takes the components apart from the Markdown around and inside them: JSX (<Info>, <ParamField>), HTML blocks,
// :::note, !!! note,
// {% hint %}. Their lines become blank and what they hold loses their indentation, so that what is left is CommonMark,
// every byte of which is still tied to the page; the components are listed beside it. It also drops imports, exports
// and comments of MDX and takes out what CommonMark would read wrongly or too slowly: HTML tables, preformatted text,
// lines of thousands of brackets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

constexpr std::size_t kNoComponent = static_cast<std::size_t>(-1);

struct Component {
  std::string name;  // as Block::container has it: "warning", "tab", "field"
  std::string title;
  std::size_t parent = kNoComponent;    // always one before this
  std::size_t line = 0;                 // of the layout's text, where it opens
  int heading = 0;                      // <h2>: 2
  bool is_item = false;                 // <li>
  bool is_closed = false;               // one that is never closed holds nothing
  std::optional<Block> field;           // <ParamField> and the like; its text as far as an attribute tells it
  std::optional<Block> endpoint;        // "POST /calls", where the attributes are a method and a path
  std::vector<std::string> tab_titles;  // <Tabs items={['a', 'b']}>
  std::size_t tabs = 0;                 // how many tabs it has
  document::Span span;
};

// A block that is not CommonMark, before line `line` of the layout's text.
struct TakenOut {
  std::size_t line = 0;
  std::size_t component = kNoComponent;
  Block block;
};

struct Layout {
  struct Piece {
    std::size_t text = 0, page = 0;  // from byte `text` on, the text was copied from byte `page` on
  };
  std::string text;  // CommonMark; every line ends with '\n'
  std::vector<Piece> pieces;
  std::vector<std::size_t> line_starts;  // of `text`
  std::vector<std::size_t> line_components;
  std::vector<Component> components;
  std::vector<TakenOut> taken_out;  // by line

  std::size_t PageOf(std::size_t at) const;
  std::size_t LineEnd(std::size_t line) const;  // its '\n'
};

// The layout of `page` from byte `begin` on.
Layout LayOut(std::string_view page, std::size_t begin);

}  // namespace plumbline::page
