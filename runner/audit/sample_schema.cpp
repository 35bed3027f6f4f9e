#include <fmt/format.h>

#include <algorithm>

#include "audit/body_differences.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "http/message.h"

namespace plumbline::audit {
namespace {

using contract::Direction;

// The media type that the contract declares for what is shown; null where it declares none.
const contract::MediaType* Declared(const contract::Operation& operation, const ShownBody& body,
                                    const std::string& media_type, std::string& status) {
  if (body.part == page::Part::kRequest) {
    return operation.request_body ? contract::FindMediaType(operation.request_body->content, media_type) : nullptr;
  }
  const contract::Response* response = body.status ? operation.FindResponse(*body.status) : nullptr;
  if (!body.status) {
    // A page that tells no status shows the answer to success.
    const auto success =
        std::find_if(operation.responses.begin(), operation.responses.end(),
                     [](const contract::Response& r) { return r.status.starts_with('2') && !r.content.empty(); });
    response = success == operation.responses.end() ? nullptr : &*success;
  }
  if (response == nullptr) return nullptr;
  status = response->status;
  return contract::FindMediaType(response->content, media_type);
}

// A body of which the page tells no status, and that lacks more members than it has, or has mostly others, is something
// else: the message of a failure, what a filter leaves of an answer, what is sent.
bool ShowsSomethingElse(const ShownBody& shown, const BodyDifferences& differences) {
  const auto missing = std::count_if(
      differences.violations.begin(), differences.violations.end(), [](const schema::Violation& violation) {
        return violation.instance_location.empty() && contract::ShapeOf(violation).starts_with("missing ");
      });
  const auto undeclared = std::count_if(differences.undeclared.begin(), differences.undeclared.end(),
                                        [](const JsonPointer& place) { return place.tokens().size() == 1; });
  const std::size_t members = shown.root->members.size();
  return shown.root->IsObject() && (static_cast<std::size_t>(missing) > members ||
                                    (missing > 0 && static_cast<std::size_t>(undeclared) * 2 > members));
}

std::vector<finding::Finding> Run(const Subject& subject) {
  const contract::Vendor& vendor = subject.vendor();
  std::vector<finding::Finding> findings;
  for (const ShownBody& shown : subject.bodies()) {
    const contract::Sample* sample = shown.file;
    if (shown.origin == ShownBody::Origin::kExample || shown.operation == kNowhere) continue;
    const contract::Operation* declared = subject.operations()[shown.operation].declared;
    if (declared == nullptr || (shown.is_error && !shown.status)) continue;
    const contract::Operation& operation = *declared;
    const Direction direction = shown.part == page::Part::kRequest ? Direction::kRequest : Direction::kResponse;
    const std::string media_type_name = sample != nullptr ? sample->media_type : "application/json";
    Use use{&operation, direction, shown.status ? std::to_string(*shown.status) : "", media_type_name, {}, {}};
    const contract::MediaType* media_type = Declared(operation, shown, media_type_name, use.status);
    finding::Finding found;
    found.identity = use.Identify(vendor, "sample.schema");
    found.identity.instance_pointer = sample != nullptr ? sample->name : shown.root.document().source.name();
    const std::string what =
        sample == nullptr ? shown.label : shown.label + (sample->page.empty() ? "" : " (" + sample->page + ")");
    if (media_type == nullptr || !media_type->schema) {
      // Answers to failure are told by status.undeclared; what a page shows without a status may be anything.
      if (sample == nullptr && (shown.is_error || !shown.IsAnswer() || !shown.status)) continue;
      const std::string kind =
          direction == Direction::kRequest ? "request body" : fmt::format("answer with status {}", *shown.status);
      found.severity = finding::Severity::kWarning;
      found.message = fmt::format("{} shows {} {} of type {}, for which the contract has no schema",
                                  sample == nullptr ? shown.label : shown.label,
                                  direction == Direction::kRequest ? "a" : "an", kind, media_type_name);
      found.expected = "a declared body";
      found.observed = kind;
      found.places = {operation.node.QuoteKey("the contract declares no such body"),
                      shown.root.Quote("the documentation shows it")};
      found.likely = "The contract: it leaves out what the documentation shows.";
      findings.push_back(std::move(found));
      continue;
    }
    const contract::ContractSchema schema = vendor.schemas->For(*media_type->schema, direction);
    BodyDifferences differences = Compare(schema, shown.root.value());
    if (shown.shortened) {
      std::erase_if(differences.violations, [](const schema::Violation& violation) {
        return contract::ShapeOf(violation).starts_with("missing ");
      });
    }
    if (sample == nullptr) {
      // The page's list of fields says what it shows beyond the contract; a sample of another answer than the schema's
      // breaks all of it.
      if (differences.violations.empty() || (!shown.status && ShowsSomethingElse(shown, differences))) continue;
    }
    if (differences.empty()) continue;
    found.identity.schema_pointer = media_type->schema->pointer().ToString();
    Describe(found, *subject.vendor().contract, schema, differences, shown.root, what);
    if (sample == nullptr) found.identity.instance_pointer += " " + found.shape;
    found.likely = "The contract, where the sample was copied from a real answer; a live run decides.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kSampleSchema = {
    {"sample.schema", "Documented samples fit the contract", finding::Severity::kError,
     "Evaluates every body that the pages show, and the samples of vendor.yaml, against the contract's schema for that "
     "operation and status. The finding lists every missing, undeclared and wrongly typed member. A sample of a body that the "
     "contract does not declare is a warning.\n\nWhy: the page and the contract describe the same answer, so one of them is "
     "wrong.\n\nWhat to do: ask the service; correct whichever side it contradicts."},
    Run};

}  // namespace plumbline::audit
