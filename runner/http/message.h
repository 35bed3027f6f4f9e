// HTTP messages as values (RFC 9110): a request, a response, and the exchange of both.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::http {

struct HeaderField {
  std::string name;
  std::string value;

  bool operator==(const HeaderField&) const = default;
};

using HeaderFields = std::vector<HeaderField>;

// The first field of that name, compared without case (RFC 9110, 5.1); null where there is none.
const std::string* FindHeader(const HeaderFields& fields, std::string_view name);

struct Request {
  std::string method = "GET";
  std::string target;  // path and query, percent-encoded, as in "/v1/charges?limit=3"
  HeaderFields headers;
  std::optional<std::string> body;

  bool operator==(const Request&) const = default;
};

struct Response {
  int status = 0;
  HeaderFields headers;
  std::string body;

  bool operator==(const Response&) const = default;
};

// Why no complete response came.
struct TransportError {
  std::string kind;     // "connect", "resolve", "timeout", "tls", "size", "truncated", "reset", "request", "protocol"
  std::string message;  // for people

  bool operator==(const TransportError&) const = default;
};

// Exactly one of `response` and `error` is set.
struct Exchange {
  Request request;
  std::optional<Response> response;
  std::optional<TransportError> error;
  std::chrono::milliseconds duration{0};

  bool operator==(const Exchange&) const = default;
};

// "application/json" of "Application/JSON; charset=utf-8" (RFC 9110, 8.3.1).
std::string EssenceOf(std::string_view content_type);
// Whether the media type is JSON: application/json or any with the suffix +json (RFC 6839).
bool IsJson(std::string_view media_type);

// The registered phrase of a status ("Not Found"); empty for unknown ones.
std::string_view ReasonPhrase(int status);

// "/a/b" and "x=1" of "/a/b?x=1".
std::string_view PathOf(std::string_view target);
std::string_view QueryOf(std::string_view target);

}  // namespace plumbline::http
