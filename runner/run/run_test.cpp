#include "run/run.h"

#include <gmock/gmock.h>

#include "base/folder_testing.h"
#include "check/check.h"
#include "http/server.h"

namespace plumbline::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Orders, version: '1'}
paths:
  /orders:
    post:
      operationId: create
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}}
      responses:
        '201': {description: made, content: {application/json: {schema: {type: object, required: [order_id], properties: {order_id: {type: string}, name: {type: string}}}}}}
  /orders/{order_id}:
    get:
      operationId: fetch
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: one, content: {application/json: {schema: {type: object, properties: {order_id: {type: string}, name: {type: string}}}}}}
)";

constexpr const char* kSuite = R"(suite: orders
vendor: openapi.yaml
cases:
  - id: create
    operation: create
    body: {name: Anna}
    expect: {status: 201}
    capture: {order: /order_id}
  - id: fetch
    operation: fetch
    parameters: {order_id: '${order}'}
    expect: {status: 200, invariants: ['/name == "Anna"']}
)";

class RunSuitesTest : public testing::Test {
 protected:
  RunSuitesTest() { folder_.Write("openapi.yaml", kContract); }

  RunResult Run(const std::string& suite, std::optional<std::string> target = {},
                const std::atomic<bool>* interrupted = nullptr) const {
    Options options;
    options.target = std::move(target);
    options.clock = [] { return TimePoint(std::chrono::seconds(1'795'248'000)); };
    options.today = *ParseDate("2026-11-21");
    options.interrupted = interrupted;
    return RunSuites(suite::LoadSuites(folder_.Write("suite.yaml", suite), check::CheckIds(), {{}, options.today}),
                     options);
  }

  TestFolder folder_;
};

// "exchange passed, response.status failed, …"
std::vector<std::string> Judgements(const CaseResult& test) {
  std::vector<std::string> rows;
  for (const Judgement& judgement : test.judgements) {
    rows.push_back(judgement.rule + ' ' + std::string(VerdictName(judgement.verdict)) +
                   (judgement.reason.empty() ? "" : ": " + judgement.reason));
  }
  return rows;
}

TEST_F(RunSuitesTest, TellsWhatOfTheContractItsRequestsMet) {
  const RunResult both = Run(kSuite);
  EXPECT_FALSE(both.coverage.empty());
  for (const CoverageItem& item : both.coverage) EXPECT_TRUE(item.observed) << item.kind << ' ' << item.name;
  std::string one = kSuite;
  one.erase(one.find("  - id: fetch"));
  std::vector<std::string> missed;
  for (const CoverageItem& item : Run(one).coverage) {
    if (!item.observed) missed.push_back(item.kind + ' ' + item.name);
  }
  EXPECT_THAT(missed, ElementsAre("operation GET /orders/{order_id}", "parameter path order_id",
                                  "response 200 application/json", "property 200 application/json /order_id",
                                  "property 200 application/json /name"));
}

TEST_F(RunSuitesTest, WhatOneCaseCapturesTheNextOneSends) {
  const RunResult result = Run(kSuite);
  EXPECT_EQ(result.exit_code, finding::ExitCode::kConforms);
  ASSERT_EQ(result.cases.size(), 2u);
  EXPECT_EQ(result.cases[1].exchange->request.target, "/orders/string-1");
  EXPECT_EQ(result.untested, std::vector<std::string>{});
}

TEST_F(RunSuitesTest, CaseWithoutItsVariableIsNotRunAndTheRunIsInconclusive) {
  const http::Server server([](const http::Request&) {
    return http::Response{201, {{"Content-Type", "application/json"}}, "{\"name\": \"Anna\"}"};
  });
  const RunResult result = Run(kSuite, server.url());
  EXPECT_THAT(
      Judgements(result.cases[0]),
      ElementsAre("exchange passed", "response.server_error passed", "response.status passed",
                  "response.declared passed", "response.content_type passed", "response.schema failed",
                  "response.headers skipped: not applicable: the contract declares no header fields for status 201",
                  "response.invariants skipped: not applicable: the case has no invariants",
                  "capture error: the body has no /order_id to capture as ${order}"));
  EXPECT_EQ(Judgements(result.cases[1])[0], "exchange skipped: NOT RUN: no earlier case gave ${order} a value");
  EXPECT_EQ(result.tally, (finding::Tally{.failing = 1,
                                          .documented = 0,
                                          .known = 0,
                                          .tolerated = 0,
                                          .notes = 0,
                                          .inconclusive = 2,
                                          .stale_waivers = 0,
                                          .worsened = 0,
                                          .switched_off = 0,
                                          .interrupted = false}));
  EXPECT_EQ(result.exit_code, finding::ExitCode::kDiscrepancy);
  EXPECT_THAT(result.untested, ElementsAre("GET /orders/{order_id}"));
}

TEST_F(RunSuitesTest, InterruptedRunKeepsWhatWasDoneAndMarksTheRest) {
  std::atomic<bool> interrupted{false};
  const http::Server server([&](const http::Request&) {
    interrupted.store(true);
    return http::Response{500, {}, ""};
  });
  const RunResult result = Run(kSuite, server.url(), &interrupted);
  EXPECT_EQ(result.exit_code, finding::ExitCode::kInterrupted);
  ASSERT_EQ(result.cases.size(), 2u);
  EXPECT_EQ(Judgements(result.cases[1])[0], "exchange skipped: NOT RUN: the run was interrupted");
}

TEST_F(RunSuitesTest, SameDiscrepancyInTwoCasesCountsOnce) {
  const http::Server server([](const http::Request&) {
    return http::Response{200, {{"Content-Type", "application/json"}}, "{\"name\": 1}"};
  });
  const RunResult result = Run(R"(suite: orders
vendor: openapi.yaml
cases:
  - {id: a, operation: fetch, parameters: {order_id: a}, expect: {status: 200}}
  - {id: b, operation: fetch, parameters: {order_id: b}, expect: {status: 200}}
)",
                               server.url());
  EXPECT_EQ(result.findings.size(), 2u);
  EXPECT_EQ(result.tally.failing, 1u);
}

TEST_F(RunSuitesTest, BodyThatIsNoJsonIsADiscrepancyAndNoPass) {
  const http::Server server([](const http::Request&) {
    return http::Response{200, {{"Content-Type", "application/json"}}, "{\n  \"a\": 1,}"};
  });
  const RunResult result = Run(
      "suite: s\nvendor: openapi.yaml\ncases:\n  - {id: a, operation: fetch, parameters: {order_id: a}, expect: {status: 200}}\n",
      server.url());
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].finding.message, "says it is JSON, and is not: a comma is too many before '}'");
  const Place& place = result.findings[0].finding.places[1];
  EXPECT_EQ(std::tuple(place.line, place.column, place.marked), std::tuple(2, 10, std::string("}")));
  EXPECT_THAT(
      Judgements(result.cases[0]),
      testing::Contains("response.schema skipped: not applicable: the body is no JSON: see response.content_type"));
}

TEST_F(RunSuitesTest, JsonThatNestsDeeperThanIsReadIsInconclusiveAndNoFindingAgainstTheService) {
  const std::string deep = "{\"order_id\": " + std::string(500, '[') + std::string(500, ']') + "}";
  const http::Server server([&](const http::Request&) {
    return http::Response{201, {{"Content-Type", "application/json"}}, deep};
  });
  const RunResult result = Run(kSuite, server.url());
  EXPECT_EQ(result.findings, std::vector<JudgedFinding>{});
  EXPECT_EQ(result.exit_code, finding::ExitCode::kInconclusive);
  const std::string why =
      "the body is JSON beyond what Plumbline reads: nested deeper than 400 levels (response body:1:413)";
  EXPECT_THAT(
      Judgements(result.cases[0]),
      ElementsAre("exchange passed", "response.server_error passed", "response.status passed",
                  "response.declared passed", "response.content_type passed",
                  "response.schema error: cannot be judged: " + why,
                  "response.headers skipped: not applicable: the contract declares no header fields for status 201",
                  "response.invariants skipped: not applicable: the case has no invariants",
                  "capture error: nothing is captured as ${order}: " + why));
}

TEST_F(RunSuitesTest, AnswerThatClaimsAnEncodingIsADiscrepancy) {
  const http::Server server([](const http::Request&) {
    return http::Response{200, {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}, "{}"};
  });
  const RunResult result = Run(
      "suite: s\nvendor: openapi.yaml\ncases:\n  - {id: a, operation: fetch, parameters: {order_id: a}, expect: {status: 200}}\n",
      server.url());
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].finding.message, "is encoded as gzip, though the request asks for no encoding");
}

TEST_F(RunSuitesTest, AnswerOfAnotherLengthThanItClaimsIsAnError) {
  const http::Server server([](const http::Request&) {
    return http::Response{
        200, {{"Content-Type", "application/json"}, {"Content-Length", "99999999999999999999999"}}, "{}"};
  });
  const std::string suite =
      "suite: s\nvendor: openapi.yaml\ncases:\n  - {id: a, operation: fetch, parameters: {order_id: a}, headers: {Connection: close}, expect: {status: 200}}\n";
  EXPECT_EQ(Run(suite, server.url()).exit_code, finding::ExitCode::kInconclusive);
}

TEST_F(RunSuitesTest, CaseThatLeavesAPathParameterOutIsAnErrorAtItsPlace) {
  try {
    Run("suite: s\nvendor: openapi.yaml\ncases:\n  - {id: a, operation: fetch, expect: {status: 200}}\n");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "the path parameter 'order_id' of GET /orders/{order_id} needs a value");
    EXPECT_EQ(std::pair(error.location().line, error.location().column), std::pair(4, 24));
  }
}

TEST_F(RunSuitesTest, PasswordInTheTargetIsNotReported) {
  const http::Server server([](const http::Request&) {
    return http::Response{200, {{"Content-Type", "application/json"}}, "{}"};
  });
  const std::string url = "http://joe:hunter2pass@127.0.0.1:" + std::to_string(server.port());
  const RunResult result = Run(
      "suite: s\nvendor: openapi.yaml\ncases:\n  - {id: a, operation: fetch, parameters: {order_id: a}, expect: {status: 200}}\n",
      url);
  EXPECT_EQ(result.target, server.url());
}

}  // namespace
}  // namespace plumbline::run
