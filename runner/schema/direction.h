// readOnly and writeOnly of OpenAPI's Schema Object, asserted by the direction of the message
// (OpenAPI 3.0.4, 4.7.24.2).
#pragma once

#include <cstdint>
#include <string_view>

#include "schema/program.h"

namespace plumbline::schema {

// Whether a property with this subschema is no part of the messages of the program's direction: it is readOnly and this
// is a request, or writeOnly and this is a response. References and allOf are followed.
bool IsBarred(const Compiled& compiled, std::uint32_t schema);

// Takes out of every `required` the names of barred properties: those declared beside it, in what the schema refers to
// or joins by allOf, and in the schemas around it whose allOf it is a branch of.
void ExcuseOneWayMembers(Compiled& compiled);

}  // namespace plumbline::schema
