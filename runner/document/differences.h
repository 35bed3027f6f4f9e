// Where two values differ: for whoever holds what is stored against what follows from it.
#pragma once

#include <vector>

#include "base/json_pointer.h"
#include "document/value.h"

namespace plumbline::document {

// The outermost places at which the values are not equal, in the order of `a`; members that only `b` has come last of
// their object.
std::vector<JsonPointer> Differences(const Value& a, const Value& b);

}  // namespace plumbline::document
