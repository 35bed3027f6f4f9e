#include "schema/meta_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "schema/compiler.h"
#include "schema/file_format.h"

namespace plumbline::schema {

std::shared_ptr<const document::FlatDocument> StandardDocument(const std::string& uri) {
  static const auto documents = [] {
    std::map<std::string, std::shared_ptr<const document::FlatDocument>, std::less<>> all;
    for (const auto& [name, text] : MetaSchemaTexts()) {
      auto flat = document::FlatDocument::Read("schemas/json-schema/" + std::string(name), std::string(text));
      const document::Cell* id = flat->root().Find("$id");
      if (id == nullptr) id = flat->root().Find("id");
      std::string key(id->view());
      if (key.ends_with('#')) key.pop_back();
      all.emplace(std::move(key), std::move(flat));
    }
    return all;
  }();
  const auto found = documents.find(uri);
  return found == documents.end() ? nullptr : found->second;
}

namespace {

Program CompileMetaSchema(const std::string& uri, const Registry* registry) {
  auto flat = registry == nullptr ? nullptr : registry->Find(uri);
  if (flat == nullptr) flat = StandardDocument(uri);
  if (flat == nullptr) throw CompileError({}, fmt::format("no meta-schema has the URI '{}'", uri));
  Options options;
  options.assert_formats = false;
  options.base_uri = uri;
  options.registry = registry;
  return Compile(std::move(flat), options);
}

}  // namespace

Program MetaSchemaProgram(const std::string& uri, const Registry* registry) {
  if (!DialectOfMetaSchema(uri)) return CompileMetaSchema(uri, registry);
  static std::mutex mutex;
  static std::map<std::string, Program> programs;
  const std::lock_guard lock(mutex);
  const auto found = programs.find(uri);
  if (found != programs.end()) return found->second;
  return programs.emplace(uri, CompileMetaSchema(uri, nullptr)).first->second;
}

std::optional<Violation> MetaSchemaViolation(const document::Tape& schema, const Program& meta_schema) {
  if (Evaluator(meta_schema).Check(schema.root()) == Verdict::kValid) return std::nullopt;
  const std::vector<Violation> violations = Evaluate(meta_schema, schema);
  // Of the deepest ones the last: an alternative's own violation follows that of the choice.
  const Violation* deepest = nullptr;
  for (const Violation& violation : violations) {
    if (deepest == nullptr || violation.instance_location.tokens().size() >= deepest->instance_location.tokens().size())
      deepest = &violation;
  }
  return deepest == nullptr ? std::nullopt : std::optional(*deepest);
}

}  // namespace plumbline::schema
