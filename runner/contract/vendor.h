// A vendor: the contract, and what specs/<vendor>/vendor.yaml says beside it. Everything that is
// particular to one vendor is data in these files.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "contract/derive.h"
#include "contract/schema_set.h"
#include "page/claim.h"

namespace plumbline::contract {

// A body that the vendor's documentation shows.
struct Sample {
  std::string name;
  std::string operation;  // operationId
  Direction part = Direction::kResponse;
  int status = 200;
  std::string media_type = "application/json";
  std::string page;                                // "partner-profile, lines 49-71"; empty where not told
  std::shared_ptr<const document::Document> body;  // shared by copies of the Vendor
};

struct Vendor {
  std::string id;
  std::string title;
  std::string suites;                              // folder; empty where vendor.yaml names none
  std::map<std::string, std::string> credentials;  // security scheme -> environment variable
  std::vector<std::string> redact;
  std::chrono::seconds timeout{30};
  std::vector<Sample> samples;
  std::vector<page::DocumentedPage> pages;   // documentation, in the order it was named
  std::shared_ptr<const Contract> contract;  // shared with the mock's thread
  std::shared_ptr<const SchemaSet> schemas;  // likewise

  const Sample* FindSample(std::string_view name) const;
};

// Loads a vendor's folder, or an OpenAPI document by itself. A folder with vendor.yaml has its pages in docs/; one
// without it is a contract (openapi.yaml, .yml or .json) and the pages beside and below it. Compiles every schema.
// Throws Error.
Vendor LoadVendor(const std::string& path);

// A vendor that is nothing but a contract.
Vendor MakeVendor(std::string id, Contract contract);

}  // namespace plumbline::contract
