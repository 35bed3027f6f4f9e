#include "audit/documented.h"

#include <algorithm>
#include <functional>
#include <set>

#include "audit/schema_walk.h"

namespace plumbline::audit {

using document::Node;
using page::FieldClaim;
using page::Part;

std::vector<const FieldClaim*> DocumentedList::TopLevel() const {
  std::vector<const FieldClaim*> top;
  for (const FieldClaim* field : fields) {
    if (field->path.tokens().size() == 1) top.push_back(field);
  }
  return top;
}

std::vector<DocumentedList> DocumentedLists(const Subject& subject) {
  std::vector<DocumentedList> lists;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::Claims& claims = subject.pages()[p].claims;
    const std::size_t first = lists.size();
    for (std::size_t l = 0; l < claims.lists.size(); ++l) {
      lists.push_back({p, l, &claims.lists[l], subject.OperationOf(p, claims.lists[l].operation), {}});
    }
    for (const FieldClaim& field : claims.fields) lists[first + field.list].fields.push_back(&field);
  }
  return lists;
}

namespace {

std::set<std::string, std::less<>> FirstNames(const DocumentedList& list) {
  std::set<std::string, std::less<>> names;
  for (const FieldClaim* field : list.fields) {
    if (!field->path.empty()) names.insert(field->path.tokens()[0]);
  }
  return names;
}

}  // namespace

void ForEachNearObject(const document::Value& body,
                       const std::function<void(const document::Value&, const JsonPointer&)>& visit) {
  const std::function<void(const document::Value&, const JsonPointer&, int)> look =
      [&](const document::Value& value, const JsonPointer& path, int depth) {
        if (value.IsArray()) {
          for (std::size_t i = 0; i < value.items.size() && i < 3; ++i)
            look(value.items[i], path / std::string_view("*"), depth);
          return;
        }
        if (!value.IsObject()) return;
        visit(value, path);
        for (const document::Member& member : value.members) {
          const bool holds = member.value.IsObject() || member.value.IsArray();
          if (holds && depth < 3) look(member.value, path / member.key, depth + 1);
        }
      };
  look(body, {}, 0);
}

std::optional<JsonPointer> AnchorOf(const DocumentedList& list, const Node& body) {
  const std::set<std::string, std::less<>> names = FirstNames(list);
  if (names.empty()) return std::nullopt;
  JsonPointer best;
  std::size_t found = 0;
  bool at_root = false;
  ForEachNearObject(body.value(), [&](const document::Value& object, const JsonPointer& path) {
    std::set<std::string_view> here;
    for (const document::Member& member : object.members) {
      if (names.contains(member.key)) here.insert(member.key);
    }
    if (path.empty() && !here.empty()) at_root = true;
    if (here.size() <= found) return;
    best = path;
    found = here.size();
  });
  if (found == 0) return std::nullopt;
  // Members of a request that the page lists for this very operation are members of its sample, however few it sends.
  if (list.operation != kNowhere && list.list->part == Part::kRequest && at_root) return JsonPointer();
  // Most of the names, or all but one of a few; a list of no operation has to fit well.
  bool most = found * 2 > names.size() || (names.size() == 2 && found == 1 && best.empty());
  if (list.operation == kNowhere && (found < 3 || found * 3 < names.size() * 2)) most = false;
  if (!most) return std::nullopt;
  return best;
}

std::vector<Node> ValuesAt(const Node& root, const JsonPointer& path) {
  std::vector<Node> nodes = {root};
  for (const std::string& token : path.tokens()) {
    std::vector<Node> below;
    for (const Node& node : nodes) {
      if (node->IsArray()) {
        for (std::size_t i = 0; i < node->items.size(); ++i) {
          const Node item = node.Item(i);
          if (token == "*") {
            below.push_back(item);
          } else if (const auto member = item.Find(token)) {  // "rows.name" of an array of rows
            below.push_back(*member);
          }
        }
      } else if (const auto member = node.Find(token)) {
        below.push_back(*member);
      }
    }
    nodes = std::move(below);
  }
  return nodes;
}

std::vector<const ShownBody*> SamplesOf(const Subject& subject, std::size_t operation, Part part) {
  std::vector<const ShownBody*> samples;
  if (operation == kNowhere) return samples;
  for (const std::size_t b : subject.BodiesOf(operation, part)) {
    const ShownBody& body = subject.bodies()[b];
    if (body.origin == ShownBody::Origin::kExample || (part == Part::kResponse && !body.IsSuccess())) continue;
    samples.push_back(&body);
  }
  return samples;
}

JsonPointer DescribedBody::PathOf(const FieldClaim& field) const {
  JsonPointer path = anchor;
  for (const std::string& token : field.path.tokens()) path = path / token;
  return path;
}

std::vector<DescribedBody> BodiesFor(const Subject& subject, const DocumentedList& list) {
  constexpr std::size_t kMaxBodies = 40, kMaxLookedAt = 400;
  std::vector<DescribedBody> described;
  std::size_t looked_at = 0;
  const auto add = [&](const ShownBody& body) {
    if (described.size() >= kMaxBodies || ++looked_at > kMaxLookedAt) return;
    if (auto anchor = AnchorOf(list, body.root)) described.push_back({&body, *std::move(anchor)});
  };
  for (const ShownBody* sample : SamplesOf(subject, list.operation, list.list->part)) add(*sample);
  if (list.list->part != Part::kResponse) return described;
  // Only answers that name something of the list are looked at: a page may have very many of both. Answers to success
  // of other operations are none of a list that has its own.
  std::set<std::size_t> naming;
  const auto first_of = [&](const std::vector<std::size_t>& bodies, auto&& fits) {
    for (std::size_t i = 0; i < std::min(bodies.size(), kMaxLookedAt); ++i) {
      if (fits(subject.bodies()[bodies[i]])) naming.insert(bodies[i]);
    }
  };
  if (list.operation == kNowhere) {
    for (const std::string& name : FirstNames(list)) {
      if (naming.size() < kMaxLookedAt)
        first_of(subject.AnswersNaming(list.page, name), [](const ShownBody&) { return true; });
    }
  } else {
    const auto failure = [&](const ShownBody& body) { return body.is_error && body.page == list.page; };
    first_of(subject.BodiesOf(list.operation, Part::kResponse), failure);
    first_of(subject.BodiesOf(kNowhere, Part::kResponse), failure);
  }
  for (const std::size_t b : naming) {
    const ShownBody& body = subject.bodies()[b];
    const bool failure =
        body.is_error && (body.operation == list.operation || body.operation == kNowhere || list.operation == kNowhere);
    const bool loose = list.operation == kNowhere && !body.is_error;
    if (failure || loose) add(body);
  }
  return described;
}

std::optional<contract::Node> DeclaredBody(const Subject& subject, std::size_t operation, Part part,
                                           std::optional<int> status) {
  if (operation == kNowhere || subject.operations()[operation].declared == nullptr) return std::nullopt;
  const contract::Operation& declared = *subject.operations()[operation].declared;
  if (part == Part::kRequest) {
    if (!declared.request_body) return std::nullopt;
    for (const contract::MediaType& type : declared.request_body->content) {
      if (type.schema) return type.schema;
    }
    return std::nullopt;
  }
  const contract::Response* response = status ? declared.FindResponse(*status) : nullptr;
  for (const contract::Response& one : declared.responses) {
    if (response == nullptr && one.status.starts_with('2')) response = &one;
  }
  if (response == nullptr) return std::nullopt;
  for (const contract::MediaType& type : response->content) {
    if (type.schema) return type.schema;
  }
  return std::nullopt;
}

DeclaredPlace DeclaredAt(const Subject& subject, const contract::Node& schema, const JsonPointer& path) {
  // All schemas that judge the same place.
  const auto expand = [&](const std::vector<contract::Node>& nodes) {
    std::vector<contract::Node> all;
    std::set<const document::Value*> seen;
    const std::function<void(const contract::Node&)> add = [&](const contract::Node& written) {
      const contract::Node node = Follow(subject.vendor(), written);
      if (all.size() > 200 || !seen.insert(&node.value()).second) return;
      all.push_back(node);
      for (std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
        const auto list = node.Find(keyword);
        for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) add(list->Item(i));
      }
    };
    for (const contract::Node& node : nodes) add(node);
    return all;
  };
  DeclaredPlace place;
  place.schemas = expand({schema});
  for (const std::string& token : path.tokens()) {
    std::vector<contract::Node> below;
    for (const contract::Node& node : place.schemas) {
      if (token == "*") {
        if (const auto items = node.Find("items")) below.push_back(*items);
        continue;
      }
      if (const auto properties = node.Find("properties")) {
        if (const auto member = properties->Find(token)) below.push_back(*member);
      }
      const auto additional = node.Find("additionalProperties");
      if (additional && ((*additional)->IsObject() || (*additional)->IsTrue())) place.open = true;
      // A schema that names no member takes any.
      const bool says_nothing = !node.Find("properties") && !node.Find("allOf") && !node.Find("anyOf") &&
                                !node.Find("oneOf") && !node.Find("items");
      if (says_nothing) place.open = true;
      // "rows.name" of an array of rows.
      if (const auto items = node.Find("items"); items && below.empty()) {
        for (const contract::Node& item : expand({*items})) {
          const auto properties = item.Find("properties");
          if (const auto member = properties ? properties->Find(token) : std::nullopt) below.push_back(*member);
        }
      }
    }
    place.schemas = expand(below);
  }
  return place;
}

std::string DotName(const JsonPointer& path) {
  std::string name;
  for (const std::string& token : path.tokens()) {
    if (token == "*") {
      name += "[]";
    } else {
      name += (name.empty() ? "" : ".") + token;
    }
  }
  return name.empty() ? "the body" : name;
}

}  // namespace plumbline::audit
