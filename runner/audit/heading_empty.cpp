#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "audit/rule.h"
#include "base/regex.h"
#include "page/outline.h"

namespace plumbline::audit {
namespace {

bool IsEmpty(const page::Section& section) {
  return section.heading != page::Section::kNone && section.heading + 1 >= section.end;
}

// Headings of copied text are guessed by their looks: navigation, contents and titles of tables that lost their shape
// look alike. One that announces a sample is none of these, unless it stands in a list of them.
bool AnnouncesSample(const page::Page& page, const page::Outline& outline, std::size_t s) {
  static const Regex kSample(R"((?i)\b(?:examples?|samples?)\b)");
  if (!kSample.In(page.blocks[outline.sections[s].heading].text.text)) return false;
  const auto empty = [&](std::size_t i) { return i < outline.sections.size() && IsEmpty(outline.sections[i]); };
  const bool before = s > 0 && empty(s - 1), after = empty(s + 1);
  return !(before && after) && !(before && s > 1 && empty(s - 2)) && !(after && empty(s + 2));
}

// Whether HTML has text up to the next block that is part of no block, such as the label of a button.
bool HasTextBetween(const page::Page& page, const page::Block& heading, const page::Block* next) {
  const std::string_view text = page.source.text();
  const std::size_t end = next != nullptr ? std::min<std::size_t>(next->span.begin, text.size()) : text.size();
  bool in_tag = false;
  for (std::size_t at = heading.span.end; at < end; ++at) {
    if (text[at] == '<')
      in_tag = true;
    else if (text[at] == '>')
      in_tag = false;
    else if (!in_tag && std::isalnum(static_cast<unsigned char>(text[at])))
      return true;
  }
  return false;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::Page& page = subject.pages()[p].page;
    const page::Outline outline = page::OutlineOf(page);
    for (std::size_t s = 0; s < outline.sections.size(); ++s) {
      const page::Section& section = outline.sections[s];
      if (!IsEmpty(section)) continue;
      // The page's title may stand alone.
      if (page.blocks[section.heading].level <= 1) continue;
      const page::Block& heading = page.blocks[section.heading];
      const page::Block* next = section.heading + 1 < page.blocks.size() ? &page.blocks[section.heading + 1] : nullptr;
      if (page.format == page::Format::kText && !AnnouncesSample(page, outline, s)) continue;
      if (page.format == page::Format::kHtml && HasTextBetween(page, heading, next)) continue;
      finding::Finding found = NewFinding(subject, "heading.empty", kNowhere, finding::Severity::kNote,
                                          page.source.name() + "#" + heading.text.text);
      found.message = fmt::format("nothing stands under the heading '{}'", heading.text.text);
      found.expected = "what the heading announces";
      found.observed = "nothing";
      found.places = {page.Quote(heading.text.span(), "nothing under it")};
      if (next != nullptr)
        found.places.push_back(
            page.Quote({next->span.begin, next->span.begin + 1}, "the next block belongs to another section"));
      found.likely = "The page: a sample or a table was lost.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kHeadingEmpty = {
    {"heading.empty", "Headings of samples and tables have them", finding::Severity::kNote,
     "Looks for headings that have nothing under them; in text copied from a page, where headings are guessed, for those of samples only. "
     "A note, since one place alone cannot contradict itself.\n\nWhat to do: put the sample "
     "there, or take the heading away."},
    Run};

}  // namespace plumbline::audit
