// A contract of the size of the largest that are published: 900 operations, 600 component schemas that refer to one
// another, three answers an operation, each with a schema and an example that fits it; about 8 MB of JSON. Made the
// same on every run.
#pragma once

#include <string>

namespace plumbline::bench {

std::string SyntheticContract();

}  // namespace plumbline::bench
