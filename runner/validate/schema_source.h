// Finds the schemas that a user points at: the file, what its references lead to (files below one folder, URIs mapped
// by the user, the network only where allowed), and the dialect. The edge between the engine, which reads nothing, and
// the disk.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "document/flat.h"
#include "schema/meta_schema.h"
#include "schema/schema.h"

namespace plumbline::validate {

struct SchemaOptions {
  std::string path;                 // FILE, or FILE#/pointer for a schema inside of a document
  std::optional<std::string> text;  // of the schema, where it is read already; `path` then only names it
  std::string base;                 // folder that file references may read; empty: the schema's own
  std::vector<std::pair<std::string, std::string>>
      resolve;  // URI to a file, or a prefix ending in `/` to a folder; the longest counts
  bool allow_network = false;
  std::string dialect;  // name; empty: by `$schema`, else 2020-12
  bool assert_formats = false;
  bool assert_content = false;
  bool check_metaschema = true;
  schema::Direction direction = schema::Direction::kNone;
};

// Reads a schema over the network: text, or an Error that says why not.
using Download = std::function<std::string(const std::string& uri)>;
// By HTTP GET, redirects not followed, at most 16 MB.
std::string DownloadByHttp(const std::string& uri);

// "URI=PATH"; of several ways to part them the one whose path is there and shortest. Throws Error for anything else,
// and where there is no such path.
std::pair<std::string, std::string> ParseResolve(const std::string& text);

// The registry of these options, and the schema itself. The registry must outlive the compilation.
class SchemaSource {
 public:
  // Throws Error where the schema cannot be read, or is another document that would accept everything (not_a_schema.h).
  SchemaSource(SchemaOptions options, Download download);
  SchemaSource(const SchemaSource&) = delete;  // its registry asks it
  SchemaSource& operator=(const SchemaSource&) = delete;

  const std::shared_ptr<const document::FlatDocument>& document() const { return document_; }
  // Throws Error at the place in the file.
  schema::Program Compile() const;
  // Why the schema cannot be compiled, where that is its own fault: a document that is not at hand is none.
  std::optional<Error> Problem() const;
  // The parts of the document, each with the URI of the meta-schema that holds for it. Throws as Compile does.
  std::vector<schema::MetaSchemaPart> MetaSchemaParts() const;
  const schema::Registry& registry() const { return registry_; }

 private:
  std::shared_ptr<const document::FlatDocument> Fetch(const std::string& uri) const;
  std::shared_ptr<const document::FlatDocument> ReadBelow(const std::string& path) const;
  schema::Options EngineOptions() const;

  SchemaOptions options_;
  Download download_;
  std::shared_ptr<const document::FlatDocument> document_;
  schema::Registry registry_;
};

// Throws Error with the place of a CompileError.
[[noreturn]] void Rethrow(const schema::CompileError& error, const document::FlatDocument& schema);

}  // namespace plumbline::validate
