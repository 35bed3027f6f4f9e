#include "schema/pattern_translate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace plumbline::schema {
namespace {

using Kind = PatternNode::Kind;

constexpr std::uint32_t kRe2MostRepeats = 1'000;
// More do not fit into the memory that RE2 is given here; a count of some millions takes seconds to come to that.
constexpr std::uint64_t kRe2MostTerms = 100'000;
constexpr std::uint32_t kPcre2MostRepeats = 65'535;
// A name of a property stands for hundreds of ranges in RE2: against the bound it counts as so many
// characters.
constexpr std::size_t kRe2PropertyCost = 2'000;
// A lookbehind is written once for each way in which its references may be caught or not.
constexpr std::size_t kMostReferencesInLookbehind = 4;
constexpr std::size_t kMostReferencedGroups = 100;
constexpr std::string_view kNothing = "[^\\x{0}-\\x{10ffff}]";

enum class Dialect { kRe2, kPcre2 };

// RE2's names of a property with their sign: all of those in `names`, or all that is in none.
struct Re2Names {
  std::vector<std::string_view> names;
  bool negated = false;
};
Re2Names NamesFor(const CharacterClass::Member& member) {
  std::string_view re2 = member.property.re2;
  const bool complement = re2.starts_with('^');
  if (complement) re2.remove_prefix(1);
  return {Split(re2, ' '), member.negated != complement};
}

std::string Quantifier(std::uint32_t min, std::uint32_t max) {
  if (min == 1 && max == 1) return "";
  if (min == 0 && max == 1) return "?";
  return min == max ? fmt::format("{{{}}}", min) : fmt::format("{{{},{}}}", min, max);
}

class Speller {
 public:
  explicit Speller(Dialect dialect) : dialect_(dialect) {}

  bool FindReferences(const PatternNode& root) {
    CollectReferences(root, referenced_);
    return referenced_.size() <= kMostReferencedGroups;
  }

  // `budget`: how often RE2 lets this be repeated.
  void Spell(const PatternNode& node, std::uint32_t budget) {
    if (TooLong()) return;
    switch (node.kind) {
      case Kind::kCharacter:
        return SpellCharacter(node.character);
      case Kind::kClass:
        return SpellClass(node.characters);
      case Kind::kStart:
        out_ += "\\A";
        return;
      case Kind::kEnd:
        out_ += "\\z";
        return;
      case Kind::kWordBoundary:
        out_ += "\\b";
        return;
      case Kind::kNotWordBoundary:
        out_ += "\\B";
        return;
      case Kind::kBackreference:
        return SpellReference(node.number);
      case Kind::kSequence:
        for (const PatternNode& child : node.children) Spell(child, budget);
        return;
      case Kind::kAlternation:
        return SpellGroup("(?:", node, budget);
      case Kind::kGroup:
        SpellGroup(referenced_.contains(node.number) ? fmt::format("(?<g{}>", node.number) : "(?:",
                   node.children.front(), budget);
        if (referenced_.contains(node.number)) passed_.insert(node.number);
        return;
      case Kind::kRepeat:
        return dialect_ == Dialect::kRe2 ? SpellRe2Repeat(node, budget) : SpellPcre2Repeat(node);
      case Kind::kLookahead:
        return SpellGroup("(?=", node.children.front(), budget);
      case Kind::kNegativeLookahead:
        return SpellGroup("(?!", node.children.front(), budget);
      case Kind::kLookbehind:
        return SpellLookbehind("(?<=", node.children.front());
      case Kind::kNegativeLookbehind:
        return SpellLookbehind("(?<!", node.children.front());
    }
  }

  bool TooLong() const { return out_.size() + cost_ > kLongestSpelling; }
  // What PCRE2 cannot do, as a part of a sentence; empty where it can.
  const std::string& fault() const { return fault_; }
  std::string Take() { return std::move(out_); }

 private:
  void SpellCodePoint(char32_t c) {
    const bool plain = c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    if (plain) {
      out_ += static_cast<char>(c);
    } else {
      out_ += fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(c));
    }
  }
  void SpellCharacter(char32_t c) {
    if (IsSurrogate(c)) {
      out_ += kNothing;
    } else {
      SpellCodePoint(c);
    }
  }

  void SpellGroup(std::string_view open, const PatternNode& body, std::uint32_t budget) {
    out_ += open;
    if (body.kind == Kind::kAlternation) {
      const std::set<std::uint32_t> before = passed_;
      std::set<std::uint32_t> after;
      for (std::size_t i = 0; i < body.children.size(); ++i) {
        if (i > 0) out_ += '|';
        passed_ = before;
        Spell(body.children[i], budget);
        after.merge(passed_);
      }
      passed_ = std::move(after);
    } else {
      Spell(body, budget);
    }
    out_ += ')';
  }

  static void CollectReferences(const PatternNode& node, std::set<std::uint32_t>& references) {
    if (node.kind == Kind::kBackreference) references.insert(node.number);
    for (const PatternNode& child : node.children) CollectReferences(child, references);
  }
  bool HasReferencedGroup(const PatternNode& node) const {
    return (node.kind == Kind::kGroup && referenced_.contains(node.number)) ||
           std::any_of(node.children.begin(), node.children.end(),
                       [&](const PatternNode& child) { return HasReferencedGroup(child); });
  }

  // A group that took no part so far matches the empty text (22.2.2.7.2). PCRE2 has an option for
  // that, but takes no backreference in a lookbehind with it; a condition says the same. A group that
  // ends after the reference, or is in another alternative, never took part: each round of a repeat
  // around both forgets what the one before caught (22.2.2.3.1), though PCRE2 would not.
  void SpellReference(std::uint32_t number) {
    if (!passed_.contains(number)) {
      out_ += "(?:)";
      return;
    }
    const auto known = caught_.find(number);
    if (known == caught_.end()) {
      out_ += fmt::format("(?(<g{0}>)\\k{{g{0}}})", number);
    } else {
      out_ += known->second ? fmt::format("\\k{{g{}}}", number) : "(?:)";
    }
  }

  // Of fixed length only where it is settled outside whether the references in it match a text.
  void SpellLookbehind(std::string_view open, const PatternNode& body) {
    std::set<std::uint32_t> references;
    CollectReferences(body, references);
    const bool unclear = !references.empty() && HasReferencedGroup(body);  // it is read from right to left
    std::erase_if(references,
                  [&](std::uint32_t number) { return caught_.contains(number) || !passed_.contains(number); });
    if (references.empty() && !unclear) return SpellGroup(open, body, 0);
    if (references.size() > kMostReferencesInLookbehind || unclear) {
      fault_ = "a lookbehind with such backreferences is not supported";
      return;
    }
    const std::uint32_t number = *references.begin();
    out_ += fmt::format("(?(<g{}>)", number);
    caught_[number] = true;
    SpellLookbehind(open, body);
    out_ += '|';
    caught_[number] = false;
    SpellLookbehind(open, body);
    out_ += ')';
    caught_.erase(number);
  }

  void SpellClass(const CharacterClass& characters) {
    bool negated = characters.negated;
    std::string members;
    for (const CharacterClass::Member& member : characters.properties) {
      if (dialect_ == Dialect::kPcre2) {
        members += fmt::format("\\{}{{{}}}", member.negated ? 'P' : 'p', member.property.pcre2);
        continue;
      }
      const Re2Names spelled = NamesFor(member);
      cost_ += spelled.names.size() * kRe2PropertyCost;
      const bool flip = spelled.negated && spelled.names.size() > 1;  // then it is alone: HasRe2Spelling
      if (flip) negated = !negated;
      for (const std::string_view name : spelled.names)
        members += fmt::format("\\{}{{{}}}", spelled.negated && !flip ? 'P' : 'p', name);
    }
    if (members.empty() && characters.set.IsEmpty()) {
      out_ += kNothing;
      return;
    }
    out_ += negated ? "[^" : "[";
    for (const CodePointRange& range : characters.set.ranges()) {
      SpellCodePoint(range.first);
      if (range.last == range.first) continue;
      out_ += '-';
      SpellCodePoint(range.last);
    }
    out_ += members;
    out_ += ']';
  }

  void SpellPcre2Repeat(const PatternNode& node) {
    const PatternNode& child = node.children.front();
    const bool wrapped = child.IsLook();
    if (wrapped) out_ += "(?:";
    Spell(child, 0);
    if (wrapped) out_ += ')';
    if (node.min > kPcre2MostRepeats || (node.max != kUnlimited && node.max > kPcre2MostRepeats)) {
      fault_ =
          fmt::format("more than {} repeats are not supported beside lookaround and backreferences", kPcre2MostRepeats);
    }
    out_ += node.max == kUnlimited ? fmt::format("{{{},}}", node.min) : fmt::format("{{{},{}}}", node.min, node.max);
    if (node.lazy) out_ += '?';
  }

  // The largest product of nested counts inside, as far as it can be kept in one piece.
  static std::uint32_t Product(const PatternNode& node) {
    std::uint32_t product = 1;
    for (const PatternNode& child : node.children) product = std::max(product, Product(child));
    if (node.kind != Kind::kRepeat) return product;
    const std::uint64_t count = std::max<std::uint32_t>(1, node.max == kUnlimited ? node.min : node.max);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(kRe2MostRepeats, product * count));
  }

  void SpellRe2Repeat(const PatternNode& node, std::uint32_t budget) {
    const PatternNode& child = node.children.front();
    const std::uint32_t piece = std::max<std::uint32_t>(1, budget / Product(child));
    const auto spell = [&](std::uint32_t most, std::string_view quantifier) {
      Spell(child, std::max<std::uint32_t>(1, budget / std::max<std::uint32_t>(1, most)));
      out_ += quantifier;
    };
    const bool unlimited = node.max == kUnlimited;
    if (!unlimited && node.max == 0) {
      out_ += "(?:)";
      return;
    }
    if (unlimited && node.min <= 1) return spell(1, node.min == 0 ? "*" : "+");
    if (!unlimited && node.max <= piece) return spell(node.max, Quantifier(node.min, node.max));
    const auto pieces = [&](std::uint32_t count, bool optional) {
      while (count > 0 && !TooLong()) {
        const std::uint32_t now = std::min(count, piece);
        spell(now, Quantifier(optional ? 0 : now, now));
        count -= now;
      }
    };
    out_ += "(?:";
    pieces(node.min, false);
    if (unlimited) {
      spell(1, "*");
    } else {
      pieces(node.max - node.min, true);
    }
    out_ += ')';
  }

  Dialect dialect_;
  std::string out_;
  std::size_t cost_ = 0;
  std::set<std::uint32_t> referenced_;
  std::set<std::uint32_t> passed_;        // groups that end before, on the way to this place
  std::map<std::uint32_t, bool> caught_;  // what the lookbehind that is being written supposes
  std::string fault_;
};

bool HasPcre2Spelling(const PatternNode& node) {
  const auto& properties = node.characters.properties;
  return std::none_of(properties.begin(), properties.end(),
                      [](const auto& member) { return member.property.pcre2.empty(); }) &&
         std::all_of(node.children.begin(), node.children.end(), HasPcre2Spelling);
}

bool BeginsAtStart(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kStart:
      return true;
    case Kind::kSequence:
    case Kind::kGroup:
      return !node.children.empty() && BeginsAtStart(node.children.front());
    case Kind::kAlternation:
      return std::all_of(node.children.begin(), node.children.end(), BeginsAtStart);
    case Kind::kCharacter:
    case Kind::kClass:
    case Kind::kEnd:
    case Kind::kWordBoundary:
    case Kind::kNotWordBoundary:
    case Kind::kBackreference:
    case Kind::kRepeat:
    case Kind::kLookahead:
    case Kind::kNegativeLookahead:
    case Kind::kLookbehind:
    case Kind::kNegativeLookbehind:
      return false;
  }
  return false;
}

bool Runs(const PatternNode& node) {
  if (node.kind == Kind::kBackreference || (node.kind == Kind::kRepeat && node.max - node.min > 100)) return true;
  return std::any_of(node.children.begin(), node.children.end(), Runs);
}

// Terms that are left when repeats are written out, as RE2 does before it holds a pattern to its bound.
std::uint64_t WrittenOut(const PatternNode& node) {
  constexpr std::uint64_t kMost = 1'000'000'000;
  if (node.kind == Kind::kRepeat)
    return std::min(kMost, WrittenOut(node.children.front()) *
                               (node.max == kUnlimited ? std::max<std::uint32_t>(1, node.min) : node.max));
  std::uint64_t terms = node.children.empty() ? 1 : 0;
  for (const PatternNode& child : node.children) terms = std::min(kMost, terms + WrittenOut(child));
  return terms;
}

// Terms, those in repeats as often as they must be there.
std::uint64_t Size(const PatternNode& node) {
  constexpr std::uint64_t kMost = 1'000'000'000;
  std::uint64_t size = 1;
  for (const PatternNode& child : node.children) size = std::min(kMost, size + Size(child));
  return node.kind == Kind::kRepeat ? std::min(kMost, size * std::max<std::uint32_t>(1, node.min)) : size;
}

}  // namespace

bool HasRe2Spelling(const CharacterClass& characters) {
  const bool alone = characters.set.IsEmpty() && characters.properties.size() == 1;
  return std::all_of(characters.properties.begin(), characters.properties.end(),
                     [&](const CharacterClass::Member& member) {
                       if (member.property.re2.empty()) return false;
                       const Re2Names names = NamesFor(member);
                       return alone || !names.negated || names.names.size() == 1;
                     });
}

std::optional<std::string> SpellForRe2(const PatternNode& root) {
  if (WrittenOut(root) > kRe2MostTerms) return std::nullopt;
  Speller speller(Dialect::kRe2);
  speller.Spell(root, kRe2MostRepeats);
  if (speller.TooLong()) return std::nullopt;
  return speller.Take();
}

Pcre2Spelling SpellForPcre2(const PatternNode& root) {
  Pcre2Spelling spelling;
  spelling.step_cost = Size(root);
  spelling.runs = Runs(root);
  Speller speller(Dialect::kPcre2);
  if (!HasPcre2Spelling(root)) {
    spelling.error = "a Unicode property in it is not available";
  } else if (!speller.FindReferences(root)) {
    spelling.error = fmt::format("backreferences to more than {} groups are not supported", kMostReferencedGroups);
  } else {
    speller.Spell(root, 0);
    spelling.error = speller.TooLong() ? "too large" : speller.fault();
  }
  spelling.text = BeginsAtStart(root) ? speller.Take() : "\\A(?s:.)*?" + speller.Take();
  return spelling;
}

}  // namespace plumbline::schema
