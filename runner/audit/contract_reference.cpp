#include "audit/contract_problem.h"
#include "audit/rule.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  return TellProblems(subject,
                      {.rule = "contract.reference",
                       .note = "leads nowhere",
                       .other_note = "",
                       .likely = "The contract: what stands there is not known to any tool, and is not judged here."});
}

}  // namespace

const Rule kContractReference = {
    {"contract.reference", "Every `$ref` leads somewhere", finding::Severity::kError,
     "Follows every `$ref` of the contract and of the files that it refers to: to a place in the same document, to another file below the "
     "contract's folder, or, since OpenAPI 3.1, to a `$id` or `$anchor`. A `$ref` inside an example, a default, an enum or an extension is "
     "data and is left alone. Rings of references are fine in schemas, and an error where a parameter, body or response would be nothing "
     "but a reference to itself.\n\nReferences into the network are not fetched. That is no error of the contract and so a note, but what "
     "they lead to is not judged, which makes the verdict inconclusive.\n\nWhat to do: correct the reference, or put the file beside the "
     "contract."},
    Run};

}  // namespace plumbline::audit
