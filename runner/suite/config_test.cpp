#include "suite/config.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/folder_testing.h"
#include "base/text.h"

namespace plumbline::suite {
namespace {

using finding::Override;
using finding::Severity;

const std::vector<std::string> kIds = {"response.schema", "money.type", "money.scale", "heading.empty"};

std::string ErrorOf(const std::string& text) {
  const TestFolder folder;
  const std::string file = folder.Write("plumbline.yaml", text);
  try {
    LoadConfig(file, kIds);
    return "no error";
  } catch (const Error& error) {
    return ReplaceAll(error.what(), file, "plumbline.yaml");
  }
}

TEST(LoadConfig, ReadsEveryPartInOrder) {
  const TestFolder folder;
  const std::string file = folder.Write("plumbline.yaml", R"(severity:
  money.*: note
  heading.empty: off
overrides:
  - rule: money.type
    operation: GET /v1/*
    file: docs/*.md
    pointer: /rows/*/cost/**
    severity: error
    reason: They are billed.
  - {file: legacy/*, severity: warning}
)");
  const Config config = LoadConfig(file, kIds);
  EXPECT_EQ(config.file, file);
  EXPECT_EQ(config.overrides,
            (std::vector<Override>{{.rule = "money.*", .severity = Severity::kNote, .location = {file, 2, 3}},
                                   {.rule = "heading.empty", .location = {file, 3, 3}},
                                   {.rule = "money.type",
                                    .operation = "GET /v1/*",
                                    .file = "docs/*.md",
                                    .pointer = JsonPointer::Parse("/rows/*/cost/**"),
                                    .severity = Severity::kError,
                                    .location = {file, 5, 5}},
                                   {.file = "legacy/*", .severity = Severity::kWarning, .location = {file, 11, 5}}}));
}

TEST(LoadConfig, AnEmptyFileSaysNothing) {
  const TestFolder folder;
  for (const char* text : {"", "# none yet\n", "severity:\n", "overrides: []\n"}) {
    EXPECT_EQ(LoadConfig(folder.Write("plumbline.yaml", text), kIds).overrides, std::vector<Override>{}) << text;
  }
}

TEST(LoadConfig, SaysWhatIsWrongAndWhere) {
  const std::string format = "; the file's format is schemas/plumbline/config.schema.json";
  const std::string list = "; see plumbline list checks and plumbline list rules";
  struct Row {
    const char* text;
    std::string error;
  };
  const Row rows[] = {
      {"severity: {money.typ: note}\n",
       "1:12: there is no check or rule 'money.typ' (did you mean 'money.type'?)" + list},
      {"severity:\n  mony.*: off\n", "2:3: no check or rule fits 'mony.*' (did you mean 'money.*'?)" + list},
      {"overrides:\n  - rule: heading.emtpy\n    severity: off\n",
       "2:11: there is no check or rule 'heading.emtpy' (did you mean 'heading.empty'?)" + list},
      {"severity: {contract.uncheckable: off}\n", "1:12: there is no check or rule 'contract.uncheckable'" + list},
      {"severity: {money.type: fatal}\n", "1:24: severity.money.type is not one of the allowed values" + format},
      {"overides: []\n", "1:1: the value has the undeclared member 'overides' (did you mean 'overrides'?)" + format},
      {"overrides: [{rule: money.type}]\n",
       "1:13: overrides[0] lacks the required member 'severity'" + format + " (1 more)"},
      {"overrides: [{severity: off}]\n", "1:13: overrides[0] has fewer than 2 members" + format},
      {"overrides: [{pointer: rows, severity: off}]\n",
       "1:23: overrides[0].pointer does not match the pattern ^(/([^~]|~[01])*)$" + format},
      {"- 1\n", "1:1: the value is not an object or null" + format},
  };
  for (const Row& row : rows) EXPECT_EQ(ErrorOf(row.text), "plumbline.yaml:" + row.error);
}

}  // namespace
}  // namespace plumbline::suite
