// What a result keeps of the files that it rests on: their hashes, and the lines around the places that findings name.
#pragma once

#include "run/result.h"
#include "suite/suite.h"

namespace plumbline::run {

// The contract's documents (its root first), the pages, the suites and the waivers file, each once.
std::vector<EvidenceFile> EvidenceOf(const contract::Vendor& vendor, const std::vector<suite::Suite>& suites,
                                     const suite::WaiverFile& waivers);

// The lines of contract and pages near the places of the findings, `kExcerptLines` on each side; those that meet or
// overlap are one.
constexpr int kExcerptLines = 3;
std::vector<Excerpt> ExcerptsOf(const std::vector<JudgedFinding>& findings, const contract::Vendor& vendor);

}  // namespace plumbline::run
