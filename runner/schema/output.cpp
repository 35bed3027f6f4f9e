#include "schema/output.h"

#include <functional>

#include "document/document.h"

namespace plumbline::schema {
namespace {

using document::Value;

// Annotations are JSON texts of our own writing: read without limits, and with their numbers as they are.
Value ReadAnnotation(const std::string& json) {
  document::Tape tape;
  tape.ReadJson(json, {.max_bytes = SIZE_MAX, .max_depth = SIZE_MAX, .max_number_length = SIZE_MAX});
  return document::ToValue(tape.root());
}

Value Head(const Unit& unit) {
  Value node = Value::Object();
  node.Set("valid", Value::Boolean(unit.valid));
  node.Set("keywordLocation", Value::String(unit.keyword_location.ToString()));
  node.Set("absoluteKeywordLocation", Value::String(unit.absolute_keyword_location));
  node.Set("instanceLocation", Value::String(unit.instance_location.ToString()));
  return node;
}

Value Leaf(const Unit& unit) {
  Value node = Head(unit);
  if (!unit.error.empty()) node.Set("error", Value::String(unit.error));
  if (unit.valid && unit.annotation) node.Set("annotation", ReadAnnotation(*unit.annotation));
  return node;
}

// What the whole came to: the errors, or the annotations of what fits. A subschema that failed below one that fits (an
// alternative, `not`, `if`) leaves no trace (core 7.7.1.2).
void Flatten(const Unit& unit, bool valid, std::vector<Value>& rows) {
  if (unit.valid != valid) return;
  if (valid ? unit.annotation.has_value() : !unit.error.empty()) rows.push_back(Leaf(unit));
  for (const Unit& child : unit.children) Flatten(child, valid, rows);
}

Value Basic(const Unit& root) {
  Value node = Head(root);
  if (root.valid && !root.error.empty()) node.Set("error", Value::String(root.error));  // it was cut
  std::vector<Value> rows;
  Flatten(root, root.valid, rows);
  if (!root.valid || !rows.empty()) node.Set(root.valid ? "annotations" : "errors", Value::Array(std::move(rows)));
  return node;
}

// Core 12.4.3: units without children that say nothing are left out, those with one child become that child.
std::optional<Value> Detailed(const Unit& unit, bool valid) {
  if (unit.valid != valid) return std::nullopt;
  std::vector<Value> children;
  for (const Unit& child : unit.children) {
    if (auto node = Detailed(child, valid)) children.push_back(std::move(*node));
  }
  const bool speaks = valid ? unit.annotation.has_value() : !unit.error.empty();
  if (children.empty()) return speaks ? std::optional(Leaf(unit)) : std::nullopt;
  if (children.size() == 1 && !speaks) return std::move(children[0]);
  Value node = Leaf(unit);
  node.Set(valid ? "annotations" : "errors", Value::Array(std::move(children)));
  return node;
}

// Core 12.4.4: everything.
Value Verbose(const Unit& unit) {
  Value node = Leaf(unit);
  std::vector<Value> failed, fitting;
  for (const Unit& child : unit.children) (child.valid ? fitting : failed).push_back(Verbose(child));
  if (!failed.empty()) node.Set("errors", Value::Array(std::move(failed)));
  if (!fitting.empty()) node.Set("annotations", Value::Array(std::move(fitting)));
  return node;
}

}  // namespace

std::optional<OutputFormat> FindOutputFormat(std::string_view name) {
  if (name == "flag") return OutputFormat::kFlag;
  if (name == "basic") return OutputFormat::kBasic;
  if (name == "detailed") return OutputFormat::kDetailed;
  if (name == "verbose") return OutputFormat::kVerbose;
  return std::nullopt;
}

std::string WriteOutput(const Unit& root, OutputFormat format, int indent) {
  Value out;
  switch (format) {
    case OutputFormat::kFlag:
      out = Value::Object();
      out.Set("valid", Value::Boolean(root.valid));
      break;
    case OutputFormat::kBasic:
      out = Basic(root);
      break;
    case OutputFormat::kDetailed:
      out = Detailed(root, root.valid).value_or(Leaf(root));
      break;
    case OutputFormat::kVerbose:
      out = Verbose(root);
      break;
  }
  return document::WriteJson(out, indent);
}

std::vector<Annotation> Annotations(const Unit& root) {
  std::vector<Annotation> all;
  const std::function<void(const Unit&)> collect = [&](const Unit& unit) {
    if (!unit.valid) return;
    if (unit.annotation) {
      all.push_back({unit.instance_location, unit.keyword_location.empty() ? "" : unit.keyword_location.back(),
                     unit.schema_location, unit.absolute_keyword_location, *unit.annotation});
    }
    for (const Unit& child : unit.children) collect(child);
  };
  collect(root);
  return all;
}

}  // namespace plumbline::schema
