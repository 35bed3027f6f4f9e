// What is wrong with waivers, though their file can be read: they are promises, and a promise that nobody can keep or
// check is none.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/document.h"
#include "finding/waiver.h"

namespace plumbline::suite {

struct WaiverProblem {
  finding::Severity severity = finding::Severity::kError;
  SourceLocation location;
  std::string message;

  bool operator==(const WaiverProblem&) const = default;
};

// In the order of the file. `rules`: the ids of all checks and rules; `shapes`: by fingerprint, those of a run's
// findings, since many have none. Errors: run and audit would refuse the waiver, or it covers nothing. Warnings: it
// ends within `kSoonDays`. Notes: it could say more.
constexpr int kSoonDays = 14;
std::vector<WaiverProblem> LintWaivers(const document::Document& file, Date today,
                                       const std::vector<std::string>& rules,
                                       const std::map<std::string, std::string>& shapes = {});

// Why a reason gives none; empty where it gives one.
std::string ReasonProblem(std::string_view reason);

}  // namespace plumbline::suite
