// Where a body breaks its schema, a third voice tells which of the two is likely wrong: another body that the
// documentation shows for the same answer. It breaks the schema in the same way, or it fits, or it says nothing of the
// matter.
#pragma once

#include <string_view>
#include <vector>

#include "contract/schema_set.h"
#include "finding/finding.h"

namespace plumbline::contract {

// The three sides of `violation`: "schema", `third_name`, and `observer` ("answer", "example"), in this order. Empty
// where `third` has nothing at that place.
std::vector<finding::Side> ThreeSides(const ContractSchema& schema, const schema::Violation& violation,
                                      std::string_view third_name, const document::Value& third,
                                      std::string_view observer);

}  // namespace plumbline::contract
