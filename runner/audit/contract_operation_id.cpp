#include "audit/contract_problem.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  return TellProblems(subject, {.rule = "contract.operation-id",
                                .note = "and here again",
                                .other_note = "used here",
                                .likely = "The contract: one of the operations was copied from the other."});
}

}  // namespace

const Rule kContractOperationId = {
    {"contract.operation-id", "Each operationId is used once", finding::Severity::kError,
     "Fails for an `operationId` that two operations share, those of webhooks and callbacks included. It shall be unique (OpenAPI 3.0.4, "
     "4.7.10.1), names are told apart by case.\n\nWhy: generated clients name their functions by it; the second one overwrites the first, or "
     "does not compile.\n\nWhat to do: rename one of them. Suites know the second operation by its method and path."},
    Run};

}  // namespace plumbline::audit
