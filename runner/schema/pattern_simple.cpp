#include "schema/pattern_simple.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace plumbline::schema {
namespace {

using Kind = PatternNode::Kind;
using Element = SimplePattern::Element;
using Alternative = SimplePattern::Alternative;

// Alternatives are tried one after the other, and text is sought byte by byte at worst: past these
// bounds RE2, which is linear in both, is the better choice.
constexpr std::size_t kMostAlternatives = 8;
constexpr std::size_t kLongestSoughtText = 256;

// The terms of a sequence, with groups and sequences inside it opened.
void Flatten(const PatternNode& node, std::vector<const PatternNode*>& terms) {
  if (node.kind == Kind::kSequence || node.kind == Kind::kGroup) {
    for (const PatternNode& child : node.children) Flatten(child, terms);
  } else {
    terms.push_back(&node);
  }
}

// Whether the term is one class, perhaps repeated; then `element` is that.
bool ReadElement(const PatternNode& term, Element& element) {
  const PatternNode* node = &term;
  if (term.kind == Kind::kRepeat) {
    element.min = term.min;
    element.max = term.max;
    node = &term.children.front();
    while (node->kind == Kind::kGroup) node = &node->children.front();
  }
  if (node->kind == Kind::kCharacter) {
    element.set = CodePointSet({{node->character, node->character}});
    return true;
  }
  if (node->kind != Kind::kClass || !node->characters.properties.empty()) return false;
  element.set = node->characters.set;
  return true;
}

std::uint32_t Sum(std::uint32_t a, std::uint32_t b) { return b > kUnlimited - a ? kUnlimited : a + b; }

// A repeat that takes all it can is right where the code point after it could not have been its own:
// whichever element comes next begins with something else. Then only one division of the subject
// among the elements exists, and the greedy one is it.
bool IsDeterministic(const std::vector<Element>& elements) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (elements[i].min == elements[i].max) continue;
    for (std::size_t next = i + 1; next < elements.size(); ++next) {
      if (elements[i].set.Intersects(elements[next].set)) return false;
      if (elements[next].min > 0) break;
    }
  }
  return true;
}

void FillAscii(Element& element) {
  for (const CodePointRange& range : element.set.ranges()) {
    for (char32_t c = range.first; c <= range.last && c < 0x80; ++c) element.ascii.set(c);
  }
  element.beyond_ascii = !element.set.IsEmpty() && element.set.ranges().back().last >= 0x80;
}

// U+FFFD in a text would also have to be found as invalid bytes: then it is a class.
bool IsText(const std::vector<const PatternNode*>& terms) {
  return std::all_of(terms.begin(), terms.end(), [](const PatternNode* term) {
    return term->kind == Kind::kCharacter && !IsSurrogate(term->character) && term->character != kReplacementCharacter;
  });
}

bool BuildAlternative(const std::vector<const PatternNode*>& terms, Alternative& alternative) {
  if (IsText(terms)) {
    for (const PatternNode* term : terms) AppendUtf8(alternative.literal, term->character);
    return alternative.at_start || alternative.at_end || alternative.literal.size() <= kLongestSoughtText;
  }
  std::vector<Element>& elements = alternative.elements;
  for (const PatternNode* term : terms) {
    Element element;
    if (!ReadElement(*term, element)) return false;
    if (!elements.empty() && elements.back().set == element.set) {
      elements.back().min = Sum(elements.back().min, element.min);
      elements.back().max = Sum(elements.back().max, element.max);
    } else {
      elements.push_back(std::move(element));
    }
  }
  // What is open at an end must have a fixed length there; PlanPattern sees to it.
  if (!alternative.at_end && elements.back().min != elements.back().max) return false;
  // In an open start only one run of a class is looked for.
  if (!alternative.at_start && elements.size() != 1) return false;
  if (alternative.at_start && !IsDeterministic(elements)) return false;
  for (Element& element : elements) FillAscii(element);
  return true;
}

bool Collect(const PatternNode& node, bool at_start, bool at_end, std::vector<Alternative>& alternatives) {
  std::vector<const PatternNode*> terms;
  Flatten(node, terms);
  std::size_t first = 0, last = terms.size();
  for (; first < last && terms[first]->kind == Kind::kStart; ++first) at_start = true;
  for (; last > first && terms[last - 1]->kind == Kind::kEnd; --last) at_end = true;
  if (last - first == 1 && terms[first]->kind == Kind::kAlternation) {
    const auto& children = terms[first]->children;
    return std::all_of(children.begin(), children.end(),
                       [&](const PatternNode& child) { return Collect(child, at_start, at_end, alternatives); });
  }
  Alternative alternative{at_start, at_end, {}, {}};
  terms = {terms.begin() + static_cast<std::ptrdiff_t>(first), terms.begin() + static_cast<std::ptrdiff_t>(last)};
  if (!BuildAlternative(terms, alternative)) return false;
  alternatives.push_back(std::move(alternative));
  return true;
}

// Bytes of the code point at subject[i] where it belongs to the element, 0 otherwise.
std::size_t Step(const Element& element, std::string_view subject, std::size_t i) {
  const auto byte = static_cast<unsigned char>(subject[i]);
  if (byte < 0x80) return element.ascii[byte] ? 1 : 0;
  if (!element.beyond_ascii) return 0;
  const auto [code_point, length] = DecodeCodePoint(subject, i);
  return element.set.Contains(code_point) ? length : 0;
}

bool MatchesFromStart(const Alternative& alternative, std::string_view subject) {
  std::size_t i = 0;
  for (const Element& element : alternative.elements) {
    std::uint32_t count = 0;
    for (; count < element.max && i < subject.size(); ++count) {
      const std::size_t length = Step(element, subject, i);
      if (length == 0) break;
      i += length;
    }
    if (count < element.min) return false;
  }
  return !alternative.at_end || i == subject.size();
}

// A run of the only element that is long enough, anywhere or at the end.
bool HasRun(const Alternative& alternative, std::string_view subject) {
  const Element& element = alternative.elements.front();
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < subject.size();) {
    if (count >= element.min && !alternative.at_end) return true;
    const std::size_t length = Step(element, subject, i);
    count = length == 0 ? 0 : Sum(count, 1);
    i += length == 0 ? DecodeCodePoint(subject, i).length : length;
  }
  return count >= element.min;
}

bool MatchesLiteral(const Alternative& alternative, std::string_view subject) {
  if (alternative.at_start && alternative.at_end) return subject == alternative.literal;
  if (alternative.at_start) return subject.starts_with(alternative.literal);
  if (alternative.at_end) return subject.ends_with(alternative.literal);
  return subject.find(alternative.literal) != std::string_view::npos;
}

}  // namespace

std::optional<SimplePattern> SimplePattern::Make(const PatternNode& root) {
  SimplePattern simple;
  std::vector<Alternative> alternatives;
  if (!Collect(root, false, false, alternatives)) return std::nullopt;
  for (Alternative& alternative : alternatives) {
    if (alternative.at_start && alternative.at_end && alternative.elements.empty()) {
      simple.words_.push_back(std::move(alternative.literal));
    } else {
      simple.alternatives_.push_back(std::move(alternative));
    }
  }
  if (simple.alternatives_.size() > kMostAlternatives) return std::nullopt;
  std::sort(simple.words_.begin(), simple.words_.end());
  return simple;
}

bool SimplePattern::Matches(std::string_view subject) const {
  if (std::binary_search(words_.begin(), words_.end(), subject)) return true;
  return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const Alternative& alternative) {
    if (alternative.elements.empty()) return MatchesLiteral(alternative, subject);
    return alternative.at_start ? MatchesFromStart(alternative, subject) : HasRun(alternative, subject);
  });
}

}  // namespace plumbline::schema
