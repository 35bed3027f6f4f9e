// What a project says of findings beforehand: how grave those of a rule, an operation, a file or a place are, or that
// it does not want them at all. Pure: takes findings and overrides, gives what is left and what was switched off.
// Judgements that could not be made are no findings, so nothing here can hide them.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json_pointer.h"
#include "finding/finding.h"

namespace plumbline::finding {

// Every part that is given must fit. Globs have `*` (any run) and `?` (any one byte).
struct Override {
  std::string rule = "*";       // glob over the id of the check or rule
  std::string operation = "*";  // glob over "GET /v1/charges/{id}"; that of the API as a whole is empty
  // Glob over the text of any of the finding's places, whole or from a folder on: `docs/*.md` fits
  // "specs/acme/docs/a.md".
  std::string file = "*";
  // Fits a JSON Pointer of the finding or of its places: each segment a glob, and `**` for any number of segments.
  // Nothing: any.
  std::optional<JsonPointer> pointer = std::nullopt;
  std::optional<Severity> severity = std::nullopt;  // nothing: off
  SourceLocation location = {};

  bool operator==(const Override&) const = default;
};

bool Fits(const Override& override, const Finding& found);
// Whether a pattern of segments fits a pointer.
bool FitsPointer(const JsonPointer& pattern, const JsonPointer& pointer);

struct Overridden {
  std::vector<Finding> kept;  // with the severity that is said of them
  std::vector<Finding> off;
  std::set<std::size_t> used;    // the overrides that fit a finding, whether or not a later one wins
  std::set<std::size_t> off_by;  // those that switched one off
};

// Of several overrides that fit a finding, the last one wins. Whose severity changes has a line of detail that says so.
Overridden ApplyOverrides(std::vector<Finding> findings, const std::vector<Override>& overrides);

}  // namespace plumbline::finding
