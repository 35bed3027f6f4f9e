#include "bench/synthetic_contract.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace plumbline::bench {
namespace {

constexpr int kOperations = 900, kSchemas = 600, kScalars = 12, kDepth = 2;
constexpr std::array<int, 3> kStatuses = {200, 404, 422};
constexpr std::array<std::string_view, 4> kTypes = {R"("type": "integer", "minimum": 0)",
                                                    R"("type": "string", "format": "date-time", "nullable": true)",
                                                    R"("type": "string", "enum": ["open", "closed", "merged"])",
                                                    R"("type": "string", "minLength": 1, "maxLength": 200)"};
constexpr std::array<std::string_view, 4> kValues = {"4711", R"("2026-01-01T00:00:00Z")", R"("closed")",
                                                     R"("https://api.example.com/things/4711")"};

// A schema refers to two others and to itself.
int FirstOf(int schema) { return (schema * 7 + 1) % kSchemas; }
int SecondOf(int schema) { return (schema * 11 + 5) % kSchemas; }

void AddSchema(std::string& out, int schema) {
  auto end = std::back_inserter(out);
  fmt::format_to(end, R"("thing-{}": {{"type": "object", "title": "Thing {}", "required": [)", schema, schema);
  for (int i = 0; i < kScalars; i += 2) fmt::format_to(end, R"({}"member_{}")", i == 0 ? "" : ", ", i);
  out += R"(], "properties": {)";
  for (int i = 0; i < kScalars; ++i) {
    fmt::format_to(
        end,
        R"("member_{}": {{"description": "What member {} of thing {} says to whoever reads it, at some length.", {}}}, )",
        i, i, schema, kTypes[static_cast<std::size_t>(i) % kTypes.size()]);
  }
  fmt::format_to(
      end,
      R"("owner": {{"$ref": "#/components/schemas/thing-{}"}}, "parts": {{"type": "array", "items": {{"$ref": "#/components/schemas/thing-{}"}}}}, )",
      FirstOf(schema), SecondOf(schema));
  fmt::format_to(
      end, R"("parent": {{"allOf": [{{"$ref": "#/components/schemas/thing-{}"}}, {{"nullable": true}}]}}}}}})", schema);
}

void AddExample(std::string& out, int schema, int depth) {
  auto end = std::back_inserter(out);
  out += '{';
  for (int i = 0; i < kScalars; ++i)
    fmt::format_to(end, R"({}"member_{}": {})", i == 0 ? "" : ", ", i,
                   kValues[static_cast<std::size_t>(i) % kValues.size()]);
  if (depth > 0) {
    out += R"(, "owner": )";
    AddExample(out, FirstOf(schema), depth - 1);
    out += R"(, "parts": [)";
    AddExample(out, SecondOf(schema), 0);
    out += ']';
  }
  out += '}';
}

void AddOperation(std::string& out, int operation) {
  auto end = std::back_inserter(out);
  fmt::format_to(
      end, R"("/things/{{id}}/kind-{}": {{"get": {{"operationId": "get-{}", "summary": "Get the things of kind {}", )",
      operation, operation, operation);
  out +=
      R"("parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}], "responses": {)";
  for (const int status : kStatuses) {
    const int schema = (operation * 3 + status) % kSchemas;
    fmt::format_to(
        end,
        R"({}"{}": {{"description": "An answer", "content": {{"application/json": {{"schema": {{"type": "array", "items": {{"$ref": "#/components/schemas/thing-{}"}}}}, "example": [)",
        status == kStatuses.front() ? "" : ", ", status, schema);
    AddExample(out, schema, kDepth);
    out += ", ";
    AddExample(out, schema, 0);
    out += "]}}}";
  }
  out += "}}}";
}

}  // namespace

std::string SyntheticContract() {
  std::string out = R"({"openapi": "3.0.3", "info": {"title": "Things", "version": "1"}, "paths": {)";
  for (int i = 0; i < kOperations; ++i) {
    if (i > 0) out += ",\n";
    AddOperation(out, i);
  }
  out += R"(}, "components": {"schemas": {)";
  for (int i = 0; i < kSchemas; ++i) {
    if (i > 0) out += ",\n";
    AddSchema(out, i);
  }
  return out + "}}}\n";
}

}  // namespace plumbline::bench
