#include "contract/derive.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <span>

#include "base/text.h"
#include "contract/references.h"
#include "http/message.h"

namespace plumbline::contract {
namespace {

using document::Document;
using document::Kind;
using document::Member;
using document::Store;
using document::Value;

// What becomes of a member of a Schema Object.
enum class Treatment {
  kCopy,        // means the same in 2020-12
  kSchema,      // holds a schema
  kSchemaList,  // holds a list of schemas
  kSchemaMap,   // holds schemas by name
  kSpecial,     // handled by Translate beside this table
};

struct Row {
  std::string_view keyword;
  Treatment treatment;
};

// Members without a row have no meaning for validation and are left out. Of 3.0:
constexpr Row kRows30[] = {
    {"title", Treatment::kCopy},         {"description", Treatment::kCopy},
    {"format", Treatment::kCopy},        {"multipleOf", Treatment::kCopy},
    {"maxLength", Treatment::kCopy},     {"minLength", Treatment::kCopy},
    {"pattern", Treatment::kCopy},       {"maxItems", Treatment::kCopy},
    {"minItems", Treatment::kCopy},      {"uniqueItems", Treatment::kCopy},
    {"maxProperties", Treatment::kCopy}, {"minProperties", Treatment::kCopy},
    {"enum", Treatment::kCopy},          {"default", Treatment::kCopy},
    {"deprecated", Treatment::kCopy},    {"readOnly", Treatment::kCopy},
    {"writeOnly", Treatment::kCopy},     {"items", Treatment::kSchema},
    {"not", Treatment::kSchema},         {"additionalProperties", Treatment::kSchema},
    {"allOf", Treatment::kSchemaList},   {"anyOf", Treatment::kSchemaList},
    {"oneOf", Treatment::kSchemaList},   {"properties", Treatment::kSchemaMap},
    {"type", Treatment::kSpecial},       {"minimum", Treatment::kSpecial},
    {"maximum", Treatment::kSpecial},    {"required", Treatment::kSpecial},
    {"example", Treatment::kSpecial},    {"$ref", Treatment::kSpecial},
};

// Since 3.1 a Schema Object is a schema of 2020-12 already. What it names by itself ($id, $anchor, $defs) is gone,
// because every reference becomes one to `$defs` of the derived schema; a discriminator is a hint there
// (3.1.1, 4.8.25).
constexpr Row kRows31[] = {
    {"$ref", Treatment::kSpecial},
    {"$dynamicRef", Treatment::kSpecial},
    {"$comment", Treatment::kCopy},
    {"title", Treatment::kCopy},
    {"description", Treatment::kCopy},
    {"type", Treatment::kCopy},
    {"enum", Treatment::kCopy},
    {"const", Treatment::kCopy},
    {"format", Treatment::kCopy},
    {"multipleOf", Treatment::kCopy},
    {"maximum", Treatment::kCopy},
    {"exclusiveMaximum", Treatment::kCopy},
    {"minimum", Treatment::kCopy},
    {"exclusiveMinimum", Treatment::kCopy},
    {"maxLength", Treatment::kCopy},
    {"minLength", Treatment::kCopy},
    {"pattern", Treatment::kCopy},
    {"maxItems", Treatment::kCopy},
    {"minItems", Treatment::kCopy},
    {"uniqueItems", Treatment::kCopy},
    {"maxContains", Treatment::kCopy},
    {"minContains", Treatment::kCopy},
    {"maxProperties", Treatment::kCopy},
    {"minProperties", Treatment::kCopy},
    {"required", Treatment::kSpecial},
    {"dependentRequired", Treatment::kCopy},
    {"default", Treatment::kCopy},
    {"deprecated", Treatment::kCopy},
    {"readOnly", Treatment::kCopy},
    {"writeOnly", Treatment::kCopy},
    {"examples", Treatment::kCopy},
    {"example", Treatment::kSpecial},
    {"contentEncoding", Treatment::kCopy},
    {"contentMediaType", Treatment::kCopy},
    {"contentSchema", Treatment::kSchema},
    {"items", Treatment::kSchema},
    {"prefixItems", Treatment::kSchemaList},
    {"contains", Treatment::kSchema},
    {"additionalProperties", Treatment::kSchema},
    {"unevaluatedItems", Treatment::kSchema},
    {"unevaluatedProperties", Treatment::kSchema},
    {"propertyNames", Treatment::kSchema},
    {"properties", Treatment::kSchemaMap},
    {"patternProperties", Treatment::kSchemaMap},
    {"dependentSchemas", Treatment::kSchemaMap},
    {"allOf", Treatment::kSchemaList},
    {"anyOf", Treatment::kSchemaList},
    {"oneOf", Treatment::kSchemaList},
    {"not", Treatment::kSchema},
    {"if", Treatment::kSchema},
    {"then", Treatment::kSchema},
    {"else", Treatment::kSchema},
};

const Row* FindRow(std::span<const Row> rows, std::string_view keyword) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.keyword == keyword; });
  return found == rows.end() ? nullptr : &*found;
}

bool IsTrue(const Value& schema, std::string_view key) {
  const Value* value = schema.Find(key);
  return value != nullptr && value->IsTrue();
}

// Copies a value without its place, which would be one in another document.
Value WithoutSpans(Value value) {
  value.span = {};
  for (Value& item : value.items) item = WithoutSpans(std::move(item));
  for (Member& member : value.members) {
    member.key_span = {};
    member.value = WithoutSpans(std::move(member.value));
  }
  return value;
}

class Deriver {
 public:
  Deriver(Store& store, Direction direction, schema::DialectId dialect)
      : store_(store),
        direction_(direction),
        of_30_(dialect == schema::DialectId::kOpenApi30),
        rows_(of_30_ ? std::span<const Row>(kRows30) : std::span<const Row>(kRows31)) {}

  DerivedSchema Run(const Node& node) {
    result_.schema = Translate(node, {}, {});
    Value definitions = Value::Object();
    // Translating a definition may name further ones; they are appended here.
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const auto [name, target] = waiting_[i];
      definitions.Set(name, Translate(target, JsonPointer() / "$defs" / name, {}));
    }
    if (!definitions.members.empty()) result_.schema.Set("$defs", std::move(definitions));
    return std::move(result_);
  }

 private:
  using Names = std::set<std::string>;

  // `hidden`: required properties that do not count, declared by a schema around this one (allOf).
  Value Translate(const Node& node, const JsonPointer& here, const Names& hidden) {
    result_.origins.insert_or_assign(here, node);
    if (node->IsBoolean()) return WithoutSpans(node.value());
    if (!node->IsObject())
      throw node.Fail(fmt::format("a schema is an object, not {}", document::KindName(node->kind)));
    if (of_30_) {
      // Members beside `$ref` are ignored (3.0.3, 4.7.23.1).
      if (const auto reference = node.Find("$ref")) {
        Value schema = Value::Object();
        TranslateReference(*reference, schema);
        return schema;
      }
      for (std::string_view flag : {"nullable", "exclusiveMinimum", "exclusiveMaximum", "readOnly", "writeOnly"}) {
        const auto member = node.Find(flag);
        if (member && !(*member)->IsBoolean())
          throw member->Fail(fmt::format("in OpenAPI 3.0 '{}' is true or false", flag));
      }
    }
    Names ignored = hidden;
    std::set<const Value*> seen;
    CollectOneWay(node, ignored, seen);
    Value schema = Value::Object();
    for (const Member& member : node->members) {
      const Row* row = FindRow(rows_, member.key);
      if (row == nullptr) continue;
      const Node child = node.Child(member);
      switch (row->treatment) {
        case Treatment::kCopy:
          schema.Set(member.key, WithoutSpans(member.value));
          break;
        case Treatment::kSchema:
          schema.Set(member.key, Translate(child, here / member.key, {}));
          break;
        case Treatment::kSchemaList:
          TranslateList(child, here, ignored, schema);
          break;
        case Treatment::kSchemaMap:
          TranslateMap(child, here / member.key, schema);
          break;
        case Treatment::kSpecial:
          TranslateSpecial(member.key, node, child, ignored, schema);
          break;
      }
    }
    if (of_30_) TranslateDiscriminator(node, here, schema);
    return schema;
  }

  // A reference that leads nowhere asserts nothing; it is a problem of the contract, not of this schema.
  void TranslateReference(const Node& reference, Value& schema) {
    if (!reference->IsString()) throw reference.Fail("$ref takes a string");
    const Reference target = FindTarget(store_, reference, reference->text);
    if (const Node* node = std::get_if<Node>(&target))
      schema.Set("$ref", Value::String("#/$defs/" + EscapeToken(Definition(*node))));
  }

  void TranslateList(const Node& list, const JsonPointer& here, const Names& ignored, Value& schema) {
    const std::string& keyword = list.pointer().back();
    if (!list->IsArray()) throw list.Fail(fmt::format("'{}' takes a list of schemas", keyword));
    Value schemas = Value::Array();
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      schemas.items.push_back(Translate(list.Item(i), here / keyword / i, keyword == "allOf" ? ignored : Names{}));
    }
    schema.Set(keyword, std::move(schemas));
  }

  void TranslateMap(const Node& map, const JsonPointer& here, Value& schema) {
    const std::string& keyword = map.pointer().back();
    if (!map->IsObject()) throw map.Fail(fmt::format("'{}' takes an object of schemas", keyword));
    Value schemas = Value::Object();
    for (const Member& member : map->members) {
      schemas.members.push_back({member.key, {}, Translate(map.Child(member), here / member.key, {})});
    }
    schema.Set(keyword, std::move(schemas));
  }

  void TranslateSpecial(std::string_view keyword, const Node& node, const Node& child, const Names& ignored,
                        Value& schema) {
    if (keyword == "$ref" || keyword == "$dynamicRef") {
      TranslateReference(child, schema);
    } else if (keyword == "type") {
      if (!child->IsString())
        throw child.Fail("in OpenAPI 3.0 'type' is one string; null is allowed by 'nullable: true'");
      Value type = Value::String(child->text);
      // 4.7.24.1: nullable adds null to the type of the same Schema Object, and does nothing else.
      if (IsTrue(node.value(), "nullable")) type = Value::Array({std::move(type), Value::String("null")});
      schema.Set("type", std::move(type));
    } else if (keyword == "minimum") {
      schema.Set(IsTrue(node.value(), "exclusiveMinimum") ? "exclusiveMinimum" : "minimum",
                 WithoutSpans(child.value()));
    } else if (keyword == "maximum") {
      schema.Set(IsTrue(node.value(), "exclusiveMaximum") ? "exclusiveMaximum" : "maximum",
                 WithoutSpans(child.value()));
    } else if (keyword == "required") {
      if (!child->IsArray()) throw child.Fail("'required' of a schema takes a list of property names");
      Value names = Value::Array();
      for (const Value& name : child->items) {
        if (!ignored.contains(name.text)) names.items.push_back(WithoutSpans(name));
      }
      if (!names.items.empty()) schema.Set("required", std::move(names));
    } else if (keyword == "example" && node.Find("examples") == std::nullopt) {
      schema.Set("examples", Value::Array({WithoutSpans(child.value())}));
    }
  }

  // Names of properties that a `required` list does not count in this direction (4.7.24.1, readOnly
  // and writeOnly), declared here or in a branch of allOf.
  void CollectOneWay(const Node& node, Names& names, std::set<const Value*>& seen) {
    // A ring of allOf is found by the compiler.
    if (!node->IsObject() || !seen.insert(&node.value()).second) return;
    if (node.Find("$ref")) {
      const Node target = ResolveOrStay(store_, node);
      if (&target.value() != &node.value()) CollectOneWay(target, names, seen);
      if (of_30_) return;
    }
    if (const auto properties = node.Find("properties"); properties && (*properties)->IsObject()) {
      for (const Member& member : properties->value().members) {
        const Node property = ResolveOrStay(store_, properties->Child(member));
        if (IsTrue(property.value(), direction_ == Direction::kRequest ? "readOnly" : "writeOnly"))
          names.insert(member.key);
      }
    }
    const auto all = node.Find("allOf");
    for (std::size_t i = 0; all && i < (*all)->items.size(); ++i) CollectOneWay(all->Item(i), names, seen);
  }

  // 4.7.25: the property's value names the schema that the instance has to fit. With oneOf or
  // anyOf, that is a chain of if/then, and the alternatives are its branches; a value that names
  // none of them is an error. A discriminator without alternatives (inheritance by allOf) has
  // nothing to choose from here and asserts nothing.
  void TranslateDiscriminator(const Node& node, const JsonPointer& here, Value& schema) {
    const auto discriminator = node.Find("discriminator");
    const std::string keyword = node.Find("oneOf") ? "oneOf" : "anyOf";
    const auto alternatives = node.Find(keyword);
    if (!discriminator || !alternatives) return;
    const auto property = discriminator->Find("propertyName");
    if (!property || !(*property)->IsString()) throw discriminator->Fail("a discriminator needs a 'propertyName'");
    const auto branches = Branches(*discriminator, *alternatives);
    if (branches.empty()) return;  // inline schemas only: they have no names (4.7.25)
    const std::string& name = (*property)->text;
    const auto property_is = [&](Value condition) {
      Value shape = Value::Object();
      Value properties = Value::Object();
      properties.Set(name, std::move(condition));
      shape.Set("properties", std::move(properties));
      shape.Set("required", Value::Array({Value::String(name)}));
      return shape;
    };
    Value values = Value::Object();
    values.Set("enum", Value::Array());
    Value chain = Value::Array();
    const std::size_t first = schema.Find("allOf") == nullptr ? 0 : schema.Find("allOf")->items.size();
    for (const auto& [value, target] : branches) {
      values.Find("enum")->items.push_back(Value::String(value));
      Value constant = Value::Object();
      constant.Set("const", Value::String(value));
      Value branch = Value::Object();
      branch.Set("if", property_is(std::move(constant)));
      Value then = Value::Object();
      then.Set("$ref", Value::String("#/$defs/" + EscapeToken(Definition(target))));
      branch.Set("then", std::move(then));
      result_.origins.insert_or_assign(here / "allOf" / (first + chain.items.size()), *discriminator);
      chain.items.push_back(std::move(branch));
    }
    result_.origins.insert_or_assign(here / "allOf" / (first + chain.items.size()), *discriminator);
    chain.items.push_back(property_is(std::move(values)));
    std::erase_if(schema.members, [&](const Member& member) { return member.key == keyword; });
    if (schema.Find("allOf") == nullptr) schema.Set("allOf", Value::Array());
    auto& all = schema.Find("allOf")->items;
    all.insert(all.end(), chain.items.begin(), chain.items.end());
  }

  // Discriminator value -> schema: what `mapping` says, then the names of alternatives that it does
  // not mention.
  std::vector<std::pair<std::string, Node>> Branches(const Node& discriminator, const Node& alternatives) {
    std::vector<std::pair<std::string, Node>> branches;
    std::set<const Value*> mapped;
    if (const auto mapping = discriminator.Find("mapping")) {
      for (const Member& member : mapping->value().members) {
        const Node at = *mapping->Find(member.key);
        const std::string& target = member.value.text;
        const bool is_name = target.find_first_of("/#.") == std::string::npos;
        const Reference schema = FindTarget(store_, at, is_name ? "#/components/schemas/" + target : target);
        if (const Node* found = std::get_if<Node>(&schema)) {
          branches.emplace_back(member.key, *found);
          mapped.insert(&found->value());
        }
      }
    }
    for (std::size_t i = 0; i < alternatives->items.size(); ++i) {
      const auto reference = alternatives.Item(i).Find("$ref");
      if (!reference) continue;
      const Reference found = FindTarget(store_, *reference, (*reference)->text);
      const Node* target = std::get_if<Node>(&found);
      if (target != nullptr && !target->pointer().empty() && !mapped.contains(&target->value()))
        branches.emplace_back(target->pointer().back(), *target);
    }
    return branches;
  }

  // The name under `$defs` of the schema at `target`.
  std::string Definition(const Node& target) {
    const auto known = definitions_.find(&target.value());
    if (known != definitions_.end()) return known->second;
    const auto& tokens = target.pointer().tokens();
    const bool component = ComponentName(target).has_value();
    const std::string stem = std::filesystem::path(target.document().source.name()).stem().string();
    const std::string base = component ? tokens.back() : tokens.empty() ? stem : Slug(target.pointer().ToString());
    std::string name = base;
    for (int i = 2; !names_.insert(name).second; ++i) name = fmt::format("{}-{}", base, i);
    definitions_.emplace(&target.value(), name);
    waiting_.emplace_back(name, target);
    return name;
  }

  Store& store_;
  Direction direction_;
  bool of_30_;
  std::span<const Row> rows_;
  DerivedSchema result_;
  std::map<const Value*, std::string> definitions_;
  std::set<std::string> names_;
  std::vector<std::pair<std::string, Node>> waiting_;
};

void AddContent(std::vector<SchemaPart>& parts, const std::string& prefix, const std::vector<MediaType>& content,
                Direction direction) {
  for (const MediaType& media_type : content) {
    if (!media_type.schema) continue;
    const bool plain = http::EssenceOf(media_type.name) == "application/json";
    parts.push_back({plain ? prefix : prefix + '.' + Slug(media_type.name), *media_type.schema, direction});
  }
}

}  // namespace

DerivedSchema Derive(Store& store, const Node& node, Direction direction, schema::DialectId dialect) {
  return Deriver(store, direction, dialect).Run(node);
}

Node DerivedSchema::Origin(const JsonPointer& location) const {
  JsonPointer prefix = location;
  while (!origins.contains(prefix)) prefix = prefix.Parent();
  Node origin = origins.at(prefix);
  const std::vector<std::string> rest(location.tokens().begin() + static_cast<std::ptrdiff_t>(prefix.tokens().size()),
                                      location.tokens().end());
  if (rest.size() == 2 && rest[0] == "required") {
    // Read-only names were left out, so indexes differ; the names do not.
    const Value* name = schema.At(location);
    const auto list = origin.Find("required");
    for (std::size_t i = 0; name != nullptr && list && i < (*list)->items.size(); ++i) {
      if ((*list)->items[i].text == name->text) return list->Item(i);
    }
  }
  for (const std::string& token : rest) {
    const auto child = origin.At(JsonPointer({token}));
    if (!child) break;
    origin = *child;
  }
  return origin;
}

std::vector<SchemaPart> SchemaParts(const Contract& contract) {
  std::vector<SchemaPart> parts;
  for (const Operation* each : contract.AllOperations()) {
    const Operation& operation = *each;
    const std::string prefix = Slug(operation.id);
    for (const Parameter& parameter : operation.parameters) {
      if (const auto schema = parameter.ValueSchema()) {
        parts.push_back({fmt::format("{}.parameter.{}.{}", prefix, LocationName(parameter.in), Slug(parameter.name)),
                         *schema, Direction::kRequest});
      }
    }
    if (operation.request_body)
      AddContent(parts, prefix + ".request", operation.request_body->content, Direction::kRequest);
    for (const Response& response : operation.responses) {
      const std::string name = fmt::format("{}.response-{}", prefix, response.status);
      AddContent(parts, name, response.content, Direction::kResponse);
      for (const Header& header : response.headers) {
        if (header.schema)
          parts.push_back({name + ".header." + Slug(header.name), *header.schema, Direction::kResponse});
      }
    }
  }
  std::set<std::string> taken;  // in lower case: some file systems know no other
  for (SchemaPart& part : parts) {
    const std::string base = part.name;
    for (int i = 2; !taken.insert(AsciiLower(part.name)).second; ++i) part.name = fmt::format("{}-{}", base, i);
  }
  return parts;
}

Value SchemaFile(const std::string& vendor, const SchemaPart& part, const DerivedSchema& derived) {
  const std::string file = std::filesystem::path(part.node.document().source.name()).filename().string();
  Value schema = Value::Object();
  schema.Set("$schema", Value::String("https://json-schema.org/draft/2020-12/schema"));
  schema.Set("$id", Value::String(fmt::format("urn:plumbline:{}:{}", vendor, part.name)));
  const JsonPointer place = document::PointerAsWritten(part.node.document(), part.node->span, part.node.pointer());
  schema.Set("$comment", Value::String(fmt::format("Derived from {}#{}", file, place.ToString())));
  if (derived.schema.IsBoolean() && !derived.schema.boolean) schema.Set("not", Value::Object());
  for (const Member& member : derived.schema.members) schema.Set(member.key, member.value);
  return schema;
}

}  // namespace plumbline::contract
