// Makes schemas and instances of bytes, for tests that hold the ways of evaluation against each other. The same bytes
// make the same case, and a byte more or less makes a similar one, so that a fuzzer can steer it. Few names, few
// numbers and few texts, so that what a schema asks for is often there; keywords of every group, in the shape that the
// dialect wants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace plumbline::schema {

struct GeneratedCase {
  Options options;
  std::string schema;                  // JSON; seldom one that cannot be compiled
  std::vector<std::string> instances;  // JSON, at least one
};

GeneratedCase GenerateCase(std::string_view bytes);

}  // namespace plumbline::schema
