#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/auth_header.h"
#include "audit/page_sections.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using page::Block;
using page::BlockKind;

// X-Acme-Signature, x-acme-hmac, Acme-Signature.
bool IsSignatureName(std::string_view name) {
  static const Regex kSignature(
      R"((?i)x-(?:[a-z0-9]+-)*(?:signature|sig|sign|hmac)(?:-[a-z0-9]+)?|[a-z0-9]+(?:-[a-z0-9]+)*-signature(?:-[a-z0-9]+)?)");
  static const Regex kOther(R"((?i)(?:hmac|sha\d*|md5|rsa|re|pre|non)-.*)");
  return kSignature.Full(name).has_value() && !kOther.Full(name);
}

struct Named {
  std::string name;
  document::Span span;
};

// Header fields for signatures that a text names: written as header fields are, or marked as code.
std::vector<Named> NamedIn(const page::Text& text) {
  static const Regex kName(R"(\b[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+\b)");
  static const Regex kWritten(R"([Xx]-.*|[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)+)");
  std::vector<Named> names;
  for (const Regex::Match& match : kName.All(text.text)) {
    if (!IsSignatureName(match[0]) ||
        (!kWritten.Full(match[0]) && !text.IsMarked(page::Mark::Kind::kCode, match.begin(), match.end())))
      continue;
    names.push_back({std::string(match[0]), text.SpanOf(match.begin(), match.end())});
  }
  return names;
}

// Header fields for signatures that code reads of a request: req.headers['x-acme-signature'],
// request.headers.get("X-Acme-Signature"),
// $_SERVER['HTTP_X_ACME_SIGNATURE']. What is assigned to is sent, and not read.
std::vector<Named> ReadBy(const Block& block) {
  static const Regex kRead(
      R"((?i)(?:\bheaders?\s*(?:\[|\(|\.get\(|\.fetch\(|\.at\()|\b(?:get_?header|getHeaderLine|req(?:uest)?\.get|header)\()\s*['"`]([a-z][a-z0-9]*(?:-[a-z0-9]+)+)['"`]\s*[\])]?(\s*=[^=])?)");
  static const Regex kServer(R"(\bHTTP_([A-Z0-9]+(?:_[A-Z0-9]+)+)\b)");
  std::vector<Named> reads;
  const std::string& code = block.text.text;
  for (const Regex::Match& match : kRead.All(code)) {
    if (match.has(2) || !IsSignatureName(match[1])) continue;
    reads.push_back({std::string(match[1]), block.text.SpanOf(match.groups[1].begin, match.groups[1].end)});
  }
  for (const Regex::Match& match : kServer.All(code)) {
    std::string name(match[1]);
    std::replace(name.begin(), name.end(), '_', '-');
    if (IsSignatureName(name)) reads.push_back({name, block.text.SpanOf(match.groups[1].begin, match.groups[1].end)});
  }
  return reads;
}

// Every header field for signatures that a page names outside of the code that reads it, in lower case.
std::set<std::string> AllNamed(const page::Page& page) {
  static const Regex kSent(R"((?m)(?:^|["'])\s*([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)["']?\s*:)");
  std::set<std::string> all;
  const auto add = [&](const page::Text& text) {
    for (const Named& named : NamedIn(text)) all.insert(AsciiLower(named.name));
  };
  for (const Block& block : page.blocks) {
    if (block.kind == BlockKind::kCode) {
      for (const Regex::Match& match : kSent.All(block.text.text)) all.insert(AsciiLower(match[1]));
      continue;
    }
    add(block.text);
    for (const page::Attribute& attribute : block.attributes) add(attribute.value);
    for (const page::Row& row : block.rows) {
      for (const page::Text& cell : row.cells) add(cell);
    }
  }
  return all;
}

// What one section says of the header field, and what its code reads.
struct Section {
  std::vector<Named> told, read;
};

std::map<std::size_t, Section> SectionsOf(const page::Page& page) {
  const PageSections places(page);
  std::map<std::size_t, Section> sections;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    const std::size_t section = places.outline().section_of[b];
    if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem) {
      for (Named& named : NamedIn(block.text)) sections[section].told.push_back(std::move(named));
    } else if (block.kind == BlockKind::kCode) {
      for (Named& read : ReadBy(block)) sections[section].read.push_back(std::move(read));
    }
  }
  return sections;
}

}  // namespace

std::vector<finding::Finding> SignatureReadElsewhere(const Subject& subject) {
  std::set<std::string> named;
  for (const page::DocumentedPage& documented : subject.pages()) named.merge(AllNamed(documented.page));
  std::vector<finding::Finding> findings;
  std::set<std::string> seen;
  for (const page::DocumentedPage& documented : subject.pages()) {
    for (const auto& [index, section] : SectionsOf(documented.page)) {
      if (section.told.empty() || section.read.empty()) continue;
      const std::string& told = section.told.front().name;
      const auto is_told = [&](const Named& one) { return AsciiLower(one.name) == AsciiLower(told); };
      if (!std::all_of(section.told.begin(), section.told.end(), is_told) ||
          std::any_of(section.read.begin(), section.read.end(), is_told))
        continue;
      const Named& read = section.read.front();
      if (named.contains(AsciiLower(read.name)) || !seen.insert(AsciiLower(told + ' ' + read.name)).second) continue;
      finding::Finding found =
          NewFinding(subject, "auth.header", kNowhere, finding::Severity::kError, AsciiLower(told));
      found.message = fmt::format(
          "the page says that the signature is in {}, and the code of the same section reads {}", told, read.name);
      found.expected = told;
      found.observed = read.name;
      found.places = {documented.page.Quote(section.told.front().span, "the page names it"),
                      documented.page.Quote(read.span, "the code reads " + read.name)};
      found.likely = "The code: nothing else on the pages names its header field. A request that is received decides.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace plumbline::audit
