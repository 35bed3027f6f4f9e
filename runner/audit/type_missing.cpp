#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using contract::Node;
using finding::Finding;
using finding::Severity;

// Keywords by which a schema says something of the type, or means that it says nothing.
bool Tells(const Node& schema) {
  for (std::string_view keyword : {"type",
                                   "$ref",
                                   "allOf",
                                   "anyOf",
                                   "oneOf",
                                   "not",
                                   "enum",
                                   "const",
                                   "properties",
                                   "items",
                                   "additionalProperties",
                                   "prefixItems",
                                   "nullable",
                                   "if",
                                   "required",
                                   "pattern",
                                   "minLength",
                                   "maxLength",
                                   "minimum",
                                   "maximum",
                                   "format",
                                   "$dynamicRef"}) {
    if (schema.Find(keyword)) return true;
  }
  return false;
}

// Members that may hold any value by what they are called.
bool MeansAnything(const std::string& name) {
  if (NamesFreeForm(name)) return true;
  for (std::string_view word :
       {"any", "default", "example", "old", "new", "previous", "before", "after", "json", "constraint", "argument",
        "parameter", "variable", "setting", "attribute", "property"}) {
    if (HasWord(name, word)) return true;
  }
  return false;
}

std::string TypesShown(const Subject& subject, const Use& use, std::optional<Node>& shown) {
  std::set<std::string> types;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (body.operation == kNowhere || subject.operations()[body.operation].declared != use.operation ||
        object.path != use.instance.Parent())
      continue;
    if (body.IsAnswer() != (use.direction == contract::Direction::kResponse)) continue;
    if (body.IsAnswer() && (use.operation->FindResponse(body.status.value_or(200)) == nullptr ||
                            use.operation->FindResponse(body.status.value_or(200))->status != use.status))
      continue;
    for (const Node& value : ValuesOf(object, use.instance.back())) {
      if (value->IsNull()) continue;
      types.insert(std::string(document::KindName(value->kind)));
      if (!shown) shown = value;
    }
  }
  return types.size() == 1 ? *types.begin() : "";
}

std::vector<Finding> Run(const Subject& subject) {
  struct Group {
    Finding found;
    std::vector<std::string> shape;
  };
  std::map<std::string, Group> groups;
  std::vector<std::string> order;
  ForEachSchema(subject.vendor(), [&](const Node& schema, const Use& use) {
    if (use.media_type.empty() || use.instance.empty() || use.instance.back() == "*") return;
    const auto& tokens = schema.pointer().tokens();
    const bool property = tokens.size() > 1 && tokens[tokens.size() - 2] == "properties";
    if (!property || Tells(schema) || MeansAnything(use.instance.back())) return;
    std::optional<Node> shown;
    const std::string type = TypesShown(subject, use, shown);
    // {} with a description, and nothing shown, may mean any value.
    if (type.empty()) return;
    const std::string key = use.operation->Name() +
                            (use.direction == contract::Direction::kResponse ? " answer " : " request ") + use.status;
    auto [group, fresh] = groups.try_emplace(key);
    Finding& found = group->second.found;
    if (fresh) {
      order.push_back(key);
      found.severity = Severity::kWarning;
      found.identity = use.Identify(subject.vendor(), "type.missing");
      found.identity.instance_pointer.clear();
      found.expected = fmt::format("`type: {}`", type);
      found.observed = "no type: any value is accepted";
      found.places = {schema.QuoteKey("accepts every value"), shown->Quote("shows a " + type)};
      found.likely = "The contract: it says nothing where the documentation shows one type.";
    }
    found.details.push_back(
        fmt::format("{}: shown as {} ({})", schema::PathName(use.instance), type, ToString(schema.Location())));
    group->second.shape.push_back(use.instance.Starred() + ' ' + type);
  });
  std::vector<Finding> findings;
  for (const std::string& key : order) {
    auto& [found, shape] = groups.at(key);
    found.message =
        fmt::format("{} no type, though samples show one", Count(found.details.size(), "member has", "members have"));
    found.shape = finding::Shape(shape);
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kTypeMissing = {
    {"type.missing", "The schema of a member says its type", finding::Severity::kWarning,
     "Finds members whose schema says nothing at all of the value, while samples and examples always show one type there. Members that "
     "may hold anything by their name (value, "
     "metadata, default) are left out, and so is what no sample shows. `nullable` without a type is nullable.untyped's.\n\nWhy: such a "
     "schema accepts every value, so that no "
     "test can fail on it.\n\nWhat to do: write the type."},
    Run};

}  // namespace plumbline::audit
