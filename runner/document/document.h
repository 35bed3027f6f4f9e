// A document: a text, the JSON value it stands for, and for every JSON Pointer in it the place of
// the value and of its key. YAML and JSON are read alike. Reading is bounded, because contracts
// and answers come from strangers.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json_pointer.h"
#include "base/place.h"
#include "document/source.h"
#include "document/value.h"

namespace plumbline::document {

// What a reader of strangers' documents puts up with. Each bound is named in the error it causes.
struct Limits {
  std::size_t max_bytes = 64u << 20;
  std::size_t max_depth = 400;  // YAML is never read past 498
  std::size_t max_number_length = 10'000;
  // Values that YAML aliases and merge keys may add to those written out ("billion laughs").
  std::size_t max_alias_values = 100'000;
};

struct Document {
  Source source;
  Value root;
  // Of a document that was translated: the tree that stands in `source`. Values of `root` keep the spans that they have
  // there, and places are quoted by the pointers of this tree. Null: `root` is that tree. Shared by copies of the
  // document.
  std::shared_ptr<const Value> written = nullptr;
};

// The JSON Pointer of a span in the text of the document.
JsonPointer PointerAsWritten(const Document& document, Span span, const JsonPointer& pointer);

// A value in a document, with its address. Cheap to copy; valid while the document lives.
class Node {
 public:
  Node(const Document& document, const Value& value, JsonPointer pointer)
      : document_(&document), value_(&value), pointer_(std::move(pointer)) {}
  explicit Node(const Document& document) : Node(document, document.root, {}) {}

  const Document& document() const { return *document_; }
  const Value& value() const { return *value_; }
  const Value* operator->() const { return value_; }
  const JsonPointer& pointer() const { return pointer_; }

  std::optional<Node> Find(std::string_view key) const;
  Node Item(std::size_t index) const;
  // A member of this object, without a search.
  Node Child(const Member& member) const { return Node(*document_, member.value, pointer_ / member.key); }
  std::optional<Node> At(const JsonPointer& relative) const;

  SourceLocation Location() const;
  // Where the member's key stands; the value's own place for items and for the root.
  SourceLocation KeyLocation() const;

  // An error at this place, to be thrown.
  Error Fail(const std::string& message) const { return Error(Location(), message); }

  // The place with its line, for a finding.
  Place Quote(std::string note) const;
  Place QuoteKey(std::string note) const;

 private:
  Span KeySpan() const;

  const Document* document_;
  const Value* value_;
  JsonPointer pointer_;
};

// The place of the bytes `span` in `source`. A span of several lines is marked up to the end of its
// first.
Place QuoteSpan(const Source& source, Span span, std::string pointer, std::string note);

// Reads JSON text (RFC 8259; duplicate member names are errors, RFC 7493). Throws Error.
Document ParseJson(std::string name, std::string text, const Limits& limits = {});

// Reads one YAML document by the YAML 1.2 core schema (and so any JSON). Merge keys are applied.
// Duplicate keys, tabs in indentation, tags outside the core schema, a second document, and numbers
// that JSON cannot write (.inf, .nan) are errors. Empty text is null. Throws Error.
Document ParseYaml(std::string name, std::string text, const Limits& limits = {});

// By the name's ending: .json is JSON, everything else YAML. Throws Error.
Document Parse(std::string name, std::string text, const Limits& limits = {});

// Reads a file. `name` is what messages call it. Throws Error where it is missing, unreadable, a
// folder, or too large. Pipes can be read.
std::string ReadFile(const std::string& path, const std::string& name, const Limits& limits = {});
Document Load(const std::string& path, const Limits& limits = {});

// JSON text of `value`; number lexemes as they are. `indent` 0 writes one line.
std::string WriteJson(const Value& value, int indent = 2);

}  // namespace plumbline::document
