// Where on a page a claim stands: its block, and the topic that the block belongs to. For rules that hold what one
// section says against what it shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "page/claim.h"
#include "page/outline.h"
#include "page/page.h"

namespace plumbline::audit {

class PageSections {
 public:
  // The page must outlive this.
  explicit PageSections(const page::Page& page);

  const page::Outline& outline() const { return outline_; }
  // The block that holds the first byte of a span; nothing for one before the first block.
  std::optional<std::size_t> BlockOf(document::Span span) const;
  // The section that is the topic of a block.
  std::size_t TopicOf(std::size_t block) const { return outline_.TopicOf(outline_.section_of[block]); }
  // The first of the blocks of code that follow each other up to this one: the tabs of one request have it in common.
  std::size_t GroupOf(std::size_t block) const;
  // The paragraph, list item or heading right before a block; empty where something else is there.
  std::string TextBefore(std::size_t block) const;
  // Whether it is about something else than the API's operations: webhooks, related endpoints.
  bool IsAside(std::size_t block) const;

 private:
  const page::Page* page_;
  page::Outline outline_;
  std::vector<std::pair<std::uint32_t, std::size_t>> begins_;  // of blocks, ascending
};

// Whether what a page shows there is an example of what is refused, by the words before it or the answer behind it.
bool ShowsRefusal(const page::DocumentedPage& page, std::uint32_t at);

}  // namespace plumbline::audit
