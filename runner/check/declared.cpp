#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"

namespace plumbline::check {
namespace {

Outcome Run(const Subject& subject) {
  if (subject.declared() != nullptr) return {};
  const contract::Operation& operation = subject.operation();
  std::vector<std::string> declared;
  for (const contract::Response& response : operation.responses) declared.push_back(response.status);
  const int status = subject.response().status;
  finding::Finding found;
  found.severity = finding::Severity::kWarning;
  found.identity = subject.Identify("response.declared");
  found.identity.media_type.clear();
  found.identity.schema_pointer = operation.node.pointer().ToString() + "/responses";
  found.expected = declared.empty() ? "a declared status" : Join(declared, ", ");
  found.observed = std::to_string(status);
  found.message =
      fmt::format("answered {} {}, which the contract does not declare", status, http::ReasonPhrase(status));
  const auto responses = operation.node.Find("responses");
  found.places = {(responses ? *responses : operation.node)
                      .QuoteKey("the contract declares " + (declared.empty() ? "none" : found.expected)),
                  subject.test.expect.place};
  found.places.back().note = fmt::format("observed {} for this case", status);
  found.likely =
      subject.test.expect.Allows(status)
          ? "The contract: the case expects this status, so it is documented elsewhere, and clients made from the contract do not know it."
          : "The service or the contract: neither the contract nor the case knows this status.";
  return {{std::move(found)}, {}};
}

}  // namespace

const Check kDeclared = {
    {"response.declared", "The contract declares the status", finding::Severity::kWarning,
     "Fails when the contract has no response for the status that came: neither the status itself, nor its range (4XX), nor "
     "`default`. Clients that are made from the contract then have no type for the answer.\n\nWhat to do: add the "
     "response to the contract, or `default` for all errors."},
    Run};

}  // namespace plumbline::check
