#include "audit/page_sections.h"

#include <algorithm>
#include <string_view>

#include "base/regex.h"

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

bool ShowsRefusal(const page::DocumentedPage& page, std::uint32_t at) {
  static const Regex kRefused(
      R"((?i)\b(?:fails?|failed|failing|invalid|wrong|error|errors|refused?|rejected|rejects|too (?:large|big|many|long|high|small)|not allowed|bad request|4\d\d|deprecated|legacy|old)\b)");
  const std::string& text = page.page.source.text();
  const std::size_t line = text.rfind('\n', at) == std::string::npos ? 0 : text.rfind('\n', at);
  static const Regex kComment(R"((?:#|//).*$)");
  const std::string_view own = std::string_view(text).substr(line, std::min(text.find('\n', at), text.size()) - line);
  if (const auto comment = kComment.Find(own); comment && kRefused.In((*comment)[0])) return true;
  const page::Block* before = nullptr;
  for (const page::Block& block : page.page.blocks) {
    if (block.span.begin > at) break;
    if (block.kind == page::BlockKind::kParagraph || block.kind == page::BlockKind::kHeading ||
        block.kind == page::BlockKind::kListItem)
      before = &block;
  }
  if (before != nullptr && kRefused.In(before->text.text)) return true;
  for (const page::SampleClaim& sample : page.claims.samples) {
    if (sample.span.begin > at && sample.part == page::Part::kResponse) return sample.is_error;
  }
  return false;
}

}  // namespace plumbline::audit
