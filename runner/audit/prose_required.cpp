#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/outline.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using page::FieldClaim;

// What a sentence says of the fields of a list: that some are the required ones, that some are the only optional ones.
struct Saying {
  bool required = false;  // else optional
  bool only = false;      // and no others
  std::vector<std::pair<std::string, document::Span>> names;
};

std::optional<Saying> Read(const page::Text& sentence, const std::set<std::string>& known) {
  static const Regex kRequired(
      R"((?i)\b(?:minimum|smallest|least|required|mandatory)\b(?:\s+\w+){0,4}\s+(?:fields?|parameters?|attributes?|members?|set|values?)(?:\s+\w+){0,5}\s*(?:\bis\b|\bare\b|:)|\b(?:are|is) (?:all )?(?:required|mandatory)\b|\byou must (?:always )?(?:send|provide|include|supply|pass)\b|\balways (?:send|required))");
  static const Regex kOptional(
      R"((?i)\b(?:only|sole)\b(?:\s+\w+){0,3}\s+optional\b|\b(?:is|are) (?:the only )?optional\b|\boptional (?:fields?|parameters?) (?:is|are)\b|\b(?:may|can) be (?:omitted|left out)\b|\bonly optional\b|\bof the optional (?:fields?|parameters?|ones)\b.*\bonly\b)");
  static const Regex kNegated(
      R"((?i)\bnot (?:required|optional|mandatory)\b|\bno longer\b|\bif\b|\bunless\b|\bwhen\b|\beither\b|\bone of\b)");
  if (kNegated.In(sentence.text)) return std::nullopt;
  Saying saying;
  const auto required = kRequired.Find(sentence.text), optional = kOptional.Find(sentence.text);
  if (required.has_value() == optional.has_value()) return std::nullopt;
  saying.required = required.has_value();
  static const Regex kOnly(R"((?i)\bonly\b|\bsole\b|\bminimum\b|\bsmallest\b|\bexactly\b)");
  saying.only = kOnly.In(sentence.text);
  static const Regex kWord(R"([A-Za-z_][A-Za-z0-9_]*)");
  for (const Regex::Match& match : kWord.All(sentence.text)) {
    const bool again = std::any_of(saying.names.begin(), saying.names.end(),
                                   [&](const auto& named) { return named.first == match[0]; });
    if (!again && known.contains(std::string(match[0])))
      saying.names.emplace_back(std::string(match[0]), sentence.SpanOf(match.begin(), match.end()));
  }
  if (saying.names.empty()) return std::nullopt;
  return saying;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  std::size_t searched = kNowhere, behind = 0;  // page, and its first block behind the list
  std::uint32_t end = 0;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.list->part != page::Part::kRequest || list.operation == kNowhere || !list.list->has_required) continue;
    std::set<std::string> known;
    for (const FieldClaim* field : list.fields) known.insert(field->name);
    const page::Page& page = subject.pages()[list.page].page;
    // Sentences right behind the list, up to the next list or heading. Lists come in their order: the search goes on
    // where it was.
    if (list.page != searched || list.list->span.end < end) behind = 0;
    searched = list.page;
    end = list.list->span.end;
    while (behind < page.blocks.size() && page.blocks[behind].span.begin < end) ++behind;
    for (std::size_t b = behind; b < page.blocks.size(); ++b) {
      const page::Block& block = page.blocks[b];
      if (block.kind == page::BlockKind::kTable || block.kind == page::BlockKind::kField ||
          block.kind == page::BlockKind::kCode)
        break;
      if (block.kind == page::BlockKind::kHeading && page::RoleOf(block.text.text) != page::Role::kTopic) break;
      if (block.kind != page::BlockKind::kParagraph && block.kind != page::BlockKind::kListItem) continue;
      for (const page::Text& sentence : page::SentencesOf(block.text)) {
        const auto saying = Read(sentence, known);
        if (!saying) continue;
        const auto field_named = [&](const std::string& name) {
          return *std::find_if(list.fields.begin(), list.fields.end(),
                               [&](const FieldClaim* f) { return f->name == name; });
        };
        for (const auto& [name, span] : saying->names) {
          const FieldClaim* field = field_named(name);
          if (!field->facts.required || *field->facts.required == saying->required) continue;
          finding::Finding found =
              NewFinding(subject, "prose.required", list.operation, finding::Severity::kError, name);
          found.message =
              fmt::format("{} is {} in the list and {} by the sentence behind it", name,
                          *field->facts.required ? "required" : "optional", saying->required ? "required" : "optional");
          found.expected = *field->facts.required ? "required" : "optional";
          found.observed = saying->required ? "required" : "optional";
          found.places = {subject.Quote(list.page, field->required_span.end > 0 ? field->required_span : field->span,
                                        "in the list"),
                          subject.Quote(list.page, span, "by the sentence")};
          found.likely = "Undecided: a request without it decides.";
          findings.push_back(std::move(found));
        }
        if (!saying->only || saying->required) continue;
        std::vector<std::string> others;
        const FieldClaim* first = nullptr;
        for (const FieldClaim* field : list.fields) {
          const bool named = std::any_of(saying->names.begin(), saying->names.end(),
                                         [&](const auto& n) { return n.first == field->name; });
          if (named || field->facts.required.value_or(true)) continue;
          others.push_back(field->name);
          if (first == nullptr) first = field;
        }
        if (others.empty()) continue;
        finding::Finding found =
            NewFinding(subject, "prose.required", list.operation, finding::Severity::kError, "only optional");
        found.message =
            fmt::format("by the sentence {} is the only optional field, and the list marks {} as optional: {}",
                        saying->names.front().first, Count(others.size(), "other"), Join(others, ", "));
        found.expected = "one optional field";
        found.observed = Join(others, ", ");
        found.places = {subject.Quote(list.page, first->required_span.end > 0 ? first->required_span : first->span,
                                      "optional, too"),
                        subject.Quote(list.page, saying->names.front().second, "the only one")};
        found.likely = "Undecided: list and sentence contradict each other.";
        findings.push_back(std::move(found));
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kProseRequired = {
    {"prose.required", "Sentences about required fields agree with the list", finding::Severity::kError,
     "Reads the sentences behind a list of request fields that say which are required, or which are the only optional ones, and compares them with the marks in the list. Conditions are passed "
     "over.\n\nWhat to do: send a request without the field; mend the list or the sentence."},
    Run};

}  // namespace plumbline::audit
