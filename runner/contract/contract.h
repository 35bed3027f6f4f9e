// What an OpenAPI 3.0 document says, as values: servers, operations, parameters, bodies, responses,
// security. Every part keeps the Node it was read from, so that whoever judges it can quote it.
// References are resolved here; schemas stay as they are written (derive.h translates them).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/store.h"

namespace plumbline::contract {

using document::Node;

struct Server {
  std::string url;  // variables replaced by their defaults
  std::string description;
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
  std::string name;  // its key in components
  std::string type;  // "apiKey", "http", "oauth2", "openIdConnect"
  Location in = Location::kHeader;  // apiKey
  std::string parameter;            // apiKey: name of the header, query parameter or cookie
  std::string http_scheme;          // http: "basic", "bearer", …, in lower case
};

// All schemes of one requirement are needed; one requirement of a list is enough. An empty
// requirement means that no credentials are needed.
using SecurityRequirement = std::vector<std::string>;

struct Operation {
  std::string id;      // operationId, or made of method and path where there is none
  std::string method;  // "GET"
  std::string path;    // the template: "/v1/charges/{id}"
  std::vector<Parameter> parameters;
  std::optional<RequestBody> request_body;
  std::vector<Response> responses;
  std::vector<SecurityRequirement> security;  // empty: none needed
  std::vector<Server> servers;
  Node node;

  std::string Name() const { return method + ' ' + path; }
  const Parameter* FindParameter(Location in, std::string_view name) const;
  // The response that covers the status: exact, then the range, then default (3.0.3, 4.7.16).
  const Response* FindResponse(int status) const;
};

class Contract {
 public:
  std::string openapi;  // "3.0.3"
  std::string title;
  std::string version;
  std::vector<Operation> operations;  // in the order of the document
  std::map<std::string, SecurityScheme> security_schemes;

  // The contract's own documents; their addresses hold while the contract lives.
  std::unique_ptr<document::Store> store;
  const document::Document* root = nullptr;
  // Further documents that were joined to this one; their nodes are in `operations`.
  std::vector<Contract> joined;

  const Operation* FindOperation(std::string_view id) const;
  std::vector<std::string> OperationIds() const;
};

// The response media type that covers a content type: exact, then type/*, then */*. Null: none.
const MediaType* FindMediaType(const std::vector<MediaType>& content, std::string_view content_type);

// Reads the contract of a file. Throws Error with file:line:column where it is no OpenAPI 3.0
// document, a reference leads nowhere, or a part of it cannot mean anything.
Contract LoadContract(const std::string& path);
// As above, from a document that was read already (one that a page holds); no other file is read.
Contract ReadContract(document::Document document);
// Appends the operations and security schemes of `other` that `contract` does not have.
void AddContract(Contract& contract, Contract other);
// As above, from text; no other file is read.
Contract ParseContract(std::string name, std::string text);

}  // namespace plumbline::contract
