#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"

namespace plumbline::check {
namespace {

Outcome Run(const Subject& subject) {
  const int status = subject.response().status;
  const suite::Expectation& expect = subject.test.expect;
  if (expect.Allows(status)) return {};
  finding::Finding found;
  found.identity = subject.Identify("response.status");
  found.identity.instance_pointer = subject.test.id;
  found.expected = Join(expect.statuses, " or ");
  found.observed = std::to_string(status);
  found.message =
      fmt::format("answered {} {}, where {} is expected", status, http::ReasonPhrase(status), found.expected);
  found.places = {expect.place,
                  QuoteSpan(subject.body.source, {}, "", fmt::format("the answer with status {}", status))};
  found.likely =
      subject.declared() == nullptr
          ? "The service, or the suite: the contract does not declare this status either."
          : "The service or the suite: the contract declares both kinds of answer, and the case says which one this request gets.";
  return {{std::move(found)}, {}};
}

}  // namespace

const Check kStatus = {
    {"response.status", "The status is one that the case expects", finding::Severity::kError,
     "Fails when the answer's status is not in the case's `expect.status`. The expectation is what the documentation "
     "promises for this request.\n\nWhat to do: read the answer's body in the report; if the service is right, correct the "
     "case, and the page it was written from."},
    Run};

}  // namespace plumbline::check
