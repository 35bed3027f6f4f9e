#include "run/result_json.h"

#include <gmock/gmock.h>

#include "document/document.h"
#include "run/conclude.h"
#include "run/result_testing.h"
#include "schema/file_format.h"

namespace plumbline::run {
namespace {

using testing::HasSubstr;

// A result in which every member of every struct holds something.
RunResult Everything() {
  RunResult result = EveryVerdict();
  result.tool_sha256 = std::string(64, 'a');
  result.target = "https://api.example.com";
  result.duration = std::chrono::milliseconds(1234);
  result.policy = {.fail_on = finding::Severity::kError,
                   .stale_waivers = finding::StaleWaivers::kWarn,
                   .gated = finding::Gated::kNew,
                   .max_waived = 7};
  result.base = finding::Base{.file = "base.json",
                              .sha256 = std::string(64, 'b'),
                              .day = *ParseDate("2026-11-20"),
                              .failing = 2,
                              .documented = 3,
                              .findings = {{"0123456789abcdef", ""}, {"0123456789abcdef", "01234567"}}};
  result.tally = {.failing = 1,
                  .documented = 2,
                  .known = 3,
                  .tolerated = 4,
                  .notes = 5,
                  .inconclusive = 6,
                  .stale_waivers = 7,
                  .worsened = 8,
                  .switched_off = 9,
                  .interrupted = true};
  result.unfinished = {"POST /v1.2/items"};
  result.waivers[0].waiver.shape = "01234567";
  result.waivers[0].waiver.rule = "example.schema";
  result.waivers[0].waiver.operation = "GET /v1.2/items";
  result.findings[0].finding.shape = "89abcdef";
  result.findings[0].finding.places[1].marked = "\"]]>\x01\"";
  result.findings[0].finding.details = {"one", "two"};
  result.findings[0].finding.sides = {{"schema", "integer"}, {"example", "string"}, {"answer", "string"}};
  result.cases[0].summary = "gets an item";
  result.cases[0].exchange->request = {"POST", "/v1.2/items?q=%20", {{"X-A", "b"}}, std::string("\xFF\x00z", 3)};
  result.cases[0].exchange->response->body = "{\"price\": \"\u20AC\"}";
  result.cases[1].exchange =
      http::Exchange{{}, std::nullopt, http::TransportError{"connect", "refused"}, std::chrono::milliseconds(3)};
  result.config_file = "plumbline.yaml";
  result.overrides = {{{"plumbline.yaml", 3, 5}, OverrideState::kStale}};
  result.switched_off = {"0123456789abcde1", "0123456789abcde2"};
  result.rules = {{"response.schema", finding::Severity::kError, "A summary", "A paragraph.\n\nAnother."}};
  result.evidence = {{"contract", "specs/acme/openapi.yaml", std::string(64, '1')}};
  result.excerpts = {{"specs/acme/openapi.yaml", 9, {"a: b", ""}}};
  result.coverage = {{"operation", "GET /v1.2/items", "", true},
                     {"response", "GET /v1.2/items", "404 application/json", false}};
  return result;
}

TEST(ResultJson, LosesNothing) {
  const RunResult result = Everything();
  const RunResult read = ReadResult("r.json", WriteResult(result));
  EXPECT_TRUE(read == result);
  EXPECT_EQ(WriteResult(read), WriteResult(result));
}

std::string ErrorOf(const std::string& text) {
  try {
    ReadResult("r.json", text);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(ResultJson, WhatIsNoResultIsAnErrorWithItsPlace) {
  const std::string good = WriteResult(Everything());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return ErrorOf(text);
  };
  EXPECT_THAT(ErrorOf("[]"), HasSubstr("r.json:1:1: the value is not an object"));
  EXPECT_THAT(ErrorOf(""), HasSubstr("r.json"));
  EXPECT_THAT(ErrorOf(good.substr(0, good.size() / 2)), HasSubstr("r.json:"));
  EXPECT_THAT(with("\"mode\": \"mock\"", "\"mode\": 3"),
              HasSubstr("r.json:17:11: mode is not one of the allowed values"));
  EXPECT_THAT(with("\"waiver\": \"W-1\"", "\"waiver\": \"W-9\""), HasSubstr("there is no waiver 'W-9'"));
  EXPECT_THAT(with("\"started\": \"2026", "\"started\": \"9999999"), HasSubstr("started"));
  EXPECT_THAT(with("\"findings\": [\n            0", "\"findings\": [\n            7"),
              HasSubstr("there is no finding 7"));
}

std::string Journal(const RunResult& result) {
  RunResult head = result;
  head.cases.clear();
  head.findings.clear();
  head.audits.clear();
  return JournalHead(head) + JournalLine(result.cases[0], {result.findings[0]}, head) +
         JournalLine(result.cases[1], {}, head);
}

TEST(Journal, GivesTheResultSoFar) {
  const RunResult result = Everything();
  const std::string text = Journal(result);
  ASSERT_TRUE(IsJournal(text));
  const RunResult read = ReadJournal("r.journal", text);
  EXPECT_EQ(read.cases, result.cases);
  EXPECT_EQ(read.findings, std::vector<JudgedFinding>{result.findings[0]});
  EXPECT_EQ(read.exit_code, finding::ExitCode::kInterrupted);
  EXPECT_EQ(read.tally, (finding::Tally{.failing = 1,
                                        .documented = 0,
                                        .known = 0,
                                        .tolerated = 0,
                                        .notes = 0,
                                        .inconclusive = 1,
                                        .stale_waivers = 0,
                                        .worsened = 1,
                                        .switched_off = 2,
                                        .interrupted = true}));
}

TEST(Journal, ATornLastLineIsNotRead) {
  const RunResult result = Everything();
  const std::string text = Journal(result);
  const std::size_t second = text.find('\n', text.find('\n') + 1);
  for (std::size_t length : {second + 1, second + 2, text.size() - 1})
    EXPECT_EQ(ReadJournal("r.journal", text.substr(0, length)).cases.size(), 1u) << length;
  EXPECT_THROW(ReadJournal("r.journal", text.substr(0, 40)), Error);
}

TEST(Journal, ALineThatIsNoneIsAnError) {
  const std::string text = Journal(Everything());
  EXPECT_THROW(ReadJournal("r.journal", text + "{}\n"), Error);
  EXPECT_THROW(ReadJournal("r.journal", text + "{\"case\": {}, \"findings\": []}\n"), Error);
  EXPECT_THROW(ReadJournal("r.journal", text + "{\"case\": [], \"findings\": 3}\n"), Error);
}

TEST(Conclude, ADiscrepancyThatFailsInOneCaseAndIsWaivedInAnotherFails) {
  RunResult result = EveryVerdict();
  JudgedFinding again = result.findings[1];
  again.judgement.state = finding::FindingState::kWorsened;
  result.findings.push_back(again);
  Conclude(result);
  EXPECT_EQ(result.tally.failing, 2u);
  EXPECT_EQ(result.tally.documented, 0u);
}

}  // namespace
}  // namespace plumbline::run
