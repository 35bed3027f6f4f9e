#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/folder_testing.h"
#include "cli/cli_testing.h"

namespace plumbline::cli {
namespace {

using testing::HasSubstr;

TEST(AuditCommand, PagesThatSpeakOfNoApiAreRefused) {
  const TestFolder folder;
  const std::string brackets(200'000, '[');
  for (const std::string& text : {std::string(), std::string("Hello world, nothing here.\n"),
                                  std::string("# Title\n\nSome words.\n"), brackets}) {
    const std::string page = folder.Write("page.md", text);
    const Outcome outcome = RunCommand({"audit", page});
    EXPECT_EQ(outcome.code, 2) << text.substr(0, 40);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(
        outcome.err,
        "plumbline: " + page +
            ": no contract, and no operation, sample or list of fields on the pages: there is nothing to audit; --explain-claims shows what was read\n");
  }
}

TEST(AuditCommand, NoReportTakesThePlaceOfWhatWasRead) {
  const TestFolder folder;
  const std::string text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
  const std::string contract = folder.Write("openapi.yaml", text);
  const Outcome outcome = RunCommand({"audit", contract, "--report", "json=" + contract});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "plumbline: --report json=" + contract + ": " + contract +
                             " is read by this command, and would be lost; name another file\n");
  EXPECT_EQ(ReadText(contract), text);
  const Outcome twice = RunCommand({"audit", contract, "--report", "json=-", "--report", "junit=-"});
  EXPECT_EQ(twice.code, 2);
  EXPECT_EQ(twice.err, "plumbline: --report junit=-: json=- is written to the same place; name two\n");
}

TEST(AuditCommand, WhatJudgesNothingWritesNoReport) {
  const TestFolder folder;
  const std::string contract =
      folder.Write("openapi.yaml", "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n");
  for (const std::string option : {"--explain-claims", "--propose-invariants"}) {
    const Outcome outcome = RunCommand({"audit", contract, option, "--report", "json=" + folder.Path("r.json")});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err,
              "plumbline: " + option +
                  " judges nothing, and there is no result that --report could write: give them one after the other\n");
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(AuditCommand, TheContractOfAFolderMayLieBelow) {
  const TestFolder folder;
  const std::string contract =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {/kites: {get: {responses: {}}}}\n";
  folder.Write("docs/guide.md", "# Kites\n\n## GET /kites\n\nAll kites.\n\n## GET /kites/{id}\n\nOne kite.\n");
  const std::string one = folder.Write("docs/api/openapi.yaml", contract);
  EXPECT_THAT(RunCommand({"audit", folder.Path("docs"), "-q"}).out,
              HasSubstr("the page describes GET /kites/{id}, and the contract declares no such operation"));
  const std::string two = folder.Write("docs/old/openapi.yaml", contract);
  const Outcome several = RunCommand({"audit", folder.Path("docs")});
  EXPECT_EQ(several.code, 2);
  EXPECT_EQ(several.err, "plumbline: " + folder.Path("docs") + ": holds 2 contracts, " + one + " and " + two +
                             " among them: name one, and pages\n");
  folder.Write("docs/api.yaml", contract);
  EXPECT_THAT(RunCommand({"audit", folder.Path("docs") + "/", "-q"}).out, HasSubstr("api.yaml"))
      << "that at the top is meant";
}

TEST(AuditCommand, APageAloneIsHeldAgainstItself) {
  const TestFolder folder;
  const std::string page = folder.Write("page.md", R"(# Get a kite

`GET /kites/{id}` answers:

```json
{"id": "k1", "tails": "two"}
```

## Response fields

| Field | Type |
|---|---|
| `id` | string |
| `tails` | integer |
)");
  const Outcome outcome = RunCommand({"audit", page, "--color", "never"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out,
              HasSubstr("error[field.sample]: GET /kites/{id}: tails is documented as integer, and the sample at " +
                        page + ":6 shows string \"two\"\n"));
}

TEST(AuditCommand, WhatIsPastALimitOfAPageIsInconclusive) {
  const TestFolder folder;
  std::string text = "# Kites\n\n`GET /kites`\n\n```json\n{\"id\": 1";
  for (int i = 0; i < 5000; ++i) text += ", \"m" + std::to_string(i) + "\": 1";
  const std::string page = folder.Write("page.md", text + "}\n```\n");
  const Outcome outcome = RunCommand({"audit", page, "--color", "never"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.out,
              HasSubstr("inconclusive: page.limit: " + page +
                        ":6:1: a sample with an object of more than 5000 members is not compared with anything\n"));
}

TEST(AuditCommand, BytesThatAreNoTextAreRefusedAtTheirPlace) {
  const TestFolder folder;
  const std::string page = folder.Write("page.txt", std::string("a\nb\0c", 5));
  const Outcome outcome = RunCommand({"audit", page});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "plumbline: " + page + ":2:2: a NUL byte: this is no page of text\n");
}

// A waiver covers what was waived and no more: another shape of the same finding comes back.
TEST(AuditCommand, AWaivedExampleThatGetsWorseComesBack) {
  const TestFolder folder;
  const auto contract = [](const std::string& example) {
    return "openapi: 3.0.3\ninfo: {title: t, version: '1'}\nservers: [{url: https://a.example}]\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n"
           "            application/json:\n              schema: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}\n              example: " +
           example + "\n";
  };
  const std::string path = folder.Write("openapi.yaml", contract("{a: 1, b: x}"));
  const Outcome first = RunCommand({"audit", path, "--color", "never"});
  ASSERT_EQ(first.code, 1);
  const std::size_t print = first.out.find("waivers add "), shape = first.out.find("with shape \"");
  ASSERT_NE(print, std::string::npos);
  ASSERT_NE(shape, std::string::npos);
  const std::string waivers =
      folder.Write("waivers.yaml", "waivers:\n  - {id: W-1, fingerprint: \"" + first.out.substr(print + 12, 16) +
                                       "\", shape: \"" + first.out.substr(shape + 12, 8) +
                                       "\", owner: o, reason: known to be so, expires: 2026-12-31}\n");
  const auto audit = [&](const std::string& example) {
    folder.Write("openapi.yaml", contract(example));
    return RunCommand({"audit", path, "--waivers", waivers, "--today", "2026-11-21"}).code;
  };
  EXPECT_EQ(audit("{a: 1, b: x}"), 0);
  EXPECT_EQ(audit("{a: 2, b: x}"), 0);     // another value of the same wrong type is the same mistake
  EXPECT_EQ(audit("{a: true, b: x}"), 1);  // another wrong type is another one
  EXPECT_EQ(audit("{a: 1}"), 1);           // one more member is missing
  EXPECT_EQ(audit("{a: 1, b: x, c: 2}"), 1);
}

TEST(AuditCommand, AnyNumberOfThreadsWritesTheSameBytes) {
  const TestFolder folder;
  for (const char* vendor : {"vobiz", "tingting", "bullseye"}) {
    const auto audit = [&](const std::string& jobs) {
      const std::string json = folder.Path("r.json"), junit = folder.Path("r.xml");
      const Outcome outcome = RunCommand({"audit", std::string("specs/") + vendor, "--jobs", jobs, "-v", "--report",
                                          "json=" + json, "--report", "junit=" + junit});
      return std::to_string(outcome.code) + outcome.out + outcome.err + ReadText(json) + ReadText(junit);
    };
    const std::string alone = audit("1");
    EXPECT_EQ(audit("4"), alone);
    EXPECT_EQ(audit("0"), alone);
  }
  EXPECT_EQ(RunCommand({"audit", "specs/vobiz", "--jobs", "65"}).code, 2);
}

}  // namespace
}  // namespace plumbline::cli
