#include <fmt/format.h>

#include "audit/rule.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::DocumentedPage& documented = subject.pages()[p];
    std::size_t number = 0;
    for (const page::SampleClaim& sample : documented.claims.samples) {
      ++number;
      if (sample.fault.empty()) continue;
      const std::size_t operation = subject.OperationOf(p, sample.operation);
      finding::Finding found = NewFinding(subject, "sample.syntax", operation, finding::Severity::kError,
                                          fmt::format("{}#{}", documented.page.source.name(), number));
      found.message = fmt::format("the sample is no JSON: {}", sample.fault);
      found.expected = "JSON that a parser takes";
      found.observed = sample.fault;
      found.places = {subject.Quote(p, {sample.span.begin, sample.span.begin + 1}, "the sample begins"),
                      subject.Quote(p, sample.fault_span, sample.fault)};
      found.likely = "The sample: nobody can copy it as it stands.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kSampleSyntax = {
    {"sample.syntax", "Samples on pages can be parsed", finding::Severity::kError,
     "Reads every JSON sample of the pages. Comments, ellipses, placeholders, trailing commas and single quotes are read as what they are in "
     "documentation, and are no findings; an array that is never closed, or a member without a value, is.\n\nWhy: samples are copied into mocks "
     "and tests.\n\nWhat to do: mend the sample at the place named."},
    Run};

}  // namespace plumbline::audit
