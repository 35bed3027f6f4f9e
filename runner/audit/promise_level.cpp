#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using page::Text;

// A member of the answer as samples or a full list tell it.
struct Known {
  std::string name;
  Place place;
  bool total = false;  // one figure of all: totalEvents, event_count
};

bool NamesTotal(std::string_view name) {
  const std::vector<std::string> words = Words(name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "total" || word == "count" || word == "sum" || word == "number" || word == "num";
  });
}

// The members of the answers, and whether any of them may hold rows or parts.
struct Answer {
  std::vector<Known> members;
  bool parts = false;
};

Answer AnswerOf(const Subject& subject, std::size_t operation, const std::vector<DocumentedList>& lists) {
  Answer answer;
  for (const ShownBody* sample : SamplesOf(subject, operation, page::Part::kResponse)) {
    if (!sample->root->IsObject() || sample->shortened) answer.parts = true;
    for (const document::Member& member : sample->root->members) {
      if (member.value.IsObject() || member.value.IsArray()) answer.parts = true;
      answer.members.push_back({member.key, sample->root.Child(member).QuoteKey("one figure of all"),
                                member.value.IsNumber() || NamesTotal(member.key)});
    }
  }
  for (const DocumentedList& list : lists) {
    if (list.operation != operation || list.list->part != page::Part::kResponse ||
        (list.list->status && *list.list->status >= 300))
      continue;
    if (list.list->coverage != page::FieldList::Coverage::kAll) answer.parts = true;
    for (const page::FieldClaim* field : list.fields) {
      if (field->path.tokens().size() != 1 || field->facts.type == "array" || field->facts.type == "object") {
        answer.parts = true;
        continue;
      }
      answer.members.push_back(
          {field->name, subject.Quote(list.page, field->span, "one figure of all"), NamesTotal(field->name)});
    }
  }
  return answer;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  const std::vector<DocumentedList> lists = DocumentedLists(subject);
  // "event-level or quantity-level summaries"
  static const Regex kLevels(
      R"((?i)\b((?:[a-z]{3,}-level,? (?:and |or )?)+)(?:[a-z]+ )?(summaries|breakdowns?|details?|records|rows|entries|reports?|statistics|metrics)\b)"),
      kLevel(R"((?i)([a-z]{3,})-level)");
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    if (operation.method != "GET" || operation.documented.empty()) continue;
    std::optional<Answer> answer;
    for (const auto& [p, index] : operation.documented) {
      const page::DocumentedPage& documented = subject.pages()[p];
      for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
        const page::Block& block = documented.page.blocks[b];
        const bool prose = block.kind == page::BlockKind::kParagraph || block.kind == page::BlockKind::kListItem;
        if (!prose || documented.claims.operation_of[b] != index || block.text.text.find("-level") == std::string::npos)
          continue;
        const auto levels = kLevels.Find(block.text.text);
        if (!levels) continue;
        if (!answer) answer = AnswerOf(subject, o, lists);
        if (answer->parts || answer->members.empty()) continue;
        // Every level that is named is spoken of by totals, and by nothing else.
        std::vector<const Known*> totals;
        bool each = true;
        for (const Regex::Match& level : kLevel.All((*levels)[1])) {
          const std::string word = Singular(AsciiLower(level[1]));
          const std::size_t before = totals.size();
          for (const Known& member : answer->members) {
            const std::vector<std::string> words = Words(member.name);
            const bool speaks =
                std::any_of(words.begin(), words.end(), [&](const std::string& one) { return Singular(one) == word; });
            if (speaks && member.total) totals.push_back(&member);
            if (speaks && !member.total) each = false;
          }
          each = each && totals.size() > before;
        }
        if (!each || totals.empty()) continue;
        std::set<std::string> names;
        for (const Known* total : totals) names.insert(total->name);
        const std::string promised((*levels)[0]);
        finding::Finding found = NewFinding(subject, "promise.level", o, finding::Severity::kNote, "");
        found.message = fmt::format("the page promises {}, and the answer has {} alone", promised,
                                    Join({names.begin(), names.end()}, ", "));
        found.expected = promised;
        found.observed = "totals: " + Join({names.begin(), names.end()}, ", ");
        found.places = {subject.Quote(p, block.text.SpanOf(levels->begin(), levels->end()), "promised"),
                        totals.front()->place};
        if (totals.back() != totals.front()) found.places.push_back(totals.back()->place);
        found.likely = "The page: an answer without rows or parts tells nothing of the single ones.";
        findings.push_back(std::move(found));
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kPromiseLevel = {
    {"promise.level", "Summaries of a level are not totals", finding::Severity::kNote,
     "Reads sentences that promise summaries, breakdowns or details of a level (\"event-level summaries\") of an operation, and looks "
     "at the members of its answer, in samples or in a full list. Where "
     "only totals speak of that level and nothing in the answer holds rows or parts, the promise is not kept.\n\nWhat to do: return "
     "the parts, or promise the totals."},
    Run};

}  // namespace plumbline::audit
