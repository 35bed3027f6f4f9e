#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/mined.h"
#include "audit/rule.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using finding::Finding;
using finding::Severity;

struct Group {
  std::vector<const Mined*> holds, fails;
};

// "calls/total_calls" for messages, by where the figure stands in its body.
std::string Where(const document::Node& node, const ShownObject& object) {
  std::vector<std::string> tokens = node.pointer().tokens();
  // An example's pointer begins at the contract's root; the object's row tells how much of it.
  const std::size_t row = object.rows.front().pointer().tokens().size() - object.path.tokens().size();
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(std::min(row, tokens.size())));
  return schema::PathName(JsonPointer(tokens));
}

std::string Starred(const Mined& one) {
  std::vector<std::string> tokens = one.left.pointer().tokens();
  const std::size_t row = one.object->rows.front().pointer().tokens().size() - one.object->path.tokens().size();
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(std::min(row, tokens.size())));
  return JsonPointer(tokens).Starred();
}

Finding Report(const Subject& subject, const std::vector<const Mined*>& fails, Severity severity, std::string message,
               std::string likely) {
  const Mined& first = *fails.front();
  Finding found;
  found.severity = severity;
  found.identity = subject.Identify("arithmetic", first.object->operation);
  found.identity.instance_pointer = Starred(first);
  found.message = std::move(message);
  found.expected = first.sum;
  found.observed = first.left->text;
  found.places = {first.left.Quote("does not fit")};
  for (const document::Node& part : first.parts)
    found.places.push_back(part->IsArray() ? part.QuoteKey("counted") : part.Quote("a part of it"));
  std::vector<std::string> shape;
  for (const Mined* fail : fails) {
    found.details.push_back(fmt::format("{} is {}, but {} ({})", Where(fail->left, *fail->object), fail->left->text,
                                        fail->sum, ToString(fail->left.Location())));
    shape.push_back(Starred(*fail));
  }
  found.shape = finding::Shape(std::move(shape));
  found.likely = std::move(likely);
  return found;
}

void Judge(const Subject& subject, const Group& group, std::vector<Finding>& findings) {
  const std::vector<const Mined*>& fails = group.fails;
  if (fails.empty()) return;
  const Mined& first = *fails.front();
  const std::string where = Where(first.left, *first.object);
  const bool shortened = subject.bodies()[first.object->body].shortened;
  const auto telling = static_cast<std::size_t>(
      std::count_if(group.holds.begin(), group.holds.end(), [](const Mined* one) { return one->telling; }));
  switch (first.kind) {
    case Mined::Kind::kSplit:
      // It is a split only if most of it adds up.
      if (telling < 2 || fails.size() >= telling || shortened) return;
      findings.push_back(
          Report(subject, fails, Severity::kWarning,
                 fmt::format("{} is {}, but its parts sum up to {}", where, first.left->text,
                             first.sum.substr(first.sum.rfind(' ') + 1)),
                 fmt::format("One of the figures: the parts add up in {}.", Count(telling, "other place"))));
      return;
    case Mined::Kind::kSeries:
      if (shortened) return;
      findings.push_back(
          Report(subject, fails, Severity::kNote,
                 fmt::format("the rows shown do not sum up to {} {}", where, first.left->text),
                 "The sample, which shows some of the rows without saying so; or the figures mean different things."));
      return;
    case Mined::Kind::kNamed:
      findings.push_back(Report(subject, fails, Severity::kWarning,
                                fmt::format("{} is {}, but {}", where, first.left->text, first.sum),
                                "One of the figures: their names say how they belong together."));
      return;
    case Mined::Kind::kBound:
      findings.push_back(Report(subject, fails, Severity::kWarning,
                                fmt::format("{} is {}, more than the {} of {}", where, first.left->text,
                                            first.parts.front()->text, Where(first.parts.front(), *first.object)),
                                "One of the figures: a part is more than the whole."));
      return;
    case Mined::Kind::kCount:
      findings.push_back(Report(subject, fails, Severity::kWarning,
                                fmt::format("{} is {}, but {}", where, first.left->text, first.sum),
                                "The sample: its list and its counts were not taken from one answer."));
      return;
    case Mined::Kind::kShortList:
      if (shortened) return;
      findings.push_back(Report(subject, fails, Severity::kNote,
                                fmt::format("{} is {}, and the answer shows {}", where, first.left->text, first.sum),
                                "The sample, which shows some of the rows without saying so."));
      return;
    case Mined::Kind::kLastRows:
      if (shortened) return;
      findings.push_back(
          Report(subject, fails, Severity::kWarning,
                 fmt::format("{} is {}, and the answer, which says that nothing follows, shows {}", where,
                             first.left->text, first.sum),
                 "The sample: its total, its rows and what it says of further ones were not taken from one answer."));
      return;
    case Mined::Kind::kRunning:
      // It runs only if it does elsewhere, and most of it.
      if (telling == 0 || fails.size() > telling || shortened) return;
      findings.push_back(
          Report(subject, fails, Severity::kWarning,
                 fmt::format("{} is {}, but by the row before it {}", where, first.left->text, first.sum),
                 fmt::format("One of the figures: from row to row it adds up in {}.", Count(telling, "other place"))));
      return;
  }
}

std::vector<Finding> Run(const Subject& subject) {
  const std::vector<Mined> mined = MineIdentities(subject);
  // By operation; bodies of no operation by themselves.
  std::map<std::pair<std::string, std::string>, Group> groups;
  std::vector<std::pair<std::string, std::string>> order;
  for (const Mined& one : mined) {
    const std::pair key(OperationName(subject, subject.bodies()[one.object->body]),
                        fmt::format("{} {}", static_cast<int>(one.kind), one.group));
    const auto [known, fresh] = groups.try_emplace(key);
    if (fresh) order.push_back(key);
    (one.holds ? known->second.holds : known->second.fails).push_back(&one);
  }
  std::vector<Finding> findings;
  for (const auto& key : order) Judge(subject, groups[key], findings);
  return findings;
}

}  // namespace

const Rule kArithmetic = {
    {"arithmetic", "The figures of a shown answer add up", finding::Severity::kWarning,
     "Looks for identities in the figures of shown answers. By structure: a total and its parts, where at least two figures add up and "
     "one does not. By names: what remains "
     "is the limit without what is used; a total is the subtotal with tax, shipping, fees and discount in any combination; an amount is "
     "quantity times unit price, to the cent; a cost is its parts, where one digit is off; nights are the days between arrival and departure; "
     "a part (answered_calls) is at most the whole (total_calls); a list is no longer than its page and its total, and the pages are as "
     "many as the total needs; a list that says that nothing follows (`has_more`) has all of its total's rows. From row to row: a balance is that of the "
     "row before it with the amount between them, where it adds up elsewhere in the list. Rows by date "
     "that sum up to less than a total, and a first page with fewer rows than its total tells, are notes, since samples are often "
     "shortened. Averages, shares and prices "
     "are not added.\n\nWhy: readers learn from samples what the figures mean.\n\nWhat to do: take the sample from a real answer. "
     "Identities that hold are proposed as "
     "invariants by `plumbline audit --propose-invariants`."},
    Run};

}  // namespace plumbline::audit
