#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/console.h"
#include "report/html_exchange.h"
#include "report/html_parts.h"
#include "run/result_json.h"

namespace plumbline::report {
namespace {

constexpr std::size_t kMostRequestBytes = 16u << 10;

HtmlWriter::Element Scroll(HtmlWriter& html, std::string_view name) {
  return html.In("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", name}});
}

// Every check with its verdict, those that passed too.
void WriteJudgements(HtmlWriter& html, const View& view, const std::vector<run::Judgement>& judgements,
                     std::string_view caption) {
  const auto scroll = Scroll(html, caption);
  const auto table = html.In("table");
  html.Put("caption", caption, {{"class", "unseen"}});
  PutHead(html, {"Check", "Verdict", "Why, and what was found"});
  const auto body = html.In("tbody");
  for (const run::Judgement& judgement : judgements) {
    const auto row = html.In("tr");
    html.Put("th", judgement.rule, {{"scope", "row"}});
    {
      const auto cell = html.In("td");
      PutMark(html, MarkOf(judgement.verdict));
    }
    const auto cell = html.In("td");
    if (!judgement.error_kind.empty()) html.Text(judgement.error_kind + ": ");
    html.Text(judgement.reason);
    constexpr std::size_t kMostLinks = 20;
    for (std::size_t i = 0; i < std::min(judgement.findings.size(), kMostLinks); ++i) {
      const run::JudgedFinding& found = view.result.findings[judgement.findings[i]];
      html.Text(" ");
      PutLink(html, view.cards[view.card_of.at(found.finding.fingerprint)].id, "#" + found.finding.fingerprint);
    }
    if (judgement.findings.size() > kMostLinks)
      html.Text(fmt::format(" and {} more", judgement.findings.size() - kMostLinks));
  }
}

void WriteAnswer(HtmlWriter& html, const View& view, const run::CaseResult& test) {
  const http::Response& response = *test.exchange->response;
  html.Put("h5", "Answer");
  html.Put("pre", AnswerHead(response), {{"tabindex", "0"}});
  const BodyLines* body = view.BodyOf(&test);
  if (body == nullptr || body->lines.empty()) return;
  {
    std::set<std::size_t> marked;  // what the discrepancies are about
    for (const auto& [pointer, line] : body->line_of) {
      if (!pointer.empty()) marked.insert(line);
    }
    const auto pre = html.In("pre", {{"tabindex", "0"}});
    PutLines(html, body->lines, 0, body->lines.size(), marked);
  }
  if (body->is_json) html.Put("p", "The body is laid out anew, a member a line.", {{"class", "quiet"}});
  if (body->cut)
    html.Put("p", fmt::format("The body goes on; it has {} bytes in all.", response.body.size()), {{"class", "quiet"}});
}

void WriteCase(HtmlWriter& html, const View& view, const run::CaseResult& test) {
  html.Line();
  const auto details = html.In("details", {{"class", "case"}});
  {
    const auto summary = html.In("summary");
    PutMark(html, MarkOf(test.verdict()));
    html.Text(" ");
    html.Put("b", test.id);
    html.Put("span", test.operation + " → " + AnswerLine(test), {{"class", "where"}});
  }
  const auto inside = html.In("div", {{"id", view.case_ids.at(&test)}});
  if (!test.summary.empty()) html.Put("p", test.summary);
  html.Put("p", ToString(test.location), {{"class", "where"}});
  WriteJudgements(html, view, test.judgements, "Checks of " + test.id);
  if (!test.exchange) return;
  html.Put("h5", "Request");
  html.Put("pre", RequestText(test.exchange->request, kMostRequestBytes), {{"tabindex", "0"}});
  html.Put("h5", "Again, with curl");
  html.Put("pre", Shortened(ValidUtf8(CurlLine(test, view.result)), kMostRequestBytes),
           {{"tabindex", "0"}, {"class", "curl"}});
  if (test.exchange->response) WriteAnswer(html, view, test);
  html.Put("p", "SHA-256 of the exchange: " + run::ExchangeSha256(*test.exchange), {{"class", "hash"}});
}

void WriteCases(HtmlWriter& html, const View& view) {
  html.Put("h3", "Cases", {{"id", "cases"}});
  if (view.result.cases.empty()) return html.Put("p", "No case ran.");
  std::string_view operation;
  for (const run::CaseResult& test : view.result.cases) {
    if (test.operation != operation) html.Put("h4", test.operation);
    operation = test.operation;
    WriteCase(html, view, test);
  }
}

void WriteAudits(HtmlWriter& html, const View& view) {
  html.Put("h3", "Rules, by operation", {{"id", "audits"}});
  if (view.result.audits.empty()) return html.Put("p", "No audit was made.");
  for (const run::AuditResult& audited : view.result.audits) {
    const auto details = html.In("details");
    const std::string name(OperationName(audited.operation));
    std::size_t found = 0;
    for (const run::Judgement& judgement : audited.judgements) found += judgement.findings.size();
    html.Put("summary", fmt::format("{}: {}, {}", name, Count(audited.judgements.size(), "rule"),
                                    Count(found, "discrepancy", "discrepancies")));
    WriteJudgements(html, view, audited.judgements, "Rules for " + name);
  }
}

void WriteRules(HtmlWriter& html, const View& view) {
  html.Put("h3", "What checks and rules look at, and what to do", {{"id", "rules"}});
  for (const run::RuleText& rule : view.result.rules) {
    const auto id = view.rule_ids.find(rule.id);
    const auto details = html.In("details");
    {
      const auto summary = html.In("summary");
      html.Put("b", rule.id);
      html.Text(" " + rule.summary);
    }
    const auto inside = html.In("div", {{"id", id->second}});
    std::string_view text = rule.explanation;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find("\n\n"), text.size());
      html.Put("p", Trim(text.substr(0, end)));
      text.remove_prefix(std::min(end + 2, text.size()));
    }
  }
}

Mark MarkOf(finding::WaiverState state) {
  switch (state) {
    case finding::WaiverState::kNeeded:
      return {"known", "~", "needed"};
    case finding::WaiverState::kStale:
      return {"bad", "✗", "no longer needed"};
    case finding::WaiverState::kNotReached:
      return {"none", "–", "not reached"};
  }
  return {};
}

void WriteWaivers(HtmlWriter& html, const View& view) {
  html.Put("h3", "Waiver register", {{"id", "waivers"}});
  if (view.result.waivers.empty()) return html.Put("p", "There are no waivers.");
  const auto scroll = Scroll(html, "Waiver register");
  const auto table = html.In("table");
  html.Put("caption", view.result.waivers_file);
  PutHead(html, {"Waiver", "State", "Last day", "Owner", "Reason", "Discrepancy", "Stands at"});
  const auto body = html.In("tbody");
  for (const run::WaiverResult& each : view.result.waivers) {
    const finding::Waiver& waiver = each.waiver;
    const auto row = html.In("tr");
    html.Put("th", waiver.id, {{"scope", "row"}, {"class", "fixed"}});
    {
      const auto cell = html.In("td");
      const bool expired = each.state == finding::WaiverState::kNeeded && waiver.expires < view.result.today;
      PutMark(html, expired ? Mark{"bad", "✗", "expired"} : MarkOf(each.state));
    }
    html.Put("td", FormatDate(waiver.expires), {{"class", "fixed"}});
    html.Put("td", waiver.owner);
    html.Put("td", waiver.reason);
    {
      const auto cell = html.In("td");
      const auto card = view.card_of.find(waiver.fingerprint);
      if (card == view.card_of.end()) {
        html.Put("code", waiver.fingerprint);
      } else {
        PutLink(html, view.cards[card->second].id, "#" + waiver.fingerprint);
      }
    }
    html.Put("td", ToString(waiver.location));
  }
}

void WriteEvidence(HtmlWriter& html, const View& view) {
  html.Put("h3", "Evidence", {{"id", "evidence"}});
  html.Put("p", "What the verdict rests on, as it was read. Each exchange has a hash of its own among the cases.");
  const auto scroll = Scroll(html, "Evidence");
  const auto table = html.In("table");
  html.Put("caption", "SHA-256 of what was read", {{"class", "unseen"}});
  PutHead(html, {"File", "Role", "SHA-256"});
  const auto body = html.In("tbody");
  const auto put = [&](std::string_view file, std::string_view role, std::string_view hash) {
    const auto row = html.In("tr");
    html.Put("th", file, {{"scope", "row"}});
    html.Put("td", role);
    html.Put("td", hash, {{"class", "hash"}});
  };
  if (view.result.evidence.empty()) put(view.result.contract_file, "contract", view.result.contract_sha256);
  for (const run::EvidenceFile& file : view.result.evidence) put(file.file, file.role, file.sha256);
  if (!view.result.tool_sha256.empty()) put("plumbline", "tool", view.result.tool_sha256);
}

void WriteEnvironment(HtmlWriter& html, const run::RunResult& result) {
  html.Put("h3", "Redaction", {{"id", "redaction"}});
  html.Put(
      "p",
      "Before anything was written, the values of credentials, of header fields and members whose names tell of a secret (authorization, cookie, "
      "password, token, secret, API key, "
      "and those that the vendor's file names), and every copy of such a value, encoded or not, were replaced wherever they stood, by a mark that is the same for the same value and "
      "in this run only. What quotes the "
      "contract or a page was published already and stays.");
  html.Put("h3", "Environment", {{"id", "environment"}});
  const auto table = html.In("table", {{"class", "facts"}});
  html.Put("caption", "Environment", {{"class", "unseen"}});
  const auto body = html.In("tbody");
  PutFact(html, "Tool", "Plumbline " + result.tool_version);
  PutFact(html, "Mode", result.mode);
  if (!result.target.empty()) PutFact(html, "Target", result.target);
  PutFact(html, "Started", FormatTimestamp(result.started));
  PutFact(html, "Lasted", fmt::format("{} ms", result.duration.count()));
  PutFact(html, "Day for waivers", FormatDate(result.today));
  PutFact(html, "Waivers no longer needed",
          result.policy.stale_waivers == finding::StaleWaivers::kFail ? "fail the run" : "warn");
}

}  // namespace

void WriteAppendix(HtmlWriter& html, const View& view) {
  const auto section = html.In("section", {{"id", "appendix"}, {"aria-labelledby", "appendix-title"}});
  html.Put("h2", "Appendix", {{"id", "appendix-title"}});
  WriteWaivers(html, view);
  WriteCases(html, view);
  WriteAudits(html, view);
  WriteRules(html, view);
  WriteEvidence(html, view);
  WriteEnvironment(html, view.result);
}

}  // namespace plumbline::report
