#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sample) { return "## GET /kites/{id}\n\n```json\n" + sample + "\n```\n"; }

TEST(SampleSyntax, AnArrayThatIsNeverClosed) {
  EXPECT_EQ(SaidIn(kSampleSyntax, Page("{\n  \"id\": \"k1\",\n  \"tails\": [1, 2\n}")), R"(
error sample.syntax: the sample is no JSON: this array is closed by }
  identity acme | GET /kites/{id} |  | 
  contract 
  instance guide.md#1
  expected JSON that a parser takes
  observed this array is closed by }
  at guide.md:4:1:[{] the sample begins
  at guide.md:6:12:[[] this array is closed by }
  likely The sample: nobody can copy it as it stands.
)");
}

TEST(SampleSyntax, WhatDocumentationWritesIsNoFault) {
  const struct {
    const char* what;
    const char* sample;
  } rows[] = {
      {"plain JSON", R"({"id": "k1", "tails": [1, 2]})"},
      {"a comment", "{\n  \"id\": \"k1\", // its own\n  \"tails\": [1, 2]\n}"},
      {"an ellipsis", "{\n  \"id\": \"k1\",\n  \"tails\": [1, 2, ...]\n}"},
      {"a trailing comma", "{\n  \"id\": \"k1\",\n  \"tails\": [1, 2],\n}"},
      {"a placeholder", "{\n  \"id\": <id>,\n  \"tails\": [1, 2]\n}"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kSampleSyntax, Page(row.sample)), "") << row.what;
}

TEST(SampleSyntax, CodeOfOtherLanguagesIsNoSample) {
  EXPECT_EQ(
      SaidIn(kSampleSyntax, "## GET /kites/{id}\n\n```python\nkite = {\"id\": [1, 2\n```\n\n```\n[kite] flies\n```\n"),
      "");
}

}  // namespace
}  // namespace plumbline::audit
