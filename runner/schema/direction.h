// readOnly and writeOnly of OpenAPI's Schema Object, asserted by the direction of the message (OpenAPI 3.0.4, 4.7.24.2).
#pragma once

#include <cstdint>
#include <string_view>

#include "schema/program.h"

namespace plumbline::schema {

// Whether a property with this subschema is no part of the messages of the program's direction: it is readOnly and this is a
// request, or writeOnly and this is a response. References and allOf are followed.
bool IsBarred(const Compiled& compiled, std::uint32_t schema);

// Finds, for every subschema with `required`, the names that it does not ask for in the program's direction: those of barred
// properties that are declared beside it, in the allOf that it has or is a branch of, or where references lead from there.
void FindBarredNames(Compiled& compiled);
bool IsNotAskedFor(const Compiled& compiled, std::uint32_t schema, std::string_view name);

}  // namespace plumbline::schema
