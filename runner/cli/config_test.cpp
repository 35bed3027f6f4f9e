#include "cli/config.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/text.h"
#include "cli/cli_testing.h"
#include "document/document.h"
#include "schema/file_format.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

// Has example.schema (error) at /a, and at /b nullable.untyped (warning) beside what belongs to it.
constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Till, version: '1'}
servers: [{url: https://till.example}]
paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {type: object, required: [n], properties: {n: {type: integer}}}
              example: {n: x}
  /b:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {type: object, properties: {m: {nullable: true}, n: {type: integer}}}
)";

// What an audit of the contract says with a configuration: the exit code, the findings' titles and the line of what is
// switched off.
struct Said {
  int code;
  std::vector<std::string> lines;
  bool operator==(const Said&) const = default;
};
void PrintTo(const Said& said, std::ostream* out) { *out << said.code << '\n' << Join(said.lines, "\n"); }

Said LinesOf(const Outcome& outcome) {
  Said said{outcome.code, {}};
  for (const std::string_view line : Split(outcome.out, '\n')) {
    const bool title = line.starts_with("error[") || line.starts_with("warning[") || line.starts_with("note[");
    if (title || line.find("switched off by") != std::string_view::npos || line.starts_with("inconclusive"))
      said.lines.emplace_back(line);
  }
  return said;
}

Said Audit(const std::string& config, const char* contract = kContract) {
  const TestFolder folder;
  folder.Write("plumbline.yaml", config);
  Said said = LinesOf(RunCommand({"audit", folder.Write("openapi.yaml", contract), "-v", "--color", "never"}));
  for (std::string& line : said.lines) line = ReplaceAll(line, folder.Path(""), "");
  return said;
}

const std::string kExample = "error[example.schema]: GET /a → 200: the example breaks its schema: it has 1 wrong value";
const std::string kNullable =
    "warning[nullable.untyped]: GET /b → 200: m is `nullable: true` without a type, which has no effect";

TEST(Config, SetsSeveritiesByRuleOperationFileAndPointer) {
  const std::string example_note = "note" + kExample.substr(5), example_warning = "warning" + kExample.substr(5);
  const std::string nullable_error = "error" + kNullable.substr(7), nullable_note = "note" + kNullable.substr(7);
  EXPECT_EQ(Audit(""), (Said{1, {kExample, kNullable}}));
  EXPECT_EQ(Audit("severity: {example.*: note, nullable.untyped: error}"), (Said{1, {example_note, nullable_error}}));
  EXPECT_EQ(Audit("severity: {'*': note}"), (Said{0, {example_note, nullable_note}}));
  EXPECT_EQ(Audit("overrides: [{operation: GET /a, severity: warning}]"), (Said{1, {example_warning, kNullable}}));
  EXPECT_EQ(Audit("overrides: [{file: openapi.yaml, severity: note}]"), (Said{0, {example_note, nullable_note}}));
  EXPECT_EQ(Audit("overrides: [{file: docs/*, severity: note}]"), (Said{1, {kExample, kNullable}}));
  EXPECT_EQ(Audit("overrides: [{pointer: /paths/~1b/**, severity: note}]"), (Said{1, {kExample, nullable_note}}));
  EXPECT_EQ(Audit("overrides: [{pointer: '/paths/*/get/**', severity: note}, "
                  "{pointer: /**/example/n, severity: error}]"),
            (Said{1, {kExample, nullable_note}}));
}

TEST(Config, WhatIsOffIsCountedAndNeitherToldNorPassed) {
  EXPECT_EQ(Audit("severity: {nullable.untyped: off}"),
            (Said{1, {kExample, "1 finding switched off by plumbline.yaml"}}));
  EXPECT_EQ(Audit("severity: {'*': off}"), (Said{0, {"2 findings switched off by plumbline.yaml"}}));
  EXPECT_EQ(Audit("severity: {'*': off}\noverrides: [{operation: GET /a, severity: error}]"),
            (Said{1, {kExample, "1 finding switched off by plumbline.yaml"}}));

  const TestFolder folder;
  folder.Write("plumbline.yaml", "severity:\n  nullable.untyped: off\n");
  const std::string json = folder.Path("r.json");
  const Outcome outcome = RunCommand({"audit", folder.Write("openapi.yaml", kContract), "--report", "json=" + json});
  EXPECT_THAT(outcome.out, HasSubstr(", 1 switched off\n"));
  EXPECT_NO_THROW(schema::RequireFormat(document::Load(json), "result"));
  EXPECT_THAT(
      ReadText(json),
      HasSubstr(
          "\"rule\": \"nullable.untyped\",\n          \"verdict\": \"skipped\",\n          \"reason\": \"switched off by " +
          folder.Path("plumbline.yaml") + ":2:3\""));
  EXPECT_THAT(ReadText(json), HasSubstr("\"switchedOff\": 1,"));
}

TEST(Config, NothingThatCouldNotBeJudgedIsSwitchedOff) {
  const std::string contract = R"(openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: https://till.example}]
paths:
  /a:
    get:
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pett'}}}}
components: {schemas: {Pet: {type: object}}}
)";
  const Said told = Audit("", contract.c_str());
  EXPECT_EQ(told.code, 1);
  const Said off = Audit("severity: {'*': off}", contract.c_str());
  EXPECT_EQ(off.code, 3);
  EXPECT_EQ(
      off.lines,
      (std::vector<std::string>{
          "inconclusive: contract: openapi.yaml:8:77: unresolved $ref '#/components/schemas/Pett' (did you mean 'Pet'?)",
          "1 finding switched off by plumbline.yaml"}));
}

TEST(Config, AnOverrideThatFitsNothingIsTold) {
  const TestFolder folder;
  const std::string contract = folder.Write("openapi.yaml", kContract);
  const std::string config = folder.Write("plumbline.yaml", R"(severity:
  example.schema: note
  money.type: note
  response.schema: note
overrides:
  - {operation: GET /c, severity: note}
  - {rule: nullable.*, file: docs/*, severity: note}
)");
  const Outcome outcome = RunCommand({"audit", contract});
  EXPECT_EQ(outcome.code, 1);
  // That of response.schema had no answer to look at; that of GET /c is for answers as well.
  EXPECT_EQ(outcome.err, "plumbline: " + config +
                             ":3:3: this override fits no finding of the run; remove it, or mend its globs\n" +
                             "plumbline: " + config +
                             ":7:5: this override fits no finding of the run; remove it, or mend its globs\n");
}

TEST(Config, IsLookedForInTheWorkingDirectoryThenInAndBesideTheFolder) {
  const TestFolder folder;
  folder.Write("specs/acme/openapi.yaml", kContract);
  const auto used = [&](const std::vector<std::string>& more) {
    std::vector<std::string> args = {"audit", folder.Path("specs/acme"), "-v"};
    args.insert(args.end(), more.begin(), more.end());
    return ReplaceAll(RunCommand(args).err, folder.Path(""), "");
  };
  EXPECT_EQ(used({}), "");
  folder.Write("plumbline.yaml", "");
  EXPECT_EQ(used({}), "") << "too far away";
  folder.Write("specs/plumbline.yaml", "");
  EXPECT_EQ(used({}), "plumbline: configuration: specs/plumbline.yaml\n");
  folder.Write("specs/acme/plumbline.yaml", "");
  EXPECT_EQ(used({}), "plumbline: configuration: specs/acme/plumbline.yaml\n");
  EXPECT_EQ(used({"--config", folder.Write("mine.yaml", "")}), "plumbline: configuration: mine.yaml\n");
  const fs::path before = fs::current_path();
  fs::current_path(folder.Path(""));
  EXPECT_EQ(used({}), "plumbline: configuration: plumbline.yaml\n");
  fs::current_path(before);
  EXPECT_EQ(used({"--config", folder.Path("none.yaml")}),
            "plumbline: configuration: none.yaml\nplumbline: none.yaml: no such file\n");
}

TEST(Config, AnUnknownRuleEndsTheCommandAtItsPlace) {
  const TestFolder folder;
  const std::string contract = folder.Write("openapi.yaml", kContract);
  const std::string config = folder.Write("plumbline.yaml", "severity:\n  example.shema: off\n");
  const Outcome outcome = RunCommand({"audit", contract});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(
      outcome.err,
      "plumbline: " + config +
          ":2:3: there is no check or rule 'example.shema' (did you mean 'example.schema'?); see plumbline list checks "
          "and plumbline list rules\n");
}

TEST(Config, HoldsForTheAnswersOfARunToo) {
  const TestFolder folder;
  folder.Write("openapi.yaml", R"(openapi: 3.0.3
info: {title: Till, version: '1'}
servers: [{url: https://till.example}]
paths:
  /a:
    get:
      operationId: get-a
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, properties: {n: {type: integer}}}}}}
)");
  const std::string suite = folder.Write("suites/a.yaml", R"(suite: a
vendor: ../openapi.yaml
cases:
  - {id: get, operation: get-a, expect: {status: 200}, mock: {body: {n: x}}}
)");
  const auto run = [&](const std::string& config) {
    folder.Write("plumbline.yaml", config);
    const Outcome outcome = RunCommand({"run", suite, "--mock", "--color", "never"});
    EXPECT_EQ(outcome.err, "");
    return LinesOf(outcome);
  };
  const std::string wrong = "error[response.schema]: GET /a → 200: n is not an integer";
  EXPECT_EQ(run(""), (Said{1, {wrong}}));
  EXPECT_EQ(run("severity: {response.schema: note}").code, 0);
  EXPECT_EQ(run("overrides: [{file: response body, pointer: /n, severity: off}]"),
            (Said{0, {"1 finding switched off by " + folder.Path("plumbline.yaml")}}));
}

// The pattern meets its match limit: one member of the answer is wrong, of the other there is no verdict.
TEST(Config, AnAnswerThatCouldNotBeJudgedStaysInconclusive) {
  const TestFolder folder;
  folder.Write("openapi.yaml", R"(openapi: 3.0.3
info: {title: Till, version: '1'}
servers: [{url: https://till.example}]
paths:
  /a:
    get:
      operationId: get-a
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {type: object, properties: {n: {type: integer}, p: {type: string, pattern: '(?=a)^(a+)+\1$'}}}
)");
  const std::string suite = folder.Write("suites/a.yaml", R"(suite: a
vendor: ../openapi.yaml
cases:
  - {id: get, operation: get-a, expect: {status: 200}, mock: {body: {n: x, p: ")" +
                                                              std::string(40, 'a') + R"(b"}}}
)");
  const auto run = [&](const std::string& config) {
    folder.Write("plumbline.yaml", config);
    return RunCommand({"run", suite, "--mock", "--no-audit", "--color", "never"});
  };
  const Outcome told = run("");
  EXPECT_EQ(told.code, 1);
  EXPECT_THAT(told.out, HasSubstr("n is not an integer"));
  const Outcome off = run("severity: {'*': off}");
  EXPECT_EQ(off.code, 3) << off.out;
  EXPECT_THAT(off.out, HasSubstr("inconclusive: check.undecided: cannot be judged: "));
  EXPECT_THAT(off.out, HasSubstr("1 finding switched off by "));
}

TEST(Config, AnOverrideIsStaleWhereItFitsNothingOfAnyVendor) {
  const TestFolder folder;
  for (const std::string vendor : {"one", "two"}) {
    folder.Write("specs/" + vendor + "/openapi.yaml", kContract);
    folder.Write("suites/" + vendor + "/a.yaml",
                 "suite: a\nvendor: ../../specs/" + vendor +
                     "\ncases:\n  - {id: get, operation: get-a, expect: {status: 200}}\n");
  }
  const std::string config = folder.Write("mine.yaml", R"(overrides:
  - {file: one/openapi.yaml, rule: nullable.untyped, severity: off}
  - {file: three/openapi.yaml, rule: nullable.untyped, severity: off}
)");
  const Outcome outcome = RunCommand({"run", folder.Path("suites"), "--mock", "--config", config, "--color", "never"});
  EXPECT_EQ(outcome.err,
            "plumbline: " + config + ":3:5: this override fits no finding of the run; remove it, or mend its globs\n");
  EXPECT_THAT(outcome.out, HasSubstr("1 finding switched off by " + config));
}

TEST(Config, AWaiverOfWhatIsSwitchedOffIsNotStale) {
  const TestFolder folder;
  const std::string contract = folder.Write("openapi.yaml", kContract);
  const std::string out = RunCommand({"audit", contract, "--color", "never"}).out;
  const std::size_t print = out.find("waivers add ", out.find("nullable.untyped"));
  ASSERT_NE(print, std::string::npos);
  const std::string waivers = folder.Write(
      "waivers.yaml", "waivers:\n  - {id: W-1, fingerprint: \"" + out.substr(print + 12, 16) +
                          "\", rule: nullable.untyped, operation: GET /b, owner: o, reason: r, expires: 2026-12-31}\n");
  folder.Write("plumbline.yaml", "severity: {'*': off}\n");
  EXPECT_EQ(RunCommand({"audit", contract, "--waivers", waivers}).code, 0);
}

TEST(Config, TheExampleIsOne) {
  const Outcome outcome = RunCommand({"audit", "specs/vobiz", "--config", "runner/example/plumbline.yaml", "-q"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, Not(HasSubstr("no check or rule")));
}

}  // namespace
}  // namespace plumbline::cli
