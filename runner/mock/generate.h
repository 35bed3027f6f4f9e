// A body made from a schema: the smallest that says something, the same every time.
#pragma once

#include "contract/derive.h"

namespace plumbline::mock {

// An instance of the derived schema. Best effort: a schema may be such that no simple value fits
// (patterns, not, contradicting branches); whoever needs certainty evaluates the result.
document::Value Generate(const contract::DerivedSchema& schema);

}  // namespace plumbline::mock
