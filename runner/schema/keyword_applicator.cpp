// $ref, $dynamicRef, $recursiveRef (core 8.2.3; 2019-09, 8.2.4.2), allOf, anyOf, oneOf, not, if, then, else
// (core 10.2).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/uri.h"
#include "schema/explanation.h"
#include "schema/resolve.h"

namespace plumbline::schema {
namespace {

using document::Cell;

std::string_view RequireReference(const KeywordSite& site) {
  if (!site.value.IsString())
    throw site.Fail(fmt::format("'{}' takes a string, not {}", site.Name(), Describe(site.value)));
  return site.value.view();
}

// a: subschema.
bool CompileRef(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Reference(RequireReference(site));
  return true;
}

void ExplainRef(const Keyword& keyword, Explanation& at) { at.Apply(keyword.a); }

// a: the subschema that the reference names as it stands; b: index in anchor_names.
bool CompileDynamicRef(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Reference(RequireReference(site));
  keyword.b = DynamicAnchorOf(site, keyword.a, std::string(FragmentOf(site.value.view())));
  return true;
}

// 2019-09: "#" and nothing else; the anchor is $recursiveAnchor, which has no name.
bool CompileRecursiveRef(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Reference(RequireReference(site));
  keyword.b = DynamicAnchorOf(site, keyword.a, "");
  return true;
}

void ExplainDynamicRef(const Keyword& keyword, Explanation& at) {
  at.Apply(keyword.b == kNone ? keyword.a : DynamicTarget(at.compiled(), at.scopes(), keyword.b, keyword.a));
}

// a, b: first and count in schema_lists.
bool CompileList(const KeywordSite& site, Keyword& keyword) {
  const auto list = site.SchemaList(site.value);
  keyword.a = list.first;
  keyword.b = list.count;
  return true;
}

void ExplainAllOf(const Keyword& keyword, Explanation& at) {
  for (std::uint32_t i = 0; i < keyword.b && !at.Done(); ++i) at.Apply(at.compiled().schema_lists[keyword.a + i], {i});
}

// How near an alternative that failed is to the instance: the greater the nearer.
struct Nearness {
  bool type_fits = true;  // the alternative is of this instance's kind
  bool tag_fits = true;   // no member of one fixed value has another one
  std::size_t depth = 0;  // of the shallowest violation
  std::size_t fewer = 0;  // SIZE_MAX less the number of violations

  auto operator<=>(const Nearness&) const = default;
};

// Whether a subschema, or what its references lead to, has `const` or `enum`.
bool Fixes(const Compiled& compiled, std::uint32_t id) {
  for (int references = 0; references < 6; ++references) {
    const Keyword* reference = nullptr;
    const Subschema& schema = compiled.subschemas[id];
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      if (k->row->lowering == Lowering::kEnum) return true;
      if (k->row->lowering == Lowering::kRef) reference = k;
    }
    if (reference == nullptr) return false;
    id = reference->a;
  }
  return false;
}

// Whether a schema says, by itself or by its references and allOf, which values a member may have.
bool FixesMember(const Compiled& compiled, std::uint32_t start, std::string_view name) {
  constexpr std::size_t kMostVisits = 32;
  std::vector<std::uint32_t> open = {start};
  for (std::size_t i = 0; i < open.size() && i < kMostVisits; ++i) {
    const Subschema& schema = compiled.subschemas[open[i]];
    for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
      if (k->row->lowering == Lowering::kRef) open.push_back(k->a);
      if (k->row->lowering == Lowering::kAllOf)
        open.insert(open.end(), compiled.schema_lists.begin() + k->a, compiled.schema_lists.begin() + k->a + k->b);
      if (k->row->lowering != Lowering::kProperties) continue;
      for (std::uint32_t n = k->a; n < k->a + k->b; ++n) {
        if (compiled.named[n].key->view() == name && Fixes(compiled, compiled.named[n].schema)) return true;
      }
    }
  }
  return false;
}

// A member whose fixed value is another one tells alternatives apart only where several of them fix it: a slip in the
// value of an ordinary member must not make the alternative that has this member the most distant one.
bool TellsApart(const Keyword& keyword, const Cell& value, std::size_t branch, const Explanation& at) {
  constexpr std::uint32_t kMostAlternatives = 64;
  if (keyword.b > kMostAlternatives || !at.instance().IsObject()) return true;
  for (std::uint32_t i = 0; i < keyword.b; ++i) {
    if (i != branch && FixesMember(at.compiled(), at.compiled().schema_lists[keyword.a + i], (&value)[-1].view()))
      return true;
  }
  return false;
}

Nearness NearnessOf(const std::vector<Slight>& slights, std::size_t branch, const Keyword& keyword,
                    const Explanation& at) {
  Nearness nearness;
  nearness.depth = SIZE_MAX;
  for (const Slight& slight : slights) {
    const std::size_t depth = slight.depth - at.depth();
    nearness.depth = std::min(nearness.depth, depth);
    if (depth == 0 && slight.type) nearness.type_fits = false;
    if (nearness.tag_fits && slight.value &&
        (depth == 0 || (depth == 1 && (slight.at == nullptr || TellsApart(keyword, *slight.at, branch, at)))))
      nearness.tag_fits = false;
  }
  nearness.fewer = SIZE_MAX - slights.size();
  return nearness;
}

// Output units hold the texts of all alternatives, so that there violations are weighed as they are.
std::vector<Slight> SlightsOf(const std::vector<Violation>& violations, const Explanation& at) {
  std::vector<Slight> slights;
  for (const Violation& v : violations) {
    const auto& tokens = v.instance_location.tokens();
    slights.push_back({static_cast<std::uint32_t>(tokens.size()), v.keyword == "type" || v.keyword.empty(),
                       v.keyword == "const" || v.keyword == "enum",
                       tokens.size() == at.depth() + 1 ? at.instance().Find(tokens.back()) : nullptr});
  }
  return slights;
}

std::vector<Explanation::Attempt> TryAll(const Keyword& keyword, Explanation& at, bool first_is_enough) {
  std::vector<Explanation::Attempt> attempts;
  attempts.reserve(keyword.b);
  for (std::uint32_t i = 0; i < keyword.b; ++i) {
    const std::uint32_t schema = at.compiled().schema_lists[keyword.a + i];
    attempts.push_back(at.annotating() ? at.Try(schema, {i}) : at.TryWeighing(schema, {i}));
    if (at.annotating()) attempts.back().slights = SlightsOf(attempts.back().violations, at);
    // What further alternatives evaluate, or annotate, counts as well (core 10.2.1.2).
    if (first_is_enough && attempts.back().valid && at.evaluated() == nullptr && !at.annotating()) break;
  }
  return attempts;
}

// Of alternatives that all fail, the one that the author most likely meant, and why. Only of that one texts are made.
void ReportNearest(const Keyword& keyword, std::vector<Explanation::Attempt> attempts, const char* expected,
                   Explanation& at) {
  std::vector<Nearness> nearness;
  for (const Explanation::Attempt& attempt : attempts)
    nearness.push_back(NearnessOf(attempt.slights, nearness.size(), keyword, at));
  const auto found = std::max_element(nearness.begin(), nearness.end());
  const Nearness best = *found;
  const auto nearest = static_cast<std::size_t>(found - nearness.begin());
  bool type_alone = true, tag_alone = true;  // whether that criterion told it from all others
  for (std::size_t i = 0; i < nearness.size(); ++i) {
    if (i == nearest) continue;
    type_alone &= best.type_fits && !nearness[i].type_fits;
    tag_alone &= best.tag_fits && (!nearness[i].tag_fits || !nearness[i].type_fits);
  }
  at.Fail([&] {
    std::string why;
    if (nearness.size() > 1 && type_alone)
      why = ", the only one of this type";
    else if (nearness.size() > 1 && best.type_fits && tag_alone)
      why = ", the only one whose fixed values fit";
    return Fault{fmt::format("fits none of {}; the nearest is number {}{}", Count(nearness.size(), "alternative"),
                             nearest + 1, why),
                 expected, Describe(at.instance())};
  });
  if (at.weighing())
    at.Report(attempts[nearest].slights);
  else if (at.annotating())
    at.Report(std::move(attempts[nearest].violations));
  else if (!at.Done())
    at.Apply(at.compiled().schema_lists[keyword.a + nearest], {nearest});
}

// A discriminator beside the alternatives has chosen, and says what is wrong.
bool IsDiscriminated(const Keyword& keyword, const Explanation& at) {
  if (!at.instance().IsObject()) return false;
  const Keyword* discriminator = at.Sibling(Lowering::kDiscriminator);
  return discriminator != nullptr && ChoosesAmong(*discriminator, keyword);
}

void ExplainAnyOf(const Keyword& keyword, Explanation& at) {
  if (IsDiscriminated(keyword, at)) return;
  auto attempts = TryAll(keyword, at, true);
  if (attempts.back().valid || std::any_of(attempts.begin(), attempts.end(), [](const auto& a) { return a.valid; }))
    return;
  ReportNearest(keyword, std::move(attempts), "at least one alternative", at);
}

void ExplainOneOf(const Keyword& keyword, Explanation& at) {
  if (IsDiscriminated(keyword, at)) return;
  auto attempts = TryAll(keyword, at, false);
  std::vector<std::string> fitting;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (attempts[i].valid) fitting.push_back(std::to_string(i + 1));
  }
  if (fitting.size() == 1) return;
  if (fitting.empty()) return ReportNearest(keyword, std::move(attempts), "exactly one alternative", at);
  at.Fail([&] {
    return Fault{fmt::format("fits the alternatives {} at once", Join(fitting, ", ")), "exactly one alternative",
                 Describe(at.instance())};
  });
}

// a: subschema.
bool CompileNot(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Child();
  return true;
}

void ExplainNot(const Keyword& keyword, Explanation& at) {
  Evaluated* const evaluated = at.evaluated();
  const std::optional<Evaluated> before = evaluated == nullptr ? std::nullopt : std::optional(*evaluated);
  const bool fits = (at.annotating() ? at.Try(keyword.a) : at.TryWeighing(keyword.a)).valid;
  if (evaluated != nullptr) *evaluated = *before;
  if (fits)
    at.Fail([&] {
      return Fault{"fits a schema that it must not fit", "not the schema under 'not'", Describe(at.instance())};
    });
}

// a, b, c: subschemas of if, then, else; kNone: there is none.
bool CompileIf(const KeywordSite& site, Keyword& keyword) {
  const Cell* then = site.object.Find("then");
  const Cell* otherwise = site.object.Find("else");
  keyword.a = site.Child();
  keyword.b = then == nullptr ? kNone : site.Child(*then);
  keyword.c = otherwise == nullptr ? kNone : site.Child(*otherwise);
  return true;
}

void ExplainIf(const Keyword& keyword, Explanation& at) {
  const bool fits = (at.annotating() ? at.Try(keyword.a) : at.TryWeighing(keyword.a)).valid;
  const std::uint32_t chosen = fits ? keyword.b : keyword.c;
  if (chosen != kNone) at.ApplyBeside(fits ? "then" : "else", chosen);
}

constexpr DialectSet kWithIf = kSince7;

constexpr KeywordRow kKeywords[] = {
    {"$ref", kAll, kCore, kOfAll, Shape::kNoSchema, CompileRef, ExplainRef, Lowering::kRef},
    {"$dynamicRef", kJsonSchema31, kCore, kOfAll, Shape::kNoSchema, CompileDynamicRef, ExplainDynamicRef,
     Lowering::kDynamicRef},
    {"$recursiveRef", In(DialectId::k2019_09), kCore, kOfAll, Shape::kNoSchema, CompileRecursiveRef, ExplainDynamicRef,
     Lowering::kDynamicRef},
    {"allOf", kAll, kApplicator, kOfAll, Shape::kList, CompileList, ExplainAllOf, Lowering::kAllOf},
    {"anyOf", kAll, kApplicator, kOfAll, Shape::kList, CompileList, ExplainAnyOf, Lowering::kAnyOf},
    {"oneOf", kAll, kApplicator, kOfAll, Shape::kList, CompileList, ExplainOneOf, Lowering::kOneOf},
    {"not", kAll, kApplicator, kOfAll, Shape::kSchema, CompileNot, ExplainNot, Lowering::kNot},
    {"if", kWithIf, kApplicator, kOfAll, Shape::kSchema, CompileIf, ExplainIf, Lowering::kIf},
    {"then", kWithIf, kApplicator, kOfAll, Shape::kSchema},
    {"else", kWithIf, kApplicator, kOfAll, Shape::kSchema},
};

}  // namespace

std::span<const KeywordRow> ApplicatorKeywords() { return kKeywords; }

}  // namespace plumbline::schema
