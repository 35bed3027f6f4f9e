#include "audit/contract_problem.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  return TellProblems(subject, {.rule = "contract.security-name",
                                .note = "not declared",
                                .other_note = "",
                                .likely = "The contract: nobody knows which credentials these operations need."});
}

}  // namespace

const Rule kContractSecurityName = {
    {"contract.security-name", "Security requirements name declared schemes", finding::Severity::kError,
     "Fails for a name in `security`, of the document or of an operation, that `components.securitySchemes` (Swagger 2.0: "
     "`securityDefinitions`) does not declare (OpenAPI 3.0.4, 4.7.30.1).\n\nWhy: clients do not know how to authenticate, and requirements "
     "that cannot be read are not tested.\n\nWhat to do: declare the scheme, or correct the name."},
    Run};

}  // namespace plumbline::audit
