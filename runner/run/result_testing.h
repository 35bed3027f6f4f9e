// A result in which everything occurs once.
#pragma once

#include "run/result.h"

namespace plumbline::run {

inline RunResult EveryVerdict() {
  RunResult result;
  result.tool_version = "9.9";
  result.vendor = "acme";
  result.title = "Acme";
  result.contract_file = "specs/acme/openapi.yaml";
  result.contract_version = "1";
  result.contract_sha256 = std::string(64, '0');
  result.mode = "mock";
  result.started = TimePoint(std::chrono::seconds(1'795'248'000));
  result.today = *ParseDate("2026-11-21");
  result.operations = {"GET /v1.2/items", "POST /v1.2/items"};
  result.untested = {"POST /v1.2/items"};
  result.waivers_file = "suites/acme/waivers.yaml";

  finding::Finding failed;
  failed.identity = {"acme", "GET /v1.2/items", "200", "application/json", "response.schema", "/a", "/price"};
  failed.message = "price <b> is not an integer";
  failed.expected = "integer";
  failed.observed = "string";
  failed.fingerprint = "0123456789abcdef";
  failed.likely = "The service.";
  failed.places = {
      {"specs/acme/openapi.yaml", "/a", 12, 13, 20, "      type: ", "integer", "", "the contract says integer"},
      {"response body", "/price", 1, 11, 17, "{\"price\": ", "\"]]>\xFF\"", "}", "observed string"}};
  finding::Finding waived;
  waived.identity = {"acme", "GET /v1.2/items", "200", "application/json", "example.schema", "/b", ""};
  waived.message = "the example breaks its schema";
  waived.fingerprint = "fedcba9876543210";
  waived.places = {{"specs/acme/openapi.yaml", "", 9, 1, 2, "example: ", "1", "", "x"}};
  result.findings = {{failed, {finding::FindingState::kNew, std::nullopt}, "items/get"},
                     {waived, {finding::FindingState::kDocumented, 0}, ""}};

  CaseResult get;
  get.id = "items/get";
  get.operation = "GET /v1.2/items";
  get.location = {"suites/acme/items.yaml", 4, 9};
  get.duration = std::chrono::milliseconds(12);
  get.exchange = http::Exchange{
      {"GET", "/v1.2/items", {}, std::nullopt}, http::Response{200, {}, "{}"}, std::nullopt, get.duration};
  get.judgements = {{.rule = "exchange",
                     .verdict = Verdict::kPassed,
                     .reason = {},
                     .error_kind = {},
                     .inconclusive = false,
                     .findings = {}},
                    {.rule = "response.schema",
                     .verdict = Verdict::kFailed,
                     .reason = {},
                     .error_kind = {},
                     .inconclusive = false,
                     .findings = {0}}};
  CaseResult gone;
  gone.id = "items/gone";
  gone.operation = "GET /v1.2/items";
  gone.judgements = {{.rule = "exchange",
                      .verdict = Verdict::kError,
                      .reason = "refused",
                      .error_kind = "transport.connect",
                      .inconclusive = true,
                      .findings = {}},
                     {.rule = "response.schema",
                      .verdict = Verdict::kSkipped,
                      .reason = "NOT RUN: no answer came",
                      .error_kind = {},
                      .inconclusive = false,
                      .findings = {}}};
  result.cases = {get, gone};
  result.audits = {{"GET /v1.2/items",
                    {{.rule = "example.schema",
                      .verdict = Verdict::kWaived,
                      .reason = {},
                      .error_kind = {},
                      .inconclusive = false,
                      .findings = {1}}}}};

  const auto waiver = [](const char* id, const char* fingerprint, int line) {
    return finding::Waiver{.id = id,
                           .fingerprint = fingerprint,
                           .owner = "ann",
                           .reason = "known",
                           .expires = *ParseDate("2027-03-31"),
                           .shape = {},
                           .rule = {},
                           .operation = {},
                           .location = {"suites/acme/waivers.yaml", line, 3}};
  };
  result.waivers = {{waiver("W-1", "fedcba9876543210", 2), finding::WaiverState::kNeeded},
                    {waiver("W-2", "1111111111111111", 8), finding::WaiverState::kStale},
                    {waiver("W-3", "2222222222222222", 14), finding::WaiverState::kNotReached}};
  result.tally = {.failing = 1,
                  .documented = 1,
                  .known = 0,
                  .tolerated = 0,
                  .notes = 0,
                  .inconclusive = 1,
                  .stale_waivers = 1,
                  .worsened = 0,
                  .switched_off = 0,
                  .interrupted = false};
  result.reasons = {"1 discrepancy is not covered by a waiver", "1 judgement could not be made",
                    "1 waiver is no longer needed"};
  result.exit_code = finding::ExitCode::kDiscrepancy;
  return result;
}

}  // namespace plumbline::run
