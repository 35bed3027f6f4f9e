#include "report/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/percent.h"
#include "base/snippet.h"
#include "base/text.h"
#include "report/console.h"
#include "report/plain_text.h"

namespace plumbline::report {
namespace {

using run::CaseResult;
using run::JudgedFinding;
using run::Judgement;
using run::RunResult;

bool IsInFile(const Place& place) { return place.line > 0 && !place.source.empty() && place.source != "response body"; }

Place At(const SourceLocation& location) {
  Place place;
  place.source = location.file;
  place.line = std::max(1, location.line);
  place.column = std::max(0, location.column);
  return place;
}

class Collector {
 public:
  Collector(const RunResult& result, Waived waived) : result_(result), waived_(waived) {
    for (const CaseResult& test : result.cases) cases_.emplace(test.id, &test);
  }

  std::vector<Problem> Collect() {
    Findings();
    for (const CaseResult& test : result_.cases) {
      for (const Judgement& judgement : test.judgements) Unjudged(judgement, test.id, test.location);
    }
    for (const run::AuditResult& audited : result_.audits) {
      for (const Judgement& judgement : audited.judgements) Unjudged(judgement, audited.operation, {});
    }
    for (const run::WaiverResult& waiver : result_.waivers) Stale(waiver);
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Problem& a, const Problem& b) { return a.severity < b.severity; });
    return std::move(problems_);
  }

 private:
  // Of one discrepancy that several cases met, the gravest is told.
  void Findings() {
    std::map<std::string_view, std::size_t> known;  // fingerprint -> index into `chosen`
    std::vector<std::pair<const JudgedFinding*, std::set<std::string>>> chosen;
    for (const JudgedFinding& found : result_.findings) {
      const auto [at, is_new] = known.emplace(found.finding.fingerprint, chosen.size());
      if (is_new) chosen.emplace_back(&found, std::set<std::string>{});
      auto& [best, cases] = chosen[at->second];
      if (found.fails() && !best->fails()) best = &found;
      if (!found.case_id.empty()) cases.insert(found.case_id);
    }
    for (const auto& [found, cases] : chosen) {
      if (found->judgement.state == finding::FindingState::kDocumented && waived_ == Waived::kLeaveOut) continue;
      problems_.push_back(Tell(*found, cases.size()));
    }
  }

  Problem Tell(const JudgedFinding& found, std::size_t cases) const {
    const finding::Finding& f = found.finding;
    Problem problem;
    problem.rule = f.identity.rule;
    problem.severity = found.judgement.state == finding::FindingState::kKnown
                           ? std::max(f.severity, finding::Severity::kWarning)
                           : f.severity;  // it fails nothing
    problem.fingerprint = f.fingerprint;
    problem.found = &found;
    const std::string status = f.identity.status.empty() ? "" : " → " + f.identity.status;
    problem.title = OneLine((f.identity.operation.empty() ? "the API as a whole" : f.identity.operation) + status +
                            ": " + f.message);
    const auto test = cases_.find(found.case_id);
    const bool is_written = test != cases_.end() && !test->second->location.file.empty();
    const Place fallback = At(is_written ? test->second->location : SourceLocation{result_.contract_file, 1, 0});
    const auto main = std::find_if(f.places.begin(), f.places.end(), IsInFile);
    problem.place = main == f.places.end() ? fallback : *main;
    for (const Place& place : f.places) {
      const std::string note = OneLine(place.note.empty() ? Shortened(place.marked, 200) : place.note);
      const std::string where =
          place.line > 0 ? WhereIs(place) : place.source + (place.pointer.empty() ? "" : " (" + place.pointer + ")");
      if (!note.empty() || !where.empty())
        problem.notes.push_back(OneLine(where.empty() ? note : note + " (" + where + ")"));
      if (main != f.places.end() && &place == &*main) continue;
      if (IsInFile(place)) {
        problem.related.push_back(place);
      } else if (test != cases_.end() && main != f.places.end()) {
        problem.related.push_back(fallback);
        problem.related.back().note = problem.notes.empty() ? note : problem.notes.back();
      }
    }
    for (const std::string& note : FindingNotes(found, result_)) problem.notes.push_back(OneLine(note));
    if (cases > 1) problem.notes.push_back(fmt::format("{} met it", Count(cases, "case")));
    return problem;
  }

  // Each reason once, at the first case that it concerns.
  void Unjudged(const Judgement& judgement, const std::string& what, const SourceLocation& location) {
    if (!judgement.inconclusive || !reasons_.insert(judgement.error_kind + '\n' + judgement.reason).second) return;
    Problem problem;
    problem.kind = ProblemKind::kUnjudged;
    problem.rule = judgement.error_kind.empty() ? "not-judged" : judgement.error_kind;
    problem.title = OneLine(fmt::format("not judged: {}: {}: {}", what.empty() ? "the API as a whole" : what,
                                        judgement.rule, judgement.reason));
    problem.place = At(location.file.empty() ? SourceLocation{result_.contract_file, 1, 0} : location);
    problem.fingerprint =
        Sha256Hex("not judged\n" + result_.vendor + '\n' + what + '\n' + judgement.rule).substr(0, 16);
    problems_.push_back(std::move(problem));
  }

  void Stale(const run::WaiverResult& waiver) {
    if (waiver.state != finding::WaiverState::kStale) return;
    Problem problem;
    problem.kind = ProblemKind::kStaleWaiver;
    problem.rule = "waiver.stale";
    problem.severity = result_.policy.stale_waivers == finding::StaleWaivers::kFail ? finding::Severity::kError
                                                                                    : finding::Severity::kWarning;
    problem.title =
        OneLine(fmt::format("the waiver {} is no longer needed: its discrepancy is gone", waiver.waiver.id));
    problem.place =
        At(waiver.waiver.location.file.empty() ? SourceLocation{result_.waivers_file, 1, 0} : waiver.waiver.location);
    problem.fingerprint = Sha256Hex("waiver.stale\n" + result_.vendor + '\n' + waiver.waiver.id).substr(0, 16);
    problems_.push_back(std::move(problem));
  }

  const RunResult& result_;
  const Waived waived_;
  std::map<std::string_view, const CaseResult*> cases_;
  std::set<std::string> reasons_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> Problems(const RunResult& result, Waived waived) { return Collector(result, waived).Collect(); }

std::string PlainPath(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().generic_string();
}

std::string UriOf(const std::string& path) {
  const std::string plain = PlainPath(path);
  return (plain.starts_with('/') ? "file://" : "") + PercentEncode(plain, "/");
}

}  // namespace plumbline::report
