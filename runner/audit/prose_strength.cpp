#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using page::Text;

// A sentence about a member: what asks for it, all of a kind or a few of them.
struct Asked {
  std::string member;
  std::size_t operation = page::kNoOperation;
  std::set<std::string> words;  // of the sentence, in the singular
  std::string few;              // "filter" of "a few legacy filters want it"; empty: it is required without reserve
  Place place;
};

// "a few legacy filters want it": filter. Only words that make the many few are read.
std::optional<std::string> FewThatAsk(std::string_view sentence) {
  static const Regex kFew(
      R"((?i)\b(?:some|a few|certain|several|only)(?: (?:of the|old|older|legacy|deprecated|internal))* ([a-z]{4,}) )"
      R"((?:still )?(?:wants?|expects?|needs?|uses?|takes?|accepts?|asks?)\b)");
  const auto match = kFew.Find(sentence);
  return match ? std::optional(Singular((*match)[1])) : std::nullopt;
}

std::set<std::string> WordsOf(std::string_view sentence) {
  std::set<std::string> singular;
  for (const std::string& word : Words(sentence)) singular.insert(Singular(word));
  return singular;
}

void Read(const Subject& subject, std::size_t p, const std::string& member, std::size_t operation, const Text& text,
          std::vector<Asked>& all) {
  static const Regex kRequired(R"((?i)\b(?:requires?|required|mandatory)\b)"),
      kNot(R"((?i)\bnot\b|\bno longer\b|\bnever\b|\bunless\b|\bif\b|\bwhen\b|\boptional\b)");
  for (const Text& sentence : page::SentencesOf(text)) {
    const auto few = FewThatAsk(sentence.text);
    if (!few && (!kRequired.In(sentence.text) || kNot.In(sentence.text))) continue;
    all.push_back({member, operation, WordsOf(sentence.text), few.value_or(""),
                   subject.Quote(p, sentence.span(), few ? "a few ask for it" : "required")});
  }
}

std::vector<finding::Finding> Run(const Subject& subject) {
  constexpr std::size_t kMaxAsked = 500;
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::Claims& claims = subject.pages()[p].claims;
    std::vector<Asked> all;
    for (const page::FieldClaim& field : claims.fields) {
      if (field.in == page::In::kBody && !field.name.empty() && all.size() < kMaxAsked)
        Read(subject, p, field.name, field.operation, field.description, all);
    }
    for (const page::MemberMention& mention : claims.members) {
      if (!mention.path.empty() && all.size() < kMaxAsked)
        Read(subject, p, mention.path.back(), mention.operation, mention.sentence, all);
    }
    for (const Asked& weak : all) {
      if (weak.few.empty()) continue;
      const auto strong = std::find_if(all.begin(), all.end(), [&](const Asked& other) {
        if (!other.few.empty() || other.member != weak.member) return false;
        if (other.operation != weak.operation && other.operation != page::kNoOperation &&
            weak.operation != page::kNoOperation)
          return false;
        // Both speak of the same kind: "a required filter parameter".
        return other.words.contains(weak.few);
      });
      if (strong == all.end()) continue;
      finding::Finding found = NewFinding(subject, "prose.strength", subject.OperationOf(p, weak.operation),
                                          finding::Severity::kNote, weak.member + ' ' + weak.few);
      found.message = fmt::format("{} is required as a {} in one sentence, and asked for by a few in another",
                                  weak.member, weak.few);
      found.expected = "one strength";
      found.observed = "required; asked for by a few";
      found.places = {strong->place, weak.place};
      found.likely = "Undecided: a request without it decides.";
      findings.push_back(std::move(found));
      break;
    }
  }
  return findings;
}

}  // namespace

const Rule kProseStrength = {
    {"prose.strength", "Sentences ask for a member with one strength", finding::Severity::kNote,
     "Compares sentences about the same member: one that calls it required for a kind of thing (\"a required filter parameter\"), and "
     "one that has only some of that kind ask for it (\"a few "
     "legacy filters want it\").\n\nWhat to do: say in both where it is required."},
    Run};

}  // namespace plumbline::audit
