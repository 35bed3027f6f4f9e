// Suites: files of cases, each one request with what is expected of its answer. Loaded against the
// vendor's contract, so that a case that names something the contract does not have is an Error
// before anything is sent.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/place.h"
#include "contract/vendor.h"
#include "finding/waiver.h"
#include "mock/script.h"
#include "suite/expression.h"

namespace plumbline::suite {

struct Invariant {
  std::string text;
  Expression expression;
  Place place;
};

struct Expectation {
  std::vector<std::string> statuses;  // "200" or "4XX"; any of them
  Place place;
  std::vector<Invariant> invariants;

  bool Allows(int status) const;
};

struct ParameterValue {
  const contract::Parameter* parameter = nullptr;  // of the contract
  document::Value value;
};

enum class Credentials { kValid, kNone, kInvalid };

struct Case {
  std::string id;  // "accounts/create"
  std::string summary;
  const contract::Operation* operation = nullptr;  // of the contract, which outlives the case
  std::vector<ParameterValue> parameters;
  http::HeaderFields headers;
  std::optional<document::Value> body;
  std::string content_type;  // empty without a body
  Credentials credentials = Credentials::kValid;
  Expectation expect;
  std::vector<std::string> checks;  // ids; empty: all
  std::map<std::string, JsonPointer> capture;
  mock::Script mock;
  SourceLocation location;
};

struct Suite {
  std::string name;
  std::string summary;
  std::string file;
  std::string sha256;  // of the file's text
  std::vector<Case> cases;
};

// A waivers file as it was read.
struct WaiverFile {
  std::string file;  // empty where there is none
  std::string sha256;
  std::vector<finding::Waiver> waivers;
};

// What a run works on.
struct SuiteSet {
  contract::Vendor vendor;
  std::vector<Suite> suites;  // in the order of their file names
  WaiverFile waivers;
};

struct LoadOptions {
  std::optional<std::string> waivers_file;  // instead of the waivers.yaml beside the suites
  Date today{};
};

// Loads a suite file or a folder of them (*.yaml, *.yml, *.json, but not waivers.yaml). All of them
// must name the same vendor. `check_ids`: the checks that a case may name. Throws Error.
SuiteSet LoadSuites(const std::string& path, const std::vector<std::string>& check_ids, const LoadOptions& options);

// Reads a waivers file. Throws Error where one is incomplete, named twice, or lasts longer than the
// file allows.
WaiverFile LoadWaivers(const std::string& path, Date today);

// The waivers of a file that fits its schema, whatever else is wrong with them; and how far ahead they may last.
std::vector<finding::Waiver> ReadWaivers(const document::Document& file);
std::chrono::days LongestLifetime(const document::Document& file);

}  // namespace plumbline::suite
