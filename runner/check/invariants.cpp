#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"

namespace plumbline::check {
namespace {

Outcome Run(const Subject& subject) {
  const suite::Expectation& expect = subject.test.expect;
  if (expect.invariants.empty()) return Outcome::NotApplicable("the case has no invariants");
  if (!expect.Allows(subject.response().status)) return Outcome::NotApplicable("the status is not the expected one");
  if (subject.not_json || !http::IsJson(subject.media_type())) return Outcome::NotApplicable("the body is no JSON");
  if (!subject.not_read.empty()) return Outcome::Undecided(subject.not_read);
  Outcome outcome;
  for (const suite::Invariant& invariant : expect.invariants) {
    const auto failures = invariant.expression.Evaluate(subject.body.root);
    if (failures.empty()) continue;
    const suite::InvariantFailure& first = failures.front();
    finding::Finding found;
    found.identity = subject.Identify("response.invariants");
    found.identity.schema_pointer = invariant.text;
    found.identity.instance_pointer = first.location.Starred();
    found.message = fmt::format("{} does not hold: {}", invariant.text, first.message);
    found.expected = first.expected;
    found.observed = first.observed;
    found.places = {invariant.place,
                    document::Node(subject.body).At(first.location)->Quote("observed " + first.observed)};
    if (failures.size() > 1)
      found.details.push_back(fmt::format("{} break it too", Count(failures.size() - 1, "further item")));
    found.likely = "The service, where the documented samples keep this invariant; else the suite.";
    outcome.findings.push_back(std::move(found));
  }
  return outcome;
}

}  // namespace

const Check kInvariants = {
    {"response.invariants", "The invariants of the case hold in the body", finding::Severity::kError,
     "Computes the case's `expect.invariants` on the body, as `/calls/total == /in/total + /out/total`: with exact decimals, and "
     "with strings that are decimal numbers counted as such. A `*` stands for every item of an array. A body that lacks a "
     "place breaks the invariant.\n\nWhat to do: compare both sides, which the report gives."},
    Run};

}  // namespace plumbline::check
