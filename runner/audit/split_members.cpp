#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/mined.h"
#include "audit/rule.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;

constexpr std::size_t kMaxElsewhere = 20, kMaxParts = 20, kMaxFigures = 30;

// The figures of an object.
std::set<std::string> Figures(const document::Value& object) {
  std::set<std::string> figures;
  for (const document::Member& member : object.members) {
    if (figures.size() < kMaxFigures && Figure(member.value) && !NamesIdentifier(member.key))
      figures.insert(member.key);
  }
  return figures;
}

std::set<std::string> Shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::set<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(shared, shared.begin()));
  return shared;
}

// A part somewhere in a body, and its figures.
struct Part {
  const ShownObject* object;
  std::set<std::string> figures;
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  // Objects of each body by the member that holds them: a part of the same name elsewhere may have more.
  std::map<std::pair<std::size_t, std::string>, std::vector<Part>> by_holder;
  for (const ShownObject& object : subject.objects()) {
    if (object.path.empty() || object.path.back() == "*" || object.rows.empty()) continue;
    auto& parts = by_holder[{object.body, object.path.back()}];
    if (parts.size() < kMaxElsewhere) parts.push_back({&object, Figures(object.rows.front().value())});
  }
  std::set<std::string> told;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || body.shortened || object.operation == kNowhere || object.rows.empty()) continue;
    const Node& row = object.rows.front();
    const std::set<std::string> whole = Figures(row.value());
    if (whole.size() < 3) continue;
    // Members that are parts of this object: they have two of its figures at least.
    std::vector<const document::Member*> parts;
    std::set<std::string> lacking = whole;
    for (const document::Member& member : row->members) {
      if (!member.value.IsObject()) continue;
      const std::set<std::string> figures = Figures(member.value);
      if (Shared(figures, whole).size() < 2 || parts.size() >= kMaxParts) continue;
      parts.push_back(&member);
      for (const std::string& name : figures) lacking.erase(name);
    }
    if (parts.size() < 2) continue;
    for (const std::string& name : lacking) {
      // Every part has it where the same parts stand elsewhere in the body.
      const ShownObject* fuller = nullptr;
      const bool elsewhere = std::all_of(parts.begin(), parts.end(), [&](const document::Member* part) {
        const auto others = by_holder.find({object.body, part->key});
        if (others == by_holder.end()) return false;
        const auto fits = std::find_if(others->second.begin(), others->second.end(), [&](const Part& other) {
          return other.figures.contains(name) && Shared(other.figures, Figures(part->value)).size() >= 2;
        });
        if (fits == others->second.end()) return false;
        if (fuller == nullptr) fuller = fits->object;
        return true;
      });
      if (!elsewhere ||
          !told.insert(subject.operations()[object.operation].name + object.path.ToString() + ' ' + name).second)
        continue;
      std::vector<std::string> names;
      for (const document::Member* part : parts) names.push_back(part->key);
      const std::string spot = object.path.empty() ? "the answer" : schema::PathName(object.path);
      finding::Finding found = NewFinding(subject, "split.members", object.operation, finding::Severity::kNote,
                                          (object.path / name).ToString());
      found.message = fmt::format("{} has {}, and its parts {} have none, which {} has", spot, name, Join(names, ", "),
                                  schema::PathName(fuller->path));
      found.expected = name + " in each part";
      found.observed = "only in the whole";
      found.places = {fuller->rows.front().Find(name)->QuoteKey("a part of the same name has it"),
                      row.Child(*parts.front()).QuoteKey("has none")};
      found.likely = "The parts, where they are the same split; a vendor may mean to show less here.";
      findings.push_back(std::move(found));
    }
  }
  return findings;
}

}  // namespace

const Rule kSplitMembers = {
    {"split.members", "Parts of a whole have the figures of the whole", finding::Severity::kNote,
     "Looks at objects whose figures are divided into parts (inbound, outbound), and at parts of the same names elsewhere in the "
     "answer. Where those have a figure that these lack, though the whole "
     "has it, the split is told in two shapes.\n\nWhy: a client has one class for one part.\n\nWhat to do: return the figure in both, "
     "or say why it is left out."},
    Run};

}  // namespace plumbline::audit
