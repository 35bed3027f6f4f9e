#include <gmock/gmock.h>

#include <cstdlib>

#include "base/text.h"
#include "cli/cli_testing.h"
#include "http/server.h"

namespace plumbline::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class EvidenceTest : public testing::Test {
 protected:
  EvidenceTest() {
    folder_.Write(
        "specs/openapi.yaml",
        "openapi: 3.0.3\ninfo: {title: Till, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n"
        "        '200': {description: d, content: {application/json: {schema: {type: object}}}}\n");
    folder_.Write("waivers.yaml", "waivers: []\n");
    folder_.Write("specs/vendor.yaml", "vendor: till\n");
    const std::string suite = folder_.Write(
        "suite.yaml", "suite: s\nvendor: specs\ncases:\n  - {id: one, operation: a, expect: {status: 200}}\n");
    const http::Server server([](const http::Request&) {
      return http::Response{200, {{"Content-Type", "application/json"}}, "{}"};
    });
    EXPECT_EQ(RunCommand({"run", suite, "--target", server.url(), "--report", "json=" + result_}).code, 0);
  }

  Outcome Verify(std::vector<std::string> more = {}) const {
    std::vector<std::string> args = {"report", "verify", result_};
    args.insert(args.end(), more.begin(), more.end());
    return RunCommand(args);
  }
  void Edit(const std::string& from, const std::string& to) const {
    std::string text = ReadText(result_);
    ASSERT_NE(text.find(from), std::string::npos);
    folder_.Write("r.json", text.replace(text.find(from), from.size(), to));
  }

  Folder folder_;
  std::string result_ = folder_.Path("r.json");
};

TEST_F(EvidenceTest, AnUntouchedResultIsVerified) {
  const Outcome outcome = Verify();
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  const std::string root = folder_.path();
  EXPECT_EQ(
      outcome.out,
      "verified  1 exchange: as stored\nverified  verdict: follows from what was found\nverified  result: as Plumbline writes it\n"
      "verified  contract " +
          root + "/specs/openapi.yaml: unchanged\nverified  suite " + root +
          "/suite.yaml: unchanged\nverified  waivers " + root +
          "/waivers.yaml: unchanged\nuntold    tool: the result does not name the hash of the program\n"
          "untold    signature: without one, a text that was changed together with all that follows from it cannot be seen\n"
          "UNTOUCHED: nothing has changed that can be seen without a signature\n");
}

TEST_F(EvidenceTest, WhatWasChangedIsToldAndExitsWith1) {
  std::filesystem::remove(folder_.Path("waivers.yaml"));
  EXPECT_EQ(Verify().code, 3);
  EXPECT_THAT(Verify().out,
              HasSubstr("MISSING   waivers " + folder_.Path("waivers.yaml") + ": not there to be compared\n"));
  EXPECT_THAT(
      Verify().out,
      EndsWith(
          "INCOMPLETE: 1 file is not there to be compared; --root DIR names the folder from which the run was made\n"));
  folder_.Write("specs/openapi.yaml", "openapi: 3.0.3\n");
  EXPECT_EQ(Verify().code, 1);
  EXPECT_THAT(Verify().out,
              HasSubstr("CHANGED   contract " + folder_.Path("specs/openapi.yaml") + ": changed since the run\n"));
}

TEST_F(EvidenceTest, AnEditedExchangeOrVerdictIsTold) {
  const std::string whole = ReadText(result_);
  Edit("\"body\": \"{}\"", "\"body\": \"{ }\"");
  const Outcome exchange = Verify();
  EXPECT_EQ(exchange.code, 1);
  EXPECT_THAT(exchange.out, HasSubstr("CHANGED   exchange of s/one: changed since it was stored\n"));
  EXPECT_THAT(exchange.out, EndsWith("CHANGED: 2 things are not as they were\n"));
  folder_.Write("r.json", whole);
  Edit("\"exitCode\": 0", "\"exitCode\": 3");
  EXPECT_THAT(
      Verify().out,
      HasSubstr(
          "CHANGED   verdict: /exitCode does not follow from what was found, which comes to CONFORMS: no discrepancy was found\n"));
  for (const auto& [from, to, place] :
       {std::tuple("\"verdict\": \"conforms\"", "\"verdict\": \"discrepancy\"", "/verdict"),
        std::tuple("\"no discrepancy was found\"", "\"all is well\"", "/reasons/0"),
        std::tuple("\"verdict\": \"passed\"", "\"verdict\": \"failed\"", "/cases/0/verdict"),
        std::tuple("\"documented\": 0", "\"documented\": 1", "/tally/documented")}) {
    folder_.Write("r.json", whole);
    Edit(from, to);
    EXPECT_THAT(Verify().out,
                HasSubstr(std::string("CHANGED   verdict: ") + place +
                          " does not follow from what was found, which comes to CONFORMS: no discrepancy was found\n"));
  }
  folder_.Write("r.json", whole);
  Edit("\"title\": \"Till\"", "\"title\":  \"Till\"");
  EXPECT_THAT(Verify().out, HasSubstr("CHANGED   result: not as Plumbline writes it"));
  EXPECT_THAT(Verify().out, EndsWith("CHANGED: 1 thing is not as it was\n"));
}

TEST_F(EvidenceTest, FilesAreFoundFromThePlaceOfTheResultOrFromTheRootThatIsNamed) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder_.path());
  EXPECT_EQ(RunCommand({"audit", "specs", "--report", "json=reports/audit.json"}).code, 0);
  std::filesystem::current_path(before);
  const std::string stored = folder_.Path("reports/audit.json"),
                    root = std::filesystem::canonical(folder_.path()).string();
  const Outcome outcome = RunCommand({"report", "verify", stored});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("noted     files: looked for from " + root +
                                     "\nverified  contract specs/openapi.yaml: unchanged\n"));
  const Folder elsewhere;
  const std::string moved = elsewhere.Write("moved.json", ReadText(stored));
  EXPECT_EQ(RunCommand({"report", "verify", moved}).code, 3);
  EXPECT_EQ(RunCommand({"report", "verify", moved, "--root", folder_.path()}).code, 0);
  EXPECT_THAT(RunCommand({"report", "verify", moved, "--root", elsewhere.path()}).out,
              HasSubstr("MISSING   contract specs/openapi.yaml: not there to be compared\n"));
}

TEST_F(EvidenceTest, TheBaseIsAFileOfTheEvidenceToo) {
  const std::string base = folder_.Write("base.json", ReadText(result_)), gated = folder_.Path("gated.json");
  EXPECT_EQ(RunCommand({"gate", result_, "--base", base, "--report", "json=" + gated}).code, 0);
  EXPECT_THAT(RunCommand({"report", "verify", gated}).out, HasSubstr("verified  base " + base + ": unchanged\n"));
  std::filesystem::remove(base);
  EXPECT_THAT(RunCommand({"report", "verify", gated}).out,
              HasSubstr("MISSING   base " + base + ": not there to be compared\n"));
}

TEST_F(EvidenceTest, ASignatureBesideTheResultIsNotOverlooked) {
  folder_.Write("r.json.sig", "x");
  EXPECT_THAT(Verify().out, HasSubstr("cannot be seen; give --signature " + result_ + ".sig --key PUBLIC.pem\n"));
}

TEST_F(EvidenceTest, TheProgramIsNamed) {
  Environment environment;
  environment.variable = [](const std::string&) { return std::optional<std::string>(); };
  environment.clock = [] { return kNow; };
  environment.tool_sha256 = [] { return std::string(64, 'e'); };
  std::ostringstream out, err;
  EXPECT_EQ(cli::Run({"audit", folder_.Path("specs"), "--report", "json=" + result_}, out, err, environment), 0);
  EXPECT_EQ(cli::Run({"report", "verify", result_}, out, err, environment), 0);
  EXPECT_THAT(out.str(), HasSubstr(std::string(64, 'e') + ", which is this program\n"));
  EXPECT_THAT(Verify().out, HasSubstr(", another build than this one\n"));
}

TEST_F(EvidenceTest, ASignatureIsMadeAndReadByOpenSslToo) {
  const auto shell = [](const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()); };
  if (shell("openssl version") != 0) GTEST_SKIP() << "the tool openssl is not there";
  const std::string key = folder_.Path("private.pem"), pub = folder_.Path("public.pem"),
                    other = folder_.Path("other.pem"), signature = result_ + ".sig";
  ASSERT_EQ(
      shell("openssl genpkey -algorithm ed25519 -out " + key + " && openssl pkey -in " + key + " -pubout -out " + pub),
      0);
  ASSERT_EQ(shell("openssl genpkey -algorithm ed25519 -out " + other + " && openssl pkey -in " + other +
                  " -pubout -out " + folder_.Path("other.pub")),
            0);
  EXPECT_EQ(RunCommand({"report", "sign", result_, "--key", key}).code, 0);
  const std::string verify =
      "openssl pkeyutl -verify -rawin -pubin -inkey " + pub + " -sigfile " + signature + " -in " + result_;
  EXPECT_EQ(shell(verify), 0);
  EXPECT_THAT(
      Verify({"--signature", signature, "--key", pub}).out,
      HasSubstr("verified  signature " + signature + ": made over exactly this file by the key of " + pub + "\n"));
  EXPECT_EQ(Verify({"--signature", signature, "--key", pub}).code, 0);
  EXPECT_EQ(Verify({"--signature", signature, "--key", folder_.Path("other.pub")}).code, 1);
  // And the other way round.
  ASSERT_EQ(shell("openssl pkeyutl -sign -rawin -inkey " + key + " -out " + signature + " -in " + result_), 0);
  EXPECT_EQ(Verify({"--signature", signature, "--key", pub}).code, 0);
  Edit("\"title\": \"Till\"", "\"title\": \"Tell\"");
  EXPECT_NE(shell(verify), 0);
  EXPECT_THAT(Verify({"--signature", signature, "--key", pub}).out,
              HasSubstr("CHANGED   signature " + signature + ": not made over this file by the key of " + pub + "\n"));
  EXPECT_EQ(Verify({"--signature", signature, "--key", pub}).code, 1);
  EXPECT_EQ(Verify({"--signature", signature}).code, 2);
  EXPECT_EQ(RunCommand({"report", "sign", result_, "--key", key, "--signature", key}).err,
            "plumbline: --signature " + key + ": " + key +
                " is read by this command, and would be lost; name another file\n");
  EXPECT_THAT(RunCommand({"report", "sign", result_, "--key", pub}).err,
              EndsWith("public.pem: this is no private key in PEM without a password\n"));
}

TEST_F(EvidenceTest, ReportKeepsItsPositionalResult) {
  EXPECT_EQ(RunCommand({"report", result_, "--to", "html=" + result_}).err,
            "plumbline: --to html=" + result_ + ": " + result_ +
                " is read by this command, and would be lost; name another file\n");
  EXPECT_EQ(RunCommand({"report", result_}).code, 0);
  EXPECT_EQ(RunCommand({"report"}).err, "plumbline: plumbline report needs a RESULT; see plumbline report --help\n");
  EXPECT_EQ(RunCommand({"report", "verify"}).code, 2);
}

// The hashes are those of the files' bytes, whatever the reader makes of them.
TEST(Verify, TheVendorsFilesAreVerified) {
  const Folder folder;
  for (const auto& vendor : std::filesystem::directory_iterator("specs")) {
    const std::string result = folder.Path("r.json");
    RunCommand({"audit", vendor.path().string(), "--report", "json=" + result});
    const Outcome outcome = RunCommand({"report", "verify", result});
    EXPECT_EQ(outcome.code, 0) << outcome.out;
    EXPECT_THAT(outcome.out, Not(HasSubstr("missing")));
  }
}

TEST(Verify, HashesAreThoseOfTheBytesOfThePage) {
  const Folder folder;
  folder.Write("docs/a.md", "\xEF\xBB\xBF# A\r\n\r\n`GET /a` answers:\r\n\r\n```json\r\n{\"n\": 1}\r\n```\r\n");
  folder.Write("docs/b.html", "<html><body><h1>B</h1><p><code>GET /b</code></p><pre>{\"n\": 1}</pre></body></html>");
  folder.Write("docs/openapi.json",
               "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"paths\": {}}");
  RunCommand({"audit", folder.Path("docs"), "--report", "json=" + folder.Path("r.json")});
  const Outcome outcome = RunCommand({"report", "verify", folder.Path("r.json")});
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("a.md: unchanged"));
}

}  // namespace
}  // namespace plumbline::cli
