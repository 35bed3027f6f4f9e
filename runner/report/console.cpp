#include "report/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/snippet.h"
#include "base/text.h"
#include "http/curl_line.h"
#include "report/report.h"
#include "run/conclude.h"

namespace plumbline::report {
namespace {

using finding::FindingState;
using run::CaseResult;
using run::JudgedFinding;
using run::Judgement;
using run::RunResult;
using run::Verdict;

class Console {
 public:
  Console(const RunResult& result, const ConsoleOptions& options) : result_(result), options_(options) {}

  std::string Write() {
    Head();
    if (options_.detail == Detail::kTotals) {
      Causes();
    } else {
      if (options_.detail != Detail::kQuiet) Cases();
      Findings();
      Unjudged();
      Waivers();
      Spared();
    }
    Totals();
    return std::move(out_);
  }

 private:
  std::string Paint(std::string_view code, const std::string& text) const {
    return options_.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  std::string Red(const std::string& text) const { return Paint("1;31", text); }
  std::string Green(const std::string& text) const { return Paint("32", text); }
  std::string Yellow(const std::string& text) const { return Paint("33", text); }
  std::string Bold(const std::string& text) const { return Paint("1", text); }
  std::string Dim(const std::string& text) const { return Paint("2", text); }

  void Line(const std::string& text = {}) { out_ += text + '\n'; }

  void Head() {
    const std::string against = result_.mode == "live"   ? "live at " + result_.target
                                : result_.mode == "mock" ? "our mock on loopback"
                                                         : "audit only";
    Line(Bold(fmt::format("Plumbline {}", result_.tool_version)) +
         fmt::format(" · {} ({}) · {} · {}", result_.title, result_.vendor, result_.contract_file, against));
  }

  std::string Mark(Verdict verdict) const {
    switch (verdict) {
      case Verdict::kPassed:
        return Green("✓");
      case Verdict::kFailed:
        return Red("✗");
      case Verdict::kWaived:
        return Yellow("~");
      case Verdict::kError:
        return Red("!");
      case Verdict::kSkipped:
        return Dim("-");
    }
    return "";
  }

  void Cases() {
    std::size_t width = 0;
    for (const CaseResult& test : result_.cases) width = std::max(width, test.id.size());
    for (const std::string& operation : result_.operations) {
      bool first = true;
      for (const CaseResult& test : result_.cases) {
        if (test.operation != operation) continue;
        if (first) Line('\n' + Bold(operation));
        first = false;
        const int status = test.exchange && test.exchange->response ? test.exchange->response->status : 0;
        Line(fmt::format("  {} {:<{}}  {}  {}", Mark(test.verdict()), test.id, width,
                         status == 0 ? "---" : std::to_string(status), Summary(test)));
      }
    }
  }

  // "5 passed, 1 waived", or why there is no judgement.
  static std::string Summary(const CaseResult& test) {
    std::map<Verdict, std::size_t> counts;
    for (const Judgement& judgement : test.judgements) {
      if (judgement.verdict == Verdict::kError || judgement.inconclusive)
        return judgement.error_kind.empty() ? judgement.reason : judgement.error_kind + ": " + judgement.reason;
      if (judgement.rule != "exchange") ++counts[judgement.verdict];
    }
    std::vector<std::string> parts;
    for (Verdict verdict : {Verdict::kPassed, Verdict::kFailed, Verdict::kWaived}) {
      if (counts[verdict] > 0) parts.push_back(fmt::format("{} {}", counts[verdict], run::VerdictName(verdict)));
    }
    return Join(parts, ", ");
  }

  void Findings() {
    std::set<std::string> shown;
    for (const JudgedFinding& found : result_.findings) {
      const bool wanted = found.fails() || options_.detail == Detail::kVerbose;
      if (!wanted || !shown.insert(found.finding.fingerprint).second) continue;
      std::string text = DescribeFinding(found, result_);
      const std::size_t end = text.find('\n');
      const std::string title = text.substr(0, end);
      Line('\n' + (found.fails() ? Red(title) : Yellow(title)) + text.substr(end, text.size() - end - 1));
    }
  }

  // Whether the finding is among what the policy or the base objects to.
  bool IsCause(const JudgedFinding& found) const {
    if (found.fails()) return true;
    const bool waived = found.judgement.state == FindingState::kDocumented;
    if (waived && result_.policy.max_waived && result_.tally.documented > *result_.policy.max_waived) return true;
    if (!result_.base || result_.policy.gated == finding::Gated::kNew || found.judgement.state == FindingState::kNote)
      return false;
    const bool more_waived =
        waived && result_.tally.documented > result_.base->documented && !result_.base->Has(found.finding);
    return more_waived || result_.base->HasOther(found.finding);
  }

  // The first of what fails, a line each.
  void Causes() {
    constexpr std::size_t kTold = 5;
    std::vector<const JudgedFinding*> failing;
    std::set<std::string> known;
    for (const JudgedFinding& found : result_.findings) {
      if (IsCause(found) && known.insert(found.finding.fingerprint).second) failing.push_back(&found);
    }
    std::stable_partition(failing.begin(), failing.end(), [](const JudgedFinding* found) { return found->fails(); });
    if (!failing.empty()) Line();
    for (std::size_t i = 0; i < std::min(failing.size(), kTold); ++i) {
      Line(fmt::format("  {} {} {}", failing[i]->fails() ? Red("✗") : Yellow("~"), failing[i]->finding.fingerprint,
                       FindingTitle(*failing[i])));
    }
    if (failing.size() > kTold) Line(fmt::format("  and {} more; -v prints them in full", failing.size() - kTold));
    Unjudged();
  }

  // Why judgements could not be made, each reason once.
  void Unjudged() {
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    for (const CaseResult& test : result_.cases) {
      for (const Judgement& judgement : test.judgements) {
        if (!judgement.inconclusive) continue;
        const std::string reason =
            judgement.error_kind.empty() ? judgement.reason : judgement.error_kind + ": " + judgement.reason;
        const auto known =
            std::find_if(reasons.begin(), reasons.end(), [&](const auto& row) { return row.first == reason; });
        (known == reasons.end() ? reasons.emplace_back(reason, std::vector<std::string>{}) : *known)
            .second.push_back(test.id);
      }
    }
    for (const run::AuditResult& audited : result_.audits) {
      for (const Judgement& judgement : audited.judgements) {
        if (judgement.inconclusive)
          reasons.emplace_back(judgement.error_kind + ": " + judgement.reason, std::vector<std::string>{});
      }
    }
    if (!reasons.empty()) Line();
    for (const auto& [reason, ids] : reasons) {
      const std::string more = ids.size() < 2 ? "" : fmt::format(" and {}", Count(ids.size() - 1, "more case"));
      Line(Red("inconclusive: ") + reason + (ids.empty() ? "" : fmt::format(" ({}{})", ids.front(), more)));
    }
  }

  void Waivers() {
    bool first = true;
    for (const run::WaiverResult& waiver : result_.waivers) {
      if (waiver.state == finding::WaiverState::kNotReached || options_.detail == Detail::kQuiet) continue;
      if (first) Line('\n' + Bold("Waivers") + (result_.waivers_file.empty() ? "" : " (" + result_.waivers_file + ")"));
      first = false;
      const auto found = std::find_if(result_.findings.begin(), result_.findings.end(), [&](const JudgedFinding& f) {
        return f.finding.fingerprint == waiver.waiver.fingerprint;
      });
      const bool expired = waiver.waiver.expires < result_.today;
      const std::string until = fmt::format("{} {}", expired ? "expired" : "until", FormatDate(waiver.waiver.expires));
      if (found == result_.findings.end()) {
        Line(fmt::format("  {} {} {}  no longer needed: remove it from {}", Red("✗"), waiver.waiver.id, until,
                         ToString(waiver.waiver.location)));
        continue;
      }
      constexpr int kWarningDays = 14;
      const auto left = (waiver.waiver.expires - result_.today).count();
      const std::string soon = !expired && left <= kWarningDays
                                   ? Yellow(fmt::format(" (ends in {})", Count(static_cast<std::size_t>(left), "day")))
                                   : "";
      Line(fmt::format(
          "  {} {} {}{}  [{}] {}: {}", found->fails() ? Red("✗") : Yellow("~"), waiver.waiver.id, until, soon,
          found->finding.identity.rule,
          found->finding.identity.operation.empty() ? "the API as a whole" : found->finding.identity.operation,
          found->finding.message));
    }
  }

  // What neither fails nor is waived, a line each.
  void Spared() {
    if (options_.detail == Detail::kQuiet) return;
    for (const FindingState state : {FindingState::kKnown, FindingState::kTolerated}) {
      std::set<std::string> shown;
      for (const JudgedFinding& found : result_.findings) {
        if (found.judgement.state != state || !shown.insert(found.finding.fingerprint).second) continue;
        if (shown.size() == 1) Line('\n' + Bold(WhySpared(found, result_)));
        Line("  " + Yellow("~") + ' ' + FindingTitle(found));
      }
    }
  }

  void Totals() {
    std::map<Verdict, std::size_t> counts;
    std::size_t not_run = 0, off = 0;
    const auto count = [&](const std::vector<Judgement>& judgements) {
      for (const Judgement& judgement : judgements) {
        ++counts[judgement.verdict];
        if (judgement.verdict == Verdict::kSkipped && judgement.reason.starts_with("NOT RUN")) ++not_run;
        if (judgement.verdict == Verdict::kSkipped && judgement.reason.starts_with("switched off")) ++off;
      }
    };
    for (const CaseResult& test : result_.cases) count(test.judgements);
    for (const run::AuditResult& audited : result_.audits) count(audited.judgements);
    Line();
    Line(fmt::format(
             "{} · judgements: {} passed, {} failed, {} waived, {} without a verdict, {} not run, {} not applicable",
             Count(result_.cases.size(), "case"), counts[Verdict::kPassed], counts[Verdict::kFailed],
             counts[Verdict::kWaived], counts[Verdict::kError], not_run, counts[Verdict::kSkipped] - not_run - off) +
         (off > 0 ? fmt::format(", {} switched off", off) : ""));
    std::string spared;
    if (result_.tally.known > 0) spared += fmt::format(", {} known from the base", result_.tally.known);
    if (result_.tally.tolerated > 0)
      spared += fmt::format(", {} below --fail-on {}", result_.tally.tolerated,
                            finding::SeverityName(result_.policy.fail_on));
    Line(fmt::format("discrepancies: {} new or expired, {} documented{}, {}; {}", result_.tally.failing,
                     result_.tally.documented, spared, Count(result_.tally.notes, "note"),
                     Count(result_.tally.stale_waivers, "stale waiver")));
    if (!result_.switched_off.empty())
      Line(Yellow(
          fmt::format("{} switched off by {}", Count(result_.switched_off.size(), "finding"), result_.config_file)));
    if (!result_.cases.empty() && !result_.untested.empty())
      Line(Yellow("not tested: ") + Join(result_.untested, ", "));
    Line(VerdictLine());
    for (const std::string& path : options_.reports) Line("report: " + path);
    if (!options_.rerun.empty() && result_.exit_code != finding::ExitCode::kConforms) Line("again:  " + options_.rerun);
  }

  std::string VerdictLine() const {
    const auto paint = [&] {
      switch (result_.exit_code) {
        case finding::ExitCode::kConforms:
          return "32";
        case finding::ExitCode::kStaleWaivers:
          return "33";
        case finding::ExitCode::kDiscrepancy:
        case finding::ExitCode::kInconclusive:
        case finding::ExitCode::kInterrupted:
        case finding::ExitCode::kUnusable:
          return "1;31";
      }
      return "";
    };
    return Paint(paint(), run::VerdictSentence(result_)) +
           fmt::format(" (exit {})", static_cast<int>(result_.exit_code));
  }

  const RunResult& result_;
  const ConsoleOptions& options_;
  std::string out_;
};

}  // namespace

std::string FindingTitle(const JudgedFinding& found) {
  const finding::Finding& f = found.finding;
  std::string where = f.identity.operation.empty() ? "the API as a whole" : f.identity.operation;
  if (!f.identity.status.empty()) where += " → " + f.identity.status;
  return fmt::format("{}[{}]: {}: {}", finding::SeverityName(f.severity), f.identity.rule, where, f.message);
}

std::string SidesText(const finding::Finding& found) {
  std::vector<std::string> sides;
  for (const finding::Side& side : found.sides) sides.push_back(side.name + ": " + side.says);
  return Join(sides, " · ");
}

namespace {

// A result that had no file of waivers cannot name it to `waivers add`, nor find it in the next audit.
std::string WaiverHint(const finding::Finding& found, const RunResult& result) {
  const bool known = !result.waivers_file.empty(), audit = result.cases.empty();
  const std::string beside =
      audit ? "waivers.yaml"
            : (std::filesystem::path(result.cases.front().location.file).parent_path() / "waivers.yaml").string();
  const std::string file = known ? result.waivers_file : beside;
  return fmt::format(
      "new: to waive it: plumbline waivers add {} --result RESULT.json {}--owner … --reason … --days …; or by hand in {}{}{}",
      found.fingerprint, known ? "" : "--file " + file + ' ', file,
      found.shape.empty() ? "" : ", with shape \"" + found.shape + "\"",
      !known && audit ? "; and audit with --waivers " + file : "");
}

}  // namespace

std::vector<std::string> FindingNotes(const JudgedFinding& found, const RunResult& result) {
  const finding::Finding& f = found.finding;
  std::vector<std::string> notes = f.details;
  if (!f.sides.empty()) notes.push_back(SidesText(f));
  if (!f.likely.empty()) notes.push_back("likely wrong: " + f.likely);
  switch (found.judgement.state) {
    case FindingState::kNew:
      notes.push_back(WaiverHint(f, result));
      break;
    case FindingState::kExpired: {
      const finding::Waiver& waiver = result.waivers[*found.judgement.waiver].waiver;
      notes.push_back(fmt::format("the waiver {} of {} expired on {} ({})", waiver.id, waiver.owner,
                                  FormatDate(waiver.expires), ToString(waiver.location)));
      break;
    }
    case FindingState::kWorsened: {
      const finding::Waiver& waiver = result.waivers[*found.judgement.waiver].waiver;
      notes.push_back(fmt::format("the waiver {} covers shape {}; it is {} now ({})", waiver.id, waiver.shape, f.shape,
                                  ToString(waiver.location)));
      break;
    }
    case FindingState::kDocumented: {
      const finding::Waiver& waiver = result.waivers[*found.judgement.waiver].waiver;
      notes.push_back(fmt::format("waived until {} by {} ({}): {}", FormatDate(waiver.expires), waiver.owner, waiver.id,
                                  waiver.reason));
      break;
    }
    case FindingState::kKnown:
    case FindingState::kTolerated:
      notes.push_back(WhySpared(found, result));
      break;
    case FindingState::kNote:
      break;
  }
  const auto test = std::find_if(result.cases.begin(), result.cases.end(),
                                 [&](const CaseResult& c) { return !found.case_id.empty() && c.id == found.case_id; });
  if (test != result.cases.end())
    notes.push_back(fmt::format("case {} ({}): {}", test->id, ToString(test->location), CurlLine(*test, result)));
  notes.push_back("help: plumbline explain " + f.identity.rule);
  return notes;
}

std::string DescribeFinding(const JudgedFinding& found, const RunResult& result) {
  std::string text = FindingTitle(found) + '\n' + DrawPlaces(found.finding.places);
  for (const std::string& note : FindingNotes(found, result)) text += "  = " + note + '\n';
  return text;
}

std::string WhySpared(const JudgedFinding& found, const RunResult& result) {
  const bool known = found.judgement.state == FindingState::kKnown && result.base;
  if (known)
    return fmt::format("known: {} of {} has it too, and only new discrepancies fail (--gate new)", result.base->file,
                       FormatDate(result.base->day));
  return fmt::format("tolerated: {}s do not fail (--fail-on {})", finding::SeverityName(found.finding.severity),
                     finding::SeverityName(result.policy.fail_on));
}

std::string CurlLine(const CaseResult& test, const RunResult& result) {
  return test.exchange ? http::CurlLine(test.exchange->request, result.target) : "";
}

std::string WriteConsole(const RunResult& result, const ConsoleOptions& options) {
  return Console(result, options).Write();
}

std::string WriteText(const RunResult& result, const Options&) {
  return WriteConsole(result, {.color = false, .detail = Detail::kVerbose, .reports = {}, .rerun = {}});
}

}  // namespace plumbline::report
