// A documentation page as a list of blocks, whatever it was written in: Markdown and MDX, HTML, reStructuredText, or
// text copied from a browser. Readers (read_*.cpp) make blocks and understand nothing of APIs; read_claims.cpp
// understands blocks. Every piece of text knows the bytes of the page it came from, so that whoever quotes it names
// line and column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/place.h"
#include "document/document.h"

namespace plumbline::page {

enum class Format { kMarkdown, kHtml, kRst, kText };
std::string_view FormatName(Format format);

// What a stretch of a text is marked as.
struct Mark {
  enum class Kind { kCode, kStrong, kEmphasis, kLink };
  Kind kind = Kind::kCode;
  std::size_t begin = 0, end = 0;  // bytes of Text::text
  std::string target;              // of a link

  bool operator==(const Mark&) const = default;
};

// Text without its markup: entities decoded, escapes undone, zero-width characters left out. In prose every run of
// white space is one space; code and front matter are as written, without the indentation that the block as a whole
// has.
struct Text {
  std::string text;
  // From byte `text` on, the characters were copied from byte `page` on. Ascending; the first stands at 0 where there
  // is text.
  struct Anchor {
    std::uint32_t text = 0, page = 0;
    bool operator==(const Anchor&) const = default;
  };
  std::vector<Anchor> anchors;
  std::vector<Mark> marks;

  bool empty() const { return text.empty(); }
  // Appends text that stands at byte `page` of the page.
  void Append(std::string_view more, std::size_t page);
  // The bytes of the page that [begin, end) of the text came from.
  document::Span SpanOf(std::size_t begin, std::size_t end) const;
  document::Span span() const { return SpanOf(0, text.size()); }
  // A part, with the anchors and marks that concern it.
  Text Part(std::size_t begin, std::size_t end) const;
  bool IsMarked(Mark::Kind kind, std::size_t begin, std::size_t end) const;

  bool operator==(const Text&) const = default;
};

enum class BlockKind {
  kHeading,
  kParagraph,
  kListItem,  // one a block; its further paragraphs are blocks of their own
  kCode,      // a fence, <pre>, a literal block, or JSON and commands that stand bare in a text
  kTable,
  kField,  // a parameter or member told by a component or directive: <ParamField>, <ResponseField>, `:query page:`, or
           // a name, type and description on lines of their own
  kFrontMatter,  // metadata before the page's text, as YAML
};

// A row of a table; all rows of a table have as many cells as its widest one, missing ones empty.
struct Row {
  bool is_header = false;
  std::vector<Text> cells;
  int depth = 0;  // how far its first cell is indented below those of the table
  bool operator==(const Row&) const = default;
};

// Of a kField block: what it says of itself. Names are lower case: "name", "type", "in" (path, query, header, cookie,
// body, form, response), "required", "default", "enum", "format", "minimum", "maximum", "deprecated", "nullable".
// "required" and "deprecated" and "nullable" hold "true" or "false".
struct Attribute {
  std::string name;
  Text value;
  bool operator==(const Attribute&) const = default;
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  document::Span span;   // the whole block in the page, its markup included
  int level = 0;         // heading: 1 to 6; list item: depth from 1; field: depth of nesting from 0
  Text text;             // heading, paragraph, list item, front matter; code: the code; field: its description
  std::string language;  // code: the first word of the info string in lower case ("json", "bash"); empty: not told
  std::string info;      // code: the whole info string
  std::string title;     // of the code block, or of the tab that holds it: "Python", "200 OK"
  std::string
      container;  // the innermost component or directive around the block, lower case: "warning", "tab", "quote"
  std::vector<Row> rows;              // table
  std::vector<Attribute> attributes;  // field

  const Text* Find(std::string_view attribute) const;
  bool operator==(const Block&) const = default;
};

struct Page {
  document::Source source;  // its name is what messages call the page
  Format format = Format::kText;
  std::vector<Block> blocks;

  Place Quote(document::Span span, std::string note) const;
};

// By the name's ending (.md .mdx .markdown, .html .htm, .rst), else by what the text looks like.
Format FormatOf(std::string_view name, std::string_view text);

// Reads a page. Throws Error for bytes that are no text (NUL, invalid UTF-8 that is no Latin-1 page), and past the
// limits.
Page ReadPage(std::string name, std::string text, const document::Limits& limits = {});

// One each, in the file of its name.
std::vector<Block> ReadMarkdown(const document::Source& source);
std::vector<Block> ReadHtml(const document::Source& source);
std::vector<Block> ReadRst(const document::Source& source);
std::vector<Block> ReadPlainText(const document::Source& source);

// "heading 2 [3:1] Get profile", one line a block and its parts, for tests and `--explain-claims`.
std::string Print(const Page& page);

}  // namespace plumbline::page
