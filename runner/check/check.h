// Checks: each looks at one exchange of a case and says how the answer differs from what the contract
// and the case promise. A check is a row of one table; it does no I/O and reads no clock.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/body.h"
#include "contract/vendor.h"
#include "document/document.h"
#include "finding/finding.h"
#include "finding/rule_info.h"
#include "http/message.h"
#include "suite/suite.h"

namespace plumbline::check {

// What a check may look at. The exchange has a response.
struct Subject {
  const contract::Vendor& vendor;
  const suite::Case& test;
  const http::Exchange& exchange;
  const document::Document& body;        // the body as text; its root is null where it is no JSON
  const std::optional<Error>& not_json;  // as Body has them
  const std::string& not_read;

  const http::Response& response() const { return *exchange.response; }
  const contract::Operation& operation() const { return *test.operation; }
  // The contract's response for the status that came; null where it declares none.
  const contract::Response* declared() const { return operation().FindResponse(response().status); }
  bool has_json() const { return !not_json && http::FindHeader(response().headers, "Content-Type") != nullptr; }
  // Content-Type of the answer without parameters; empty where there is none.
  std::string media_type() const;

  // An identity with everything but the pointers.
  finding::Identity Identify(std::string_view rule) const;
};

// What a check came to. Where it has nothing to judge, `not_applicable` says why, and there are no findings. Where it
// could not judge all that it has, `undecided` says why: the findings are certain, and there may be more. Neither is a
// pass.
struct Outcome {
  std::vector<finding::Finding> findings = {};
  std::string not_applicable = {};
  std::string undecided = {};

  static Outcome NotApplicable(std::string why) { return {.not_applicable = std::move(why)}; }
  static Outcome Undecided(std::string why) { return {.undecided = std::move(why)}; }
};

struct Check {
  finding::RuleInfo info;
  Outcome (*run)(const Subject& subject);
};

// All checks, in the order in which they are applied and reported.
std::span<const Check> Checks();
const Check* FindCheck(std::string_view id);
std::vector<std::string> CheckIds();

// One row each, defined in the file of the same name.
extern const Check kServerError;
extern const Check kStatus;
extern const Check kDeclared;
extern const Check kContentType;
extern const Check kSchema;
extern const Check kHeaders;
extern const Check kInvariants;

}  // namespace plumbline::check
