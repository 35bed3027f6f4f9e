#include "validate/not_a_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace plumbline::validate {
namespace {

struct Look {
  std::array<std::string_view, 2> members;  // both are there; the second may be empty
  document::CellKind kind;                  // of the first; a number is as good as a text
  std::string_view what;
  std::string_view command;  // {}: the file
};

constexpr std::string_view kOfContracts =
    "plumbline audit {0} judges it, plumbline derive {0} --out DIR writes its schemas, and {0}#/components/schemas/NAME names one of them";
constexpr std::string_view kOfSuites = "plumbline run {0} --mock runs it";
constexpr std::string_view kOfVendors = "plumbline audit takes its folder";
constexpr std::string_view kOfWaivers = "plumbline waivers lint {0} judges it";
constexpr std::string_view kOfConfigurations = "plumbline audit TARGET --config {0} heeds it";

constexpr Look kLooks[] = {
    {{"openapi", ""}, document::CellKind::kString, "an OpenAPI document", kOfContracts},
    {{"swagger", ""},
     document::CellKind::kString,
     "a Swagger document",
     "plumbline audit {0} judges it, plumbline derive {0} --out DIR writes its schemas, and {0}#/definitions/NAME names one of them"},
    {{"suite", "cases"}, document::CellKind::kString, "a suite of requests", kOfSuites},
    {{"waivers", ""}, document::CellKind::kArray, "a file of waivers", kOfWaivers},
    {{"vendor", "suites"}, document::CellKind::kString, "a vendor file", kOfVendors},
    {{"vendor", "credentials"}, document::CellKind::kString, "a vendor file", kOfVendors},
    {{"vendor", "samples"}, document::CellKind::kString, "a vendor file", kOfVendors},
    {{"severity", ""}, document::CellKind::kObject, "a configuration of Plumbline", kOfConfigurations},
    {{"overrides", ""}, document::CellKind::kArray, "a configuration of Plumbline", kOfConfigurations},
};

// Whoever writes one of these means a schema.
constexpr std::string_view kOfSchemas[] = {"$schema", "$id",   "$ref",  "$defs", "type",  "properties", "items",
                                           "allOf",   "anyOf", "oneOf", "enum",  "const", "required"};

bool Fits(const document::Cell& root, const Look& look) {
  const document::Cell* first = root.Find(look.members[0]);
  if (first == nullptr) return false;
  const bool number = look.kind == document::CellKind::kString && first->IsNumber();  // swagger: 2.0
  return (number || first->kind() == look.kind) && (look.members[1].empty() || root.Find(look.members[1]) != nullptr);
}

}  // namespace

std::string NotASchema(const document::FlatDocument& document, const std::string& path) {
  const document::Cell& root = document.root();
  if (!root.IsObject()) return "";
  const auto holds = [&](std::string_view keyword) { return root.Find(keyword) != nullptr; };
  if (std::any_of(std::begin(kOfSchemas), std::end(kOfSchemas), holds)) return "";
  const auto look =
      std::find_if(std::begin(kLooks), std::end(kLooks), [&](const Look& one) { return Fits(root, one); });
  if (look == std::end(kLooks)) return "";
  return fmt::format("this is {} and no JSON Schema; {}", look->what, fmt::format(fmt::runtime(look->command), path));
}

}  // namespace plumbline::validate
