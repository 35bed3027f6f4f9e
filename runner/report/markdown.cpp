// A page of Markdown: what a job summary shows. GitHub refuses one over 1 MiB, so what does not fit is counted and
// told. Everything that others wrote is escaped or stands in a fence that it cannot end.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/console.h"
#include "report/plain_text.h"
#include "report/report.h"
#include "run/conclude.h"

namespace plumbline::report {
namespace {

using run::JudgedFinding;
using run::RunResult;

constexpr std::size_t kLongest = 1'000'000;  // of the page; below 1 MiB with room for the closing sentence
constexpr std::size_t kLongestFinding = 16'000;
constexpr std::size_t kLongestLine = 500;

// Text between tags of HTML.
std::string Html(std::string_view text) {
  return ReplaceAll(ReplaceAll(ReplaceAll(OneLine(text), "&", "&amp;"), "<", "&lt;"), ">", "&gt;");
}

// Text in a paragraph or the cell of a table.
std::string Words(std::string_view text) {
  std::string escaped;
  for (const char c : Html(Shortened(PlainText(text), kLongestLine))) {
    if (std::string_view("\\`*_{}[]|~#@!$").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Fenced(const std::string& text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + "text\n" + text + (text.ends_with('\n') ? "" : "\n") + fence + '\n';
}

class Markdown {
 public:
  explicit Markdown(const RunResult& result) : result_(result) {}

  std::string Write() {
    Head();
    Findings("Discrepancies", [](const JudgedFinding& found) { return found.fails(); });
    Unjudged();
    Stale();
    List("Not tested", result_.cases.empty() ? std::vector<std::string>{} : result_.untested);
    const auto is_note = [](const JudgedFinding& found) {
      return found.judgement.state == finding::FindingState::kNote;
    };
    Findings("Discrepancies that do not fail",
             [&](const JudgedFinding& found) { return !found.fails() && !is_note(found); });
    Findings("Notes", is_note);
    if (left_out_ == 0) return std::move(page_);
    page_ += fmt::format("\n{} left out, because a job summary holds 1 MiB. The other reports have all.\n",
                         Count(left_out_, "entry is", "entries are"));
    return std::move(page_);
  }

 private:
  bool Fits(const std::string& text) const { return page_.size() + text.size() <= kLongest; }

  // Adds the entry or counts it; `heading` stands before the first.
  void Entry(std::string& heading, const std::string& text) {
    if (!Fits(heading + text)) {
      ++left_out_;
      return;
    }
    page_ += heading + text;
    heading.clear();
  }

  void Head() {
    page_ +=
        fmt::format("## {}\n\n{}\n\n", "Plumbline: " + Words(result_.title.empty() ? result_.vendor : result_.title),
                    Words(run::VerdictSentence(result_) + '.'));
    const finding::Tally& tally = result_.tally;
    page_ +=
        "| new, expired or worsened | documented | notes | not judged | stale waivers | cases | operations without a case |\n";
    page_ += "| --: | --: | --: | --: | --: | --: | --: |\n";
    page_ += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n\n", tally.failing, tally.documented, tally.notes,
                         tally.inconclusive, tally.stale_waivers, result_.cases.size(),
                         result_.cases.empty() ? "–" : std::to_string(result_.untested.size()));
    if (tally.known + tally.tolerated + tally.switched_off > 0) {
      page_ +=
          fmt::format("Beside these: {} known from the base, {} below the severity that fails, {} switched off.\n\n",
                      tally.known, tally.tolerated, tally.switched_off);
    }
    const std::string against = result_.mode == "live"   ? "live at " + result_.target
                                : result_.mode == "mock" ? "our mock on loopback"
                                                         : "audit only";
    page_ += fmt::format(
        "{} · contract {} {} · {} · {} · plumbline {}\n", Words(result_.vendor), Words(result_.contract_file),
        result_.contract_sha256.empty() ? "" : "(SHA-256 " + result_.contract_sha256.substr(0, 12) + "…)",
        Words(against), FormatTimestamp(result_.started), Words(result_.tool_version));
  }

  template <typename Wanted>
  void Findings(std::string_view title, Wanted wanted) {
    std::string heading = fmt::format("\n### {}\n", title);
    for (const JudgedFinding& found : result_.findings) {
      if (!wanted(found) || !shown_.insert(found.finding.fingerprint).second) continue;
      std::string summary = Html(Shortened(PlainText(FindingTitle(found)), kLongestLine));
      if (!found.finding.likely.empty())
        summary += "<br>likely wrong: " + Html(Shortened(PlainText(found.finding.likely), kLongestLine));
      const std::string text = PlainText(Shortened(ValidUtf8(DescribeFinding(found, result_)), kLongestFinding));
      Entry(heading, fmt::format("\n<details><summary>{}</summary>\n\n{}\n</details>\n", summary, Fenced(text)));
    }
  }

  void Unjudged() {
    std::string heading = "\n### Not judged\n\n";
    std::set<std::string> reasons;
    const auto tell = [&](const std::vector<run::Judgement>& judgements, const std::string& what) {
      for (const run::Judgement& judgement : judgements) {
        if (!judgement.inconclusive) continue;
        const std::string reason = (judgement.error_kind.empty() ? "" : judgement.error_kind + ": ") + judgement.reason;
        if (!reasons.insert(reason).second) continue;
        Entry(heading, fmt::format("- {}: {}\n", Words(what.empty() ? "the API as a whole" : what), Words(reason)));
      }
    };
    for (const run::CaseResult& test : result_.cases) tell(test.judgements, test.id);
    for (const run::AuditResult& audited : result_.audits) tell(audited.judgements, audited.operation);
  }

  void Stale() {
    std::string heading = "\n### Waivers that are no longer needed\n\n";
    for (const run::WaiverResult& waiver : result_.waivers) {
      if (waiver.state != finding::WaiverState::kStale) continue;
      const std::string where = ToString(waiver.waiver.location);
      Entry(heading, fmt::format("- {} ({}, {}): {}\n", Words(waiver.waiver.id), Words(waiver.waiver.owner),
                                 Words(where), Words(waiver.waiver.reason)));
    }
  }

  void List(std::string_view title, const std::vector<std::string>& items) {
    std::string heading = fmt::format("\n### {}\n\n", title);
    for (const std::string& item : items) Entry(heading, "- " + Words(item) + '\n');
  }

  const RunResult& result_;
  std::string page_;
  std::set<std::string_view> shown_;
  std::size_t left_out_ = 0;
};

}  // namespace

std::string WriteMarkdown(const RunResult& result, const Options&) { return Markdown(result).Write(); }

}  // namespace plumbline::report
