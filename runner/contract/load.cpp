#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "contract/contract.h"
#include "contract/path_template.h"
#include "contract/references.h"
#include "http/message.h"

namespace plumbline::contract {
namespace {

using document::Kind;
using document::KindName;
using document::Store;

constexpr std::array<std::string_view, 8> kMethods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

void Require(const Node& node, Kind kind, std::string_view what) {
  if (node->kind != kind) {
    throw node.Fail(fmt::format("{} must be {} {}, not {}", what, kind == Kind::kArray || kind == Kind::kObject ? "an" : "a",
                                KindName(kind), KindName(node->kind)));
  }
}

class Loader {
 public:
  explicit Loader(std::unique_ptr<Store> store, const document::Document& root) : root_(root) {
    contract_.store = std::move(store);
    contract_.root = &root_;
  }

  Contract Load() {
    const Node root(root_);
    CheckVersion(root);
    contract_.openapi = root.Find("openapi")->value().text;
    CheckAll(*contract_.store);
    if (const auto info = Object(root, "info")) {
      contract_.title = String(*info, "title");
      contract_.version = String(*info, "version");
    }
    LoadSecuritySchemes(root);
    const std::vector<Server> servers = Servers(root, {{"/", ""}});
    const auto security = Security(root);
    const auto paths = Object(root, "paths");
    if (!paths) throw root.Fail("'paths' is missing: an OpenAPI 3.0 document needs it");
    for (const document::Member& member : paths->value().members) {
      if (member.key.starts_with("x-")) continue;
      const Node item = *paths->Find(member.key);
      if (!member.key.starts_with('/')) {
        throw Error(item.KeyLocation(), fmt::format("the path '{}' must begin with a slash", member.key));
      }
      LoadPath(member.key, item, servers, security.value_or(std::vector<SecurityRequirement>{}));
    }
    return std::move(contract_);
  }

 private:
  Node Follow(const Node& node) const { return Resolve(*contract_.store, node); }

  static void CheckVersion(const Node& root) {
    if (!root->IsObject()) throw root.Fail("an OpenAPI document is an object");
    if (const auto swagger = root.Find("swagger")) {
      throw swagger->Fail(fmt::format("Swagger {} is not supported; Plumbline reads OpenAPI 3.0", (*swagger)->text));
    }
    const auto version = root.Find("openapi");
    if (!version) throw root.Fail("'openapi' is missing: this is no OpenAPI document");
    if (!(*version)->text.starts_with("3.0.") && (*version)->text != "3.0") {
      throw version->Fail(fmt::format("OpenAPI {} is not supported; Plumbline reads OpenAPI 3.0", (*version)->text));
    }
  }

  // Checked reading of members. A member of the wrong kind is an Error; a missing one is empty.
  static std::optional<Node> Typed(const Node& node, std::string_view key, Kind kind) {
    const auto member = node.Find(key);
    if (member) Require(*member, kind, fmt::format("'{}'", key));
    return member;
  }
  static std::optional<Node> Object(const Node& node, std::string_view key) { return Typed(node, key, Kind::kObject); }
  static std::string String(const Node& node, std::string_view key) {
    const auto member = node.Find(key);
    if (!member) return "";
    // `version: 1.0` without quotes is a number in YAML; its lexeme is what the author meant.
    if (!(*member)->IsString() && !(*member)->IsNumber()) Require(*member, Kind::kString, fmt::format("'{}'", key));
    return (*member)->text;
  }
  static std::string RequiredString(const Node& node, std::string_view key) {
    if (!node.Find(key)) throw node.Fail(fmt::format("'{}' is missing", key));
    return String(node, key);
  }
  static bool Flag(const Node& node, std::string_view key, bool otherwise) {
    const auto member = Typed(node, key, Kind::kBoolean);
    return member ? (*member)->boolean : otherwise;
  }

  std::vector<Server> Servers(const Node& node, std::vector<Server> otherwise) const {
    const auto list = Typed(node, "servers", Kind::kArray);
    if (!list || (*list)->items.empty()) return otherwise;
    std::vector<Server> servers;
    for (std::size_t i = 0; i < (*list)->items.size(); ++i) {
      const Node entry = list->Item(i);
      Require(entry, Kind::kObject, "a server");
      Server server{RequiredString(entry, "url"), String(entry, "description")};
      if (const auto variables = Object(entry, "variables")) {
        for (const document::Member& variable : variables->value().members) {
          const document::Value* value = variable.value.Find("default");
          if (value != nullptr) server.url = ReplaceAll(server.url, "{" + variable.key + "}", value->text);
        }
      }
      servers.push_back(std::move(server));
    }
    return servers;
  }

  void LoadSecuritySchemes(const Node& root) {
    const auto components = Object(root, "components");
    const auto schemes = components ? Object(*components, "securitySchemes") : std::nullopt;
    if (!schemes) return;
    for (const document::Member& member : schemes->value().members) {
      const Node node = Follow(*schemes->Find(member.key));
      SecurityScheme scheme;
      scheme.name = member.key;
      scheme.type = RequiredString(node, "type");
      if (scheme.type == "apiKey") {
        scheme.in = ReadLocation(node);
        scheme.parameter = RequiredString(node, "name");
      } else if (scheme.type == "http") {
        scheme.http_scheme = AsciiLower(RequiredString(node, "scheme"));
      }
      contract_.security_schemes.emplace(member.key, std::move(scheme));
    }
  }

  std::optional<std::vector<SecurityRequirement>> Security(const Node& node) const {
    const auto list = Typed(node, "security", Kind::kArray);
    if (!list) return std::nullopt;
    std::vector<SecurityRequirement> requirements;
    for (std::size_t i = 0; i < (*list)->items.size(); ++i) {
      const Node entry = list->Item(i);
      Require(entry, Kind::kObject, "a security requirement");
      SecurityRequirement& requirement = requirements.emplace_back();
      for (const document::Member& member : entry->members) {
        if (!contract_.security_schemes.contains(member.key)) {
          std::vector<std::string> names;
          for (const auto& [name, scheme] : contract_.security_schemes) names.push_back(name);
          throw Error(entry.Find(member.key)->KeyLocation(),
                      fmt::format("the security scheme '{}' is not declared{}", member.key, DidYouMean(member.key, names)));
        }
        requirement.push_back(member.key);
      }
    }
    return requirements;
  }

  void LoadPath(const std::string& path, const Node& at, const std::vector<Server>& servers,
                const std::vector<SecurityRequirement>& security) {
    Require(at, Kind::kObject, "a path item");
    const Node item = Follow(at);
    try {
      PathTemplate::Parse(path);
    } catch (const Error& error) {
      throw Error(at.KeyLocation(), error.message());
    }
    const std::vector<Parameter> shared = Parameters(item);
    const std::vector<Server> item_servers = Servers(item, servers);
    for (const document::Member& member : item->members) {
      if (std::find(kMethods.begin(), kMethods.end(), member.key) == kMethods.end()) continue;
      const Node node = *item.Find(member.key);
      Require(node, Kind::kObject, "an operation");
      LoadOperation(path, member.key, node, shared, item_servers, security);
    }
  }

  void LoadOperation(const std::string& path, const std::string& method, const Node& node,
                     const std::vector<Parameter>& shared, const std::vector<Server>& servers,
                     const std::vector<SecurityRequirement>& security) {
    Operation operation{.id = String(node, "operationId"), .method = method, .path = path, .parameters = Parameters(node),
                        .request_body = std::nullopt, .responses = {}, .security = Security(node).value_or(security),
                        .servers = Servers(node, servers), .node = node};
    for (char& c : operation.method) c = static_cast<char>(c - 'a' + 'A');
    if (operation.id.empty()) operation.id = Slug(method + ' ' + path);
    if (!ids_.insert(operation.id).second) {
      throw node.Find("operationId").value_or(node).Fail(fmt::format("the operationId '{}' is used twice", operation.id));
    }
    for (const Parameter& parameter : shared) {
      if (operation.FindParameter(parameter.in, parameter.name) == nullptr) operation.parameters.push_back(parameter);
    }
    CheckPathParameters(operation);
    if (const auto body = Object(node, "requestBody")) {
      const Node resolved = Follow(*body);
      operation.request_body = RequestBody{Flag(resolved, "required", false), Content(resolved), resolved};
    }
    LoadResponses(operation, node);
    contract_.operations.push_back(std::move(operation));
  }

  static void CheckPathParameters(const Operation& operation) {
    const std::vector<std::string> names = PathTemplate::Parse(operation.path).Names();
    for (const std::string& name : names) {
      if (operation.FindParameter(Location::kPath, name) == nullptr) {
        throw operation.node.Fail(fmt::format("the path parameter '{}' of {} is not declared", name, operation.Name()));
      }
    }
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.in == Location::kPath && std::find(names.begin(), names.end(), parameter.name) == names.end()) {
        throw parameter.node.Fail(fmt::format("the path parameter '{}' does not occur in {}{}", parameter.name, operation.path, DidYouMean(parameter.name, names)));
      }
    }
  }

  static Location ReadLocation(const Node& node) {
    const std::string in = RequiredString(node, "in");
    for (Location location : {Location::kPath, Location::kQuery, Location::kHeader, Location::kCookie}) {
      if (in == LocationName(location)) return location;
    }
    throw node.Find("in")->Fail(fmt::format("'in' is path, query, header or cookie, not '{}'", in));
  }

  static Style ReadStyle(const Node& node, Location in) {
    struct Row {
      std::string_view name;
      Style style;
      bool path, query, header, cookie;
    };
    constexpr std::array<Row, 7> kStyles = {{
        {"matrix", Style::kMatrix, true, false, false, false},
        {"label", Style::kLabel, true, false, false, false},
        {"simple", Style::kSimple, true, false, true, false},
        {"form", Style::kForm, false, true, false, true},
        {"spaceDelimited", Style::kSpaceDelimited, false, true, false, false},
        {"pipeDelimited", Style::kPipeDelimited, false, true, false, false},
        {"deepObject", Style::kDeepObject, false, true, false, false},
    }};
    const auto given = node.Find("style");
    if (!given) return in == Location::kQuery || in == Location::kCookie ? Style::kForm : Style::kSimple;
    for (const Row& row : kStyles) {
      const bool allowed = in == Location::kPath    ? row.path
                           : in == Location::kQuery ? row.query
                           : in == Location::kHeader ? row.header
                                                     : row.cookie;
      if (row.name == (*given)->text && allowed) return row.style;
    }
    throw given->Fail(fmt::format("the style '{}' is not defined for parameters in {}", (*given)->text, LocationName(in)));
  }

  std::vector<Parameter> Parameters(const Node& node) const {
    std::vector<Parameter> parameters;
    const auto list = Typed(node, "parameters", Kind::kArray);
    for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) {
      const Node entry = Follow(list->Item(i));
      Require(entry, Kind::kObject, "a parameter");
      const Location in = ReadLocation(entry);
      const Style style = ReadStyle(entry, in);
      Parameter parameter{.name = RequiredString(entry, "name"), .in = in, .style = style,
                          .explode = Flag(entry, "explode", style == Style::kForm),
                          .required = Flag(entry, "required", false) || in == Location::kPath,
                          .allow_reserved = Flag(entry, "allowReserved", false), .schema = Object(entry, "schema"),
                          .content = std::nullopt, .examples = Examples(entry), .node = entry};
      // These three are described elsewhere; a parameter of that name is ignored (3.0.3, 4.7.12.1).
      const std::string lower = AsciiLower(parameter.name);
      if (in == Location::kHeader && (lower == "accept" || lower == "content-type" || lower == "authorization")) continue;
      if (auto content = Content(entry); !content.empty()) parameter.content = std::move(content.front());
      const bool twice = std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& other) {
        return other.in == parameter.in && other.name == parameter.name;
      });
      if (twice) throw entry.Fail(fmt::format("the {} parameter '{}' is declared twice", LocationName(in), parameter.name));
      parameters.push_back(std::move(parameter));
    }
    return parameters;
  }

  std::vector<Example> Examples(const Node& node) const {
    std::vector<Example> examples;
    if (const auto single = node.Find("example")) examples.push_back({"", *single});
    if (const auto map = Object(node, "examples")) {
      for (const document::Member& member : map->value().members) {
        const Node example = Follow(*map->Find(member.key));
        if (const auto value = example.Find("value")) examples.push_back({member.key, *value});
      }
    }
    return examples;
  }

  std::vector<MediaType> Content(const Node& node) const {
    std::vector<MediaType> content;
    const auto map = Object(node, "content");
    if (!map) return content;
    for (const document::Member& member : map->value().members) {
      const Node entry = *map->Find(member.key);
      Require(entry, Kind::kObject, "a media type");
      content.push_back({member.key, Object(entry, "schema"), Examples(entry), entry});
    }
    return content;
  }

  void LoadResponses(Operation& operation, const Node& node) const {
    const auto map = Object(node, "responses");
    if (!map) throw node.Fail(fmt::format("'responses' is missing in {}", operation.Name()));
    for (const document::Member& member : map->value().members) {
      if (member.key.starts_with("x-")) continue;
      const Node at = *map->Find(member.key);
      Require(at, Kind::kObject, "a response");
      CheckStatus(member.key, at);
      const Node entry = Follow(at);
      Response response{member.key, Content(entry), {}, entry};
      if (const auto headers = Object(entry, "headers")) {
        for (const document::Member& header : headers->value().members) {
          const Node header_node = Follow(*headers->Find(header.key));
          // "Content-Type" shall be ignored here (3.0.3, 4.7.17.1).
          if (AsciiLower(header.key) == "content-type") continue;
          response.headers.push_back({header.key, Flag(header_node, "required", false), Object(header_node, "schema"), header_node});
        }
      }
      operation.responses.push_back(std::move(response));
    }
  }

  static void CheckStatus(const std::string& status, const Node& at) {
    const bool shape = status.size() == 3 && status[0] >= '1' && status[0] <= '5';
    const bool digits = shape && status[1] >= '0' && status[1] <= '9' && status[2] >= '0' && status[2] <= '9';
    if (status != "default" && !digits && !(shape && status.substr(1) == "XX")) {
      throw Error(at.KeyLocation(), fmt::format("'{}' is no response status: 100 to 599, 1XX to 5XX, or default", status));
    }
  }

  const document::Document& root_;
  Contract contract_;
  std::set<std::string> ids_;
};

}  // namespace

std::string_view LocationName(Location location) {
  switch (location) {
    case Location::kPath: return "path";
    case Location::kQuery: return "query";
    case Location::kHeader: return "header";
    case Location::kCookie: return "cookie";
  }
  return "";
}

const Parameter* Operation::FindParameter(Location in, std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
    if (parameter.in != in) return false;
    return in == Location::kHeader ? AsciiLower(parameter.name) == AsciiLower(name) : parameter.name == name;
  });
  return found == parameters.end() ? nullptr : &*found;
}

const Response* Operation::FindResponse(int status) const {
  const std::string exact = std::to_string(status);
  for (const std::string& wanted : {exact, exact.substr(0, 1) + "XX", std::string("default")}) {
    const auto found = std::find_if(responses.begin(), responses.end(), [&](const Response& r) { return r.status == wanted; });
    if (found != responses.end()) return &*found;
  }
  return nullptr;
}

const Operation* Contract::FindOperation(std::string_view id) const {
  const auto found = std::find_if(operations.begin(), operations.end(), [&](const Operation& o) { return o.id == id; });
  return found == operations.end() ? nullptr : &*found;
}

std::vector<std::string> Contract::OperationIds() const {
  std::vector<std::string> ids;
  for (const Operation& operation : operations) ids.push_back(operation.id);
  return ids;
}

const MediaType* FindMediaType(const std::vector<MediaType>& content, std::string_view content_type) {
  const std::string essence = http::EssenceOf(content_type);
  for (const std::string& wanted : {essence, essence.substr(0, essence.find('/')) + "/*", std::string("*/*")}) {
    for (const MediaType& media_type : content) {
      if (http::EssenceOf(media_type.name) == wanted) return &media_type;
    }
  }
  return nullptr;
}

Contract LoadContract(const std::string& path) {
  auto folder = std::filesystem::path(path).parent_path().string();
  auto store = std::make_unique<Store>(folder.empty() ? "." : folder);
  const document::Document& root = store->Load(path);
  return Loader(std::move(store), root).Load();
}

Contract ReadContract(document::Document document) {
  auto store = std::make_unique<Store>("");
  const document::Document& root = store->Add(std::move(document));
  return Loader(std::move(store), root).Load();
}

Contract ParseContract(std::string name, std::string text) { return ReadContract(document::Parse(std::move(name), std::move(text))); }

void AddContract(Contract& contract, Contract other) {
  for (Operation& operation : other.operations) {
    const bool known = std::any_of(contract.operations.begin(), contract.operations.end(), [&](const Operation& o) { return o.Name() == operation.Name(); });
    if (known) continue;
    if (contract.FindOperation(operation.id) != nullptr) operation.id = Slug(operation.Name());
    contract.operations.push_back(std::move(operation));
  }
  contract.security_schemes.merge(other.security_schemes);
  other.operations.clear();
  contract.joined.push_back(std::move(other));
}

}  // namespace plumbline::contract
