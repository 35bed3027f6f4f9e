// Documents that are read as schemas by mistake. A schema may hold any member, so that an OpenAPI document or a suite
// taken for one would accept everything.
#pragma once

#include <string>

#include "document/flat.h"

namespace plumbline::validate {

// What the document is instead of a JSON Schema, and which command takes it; empty where it may be one. A document with
// a `$schema` of its own, or with a keyword that says what a value is like, always may.
std::string NotASchema(const document::FlatDocument& document, const std::string& path);

}  // namespace plumbline::validate
