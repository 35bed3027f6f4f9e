// Members of an instance that its schema passes over: schemas that look at their object name others, none of them names
// these, and none says what becomes of the rest (additionalProperties, patternProperties, unevaluatedProperties). Such
// an instance is valid; whoever wrote it may have meant something else.
#pragma once

#include <vector>

#include "schema/schema.h"

namespace plumbline::schema {

// In the order of the instance, and nothing below a member that is not declared itself. Alternatives declare what any
// of them declares. Gives up on instances past 64 levels and after 10 million steps, with what was found until then.
std::vector<JsonPointer> UndeclaredMembers(const Program& program, Entry entry, const document::Cell& instance);

}  // namespace plumbline::schema
