#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/mentions.h"
#include "page/same_path.h"

namespace plumbline::audit {
namespace {

struct Spelling {
  std::size_t page = kNowhere;  // kNowhere: the contract
  const page::OperationMention* mention = nullptr;
  bool slash = false;
};

std::string Literals(std::string_view path) {
  const std::string as_template = page::PathTemplateOf(path);
  std::string text;
  for (std::string_view segment : Split(as_template, '/')) {
    if (!segment.empty()) text += '/' + std::string(segment);
  }
  return text;
}

// A request of the page to a path that only looks like the operation's.
void Misspelled(const Subject& subject, std::size_t o, std::vector<finding::Finding>& findings) {
  for (const auto& [p, index] : subject.operations()[o].documented) {
    const page::DocumentedOperation& operation = subject.pages()[p].claims.operations[index];
    const auto stated =
        std::find_if(operation.mentions.begin(), operation.mentions.end(), [](const page::OperationMention& m) {
          return m.kind == page::Mention::kHeading || m.kind == page::Mention::kTable ||
                 m.kind == page::Mention::kContract;
        });
    if (stated == operation.mentions.end()) continue;
    for (const page::OperationMention& mention : operation.mentions) {
      if (mention.kind != page::Mention::kRequest) continue;
      const std::string written = Literals(stated->path), sent = Literals(mention.path);
      const auto a = Split(written, '/');
      auto b = Split(sent, '/');
      if (b.size() > a.size())
        b.erase(b.begin() + 1,
                b.begin() + 1 + static_cast<std::ptrdiff_t>(b.size() - a.size()));  // a base that the page leaves out
      if (a.size() != b.size()) continue;
      std::string one, other;
      for (std::size_t i = 0; i < a.size(); ++i) {
        const bool parameter = a[i].find('{') != std::string_view::npos || b[i].find('{') != std::string_view::npos;
        static const Regex kValue(R"(.*\d{2,}.*|[A-Z0-9_]{6,})"), kVersion(R"((?i)v\d+(?:\.\d+)?)");
        if (a[i] == b[i] || parameter || (kValue.Full(b[i]) && !kVersion.Full(b[i]))) continue;
        one = std::string(a[i]);
        other = std::string(b[i]);
      }
      if (one.empty()) continue;
      finding::Finding found = NewFinding(subject, "path.spelling", o, finding::Severity::kError, one);
      found.message =
          fmt::format("the page writes the path with '{}', and the request beside it is sent with '{}'", one, other);
      found.expected = stated->path;
      found.observed = mention.path;
      found.places = {subject.Quote(p, stated->span, "written with " + one),
                      subject.Quote(p, mention.span, "sent with " + other)};
      found.likely = "Undecided: one request decides.";
      findings.push_back(std::move(found));
      return;
    }
  }
}

// A heading that is the end of a path, "/kites/{id}", over a method and an address that end in nearly the same.
void Mistitled(const Subject& subject, std::size_t o, std::vector<finding::Finding>& findings) {
  static const Regex kPath(R"((?:/(?:[A-Za-z_-]+|\{\w+\}))+)");
  for (const auto& [p, index] : subject.operations()[o].documented) {
    const page::DocumentedPage& page = subject.pages()[p];
    const page::DocumentedOperation& operation = page.claims.operations[index];
    if (!kPath.Full(operation.title)) continue;
    const page::PathSegments title = page::SegmentsOf(operation.title);
    for (const page::OperationMention& mention : operation.mentions) {
      page::PathSegments path = page::SegmentsOf(page::PathTemplateOf(mention.path));
      if (mention.kind != page::Mention::kHeading || mention.host.empty() || path.size() <= title.size()) continue;
      path.erase(path.begin(), path.end() - static_cast<std::ptrdiff_t>(title.size()));
      if (!page::IsSlip(title, path)) continue;
      const page::Block* heading = nullptr;
      for (const page::Block& block : page.page.blocks) {
        if (block.span.begin >= mention.span.begin) break;
        if (block.kind == page::BlockKind::kHeading) heading = &block;
      }
      if (heading == nullptr || heading->text.text != operation.title) continue;
      finding::Finding found = NewFinding(subject, "path.spelling", o, finding::Severity::kError, operation.title);
      found.message =
          fmt::format("the heading is {}, and the path below it ends in /{}", operation.title, Join(path, "/"));
      found.expected = operation.title;
      found.observed = mention.path;
      found.places = {subject.Quote(p, heading->text.span(), "the heading"),
                      subject.Quote(p, mention.span, "the path")};
      found.likely = "Undecided: one request decides.";
      findings.push_back(std::move(found));
      return;
    }
  }
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    std::optional<Spelling> with, without;
    if (operation.declared != nullptr && operation.path.size() > 1)
      (operation.path.ends_with('/') ? with : without) = Spelling{kNowhere, nullptr, operation.path.ends_with('/')};
    for (const auto& [p, index] : operation.documented) {
      for (const page::OperationMention& mention : subject.pages()[p].claims.operations[index].mentions) {
        if (mention.path.size() < 2) continue;
        const bool slash = mention.path.ends_with('/');
        // Sentences are not that exact.
        if (mention.kind == page::Mention::kProse) continue;
        std::optional<Spelling>& side = slash ? with : without;
        if (!side) side = Spelling{p, &mention, slash};
      }
    }
    Misspelled(subject, o, findings);
    Mistitled(subject, o, findings);
    if (!with || !without) continue;
    const auto quote = [&](const Spelling& spelling, const char* note) {
      return spelling.mention == nullptr ? operation.declared->node.QuoteKey(note)
                                         : subject.Quote(spelling.page, spelling.mention->span, note);
    };
    finding::Finding found = NewFinding(subject, "path.spelling", o, finding::Severity::kWarning, "slash");
    found.message = fmt::format("the path of {} is written with and without a slash at its end", operation.name);
    found.expected = "one spelling";
    found.observed = "two";
    found.places = {quote(*without, "without"), quote(*with, "with")};
    found.likely = "Undecided: services answer one of them with a redirect or 404; a request decides.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kPathSpelling = {
    {"path.spelling", "A path is written in one way", finding::Severity::kWarning,
     "Compares how headings, tables, commands and the contract write the path of an operation: a slash at the end in one place and none in another, another version, a plural.\n\nWhy: many servers "
     "redirect one form to the other, and clients lose the body or the credentials on the way.\n\nWhat to do: write the form that the service answers."},
    Run};

}  // namespace plumbline::audit
