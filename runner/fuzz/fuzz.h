// What the fuzz targets share: how a finding is told, and how the first byte of an input chooses the options of a
// schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "schema/schema.h"

namespace plumbline::fuzz {

// Ends the program, so that the fuzzer keeps the input.
[[noreturn]] inline void Found(const std::string& what) {
  std::fprintf(stderr, "FOUND: %s\n", what.c_str());
  std::abort();
}

inline void Require(bool holds, std::string_view what) {
  if (!holds) Found(std::string(what));
}

inline std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Every dialect and option has bytes that choose it; 0 to 6 are the dialects with formats asserted and nothing else.
inline schema::Options OptionsOf(std::uint8_t byte) {
  schema::Options options;
  options.dialect = static_cast<schema::DialectId>(byte % schema::kDialects);
  const auto rest = static_cast<unsigned>(byte / schema::kDialects);
  options.assert_formats = rest % 2 == 0;
  options.check_metaschema = rest / 2 % 2 == 1;
  options.direction = static_cast<schema::Direction>(rest / 4 % 3);
  return options;
}

}  // namespace plumbline::fuzz
