// A compound document holds resources of several dialects, and each is held against the meta-schema of its own. What is
// of another dialect is taken out of the part around it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/uri.h"
#include "schema/compiler.h"
#include "schema/meta_schema.h"

namespace plumbline::schema {

using document::Cell;
using document::Value;

namespace {

struct Part {
  const Cell* root;
  const Dialect* dialect;
  std::unordered_set<const Cell*> foreign = {};  // roots of resources of other dialects below
};

// `{}` is a schema in every dialect.
Value Without(const std::unordered_set<const Cell*>& foreign, const Cell& cell) {
  if (foreign.contains(&cell)) return Value::Object();
  if (cell.IsArray()) {
    Value array = Value::Array();
    for (const Cell& item : document::Items(cell)) array.items.push_back(Without(foreign, item));
    return array;
  }
  if (cell.IsObject()) {
    Value object = Value::Object();
    for (const auto& [key, value] : document::Members(cell))
      object.members.push_back({std::string(key.view()), {}, Without(foreign, value)});
    return object;
  }
  return document::ToValue(cell);
}

bool Holds(const Cell& outer, const Cell& inner) { return &outer <= &inner && &inner < outer.Next(); }

// `roots` with their dialects, those of equal dialects joined where one holds the other.
std::vector<Part> Join(std::vector<Part> roots) {
  std::sort(roots.begin(), roots.end(), [](const Part& a, const Part& b) { return a.root < b.root; });
  std::vector<Part> parts;
  struct Open {
    const Cell* root;
    std::size_t part;
  };
  std::vector<Open> open;
  for (Part& part : roots) {
    while (!open.empty() && !Holds(*open.back().root, *part.root)) open.pop_back();
    if (!open.empty() && parts[open.back().part].dialect->meta_schema == part.dialect->meta_schema) {
      open.push_back({part.root, open.back().part});
      continue;
    }
    if (!open.empty()) parts[open.back().part].foreign.insert(part.root);
    open.push_back({part.root, parts.size()});
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

std::vector<MetaSchemaPart> Compiler::MetaSchemaParts(std::uint32_t document) const {
  const auto& flat = out_.documents[document].flat;
  std::vector<Part> roots;
  for (const auto& resource : out_.resources) {
    if (resource->document == document) roots.push_back({resource->root, resource->dialect.get()});
  }
  // A file of OpenAPI that a reference leads into is no schema as a whole: what is held is what was reached.
  const auto root =
      std::find_if(roots.begin(), roots.end(), [&](const Part& part) { return part.root == &flat->root(); });
  if (!ids_.empty() && root != roots.end() && (In(root->dialect->id) & kOpenApis) != 0 &&
      !ids_.contains(&flat->root())) {
    roots.erase(root);
    for (const Subschema& schema : out_.subschemas) {
      if (schema.document == document && !resource_roots_.contains(schema.cell))
        roots.push_back({schema.cell, out_.resources[schema.resource]->dialect.get()});
    }
  }
  std::vector<MetaSchemaPart> parts;
  for (const Part& part : Join(std::move(roots))) {
    const bool whole = part.root == &flat->root() && part.foreign.empty();
    parts.push_back({part.dialect->meta_schema, flat->tape().PointerTo(*part.root),
                     whole ? flat : document::FlatDocument::FromValue("", Without(part.foreign, *part.root))});
  }
  return parts;
}

void Compiler::CheckMetaSchemas() const {
  std::map<std::string, Program> programs;
  for (std::uint32_t document = 0; document < out_.documents.size(); ++document) {
    const CompiledDocument& home = out_.documents[document];
    if (home.flat == StandardDocument(home.uri)) continue;
    for (const MetaSchemaPart& part : MetaSchemaParts(document)) {
      auto program = programs.find(part.meta_schema);
      if (program == programs.end())
        program = programs.emplace(part.meta_schema, MetaSchemaProgram(part.meta_schema, options_.registry)).first;
      const auto violation = MetaSchemaViolation(part.schema->tape(), program->second);
      if (!violation) continue;
      const Cell* at = home.flat->tape().At(part.root + violation->instance_location);
      if (at == nullptr) at = &home.flat->root();
      if (const Cell* member = violation->member.empty() ? nullptr : at->Find(violation->member))
        at = member - 1;  // its name
      throw FailIn(document, *at,
                   fmt::format("{} {} (by the meta-schema {})", PathName(part.root + violation->instance_location),
                               violation->message, part.meta_schema));
    }
  }
}

std::vector<MetaSchemaPart> Compiler::PartsOf(std::shared_ptr<const document::FlatDocument> schema) {
  AddDocument(std::string(WithoutFragment(options_.base_uri)), std::move(schema), StandardDialect(options_.dialect));
  return MetaSchemaParts(0);
}

std::vector<MetaSchemaPart> MetaSchemaParts(std::shared_ptr<const document::FlatDocument> schema,
                                            const Options& options) {
  return Compiler(options).PartsOf(std::move(schema));
}

}  // namespace plumbline::schema
