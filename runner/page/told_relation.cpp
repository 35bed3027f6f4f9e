#include "page/told_relation.h"

#include <algorithm>
#include <array>

#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"

namespace plumbline::page {
namespace {

// Names of members: those marked as code, and in texts without any such marks those that the page knows.
MemberNames NamesIn(const Text& sentence, const Known& known) {
  const bool marked = std::any_of(sentence.marks.begin(), sentence.marks.end(),
                                  [](const Mark& mark) { return mark.kind == Mark::Kind::kCode; });
  if (marked) return MarkedNames(sentence, known);
  MemberNames names;
  static const Regex kWord(R"([A-Za-z_]\w*)");
  for (const Regex::Match& match : kWord.All(sentence.text)) {
    if (known(match[0])) names.push_back({std::string(match[0]), match.begin(), match.end()});
  }
  return names;
}

// A relation told by the words of `said`: names behind them are the others; the last one before them is the member,
// where the text is about none.
ToldRelation Begin(ToldRelation::Kind kind, const Text& sentence, const Regex::Match& said, const std::string& about,
                   const MemberNames& names) {
  ToldRelation relation;
  relation.kind = kind;
  relation.member = about;
  relation.span = sentence.SpanOf(said.begin(), said.end());
  for (const MemberName& name : names) {
    if (name.begin >= said.end()) {
      relation.others.push_back(name.name);
    } else if (about.empty()) {
      relation.member = name.name;
    }
  }
  return relation;
}

constexpr std::string_view kName = R"(`?([A-Za-z_]\w*)`?)";

// "`net` plus `tax`", "billed_minutes × rate", "`nights` times `rate` plus `tax`": the whole rest of a sentence, behind
// "`total` is" or of a member's own description.
std::optional<ToldRelation> ReadFormula(const Text& sentence, const std::string& about, const Known& known) {
  static const std::string kOperator = R"(\s+(plus|\+|minus|−|–|-|less|times|×|\*|multiplied by)\s+(?:the )?)";
  static const Regex kFormula(
      "(?:^|" + std::string(kName) +
      R"( (?:is|equals|is equal to|=)(?: always| the result of)*\s+|\b(?:always|=|:)\s+)(?:the )?()" +
      std::string(kName) + "(?:" + kOperator + std::string(kName) +
      R"()+)(?:, (?:and )?nothing (?:else|more))?\s*[.;]?\s*$)");
  const auto match = kFormula.Find(sentence.text);
  if (!match) return std::nullopt;
  ToldRelation relation;
  relation.member = match->has(1) ? std::string((*match)[1]) : about;
  if (relation.member.empty() || !known(relation.member)) return std::nullopt;
  static const Regex kTerm("(?:^|" + kOperator + ")" + std::string(kName));
  bool sums = false;
  for (const Regex::Match& term : kTerm.All((*match)[2])) {
    const std::string_view sign = term.has(1) ? term[1] : "";
    const bool minus = sign == "minus" || sign == "less" || sign == "-" || sign == "−" || sign == "–";
    const bool times = sign == "times" || sign == "×" || sign == "*" || sign == "multiplied by";
    sums = sums || (!sign.empty() && !times);
    if (!known(term[2]) || (times && sums)) return std::nullopt;
    relation.others.emplace_back(term[2]);
    relation.minus.push_back(minus);
    if (times) relation.factors = relation.others.size();
  }
  if (relation.others.size() < 2) return std::nullopt;
  const bool product = relation.factors == relation.others.size();
  relation.kind = product ? ToldRelation::Kind::kProduct : ToldRelation::Kind::kSum;
  if (product) relation.factors = 0;
  relation.span = sentence.SpanOf(match->groups[2].begin, match->groups[2].end);
  return relation;
}

// "`a`, `b` and `c` add up to `total`"
std::optional<ToldRelation> ReadAddingUp(const Text& sentence, const Known& known) {
  static const Regex kAdds(R"((?i)\b(?:add|sum)s? up to\b)");
  const auto adds = kAdds.Find(sentence.text);
  if (!adds) return std::nullopt;
  ToldRelation relation;
  relation.span = sentence.SpanOf(adds->begin(), adds->end());
  for (const MemberName& name : NamesIn(sentence, known)) {
    if (name.begin < adds->begin()) {
      relation.others.push_back(name.name);
    } else if (relation.member.empty()) {
      relation.member = name.name;
    } else {
      return std::nullopt;
    }
  }
  if (relation.member.empty() || relation.others.size() < 2) return std::nullopt;
  return relation;
}

// "All calls: answered, unanswered and failed together": in the member's own description.
std::optional<ToldRelation> ReadTogether(const Text& sentence, const std::string& about, const Known& known) {
  static const Regex kTogether(
      R"((?i)(?:^|[:,;(] ?)`?([a-z_]\w*)`?((?:, `?[a-z_]\w*`?)*),? and `?([a-z_]\w*)`? (?:together|combined|added up|added together)\)?\s*[.;]?$)");
  const auto match = about.empty() ? std::nullopt : kTogether.Find(sentence.text);
  if (!match) return std::nullopt;
  ToldRelation relation;
  relation.member = about;
  relation.span = sentence.SpanOf(match->groups[1].begin, match->groups[3].end);
  static const Regex kWord(R"([A-Za-z_]\w*)");
  relation.others.emplace_back((*match)[1]);
  for (const Regex::Match& word : kWord.All((*match)[2])) relation.others.emplace_back(word[0]);
  relation.others.emplace_back((*match)[3]);
  return std::all_of(relation.others.begin(), relation.others.end(), known) ? std::optional(relation) : std::nullopt;
}

// "`opening` plus all the entries"
std::optional<ToldRelation> ReadPlusAll(const Text& sentence, const std::string& about, const Known& known) {
  static const Regex kPlusAll("(?i)(?:^|[,.;:=] |\\bis )" + std::string(kName) +
                              R"( plus all (?:of )?(?:the )?`?([A-Za-z_]\w*)`?\s*[.;]?$)");
  const auto match = kPlusAll.Find(sentence.text);
  if (!match || !known((*match)[1]) || !known((*match)[2])) return std::nullopt;
  ToldRelation relation;
  relation.kind = ToldRelation::Kind::kSumOfRows;
  relation.member = about;
  const MemberNames names = NamesIn(sentence.Part(0, match->groups[1].begin), known);
  if (about.empty() && names.size() == 1) relation.member = names.front().name;
  relation.plus = std::string((*match)[1]);
  relation.others = {std::string((*match)[2])};
  relation.span = sentence.SpanOf(match->groups[1].begin, match->groups[2].end);
  return relation.member.empty() || relation.member == relation.plus ? std::nullopt : std::optional(relation);
}

// "the sum of the other three", "the sum of the four items above", "the sum of its parts": of what stands beside the
// member.
std::optional<ToldRelation> ReadSumOfSiblings(const Text& sentence, const std::string& about, const Known& known) {
  static const Regex kBeside(
      R"((?i)\b(?:sum|total) of (?:the |all |its )*((?:other|remaining) )?((?:two|three|four|five|six|seven|eight|[2-8])\b ?)?(?:other )?)"
      R"((?:(?:items|parts|members|fields|values|figures|numbers|amounts|counts|counters|components|(others))\b)?( above| below| beside it)?\s*[.;]?$)");
  const auto sum = kBeside.Find(sentence.text);
  if (!sum || !(sum->has(1) || sum->has(2) || sum->has(3) || sum->has(4) ||
                (*sum)[0].find("its parts") != std::string_view::npos))
    return std::nullopt;
  ToldRelation relation = Begin(ToldRelation::Kind::kSumOfSiblings, sentence, *sum, about, NamesIn(sentence, known));
  if (relation.member.empty() || !relation.others.empty()) return std::nullopt;
  if (sum->has(2)) {
    static constexpr std::array<std::string_view, 7> kNumbers = {"two", "three", "four", "five",
                                                                 "six", "seven", "eight"};
    const std::string number = AsciiLower(Trim((*sum)[2]));
    const auto word = std::find(kNumbers.begin(), kNumbers.end(), number);
    relation.siblings = word != kNumbers.end() ? static_cast<std::size_t>(word - kNumbers.begin()) + 2
                                               : static_cast<std::size_t>(number.front() - '0');
  }
  return relation;
}

// "the sum of `a` and `b`", "sum of the `price` of all messages", "the sums over its legs"
std::optional<ToldRelation> ReadSum(const Text& sentence, const std::string& about, const Known& known) {
  static const Regex kSum(R"((?i)\b(?:sums?|totals?) (?:of|over)\b)");
  const auto sum = kSum.Find(sentence.text);
  if (!sum) return std::nullopt;
  ToldRelation relation = Begin(ToldRelation::Kind::kSum, sentence, *sum, about, NamesIn(sentence, known));
  if (relation.member.empty()) return std::nullopt;
  const std::string_view rest = std::string_view(sentence.text).substr(sum->end());
  if (relation.others.size() >= 2) return relation;  // of "the sum of `a` and `b`"; other words are about rows
  static const Regex kMore(R"((?i)\b(?:plus|minus|less|except|other|others|without|excluding)\b)");
  static const Regex kBefore(R"((?i)\b(?:plus|minus|less|and) (?:the )?$)");
  const std::string_view before = std::string_view(sentence.text).substr(0, sum->begin());
  if (kMore.In(rest)) return std::nullopt;
  if (kBefore.In(before)) {
    // "`opening` plus the sum of the entries"
    static const Regex kPlus("(?:^|[,.;:=] |\\bis (?:the )?)" + std::string(kName) + " plus (?:the )?$");
    const auto plus = kPlus.Find(before);
    if (!plus || !known((*plus)[1])) return std::nullopt;
    relation.plus = std::string((*plus)[1]);
    if (about.empty()) {
      const MemberNames names = NamesIn(sentence.Part(0, plus->groups[1].begin), known);
      if (names.size() != 1) return std::nullopt;
      relation.member = names.front().name;
    }
    if (relation.member == relation.plus) return std::nullopt;
  }
  relation.kind = ToldRelation::Kind::kSumOfRows;
  static const Regex kWord(R"([A-Za-z_]\w+)");
  relation.others.clear();
  for (const Regex::Match& match : kWord.All(rest)) relation.others.emplace_back(match[0]);
  if (relation.others.empty() || relation.others.size() > 12) return std::nullopt;
  return relation;
}

// "the length of `numbers`", "number of entries in `lines`", "how many items `data` holds": of the list itself, and
// nothing behind it that could make it the number of something else.
std::optional<ToldRelation> ReadCount(const Text& sentence, const std::string& about, const Known& known) {
  static const std::string kThings = "(?:items|entries|elements|rows|objects|records|members)";
  static const Regex kCount(
      "(?i)\\b(?:(?:length|size) of|(?:number|count) of " + kThings + " (?:in|of)|how many " + kThings +
      " (?:are |there are )?in) (?:the )?(?:array |list )?`?([A-Za-z_]\\w*)`?(?: array| list)?\\s*[.;]?$");
  // "number of returned items", "how many rows are on this page": of the one list beside it.
  static const Regex kHere(
      "(?i)^(?:the )?(?:(?:number|count) of|how many) (?:returned |listed )" + kThings +
      "\\s*[.;]?$|^(?:the )?(?:(?:number|count) of|how many) (?:[a-z]+ )?(?:" +
      "[a-z]+) (?:are |is )?(?:returned|in this (?:page|answer|response)|on this page|listed here|returned here)\\s*[.;]?$");
  // "the number of charges in `data` on this page": of a list that only wraps them, or has their name.
  static const Regex kThingsIn(
      "(?i)\\b(?:number|count) of ([a-z]+) (?:(?:listed|returned|shown) )?in `?([A-Za-z_]\\w*)`?(?: array| list)?"
      "(?: (?:on|of) this page| (?:in|of) this (?:answer|response))?(?:\\s*[.;]?$|, )");
  auto match = kCount.Find(sentence.text);
  std::size_t list = 1;
  if (const auto things = match ? std::nullopt : kThingsIn.Find(sentence.text)) {
    static const Regex kWraps(R"((?i)data|items|results|rows|records|entries|list|elements)");
    if (kWraps.Full((*things)[2]) || AsciiLower((*things)[1]) == AsciiLower((*things)[2])) {
      match = things;
      list = 2;
    }
  }
  const auto here = match || about.empty() ? std::nullopt : kHere.Find(sentence.text);
  if (!here && (!match || !known((*match)[list]))) return std::nullopt;
  ToldRelation relation;
  relation.kind = ToldRelation::Kind::kCount;
  relation.member = about;
  if (here) {
    relation.span = sentence.SpanOf(here->begin(), here->end());
    return relation;
  }
  relation.others = {std::string((*match)[list])};
  relation.span = sentence.SpanOf(match->begin(), match->end());
  for (const MemberName& name : NamesIn(sentence, known)) {
    if (about.empty() && name.end <= match->begin()) relation.member = name.name;
  }
  if (relation.member.empty() || relation.member == relation.others.front()) return std::nullopt;
  return relation;
}

std::optional<ToldRelation> ReadOrder(const Text& sentence, const std::string& about, const Known& known) {
  static const Regex kAfter(R"((?i)\b(?:later than|after|follows|not before|never before)\b)");
  const auto after = kAfter.Find(sentence.text);
  if (!after) return std::nullopt;
  ToldRelation relation = Begin(ToldRelation::Kind::kAfter, sentence, *after, about, MarkedNames(sentence, known));
  if (relation.member.empty() || relation.others.size() != 1) return std::nullopt;
  return relation;
}

// A sentence that names a member twice, or the sum among its parts, says more than is read here. Words that name rows
// may repeat.
bool IsClear(const ToldRelation& relation) {
  if (relation.kind == ToldRelation::Kind::kSumOfRows) return true;
  std::vector<std::string> names = relation.others;
  names.push_back(relation.member);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) == names.end();
}

std::optional<ToldRelation> ReadAnyRelation(const Text& sentence, const std::string& about, const Known& known) {
  static const Regex kHedge(
      R"((?i)\b(?:not the sum|may|might|usually|roughly|about|approximately|rounded|if|unless)\b)");
  if (kHedge.In(sentence.text)) return std::nullopt;
  // A number that holds at one time, or for some, is not computed; an order of times is one whenever both are there.
  static const Regex kAtTimes(R"((?i)\b(?:can|could|normally|estimate\w*|once|when|while|until|for example|e\.g)\b)");
  if (kAtTimes.In(sentence.text)) {
    // "What the customer can still spend: `credit` minus `reserved`."
    const std::size_t colon = sentence.text.rfind(": ");
    const Text behind = colon == std::string::npos ? Text{} : sentence.Part(colon + 2, sentence.text.size());
    if (!behind.empty() && !kAtTimes.In(behind.text)) {
      if (auto relation = ReadFormula(behind, about, known)) return relation;
    }
    return ReadOrder(sentence, about, known);
  }
  if (auto relation = ReadFormula(sentence, about, known)) return relation;
  if (auto relation = ReadAddingUp(sentence, known)) return relation;
  if (auto relation = ReadTogether(sentence, about, known)) return relation;
  if (auto relation = ReadPlusAll(sentence, about, known)) return relation;
  if (auto relation = ReadSumOfSiblings(sentence, about, known)) return relation;
  if (auto relation = ReadSum(sentence, about, known)) return relation;
  if (auto relation = ReadCount(sentence, about, known)) return relation;
  return ReadOrder(sentence, about, known);
}

}  // namespace

std::optional<ToldRelation> ReadRelation(const Text& sentence, const std::string& about, const Known& known) {
  auto relation = ReadAnyRelation(sentence, about, known);
  return relation && IsClear(*relation) ? relation : std::nullopt;
}

}  // namespace plumbline::page
