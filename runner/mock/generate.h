// A body made from a schema: the smallest that says something, the same every time.
#pragma once

#include "contract/contract.h"

namespace plumbline::mock {

// An instance of a schema of the contract. Best effort: a schema may be such that no simple value fits
// (patterns, not, contradicting branches); whoever needs certainty evaluates the result.
document::Value Generate(const contract::Contract& contract, const contract::Node& schema);

}  // namespace plumbline::mock
