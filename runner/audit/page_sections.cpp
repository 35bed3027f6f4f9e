#include "audit/page_sections.h"

#include <algorithm>

namespace plumbline::audit {

PageSections::PageSections(const page::Page& page) : page_(&page), outline_(page::OutlineOf(page)) {
  for (std::size_t b = 0; b < page.blocks.size(); ++b) begins_.emplace_back(page.blocks[b].span.begin, b);
  std::sort(begins_.begin(), begins_.end());
}

std::optional<std::size_t> PageSections::BlockOf(document::Span span) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), std::pair(span.begin, page_->blocks.size()));
  if (after == begins_.begin()) return std::nullopt;
  return std::prev(after)->second;
}

std::size_t PageSections::GroupOf(std::size_t block) const {
  while (block > 0 && page_->blocks[block - 1].kind == page::BlockKind::kCode) --block;
  return block;
}

std::string PageSections::TextBefore(std::size_t block) const {
  if (block == 0) return "";
  const page::Block& before = page_->blocks[block - 1];
  const bool text = before.kind == page::BlockKind::kParagraph || before.kind == page::BlockKind::kListItem ||
                    before.kind == page::BlockKind::kHeading;
  return text ? before.text.text : "";
}

bool PageSections::IsAside(std::size_t block) const {
  const page::Role role = outline_.RoleAt(block);
  return role == page::Role::kAside || role == page::Role::kWebhook;
}

}  // namespace plumbline::audit
