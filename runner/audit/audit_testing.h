// For tests of rules: a tiny contract with samples, and all that a rule finds in it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "audit/rule.h"
#include "finding/finding_testing.h"

namespace plumbline::audit {

struct SampleText {
  std::string name;  // its file is <name>.json
  std::string operation;
  std::string json;
  int status = 200;
  contract::Direction part = contract::Direction::kResponse;
  std::string page = {};
};

inline std::vector<finding::Finding> Found(const Rule& rule, const std::string& contract, const std::vector<SampleText>& samples = {}) {
  contract::Vendor vendor = contract::MakeVendor("acme", contract::ParseContract("openapi.yaml", contract));
  for (const SampleText& sample : samples) {
    vendor.samples.push_back({.name = sample.name, .operation = sample.operation, .part = sample.part, .status = sample.status,
                              .media_type = "application/json", .page = sample.page,
                              .body = std::make_shared<const document::Document>(document::ParseJson(sample.name + ".json", sample.json))});
  }
  return rule.run(Subject(vendor));
}

// As text; nothing where all is well.
inline std::string Said(const Rule& rule, const std::string& contract, const std::vector<SampleText>& samples = {}) {
  return finding::TextOf(Found(rule, contract, samples));
}

}  // namespace plumbline::audit
