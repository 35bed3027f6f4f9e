#include "schema/output.h"

#include <functional>
#include <nlohmann/json.hpp>

namespace plumbline::schema {
namespace {

using Json = nlohmann::ordered_json;

Json Head(const Unit& unit) {
  Json node;
  node["valid"] = unit.valid;
  node["keywordLocation"] = unit.keyword_location.ToString();
  node["absoluteKeywordLocation"] = unit.absolute_keyword_location;
  node["instanceLocation"] = unit.instance_location.ToString();
  return node;
}

Json Leaf(const Unit& unit) {
  Json node = Head(unit);
  if (!unit.valid && !unit.error.empty()) node["error"] = unit.error;
  if (unit.valid && unit.annotation) node["annotation"] = Json::parse(*unit.annotation);
  return node;
}

// What the whole came to: the errors, or the annotations of what fits. A subschema that failed below one that fits (an
// alternative, `not`, `if`) leaves no trace (core 7.7.1.2).
void Flatten(const Unit& unit, bool valid, Json& rows) {
  if (unit.valid != valid) return;
  if (valid ? unit.annotation.has_value() : !unit.error.empty()) rows.push_back(Leaf(unit));
  for (const Unit& child : unit.children) Flatten(child, valid, rows);
}

Json Basic(const Unit& root) {
  Json node = {{"valid", root.valid}, {"keywordLocation", ""}, {"absoluteKeywordLocation", root.absolute_keyword_location}, {"instanceLocation", ""}};
  Json rows = Json::array();
  Flatten(root, root.valid, rows);
  if (!root.valid || !rows.empty()) node[root.valid ? "annotations" : "errors"] = std::move(rows);
  return node;
}

// Core 12.4.3: units without children that say nothing are left out, those with one child become that child.
std::optional<Json> Detailed(const Unit& unit, bool valid) {
  if (unit.valid != valid) return std::nullopt;
  Json children = Json::array();
  for (const Unit& child : unit.children) {
    if (auto node = Detailed(child, valid)) children.push_back(std::move(*node));
  }
  const bool speaks = valid ? unit.annotation.has_value() : !unit.error.empty();
  if (children.empty()) return speaks ? std::optional(Leaf(unit)) : std::nullopt;
  if (children.size() == 1 && !speaks) return children[0];
  Json node = Leaf(unit);
  node[valid ? "annotations" : "errors"] = std::move(children);
  return node;
}

// Core 12.4.4: everything.
Json Verbose(const Unit& unit) {
  Json node = Leaf(unit);
  Json failed = Json::array(), fitting = Json::array();
  for (const Unit& child : unit.children) (child.valid ? fitting : failed).push_back(Verbose(child));
  if (!failed.empty()) node["errors"] = std::move(failed);
  if (!fitting.empty()) node["annotations"] = std::move(fitting);
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
  Json out;
  switch (format) {
    case OutputFormat::kFlag: out = {{"valid", root.valid}}; break;
    case OutputFormat::kBasic: out = Basic(root); break;
    case OutputFormat::kDetailed: out = Detailed(root, root.valid).value_or(Head(root)); break;
    case OutputFormat::kVerbose: out = Verbose(root); break;
  }
  return out.dump(indent > 0 ? indent : -1, ' ', false, Json::error_handler_t::replace);
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
