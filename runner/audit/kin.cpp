#include "audit/kin.h"

#include <optional>

#include "base/text.h"

namespace plumbline::audit {
namespace {

using Names = std::set<std::string_view>;

// "/v1/calls" for /v1/calls, /v1/calls/{id} and /v1/calls/{call_id}; the names of other parameters do not matter.
std::string ResourceOf(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view segment : Split(path, '/')) {
    if (!segment.empty()) segments.push_back(segment.front() == '{' ? "{}" : std::string(segment));
  }
  while (!segments.empty() && segments.back() == "{}") segments.pop_back();
  return Join(segments, "/");
}

Names NamesOf(const document::Value& object) {
  Names names;
  for (const document::Member& member : object.members) names.insert(member.key);
  return names;
}

// Four members in common, and at most three of ten that only one of the two has.
bool AreAlike(const Names& a, const Names& b) {
  std::size_t common = 0;
  for (const std::string_view name : a) common += b.contains(name) ? 1 : 0;
  return common >= 4 && common * 10 >= (a.size() + b.size() - common) * 7;
}

}  // namespace

Kin::Kin(const Subject& subject) : subject_(&subject) {
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.operation != kNowhere && list.list->part == page::Part::kResponse) listed_.insert(list.operation);
  }
  for (std::size_t o = 0; o < subject.operations().size(); ++o) of_resource_[ResourceOf(subject.operations()[o].path)].push_back(o);
}

std::vector<DescribedBody> Kin::Of(const DocumentedList& list) const {
  constexpr std::size_t kMostBodies = 20;
  std::vector<DescribedBody> kin;
  if (list.operation == kNowhere || list.list->part != page::Part::kResponse) return kin;
  const auto operations = of_resource_.find(ResourceOf(subject_->operations()[list.operation].path));
  if (operations == of_resource_.end() || operations->second.size() < 2) return kin;
  std::optional<Names> own;
  for (const DescribedBody& described : BodiesFor(*subject_, list)) {
    if (own || described.body->operation != list.operation || !described.body->IsSuccess()) continue;
    const auto objects = ValuesAt(described.body->root, described.anchor);
    if (!objects.empty() && objects.front()->IsObject()) own = NamesOf(objects.front().value());
  }
  if (!own) return kin;
  for (const std::size_t operation : operations->second) {
    if (operation == list.operation || listed_.contains(operation)) continue;
    for (const ShownBody* body : SamplesOf(*subject_, operation, page::Part::kResponse)) {
      if (kin.size() >= kMostBodies) return kin;
      std::optional<JsonPointer> anchor;
      ForEachNearObject(body->root.value(), [&](const document::Value& object, const JsonPointer& path) {
        if (!anchor && AreAlike(*own, NamesOf(object))) anchor = path;
      });
      if (anchor) kin.push_back({body, *std::move(anchor)});
    }
  }
  return kin;
}

}  // namespace plumbline::audit
