// A mock of a contract: checks each request as a strict service would, and answers with what the
// documentation promises. Keeps the accounts, orders, … that POST requests created, so that they
// can be fetched. Answers depend on the requests alone: no clock, no chance.
//
// The body of an answer is, in this order: the script's body or sample; the documented sample of the
// operation and status; the contract's example, where it fits its schema; a body generated from
// the schema.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "contract/vendor.h"
#include "http/message.h"
#include "mock/script.h"
#include "mock/state.h"

namespace plumbline::mock {

// Names the case that a request belongs to, so that its script is found.
inline constexpr std::string_view kCaseHeader = "Plumbline-Case";

class Mock {
 public:
  // `secrets`: security scheme -> the credential that is accepted. A scheme without one accepts any
  // credential that is not empty.
  Mock(contract::Vendor vendor, std::map<std::string, std::string> secrets);

  // What shall be answered to requests of that case.
  void SetScript(const std::string& case_id, Script script);

  // Safe to call from the server's thread while scripts are set from another.
  http::Response Answer(const http::Request& request);

 private:
  struct Match {
    const contract::Operation* operation = nullptr;
    std::map<std::string, std::string> path;  // raw values by name
  };
  // Why a request is refused, and the statuses that fit, the best first.
  struct Refusal {
    std::vector<int> statuses;
    std::string title;
    std::string detail;
    std::string allow;  // of a 405: the methods that there are
  };

  std::optional<Match> Find(const http::Request& request, Refusal& refusal) const;
  std::optional<Refusal> CheckSecurity(const Match& match, const http::Request& request) const;
  std::optional<Refusal> CheckParameters(const Match& match, const http::Request& request) const;
  std::optional<Refusal> CheckBody(const Match& match, const http::Request& request) const;
  http::Response Refuse(const contract::Operation* operation, const Refusal& refusal) const;
  http::Response Succeed(const Match& match, const http::Request& request, const Script& script);
  // Whether the contract allows that body; true where it says nothing of it.
  bool Fits(const contract::Operation& operation, int status, const document::Value& body) const;
  // The documented body that answers: the script's, else the first of the operation and status.
  const contract::Sample* FindSample(const contract::Operation& operation, int status, const Script& script) const;
  http::Response Scripted(const contract::Operation& operation, int status, const Script& script) const;

  contract::Vendor vendor_;
  std::map<std::string, std::string> secrets_;
  std::string base_path_;  // of the contract's first server
  State state_;
  std::mutex mutex_;  // guards scripts_ and state_
  std::map<std::string, Script> scripts_;
};

}  // namespace plumbline::mock
