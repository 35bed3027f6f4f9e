// What the keyword groups and the compiler share. A keyword is one row (name and compile function)
// in the table of its group's file; compiling it adds one assertion to the subschema.
#pragma once

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "schema/schema.h"

namespace plumbline::schema {

class Evaluation;

// Reports what is wrong with `value` to the evaluation.
using AssertFn = std::function<void(const document::Value& value, Evaluation& evaluation)>;

struct Assertion {
  std::string keyword;
  AssertFn check;
};

struct Subschema {
  JsonPointer location;
  bool never = false;  // the schema `false`
  std::vector<Assertion> assertions;
  // Subschemas that judge the same instance value; a cycle of these would never end.
  std::vector<std::size_t> in_place;
};

struct Compiled {
  std::deque<Subschema> subschemas;  // the root is the first
};

class Compiler;

// A keyword about to be compiled.
struct KeywordSite {
  Compiler& compiler;
  const document::Value& value;   // of the keyword
  const document::Value& schema;  // the object that holds it
  JsonPointer location;           // of the keyword
  Subschema& subschema;
  const Options& options;

  CompileError Fail(std::string message) const { return CompileError(location, std::move(message)); }
  void Add(AssertFn check) const { subschema.assertions.push_back({location.back(), std::move(check)}); }

  // Checked readings of the keyword's value; they throw CompileError.
  std::size_t Length() const;
  Decimal Number() const;
  std::vector<std::string> Strings() const;

  // Compiles a subschema: below this keyword, or at any place of the document.
  std::size_t Child() const;
  std::size_t Child(std::string_view token) const;
  std::vector<std::size_t> ChildList() const;
  // As Child, for a subschema that judges the same value.
  std::size_t InPlace() const;
  std::vector<std::size_t> InPlaceList() const;
  std::size_t Reference(const JsonPointer& target) const;
};

struct Keyword {
  std::string_view name;
  void (*compile)(const KeywordSite& site);  // null: an annotation, nothing to assert
};

std::span<const Keyword> TypeKeywords();
std::span<const Keyword> NumberKeywords();
std::span<const Keyword> StringKeywords();
std::span<const Keyword> ArrayKeywords();
std::span<const Keyword> ObjectKeywords();
std::span<const Keyword> ApplicatorKeywords();

// The walk of one instance through a program.
class Evaluation {
 public:
  explicit Evaluation(const Compiled& compiled) : compiled_(compiled) {}

  // Judges the current value by another subschema; `token` is the way to it below the keyword.
  bool Apply(std::size_t subschema, const document::Value& value, std::initializer_list<std::string_view> way);
  // Judges a member or item of the current value.
  bool ApplyTo(std::string_view member, std::size_t subschema, const document::Value& value,
               std::initializer_list<std::string_view> way);
  // The violations that a subschema would give, without reporting them.
  std::vector<Violation> Probe(std::size_t subschema, const document::Value& value,
                               std::initializer_list<std::string_view> way);
  void Report(std::vector<Violation> violations);

  // Reports that the current keyword is broken. `detail`: the member or item of the keyword;
  // `member`: the member of the instance that is missing or not declared.
  struct About {
    std::string detail;
    std::string member;
  };
  void Fail(std::string message, std::string expected, std::string observed, const About& about = {});

  std::vector<Violation> Take() { return std::move(violations_); }
  bool Run(std::size_t subschema, const document::Value& value);

 private:
  const Compiled& compiled_;
  std::vector<Violation> violations_;
  std::vector<std::string> instance_;  // tokens of the current instance location
  std::vector<std::string> way_;       // tokens of the current keyword location
  JsonPointer schema_location_;        // of the current keyword
  std::string keyword_;
};

}  // namespace plumbline::schema
