#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/page_sections.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/regex.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using document::Node;

// Members of that name at the top of an answer, or of its rows.
std::vector<Node> Members(const Node& root, const std::string& name) {
  std::vector<Node> found = ValuesAt(root, JsonPointer({name}));
  if (!found.empty() || !root->IsObject()) return found;
  for (const document::Member& member : root->members) {
    for (const Node& node : ValuesAt(root, JsonPointer({member.key, name}))) found.push_back(node);
  }
  return found;
}

bool SaysSame(std::string_view claimed, const document::Value& value) {
  if (value.IsNull()) return claimed == "null";
  if (value.IsBoolean())
    return claimed == (value.boolean ? "true" : "false") || (claimed != "true" && claimed != "false");
  const auto number = Decimal::Parse(claimed), shown = Decimal::Parse(value.text);
  if (number && shown) return *number == *shown;
  // A word against a number, or against a text that stands for something, contradicts nothing for sure.
  if (value.IsString() && !number && value.text.find(' ') == std::string::npos) return value.text == claimed;
  return true;
}

// Whether the sentence around a claim has such words.
bool SentenceHas(const page::Page& page, const PageSections& sections, document::Span claim, const Regex& words) {
  const auto block = sections.BlockOf(claim);
  if (!block) return false;
  const std::vector<page::Text> sentences = page::SentencesOf(page.blocks[*block].text);
  return std::any_of(sentences.begin(), sentences.end(), [&](const page::Text& sentence) {
    const document::Span span = sentence.span();
    return span.begin <= claim.begin && claim.end <= span.end && words.In(sentence.text);
  });
}

// It hangs on something: "if the wind is strong, `state` is `folded`"; or asks for it: "requires `can_fly: true`",
// "kites with `torn: true` are refused".
bool IsConditional(const page::Page& page, const PageSections& sections, document::Span claim) {
  static const Regex kCondition(
      R"((?i)\b(?:if|unless|until|except|otherwise|as soon as|as long as|while|requires?|needs?|must|refused?|rejected|denied|not allowed|skipped|whose)\b|^(?:with|for|when|after|once)\b)");
  return SentenceHas(page, sections, claim, kCondition);
}

// It is about what was just made: "a new kite's `state` is `folded`".
bool IsOfCreation(const page::Page& page, const PageSections& sections, document::Span claim) {
  static const Regex kCreation(
      R"((?i)\b(?:responses?|answers?|returns?|returned|new|newly|create[sd]?|creation|made|initial(?:ly)?|starts?|begins?|first|always)\b)");
  return SentenceHas(page, sections, claim, kCreation);
}

// What is sent and never comes back: "`pin` is checked and forgotten".
bool IsSent(const std::vector<DocumentedList>& lists, std::size_t operation, const std::string& member) {
  return std::any_of(lists.begin(), lists.end(), [&](const DocumentedList& list) {
    return list.operation == operation && list.list->part == page::Part::kRequest &&
           std::any_of(list.fields.begin(), list.fields.end(),
                       [&](const page::FieldClaim* field) { return field->name == member; });
  });
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  std::set<std::string> told;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    if (subject.pages()[p].claims.values.empty()) continue;
    const page::Page& page = subject.pages()[p].page;
    const PageSections sections(page);
    for (const page::ValueClaim& claim : subject.pages()[p].claims.values) {
      const std::size_t operation = subject.OperationOf(p, claim.operation);
      if (operation == kNowhere) continue;
      const auto samples = SamplesOf(subject, operation, claim.part);
      if (samples.empty() || IsConditional(page, sections, claim.span)) continue;
      const ShownBody* lacking = nullptr;
      bool shown = false, complete = true;
      for (const ShownBody* sample : samples) {
        if (!Members(sample->root, claim.member).empty()) shown = true;
        if (sample->shortened) complete = false;
        if (lacking == nullptr && sample->root->IsObject()) lacking = sample;
      }
      // A thing that was just made has the value that the sentence gives.
      if (shown && subject.operations()[operation].method == "POST" && claim.part == page::Part::kResponse) {
        for (const ShownBody* sample : samples) {
          const auto members = ValuesAt(sample->root, JsonPointer({claim.member}));
          if (members.size() != 1 || SaysSame(claim.value, members.front().value()) ||
              !told.insert(std::to_string(operation) + claim.member).second)
            continue;
          finding::Finding found =
              NewFinding(subject, "prose.value", operation, finding::Severity::kError, "/" + claim.member);
          found.message = fmt::format("the page says that {} is {} in the answer, and {} shows {}", claim.member,
                                      claim.value, sample->label, schema::Describe(members.front().value()));
          found.expected = claim.value;
          found.observed = schema::Describe(members.front().value());
          found.places = {subject.Quote(p, claim.span, "the page says so"),
                          members.front().Quote("the sample shows it")};
          found.likely = "Undecided: sentence and sample contradict each other; a live request decides.";
          findings.push_back(std::move(found));
        }
      }
      if (shown || lacking == nullptr || !complete || !IsOfCreation(page, sections, claim.span)) continue;
      // A path, or a member of some other operation's: the sentence is about this operation only where it creates
      // something.
      const std::string& method = subject.operations()[operation].method;
      if (claim.member.find('.') != std::string::npos || (method != "POST" && method != "PUT") ||
          IsSent(lists, operation, claim.member))
        continue;
      const auto schema = DeclaredBody(subject, operation, claim.part, lacking->status);
      if (schema && !DeclaredAt(subject, *schema, JsonPointer({claim.member})).schemas.empty()) continue;
      if (!told.insert(std::to_string(operation) + claim.member).second) continue;
      finding::Finding found =
          NewFinding(subject, "prose.value", operation, finding::Severity::kError, "/" + claim.member);
      found.message = fmt::format("the page says that {} is {} in the answer, and {} has no such member", claim.member,
                                  claim.value, lacking->label);
      found.expected = fmt::format("a member {}", claim.member);
      found.observed = "not in the sample";
      found.places = {subject.Quote(p, claim.span, "the page says so"), lacking->root.Quote("not in here")};
      found.likely = "Undecided: sentence and sample contradict each other; a live request decides.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kProseValue = {
    {"prose.value", "Values that sentences give are in the samples", finding::Severity::kError,
     "Looks for members whose value a sentence gives (\"`kyc_status` is `pending`\") in the samples of the operation that creates the thing.\n\nWhat to do: ask the service; mend the sentence or the sample."},
    Run};

}  // namespace plumbline::audit
