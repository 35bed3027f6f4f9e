#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
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

// A schema that says "object" and nothing of its members, on purpose or not.
bool SaysNothing(const Node& schema) {
  const auto type = schema.Find("type");
  if (type && (*type)->text != "object") return false;
  for (std::string_view keyword :
       {"properties", "additionalProperties", "patternProperties", "propertyNames", "allOf", "anyOf", "oneOf", "enum",
        "const", "not", "items", "minProperties", "maxProperties", "$ref", "nullable"}) {
    if (schema.Find(keyword)) return false;
  }
  return true;
}

// Rows of one structure: what they have is not the user's choice.
bool OneStructure(const ShownObject& object) {
  if (object.rows.empty() || object.members.size() < 3) return false;
  return std::all_of(object.rows.begin(), object.rows.end(),
                     [&](const Node& row) { return row->members.size() * 3 >= object.members.size() * 2; });
}

// The rows of a list have members that their schema does not tell.
void FindUntold(const Subject& subject, std::vector<Finding>& findings) {
  std::set<std::string> told;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || object.path.tokens().size() < 2 || object.path.back() != "*" || !OneStructure(object))
      continue;
    const std::string& list = object.path.tokens()[object.path.tokens().size() - 2];
    if (NamesFreeForm(list) && !NamesWrapper(list)) continue;
    const auto schemas = SchemasAt(subject, body, object.path);
    const auto lists = SchemasAt(subject, body, object.path.Parent());
    std::optional<Node> silent;
    if (schemas.size() == 1 && SaysNothing(schemas.front())) silent = schemas.front();
    if (schemas.empty() && lists.size() == 1 && lists.front().Find("type") &&
        (*lists.front().Find("type"))->text == "array" && !lists.front().Find("items") &&
        !lists.front().Find("prefixItems"))
      silent = lists.front();
    if (!silent || !told.insert(OperationName(subject, body) + object.path.ToString()).second) continue;
    Finding found;
    // A schema that is empty on purpose takes anything.
    found.severity = schemas.size() == 1 && (*silent)->members.empty() ? Severity::kNote : Severity::kWarning;
    found.identity = subject.Identify("structure.missing", object.operation);
    found.identity.instance_pointer = object.path.Starred();
    found.message = fmt::format("the schema says nothing of the rows of {}, which have {}",
                                schema::PathName(object.path.Parent()), Count(object.members.size(), "member"));
    found.expected = "`properties` of the rows";
    found.observed = "objects of any kind";
    found.details = {fmt::format("members: {}", Join({object.members.begin(), object.members.end()}, ", "))};
    found.places = {silent->QuoteKey("says nothing of members"), object.rows.front().Quote("a row")};
    found.likely = "The contract: it leaves out what the documentation shows.";
    findings.push_back(std::move(found));
  }
}

// Claims of the page that tell the type of a member of the operation's answer; by top-level name.
std::map<std::string, std::pair<std::size_t, const page::FieldClaim*>> FieldsOf(const Subject& subject,
                                                                                std::size_t operation,
                                                                                std::set<std::string>& with_children) {
  std::map<std::string, std::pair<std::size_t, const page::FieldClaim*>> fields;
  for (const auto& [page, documented] : subject.operations()[operation].documented) {
    for (const page::FieldClaim& field : subject.pages()[page].claims.fields) {
      if (field.operation != documented || field.part != page::Part::kResponse || field.path.empty()) continue;
      if (field.path.tokens().size() == 1) fields.emplace(field.path.back(), std::pair(page, &field));
      if (field.path.tokens().size() > 1) with_children.insert(field.path.tokens().front());
    }
  }
  return fields;
}

// {} and [] in every sample, and nowhere a word of what is in them.
void FindEmpty(const Subject& subject, std::size_t operation, std::vector<Finding>& findings) {
  std::vector<std::pair<std::string, Node>> empty;  // members of the answer, as the first sample shows them
  bool first = true;
  for (const std::size_t b : subject.BodiesOf(operation, page::Part::kResponse)) {
    const ShownBody& body = subject.bodies()[b];
    if (!body.IsSuccess() || !body.root->IsObject()) continue;
    if (first) {
      for (const Member& member : body.root->members) {
        const bool nothing = (member.value.IsObject() && member.value.members.empty()) ||
                             (member.value.IsArray() && member.value.items.empty());
        const auto schemas = SchemasAt(subject, body, JsonPointer({member.key}));
        const bool declared = std::any_of(schemas.begin(), schemas.end(), [](const contract::Node& schema) {
          return schema.Find("items") || !SaysNothing(schema);
        });
        if (nothing && !declared && !NamesFreeForm(member.key))
          empty.emplace_back(member.key, *body.root.Find(member.key));
      }
      first = false;
      continue;
    }
    std::erase_if(empty, [&](const auto& one) {
      const Value* other = body.root->Find(one.first);
      return other != nullptr && (!other->members.empty() || !other->items.empty());
    });
  }
  std::set<std::string> with_children;
  const auto fields = FieldsOf(subject, operation, with_children);
  std::erase_if(empty, [&](const auto& one) {
    if (with_children.contains(one.first)) return true;
    const auto field = fields.find(one.first);
    if (field == fields.end()) return false;
    const std::string& item = field->second.second->facts.item_type;
    return !item.empty() && item != "object";
  });
  constexpr std::size_t kSeveral = 3;  // an empty list or object alone is usual
  if (empty.size() < kSeveral) return;
  Finding found;
  found.identity = subject.Identify("structure.missing", operation);
  found.identity.instance_pointer = "empty";
  std::vector<std::string> names;
  std::size_t listed = 0;
  found.places.push_back(empty.front().second.QuoteKey("shown empty"));
  for (const auto& [name, node] : empty) {
    names.push_back(name);
    std::string detail = fmt::format("{} {} ({})", name, node->IsObject() ? "{}" : "[]", ToString(node.Location()));
    const auto field = fields.find(name);
    if (field != fields.end()) {
      const Place place = subject.Quote(field->second.first, field->second.second->span, "told without its members");
      detail += fmt::format(", told at {}:{}", place.source, place.line);
      if (listed++ == 0) found.places.insert(found.places.begin(), place);
    }
    found.details.push_back(std::move(detail));
  }
  found.severity = listed >= kSeveral ? Severity::kWarning : Severity::kNote;
  found.message =
      fmt::format("{} of the answer are shown empty, and nothing says what is in them", Count(empty.size(), "member"));
  found.expected = "the structure of " + Join(names, ", ");
  found.observed = "{} and []";
  found.shape = finding::Shape(names);
  found.likely = "The documentation: the sample was taken from an account without data.";
  findings.push_back(std::move(found));
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  FindUntold(subject, findings);
  for (std::size_t o = 0; o < subject.operations().size(); ++o) FindEmpty(subject, o, findings);
  return findings;
}

}  // namespace

const Rule kStructureMissing = {
    {"structure.missing", "Objects and lists say what is in them", finding::Severity::kWarning,
     "Finds lists whose schema says `object` (or nothing) of their rows, while a sample shows rows of one structure; and answers in which three members or "
     "more are shown as {} "
     "or [] in every sample, while neither a schema nor a page tells what is in them. The latter is a warning where a page lists the members, else a note. "
     "Members for what "
     "users put in (metadata, settings, tags) are left out.\n\nWhy: nobody can write a client against {}.\n\nWhat to do: show an answer with data, and declare "
     "the members."},
    Run};

}  // namespace plumbline::audit
