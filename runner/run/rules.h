// The rules of the audit over one subject, on several threads. Rules are functions of the subject and share nothing
// that changes, so that their findings are the same, and in the same order, for any number of threads.
#pragma once

#include <cstddef>
#include <vector>

#include "audit/subject.h"
#include "finding/finding.h"

namespace plumbline::run {

// What each of audit::Rules() finds, in their order. At most `jobs` threads and as many as there are cores; 1: the
// caller's alone. An exception of a rule is thrown here, that of the first such rule of the table.
std::vector<std::vector<finding::Finding>> RunRules(const audit::Subject& subject, std::size_t jobs);

}  // namespace plumbline::run
