// What an OpenAPI document says (3.0, 3.1, 3.2, and Swagger 2.0), as values: servers, operations, parameters, bodies,
// responses, security. Every part keeps the Node it was read from, so that whoever judges it can quote it. References
// are resolved here; schemas stay as they are written (derive.h translates them). What is wrong in a document is left
// out and listed as a ContractProblem; only what is no OpenAPI document at all is refused.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/store.h"
#include "schema/dialect.h"

namespace plumbline::contract {

using document::Node;

struct Server {
  std::string url;  // variables replaced by their defaults
  std::string description;
  std::optional<Node> node = std::nullopt;  // none: the standard's default, "/"
};

struct Example {
  std::string name;  // empty for the single `example`
  Node value;
};

struct MediaType {
  std::string name;  // as written: "application/json"
  std::optional<Node> schema;
  std::vector<Example> examples;  // of the Media Type Object
  Node node;
  std::optional<Node> item_schema = std::nullopt;  // 3.2: of each item of a stream
};

enum class Location { kPath, kQuery, kHeader, kCookie };
std::string_view LocationName(Location location);

// Parameter Object, `style` (3.0.3, 4.7.12.2).
enum class Style { kMatrix, kLabel, kSimple, kForm, kSpaceDelimited, kPipeDelimited, kDeepObject };

struct Parameter {
  std::string name;
  Location in = Location::kQuery;
  Style style = Style::kForm;
  bool explode = true;
  bool required = false;
  bool allow_reserved = false;
  std::optional<Node> schema;        // one of `schema` and `content` is there
  std::optional<MediaType> content;  // the value is serialised by this media type
  std::vector<Example> examples;
  Node node;

  // The schema of the value, by whichever of the two ways it is given.
  std::optional<Node> ValueSchema() const { return schema ? schema : content ? content->schema : std::nullopt; }
};

struct RequestBody {
  bool required = false;
  std::vector<MediaType> content;
  Node node;
};

// A response header. Its name is compared without case.
struct Header {
  std::string name;
  bool required = false;
  std::optional<Node> schema;
  Node node;
};

struct Response {
  std::string status;  // "200", "4XX" or "default"
  std::vector<MediaType> content;
  std::vector<Header> headers;
  Node node;
};

struct SecurityScheme {
  std::string name;                 // its key in components
  std::string type;                 // "apiKey", "http", "oauth2", "openIdConnect"
  Location in = Location::kHeader;  // apiKey
  std::string parameter;            // apiKey: name of the header, query parameter or cookie
  std::string http_scheme;          // http: "basic", "bearer", …, in lower case
};

// All schemes of one requirement are needed; one requirement of a list is enough. An empty
// requirement means that no credentials are needed.
using SecurityRequirement = std::vector<std::string>;

// Who sends the request: a client, or the service itself (3.1.1, 4.8.1.1 webhooks; 4.8.18 callbacks).
enum class OperationKind { kPath, kWebhook, kCallback };

struct Operation {
  std::string id;      // operationId, or made of method and path where there is none
  std::string method;  // "GET"
  std::string path;    // the template: "/v1/charges/{id}"; the name of a webhook; the expression of a callback
  std::vector<Parameter> parameters;
  std::optional<RequestBody> request_body;
  std::vector<Response> responses;
  std::vector<SecurityRequirement> security;  // empty: none needed
  std::vector<Server> servers;
  Node node;
  OperationKind kind = OperationKind::kPath;

  // "GET /v1/charges/{id}", "webhook POST paid"
  std::string Name() const;
  const Parameter* FindParameter(Location in, std::string_view name) const;
  // The response that covers the status: exact, then the range, then default (3.0.3, 4.7.16).
  const Response* FindResponse(int status) const;
};

// Something that is wrong in a contract, told by the rule of the audit with that id. What it is about is left out of
// the model.
struct ContractProblem {
  enum class Mark { kValue, kKey };

  std::string rule;
  std::string operation;  // "GET /v1/charges/{id}"; empty: of no single one
  Node at;
  Mark mark = Mark::kValue;
  std::string message;
  std::string expected, observed;
  std::optional<Node> other = std::nullopt;  // a second place that it has to do with
  // Something is not judged because of it, so that the contract cannot be said to be right…
  bool uncheckable = false;
  // …though it may be: a reference that is not followed is no error of its author.
  bool wrong = true;
};

class Contract {
 public:
  std::string openapi;  // "3.0.3"; "2.0" of a Swagger document, whose parts are the translated ones (swagger2.h)
  std::string title;
  std::string version;
  std::vector<Operation> operations;  // that clients call, in the order of the document
  std::vector<Operation> incoming;    // that the service calls: webhooks and callbacks
  std::vector<ContractProblem> problems;
  std::map<std::string, SecurityScheme> security_schemes;

  // The contract's own documents; their addresses hold while the contract lives.
  std::unique_ptr<document::Store> store;
  const document::Document* root = nullptr;
  // Further documents that were joined to this one; their nodes are in `operations`.
  std::vector<Contract> joined;

  // What Schema Objects without `$schema` are written in: of 3.0 and 2.0, of 3.1 and later, or what `jsonSchemaDialect`
  // says.
  schema::DialectId dialect() const { return dialect_; }
  void set_dialect(schema::DialectId dialect) { dialect_ = dialect; }

  // Of `operations`.
  const Operation* FindOperation(std::string_view id) const;
  std::vector<std::string> OperationIds() const;
  // `operations` and `incoming`.
  std::vector<const Operation*> AllOperations() const;

 private:
  schema::DialectId dialect_ = schema::DialectId::kOpenApi30;
};

// The name of a Schema Object of components; nothing for any other.
std::optional<std::string> ComponentName(const Node& schema);

// The response media type that covers a content type: exact, then type/*, then */*. Null: none.
const MediaType* FindMediaType(const std::vector<MediaType>& content, std::string_view content_type);

// Reads the contract of a file. Throws Error with file:line:column where the text cannot be read, or is no OpenAPI
// document of a version that is known.
Contract LoadContract(const std::string& path);
// As above, from a document that was read already (one that a page holds); no other file is read.
Contract ReadContract(document::Document document);
// Appends the operations and security schemes of `other` that `contract` does not have.
void AddContract(Contract& contract, Contract other);
// As above, from text; no other file is read.
Contract ParseContract(std::string name, std::string text);

}  // namespace plumbline::contract
