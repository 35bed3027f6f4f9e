#include "finding/finding.h"

#include <gtest/gtest.h>

#include <set>

namespace plumbline::finding {
namespace {

const Identity kIdentity{.vendor = "acme",
                         .operation = "GET /v1/charges/{id}",
                         .status = "200",
                         .media_type = "application/json",
                         .rule = "response.schema",
                         .schema_pointer = "/components/schemas/Charge/properties/amount/type",
                         .instance_pointer = "/rows/*/amount"};

// Waivers hold fingerprints for months, so the literal must never change.
TEST(Fingerprint, IsTheSameInEveryRelease) {
  EXPECT_EQ(Fingerprint(kIdentity), "715b5f4268c30806");
  EXPECT_EQ(Fingerprint({}), "837885c8f8091aea");
}

TEST(Fingerprint, DependsOnEveryPart) {
  std::string Identity::*const parts[] = {&Identity::vendor,          &Identity::operation, &Identity::status,
                                          &Identity::media_type,      &Identity::rule,      &Identity::schema_pointer,
                                          &Identity::instance_pointer};
  std::set<std::string> seen = {Fingerprint(kIdentity)};
  for (std::string Identity::*const part : parts) {
    Identity other = kIdentity;
    other.*part += "x";
    EXPECT_TRUE(seen.insert(Fingerprint(other)).second) << other.*part;
  }
}

TEST(Fingerprint, KeepsNeighbouringPartsApart) {
  EXPECT_NE(Fingerprint({.vendor = "ab",
                         .operation = "c",
                         .status = {},
                         .media_type = {},
                         .rule = {},
                         .schema_pointer = {},
                         .instance_pointer = {}}),
            Fingerprint({.vendor = "a",
                         .operation = "bc",
                         .status = {},
                         .media_type = {},
                         .rule = {},
                         .schema_pointer = {},
                         .instance_pointer = {}}));
}

TEST(Shape, IsTheSameWhateverTheOrderOfTheLines) {
  EXPECT_EQ(Shape({"missing /a", "type /b"}), "cc46e89b");
  EXPECT_EQ(Shape({"type /b", "missing /a"}), "cc46e89b");
  EXPECT_EQ(Shape({}), "e3b0c442");
}

TEST(Shape, ChangesWithEveryLine) {
  const std::vector<std::vector<std::string>> rows = {
      {}, {"missing /a"}, {"missing /b"}, {"missing /a", "missing /a"}, {"missing /a", "missing /b"}};
  std::set<std::string> seen;
  for (const std::vector<std::string>& lines : rows) EXPECT_TRUE(seen.insert(Shape(lines)).second);
}

TEST(SeverityName, IsAWordForEach) {
  EXPECT_EQ(SeverityName(Severity::kError), "error");
  EXPECT_EQ(SeverityName(Severity::kWarning), "warning");
  EXPECT_EQ(SeverityName(Severity::kNote), "note");
}

TEST(LikelyWrong, IsTheSideThatTheOtherTwoContradict) {
  const auto likely = [](const char* schema, const char* example, const char* answer) {
    return LikelyWrong({{"schema", schema}, {"example", example}, {"answer", answer}});
  };
  EXPECT_EQ(likely("integer", "string", "string"), "The schema: example and answer agree on string.");
  EXPECT_EQ(likely("string", "integer", "string"), "The example: schema and answer agree on string.");
  EXPECT_EQ(likely("string", "string", "null"), "The answer: schema and example agree on string.");
  EXPECT_EQ(likely("string", "integer", "null"), "");
  EXPECT_EQ(likely("string", "string", "string"), "");
  EXPECT_EQ(LikelyWrong({{"schema", "string"}, {"answer", "null"}}), "");
}

}  // namespace
}  // namespace plumbline::finding
