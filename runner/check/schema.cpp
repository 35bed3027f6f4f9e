#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "check/check.h"
#include "contract/three_sides.h"

namespace plumbline::check {
namespace {

using contract::ContractSchema;
using schema::Violation;

// Hears a third side: what contract and documentation show of the same answer.
void HearThird(const Subject& subject, const contract::MediaType& media_type, const ContractSchema& schema,
               const Violation& violation, finding::Finding& found) {
  const auto hear = [&](const std::string& name, const document::Value& body) {
    const auto sides = contract::ThreeSides(schema, violation, name, body, "answer");
    if (sides.empty() || !found.sides.empty()) return;
    found.sides = sides;
    found.likely = finding::LikelyWrong(sides);
  };
  for (const contract::Example& example : media_type.examples)
    hear(example.name.empty() ? "example" : fmt::format("example '{}'", example.name), example.value.value());
  for (const contract::Sample& sample : subject.vendor.samples) {
    if (sample.operation != subject.operation().id || sample.part != contract::Direction::kResponse ||
        sample.status != subject.response().status)
      continue;
    hear(fmt::format("sample '{}'", sample.name), sample.body->root);
  }
  if (found.likely.empty())
    found.likely = found.sides.empty() ? "The service or the contract; nothing documented tells which."
                                       : "Undecided: the three sides say three different things.";
}

Outcome Run(const Subject& subject) {
  const contract::Response* declared = subject.declared();
  if (declared == nullptr)
    return Outcome::NotApplicable(fmt::format("the contract declares no {} answer", subject.response().status));
  const contract::MediaType* media_type = contract::FindMediaType(declared->content, subject.media_type());
  if (media_type == nullptr || !media_type->schema)
    return Outcome::NotApplicable(fmt::format("the contract has no schema for {} of status {}",
                                              subject.media_type().empty() ? "the body" : subject.media_type(),
                                              declared->status));
  if (!http::IsJson(subject.media_type()))
    return Outcome::NotApplicable(fmt::format("a body of type {} is not judged by a schema", subject.media_type()));
  if (subject.not_json) return Outcome::NotApplicable("the body is no JSON: see response.content_type");
  if (!subject.not_read.empty()) return Outcome::Undecided(subject.not_read);

  const ContractSchema schema = subject.vendor.schemas->For(*media_type->schema, contract::Direction::kResponse);
  Outcome outcome;
  std::map<std::string, std::size_t> seen;  // fingerprint -> index: rows of an array that break alike
  std::vector<std::size_t> further;
  const schema::Judgement judgement = contract::Judge(schema, subject.body.root);
  outcome.undecided = judgement.problem;
  for (const Violation& violation : judgement.violations) {
    finding::Finding found;
    found.identity = subject.Identify("response.schema");
    found.identity.schema_pointer = contract::PlaceOf(schema, violation).pointer().ToString();
    const JsonPointer instance =
        violation.member.empty() ? violation.instance_location : violation.instance_location / violation.member;
    found.identity.instance_pointer = instance.Starred();
    found.fingerprint = finding::Fingerprint(found.identity);
    const auto [known, fresh] = seen.emplace(found.fingerprint, outcome.findings.size());
    if (!fresh) {
      ++further[known->second];
      continue;
    }
    further.push_back(0);
    found.message = schema::PathName(violation.instance_location) + ' ' + violation.message;
    found.expected = violation.expected;
    found.observed = violation.observed;
    found.shape = finding::Shape(
        {contract::ShapeOf(violation) + ' ' + violation.observed.substr(0, violation.observed.find(' '))});
    found.places = {contract::QuoteContract(schema, violation), contract::QuoteInstance(subject.body, violation)};
    if (std::string way = contract::WayTo(*subject.vendor.contract, schema, violation); !way.empty())
      found.details.push_back(std::move(way));
    HearThird(subject, *media_type, schema, violation, found);
    outcome.findings.push_back(std::move(found));
  }
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
    if (further[i] > 0)
      outcome.findings[i].details.push_back(
          fmt::format("{} of the body break it in the same way", Count(further[i], "further place")));
  }
  return outcome;
}

}  // namespace

const Check kSchema = {
    {"response.schema", "The body fits the schema that the contract declares", finding::Severity::kError,
     "Evaluates the body against the schema that the contract gives for this status and media type, in the direction of "
     "a response (write-only members are not required). Formats are asserted. Every violation is a finding of its own; rows "
     "of an array that break in the same way are one.\n\nWhat to do: the report names the line of the contract and of the "
     "body, and which of the two the documented sample agrees with."},
    Run};

}  // namespace plumbline::check
