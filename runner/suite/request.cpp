#include "suite/request.h"

#include <algorithm>

#include "base/base64.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/parameter_style.h"
#include "contract/path_template.h"

namespace plumbline::suite {
namespace {

using contract::Location;
using contract::SecurityScheme;
using document::Value;

constexpr std::string_view kInvalidSecret = "plumbline-invalid-credential";

// What a request consists of while it is put together.
struct Parts {
  std::map<std::string, std::string> path;
  std::vector<std::string> query;
  http::HeaderFields headers;
  std::vector<std::string> cookies;
};

void AddCredential(const SecurityScheme& scheme, const std::string& secret, Parts& parts) {
  if (scheme.type != "apiKey") {
    const bool basic = scheme.http_scheme == "basic";
    parts.headers.push_back({"Authorization", basic ? "Basic " + Base64Encode(secret) : "Bearer " + secret});
  } else if (scheme.in == Location::kQuery) {
    parts.query.push_back(PercentEncode(scheme.parameter) + '=' + PercentEncode(secret));
  } else if (scheme.in == Location::kCookie) {
    parts.cookies.push_back(scheme.parameter + '=' + secret);
  } else {
    parts.headers.push_back({scheme.parameter, secret});
  }
}

void AddCredentials(const Case& test, const contract::Contract& contract, const Secrets& secrets, Parts& parts) {
  if (test.credentials == Credentials::kNone) return;
  const bool invalid = test.credentials == Credentials::kInvalid;
  for (const contract::SecurityRequirement& requirement : test.operation->security) {
    const bool all = std::all_of(requirement.begin(), requirement.end(),
                                 [&](const auto& name) { return invalid || secrets.contains(name); });
    if (!all) continue;
    for (const std::string& name : requirement) {
      AddCredential(contract.security_schemes.at(name), invalid ? std::string(kInvalidSecret) : secrets.at(name),
                    parts);
    }
    return;
  }
}

void AddParameter(const contract::Parameter& parameter, const Value& value, Parts& parts) {
  switch (parameter.in) {
    case Location::kPath:
      parts.path[parameter.name] = contract::WriteParameter(parameter, value);
      break;
    case Location::kHeader:
      parts.headers.push_back({parameter.name, contract::WriteParameter(parameter, value)});
      break;
    case Location::kCookie:
      parts.cookies.push_back(parameter.name + '=' + contract::WriteParameter(parameter, value));
      break;
    case Location::kQuery:
      for (std::string& pair : contract::WriteQueryParameter(parameter, value)) parts.query.push_back(std::move(pair));
      break;
  }
}

}  // namespace

std::optional<http::Request> BuildRequest(const Case& test, const contract::Contract& contract,
                                          const Variables& variables, const Secrets& secrets, std::string& missing) {
  Parts parts;
  for (const ParameterValue& given : test.parameters) {
    const auto value = variables.Fill(given.value, missing);
    if (!value) return std::nullopt;
    AddParameter(*given.parameter, *value, parts);
  }
  // A path needs all its parts; a case that leaves one out asks for the empty one.
  const auto path = contract::PathTemplate::Parse(test.operation->path);
  for (const std::string& name : path.Names()) parts.path.try_emplace(name, "");
  for (const http::HeaderField& field : test.headers) {
    const auto value = variables.FillText(field.value, missing);
    if (!value) return std::nullopt;
    parts.headers.push_back({field.name, *value});
  }
  AddCredentials(test, contract, secrets, parts);
  if (http::FindHeader(parts.headers, "Accept") == nullptr) parts.headers.push_back({"Accept", "application/json"});
  if (!parts.cookies.empty()) parts.headers.push_back({"Cookie", Join(parts.cookies, "; ")});

  http::Request request;
  request.method = test.operation->method;
  request.target = path.Expand(parts.path);
  if (!parts.query.empty()) request.target += '?' + Join(parts.query, "&");
  if (test.body) {
    const auto body = variables.Fill(*test.body, missing);
    if (!body) return std::nullopt;
    request.body = http::IsJson(test.content_type) || !body->IsString() ? document::WriteJson(*body) : body->text;
    if (http::FindHeader(parts.headers, "Content-Type") == nullptr)
      parts.headers.push_back({"Content-Type", test.content_type});
  }
  request.headers = std::move(parts.headers);
  return request;
}

std::optional<mock::Script> BuildScript(const Case& test, const Variables& variables, std::string& missing) {
  mock::Script script = test.mock;
  for (http::HeaderField& field : script.headers) {
    const auto filled = variables.FillText(field.value, missing);
    if (!filled) return std::nullopt;
    field.value = *filled;
  }
  for (auto& [pointer, value] : script.set) {
    const auto filled = variables.Fill(value, missing);
    if (!filled) return std::nullopt;
    value = *filled;
  }
  if (script.body) {
    script.body = variables.Fill(*script.body, missing);
    if (!script.body) return std::nullopt;
  }
  return script;
}

}  // namespace plumbline::suite
