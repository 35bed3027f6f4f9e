#include "finding/override.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline::finding {
namespace {

bool FitsFile(const std::string& glob, const std::string& file) {
  return GlobMatch(glob, file) || GlobMatch("*/" + glob, file);
}

bool FitsText(const JsonPointer& pattern, const std::string& text) {
  const auto pointer = JsonPointer::Parse(text);
  return pointer && FitsPointer(pattern, *pointer);
}

}  // namespace

// As GlobMatch does for bytes: what a `**` took is taken back one segment at a time, and only for the last one.
bool FitsPointer(const JsonPointer& pattern, const JsonPointer& pointer) {
  const std::vector<std::string>& globs = pattern.tokens();
  const std::vector<std::string>& segments = pointer.tokens();
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t g = 0, s = 0, stars = kNone, resume = 0;
  while (s < segments.size()) {
    if (g < globs.size() && globs[g] == "**") {
      stars = g++;
      resume = s;
    } else if (g < globs.size() && GlobMatch(globs[g], segments[s])) {
      ++g, ++s;
    } else if (stars != kNone) {
      g = stars + 1;
      s = ++resume;
    } else {
      return false;
    }
  }
  while (g < globs.size() && globs[g] == "**") ++g;
  return g == globs.size();
}

bool Fits(const Override& override, const Finding& found) {
  const Identity& identity = found.identity;
  if (!GlobMatch(override.rule, identity.rule) || !GlobMatch(override.operation, identity.operation)) return false;
  const auto any_place = [&](const auto& fits) { return std::any_of(found.places.begin(), found.places.end(), fits); };
  if (override.file != "*" && !any_place([&](const Place& place) { return FitsFile(override.file, place.source); }))
    return false;
  if (!override.pointer) return true;
  return FitsText(*override.pointer, identity.schema_pointer) ||
         FitsText(*override.pointer, identity.instance_pointer) ||
         any_place([&](const Place& place) { return FitsText(*override.pointer, place.pointer); });
}

Overridden ApplyOverrides(std::vector<Finding> findings, const std::vector<Override>& overrides) {
  Overridden result;
  for (Finding& found : findings) {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < overrides.size(); ++i) {
      if (!Fits(overrides[i], found)) continue;
      result.used.insert(i);
      last = i;
    }
    if (last && !overrides[*last].severity) {
      result.off_by.insert(*last);
      result.off.push_back(std::move(found));
      continue;
    }
    if (last && *overrides[*last].severity != found.severity) {
      const Severity severity = *overrides[*last].severity;
      found.details.push_back(std::string(SeverityName(severity)) + " by " + ToString(overrides[*last].location) +
                              "; the rule says " + std::string(SeverityName(found.severity)));
      found.severity = severity;
    }
    result.kept.push_back(std::move(found));
  }
  return result;
}

}  // namespace plumbline::finding
