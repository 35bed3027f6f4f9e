#include "contract/contract.h"

#include <algorithm>

#include "base/text.h"
#include "http/message.h"

namespace plumbline::contract {

std::string_view LocationName(Location location) {
  switch (location) {
    case Location::kPath:
      return "path";
    case Location::kQuery:
      return "query";
    case Location::kHeader:
      return "header";
    case Location::kCookie:
      return "cookie";
  }
  return "";
}

std::string Operation::Name() const {
  const std::string name = method + ' ' + path;
  switch (kind) {
    case OperationKind::kPath:
      return name;
    case OperationKind::kWebhook:
      return "webhook " + name;
    case OperationKind::kCallback:
      return "callback " + name;
  }
  return name;
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
    const auto found =
        std::find_if(responses.begin(), responses.end(), [&](const Response& r) { return r.status == wanted; });
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

std::vector<const Operation*> Contract::AllOperations() const {
  std::vector<const Operation*> all;
  for (const Operation& operation : operations) all.push_back(&operation);
  for (const Operation& operation : incoming) all.push_back(&operation);
  return all;
}

std::optional<std::string> ComponentName(const Node& schema) {
  const auto& tokens = schema.pointer().tokens();
  if (tokens.size() != 3 || tokens[0] != "components" || tokens[1] != "schemas") return std::nullopt;
  return tokens[2];
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

}  // namespace plumbline::contract
