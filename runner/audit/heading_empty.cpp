#include <fmt/format.h>

#include "audit/rule.h"
#include "page/outline.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::Page& page = subject.pages()[p].page;
    const page::Outline outline = page::OutlineOf(page);
    for (const page::Section& section : outline.sections) {
      if (section.heading == page::Section::kNone || section.heading + 1 < section.end) continue;
      // The page's title may stand alone.
      if (page.blocks[section.heading].level <= 1) continue;
      const page::Block& heading = page.blocks[section.heading];
      finding::Finding found = NewFinding(subject, "heading.empty", kNowhere, finding::Severity::kNote, page.source.name() + "#" + heading.text.text);
      found.message = fmt::format("nothing stands under the heading '{}'", heading.text.text);
      found.expected = "what the heading announces";
      found.observed = "nothing";
      found.places = {page.Quote(heading.text.span(), "nothing under it")};
      if (section.heading + 1 < page.blocks.size()) found.places.push_back(page.Quote({page.blocks[section.heading + 1].span.begin, page.blocks[section.heading + 1].span.begin + 1}, "the next block belongs to another section"));
      found.likely = "The page: a sample or a table was lost.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kHeadingEmpty = {
    {"heading.empty", "Headings of samples and tables have them", finding::Severity::kNote,
     "Looks for headings that have nothing under them. A note, since one place alone cannot contradict itself.\n\nWhat to do: put the sample "
     "there, or take the heading away."},
    Run};

}  // namespace plumbline::audit
