#include "contract/document_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace plumbline::contract {

using document::FlatDocument;
using document::Value;
using schema::Violation;

namespace {

std::string MinorVersion(const std::string& openapi) { return openapi.substr(0, 3); }

// The schemas of 2.0 and 3.0 are of draft 4, which has no better word for "an X or a reference to one" than oneOf. A
// slip in an X would be told as the lack of a `$ref` then, so the choice is made by whether there is one: if, then,
// else of draft 7. In what else these schemas use, draft 7 differs in `id` and in exclusiveMinimum.
Value ByReference(Value schema) {
  for (Value& item : schema.items) item = ByReference(std::move(item));
  for (document::Member& member : schema.members) member.value = ByReference(std::move(member.value));
  const Value* exclusive = schema.Find("exclusiveMinimum");
  if (exclusive != nullptr && exclusive->IsTrue() && schema.Find("minimum") != nullptr) {
    schema.Set("exclusiveMinimum", *schema.Find("minimum"));
    std::erase_if(schema.members, [](const document::Member& m) { return m.key == "minimum"; });
  }
  const Value* choice = schema.Find("oneOf");
  if (choice == nullptr || choice->items.size() != 2) return schema;
  const auto is_reference = [](const Value& alternative) {
    const Value* target = alternative.Find("$ref");
    return target != nullptr &&
           (target->text == "#/definitions/Reference" || target->text == "#/definitions/jsonReference");
  };
  const std::size_t reference = is_reference(choice->items[0]) ? 0 : 1;
  if (!is_reference(choice->items[reference])) return schema;
  Value condition = Value::Object();
  condition.Set("required", Value::Array({Value::String("$ref")}));
  Value chosen = Value::Object();
  chosen.Set("if", std::move(condition));
  chosen.Set("then", choice->items[reference]);
  chosen.Set("else", choice->items[1 - reference]);
  for (const document::Member& member : schema.members) {
    if (member.key != "oneOf") chosen.members.push_back(member);
  }
  return chosen;
}

schema::Program CompileDraft4(const FlatDocument& published, std::string name) {
  Value root = ByReference(document::ParseJson(std::move(name), std::string(published.source().text())).root);
  std::erase_if(root.members, [](const document::Member& m) { return m.key == "id" || m.key == "$schema"; });
  schema::Options options;
  options.dialect = schema::DialectId::kDraft7;
  return schema::Compile(root, options);
}

std::shared_ptr<const FlatDocument> Published(const std::string& version) {
  for (const auto& [name, text] : DocumentSchemaTexts()) {
    if (name == version + ".json") return FlatDocument::Read("schemas/openapi/" + std::string(name), std::string(text));
  }
  return nullptr;
}

// Of 3.1 and later the official schema leaves Schema Objects open, and whoever uses it says by which dialect they are
// written.
schema::Program CompileWithDialect(const FlatDocument& published, const std::string& version,
                                   schema::DialectId dialect) {
  Value root = document::ParseJson(version + ".json", std::string(published.source().text())).root;
  // The published base dialect is that of 3.1 and refuses members that 3.2 added to the XML and Discriminator Objects.
  const bool of_openapi = dialect == schema::DialectId::kOpenApi31;
  Value schema_object = Value::Object();
  schema_object.Set("$ref", Value::String(!of_openapi        ? schema::StandardDialect(dialect).meta_schema
                                          : version == "3.1" ? "https://spec.openapis.org/oas/3.1/dialect/base"
                                                             : "https://json-schema.org/draft/2020-12/schema"));
  if (Value* definitions = root.Find("$defs")) definitions->Set("schema", std::move(schema_object));
  return schema::Compile(root);
}

schema::Program CompileFor(const std::string& version, schema::DialectId dialect) {
  const auto published = Published(version);
  if (version == "3.1" || version == "3.2") return CompileWithDialect(*published, version, dialect);
  return CompileDraft4(*published, version + ".json");
}

const schema::Program& ProgramFor(const std::string& version, schema::DialectId dialect) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, schema::DialectId>, schema::Program> programs;
  const std::lock_guard lock(mutex);
  const auto key = std::pair(version, dialect);
  if (const auto known = programs.find(key); known != programs.end()) return known->second;
  return programs.emplace(key, CompileFor(version, dialect)).first->second;
}

bool IsChoice(const Violation& violation) { return violation.keyword == "oneOf" || violation.keyword == "anyOf"; }

// Members that count as not evaluated only because of a slip elsewhere in the same object.
bool IsFollowUp(const Violation& violation, const std::vector<Violation>& all) {
  if (violation.keyword != "unevaluatedProperties" || violation.member.empty()) return false;
  const JsonPointer member = violation.instance_location / violation.member;
  return std::any_of(all.begin(), all.end(), [&](const Violation& other) {
    if (other.keyword == "unevaluatedProperties") return false;
    const bool chooses = (other.keyword == "enum" || other.keyword == "const") && !other.instance_location.empty();
    return other.instance_location.StartsWith(member) || other.instance_location == violation.instance_location ||
           (chooses && other.instance_location.Parent() == violation.instance_location);
  });
}

// Whether another violation of the same value says it already: a value of the wrong type is in no enum either, and two
// choices that fail over one value are one slip.
bool IsSaid(const Violation& violation, const std::vector<Violation>& all, const std::vector<Violation>& told) {
  if (!violation.member.empty()) return false;
  const auto same = [&](const Violation& other) {
    return other.member.empty() && other.instance_location == violation.instance_location;
  };
  const bool choice = IsChoice(violation) || violation.keyword == "not";
  return (violation.keyword != "type" &&
          std::any_of(all.begin(), all.end(), [&](const Violation& v) { return v.keyword == "type" && same(v); })) ||
         (choice && std::any_of(told.begin(), told.end(), same));
}

}  // namespace

const document::Value& WrittenRoot(const Contract& contract) {
  return contract.root->written != nullptr ? *contract.root->written : contract.root->root;
}

std::vector<Violation> DocumentViolations(const Contract& contract) {
  if (contract.openapi.empty()) return {};  // no contract at all: pages alone
  const schema::Program& program = ProgramFor(MinorVersion(contract.openapi), contract.dialect());
  constexpr std::size_t kMost = 2000;
  document::Tape tape;
  tape.ReadValue(WrittenRoot(contract));
  const std::vector<Violation> all = schema::Evaluate(program, tape, kMost);
  std::vector<Violation> told;
  for (std::size_t i = 0; i < all.size(); ++i) {
    // The violations of the alternative that was meant follow that of the choice.
    const bool explained =
        IsChoice(all[i]) && i + 1 < all.size() && all[i + 1].instance_location.StartsWith(all[i].instance_location);
    // Whether a pattern is one is judged where the schema is compiled, with a reason.
    const bool pattern =
        all[i].keyword == "format" && !all[i].instance_location.empty() && all[i].instance_location.back() == "pattern";
    if (!explained && !pattern && !IsFollowUp(all[i], all) && !IsSaid(all[i], all, told)) told.push_back(all[i]);
  }
  return told;
}

}  // namespace plumbline::contract
