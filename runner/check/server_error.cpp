#include <fmt/format.h>

#include "check/check.h"

namespace plumbline::check {
namespace {

Outcome Run(const Subject& subject) {
  const int status = subject.response().status;
  if (status < 500 || status > 599 || subject.test.expect.Allows(status)) return {};
  finding::Finding found;
  found.identity = subject.Identify("response.server_error");
  found.identity.instance_pointer = subject.test.id;
  found.message = fmt::format("the service failed with {} {}", status, http::ReasonPhrase(status));
  found.expected = "no 5XX status";
  found.observed = std::to_string(status);
  found.places = {subject.test.expect.place,
                  QuoteSpan(subject.body.source, {}, "", fmt::format("the answer with status {}", status))};
  found.likely = "The service: a request that the contract allows, or forbids, never justifies a 5XX answer.";
  return {{std::move(found)}, {}};
}

}  // namespace

const Check kServerError = {
    {"response.server_error", "The service does not fail with a 5XX status", finding::Severity::kError,
     "Fails when the answer's status is 500 to 599 and the case does not expect that. Whatever the request was, a "
     "server error is the service's own: bad input is a 4XX.\n\nWhat to do: look at the service's logs for the "
     "request that the report shows."},
    Run};

}  // namespace plumbline::check
