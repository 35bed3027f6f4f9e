#include "page/sentences.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/regex.h"
#include "base/text.h"
#include "page/facts.h"
#include "page/fields.h"
#include "page/told_facts.h"
#include "page/told_relation.h"

namespace plumbline::page {
namespace {

// More than this is no sentence: a list of data, or a page without punctuation.
constexpr std::size_t kMostOfSentence = 1500;  // bytes
constexpr std::size_t kMostMarks = 40;

bool IsReadable(const Text& sentence) {
  return sentence.text.size() <= kMostOfSentence && sentence.marks.size() <= kMostMarks;
}

// A word that is written as names of members are: auth_id, startDate, calls.total_cost.
bool IsWrittenAsName(std::string_view word) {
  static const Regex kName(R"([a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+[a-z0-9]*[A-Z][A-Za-z0-9]*|[a-z]\w*(?:\.[a-z]\w*)+)");
  static const Regex kNot(
      R"((?i).*\.(?:com|org|net|io|ai|dev|json|yaml|yml|js|ts|py|php|go|html|md|txt|csv|pdf|png|sh)|e\.g|i\.e|iOS|iPhone|iPad|eBay|macOS|gRPC|GitHub|OAuth|OpenAPI|webhook.*|[a-z]+\.[a-z]+\(.*)");
  return kName.Full(word) && !kNot.Full(word);
}

// Whether nothing but marks of a template stands before the name in a list item.
bool BeginsItem(std::string_view before) {
  static const Regex kMarks(R"((?:\{\{[^{}]*\}\}|\s)*)");
  return kMarks.Full(before).has_value();
}

class ProseReader {
 public:
  ProseReader(const Page& page, const Outline& outline, const Mentions& mentions, Claims& claims)
      : page_(page), outline_(outline), mentions_(mentions), claims_(claims) {
    for (const FieldClaim& field : claims.fields) {
      if (!field.path.empty()) known_.insert(field.path.back());
    }
    for (const SampleClaim& sample : claims.samples) {
      if (sample.body != nullptr) Collect(sample.body->root, 0);
    }
    for (const DocumentedOperation& operation : claims.operations) {
      for (const OperationMention& mention : operation.mentions) {
        for (const auto& [name, value] : mention.query) sent_.insert(name);
      }
    }
    names_ =
        NamesIn(page, claims, [this](std::string_view name) { return known_.contains(name) || sent_.contains(name); });
  }

  void Run() {
    for (std::size_t b = 0; b < page_.blocks.size(); ++b) {
      const Block& block = page_.blocks[b];
      if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem) {
        for (const Text& sentence : SentencesOf(block.text)) {
          if (IsReadable(sentence)) Read(b, sentence, block.kind == BlockKind::kListItem);
        }
      }
    }
    // Reasons of errors, those of tables; sentences were read above.
    for (std::size_t i = 0; i < claims_.statuses.size(); ++i) {
      const StatusClaim& claim = claims_.statuses[i];
      if (IsReadable(claim.cause)) AddTold(claim.operation, ReadRefusedFacts(claim.cause, claim.code, names_));
    }
    // Notes of fields are prose as well.
    for (const FieldClaim& field : std::vector<FieldClaim>(claims_.fields)) {
      for (const Text& sentence : SentencesOf(field.description)) {
        if (!IsReadable(sentence)) continue;
        if (field.in == In::kBody && !field.path.empty()) ReadRelations(field.operation, sentence, field.path.back());
        // What a member of an answer does to requests is about other operations, and about those that are named only.
        const std::size_t otherwise = field.part == Part::kRequest ? field.operation : kNoOperation;
        ReadStatuses(NamedIn(sentence).value_or(otherwise), sentence, false);
      }
    }
  }

 private:
  void Collect(const document::Value& value, int depth) {
    if (depth > 20) return;
    for (const document::Member& member : value.members) {
      known_.insert(member.key);
      if (member.value.IsString()) values_.insert({member.key, member.value.text});
      Collect(member.value, depth + 1);
    }
    for (const document::Value& item : value.items) Collect(item, depth + 1);
  }

  void Read(std::size_t b, const Text& sentence, bool item) {
    const std::size_t operation = OperationOf(b, sentence);
    ReadStatuses(operation, sentence, item && outline_.RoleAt(b) == Role::kErrors);
    if (outline_.RoleAt(b) == Role::kAside) {
      if (IsOnPaging(b)) ReadTold(operation, sentence);
      return;
    }
    ReadValues(b, operation, sentence);
    ReadMembers(operation, sentence);
    ReadTold(operation, sentence);
    ReadRelations(operation, sentence, "");
  }

  // "Pagination and rate limits" is about the API as well.
  bool IsOnPaging(std::size_t b) const {
    static const Regex kPaging(R"((?i)\b(?:pagination|paging)\b)"),
        kOther(R"((?i)\b(?:plans?|pricing|changelog|legacy|deprecated|versions?|migrat\w+)\b)");
    const std::size_t heading = outline_.sections[outline_.section_of[b]].heading;
    if (heading >= page_.blocks.size()) return false;
    const std::string& title = page_.blocks[heading].text.text;
    return kPaging.In(title) && !kOther.In(title);
  }

  // "`POST /accounts` returns 403" speaks of that operation wherever it stands.
  std::optional<std::size_t> NamedIn(const Text& sentence) const {
    static const Regex kNamed(R"(\b(GET|POST|PUT|PATCH|DELETE)\s+`?(/[\w{}<>:/.-]*))");
    const auto named = kNamed.Find(sentence.text);
    if (!named) return std::nullopt;
    std::string_view path = (*named)[2];
    while (path.ends_with('.') || path.ends_with(':')) path.remove_suffix(1);
    return mentions_.Named((*named)[1], path);
  }
  std::size_t OperationOf(std::size_t b, const Text& sentence) const {
    const auto named = NamedIn(sentence);
    return named ? *named : mentions_.OperationAt(b);
  }

  void ReadStatuses(std::size_t operation, const Text& sentence, bool listed) {
    static const Regex kReturns(
        R"((?i)\b(?:returns?|respond(?:s|ed)? with|answers?(?: with)?|answer is|answered with|refused with|rejected with|denied with|gives?|fails? with|replies with|gets?|receives?|yields?|results? in|throws?|status(?: code)?(?: of (?:the|an|every) (?:answer|response))?(?: is)?|response is|HTTP|error(?: code)?|code)\s+(?:an?\s+|the\s+|HTTP\s+|status\s+|code\s+|of\s+|error\s+|`)*([2345]\d\d)\b(?:`?(?:\s+\w+)?`?\s*(?:/|or|,|and)\s*(?:a\s+|an\s+)?`?([2345]\d\d)\b)*)");
    static const Regex kListed(
        R"(^\s*`?([2345]\d\d)\b`?(?:\s*(?:/|,|or)\s*`?([2345]\d\d)\b`?)*\s*(?:[A-Z][\w' -]*)?\s*(?:[:–—-]|\(|$))");
    static const Regex kEach(R"(\b([2345]\d\d)\b)");
    const auto add = [&](const Regex::Match& match) {
      StatusClaim claim;
      claim.operation = operation;
      for (const Regex::Match& status : kEach.All(match[0]))
        claim.statuses.push_back(std::stoi(std::string(status[1])));
      const std::size_t begin = match.begin() + kEach.Find(match[0])->begin();
      claim.span = sentence.SpanOf(begin, match.end());
      claim.cause = sentence;
      claims_.statuses.push_back(std::move(claim));
    };
    if (listed) {
      if (const auto match = kListed.Find(sentence.text)) {
        add(*match);
        return;
      }
    }
    // "Reading it gives 404": of another request, that comes later.
    static const Regex kLater(
        R"((?i)\b(?:reading|fetching|getting|retrieving|opening|looking up|asking for) (?:it|them|one|that one|the \w+)(?: again| later| afterwards)?\s*$)");
    for (const Regex::Match& match : kReturns.All(sentence.text)) {
      if (!kLater.In(std::string_view(sentence.text).substr(0, match.begin()))) add(match);
    }
  }

  // "starts with `balance: 0.00` and `status: active`", "`kyc_status` is `pending`".
  void ReadValues(std::size_t b, std::size_t operation, const Text& sentence) {
    static const Regex kColon(
        R"re(\b([A-Za-z][a-zA-Z0-9_]*)`?:\s?`?("[^"]*"|-?\d+(?:\.\d+)?|true|false|null|[a-z][a-z0-9_-]*)\b`?)re");
    for (const Regex::Match& match : kColon.All(sentence.text)) {
      // "Content-Type: application/json" is a header field.
      const char before = match.begin() == 0 ? ' ' : sentence.text[match.begin() - 1];
      const char after = match.end() < sentence.text.size() ? sentence.text[match.end()] : ' ';
      if (before == '-' || after == '/' || after == '-') continue;
      const std::string name(match[1]);
      const bool code = sentence.IsMarked(Mark::Kind::kCode, match.groups[1].begin, match.groups[1].end);
      const bool literal = match[2].front() == '"' || !std::isalpha(static_cast<unsigned char>(match[2].front())) ||
                           match[2] == "true" || match[2] == "false" || match[2] == "null";
      // "- **state:** `open`" lists a field with what may stand there.
      if (page_.blocks[b].kind == BlockKind::kListItem && outline_.RoleAt(b) != Role::kResponse &&
          BeginsItem(std::string_view(sentence.text).substr(0, match.begin())))
        continue;
      // "kites:read" is a scope, "kites: 140 (number, required)" declares a member with an example, "send `draft:
      // false`" speaks of a request.
      const std::string_view between =
          std::string_view(sentence.text).substr(match.groups[1].end, match.groups[2].begin - match.groups[1].end);
      const bool spaced = between.find_first_not_of("`:") != std::string_view::npos;
      static const Regex kDeclares(
          R"((?i)^`?\s*\((?:[^)]*\b)?(?:string|number|integer|boolean|object|array|enum|required|optional)\b)"),
          kSends(
              R"((?i)\b(?:send|sends|sending|pass|passing|set|setting|use|using|include|specify|provide)\s+[`"{]*$)");
      if (!literal && !spaced) continue;
      if (kDeclares.In(std::string_view(sentence.text).substr(match.end()))) continue;
      if (kSends.In(std::string_view(sentence.text).substr(0, match.begin()))) continue;
      // "`page`: at most 100" gives no value.
      const bool told =
          code && (literal || sentence.IsMarked(Mark::Kind::kCode, match.groups[2].begin, match.groups[2].end));
      if (!told && !(known_.contains(name) && (literal || values_.contains({name, std::string(match[2])})))) continue;
      AddValue(b, operation, name, match[2], sentence, match.groups[1].begin, match.groups[2].end);
    }
    static const Regex kIs(
        R"re(([A-Za-z_][\w.-]*)`? (?:is|are|equals|will be|is set to|starts as|becomes|remains|stays) (?:set to |always |initially |still )?(?:`([^`]+)`|"([^"]+)"|(-?\d+(?:\.\d+)?|true|false|null)\b|([a-z][a-z_]+)(?: and| until| while|[,.;]|$)))re");
    static const Regex kStop(
        R"((?i)required|optional|unique|present|absent|missing|valid|invalid|empty|returned|deprecated|mandatory|ignored|set|unset|available|included|omitted|provided|permanent|case|sensitive|derived|used|generated|not|the|a|an|read|only|one|immutable|nullable|text|string|number|integer|boolean|array|object|numeric|computed|calculated|created|updated|sent|shown|given|known|true|false|recommended|supported|limited|reserved|correct|wrong|needed|stored|masked|hidden|signed|encoded|rounded|inclusive|exclusive|private|public|enough|zero|positive|negative)");
    for (const Regex::Match& match : kIs.All(sentence.text)) {
      const std::string name(match[1]);
      const bool code = sentence.IsMarked(Mark::Kind::kCode, match.groups[1].begin, match.groups[1].end);
      if (!code && !IsWrittenAsName(name)) continue;
      std::size_t group = 0;
      for (std::size_t g = 2; g <= 5; ++g) group = match.has(g) ? g : group;
      std::string_view value = match[group];
      const bool marked = sentence.IsMarked(Mark::Kind::kCode, match.groups[group].begin, match.groups[group].end);
      if (group == 5 && !marked && kStop.Full(value)) continue;
      // "is null when …" and "when it is active" are conditions and tell no value of their own.
      static const Regex kAfter(R"((?i)^`?"?\s*(?:,\s*)?(?:if|when|unless|until|for|only|while|whether|once|or)\b)"),
          kBefore(R"((?i)\b(?:if|when|unless|until|while|whether|once|where)\s+(?:[\w']+\s+){0,3}`?$)");
      if (kAfter.In(std::string_view(sentence.text).substr(match.groups[group].end)) ||
          kBefore.In(std::string_view(sentence.text).substr(0, match.begin())))
        continue;
      AddValue(b, operation, name, value, sentence, match.groups[1].begin, match.groups[group].end);
    }
  }

  void AddValue(std::size_t b, std::size_t operation, const std::string& name, std::string_view value,
                const Text& sentence, std::size_t begin, std::size_t end) {
    ValueClaim claim;
    claim.operation = operation;
    const Role role = outline_.RoleAt(b);
    if (role == Role::kErrors) return;  // of answers that the samples beside it do not show
    claim.part = role == Role::kRequestBody || role == Role::kParameters || role == Role::kQueryParameters
                     ? Part::kRequest
                     : Part::kResponse;
    claim.member = name;
    claim.value = std::string(value);
    if (claim.value.size() >= 2 && claim.value.front() == '"')
      claim.value = claim.value.substr(1, claim.value.size() - 2);
    claim.span = sentence.SpanOf(begin, end);
    claims_.values.push_back(std::move(claim));
  }

  void ReadMembers(std::size_t operation, const Text& sentence) {
    const auto add = [&](std::string_view name, std::size_t begin, std::size_t end) {
      MemberMention mention;
      mention.operation = operation;
      mention.path = MemberPath(name);
      mention.span = sentence.SpanOf(begin, end);
      mention.sentence = sentence;
      if (!mention.path.empty()) claims_.members.push_back(std::move(mention));
    };
    for (const Mark& mark : sentence.marks) {
      if (mark.kind != Mark::Kind::kCode) continue;
      const std::string_view word = Trim(std::string_view(sentence.text).substr(mark.begin, mark.end - mark.begin));
      static const Regex kWord(R"([a-z_$][\w$]*(?:\[\]|\.[a-z_$][\w$]*)*(?:\[\])?)");
      if (kWord.Full(word) && word != "null" && word != "true" && word != "false") add(word, mark.begin, mark.end);
    }
    if (page_has_marks_) return;
    static const Regex kWord(R"(\b[a-z]\w*(?:\.[a-z]\w*)*\b)");
    for (const Regex::Match& match : kWord.All(sentence.text)) {
      if (IsWrittenAsName(match[0])) add(match[0], match.begin(), match.end());
    }
  }

  void ReadTold(std::size_t operation, const Text& sentence) { AddTold(operation, ReadToldFacts(sentence, names_)); }
  void AddTold(std::size_t operation, std::vector<ToldFacts> all) {
    for (ToldFacts& told : all) {
      told.operation = operation;
      claims_.told.push_back(std::move(told));
    }
  }

  // `about`: the member that the sentence describes, where it stands in its row; else the first one named.
  void ReadRelations(std::size_t operation, const Text& sentence, const std::string& about) {
    auto relation = ReadRelation(sentence, about, is_known_);
    if (!relation) return;
    relation->operation = operation;
    claims_.relations.push_back(*std::move(relation));
  }

  const Page& page_;
  const Outline& outline_;
  const Mentions& mentions_;
  Claims& claims_;
  std::set<std::string, std::less<>> known_;  // names of members that the page shows
  std::set<std::string, std::less<>> sent_;   // and of parameters in the addresses of its requests
  const Known is_known_ = [this](std::string_view name) { return known_.contains(name); };
  NamesOfPage names_;
  std::set<std::pair<std::string, std::string>> values_;  // and their texts
  bool page_has_marks_ = std::any_of(page_.blocks.begin(), page_.blocks.end(), [](const Block& block) {
    return std::any_of(block.text.marks.begin(), block.text.marks.end(),
                       [](const Mark& mark) { return mark.kind == Mark::Kind::kCode; });
  });
};

}  // namespace

MemberNames MarkedNames(const Text& sentence, const Known& known) {
  MemberNames names;
  for (const Mark& mark : sentence.marks) {
    if (mark.kind != Mark::Kind::kCode) continue;
    const std::string word(Trim(std::string_view(sentence.text).substr(mark.begin, mark.end - mark.begin)));
    const JsonPointer path = MemberPath(word);
    if (!path.empty() && IsIdentifier(word) && known(path.back())) names.push_back({path.back(), mark.begin, mark.end});
  }
  return names;
}

std::vector<Text> SentencesOf(const Text& text) {
  // Marks are given to their sentences at the end, in one pass: a paragraph may have thousands of both.
  std::vector<char> in_code(text.text.size(), 0);
  for (const Mark& mark : text.marks) {
    if (mark.kind == Mark::Kind::kCode)
      std::fill(in_code.begin() + static_cast<std::ptrdiff_t>(mark.begin),
                in_code.begin() + static_cast<std::ptrdiff_t>(mark.end), 1);
  }
  const Text bare = {text.text, text.anchors, {}};
  std::vector<Text> sentences;
  std::vector<std::size_t> begins;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    begins.push_back(begin);
    sentences.push_back(bare.Part(begin, end));
  };
  static const Regex kAbbreviation(
      R"((?:\b(?:e\.g|i\.e|etc|vs|approx|incl|max|min|No|Nr|cf|Inc|Ltd|St)|^\d+|\b[A-Z])$)");
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const char c = text.text[i];
    if (c != '.' && c != '!' && c != '?' && c != ';') continue;
    const bool ends = i + 1 == text.text.size() || text.text[i + 1] == ' ' || text.text[i + 1] == '\n';
    if (!ends || in_code[i] != 0) continue;
    const std::size_t window = i > 12 ? i - 12 : 0;
    if (c == '.' && kAbbreviation.In(std::string_view(text.text).substr(window, i - window))) continue;
    add(i + 1);
    begin = i + 1;
    while (begin < text.text.size() && text.text[begin] == ' ') ++begin;
  }
  if (begin < text.text.size()) add(text.text.size());
  for (const Mark& mark : text.marks) {
    const auto after = std::upper_bound(begins.begin(), begins.end(), mark.begin);
    for (auto s = static_cast<std::size_t>(after - begins.begin()) - (after == begins.begin() ? 0 : 1);
         s < sentences.size() && begins[s] < mark.end; ++s) {
      const std::size_t first = std::max(mark.begin, begins[s]) - begins[s],
                        last = std::min(mark.end - begins[s], sentences[s].text.size());
      if (first < last) sentences[s].marks.push_back({mark.kind, first, last, mark.target});
    }
  }
  return sentences;
}

void ReadProse(const Page& page, const Outline& outline, const Mentions& mentions, Claims& claims) {
  ProseReader(page, outline, mentions, claims).Run();
}

}  // namespace plumbline::page
