#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "audit/member_name.h"
#include "audit/rule.h"
#include "audit/shown_period.h"
#include "base/regex.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using document::Value;
using page::Text;

// Words of the members that hold numbers, and of what holds those.
void AddFigureWords(const Value& value, std::string_view holder, std::set<std::string>& words, int depth) {
  if (depth > 20) return;
  for (const Value& item : value.items) AddFigureWords(item, holder, words, depth + 1);
  for (const document::Member& member : value.members) {
    if (member.value.IsNumber()) {
      for (const std::string& word : Words(member.key)) words.insert(Singular(word));
      for (const std::string& word : Words(holder)) words.insert(Singular(word));
    }
    AddFigureWords(member.value, member.key, words, depth + 1);
  }
}

// Whether a name says that its figure is of the day.
bool SpeaksOfToday(const Value& value, int depth) {
  if (depth > 20) return false;
  return std::any_of(value.items.begin(), value.items.end(),
                     [&](const Value& item) { return SpeaksOfToday(item, depth + 1); }) ||
         std::any_of(value.members.begin(), value.members.end(), [&](const document::Member& member) {
           return HasWord(member.key, "today") || HasWord(member.key, "todays") || HasWord(member.key, "daily") ||
                  HasWord(member.key, "24h") || HasWord(member.key, "current") ||
                  SpeaksOfToday(member.value, depth + 1);
         });
}

// What a sentence promises of today: "today's call volume", "total calls today".
struct Promised {
  std::string figure;
  std::size_t begin = 0, end = 0;
};

std::optional<Promised> PromisedOfToday(const Text& sentence, const std::set<std::string>& figures) {
  static const Regex kDefault(R"((?i)\bdefaults?\b|\bup to today\b|\buntil today\b|\bbefore today\b|\bnot\b|\bno\b)");
  if (kDefault.In(sentence.text)) return std::nullopt;
  static const Regex kTodays(R"((?i)\btoday(?:'|’)s ([a-z]+(?: [a-z]+)?))"),
      kOfToday(R"((?i)\b([a-z]+(?: [a-z]+)?) (?:for |of )?(today)(?:[^a-z'’]|$))");
  for (const Regex* pattern : {&kTodays, &kOfToday}) {
    for (const Regex::Match& match : pattern->All(sentence.text)) {
      const std::size_t end = match.groups.back().end;
      // "and calls today": the first word joins.
      static const Regex kJoins(R"((?i)^(?:and|or|the|of|with|for|its|your|are|has|have) )");
      const auto joins = pattern == &kOfToday ? kJoins.Find(match[1]) : std::nullopt;
      const std::size_t begin = match.begin() + (joins ? joins->end() : 0);
      for (const std::string& word : Words(match[1])) {
        const bool telling = word.size() > 3 && word != "total" && word != "date" && word != "number";
        if (telling && figures.contains(Singular(word)))
          return Promised{sentence.text.substr(begin, end - begin), begin, end};
      }
    }
  }
  return std::nullopt;
}

// The prose about an operation: its paragraphs, and its row of a table of endpoints.
void ForEachText(const Subject& subject, const ApiOperation& operation,
                 const std::function<void(std::size_t, const Text&)>& visit) {
  for (const auto& [p, index] : operation.documented) {
    const page::DocumentedPage& documented = subject.pages()[p];
    for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
      const page::Block& block = documented.page.blocks[b];
      const bool prose = block.kind == page::BlockKind::kParagraph || block.kind == page::BlockKind::kListItem;
      if (prose && documented.claims.operation_of[b] == index) visit(p, block.text);
      if (block.kind != page::BlockKind::kTable) continue;
      for (const page::OperationMention& mention : documented.claims.operations[index].mentions) {
        if (mention.span.begin < block.span.begin || mention.span.end > block.span.end) continue;
        for (const page::Row& row : block.rows) {
          const bool own = std::any_of(row.cells.begin(), row.cells.end(), [&](const Text& cell) {
            return !cell.empty() && cell.span().begin <= mention.span.begin && mention.span.end <= cell.span().end;
          });
          for (std::size_t c = 0; own && c < row.cells.size(); ++c) visit(p, row.cells[c]);
        }
      }
    }
  }
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    if (operation.method != "GET" || operation.documented.empty()) continue;
    std::optional<ShownPeriod> period;
    const ShownBody* shown = nullptr;
    std::set<std::string> figures;
    bool today = false;
    for (const ShownBody* sample : SamplesOf(subject, o, page::Part::kResponse)) {
      const auto here = PeriodOf(*sample);
      if (!here || here->days < 2 || sample->shortened || SpeaksOfToday(sample->root.value(), 0)) {
        today = true;  // one of the samples may be of today
        break;
      }
      if (!period) {
        period = here;
        shown = sample;
      }
      AddFigureWords(sample->root.value(), "", figures, 0);
    }
    if (today || !period) continue;
    // Who chooses the period chose that of the sample.
    const QueryParameters parameters = QueryParametersOf(subject, o);
    if (parameters.unnamed || std::any_of(parameters.names.begin(), parameters.names.end(),
                                          [](const std::string& name) { return NamesPeriodChoice(name); }))
      continue;
    finding::Finding found = NewFinding(subject, "promise.period", o, finding::Severity::kWarning, "");
    std::string figure;
    ForEachText(subject, operation, [&](std::size_t p, const Text& text) {
      for (const Text& sentence : page::SentencesOf(text)) {
        const auto promised = PromisedOfToday(sentence, figures);
        if (!promised || found.places.size() >= 5) continue;
        if (figure.empty()) figure = promised->figure;
        found.places.push_back(subject.Quote(p, sentence.SpanOf(promised->begin, promised->end), "promised of today"));
      }
    });
    if (found.places.empty()) continue;
    found.message = fmt::format("the page promises \"{}\", and the figures of {} are of a period from {} to {}", figure,
                                shown->label, period->from->text, period->to->text);
    found.expected = "figures of today";
    found.shape = finding::Shape({figure});
    found.observed = fmt::format("a period of {} days", period->days);
    found.places.insert(found.places.begin() + 1, period->from.Quote("the figures begin here"));
    found.likely = "The page: no member of the answer is about today, and no parameter chooses the period.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kPromisePeriod = {
    {"promise.period", "Figures that are promised of today are of today", finding::Severity::kWarning,
     "Reads the sentences about an operation that promise figures of today (\"total calls today\"), and looks at the period that its "
     "samples name. Where every sample is of several days, no member "
     "speaks of today and no parameter chooses the period, one of the two is wrong.\n\nWhy: a counter of a day that shows a month "
     "misleads whoever watches it.\n\nWhat to do: name the period in the "
     "page, or return the figures of the day."},
    Run};

}  // namespace plumbline::audit
