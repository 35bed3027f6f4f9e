#include "schema/file_format.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

std::string ErrorOf(std::string_view format, const std::string& yaml) {
  try {
    RequireFormat(document::ParseYaml("f.yaml", yaml), format);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(RequireFormat, AcceptsAFileOfTheFormat) {
  EXPECT_EQ(ErrorOf("vendor", "vendor: acme\ncredentials: {bearer: ACME_TOKEN}\ntimeout_seconds: 5\n"), "no error");
  EXPECT_EQ(ErrorOf("waivers", ""), "no error");
  EXPECT_EQ(ErrorOf("waivers", R"(
waivers:
  - id: W-1
    fingerprint: 0123456789abcdef
    owner: ops
    reason: known
    expires: 2026-03-01
)"),
            "no error");
}

TEST(RequireFormat, NamesThePlaceAndWhatIsWrongThere) {
  EXPECT_EQ(
      ErrorOf("vendor", "vendor: acme\ncredential: {}\n"),
      "f.yaml:2:1: the value has the undeclared member 'credential' (did you mean 'credentials'?); the file's format is schemas/plumbline/vendor.schema.json");
  EXPECT_EQ(
      ErrorOf("vendor", "vendor: a b\n"),
      "f.yaml:1:9: vendor does not match the pattern ^[A-Za-z0-9_-]+$; the file's format is schemas/plumbline/vendor.schema.json");
  EXPECT_EQ(ErrorOf("vendor", "- 1\n"),
            "f.yaml:1:1: the value is not an object; the file's format is schemas/plumbline/vendor.schema.json");
  EXPECT_EQ(
      ErrorOf("vendor", "samples:\n  - name: a\n    operation: b\n"),
      "f.yaml:2:5: samples[0] lacks the required member 'file'; the file's format is schemas/plumbline/vendor.schema.json");
}

TEST(RequireFormat, SaysHowManyFurtherPlacesThereAre) {
  EXPECT_EQ(
      ErrorOf("vendor", "timeout_seconds: 0\ntitel: x\nsuites: 5\n"),
      "f.yaml:1:18: timeout_seconds is less than 1; the file's format is schemas/plumbline/vendor.schema.json (2 more)");
}

TEST(FileFormatTexts, EverySchemaCompiles) {
  EXPECT_FALSE(FileFormatTexts().empty());
  for (const auto& [name, text] : FileFormatTexts()) {
    EXPECT_TRUE(name.ends_with(".schema.json")) << name;
    EXPECT_NO_THROW(CompileDocument(document::ParseJson(std::string(name), std::string(text)))) << name;
  }
}

}  // namespace
}  // namespace plumbline::schema
