#include "suite/waiver_lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "suite/suite.h"

namespace plumbline::suite {
namespace {

using document::Document;
using document::Node;
using finding::Severity;
using finding::Waiver;

// Words that stand where a reason should stand.
constexpr std::array<std::string_view, 14> kEmptyWords = {"todo",  "tbd",    "fixme",     "wip",     "na",
                                                          "none",  "known",  "issue",     "problem", "bug",
                                                          "later", "ignore", "temporary", "fix"};

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view part : Split(text, ' ')) {
    std::string word = AsciiLower(part);
    std::erase_if(word, [](char c) {
      return (static_cast<unsigned char>(c) & 0x80) == 0 && std::isalnum(static_cast<unsigned char>(c)) == 0;
    });
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

std::string ReasonProblem(std::string_view reason) {
  const std::vector<std::string> words = WordsOf(reason);
  const auto empty = [](const std::string& word) {
    return std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end();
  };
  const auto telling = static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [&](const std::string& word) { return !empty(word); }));
  constexpr std::size_t kLeastWords = 3;
  return telling >= kLeastWords ? "" : "the reason says too little: why is it so, and what becomes of it?";
}

std::vector<WaiverProblem> LintWaivers(const Document& file, Date today, const std::vector<std::string>& rules,
                                       const std::map<std::string, std::string>& shapes) {
  std::vector<WaiverProblem> problems;
  const auto longest = LongestLifetime(file);
  const auto list = Node(file).Find("waivers");
  const std::vector<Waiver> waivers = ReadWaivers(file);
  std::map<std::string, std::string> ids, fingerprints;  // and where they stand first
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    const Waiver& waiver = waivers[i];
    const Node entry = list->Item(i);
    const auto tell = [&](Severity severity, std::string_view member, const std::string& message) {
      problems.push_back({severity, entry.Find(member).value_or(entry).Location(), waiver.id + ": " + message});
    };
    const auto [id, new_id] = ids.emplace(waiver.id, ToString(waiver.location));
    if (!new_id) tell(Severity::kError, "id", "a second waiver of this id; the first is at " + id->second);
    const auto [fingerprint, new_fingerprint] = fingerprints.emplace(waiver.fingerprint, waiver.id);
    if (!new_fingerprint)
      tell(Severity::kError, "fingerprint",
           fmt::format("a second waiver for this fingerprint; the first is {}", fingerprint->second));
    if (Trim(waiver.owner).empty()) tell(Severity::kError, "owner", "nobody answers for it");
    if (const std::string problem = ReasonProblem(waiver.reason); !problem.empty())
      tell(Severity::kError, "reason", problem);
    const auto left = (waiver.expires - today).count();
    if (left < 0) tell(Severity::kError, "expires", fmt::format("expired on {}", FormatDate(waiver.expires)));
    if (left >= 0 && left <= kSoonDays)
      tell(Severity::kWarning, "expires",
           fmt::format("ends on {}, in {}", FormatDate(waiver.expires), Count(static_cast<std::size_t>(left), "day")));
    if (waiver.expires - today > longest) {
      tell(Severity::kError, "expires",
           fmt::format("{} is {} days away; a waiver lasts at most {} days (longest_lifetime_days)",
                       FormatDate(waiver.expires), left, longest.count()));
    }
    const bool known = std::find(rules.begin(), rules.end(), waiver.rule) != rules.end();
    if (!waiver.rule.empty() && !known)
      tell(Severity::kError, "rule",
           fmt::format("there is no check or rule '{}'{}", waiver.rule, DidYouMean(waiver.rule, rules)));
    if (waiver.rule.empty())
      tell(Severity::kNote, "id",
           "names no rule, so that only a run that looks at everything can tell that it is no longer needed");
    const auto shape = shapes.find(waiver.fingerprint);
    if (waiver.shape.empty() && shape != shapes.end() && !shape->second.empty()) {
      tell(Severity::kNote, "id",
           fmt::format("names no shape, so that it covers whatever becomes of the discrepancy; it is {} now",
                       shape->second));
    }
  }
  return problems;
}

}  // namespace plumbline::suite
