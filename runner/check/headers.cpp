#include <fmt/format.h>

#include <set>

#include "check/check.h"
#include "contract/parameter_style.h"

namespace plumbline::check {
namespace {

Outcome Run(const Subject& subject) {
  const contract::Response* declared = subject.declared();
  if (declared == nullptr)
    return Outcome::NotApplicable(fmt::format("the contract declares no {} answer", subject.response().status));
  if (declared->headers.empty())
    return Outcome::NotApplicable(
        fmt::format("the contract declares no header fields for status {}", declared->status));
  Outcome outcome;
  const auto add = [&](const contract::Header& header, std::string_view kind, std::string message, std::string expected,
                       std::string observed) {
    finding::Finding found;
    found.identity = subject.Identify("response.headers");
    found.identity.schema_pointer = header.node.pointer().ToString();
    found.identity.instance_pointer = kind;
    found.message = std::move(message);
    found.expected = std::move(expected);
    found.observed = std::move(observed);
    found.places = {header.node.QuoteKey("the contract says " + found.expected),
                    QuoteSpan(subject.body.source, {}, "", "the answer: " + found.observed)};
    found.likely = "The service: the field is declared for this answer.";
    outcome.findings.push_back(std::move(found));
  };
  for (const contract::Header& header : declared->headers) {
    const std::string* value = http::FindHeader(subject.response().headers, header.name);
    if (value == nullptr) {
      if (header.required)
        add(header, "missing", fmt::format("lacks the required header field {}", header.name), header.name,
            "no such field");
      continue;
    }
    if (!header.schema) continue;
    const contract::ContractSchema schema = subject.vendor.schemas->For(*header.schema, contract::Direction::kResponse);
    const schema::Judgement judgement =
        contract::Judge(schema, contract::ReadHeader(*subject.vendor.contract, header, *value));
    if (outcome.undecided.empty()) outcome.undecided = judgement.problem;
    std::set<std::string> keywords;  // items of a list that break alike are one finding
    for (const schema::Violation& violation : judgement.violations) {
      if (!keywords.insert(violation.keyword).second) continue;
      add(header, violation.keyword, fmt::format("the header field {} {}", header.name, violation.message),
          violation.expected, violation.observed);
    }
  }
  return outcome;
}

}  // namespace

const Check kHeaders = {
    {"response.headers", "Declared header fields are there and fit their schemas", finding::Severity::kError,
     "For every header field that the contract declares for the status: it is there if it is required, and its value, read by "
     "the `simple` style, fits its schema. Fields that are not declared are ignored.\n\nWhat to do: send the field, or "
     "correct its declaration."},
    Run};

}  // namespace plumbline::check
