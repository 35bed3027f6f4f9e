#include "audit/contract_problem.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"

namespace plumbline::audit {

using contract::ContractProblem;
using finding::Finding;

namespace {

Place QuoteProblem(const ContractProblem& problem, std::string note) {
  switch (problem.mark) {
    case ContractProblem::Mark::kKey:
      return problem.at.QuoteKey(std::move(note));
    case ContractProblem::Mark::kValue:
      return problem.at.Quote(std::move(note));
  }
  return {};
}

}  // namespace

std::vector<std::string> ListPlaces(const std::vector<Place>& places) {
  constexpr std::size_t kMost = 20;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < places.size() && i < kMost; ++i) {
    lines.push_back(ToString(SourceLocation{places[i].source, places[i].line, places[i].column}));
  }
  if (places.size() > kMost) lines.push_back(fmt::format("and at {}", Count(places.size() - kMost, "more place")));
  return lines;
}

std::vector<Finding> TellProblems(const Subject& subject, const Telling& telling) {
  std::vector<std::vector<const ContractProblem*>> groups;
  std::map<std::string_view, std::size_t> group_of;
  for (const ContractProblem& problem : subject.vendor().contract->problems) {
    if (problem.rule != telling.rule) continue;
    const auto [entry, first] = group_of.emplace(problem.message, groups.size());
    if (first) groups.emplace_back();
    groups[entry->second].push_back(&problem);
  }
  std::vector<Finding> findings;
  for (const auto& group : groups) {
    const ContractProblem& problem = *group.front();
    Finding found;
    found.identity = subject.Identify(telling.rule, kNowhere);
    found.identity.operation = group.size() == 1 ? problem.operation : "";
    // The same slip at other places is the same finding, so that what was observed stands for them all.
    found.identity.schema_pointer = group.size() == 1 ? problem.at.pointer().ToString() : "";
    found.identity.instance_pointer = problem.observed;
    found.severity = problem.wrong ? finding::Severity::kError : finding::Severity::kNote;
    found.message =
        group.size() == 1 ? problem.message : fmt::format("{}, at {}", problem.message, Count(group.size(), "place"));
    found.expected = problem.expected;
    found.observed = problem.observed;
    if (problem.other) found.places.push_back(problem.other->Quote(std::string(telling.other_note)));
    found.places.push_back(QuoteProblem(problem, std::string(telling.note)));
    if (group.size() > 1) {
      std::vector<Place> places;
      for (const ContractProblem* each : group) places.push_back(QuoteProblem(*each, ""));
      found.details = ListPlaces(places);
      std::vector<std::string> pointers;
      for (const ContractProblem* each : group) pointers.push_back(each->at.pointer().ToString());
      found.shape = finding::Shape(std::move(pointers));
    }
    found.likely = telling.likely;
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace plumbline::audit
