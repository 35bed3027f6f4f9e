// For tests of the rules that look at a contract as such: no schema is compiled, so that a contract may be as wrong as
// it likes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/rule.h"
#include "finding/finding_testing.h"

namespace plumbline::audit {

inline std::vector<finding::Finding> FoundInContract(const Rule& rule, const std::string& contract,
                                                     const std::string& name = "openapi.yaml") {
  contract::Vendor vendor;
  vendor.id = "acme";
  vendor.contract = std::make_shared<const contract::Contract>(contract::ParseContract(name, contract));
  return rule.run(Subject(vendor));
}

inline std::string SaidOfContract(const Rule& rule, const std::string& contract) {
  return finding::TextOf(FoundInContract(rule, contract));
}

// Each finding in one line: severity, place, message.
inline std::string LinesOfContract(const Rule& rule, const std::string& contract) {
  std::string text;
  for (const finding::Finding& found : FoundInContract(rule, contract)) {
    const Place& place = found.places.back();
    text += std::string(finding::SeverityName(found.severity)) + ' ' + std::to_string(place.line) + ':' +
            std::to_string(place.column) + ' ' + found.message + '\n';
  }
  return text;
}

}  // namespace plumbline::audit
