// What a YAML scalar means in the YAML 1.2 core schema (section 10.3): `no`, `on` and `2026-01-19`
// are strings, `1.0` and `0x1F` are numbers, `~` is null.
#pragma once

#include <string>

#include "document/value.h"

namespace plumbline::document {

// Thrown where a scalar has no JSON value or does not fit its tag; the caller adds the place.
struct ScalarError {
  std::string message;
};

// `tag` as yaml-cpp gives it: "?" for a plain scalar, "!" for a quoted one, else a full tag name.
Value ResolveScalar(const std::string& tag, const std::string& content);

}  // namespace plumbline::document
