// Code that a contract shows of its own operations: `x-codeSamples` and `x-code-samples` (lang, source), `x-readme`
// (language, code). It is read by the same readers as code on pages; the bytes of its text are bytes of the contract,
// so that a finding quotes the line.
#pragma once

#include <string>
#include <vector>

#include "audit/subject.h"

namespace plumbline::audit {

struct CodeSample {
  std::size_t operation = kNowhere;
  std::string language;  // lower case
  page::Text code;
  document::Node node;  // the string that holds it

  Place Quote(document::Span span, std::string note) const;
};

// In the order of the contract. Very long samples are left out.
std::vector<CodeSample> CodeSamples(const Subject& subject);

}  // namespace plumbline::audit
