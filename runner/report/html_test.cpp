// The HTML report: one whole page held against a golden file, and what must hold of every page.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"
#include "report/report.h"
#include "run/conclude.h"
#include "run/result_testing.h"

namespace plumbline::report {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "</code></pre><script>alert(1)</script><img src=x onerror='alert(2)'>\"&amp;";

// EveryVerdict, and what else a page can show.
run::RunResult Everything() {
  run::RunResult result = run::EveryVerdict();
  result.cases[0].exchange->request = {
      "POST", "/v1.2/items?q=%3Cb%3E", {{"Authorization", "<redacted>"}}, R"({"q": "<b>"})"};
  result.cases[0].exchange->response = http::Response{
      200, {{"Content-Type", "application/json"}}, R"({"id": 1, "price": "</script><script>", "rows": [1, 2]})"};
  finding::Finding& schema = result.findings[0].finding;
  schema.sides = {{"schema", "integer"}, {"example", "integer"}, {"answer", "string"}};
  schema.details = {"/price is <b>"};
  schema.shape = "aaaaaaaa";
  // The same discrepancy in a second case.
  run::CaseResult again = result.cases[0];
  again.id = "items-get";  // another id that makes the same anchor
  again.duration = std::chrono::milliseconds(30);
  again.judgements[1].findings = {2};
  result.findings.push_back(result.findings[0]);
  result.findings.back().case_id = again.id;
  result.cases.insert(result.cases.begin() + 1, again);
  // A waiver that has run out, one that covers less than what is there now, and a note.
  const auto add = [&](const char* fingerprint, finding::FindingState state, std::optional<std::size_t> waiver) {
    finding::Finding found = result.findings[1].finding;
    found.fingerprint = fingerprint;
    found.message = std::string("found ") + fingerprint;
    found.severity = state == finding::FindingState::kNote ? finding::Severity::kNote : finding::Severity::kWarning;
    found.expected = "one";
    found.observed = "two";
    result.audits[0].judgements[0].findings.push_back(result.findings.size());
    result.findings.push_back({found, {state, waiver}, ""});
  };
  add("3333333333333333", finding::FindingState::kExpired, 3);
  add("4444444444444444", finding::FindingState::kWorsened, 2);
  add("5555555555555555", finding::FindingState::kNote, std::nullopt);
  finding::Waiver old = result.waivers[0].waiver;
  old.id = "W-4";
  old.fingerprint = "3333333333333333";
  old.expires = *ParseDate("2026-01-31");
  result.waivers.push_back({old, finding::WaiverState::kNeeded});
  result.rules = {{"response.schema", finding::Severity::kError, "The body breaks its schema.",
                   "It looks at bodies.\n\nCorrect the <service>."}};
  result.evidence = {{"contract", "specs/acme/openapi.yaml", std::string(64, '0')},
                     {"suite", "suites/acme/items.yaml", std::string(64, '1')}};
  result.excerpts = {{"specs/acme/openapi.yaml",
                      8,
                      {"  a: <8>", "example: 1", "  a: 10", "  a: 11", "      type: integer", "  a: 13"}}};
  result.coverage = {{"operation", "GET /v1.2/items", "GET /v1.2/items", true},
                     {"parameter", "GET /v1.2/items", "query limit", false},
                     {"response", "GET /v1.2/items", "200 application/json", true},
                     {"property", "GET /v1.2/items", "200 application/json /price", true},
                     {"property", "GET /v1.2/items", "200 application/json /gone", false},
                     {"operation", "POST /v1.2/items", "POST /v1.2/items", false}};
  result.audits.push_back({"",
                           {{.rule = "contract.structure",
                             .verdict = run::Verdict::kPassed,
                             .reason = {},
                             .error_kind = {},
                             .inconclusive = false,
                             .findings = {}}}});
  run::Conclude(result);
  return result;
}

// A text in every place that can hold one.
run::RunResult Hostile() {
  run::RunResult result = Everything();
  for (std::string* text : {&result.vendor, &result.title, &result.contract_file, &result.contract_version,
                            &result.contract_sha256, &result.target, &result.waivers_file, &result.tool_version})
    *text = kHostile;
  result.mode = "live";
  result.operations = {kHostile};
  result.untested = {kHostile};
  for (run::CaseResult& test : result.cases) {
    test.id += kHostile;
    test.summary = test.operation = test.location.file = kHostile;
    for (run::Judgement& judgement : test.judgements)
      judgement.rule = judgement.reason = judgement.error_kind = kHostile;
    if (!test.exchange) continue;
    test.exchange->request = {kHostile, kHostile, {{kHostile, kHostile}}, kHostile};
    if (test.exchange->response)
      test.exchange->response = http::Response{200, {{kHostile, kHostile}, {"Content-Type", kHostile}}, kHostile};
  }
  for (run::AuditResult& audited : result.audits) {
    audited.operation = kHostile;
    for (run::Judgement& judgement : audited.judgements) judgement.rule = kHostile;
  }
  for (run::JudgedFinding& found : result.findings) {
    finding::Finding& f = found.finding;
    for (std::string* text : {&f.identity.operation, &f.identity.status, &f.identity.rule, &f.message, &f.expected,
                              &f.observed, &f.likely, &f.shape})
      *text = kHostile;
    f.fingerprint += kHostile;
    f.details = {kHostile};
    f.sides = {{kHostile, kHostile}};
    for (Place& place : f.places) place.pointer = place.before = place.marked = place.after = place.note = kHostile;
  }
  for (run::WaiverResult& waiver : result.waivers)
    waiver.waiver.id = waiver.waiver.owner = waiver.waiver.reason = waiver.waiver.fingerprint =
        waiver.waiver.location.file = kHostile;
  for (run::RuleText& rule : result.rules) rule.id = rule.summary = rule.explanation = kHostile;
  for (run::EvidenceFile& file : result.evidence) file.role = file.file = file.sha256 = kHostile;
  for (run::Excerpt& excerpt : result.excerpts) std::fill(excerpt.lines.begin(), excerpt.lines.end(), kHostile);
  for (run::CoverageItem& item : result.coverage) item.operation = item.name = kHostile;
  return result;
}

struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
};

// The tags of a page that HtmlWriter wrote: quoted attributes, no comments. What is wrong with their nesting is told as
// a failure.
std::vector<Tag> TagsOf(const std::string& page) {
  const std::set<std::string> kVoid = {"meta", "input"};
  std::vector<Tag> tags;
  std::vector<std::string> open;
  std::size_t at = page.find('\n');  // behind the doctype
  while ((at = page.find('<', at)) != std::string::npos) {
    const std::size_t end = page.find('>', at);
    std::string_view inside = std::string_view(page).substr(at + 1, end - at - 1);
    at = end;
    if (inside.starts_with('/')) {
      if (open.empty() || open.back() != inside.substr(1)) {
        ADD_FAILURE() << "</" << inside.substr(1) << "> ends " << (open.empty() ? "nothing" : open.back());
        return tags;
      }
      open.pop_back();
      continue;
    }
    Tag& tag = tags.emplace_back();
    tag.name = inside.substr(0, inside.find(' '));
    inside.remove_prefix(tag.name.size());
    while (!inside.empty()) {
      inside.remove_prefix(1);
      const std::size_t name_end = std::min(inside.find_first_of("= "), inside.size());
      std::string& value = tag.attributes[std::string(inside.substr(0, name_end))];
      inside.remove_prefix(name_end);
      if (!inside.starts_with('=')) continue;
      const std::size_t quote = inside.find('"', 2);
      value = inside.substr(2, quote - 2);
      inside.remove_prefix(quote + 1);
    }
    if (!kVoid.contains(tag.name)) open.push_back(tag.name);
    if (tag.name == "style" || tag.name == "script") at = page.find("</", at);
  }
  EXPECT_TRUE(open.empty());
  return tags;
}

std::string Between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  return text.substr(from + begin.size(), text.find(end, from + begin.size()) - from - begin.size());
}

std::string Article(const std::string& page, const std::string& fingerprint) {
  return Between(page, "id=\"f-" + fingerprint + "\"", "</article>");
}

PastResult Earlier(const char* started, std::size_t failing, std::vector<std::string> fingerprints) {
  return {.started = *ParseTimestamp(started),
          .failing = failing,
          .documented = 1,
          .notes = 0,
          .fingerprints = std::move(fingerprints)};
}

TEST(Html, WholePageOfEverything) {
  const std::string path = "runner/report/golden/everything.html";
  std::string page = WriteHtml(Everything(), {.history = {Earlier("2026-10-01T08:00:00Z", 2, {"0123456789abcdef"})}});
  // Style and script have files of their own.
  page = ReplaceAll(page, "<style>" + Between(page, "<style>", "</style>"), "<style>");
  page = ReplaceAll(page, "<script>" + Between(page, "<script>", "</script>"), "<script>");
  for (int i = 0; i < 2; ++i)
    page = ReplaceAll(page, "&#39;sha256-" + Between(page, "&#39;sha256-", "&#39;") + "&#39;", "HASH");
  if (std::getenv("PLUMBLINE_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << page;
  std::ostringstream golden;
  golden << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(page, golden.str()) << path << " differs; PLUMBLINE_UPDATE_GOLDEN=1 writes it anew";
}

TEST(Html, EveryPageIsNestedLinkedWithinItselfAndLoadsNothing) {
  run::RunResult audit = run::EveryVerdict();
  audit.cases.clear();
  audit.mode = "audit";
  for (const run::RunResult& result : {run::EveryVerdict(), Everything(), Hostile(), audit, run::RunResult{}}) {
    const std::string page = WriteHtml(result, {});
    std::set<std::string> ids, targets;
    std::size_t headings = 0;
    char level = '1';
    for (const Tag& tag : TagsOf(page)) {
      EXPECT_THAT(tag.name, Not(testing::AnyOf("img", "iframe", "link", "base", "object", "embed")));
      for (const auto& [name, value] : tag.attributes) {
        EXPECT_THAT(name, Not(testing::AnyOf("src", "style", "srcset", "action"))) << tag.name;
        EXPECT_FALSE(name.starts_with("on")) << tag.name << ' ' << name;
        if (name == "id") {
          EXPECT_TRUE(ids.insert(value).second) << "twice: " << value;
        }
        if (name == "aria-labelledby") targets.insert(value);
        if (name == "href") {
          EXPECT_EQ(value.front(), '#') << value;
          targets.insert(value.substr(1));
        }
      }
      if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6') {
        EXPECT_LE(tag.name[1], level + 1) << "a level of headings is left out before heading " << headings;
        level = tag.name[1];
        ++headings;
      }
    }
    for (const std::string& target : targets) EXPECT_TRUE(ids.contains(target)) << target;
    EXPECT_GT(headings, 10u);
  }
}

TEST(Html, NoTextBecomesMarkup) {
  const std::string page = WriteHtml(Hostile(), {});
  std::size_t scripts = 0;
  for (const Tag& tag : TagsOf(page)) scripts += tag.name == "script" ? 1 : 0;
  EXPECT_EQ(scripts, 1u);
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("alert(1)</script>")));
}

TEST(Html, ThePolicyAllowsTheStyleAndTheScriptOfThePageAndNothingElse) {
  const std::string page = WriteHtml(run::EveryVerdict(), {});
  const std::string policy = ReplaceAll(Between(page, "Content-Security-Policy\" content=\"", "\""), "&#39;", "'");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'sha256-")) << policy;
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  for (const std::string name : {"style", "script"}) {
    const std::string text = Between(page, '<' + name + '>', "</" + name + '>');
    EXPECT_GT(text.size(), 500u);
    const auto hash = DecodeBase64(Between(policy, name + "-src 'sha256-", "'"));
    ASSERT_TRUE(hash);
    std::string hex;
    for (const char c : *hash) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      hex += kDigits[static_cast<unsigned char>(c) >> 4];
      hex += kDigits[static_cast<unsigned char>(c) & 15];
    }
    EXPECT_EQ(hex, Sha256Hex(text));
  }
}

TEST(Html, ADiscrepancyThatSeveralCasesMetIsOneCardWithItsBodyLineMarked) {
  const std::string card = Article(WriteHtml(Everything(), {}), "0123456789abcdef");
  EXPECT_THAT(
      card,
      HasSubstr(
          "<pre>  1  {\n  2    &quot;id&quot;: 1,\n&gt; 3    <mark>&quot;price&quot;: &quot;&lt;/script&gt;&lt;script&gt;&quot;,</mark>\n  "
          "4    &quot;rows&quot;: [\n"));
  EXPECT_THAT(card, HasSubstr("&gt; 12        type: <mark>integer</mark>\n  13    a: 13</pre>"));
  EXPECT_THAT(
      card,
      HasSubstr(
          "<b>Requests and answers of 2 cases:</b> <a href=\"#c-items-get\">items/get</a> <a href=\"#c-items-get-2\">items-get</a>"));
  EXPECT_THAT(card, HasSubstr("curl -X POST -H &#39;Authorization: &lt;redacted&gt;&#39;"));
  EXPECT_THAT(card, HasSubstr("<th scope=\"row\">example</th><td>integer</td>"));
}

TEST(Html, StatesTellOfTheirWaivers) {
  const std::string page = WriteHtml(Everything(), {});
  EXPECT_THAT(Article(page, "3333333333333333"),
              HasSubstr("<b>Waiver expired:</b> W-4 of ann held until 2026-01-31. known"));
  EXPECT_THAT(Article(page, "4444444444444444"), HasSubstr("<b>Worse than waived:</b> W-3 of ann"));
  EXPECT_THAT(Article(page, "fedcba9876543210"), HasSubstr("<b>Waived:</b> W-1 of ann, until 2027-03-31. known"));
  EXPECT_THAT(Article(page, "0123456789abcdef"),
              HasSubstr("waive fingerprint 0123456789abcdef with shape aaaaaaaa in suites/acme/waivers.yaml"));
}

TEST(Html, HistoryTellsWhenADiscrepancyWasFirstSeenAndLaterResultsAreNoHistory) {
  const Options options = {.history = {Earlier("2026-10-01T08:00:00Z", 7, {"0123456789abcdef"}),
                                       Earlier("2026-09-01T08:00:00Z", 8, {"0123456789abcdef"}),
                                       Earlier("2027-01-01T08:00:00Z", 99, {"fedcba9876543210"})}};
  const std::string page = WriteHtml(run::EveryVerdict(), options);
  EXPECT_THAT(Article(page, "0123456789abcdef"), HasSubstr("<b>First seen:</b> 2026-09-01"));
  EXPECT_THAT(Article(page, "fedcba9876543210"), HasSubstr("<b>First seen:</b> in this result"));
  EXPECT_THAT(page, HasSubstr("Discrepancies in 3 results, from 2026-09-01 to 2026-11-21"));
  EXPECT_THAT(page, Not(HasSubstr("<td>99</td>")));
  EXPECT_THAT(page, HasSubstr("<td>8</td>"));
  EXPECT_THAT(WriteHtml(run::EveryVerdict(), {}), Not(HasSubstr("First seen")));
}

TEST(Html, LatencyIsToldWhereTheClockMoved) {
  const std::string page = WriteHtml(Everything(), {});
  EXPECT_THAT(
      page, HasSubstr("<th scope=\"row\">GET /v1.2/items</th><td>2</td><td>12</td><td>30</td><td>30</td><td>30</td>"));
  run::RunResult still = Everything();
  for (run::CaseResult& test : still.cases) test.duration = std::chrono::milliseconds(0);
  EXPECT_THAT(WriteHtml(still, {}), HasSubstr("No time was measured."));
}

TEST(Html, ThousandsOfDiscrepanciesStaySmall) {
  run::RunResult result = Everything();
  const run::JudgedFinding one = result.findings[0];
  result.cases[0].exchange->response->body = "[\"" + std::string(5'000'000, 'x') + "\"]";
  constexpr std::size_t kMany = 5000;
  for (std::size_t i = 0; i < kMany; ++i) {
    run::JudgedFinding found = one;
    found.finding.fingerprint = "9" + std::to_string(100'000'000'000'000 + i);
    result.findings.push_back(found);
  }
  EXPECT_LT(WriteHtml(result, {}).size(), 10'000'000u);
}

}  // namespace
}  // namespace plumbline::report
