// Between the tree of a pattern and the engines: what has to be asked of a subject so that as little
// as possible is left to backtracking. A search wants a verdict, not a match, and that allows
// rewritings that would be wrong for a replacement:
//
//   ^(?=A)(?!B)C    ^A and ^C, and not ^B
//   A(?<!B)$        A$, and not B$
//   A(?=B)          AB
//   (?<=A)B         AB
//   aX*, X*a        a
//   aX{2,9}         aX{2}
//
// None of it is done where there is a backreference: it could look into what is cut off.
#pragma once

#include <vector>

#include "schema/pattern_parser.h"

namespace plumbline::schema {

enum class PatternNeed {
  kRegular,       // RE2 can run it
  kBacktracking,  // lookaround, a backreference, \B or a property that RE2 lacks
};

// To be searched for like a pattern. Negated: holds where it is not found.
struct PatternCondition {
  PatternNode node;
  bool negated = false;
  PatternNeed need = PatternNeed::kRegular;
};

// The pattern matches where all the conditions of one of the alternatives hold.
struct PatternPlan {
  std::vector<std::vector<PatternCondition>> alternatives;
};

PatternPlan PlanPattern(PatternNode root);

}  // namespace plumbline::schema
