#include "finding/finding.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace plumbline::finding {

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kNote: return "note";
  }
  return "";
}

std::string Fingerprint(const Identity& identity) {
  // A NUL between the parts: none of them can hold one.
  std::string text;
  for (const std::string* part :
       {&identity.vendor, &identity.operation, &identity.status, &identity.media_type,
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

}  // namespace plumbline::finding
