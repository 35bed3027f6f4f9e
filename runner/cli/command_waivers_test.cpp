#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/cli_testing.h"
#include "run/result_json.h"

namespace plumbline::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kReason = "The vendor corrects it.";

class WaiversTest : public testing::Test {
 protected:
  WaiversTest() {
    Audit(
        "openapi: 3.0.3\ninfo: {title: Till, version: '1'}\npaths:\n"
        "  /a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {n: {type: integer}}}, example: {n: "
        "x}}}}}}}\n",
        "r.json");
    finding_ = run::ReadResult("r.json", ReadText(folder_.Path("r.json"))).findings.at(0).finding;
  }

  void Audit(const std::string& contract, const std::string& name, const std::string& waivers = "") const {
    std::vector<std::string> args = {"audit", folder_.Write("openapi.yaml", contract), "--report",
                                     "json=" + folder_.Path(name)};
    if (!waivers.empty()) args.insert(args.end(), {"--waivers", waivers});
    RunCommand(args);
  }
  Outcome Add(const std::string& fingerprint, std::vector<std::string> more = {"--days", "30"}) const {
    std::vector<std::string> args = {
        "waivers", "add", fingerprint, "--result", folder_.Path("r.json"), "--file", folder_.Path("w.yaml"),
        "--owner", "ann", "--reason",  kReason};
    args.insert(args.end(), more.begin(), more.end());
    return RunCommand(args);
  }

  Folder folder_;
  finding::Finding finding_;
};

TEST_F(WaiversTest, AddWritesWhatTheResultKnowsAndTheRunIsWaived) {
  const Outcome outcome = Add(finding_.fingerprint.substr(0, 6));
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("w.yaml: W-0001 waives until 2026-12-21\n  error[example.schema]: GET /a → 200: "));
  EXPECT_EQ(
      ReadText(folder_.Path("w.yaml")),
      "waivers:\n  - id: W-0001\n    fingerprint: \"" + finding_.fingerprint + "\"\n    shape: \"" + finding_.shape +
          "\"\n    rule: example.schema\n    operation: GET /a\n    owner: ann\n    reason: The vendor corrects it.\n    expires: 2026-12-21\n");
  EXPECT_EQ(RunCommand({"audit", folder_.Path("openapi.yaml"), "--waivers", folder_.Path("w.yaml")}).code, 0);
  EXPECT_EQ(RunCommand({"waivers", "lint", folder_.Path("w.yaml")}).code, 0);
}

TEST_F(WaiversTest, AddRefusesWhatMakesNoWaiver) {
  const std::string& fingerprint = finding_.fingerprint;
  std::string slip = fingerprint;
  slip.back() = slip.back() == '0' ? '1' : '0';
  EXPECT_THAT(Add(slip).err, HasSubstr("r.json: this run found nothing of fingerprint '" + slip + "' (did you mean '" +
                                       fingerprint + "'?)\n"));
  EXPECT_THAT(Add(fingerprint.substr(0, 5)).err, HasSubstr("write 6 digits of the fingerprint at least"));
  EXPECT_THAT(
      Add(fingerprint, {"--days", "181"}).err,
      HasSubstr(
          "w.yaml: 2027-05-21 is 181 days away; a waiver lasts at most 180 days (longest_lifetime_days), until 2027-05-20\n"));
  EXPECT_THAT(Add(fingerprint, {"--expires", "2026-11-20"}).err, HasSubstr("2026-11-20 has passed"));
  EXPECT_THAT(Add(fingerprint, {"--expires", "soon"}).err, HasSubstr("--expires soon: this is no day"));
  EXPECT_THAT(Add(fingerprint, {}).err, HasSubstr("one of --expires DATE and --days N"));
  EXPECT_THAT(Add(fingerprint, {"--days", "3", "--reason", "todo"}).err, HasSubstr("--reason"));
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("w.yaml")));
  EXPECT_EQ(Add(fingerprint).code, 0);
  const Outcome again = Add(fingerprint);
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(
      again.err,
      HasSubstr(
          "w.yaml:2:9: W-0001 waives this discrepancy already, until 2026-12-21; plumbline waivers renew W-0001 gives it another day\n"));
}

TEST_F(WaiversTest, LintTellsEverythingThatBreaksTheFormat) {
  const std::string file = folder_.Write(
      "w.yaml",
      "waivers:\n  - {id: W-1, fingerprint: '0000000000000002', owner: ann, reason: r, expires: 2026-13-01}\n"
      "  - {id: W-2, fingerprint: '0000000000000003', owner: ann, reason: r, expires: soon}\n");
  const Outcome outcome = RunCommand({"waivers", "lint", file});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, file + ":2:80: error: waivers[0].expires is no date: the month is past 12 (character 6)\n" +
                             file +
                             ":3:80: error: waivers[1].expires is no date: the year needs four digits (character 1)\n" +
                             file + ": 2 errors; the file's format is schemas/plumbline/waivers.schema.json\n");
}

TEST_F(WaiversTest, DryRunShowsWhatWouldBeWrittenAndWritesNothing) {
  const std::string file = folder_.Write("w.yaml", "# mine\nwaivers: []\n");
  const Outcome outcome = Add(finding_.fingerprint, {"--days", "30", "--dry-run"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, StartsWith("--- " + file + "\n+++ " + file +
                                      "\n@@ -1,2 +1,10 @@\n # mine\n-waivers: []\n+waivers:\n+  - id: W-0001\n"));
  EXPECT_EQ(outcome.err, "nothing was written (--dry-run)\n");
  EXPECT_EQ(ReadText(file), "# mine\nwaivers: []\n");
}

TEST_F(WaiversTest, PruneTakesWhatIsGoneAndNothingThatWasNotReached) {
  const std::string file = folder_.Write(
      "w.yaml",
      "waivers:\n"
      "  - {id: W-1, fingerprint: '" +
          finding_.fingerprint +
          "', rule: example.schema, operation: GET /a, owner: ann, reason: r, expires: 2026-12-01}   # needed\n"
          "  - {id: W-2, fingerprint: '0000000000000002', rule: example.schema, operation: GET /a, owner: ann, reason: r, expires: 2026-12-01}   # gone\n"
          "  - {id: W-3, fingerprint: '0000000000000003', rule: response.schema, operation: GET /a, owner: ann, reason: r, expires: 2026-12-01}   # not "
          "reached\n"
          "# end\n");
  const std::string before = ReadText(file);
  Audit(ReadText(folder_.Path("openapi.yaml")), "p.json", file);
  const Outcome outcome = RunCommand({"waivers", "prune", "--result", folder_.Path("p.json")});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(
      outcome.out,
      file +
          ": removed 1 waiver\n  W-2 example.schema GET /a: its discrepancy is gone\n  1 waiver was not reached by the run and kept\n");
  std::string expected = before;
  const std::size_t begin = before.find("  - {id: W-2"), end = before.find("  - {id: W-3");
  expected.erase(begin, end - begin);
  EXPECT_EQ(ReadText(file), expected);
  EXPECT_THAT(RunCommand({"waivers", "prune", "--result", folder_.Path("p.json")}).out,
              HasSubstr("w.yaml: nothing to remove\n"));
  EXPECT_EQ(ReadText(file), expected);
}

TEST_F(WaiversTest, RenewGivesAnotherDayAndReason) {
  Add(finding_.fingerprint);
  const std::string file = folder_.Path("w.yaml");
  const auto renew = [&](const std::string& id, const std::string& days) {
    return RunCommand(
        {"waivers", "renew", id, "--file", file, "--days", days, "--reason", "Version 2 comes later than promised."});
  };
  EXPECT_EQ(renew("W-0001", "60").out, file + ": W-0001 until 2027-01-20\n");
  EXPECT_THAT(ReadText(file), HasSubstr("    reason: Version 2 comes later than promised.\n    expires: 2027-01-20\n"));
  EXPECT_THAT(renew("W-0002", "60").err, HasSubstr("there is no waiver 'W-0002' (did you mean 'W-0001'?)"));
  EXPECT_EQ(renew("W-0001", "200").code, 2);
  EXPECT_EQ(RunCommand({"waivers", "renew", "W-0001", "--file", file, "--days", "3"}).code, 2);
}

TEST_F(WaiversTest, LintAndListReadAFile) {
  const std::string file = folder_.Write("w.yaml", R"(waivers:
  - {id: W-1, fingerprint: '0000000000000001', shape: '01234567', rule: example.schema, operation: GET /a, owner: ann, reason: The vendor corrects it., expires: 2026-12-01}
  - {id: W-22, fingerprint: '0000000000000002', owner: bob, reason: known, expires: 2026-11-20}
)");
  const Outcome lint = RunCommand({"waivers", "lint", file});
  EXPECT_EQ(lint.code, 1);
  EXPECT_THAT(lint.out, HasSubstr(file + ":2:162: warning: W-1: ends on 2026-12-01, in 10 days\n"));
  EXPECT_THAT(lint.out, HasSubstr("error: W-22: expired on 2026-11-20\n"));
  EXPECT_THAT(lint.out, HasSubstr("w.yaml: 2 waivers, 2 errors, 1 warning\n"));
  EXPECT_EQ(RunCommand({"waivers", "list", file}).out,
            R"(ID    UNTIL       DAYS     OWNER  RULE            OPERATION  REASON
W-1   2026-12-01  10       ann    example.schema  GET /a     The vendor corrects it.
W-22  2026-11-20  expired  bob    -               -          known
)");
  const auto json = nlohmann::json::parse(RunCommand({"waivers", "list", file, "--json"}).out);
  ASSERT_EQ(json.size(), 2u);
  EXPECT_EQ(json[1]["daysLeft"], -1);
  EXPECT_EQ(json[1]["expired"], true);
  EXPECT_EQ(RunCommand({"waivers", "list", file, "--today", "2026-11-20"}).out.find("expired"), std::string::npos);
  EXPECT_EQ(RunCommand({"waivers", "lint", "nowhere.yaml"}).code, 2);
  const std::string shapeless = folder_.Write(
      "s.yaml", "waivers:\n  - {id: W-1, fingerprint: '" + finding_.fingerprint +
                    "', rule: example.schema, owner: ann, reason: The vendor corrects it., expires: 2027-01-01}\n");
  EXPECT_EQ(RunCommand({"waivers", "lint", shapeless}).out, shapeless + ": 1 waiver, 0 errors, 0 warnings\n");
  EXPECT_THAT(RunCommand({"waivers", "lint", shapeless, "--result", folder_.Path("r.json")}).out,
              HasSubstr("it is " + finding_.shape + " now\n"));
  EXPECT_EQ(RunCommand({"waivers"}).code, 2);
}

TEST(WaiversCommand, TheVendorsFilesHaveNoErrors) {
  for (const auto& vendor : std::filesystem::directory_iterator("suites")) {
    const Outcome outcome = RunCommand({"waivers", "lint", (vendor.path() / "waivers.yaml").string()});
    EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  }
}

}  // namespace
}  // namespace plumbline::cli
