// One compilation. Documents are scanned for resources and anchors once; subschemas are compiled when something on the
// way from the root names them, so that what is never used costs nothing.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/text_hash.h"
#include "schema/keyword.h"
#include "schema/meta_schema.h"

namespace plumbline::schema {

class Compiler {
 public:
  explicit Compiler(const Options& options);

  // Compiles a document that is a schema.
  Compiled Run(std::shared_ptr<const document::FlatDocument> schema);
  // Compiles schemas that stand in documents.
  Compiled Run(std::shared_ptr<const document::FlatDocument> document, std::span<const SchemaPlace> entries);
  // The parts of a schema by their meta-schemas; compiles nothing.
  std::vector<MetaSchemaPart> PartsOf(std::shared_ptr<const document::FlatDocument> schema);

  // ---- for keywords ----
  Compiled& compiled() { return out_; }
  // The subschema at a cell, compiled before Run ends.
  std::uint32_t Schema(const document::Cell& cell, std::uint32_t resource);
  // The target of a reference that stands in `from`; its text must live as long as the compilation. Throws
  // CompileError.
  std::uint32_t Reference(std::string_view reference, std::uint32_t from, const document::Cell& at);
  // Patterns that are written several times are compiled once.
  const Pattern* FindPattern(std::string_view text) const {
    const auto found = patterns_.find(text);
    return found == patterns_.end() ? nullptr : &found->second;
  }
  void KeepPattern(std::string_view text, const Pattern& pattern) { patterns_.emplace(text, pattern); }
  std::string_view Keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  CompileError Fail(std::uint32_t schema, const document::Cell& at, std::string message) const;
  std::uint32_t AnchorName(const std::string& name);

 private:
  struct Target {
    const document::Cell* cell;
    std::uint32_t resource;
  };

  std::uint32_t AddDocument(std::string uri, std::shared_ptr<const document::FlatDocument> flat,
                            const Dialect& inherited);
  void ScanDocument(std::uint32_t document, std::uint32_t root_resource);
  void Scan(std::uint32_t document, const document::Cell& start, std::uint32_t resource);
  std::uint32_t AddResource(std::string uri, const document::Cell& root, std::uint32_t document,
                            std::shared_ptr<const Dialect> dialect);
  std::shared_ptr<const Dialect> DialectOf(const document::Cell& root, const std::shared_ptr<const Dialect>& inherited,
                                           std::uint32_t document);
  Dialect CustomDialect(const std::string& meta_schema, const document::Cell& at, std::uint32_t document);
  std::optional<std::uint32_t> FindResource(const std::string& uri, const Dialect& inherited);
  Target Resolve(std::string_view reference, std::uint32_t resource, const document::Cell& at, std::uint32_t schema);
  Target Walk(std::uint32_t resource, std::string_view pointer, std::string_view reference, const document::Cell& at,
              std::uint32_t schema);
  const document::Cell* Member(const document::Cell& object, std::string_view name);
  std::uint32_t AddEntry(const SchemaPlace& place, std::uint32_t document_resource);
  void AddProblem(const CompileError& error, std::uint32_t schema);
  void Finish();
  void CompileSubschema(std::uint32_t id);
  bool CompileKeyword(const KeywordSite& site, Keyword& keyword);
  void CompileDynamicTargets();
  void CheckLoops();
  std::vector<MetaSchemaPart> MetaSchemaParts(std::uint32_t document) const;
  void CheckMetaSchemas() const;
  void RefuseTwice(std::uint32_t document, const document::Cell& at, const std::string& name,
                   const document::Cell& other);
  CompileError FailIn(std::uint32_t document, const document::Cell& at, std::string message) const;

  const Options& options_;
  bool documents_are_schemas_ = true;
  std::vector<bool> may_hold_resources_;  // by document
  Compiled out_;
  std::unordered_map<const document::Cell*, std::uint32_t> ids_;
  std::deque<std::string> kept_;
  std::unordered_map<std::string_view, Pattern, document::SeededHash> patterns_;
  std::deque<std::uint32_t> open_;
  std::unordered_map<std::string, std::uint32_t> resources_;  // by URI
  std::unordered_map<const document::Cell*, std::uint32_t> resource_roots_;
  struct ReferenceHash {
    std::size_t operator()(const std::pair<std::uint32_t, std::string_view>& key) const {
      return document::SeededHash()(key.second) + key.first;
    }
  };
  std::unordered_map<std::pair<std::uint32_t, std::string_view>, Target, ReferenceHash> targets_;  // of references
  std::unordered_map<const document::Cell*, std::string>
      named_twice_;  // schemas with a name that others have too; what to say of that
  std::unordered_map<const document::Cell*,
                     std::unordered_map<std::string_view, const document::Cell*, document::SeededHash>>
      wide_;
  std::vector<std::uint32_t> entered_;  // resources with a compiled subschema
};

// The meta-schemas that come with the program: file name and text. Made at build time from schemas/json-schema/.
std::shared_ptr<const document::FlatDocument> StandardDocument(const std::string& uri);

// The subschemas that judge the same instance as `id` does, in the order of its keywords.
std::vector<std::uint32_t> InPlaceSchemas(const Compiled& compiled, std::uint32_t id);

// Fills the code of the verdict pass.
void Lower(Compiled& compiled);

}  // namespace plumbline::schema
