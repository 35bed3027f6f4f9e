// The syntax of ECMA-262 regular expressions (22.2.1) as a tree. The only reader of pattern texts:
// what it refuses no engine sees, and what it accepts is spelled anew for the engine that runs it.
// The tree is at most kDeepestPattern groups deep, so functions over it may recurse.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/code_points.h"
#include "schema/pattern.h"
#include "schema/pattern_property.h"

namespace plumbline::schema {

// kUnicode: with the flag `u`. kLenient: also the forms of Annex B.1.2 that pattern.h lists.
enum class PatternGrammar { kUnicode, kLenient };

// The code points of `set` and of every property; the others where `negated`, which is used only
// beside properties: without them the set says it all.
struct CharacterClass {
  struct Member {
    UnicodeProperty property;
    bool negated = false;  // \P{…}
    bool operator==(const Member&) const = default;
  };
  CodePointSet set;
  std::vector<Member> properties;
  bool negated = false;
  bool operator==(const CharacterClass&) const = default;
};

inline constexpr std::uint32_t kUnlimited = 0xFFFF'FFFF;

struct PatternNode {
  enum class Kind {
    kCharacter,        // `character`, which may be a lone surrogate: it never matches
    kClass,            // one code point of `characters`
    kStart,            // ^
    kEnd,              // $
    kWordBoundary,     // \b
    kNotWordBoundary,  // \B
    kBackreference,    // the group `number`
    kSequence,         // the children in order; the empty text where there are none
    kAlternation,      // one of two or more children
    kGroup,            // one child; the group `number`, 0 where it catches nothing
    kRepeat,           // one child, `min` to `max` times
    kLookahead,        // one child, as the three after it
    kNegativeLookahead,
    kLookbehind,
    kNegativeLookbehind,
  };

  Kind kind = Kind::kSequence;
  char32_t character = 0;
  std::uint32_t number = 0;
  std::uint32_t min = 0, max = 0;  // numbers past 2³² - 2 are that
  bool lazy = false;
  CharacterClass characters;
  std::vector<PatternNode> children;

  bool IsLook() const { return kind >= Kind::kLookahead; }
  bool IsEmpty() const { return kind == Kind::kSequence && children.empty(); }
};

// The first fault that a reader from left to right meets; a reference to a group that is nowhere
// counts only after all others.
std::variant<PatternNode, PatternFault> ParsePattern(std::string_view text, PatternGrammar grammar);

}  // namespace plumbline::schema
