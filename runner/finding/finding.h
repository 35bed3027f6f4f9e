// A Finding: one discrepancy between what is documented, what is specified and what is answered,
// with both places and the one that is likely wrong. Plain data; checks and rules make it, the gate
// and the reports read it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/place.h"

namespace plumbline::finding {

// Errors and warnings gate; notes are printed and gate nothing.
enum class Severity { kError, kWarning, kNote };
std::string_view SeverityName(Severity severity);

// What a finding is about, without any message, line or value, so that it is the same finding in
// the next run and in the next edition of the contract.
struct Identity {
  std::string vendor;
  std::string operation;  // "GET /v1/charges/{id}"; empty: the contract as a whole
  std::string status;     // "200", "4XX", "default", or empty
  std::string media_type;
  std::string rule;              // id of the check or rule
  std::string schema_pointer;    // place in the contract
  std::string instance_pointer;  // place in the instance, array indexes as `*`

  bool operator==(const Identity&) const = default;
};

// One of the voices in a contradiction, and what it says of the matter: {"schema", "integer"}, {"example", "string"},
// {"answer", "string"}.
struct Side {
  std::string name;
  std::string says;

  bool operator==(const Side&) const = default;
};

struct Finding {
  Identity identity;
  Severity severity = Severity::kError;
  std::string message;  // one line
  std::string expected;
  std::string observed;
  std::vector<std::string> details;  // one line each, where a finding lists several things
  std::vector<Place> places;         // what is documented first, what contradicts it second
  std::string likely;                // which side is likely wrong, and why
  std::vector<Side> sides;           // three, where three were heard
  std::string fingerprint;           // set by Fingerprint()
  // Digest of what exactly is wrong, without values. A waiver that names a shape no longer covers
  // the finding once that has changed. Empty where the identity says it all.
  std::string shape;

  bool operator==(const Finding&) const = default;
};

// 16 hexadecimal digits of SHA-256 over the identity.
std::string Fingerprint(const Identity& identity);

// 8 hexadecimal digits of SHA-256 over the lines, whatever their order.
std::string Shape(std::vector<std::string> lines);

// Which of three sides is likely wrong: the one that the other two, who agree, contradict. "The schema: example and
// answer agree on string." Empty where there are not three, or no two of them agree, or all do.
std::string LikelyWrong(const std::vector<Side>& sides);

}  // namespace plumbline::finding
