// What is told of a check or rule wherever one is listed, explained or reported: the first columns of
// its table row.
#pragma once

#include <string_view>

#include "finding/finding.h"

namespace plumbline::finding {

struct RuleInfo {
  std::string_view id;       // "response.schema"
  std::string_view summary;  // one line
  Severity severity;         // of most of its findings
  std::string_view explain;  // paragraphs: what it looks at, why, what to do
};

}  // namespace plumbline::finding
