#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  struct Told {
    std::size_t page;
    const page::StatusClaim* claim;
  };
  std::map<std::size_t, std::map<int, Told>> by_operation;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const page::StatusClaim& claim : subject.pages()[p].claims.statuses) {
      const std::size_t operation = subject.OperationOf(p, claim.operation);
      if (operation == kNowhere || subject.operations()[operation].declared == nullptr) continue;
      for (const int status : claim.statuses) {
        // Any service may answer with these, and no contract lists them for that.
        if (status >= 500 || ((status == 429 || status == 408) && !claim.in_table)) continue;
        if (subject.operations()[operation].declared->FindResponse(status) != nullptr) continue;
        by_operation[operation].emplace(status, Told{p, &claim});
      }
    }
  }
  for (const auto& [operation, statuses] : by_operation) {
    // What every operation that wants credentials may answer is often declared for none.
    const bool general = std::all_of(statuses.begin(), statuses.end(), [](const auto& one) {
      return one.first == 401 || one.first == 403 || one.first == 429;
    });
    finding::Finding found = NewFinding(subject, "status.undeclared", operation,
                                        general ? finding::Severity::kNote : finding::Severity::kWarning, "");
    const contract::Operation& declared = *subject.operations()[operation].declared;
    std::vector<std::string> numbers, listed;
    for (const auto& [status, told] : statuses) {
      numbers.push_back(std::to_string(status));
      found.details.push_back(fmt::format("{}: {}", status, Shortened(told.claim->cause.text, 160)));
    }
    for (const contract::Response& response : declared.responses) listed.push_back(response.status);
    found.message = fmt::format("the page tells of {} {}, and the contract declares {} only",
                                statuses.size() == 1 ? "status" : "statuses", Join(numbers, ", "),
                                listed.empty() ? "none" : Join(listed, ", "));
    found.expected = Join(listed, ", ");
    found.observed = Join(numbers, ", ");
    found.shape = finding::Shape(numbers);
    const Told& first = statuses.begin()->second;
    const auto responses = declared.node.Find("responses");
    found.places = {(responses ? *responses : declared.node).QuoteKey("the contract declares " + Join(listed, ", ")),
                    subject.Quote(first.page, first.claim->span, "the page tells of " + numbers.front())};
    found.likely = "The contract, which leaves out what the page tells.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kStatusUndeclared = {
    {"status.undeclared", "Statuses that a page tells of are declared", finding::Severity::kWarning,
     "Compares the statuses in the tables and sentences about an operation with the responses that the contract declares. 5xx, and 408 and 429 outside of tables, are passed over: any "
     "service may answer with them.\n\nWhy: clients are generated from the contract and handle what it declares.\n\nWhat to do: declare the response, with its body."},
    Run};

}  // namespace plumbline::audit
