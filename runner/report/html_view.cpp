#include "report/html_view.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace plumbline::report {
namespace {

using finding::FindingState;
using run::CaseResult;
using run::JudgedFinding;

constexpr std::size_t kMostBodyBytes = 64u << 10;      // of one answer
constexpr std::size_t kMostBodyBytesInAll = 3u << 20;  // then the answers are cut shorter
constexpr std::size_t kFewBodyBytes = 1u << 10;

int Rank(FindingState state) {
  switch (state) {
    case FindingState::kNew:
      return 0;
    case FindingState::kWorsened:
      return 1;
    case FindingState::kExpired:
      return 2;
    case FindingState::kKnown:
      return 3;
    case FindingState::kTolerated:
      return 4;
    case FindingState::kDocumented:
      return 5;
    case FindingState::kNote:
      return 6;
  }
  return 6;
}

std::pair<int, int> Gravity(const JudgedFinding& found) {
  return {Rank(found.judgement.state), static_cast<int>(found.finding.severity)};
}

// Ids of one page, each given once.
class Ids {
 public:
  std::string Give(std::string_view prefix, std::string_view text) {
    const std::string id = std::string(prefix) + Slug(text);
    const std::size_t known = given_[id]++;
    if (known == 0) return id;
    return Give(prefix, std::string(text) + '-' + std::to_string(known + 1));
  }

 private:
  std::map<std::string, std::size_t> given_;
};

void MakeCards(View& view, Ids& ids) {
  std::map<std::string_view, const CaseResult*> tests;
  for (const CaseResult& test : view.result.cases) tests.emplace(test.id, &test);
  for (const JudgedFinding& found : view.result.findings) {
    const auto [known, first] = view.card_of.emplace(found.finding.fingerprint, view.cards.size());
    if (first) view.cards.push_back({ids.Give("f-", found.finding.fingerprint), &found, {}, {}});
    Card& card = view.cards[known->second];
    if (Gravity(found) < Gravity(*card.found)) card.found = &found;
    const auto test = tests.find(found.case_id);
    if (test != tests.end() && (card.cases.empty() || card.cases.back() != test->second))
      card.cases.push_back(test->second);
  }
  std::stable_sort(view.cards.begin(), view.cards.end(),
                   [](const Card& a, const Card& b) { return Gravity(*a.found) < Gravity(*b.found); });
  for (std::size_t i = 0; i < view.cards.size(); ++i) view.card_of[view.cards[i].found->finding.fingerprint] = i;
}

void TellFirstSeen(View& view) {
  if (view.options.history.empty()) return;
  std::map<std::string_view, TimePoint> first;
  for (const PastResult& past : view.options.history) {
    if (past.started >= view.result.started) continue;
    for (const std::string& fingerprint : past.fingerprints) {
      const auto [known, fresh] = first.emplace(fingerprint, past.started);
      if (!fresh) known->second = std::min(known->second, past.started);
    }
  }
  for (Card& card : view.cards) {
    const auto known = first.find(card.found->finding.fingerprint);
    card.first_seen = known == first.end() ? "in this result" : FormatTimestamp(known->second).substr(0, 10);
  }
}

void LayOutBodies(View& view) {
  std::map<std::string_view, std::set<std::string>> pointers;  // by case
  for (const JudgedFinding& found : view.result.findings) {
    for (const Place& place : found.finding.places) {
      if (place.source == "response body") pointers[found.case_id].insert(place.pointer);
    }
  }
  std::size_t left = kMostBodyBytesInAll;
  for (const CaseResult& test : view.result.cases) {
    if (!test.exchange || !test.exchange->response) continue;
    const BodyLines& body = view.bodies
                                .emplace(&test, LayOut(test.exchange->response->body, pointers[test.id],
                                                       left > 0 ? kMostBodyBytes : kFewBodyBytes))
                                .first->second;
    std::size_t bytes = 0;
    for (const std::string& line : body.lines) bytes += line.size() + 1;
    left -= std::min(left, bytes);
  }
}

}  // namespace

Mark MarkOf(FindingState state) {
  switch (state) {
    case FindingState::kNew:
      return {"bad", "✗", "new"};
    case FindingState::kWorsened:
      return {"bad", "✗", "worsened"};
    case FindingState::kExpired:
      return {"bad", "✗", "expired"};
    case FindingState::kKnown:
      return {"known", "~", "known"};
    case FindingState::kTolerated:
      return {"known", "~", "tolerated"};
    case FindingState::kDocumented:
      return {"known", "~", "documented"};
    case FindingState::kNote:
      return {"note", "i", "note"};
  }
  return {};
}

Mark MarkOf(run::Verdict verdict) {
  switch (verdict) {
    case run::Verdict::kPassed:
      return {"good", "✓", "passed"};
    case run::Verdict::kFailed:
      return {"bad", "✗", "failed"};
    case run::Verdict::kWaived:
      return {"known", "~", "waived"};
    case run::Verdict::kError:
      return {"error", "!", "error"};
    case run::Verdict::kSkipped:
      return {"none", "–", "skipped"};
  }
  return {};
}

const BodyLines* View::BodyOf(const CaseResult* test) const {
  const auto known = bodies.find(test);
  return known == bodies.end() ? nullptr : &known->second;
}

View MakeView(const run::RunResult& result, const Options& options) {
  View view{result, options, {}, {}, {}, {}, {}};
  Ids ids;
  MakeCards(view, ids);
  TellFirstSeen(view);
  for (const CaseResult& test : result.cases) view.case_ids.emplace(&test, ids.Give("c-", test.id));
  for (const run::RuleText& rule : result.rules) {
    if (!view.rule_ids.contains(rule.id)) view.rule_ids.emplace(rule.id, ids.Give("r-", rule.id));
  }
  LayOutBodies(view);
  return view;
}

std::string_view OperationName(std::string_view operation) {
  return operation.empty() ? "the API as a whole" : operation;
}

void PutLink(HtmlWriter& html, std::string_view id, std::string_view text) {
  html.Put("a", text, {{"href", std::string("#").append(id)}});
}

void PutMark(HtmlWriter& html, const Mark& mark) {
  const auto element = html.In("span", {{"class", std::string("mark ").append(mark.css)}});
  html.Put("span", mark.glyph, {{"aria-hidden", "true"}});
  html.Text(std::string(" ").append(mark.word));
}

void PutFact(HtmlWriter& html, std::string_view name, std::string_view value) {
  const auto row = html.In("tr");
  html.Put("th", name, {{"scope", "row"}});
  html.Put("td", value);
}

void PutHead(HtmlWriter& html, std::initializer_list<std::string_view> columns) {
  const auto head = html.In("thead");
  const auto row = html.In("tr");
  for (const std::string_view column : columns) html.Put("th", column, {{"scope", "col"}});
}

}  // namespace plumbline::report
