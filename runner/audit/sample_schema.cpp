#include <fmt/format.h>

#include "audit/body_differences.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "http/message.h"

namespace plumbline::audit {
namespace {

using contract::Direction;

// The media type that the contract declares for what the sample shows; null where it declares none.
const contract::MediaType* Declared(const contract::Operation& operation, const contract::Sample& sample, std::string& status) {
  if (sample.part == Direction::kRequest) {
    return operation.request_body ? contract::FindMediaType(operation.request_body->content, sample.media_type) : nullptr;
  }
  const contract::Response* response = operation.FindResponse(sample.status);
  if (response == nullptr) return nullptr;
  status = response->status;
  return contract::FindMediaType(response->content, sample.media_type);
}

std::vector<finding::Finding> Run(const Subject& subject) {
  const contract::Vendor& vendor = subject.vendor();
  std::vector<finding::Finding> findings;
  for (const contract::Sample& sample : vendor.samples) {
    const contract::Operation& operation = *vendor.contract->FindOperation(sample.operation);
    Use use{&operation, sample.part, sample.part == Direction::kRequest ? "" : std::to_string(sample.status), sample.media_type, {}, {}};
    const contract::MediaType* media_type = Declared(operation, sample, use.status);
    const document::Node body(*sample.body);
    finding::Finding found;
    found.identity = use.Identify(vendor, "sample.schema");
    found.identity.instance_pointer = sample.name;
    const std::string where = sample.page.empty() ? "" : " (" + sample.page + ")";
    if (media_type == nullptr || !media_type->schema) {
      const std::string what = sample.part == Direction::kRequest ? "request body" : fmt::format("answer with status {}", sample.status);
      found.severity = finding::Severity::kWarning;
      found.message = fmt::format("the documented sample '{}' shows {} {} of type {}, for which the contract has no schema", sample.name,
                                  sample.part == Direction::kRequest ? "a" : "an", what, sample.media_type);
      found.expected = "a declared body";
      found.observed = what;
      found.places = {operation.node.QuoteKey("the contract declares no such body"), body.Quote("the documentation shows it")};
      found.likely = "The contract: it leaves out what the documentation shows.";
      findings.push_back(std::move(found));
      continue;
    }
    const contract::ContractSchema schema = vendor.schemas->For(*media_type->schema, sample.part);
    const BodyDifferences differences = Compare(schema, sample.body->root);
    if (differences.empty()) continue;
    found.identity.schema_pointer = media_type->schema->pointer().ToString();
    Describe(found, schema, differences, body, fmt::format("the documented sample '{}'{}", sample.name, where));
    found.likely = "The contract, where the sample was copied from a real answer; a live run decides.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kSampleSchema = {
    {"sample.schema", "Documented samples fit the contract", finding::Severity::kError,
     "Evaluates every body that the vendor's pages show (the samples of vendor.yaml) against the contract's schema for that "
     "operation and status. The finding lists every missing, undeclared and wrongly typed member. A sample of a body that the "
     "contract does not declare is a warning.\n\nWhy: the page and the contract describe the same answer, so one of them is "
     "wrong.\n\nWhat to do: ask the service; correct whichever side it contradicts."},
    Run};

}  // namespace plumbline::audit
