// The first suite of a contract: one case for each operation, with what has to be sent and nothing more, expecting the
// answer that the contract declares as its success. `plumbline init` runs these cases against the mock and writes those
// that pass; an operation without a case stands there as a comment that says why.
#pragma once

#include <string>
#include <vector>

#include "suite/suite.h"

namespace plumbline::suite {

inline constexpr std::string_view kFirstSuiteName = "operations";

struct FirstCase {
  Case test;             // of the vendor's contract, which outlives it
  std::string left_out;  // why it cannot be run; empty: it can
};

// In the order of the contract.
std::vector<FirstCase> FirstCases(const contract::Vendor& vendor);

// The suite's file. `vendor_path`: the vendor's folder as the file names it. Needs one case at least that is not left
// out.
std::string WriteFirstSuite(const std::vector<FirstCase>& cases, const std::string& title,
                            const std::string& vendor_path);

// Text as a YAML scalar of one line, quoted where it could be taken for anything else.
std::string YamlScalar(const std::string& text);

}  // namespace plumbline::suite
