// $ref (core 8.2.3.1), allOf, anyOf, oneOf, not, if, then, else (core 10.2).
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/percent.h"
#include "base/text.h"
#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

using document::Value;

void CompileRef(const KeywordSite& site) {
  if (!site.value.IsString()) throw site.Fail("'$ref' takes a string, not " + Describe(site.value));
  const std::string& reference = site.value.text;
  // The fragment of a URI is percent-encoded (RFC 6901, section 6).
  const auto target = reference.starts_with('#') ? JsonPointer::Parse(PercentDecode(std::string_view(reference).substr(1))) : std::nullopt;
  if (!target) throw site.Fail(fmt::format("the reference '{}' is not a place in this schema", reference));
  site.Add([child = site.Reference(*target)](const Value& value, Evaluation& evaluation) {
    evaluation.Apply(child, value, {});
  });
}

void CompileAllOf(const KeywordSite& site) {
  site.Add([list = site.InPlaceList()](const Value& value, Evaluation& evaluation) {
    for (std::size_t i = 0; i < list.size(); ++i) evaluation.Apply(list[i], value, {std::to_string(i)});
  });
}

// Of branches that all fail, the one that the author most likely meant: the one whose violations lie
// deepest in the instance, then the one with the fewest.
void ReportNearest(std::vector<std::vector<Violation>> branches, const std::string& expected,
                   const Value& value, Evaluation& evaluation) {
  const auto depth = [](const std::vector<Violation>& branch) {
    std::size_t shallowest = SIZE_MAX;
    for (const Violation& v : branch) shallowest = std::min(shallowest, v.instance_location.tokens().size());
    return shallowest;
  };
  const auto nearest = std::max_element(branches.begin(), branches.end(), [&](const auto& a, const auto& b) {
    return std::pair(depth(a), b.size()) < std::pair(depth(b), a.size());
  });
  evaluation.Fail(fmt::format("fits none of {}; the nearest is number {}",
                              Count(branches.size(), "alternative"), nearest - branches.begin() + 1),
                  expected, Describe(value));
  evaluation.Report(std::move(*nearest));
}

std::vector<std::vector<Violation>> ProbeAll(const std::vector<std::size_t>& list, const Value& value, Evaluation& evaluation) {
  std::vector<std::vector<Violation>> branches;
  for (std::size_t i = 0; i < list.size(); ++i) branches.push_back(evaluation.Probe(list[i], value, {std::to_string(i)}));
  return branches;
}

void CompileAnyOf(const KeywordSite& site) {
  site.Add([list = site.InPlaceList()](const Value& value, Evaluation& evaluation) {
    auto branches = ProbeAll(list, value, evaluation);
    if (std::any_of(branches.begin(), branches.end(), [](const auto& b) { return b.empty(); })) return;
    ReportNearest(std::move(branches), "at least one alternative", value, evaluation);
  });
}

void CompileOneOf(const KeywordSite& site) {
  site.Add([list = site.InPlaceList()](const Value& value, Evaluation& evaluation) {
    auto branches = ProbeAll(list, value, evaluation);
    std::vector<std::string> fitting;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      if (branches[i].empty()) fitting.push_back(std::to_string(i + 1));
    }
    if (fitting.size() == 1) return;
    if (fitting.empty()) return ReportNearest(std::move(branches), "exactly one alternative", value, evaluation);
    evaluation.Fail(fmt::format("fits the alternatives {} at once", Join(fitting, ", ")),
                    "exactly one alternative", Describe(value));
  });
}

void CompileNot(const KeywordSite& site) {
  site.Add([child = site.InPlace()](const Value& value, Evaluation& evaluation) {
    if (!evaluation.Probe(child, value, {}).empty()) return;
    evaluation.Fail("fits a schema that it must not fit", "not the schema under 'not'", Describe(value));
  });
}

void CompileIf(const KeywordSite& site) {
  const auto branch = [&](std::string_view name) -> std::optional<std::size_t> {
    const Value* value = site.schema.Find(name);
    if (value == nullptr) return std::nullopt;
    KeywordSite beside{site.compiler, *value, site.schema, site.location.Parent() / name, site.subschema, site.options};
    return beside.InPlace();
  };
  const auto then = branch("then"), otherwise = branch("else");
  site.Add([condition = site.InPlace(), then, otherwise](const Value& value, Evaluation& evaluation) {
    const auto& chosen = evaluation.Probe(condition, value, {}).empty() ? then : otherwise;
    if (chosen) evaluation.Apply(*chosen, value, {});
  });
}

constexpr Keyword kKeywords[] = {
    {"$ref", CompileRef},   {"allOf", CompileAllOf}, {"anyOf", CompileAnyOf}, {"oneOf", CompileOneOf},
    {"not", CompileNot},    {"if", CompileIf},       {"then", nullptr},       {"else", nullptr},
};

}  // namespace

std::span<const Keyword> ApplicatorKeywords() { return kKeywords; }

}  // namespace plumbline::schema
