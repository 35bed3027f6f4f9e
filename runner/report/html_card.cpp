#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/snippet.h"
#include "base/text.h"
#include "report/console.h"
#include "report/html_exchange.h"
#include "report/html_parts.h"

namespace plumbline::report {
namespace {

using finding::FindingState;

// The gravest discrepancies quote more lines and show their requests; the others, of thousands, by the link to their
// case.
constexpr std::size_t kFullCards = 500;
constexpr std::size_t kAround = 3, kLittleAround = 1;  // lines on each side of one that is quoted
constexpr std::size_t kLongestPart = 200;
constexpr std::string_view kBodySource = "response body";

// The end of a text, where its beginning would push the mark out of sight.
std::string Tail(const std::string& text) {
  if (text.size() <= kLongestPart) return text;
  std::size_t begin = text.size() - kLongestPart;
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  return "…" + text.substr(begin);
}

std::string Cut(const std::string& text) { return Shortened(ValidUtf8(text), kLongestPart); }

// The first line behind an excerpt. A stored result may begin one at any line.
long EndOf(const run::Excerpt& excerpt) { return excerpt.first_line + static_cast<long>(excerpt.lines.size()); }

class Writer {
 public:
  Writer(HtmlWriter& html, const View& view) : html_(html), view_(view) {
    for (const run::Excerpt& excerpt : view.result.excerpts) excerpts_[{excerpt.source, excerpt.first_line}] = &excerpt;
    for (std::size_t i = 0; i < view.cards.size(); ++i)
      operations_.emplace(view.cards[i].found->finding.identity.operation, operations_.size());
  }

  void Filter();
  void Card(const Card& card, std::size_t number);

 private:
  void Tags(const report::Card& card);
  void Pair(const report::Card& card);
  void Quote(const Place& place);
  bool Body(const report::Card& card, const Place& place);
  void Places(const finding::Finding& found, const Place* left, const Place* right);
  void Sides(const finding::Finding& found);
  void State(const report::Card& card);
  void Cases(const report::Card& card, std::size_t number);
  const run::Excerpt* ExcerptOf(const Place& place) const;

  HtmlWriter& html_;
  const View& view_;
  std::size_t around_ = kAround;
  std::map<std::pair<std::string_view, int>, const run::Excerpt*> excerpts_;
  std::map<std::string_view, std::size_t> operations_;  // in the order of the cards
};

const run::Excerpt* Writer::ExcerptOf(const Place& place) const {
  auto next = excerpts_.upper_bound({place.source, place.line});
  if (next == excerpts_.begin()) return nullptr;
  const run::Excerpt& excerpt = *std::prev(next)->second;
  return excerpt.source == place.source && place.line < EndOf(excerpt) ? &excerpt : nullptr;
}

// The lines around a place, its marked text in <mark>.
void Writer::Quote(const Place& place) {
  html_.Put("p", WhereIs(place), {{"class", "where"}});
  const bool has_text = !place.before.empty() || !place.marked.empty() || !place.after.empty();
  if (place.line > 0 && has_text) {
    const run::Excerpt* excerpt = ExcerptOf(place);
    const long around = static_cast<long>(around_);
    const long first = excerpt == nullptr ? place.line : std::max<long>(excerpt->first_line, place.line - around);
    const long last = excerpt == nullptr ? place.line : std::min(EndOf(*excerpt) - 1, place.line + around);
    const std::size_t digits = std::to_string(last).size();
    const auto pre = html_.In("pre");
    for (long line = first; line <= last; ++line) {
      html_.Text(fmt::format("{} {:>{}}  ", line == place.line ? ">" : " ", line, digits));
      if (line == place.line) {
        html_.Text(Tail(ValidUtf8(place.before)));
        html_.Put("mark", Cut(place.marked));
        html_.Text(Cut(place.after));
      } else {
        html_.Text(Cut(excerpt->lines[static_cast<std::size_t>(line - excerpt->first_line)]));
      }
      if (line < last) html_.Text("\n");
    }
  }
  if (!place.note.empty()) html_.Put("p", place.note, {{"class", "say"}});
}

// The answer around the value that a place names; false where it is not there.
bool Writer::Body(const report::Card& card, const Place& place) {
  const run::CaseResult* test = card.cases.empty() ? nullptr : card.cases.front();
  for (const run::CaseResult* each : card.cases) {
    if (each->id == card.found->case_id) test = each;
  }
  const BodyLines* body = view_.BodyOf(test);
  if (body == nullptr || !body->is_json) return false;
  const auto line = body->line_of.find(place.pointer);
  if (line == body->line_of.end() || line->second >= body->lines.size()) return false;
  html_.Put("p",
            fmt::format("{}, {}", AnswerLine(*test), place.pointer.empty() ? "the body as a whole" : place.pointer),
            {{"class", "where"}});
  const std::size_t begin = line->second < around_ ? 0 : line->second - around_;
  {
    const auto pre = html_.In("pre");
    PutLines(html_, body->lines, begin, std::min(line->second + around_ + 1, body->lines.size()), {line->second});
  }
  if (!place.note.empty()) html_.Put("p", place.note, {{"class", "say"}});
  return true;
}

void Writer::Tags(const report::Card& card) {
  const finding::Finding& found = card.found->finding;
  const auto tags = html_.In("p", {{"class", "tags"}});
  PutMark(html_, MarkOf(card.found->judgement.state));
  html_.Text(" ");
  if (found.severity != finding::Severity::kNote) {
    html_.Put("span", finding::SeverityName(found.severity));
    html_.Text(" ");
  }
  const auto rule = view_.rule_ids.find(found.identity.rule);
  if (rule == view_.rule_ids.end()) {
    html_.Put("span", found.identity.rule);
  } else {
    PutLink(html_, rule->second, found.identity.rule);
  }
  html_.Text(" ");
  html_.Put("code", std::string(OperationName(found.identity.operation)) +
                        (found.identity.status.empty() ? "" : " → " + found.identity.status));
  html_.Text(" ");
  html_.Put("a", "#" + found.fingerprint, {{"class", "permalink"}, {"href", "#" + card.id}});
}

void Writer::Pair(const report::Card& card) {
  const finding::Finding& found = card.found->finding;
  const Place* left = nullptr;
  const Place* right = nullptr;
  for (const Place& place : found.places) {
    if (place.source == kBodySource) {
      if (right == nullptr || right->source != kBodySource) right = &place;
    } else if (left == nullptr) {
      left = &place;
    } else if (right == nullptr) {
      right = &place;
    }
  }
  {
    const auto pair = html_.In("div", {{"class", "pair"}});
    {
      const auto side = html_.In("div");
      html_.Put("h4", "Documented");
      if (left != nullptr) {
        Quote(*left);
      } else {
        html_.Put("p", found.expected.empty() ? "Nothing is said of it." : found.expected, {{"class", "say"}});
      }
    }
    const auto side = html_.In("div");
    const bool answered = !card.cases.empty();
    html_.Put("h4", answered ? "Observed" : "Contradicted by");
    if (right == nullptr) {
      html_.Put("p", found.observed.empty() ? "There is no second place." : found.observed, {{"class", "say"}});
    } else if (right->source != kBodySource || !Body(card, *right)) {
      if (answered) html_.Put("p", AnswerLine(*card.cases.front()), {{"class", "where"}});
      Quote(*right);
    }
  }
  Places(found, left, right);
}

void Writer::Places(const finding::Finding& found, const Place* left, const Place* right) {
  const auto further = std::count_if(found.places.begin(), found.places.end(),
                                     [&](const Place& place) { return &place != left && &place != right; });
  if (further == 0) return;
  const auto details = html_.In("details");
  html_.Put("summary", Count(static_cast<std::size_t>(further), "further place"));
  for (const Place& place : found.places) {
    if (&place != left && &place != right) Quote(place);
  }
}

// Who says what, in a small table.
void Writer::Sides(const finding::Finding& found) {
  std::vector<finding::Side> sides = found.sides;
  if (sides.empty() && !found.expected.empty() && !found.observed.empty())
    sides = {{"documented", found.expected}, {"observed", found.observed}};
  if (sides.empty()) return;
  const auto table = html_.In("table", {{"class", "sides"}});
  for (const finding::Side& side : sides) {
    const auto row = html_.In("tr");
    html_.Put("th", side.name, {{"scope", "row"}});
    html_.Put("td", Cut(side.says));
  }
}

void Writer::State(const report::Card& card) {
  const run::JudgedFinding& found = *card.found;
  const auto list = html_.In("ul", {{"class", "facts"}});
  const auto item = [&](std::string_view name, const std::string& text) {
    const auto element = html_.In("li");
    html_.Put("b", name);
    html_.Text(" " + text);
  };
  if (!found.finding.likely.empty()) item("Likely wrong:", found.finding.likely);
  if (found.judgement.waiver) {
    const finding::Waiver& waiver = view_.result.waivers[*found.judgement.waiver].waiver;
    const std::string reason = waiver.reason.empty() ? "" : " " + waiver.reason;
    switch (found.judgement.state) {
      case FindingState::kExpired:
        item("Waiver expired:",
             fmt::format("{} of {} held until {}.{}", waiver.id, waiver.owner, FormatDate(waiver.expires), reason));
        break;
      case FindingState::kWorsened:
        item("Worse than waived:", fmt::format("{} of {} covers shape {}; it is {} now.{}", waiver.id, waiver.owner,
                                               waiver.shape, found.finding.shape, reason));
        break;
      case FindingState::kNew:
      case FindingState::kKnown:
      case FindingState::kTolerated:
      case FindingState::kDocumented:
      case FindingState::kNote:
        item("Waived:",
             fmt::format("{} of {}, until {}.{}", waiver.id, waiver.owner, FormatDate(waiver.expires), reason));
        break;
    }
  } else if (found.judgement.state == FindingState::kNew) {
    item("No owner yet.", fmt::format("Correct it, or waive fingerprint {}{} in {}.", found.finding.fingerprint,
                                      found.finding.shape.empty() ? "" : " with shape " + found.finding.shape,
                                      view_.result.waivers_file.empty() ? "waivers.yaml" : view_.result.waivers_file));
  }
  if (!card.first_seen.empty()) item("First seen:", card.first_seen);
  const auto rule = view_.rule_ids.find(found.finding.identity.rule);
  if (rule != view_.rule_ids.end() && around_ == kAround) {
    const auto element = html_.In("li");
    html_.Put("b", "Remedy:");
    html_.Text(" ");
    PutLink(html_, rule->second, "what " + found.finding.identity.rule + " looks at, and what to do");
  }
}

void Writer::Cases(const report::Card& card, std::size_t number) {
  if (card.cases.empty()) return;
  {
    const auto line = html_.In("p", {{"class", "cases"}});
    html_.Put("b", card.cases.size() == 1 ? "Request and answer:"
                                          : fmt::format("Requests and answers of {} cases:", card.cases.size()));
    for (const run::CaseResult* test : card.cases) {
      html_.Text(" ");
      PutLink(html_, view_.case_ids.at(test), test->id);
    }
  }
  const run::CaseResult& test = *card.cases.front();
  if (number >= kFullCards || !test.exchange) return;
  constexpr std::size_t kMostRequestBytes = 1000;
  const auto details = html_.In("details");
  html_.Put("summary", "The request, and the curl line that sends it again");
  html_.Put("pre", RequestText(test.exchange->request, kMostRequestBytes));
  html_.Put("pre", Shortened(ValidUtf8(CurlLine(test, view_.result)), 4 * kMostRequestBytes));
}

void Writer::Card(const report::Card& card, std::size_t number) {
  const finding::Finding& found = card.found->finding;
  around_ = number < kFullCards ? kAround : kLittleAround;
  html_.Line();
  const auto article =
      html_.In("article", {{"class", std::string("card ").append(MarkOf(card.found->judgement.state).css)},
                           {"id", card.id},
                           {"data-state", finding::FindingStateName(card.found->judgement.state)},
                           {"data-severity", finding::SeverityName(found.severity)},
                           {"data-rule", found.identity.rule},
                           {"data-operation", std::to_string(operations_.at(found.identity.operation))}});
  html_.Put("h3", found.message);
  Tags(card);
  Pair(card);
  if (!found.details.empty()) {
    const auto list = html_.In("ul", {{"class", "details"}});
    for (const std::string& line : found.details) html_.Put("li", line);
  }
  {
    const auto rest = html_.In("div", {{"class", "rest"}});
    Sides(found);
    State(card);
  }
  Cases(card, number);
}

// Shown by the script: without it there is nothing that could filter.
void Writer::Filter() {
  const auto form =
      html_.In("form", {{"id", "filter"}, {"role", "search"}, {"aria-label", "Filter the discrepancies"}, {"hidden"}});
  {
    const auto label = html_.In("label");
    html_.Text("Search ");
    html_.Void("input", {{"type", "search"}, {"name", "words"}, {"autocomplete", "off"}});
  }
  const auto choice = [&](std::string_view title, std::string_view name,
                          const std::vector<std::pair<std::string, std::string>>& options) {
    const auto label = html_.In("label");
    html_.Text(title);
    html_.Text(" ");
    const auto select = html_.In("select", {{"name", name}});
    for (const auto& [value, text] : options) {
      const auto option = value.empty() ? html_.In("option", {{"value"}}) : html_.In("option", {{"value", value}});
      html_.Text(text);
    }
  };
  std::vector<std::pair<std::string, std::string>> states = {{"", "all"}}, severities = {{"", "all"}},
                                                   operations = {{"", "all"}};
  std::set<std::string> known;
  for (const report::Card& card : view_.cards) {
    const std::string state(finding::FindingStateName(card.found->judgement.state)),
        severity(finding::SeverityName(card.found->finding.severity));
    if (known.insert("state " + state).second) states.emplace_back(state, state);
    if (known.insert("severity " + severity).second) severities.emplace_back(severity, severity);
    const std::string& operation = card.found->finding.identity.operation;
    if (known.insert("operation " + operation).second)
      operations.emplace_back(std::to_string(operations_.at(operation)), OperationName(operation));
  }
  choice("State", "state", states);
  choice("Severity", "severity", severities);
  choice("Operation", "operation", operations);
  choice("Order", "order", {{"", "gravest first"}, {"operation", "by operation"}, {"rule", "by rule"}});
  html_.Put("output", "", {{"id", "filter-count"}});
}

}  // namespace

void WriteCards(HtmlWriter& html, const View& view) {
  const auto section = html.In("section", {{"id", "findings"}, {"aria-labelledby", "findings-title"}});
  html.Put("h2", "Discrepancies", {{"id", "findings-title"}});
  if (view.cards.empty()) return html.Put("p", "None were found.");
  Writer writer(html, view);
  writer.Filter();
  const auto list = html.In("div", {{"id", "cards"}});
  for (std::size_t i = 0; i < view.cards.size(); ++i) writer.Card(view.cards[i], i);
}

}  // namespace plumbline::report
