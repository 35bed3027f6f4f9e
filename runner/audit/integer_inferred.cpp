#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/decimal.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using contract::Node;
using finding::Finding;
using finding::Severity;

bool HasType(const Node& schema, std::string_view wanted) {
  const auto type = schema.Find("type");
  if (!type) return false;
  if ((*type)->IsString()) return (*type)->text == wanted;
  return std::any_of((*type)->items.begin(), (*type)->items.end(),
                     [&](const document::Value& one) { return one.text == wanted; });
}

// What is measured or paid, and so has fractions: the last word of its name.
bool NamesMeasure(std::string_view name) {
  static const std::set<std::string_view> kMeasures = {
      "minutes",    "hours",   "seconds",  "duration",    "cost",    "costs",      "amount", "price",
      "fee",        "balance", "rate",     "kwh",         "km",      "kilometers", "miles",  "percent",
      "percentage", "weight",  "distance", "temperature", "revenue", "gb",         "mb"};
  const std::vector<std::string> words = Words(name);
  return !words.empty() && kMeasures.contains(words.back());
}

// A member of an answer that is a number with a fraction, or a whole one.
struct ShownNumber {
  const ShownObject* object;
  document::Node value;
};

class Walk {
 public:
  explicit Walk(const Subject& subject) : subject_(subject) {
    constexpr std::size_t kMaxShown = 200;  // of a member
    for (const ShownObject& object : subject.objects()) {
      if (!subject.bodies()[object.body].IsSuccess() || object.operation == kNowhere) continue;
      about_.try_emplace(subject.operations()[object.operation].declared, object.about);
      for (const document::Node& row : object.rows) {
        for (const document::Member& member : row->members) {
          if (!member.value.IsNumber()) continue;
          const auto number = Decimal::Parse(member.value.text);
          auto& known = (number && !number->IsInteger() ? fractions_ : whole_)[member.key];
          if (known.size() < kMaxShown) known.push_back({&object, row.Child(member)});
        }
      }
    }
  }

  std::vector<Finding> All() {
    if (fractions_.empty() && whole_.empty()) return {};
    ForEachSchema(subject_.vendor(), [&](const Node& node, const Use& use) {
      if (use.direction != contract::Direction::kResponse || !use.status.starts_with('2')) return;
      const std::vector<Property> properties = PropertiesOf(subject_.vendor(), node);
      for (const Property& property : properties) {
        const Node member = Follow(subject_.vendor(), property.node);
        if (!HasType(member, "integer") || !told_.insert(&member.value()).second) continue;
        if (!Fraction(use, properties, property.name, member)) Sibling(use, properties, property.name, member);
      }
    });
    return std::move(findings_);
  }

 private:
  // What a schema describes, by the same words as the objects of samples.
  std::string EntityOf(const Use& use) const {
    const auto& tokens = use.instance.tokens();
    const auto named = std::find_if(tokens.rbegin(), tokens.rend(),
                                    [](const std::string& token) { return token != "*" && !NamesWrapper(token); });
    if (named != tokens.rend()) return Singular(Spelled(*named));
    const auto about = about_.find(use.operation);
    return about == about_.end() ? "" : about->second;
  }

  finding::Finding Begin(const Use& use, const Node& member, const std::string& name, Severity severity) const {
    Finding found;
    found.severity = severity;
    found.identity = use.Identify(subject_.vendor(), "integer.inferred");
    found.identity.schema_pointer = member.pointer().ToString();
    found.identity.instance_pointer = (use.instance / name).Starred();
    return found;
  }

  // Another operation shows the same thing with a fraction.
  bool Fraction(const Use& use, const std::vector<Property>& properties, const std::string& name, const Node& member) {
    const auto shown = fractions_.find(name);
    if (shown == fractions_.end()) return false;
    const std::string entity = EntityOf(use);
    for (const ShownNumber& one : shown->second) {
      const ShownObject& object = *one.object;
      const contract::Operation* declared = subject_.operations()[object.operation].declared;
      if (entity.empty() || object.entity != entity) continue;
      // What an operation shows against its own schema is the matter of sample.schema.
      if (declared == use.operation && object.path == use.instance) continue;
      // The place where it is shown has a schema of its own, which takes fractions: the matter of entity.type.
      const auto shared = static_cast<std::size_t>(std::count_if(
          properties.begin(), properties.end(), [&](const Property& property) { return object.Has(property.name); }));
      if (shared < 3 || shared * 3 < std::min(properties.size(), object.members.size()) * 2) continue;
      const ShownBody& body = subject_.bodies()[object.body];
      if (!SchemasAt(subject_, body, object.path / name).empty()) continue;
      Finding found = Begin(use, member, name, Severity::kWarning);
      found.message = fmt::format("{} is an integer in the contract, and {} shows {} for the same thing",
                                  schema::PathName(use.instance / name), Spot(subject_, object, name), one.value->text);
      found.expected = "number";
      found.observed = "integer";
      found.places = {member.Find("type")->Quote("says integer"), one.value.Quote("a fraction")};
      found.likely = "The contract, whose type looks inferred from a sample in which the value happened to be whole.";
      findings_.push_back(std::move(found));
      return true;
    }
    return false;
  }

  // A measure beside others of its kind that take fractions, and only whole ones were shown.
  void Sibling(const Use& use, const std::vector<Property>& properties, const std::string& name, const Node& member) {
    if (!NamesMeasure(name)) return;
    const auto shown = whole_.find(name);
    if (shown == whole_.end() || fractions_.contains(name)) return;
    const auto here = std::find_if(shown->second.begin(), shown->second.end(), [&](const ShownNumber& one) {
      return subject_.operations()[one.object->operation].declared == use.operation && one.object->path == use.instance;
    });
    if (here == shown->second.end()) return;
    const std::string measure = Words(name).back();
    for (const Property& property : properties) {
      const std::vector<std::string> words = Words(property.name);
      const Node other = Follow(subject_.vendor(), property.node);
      if (property.name == name || words.empty() || words.back() != measure || !HasType(other, "number")) continue;
      Finding found = Begin(use, member, name, Severity::kNote);
      found.message = fmt::format("{} is an integer, and {} beside it a number", schema::PathName(use.instance / name),
                                  property.name);
      found.expected = "number";
      found.observed = "integer";
      found.places = {member.Find("type")->Quote("says integer"), other.Find("type")->Quote("says number"),
                      here->value.Quote("a whole number by chance?")};
      found.likely = "The integer: it looks inferred from a sample in which the value happened to be whole.";
      findings_.push_back(std::move(found));
      return;
    }
  }

  const Subject& subject_;
  std::map<std::string, std::vector<ShownNumber>> fractions_, whole_;
  std::map<const contract::Operation*, std::string> about_;
  std::set<const document::Value*> told_;
  std::vector<Finding> findings_;
};

}  // namespace

const Rule kIntegerInferred = {
    {"integer.inferred", "Integers of the contract are never shown with fractions", finding::Severity::kWarning,
     "Looks at members that the contract declares as integers. Where another operation shows the same thing (by name, and two in "
     "three of its members) with a fraction, the integer is a warning. Where a "
     "measure (minutes, cost, distance) stands beside one of its kind that is a number, and only whole ones were shown, it is a "
     "note.\n\nWhy: schemas made from samples say integer "
     "wherever the first value was whole, and the first fraction breaks whoever believed them.\n\nWhat to do: declare a number."},
    [](const Subject& subject) { return Walk(subject).All(); }};

}  // namespace plumbline::audit
