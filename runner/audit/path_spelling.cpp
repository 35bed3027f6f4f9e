#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

struct Spelling {
  std::size_t page = kNowhere;  // kNowhere: the contract
  const page::OperationMention* mention = nullptr;
  bool slash = false;
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    std::optional<Spelling> with, without;
    if (operation.declared != nullptr && operation.path.size() > 1) (operation.path.ends_with('/') ? with : without) = Spelling{kNowhere, nullptr, operation.path.ends_with('/')};
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
    if (!with || !without) continue;
    const auto quote = [&](const Spelling& spelling, const char* note) {
      return spelling.mention == nullptr ? operation.declared->node.QuoteKey(note) : subject.Quote(spelling.page, spelling.mention->span, note);
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
     "Compares how headings, tables, commands and the contract write the path of an operation: a slash at the end in one place and none in another.\n\nWhy: many servers "
     "redirect one form to the other, and clients lose the body or the credentials on the way.\n\nWhat to do: write the form that the service answers."},
    Run};

}  // namespace plumbline::audit
