// The JSON Schema engine: a schema is compiled once to an immutable Program, and a Program judges any number of
// instances, from any number of threads. Knows JSON Schema from draft 4 to 2020-12 and the two dialects of OpenAPI's
// Schema Object; nothing of OpenAPI files or HTTP.
//
//   auto program = plumbline::schema::CompileText("user.json", R"({"type": "object", "required": ["id"]})");
//   plumbline::schema::Evaluator evaluator(program);
//   if (evaluator.Check(R"({"id": 7})") == plumbline::schema::Verdict::kValid) …
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_pointer.h"
#include "document/document.h"
#include "document/flat.h"
#include "document/tape.h"
#include "document/value.h"
#include "schema/dialect.h"

namespace plumbline::schema {

// One way in which an instance breaks its schema.
struct Violation {
  std::string keyword;                    // "type"
  JsonPointer instance_location;          // in the instance
  JsonPointer keyword_location;           // the way through the schema, references followed
  JsonPointer schema_location;            // where the keyword stands in its document
  JsonPointer detail_location;            // the member or item of the keyword that is broken, or the keyword
  std::string message;                    // "is not an integer"; completes a sentence about the instance
  std::string expected;                   // "integer"
  std::string observed;                   // "number 25.5"
  std::string member;                     // the missing or undeclared member, where it is about one
  std::vector<JsonPointer> related = {};  // further places in the instance: the item that another one equals
  std::string choice = {};                // why this schema was the one to fit: "chosen by 'kind': 'card'"
  std::string document = {};              // URI of the document that holds the keyword; empty: the one compiled

  bool operator==(const Violation&) const = default;
};

// A schema that cannot be compiled: a keyword with a value that it cannot have, a reference to nothing, a pattern that
// is none, a dialect that is not known.
class CompileError : public std::exception {
 public:
  CompileError(JsonPointer location, std::string message, std::string document = "",
               std::optional<SourceLocation> place = {})
      : location_(std::move(location)),
        message_(std::move(message)),
        document_(std::move(document)),
        place_(std::move(place)) {}
  const JsonPointer& location() const { return location_; }
  const std::string& message() const { return message_; }
  // The URI of the document, where it is not the one compiled.
  const std::string& document() const { return document_; }
  // The place in a file, where the schema was read from one.
  const std::optional<SourceLocation>& place() const { return place_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  JsonPointer location_;
  std::string message_;
  std::string document_;
  std::optional<SourceLocation> place_;
};

// A reference to a document that is not to be had: the one fault that is not the schema's own.
class MissingDocument : public CompileError {
 public:
  explicit MissingDocument(CompileError error) : CompileError(std::move(error)) {}
};

// The documents that references may name, by URI without fragment. The meta-schemas of the dialects are always there.
class Registry {
 public:
  // Asked for a URI that was not added; nothing where it is not to be had. May throw Error.
  using Fetch = std::function<std::shared_ptr<const document::FlatDocument>(const std::string& uri)>;

  Registry() = default;
  explicit Registry(Fetch fetch) : fetch_(std::move(fetch)) {}
  void Add(std::string uri, std::shared_ptr<const document::FlatDocument> document);
  std::shared_ptr<const document::FlatDocument> Find(const std::string& uri) const;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<const document::FlatDocument>>> documents_;
  Fetch fetch_;
};

// Whose message an instance is: properties that are readOnly are not part of requests, writeOnly ones not of responses
// (OpenAPI 3.0.4, 4.7.24.2; asserted in the OpenAPI dialects only).
enum class Direction : std::uint8_t { kNone, kRequest, kResponse };

// What becomes of readOnly members of requests and writeOnly ones of responses. That they "SHOULD NOT be sent" refuses
// none.
enum class OneWayMembers : std::uint8_t {
  kRefused,   // an instance that has one is invalid
  kNotAsked,  // `required` does not ask for them, and that is all
};

// What becomes of a subschema that cannot be compiled.
enum class Faults : std::uint8_t {
  kThrow,    // CompileError
  kCollect,  // it judges nothing: an instance that reaches it is undecided, and Program::problems() tells why
};

struct Options {
  DialectId dialect = DialectId::k2020_12;  // of schemas without `$schema`
  bool assert_formats = true;               // `format` fails an instance, rather than being an annotation
  bool assert_content = false;              // contentEncoding and contentMediaType fail an instance; draft 7 only
  Direction direction = Direction::kNone;
  OneWayMembers one_way_members = OneWayMembers::kRefused;
  Faults faults = Faults::kThrow;
  std::string base_uri = {};           // of the document; references resolve against it
  const Registry* registry = nullptr;  // used during compilation only
  bool check_metaschema = false;       // hold every document against its dialect's meta-schema first
};

// How deep instances may be nested.
constexpr std::size_t kMostLevels = 10'000;

struct Compiled;

// A place in one of the documents of a compilation.
struct SchemaPlace {
  std::string document = {};  // its URI; empty: the document compiled
  JsonPointer pointer;

  bool operator==(const SchemaPlace&) const = default;
};

// A subschema that judges nothing, because it cannot be compiled.
struct CompileProblem {
  SchemaPlace place;  // of what is wrong in it
  std::string message;

  bool operator==(const CompileProblem&) const = default;
};

// A schema of a Program that instances can be judged by; the default is the first that was asked for, which is the root
// of a schema compiled as a whole.
enum class Entry : std::uint32_t { kFirst = 0 };

// Immutable; copies share the compiled form, which is why it is shared. Safe to use from many threads.
class Program {
 public:
  explicit Program(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  const Compiled& compiled() const { return *compiled_; }
  // The dialect of the root schema.
  DialectId dialect() const;
  // The document that holds the keyword of a violation of this program.
  const document::FlatDocument& DocumentOf(const Violation& violation) const;
  // …and the one that holds a schema, which stands there at a cell.
  const document::FlatDocument& DocumentOf(Entry schema) const;
  const document::Cell& CellOf(Entry schema) const;
  // The schemas that CompileEntries was asked for, in that order.
  const std::vector<Entry>& entries() const;
  // All schemas that were compiled are numbered from 0; each of them is an Entry.
  std::size_t schemas() const;
  // What could not be compiled, in the order in which it was met. Empty unless Options::faults is kCollect.
  const std::vector<CompileProblem>& problems() const;
  // Names of formats that the schema uses and nobody knows, each with the number of its uses.
  std::vector<std::pair<std::string, std::size_t>> unknown_formats() const;

 private:
  std::shared_ptr<const Compiled> compiled_;
};

// Compile a schema. All throw CompileError; those that read text throw Error for text that is no document.
Program Compile(std::shared_ptr<const document::FlatDocument> schema, const Options& options = {});
Program Compile(const document::Value& schema, const Options& options = {});
Program CompileText(std::string name, std::string text, const Options& options = {});
// Throws Error with the place in the file instead of CompileError.
Program CompileDocument(const document::Document& schema, const Options& options = {});

// Compiles the schemas at `entries` and all that they refer to into one Program. They stand anywhere in `document` or
// in those of Options::registry, which need not be schemas themselves: an OpenAPI description is none. Throws
// CompileError unless Options::faults collects; Options::check_metaschema is not heeded.
Program CompileEntries(std::shared_ptr<const document::FlatDocument> document, std::span<const SchemaPlace> entries,
                       const Options& options = {});

// Whether the engine carries the meta-schema of this URI itself.
bool IsStandardMetaSchema(const std::string& uri);

// What the program says, one line an instruction, for people.
std::string Print(const Program& program);

// kUndecided: a bound was met (the match limit of a pattern, depth, work); Evaluator::problem() says which.
enum class Verdict : std::uint8_t { kValid, kInvalid, kUndecided };

class VerdictPass;

// Judges instances one after another and keeps its memory between them. One thread at a time; nothing throws.
class Evaluator {
 public:
  explicit Evaluator(Program program);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;

  Verdict Check(const document::Cell& instance, Entry entry = Entry::kFirst);
  // JSON text; kUndecided where it is none.
  Verdict Check(std::string_view json);
  // Ends in kUndecided once `stop` is true; it must outlive the evaluator.
  void StopOn(const std::atomic<bool>* stop);
  // Why the last verdict was kUndecided.
  const std::string& problem() const;

 private:
  Program program_;
  std::unique_ptr<VerdictPass> pass_;
  document::Tape tape_;
  std::string problem_;
};

// Evaluates `instance` against the program. Returns every violation, in the order of the instance's members where the
// schema leaves it open; an empty vector means valid. At most `most`: who wants to know whether there are more asks for
// one more. Where a bound was met, be it that `stop` became true, the last one says so, and whether the instance is
// invalid all the same.
std::vector<Violation> Evaluate(const Program& program, const document::Value& instance);
std::vector<Violation> Evaluate(const Program& program, const document::Tape& instance, std::size_t most = 10'000,
                                const std::atomic<bool>* stop = nullptr);
bool IsValid(const Program& program, const document::Value& instance);

// Why an instance could not be judged in full.
enum class Doubt : std::uint8_t {
  kNone,
  kUncompiled,  // it reaches a schema that could not be compiled
  kBound,       // a bound was met: the match limit of a pattern, depth, work
};

// What can be said of an instance, part of which may not be judged.
struct Judgement {
  std::vector<Violation> violations;  // certain, whatever the doubt
  Doubt doubt = Doubt::kNone;         // whether there may be more
  std::string problem;                // and why; empty: there are none

  bool fits() const { return violations.empty() && doubt == Doubt::kNone; }
};
Judgement Judge(const Program& program, Entry entry, const document::Tape& instance, std::size_t most = 10'000);
Judgement Judge(const Program& program, Entry entry, const document::Value& instance);

// "number 25.5", "string \"a…\"", "object": kind and value, shortened, for messages.
std::string Describe(const document::Value& value);
std::string Describe(const document::Cell& value);

// "calls.total_minutes", "customers[3].name"; "the value" for the root.
std::string PathName(const JsonPointer& instance_location);

}  // namespace plumbline::schema
