// What a subschema evaluates, as far as that is known before an instance is: names, patterns and items, each under the
// conditions that an instance has to meet for them to count (core 11). unevaluatedProperties and unevaluatedItems
// become one instruction of it, so that the verdict pass keeps no books of what was evaluated.
#pragma once

#include <optional>

#include "schema/program.h"

namespace plumbline::schema {

// The plan of an unevaluatedProperties or unevaluatedItems (`keyword`, of the subschema `id`). Nothing where what is
// evaluated depends on more than that: on a dynamic reference, a discriminator, or over 63 conditions.
std::optional<UnevaluatedPlan> PlanUnevaluated(const Compiled& compiled, std::uint32_t id, const Keyword& keyword);

}  // namespace plumbline::schema
