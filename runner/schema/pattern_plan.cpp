#include "schema/pattern_plan.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "schema/pattern_translate.h"

namespace plumbline::schema {
namespace {

using Kind = PatternNode::Kind;

bool AnyNode(const PatternNode& node, const std::function<bool(const PatternNode&)>& is) {
  return is(node) || std::any_of(node.children.begin(), node.children.end(),
                                 [&](const PatternNode& child) { return AnyNode(child, is); });
}

// RE2 finds \B between the bytes of a character, where ECMA-262 has no position.
bool NeedsBacktracking(const PatternNode& node) {
  return AnyNode(node, [](const PatternNode& inner) {
    return inner.IsLook() || inner.kind == Kind::kBackreference || inner.kind == Kind::kNotWordBoundary ||
           (inner.kind == Kind::kClass && !HasRe2Spelling(inner.characters));
  });
}

PatternNode Sequence(std::vector<PatternNode> children) {
  PatternNode node;
  node.children = std::move(children);
  return node;
}
PatternNode Single(Kind kind) {
  PatternNode node;
  node.kind = kind;
  return node;
}

// A group around everything means nothing where nothing refers to it.
PatternNode Unwrap(PatternNode node) {
  while (node.kind == Kind::kGroup) {
    PatternNode child = std::move(node.children.front());
    node = std::move(child);
  }
  return node;
}

// Takes away what a match may leave out at the end of `node` when nothing has to follow it (or,
// with `first`, at its start when nothing has to precede it). A repeat there has its lowest count.
void Trim(PatternNode& node, bool first) {
  switch (node.kind) {
    case Kind::kRepeat:
      if (node.min == 0) {
        node = PatternNode();
      } else if (node.min == 1) {
        PatternNode child = std::move(node.children.front());
        node = std::move(child);
        Trim(node, first);
      } else {
        node.max = node.min;
      }
      return;
    case Kind::kGroup:
      Trim(node.children.front(), first);
      if (node.children.front().IsEmpty()) node = PatternNode();
      return;
    case Kind::kAlternation:
      for (PatternNode& child : node.children) Trim(child, first);
      return;
    case Kind::kSequence: {
      // The children that come to nothing, and the first that does not.
      std::size_t empty = 0;
      for (; empty < node.children.size(); ++empty) {
        PatternNode& outer = first ? node.children[empty] : node.children[node.children.size() - 1 - empty];
        Trim(outer, first);
        if (!outer.IsEmpty()) break;
      }
      const auto count = static_cast<std::ptrdiff_t>(empty);
      if (first) {
        node.children.erase(node.children.begin(), node.children.begin() + count);
      } else {
        node.children.erase(node.children.end() - count, node.children.end());
      }
      return;
    }
    case Kind::kCharacter:
    case Kind::kClass:
    case Kind::kStart:
    case Kind::kEnd:
    case Kind::kWordBoundary:
    case Kind::kNotWordBoundary:
    case Kind::kBackreference:
    case Kind::kLookahead:
    case Kind::kNegativeLookahead:
    case Kind::kLookbehind:
    case Kind::kNegativeLookbehind:
      return;
  }
}

PatternCondition Condition(PatternNode node, bool negated) {
  if (NeedsBacktracking(node)) return {std::move(node), negated, PatternNeed::kBacktracking};
  Trim(node, false);
  Trim(node, true);
  return {std::move(node), negated, PatternNeed::kRegular};
}

// An alternative with lookaround. What stands at the very start or end of the subject is a question
// of its own; a lookbehind before everything else, or a lookahead after it, is simply part of it.
std::vector<PatternCondition> Split(PatternNode alternative) {
  std::vector<PatternNode> terms;
  if (alternative.kind == Kind::kSequence) {
    terms = std::move(alternative.children);
  } else {
    terms.push_back(std::move(alternative));
  }
  std::vector<PatternCondition> conditions;
  if (terms.front().kind == Kind::kStart) {
    std::size_t looks = 1;
    for (; looks < terms.size(); ++looks) {
      PatternNode& look = terms[looks];
      if (look.kind != Kind::kLookahead && look.kind != Kind::kNegativeLookahead) break;
      conditions.push_back(Condition(Sequence({Single(Kind::kStart), std::move(look.children.front())}),
                                     look.kind == Kind::kNegativeLookahead));
    }
    terms.erase(terms.begin() + 1, terms.begin() + static_cast<std::ptrdiff_t>(looks));
  } else if (terms.front().kind == Kind::kLookbehind) {
    terms.front() = Unwrap(std::move(terms.front().children.front()));
  }
  if (terms.back().kind == Kind::kEnd) {
    while (terms.size() > 1) {
      PatternNode& look = terms[terms.size() - 2];
      if (look.kind != Kind::kLookbehind && look.kind != Kind::kNegativeLookbehind) break;
      conditions.push_back(Condition(Sequence({std::move(look.children.front()), Single(Kind::kEnd)}),
                                     look.kind == Kind::kNegativeLookbehind));
      terms.erase(terms.end() - 2);
    }
  } else if (terms.back().kind == Kind::kLookahead) {
    terms.back() = Unwrap(std::move(terms.back().children.front()));
  }
  conditions.push_back(Condition(Sequence(std::move(terms)), false));
  return conditions;
}

}  // namespace

PatternPlan PlanPattern(PatternNode root) {
  PatternPlan plan;
  if (AnyNode(root, [](const PatternNode& node) { return node.kind == Kind::kBackreference; })) {
    plan.alternatives.push_back({});
    plan.alternatives.back().push_back({std::move(root), false, PatternNeed::kBacktracking});
    return plan;
  }
  root = Unwrap(std::move(root));
  if (!NeedsBacktracking(root)) {
    plan.alternatives.push_back({});
    plan.alternatives.back().push_back(Condition(std::move(root), false));
    return plan;
  }
  std::vector<PatternNode> alternatives;
  if (root.kind == Kind::kAlternation) {
    alternatives = std::move(root.children);
  } else {
    alternatives.push_back(std::move(root));
  }
  // Those that RE2 can run stay together: one program, asked first.
  const auto hard = std::stable_partition(alternatives.begin(), alternatives.end(),
                                          [](const PatternNode& node) { return !NeedsBacktracking(node); });
  if (hard != alternatives.begin()) {
    PatternNode regular;
    regular.kind = Kind::kAlternation;
    regular.children.assign(std::make_move_iterator(alternatives.begin()), std::make_move_iterator(hard));
    plan.alternatives.push_back({});
    plan.alternatives.back().push_back(
        Condition(regular.children.size() == 1 ? std::move(regular.children.front()) : std::move(regular), false));
  }
  for (auto alternative = hard; alternative != alternatives.end(); ++alternative)
    plan.alternatives.push_back(Split(Unwrap(std::move(*alternative))));
  return plan;
}

}  // namespace plumbline::schema
