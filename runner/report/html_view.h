// What the parts of the HTML report share: the discrepancies as cards, gravest first, and the ids under which things of
// the page are linked.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/html_body.h"
#include "report/html_writer.h"
#include "report/report.h"
#include "run/result.h"

namespace plumbline::report {

// One discrepancy, whichever cases met it.
struct Card {
  std::string id;                             // "f-0123456789abcdef"
  const run::JudgedFinding* found = nullptr;  // the gravest of those with its fingerprint
  std::vector<const run::CaseResult*> cases;  // that met it; none: a rule found it
  std::string first_seen;                     // "2026-11-21"; empty where no history was given
};

// A word with its glyph and the class of its colours: nothing is told by colour alone.
struct Mark {
  std::string_view css;
  std::string_view glyph;
  std::string_view word;
};
Mark MarkOf(finding::FindingState state);
Mark MarkOf(run::Verdict verdict);

struct View {
  const run::RunResult& result;
  const Options& options;
  std::vector<Card> cards;
  std::map<std::string_view, std::size_t> card_of;         // fingerprint -> index into cards
  std::map<const run::CaseResult*, std::string> case_ids;  // "c-items-get"
  std::map<std::string_view, std::string> rule_ids;        // "r-response-schema", of rules with a text
  std::map<const run::CaseResult*, BodyLines> bodies;      // of the answers, laid out

  // Of the case, where it has an answer.
  const BodyLines* BodyOf(const run::CaseResult* test) const;
};

View MakeView(const run::RunResult& result, const Options& options);

std::string_view OperationName(std::string_view operation);  // "the API as a whole" for none
// A link within the page.
void PutLink(HtmlWriter& html, std::string_view id, std::string_view text);
void PutMark(HtmlWriter& html, const Mark& mark);
// <tr><th scope=row>name</th><td>value</td></tr>, in a list of facts.
void PutFact(HtmlWriter& html, std::string_view name, std::string_view value);
// The head of a table: one <th scope=col> each.
void PutHead(HtmlWriter& html, std::initializer_list<std::string_view> columns);

}  // namespace plumbline::report
