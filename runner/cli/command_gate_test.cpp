#include <gmock/gmock.h>

#include "cli/cli_testing.h"
#include "report/report.h"
#include "run/result_json.h"
#include "run/result_testing.h"

namespace plumbline::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

// A contract of which each path breaks its own schema by an example: one error each. `warning` adds one.
std::string Contract(const std::vector<std::string>& paths, const std::string& example = "{n: x}",
                     const std::string& warning = "") {
  std::string text =
      "openapi: 3.0.3\ninfo: {title: Till, version: '1'}\npaths:" + std::string(paths.empty() ? " {}\n" : "\n");
  for (const std::string& path : paths) {
    text +=
        "  " + path +
        ": {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {n: {type: integer}, m: {type: integer}" +
        warning + "}}, example: " + example + "}}}}}}\n";
  }
  return text;
}

class GateTest : public testing::Test {
 protected:
  // Audits the contract, stores the result under `name`, and gives what the command says.
  Outcome Audit(const std::string& contract, const std::string& name, std::vector<std::string> more = {}) const {
    std::vector<std::string> args = {"audit", folder_.Write("openapi.yaml", contract), "--report",
                                     "json=" + folder_.Path(name)};
    args.insert(args.end(), more.begin(), more.end());
    return RunCommand(args);
  }
  std::string Fingerprint(const std::string& name) const { return Result(name).findings.at(0).finding.fingerprint; }
  run::RunResult Result(const std::string& name) const { return run::ReadResult(name, ReadText(folder_.Path(name))); }
  std::string Waivers(const std::string& fingerprint, const std::string& shape = "") const {
    return folder_.Write("w.yaml",
                         "waivers:\n  - {id: W-1, fingerprint: '" + fingerprint + "', " +
                             (shape.empty() ? "" : "shape: '" + shape + "', ") +
                             "rule: example.schema, operation: GET /a, owner: ann, reason: r, expires: 2026-12-01}\n");
  }

  Folder folder_;
};

TEST_F(GateTest, WhatTheBaseHadDoesNotFailWhereOnlyNewOnesDo) {
  EXPECT_EQ(Audit(Contract({"/a"}), "base.json").code, 1);
  const std::string base = folder_.Path("base.json");
  const Outcome same = Audit(Contract({"/a"}), "r.json", {"--base", base, "--gate", "new"});
  EXPECT_EQ(same.code, 0);
  EXPECT_THAT(
      same.out,
      HasSubstr(
          "\nknown: " + base +
          " of 2026-11-21 has it too, and only new discrepancies fail (--gate new)\n  ~ error[example.schema]: GET /a → 200: "));
  EXPECT_THAT(same.out, HasSubstr("discrepancies: 0 new or expired, 0 documented, 1 known from the base, "));
  EXPECT_THAT(same.out, HasSubstr("CONFORMS: no discrepancy fails: 1 was there already in " + base +
                                  " of 2026-11-21 (exit 0)\n"));
  const Outcome grown = Audit(Contract({"/a", "/b"}), "r.json", {"--base", base, "--gate", "new"});
  EXPECT_EQ(grown.code, 1);
  EXPECT_THAT(grown.out, HasSubstr("DISCREPANCY: 1 discrepancy is not covered by a waiver and not in " + base));
  // The same place, and another mistake in it.
  const Outcome worse = Audit(Contract({"/a"}, "{n: x, m: x}"), "r.json", {"--base", base, "--gate", "new"});
  EXPECT_EQ(worse.code, 1);
  EXPECT_EQ(Result("r.json").tally.worsened, 1u);
}

TEST_F(GateTest, KnownAndToleratedOnesAreInEveryReport) {
  Audit(Contract({"/a"}), "base.json");
  for (const std::vector<std::string>& policy :
       {std::vector<std::string>{"--base", folder_.Path("base.json"), "--gate", "new"}, {"--fail-on", "error"}}) {
    const bool known = policy[0] == "--base";
    std::vector<std::string> args = {
        "audit", folder_.Write("openapi.yaml",
                               Contract({"/a"}, known ? "{n: x}" : "{n: 1}", known ? "" : ", z: {nullable: true}"))};
    for (const report::Format& format : report::Formats()) {
      args.push_back("--report");
      args.push_back(std::string(format.name) + '=' + folder_.Path(std::string(format.name)));
    }
    args.insert(args.end(), policy.begin(), policy.end());
    EXPECT_EQ(RunCommand(args).code, 0);
    for (const report::Format& format : report::Formats()) {
      if (format.name == "har") continue;  // exchanges, and there are none
      EXPECT_THAT(AllTextsBelow(folder_.Path(std::string(format.name))),
                  HasSubstr(known ? "example.schema" : "nullable.untyped"))
          << format.name;
    }
    EXPECT_THAT(
        ReadText(folder_.Path("junit")),
        HasSubstr(
            known ? "<skipped message=\"known: "
                  : "<skipped message=\"tolerated: warnings do not fail (--fail-on error): warning[nullable.untyped]"));
  }
}

TEST_F(GateTest, ABaseThatHasNothingInCommonIsRefused) {
  Audit(Contract({"/a"}), "r.json");
  Audit(Contract({"/b"}), "other.json");
  const std::string base = folder_.Path("other.json"), result = folder_.Path("r.json");
  const std::string why =
      "plumbline: --base " + base +
      ": there is nothing to compare: it is a result of another contract: the two have no operation in common\n";
  for (const Outcome& outcome : {RunCommand({"gate", result, "--base", base}),
                                 Audit(Contract({"/a"}), "r.json", {"--base", base, "--gate", "new"})}) {
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err, why);
    EXPECT_EQ(outcome.out, "");
  }
  const std::string vendor = folder_.Write("acme.yaml", Contract({"/a"}));
  RunCommand({"audit", vendor, "--report", "json=" + base});
  EXPECT_THAT(RunCommand({"gate", result, "--base", base}).err,
              EndsWith("it is a result of the vendor 'acme', and this is one of 'openapi'\n"));
  // A suite without the audit judged nothing that an audit judges.
  const std::string suite = folder_.Write(
      "suite.yaml", "suite: s\nvendor: openapi.yaml\ncases: [{id: a, operation: get-a, expect: {status: 200}}]\n");
  EXPECT_EQ(
      RunCommand({"run", suite, "--mock", "--no-audit", "--base", result}).err,
      "plumbline: --base " + result +
          ": there is nothing to compare: it holds an audit without a request, this one answers of 1 operation without an audit, "
          "and nothing was judged by both\n");
  EXPECT_EQ(RunCommand({"run", suite, "--mock", "--base", result}).err, "");
}

TEST_F(GateTest, TheFirstOfWhatFailsIsNamed) {
  Audit(Contract({"/a"}), "one.json");
  EXPECT_THAT(RunCommand({"gate", folder_.Path("one.json")}).out,
              HasSubstr("\n\n  ✗ " + Fingerprint("one.json") + " error[example.schema]: GET /a → 200: "));
  EXPECT_THAT(RunCommand({"gate", folder_.Path("one.json")}).out, Not(HasSubstr(" more; -v")));
  Audit(Contract({"/a", "/b", "/c", "/d", "/e", "/f", "/g"}), "seven.json");
  const std::string out = RunCommand({"gate", folder_.Path("seven.json")}).out;
  EXPECT_THAT(out, HasSubstr("error[example.schema]: GET /e → 200: "));
  EXPECT_THAT(out, Not(HasSubstr("GET /f")));
  EXPECT_THAT(out, HasSubstr("\n  and 2 more; -v prints them in full\n"));
  // What is waived is told where the policy allows fewer of them, or the base had fewer.
  const std::string waivers = Waivers(Fingerprint("one.json"));
  const auto gate = [&](std::vector<std::string> more) {
    std::vector<std::string> args = {"gate", folder_.Path("one.json"), "--waivers", waivers};
    args.insert(args.end(), more.begin(), more.end());
    return RunCommand(args);
  };
  const std::string waived = "\n  ~ " + Fingerprint("one.json") + " error[example.schema]: GET /a → 200: ";
  EXPECT_THAT(gate({}).out, Not(HasSubstr("example.schema")));
  EXPECT_THAT(gate({"--max-waived", "0"}).out, HasSubstr(waived));
  Audit(Contract({"/a"}, "{n: 1}"), "none.json");
  const Outcome grown = gate({"--base", folder_.Path("none.json")});
  EXPECT_EQ(grown.code, 1);
  EXPECT_THAT(grown.out, HasSubstr(waived));
}

TEST_F(GateTest, ABaseForbidsGrowth) {
  Audit(Contract({"/a"}), "one.json");
  const std::string waivers = Waivers(Fingerprint("one.json"));
  const std::string base = folder_.Path("base.json");
  EXPECT_EQ(Audit(Contract({"/a"}), "base.json", {"--waivers", waivers}).code, 0);
  EXPECT_EQ(Audit(Contract({"/a"}), "r.json", {"--waivers", waivers, "--base", base}).code, 0);
  const Outcome worse = Audit(Contract({"/a"}, "{n: x, m: x}"), "r.json", {"--waivers", waivers, "--base", base});
  EXPECT_EQ(worse.code, 1);
  EXPECT_THAT(worse.out, HasSubstr("DISCREPANCY: 1 discrepancy looks different from what was in " + base +
                                   " of 2026-11-21 (exit 1)"));
  EXPECT_EQ(Audit(Contract({}), "none.json").code, 0);
  const Outcome more = Audit(Contract({"/a"}), "r.json", {"--waivers", waivers, "--base", folder_.Path("none.json")});
  EXPECT_EQ(more.code, 1);
  EXPECT_THAT(more.out, HasSubstr("DISCREPANCY: 1 discrepancy is waived, and 0 in "));
}

TEST_F(GateTest, SeverityAndNumberOfWaivedOnesAreLimits) {
  const std::string warning = Contract({"/a"}, "{n: 1}", ", z: {nullable: true}");
  EXPECT_EQ(Audit(warning, "r.json").code, 1);
  const Outcome spared = Audit(warning, "r.json", {"--fail-on", "error"});
  EXPECT_EQ(spared.code, 0);
  EXPECT_THAT(spared.out,
              HasSubstr("\ntolerated: warnings do not fail (--fail-on error)\n  ~ warning[nullable.untyped]: "));
  EXPECT_THAT(spared.out, HasSubstr("CONFORMS: no discrepancy fails: 1 is below --fail-on error (exit 0)"));
  EXPECT_EQ(Audit(Contract({"/a"}), "r.json", {"--fail-on", "error"}).code, 1);
  const std::string waivers = Waivers(Fingerprint("r.json"));
  EXPECT_EQ(Audit(Contract({"/a"}), "r.json", {"--waivers", waivers, "--max-waived", "1"}).code, 0);
  const Outcome many = Audit(Contract({"/a"}), "r.json", {"--waivers", waivers, "--max-waived", "0"});
  EXPECT_EQ(many.code, 1);
  EXPECT_THAT(many.out, HasSubstr("DISCREPANCY: 1 discrepancy is waived, and --max-waived allows 0 (exit 1)"));
}

TEST_F(GateTest, DecidesAgainFromAStoredResult) {
  Audit(Contract({"/a"}), "r.json");
  const std::string result = folder_.Path("r.json");
  const Outcome stored = RunCommand({"gate", result});
  EXPECT_EQ(stored.code, 1);
  EXPECT_THAT(stored.out, HasSubstr("DISCREPANCY: 1 discrepancy is not covered by a waiver (exit 1)\n"));
  EXPECT_THAT(stored.out, Not(HasSubstr("-->")));
  EXPECT_THAT(RunCommand({"gate", result, "-v"}).out, HasSubstr("-->"));
  const std::string waivers = Waivers(Fingerprint("r.json"));
  EXPECT_EQ(RunCommand({"gate", result, "--waivers", waivers}).code, 0);
  EXPECT_EQ(RunCommand({"gate", result, "--waivers", waivers, "--today", "2026-12-02"}).code, 1);
  EXPECT_EQ(RunCommand({"gate", result, "--waivers", waivers, "--max-waived", "0"}).code, 1);
  EXPECT_EQ(RunCommand({"gate", result, "--waivers", Waivers("0000000000000000")}).code, 1);
  // What the run reached and found gone is stale.
  Audit(Contract({}), "none.json");
  const Outcome stale = RunCommand({"gate", folder_.Path("none.json"), "--waivers", waivers});
  EXPECT_EQ(stale.code, 4);
  EXPECT_EQ(RunCommand({"gate", folder_.Path("none.json"), "--waivers", waivers, "--stale-waivers", "warn"}).code, 0);
}

TEST_F(GateTest, KeepsThePolicyOfTheResultAndGivesTheReportsOfTheNewDecision) {
  Audit(Contract({"/a"}), "base.json");
  EXPECT_EQ(Audit(Contract({"/a"}), "r.json", {"--base", folder_.Path("base.json"), "--gate", "new"}).code, 0);
  EXPECT_EQ(RunCommand({"gate", folder_.Path("r.json")}).code, 0);
  EXPECT_EQ(
      RunCommand({"gate", folder_.Path("r.json"), "--gate", "all", "--report", "json=" + folder_.Path("again.json")})
          .code,
      1);
  const run::RunResult again = Result("again.json");
  EXPECT_EQ(again.findings.at(0).judgement.state, finding::FindingState::kNew);
  EXPECT_EQ(again.exit_code, finding::ExitCode::kDiscrepancy);
  EXPECT_EQ(RunCommand(
                {"gate", folder_.Path("again.json"), "--gate", "new", "--report", "json=" + folder_.Path("third.json")})
                .code,
            0);
  EXPECT_EQ(ReadText(folder_.Path("third.json")), ReadText(folder_.Path("r.json")));
}

TEST_F(GateTest, TheJournalOfAKilledRunEndsAsInterrupted) {
  const run::RunResult result = run::EveryVerdict();
  run::RunResult head = result;
  head.cases.clear();
  head.findings.clear();
  head.audits.clear();
  const std::string journal = folder_.Write(
      "r.journal", run::JournalHead(head) + run::JournalLine(result.cases[0], {result.findings[0]}, head));
  const Outcome outcome = RunCommand({"gate", journal});
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(
      outcome.out,
      EndsWith("INTERRUPTED: the run did not come to its end; 1 discrepancy is not covered by a waiver (exit 130)\n"));
}

TEST_F(GateTest, WhatCannotBeDecidedExitsWith2) {
  Audit(Contract({"/a"}), "r.json");
  EXPECT_EQ(RunCommand({"gate", folder_.Path("nowhere.json")}).code, 2);
  EXPECT_EQ(RunCommand({"gate", folder_.Path("r.json"), "--gate", "new"}).err,
            "plumbline: --gate new needs --base RESULT: new is what that result does not have\n");
  EXPECT_EQ(RunCommand({"gate", folder_.Path("r.json"), "--base", folder_.Path("openapi.yaml")}).code, 2);
  EXPECT_EQ(RunCommand({"gate", folder_.Path("r.json"), "--fail-on", "note"}).code, 2);
  EXPECT_EQ(RunCommand({"gate", folder_.Path("r.json"), "--max-waived", "-1"}).code, 2);
}

}  // namespace
}  // namespace plumbline::cli
