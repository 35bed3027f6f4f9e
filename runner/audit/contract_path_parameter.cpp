#include "audit/contract_problem.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  return TellProblems(subject, {.rule = "contract.path-parameter",
                                .note = "does not agree with the path",
                                .other_note = "of this operation",
                                .likely = "The contract: the path and its parameters contradict each other."});
}

}  // namespace

const Rule kContractPathParameter = {
    {"contract.path-parameter", "Path templates and path parameters agree", finding::Severity::kError,
     "Each name in braces of a path has a parameter with `in: path`, of the operation or of the path item, and each such parameter occurs "
     "in the path (OpenAPI 3.0.4, 4.7.8.2 and 4.7.12.1). Names are told apart by case: `{userId}` is not `userid`. Where a parameter and a "
     "name differ by a slip, one finding tells of both. A template with unbalanced braces or with the same name twice fails as well.\n\nWhy: "
     "clients cannot fill in the path, or fill in the wrong name.\n\nWhat to do: declare the parameter, or correct its name."},
    Run};

}  // namespace plumbline::audit
