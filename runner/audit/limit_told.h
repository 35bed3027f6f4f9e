// Limits that sentences tell of requests as such, and of no parameter: how many of a thing one request may hold, how
// many requests a minute are answered, how large a file may be; and how long something is kept or valid.
#pragma once

#include <vector>

#include "audit/subject.h"
#include "finding/finding.h"

namespace plumbline::audit {

// Such limits that a page tells twice and differently. Findings of documented.limit.
std::vector<finding::Finding> LimitsToldTwice(const Subject& subject);

}  // namespace plumbline::audit
