// For tests: findings as text that a raw string can hold, so that one comparison sees every field and
// every finding. Fingerprint and shape are digests and have tests of their own.
#pragma once

#include <string>
#include <vector>

#include "finding/finding.h"

namespace plumbline::finding {

inline std::string TextOf(const Finding& found) {
  const Identity& identity = found.identity;
  std::string text = std::string(SeverityName(found.severity)) + ' ' + identity.rule + ": " + found.message + '\n';
  text += "  identity " + identity.vendor + " | " + identity.operation + " | " + identity.status + " | " +
          identity.media_type + '\n';
  text += "  contract " + identity.schema_pointer + '\n';
  text += "  instance " + identity.instance_pointer + '\n';
  text += "  expected " + found.expected + '\n';
  text += "  observed " + found.observed + '\n';
  for (const Place& place : found.places) {
    text += "  at " + place.source + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ":[" +
            place.marked + "] " + place.note + '\n';
  }
  for (const std::string& detail : found.details) text += "  - " + detail + '\n';
  for (const Side& side : found.sides) text += "  " + side.name + " says " + side.says + '\n';
  return text + "  likely " + found.likely + '\n';
}

// Begins with a line break where there is a finding, as a raw string does that begins on its own line.
inline std::string TextOf(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& found : findings) text += '\n' + TextOf(found);
  return text;
}

}  // namespace plumbline::finding
