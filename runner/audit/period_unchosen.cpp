#include <fmt/format.h>

#include <algorithm>

#include "audit/rule.h"
#include "audit/shown_period.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

std::vector<finding::Finding> Run(const Subject& subject) {
  // An operation of the same API whose answer has a period that a parameter chooses.
  struct Chosen {
    std::size_t operation;
    ShownPeriod period;
    std::string parameter;
  };
  std::vector<std::pair<std::size_t, ShownPeriod>> open;
  std::optional<Chosen> chosen;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    if (subject.operations()[o].method != "GET") continue;
    std::optional<ShownPeriod> period;
    for (const ShownBody* sample : SamplesOf(subject, o, page::Part::kResponse)) {
      if (!period) period = PeriodOf(*sample);
    }
    if (!period || period->days < 2) continue;
    const QueryParameters parameters = QueryParametersOf(subject, o);
    const auto choice = std::find_if(parameters.names.begin(), parameters.names.end(),
                                     [](const std::string& name) { return NamesPeriodChoice(name); });
    if (choice != parameters.names.end() && !chosen) chosen = Chosen{o, *period, *choice};
    if (parameters.names.empty() && !parameters.unnamed) open.emplace_back(o, *period);
  }
  std::vector<finding::Finding> findings;
  if (!chosen) return findings;
  for (const auto& [o, period] : open) {
    finding::Finding found = NewFinding(subject, "period.unchosen", o, finding::Severity::kNote, "");
    found.message = fmt::format(
        "the answer is of a period from {} to {}, and nothing that is documented chooses it; {} takes {}",
        period.from->text, period.to->text, subject.operations()[chosen->operation].name, chosen->parameter);
    found.expected = "a parameter that chooses the period, or a sentence that says which it is";
    found.observed = "none";
    found.places = {period.from.Quote("the period begins"),
                    chosen->period.from.Quote("a period that " + chosen->parameter + " chooses")};
    found.likely = "The page, which leaves out how the period comes about.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kPeriodUnchosen = {
    {"period.unchosen", "What period an answer is of can be chosen, or is told", finding::Severity::kNote,
     "Looks for answers that name the period of their figures where no query parameter of the operation is documented, while another operation of the API "
     "takes parameters that choose the same "
     "kind of period.\n\nWhy: who reads the figures has to know of which days they are.\n\nWhat to do: document the parameter, or say which period is taken."},
    Run};

}  // namespace plumbline::audit
