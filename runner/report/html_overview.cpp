#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/text.h"
#include "report/html_parts.h"

namespace plumbline::report {
namespace {

using finding::ExitCode;
using finding::FindingState;
using run::RunResult;

struct Sentence {
  std::string_view css;
  std::string_view word;
  std::string text;
};

Sentence Verdict(const RunResult& result) {
  const std::string why = Join(result.reasons, "; ") + '.';
  switch (result.exit_code) {
    case ExitCode::kConforms:
      return {"good", "Passes", why};
    case ExitCode::kDiscrepancy:
      return {"bad", "Fails", why};
    case ExitCode::kInconclusive:
      return {"error", "No verdict", why};
    case ExitCode::kStaleWaivers:
      return {"known", "Fails", why};
    case ExitCode::kInterrupted:
      return {"error", "Interrupted", why};
    case ExitCode::kUnusable:
      return {"error", "No verdict", why};
  }
  return {};
}

// What the verdict rests on, in a sentence.
std::string Basis(const RunResult& result) {
  if (result.mode == "audit")
    return "The contract and the documentation were held against each other. No request was sent.";
  const auto answered =
      static_cast<std::size_t>(std::count_if(result.cases.begin(), result.cases.end(), [](const run::CaseResult& test) {
        return test.exchange && test.exchange->response;
      }));
  const std::string who =
      result.mode == "live" ? "the live service" : "a mock made from the contract, not the service itself,";
  return fmt::format("{} sent; {} answered {} of them. {} of {} were tested{}.",
                     Count(result.cases.size(), "request was", "requests were"), who, answered,
                     result.operations.size() - std::min(result.operations.size(), result.untested.size()),
                     Count(result.operations.size(), "operation"),
                     result.audits.empty() ? "" : ", and contract and documentation were held against each other");
}

struct Number {
  std::string_view css;
  std::string_view name;
  std::size_t count = 0;
  std::string_view what;
  std::string_view target;  // where it is told; may be empty
};

// Judgements that a case asked for and that were not made.
std::size_t NotRun(const RunResult& result) {
  std::size_t count = 0;
  const auto add = [&](const std::vector<run::Judgement>& judgements) {
    for (const run::Judgement& judgement : judgements) {
      if (judgement.inconclusive ||
          (judgement.verdict == run::Verdict::kSkipped && judgement.reason.starts_with("NOT RUN")))
        ++count;
    }
  };
  for (const run::CaseResult& test : result.cases) add(test.judgements);
  for (const run::AuditResult& audited : result.audits) add(audited.judgements);
  return count;
}

void WriteNumbers(HtmlWriter& html, const View& view) {
  std::map<FindingState, std::size_t> states;
  for (const Card& card : view.cards) ++states[card.found->judgement.state];
  std::vector<Number> numbers = {
      {"bad", "new", states[FindingState::kNew] + states[FindingState::kWorsened],
       states[FindingState::kWorsened] > 0 ? "not waived, or worse than what was waived" : "not covered by a waiver",
       "findings"},
      {"bad", "expired", states[FindingState::kExpired], "the waiver's last day is over", "findings"},
      {"known", "documented", states[FindingState::kDocumented], "known, owned and waived until a day", "waivers"},
      {"good", "fixed", view.result.tally.stale_waivers, "waived, and no longer there", "waivers"},
      {"error", "not run", NotRun(view.result), "judgements that could not be made", "untested"},
      {"note", "notes", states[FindingState::kNote], "worth a look; gate nothing", "findings"},
  };
  // Only some policies spare any.
  if (states[FindingState::kKnown] > 0)
    numbers.push_back(
        {"known", "known", states[FindingState::kKnown], "in the base too, where only new ones fail", "findings"});
  if (states[FindingState::kTolerated] > 0)
    numbers.push_back(
        {"known", "tolerated", states[FindingState::kTolerated], "below the severity that fails", "findings"});
  if (view.result.tally.switched_off > 0)
    numbers.push_back(
        {"none", "switched off", view.result.tally.switched_off, "by the configuration; not told here", "findings"});
  const auto list = html.In("ul", {{"class", "numbers"}});
  for (const Number& number : numbers) {
    const auto item = html.In("li", {{"class", number.count == 0 ? "none" : number.css}});
    const auto link = html.In("a", {{"href", std::string("#").append(number.target)}});
    html.Put("b", std::to_string(number.count));
    html.Text(" ");
    html.Put("span", number.name);
    html.Text(" ");
    html.Put("small", number.what);
  }
}

void WriteFacts(HtmlWriter& html, const RunResult& result) {
  const auto list = html.In("dl", {{"class", "facts-grid"}, {"aria-label", "What was judged"}});
  const auto put = [&](std::string_view name, std::string_view value, std::string_view css = "short",
                       std::string_view value_css = "value") {
    const auto pair = html.In("div", {{"class", css}});
    html.Put("dt", name);
    html.Put("dd", value, {{"class", value_css}});
  };
  put("API", result.title == result.vendor ? result.vendor : fmt::format("{} ({})", result.title, result.vendor));
  put("Answers from", result.mode == "live"   ? "the live service at " + result.target
                      : result.mode == "mock" ? "a mock on loopback"
                                              : "nobody: an audit of texts");
  put("Started", FormatTimestamp(result.started));
  put("Waivers judged on", FormatDate(result.today));
  put("Contract", result.contract_version.empty()
                      ? result.contract_file
                      : fmt::format("{}, version {}", result.contract_file, result.contract_version));
  put("Contract SHA-256", result.contract_sha256, "long", "hash");
  put("Tool", fmt::format("Plumbline {}, exit code {} ({})", result.tool_version, static_cast<int>(result.exit_code),
                          finding::ExitCodeName(result.exit_code)));
}

// "The example" of "The example: the documented sample fits the schema."
std::string SideOf(const std::string& likely) { return likely.substr(0, likely.find_first_of(":,;.")); }

void WriteWorst(HtmlWriter& html, const View& view) {
  constexpr std::size_t kWorst = 5;
  std::size_t count = 0;
  while (count < std::min(view.cards.size(), kWorst) && view.cards[count].found->judgement.state != FindingState::kNote)
    ++count;
  html.Put("h3", count > 0 && !view.cards.front().found->fails() ? "The gravest of the known discrepancies"
                                                                 : "The gravest discrepancies");
  if (count == 0) return html.Put("p", "None.");
  const auto list = html.In("ol", {{"class", "worst"}});
  for (std::size_t i = 0; i < count; ++i) {
    const Card& card = view.cards[i];
    const finding::Finding& found = card.found->finding;
    const auto item = html.In("li");
    PutMark(html, MarkOf(card.found->judgement.state));
    html.Text(" ");
    PutLink(html, card.id, found.message);
    html.Put("span",
             std::string(OperationName(found.identity.operation)) +
                 (found.likely.empty() ? "" : " · likely wrong: " + SideOf(found.likely)),
             {{"class", "where"}});
  }
}

void WriteUntested(HtmlWriter& html, const View& view) {
  const RunResult& result = view.result;
  html.Put("h3", "What was not tested", {{"id", "untested"}});
  std::map<std::string_view, std::pair<std::size_t, std::size_t>> coverage;  // kind -> met, declared
  for (const run::CoverageItem& item : result.coverage) {
    auto& [met, declared] = coverage[item.kind];
    met += item.observed ? 1 : 0;
    ++declared;
  }
  std::vector<std::string> lines;
  if (result.mode == "mock")
    lines.push_back("The service itself: the answers came from a mock that is made from the contract.");
  if (result.mode == "audit") lines.push_back("Every answer: no request was sent.");
  if (result.audits.empty()) lines.push_back("Contract and documentation against each other: no audit was made.");
  for (const auto& [kind, name] : {std::pair("parameter", "parameters"), std::pair("response", "declared responses"),
                                   std::pair("property", "declared members of answers")}) {
    const auto& [met, declared] = coverage[kind];
    if (met < declared)
      lines.push_back(fmt::format("{} of {} {} were never {}.", declared - met, declared, name,
                                  kind == std::string_view("parameter") ? "sent" : "seen"));
  }
  std::map<std::string, std::size_t> reasons;
  const auto add = [&](const std::vector<run::Judgement>& judgements) {
    for (const run::Judgement& judgement : judgements) {
      if (judgement.inconclusive)
        ++reasons[judgement.error_kind.empty() ? judgement.reason : judgement.error_kind + ": " + judgement.reason];
    }
  };
  for (const run::CaseResult& test : result.cases) add(test.judgements);
  for (const run::AuditResult& audited : result.audits) add(audited.judgements);
  constexpr std::size_t kMostReasons = 10;
  for (const auto& [reason, count] : reasons) {
    if (lines.size() < kMostReasons) lines.push_back(fmt::format("{}: {}", Count(count, "judgement"), reason));
  }
  if (lines.empty() && result.untested.empty())
    return html.Put("p", "Nothing that the contract declares was left out.");
  const auto list = html.In("ul");
  if (!result.untested.empty()) {
    const auto item = html.In("li");
    html.Text(Count(result.untested.size(), "operation") + ": ");
    constexpr std::size_t kMostNames = 20;
    for (std::size_t i = 0; i < std::min(result.untested.size(), kMostNames); ++i) {
      if (i > 0) html.Text(", ");
      html.Put("code", result.untested[i]);
    }
    if (result.untested.size() > kMostNames)
      html.Text(fmt::format(" and {} more; the matrix below shows them all", result.untested.size() - kMostNames));
  }
  for (const std::string& line : lines) html.Put("li", line);
}

}  // namespace

void WriteOverview(HtmlWriter& html, const View& view) {
  const auto section = html.In("section", {{"id", "verdict"}, {"aria-labelledby", "verdict-title"}});
  const Sentence verdict = Verdict(view.result);
  {
    const auto box = html.In("div", {{"class", std::string("verdict ").append(verdict.css)}});
    {
      const auto title = html.In("h2", {{"id", "verdict-title"}});
      html.Put("strong", std::string(verdict.word) + ':');
      html.Text(" " + verdict.text);
    }
    html.Put("p", Basis(view.result));
  }
  html.Line();
  WriteNumbers(html, view);
  html.Line();
  {
    const auto columns = html.In("div", {{"class", "columns"}});
    {
      const auto column = html.In("div");
      WriteWorst(html, view);
    }
    const auto column = html.In("div");
    WriteUntested(html, view);
  }
  WriteFacts(html, view.result);
}

}  // namespace plumbline::report
