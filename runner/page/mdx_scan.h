// The first pass over a page of MDX: its lines, each with what it is to Markdown and the component around it, and the
// components. Lines are not changed here; mdx.cpp writes the layout from them.
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

#include "page/mdx.h"

namespace plumbline::page {

constexpr std::size_t kMaxPartsOfLine = 32;
constexpr std::size_t kNoIndent = std::numeric_limits<std::size_t>::max();

// A line of the layout to be.
struct MdxLine {
  enum class Kind { kText, kInline, kCode, kBlank, kFenceEnd };
  Kind kind = Kind::kBlank;
  std::size_t begin = 0, end = 0;  // of the page
  std::size_t component = kNoComponent;
  std::size_t outer = kNoComponent;  // kInline: what is around the line's first tag
  std::size_t indent = 0;            // columns
  std::size_t fence_length = 0;      // kFenceEnd, whose bytes are those of the line that opened the fence
};

struct MdxLines {
  std::vector<MdxLine> lines;
  std::vector<Component> components;
  std::vector<std::size_t> tag_indents, content_indents;  // of components
  std::vector<TakenOut> taken_out;                        // `line` counts `lines`
};

// The lines of `page` from byte `begin` on.
MdxLines ScanMdx(std::string_view page, std::size_t begin);

// The byte past `>` and list markers, which may stand before a fence.
std::size_t PastMarkers(std::string_view line);

}  // namespace plumbline::page
