#include "audit/schema_walk.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "contract/references.h"

namespace plumbline::audit {

using contract::Direction;
using contract::Node;
using document::Value;

namespace {

constexpr int kMaxDepth = 64;

// The schemas that a reference stands for: what it leads to in the end, and since 3.1 also those on the way that say
// more beside their `$ref`, in the order of the way.
std::vector<Node> Chain(const contract::Vendor& vendor, const Node& written) {
  std::vector<Node> chain;
  const bool siblings = vendor.contract->dialect() != schema::DialectId::kOpenApi30;
  Node node = written;
  for (std::size_t step = 0; siblings && step < contract::kMostSteps; ++step) {
    const auto reference = node.Find("$ref");
    if (!reference || !(*reference)->IsString()) break;
    const bool more = std::any_of(node->members.begin(), node->members.end(), [](const document::Member& member) {
      return member.key != "$ref" && member.key != "description" && member.key != "summary";
    });
    if (more) chain.push_back(node);
    contract::Reference target = contract::FindTarget(*vendor.contract->store, *reference, (*reference)->text);
    if (std::holds_alternative<contract::BrokenReference>(target)) break;
    node = std::get<Node>(std::move(target));
  }
  chain.push_back(Follow(vendor, written));
  return chain;
}

std::vector<std::string> SortedKeys(const Value& object) {
  std::vector<std::string> keys;
  for (const document::Member& member : object.members) keys.push_back(member.key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

class Walk {
 public:
  Walk(const contract::Vendor& vendor, const std::function<void(const Node&, const Use&)>& visit)
      : vendor_(vendor), visit_(visit) {}

  void Visit(const Node& written, Use use, int depth) {
    for (const Node& node : Chain(vendor_, written)) Look(node, use, depth);
  }

 private:
  void Look(const Node& node, Use use, int depth) {
    if (depth > kMaxDepth || !node->IsObject() || !seen_.insert({&node.value(), use.direction}).second) return;
    if (const auto name = contract::ComponentName(node)) use.name = *name;
    visit_(node, use);
    if (const auto properties = node.Find("properties")) {
      for (const std::string& key : SortedKeys(properties->value())) {
        Use below = use;
        below.instance = use.instance / key;
        below.name = key;
        Visit(*properties->Find(key), std::move(below), depth + 1);
      }
    }
    for (std::string_view keyword : {"items", "additionalProperties"}) {
      const auto child = node.Find(keyword);
      if (!child || !(*child)->IsObject()) continue;
      Use below = use;
      below.instance = use.instance / "*";
      Visit(*child, std::move(below), depth + 1);
    }
    for (std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
      const auto list = node.Find(keyword);
      for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) {
        Use below = use;
        below.name.clear();
        Visit(list->Item(i), std::move(below), depth + 1);
      }
    }
    if (const auto child = node.Find("not")) Visit(*child, use, depth + 1);
  }

  const contract::Vendor& vendor_;
  const std::function<void(const Node&, const Use&)>& visit_;
  std::set<std::pair<const Value*, Direction>> seen_;
};

}  // namespace

finding::Identity Use::Identify(const contract::Vendor& vendor, std::string_view rule) const {
  return {.vendor = vendor.id,
          .operation = operation->Name(),
          .status = status,
          .media_type = media_type,
          .rule = std::string(rule),
          .schema_pointer = {},
          .instance_pointer = instance.Starred()};
}

bool Shows(const contract::Sample& sample, const Use& use) {
  if (sample.operation != use.operation->id || sample.part != use.direction) return false;
  if (sample.part == Direction::kRequest) return true;
  const contract::Response* response = use.operation->FindResponse(sample.status);
  return response != nullptr && response->status == use.status;
}

Node Follow(const contract::Vendor& vendor, const Node& node) {
  return contract::ResolveOrStay(*vendor.contract->store, node);
}

std::vector<BodyUse> BodySchemas(const contract::Operation& operation) {
  std::vector<BodyUse> bodies;
  const auto add = [&](const std::vector<contract::MediaType>& content, Direction direction,
                       const std::string& status) {
    for (const contract::MediaType& media_type : content) {
      if (!media_type.schema) continue;
      bodies.push_back({&media_type, {&operation, direction, status, media_type.name, {}, {}}});
    }
  };
  if (operation.request_body) add(operation.request_body->content, Direction::kRequest, "");
  for (const contract::Response& response : operation.responses)
    add(response.content, Direction::kResponse, response.status);
  return bodies;
}

void ForEachSchema(const contract::Vendor& vendor, const std::function<void(const Node&, const Use&)>& visit) {
  Walk walk(vendor, visit);
  // A schema that several operations share is seen once, by the first of them: which one that is must not depend on how
  // the contract is ordered, since findings are named after it.
  auto operations = vendor.contract->AllOperations();
  std::stable_sort(operations.begin(), operations.end(), [](const auto* a, const auto* b) {
    return std::tie(a->path, a->method) < std::tie(b->path, b->method);
  });
  for (const contract::Operation* each : operations) {
    const contract::Operation& operation = *each;
    for (const contract::Parameter& parameter : operation.parameters) {
      Use use{&operation, Direction::kRequest, "", "", JsonPointer({parameter.name}), parameter.name};
      if (const auto schema = parameter.ValueSchema()) walk.Visit(*schema, std::move(use), 0);
    }
    std::vector<BodyUse> bodies = BodySchemas(operation);
    std::stable_sort(bodies.begin(), bodies.end(), [](const BodyUse& a, const BodyUse& b) {
      return std::tie(a.use.direction, a.use.status, a.use.media_type) <
             std::tie(b.use.direction, b.use.status, b.use.media_type);
    });
    for (const BodyUse& body : bodies) walk.Visit(*body.media_type->schema, body.use, 0);
  }
}

std::vector<Property> PropertiesOf(const contract::Vendor& vendor, const Node& schema) {
  std::vector<Property> found;
  std::set<const Value*> seen;
  const std::function<void(const Node&)> collect = [&](const Node& written) {
    for (const Node& node : Chain(vendor, written)) {
      if (!seen.insert(&node.value()).second) continue;
      if (const auto properties = node.Find("properties")) {
        for (const document::Member& member : properties->value().members)
          found.push_back({member.key, *properties->Find(member.key)});
      }
      const auto all = node.Find("allOf");
      for (std::size_t i = 0; all && i < (*all)->items.size(); ++i) collect(all->Item(i));
    }
  };
  collect(schema);
  return found;
}

}  // namespace plumbline::audit
