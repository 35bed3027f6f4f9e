// The body of an answer as the checks see it: JSON where Content-Type says so, text otherwise.
#pragma once

#include <optional>
#include <string>

#include "document/document.h"
#include "http/message.h"

namespace plumbline::check {

struct Body {
  document::Document document;    // the text; its root is null where it is not read as JSON
  std::optional<Error> not_json;  // why it is no JSON, where Content-Type says that it is
  std::string not_read;           // why nothing can be judged by it, though it is JSON: it goes beyond what is read
};

Body ReadBody(const http::Response& response);

}  // namespace plumbline::check
