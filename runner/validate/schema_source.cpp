#include "validate/schema_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/uri.h"
#include "http/transport.h"
#include "validate/not_a_schema.h"

namespace plumbline::validate {
namespace fs = std::filesystem;

namespace {

document::Limits SchemaLimits() {
  document::Limits limits;
  limits.max_depth = 1000;
  return limits;
}

bool IsBelow(const fs::path& path, const fs::path& folder) {
  const fs::path relative = fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(folder));
  return !relative.empty() && *relative.begin() != "..";
}

// The dialect of the Schema Objects in an OpenAPI document; empty for other documents.
std::string DialectOfContract(const document::FlatDocument& document) {
  const document::Cell& root = document.root();
  if (!root.IsObject()) return "";
  if (root.Find("swagger") != nullptr) return "draft4";
  const document::Cell* version = root.Find("openapi");
  if (version == nullptr) return "";
  return version->view().starts_with("3.0") ? "openapi-3.0" : "openapi-3.1";
}

// "api.yaml#/components/schemas/User" is a schema that refers to this one.
SchemaOptions WithFragment(SchemaOptions options) {
  const std::size_t hash = options.path.find('#');
  if (options.text || hash == std::string::npos || fs::exists(options.path)) return options;
  const std::string file = options.path.substr(0, hash), fragment = options.path.substr(hash);
  if (!fs::is_regular_file(file)) return options;
  const std::string uri = FileUri(fs::absolute(file).lexically_normal().string());
  document::Value schema = document::Value::Object();
  schema.members.push_back({.key = "$ref", .key_span = {}, .value = document::Value::String(uri + fragment)});
  options.text = document::WriteJson(schema, 0);
  options.resolve.emplace_back(uri, file);
  if (options.base.empty()) options.base = fs::path(file).parent_path().string();
  if (options.base.empty()) options.base = ".";
  if (options.dialect.empty())
    options.dialect =
        DialectOfContract(*document::FlatDocument::Read(file, document::ReadFile(file, file), SchemaLimits()));
  return options;
}

}  // namespace

std::string DownloadByHttp(const std::string& uri) {
  const UriReference parts = SplitUri(uri);
  http::CurlOptions options;
  options.base_url = fmt::format("{}://{}", parts.scheme, parts.authority);
  http::Request request;
  request.target =
      std::string(parts.path.empty() ? "/" : parts.path) + (parts.has_query ? "?" + std::string(parts.query) : "");
  request.headers = {{"Accept", "application/schema+json, application/json, application/yaml"}};
  const http::Exchange exchange = http::MakeCurlTransport(options)->Send(request);
  if (exchange.error) throw Error({.file = uri}, fmt::format("cannot be fetched: {}", exchange.error->message));
  if (exchange.response->status != 200)
    throw Error({.file = uri}, fmt::format("cannot be fetched: the answer is {}", exchange.response->status));
  return exchange.response->body;
}

std::pair<std::string, std::string> ParseResolve(const std::string& text) {
  // Both sides may hold =: the path is what is there.
  const std::size_t last = text.rfind('=');
  for (std::size_t equals = last; equals != std::string::npos && equals > 0; equals = text.rfind('=', equals - 1)) {
    if (equals + 1 < text.size() && fs::exists(text.substr(equals + 1))) {
      if (text[equals - 1] == '/' && !fs::is_directory(text.substr(equals + 1))) {
        throw Error(fmt::format("--resolve {}: a URI that ends in / stands for a folder, and '{}' is none", text,
                                text.substr(equals + 1)));
      }
      return {text.substr(0, equals), text.substr(equals + 1)};
    }
  }
  if (last != std::string::npos && last > 0 && last + 1 < text.size())
    throw Error(fmt::format("--resolve {}: there is no '{}'", text, text.substr(last + 1)));
  throw Error(fmt::format("--resolve {}: write URI=PATH, as in https://example.com/schemas/=./schemas", text));
}

SchemaSource::SchemaSource(SchemaOptions options, Download download)
    : options_(WithFragment(std::move(options))),
      download_(std::move(download)),
      document_(document::FlatDocument::Read(
          options_.path, options_.text ? *options_.text : document::ReadFile(options_.path, options_.path),
          SchemaLimits())),
      registry_([this](const std::string& uri) { return Fetch(uri); }) {
  const document::Cell& root = document_->root();
  const document::Span span = document_->tape().SpanOf(root);
  if (root.kind() == document::CellKind::kNull && span.begin == span.end)
    throw Error({.file = options_.path}, "the file is empty");
  if (const std::string other = NotASchema(*document_, options_.path); !other.empty())
    throw Error(document_->LocationOf(root), other);
  if (!options_.base.empty() && !fs::is_directory(options_.base))
    throw Error(fmt::format("--base {}: there is no such folder", options_.base));
  if (options_.base.empty()) options_.base = fs::path(options_.path).parent_path().string();
  if (options_.base.empty()) options_.base = ".";
  // The longest URI that fits says the most.
  std::stable_sort(options_.resolve.begin(), options_.resolve.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::shared_ptr<const document::FlatDocument> SchemaSource::ReadBelow(const std::string& path) const {
  if (!fs::exists(path)) return nullptr;
  if (!IsBelow(path, options_.base)) {
    throw Error(
        {.file = path},
        fmt::format("lies outside '{}', the folder that references may read; --base names another", options_.base));
  }
  // A pipe or a device might never end.
  if (!fs::is_regular_file(path)) throw Error({.file = path}, "is no regular file, and a reference reads no other");
  std::string name = fs::path(path).lexically_proximate(fs::current_path()).string();
  if (name.starts_with("..")) name = path;
  return document::FlatDocument::Read(name, document::ReadFile(path, name), SchemaLimits());
}

std::shared_ptr<const document::FlatDocument> SchemaSource::Fetch(const std::string& uri) const {
  const auto checked = [&](std::string path) {
    if (path.find('\0') != std::string::npos) throw Error({.file = uri}, "holds %00, and no path has a NUL byte");
    return path;
  };
  for (const auto& [from, to] : options_.resolve) {
    if (from == uri || from == uri + "#")
      return document::FlatDocument::Read(to, document::ReadFile(to, to), SchemaLimits());
    if (!from.ends_with('/') || !uri.starts_with(from)) continue;
    const fs::path path = fs::path(to) / checked(PercentDecode(uri.substr(from.size())));
    for (const std::string& candidate : {path.string(), path.string() + ".json", path.string() + ".yaml"}) {
      if (!fs::is_regular_file(candidate)) continue;
      if (!IsBelow(candidate, to))
        throw Error({.file = candidate}, fmt::format("lies outside '{}', to which --resolve maps {}", to, from));
      return document::FlatDocument::Read(candidate, document::ReadFile(candidate, candidate), SchemaLimits());
    }
  }
  if (const std::string path = checked(FilePath(uri)); !path.empty()) return ReadBelow(path);
  const bool network = uri.starts_with("http://") || uri.starts_with("https://");
  if (!network || !options_.allow_network || schema::IsStandardMetaSchema(uri)) return nullptr;
  return document::FlatDocument::Read(uri, download_(uri), SchemaLimits());
}

schema::Options SchemaSource::EngineOptions() const {
  schema::Options options;
  options.assert_formats = options_.assert_formats;
  options.assert_content = options_.assert_content;
  options.direction = options_.direction;
  options.check_metaschema = options_.check_metaschema;
  options.registry = &registry_;
  options.base_uri = FileUri(fs::absolute(options_.path).lexically_normal().string());
  if (!options_.dialect.empty()) {
    const auto dialect = schema::FindDialect(options_.dialect);
    if (!dialect) {
      std::vector<std::string> names;
      for (std::size_t i = 0; i < schema::kDialects; ++i)
        names.emplace_back(schema::DialectName(static_cast<schema::DialectId>(i)));
      throw Error(fmt::format("--dialect {}: no such dialect{}; there are {}", options_.dialect,
                              DidYouMean(options_.dialect, names), Join(names, ", ")));
    }
    options.dialect = *dialect;
  }
  return options;
}

void Rethrow(const schema::CompileError& error, const document::FlatDocument& schema) {
  if (error.place()) throw Error(*error.place(), error.message());
  const document::Cell* cell = schema.tape().At(error.location());
  throw Error(schema.LocationOf(cell == nullptr ? schema.root() : *cell), error.message());
}

schema::Program SchemaSource::Compile() const {
  try {
    return schema::Compile(document_, EngineOptions());
  } catch (const schema::CompileError& error) {
    Rethrow(error, *document_);
  }
}

std::optional<Error> SchemaSource::Problem() const {
  try {
    (void)schema::Compile(document_, EngineOptions());
  } catch (const schema::MissingDocument&) {
    return std::nullopt;
  } catch (const schema::CompileError& error) {
    try {
      Rethrow(error, *document_);
    } catch (const Error& problem) {
      return problem;
    }
  } catch (const Error& problem) {  // a document that was found and cannot be read
    return problem;
  }
  return std::nullopt;
}

std::vector<schema::MetaSchemaPart> SchemaSource::MetaSchemaParts() const {
  try {
    return schema::MetaSchemaParts(document_, EngineOptions());
  } catch (const schema::CompileError& error) {
    Rethrow(error, *document_);
  }
}

}  // namespace plumbline::validate
