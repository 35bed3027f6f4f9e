// The identities that hold in everything that is shown, as cases of a suite: text to be pasted below `suite:` and
// `vendor:`.
#pragma once

#include <string>

#include "audit/subject.h"

namespace plumbline::cli {

// YAML: one case for each operation with identities, and behind each invariant how often and where it was seen to hold.
// Every invariant was read back and asked of the shown answers in the language of suites; one that does not hold there
// is left out.
std::string ProposedSuite(const audit::Subject& subject);

}  // namespace plumbline::cli
