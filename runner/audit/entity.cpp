#include "audit/entity.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "audit/member_name.h"
#include "audit/schema_walk.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;
using document::Value;

constexpr std::size_t kMaxRows = 200;
constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxObjectsOfBody = 2000;

// The last word of the operation's path that names a thing: /v1/partner/me is about a partner.
std::string PathName(const std::string& path) {
  std::string name;
  for (std::string_view segment : Split(path, '/')) {
    const bool version = segment.size() > 1 && segment[0] == 'v' &&
                         segment.find_first_not_of("0123456789.", 1) == std::string_view::npos;
    if (segment.empty() || segment.find_first_of("{:<") != std::string_view::npos || version) continue;
    const std::string lower = Spelled(segment);
    if (lower == "me" || lower == "self" || lower == "current" || lower == "api" || lower == "search" ||
        lower == "list" || lower == "get" || lower == "create")
      continue;
    name = lower;
  }
  return Singular(name);
}

class Collect {
 public:
  Collect(std::vector<ShownObject>& all, std::size_t body, const ShownBody& shown, std::string about)
      : all_(all), body_(body), shown_(shown), about_(std::move(about)) {}

  void Visit(const Node& node, const JsonPointer& path, const std::string& entity, int depth) {
    if (depth > kMaxDepth) return;
    if (node->IsArray()) {
      for (std::size_t i = 0; i < std::min(node->items.size(), kMaxRows); ++i)
        Visit(node.Item(i), path / "*", entity, depth + 1);
      return;
    }
    if (!node->IsObject()) return;
    const std::string here = Envelopes(node.value(), entity, depth) ? "" : entity;
    ShownObject* object = At(path, here);
    if (object == nullptr) return;
    if (object->rows.size() < kMaxRows) object->rows.push_back(node);
    for (const document::Member& member : node->members) object->members.insert(member.key);
    for (const document::Member& member : node->members) {
      if (!member.value.IsArray() && !member.value.IsObject()) continue;
      const std::string name = here.empty() && NamesWrapper(member.key) ? entity : Singular(Spelled(member.key));
      Visit(Node(node.document(), member.value, node.pointer() / member.key), path / member.key, name, depth + 1);
    }
  }

 private:
  // {accounts: [...], total: 2} is no account, and {data: {...}} is none either.
  bool Envelopes(const Value& object, const std::string& entity, int depth) const {
    const auto own_id = [&](const document::Member& member) {
      return Spelled(member.key) == "id" || Spelled(member.key) == entity + "_id";
    };
    if (depth > 2 || std::any_of(object.members.begin(), object.members.end(), own_id)) return false;
    return std::any_of(object.members.begin(), object.members.end(), [&](const document::Member& member) {
      const bool holds =
          member.value.IsObject() ||
          (member.value.IsArray() && (member.value.items.empty() || member.value.items.front().IsObject()));
      return holds && ((NamesWrapper(member.key) && Spelled(member.key) != "attributes") ||
                       Singular(Spelled(member.key)) == entity);
    });
  }

  ShownObject* At(const JsonPointer& path, const std::string& entity) {
    const std::string key = path.ToString();
    const auto known = by_path_.find(key);
    if (known != by_path_.end()) return &all_[known->second];
    if (by_path_.size() >= kMaxObjectsOfBody) return nullptr;
    by_path_.emplace(key, all_.size());
    ShownObject object;
    object.body = body_;
    object.operation = shown_.operation;
    object.path = path;
    object.about = about_;
    object.entity = shown_.operation == kNowhere ? "" : entity;
    all_.push_back(std::move(object));
    return &all_.back();
  }

  std::vector<ShownObject>& all_;
  std::size_t body_;
  const ShownBody& shown_;
  std::string about_;
  std::unordered_map<std::string, std::size_t> by_path_;
};

bool SameScalar(const Value& a, const Value& b) {
  const auto text = [](const Value& value) { return value.IsString() || value.IsNumber(); };
  return text(a) && text(b) && a.text == b.text;
}

}  // namespace

bool ShownObject::InList() const {
  return std::find(path.tokens().begin(), path.tokens().end(), "*") != path.tokens().end();
}

std::vector<ShownObject> ShownObjects(const Subject& subject) {
  std::vector<ShownObject> all;
  for (std::size_t i = 0; i < subject.bodies().size(); ++i) {
    const ShownBody& body = subject.bodies()[i];
    const std::string name = body.operation == kNowhere ? "" : PathName(subject.operations()[body.operation].path);
    Collect(all, i, body, name).Visit(body.root, {}, name, 0);
  }
  return all;
}

bool SameEntity(const ShownObject& a, const ShownObject& b) {
  if (a.entity.empty() || a.entity != b.entity) return false;
  const auto shared = static_cast<std::size_t>(
      std::count_if(a.members.begin(), a.members.end(), [&](const std::string& name) { return b.Has(name); }));
  return shared >= 2 && shared * 2 >= std::min(a.members.size(), b.members.size());
}

std::vector<Node> ValuesOf(const ShownObject& object, std::string_view member) {
  std::vector<Node> values;
  for (const Node& row : object.rows) {
    if (auto value = row.Find(member)) values.push_back(*std::move(value));
  }
  return values;
}

std::optional<std::string> OwnIdentifier(const ShownObject& object) {
  for (const std::string& member : object.members) {
    const std::string spelled = Spelled(member);
    if (spelled == "id" || spelled == "uuid" ||
        (!object.entity.empty() && (spelled == object.entity + "_id" || spelled == object.entity + "_uuid")))
      return member;
  }
  if (object.rows.empty() || object.rows.front()->members.empty()) return std::nullopt;
  const std::string& first = object.rows.front()->members.front().key;
  return NamesIdentifier(first) ? std::optional(first) : std::nullopt;
}

std::optional<SameThing> FindSameThing(const ShownObject& a, const ShownObject& b) {
  constexpr std::size_t kRows = 20;
  for (const auto& own : {OwnIdentifier(a), OwnIdentifier(b)}) {
    if (!own || !a.Has(*own) || !b.Has(*own)) continue;
    for (std::size_t i = 0; i < std::min(a.rows.size(), kRows); ++i) {
      const auto left = a.rows[i].Find(*own);
      if (!left || (*left)->text.size() < 2) continue;
      for (std::size_t k = 0; k < std::min(b.rows.size(), kRows); ++k) {
        const auto right = b.rows[k].Find(*own);
        if (right && SameScalar(left->value(), right->value())) return SameThing{*own, a.rows[i], b.rows[k]};
      }
    }
  }
  return std::nullopt;
}

void ForEachAnsweredScalar(const Subject& subject,
                           const std::function<void(const ShownObject&, const document::Member&, const Node&)>& visit) {
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || body.operation == kNowhere) continue;
    for (const Node& row : object.rows) {
      for (const document::Member& member : row->members) {
        if (!member.value.IsArray() && !member.value.IsObject()) visit(object, member, row);
      }
    }
  }
}

std::string OperationName(const Subject& subject, const ShownBody& body) {
  return body.operation == kNowhere ? body.label : subject.operations()[body.operation].name;
}

std::string Spot(const Subject& subject, const ShownObject& object, std::string_view member) {
  const JsonPointer path = member.empty() ? object.path : object.path / member;
  const std::string name = OperationName(subject, subject.bodies()[object.body]);
  return path.empty() ? name : name + ' ' + schema::PathName(path);
}

std::vector<std::pair<std::string, std::vector<const ShownObject*>>> AnsweredEntities(const Subject& subject) {
  std::map<std::string, std::vector<const ShownObject*>> by_name;
  for (const ShownObject& object : subject.objects()) {
    if (!object.entity.empty() && subject.bodies()[object.body].IsSuccess()) by_name[object.entity].push_back(&object);
  }
  return {by_name.begin(), by_name.end()};
}

std::vector<contract::Node> SchemasAt(const Subject& subject, const ShownBody& body, const JsonPointer& path) {
  std::vector<contract::Node> schemas;
  if (body.operation == kNowhere || subject.operations()[body.operation].declared == nullptr) return schemas;
  const contract::Operation& operation = *subject.operations()[body.operation].declared;
  const contract::Response* response = body.IsAnswer() ? operation.FindResponse(body.status.value_or(200)) : nullptr;
  for (const BodyUse& use : BodySchemas(operation)) {
    const bool answer = use.use.direction == contract::Direction::kResponse;
    if (answer != body.IsAnswer() || (answer && (response == nullptr || response->status != use.use.status))) continue;
    schemas.push_back(Follow(subject.vendor(), *use.media_type->schema));
  }
  // A schema, its branches, and theirs.
  const auto expand = [&](std::vector<contract::Node> all) {
    constexpr std::size_t kMaxSchemas = 100;
    for (std::size_t i = 0; i < all.size() && all.size() < kMaxSchemas; ++i) {
      for (std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
        const auto list = all[i].Find(keyword);
        for (std::size_t k = 0; list && k < (*list)->items.size() && all.size() < kMaxSchemas; ++k) {
          const contract::Node branch = Follow(subject.vendor(), list->Item(k));
          if (std::none_of(all.begin(), all.end(),
                           [&](const contract::Node& n) { return &n.value() == &branch.value(); }))
            all.push_back(branch);
        }
      }
    }
    return all;
  };
  schemas = expand(std::move(schemas));
  for (const std::string& token : path.tokens()) {
    std::vector<contract::Node> below;
    for (const contract::Node& schema : schemas) {
      const bool item = token == "*";
      std::optional<contract::Node> child = item ? schema.Find("items") : schema.Find("properties");
      if (!item && child) child = child->Find(token);
      if (child) below.push_back(Follow(subject.vendor(), *child));
    }
    schemas = expand(std::move(below));
  }
  return schemas;
}

}  // namespace plumbline::audit
