// One compilation: subschemas by their place in the document, each compiled once.
#pragma once

#include <map>

#include "schema/keyword.h"

namespace plumbline::schema {

class Compiler {
 public:
  Compiler(const document::Value& root, const Options& options) : root_(root), options_(options) {}

  Compiled Run();
  // The index of the subschema at `location`, compiled now if it was not. Throws CompileError
  // where there is none; `from` is the place to blame.
  std::size_t Compile(const JsonPointer& location, const JsonPointer& from);

 private:
  void CompileInto(std::size_t index, const document::Value& schema, const JsonPointer& location);
  void CheckLoops() const;

  const document::Value& root_;
  const Options& options_;
  Compiled compiled_;
  std::map<JsonPointer, std::size_t> indexes_;
};

}  // namespace plumbline::schema
