#include "audit/limit_told.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/member_name.h"
#include "audit/page_sections.h"
#include "audit/told_value.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"
#include "page/told_limit.h"

namespace plumbline::audit {
namespace {

using page::Text;

// A text of a page that may tell a limit, and where it stands.
struct Spoken {
  std::size_t page = kNowhere, section = 0, block = kNowhere;
  std::size_t operation = kNowhere;
  std::vector<int> refused_with;  // statuses of a row of errors
};

// A limit that a sentence tells.
struct Limit {
  Spoken where;
  std::string key;       // what is limited: "leads in a request", "requests per minute", "the size of a file in MB"
  std::string number;    // without commas; of a time, in milliseconds
  std::string shown;     // "30 days"; empty where it is the number
  std::string scope;     // "key" of "per key"; empty where not told
  bool refused = false;  // what is more than this is refused
  Place place;
};

// What hangs on a plan, or is about something else than every request.
bool IsOfSomeCases(std::string_view sentence) {
  static const Regex kSome(
      R"((?i)\b(?:plans?|tiers?|sandbox|test (?:mode|keys?)|trial|beta|free|legacy|deprecated|previous(?:ly)?|older (?:versions?|clients?|keys?|accounts?)|formerly|used to|(?:limit|rate) was|was (?:limited|raised|lowered)|usually|typically|recommend\w*|except|burst\w*|concurrent\w*|webhooks?|callbacks?|raise|higher limit|instead|bulk|endpoints?|unless|if you|by default)\b)");
  return kSome.In(sentence);
}

// "per key", "and account": who or what is counted. Nothing where not told.
std::string ScopeOf(std::string_view behind) {
  static const Regex kScope(
      R"((?i)^,? (?:and|per|for each|for every|from one|from an?) (?:api[ -])?(ip|key|token|account|user|project|customer|endpoint|number|phone|channel|workspace|organi[sz]ation|resource|device|recipient)\b)");
  const auto scope = kScope.Find(behind);
  return scope ? AsciiLower((*scope)[1]) : "";
}

const Regex& SaysRefused() {
  static const Regex pattern(R"((?i)\b429\b|\b413\b|\brefused\b|\brejected\b|\btoo (?:many|large)\b|\bnot accepted\b)");
  return pattern;
}

struct Found {
  std::string key, number;
  std::size_t begin = 0, end = 0;
  std::string shown = {};  // where the number is a time in milliseconds
  bool late = false;       // what is longer than this is told
};

// "up to 1,000 leads in a request", "a batch of more than 500 payouts", "1,000 numbers per request" at the beginning.
std::optional<Found> HeldByRequest(std::string_view sentence) {
  static const Regex kHeld(
      R"((?i)(?:\b(?:up to|at most|no more than|more than|maximum of|max\.?|limit(?:ed)? (?:of|to))|^)\s*(\d[\d,_]*) ([a-z]{4,}s) (?:per|in a|in one|in a single|with one|with a|with a single|a)\s(?:single )?(?:request|call)\b)");
  static const Regex kCarries(
      R"((?i)\b(?:single|one|each|every) (?:request|call) (?:can|may) (?:carry|hold|contain|have|include) (?:up to|at most|no more than) (\d[\d,_]*) ([a-z]{4,}s)\b)");
  static const Regex kBatch(R"((?i)\b(?:batch|request|upload) (?:of|with) more than (\d[\d,_]*) ([a-z]{4,}s)\b)");
  for (const Regex* pattern : {&kHeld, &kCarries, &kBatch}) {
    const auto match = pattern->Find(sentence);
    if (!match) continue;
    const std::string noun = AsciiLower((*match)[2]);
    static const Regex kNoThing(
        R"(requests|calls|seconds|minutes|hours|days|bytes|characters|times|credits|points|units|tokens|cents|dollars|euros|coins|retries|attempts)");
    if (kNoThing.Full(noun)) return std::nullopt;
    return Found{noun + " in a request", page::WithoutCommas((*match)[1]), match->groups[1].begin, match->end()};
  }
  return std::nullopt;
}

// "120 requests per minute", "Requests are limited to 60 per minute".
std::optional<Found> RateOfRequests(std::string_view sentence) {
  static const Regex kRate(
      R"((?i)(?:^|[\s(:])(\d[\d,_]*) (?:requests|calls) (?:per|a|in a|in one|each|every)\s(second|minute|hour|day)\b)");
  static const Regex kLimited(
      R"((?i)\brequests are limited to (\d[\d,_]*) (?:per|a|in a|each|every)\s(second|minute|hour|day)\b)");
  static const Regex kNumber(R"(\b\d[\d,_]*\b)"), kStatus(R"(\b[1-5]\d\d\b)");
  for (const Regex* pattern : {&kRate, &kLimited}) {
    const auto all = pattern->All(sentence);
    if (all.size() != 1) continue;
    return Found{"requests per " + AsciiLower(all.front()[2]), page::WithoutCommas(all.front()[1]),
                 all.front().groups[1].begin, all.front().end()};
  }
  return std::nullopt;
}

// "Files up to 10 MB", "Image larger than 5 MB".
std::optional<Found> SizeOfFile(std::string_view sentence) {
  static const Regex kSize(
      R"((?i)\b(?:up to|at most|no (?:more|larger|bigger) than|max(?:imum)?\.?(?: (?:file |image )?size)?(?: of| is|:)?|limit(?:ed)? (?:of|to|is)|(?:larger|bigger|greater|more) than|above|over|exceed(?:s|ing)?)\s(\d+(?:\.\d+)?) ?(KB|MB|GB)\b)");
  static const Regex kAny(R"((?i)\d ?(?:KB|MB|GB|KiB|MiB)\b)"),
      kThing(R"((?i)\b(file|image|photo|picture|document|video|recording|attachment|upload)s?\b)");
  const auto size = kSize.Find(sentence);
  if (!size || kAny.All(sentence).size() != 1) return std::nullopt;
  std::set<std::string> things;
  for (const Regex::Match& thing : kThing.All(sentence)) things.insert(AsciiLower(thing[1]));
  if (things.size() != 1) return std::nullopt;
  return Found{"the size of one " + *things.begin() + " in " + std::string((*size)[2]), std::string((*size)[1]),
               size->groups[1].begin, size->end()};
}

std::string SingularOf(std::string_view noun) { return Singular(AsciiLower(noun)); }

constexpr std::string_view kTime = R"((\d[\d,]*) ?(seconds?|minutes?|hours?|days?|weeks?))";

// A time of `match`, in milliseconds so that 24 hours are one day.
std::optional<Found> Period(std::string key, const Regex::Match& match, std::size_t group, bool late = false) {
  const std::string shown = page::WithoutCommas(match[group]) + ' ' + AsciiLower(match[group + 1]);
  const auto length = MillisecondsOf(shown, "");
  if (!length) return std::nullopt;
  return Found{std::move(key), length->ToString(), match.groups[group].begin, match.groups[group + 1].end, shown, late};
}

// "Recordings are kept for 30 days", "Recordings that you do not delete disappear after 90 days".
std::optional<Found> TimeKept(std::string_view sentence) {
  static const Regex kKept("(?i)^(?:all |the )?([a-z]{4,}s) are (?:kept|stored|retained) (?:for )?" +
                           std::string(kTime) + R"((?:\s*[.;,)]|\s*$| and\b| after\b))"),
      kGone(
          "(?i)^(?:all |the )?([a-z]{4,}s)(?: that you do not (?:delete|remove)[a-z ]*)? (?:disappear|are (?:automatically )?(?:deleted|removed|purged|erased)) after " +
          std::string(kTime) + R"(\b(?: ?[.;,)]|$))");
  for (const Regex* pattern : {&kKept, &kGone}) {
    if (const auto match = pattern->Find(sentence))
      return Period("how long " + AsciiLower((*match)[1]) + " are kept", *match, 2);
  }
  return std::nullopt;
}

// "Documents are deleted 30 days after the decision."
std::optional<Found> TimeAfter(std::string_view sentence) {
  static const Regex kAfter(
      "(?i)^(?:all |the |an? |your )?((?:[a-z]+ )?[a-z]+) (?:are|is|will be) (deleted|removed|purged|erased|cancelled|canceled|closed|released),? " +
      std::string(kTime) + R"( after (?:the |its |their )?([a-z]{4,})(?:\s*[.;,)]|\s*$| and\b))");
  static const Regex kNotAThing(R"((?i)(?:.* )?(?:it|they|this|that|these|those|which|everything))");
  const auto match = kAfter.Find(sentence);
  if (!match || kNotAThing.Full((*match)[1])) return std::nullopt;
  const std::string_view thing = (*match)[1];
  return Period("when a " + SingularOf(thing.substr(thing.rfind(' ') + 1)) + " is " + AsciiLower((*match)[2]) +
                    " after the " + SingularOf((*match)[5]),
                *match, 3);
}

// "within 180 days of the capture", "The capture is more than 120 days ago"; "A label can be voided within 14 days",
// "Labels older than 7 days cannot be voided".
std::optional<Found> TimeToAct(std::string_view sentence) {
  static const Regex kWithin("(?i)\\bwithin " + std::string(kTime) + R"( (?:of|after) (?:the |its )([a-z]{4,})\b)"),
      kAgo("(?i)^the ([a-z]{4,}) (?:is|was) more than " + std::string(kTime) + R"( ago\b)"),
      kCan("(?i)^(?:an? |the )?([a-z]{4,}) can (?:only )?be ([a-z]{3,}ed) (?:within|for|up to) " + std::string(kTime) +
           R"((?:\s*[.;,)]|\s*$| after\b| of\b))"),
      kOlder("(?i)^([a-z]{4,}) older than " + std::string(kTime) + R"( (?:cannot|can not|can't) be ([a-z]{3,}ed)\b)");
  if (const auto match = kWithin.Find(sentence))
    return Period("how long after the " + SingularOf((*match)[3]), *match, 1);
  if (const auto match = kAgo.Find(sentence))
    return Period("how long after the " + SingularOf((*match)[1]), *match, 2, true);
  if (const auto match = kCan.Find(sentence))
    return Period("how long a " + SingularOf((*match)[1]) + " can be " + AsciiLower((*match)[2]), *match, 3);
  if (const auto match = kOlder.Find(sentence))
    return Period("how long a " + SingularOf((*match)[1]) + " can be " + AsciiLower((*match)[4]), *match, 2);
  return std::nullopt;
}

// "Respond with a 2xx within 10 seconds", "your server has not answered after 30 seconds".
std::optional<Found> TimeToAnswer(std::string_view sentence) {
  static const Regex kAsked(
      "(?i)^(?:[a-z ,]*\\b)?(?:respond|answer|reply|return)\\b[^.]*\\b(?:[245]xx|200|status)\\b[^.]*\\bwithin " +
      std::string(kTime) + R"(\b)"),
      kLate(
          "(?i)\\byour (?:server|endpoint|service|application|system|url)\\b[^.]*\\b(?:not (?:answered|responded|replied)|does not (?:answer|respond|reply)) (?:after|within|for) " +
          std::string(kTime) + R"(\b)");
  for (const Regex* pattern : {&kAsked, &kLate}) {
    if (const auto match = pattern->Find(sentence))
      return Period("the time to answer a webhook in", *match, 1, pattern == &kLate);
  }
  return std::nullopt;
}

// "up to 72 hours ahead" in the description of a field, "Messages can be scheduled up to 7 days ahead with `send_at`".
std::optional<Found> TimeAhead(const Text& sentence, const std::string& field) {
  static const Regex kAhead("(?i)\\b(?:up to|at most|no more than|not more than) " + std::string(kTime) +
                            R"( (?:ahead|in advance|in the future|from now)\b)");
  const auto match = kAhead.Find(sentence.text);
  if (!match) return std::nullopt;
  std::string name = field;
  for (const page::Mark& mark : sentence.marks) {
    if (mark.kind != page::Mark::Kind::kCode || !field.empty()) continue;
    if (!name.empty()) return std::nullopt;
    name = std::string_view(sentence.text).substr(mark.begin, mark.end - mark.begin);
  }
  return name.empty() ? std::nullopt : Period("how far ahead " + name + " may be", *match, 1);
}

// How long something that is named as code is valid: "`url` stops working 7 days after", and in the description of a
// field "Signed link, valid for 24 hours".
std::optional<Found> TimeValid(const Text& sentence, const std::string& field) {
  static const Regex kValid(
      "(?i)\\b(?:(?:is |are |stays? |remains? )?valid for|expires? (?:after|in)|stops? working(?: after)?|lapses? after) " +
      std::string(kTime) + R"(\b)"),
      kOther(R"((?i)\b(?:up to|at least|at most|between|minimum|maximum|default|or|can be|may be)\b)");
  const auto match = kValid.Find(sentence.text);
  if (!match || kOther.In(sentence.text)) return std::nullopt;
  std::string name = field;
  if (name.empty()) {
    std::size_t codes = 0;
    for (const page::Mark& mark : sentence.marks) {
      if (mark.kind != page::Mark::Kind::kCode) continue;
      ++codes;
      static const Regex kName(R"([A-Za-z][\w.]*)");
      const std::string_view word = std::string_view(sentence.text).substr(mark.begin, mark.end - mark.begin);
      if (mark.end <= match->begin() && match->begin() - mark.end < 4 && kName.Full(word)) name = word;
    }
    if (codes != 1) return std::nullopt;
  }
  if (name.empty()) return std::nullopt;
  return Period("how long " + name + " is valid", *match, 1);
}

class Collector {
 public:
  explicit Collector(const Subject& subject) : subject_(subject) {}

  // `field`: that the text describes; empty for prose.
  void Read(const Text& text, const Spoken& where, const std::string& field = "") {
    for (const Text& sentence : page::SentencesOf(text)) {
      for (const auto& read :
           {&HeldByRequest, &RateOfRequests, &SizeOfFile, &TimeKept, &TimeAfter, &TimeToAct, &TimeToAnswer}) {
        if (auto found = read(sentence.text)) Add(*std::move(found), text, sentence, where);
      }
      if (auto found = TimeValid(sentence, field)) Add(*std::move(found), text, sentence, where);
      if (auto found = TimeAhead(sentence, field)) Add(*std::move(found), text, sentence, where);
    }
  }

  std::vector<Limit> limits;
  std::set<std::string> some_cases;  // keys that hang on a plan somewhere

 private:
  void Add(Found found, const Text& text, const Text& sentence, const Spoken& where) {
    const document::Span span = sentence.SpanOf(found.begin, found.end);
    if (!seen_.emplace(where.page, span.begin).second) return;
    if (IsOfSomeCases(sentence.text) || sentence.text.find(" /") != std::string::npos) {
      some_cases.insert(found.key);
      return;
    }
    static const Regex kMore(R"((?i)\b(?:(?:more|larger|bigger|greater) than|above|over|exceed(?:s|ing)?)\s$)");
    const std::string_view before = std::string_view(sentence.text).substr(0, found.begin);
    static const Regex kNegated(R"((?i)\bno (?:more|larger|bigger) than\s$)");
    const bool refused = (kMore.In(before) && !kNegated.In(before)) || !where.refused_with.empty() || found.late ||
                         SaysRefused().In(text.text);
    const std::string number = found.shown.empty() ? "at most " + found.number : found.shown;
    std::string scope = ScopeOf(std::string_view(sentence.text).substr(found.end));
    limits.push_back({where, std::move(found.key), std::move(found.number), std::move(found.shown), std::move(scope),
                      refused, subject_.Quote(where.page, span, number)});
  }

  const Subject& subject_;
  std::set<std::pair<std::size_t, std::uint32_t>> seen_;
};

// Chapters about other versions and prices tell other limits.
bool IsOfOtherTimes(const page::Page& page, const page::Outline& outline, std::size_t block) {
  static const Regex kOther(
      R"((?i)\b(?:plans?|pricing|changelog|change log|history|legacy|deprecated|versions?|migrat\w+|webhooks?|callbacks?|release notes)\b)");
  for (std::size_t section = outline.section_of[block];; section = outline.sections[section].parent) {
    const std::size_t heading = outline.sections[section].heading;
    if (heading < page.blocks.size() && kOther.In(page.blocks[heading].text.text)) return true;
    if (section == 0 || section == outline.sections[section].parent) return false;
  }
}

void ReadPage(const Subject& subject, std::size_t p, Collector& collector) {
  const page::DocumentedPage& documented = subject.pages()[p];
  const PageSections sections(documented.page);
  const auto where = [&](std::size_t block, std::size_t operation) {
    return Spoken{p, sections.outline().section_of[block], block, subject.OperationOf(p, operation), {}};
  };
  // Rows of errors and descriptions of fields first: they know what they are.
  for (const page::StatusClaim& claim : documented.claims.statuses) {
    const auto block = sections.BlockOf(claim.span);
    if (!block || IsOfOtherTimes(documented.page, sections.outline(), *block)) continue;
    Spoken spoken = where(*block, claim.operation);
    if (claim.in_table) spoken.refused_with = claim.statuses;
    collector.Read(claim.cause, spoken);
  }
  for (const page::FieldClaim& field : documented.claims.fields) {
    const auto block = sections.BlockOf(field.span);
    if (block && !field.path.empty())
      collector.Read(field.description, where(*block, field.operation), field.path.back());
  }
  for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
    const page::Block& block = documented.page.blocks[b];
    if ((block.kind == page::BlockKind::kParagraph || block.kind == page::BlockKind::kListItem) &&
        !IsOfOtherTimes(documented.page, sections.outline(), b))
      collector.Read(block.text, where(b, documented.claims.operation_of[b]));
  }
}

// Whether two sentences can only be about one limit.
bool AreOfOneLimit(const Subject& subject, const Limit& a, const Limit& b) {
  static const std::set<std::string> kParts = {"ip",      "endpoint", "number", "phone",
                                               "channel", "resource", "device", "recipient"};
  if (kParts.contains(a.scope) || kParts.contains(b.scope)) return false;
  // Nobody contradicts himself in one paragraph: what stands side by side there is about two things.
  const bool table = !a.where.refused_with.empty() || !b.where.refused_with.empty();
  if (a.where.page == b.where.page && a.where.block == b.where.block && !table) return false;
  if (!a.scope.empty() && !b.scope.empty() && a.scope != b.scope) return false;
  const bool time = !a.shown.empty();
  if (!time && a.where.page == b.where.page && a.where.section == b.where.section && !a.refused && !b.refused)
    return false;
  // What is deleted after the decision is so, wherever it is told.
  if (time && !a.key.ends_with(" is valid") && !a.key.starts_with("how far ahead") &&
      !a.key.starts_with("how long after") && !a.key.starts_with("the time to answer"))
    return true;
  if (a.where.operation == b.where.operation) return true;
  if (a.where.operation != kNowhere && b.where.operation != kNowhere) return false;
  // Told of one operation and of all: one of them, where the page describes no other that it could be about.
  const std::size_t p = a.where.operation != kNowhere ? a.where.page : b.where.page;
  const auto& operations = subject.pages()[p].claims.operations;
  const auto described = std::count_if(operations.begin(), operations.end(), [](const auto& operation) {
    return operation.described && operation.method != "GET" && operation.method != "DELETE";
  });
  return described <= 1;
}

std::optional<finding::Finding> Differ(const Subject& subject, const std::vector<const Limit*>& limits) {
  std::set<std::string> numbers;
  for (const Limit* limit : limits) numbers.insert(limit->number);
  if (numbers.size() != 2) return std::nullopt;
  // What is refused from there on is allowed up to there by another sentence: the others are about something else.
  std::set<std::string> allowed, refused;
  for (const Limit* limit : limits) (limit->refused ? refused : allowed).insert(limit->number);
  if (std::any_of(refused.begin(), refused.end(), [&](const std::string& number) { return allowed.contains(number); }))
    return std::nullopt;
  const Limit& first = *limits.front();
  const auto other =
      std::find_if(limits.begin(), limits.end(), [&](const Limit* limit) { return limit->number != first.number; });
  const Limit& second = **other;
  const bool of_request = first.key.ends_with("in a request");
  const bool time = !first.shown.empty();
  if ((of_request || time) && first.where.page != second.where.page) return std::nullopt;
  if (!of_request && !time && !first.refused && !second.refused) return std::nullopt;
  // Several things may be done within some time of an event.
  const bool acted = first.key.starts_with("how long after") || first.key.starts_with("the time to answer");
  if (acted && (allowed.empty() || refused.empty())) return std::nullopt;
  if (!std::all_of(limits.begin(), limits.end(), [&](const Limit* limit) {
        return limit->number != first.number ? AreOfOneLimit(subject, first, *limit)
                                             : AreOfOneLimit(subject, second, *limit);
      }))
    return std::nullopt;
  const std::size_t operation = first.where.operation != kNowhere ? first.where.operation : second.where.operation;
  finding::Finding found = NewFinding(subject, "documented.limit", operation, finding::Severity::kError, first.key);
  if (time) {
    found.message = fmt::format("{}: {} in one place, and {} in another", first.key, first.shown, second.shown);
    found.expected = first.shown;
    found.observed = second.shown;
  } else {
    found.message = fmt::format("{} {} at most {} in one place, and at most {} in another", first.key,
                                first.key.starts_with("the size") ? "is" : "are", first.number, second.number);
    found.expected = "at most " + first.number;
    found.observed = "at most " + second.number;
  }
  found.places = {first.place, second.place};
  found.likely = "Undecided: the two contradict each other; a live request decides.";
  return found;
}

}  // namespace

std::vector<finding::Finding> LimitsToldTwice(const Subject& subject) {
  Collector collector(subject);
  for (std::size_t p = 0; p < subject.pages().size(); ++p) ReadPage(subject, p, collector);
  std::map<std::string, std::vector<const Limit*>> by_key;
  for (const Limit& limit : collector.limits) by_key[limit.key].push_back(&limit);
  std::vector<finding::Finding> findings;
  for (auto& [key, limits] : by_key) {
    if (collector.some_cases.contains(key)) continue;
    std::stable_sort(limits.begin(), limits.end(), [](const Limit* a, const Limit* b) {
      return std::pair(a->where.page, a->place.line) < std::pair(b->where.page, b->place.line);
    });
    if (auto found = Differ(subject, limits)) findings.push_back(*std::move(found));
  }
  return findings;
}

}  // namespace plumbline::audit
