#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

struct Row {
  const ShownObject* object;
  Node row;
};

// What stays as it is while the thing lives, or nearly so: when it was made, its name, what it belongs to.
bool Lasts(const Member& member, const std::string& identifier) {
  if (!member.value.IsString() || IsStandIn(member.value) || member.key == identifier) return false;
  const std::string spelled = Spelled(member.key);
  if (spelled == "created_at" || spelled == "created") return ParseMoment(member.value.text).has_value();
  return spelled == "name" || (NamesIdentifier(member.key) && Words(member.key).size() > 1);
}

bool SameMoment(const Value& a, const Value& b) {
  const auto left = ParseMoment(a.text), right = ParseMoment(b.text);
  return left && right && left->Compare(*right) == std::strong_ordering::equal;
}

// A request that changes the thing sends the member, so that its answers differ in it by design.
bool IsChanged(const Subject& subject, const ShownObject& object, const std::string& member) {
  if (object.operation == kNowhere) return false;
  const std::string& method = subject.operations()[object.operation].method;
  if (method != "PATCH" && method != "PUT") return false;
  const auto& requests = subject.BodiesOf(object.operation, page::Part::kRequest);
  return std::any_of(requests.begin(), requests.end(),
                     [&](std::size_t request) { return subject.bodies()[request].root->Find(member) != nullptr; });
}

void FindTwiceTold(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, std::vector<Row>> things;  // "auth_id value"
  std::set<std::string> own;
  for (const ShownObject& object : subject.objects()) {
    if (!subject.bodies()[object.body].IsSuccess() || object.entity.empty()) continue;
    if (const auto identifier = OwnIdentifier(object); identifier && Words(*identifier).size() > 1)
      own.insert(object.entity + ' ' + *identifier);
  }
  constexpr std::size_t kMaxRows = 50;
  for (const ShownObject& object : subject.objects()) {
    if (!subject.bodies()[object.body].IsSuccess() || object.entity.empty()) continue;
    const auto identifier = OwnIdentifier(object);
    for (const Node& row : object.rows) {
      for (const Member& member : row->members) {
        // What one answer tells accounts apart by does so in the others too, where they have an id besides.
        const bool besides = own.contains(object.entity + ' ' + member.key);
        const bool tells = identifier == member.key || besides;
        if (!tells || (!member.value.IsString() && !member.value.IsNumber()) || member.value.text.size() < 4) continue;
        // A bare id is one thing's only among things of one name.
        const std::string key =
            (Words(member.key).size() > 1 ? "" : object.entity + ' ') + member.key + ' ' + member.value.text;
        auto& rows = things[key];
        if (rows.size() < kMaxRows) rows.push_back({&object, row});
      }
    }
  }
  struct Told {
    std::string identifier;
    std::map<std::string, std::vector<std::pair<const ShownObject*, Node>>> by_member;
  };
  std::map<std::string, Told> by_identifier;
  for (const auto& [key, rows] : things) {
    const std::string identifier = key.substr(0, key.rfind(' '));
    for (const Row& row : rows) {
      for (const Member& member : row.row->members) {
        if (!Lasts(member, identifier.substr(identifier.rfind(' ') + 1)) || IsChanged(subject, *row.object, member.key))
          continue;
        Told& told = by_identifier[key];
        told.identifier = identifier;
        auto& values = told.by_member[member.key];
        const auto equal = [&](const auto& known) {
          return document::Equal(known.second.value(), member.value) || SameMoment(known.second.value(), member.value);
        };
        if (std::none_of(values.begin(), values.end(), equal))
          values.emplace_back(row.object, *row.row.Find(member.key));
      }
    }
  }
  std::map<std::string, Finding> by_kind;
  std::map<std::string, std::set<std::string>> shapes;
  for (const auto& [key, told] : by_identifier) {
    for (const auto& [member, values] : told.by_member) {
      if (values.size() < 2) continue;
      Finding& found = by_kind[told.identifier];
      if (found.places.empty()) {
        found.severity = Severity::kNote;
        found.identity = subject.Identify("sample.instance", kNowhere);
        found.identity.instance_pointer = "/" + told.identifier.substr(told.identifier.rfind(' ') + 1);
        found.message = fmt::format("one {} stands for things that differ in {}", told.identifier, member);
        found.expected = document::WriteJson(values[0].second.value(), 0);
        found.observed = document::WriteJson(values[1].second.value(), 0);
        found.likely = "The samples: one identifier was written into several of them.";
      }
      for (const auto& [object, node] : values) {
        found.details.push_back(fmt::format("{} {} ({})", Spot(subject, *object, member),
                                            document::WriteJson(node.value(), 0), ToString(node.Location())));
        found.places.push_back(node.Quote(
            fmt::format("{} of the same thing in {}", member, OperationName(subject, subject.bodies()[object->body]))));
        shapes[told.identifier].insert(Spot(subject, *object, member));
      }
    }
  }
  for (auto& [identifier, found] : by_kind) {
    const auto& lines = shapes[identifier];
    // A thing may have two identifiers, and then tells the same twice.
    const bool told = std::any_of(by_kind.begin(), by_kind.end(), [&, &identifier = identifier](const auto& other) {
      const auto& more = shapes[other.first];
      return other.first != identifier &&
             (more.size() > lines.size() || (more.size() == lines.size() && other.first < identifier)) &&
             std::includes(more.begin(), more.end(), lines.begin(), lines.end());
    });
    if (told) continue;
    found.shape = finding::Shape({lines.begin(), lines.end()});
    findings.push_back(std::move(found));
  }
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  FindTwiceTold(subject, findings);
  return findings;
}

}  // namespace

const Rule kSampleInstance = {
    {"sample.instance", "One identifier stands for one thing in all samples", finding::Severity::kNote,
     "Gathers what shown answers tell of the thing with one identifier, and notes where its creation, its name or what it belongs to differ. Moments are "
     "compared by what they mean.\n\nWhy: readers take samples that share an identifier for one story, and it contradicts itself.\n\nWhat to do: use "
     "one identifier for one thing."},
    Run};

}  // namespace plumbline::audit
