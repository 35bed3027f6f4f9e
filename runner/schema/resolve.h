// Dynamic references, as far as they are known when a schema is compiled.
#pragma once

#include <cstdint>
#include <string>

#include "schema/keyword.h"

namespace plumbline::schema {

// The index in anchor_names of the dynamic anchor that `schema`, the target of a dynamic reference, carries under
// `name` ("" for $recursiveAnchor); kNone where it carries none, so that the reference is an ordinary one
// (core 8.2.3.2).
std::uint32_t DynamicAnchorOf(const KeywordSite& site, std::uint32_t schema, const std::string& name);

}  // namespace plumbline::schema
