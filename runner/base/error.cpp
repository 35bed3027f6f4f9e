#include "base/error.h"

#include <utility>

namespace plumbline {

std::string ToString(const SourceLocation& location) {
  std::string text = location.file;
  if (location.line > 0) text += ':' + std::to_string(location.line);
  if (location.line > 0 && location.column > 0) text += ':' + std::to_string(location.column);
  return text;
}

Error::Error(SourceLocation location, std::string message)
    : location_(std::move(location)), message_(std::move(message)) {
  text_ = ToString(location_);
  if (!text_.empty()) text_ += ": ";
  text_ += message_;
}

}  // namespace plumbline
