#include <fmt/format.h>

#include <map>
#include <set>

#include "audit/rule.h"

namespace plumbline::audit {
namespace {

using finding::Finding;

// The path with every name as "{}".
std::string Nameless(const std::string& path) {
  std::string out;
  bool inside = false;
  for (char c : path) {
    if (c == '}') inside = false;
    if (!inside) out += c;
    if (c == '{') inside = true;
  }
  return out;
}

std::vector<Finding> Run(const Subject& subject) {
  const contract::Contract& contract = *subject.vendor().contract;
  std::vector<std::string> paths;                        // in the order of the contract
  std::map<std::string, std::set<std::string>> methods;  // by path
  for (const contract::Operation& operation : contract.operations) {
    if (!methods.contains(operation.path)) paths.push_back(operation.path);
    methods[operation.path].insert(operation.method);
  }
  const auto all = contract::Node(*contract.root).Find("paths");
  std::map<std::string, std::string> first_of;  // by nameless path
  std::vector<Finding> findings;
  for (const std::string& path : paths) {
    const auto [entry, is_first] = first_of.emplace(Nameless(path), path);
    if (is_first || !all) continue;
    const std::string& first = entry->second;
    std::string shared;
    for (const std::string& method : methods[path]) {
      if (shared.empty() && methods[first].contains(method)) shared = method;
    }
    Finding found;
    found.identity = subject.Identify("contract.ambiguous-path", kNowhere);
    found.identity.operation = shared.empty() ? "" : shared + ' ' + path;
    found.identity.schema_pointer = entry->first;
    found.severity = shared.empty() ? finding::Severity::kWarning : finding::Severity::kError;
    found.message = shared.empty() ? fmt::format("{} and {} are the same path with other names", first, path)
                                   : fmt::format("{} and {} are the same path, and both have {}", first, path, shared);
    found.expected = "one path item for one path";
    found.observed = path;
    const auto quote = [&](const std::string& key, const char* note) {
      if (const auto item = all->Find(key)) found.places.push_back(item->QuoteKey(note));
    };
    quote(first, "this path");
    quote(path, "and this one match the same requests");
    found.likely =
        "The contract: by the standard, paths that differ in the names of their parameters alone are identical and invalid.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kContractAmbiguousPath = {
    {"contract.ambiguous-path", "No two paths match the same requests", finding::Severity::kError,
     "Fails for two paths that differ in the names of their parameters alone, as /a/{x} and /a/{y} (OpenAPI 3.0.4, 4.7.8.2). An error where "
     "both have an operation of the same method, since a request fits both; else a warning. /a/{x} and /a/b are fine: the concrete path "
     "goes first.\n\nWhat to do: merge the two path items, or tell them apart by a segment."},
    Run};

}  // namespace plumbline::audit
