// The standard output formats (2019-09 and 2020-12, core 12.4): flag, basic, detailed and verbose, made of one tree of
// units.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_pointer.h"
#include "document/tape.h"
#include "schema/schema.h"

namespace plumbline::schema {

// What one keyword, or one subschema as a whole, came to at one instance location.
struct Unit {
  bool valid = true;
  JsonPointer keyword_location;           // the way, references followed
  std::string absolute_keyword_location;  // URI of the resource, fragment from its root
  JsonPointer schema_location;            // from the root of its document
  JsonPointer instance_location;
  std::string error = {};                      // of a keyword that failed by itself
  std::optional<std::string> annotation = {};  // JSON
  std::vector<Unit> children = {};
};

enum class OutputFormat : std::uint8_t { kFlag, kBasic, kDetailed, kVerbose };
std::optional<OutputFormat> FindOutputFormat(std::string_view name);

// Every unit of an evaluation. Where a bound was met, be it that `stop` became true, the root's `error` says so,
// whatever it is.
Unit Explain(const Program& program, const document::Tape& instance, const std::atomic<bool>* stop = nullptr);

// JSON text without a line break at its end.
std::string WriteOutput(const Unit& root, OutputFormat format, int indent = 2);

// An annotation that was attached to an instance by a keyword of a schema that it fits (core 7.7).
struct Annotation {
  JsonPointer instance_location;
  std::string keyword;
  JsonPointer schema_location;  // of the keyword, from the root of its document
  std::string absolute_keyword_location;
  std::string value;  // JSON
};
std::vector<Annotation> Annotations(const Unit& root);

}  // namespace plumbline::schema
