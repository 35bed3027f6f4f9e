// The files by which CI servers run Plumbline: read by our own readers, their options held against the command line,
// and what they run, run.
#include "cli/ci_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/text.h"
#include "cli/cli_testing.h"
#include "cli/option_table.h"
#include "cli/shell_testing.h"
#include "document/document.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using document::Document;
using document::Value;
using testing::HasSubstr;

std::set<std::string> Keys(const Value& object) {
  std::set<std::string> keys;
  for (const document::Member& member : object.members) keys.insert(member.key);
  return keys;
}

const Value& At(const Document& document, const std::string& pointer) {
  static const Value kNothing;
  const Value* value = document.root.At(*JsonPointer::Parse(pointer));
  EXPECT_NE(value, nullptr) << pointer;
  return value == nullptr ? kNothing : *value;
}

std::set<std::string> Matches(const std::string& text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator i(text.begin(), text.end(), regex), end; i != end; ++i) found.insert((*i)[1]);
  return found;
}

std::set<std::string> OptionsOf(const std::string& command) {
  std::set<std::string> names;
  for (const CommandRow& row : DescribeProgram().commands) {
    for (const OptionRow& option : row.options) {
      if (row.name == command) names.insert(option.names.begin(), option.names.end());
    }
  }
  return names;
}

// Every option in the text is one of the command's, every format of a report one of ours.
void ExpectKnown(const std::string& text, const std::string& command) {
  for (const std::string& option : Matches(text, R"([\s(](--[a-z][a-z-]+))")) {
    EXPECT_TRUE(OptionsOf(command).contains(option)) << "plumbline " << command << ' ' << option;
  }
  const std::vector<std::string> formats = ReportNames();
  for (const std::string& format : Matches(text, R"(--report ([a-z]+)=)"))
    EXPECT_THAT(formats, testing::Contains(format));
}

struct Action {
  Document file = document::Load("action.yml");
  std::set<std::string> inputs = Keys(At(file, "/inputs"));
  std::set<std::string> outputs = Keys(At(file, "/outputs"));
};

TEST(GithubAction, HandsEveryInputToItsScript) {
  const Action action;
  EXPECT_EQ(At(action.file, "/runs/using").text, "composite");
  const Value& step = At(action.file, "/runs/steps").items.back();
  std::set<std::string> handed;
  const std::string script = ReadText(".ci/action.sh");
  for (const document::Member& member : step.Find("env")->members) {
    EXPECT_THAT(script, HasSubstr("${" + member.key + ":-")) << "the script reads it";
    for (const std::string& input : Matches(member.value.text, R"(inputs\.([a-z-]+))")) handed.insert(input);
  }
  EXPECT_EQ(handed, action.inputs);
  EXPECT_EQ(step.Find("run")->text, "\"$GITHUB_ACTION_PATH/.ci/action.sh\"");
  // The outputs of the action are those of that step, and the script writes them.
  std::set<std::string> written = Matches(script, R"(([a-z-]{2,})=%s\\n)");
  for (const std::string& format : Matches(script, "for format in ([a-z ]+); do\n      written")) {
    for (const std::string_view name : Split(format, ' ')) written.emplace(name);
  }
  for (const std::string& name : Matches(script, R"(\\n([a-z-]+)=%s)")) written.insert(name);
  EXPECT_EQ(written, action.outputs);
  for (const document::Member& output : At(action.file, "/outputs").members) {
    EXPECT_EQ(output.value.Find("value")->text,
              "${{ steps." + step.Find("id")->text + ".outputs." + output.key + " }}");
  }
  for (const document::Member& input : At(action.file, "/inputs").members)
    EXPECT_NE(input.value.Find("description"), nullptr) << input.key;
}

TEST(GithubAction, KnowsOptionsAndFormats) {
  const Action action;
  const std::string script = ReadText(".ci/action.sh");
  const std::set<std::string> options = Matches(script, R"(\((--[a-z-]+))");
  EXPECT_EQ(options, (std::set<std::string>{"--base", "--fail-on", "--gate", "--max-waived", "--mock", "--report",
                                            "--target", "--waivers"}));
  const std::set<std::string> run = OptionsOf("run");
  EXPECT_TRUE(std::includes(run.begin(), run.end(), options.begin(), options.end())) << testing::PrintToString(run);
  const std::string formats = At(action.file, "/inputs/formats/default").text;
  for (const std::string_view format : Split(formats, ' '))
    EXPECT_THAT(ReportNames(), testing::Contains(std::string(format)));
  EXPECT_THAT(script, HasSubstr("formats=${PLUMBLINE_FORMATS:-" + formats + "}"));
}

// The program that was built beside these tests.
std::string Program() { return (fs::canonical("/proc/self/exe").parent_path().parent_path() / "plumbline").string(); }

struct ActionRun {
  int code = 0;
  std::string out;
  std::map<std::string, std::string> outputs;
  std::string summary;
};

ActionRun RunAction(const Folder& folder, const std::map<std::string, std::string>& inputs) {
  std::string command = "cd " + ShellWord(folder.path()) +
                        " && env -u PLUMBLINE_TEST_DATA GITHUB_OUTPUT=" + ShellWord(folder.Write("output", "")) +
                        " GITHUB_STEP_SUMMARY=" + ShellWord(folder.Write("summary", "")) +
                        " PLUMBLINE_PROGRAM=" + ShellWord(Program());
  for (const auto& [name, value] : inputs) command += " PLUMBLINE_" + name + '=' + ShellWord(value);
  const ShellOutcome outcome = RunShell(command + " bash " + ShellWord(fs::absolute(".ci/action.sh").string()));
  ActionRun run{outcome.code, outcome.out, {}, ReadText(folder.Path("summary"))};
  const std::string written = ReadText(folder.Path("output"));
  for (const std::string_view line : Split(written, '\n')) {
    if (const std::size_t equals = line.find('='); equals != std::string::npos)
      run.outputs.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return run;
}

constexpr std::string_view kContract = R"(openapi: 3.0.3
info: {title: Acme, version: "1"}
paths:
  /a:
    get:
      operationId: a
      responses: {"200": {description: it, content: {application/json: {schema: {type: object, properties: {n: {type: EXAMPLE_TYPE, example: 1}}}}}}}
)";

std::string Contract(const std::string& type) { return ReplaceAll(std::string(kContract), "EXAMPLE_TYPE", type); }

constexpr std::string_view kSuite =
    "suite: a\nvendor: ../openapi.yaml\ncases:\n  - {id: a, operation: a, expect: {status: EXPECTED}}\n";

bool ProgramIsThere() { return fs::exists(Program()); }

TEST(GithubAction, RunsSuitesAndTellsOutputs) {
  if (!HasProgram("bash") || !ProgramIsThere()) GTEST_SKIP() << "bash or build/…/plumbline is not here";
  const Folder folder{{"openapi.yaml", Contract("integer")},
                      {"suites/a.yaml", ReplaceAll(std::string(kSuite), "EXPECTED", "200")}};
  const ActionRun run = RunAction(folder, {{"SUITES", "suites"}, {"REPORTS", "out"}});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_EQ(run.outputs, (std::map<std::string, std::string>{{"verdict", "conforms"},
                                                             {"exit-code", "0"},
                                                             {"failing", "0"},
                                                             {"reports", "out"},
                                                             {"junit", "out/junit.xml"},
                                                             {"json", "out/result.json"},
                                                             {"sarif", "out/plumbline.sarif"},
                                                             {"markdown", "out/summary.md"},
                                                             {"html", "out/audit.html"}}));
  EXPECT_EQ(run.summary, ReadText(folder.Path("out/summary.md")));
  EXPECT_FALSE(run.summary.empty());
}

TEST(GithubAction, TellsADiscrepancy) {
  if (!HasProgram("bash") || !ProgramIsThere()) GTEST_SKIP() << "bash or build/…/plumbline is not here";
  const Folder folder{{"openapi.yaml", Contract("integer")},
                      {"suites/a.yaml", ReplaceAll(std::string(kSuite), "EXPECTED", "404")}};
  const ActionRun run = RunAction(folder, {{"SUITES", "suites"}, {"REPORTS", "out dir"}, {"FORMATS", "junit json"}});
  EXPECT_EQ(run.code, 1) << run.out;
  EXPECT_EQ(run.outputs, (std::map<std::string, std::string>{{"verdict", "discrepancy"},
                                                             {"exit-code", "1"},
                                                             {"failing", "1"},
                                                             {"reports", "out dir"},
                                                             {"junit", "out dir/junit.xml"},
                                                             {"json", "out dir/result.json"},
                                                             {"sarif", ""},
                                                             {"markdown", ""},
                                                             {"html", ""}}));
  EXPECT_EQ(run.summary, "");
}

TEST(GithubAction, AuditsWhatIsNamedOneALine) {
  if (!HasProgram("bash") || !ProgramIsThere()) GTEST_SKIP() << "bash or build/…/plumbline is not here";
  const Folder folder{{"openapi.yaml", Contract("string")}, {"a page.md", "# A\n"}};
  const ActionRun run =
      RunAction(folder, {{"COMMAND", "audit"}, {"CONTRACT", "openapi.yaml\na page.md\n"}, {"FORMATS", "json"}});
  EXPECT_EQ(run.code, 1) << run.out;
  EXPECT_EQ(run.outputs.at("verdict"), "discrepancy");
  EXPECT_NE(run.outputs.at("failing"), "0");
}

// The outputs of a step that could not run do not name the reports of one before it.
TEST(GithubAction, RefusesWhatItCannotRun) {
  if (!HasProgram("bash") || !ProgramIsThere()) GTEST_SKIP() << "bash or build/…/plumbline is not here";
  const Folder folder{{"reports/result.json", "old"}};
  EXPECT_EQ(RunAction(folder, {}).code, 2);
  EXPECT_THAT(RunAction(folder, {{"COMMAND", "derive"}}).out,
              HasSubstr("::error title=Plumbline::the input 'command' is run or audit, not 'derive'"));
  const ActionRun missing = RunAction(folder, {{"SUITES", "nowhere"}, {"FORMATS", "json"}});
  EXPECT_EQ(missing.code, 2);
  EXPECT_EQ(missing.outputs.at("verdict"), "unusable");
  EXPECT_EQ(missing.outputs.at("json"), "");
}

TEST(GithubAction, HasAScriptWithoutSlips) {
  if (!HasProgram("shellcheck")) GTEST_SKIP() << "shellcheck is not here";
  EXPECT_EQ(RunShell("shellcheck .ci/action.sh"), (ShellOutcome{0, ""}));
}

// The head with the inputs, and the job.
struct GitlabFile {
  std::string text = ReadText("templates/plumbline.yml");
  std::size_t cut = text.find("\n---\n");
  Document head = document::ParseYaml("head", text.substr(0, cut + 1));
  Document job = document::ParseYaml("job", text.substr(cut + 5));
};

TEST(GitlabJob, UsesEveryInputAndNoOther) {
  const GitlabFile file;
  EXPECT_EQ(Matches(file.text.substr(file.cut), R"(\$\[\[ inputs\.([a-z-]+) \]\])"),
            Keys(At(file.head, "/spec/inputs")));
  const Value& job = file.job.root.members.front().value;
  const std::string script = job.Find("script")->items.front().text;
  ExpectKnown(script, "run");
  for (const document::Member& variable : job.Find("variables")->members)
    EXPECT_THAT(script, HasSubstr('$' + variable.key));
  EXPECT_EQ(job.Find("artifacts")->Find("when")->text, "always");
  for (const std::string kind : {"junit", "codequality"}) {
    const std::string path = job.Find("artifacts")->Find("reports")->Find(kind)->text;
    EXPECT_THAT(script, HasSubstr(ReplaceAll(path, "$[[ inputs.reports ]]", "$PLUMBLINE_REPORTS")));
  }
}

TEST(GitlabJob, HasAScriptThatRuns) {
  if (!ProgramIsThere()) GTEST_SKIP() << "build/…/plumbline is not here";
  const Folder folder{{"openapi.yaml", Contract("integer")},
                      {"suites/a.yaml", ReplaceAll(std::string(kSuite), "EXPECTED", "200")}};
  const GitlabFile file;
  const Value& job = file.job.root.members.front().value;
  const std::string script = ReplaceAll(job.Find("script")->items.front().text, "$[[ inputs.command ]]", "run");
  std::string command = "cd " + ShellWord(folder.path()) +
                        " && export PATH=" + ShellWord(fs::path(Program()).parent_path().string()) + ":\"$PATH\"";
  for (const document::Member& variable : job.Find("variables")->members) {
    command += ' ' + variable.key + '=' +
               (variable.key == "PLUMBLINE_SUITES"    ? "suites"
                : variable.key == "PLUMBLINE_REPORTS" ? "out"
                                                      : "");
  }
  const ShellOutcome outcome = RunShell(command + " && sh -euc " + ShellWord(script));
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_TRUE(document::ParseJson("quality", ReadText(folder.Path("out/gl-code-quality-report.json"))).root.IsArray());
  EXPECT_THAT(ReadText(folder.Path("out/junit.xml")), HasSubstr("<testsuites"));
}

// What `plumbline init` writes fits the files that it uses.
TEST(CiFile, NamesInputsThatThereAre) {
  const CiSettings settings = {"suites/acme", "1.2.3", "ACME_KEY"};
  const Document github = document::ParseYaml("github", CiFile(CiServer::kGithub, settings));
  const Value& steps = At(github, "/jobs/plumbline/steps");
  const Value& step = steps.items.at(1);
  const Action action;
  EXPECT_EQ(step.Find("uses")->text, "OWNER/plumbline@v1.2.3");
  EXPECT_EQ(step.Find("with")->Find("suites")->text, "suites/acme");
  for (const std::string& input : Keys(*step.Find("with"))) EXPECT_TRUE(action.inputs.contains(input)) << input;
  const std::string text = CiFile(CiServer::kGithub, settings);
  for (const std::string& output : Matches(text, R"(steps\.plumbline\.outputs\.([a-z-]+))"))
    EXPECT_TRUE(action.outputs.contains(output)) << output;
  EXPECT_THAT(text, HasSubstr("secrets.ACME_KEY"));

  const Document gitlab = document::ParseYaml("gitlab", CiFile(CiServer::kGitlab, settings));
  const Value& include = At(gitlab, "/include").items.front();
  EXPECT_TRUE(fs::exists(include.Find("file")->text.substr(1)));
  const GitlabFile job;
  for (const std::string& input : Keys(*include.Find("inputs")))
    EXPECT_TRUE(Keys(At(job.head, "/spec/inputs")).contains(input)) << input;
  for (const document::Member& input : At(job.head, "/spec/inputs").members) {
    const bool given = include.Find("inputs")->Find(input.key) != nullptr;
    EXPECT_TRUE(given || input.value.Find("default") != nullptr) << input.key;
  }
  EXPECT_EQ(CiFile(CiServer::kNone, settings), "");
}

TEST(PreCommitHooks, AreCommandsThatThereAre) {
  const Document hooks = document::Load(".pre-commit-hooks.yaml");
  std::set<std::string> ids;
  for (const Value& hook : hooks.root.items) {
    EXPECT_TRUE(ids.insert(hook.Find("id")->text).second);
    const std::string entry = hook.Find("entry")->text;
    const std::vector<std::string_view> words = Split(entry, ' ');
    ASSERT_GE(words.size(), 2u);
    EXPECT_EQ(words[0], "plumbline");
    EXPECT_FALSE(OptionsOf(std::string(words[1])).empty()) << words[1];
    ExpectKnown(entry, std::string(words[1]));
    EXPECT_THAT(hook.Find("language")->text, testing::AnyOf("system", "docker"));
    EXPECT_TRUE(hook.Find("pass_filenames") != nullptr && !hook.Find("pass_filenames")->IsTrue());
    const std::regex files(hook.Find("files")->text);
    EXPECT_TRUE(std::regex_search("specs/acme/openapi.yaml", files));
    EXPECT_FALSE(std::regex_search("src/main.cpp", files));
  }
  EXPECT_EQ(ids, (std::set<std::string>{"plumbline-audit", "plumbline-audit-docker", "plumbline-derive"}));
}

TEST(Jenkinsfile, NamesOptionsThatThereAre) {
  const std::string text = ReadText(".ci/Jenkinsfile");
  ExpectKnown(text, "run");
  EXPECT_EQ(std::count(text.begin(), text.end(), '{'), std::count(text.begin(), text.end(), '}'));
  // The report that is read is one that is written.
  EXPECT_THAT(Matches(text, "junit testResults: '([^']+)'"), testing::ElementsAre("reports/junit.xml"));
  EXPECT_THAT(text, HasSubstr("--report junit=reports/junit.xml"));
}

TEST(Dockerfile, CopiesWhatIsThereAndRunsAsNobody) {
  const std::string text = ReadText("Dockerfile");
  std::vector<std::string> instructions;
  for (const std::string_view line : Split(text, '\n')) {
    const std::size_t space = line.find(' ');
    if (!line.empty() && line.front() >= 'A' && line.front() <= 'Z' && space != std::string::npos)
      instructions.emplace_back(line.substr(0, space));
  }
  EXPECT_THAT(instructions, testing::ElementsAre("FROM", "WORKDIR", "COPY", "RUN", "COPY", "RUN", "FROM", "COPY", "RUN",
                                                 "USER", "WORKDIR", "ENTRYPOINT", "CMD"));
  EXPECT_THAT(text, HasSubstr("useradd --system"));
  const Document presets = document::Load("CMakePresets.json");
  bool release = false;
  for (const Value& preset : presets.root.Find("configurePresets")->items)
    release = release || preset.Find("name")->text == "release";
  EXPECT_TRUE(release);
  EXPECT_THAT(text, HasSubstr("cmake --preset release"));
  EXPECT_THAT(ReadText("bootstrap"), HasSubstr("  install)\n"));
}

}  // namespace
}  // namespace plumbline::cli
