#include <fmt/format.h>

#include <algorithm>

#include "audit/documented.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

bool IsHostOf(const Subject& subject, const std::string& host) {
  for (const contract::Operation& operation : subject.vendor().contract->operations) {
    for (const contract::Server& server : operation.servers) {
      if (server.url.starts_with(host)) return true;
    }
  }
  return false;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  if (!subject.has_contract()) return findings;
  // A page that shares neither an operation nor a host with the contract is about something else.
  std::vector<bool> related(subject.pages().size(), false);
  for (const ApiOperation& operation : subject.operations()) {
    for (const auto& [p, index] : operation.documented) {
      if (operation.declared != nullptr) related[p] = true;
      for (const page::OperationMention& mention : subject.pages()[p].claims.operations[index].mentions) {
        if (!mention.host.empty() && IsHostOf(subject, mention.host)) related[p] = true;
      }
    }
  }
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    if (operation.declared != nullptr || operation.documented.empty()) continue;
    const page::OperationMention* shown = nullptr;
    std::size_t page = 0;
    bool described = false;
    for (const auto& [p, index] : operation.documented) {
      const page::DocumentedOperation& documented = subject.pages()[p].claims.operations[index];
      if (!related[p] || (!documented.described && described)) continue;
      if (shown == nullptr || (documented.described && !described)) {
        shown = &documented.mentions.front();
        page = p;
        described = documented.described;
      }
    }
    // What is only named may belong to another page's contract.
    if (!described) continue;
    finding::Finding found = NewFinding(subject, "operation.undeclared", o, finding::Severity::kWarning, "");
    found.message = fmt::format("the page describes {}, and the contract declares no such operation", operation.name);
    found.expected = "an operation of the contract";
    found.observed = "none";
    const auto paths = document::Node(*subject.vendor().contract->root).Find("paths");
    found.places = {subject.Quote(page, shown->span, "the page describes it")};
    if (paths) found.places.push_back(paths->QuoteKey("not declared in here"));
    found.likely = "The contract, which leaves out what the page describes.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kOperationUndeclared = {
    {"operation.undeclared", "Operations that pages describe are in the contract", finding::Severity::kWarning,
     "Looks for each operation that has a section, a command or a heading of its own on a page in the contract, whatever its parameters are called and whether or not the base path is "
     "written. Operations that are only named (related endpoints) are passed over, and so is a contract that shares no operation with the pages.\n\nWhat to do: declare the operation."},
    Run};

}  // namespace plumbline::audit
