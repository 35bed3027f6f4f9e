#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "contract/contract.h"
#include "contract/path_template.h"
#include "contract/reading.h"
#include "contract/swagger2.h"

namespace plumbline::contract {
namespace {

using document::Store;
using Mark = ContractProblem::Mark;

// In the order of the standard's table; `query` since 3.2.
constexpr std::array<std::string_view, 9> kMethods = {"get",  "put",   "post",  "delete", "options",
                                                      "head", "patch", "trace", "query"};

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

// "3.1.0" is of 3.1.
bool IsOf(std::string_view version, std::string_view minor) {
  return version.starts_with(minor) && (version.size() == minor.size() || version[minor.size()] == '.');
}

// The version of an OpenAPI document. Throws Error where it is none.
std::string VersionOf(const Node& root) {
  if (root->IsNull() && root->span.begin == root->span.end)
    throw Error({.file = root.document().source.name()}, "the file is empty");
  if (!root->IsObject()) throw root.Fail("an OpenAPI document is an object");
  if (const auto swagger = root.Find("swagger")) {
    if ((*swagger)->text != "2.0" && (*swagger)->text != "2") {
      throw swagger->Fail(
          fmt::format("Swagger {} is not known; Plumbline reads Swagger 2.0 and OpenAPI 3.0 to 3.2", (*swagger)->text));
    }
    return "2.0";
  }
  const auto version = root.Find("openapi");
  if (!version) throw root.Fail("'openapi' is missing: this is no OpenAPI document");
  const std::string& text = (*version)->text;
  for (std::string_view minor : {"3.0", "3.1", "3.2"}) {
    if (IsOf(text, minor)) return text;
  }
  throw version->Fail(fmt::format("OpenAPI {} is not known; Plumbline reads Swagger 2.0 and OpenAPI 3.0 to 3.2", text));
}

class Loader {
 public:
  Loader(std::unique_ptr<Store> store, const document::Document& root, std::string version)
      : root_(root), reader_(*store, contract_.problems) {
    contract_.store = std::move(store);
    contract_.root = &root_;
    contract_.openapi = std::move(version);
    json_schema_ = IsOf(contract_.openapi, "3.1") || IsOf(contract_.openapi, "3.2");
  }

  Contract Load() {
    const Node root(root_);
    SetDialect(root);
    reader_.AddBrokenReferences();
    if (const auto info = reader_.Object(root, "info")) {
      contract_.title = reader_.Text(*info, "title");
      contract_.version = reader_.Text(*info, "version");
    }
    LoadSecuritySchemes(root);
    defaults_.servers = Servers(root, {{"/", "", std::nullopt}});
    defaults_.security = Security(root).value_or(std::vector<SecurityRequirement>{});
    for (const auto& [path, item] : Reader::FixedMembers(reader_.Object(root, "paths"))) {
      if (IsUsablePath(path, item)) LoadPathItem(path, item, OperationKind::kPath);
    }
    if (json_schema_) {
      for (const auto& [name, item] : Reader::Members(reader_.Object(root, "webhooks")))
        LoadPathItem(name, item, OperationKind::kWebhook);
    }
    return std::move(contract_);
  }

 private:
  // What an operation has where it says nothing itself.
  struct Defaults {
    std::vector<Server> servers;
    std::vector<SecurityRequirement> security;
    std::vector<Parameter> parameters;
  };

  void Add(std::string_view rule, const Node& at, Mark mark, std::string message, std::string expected,
           std::string observed, std::optional<Node> other = std::nullopt) {
    reader_.Add({.rule = std::string(rule),
                 .operation = {},
                 .at = at,
                 .mark = mark,
                 .message = std::move(message),
                 .expected = std::move(expected),
                 .observed = std::move(observed),
                 .other = std::move(other)});
  }

  void SetDialect(const Node& root) {
    if (!json_schema_) return;
    contract_.set_dialect(schema::DialectId::kOpenApi31);
    const std::string dialect = reader_.Text(root, "jsonSchemaDialect");
    if (dialect.empty() || dialect.starts_with("https://spec.openapis.org/oas/3.")) return;
    if (const auto known = schema::DialectOfMetaSchema(dialect)) return contract_.set_dialect(*known);
    reader_.Add({.rule = "contract.structure",
                 .operation = {},
                 .at = *root.Find("jsonSchemaDialect"),
                 .message = fmt::format(
                     "the schema dialect '{}' is not known; schemas are read as those of OpenAPI 3.1", dialect),
                 .expected = "the dialect of OpenAPI 3.1 or a draft of JSON Schema",
                 .observed = dialect,
                 .uncheckable = true,
                 .wrong = false});
  }

  std::vector<Server> Servers(const Node& node, std::vector<Server> otherwise) {
    std::vector<Server> servers;
    for (const Node& entry : Reader::Items(reader_.List(node, "servers"))) {
      if (!reader_.IsObject(entry, "a server")) continue;
      Server server{reader_.Text(entry, "url"), reader_.Text(entry, "description"), entry};
      for (const auto& [name, variable] : Reader::Members(reader_.Object(entry, "variables"))) {
        const document::Value* value = variable->Find("default");
        if (value != nullptr) server.url = ReplaceAll(server.url, "{" + name + "}", value->text);
      }
      servers.push_back(std::move(server));
    }
    return servers.empty() ? std::move(otherwise) : servers;
  }

  void LoadSecuritySchemes(const Node& root) {
    const auto components = reader_.Object(root, "components");
    const auto schemes = components ? reader_.Object(*components, "securitySchemes") : std::nullopt;
    for (const auto& [name, at] : Reader::Members(schemes)) {
      declared_schemes_.push_back(name);
      const auto node = reader_.Follow(at, "a security scheme");
      if (!node) continue;
      SecurityScheme scheme;
      scheme.name = name;
      scheme.type = reader_.Text(*node, "type");
      if (scheme.type == "apiKey") {
        const auto in = ReadLocation(*node);
        scheme.parameter = reader_.Text(*node, "name");
        if (!in || scheme.parameter.empty()) continue;
        scheme.in = *in;
      } else if (scheme.type == "http") {
        scheme.http_scheme = AsciiLower(reader_.Text(*node, "scheme"));
      }
      contract_.security_schemes.emplace(name, std::move(scheme));
    }
  }

  std::optional<std::vector<SecurityRequirement>> Security(const Node& node) {
    const auto list = reader_.List(node, "security");
    if (!list) return std::nullopt;
    std::vector<SecurityRequirement> requirements;
    for (const Node& entry : Reader::Items(list)) {
      if (!reader_.IsObject(entry, "a security requirement")) continue;
      SecurityRequirement requirement;
      bool whole = true;
      for (const auto& [name, scopes] : Reader::Members(entry)) {
        whole = whole && contract_.security_schemes.contains(name);
        requirement.push_back(name);
        if (std::find(declared_schemes_.begin(), declared_schemes_.end(), name) != declared_schemes_.end()) continue;
        // Since 3.2 a name may be a reference to a scheme of another document.
        if (IsOf(contract_.openapi, "3.2") && name.find_first_of("#/.") != std::string::npos) continue;
        Add("contract.security-name", scopes, Mark::kKey,
            fmt::format("the security scheme '{}' is not declared{}", name, DidYouMean(name, declared_schemes_)),
            declared_schemes_.empty() ? "a scheme that is declared; the contract declares none"
                                      : "one of " + Join(declared_schemes_, ", "),
            name);
      }
      if (whole) requirements.push_back(std::move(requirement));
    }
    return requirements;
  }

  bool IsUsablePath(const std::string& path, const Node& item) {
    if (!path.starts_with('/')) {
      Add("contract.structure", item, Mark::kKey, fmt::format("the path '{}' must begin with a slash", path),
          "/" + path, path);
      return false;
    }
    try {
      PathTemplate::Parse(path);
    } catch (const Error& error) {
      Add("contract.path-parameter", item, Mark::kKey, fmt::format("{}: {}", path, error.message()),
          "a template with each name once, in braces", path);
      return false;
    }
    return true;
  }

  void LoadPathItem(const std::string& path, const Node& at, OperationKind kind) {
    reader_.operation.clear();
    unread_in_item_ = false;
    if (!reader_.IsObject(at, "a path item")) return;
    const auto item = reader_.Follow(at, "a path item");
    Defaults defaults = defaults_;
    if (item) {
      defaults.servers = Servers(*item, defaults.servers);
      defaults.parameters = Parameters(*item);
      LoadOperations(path, *item, kind, defaults);
    }
    // Members beside `$ref` belong to the path item as well (3.1.1, 4.8.9).
    if (at.Find("$ref")) {
      defaults.servers = Servers(at, defaults.servers);
      for (Parameter& parameter : Parameters(at)) defaults.parameters.push_back(std::move(parameter));
      LoadOperations(path, at, kind, defaults);
    }
  }

  void LoadOperations(const std::string& path, const Node& item, OperationKind kind, const Defaults& defaults) {
    for (const document::Member& member : item->members) {
      const Node node = item.Child(member);
      if (member.key == "additionalOperations" && IsOf(contract_.openapi, "3.2")) {
        for (const auto& [method, operation] : Reader::Members(reader_.Object(item, member.key)))
          LoadOperation(path, method, operation, kind, defaults);
      }
      const bool known = std::find(kMethods.begin(), kMethods.end(), member.key) != kMethods.end();
      if (!known || (member.key == "query" && !IsOf(contract_.openapi, "3.2"))) continue;
      LoadOperation(path, Upper(member.key), node, kind, defaults);
    }
  }

  void LoadOperation(const std::string& path, const std::string& method, const Node& node, OperationKind kind,
                     const Defaults& defaults) {
    Operation operation{.id = {},
                        .method = method,
                        .path = path,
                        .parameters = {},
                        .request_body = std::nullopt,
                        .responses = {},
                        .security = {},
                        .servers = {},
                        .node = node,
                        .kind = kind};
    reader_.operation = operation.Name();
    if (!reader_.IsObject(node, "an operation")) return;
    operation.parameters = Parameters(node);
    operation.security = Security(node).value_or(defaults.security);
    operation.servers = Servers(node, defaults.servers);
    SetId(operation);
    for (const Parameter& parameter : defaults.parameters) {
      if (operation.FindParameter(parameter.in, parameter.name) == nullptr) operation.parameters.push_back(parameter);
    }
    if (kind == OperationKind::kPath) MatchPathParameters(operation);
    if (const auto body = reader_.Object(node, "requestBody")) {
      if (const auto resolved = reader_.Follow(*body, "a request body")) {
        operation.request_body = RequestBody{reader_.Flag(*resolved, "required", false), Content(*resolved), *resolved};
      }
    }
    LoadResponses(operation);
    (kind == OperationKind::kPath ? contract_.operations : contract_.incoming).push_back(std::move(operation));
    LoadCallbacks(node);
  }

  void LoadCallbacks(const Node& node) {
    const std::string around = reader_.operation;
    const bool unread = unread_in_item_;
    for (const auto& [name, at] : Reader::Members(reader_.Object(node, "callbacks"))) {
      reader_.operation = around;
      const auto callback = reader_.Follow(at, "a callback");
      // A callback may be used by many operations, even by one that it is made of.
      if (!callback || !callbacks_.insert(&callback->value()).second) continue;
      for (const auto& [expression, item] : Reader::FixedMembers(callback))
        LoadPathItem(expression, item, OperationKind::kCallback);
    }
    reader_.operation = around;
    unread_in_item_ = unread;
  }

  // The operationId, or a name made of method and path where there is none or it is taken.
  void SetId(Operation& operation) {
    operation.id = reader_.Text(operation.node, "operationId");
    if (!operation.id.empty()) {
      const auto [first, is_first] = written_ids_.emplace(operation.id, operation.node);
      if (is_first && ids_.insert(operation.id).second) return;
      // A path item that two paths refer to is written once.
      if (!is_first && &first->second.value() != &operation.node.value()) {
        Add("contract.operation-id", *operation.node.Find("operationId"), Mark::kValue,
            fmt::format("the operationId '{}' is used twice", operation.id),
            "an operationId that no other operation has", operation.id, first->second.Find("operationId"));
      }
    }
    const std::string base = Slug(AsciiLower(operation.method) + ' ' + operation.path);
    operation.id = base;
    for (int i = 2; !ids_.insert(operation.id).second; ++i) operation.id = fmt::format("{}-{}", base, i);
  }

  // Path parameters are those of the template: one that is not declared is made up, one that the template lacks is left
  // out.
  void MatchPathParameters(Operation& operation) {
    const std::vector<std::string> names = PathTemplate::Parse(operation.path).Names();
    const auto in_template = [&](const Parameter& p) {
      return std::find(names.begin(), names.end(), p.name) != names.end();
    };
    std::vector<std::string> stray;
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.in != Location::kPath || in_template(parameter)) continue;
      stray.push_back(parameter.name);
      Add("contract.path-parameter", parameter.node.Find("name").value_or(parameter.node), Mark::kValue,
          fmt::format("the path parameter '{}' does not occur in {}{}", parameter.name, operation.path,
                      NearestName(parameter.name, names)),
          names.empty() ? "no path parameter" : "one of " + Join(names, ", "), parameter.name, operation.node);
    }
    std::erase_if(operation.parameters, [&](const Parameter& p) { return p.in == Location::kPath && !in_template(p); });
    for (const std::string& name : names) {
      if (operation.FindParameter(Location::kPath, name) != nullptr) continue;
      // The stray one and the missing one are one slip, told at the parameter.
      if (NearestName(name, stray).empty() && !HasUnreadParameter(operation)) {
        Add("contract.path-parameter", operation.node, Mark::kKey,
            fmt::format("the path parameter '{}' of {} is not declared", name, operation.Name()),
            fmt::format("a parameter '{}' in path", name), "none");
      }
      operation.parameters.push_back({.name = name,
                                      .in = Location::kPath,
                                      .style = Style::kSimple,
                                      .explode = false,
                                      .required = true,
                                      .schema = std::nullopt,
                                      .content = std::nullopt,
                                      .examples = {},
                                      .node = operation.node});
    }
  }

  static std::string NearestName(const std::string& name, const std::vector<std::string>& names) {
    for (const std::string& other : names) {
      if (AsciiLower(other) == AsciiLower(name))
        return fmt::format(" (did you mean '{}'? Names are told apart by case)", other);
    }
    return DidYouMean(name, names);
  }

  // Whether a parameter of the operation or of its path item could not be read, so that nobody knows its name.
  bool HasUnreadParameter(const Operation& operation) const {
    return unread_parameters_.contains(&operation.node.value()) || unread_in_item_;
  }

  std::optional<Location> ReadLocation(const Node& node) {
    const auto given = node.Find("in");
    const std::string in = reader_.Text(node, "in");
    for (Location location : {Location::kPath, Location::kQuery, Location::kHeader, Location::kCookie}) {
      if (in == LocationName(location)) return location;
    }
    const bool query_string = in == "querystring" && IsOf(contract_.openapi, "3.2");
    if (given && (*given)->IsString() && !query_string) {
      Add("contract.structure", *given, Mark::kValue,
          fmt::format("'in' is path, query, header or cookie, not '{}'", in), "path, query, header or cookie", in);
    }
    return std::nullopt;
  }

  Style ReadStyle(const Node& node, Location in) {
    struct Row {
      std::string_view name;
      Style style;
      bool path, query, header, cookie;
    };
    constexpr std::array<Row, 8> kStyles = {{
        {"matrix", Style::kMatrix, true, false, false, false},
        {"label", Style::kLabel, true, false, false, false},
        {"simple", Style::kSimple, true, false, true, false},
        {"form", Style::kForm, false, true, false, true},
        {"spaceDelimited", Style::kSpaceDelimited, false, true, false, false},
        {"pipeDelimited", Style::kPipeDelimited, false, true, false, false},
        {"deepObject", Style::kDeepObject, false, true, false, false},
        {"cookie", Style::kForm, false, false, false, true},  // since 3.2
    }};
    const Style standard = in == Location::kQuery || in == Location::kCookie ? Style::kForm : Style::kSimple;
    const std::string given = reader_.Text(node, "style");
    if (given.empty()) return standard;
    for (const Row& row : kStyles) {
      const bool allowed = in == Location::kPath     ? row.path
                           : in == Location::kQuery  ? row.query
                           : in == Location::kHeader ? row.header
                                                     : row.cookie;
      if (row.name == given && allowed) return row.style;
    }
    Add("contract.structure", *node.Find("style"), Mark::kValue,
        fmt::format("the style '{}' is not defined for parameters in {}", given, LocationName(in)),
        "a style for " + std::string(LocationName(in)), given);
    return standard;
  }

  std::vector<Parameter> Parameters(const Node& node) {
    std::vector<Parameter> parameters;
    const auto list = reader_.List(node, "parameters");
    const bool of_item = reader_.operation.empty();
    if (of_item && !list && node.Find("parameters")) unread_in_item_ = true;
    for (const Node& item : Reader::Items(list)) {
      auto parameter = ReadParameter(item);
      if (!parameter) {
        if (of_item)
          unread_in_item_ = true;
        else
          unread_parameters_.insert(&node.value());
        continue;
      }
      // These three are described elsewhere; a parameter of that name is ignored (3.0.3, 4.7.12.1).
      const std::string lower = AsciiLower(parameter->name);
      if (parameter->in == Location::kHeader &&
          (lower == "accept" || lower == "content-type" || lower == "authorization"))
        continue;
      const auto first = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& other) {
        return other.in == parameter->in && other.name == parameter->name;
      });
      if (first != parameters.end()) {
        Add("contract.structure", item, Mark::kValue,
            fmt::format("the {} parameter '{}' is declared twice", LocationName(parameter->in), parameter->name),
            "each parameter once", parameter->name, first->node);
        continue;
      }
      parameters.push_back(std::move(*parameter));
    }
    return parameters;
  }

  std::optional<Parameter> ReadParameter(const Node& at) {
    const auto entry = reader_.Follow(at, "a parameter");
    if (!entry) return std::nullopt;
    const auto in = ReadLocation(*entry);
    const std::string name = reader_.Text(*entry, "name");
    if (!in || name.empty()) return std::nullopt;
    const Style style = ReadStyle(*entry, *in);
    Parameter parameter{.name = name,
                        .in = *in,
                        .style = style,
                        .explode = reader_.Flag(*entry, "explode", style == Style::kForm),
                        .required = reader_.Flag(*entry, "required", false) || *in == Location::kPath,
                        .allow_reserved = reader_.Flag(*entry, "allowReserved", false),
                        .schema = Schema(*entry, "schema"),
                        .content = std::nullopt,
                        .examples = Examples(*entry),
                        .node = *entry};
    if (auto content = Content(*entry); !content.empty()) parameter.content = std::move(content.front());
    return parameter;
  }

  // A Schema Object; since 3.1 also a boolean.
  std::optional<Node> Schema(const Node& node, std::string_view key) {
    const auto schema = node.Find(key);
    if (schema && json_schema_ && (*schema)->IsBoolean()) return schema;
    return reader_.Object(node, key);
  }

  std::vector<Example> Examples(const Node& node) {
    std::vector<Example> examples;
    if (const auto single = node.Find("example")) examples.push_back({"", *single});
    for (const auto& [name, at] : Reader::Members(reader_.Object(node, "examples"))) {
      const auto example = reader_.Follow(at, "an example");
      if (!example) continue;
      const auto data = example->Find("dataValue");  // since 3.2; `value` may be a text then
      if (const auto value = data ? data : example->Find("value")) examples.push_back({name, *value});
    }
    return examples;
  }

  std::vector<MediaType> Content(const Node& node) {
    std::vector<MediaType> content;
    for (const auto& [name, at] : Reader::Members(reader_.Object(node, "content"))) {
      const auto entry = reader_.Follow(at, "a media type");
      if (entry)
        content.push_back({name, Schema(*entry, "schema"), Examples(*entry), *entry, Schema(*entry, "itemSchema")});
    }
    return content;
  }

  void LoadResponses(Operation& operation) {
    for (const auto& [status, at] : Reader::FixedMembers(reader_.Object(operation.node, "responses"))) {
      if (!IsStatus(status)) {
        Add("contract.structure", at, Mark::kKey,
            fmt::format("'{}' is no response status: 100 to 599, 1XX to 5XX, or default", status),
            "100 to 599, 1XX to 5XX, or default", status);
        continue;
      }
      const auto entry = reader_.Follow(at, "a response");
      if (!entry) continue;
      Response response{status, Content(*entry), {}, *entry};
      for (const auto& [name, header_at] : Reader::Members(reader_.Object(*entry, "headers"))) {
        // "Content-Type" shall be ignored here (3.0.3, 4.7.17.1).
        if (AsciiLower(name) == "content-type") continue;
        const auto header = reader_.Follow(header_at, "a header");
        if (header)
          response.headers.push_back(
              {name, reader_.Flag(*header, "required", false), Schema(*header, "schema"), *header});
      }
      operation.responses.push_back(std::move(response));
    }
  }

  static bool IsStatus(const std::string& status) {
    const bool shape = status.size() == 3 && status[0] >= '1' && status[0] <= '5';
    const bool digits = shape && status[1] >= '0' && status[1] <= '9' && status[2] >= '0' && status[2] <= '9';
    return status == "default" || digits || (shape && status.substr(1) == "XX");
  }

  const document::Document& root_;
  Contract contract_;
  Reader reader_;
  bool json_schema_ = false;  // Schema Objects are JSON Schemas: since 3.1
  Defaults defaults_;
  std::vector<std::string> declared_schemes_;  // also those that could not be read
  std::map<std::string, Node> written_ids_;    // operationIds with their operations
  std::set<std::string> ids_;
  std::set<const document::Value*> callbacks_;
  std::set<const document::Value*> unread_parameters_;  // operations
  bool unread_in_item_ = false;
};

Contract Read(std::unique_ptr<Store> store, const document::Document& root) {
  std::string version = VersionOf(Node(root));
  if (version == "2.0") {
    const document::Document& translated = TranslateSwagger2(*store, root);
    return Loader(std::move(store), translated, std::move(version)).Load();
  }
  return Loader(std::move(store), root, std::move(version)).Load();
}

}  // namespace

Contract LoadContract(const std::string& path) {
  auto folder = std::filesystem::path(path).parent_path().string();
  auto store = std::make_unique<Store>(folder.empty() ? "." : folder);
  const document::Document& root = store->Load(path);
  return Read(std::move(store), root);
}

Contract ReadContract(document::Document document) {
  auto store = std::make_unique<Store>("");
  const document::Document& root = store->Add(std::move(document));
  return Read(std::move(store), root);
}

Contract ParseContract(std::string name, std::string text) {
  return ReadContract(document::Parse(std::move(name), std::move(text)));
}

void AddContract(Contract& contract, Contract other) {
  for (Operation& operation : other.operations) {
    const bool known = std::any_of(contract.operations.begin(), contract.operations.end(), [&](const Operation& o) {
      return o.path == operation.path && o.method == operation.method;
    });
    if (known) continue;
    if (contract.FindOperation(operation.id) != nullptr) operation.id = Slug(operation.Name());
    contract.operations.push_back(std::move(operation));
  }
  contract.security_schemes.merge(other.security_schemes);
  contract.problems.insert(contract.problems.end(), other.problems.begin(), other.problems.end());
  contract.incoming.insert(contract.incoming.end(), other.incoming.begin(), other.incoming.end());
  other.operations.clear();
  contract.joined.push_back(std::move(other));
}

}  // namespace plumbline::contract
