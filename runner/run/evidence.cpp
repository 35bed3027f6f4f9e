#include "run/evidence.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/text.h"

namespace plumbline::run {
namespace {

using document::Source;

// A line of an excerpt is there to be read by a person.
constexpr std::size_t kLongestLine = 400;

// The texts of contract and pages by name, in the order in which they are told.
std::vector<std::pair<std::string, const Source*>> SourcesOf(const contract::Vendor& vendor) {
  std::vector<std::pair<std::string, const Source*>> sources;
  std::set<std::string> names;
  const auto add = [&](const char* role, const Source& source) {
    if (!source.name().empty() && names.insert(source.name()).second) sources.emplace_back(role, &source);
  };
  if (!vendor.contract->openapi.empty()) {
    const auto add_contract = [&](const contract::Contract& contract) {
      std::set<std::string> pages;
      for (const page::DocumentedPage& page : vendor.pages) pages.insert(page.page.source.name());
      if (!pages.contains(contract.root->source.name())) add("contract", contract.root->source);
      for (const auto& [path, document] : contract.store->documents()) {
        if (!pages.contains(document->source.name())) add("contract", document->source);
      }
    };
    add_contract(*vendor.contract);
    for (const contract::Contract& joined : vendor.contract->joined) add_contract(joined);
  }
  for (const page::DocumentedPage& page : vendor.pages) add("page", page.page.source);
  return sources;
}

}  // namespace

std::vector<EvidenceFile> EvidenceOf(const contract::Vendor& vendor, const std::vector<suite::Suite>& suites,
                                     const suite::WaiverFile& waivers) {
  std::vector<EvidenceFile> files;
  for (const auto& [role, source] : SourcesOf(vendor))
    files.push_back({role, source->name(), Sha256Hex(source->text())});
  for (const suite::Suite& suite : suites) files.push_back({"suite", suite.file, suite.sha256});
  if (!waivers.file.empty()) files.push_back({"waivers", waivers.file, waivers.sha256});
  return files;
}

std::vector<Excerpt> ExcerptsOf(const std::vector<JudgedFinding>& findings, const contract::Vendor& vendor) {
  std::map<std::string, std::set<int>> wanted;
  for (const JudgedFinding& found : findings) {
    for (const Place& place : found.finding.places) {
      if (place.line < 1) continue;
      std::set<int>& lines = wanted[place.source];
      for (int line = std::max(1, place.line - kExcerptLines); line <= place.line + kExcerptLines; ++line)
        lines.insert(line);
    }
  }
  std::vector<Excerpt> excerpts;
  for (const auto& [role, source] : SourcesOf(vendor)) {
    const auto lines = wanted.find(source->name());
    if (lines == wanted.end()) continue;
    const int last = source->LocationOf(source->text().size()).line;
    int previous = -1;
    for (const int line : lines->second) {
      if (line > last) break;
      if (line != previous + 1) excerpts.push_back({source->name(), line, {}});
      excerpts.back().lines.push_back(Shortened(source->Line(line), kLongestLine));
      previous = line;
    }
  }
  return excerpts;
}

}  // namespace plumbline::run
