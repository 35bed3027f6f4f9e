#include "audit/kin.h"

#include <algorithm>
#include <optional>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/same_path.h"

namespace plumbline::audit {
namespace {

using Names = std::set<std::string, std::less<>>;

constexpr std::size_t kMostBodies = 20;
constexpr std::size_t kMostCompared = 200;  // objects of one name

// "calls" for /v1/calls, /v1/calls/{id}, /calls/{call_id} and /calls/call_8f2: without a base that a page writes here
// and leaves out there.
std::string ResourceOf(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view segment : Split(path, '/')) {
    if (segments.empty() && page::IsBaseSegment(segment)) continue;
    if (segment.empty()) continue;
    const bool value = segment.front() == '{' ||
                       (segment.find_first_of("0123456789") != std::string_view::npos && !page::IsBaseSegment(segment));
    segments.push_back(value ? "{}" : std::string(segment));
  }
  while (!segments.empty() && segments.back() == "{}") segments.pop_back();
  return Join(segments, "/");
}

Names NamesOf(const document::Value& object) {
  Names names;
  for (const document::Member& member : object.members) names.insert(member.key);
  return names;
}

std::size_t CommonOf(const Names& a, const Names& b) {
  std::size_t common = 0;
  for (const std::string& name : a) common += b.contains(name) ? 1 : 0;
  return common;
}

// Four members in common, and at most three of ten that only one of the two has.
bool AreAlike(const Names& a, const Names& b) {
  const std::size_t common = CommonOf(a, b);
  return common >= 4 && common * 10 >= (a.size() + b.size() - common) * 7;
}

// The very same one: both show one id.
bool AreOne(const document::Value& a, const document::Value& b) {
  const document::Value *one = a.Find("id"), *other = b.Find("id");
  return one != nullptr && other != nullptr && one->kind == other->kind && !one->text.empty() &&
         one->text == other->text;
}

// The rows of a list often show some members only.
bool IsSummary(const Names& whole, const Names& part) {
  return part.size() >= 3 && part.contains("id") && whole.contains("id") && CommonOf(whole, part) == part.size();
}

}  // namespace

std::string ThingOf(std::string_view path) {
  const std::string resource = ResourceOf(path);
  return AsciiLower(Singular(std::string_view(resource).substr(resource.rfind('/') + 1)));
}

std::string ThingNamedBy(std::string_view heading) {
  static const Regex kThing(
      R"((?i)\s*(?:the )?([a-z]+)(?: (?:object|resource|model|schema|entity|attributes|fields))?\s*)");
  const auto thing = kThing.Full(heading.substr(0, 100));
  return thing ? AsciiLower(Singular((*thing)[1])) : "";
}

Kin::Kin(const Subject& subject) : subject_(&subject) {
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.operation == kNowhere || list.list->part != page::Part::kResponse) continue;
    for (const page::FieldClaim* field : list.fields) {
      if (!field->path.empty()) listed_.emplace(list.operation, field->path.back());
    }
  }
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    of_resource_[ResourceOf(operation.path)].push_back(o);
    if (std::string thing = ThingOf(operation.path); operation.method == "GET" && thing.size() >= 3)
      gets_of_thing_[std::move(thing)].push_back(o);
  }
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (object.entity.empty() || object.operation == kNowhere || !body.IsSuccess() ||
        body.origin == ShownBody::Origin::kExample)
      continue;
    auto& called = called_[object.entity];
    if (called.size() < kMostCompared) called.push_back(&object);
  }
}

std::vector<DescribedBody> Kin::Of(const DocumentedList& list, const std::vector<DescribedBody>& own_bodies) const {
  std::vector<DescribedBody> kin;
  if (list.list->part != page::Part::kResponse) return kin;
  if (list.operation == kNowhere) return SummariesOf(list, own_bodies);
  std::optional<Names> own;
  const document::Value* shown = nullptr;
  for (const DescribedBody& described : own_bodies) {
    if (own || described.body->operation != list.operation || !described.body->IsSuccess()) continue;
    const auto objects = ValuesAt(described.body->root, described.anchor);
    if (objects.empty() || !objects.front()->IsObject()) continue;
    shown = &objects.front().value();
    own = NamesOf(*shown);
  }
  if (!own) return kin;
  std::set<const ShownBody*> taken;
  const auto take = [&](const ShownBody& body, const JsonPointer& anchor) {
    if (kin.size() < kMostBodies && taken.insert(&body).second) kin.push_back({&body, anchor});
  };
  const std::string resource = ResourceOf(subject_->operations()[list.operation].path);
  const auto look = [&](std::size_t operation, bool summaries) {
    if (operation == list.operation) return;
    for (const ShownBody* body : SamplesOf(*subject_, operation, page::Part::kResponse)) {
      if (kin.size() >= kMostBodies) return;
      std::optional<JsonPointer> anchor;
      ForEachNearObject(body->root.value(), [&](const document::Value& object, const JsonPointer& path) {
        const Names names = anchor ? Names{} : NamesOf(object);
        const bool in_list = summaries && !path.empty() && path.back() == "*";
        if (!anchor && (AreAlike(*own, names) || ((in_list || AreOne(*shown, object)) && IsSummary(*own, names))))
          anchor = path;
      });
      if (anchor) take(*body, *anchor);
    }
  };
  if (const auto same = of_resource_.find(resource); same != of_resource_.end()) {
    for (const std::size_t operation : same->second) look(operation, true);
  }
  // What is done to one of them: /calls/{id}/hangup.
  const std::string below = resource + "/{}/";
  for (auto action = of_resource_.lower_bound(below); action != of_resource_.end() && action->first.starts_with(below);
       ++action) {
    for (const std::size_t operation : action->second) look(operation, false);
  }
  // The member `wallet` of another answer.
  const std::size_t slash = resource.rfind('/');
  const auto called =
      called_.find(AsciiLower(Singular(std::string_view(resource).substr(slash == std::string::npos ? 0 : slash + 1))));
  for (std::size_t i = 0; called != called_.end() && i < called->second.size(); ++i) {
    const ShownObject& object = *called->second[i];
    if (object.operation != list.operation && AreAlike(*own, Names(object.members.begin(), object.members.end())))
      take(subject_->bodies()[object.body], object.path);
  }
  return kin;
}

std::vector<DescribedBody> Kin::SummariesOf(const DocumentedList& list, const std::vector<DescribedBody>& own) const {
  std::vector<DescribedBody> summaries;
  Names names;
  for (const page::FieldClaim* field : list.TopLevel()) names.insert(field->path.back());
  const auto gets = gets_of_thing_.find(ThingNamedBy(list.list->heading));
  for (std::size_t i = 0; gets != gets_of_thing_.end() && i < gets->second.size() && i < kMostCompared; ++i) {
    for (const ShownBody* body : SamplesOf(*subject_, gets->second[i], page::Part::kResponse)) {
      const bool known =
          std::any_of(own.begin(), own.end(), [&](const DescribedBody& one) { return one.body == body; });
      if (known || body->page != list.page || summaries.size() >= kMostBodies) continue;
      std::optional<JsonPointer> anchor;
      ForEachNearObject(body->root.value(), [&](const document::Value& object, const JsonPointer& path) {
        if (!anchor && !path.empty() && path.back() == "*" && IsSummary(names, NamesOf(object))) anchor = path;
      });
      if (anchor) summaries.push_back({body, *std::move(anchor)});
    }
  }
  return summaries;
}

bool Kin::Lists(std::size_t operation, const std::string& member) const {
  return listed_.contains({operation, member});
}

std::vector<DescribedBody> Kin::Echoes(const DocumentedList& list) const {
  std::vector<DescribedBody> echoes;
  if (list.operation == kNowhere || list.list->part != page::Part::kRequest) return echoes;
  Names names;
  for (const page::FieldClaim* field : list.TopLevel()) {
    if (field->in == page::In::kBody) names.insert(field->path.back());
  }
  for (const ShownBody* body : SamplesOf(*subject_, list.operation, page::Part::kResponse)) {
    if (echoes.size() >= kMostBodies) break;
    std::optional<JsonPointer> anchor;
    ForEachNearObject(body->root.value(), [&](const document::Value& object, const JsonPointer& path) {
      if (!anchor && path.tokens().size() <= 1 && CommonOf(names, NamesOf(object)) >= 3) anchor = path;
    });
    if (anchor) echoes.push_back({body, *std::move(anchor)});
  }
  return echoes;
}

}  // namespace plumbline::audit
