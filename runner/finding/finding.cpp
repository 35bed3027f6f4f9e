#include "finding/finding.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace plumbline::finding {

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "";
}

std::string Fingerprint(const Identity& identity) {
  // A NUL between the parts: none of them can hold one.
  std::string text;
  for (const std::string* part : {&identity.vendor, &identity.operation, &identity.status, &identity.media_type,
                                  &identity.rule, &identity.schema_pointer, &identity.instance_pointer}) {
    text += *part;
    text += '\0';
  }
  return Sha256Hex(text).substr(0, 16);
}

std::string Shape(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return Sha256Hex(Join(lines, "\n")).substr(0, 8);
}

std::string LikelyWrong(const std::vector<Side>& sides) {
  if (sides.size() != 3) return "";
  for (std::size_t odd = 0; odd < 3; ++odd) {
    const Side& one = sides[(odd + 1) % 3];
    const Side& other = sides[(odd + 2) % 3];
    if (one.says != other.says || one.says == sides[odd].says) continue;
    const bool in_order = odd != 1;  // of the other two, the one that was heard first is named first
    return "The " + sides[odd].name + ": " + (in_order ? one : other).name + " and " + (in_order ? other : one).name +
           " agree on " + one.says + '.';
  }
  return "";
}

}  // namespace plumbline::finding
