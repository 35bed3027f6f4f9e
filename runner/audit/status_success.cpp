#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "audit/page_sections.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

// How a page tells the status of an answer to success: with a sample or in a heading; in a list of statuses; in a
// sentence.
enum class Way { kShown, kListed, kSaid };
constexpr std::array kWays = {Way::kShown, Way::kListed, Way::kSaid};

struct Told {
  std::size_t page = 0;
  document::Span span;
};

struct Answers {
  std::map<Way, std::map<int, Told>> told;  // by status, the first place each
  std::set<int> conditional;                // told of some cases only
};

// Whether a text speaks of some cases only, of several statuses, or of what the reader's own server is to answer.
bool IsConditional(std::string_view text) {
  static const Regex kAlways(R"((?i)\b(?:at once|in any case|in (?:all|every) cases?)\b)");
  static const Regex kSome(
      R"((?i)\b(?:if|when|whenever|unless|already|idempoten\w*|otherwise|instead|part(?:ly|ial\w*)|while|until|once|repeat\w*|replay\w*|second|again|or|may)"
      R"(|might|can|could|except|duplicate\w*|exist(?:s|ing)|not|never|must|should|webhooks?|callbacks?|your (?:server|endpoint|app\w*|handler|service))"
      R"(|dry.run|async\w*|synchronous\w*|with `?prefer|preflight|before|earlier|older|unlike|both|either|only)\b)");
  static const Regex kStatus(R"(\b[2-5]\d\d\b)");
  std::string plain(text);
  for (;;) {
    const auto always = kAlways.Find(plain);
    if (!always) break;
    const std::size_t begin = always->begin(), end = always->end();
    plain.erase(begin, end - begin);
  }
  std::set<std::string> statuses;
  for (const Regex::Match& match : kStatus.All(plain)) statuses.insert(std::string(match[0]));
  return statuses.size() > 1 || kSome.In(plain);
}

// "200", "201 Created", "Response 207", "202: Accepted": a text that is a status and nothing else. What it says besides
// names a case.
struct StatusText {
  int status = 0;
  bool plain = false;
  std::size_t begin = 0;
};

std::optional<StatusText> ReadStatusText(std::string_view text) {
  static const Regex kPlain(
      R"((?i)\W*(?:(?:example|sample|successful|success|http(?:/[\d.]+)?|response|answer|reply|returns|status|code|body|json|ok)\W+)*(2\d\d))"
      R"((?:\W+(?:ok|success|successful|created|accepted|no content|multi[- ]status|response|body|json|application/json|example))*\W*)");
  static const Regex kAny(R"(\b(20\d)\b)");
  const auto match = kPlain.Full(text);
  const auto any = match ? match : kAny.Find(text);
  if (!any) return std::nullopt;
  return StatusText{std::stoi(std::string((*any)[1])), match.has_value(), any->groups[1].begin};
}

class Reader {
 public:
  explicit Reader(const Subject& subject) : subject_(subject) {
    for (std::size_t p = 0; p < subject.pages().size(); ++p) {
      const PageSections sections(subject.pages()[p].page);
      for (std::size_t b = 0; b < subject.pages()[p].page.blocks.size(); ++b) ReadBlock(p, b, sections);
      for (const page::StatusClaim& claim : subject.pages()[p].claims.statuses) ReadClaim(p, claim, sections);
    }
  }

  const std::map<std::size_t, Answers>& answers() const { return answers_; }

 private:
  void Add(std::size_t operation, Way way, int status, bool conditional, Told told) {
    if (status < 200 || status > 299) return;
    if (conditional) {
      answers_[operation].conditional.insert(status);
    } else {
      answers_[operation].told[way].emplace(status, told);
    }
  }

  void ReadBlock(std::size_t p, std::size_t b, const PageSections& sections) {
    const page::Block& block = subject_.pages()[p].page.blocks[b];
    const std::vector<std::size_t>& operation_of = subject_.pages()[p].claims.operation_of;
    const std::size_t operation = b < operation_of.size() ? subject_.OperationOf(p, operation_of[b]) : kNowhere;
    if (operation == kNowhere || sections.IsAside(b)) return;
    if (block.kind == page::BlockKind::kCode) return ReadCode(p, b, operation, sections);
    if (block.kind == page::BlockKind::kHeading || block.kind == page::BlockKind::kParagraph) {
      if (const auto told = ReadStatusText(block.text.text); told && told->plain) {
        return Add(operation, Way::kShown, told->status, false, {p, block.text.SpanOf(told->begin, told->begin + 3)});
      }
    }
    ReadCases(block.text, operation, p);
    for (const page::Row& row : block.rows) {
      for (const page::Text& cell : row.cells) ReadCases(cell, operation, p);
    }
  }

  // Statuses of some cases, wherever they are spoken of: "an existing kite is returned with `200`".
  void ReadCases(const page::Text& text, std::size_t operation, std::size_t p) {
    static const Regex kStatus(R"(\b(20\d)\b( (?:OK|Created|Accepted|No Content|Multi))?)");
    const std::string_view all = text.text;
    for (const Regex::Match& match : kStatus.All(all)) {
      if (!match.has(2) && !text.IsMarked(page::Mark::Kind::kCode, match.groups[1].begin, match.groups[1].end))
        continue;
      const std::size_t before = all.find_last_of(".;", match.begin());
      const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
      const std::size_t end = std::min(all.find_first_of(".;", match.end()), all.size());
      if (IsConditional(all.substr(begin, end - begin)))
        Add(operation, Way::kSaid, std::stoi(std::string(match[1])), true, {p, text.span()});
    }
  }

  void ReadCode(std::size_t p, std::size_t b, std::size_t operation, const PageSections& sections) {
    const std::vector<page::Block>& blocks = subject_.pages()[p].page.blocks;
    const page::Block& block = blocks[b];
    const std::size_t heading = sections.outline().sections[sections.outline().section_of[b]].heading;
    const bool some = IsConditional(sections.TextBefore(b)) || IsConditional(block.title) ||
                      (heading != page::Section::kNone && IsConditional(blocks[heading].text.text));
    // An answer as it was received, alone or below the command of a terminal that asked for it.
    static const Regex kLine(R"((?m)^\s*(?:< ?)?HTTP/[0-9.]+\s+([1-5]\d\d)\b)");
    static const Regex kCommand(R"(^\s*(?:[$>%#]\s+)?(?:curl|http|https)\s)");
    const auto lines = kLine.All(block.text.text);
    if (lines.size() == 1 && (lines.front().begin() == 0 || kCommand.In(block.text.text))) {
      return Add(operation, Way::kShown, std::stoi(std::string(lines.front()[1])), some,
                 {p, block.text.SpanOf(lines.front().groups[1].begin, lines.front().groups[1].end)});
    }
    for (const std::string& text : {block.title, block.info}) {
      const auto told = ReadStatusText(text);
      if (!told) continue;
      return Add(operation, Way::kShown, told->status, some || !told->plain, {p, TitleSpan(p, block, told->status)});
    }
  }

  // Of a title that stands on the first line of its block; else the block's first line.
  document::Span TitleSpan(std::size_t p, const page::Block& block, int status) const {
    const std::string_view text = subject_.pages()[p].page.source.text();
    const std::size_t end = std::min(text.find('\n', block.span.begin), text.size());
    const std::size_t at = text.substr(0, end).find(std::to_string(status), block.span.begin);
    if (at == std::string_view::npos) return {block.span.begin, static_cast<std::uint32_t>(end)};
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3)};
  }

  void ReadClaim(std::size_t p, const page::StatusClaim& claim, const PageSections& sections) {
    const std::size_t operation = subject_.OperationOf(p, claim.operation);
    const auto block = sections.BlockOf(claim.span);
    if (operation == kNowhere || !block || sections.IsAside(*block)) return;
    const bool some = claim.statuses.size() > 1 || IsConditional(claim.cause.text);
    for (const int status : claim.statuses)
      Add(operation, claim.in_table ? Way::kListed : Way::kSaid, status, some, {p, claim.span});
  }

  const Subject& subject_;
  std::map<std::size_t, Answers> answers_;  // by operation
};

finding::Finding Differs(const Subject& subject, std::size_t operation, int one, int other, std::vector<Place> places) {
  finding::Finding found = NewFinding(subject, "status.success", operation, finding::Severity::kError, "");
  found.expected = std::to_string(one);
  found.observed = std::to_string(other);
  found.places = std::move(places);
  found.likely = "Undecided: one request decides.";
  return found;
}

// Where the contract declares one other answer to success and nothing else that could be it.
std::optional<finding::Finding> AgainstContract(const Subject& subject, std::size_t operation,
                                                const std::pair<const int, Told>& told, const Answers& answers) {
  const contract::Operation* declared = subject.operations()[operation].declared;
  if (declared == nullptr || answers.conditional.contains(told.first)) return std::nullopt;
  const contract::Response* only = nullptr;
  for (const contract::Response& response : declared->responses) {
    if (response.status.starts_with('4') || response.status.starts_with('5')) continue;
    if (only != nullptr || response.status.size() != 3 || !response.status.starts_with('2') ||
        response.status.ends_with('X'))
      return std::nullopt;
    only = &response;
  }
  if (only == nullptr || only->status == std::to_string(told.first)) return std::nullopt;
  const int status = std::stoi(only->status);
  finding::Finding found =
      Differs(subject, operation, told.first, status,
              {subject.Quote(told.second.page, told.second.span, fmt::format("here {}", told.first)),
               only->node.QuoteKey("declared: " + only->status)});
  found.message =
      fmt::format("success is answered with {} on the page, and the contract declares {}", told.first, status);
  return found;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  const Reader reader(subject);
  for (const auto& [operation, answers] : reader.answers()) {
    // "`204` and no body" in one sentence, and "`200` and what was deleted" in another.
    if (const auto said = answers.told.find(Way::kSaid); said != answers.told.end() && said->second.size() == 2 &&
                                                         said->second.contains(204) && answers.told.size() == 1) {
      const auto& [one, other] = std::pair(*said->second.begin(), *said->second.rbegin());
      if (!answers.conditional.contains(one.first) && !answers.conditional.contains(other.first)) {
        findings.push_back(
            Differs(subject, operation, one.first, other.first,
                    {subject.Quote(one.second.page, one.second.span, fmt::format("here {}", one.first)),
                     subject.Quote(other.second.page, other.second.span, fmt::format("here {}", other.first))}));
        findings.back().message =
            fmt::format("success is answered with {} in one sentence and with {} in another", one.first, other.first);
        continue;
      }
    }
    // An operation that is shown or listed with several has several.
    if (std::any_of(answers.told.begin(), answers.told.end(), [](const auto& way) { return way.second.size() > 1; }))
      continue;
    const std::pair<const int, Told>*one = nullptr, *other = nullptr;
    for (const Way way : kWays) {
      const auto told = answers.told.find(way);
      if (told == answers.told.end()) continue;
      if (one == nullptr) one = &*told->second.begin();
      if (other == nullptr && told->second.begin()->first != one->first) other = &*told->second.begin();
    }
    if (other == nullptr && answers.told.size() == 1 &&
        answers.told.contains(Way::kShown)) {  // listed ones are status.undeclared's
      if (auto found = AgainstContract(subject, operation, *one, answers)) findings.push_back(std::move(*found));
    }
    if (other == nullptr || answers.conditional.contains(one->first) || answers.conditional.contains(other->first))
      continue;
    finding::Finding found =
        Differs(subject, operation, one->first, other->first,
                {subject.Quote(one->second.page, one->second.span, fmt::format("here {}", one->first)),
                 subject.Quote(other->second.page, other->second.span, fmt::format("here {}", other->first))});
    found.message =
        fmt::format("success is answered with {} in one place and with {} in another", one->first, other->first);
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kStatusSuccess = {
    {"status.success", "Success has one status", finding::Severity::kError,
     "Compares where a page tells the status of the answer to success of an operation: with a sample (title of the tab or block, heading, `HTTP/1.1 201 "
     "Created`), in a list of statuses, in a sentence, and the contract's only answer to success. Operations with several such statuses, and statuses of some cases only (\"if it exists already\"), are "
     "passed over.\n\nWhy: clients wait for the one and treat the other as a failure.\n\nWhat to do: send a request, and tell the status of its answer in both "
     "places."},
    Run};

}  // namespace plumbline::audit
