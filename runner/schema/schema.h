// The JSON Schema engine: a schema is compiled once to an immutable Program, and a Program judges
// any number of instances. Knows JSON Schema 2020-12 and nothing of OpenAPI or HTTP.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "base/json_pointer.h"
#include "document/document.h"
#include "document/value.h"

namespace plumbline::schema {

// One way in which an instance breaks its schema.
struct Violation {
  std::string keyword;            // "type"
  JsonPointer instance_location;  // in the instance
  JsonPointer keyword_location;   // the way through the schema, references followed
  JsonPointer schema_location;    // where the keyword stands in the schema document
  JsonPointer detail_location;    // the member or item of the keyword that is broken, or the keyword
  std::string message;            // "is not an integer"; completes a sentence about the instance
  std::string expected;           // "integer"
  std::string observed;           // "number 25.5"
  std::string member;             // the missing or undeclared member, where it is about one

  bool operator==(const Violation&) const = default;
};

// A schema that cannot be compiled: a keyword with a value that it cannot have, a reference to
// nothing, a pattern that is none.
class CompileError : public std::exception {
 public:
  CompileError(JsonPointer location, std::string message)
      : location_(std::move(location)), message_(std::move(message)) {}
  const JsonPointer& location() const { return location_; }
  const std::string& message() const { return message_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  JsonPointer location_;
  std::string message_;
};

struct Options {
  bool assert_formats = true;  // `format` fails an instance, rather than being an annotation
};

struct Compiled;

// Immutable; copies share the compiled form, which is why it is shared. Safe to use from many
// threads.
class Program {
 public:
  explicit Program(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  const Compiled& compiled() const { return *compiled_; }

 private:
  std::shared_ptr<const Compiled> compiled_;
};

// References resolve within `schema` (`#`, `#/…`). Throws CompileError.
Program Compile(const document::Value& schema, const Options& options = {});

// Compiles the schema of a file; throws Error with the place in the file.
Program CompileDocument(const document::Document& schema, const Options& options = {});

// Evaluates `instance` against the program. Returns every violation, in the order of the instance's
// members where the schema leaves it open; an empty vector means valid.
std::vector<Violation> Evaluate(const Program& program, const document::Value& instance);
bool IsValid(const Program& program, const document::Value& instance);

// "number 25.5", "string \"a…\"", "object": kind and value, shortened, for messages.
std::string Describe(const document::Value& value);

// "calls.total_minutes", "customers[3].name"; "the value" for the root.
std::string PathName(const JsonPointer& instance_location);

}  // namespace plumbline::schema
