#include <fmt/format.h>

#include <algorithm>

#include "audit/documented.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;
using page::ToldRelation;

// Objects of a body that have every one of the names.
void Objects(const Node& node, const std::vector<std::string>& names, std::vector<Node>& found, int depth) {
  if (depth > 12 || found.size() > 200) return;
  for (std::size_t i = 0; i < node->items.size(); ++i) Objects(node.Item(i), names, found, depth + 1);
  if (!node->IsObject()) return;
  if (std::all_of(names.begin(), names.end(), [&](const std::string& name) { return node->Find(name) != nullptr; })) found.push_back(node);
  for (const document::Member& member : node->members) Objects(Node(node.document(), member.value, node.pointer() / member.key), names, found, depth + 1);
}

std::optional<Decimal> NumberIn(const document::Value& value) {
  if (!value.IsNumber() && !value.IsString()) return std::nullopt;
  return Decimal::Parse(value.text);
}

// How an object breaks the relation, in words; nothing where it holds or cannot be asked.
std::optional<std::string> Breaks(const ToldRelation& relation, const Node& object) {
  const document::Value& member = *object->Find(relation.member);
  switch (relation.kind) {
    case ToldRelation::Kind::kSum: {
      Decimal sum;
      for (const std::string& other : relation.others) {
        const auto number = NumberIn(*object->Find(other));
        const auto more = number ? Add(sum, *number) : std::nullopt;
        if (!more) return std::nullopt;
        sum = *more;
      }
      const auto total = NumberIn(member);
      if (!total || *total == sum) return std::nullopt;
      return fmt::format("{} is {}, and {} give {}", relation.member, member.text, Join(relation.others, " and "), sum.ToString());
    }
    case ToldRelation::Kind::kAfter: {
      const document::Value& other = *object->Find(relation.others.front());
      if (!member.IsString() || !other.IsString()) return std::nullopt;
      const auto later = ParseMoment(member.text), earlier = ParseMoment(other.text);
      if (!later || !earlier || later->Compare(*earlier) >= 0) return std::nullopt;
      return fmt::format("{} is {}, before {} at {}", relation.member, member.text, relation.others.front(), other.text);
    }
    case ToldRelation::Kind::kCount: return std::nullopt;
  }
  return std::nullopt;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const ToldRelation& relation : subject.pages()[p].claims.relations) {
      const std::size_t operation = subject.OperationOf(p, relation.operation);
      std::vector<std::string> names = relation.others;
      names.push_back(relation.member);
      bool done = false;
      constexpr std::size_t kMaxBodies = 100;
      std::size_t looked_at = 0;
      for (const ShownBody& body : subject.bodies()) {
        const bool own = body.operation == operation || (body.page == p && (operation == kNowhere || body.operation == kNowhere));
        if (done || !own || !body.IsSuccess() || body.origin == ShownBody::Origin::kExample) continue;
        if (++looked_at > kMaxBodies) break;
        std::vector<Node> objects;
        Objects(body.root, names, objects, 0);
        for (const Node& object : objects) {
          const auto broken = Breaks(relation, object);
          if (!broken || done) continue;
          done = true;
          finding::Finding found = NewFinding(subject, "prose.relation", operation, finding::Severity::kError, relation.member + " " + Join(relation.others, " "));
          found.message = fmt::format("by the page's words {} is {} {}; in {} {}", relation.member, relation.kind == ToldRelation::Kind::kSum ? "the sum of" : "later than",
                                      Join(relation.others, " and "), body.label, *broken);
          found.expected = relation.kind == ToldRelation::Kind::kSum ? "the sum" : "a later time";
          found.observed = *broken;
          found.places = {subject.Quote(p, relation.span, "the page says so"), object.Find(relation.member)->Quote("the sample shows it"), object.Find(relation.others.front())->Quote("against this")};
          found.likely = "The sample, unless the sentence is wrong: a live answer decides.";
          findings.push_back(std::move(found));
        }
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kProseRelation = {
    {"prose.relation", "What sentences say of two members holds in the samples", finding::Severity::kError,
     "Reads sentences that call a member the sum of others, or later than another (\"`ended_at` is later than `started_at`\"), and asks the samples of the operation.\n\nWhy: a reader computes by "
     "it.\n\nWhat to do: mend the sample or the sentence."},
    Run};

}  // namespace plumbline::audit
