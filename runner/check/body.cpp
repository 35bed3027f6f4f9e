#include "check/body.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/limit_exceeded.h"
#include "document/tape.h"

namespace plumbline::check {
namespace {

constexpr const char* kName = "response body";

// As far as a person wants to be told where a text is broken.
constexpr std::size_t kMostLevels = 10'000;

// A text that goes beyond a limit and is broken further on is broken all the same.
std::optional<Error> Broken(const std::string& text, const document::LimitExceeded& exceeded) {
  document::Limits none;
  none.max_depth = none.max_number_length = none.max_bytes = text.size() + 1;
  if (document::Tape().ReadJson(text, none)) return std::nullopt;
  none.max_depth = std::min(none.max_depth, kMostLevels);
  try {
    document::ParseJson(kName, text, none);
  } catch (const document::LimitExceeded&) {
    return Error(exceeded.location(), exceeded.message() + ", and broken below");
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace

Body ReadBody(const http::Response& response) {
  Body body{.document = {document::Source(kName, response.body), {}}, .not_json = {}, .not_read = {}};
  const std::string* type = http::FindHeader(response.headers, "Content-Type");
  if (type == nullptr || !http::IsJson(*type)) return body;
  try {
    body.document = document::ParseJson(kName, response.body);
  } catch (const document::LimitExceeded& exceeded) {
    body.not_json = Broken(response.body, exceeded);
    if (!body.not_json)
      body.not_read = fmt::format("the body is JSON beyond what Plumbline reads: {} ({})", exceeded.message(),
                                  ToString(exceeded.location()));
  } catch (const Error& error) {
    body.not_json = error;
  }
  return body;
}

}  // namespace plumbline::check
