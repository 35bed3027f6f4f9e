#include "mock/mock.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/base64.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/parameter_style.h"
#include "contract/path_template.h"
#include "mock/generate.h"

namespace plumbline::mock {
namespace {

using contract::Direction;
using contract::Location;
using contract::Operation;
using contract::SecurityScheme;
using document::Value;

std::string BasePath(const contract::Contract& contract) {
  if (contract.operations.empty() || contract.operations.front().servers.empty()) return "";
  std::string url = contract.operations.front().servers.front().url;
  if (const std::size_t scheme = url.find("://"); scheme != std::string::npos) {
    const std::size_t slash = url.find('/', scheme + 3);
    url = slash == std::string::npos ? "" : url.substr(slash);
  }
  while (url.ends_with('/')) url.pop_back();
  return url;
}

// The credential of a scheme in a request; empty where it is not there.
std::string CredentialOf(const SecurityScheme& scheme, const http::Request& request) {
  const auto header = [&](std::string_view name) {
    const std::string* value = http::FindHeader(request.headers, name);
    return value == nullptr ? std::string() : *value;
  };
  if (scheme.type != "apiKey") {
    const std::string value = header("Authorization");
    const std::size_t space = value.find(' ');
    const std::string wanted = scheme.http_scheme.empty() ? "bearer" : scheme.http_scheme;
    return AsciiLower(value.substr(0, space)) == wanted && space != std::string::npos ? value.substr(space + 1) : "";
  }
  if (scheme.in == Location::kHeader) return header(scheme.parameter);
  if (scheme.in == Location::kQuery) {
    for (const auto& [name, value] : contract::ParseQuery(http::QueryOf(request.target))) {
      if (name == scheme.parameter) return value;
    }
    return "";
  }
  const std::string cookies = header("Cookie");  // outlives the parts
  for (std::string_view cookie : Split(cookies, ';')) {
    cookie = Trim(cookie);
    if (cookie.starts_with(scheme.parameter + '=')) return std::string(cookie.substr(scheme.parameter.size() + 1));
  }
  return "";
}

std::optional<Value> ParameterValue(const contract::Contract& contract, const contract::Parameter& parameter,
                                    const std::map<std::string, std::string>& path, const http::Request& request) {
  switch (parameter.in) {
    case Location::kPath:
      return contract::ReadParameter(contract, parameter, path.at(parameter.name));
    case Location::kQuery:
      return contract::ReadQueryParameter(contract, parameter, contract::ParseQuery(http::QueryOf(request.target)));
    case Location::kHeader: {
      const std::string* value = http::FindHeader(request.headers, parameter.name);
      return value == nullptr ? std::nullopt : std::optional(contract::ReadParameter(contract, parameter, *value));
    }
    case Location::kCookie: {
      SecurityScheme cookie{
          .name = {}, .type = "apiKey", .in = Location::kCookie, .parameter = parameter.name, .http_scheme = {}};
      const std::string value = CredentialOf(cookie, request);
      return value.empty() ? std::nullopt : std::optional(contract::ReadParameter(contract, parameter, value));
    }
  }
  return std::nullopt;
}

// The value of a JSON text; nothing where it is none.
std::optional<Value> TryJson(const std::string& text) {
  try {
    return document::ParseJson("body", text).root;
  } catch (const Error&) {
    return std::nullopt;
  }
}

http::Response Json(int status, const Value& body, std::string_view media_type = "application/json") {
  return {status, {{"Content-Type", std::string(media_type)}}, document::WriteJson(body) + '\n'};
}

// Replaces or adds the value at `pointer`; members on the way that are missing are made.
void SetAt(Value& body, const JsonPointer& pointer, const Value& value) {
  Value* at = &body;
  for (const std::string& token : pointer.tokens()) {
    const auto index = ArrayIndex(token);
    if (at->IsArray() && index && *index <= at->items.size()) {
      if (*index == at->items.size()) at->items.emplace_back();
      at = &at->items[*index];
      continue;
    }
    if (!at->IsObject()) *at = Value::Object();
    Value* child = at->Find(token);
    at = child != nullptr ? child : &at->Set(token, Value::Null());
  }
  *at = value;
}

void RemoveAt(Value& body, const JsonPointer& pointer) {
  if (pointer.empty()) return;
  auto* parent = const_cast<Value*>(body.At(pointer.Parent()));
  if (parent == nullptr) return;
  std::erase_if(parent->members, [&](const document::Member& member) { return member.key == pointer.back(); });
  const auto index = ArrayIndex(pointer.back());
  if (parent->IsArray() && index && *index < parent->items.size())
    parent->items.erase(parent->items.begin() + static_cast<std::ptrdiff_t>(*index));
}

int FirstSuccess(const Operation& operation) {
  for (const contract::Response& response : operation.responses) {
    if (response.status[0] == '2') return response.status == "2XX" ? 200 : std::stoi(response.status);
  }
  return 200;
}

bool EndsInName(const std::string& path) { return path.ends_with('}'); }

// "/accounts/{id}" of "/accounts/{id}/balance"; empty where no part is a name.
std::string ItemPath(const std::string& path) {
  const std::size_t brace = path.rfind('}');
  return brace == std::string::npos ? "" : path.substr(0, brace + 1);
}

}  // namespace

Mock::Mock(contract::Vendor vendor, std::map<std::string, std::string> secrets)
    : vendor_(std::move(vendor)), secrets_(std::move(secrets)), base_path_(BasePath(*vendor_.contract)) {}

void Mock::SetScript(const std::string& case_id, Script script) {
  const std::scoped_lock lock(mutex_);
  scripts_.insert_or_assign(case_id, std::move(script));
}

http::Response Mock::Answer(const http::Request& request) {
  const std::scoped_lock lock(mutex_);
  Refusal refusal;
  const auto match = Find(request, refusal);
  if (!match) return Refuse(nullptr, refusal);
  Script script;
  if (const std::string* id = http::FindHeader(request.headers, kCaseHeader)) {
    if (const auto found = scripts_.find(*id); found != scripts_.end()) script = found->second;
  }
  if (const auto refused = CheckSecurity(*match, request)) return Refuse(match->operation, *refused);
  if (const auto refused = CheckParameters(*match, request)) return Refuse(match->operation, *refused);
  if (const auto refused = CheckBody(*match, request)) return Refuse(match->operation, *refused);
  return Succeed(*match, request, script);
}

std::optional<Mock::Match> Mock::Find(const http::Request& request, Refusal& refusal) const {
  std::string_view path = http::PathOf(request.target);
  if (path.starts_with(base_path_)) path.remove_prefix(base_path_.size());
  std::optional<Match> best;
  std::size_t best_length = 0;
  std::vector<std::string> methods;
  for (const Operation& operation : vendor_.contract->operations) {
    const auto path_template = contract::PathTemplate::Parse(operation.path);
    const auto values = path_template.Match(path);
    if (!values) continue;
    if (operation.method != request.method) {
      methods.push_back(operation.method);
    } else if (!best || path_template.LiteralLength() > best_length) {
      best = Match{&operation, *values};
      best_length = path_template.LiteralLength();
    }
  }
  if (!best) {
    refusal = methods.empty() ? Refusal{{404}, "Not Found", "the contract has no such path", {}}
                              : Refusal{{405},
                                        "Method Not Allowed",
                                        fmt::format("the contract has no {} for this path", request.method),
                                        Join(methods, ", ")};
  }
  return best;
}

std::optional<Mock::Refusal> Mock::CheckSecurity(const Match& match, const http::Request& request) const {
  const auto& requirements = match.operation->security;
  if (requirements.empty()) return std::nullopt;
  bool any_credential = false;
  for (const contract::SecurityRequirement& requirement : requirements) {
    const bool all = std::all_of(requirement.begin(), requirement.end(), [&](const std::string& name) {
      const SecurityScheme& scheme = vendor_.contract->security_schemes.at(name);
      const std::string credential = CredentialOf(scheme, request);
      any_credential = any_credential || !credential.empty();
      const auto expected = secrets_.find(name);
      if (expected == secrets_.end()) return !credential.empty();
      return credential == (scheme.http_scheme == "basic" ? Base64Encode(expected->second) : expected->second);
    });
    if (all) return std::nullopt;
  }
  return Refusal{
      {401, 403}, "Unauthorized", any_credential ? "the credentials are not valid" : "credentials are missing", {}};
}

std::optional<Mock::Refusal> Mock::CheckParameters(const Match& match, const http::Request& request) const {
  for (const contract::Parameter& parameter : match.operation->parameters) {
    const auto schema = parameter.ValueSchema();
    if (!schema) continue;
    const auto value = ParameterValue(*vendor_.contract, parameter, match.path, request);
    const std::string name = fmt::format("{} parameter '{}'", contract::LocationName(parameter.in), parameter.name);
    if (!value) {
      if (parameter.required)
        return Refusal{{422, 400}, "Unprocessable Entity", "the required " + name + " is missing", {}};
      continue;
    }
    const auto violations = contract::Judge(vendor_.schemas->For(*schema, Direction::kRequest), *value).violations;
    if (!violations.empty())
      return Refusal{
          {422, 400}, "Unprocessable Entity", fmt::format("the {} {}", name, violations.front().message), {}};
  }
  return std::nullopt;
}

std::optional<Mock::Refusal> Mock::CheckBody(const Match& match, const http::Request& request) const {
  const auto& declared = match.operation->request_body;
  if (!declared) return std::nullopt;
  if (!request.body || request.body->empty()) {
    if (!declared->required) return std::nullopt;
    return Refusal{{400, 422}, "Bad Request", "a body is required", {}};
  }
  const std::string* type = http::FindHeader(request.headers, "Content-Type");
  const contract::MediaType* media_type = contract::FindMediaType(declared->content, type == nullptr ? "" : *type);
  if (media_type == nullptr)
    return Refusal{{415, 400}, "Unsupported Media Type", "the contract declares no body of this type", {}};
  if (!media_type->schema || !http::IsJson(media_type->name)) return std::nullopt;
  try {
    const document::Document body = document::ParseJson("request body", *request.body);
    const auto violations =
        contract::Judge(vendor_.schemas->For(*media_type->schema, Direction::kRequest), body.root).violations;
    if (violations.empty()) return std::nullopt;
    return Refusal{{422, 400},
                   "Unprocessable Entity",
                   schema::PathName(violations.front().instance_location) + ' ' + violations.front().message,
                   {}};
  } catch (const Error& error) {
    return Refusal{{400, 422}, "Bad Request", error.what(), {}};
  }
}

http::Response Mock::Refuse(const Operation* operation, const Refusal& refusal) const {
  int status = refusal.statuses.front();
  if (operation != nullptr) {
    const auto declared = std::find_if(refusal.statuses.begin(), refusal.statuses.end(), [&](int s) {
      return std::any_of(operation->responses.begin(), operation->responses.end(),
                         [&](const contract::Response& r) { return r.status == std::to_string(s); });
    });
    if (declared != refusal.statuses.end()) status = *declared;
    const contract::Response* response = operation->FindResponse(status);
    // What the contract promises for an error is what a client shall meet.
    if (response != nullptr && !response->content.empty()) return Scripted(*operation, status, {});
    if (response != nullptr) return {status, {}, ""};
  }
  Value problem = Value::Object();  // RFC 9457
  problem.Set("type", Value::String("about:blank"));
  problem.Set("title", Value::String(refusal.title));
  problem.Set("status", Value::Number(status));
  problem.Set("detail", Value::String(refusal.detail));
  http::Response response = Json(status, problem, "application/problem+json");
  if (!refusal.allow.empty()) response.headers.push_back({"Allow", refusal.allow});  // RFC 9110, 15.5.6
  return response;
}

http::Response Mock::Succeed(const Match& match, const http::Request& request, const Script& script) {
  const Operation& operation = *match.operation;
  const int status = script.status.value_or(FirstSuccess(operation));
  http::Response response = Scripted(operation, status, script);
  const bool scripted_body = script.body.has_value() || !script.set.empty() || !script.remove.empty();
  if (status < 200 || status > 299 || response.body.empty() || scripted_body) return response;

  std::optional<Value> body = TryJson(response.body);
  if (!body) return response;
  if (operation.method == "POST" && !EndsInName(operation.path)) {
    const std::string collection = operation.path + "/{";
    for (const Operation& item : vendor_.contract->operations) {
      const bool direct =
          item.path.starts_with(collection) && item.path.find('/', collection.size()) == std::string::npos;
      if (!direct || !EndsInName(item.path) || item.method != "GET") continue;
      const std::string parameter = contract::PathTemplate::Parse(item.path).Names().back();
      const std::optional<Value> sent = TryJson(request.body.value_or(""));
      Value created = state_.Create(item.path, parameter, *body, sent ? &*sent : nullptr);
      // A key may have a shape of which no further one was made.
      if (!Fits(operation, status, created) && Fits(operation, status, *body)) created = *body;
      return {status, response.headers, document::WriteJson(created) + '\n'};
    }
    return response;
  }
  const std::string item_path = ItemPath(operation.path);
  if (item_path.empty() || operation.method != "GET") return response;
  const std::string parameter = contract::PathTemplate::Parse(item_path).Names().back();
  const std::string key = PercentDecode(match.path.at(parameter));
  if (const Value* known = state_.Find(item_path, key))
    return {status, response.headers, document::WriteJson(Overlay(*body, *known)) + '\n'};
  const std::string* name = State::KeyOf(*body, parameter);
  if (name == nullptr || body->Find(*name)->text == key) return response;
  // A documented body is about one object, and no other is known. Anything else stands for whichever
  // object is asked for.
  if (FindSample(operation, status, script) != nullptr) {
    return Refuse(&operation, {{404}, "Not Found", fmt::format("there is no {} '{}'", parameter, key), {}});
  }
  if (body->Find(*name)->IsString()) {
    Value asked = *body;
    asked.Find(*name)->text = key;
    if (Fits(operation, status, asked) || !Fits(operation, status, *body)) body = std::move(asked);
  }
  return {status, response.headers, document::WriteJson(*body) + '\n'};
}

bool Mock::Fits(const Operation& operation, int status, const Value& body) const {
  const contract::Response* declared = operation.FindResponse(status);
  if (declared == nullptr || declared->content.empty() || !declared->content.front().schema) return true;
  return contract::Judge(vendor_.schemas->For(*declared->content.front().schema, Direction::kResponse), body)
      .violations.empty();
}

const contract::Sample* Mock::FindSample(const Operation& operation, int status, const Script& script) const {
  if (script.sample) return vendor_.FindSample(*script.sample);
  if (script.body) return nullptr;
  const auto found = std::find_if(vendor_.samples.begin(), vendor_.samples.end(), [&](const contract::Sample& sample) {
    return sample.operation == operation.id && sample.part == Direction::kResponse && sample.status == status;
  });
  return found == vendor_.samples.end() ? nullptr : &*found;
}

http::Response Mock::Scripted(const Operation& operation, int status, const Script& script) const {
  const contract::Response* declared = operation.FindResponse(status);
  const contract::MediaType* media_type =
      declared == nullptr || declared->content.empty() ? nullptr : &declared->content.front();
  http::Response response{status, {}, ""};
  std::optional<Value> body = script.body;
  const contract::Sample* sample = FindSample(operation, status, script);
  std::string type = media_type == nullptr ? "application/json" : media_type->name;
  if (type.find('*') != std::string::npos) type = "application/json";
  if (!body && sample != nullptr) {
    body = sample->body->root;
    type = sample->media_type;
    response.body = sample->body->source.text();
  } else if (!body && media_type != nullptr && media_type->schema) {
    const contract::ContractSchema schema = vendor_.schemas->For(*media_type->schema, Direction::kResponse);
    for (const contract::Example& example : media_type->examples) {
      if (!body && contract::Judge(schema, example.value.value()).violations.empty()) body = example.value.value();
    }
    if (!body) body = Generate(*vendor_.contract, *media_type->schema);
  } else if (!body && media_type != nullptr && !media_type->examples.empty()) {
    body = media_type->examples.front().value.value();
  }
  if (body) {
    for (const auto& [pointer, value] : script.set) SetAt(*body, pointer, value);
    for (const JsonPointer& pointer : script.remove) RemoveAt(*body, pointer);
    // A sample that was not changed is answered byte for byte.
    if (response.body.empty() || !script.set.empty() || !script.remove.empty()) {
      response.body = http::IsJson(type) || !body->IsString() ? document::WriteJson(*body) + '\n' : body->text;
    }
    response.headers.push_back({"Content-Type", type});
  }
  if (declared != nullptr) {
    for (const contract::Header& header : declared->headers) {
      if (!header.schema) continue;
      const Value value = Generate(*vendor_.contract, *header.schema);
      response.headers.push_back(
          {header.name, value.IsString() || value.IsNumber() ? value.text : document::WriteJson(value, 0)});
    }
  }
  for (const http::HeaderField& field : script.headers) {
    std::erase_if(response.headers,
                  [&](const http::HeaderField& known) { return AsciiLower(known.name) == AsciiLower(field.name); });
    response.headers.push_back(field);
  }
  return response;
}

}  // namespace plumbline::mock
