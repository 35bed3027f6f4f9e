#include "page/told_facts.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "base/regex.h"
#include "base/text.h"
#include "page/facts.h"
#include "page/fields.h"
#include "page/told_limit.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kFarthestName = 60;  // in a sentence about it

bool SaysSomething(const Facts& facts) {
  return facts.maximum || facts.minimum || facts.default_value || facts.values.size() >= 2 || !facts.unit.empty();
}

// What hangs on a plan, a moment or an older version.
const Regex& SomeCases() {
  static const Regex pattern(
      R"((?i)\b(?:plans?|tiers?|sandbox|test mode|trial|beta|legacy|deprecated|previous(?:ly)?|older|formerly|used to|was|were|usually|typically|about|around|recommend\w*|except|admins?|v1)\b)");
  return pattern;
}

// Code of a sentence that is written like a name, whether or not the page knows it.
std::vector<MemberName> CodeNames(const Text& sentence) {
  std::vector<MemberName> names;
  for (const Mark& mark : sentence.marks) {
    if (mark.kind != Mark::Kind::kCode) continue;
    const std::string word(Trim(std::string_view(sentence.text).substr(mark.begin, mark.end - mark.begin)));
    const JsonPointer path = MemberPath(word);
    if (!path.empty() && IsIdentifier(word)) names.push_back({path.back(), mark.begin, mark.end});
  }
  return names;
}

ToldFacts Told(const Text& sentence, std::string name, std::size_t name_begin, std::size_t name_end, std::size_t begin,
               std::size_t end) {
  ToldFacts told;
  told.name = std::move(name);
  told.name_span = sentence.SpanOf(name_begin, name_end);
  told.span = sentence.SpanOf(begin, end);
  return told;
}

// A sentence about one member, without a condition: "`per_page` is at most 250".
void ReadOfOne(const Text& sentence, const Known& known, std::vector<ToldFacts>& all) {
  const MemberNames names = MarkedNames(sentence, known);
  if (names.empty() || names.front().begin > kFarthestName) return;
  const MemberName& member = names.front();
  for (const MemberName& name : names) {
    if (name.name != member.name) return;
  }
  static const Regex kCondition(
      R"((?i)\b(?:if|when|unless|only|while|whereas|unlike|for|on the|in the|with|except|plans?|accounts?|before|after|during|until|previous|older|was|were|used to|legacy|deprecated|sandbox|test mode|beta|v1)\b)");
  static const Regex kRefusal(R"((?i)refused|rejected)");
  // "silently cut for larger values" is no condition.
  static const Regex kLarger(R"((?i)\bfor (?:larger|higher|bigger|longer|greater) (?:values|numbers|ones)\b)");
  const Text rest = sentence.Part(member.end, sentence.text.size());
  std::string hanging = rest.text;
  if (const auto larger = kLarger.Find(hanging)) hanging.erase(larger->begin(), larger->end() - larger->begin());
  ToldFacts told;
  told.name = member.name;
  ReadDescription(rest, told.facts);
  told.facts.examples.clear();
  // "`pdf` if you leave it out": a default is no condition, and what else the sentence says may hang on one.
  static const Regex kLeftOut(
      R"((?i)`?[\w.-]+`? (?:if|when|unless) (?:you (?:leave it out|omit it|do not (?:say|set it)|don't (?:say|set it))|it is (?:left out|omitted|absent|not (?:set|given|sent)))\s*[.;]?$)");
  if (kLeftOut.In(rest.text) && told.facts.default_value) {
    Facts facts;
    facts.default_value = told.facts.default_value;
    told.facts = facts;
  } else if ((kCondition.In(hanging) && !kRefusal.In(rest.text)) || !SaysSomething(told.facts)) {
    return;
  }
  told.name_span = sentence.SpanOf(member.begin, member.end);
  told.span = rest.span();
  all.push_back(std::move(told));
}

// A sentence in brackets: "It looks like this (`ttl` is in milliseconds):".
void ReadAside(const Text& sentence, const Known& known, std::vector<ToldFacts>& all) {
  static const Regex kAside(R"(\(([^()]{5,160})\))");
  for (const Regex::Match& match : kAside.All(sentence.text)) {
    const Text inside = sentence.Part(match.groups[1].begin, match.groups[1].end);
    const MemberNames names = MarkedNames(inside, known);
    if (!names.empty() && names.front().begin == 0) ReadOfOne(inside, known, all);
  }
}

// What brackets right behind a name say of it: "`limit` (20 by default, at most 100)".
void ReadBrackets(const Text& sentence, std::vector<ToldFacts>& all) {
  for (const MemberName& name : CodeNames(sentence)) {
    static const Regex kBrackets(R"(^`?\s?\(([^()]{1,120})\))");
    const auto match = kBrackets.Find(std::string_view(sentence.text).substr(name.end));
    if (!match || SomeCases().In((*match)[1])) continue;
    const std::size_t begin = name.end + match->groups[1].begin, end = name.end + match->groups[1].end;
    ToldFacts told = Told(sentence, name.name, name.begin, name.end, begin, end);
    Facts facts;
    ReadDescription(sentence.Part(begin, end), facts);
    told.facts.minimum = facts.minimum;
    told.facts.maximum = facts.maximum;
    told.facts.limit_unit = facts.limit_unit;
    told.facts.default_value = facts.default_value;
    if (SaysSomething(told.facts)) all.push_back(std::move(told));
  }
}

// The only number of a clause, with its unit where that is one of time: "20", "24 hours". Nothing where there are
// several.
std::optional<std::string> OnlyNumber(std::string_view clause) {
  static const Regex kNumber(
      R"((?:^|[\s(`])(\d[\d,_]*(?:\.\d+)?)(?:[ -](seconds?|minutes?|hours?|days?|weeks?|milliseconds?)\b|\b))");
  const auto matches = kNumber.All(clause);
  if (matches.size() != 1) return std::nullopt;
  const std::string number = WithoutCommas(matches.front()[1]);
  return matches.front().has(2) ? number + ' ' + AsciiLower(matches.front()[2]) : number;
}

// What happens without the parameter: "Without `page_size` you get 20 items", "If you leave `ttl` out, we keep it for
// 60 seconds", "25 to a page unless you pass `page_size`".
void ReadWithout(const Text& sentence, std::vector<ToldFacts>& all) {
  for (const MemberName& name : CodeNames(sentence)) {
    const std::string_view before = std::string_view(sentence.text).substr(0, name.begin),
                           after = std::string_view(sentence.text).substr(name.end);
    static const Regex kWithout(R"((?i)(?:^|[,:;] )without (?:an? |the |any )?`?$)");
    static const Regex kLeave(
        R"((?i)(?:^|[,:;] )(?:if|when) you (?:leave (?:out )?|omit |do not (?:send|pass|set|give) |don't (?:send|pass|set|give) )(?:an? |the )?`?$)");
    static const Regex kAbsent(
        R"((?i)^`?\s?(?:is|are) (?:not (?:set|sent|given|passed|specified|provided)|omitted|missing|absent|left out|unset|empty)\b)");
    static const Regex kIf(R"((?i)(?:^|[,:;] )(?:if|when) (?:the )?`?$)");
    static const Regex kUnlessFirst(
        R"((?i)(?:^|[,:;] )unless you (?:pass|set|send|give|use|specify|ask for more with|change it with) (?:an? |another |your own )?`?$)");
    static const Regex kUnless(
        R"((?i)[, ]unless you (?:pass|set|send|give|use|specify|say so with|say otherwise with|ask for more with|change it with|choose another) (?:an? |another )?`?$)");
    // "Calls are cut after 60 minutes unless `ttl` says otherwise."
    static const Regex kUnlessIt(R"((?i)[, ]unless (?:the |another |an? )?`?$)"),
        kSaysOtherwise(R"((?i)^`?\s?(?:says|tells|specifies|asks) (?:otherwise|something else|so)\b)");
    // "A call without `ttl` is cut after 2 minutes."
    static const Regex kWithoutIt(R"((?i)(?:^|[,:;.] ?)(?:an?|the|any|each|every) [a-z]+ without (?:an? |the )?`?$)"),
        kLasts(R"((?i)^`?\s(?:is|are|will be|gets|ends|lasts|expires|lives|stays|times out)\b)");
    std::optional<std::string> value;
    std::size_t begin = 0, end = sentence.text.size();
    if (kWithout.In(before) || kLeave.In(before) || kUnlessFirst.In(before) || (kIf.In(before) && kAbsent.In(after))) {
      static const Regex kBrackets(R"(\([^()]*\))");
      std::string clause(after);
      if (const auto brackets = kBrackets.Find(clause)) clause = clause.substr(0, brackets->begin());
      value = OnlyNumber(clause);
      begin = name.begin;
    } else if (kWithoutIt.In(before) && kLasts.In(after)) {
      value = OnlyNumber(after);
      begin = name.begin;
      if (value && value->find(' ') == std::string::npos) value.reset();
    } else if (const auto otherwise = kUnlessIt.Find(before); otherwise && kSaysOtherwise.In(after)) {
      value = OnlyNumber(before.substr(0, otherwise->begin()));
      end = name.end;
    } else if (const auto unless = kUnless.Find(before)) {
      value = OnlyNumber(before.substr(0, unless->begin()));
      end = name.end;
    }
    if (!value || SomeCases().In(sentence.text)) continue;
    ToldFacts told = Told(sentence, name.name, name.begin, name.end, begin, end);
    told.facts.default_value = std::move(value);
    all.push_back(std::move(told));
  }
}

// "Unless you set restock to false, the items are put back": the default is the other of the two.
void ReadUnlessSet(const Text& sentence, const NamesOfPage& names, std::vector<ToldFacts>& all) {
  static const Regex kUnlessSet(
      R"((?i)\bunless you (?:set|pass|send) `?([A-Za-z_][\w.]*)`? ?(?:to|as|=|:) ?`?(true|false)\b)");
  const auto match = kUnlessSet.Find(sentence.text);
  if (!match || SomeCases().In(sentence.text)) return;
  const std::string name((*match)[1]);
  if (!names.known(name)) return;
  ToldFacts told = Told(sentence, name, match->groups[1].begin, match->groups[1].end, match->begin(), match->end());
  told.facts.default_value = AsciiLower((*match)[2]) == "true" ? "false" : "true";
  all.push_back(std::move(told));
}

// Rows of a page, told without the name of the parameter: "We return 50 numbers per page by default".
void ReadPageSize(const Text& sentence, const NamesOfPage& names, std::vector<ToldFacts>& all) {
  if (names.page_size.empty() || SomeCases().In(sentence.text)) return;
  static const Regex kPerPage(
      R"((?i)\b(\d{1,4}) (?:[a-z]+ ){0,2}(?:per|to a|a|on a|on each|in a) page(?: by default|,? unless you|,? if you (?:do not|don't)))");
  static const Regex kHas(
      R"((?i)\b(?:a|each|every|one) page (?:has|holds|contains|is) (\d{1,4}) (?:[a-z]+ ){0,2}(?:by default|unless you|if you (?:do not|don't)))");
  static const Regex kSize(
      R"((?i)\b(?:the )?default (?:page size|number of (?:items|results|rows|records) per page) (?:is|of) (\d{1,4})\b)");
  for (const Regex* pattern : {&kPerPage, &kHas, &kSize}) {
    const auto match = pattern->Find(sentence.text);
    if (!match) continue;
    ToldFacts told =
        Told(sentence, names.page_size, match->groups[1].begin, match->groups[1].end, match->begin(), match->end());
    told.facts.default_value = std::string((*match)[1]);
    all.push_back(std::move(told));
    return;
  }
}

// "You can fetch at most 200 records per page."
void ReadPageMaximum(const Text& sentence, const NamesOfPage& names, std::vector<ToldFacts>& all) {
  static const Regex kMost(
      R"((?i)\b(?:at most|up to|no more than|a maximum of|maximum of) (\d{1,5}) (?:[a-z]+ ){0,2}(?:per|to a|a|on a|on each|in a) page\b|\b(?:a|each|every|one) page (?:has|holds|contains) (?:at most|up to|no more than) (\d{1,5})\b)");
  static const Regex kUnless(R"((?i)\b(?:by default|unless|if you|without)\b)");
  if (names.page_size.empty() || SomeCases().In(sentence.text) || kUnless.In(sentence.text)) return;
  const auto match = kMost.Find(sentence.text);
  if (!match) return;
  const auto& group = match->groups[match->has(1) ? 1 : 2];
  ToldFacts told = Told(sentence, names.page_size, group.begin, group.end, match->begin(), match->end());
  told.facts.maximum = std::string((*match)[match->has(1) ? 1 : 2]);
  all.push_back(std::move(told));
}

// The words of a parameter's name that a sentence can share: machine, detection.
std::set<std::string> WordsOf(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  for (const char c : std::string(name) + '_') {
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    const bool capital = c >= 'A' && c <= 'Z';
    if ((!letter || capital) && word.size() >= 5) words.insert(word);
    if (!letter || capital) word.clear();
    if (letter) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return words;
}

// Whether a description marks a word as code.
bool Marks(const Text& description, std::string_view word) {
  return std::any_of(description.marks.begin(), description.marks.end(), [&](const Mark& mark) {
    return mark.kind == Mark::Kind::kCode &&
           Trim(std::string_view(description.text).substr(mark.begin, mark.end - mark.begin)) == word;
  });
}

// A value that only one parameter has, in a sentence that shares a word with that parameter's name: "Machine detection
// is set to `hangup` unless you choose otherwise".
void ReadByValue(const Text& sentence, const NamesOfPage& names, std::vector<ToldFacts>& all) {
  static const Regex kSet(
      R"(\b(?:is|are) (?:set to )?`?([A-Za-z_]\w*)`?,? unless you (?:choose|say|set|specify|ask|pick) (?:otherwise|another|something else|it))");
  static const Regex kUse(
      R"(\b(?:Unless|unless) you (?:choose|pick|set|specify|ask for) (?:otherwise|another|a different)\b[^,.]*?,? (?:we use|it uses|we take) (?:plain |the )?`?([A-Za-z_]\w*)`?\b)");
  for (const Regex* pattern : {&kSet, &kUse}) {
    const auto match = pattern->Find(sentence.text);
    if (!match) continue;
    const bool marked = sentence.IsMarked(Mark::Kind::kCode, match->groups[1].begin, match->groups[1].end);
    static const Regex kCapitals(R"([A-Z][A-Z0-9]+)");
    if (!marked && !kCapitals.Full((*match)[1])) continue;
    const std::string value = marked ? std::string((*match)[1]) : AsciiLower((*match)[1]);
    const std::string lower = AsciiLower(sentence.text);
    const FieldClaim* one = nullptr;
    for (const FieldClaim* field : names.parameters) {
      if (field->facts.type == "boolean" || !Marks(field->description, value)) continue;
      if (one != nullptr && one->name != field->name) return;
      one = field;
    }
    if (one == nullptr || SomeCases().In(sentence.text)) return;
    const std::set<std::string> words = WordsOf(one->name);
    if (std::none_of(words.begin(), words.end(),
                     [&](const std::string& word) { return lower.find(word) != std::string::npos; }))
      return;
    ToldFacts told = Told(sentence, one->path.empty() ? one->name : one->path.back(), match->groups[1].begin,
                          match->groups[1].end, match->begin(), match->end());
    told.facts.default_value = value;
    all.push_back(std::move(told));
    return;
  }
}

// The parameter of that name, as a word of prose names it: "footers", "a note". Nothing where there is none, or where
// several that are called so have other limits.
const FieldClaim* NamedByWord(const NamesOfPage& names, std::string_view word) {
  std::string plain = AsciiLower(word);
  const auto find = [&]() -> std::pair<const FieldClaim*, bool> {
    const FieldClaim* one = nullptr;
    for (const FieldClaim* field : names.parameters) {
      const std::string& name = field->path.empty() ? field->name : field->path.back();
      if (AsciiLower(name) != plain || (!field->facts.type.empty() && field->facts.type != "string")) continue;
      if (one != nullptr && one->facts.maximum != field->facts.maximum) return {nullptr, true};
      one = field;
    }
    return {one, false};
  };
  auto [one, several] = find();
  if (one == nullptr && !several && plain.ends_with('s')) {
    plain.pop_back();
    one = find().first;
  }
  return one;
}

// The length of a text that is named without marks: "Footers may have at most 100 characters", "422 for a description
// of more than 255 characters", "Text too long, the limit is 20,000 characters".
void ReadLengthByWord(const Text& sentence, const NamesOfPage& names, bool refused, std::vector<ToldFacts>& all) {
  static const Regex kLength(
      R"((?i)(?:^|[.;:,(] ?|\b(?:an?|the|your|each|every) )`?([a-z][a-z_]+)`? (?:(?:may|can|must|should) (?:(?:have|be|contain|hold) )?(?:not (?:exceed|be longer than|have more than|be more than)|at most|up to|no more than|a maximum of))"
      R"(|(?:is|are|has|have) (?:limited to|at most|up to|no longer than|a maximum of)|cannot (?:exceed|be longer than|have more than)|(?:of|with) more than|(?:is |are )?longer than)"
      R"(|(?:is |are )?too long,? (?:the (?:limit|maximum) is|at most|max(?:imum)?(?: is)?)) (\d[\d,_]*) (?:characters?|chars?)\b)");
  static const Regex kHangs(R"((?i)\b(?:if|when|unless|while|only|for|on|in|with|per)\b)"),
      kHung(R"((?i)\b(?:if|when|unless|while|only|whose)\b)");
  const auto match = kLength.Find(sentence.text);
  if (!match || SomeCases().In(sentence.text) || kHangs.In(std::string_view(sentence.text).substr(match->end())) ||
      kHung.In(std::string_view(sentence.text).substr(0, match->begin())))
    return;
  // "A text of more than 160 characters is sent in parts."
  static const Regex kLonger(R"((?i)\b(?:more|longer) than \d)"),
      kRefused(
          R"((?i)\b(?:refused|rejected|errors?|invalid|fails?|not (?:allowed|accepted|possible)|too long|4\d\d|must|may|can|should|cannot)\b)");
  if (kLonger.In((*match)[0]) && !refused && !kRefused.In(sentence.text)) return;
  const FieldClaim* field = NamedByWord(names, (*match)[1]);
  if (field == nullptr) return;
  ToldFacts told = Told(sentence, field->path.empty() ? field->name : field->path.back(), match->groups[1].begin,
                        match->groups[1].end, match->groups[1].begin, match->end());
  told.facts.maximum = WithoutCommas((*match)[2]);
  told.facts.limit_unit = "characters";
  all.push_back(std::move(told));
}

// The parameter that the code of an error is about: `party_size` for party_too_large.
const FieldClaim* NamedByCode(const NamesOfPage& names, const std::string& noun) {
  const FieldClaim* one = nullptr;
  for (const FieldClaim* field : names.parameters) {
    const std::string name = AsciiLower(field->path.empty() ? field->name : field->path.back());
    if (name != noun && name != noun + 's' && name + 's' != noun && !name.starts_with(noun + '_')) continue;
    if (one != nullptr && one->name != field->name) return nullptr;
    one = field;
  }
  return one;
}

void ReadByCode(const Text& cause, std::string_view code, const NamesOfPage& names, std::vector<ToldFacts>& all) {
  static const Regex kTooMuch(
      R"(([a-z][a-z0-9]*(?:_[a-z0-9]+)*)_too_(?:(large|long|big|high|many)|small|short|low|few))"),
      kTooMany(R"(too_(?:(many)|few)_([a-z][a-z0-9]*(?:_[a-z0-9]+)*))");
  const std::string lower = AsciiLower(code);
  const auto much = kTooMuch.Full(lower), many = kTooMany.Full(lower);
  if ((!much && !many) || lower == "too_many_requests" || lower == "too_many_calls" || SomeCases().In(cause.text))
    return;
  const bool most = much ? much->has(2) : many->has(1);
  const FieldClaim* field = NamedByCode(names, std::string(much ? (*much)[1] : (*many)[2]));
  static const Regex kNumber(R"((?:^|\s)(\d[\d,_]*(?:\.\d+)?)(?: ([A-Za-z]+))?)"),
      kAtMost(R"((?i)\b(?:more than|above|over|longer than|larger than|greater than|at most|maximum|max|limit)\b)"),
      kAtLeast(R"((?i)\b(?:less than|below|under|shorter than|smaller than|fewer than|at least|minimum|min)\b)"),
      kOther(R"((?i)[kmg]i?b|bytes|seconds?|minutes?|hours?|days?|weeks?|months?|percent)");
  const auto numbers = kNumber.All(cause.text);
  if (field == nullptr || numbers.size() != 1 || !(most ? kAtMost : kAtLeast).In(cause.text)) return;
  const Regex::Match& number = numbers.front();
  const std::string unit = number.has(2) ? AsciiLower(number[2]) : "";
  const bool characters = unit == "characters" || unit == "chars";
  if (kOther.Full(unit) || (field->facts.type == "string" && !characters)) return;
  ToldFacts told = Told(cause, field->path.empty() ? field->name : field->path.back(), number.groups[1].begin,
                        number.groups[1].end, 0, cause.text.size());
  (most ? told.facts.maximum : told.facts.minimum) = WithoutCommas(number[1]);
  if (characters) told.facts.limit_unit = "characters";
  all.push_back(std::move(told));
}

// "Weights are given in grams": of whatever the page calls so.
void ReadUnitByWord(const Text& sentence, const NamesOfPage& names, std::vector<ToldFacts>& all) {
  static const Regex kIn(
      R"(^(?:All )?([A-Za-z][a-z]{3,})s are (?:always |all )?(?:given |told |sent |expressed |measured |returned |stated |specified |reported )?in (?:whole )?([a-z]+)\b)");
  const auto match = kIn.Find(sentence.text);
  if (!match || SomeCases().In(sentence.text)) return;
  const std::string name = AsciiLower((*match)[1]);
  if (!names.known(name)) return;
  ToldFacts told =
      Told(sentence, name, match->groups[1].begin, match->groups[1].end, match->groups[1].begin, match->end());
  Facts facts;
  ReadDescription(sentence.Part(match->groups[1].end, match->end()), facts);
  told.facts.unit = facts.unit;
  if (!told.facts.unit.empty()) all.push_back(std::move(told));
}

}  // namespace

NamesOfPage NamesIn(const Page& page, const Claims& claims, Known known) {
  static const std::set<std::string_view> kSizes = {"limit",    "per_page",   "page_size",   "pageSize",
                                                    "perPage",  "page_limit", "max_results", "maxResults",
                                                    "per-page", "page[size]"};
  NamesOfPage names{std::move(known), "", {}};
  std::set<std::string> sizes;
  for (const FieldClaim& field : claims.fields) {
    if (field.part != Part::kRequest) continue;
    names.parameters.push_back(&field);
    if (kSizes.contains(field.name)) sizes.insert(field.name);
  }
  for (const Block& block : page.blocks) {
    for (const Mark& mark : block.text.marks) {
      const std::string_view word = std::string_view(block.text.text).substr(mark.begin, mark.end - mark.begin);
      if (mark.kind == Mark::Kind::kCode && kSizes.contains(word)) sizes.emplace(word);
    }
  }
  if (sizes.size() == 1) names.page_size = *sizes.begin();
  return names;
}

std::vector<ToldFacts> ReadToldFacts(const Text& sentence, const NamesOfPage& names) {
  std::vector<ToldFacts> all;
  // The page may tell of `per_page` in sentences alone.
  const Known known = [&](std::string_view name) { return names.known(name) || name == names.page_size; };
  ReadOfOne(sentence, known, all);
  ReadAside(sentence, known, all);
  ReadLengthByWord(sentence, names, false, all);
  ReadUnitByWord(sentence, names, all);
  ReadBrackets(sentence, all);
  ReadWithout(sentence, all);
  ReadUnlessSet(sentence, names, all);
  ReadByValue(sentence, names, all);
  const bool sized = std::any_of(all.begin(), all.end(), [&](const ToldFacts& told) {
    return told.facts.default_value && told.name == names.page_size;
  });
  if (!sized) ReadPageSize(sentence, names, all);
  const bool bounded = std::any_of(all.begin(), all.end(), [&](const ToldFacts& told) {
    return told.facts.maximum && told.name == names.page_size;
  });
  if (!bounded) ReadPageMaximum(sentence, names, all);
  return all;
}

std::vector<ToldFacts> ReadRefusedFacts(const Text& cause, std::string_view code, const NamesOfPage& names) {
  static const Regex kRefused(
      R"((?i)(?:^|[.;,] |\bor )(?:the )?`?([A-Za-z_][\w.]*)`? (?:(?:is|are|was|has|have) (?:(longer|larger|greater|more|bigger|higher)|(?:shorter|smaller|less|fewer|lower)) than|(exceeds?)) (\d[\d,_]*)(?: ([a-z]+))?)");
  const auto is_parameter = [&](const std::string& name) {
    return std::any_of(names.parameters.begin(), names.parameters.end(),
                       [&](const FieldClaim* field) { return field->name == name; });
  };
  std::vector<ToldFacts> all;
  for (const Regex::Match& match : kRefused.All(cause.text)) {
    std::string name(match[1]);
    if (!is_parameter(name)) name = AsciiLower(name);
    if (!is_parameter(name) || SomeCases().In(cause.text)) continue;
    ToldFacts told = Told(cause, name, match.groups[1].begin, match.groups[1].end, match.begin(), match.end());
    Facts facts;
    ReadLimits("at most " + std::string(match[4]) + (match.has(5) ? " " + std::string(match[5]) : ""), facts);
    if (!facts.maximum) continue;
    (match.has(2) || match.has(3) ? told.facts.maximum : told.facts.minimum) = facts.maximum;
    told.facts.limit_unit = facts.limit_unit;
    all.push_back(std::move(told));
  }
  // "\"size\" above 100", alone in its row
  static const Regex kAbove(
      R"re(^(?:the )?[`"']?([A-Za-z_][\w.]*)[`"']? (?:is |was )?(?:above|over|beyond|exceeding|>) (\d[\d,_]*)[.;]?$)re");
  if (const auto match = kAbove.Find(Trim(cause.text)); match && is_parameter(std::string((*match)[1]))) {
    ToldFacts told = Told(cause, std::string((*match)[1]), match->groups[1].begin, match->groups[1].end, match->begin(),
                          match->end());
    told.facts.maximum = WithoutCommas((*match)[2]);
    all.push_back(std::move(told));
  }
  ReadLengthByWord(cause, names, true, all);
  if (all.empty()) ReadByCode(cause, code, names, all);
  // "`ttl` not between 60 and 86400"
  static const Regex kOutside(
      R"((?i)(?:^|[.;,] ?|\bor )(?:the )?`?([A-Za-z_][\w.]*)`? (?:is |was )?(?:not between|not in|outside(?: of)?|out of)(?: the range(?: of)?)? (\d[\d,_]*)(?: and | to | ?[-–] ?)(\d[\d,_]*))");
  for (const Regex::Match& match : kOutside.All(cause.text)) {
    const std::string name(match[1]);
    if (!is_parameter(name) || SomeCases().In(cause.text)) continue;
    ToldFacts told = Told(cause, name, match.groups[1].begin, match.groups[1].end, match.begin(), match.end());
    told.facts.minimum = WithoutCommas(match[2]);
    told.facts.maximum = WithoutCommas(match[3]);
    all.push_back(std::move(told));
  }
  return all;
}

}  // namespace plumbline::page
