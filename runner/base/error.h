// The one way in which a command cannot go on: an Error with the place in the user's file that
// caused it. It is thrown where the cause is found and caught once, at the edge of the command
// line. Ordinary results (a broken contract, a failed exchange) are data, never an Error.
#pragma once

#include <exception>
#include <string>

namespace plumbline {

// A place in a text. Lines and columns count from 1, columns in Unicode code points; 0 means that
// only the file (or only the line) is known.
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;

  bool operator==(const SourceLocation&) const = default;
};

// "file:line:column", without the parts that are not known; empty for an empty location.
std::string ToString(const SourceLocation& location);

class Error : public std::exception {
 public:
  explicit Error(std::string message) : Error(SourceLocation{}, std::move(message)) {}
  Error(SourceLocation location, std::string message);

  const SourceLocation& location() const { return location_; }
  const std::string& message() const { return message_; }
  // "file:line:column: message".
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  SourceLocation location_;
  std::string message_;
  std::string text_;
};

}  // namespace plumbline
