#include "schema/tags.h"

#include <algorithm>

#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

constexpr int kDeepest = 6;  // references and allOf that are followed
constexpr std::size_t kMostVisits = 20'000;

}  // namespace

// Whether a subschema accepts nothing but certain strings.
bool TagFinder::OnlyStrings(std::uint32_t schema, int depth, std::vector<std::string_view>& texts) const {
  const Subschema& subschema = out_.subschemas[schema];
  for (const Keyword* k = out_.KeywordsBegin(subschema); k != out_.KeywordsEnd(subschema); ++k) {
    if (k->row->lowering == Lowering::kEnum) {
      const auto first = out_.cells.begin() + k->a, last = first + k->b;
      if (!std::all_of(first, last, [](const document::Cell* cell) { return cell->IsString(); })) continue;
      for (auto cell = first; cell != last; ++cell) texts.push_back((*cell)->view());
      return true;
    }
    if (k->row->lowering == Lowering::kRef && depth > 0 && OnlyStrings(k->a, depth - 1, texts)) return true;
  }
  return false;
}

void TagFinder::Collect(std::uint32_t schema, int depth, Traits& traits) {
  if (++visits_ > kMostVisits) return;  // what is not seen is not a constraint
  const Subschema& subschema = out_.subschemas[schema];
  for (const Keyword* k = out_.KeywordsBegin(subschema); k != out_.KeywordsEnd(subschema); ++k) {
    switch (k->row->lowering) {
      case Lowering::kRequired:
        for (std::uint32_t i = k->a; i < k->a + k->b; ++i) traits.required.push_back(out_.cells[i]->view());
        break;
      case Lowering::kProperties:
        for (std::uint32_t i = k->a; i < k->a + k->b; ++i) {
          const NamedSchema& named = out_.named[i];
          std::vector<std::string_view> texts;
          if (OnlyStrings(named.schema, depth, texts)) traits.texts.emplace(named.key->view(), std::move(texts));
        }
        break;
      case Lowering::kRef:
        if (depth > 0) Collect(k->a, depth - 1, traits);
        break;
      case Lowering::kAllOf:
        for (std::uint32_t i = 0; i < k->b && depth > 0; ++i) Collect(out_.schema_lists[k->a + i], depth - 1, traits);
        break;
      default:
        break;
    }
  }
}

std::uint32_t TagFinder::Find(const std::vector<std::uint32_t>& alternatives) {
  if (alternatives.size() > 2000) return kNone;
  visits_ = 0;
  std::vector<Traits> traits(alternatives.size());
  // Of each property that some alternative fixes: how many fix it, and how often each text is among theirs.
  struct Use {
    std::size_t alternatives = 0;
    std::map<std::string_view, std::size_t> texts;
  };
  std::map<std::string_view, Use> uses;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    Collect(alternatives[i], kDeepest, traits[i]);
    for (const auto& [name, texts] : traits[i].texts) {
      Use& use = uses[name];
      ++use.alternatives;
      for (const std::string_view text : texts) ++use.texts[text];
    }
  }
  // The best tag leaves the fewest alternatives to try: those that do not fix it, and those that share the most common
  // text.
  const auto left = [&](const Use& use) {
    std::size_t most = 0;
    for (const auto& [text, count] : use.texts) most = std::max(most, count);
    return alternatives.size() - use.alternatives + most;
  };
  const auto best = std::min_element(uses.begin(), uses.end(),
                                     [&](const auto& a, const auto& b) { return left(a.second) < left(b.second); });
  if (best == uses.end() || best->second.alternatives < 2) return kNone;

  Tag tag;
  tag.property = best->first;
  tag.hash = document::KeyHash(tag.property);
  tag.lists.resize(2);
  std::map<std::string_view, std::uint32_t> lists;
  for (const Traits& one : traits) {
    const auto texts = one.texts.find(tag.property);
    if (texts == one.texts.end()) continue;
    for (const std::string_view text : texts->second) lists.emplace(text, static_cast<std::uint32_t>(2 + lists.size()));
  }
  tag.lists.resize(2 + lists.size());
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const auto texts = traits[i].texts.find(tag.property);
    const bool required =
        std::find(traits[i].required.begin(), traits[i].required.end(), tag.property) != traits[i].required.end();
    if (!required) tag.lists[1].push_back(alternatives[i]);
    if (texts == traits[i].texts.end()) {
      tag.lists[0].push_back(alternatives[i]);
      for (const auto& [text, list] : lists) tag.lists[list].push_back(alternatives[i]);
    } else {
      for (const std::string_view text : texts->second) {
        auto& list = tag.lists[lists.at(text)];
        if (list.empty() || list.back() != alternatives[i]) list.push_back(alternatives[i]);
      }
    }
  }
  tag.values.Build({lists.begin(), lists.end()});
  out_.tags.push_back(std::move(tag));
  return static_cast<std::uint32_t>(out_.tags.size() - 1);
}

}  // namespace plumbline::schema
