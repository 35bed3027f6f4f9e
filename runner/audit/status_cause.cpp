#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

struct Cause {
  std::size_t page;
  std::size_t operation;
  const page::StatusClaim* claim;
  std::set<int> statuses;
  std::set<std::string> flags;     // names of members that the cause hangs on: can_create_accounts
  bool duplicate = false;          // something that must be unique is not
  std::set<std::string> subjects;  // what: email
};

// Words for the one cause that pages word most freely.
bool SaysDuplicate(std::string_view text) {
  static const Regex pattern(
      R"((?i)\b(?:already (?:in use|taken|exists?|registered|used|been used)|in use already|duplicates?|reus(?:e|ing|ed)|must be unique|is taken|not unique|conflicts? with an existing|used before|twice|(?:second|another|other) \w+ with the same|exists)\b)");
  return pattern.In(text);
}

std::set<std::string> Words(std::string_view text) {
  static const Regex kWord(R"([A-Za-z][A-Za-z_]{2,})");
  static const std::set<std::string_view> kCommon = {
      "the",    "already",   "use",   "used",   "unique",  "must",       "that",   "this",     "returns",
      "return", "with",      "and",   "for",    "whole",   "across",     "your",   "you",      "reusing",
      "taken",  "duplicate", "error", "status", "request", "value",      "field",  "platform", "account",
      "exists", "when",      "from",  "not",    "are",     "validation", "failed", "same",     "conflict"};
  std::set<std::string> words;
  for (const Regex::Match& match : kWord.All(text)) {
    const std::string word = AsciiLower(match[0]);
    if (!kCommon.contains(word)) words.insert(word);
  }
  return words;
}

// The part of a cause that speaks of one thing: causes of tables are lists.
std::string PartOf(const std::string& text, const Regex& about) {
  for (std::string_view part : Split(text, ',')) {
    if (about.In(part)) return std::string(part);
  }
  return text;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<Cause> causes;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const page::StatusClaim& claim : subject.pages()[p].claims.statuses) {
      Cause cause{
          p, subject.OperationOf(p, claim.operation), &claim, {claim.statuses.begin(), claim.statuses.end()}, {}, false,
          {}};
      if (std::all_of(cause.statuses.begin(), cause.statuses.end(), [](int s) { return s < 400; })) continue;
      // `can_create_accounts` is false: the name of a switch is the surest sign of one cause.
      static const Regex kFlag(R"(\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b)"),
          kOff(R"((?i)\b(?:false|disabled|off|not (?:set|enabled|allowed)|if)\b)");
      std::string text = claim.cause.text;
      if (!claim.in_table) {
        // The flag may be the name of the row that the sentence describes.
        for (const page::FieldClaim& field : subject.pages()[p].claims.fields) {
          if (field.facts_span.begin <= claim.span.begin && claim.span.end <= field.facts_span.end)
            text = field.name + " " + text;
        }
      }
      if (kOff.In(text)) {
        for (const Regex::Match& match : kFlag.All(text)) cause.flags.insert(std::string(match[1]));
      }
      // The service's own code of the failure: "code 1201".
      static const Regex kCode(R"((?i)\b(?:error )?code `?([1-9]\d{3,5}|[A-Z]{2,}[A-Z_]*\d*)\b)");
      if (!claim.code.empty() && claim.code.size() > 3) cause.flags.insert("code " + claim.code);
      if (const auto code = kCode.Find(claim.cause.text)) cause.flags.insert("code " + std::string((*code)[1]));
      static const Regex kUnique(R"((?i)already|in use|duplicate|reus|unique|taken|twice|same)");
      if (SaysDuplicate(text)) {
        cause.duplicate = true;
        cause.subjects = Words(PartOf(text, kUnique));
      }
      if (!cause.flags.empty() || cause.duplicate) causes.push_back(std::move(cause));
    }
  }
  std::vector<finding::Finding> findings;
  std::set<std::string> told;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    for (std::size_t k = i + 1; k < causes.size(); ++k) {
      const Cause &a = causes[i], &b = causes[k];
      if (a.statuses == b.statuses || a.claim == b.claim) continue;
      std::string what;
      for (const std::string& flag : a.flags) {
        if (b.flags.contains(flag)) what = flag;
      }
      if (what.starts_with("code ") && a.operation != b.operation && a.operation != kNowhere && b.operation != kNowhere)
        what.clear();
      if (what.empty() && a.duplicate && b.duplicate && a.operation == b.operation) {
        for (const std::string& word : a.subjects) {
          if (b.subjects.contains(word)) what = "a duplicate " + word;
        }
      }
      if (what.empty()) continue;
      const std::size_t operation = a.operation != kNowhere ? a.operation : b.operation;
      if (!told.insert(std::to_string(operation) + what).second) continue;
      const auto list = [](const std::set<int>& statuses) {
        std::vector<std::string> numbers;
        for (const int status : statuses) numbers.push_back(std::to_string(status));
        return Join(numbers, " or ");
      };
      finding::Finding found = NewFinding(subject, "status.cause", operation, finding::Severity::kError, what);
      found.message = fmt::format("{} is answered with {} in one place and with {} in another", what, list(a.statuses),
                                  list(b.statuses));
      found.expected = list(a.statuses);
      found.observed = list(b.statuses);
      found.places = {subject.Quote(a.page, a.claim->span, "here " + list(a.statuses)),
                      subject.Quote(b.page, b.claim->span, "here " + list(b.statuses))};
      found.likely = "Undecided: one request decides.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kStatusCause = {
    {"status.cause", "One cause of failure has one status", finding::Severity::kError,
     "Compares sentences and table rows that give the same cause other statuses: the same member named as the switch (\"if `can_refund` is false\"), or the same thing that "
     "must be unique, of one operation.\n\nWhy: clients branch on the status.\n\nWhat to do: try it, and tell the one status in both places."},
    Run};

}  // namespace plumbline::audit
